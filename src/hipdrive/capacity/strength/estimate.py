"""One central estimate of strength with one spread: norms, tests and logged sets as independent errors of a level and a shape."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Athlete, Side
from ...curve import Action
from ..strength_rules import strength_rules
from .norm import NormLevel, norm_level
from .point import StrengthPoint
from .shape import DIRECTIONS, direction_spreads, log_shape, norm_knee_rad

MISFIT = 4.0
"""Mean squared distance of tests from each other, as shapes and sides allow, in standard deviations, above which they contradict; ours."""
ANY_LEVEL = 10.0
"""Standard deviation of the logarithm of a level of which nothing is known."""
LEVELS = len(SIDES)


@dataclass(frozen=True, kw_only=True)
class StrengthEstimate:
    """What is known of one action on both sides: logarithms of the two levels, then how far the shape goes in each direction of doubt."""

    action: Action
    mean: FloatArray
    """(5,) levels left and right (log of Nm/kg), directions (see shape.LogShape)."""
    covariance: FloatArray
    """(5, 5)."""
    norm: NormLevel
    misfit: float
    """Mean squared distance of the points from each other, in standard deviations, as shapes and sides allow; 0 with fewer than two."""


@dataclass(frozen=True, kw_only=True)
class PooledPoint:
    """All repeats of one kind at one angle of one side."""

    point: StrengthPoint
    """With the mean and its error."""
    own_scatter: bool
    """Whether the athlete's own repeats set the error."""


def estimate_strength(points: Sequence[StrengthPoint], athlete: Athlete, action: Action, *, age_years: float | None) -> StrengthEstimate:
    """The normal distribution of level and shape that norms, tests and logged sets leave.

    Logarithm of strength = level of the side + centre(hip, knee) + directions(hip, knee) . x. Before any test the levels are those of the
    norm, alike on both sides but for a declared difference, and x is about 0 with the spreads of the sources' disagreement. Each point
    adds its logarithm with its error; all errors are independent, so they add as squares and are never stacked. A point that is only a
    lower bound counts where the estimate without it lies below. Points that contradict each other widen everything.

    Args:
        points: Of this action, of either side; none is allowed.
        athlete: Body and sex, for the norm.
        action: Flexor or extensor.
        age_years: For the norm; None if not known.
    """
    norm = norm_level(athlete, action, age_years)
    mean, covariance = _prior(norm, spread=norm.spread)
    sure = [pooled.point for pooled in pooled_points(points)]
    misfit = _misfit(*_prior(norm, spread=ANY_LEVEL), sure, athlete, age_years)
    mean, covariance = _with(mean, covariance, sure, athlete, age_years)
    for bound in sorted((point for point in points if point.bound), key=lambda point: point.nm_kg):
        row, centre = _row(bound, athlete, age_years)
        if centre + float(row @ mean) < math.log(bound.nm_kg):
            mean, covariance = _with(mean, covariance, [bound], athlete, age_years)
    if misfit > MISFIT:
        covariance = covariance * misfit
    return StrengthEstimate(action=action, mean=mean, covariance=covariance, norm=norm, misfit=misfit)


def pooled_points(points: Sequence[StrengthPoint]) -> tuple[PooledPoint, ...]:
    """Points that are no mere bounds, repeats of one kind, side and whole degree as their mean with its error, in order.

    From a declared number of repeats on their own scatter counts, but never less than a declared share of the published error; what
    repeats share (a formula's error) does not shrink with their number.
    """
    groups: dict[tuple[str, str, int], list[StrengthPoint]] = {}
    for point in points:
        if not point.bound:
            groups.setdefault((point.side, point.kind, round(math.degrees(point.hip_flexion_rad))), []).append(point)
    return tuple(_pooled(groups[key]) for key in sorted(groups))


