"""Lay published shapes of strength through what tests gave: a band that repeats and further angles narrow."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...curve import FloatArray
from ..strength_rules import strength_rules
from .point import StrengthPoint
from .shape import StrengthShape

MISFIT = 4.0
"""Mean squared misfit, in errors, above which the tests are said to fit no shape: two errors each; our choice."""


@dataclass(frozen=True, kw_only=True)
class StrengthFit:
    """A band through tests."""

    low: FloatArray
    """(146,) Nm/kg on SHAPE_DEG, positive."""
    high: FloatArray
    """(146,) Nm/kg."""
    misfit: float
    """Mean squared misfit of the best shape, in errors; 0 if one angle was tested."""
    own_scatter: bool
    """Whether the athlete's own repeats set the error somewhere."""


@dataclass(frozen=True, kw_only=True)
class _Angle:
    """All repeats of one kind of test at one angle."""

    hip_flexion_rad: float
    nm_kg: float
    error: float
    """Of the mean, as a share."""
    own: bool


def fit_strength(points: Sequence[StrengthPoint], shapes: Sequence[StrengthShape], *, wider_by: float = 0.0) -> StrengthFit:
    """The band of strength over angle that tests and shapes allow.

    One angle: each shape is scaled through the mean of the repeats, and the band is their envelope, wider by the error of that mean.
    Several angles: each gives such a band. On every degree the result is as wide (as a share of strength) as the narrowest of them, and
    its middle is the mean of their middles, weighted by the inverse square of their widths, along a blend of the shapes weighted by how
    well they fit the tests: exp(-chi^2 / 2), chi^2 over the largest fitting share c_s of log(moment / shape) in errors, tempered where no
    shape fits. Hence a further angle never widens the band, and a repeat does not at the published error.

    Args:
        points: One or more, of one side and action.
        shapes: Published opinions of strength over angle.
        wider_by: Added to each error, as a share.

    Returns:
        The band.
    """
    angles = _angles(points)
    edges = [_edges(angle, shapes, wider_by=wider_by) for angle in angles]
    own = any(angle.own for angle in angles)
    if len(angles) == 1:
        return StrengthFit(low=edges[0][0], high=edges[0][1], misfit=0.0, own_scatter=own)
    weights, misfit = _weights(angles, shapes)
    blend = weights @ np.log([shape.relative for shape in shapes])
    at_test = [float(weights @ np.log([shape.at_rad(angle.hip_flexion_rad) for shape in shapes])) for angle in angles]
    half = np.array([0.5 * np.log(high / low) for low, high in edges])
    middle = np.array([math.log(angle.nm_kg) + blend - at for angle, at in zip(angles, at_test, strict=True)])
    centre, width = np.average(middle, axis=0, weights=half**-2), half.min(axis=0)
    return StrengthFit(low=np.exp(centre - width), high=np.exp(centre + width), misfit=misfit, own_scatter=own)


def _angles(points: Sequence[StrengthPoint]) -> tuple[_Angle, ...]:
    """Repeats pooled by kind of test and whole degree, in order of angle."""
    pooled: dict[tuple[int, str], list[StrengthPoint]] = {}
    for point in points:
        pooled.setdefault((round(math.degrees(point.hip_flexion_rad)), point.kind), []).append(point)
    angles: list[_Angle] = []
    for key in sorted(pooled):
        repeats, rules = pooled[key], strength_rules()
        values = sorted(point.nm_kg for point in repeats)
        mean, error = math.fsum(values) / len(values), max(point.error for point in repeats)
        own = len(repeats) >= rules.own_scatter_from
        if own:
            error = max(float(np.std(values, ddof=1)) / mean, rules.least_share_of_published * error)
        at = math.fsum(point.hip_flexion_rad for point in repeats) / len(repeats)
        angles.append(_Angle(hip_flexion_rad=at, nm_kg=mean, error=error / math.sqrt(len(repeats)), own=own))
    return tuple(angles)


def _edges(angle: _Angle, shapes: Sequence[StrengthShape], *, wider_by: float) -> tuple[FloatArray, FloatArray]:
    """(146,) low and high edge of the shapes scaled through one angle."""
    error = angle.error + wider_by
    scaled = [angle.nm_kg / shape.at_rad(angle.hip_flexion_rad) * shape.relative for shape in shapes]
    return np.min(scaled, axis=0) * (1.0 - error), np.max(scaled, axis=0) * (1.0 + error)


def _weights(angles: Sequence[_Angle], shapes: Sequence[StrengthShape]) -> tuple[FloatArray, float]:
    """Weights of the shapes by fit, summing to 1, and the mean squared misfit of the best."""
    precision = np.array([angle.error**-2 for angle in angles])
    chi_squared = []
    for shape in shapes:
        level = np.array([math.log(angle.nm_kg / shape.at_rad(angle.hip_flexion_rad)) for angle in angles])
        chi_squared.append(float(precision @ (level - np.average(level, weights=precision)) ** 2))
    best = min(chi_squared)
    misfit = best / (len(angles) - 1)
    weights = np.exp(-0.5 * (np.array(chi_squared) - best) / max(1.0, misfit))
    return weights / weights.sum(), misfit
