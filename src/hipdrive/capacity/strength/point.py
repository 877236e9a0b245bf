"""StrengthPoint: what a hip gave at one angle, whatever kind of test says so, and how tests become points."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ...body import Athlete, Side
from ...curve import Action
from ...errors import ValueOutOfRangeError
from ...language import Text, en
from ..strength_rules import strength_rules
from ..tested.protocol import protocol_of
from ..tested.result import TestResult
from ..tested.result_check import number_of
from .test import StrengthTest

ISOMETRIC = en("isometric test(s)")


@dataclass(frozen=True, kw_only=True)
class StrengthPoint:
    """Isometric strength of one side and action at one angle."""

    side: Side
    action: Action
    hip_flexion_rad: float
    """Hip angle (rad), flexion positive."""
    nm_kg: float
    """Moment (Nm/kg), positive."""
    error: float
    """Standard deviation of one try, as a share of the moment."""
    kind: Text
    """Which test it comes from, in words."""
    knee_flexion_rad: float | None = None
    """Knee angle (rad); None if it is not known, which the norm's knee stands in for."""
    limb_counted: bool = True
    """Whether the limb's own weight is in the moment."""
    shared_error: float = 0.0
    """Standard deviation that all repeats of its kind share, as a share of the moment: it does not shrink with their number."""
    bound: bool = False
    """Whether strength is only known to be no less."""
    sets: int = 0
    """Logged sets behind it; 0 for a test."""


def point_of_test(test: StrengthTest, athlete: Athlete) -> StrengthPoint:
    """The point of an isometric test.

    Raises:
        ValueOutOfRangeError: If no hip gives such a moment.
    """
    return StrengthPoint(
        side=test.side,
        action=test.action,
        hip_flexion_rad=test.hip_flexion_rad,
        nm_kg=test.moment_nm_kg(athlete),
        error=strength_rules().error[test.action],
        knee_flexion_rad=test.knee_flexion_rad,
        kind=ISOMETRIC,
        limb_counted=test.limb_moment_nm != 0.0,
    )


def strength_tests_of(results: Sequence[TestResult]) -> tuple[StrengthTest, ...]:
    """The isometric strength tests among stored results, in their order: the tries of one day, alike in all else, as their mean.

    Tries of one day repeat better than days do, so only days tell how sure a strength is.

    Raises:
        ValueOutOfRangeError: If a value cannot be.
    """
    days: dict[tuple[object, ...], list[TestResult]] = {}
    for result in results:
        if protocol_of(result.protocol).action is not None and result.side is not None and result.value is not None:
            days.setdefault((result.protocol, result.on, result.side, tuple(sorted(result.details.items()))), []).append(result)
    return tuple(_test_of(tries) for tries in days.values())


def _test_of(tries: Sequence[TestResult]) -> StrengthTest:
    """One test from the tries of a day."""
    first = tries[0]
    action = protocol_of(first.protocol).action
    if action is None or first.side is None:
        raise ValueOutOfRangeError(en("protocol of a strength test"), first.protocol, en("one of an action, of one side"))
    return StrengthTest(
        side=first.side,
        action=action,
        force_n=math.fsum(one.value or 0.0 for one in tries) / len(tries),
        lever_m=number_of(first, "lever_m"),
        hip_flexion_rad=math.radians(number_of(first, "hip_flexion_deg")),
        limb_moment_nm=number_of(first, "limb_moment_nm"),
        knee_flexion_rad=_told_knee(first),
    )


def _told_knee(result: TestResult) -> float | None:
    """Knee angle (rad) of a test, if it was told."""
    told = result.details.get("knee_flexion_deg")
    return None if told is None else math.radians(float(told))
