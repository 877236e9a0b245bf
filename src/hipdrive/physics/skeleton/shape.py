"""Where the joints of a body lie: typical for a height, or measured from markers by the calibration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Athlete, SegmentInertia, Side
from ..read_only import locked_copy

HIP_HALF_WIDTH_OVER_HEIGHT = 0.0497
"""Harrington 2007's hip centre (0.33 pelvis width + 7.3 mm from the mid-line) at a pelvis width of 0.24 m for 1.75 m."""
ANKLE_HEIGHT_OVER_HEIGHT = 0.039
FOOT_BREADTH_OVER_HEIGHT = 0.055
SHOULDER_HALF_WIDTH_OVER_HEIGHT = 0.129
"""Drillis & Contini 1966 after Winter, as the two rows above."""
SHOULDER_BELOW_SUPRASTERNALE_OVER_HEIGHT = 0.018
C7_ABOVE_SUPRASTERNALE_OVER_HEIGHT = 0.041
"""de Leva 1996: C7-midhip less suprasternale-midhip, (0.6033 - 0.5319) / 1.741."""
HEEL_BEHIND_ANKLE_OVER_FOOT = 0.25
"""Share of foot length behind the ankle centre: our assumption."""
BALL_OVER_FOOT = 0.7
"""Where the ball of the foot (heads of the metatarsals) lies between heel and toe tip."""
FOOT_AXIS_OVER_ANKLE_HEIGHT = 1.0 / 3.0
"""How high above the sole the ends lie between which the tables measure a foot (rearmost point of the heel, tip of the toes, head of the
second metatarsal), as a share of the ankle's height: our choice, some 2 cm."""


@dataclass(frozen=True, kw_only=True)
class LegShape:
    """Joint centres and ends of one leg; every frame stands X forward, Y up, Z right when all coordinates are zero."""

    hip_m: FloatArray
    """(3,) hip centre in the pelvis frame (origin midway between the hips)."""
    knee_m: FloatArray
    """(3,) knee centre in the femur frame (origin hip)."""
    ankle_m: FloatArray
    """(3,) ankle centre in the tibia frame (origin knee)."""
    heel_m: FloatArray
    """(3,) back lower end of the heel in the calcn frame (origin ankle)."""
    toe_m: FloatArray
    """(3,) tip of the toes, at sole height, in the calcn frame."""
    sole_half_width_m: float
    """Half the breadth of the sole."""

    def __post_init__(self) -> None:
        for name in ("hip_m", "knee_m", "ankle_m", "heel_m", "toe_m"):
            object.__setattr__(self, name, locked_copy(getattr(self, name)))

    def on_foot_axis_m(self, share: float) -> FloatArray:
        """(3,) point inside the foot in the calcn frame, at a share of the distance from heel to toe tip."""
        inside = self.heel_m + share * (self.toe_m - self.heel_m)
        inside[1] -= FOOT_AXIS_OVER_ANKLE_HEIGHT * inside[1]
        return inside


@dataclass(frozen=True, kw_only=True)
class ArmShape:
    """Joint centres of one arm."""

    shoulder_m: FloatArray
    """(3,) shoulder centre in the torso frame (origin lumbar joint)."""
    elbow_m: FloatArray
    """(3,) elbow centre in the humerus frame (origin shoulder)."""
    wrist_m: FloatArray
    """(3,) wrist centre in the radius frame (origin elbow)."""

    def __post_init__(self) -> None:
        for name in ("shoulder_m", "elbow_m", "wrist_m"):
            object.__setattr__(self, name, locked_copy(getattr(self, name)))


@dataclass(frozen=True, kw_only=True)
class BodyShape:
    """Joint centres of a whole body."""

    legs: Mapping[Side, LegShape]
    arms: Mapping[Side, ArmShape]
    lumbar_m: FloatArray
    """(3,) lumbar joint in the pelvis frame: the upper end of the lower trunk (omphalion level), where the segment tables cut."""
    suprasternale_m: FloatArray
    """(3,) upper end of the trunk in the torso frame."""
    c7_m: FloatArray
    """(3,) root of the neck in the torso frame."""
    vertex_m: FloatArray
    """(3,) top of the head in the torso frame."""
    pelvis_depth_m: float = field(default=0.10)
    """Front to back half-depth of pelvis and trunk, for supports that touch its surface."""

    def __post_init__(self) -> None:
        for name in ("lumbar_m", "suprasternale_m", "c7_m", "vertex_m"):
            object.__setattr__(self, name, locked_copy(getattr(self, name)))
        for name in ("legs", "arms"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))


def typical_shape(athlete: Athlete, inertias: dict[str, SegmentInertia]) -> BodyShape:
    """Shape of a body of which only height (and the table's proportions) is known.

    Args:
        athlete: Height (m) scales everything.
        inertias: Segment table of the same athlete; gives limb and trunk lengths.

    Returns:
        A mirror-symmetric shape.
    """
    h = athlete.height_m
    length = {name: segment.typical_length_m for name, segment in inertias.items()}
    trunk_above_lumbar = length["mid_trunk"] + length["upper_trunk"]
    c7 = trunk_above_lumbar + C7_ABOVE_SUPRASTERNALE_OVER_HEIGHT * h
    legs: dict[Side, LegShape] = {}
    arms: dict[Side, ArmShape] = {}
    for side in SIDES:
        outward = 1.0 if side == "right" else -1.0
        heel_x = -HEEL_BEHIND_ANKLE_OVER_FOOT * length["foot"]
        sole_y = -ANKLE_HEIGHT_OVER_HEIGHT * h
        legs[side] = LegShape(
            hip_m=np.array([0.0, 0.0, outward * HIP_HALF_WIDTH_OVER_HEIGHT * h]),
            knee_m=np.array([0.0, -length["thigh"], 0.0]),
            ankle_m=np.array([0.0, -length["shank"], 0.0]),
            heel_m=np.array([heel_x, sole_y, 0.0]),
            toe_m=np.array([heel_x + length["foot"], sole_y, 0.0]),
            sole_half_width_m=0.5 * FOOT_BREADTH_OVER_HEIGHT * h,
        )
        shoulder_y = trunk_above_lumbar - SHOULDER_BELOW_SUPRASTERNALE_OVER_HEIGHT * h
        arms[side] = ArmShape(
            shoulder_m=np.array([0.0, shoulder_y, outward * SHOULDER_HALF_WIDTH_OVER_HEIGHT * h]),
            elbow_m=np.array([0.0, -length["upper_arm"], 0.0]),
            wrist_m=np.array([0.0, -length["forearm"], 0.0]),
        )
    return BodyShape(
        legs=legs,
        arms=arms,
        lumbar_m=np.array([0.0, length["lower_trunk"], 0.0]),
        suprasternale_m=np.array([0.0, trunk_above_lumbar, 0.0]),
        c7_m=np.array([0.0, c7, 0.0]),
        vertex_m=np.array([0.0, c7 + length["head"], 0.0]),
        pelvis_depth_m=0.06 * h,
    )
