"""What is typical at a speed, for those without a recording: demand, measures and curves of twelve men on a treadmill - never 'yours'."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from scipy.interpolate import make_interp_spline

from ...arrays import FloatArray
from ...body import SIDES
from ...curve import MomentCurve, Repetition, curves_from_repetitions
from ...data.declared import shipped_rows
from ..movement.demand import POINTS_PER_STRIDE
from .norms import FOLDER, between_measured, mixed_columns

RUNNERS = 12
"""Men behind each number."""


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


def typical_source(speed_m_s: float) -> str:
    """Say in words what the typical numbers at a speed (m/s) are, and what they are not.

    Raises:
        ValueOutOfRangeError: Below 2.0 or above 5.5 m/s.
    """
    between = between_measured(speed_m_s)
    held = f"; held from {between.nearest:g} m/s, none was measured at {speed_m_s:g} m/s" if between.held else ""
    ran_at = between.nearest if between.held else speed_m_s
    return f"typical of 12 men at {ran_at:g} m/s, not yours (treadmill, 22 to 48 years, Fukuchi et al. 2017{held})"


def typical_demand(speed_m_s: float) -> tuple[MomentCurve, ...]:
    """Demand of the mean stride at a speed on both hips, alike for left and right.

    The mean curves of the runners are cut like any stride. (Averaging the runners' own moment curves angle by angle would blunt the peak
    and lose the most stretched degrees, because hips differ in where they stand; the mean over the stride keeps both.)

    Args:
        speed_m_s: Running speed (m/s), 2.0 to 5.5; outside 2.5 to 4.5 the nearest measured speed is held, and the source says so.

    Returns:
        Moment curves of both sides by action, mode and phase; count is the number of runners.

    Raises:
        ValueOutOfRangeError: Below 2.0 or above 5.5 m/s.
    """
    source = typical_source(speed_m_s)
    stride = _mean_stride(speed_m_s)
    curves = [curve for side in SIDES for curve in curves_from_repetitions([stride], side=side, source=source)]
    return tuple(replace(curve, count=np.full(len(curve.angle_rad), RUNNERS)) for curve in curves)


def _mean_stride(speed_m_s: float) -> Repetition:
    """The mean stride at a speed: hip angle, moment and knee over time, velocity from a cubic spline of the angle."""
    curves, measures = typical_curves(speed_m_s), typical_measures(speed_m_s)
    stride_s = measures["stride_time_s"].mean
    measured_s = np.linspace(0.0, stride_s, len(curves["hip_flexion_rad"].mean))
    time_s = np.linspace(0.0, stride_s, POINTS_PER_STRIDE)
    angle = make_interp_spline(measured_s, curves["hip_flexion_rad"].mean, k=3)
    return Repetition(
        time_s=time_s,
        angle_rad=angle(time_s),
        velocity_rad_s=angle(time_s, 1),
        moment_nm_kg=np.interp(time_s, measured_s, curves["hip_flexion_moment_nm_kg"].mean),
        in_stance=time_s < measures["contact_time_s"].mean,
        knee_rad=np.interp(time_s, measured_s, curves["knee_flexion_rad"].mean),
    )


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
