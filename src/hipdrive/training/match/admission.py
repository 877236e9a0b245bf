"""Admission: which set-ups may be matched at all, given the safety screen, failed tests, prerequisites and what is owned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np

from ...capacity.screen import Gate, GateKind
from ...curve import DEGREE, MomentCurve, range_of
from ...errors import NOTHING
from ...language import Text, layout
from .candidate import Candidate


@dataclass(frozen=True, kw_only=True)
class Admission:
    """The set-ups that may be used, and why the others may not."""

    candidates: tuple[Candidate, ...]
    refused: tuple[Text, ...]
    """One sentence for each exercise of which something was left out, beginning with its id."""


def refusal(exercise: str, why: Text) -> Text:
    """The sentence that an exercise was left out."""
    return layout("{exercise}: {why}", exercise=exercise, why=why)


def why_refused(exercise: str, refused: Iterable[Text]) -> Text:
    """Why an exercise was left out, of the sentences that `refusal` made; empty where none is about it."""
    sentence: str = next((sentence for sentence in refused if sentence.startswith(f"{exercise}: ")), NOTHING)
    why = sentence.values.get("why") if isinstance(sentence, Text) else None
    return why if isinstance(why, Text) else Text(sentence.partition(": ")[2])


def admitted(candidates: Sequence[Candidate], *, gates: Sequence[Gate] = (), blocked: Mapping[str, Text] | None = None) -> Admission:
    """Keep what nothing speaks against.

    Args:
        candidates: Everything on offer.
        gates: Gates of the safety screen.
        blocked: Exercise id -> why it may not be used now (a failed test, a step that is not open, equipment that is lacking).
    """
    blocked = blocked or {}
    kept: list[Candidate] = []
    refused: dict[Text, None] = {}
    for candidate in candidates:
        why = blocked.get(candidate.exercise) or next((gate.why for gate in gates if gate.kind in gates_of(candidate)), None)
        if why is None:
            kept.append(candidate)
        else:
            refused[refusal(candidate.exercise, why)] = None
    return Admission(candidates=tuple(kept), refused=tuple(refused))


def gates_of(candidate: Candidate) -> tuple[GateKind, ...]:
    """The gates that keep a set-up out.

    That of the early range shuts out, by the computed curves, what moves a hip under flexor load in the early range, and whatever moves a
    loaded hip behind the line of the body (Lewis 2007 found the force at the front of the joint higher there); the others what the exercise
    itself declares.
    """
    early = any(stretches_front(curve) for curve in candidate.curves)
    return tuple(kind for kind in get_args(GateKind) if (early if kind == "early_range" else kind in candidate.gates))


def stretches_front(curve: MomentCurve) -> bool:
    """Whether a curve loads the front of a hip while it is stretched: what the gate of the early range keeps out."""
    if curve.mode == "isometric":
        return False
    loaded = curve.angle_rad[np.abs(curve.moment_nm_kg) > 0]
    beyond = bool(np.any(loaded < -DEGREE))
    return beyond or (curve.action == "flexor" and any(range_of(float(angle)) == "early" for angle in loaded))