def _pooled(repeats: Sequence[StrengthPoint]) -> PooledPoint:
    rules = strength_rules()
    values = sorted(point.nm_kg for point in repeats)
    mean, error = math.fsum(values) / len(values), max(point.error for point in repeats)
    own = len(repeats) >= rules.own_scatter_from
    if own:
        error = max(float(np.std(values, ddof=1)) / mean, rules.least_share_of_published * error)
    first = min(repeats, key=lambda point: (point.hip_flexion_rad, point.nm_kg))
    shared = max(point.shared_error for point in repeats)
    pooled = StrengthPoint(
        side=first.side,
        action=first.action,
        hip_flexion_rad=math.fsum(sorted(point.hip_flexion_rad for point in repeats)) / len(repeats),
        knee_flexion_rad=first.knee_flexion_rad,
        nm_kg=mean,
        error=math.hypot(error / math.sqrt(len(repeats)), shared),
        kind=first.kind,
        limb_counted=first.limb_counted,
    )
    return PooledPoint(point=pooled, own_scatter=own)


def _prior(norm: NormLevel, *, spread: float) -> tuple[FloatArray, FloatArray]:
    """Mean and covariance before any test, with a spread of the level: both sides alike but for the declared difference."""
    between = strength_rules().borrowed_wider_by ** 2 / 2.0
    mean = np.zeros(LEVELS + DIRECTIONS)
    mean[:LEVELS] = math.log(norm.peak_nm_kg)
    covariance = np.zeros((LEVELS + DIRECTIONS, LEVELS + DIRECTIONS))
    covariance[:LEVELS, :LEVELS] = spread**2 - between + between * np.eye(LEVELS)
    covariance[LEVELS:, LEVELS:] = np.diag(direction_spreads() ** 2)
    return mean, covariance


def _row(point: StrengthPoint, athlete: Athlete, age_years: float | None) -> tuple[FloatArray, float]:
    """(5,) how a point's logarithm depends on levels and directions, and its part that is known."""
    knee = norm_knee_rad() if point.knee_flexion_rad is None else point.knee_flexion_rad
    hip_rad = np.array([point.hip_flexion_rad])
    shape = log_shape(point.action, athlete.sex, age_years, hip_rad=hip_rad, knee_rad=np.array([knee]))
    return np.concatenate([side_row(point.side), shape.directions[:, 0]]), float(shape.centre[0])


def side_row(side: Side) -> FloatArray:
    """(2,) which level is a side's."""
    return np.array([1.0 if name == side else 0.0 for name in SIDES])


def _system(
    points: Sequence[StrengthPoint], mean: FloatArray, covariance: FloatArray, athlete: Athlete, age_years: float | None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Rows, differences from what is expected, and covariance of these differences."""
    rows, known = zip(*(_row(point, athlete, age_years) for point in points), strict=True)
    matrix = np.array(rows)
    differences = np.array([math.log(point.nm_kg) for point in points]) - np.array(known) - matrix @ mean
    errors = np.diag([point.error**2 for point in points])
    return matrix, differences, matrix @ covariance @ matrix.T + errors


def _with(
    mean: FloatArray, covariance: FloatArray, points: Sequence[StrengthPoint], athlete: Athlete, age_years: float | None
) -> tuple[FloatArray, FloatArray]:
    """Mean and covariance after some points (the Kalman update)."""
    if not points:
        return mean, covariance
    matrix, differences, spread = _system(points, mean, covariance, athlete, age_years)
    gain = np.linalg.solve(spread, matrix @ covariance).T
    left = np.eye(len(mean)) - gain @ matrix
    errors = np.diag([point.error**2 for point in points])
    return mean + gain @ differences, left @ covariance @ left.T + gain @ errors @ gain.T


def _misfit(mean: FloatArray, covariance: FloatArray, points: Sequence[StrengthPoint], athlete: Athlete, age_years: float | None) -> float:
    if len(points) < 2:
        return 0.0
    _, differences, spread = _system(points, mean, covariance, athlete, age_years)
    return float(differences @ np.linalg.solve(spread, differences)) / (len(points) - 1)
