"""What is seen from the front and from behind: the pelvis' drop and hike, knees that cross, feet that swing outward, trunk over pelvis."""

import numpy as np

from ...body import Side
from ..movement.stride import Stride
from .stride_scene import StrideScene

RIGHTWARD: dict[Side, float] = {"left": -1.0, "right": 1.0}
"""Sign of the direction along Z (right) that is outward for a leg."""


def frontal(scene: StrideScene, stride: Stride) -> dict[str, float | None]:
    """Measures of one stride in the frontal and transverse planes, by name and unit."""
    side, contact, posture = stride.side, stride.contact, scene.posture
    outward = RIGHTWARD[side]
    own_side_up = outward * posture.pelvis_right_up_rad
    middle = 0.5 * (posture.hip_m["left"] + posture.hip_m["right"])
    swing = (contact.toe_off_s, stride.end_s)
    hip = scene.between(*swing, scene.movement.q[:, scene.movement.of("hip_flexion", side)])
    crossed = scene.between(*swing, outward * (middle - posture.knee_m[side])[:, 2])
    beside = scene.between(*swing, outward * (posture.ankle_m[side] - posture.knee_m[side])[:, 2])
    bent = posture.trunk_over_pelvis_rad
    return {
        "pelvis_drop_largest_rad": float(scene.between(contact.initial_contact_s, contact.toe_off_s, own_side_up).max()),
        "pelvis_hike_at_largest_hip_flexion_rad": float(scene.between(*swing, own_side_up)[int(np.argmax(hip))]),
        "pelvis_obliquity_range_rad": float(np.ptp(scene.over(stride, posture.pelvis_right_up_rad))),
        "pelvis_rotation_range_rad": float(np.ptp(scene.over(stride, posture.pelvis_turn_rad))),
        "knee_crossing_m": float(crossed.max()),
        "foot_outward_in_swing_m": float(beside.max()),
        "step_width_m": _step_width_m(scene, stride),
        "trunk_bend_at_largest_hip_flexion_rad": None if bent is None else float(scene.between(*swing, bent)[int(np.argmax(hip))]),
    }


def _step_width_m(scene: StrideScene, stride: Stride) -> float | None:
    """How far apart sideways the two feet stand, each in the middle of its contact; negative where they cross; None without both."""
    if stride.opposite is None:
        return None
    own, other = (
        scene.at(0.5 * (contact.initial_contact_s + contact.toe_off_s), scene.posture.ankle_m[contact.side][:, 2])
        for contact in (stride.contact, stride.opposite)
    )
    return RIGHTWARD[stride.side] * (own - other)
