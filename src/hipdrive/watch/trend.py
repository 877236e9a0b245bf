"""How a measure changes over runs at one speed, and what of it is more than the noise between runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ..arrays import FloatArray
from .at_speed import SensorValue, SpeedBin
from .measures import WATCH_MEASURES, WatchMeasureId, watch_rules


@dataclass(frozen=True, kw_only=True)
class DatedBins:
    """One run of an athlete by speed, and when it was."""

    on: date
    bins: tuple[SpeedBin, ...]


@dataclass(frozen=True, kw_only=True)
class TrendPoint:
    """One run in a trend."""

    on: date
    value: float
    """At the speed that the trend is for, in the unit of the measure's name."""
    seconds: float
    """For how long it was told there."""


@dataclass(frozen=True, kw_only=True)
class Trend:
    """One measure of one sensor over runs at one speed."""

    measure: WatchMeasureId
    sensor: str
    points: tuple[TrendPoint, ...]
    """The oldest first."""
    noise: float | None
    """Standard deviation of one run about what the runs around it give; None for too few runs."""
    change: float | None
    """From the first run to the last along the straight line through all; None for too few runs or a single day."""
    change_noise: float | None
    """How large such a change must be to be more than noise, at the declared confidence."""

    @property
    def is_beyond_noise(self) -> bool:
        """Whether the change is larger than noise makes it."""
        return self.change is not None and self.change_noise is not None and abs(self.change) > self.change_noise


def comparable_speed(runs: Sequence[DatedBins]) -> float | None:
    """The speed (m/s) at which most runs can be compared; of several the one with most time. None where no run is long enough.

    Args:
        runs: The runs, any order.
    """
    speeds = sorted({one.speed_m_s for run in runs for one in run.bins})
    best: tuple[int, float, float] | None = None
    for speed_m_s in speeds:
        times = [sum(one.level_s for one in _within(run.bins, speed_m_s)) for run in runs]
        enough = [time for time in times if time >= watch_rules().least_s]
        if enough and (best is None or (len(enough), sum(enough)) > best[:2]):
            best = (len(enough), sum(enough), speed_m_s)
    return None if best is None else best[2]


def trends_at(runs: Sequence[DatedBins], speed_m_s: float) -> tuple[Trend, ...]:
    """The trend of each measure and sensor at a speed, each with its own noise.

    What speed itself changes inside the band is taken out first, by the slope over speed that the runs show within themselves.

    Args:
        runs: The runs, any order.
        speed_m_s: The speed; runs count with at least `least_s` within `band_m_s` of it.
    """
    ordered = sorted(runs, key=lambda run: run.on)
    keys = dict.fromkeys((value.measure, value.sensor) for run in ordered for one in run.bins for value in one.level)
    return tuple(
        trend
        for measure, sensor in sorted(keys, key=lambda key: WATCH_MEASURES.index(key[0]))
        if (trend := _trend(ordered, speed_m_s, measure, sensor)).points
    )


def _within(bins: Sequence[SpeedBin], speed_m_s: float) -> list[SpeedBin]:
    return [one for one in bins if abs(one.speed_m_s - speed_m_s) <= watch_rules().band_m_s + 1e-9]


def _trend(runs: Sequence[DatedBins], speed_m_s: float, measure: WatchMeasureId, sensor: str) -> Trend:
    rows = [(run.on, _samples(run, speed_m_s, measure, sensor)) for run in runs]
    told = [(on, table) for on, table in rows if table[:, 2].sum() >= watch_rules().least_s]
    slope = _slope([table for _, table in told])
    points = tuple(
        TrendPoint(
            on=on,
            value=_mean(table[:, 1], table[:, 2]) - slope * (_mean(table[:, 0], table[:, 2]) - speed_m_s),
            seconds=float(table[:, 2].sum()),
        )
        for on, table in told
    )
    noise = _noise(points)
    change, change_noise = _change(points, noise)
    return Trend(measure=measure, sensor=sensor, points=points, noise=noise, change=change, change_noise=change_noise)


def _samples(run: DatedBins, speed_m_s: float, measure: WatchMeasureId, sensor: str) -> FloatArray:
    """Speed, value and seconds (rows, 3) of each bin near a speed in which a sensor told a measure."""
    rows = [
        (one.speed_m_s, value.mean, value.seconds)
        for one in _within(run.bins, speed_m_s)
        for value in one.level
        if (value.measure, value.sensor) == (measure, sensor)
    ]
    return np.array(rows, dtype=float).reshape(-1, 3)


def _mean(values: FloatArray, weights: FloatArray) -> float:
    return float(np.sum(values * weights) / np.sum(weights))


def _slope(tables: Sequence[FloatArray]) -> float:
    """What one m/s more changes, within runs: each run about its own mean, weighted by time."""
    across, along = 0.0, 0.0
    for table in tables:
        speed, value, weight = table.T
        off = speed - _mean(speed, weight)
        across += float(np.sum(weight * off * (value - _mean(value, weight))))
        along += float(np.sum(weight * off**2))
    return across / along if along > 0.0 else 0.0


def _noise(points: Sequence[TrendPoint]) -> float | None:
    """Noise of one run from the differences of one run to the next, which a slow trend hardly enters (von Neumann 1941)."""
    if len(points) < watch_rules().fewest_runs:
        return None
    steps = np.diff([point.value for point in points])
    return float(np.sqrt(np.mean(steps**2) / 2.0))


def _change(points: Sequence[TrendPoint], noise: float | None) -> tuple[float | None, float | None]:
    """The change along the line through all runs, and what noise alone makes of it: t times the standard error of the line."""
    if noise is None:
        return None, None
    from scipy.special import stdtrit  # noqa: PLC0415 - only trends need it

    days = np.array([point.on.toordinal() for point in points], dtype=float)
    days -= days.mean()
    spread = float(np.sum(days**2))
    if spread <= 0.0:
        return None, None
    span = float(days[-1] - days[0])
    slope = float(np.sum(days * np.array([point.value for point in points])) / spread)
    quantile = float(stdtrit(len(points) - 2, 0.5 + watch_rules().confidence / 2.0))
    return slope * span, quantile * noise * span / float(np.sqrt(spread))


__all__ = ["DatedBins", "SensorValue", "Trend", "TrendPoint", "comparable_speed", "trends_at"]
