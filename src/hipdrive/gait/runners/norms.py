"""Read the shipped norms of twelve treadmill runners, and settle between which measured speeds a speed lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from ...arrays import FloatArray
from ...data.declared import ReadOnly, read_only, shipped_rows
from ...errors import ValueOutOfRangeError
from ...language import en, layout

FOLDER = "norms"
MEASURED_M_S = (2.5, 3.5, 4.5)
SLOWEST_M_S = 2.0
FASTEST_M_S = 5.5
"""Beyond the measured speeds their nearest stands in, so far and no farther: our choice."""


@dataclass(frozen=True, kw_only=True)
class Between:
    """Two measured speeds (m/s) and how far a speed lies from the slower to the faster."""

    slower: float
    faster: float
    share: float
    """0 at the slower, 1 at the faster."""
    held: bool
    """Whether the speed lies outside the measured ones, so that the nearest of them is held."""

    @property
    def nearest(self) -> float:
        """The measured speed that is nearer (m/s)."""
        return self.slower if self.share < 0.5 else self.faster

    def mix(self, at_slower: FloatArray, at_faster: FloatArray) -> FloatArray:
        """Interpolate linearly."""
        mixed: FloatArray = (1.0 - self.share) * at_slower + self.share * at_faster
        return mixed


def between_measured(speed_m_s: float) -> Between:
    """Find the measured speeds around a speed.

    Raises:
        ValueOutOfRangeError: Below 2.0 or above 5.5 m/s.
    """
    if not SLOWEST_M_S <= speed_m_s <= FASTEST_M_S:
        allowed = en("between {low:g} and {high:g} m/s", low=SLOWEST_M_S, high=FASTEST_M_S)
        advice = en(
            "the runners behind the typical curves ran at {slowest:g} to {fastest:g} m/s", slowest=MEASURED_M_S[0], fastest=MEASURED_M_S[-1]
        )
        raise ValueOutOfRangeError(en("The speed"), layout("{speed:g} m/s", speed=speed_m_s), allowed, advice)
    inside = min(max(speed_m_s, MEASURED_M_S[0]), MEASURED_M_S[-1])
    faster = next(speed for speed in MEASURED_M_S[1:] if inside <= speed)
    slower = MEASURED_M_S[MEASURED_M_S.index(faster) - 1]
    return Between(slower=slower, faster=faster, share=(inside - slower) / (faster - slower), held=inside != speed_m_s)


@cache
def norm_columns(file: str, speed_m_s: float) -> Mapping[str, FloatArray]:
    """Columns (101,) of one percent-by-percent table at one measured speed (m/s), by name."""
    rows = [row for row in _percent_rows(file) if row["speed_m_s"] == speed_m_s]
    columns = {name: np.array([row[name] for row in rows]) for name in rows[0] if name not in {"speed_m_s", "percent"}}
    for values in columns.values():
        values.setflags(write=False)
    return read_only(columns)


def mixed_columns(file: str, between: Between) -> dict[str, FloatArray]:
    """Columns (101,) of one percent-by-percent table, interpolated between two measured speeds."""
    slower, faster = norm_columns(file, between.slower), norm_columns(file, between.faster)
    return {name: between.mix(slower[name], faster[name]) for name in slower}


@cache
def _percent_rows(file: str) -> tuple[ReadOnly[str, float], ...]:
    """Rows of one percent-by-percent table in data/norms, by column name."""
    return shipped_rows(tuple[ReadOnly[str, float], ...], FOLDER, file)
