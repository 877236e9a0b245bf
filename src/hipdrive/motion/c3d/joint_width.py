"""Widths of knees and ankles that a C3D file carries for Plug-in Gait, as offsets of the joint centres from their lateral markers."""

import numpy as np

from .parameters import Groups

MARKER_DIAMETER_MM = 14.0
"""Vicon's usual marker, where the file gives widths but no diameter."""
WIDEST_MM = 250.0
"""No knee is wider; such a number is not one in millimetres."""


def joint_offsets(groups: Groups) -> dict[str, float]:
    """Return half the width of each joint plus the radius of a marker (m), by 'r_knee', 'l_ankle' ...; joints without a width are left out.

    Args:
        groups: The file's parameters; Vicon writes widths in mm into the group PROCESSING.
    """
    processing = {name.upper(): values for name, values in groups.get("PROCESSING", {}).items()}

    def number(name: str) -> float:
        values = processing.get(name.upper())
        return float(values.ravel()[0]) if isinstance(values, np.ndarray) and values.size else 0.0

    radius_mm = 0.5 * (number("MarkerDiameter") or MARKER_DIAMETER_MM)
    widths_mm = {f"{s}_{joint}": number(f"{s}{joint}Width") for s in "rl" for joint in ("knee", "ankle")}
    return {joint: 0.001 * (0.5 * width + radius_mm) for joint, width in widths_mm.items() if 0.0 < width < WIDEST_MM}
