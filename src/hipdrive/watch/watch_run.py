"""What one file of a watch tells of a run: frozen values, each record with its time, speed, slope and measures."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from ..arrays import FloatArray
from ..note import Note
from .measures import WatchMeasureId

WATCH = "watch"
"""What the series of the file's own fields are named after: the watch, or what is paired with it; the file does not say which."""


@dataclass(frozen=True, kw_only=True)
class WatchSeries:
    """One measure as one sensor told it."""

    measure: WatchMeasureId
    sensor: str
    """'watch' for fields of the file itself, else the name of the field that an app added."""
    values: FloatArray
    """(n,) in the unit of the measure's name; NaN where the sensor told nothing or what cannot be."""


@dataclass(frozen=True, kw_only=True)
class Lap:
    """One lap of the run."""

    start_s: float
    """Since the start of the run."""
    duration_s: float
    distance_m: float | None


@dataclass(frozen=True, kw_only=True, eq=False)
class WatchRun:
    """The running in one file."""

    started_at: datetime | None
    """UTC; None where the watch knew no date."""
    utc_offset_s: int | None
    """How far the clock on the wrist was ahead of UTC; None where the file does not say."""
    device: str
    """Maker and model as the file names them."""
    time_s: FloatArray
    """(n,) since the start, increasing."""
    step_s: FloatArray
    """(n,) how long each record stands for; a pause counts nothing."""
    speed_m_s: FloatArray
    """(n,) NaN where not told."""
    grade: FloatArray
    """(n,) rise over distance, uphill positive; NaN where neither slope nor height is told."""
    grade_told: bool
    """Whether the file holds the slope itself; otherwise it comes from height and distance."""
    series: tuple[WatchSeries, ...]
    laps: tuple[Lap, ...]
    sensors: tuple[str, ...]
    """Devices that the file names, the watch among them."""
    notes: tuple[Note, ...]

    @property
    def duration_s(self) -> float:
        """Time of moving on, pauses left out."""
        return float(np.sum(self.step_s))

    @property
    def distance_m(self) -> float:
        """Speed over time."""
        return float(np.nansum(self.speed_m_s * self.step_s))

    def told_by(self, measure: WatchMeasureId) -> tuple[WatchSeries, ...]:
        """The series of a measure, that of the watch first."""
        return tuple(series for series in self.series if series.measure == measure)
