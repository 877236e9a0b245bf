"""What can be said about an exercise and each variant in the default set-up: which muscles work, how hard, and where in the range."""

from dataclasses import dataclass
from functools import cache
from typing import get_args

from ...body import Athlete
from ...curve import Action, Range
from ...language import Text
from ...range_words import Run
from ..declared.catalogue import shipped_exercises
from ..declared.exercise import Exercise
from ..declared.ladder import regressions_of, unlocks_of
from ..declared.variants import variants_of
from ..solve.load import Load
from ..solve.load_curve import solve_load
from .effort import SLOW_TEMPO, Effort, HipStrength, efforts_of, hardest, share_at_once

LoadingQuality = Run
QUALITIES: tuple[LoadingQuality, ...] = get_args(LoadingQuality)


@dataclass(frozen=True, kw_only=True)
class VariantSummary:
    """One variant at a glance."""

    variant: str
    """Its name; empty for an exercise without variants."""
    label: Text
    rows: tuple[str, ...]
    position: Text
    both_hips: bool
    load: Load | None
    """In the default set-up; None for mobility work."""
    efforts: tuple[Effort, ...]
    """Of both legs, the hardest first; none for mobility work."""
    share_at_once: float
    """Share of strength that both hips get at one moment, flexors on one side and extensors on the other."""

    @property
    def working(self) -> Effort | None:
        """The muscle group of the working leg that works hardest."""
        return hardest(self.efforts, "working")

    @property
    def other(self) -> Effort | None:
        """That of the other leg; None where it does nothing, or where both legs do the same."""
        other = hardest(self.efforts, "other")
        return None if other is None or other.leg == "both" else other

    @property
    def quality(self) -> LoadingQuality:
        """What the share of strength of these muscles of the working leg does from straight to flexed, moved slowly."""
        return "constant" if self.working is None else self.working.run

    @property
    def peak_range(self) -> Range | None:
        """Where these muscles of the working leg work hardest; None for mobility work."""
        return None if self.working is None else self.working.range

    @property
    def peak_muscle(self) -> Action | None:
        """Which muscles of the working leg work hardest; None for mobility work."""
        return None if self.working is None else self.working.action


@dataclass(frozen=True, kw_only=True)
class ExerciseSummary:
    """One exercise at a glance."""

    exercise: Exercise
    variants: tuple[VariantSummary, ...]
    """The default first."""
    unlocks: tuple[str, ...]
    """Exercises that come after it."""
    regresses_to: tuple[str, ...]
    """Exercises to fall back to."""


def variant_summaries(exercise: Exercise, athlete: Athlete, strength: HipStrength) -> tuple[VariantSummary, ...]:
    """Every variant at a glance; those of the package are worked out once for each body.

    Args:
        exercise: With all of its variants.
        athlete: Whose body.
        strength: What this body can give; efforts are shares of it.
    """
    if shipped_exercises().get(exercise.id) is exercise:
        return _known_summaries(exercise.id, athlete, strength)
    return tuple(_summary(name, variant, athlete, strength) for name, variant in variants_of(exercise).items())


@cache
def _known_summaries(exercise: str, athlete: Athlete, strength: HipStrength) -> tuple[VariantSummary, ...]:
    return tuple(_summary(name, variant, athlete, strength) for name, variant in variants_of(shipped_exercises()[exercise]).items())


def _summary(name: str, variant: Exercise, athlete: Athlete, strength: HipStrength) -> VariantSummary:
    load: Load | None = None
    efforts: tuple[Effort, ...] = ()
    at_once = 0.0
    if variant.kind == "strength":
        load, slow = solve_load(variant, athlete), solve_load(variant, athlete, {"tempo": SLOW_TEMPO})
        efforts, at_once = efforts_of(load, slow, strength, exercise=variant), share_at_once(load, strength)
    return VariantSummary(
        variant=name,
        label=variant.label,
        rows=variant.rows,
        position=variant.position,
        both_hips=variant.both_hips,
        load=load,
        efforts=efforts,
        share_at_once=at_once,
    )


def exercise_summary(exercise: Exercise, athlete: Athlete, strength: HipStrength) -> ExerciseSummary:
    """An exercise with all of its variants at a glance."""
    return ExerciseSummary(
        exercise=exercise,
        variants=variant_summaries(exercise, athlete, strength),
        unlocks=unlocks_of(exercise.id),
        regresses_to=regressions_of(exercise.id),
    )
