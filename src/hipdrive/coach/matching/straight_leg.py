"""How far a straight leg goes before the back of the thigh stops it: measured, or short where the thigh does not reach the ribs."""

import math
from collections.abc import Sequence

from ...body import SIDES, Side
from ...capacity import TestResult, failed_rows
from ...capacity.strength_rules import strength_rules
from ...exercise import Load

MEASURED, THIGH_TO_RIBS = "straight_leg_raise", "A01"
END = "hip_end_deg"
STEP_DEG = 5.0
"""Ends are set in such steps; our choice."""


def straight_leg_deg(results: Sequence[TestResult]) -> float | None:
    """Hip flexion (deg) to which both legs go with a straight knee: the smaller of the last measured ones, each day's mean.

    Where nothing was measured and the thigh does not reach the ribs (A01 failed), a declared angle stands in; else None: nothing is known
    to stop it.
    """
    last = [value for side in SIDES if (value := _last(results, side)) is not None]
    if last:
        return min(last)
    return strength_rules().stiff_straight_leg_deg if THIGH_TO_RIBS in failed_rows(results) else None


def _last(results: Sequence[TestResult], side: Side) -> float | None:
    """Mean of the tries of the last day on a side."""
    own = [result for result in results if (result.protocol, result.side) == (MEASURED, side) and result.value is not None]
    day = [result.value or 0.0 for result in own if result.on == max(other.on for other in own)]
    return sum(day) / len(day) if day else None


def beyond_straight_leg(load: Load, most_deg: float) -> float | None:
    """Where a load lifts a straight leg beyond an angle: the highest end (deg) that does not, in whole steps; None where it does not.

    Args:
        load: Of a set-up.
        most_deg: Hip flexion to which a straight leg goes.
    """
    straight = math.radians(strength_rules().straight_knee_deg)
    beyond = [
        curve
        for curve in load.curves
        if curve.action == "flexor"
        and curve.knee_flexion_rad is not None
        and ((curve.knee_flexion_rad < straight) & (curve.angle_rad > math.radians(most_deg + 1.0))).any()
    ]
    return math.floor(most_deg / STEP_DEG) * STEP_DEG if beyond else None
