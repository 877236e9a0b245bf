"""The near hip put back along its thigh: a keypoint that goes with the lifted thigh makes the thigh look longer or shorter than it is."""

import numpy as np

from ...arrays import FloatArray
from ..side_view.near_leg import NearLeg

BY_PROPORTION = 0.7
"""Weight of the thigh's length by body proportions (off by some 15 mm) beside that of the standing leg in the clip (by 25 mm, the hip's
constant error upward), by the variances of both."""
BELIEVED = 0.85
"""Share of the difference in length that is laid on the hip: it is off by some 45 mm at the top of a lift, the length by 17 mm."""
STANDING_RAD = np.radians(20.0)
"""A thigh within this of plumb stands."""


def hip_in_place(leg: NearLeg) -> FloatArray:
    """Put the hip where the thigh is nearly as long in every picture as it must be.

    A pose finder's hip goes with the lifted thigh or against it, some 0.7 mm for each degree: 4 cm at the top of a skip, which would turn
    the trunk's line by 5 deg. There the thigh is level, so nearly all of that error lies along it and shows in its length. Whoever comes
    nearer to the camera grows: the length grows with that of the whole leg, by a line over the clip.

    Args:
        leg: The near leg, m.

    Returns:
        (n, 2) m: x forward, y up.
    """
    along = leg.point_m["knee"] - leg.point_m["hip"]
    length = np.linalg.norm(along, axis=1)
    thigh = np.arctan2(along[:, 0], -along[:, 1])
    standing = np.abs(thigh) < STANDING_RAD
    seen_m = float(np.median(length[standing])) if standing.any() else leg.thigh_m
    shank = np.linalg.norm(leg.point_m["ankle"] - leg.point_m["knee"], axis=1)
    nearer = np.polyval(np.polyfit(leg.time_s - leg.time_s[0], length + shank, 1), leg.time_s - leg.time_s[0])
    true_m = (BY_PROPORTION * leg.thigh_m + (1.0 - BY_PROPORTION) * seen_m) * nearer / np.mean(nearer)
    hip: FloatArray = leg.point_m["hip"] + along * (BELIEVED * (1.0 - true_m / length))[:, None]
    return hip
