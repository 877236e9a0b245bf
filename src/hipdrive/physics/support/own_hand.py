"""The pull of the athlete's own hand that frees a joint."""

import numpy as np

from ...arrays import FloatArray
from ..inverse_dynamics import OuterForce
from ..kinematics import Kinematics, generalised_forces
from ..skeleton import Skeleton

LEAST_LEVER_M = 0.02


def hand_pull(
    skeleton: Skeleton, kinematics: Kinematics, moments: FloatArray, *, held: OuterForce, toward_m: FloatArray, coordinate: str
) -> FloatArray:
    """Pull (n,) in N with which the athlete's own hand frees a joint: from a point of the limb toward a point of the trunk, never pushing.

    Args:
        skeleton: The skeleton.
        kinematics: Its poses.
        moments: (n, nv) before the pull.
        held: Names the limb's body and the held point; its force is not used.
        toward_m: (n, 3) where the pull goes, on the trunk.
        coordinate: Joint whose moment the pull brings to zero, as far as pulling can.

    Returns:
        The pull; multiply by the unit vector from the held point to toward_m. Zero where its lever is under LEAST_LEVER_M.
    """
    along = toward_m - held.point_m
    unit = along / np.linalg.norm(along, axis=1, keepdims=True)
    place, body = skeleton.index(coordinate), skeleton.body_index(held.body)
    lever = generalised_forces(skeleton, kinematics, body=body, force_n=unit, point_m=held.point_m)[:, place]
    reaches = np.abs(lever) > LEAST_LEVER_M
    pull: FloatArray = np.where(reaches, np.clip(moments[:, place] / np.where(reaches, lever, 1.0), 0.0, None), 0.0)
    return pull
