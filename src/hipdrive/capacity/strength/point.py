"""StrengthPoint: what a hip gave at one angle, whatever kind of test says so, and how tests become points."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...body import Athlete, Side
from ...curve import Action, MomentCurve
from ...errors import ValueOutOfRangeError
from ...units import STANDARD_GRAVITY_M_S2
from ..strength_rules import strength_rules
from ..tested.protocol import protocol_of
from ..tested.result import TestResult
from ..tested.result_check import number_of
from .shape import VALID_HIGH_DEG, VALID_LOW_DEG, anderson_coefficients, strength_shapes, velocity_factor
from .test import StrengthTest

ISOMETRIC = "isometric test(s)"
REPETITION_MAXIMUM = "repetition maximum"


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
    """Half-width around it, as a share of the moment."""
    kind: str
    """Which test it comes from, in words."""
    limb_counted: bool = True
    """Whether the limb's own weight is in the moment."""


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
        kind=ISOMETRIC,
        limb_counted=test.limb_moment_nm != 0.0,
    )


def strength_tests_of(results: Sequence[TestResult]) -> tuple[StrengthTest, ...]:
    """The isometric strength tests among stored results, in their order; repeats stay apart.

    Raises:
        ValueOutOfRangeError: If a value cannot be.
    """
    tests: list[StrengthTest] = []
    for result in results:
        action = protocol_of(result.protocol).action
        if action is not None and result.side is not None and result.value is not None:
            tests.append(
                StrengthTest(
                    side=result.side,
                    action=action,
                    force_n=result.value,
                    lever_m=number_of(result, "lever_m"),
                    hip_flexion_rad=math.radians(number_of(result, "hip_flexion_deg")),
                    limb_moment_nm=number_of(result, "limb_moment_nm"),
                )
            )
    return tuple(tests)


def largest_effort(repetitions: float) -> float:
    """Largest single effort as a share of what was moved so many times: 1 + repetitions / 30 (Epley 1985), 1 for a single one.

    Raises:
        ValueOutOfRangeError: If there are no repetitions, or more than the formula holds for.
    """
    rules = strength_rules()
    if not 1 <= repetitions <= rules.most_reps:
        advice = "take a heavier load" if repetitions > rules.most_reps else ""
        raise ValueOutOfRangeError("repetitions of a repetition maximum", f"{repetitions:g}", f"from 1 to {rules.most_reps}", advice)
    return 1.0 if repetitions == 1 else 1.0 + repetitions / rules.reps_that_double


def repetition_maximum_point(result: TestResult, curves: Sequence[MomentCurve], athlete: Athlete) -> StrengthPoint:
    """Turn a repetition maximum into a point of strength at the angle where it is hardest.

    The set-up's concentric load on the tested side is laid over the published shapes of strength. Where load over shape is largest the hip
    is nearest to its limit: the sticking angle. The moment there, limb included, is multiplied by the formula's largest effort and divided
    by the speed's effect (at most that of the slow reference speed). If both actions are loaded, the one nearer to its norm is the limit.

    Args:
        result: Of the protocol 'repetition_maximum' or 'most_repetitions'.
        curves: Load curves of that set-up with that load, as of exercise.load.
        athlete: Body mass, height and sex, for shapes and norms.

    Raises:
        ValueOutOfRangeError: If there are too many repetitions, the set-up does not load the tested hip while it shortens, or no hip gives
            such a moment.
    """
    repetitions = result.value if protocol_of(result.protocol).unit == "repetitions" else number_of(result, "reps")
    effort = largest_effort(repetitions or 0.0)
    hardest = [sticking for curve in curves if curve.side == result.side and (sticking := _hardest(curve, athlete)) is not None]
    if result.side is None or not hardest or repetitions is None:
        raise ValueOutOfRangeError(
            f"load of '{result.details.get('exercise', '')}' on the {result.side} hip",
            "none while the hip shortens",
            "a load that the hip moves by its own strength",
            "enter the working side",
        )
    nearest = max(hardest, key=lambda sticking: sticking.share_of_norm)
    factor = velocity_factor(nearest.action, athlete.sex, shortening_rad_s=nearest.speed_rad_s)
    nm_kg = nearest.nm_kg * effort / factor
    low, high = strength_rules().believable[f"{nearest.action}_nm_kg"]
    if not low <= nm_kg <= high:
        name = f"{result.side} {nearest.action} moment from {repetitions:g} repetitions of '{result.details.get('exercise', '')}'"
        allowed, advice = f"between {low:g} and {high:g} Nm/kg", "check load, set-up and repetitions"
        raise ValueOutOfRangeError(name, f"{nm_kg:.2f} Nm/kg", allowed, advice)
    return StrengthPoint(
        side=result.side,
        action=nearest.action,
        hip_flexion_rad=nearest.angle_rad,
        nm_kg=nm_kg,
        error=strength_rules().repetition_maximum_error,
        kind=REPETITION_MAXIMUM,
    )


@dataclass(frozen=True, kw_only=True)
class _Sticking:
    """The hardest degree of a curve."""

    action: Action
    angle_rad: float
    nm_kg: float
    speed_rad_s: float
    share_of_norm: float


def _hardest(curve: MomentCurve, athlete: Athlete) -> _Sticking | None:
    """Where load over the mean published shape is largest, inside the angles where the shapes hold."""
    known = (curve.angle_rad >= math.radians(VALID_LOW_DEG)) & (curve.angle_rad <= math.radians(VALID_HIGH_DEG))
    if curve.mode != "concentric" or not known.any():
        return None
    angle, load = curve.angle_rad[known], np.abs(curve.moment_nm_kg[known])
    shape = np.mean([[published.at_rad(float(at)) for at in angle] for published in strength_shapes(curve.action, athlete.sex)], axis=0)
    place = int(np.argmax(load / shape))
    peak = anderson_coefficients(curve.action, athlete.sex).c1 * STANDARD_GRAVITY_M_S2 * athlete.height_m
    slow = math.radians(strength_rules().reference_deg_s)
    return _Sticking(
        action=curve.action,
        angle_rad=float(angle[place]),
        nm_kg=float(load[place]),
        speed_rad_s=min(abs(float(curve.velocity_rad_s[known][place])), slow),
        share_of_norm=float(load[place] / shape[place]) / peak,
    )
