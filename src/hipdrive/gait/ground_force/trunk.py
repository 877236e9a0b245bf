"""The trunk as the ground feels it: its mass stands below the shoulders, and it turns no faster than a trunk can."""

from dataclasses import replace

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES
from ...motion import lowpass
from ...physics.kinematics import Kinematics
from ...physics.skeleton import SHOULDER_BELOW_SUPRASTERNALE_OVER_HEIGHT, Skeleton, build_skeleton
from ..spline import quintic

TRUNK_CUTOFF_HZ = 5.0
"""The trunk's pitching faster than this is left out. A runner's trunk pitches once or twice a step; what the markers on shoulders and chest
show beyond is the shoulder girdle and skin, which weigh little. Our choice on four runs of whole bodies; 3 to 5 Hz serve alike."""
TYPICAL_M = 1e-6
"""Shoulders closer than this to their typical place were not measured."""


def laid_below_shoulders(skeleton: Skeleton) -> Skeleton:
    """The same skeleton, the upper end of whose trunk is as far back and as high as its shoulders.

    A calibrated trunk lies along the thighs' line in standing; the shoulders that were measured are 7 to 18 cm behind that line in the
    four runs of whole bodies at hand, and with them the centre of mass by 2.5 to 5 cm: what other models have it behind ours.

    Args:
        skeleton: Calibrated; joints, markers and coordinates stay as they are.

    Returns:
        The skeleton with the trunk's and the head's mass moved; the very one it was given where no shoulder was measured.
    """
    shape = skeleton.shape
    shoulders_m = np.mean([shape.arms[side].shoulder_m for side in SIDES], axis=0)
    typical_y = float(shape.suprasternale_m[1]) - SHOULDER_BELOW_SUPRASTERNALE_OVER_HEIGHT * skeleton.athlete.height_m
    away = np.array([float(shoulders_m[0]), float(shoulders_m[1]) - typical_y, 0.0])
    if np.linalg.norm(away) < TYPICAL_M:
        return skeleton
    moved = replace(shape, suprasternale_m=shape.suprasternale_m + away, c7_m=shape.c7_m + away, vertex_m=shape.vertex_m + away)
    return build_skeleton(skeleton.athlete, table=skeleton.table, shape=moved, locked=skeleton.locked, loose_joints=skeleton.loose_joints)


def too_fast_pitching_nm(skeleton: Skeleton, kinematics: Kinematics, time_s: FloatArray, rate_hz: float) -> FloatArray:
    """Moment (n,) about the left-right axis that the trunk's pitching above TRUNK_CUTOFF_HZ would take (Nm)."""
    torso = skeleton.body_index("torso")
    up = kinematics.rotation[:, torso, :, 1]
    pitch = np.unwrap(np.arctan2(-up[:, 0], up[:, 1]))
    fast = pitch - lowpass(pitch, rate_hz=rate_hz, cutoff_hz=min(TRUNK_CUTOFF_HZ, 0.2 * rate_hz))
    acceleration: FloatArray = quintic(time_s, fast)(time_s, 2)
    return float(skeleton.inertia_kg_m2("torso")[2, 2]) * acceleration
