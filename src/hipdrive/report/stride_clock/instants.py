"""Instants of the stride at which a figure of a run is read: what a finding jumps to."""

from collections.abc import Callable, Mapping

import numpy as np

from ...gait import SideResult
from ..shown_measures import FLEXOR_PEAK, toe_off_of

LANDING = 0.0
Instant = Callable[[SideResult], float | None]
"""% of the stride from the own foot's landing; None where the side does not show it."""


def _landing(side: SideResult) -> float | None:
    return LANDING if side.strides else None


def _toe_off(side: SideResult) -> float | None:
    return toe_off_of(side.measures)


def _at(curve: str, pick: Callable[..., np.intp]) -> Instant:
    """Where a curve is largest or smallest."""

    def instant(side: SideResult) -> float | None:
        return None if curve not in side.curves else float(pick(side.curves[curve].mean))

    return instant


def _told_by(measure: str) -> Instant:
    """Where a measure in % of the stride says."""

    def instant(side: SideResult) -> float | None:
        return side.measures[measure].mean if measure in side.measures else None

    return instant


furthest_behind = _at("hip_flexion_rad", np.argmin)
furthest_ahead = _at("hip_flexion_rad", np.argmax)
flexor_peak = _at("hip_flexion_moment_nm_kg", np.argmax)
INSTANTS: Mapping[str, Instant] = {
    "foot_ahead_m": _landing,
    "step_length_m": _landing,
    "shank_angle_at_loading_rad": _landing,
    "contact_time_s": _toe_off,
    "duty_factor": _toe_off,
    "flight_time_s": _toe_off,
    "pelvis_tilt_at_toe_off_rad": _toe_off,
    "peak_hip_extension_rad": furthest_behind,
    "pelvis_hike_at_largest_hip_flexion_rad": furthest_ahead,
    "trunk_bend_at_largest_hip_flexion_rad": furthest_ahead,
    "scissor_largest_rad": _told_by("scissor_largest_percent"),
    FLEXOR_PEAK: flexor_peak,
    "foot_ahead_of_hip_m": _landing,
    "shank_angle_at_contact_rad": _landing,
    "lowest_thigh_rad": _at("thigh_rad", np.argmin),
    "largest_thigh_rad": _at("thigh_rad", np.argmax),
    "largest_knee_flexion_rad": _at("knee_flexion_rad", np.argmax),
    "largest_trunk_lean_rad": _at("trunk_lean_rad", np.argmax),
    "lowest_trunk_lean_rad": _at("trunk_lean_rad", np.argmin),
    "h3_work_j_kg": _at("hip_flexion_power_w_kg", np.argmax),
}
"""By measure; the others belong to no instant."""


def instant_of(measure: str, side: SideResult) -> float | None:
    """When in the stride a measure is read, % from the own foot's landing; None where it belongs to no instant or is not shown."""
    told = INSTANTS[measure](side) if measure in INSTANTS else None
    return None if told is None else float(told)
