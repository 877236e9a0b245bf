"""Straight-leg lifts end where the back of the thigh stops the leg, measured or short after a failed A01; bent ones do not."""

import math
from datetime import date

import pytest

from hipdrive.body import Athlete
from hipdrive.capacity import TestResult
from hipdrive.coach.matching.offer import offered
from hipdrive.coach.matching.straight_leg import straight_leg_deg
from hipdrive.exercise import exercises
from hipdrive.language import en
from hipdrive.training import Candidate

BODY = Athlete(mass_kg=70.0, height_m=1.75)


def raised(side: str, value: float, *, day: int = 1) -> TestResult:
    return TestResult(protocol="straight_leg_raise", on=date(2026, 11, day), side=side, value=value)  # type: ignore[arg-type]


def test_the_stiffer_side_of_the_last_days_counts() -> None:
    assert straight_leg_deg([]) is None
    assert 62.0 == straight_leg_deg([raised("left", 40.0), raised("left", 61.0, day=9), raised("left", 63.0, day=9), raised("right", 80.0)])


def test_a_failed_reach_to_the_ribs_stands_in_where_nothing_was_measured() -> None:
    failed = TestResult(protocol="thigh_to_ribs", on=date(2026, 11, 1), side="left", passed=False)
    assert 60.0 == straight_leg_deg([failed])
    assert 75.0 == straight_leg_deg([failed, raised("left", 75.0)])


def highest_deg(candidates: tuple[Candidate, ...], *, straight: bool) -> float:
    """Highest hip flexion with a straight, or with a bent, knee under flexor load."""
    return max(
        math.degrees(angle)
        for candidate in candidates
        for curve in candidate.curves
        if curve.action == "flexor" and curve.knee_flexion_rad is not None
        for angle, knee in zip(curve.angle_rad, curve.knee_flexion_rad, strict=True)
        if (knee < math.radians(20.0)) == straight
    )


@pytest.mark.parametrize("exercise", ["kettlebell_hip_flexion", "lying_cable_raise"])
def test_a_straight_leg_is_lifted_no_higher_than_it_goes_and_a_bent_one_as_before(exercise: str) -> None:
    others = {other: en("not looked at") for other in exercises() if other != exercise}
    free, stiff = (offered(BODY, without=others, straight_leg_deg=most).candidates for most in (None, 63.0))
    assert highest_deg(free, straight=True) > 70.0
    assert highest_deg(stiff, straight=True) <= 61.0
    if exercise == "kettlebell_hip_flexion":
        assert highest_deg(stiff, straight=False) == pytest.approx(highest_deg(free, straight=False))
