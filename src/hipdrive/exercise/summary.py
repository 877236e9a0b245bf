"""What can be said about an exercise in its default set-up: how its resistance runs over the range, and where it loads most."""

from typing import Any, Literal

import numpy as np

from ..body import Athlete
from ..curve import Range, range_of
from .exercise import Exercise
from .load import Load
from .load_curve import solve_load

Quality = Literal["constant", "rising", "falling"]
SLOW_TEMPO = "20-0-20"
"""So slow that only the resistance itself counts, no inertia."""
CONSTANT_WITHIN = 0.25
"""Change over the whole range, relative to the mean, below which a resistance is called constant; our choice."""
NO_RESISTANCE_NM_KG = 0.01


def loading_quality(exercise: Exercise, athlete: Athlete) -> Quality:
    """Whether the resistance rises, falls or stays over the working hip's range, from flat to flexed.

    Judged on a straight line through the moment that the resistance asks of the hip (the limb's own where there is no resistance), moved
    slowly in the default set-up: constant while the line changes by less than a quarter of the mean size.
    """
    load = solve_load(exercise, athlete, {"tempo": SLOW_TEMPO})
    moment = load.resistance_moment_nm_kg
    if not len(moment) or np.abs(moment).max() < NO_RESISTANCE_NM_KG:
        moment = load.hip_flexion_moment_nm_kg[load.working_side]
    angle = load.hip_flexion_rad[load.working_side]
    grid = np.linspace(angle.min(), angle.max(), 41)
    way_up = slice(0, int(np.argmax(angle)) + 1)
    size = np.abs(np.interp(grid, angle[way_up], moment[way_up]))
    slope = np.polyfit(grid, size, 1)[0]
    change = float(slope * np.ptp(grid) / size.mean())
    if abs(change) < CONSTANT_WITHIN:
        return "constant"
    return "rising" if change > 0 else "falling"


def peak_range(load: Load) -> Range | None:
    """Range in which the working hip's flexors are loaded most; None if they are not."""
    peaks = [
        (float(curve.moment_nm_kg.max()), float(curve.angle_rad[int(np.argmax(curve.moment_nm_kg))]))
        for curve in load.curves
        if curve.side == load.working_side and curve.action == "flexor"
    ]
    return range_of(max(peaks)[1]) if peaks else None


def exercise_summary(exercise: Exercise, athlete: Athlete) -> dict[str, Any]:
    """One row of the list of exercises, keys as in the outside contract (hipdrive.exercises/1)."""
    return {
        "id": exercise.id,
        "name": exercise.name,
        "rows": list(exercise.rows),
        "position": exercise.position,
        "laterality": exercise.laterality,
        "equipment": list(exercise.equipment),
        "resistance": list(exercise.resistance_kinds),
        "quality": loading_quality(exercise, athlete),
        "both_hips": exercise.both_hips,
        "peak_range": peak_range(solve_load(exercise, athlete)),
        "ladder": {"unlocks": list(exercise.unlocks), "regresses_to": list(exercise.regresses_to)},
        "evidence": list(exercise.evidence),
    }
