"""Typical demand at a speed, for those without a recording: twelve men to 4.5 m/s, from there towards one sprinter - never 'yours'."""

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import scipy

from ...arrays import FloatArray
from ...body import SIDES
from ...curve import Action, MomentCurve, Repetition, curves_from_repetitions
from ...errors import ValueOutOfRangeError
from ...language import Text, en
from ...speed import speed_in_words
from ...units import km_h_from_m_s, pace_min_km_from_m_s
from ..movement.demand import POINTS_PER_STRIDE
from .norms import MEASURED_M_S, SLOWEST_M_S
from .sprint import fast_stride, sprint, sprint_share
from .typical import RUNNERS, runners_source, typical_curves, typical_measures

FASTEST_DEMAND_M_S = 10.0
"""As fast as typical demand is told: just beyond the sprint; our choice."""
PEAKS: dict[Action, str] = {"flexor": "peak_hip_flexor_moment_nm_kg", "extensor": "largest_hip_extensor_moment_nm_kg"}


@dataclass(frozen=True, kw_only=True)
class DemandBand:
    """How far moments of other runners lie from the typical ones: one standard deviation, as a share of the moment."""

    flexor: float
    extensor: float

    def words(self) -> Text:
        """The band in words."""
        return en(
            "band of one standard deviation: flexor moments ±{flexor:.0f} %, extensor moments ±{extensor:.0f} %",
            flexor=100 * self.flexor,
            extensor=100 * self.extensor,
        )


@lru_cache(maxsize=64)
def typical_demand(speed_m_s: float) -> tuple[MomentCurve, ...]:
    """Demand of the mean stride at a speed on both hips, alike for left and right.

    The mean curves of the runners are cut like any stride. (Averaging the runners' own moment curves angle by angle would blunt the peak
    and lose the most stretched degrees, because hips differ in where they stand; the mean over the stride keeps both.) Above 4.5 m/s the
    stride goes over into that of one sprinter (see `fast_stride`).

    Args:
        speed_m_s: Running speed (m/s) on the level, 2.0 to 10.0; below 2.5 the slowest measured speed is held, above 9.55 what
            the sprint adds is carried on, and the source says so.

    Returns:
        Moment curves of both sides by action, mode and phase; count is the number of runners behind them, 1 above 4.5 m/s.

    Raises:
        ValueOutOfRangeError: Below 2.0 or above 10.0 m/s.
    """
    source = typical_source(speed_m_s)
    stride = _mean_stride(speed_m_s) if speed_m_s <= MEASURED_M_S[-1] else towards_sprint(speed_m_s)
    behind = RUNNERS if speed_m_s <= MEASURED_M_S[-1] else 1
    curves = [curve for side in SIDES for curve in curves_from_repetitions([stride], side=side, source=source)]
    return tuple(replace(curve, count=np.full(len(curve.angle_rad), behind)) for curve in curves)


def typical_source(speed_m_s: float) -> Text:
    """Say in words what the typical demand at a speed (m/s) is, how far it may be off, and that it is nobody's own.

    Raises:
        ValueOutOfRangeError: Below 2.0 or above 10.0 m/s.
    """
    band = demand_band(speed_m_s).words()
    if speed_m_s <= MEASURED_M_S[-1]:
        return runners_source(speed_m_s, band=band)
    fastest = sprint().speed_m_s
    words = (
        en(
            "typical at {speed:.1f} km/h, not yours: interpolated between {men} men at {men_speed:.1f} km/h (treadmill, Fukuchi et al. "
            "2017) and one sprinter at {sprint_speed:.1f} km/h (a stride of each leg, over ground, Dorn et al. 2012), by the square of the "
            "speed; {band}"
        )
        if speed_m_s <= fastest
        else en(
            "typical at {speed:.1f} km/h, not yours: extrapolated from {men} men at {men_speed:.1f} km/h (treadmill, Fukuchi et al. "
            "2017) and one sprinter at {sprint_speed:.1f} km/h (a stride of each leg, over ground, Dorn et al. 2012), by the square of the "
            "speed; {band}"
        )
    )
    return words.filled(
        speed=km_h_from_m_s(speed_m_s),
        men=RUNNERS,
        men_speed=km_h_from_m_s(MEASURED_M_S[-1]),
        sprint_speed=km_h_from_m_s(fastest),
        band=band,
    )


