"""The slope of the ground under each record: told by the file, or from height and distance."""

from collections.abc import Sequence

import numpy as np

from ..arrays import FloatArray
from .measures import watch_rules
from .messages import Message


def grade_of(records: Sequence[Message], distance_m: FloatArray) -> tuple[FloatArray, bool]:
    """Slope of each record (rise over distance), NaN where nothing tells it; and whether the file tells it itself.

    Args:
        records: The records.
        distance_m: (n,) distance covered at each.
    """
    rules = watch_rules()
    told = _column(records, "grade") / 100.0
    if np.isfinite(told).any():
        return np.where(np.abs(told) <= rules.steepest, told, np.nan), True
    height = _column(records, "enhanced_altitude", "altitude")
    known = np.isfinite(height) & np.isfinite(distance_m)
    if known.sum() < 2:
        return np.full(len(records), np.nan), False
    along, first = np.unique(distance_m[known], return_index=True)
    if along[-1] - along[0] < rules.grade_over_m:
        return np.full(len(records), np.nan), False
    half = rules.grade_over_m / 2.0
    ahead, behind = np.clip(distance_m + half, along[0], along[-1]), np.clip(distance_m - half, along[0], along[-1])
    over = ahead - behind
    heights = height[known][first]
    rise = np.interp(ahead, along, heights) - np.interp(behind, along, heights)
    grade = np.divide(rise, over, out=np.full(len(records), np.nan), where=over >= half)
    return np.where(np.abs(grade) <= rules.steepest, grade, np.nan), False


def _column(records: Sequence[Message], *names: str) -> FloatArray:
    values = [record.number(*names) for record in records]
    return np.array([np.nan if value is None else value for value in values])
