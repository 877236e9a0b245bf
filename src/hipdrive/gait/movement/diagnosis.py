"""Why a recording holds no stride: one look at what was found - length, gaps, feet, forces - that says the likely cause and what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ...body import SIDES, Side
from ...body_words import SIDE_WORDS
from ...errors import Advice
from ...language import Text, en
from ...motion import ForcePlate, stretches
from ..contact.on_plates import THRESHOLD_N
from .movement import Movement

ENOUGH_S = 0.9
"""A slow stride takes 0.8 s; a shorter stretch may not hold one."""
STANDING_M = 0.25
"""Ankles that sway by less than this against the hips, fore and aft, do not run: at 2 m/s they sway by over half a metre. Our choice."""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What was found in a recording."""

    length_s: float
    longest_seen_s: float
    """Longest time for which the whole runner was seen without a break."""
    contacts: dict[Side, int]
    """Whole contacts of each foot."""
    sway_m: float
    """How far the ankle of the livelier leg moves to and fro against the hips."""
    largest_force_n: float | None
    """Largest vertical force on any plate; None without plates."""


@dataclass(frozen=True)
class Cause:
    """What is likely wrong, and what to do about it."""

    words: Text
    advice: Text | Advice


def findings_of(movement: Movement, plates: Sequence[ForcePlate]) -> Findings:
    """Look at a solved recording and its plates (Y up)."""
    time_s, seen = movement.time_s, movement.seen
    step_s = float(time_s[-1] - time_s[0]) / max(1, len(time_s) - 1)
    sway = [float(np.ptp((movement.ankle_m[side] - movement.hips_m)[seen, 0])) if seen.any() else 0.0 for side in SIDES]
    return Findings(
        length_s=float(time_s[-1] - time_s[0]),
        longest_seen_s=step_s * max((end - start - 1 for start, end in stretches(seen)), default=0),
        contacts={side: sum(contact.side == side for contact in movement.contacts) for side in SIDES},
        sway_m=max(sway),
        largest_force_n=max((float(plate.force_n[:, 1].max()) for plate in plates), default=None),
    )


def likely_cause(found: Findings) -> Cause:
    """The first cause, in the order of how surely it prevents a stride, that what was found points to."""
    return next(cause for cause in (look(found) for look in LOOKS) if cause is not None)


def _too_short(found: Findings) -> Cause | None:
    if found.length_s >= ENOUGH_S:
        return None
    return Cause(
        en(
            "the recording lasts {length:.2f} s, and a stride takes 0.45 to 0.8 s from one landing of a foot to its next",
            length=found.length_s,
        ),
        en("record two seconds or more, or over ground from before one landing until after the next landing of that foot"),
    )


def _standing(found: Findings) -> Cause | None:
    if found.sway_m >= STANDING_M:
        return None
    return Cause(
        en("the feet move only {sway:.0f} cm back and forth under the hips, so this looks like standing", sway=100.0 * found.sway_m),
        en("give the run here, and quiet standing as the standing trial"),
    )


def _gaps(found: Findings) -> Cause | None:
    if found.longest_seen_s >= ENOUGH_S:
        return None
    return Cause(
        en("the whole runner is seen for only {seen:.2f} s at a time in {length:.1f} s", seen=found.longest_seen_s, length=found.length_s),
        en("fill the gaps in the motion capture program, or record so that pelvis, thighs, shanks and feet keep three markers in view"),
    )


def _no_force(found: Findings) -> Cause | None:
    if found.largest_force_n is None or found.largest_force_n >= THRESHOLD_N:
        return None
    return Cause(
        en(
            "the force plates measure at most {largest:.0f} N where the markers are, and a foot counts from {threshold:.0f} N",
            largest=found.largest_force_n,
            threshold=THRESHOLD_N,
        ),
        Advice(words=en("give the forces of this same trial in newtons, or ignore the plates"), step="forces_or_no_plates"),
    )


def _one_sided(found: Findings) -> Cause | None:
    fewest = min(found.contacts, key=lambda side: found.contacts[side])
    if found.contacts[fewest] or max(found.contacts.values()) < 2:
        return None
    return Cause(
        en("all contacts are from one foot, none from the {side} one", side=SIDE_WORDS[fewest]),
        en("check the labels of both feet, and which foot the forces are assigned to"),
    )


def _beside_plates(found: Findings) -> Cause | None:
    if found.largest_force_n is None:
        return None
    return Cause(
        en("no foot lands twice on the plates, and its next landing beside them is not in the recording"),
        Advice(words=en("keep recording until that foot lands again, or ignore the plates"), step="record_on_or_no_plates"),
    )


def _few_landings(_: Findings) -> Cause | None:
    return Cause(
        en("a stride runs from one landing of a foot to its next, and no foot is seen to land twice"),
        en("give a recording that holds at least one whole stride"),
    )


LOOKS: tuple[Callable[[Findings], Cause | None], ...] = (
    _too_short,
    _standing,
    _gaps,
    _no_force,
    _one_sided,
    _beside_plates,
    _few_landings,
)
