"""Which measure of a run each figure of the front view is, and what it is multiplied by to become that."""

from collections.abc import Mapping

OF_LEG: Mapping[str, str] = {
    "knee_crossing": "knee_crossing_m",
    "foot_outward_in_swing": "foot_outward_in_swing_m",
    "pelvis_hike_at_highest_thigh": "pelvis_hike_at_largest_hip_flexion_rad",
    "pelvis_drop_largest": "pelvis_drop_largest_rad",
}
"""Figure of one leg -> measure."""
OF_BOTH: Mapping[str, str] = {
    "step_width": "step_width_m",
    "pelvis_obliquity_range": "pelvis_obliquity_range_rad",
    "cadence": "stride_rate_steps_per_min",
}
"""Figure that both legs share -> measure."""


def measure_of_figure(name: str) -> str:
    """The measure that a figure is."""
    return OF_LEG.get(name) or OF_BOTH[name]


def per_figure(name: str, leg_m: float) -> float:
    """What a figure is multiplied by to become its measure: the leg's length (m) where it is a share of that, else 1."""
    return leg_m if measure_of_figure(name).endswith("_m") else 1.0
