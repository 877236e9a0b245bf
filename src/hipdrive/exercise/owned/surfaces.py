"""Benches, boxes and chairs of the heights that are owned, in place of the usual ones of an exercise."""

from collections.abc import Mapping

from ..declared.exercise import Exercise, Value
from .equipment import Equipment

SURFACES = ("bench_height_m", "box_height_m")
"""Set-up keys that are the height of something owned."""
ALIKE_M = 0.005


def owned_surfaces(exercise: Exercise, set_up: Mapping[str, Value], equipment: Equipment) -> dict[str, float] | None:
    """The owned heights nearest to those of a set-up; only what differs. None where nothing owned lies inside a setting's limits.

    Args:
        exercise: In its variant.
        set_up: With all defaults.
        equipment: What is owned; where it tells no height at all, the usual ones are taken to be there.
    """
    heights = (*equipment.bench_heights_m, *equipment.box_heights_m, *equipment.chair_heights_m)
    changed: dict[str, float] = {}
    for key in SURFACES:
        setting = exercise.settings.get(key)
        usual = float(set_up[key]) if key in set_up else 0.0
        if setting is None or usual == 0.0 or not heights:
            continue
        fitting = [height for height in heights if (setting.low or 0.0) - 1e-9 <= height <= (setting.high or height) + 1e-9]
        if not fitting:
            return None
        nearest = min(fitting, key=lambda height, usual=usual: (round(abs(height - usual), 6), height))  # type: ignore[misc]
        if abs(nearest - usual) > ALIKE_M:
            changed[key] = nearest
    return changed
