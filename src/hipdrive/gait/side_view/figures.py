"""What the folded stride of a near leg shows by itself: times, angles, lengths and the moment of its swing."""

from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import Athlete, SegmentTable
from .calibration import SideViewCalibration
from .events import folded_events
from .folded_leg import FoldedLeg
from .swing_moment import swing_moment

POINTS = 201
"""Even places over the stride, and over its swing, at which the series are measured."""
EARLY_SWING = 0.6
"""Share of the swing from toe-off on in which the flexors' peak is sought: late in swing the extensors brake."""


@dataclass(frozen=True, kw_only=True)
class LegFigures:
    """One near leg, not yet shrunk towards what is typical."""

    landing_phase: float
    """Strides, of the phase of its fold."""
    contact_s: float
    stride_s: float
    speed_m_s: float
    """As given, else the belt's."""
    belt_m_s: float
    """Backward speed of the planted foot, whatever was given."""
    values: dict[str, float]
    """By name and unit of the measures."""
    curves: dict[str, FloatArray]
    """thigh_rad, knee_flexion_rad and, where it was seen, trunk_lean_rad: (201,) from landing to landing."""


def leg_figures(
    leg: FoldedLeg, athlete: Athlete, calibration: SideViewCalibration, *, speed_m_s: float | None = None, table: SegmentTable = "de_leva"
) -> LegFigures:
    """Measure the mean stride of a near leg.

    Args:
        leg: The folded stride.
        athlete: Mass, height, sex.
        calibration: What signs of landing and leaving run ahead.
        speed_m_s: Running speed; None to take the belt's from the planted foot.
        table: Segment table.

    Returns:
        Its figures.
    """
    events = folded_events(leg)
    speed = events.belt_m_s if speed_m_s is None else speed_m_s
    start = events.landing_phase - float(calibration.landing_late_s) * leg.stride_hz
    by = calibration.contact
    contact = float(by.constant_s) + float(by.thigh_turns) * events.thigh_turns_s + float(by.toe_rises) * events.toe_rises_s
    contact += float(by.speed_s2_m) * speed + float(by.stride) * events.stride_s
    contact = float(np.clip(contact, 0.1 * events.stride_s, 0.5 * events.stride_s))
    phase = start + np.linspace(0.0, 1.0, POINTS)
    thigh, shank = (leg.angle[name].at(phase) for name in ("thigh", "shank"))
    knee = thigh - shank
    off = contact * leg.stride_hz
    ahead = leg.leg.thigh_m * np.sin(thigh[0]) + leg.leg.shank_m * np.sin(shank[0])
    values = {
        "stride_time_s": events.stride_s,
        "stride_rate_steps_per_min": 120.0 / events.stride_s,
        "contact_time_s": contact,
        "flight_time_s": 0.5 * events.stride_s - contact,
        "duty_factor": off,
        "stride_length_m": speed * events.stride_s,
        "foot_ahead_of_hip_m": float(ahead),
        "foot_ahead_m": float(ahead) - float(calibration.body_ahead_of_hip_m),
        "shank_angle_at_contact_rad": float(shank[0]),
        "thigh_at_contact_rad": float(thigh[0]),
        "largest_thigh_rad": float(thigh.max()),
        "lowest_thigh_rad": float(thigh.min()),
        "thigh_range_rad": float(np.ptp(thigh)),
        "knee_flexion_at_contact_rad": float(knee[0]),
        "largest_knee_flexion_rad": float(knee.max()),
        "knee_flexion_range_rad": float(np.ptp(knee)),
        "largest_knee_flexion_stance_rad": float(knee[: int(off * (POINTS - 1)) + 1].max()),
    }
    values |= _moments(leg, start, off, athlete, table)
    curves = {"thigh_rad": thigh, "knee_flexion_rad": knee}
    if "trunk" in leg.angle:
        curves["trunk_lean_rad"] = trunk = leg.angle["trunk"].at(phase)
        values |= {"largest_trunk_lean_rad": float(trunk.max()), "lowest_trunk_lean_rad": float(trunk.min())}
    return LegFigures(
        landing_phase=start,
        contact_s=contact,
        stride_s=events.stride_s,
        speed_m_s=speed,
        belt_m_s=events.belt_m_s,
        values=values,
        curves=curves,
    )


def _moments(leg: FoldedLeg, start: float, off: float, athlete: Athlete, table: SegmentTable) -> dict[str, float]:
    """The flexors' impulse in swing and the largest moment early in it."""
    share = np.linspace(0.0, 1.0, POINTS)
    moment = swing_moment(leg, start + off + share * (1.0 - off), athlete, table)
    step_s = (1.0 - off) / leg.stride_hz / (POINTS - 1)
    return {
        "flexor_impulse_swing_nm_s_kg": float(np.maximum(moment, 0.0).sum()) * step_s,
        "peak_hip_flexor_moment_nm_kg": float(moment[share <= EARLY_SWING].max()),
    }
