"""The model of a self-experiment: a slope of strength in each block, none of the levels, and a common trend beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...arrays import FloatArray, IntArray
from .design import DAYS_A_WEEK, Order
from .experiment_rules import experiment_rules

Trend = Literal["steady", "early"]
TRENDS: tuple[Trend, ...] = ("steady", "early")
"""How the gains of both ways fade over the weeks; a difference must stand with both."""

TREND_COLUMNS = 3
"""Columns of the model beside the levels: two of the common trend, one of the difference."""
HALF = {"combined": 0.5, "separate": -0.5}
"""So that the difference of slopes is combined less separate."""


@dataclass(frozen=True, kw_only=True)
class DaysTested:
    """When strength was tested."""

    week: FloatArray
    """(n,) weeks from the start of the experiment."""
    block: IntArray
    """(n,) index of the block."""

    @property
    def count(self) -> int:
        """Number of test days."""
        return len(self.week)


@dataclass(frozen=True, kw_only=True)
class SlopeFit:
    """What the test days say of the difference."""

    difference: float
    """Slope of combined less slope of separate (percent per week)."""
    leverage: float
    """Standard error of the difference for a day's error of 1 (per week)."""
    scatter: float | None
    """Standard deviation of a day about the model (percent); None without degrees of freedom."""
    freedom: int


def model_matrix(days: DaysTested, order: Order, *, block_weeks: int, trend: Trend) -> FloatArray:
    """The model, y = a_k + b t + c f(t) + d s_k (t - m_k) + error, one row a test day.

    a_k: a level of its own for each block k, so that nothing that shifts a whole block (carry-over, learning, another tester) counts;
    b, c: a trend common to both ways, with f = t^2 (gains fade steadily) or f = 2^(-t/h) (gains fade early, halving every h weeks);
    d: the slope of combined less that of separate, with s_k = 1/2 where combined is trained and -1/2 elsewhere, m_k the middle of the
    block. Times in weeks, t from the middle of the whole.

    Returns:
        (n, blocks + 3); the last column belongs to d.
    """
    levels = (days.block[:, None] == np.arange(len(order))).astype(float)
    t = days.week - block_weeks * len(order) / 2
    fading = t**2 if trend == "steady" else 0.5 ** (t / experiment_rules().half_life_weeks)
    sign = np.array([HALF[arm] for arm in order])[days.block]
    from_middle = days.week - (days.block + 0.5) * block_weeks
    return np.column_stack([levels, t, fading, sign * from_middle])


def leverage_of(days: DaysTested, order: Order, *, block_weeks: int, trend: Trend) -> tuple[float, int] | None:
    """Standard error of the difference for a day's error of 1 (per week), and degrees of freedom; None where it cannot be told."""
    X = model_matrix(days, order, block_weeks=block_weeks, trend=trend)
    if len(X) == 0 or np.linalg.matrix_rank(X) < X.shape[1]:
        return None
    return float(np.sqrt(np.linalg.inv(X.T @ X)[-1, -1])), len(X) - X.shape[1]


def fit_slopes(days: DaysTested, values: FloatArray, order: Order, *, block_weeks: int, trend: Trend) -> SlopeFit | None:
    """Least squares of the model.

    Args:
        days: Test days.
        values: (n,) 100 ln(strength) of each.
        order: Way of each block.
        block_weeks: Length of a block.
        trend: How the gains of both ways fade.

    Returns:
        The difference with its error; None where too few days in too few places make it unknowable.
    """
    known = leverage_of(days, order, block_weeks=block_weeks, trend=trend)
    if known is None:
        return None
    leverage, freedom = known
    X = model_matrix(days, order, block_weeks=block_weeks, trend=trend)
    solution = np.linalg.lstsq(X, values, rcond=None)[0]
    scatter = None if freedom == 0 else float(np.sqrt(np.sum((values - X @ solution) ** 2) / freedom))
    return SlopeFit(difference=float(solution[-1]), leverage=leverage, scatter=scatter, freedom=freedom)


def block_slopes(days: DaysTested, values: FloatArray, blocks: int) -> tuple[float | None, ...]:
    """Slope of each block by itself (percent per week), for the eye; None with fewer than two days."""
    return tuple(_slope(days.week[days.block == block], values[days.block == block]) for block in range(blocks))


def _slope(week: FloatArray, values: FloatArray) -> float | None:
    centred = week - week.mean() if len(week) else week
    spread = float(centred @ centred)
    return float(centred @ values / spread) if spread > 0 else None


def days_at(days_by_block: Sequence[Sequence[int]]) -> DaysTested:
    """Test days from days since the start, block by block."""
    flat = [(block, day) for block, days in enumerate(days_by_block) for day in days]
    week = np.array([day / DAYS_A_WEEK for _, day in flat], dtype=np.float64)
    return DaysTested(week=week, block=np.array([block for block, _ in flat], dtype=np.int64))