def demand_band(speed_m_s: float) -> DemandBand:
    """How far other runners' moments lie from the typical ones at a speed.

    Standard deviations that add up as independent errors, each a share of the peak moment: between the twelve men, that of their fastest
    speed above it; towards the sprint once more the same, because one sprinter is as far from the mean of sprinters as another one is,
    and what segment table and filter make of his peaks; between the two, half of what the square and the plain speed differ by
    (`sprint_share`); below and beyond all recordings, what the slope at the end makes of the distance.

    Raises:
        ValueOutOfRangeError: Below 2.0 or above 10.0 m/s.
    """
    if not SLOWEST_M_S <= speed_m_s <= FASTEST_DEMAND_M_S:
        low, high = SLOWEST_M_S, FASTEST_DEMAND_M_S
        advice = en(
            "the typical demand comes from runners at {slowest:g} to {fastest:g} m/s and one sprinter at {sprint:g} m/s; give {low:g} to "
            "{high:g} km/h, {low_pace} to {high_pace}, or analyse a recording for other speeds",
            slowest=MEASURED_M_S[0],
            fastest=MEASURED_M_S[-1],
            sprint=sprint().speed_m_s,
            low=km_h_from_m_s(low),
            high=km_h_from_m_s(high),
            low_pace=pace_min_km_from_m_s(low),
            high_pace=pace_min_km_from_m_s(high),
        )
        allowed = en("between {low:g} and {high:g} m/s", low=low, high=high)
        raise ValueOutOfRangeError(en("The speed"), speed_in_words(speed_m_s), allowed, advice)
    return DemandBand(flexor=_half_width(speed_m_s, "flexor"), extensor=_half_width(speed_m_s, "extensor"))


def _half_width(speed_m_s: float, action: Action) -> float:
    """One standard deviation of the peak moment at a speed, as a share of it."""
    slowest, fastest = MEASURED_M_S[0], MEASURED_M_S[-1]
    runners = typical_measures(min(max(speed_m_s, slowest), fastest))[PEAKS[action]]
    between = runners.sd / abs(runners.mean)
    facts = sprint()
    top_nm_kg = max(abs(turn.value) for turn in facts.hip_flexion_moment_nm_kg if (turn.value > 0) == (action == "flexor"))
    rise_nm_kg = top_nm_kg - abs(runners.mean)
    share = sprint_share(speed_m_s)
    here_nm_kg = abs(runners.mean) + share * rise_nm_kg
    method = facts.method_spread_flexor if action == "flexor" else facts.method_spread_extensor
    way = 0.5 * abs(sprint_share(speed_m_s, power=1) - share) * rise_nm_kg / here_nm_kg
    if speed_m_s < slowest:
        next_nm_kg = abs(typical_measures(MEASURED_M_S[1])[PEAKS[action]].mean)
        beyond = (slowest - speed_m_s) * (next_nm_kg / abs(runners.mean) - 1.0) / (MEASURED_M_S[1] - slowest)
    else:
        slope_per_m_s = 2.0 * facts.speed_m_s / (facts.speed_m_s**2 - fastest**2) * rise_nm_kg / top_nm_kg
        beyond = max(speed_m_s - facts.speed_m_s, 0.0) * slope_per_m_s
    return math.sqrt(between**2 + share * (between**2 + method**2) + way**2 + beyond**2)


def _mean_stride(speed_m_s: float) -> Repetition:
    """The runners' mean stride at a speed: hip angle and moment over time, velocity from a cubic spline of the angle."""
    curves, measures = typical_curves(speed_m_s), typical_measures(speed_m_s)
    stride_s = measures["stride_time_s"].mean
    measured_s = np.linspace(0.0, stride_s, len(curves["hip_flexion_rad"].mean))
    time_s: FloatArray = np.linspace(0.0, stride_s, POINTS_PER_STRIDE)
    angle = scipy.interpolate.make_interp_spline(measured_s, curves["hip_flexion_rad"].mean, k=3)
    return Repetition(
        time_s=time_s,
        angle_rad=angle(time_s),
        velocity_rad_s=angle(time_s, 1),
        moment_nm_kg=np.interp(time_s, measured_s, curves["hip_flexion_moment_nm_kg"].mean),
        in_stance=time_s < measures["contact_time_s"].mean,
        knee_rad=np.interp(time_s, measured_s, curves["knee_flexion_rad"].mean),
    )


def towards_sprint(speed_m_s: float) -> Repetition:
    """The mean stride at a speed (m/s) above the runners' fastest."""
    runners = typical_measures(MEASURED_M_S[-1])
    return fast_stride(speed_m_s, contact_time_s=runners["contact_time_s"].mean, stride_time_s=runners["stride_time_s"].mean)
