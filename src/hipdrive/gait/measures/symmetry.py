"""Differences between two means with their noise: left against right, one run against another."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import stdtrit

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
    half = float(stdtrit(freedom, 0.5 + CONFIDENCE / 2.0)) * variance**0.5
    return Difference(value=value, low=value - half, high=value + half)


def symmetry(definition: MeasureDefinition, left: Measure, right: Measure) -> dict[str, Any] | None:
    """Left less right of one measure: difference, 95 % interval, and for measures with a true zero the symmetry index.

    The index is the difference over the mean size of both sides, in percent (Robinson, Herzog & Nigg 1987, J Manipulative Physiol Ther
    10:172); its noise is the interval on the same scale.
    """
    found = difference(left, right)
    if found is None or left.mean is None or right.mean is None:
        return None
    size = 0.5 * (abs(left.mean) + abs(right.mean))
    per = 100.0 / size if definition.ratio and size > 0.0 else None
    scaled = [None if per is None or one is None else per * one for one in (found.value, found.low, found.high)]
    return {
        "difference": found.value,
        "low": found.low,
        "high": found.high,
        "beyond_noise": found.beyond_strides,
        "index_percent": scaled[0],
        "index_low_percent": scaled[1],
        "index_high_percent": scaled[2],
    }
