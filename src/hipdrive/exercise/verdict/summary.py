"""What can be said about an exercise and each variant in the default set-up: how the resistance runs, and where it loads most."""

import math
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import numpy as np

from ...body import Athlete
from ...curve import Range, range_of
from ..declared.catalogue import exercises
from ..declared.exercise import Exercise
from ..declared.ladder import regressions_of, unlocks_of
from ..declared.variants import variants_of
from ..solve.load import Load
from ..solve.load_curve import solve_load
from ..solve.tempo import read_tempo

LoadingQuality = Literal["constant", "rising", "falling"]
QUALITIES: tuple[LoadingQuality, ...] = get_args(LoadingQuality)
SLOW_TEMPO = "20-0-20"
"""So slow that only the resistance itself counts, no inertia."""
CONSTANT_WITHIN = 0.25
"""Change over the whole range, relative to the mean, below which a resistance is called constant; our choice."""
NO_RESISTANCE_NM_KG = 0.01
SMALLEST_RANGE_RAD = math.radians(5.0)
"""A hip that moves less than this is held, and its resistance is called constant; our choice."""


@dataclass(frozen=True, kw_only=True)
class VariantSummary:
    """One variant at a glance."""

    variant: str
    """Its name; empty for an exercise without variants."""
    label: str
    rows: tuple[str, ...]
    position: str
    both_hips: bool
    quality: LoadingQuality
    peak_range: Range | None
    """None for mobility work."""


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


def variant_summaries(exercise: Exercise, athlete: Athlete) -> tuple[VariantSummary, ...]:
    """Every variant at a glance; those of the package are worked out once for each body."""
    if exercises().get(exercise.id) is exercise:
        return _known_summaries(exercise.id, athlete)
    return tuple(_summary(name, variant, athlete) for name, variant in variants_of(exercise).items())


@cache
def _known_summaries(exercise: str, athlete: Athlete) -> tuple[VariantSummary, ...]:
    return tuple(_summary(name, variant, athlete) for name, variant in variants_of(exercises()[exercise]).items())


def _summary(name: str, variant: Exercise, athlete: Athlete) -> VariantSummary:
    return VariantSummary(
        variant=name,
        label=variant.label,
        rows=variant.rows,
        position=variant.position,
        both_hips=variant.both_hips,
        quality=loading_quality(variant, athlete),
        peak_range=None if variant.kind == "mobility" else peak_range(solve_load(variant, athlete)),
    )


def loading_quality(exercise: Exercise, athlete: Athlete) -> LoadingQuality:
    """Whether the resistance rises, falls or stays over the working hip's range, from flat to flexed.

    Judged on a straight line through the moment that the resistance asks of the hip (the limb's own where there is no resistance), moved
    slowly in the default set-up: constant while the line changes by less than a quarter of the mean size. Mobility work, which has no
    load, is called constant.
    """
    if exercise.kind == "mobility":
        return "constant"
    load = solve_load(exercise, athlete, {"tempo": SLOW_TEMPO})
    if not len(load.time_s):
        return "constant"
    moment = load.resistance_moment_nm_kg
    if np.abs(moment).max() < NO_RESISTANCE_NM_KG:
        moment = load.hip_flexion_moment_nm_kg[load.working_side]
    up = way_up(load)
    angle = load.hip_flexion_rad[load.working_side][up]
    if np.ptp(angle) < SMALLEST_RANGE_RAD:
        return "constant"
    order = np.argsort(angle)
    grid = np.linspace(angle.min(), angle.max(), 41)
    size = np.abs(np.interp(grid, angle[order], moment[up][order]))
    slope = np.polyfit(grid, size, 1)[0]
    change = float(slope * np.ptp(grid) / max(float(size.mean()), NO_RESISTANCE_NM_KG))
    if abs(change) < CONSTANT_WITHIN:
        return "constant"
    return "rising" if change > 0 else "falling"


def way_up(load: Load) -> slice:
    """The frames from the start to the top of a repetition."""
    return slice(0, int(np.searchsorted(load.time_s, read_tempo(str(load.set_up["tempo"])).up_s, side="right")))


def peak_range(load: Load) -> Range | None:
    """Range in which the working hip is loaded most, by flexor or extensor moment; None if it is hardly loaded at all."""
    peaks = [
        (float(np.abs(curve.moment_nm_kg).max()), float(curve.angle_rad[int(np.argmax(np.abs(curve.moment_nm_kg)))]))
        for curve in load.curves
        if curve.side == load.working_side
    ]
    return range_of(max(peaks)[1]) if peaks else None


def exercise_summary(exercise: Exercise, athlete: Athlete) -> ExerciseSummary:
    """An exercise with all of its variants at a glance."""
    return ExerciseSummary(
        exercise=exercise,
        variants=variant_summaries(exercise, athlete),
        unlocks=unlocks_of(exercise.id),
        regresses_to=regressions_of(exercise.id),
    )
