"""What is typical at a speed: measures and curves of twelve men on a treadmill - never 'yours'."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from ...arrays import FloatArray
from ...data.declared import shipped_rows
from ...errors import NOTHING
from ...language import Text, en, joined
from ...units import km_h_from_m_s
from .norms import FOLDER, MEASURED_M_S, between_measured, mixed_columns

RUNNERS = 12
"""Men behind each number."""
NEAR = 0.02
"""So far beyond the slowest and the fastest measured speed that speed stands in for differences: our choice."""


@dataclass(frozen=True, kw_only=True)
class TypicalMeasure:
    """Mean and spread of one measure over runners."""

    mean: float
    sd: float
    """Sample standard deviation over runners."""


@dataclass(frozen=True, kw_only=True)
class TypicalCurve:
    """Mean and spread of one signal over runners, at 0, 1, ... 100 % from initial contact to the next of the same foot."""

    mean: FloatArray
    """(101,) in the unit of the signal's name."""
    sd: FloatArray
    """(101,) sample standard deviation over runners."""


def runners_source(speed_m_s: float, *, band: Text = NOTHING) -> Text:
    """Say in words whose measures and curves at a speed (m/s) these are, and whose they are not.

    Args:
        speed_m_s: Running speed (m/s).
        band: How far others are off, as the end of what is said.

    Raises:
        ValueOutOfRangeError: Below 2.0 or above 5.5 m/s.
    """
    between = between_measured(speed_m_s)
    held = en(
        "taken from {nearest:.1f} km/h, because nobody was measured at {asked:.1f} km/h",
        nearest=km_h_from_m_s(between.nearest),
        asked=km_h_from_m_s(speed_m_s),
    )
    about = (en("treadmill, 22 to 48 years, Fukuchi et al. 2017"), held if between.held else NOTHING, band)
    ran_at = between.nearest if between.held else round(speed_m_s, 2)
    return en("typical of 12 men at {speed:.1f} km/h, not yours ({about})", speed=km_h_from_m_s(ran_at), about=joined(about, "; "))


def typical_measures(speed_m_s: float) -> dict[str, TypicalMeasure]:
    """Mean and spread over runners of times, lengths and peaks at a speed, interpolated linearly between the measured speeds.

    Args:
        speed_m_s: Running speed (m/s), 2.0 to 5.5; outside 2.5 to 4.5 the nearest measured speed is held.

    Returns:
        By name and unit: cadence_steps_per_min, contact_time_s, ..., and largest_hip_extensor_moment_nm_kg (negative: internal moment,
        flexor positive).

    Raises:
        ValueOutOfRangeError: Below 2.0 or above 5.5 m/s.
    """
    between = between_measured(speed_m_s)
    at_speed: dict[float, dict[str, FloatArray]] = {between.slower: {}, between.faster: {}}
    for row in _measure_rows():
        if row.speed_m_s in at_speed:
            at_speed[row.speed_m_s][row.measure] = np.array([row.mean, row.sd])
    mixed = {name: between.mix(values, at_speed[between.faster][name]) for name, values in at_speed[between.slower].items()}
    return {name: TypicalMeasure(mean=float(mean), sd=float(sd)) for name, (mean, sd) in mixed.items()}


def typical_differences(first_m_s: float, second_m_s: float) -> dict[str, float]:
    """What the mean of the runners changes from one speed to another, by name and unit; empty where one of them was not measured.

    Args:
        first_m_s: Running speed (m/s).
        second_m_s: The same later.
    """
    slowest, fastest = (1.0 - NEAR) * MEASURED_M_S[0], (1.0 + NEAR) * MEASURED_M_S[-1]
    if not all(slowest <= speed <= fastest for speed in (first_m_s, second_m_s)):
        return {}
    first, second = typical_measures(first_m_s), typical_measures(second_m_s)
    return {name: second[name].mean - first[name].mean for name in first}


@dataclass(frozen=True, kw_only=True)
class _MeasureRow:
    speed_m_s: float
    measure: str
    mean: float
    sd: float
    runners: int


@cache
def _measure_rows() -> tuple[_MeasureRow, ...]:
    return shipped_rows(tuple[_MeasureRow, ...], FOLDER, "rbds_measures.csv")


def typical_curves(speed_m_s: float) -> Mapping[str, TypicalCurve]:
    """Mean and spread over runners of the stride's curves at a speed, interpolated linearly between the measured speeds.

    Args:
        speed_m_s: Running speed (m/s), 2.0 to 5.5; outside 2.5 to 4.5 the nearest measured speed is held.

    Returns:
        By name and unit: hip_flexion_rad, knee_flexion_rad, ankle_dorsiflexion_rad, hip_flexion_moment_nm_kg, hip_flexion_power_w_kg,
        grf_vertical_bw.

    Raises:
        ValueOutOfRangeError: Below 2.0 or above 5.5 m/s.
    """
    columns = mixed_columns("rbds_curves.csv", between_measured(speed_m_s))
    names = [name.removesuffix("_mean") for name in columns if name.endswith("_mean")]
    return {name: TypicalCurve(mean=columns[f"{name}_mean"], sd=columns[f"{name}_sd"]) for name in names}
