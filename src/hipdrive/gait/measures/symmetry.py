"""Differences between two means with their noise: left against right, one run against another."""

from dataclasses import dataclass

import numpy as np
import scipy

from .definitions import MeasureDefinition
from .measure import Measure

CONFIDENCE = 0.95


@dataclass(frozen=True, kw_only=True)
class Difference:
    """First mean less second."""

    value: float
    low: float | None
    """Lower end of the 95 % interval by stride-to-stride noise; None where either side has fewer than two strides."""
    high: float | None

    @property
    def beyond_strides(self) -> bool | None:
        """Whether zero lies outside the interval; None where there is no interval."""
        return None if self.low is None or self.high is None else not self.low <= 0.0 <= self.high


@dataclass(frozen=True, kw_only=True)
class Symmetry:
    """Left less right of one measure."""

    difference: Difference
    index_percent: float | None = None
    """Difference over the mean size of both sides; None for a measure whose zero does not mean none."""
    index_low_percent: float | None = None
    """The interval of the difference on the same scale."""
    index_high_percent: float | None = None


def difference(first: Measure, second: Measure) -> Difference | None:
    """Difference of two means with Welch's interval, which allows unequal spreads and counts (Welch 1947, Biometrika 34:28).

    Args:
        first: Mean, spread and number of strides.
        second: The same measure elsewhere.

    Returns:
        The difference, or None where either mean is missing.
    """
    if first.mean is None or second.mean is None:
        return None
    value = first.mean - second.mean
    if first.sd is None or second.sd is None or min(first.n, second.n) < 2:
        return Difference(value=value, low=None, high=None)
    share = np.array([first.sd**2 / first.n, second.sd**2 / second.n])
    variance = float(share.sum())
    if variance == 0.0:
        return Difference(value=value, low=value, high=value)
    freedom = variance**2 / float(np.sum(share**2 / (np.array([first.n, second.n]) - 1.0)))
    half = float(scipy.special.stdtrit(freedom, 0.5 + CONFIDENCE / 2.0)) * variance**0.5
    return Difference(value=value, low=value - half, high=value + half)


def symmetry_of(definition: MeasureDefinition, left: Measure, right: Measure) -> Symmetry | None:
    """Compare the sides of one measure: difference, 95 % interval, and for measures with a true zero the symmetry index.

    The index is the difference over the mean size of both sides, in percent (Robinson, Herzog & Nigg 1987, J Manipulative Physiol Ther
    10:172); its noise is the interval on the same scale.

    Returns:
        The comparison, or None where either side lacks the measure or shows it in fewer than two strides: without a spread nothing tells
        whether sides are alike.
    """
    left_less_right = difference(left, right)
    if left_less_right is None or left.mean is None or right.mean is None:
        return None
    low, high = left_less_right.low, left_less_right.high
    if low is None or high is None:
        return None
    size = 0.5 * (abs(left.mean) + abs(right.mean))
    if not definition.ratio or size <= 0.0:
        return Symmetry(difference=left_less_right)
    percent_per_unit = 100.0 / size
    return Symmetry(
        difference=left_less_right,
        index_percent=percent_per_unit * left_less_right.value,
        index_low_percent=percent_per_unit * low,
        index_high_percent=percent_per_unit * high,
    )
