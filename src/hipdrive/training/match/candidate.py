"""Candidate: one exercise in one set-up with its load curves, as training takes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_args

from ...body import SIDES, Side
from ...curve import Action, MomentCurve
from ...errors import NOTHING, ValueOutOfRangeError
from ...exercise import BOTH_LEGS, Exercise
from ...language import Text, en
from .grid import GriddedMoments, Group, on_grid


@dataclass(frozen=True, kw_only=True)
class DoseSource:
    """What an exercise's source says about its dose; None where it is silent."""

    sets: tuple[int, int] | None = None
    """Fewest and most sets."""
    reps: tuple[int, int] | None = None
    """Fewest and most repetitions a set."""
    hold_s: tuple[float, float] | None = None
    """Shortest and longest hold of a repetition (s)."""
    tempo: str | None = None
    """Seconds up, hold, down, such as '2-1-3'; X for explosive."""
    rest_s: float | None = None
    per_side: bool = True
    """Whether repetitions count for each side; otherwise all are counted, of legs that alternate or work together."""
    together: bool = False
    """Whether both legs work at once."""
    distance_m: tuple[float, float] | None = None
    """Distance of a set, where it is walked and not counted."""
    per_week: tuple[int, int] | None = None
    """Fewest and most sessions a week."""
    source: str = ""
    ours: tuple[str, ...] = ()
    """Names of the numbers above that are our choice because the source is silent."""

    def __post_init__(self) -> None:
        for name in ("sets", "reps", "hold_s", "per_week", "distance_m"):
            span = getattr(self, name)
            if span is not None and not 0 <= span[0] <= span[1]:
                raise ValueOutOfRangeError(en("{part} of a dose source", part=name), span, en("a lower and an upper number"))


def source_of_dose(exercise: Exercise, *, tempo: str) -> DoseSource:
    """What the catalogue says about an exercise's dose."""
    said = exercise.dose
    return DoseSource(
        sets=said.sets,
        reps=said.reps,
        hold_s=said.hold_s,
        tempo=tempo,
        rest_s=said.rest_s,
        per_side=said.per_side,
        together=exercise.laterality == BOTH_LEGS,
        distance_m=said.distance_m,
        per_week=said.per_week,
        source=said.source,
        ours=said.ours,
    )


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One exercise, set-up, resistance and working side."""

    exercise: str
    """Id of the exercise, snake_case."""
    name: Text
    """Name for people; that of a kept set-up behind it."""
    set_up: Mapping[str, Any]
    """Set-up keys of the outside contract (weight_kg, band, stack_kg, ...)."""
    resistance: float
    """Orders the set-ups of a family, the lightest first; any unit."""
    family: str
    """The same for set-ups that differ in resistance or working side only."""
    side: Side
    """The working side."""
    curves: tuple[MomentCurve, ...]
    """Load curves of both hips; empty if infeasible."""
    family_set_ups: tuple[Mapping[str, Any], ...] = ()
    """Set-ups of its family, the lightest first; empty where there is none but its own."""
    feasible: bool = True
    notes: tuple[Text, ...] = ()
    """Why it is infeasible, or doubts about the curves, in plain sentences."""
    both_hips: bool = False
    """Whether flexors of one hip and extensors of the other are loaded at once, in this set-up."""
    position: Text = NOTHING
    """Such as 'supine', 'seated', 'standing'."""
    prerequisites: tuple[Text, ...] = ()
    evidence: tuple[str, ...] = ()
    """Ids of evidence rows."""
    equipment: tuple[Text, ...] = ()
    owned_kg: tuple[float, ...] | None = None
    """Loads (kg) that can be put together for it; None where nothing is said about what is owned."""
    gates: tuple[str, ...] = ()
    """Kinds of gates of the safety screen that keep it out (screen.GateKind)."""
    stop_for: tuple[Text, ...] = ()
    """Faults that end a set of this exercise."""
    not_advised: tuple[Text, ...] = ()
    """Who had better leave the exercise, and why, in plain sentences."""
    dose: DoseSource = DoseSource()
    kept_as: str = ""
    """Name of the kept set-up that it is, in one of its loads; empty for those of the catalogue."""
    least_share: Mapping[Side, float] = field(default_factory=dict)
    """Share of its load that the most favourable sharing of the supports would leave a hip; 1 where there is no choice."""

    @property
    def explosive(self) -> bool:
        """Whether the lift is meant to be explosive (tempo X)."""
        return str(self.set_up.get("tempo") or self.dose.tempo or "").upper().startswith("X")

    @cached_property
    def loads(self) -> Mapping[Group, GriddedMoments]:
        """Its load on whole degrees, by side and action."""
        groups: list[Group] = [(side, action) for side in SIDES for action in get_args(Action)]
        return {(side, action): on_grid(self.curves, side=side, action=action) for side, action in groups}
