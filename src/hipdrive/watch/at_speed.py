"""A run by speed: how long, how many steps and what each sensor told in each bin of speed; all that is kept of a run."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import BoolArray, FloatArray
from .measures import WatchMeasureId, watch_rules
from .watch_run import WatchRun, WatchSeries


@dataclass(frozen=True, kw_only=True)
class SensorValue:
    """The mean of one measure as one sensor told it."""

    measure: WatchMeasureId
    sensor: str
    mean: float
    """In the unit of the measure's name."""
    seconds: float
    """For how long it was told."""


@dataclass(frozen=True, kw_only=True)
class SpeedBin:
    """What was run at one speed."""

    speed_m_s: float
    """Middle of the bin."""
    seconds: float
    steps: float | None
    """By the cadence of the watch, else of the first field that tells it; None where it was told for less than half of the time."""
    level_s: float
    """How much of it was level, or of unknown slope, and after the start: what runs are compared by."""
    level: tuple[SensorValue, ...]
    """What sensors told in that part."""


def speed_bins(run: WatchRun) -> tuple[SpeedBin, ...]:
    """The run by speed, the slowest bin first; records without a speed are left out."""
    rules = watch_rules()
    known = np.isfinite(run.speed_m_s)
    number = np.where(known, np.floor(np.nan_to_num(run.speed_m_s) / rules.bin_m_s), -1).astype(int)
    level = known & (run.time_s >= run.time_s[0] + rules.leave_out_first_s) & ~(np.abs(run.grade) > rules.most_grade)
    cadence = next(iter(run.told_by("cadence_steps_per_min")), None)
    return tuple(_bin(run, int(at), number == at, level, cadence) for at in np.unique(number[known]))


def _bin(run: WatchRun, at: int, inside: BoolArray, level: BoolArray, cadence: WatchSeries | None) -> SpeedBin:
    weights = run.step_s * (inside & level)
    values = tuple(value for series in run.series if (value := _mean(series, weights)) is not None)
    return SpeedBin(
        speed_m_s=round((at + 0.5) * watch_rules().bin_m_s, 6),
        seconds=float(np.sum(run.step_s[inside])),
        steps=None if cadence is None else _steps(cadence, run.step_s * inside),
        level_s=float(np.sum(weights)),
        level=values,
    )


def _mean(series: WatchSeries, weights: FloatArray) -> SensorValue | None:
    """The mean of a series where it is told; None where it is not."""
    told = np.isfinite(series.values)
    seconds = float(np.sum(weights[told]))
    if seconds <= 0.0:
        return None
    mean = float(np.sum(weights[told] * series.values[told]) / seconds)
    return SensorValue(measure=series.measure, sensor=series.sensor, mean=mean, seconds=seconds)


def _steps(cadence: WatchSeries, weights: FloatArray) -> float | None:
    """Steps at the mean cadence that was told; None where it was told for less than half of the time."""
    told = np.isfinite(cadence.values)
    counted_s, whole_s = float(np.sum(weights[told])), float(np.sum(weights))
    if counted_s < whole_s / 2.0 or counted_s <= 0.0:
        return None
    return float(np.sum(cadence.values[told] * weights[told]) / 60.0) * whole_s / counted_s


def steps_of(bins: Sequence[SpeedBin]) -> float | None:
    """Steps of all bins; None where nobody counted."""
    counted = [one.steps for one in bins if one.steps is not None]
    return sum(counted) if counted else None


def means_of(run: WatchRun) -> tuple[SensorValue, ...]:
    """The mean of each series over the whole run."""
    return tuple(value for series in run.series if (value := _mean(series, run.step_s)) is not None)
