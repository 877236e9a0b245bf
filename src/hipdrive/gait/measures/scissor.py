"""The scissor: how far the thighs part, how fast they close, and where the other thigh is when a foot lands."""

import math

import numpy as np

from ...body import OTHER_SIDE
from ..movement.stride import Stride
from .stride_scene import StrideScene

SCISSOR_POINTS = 501


def scissor(scene: StrideScene, stride: Stride) -> dict[str, float | None]:
    """The scissor of one stride, by name and unit: own thigh behind, the other one ahead."""
    own, other = (scene.posture.thigh_rad[side] for side in (stride.side, OTHER_SIDE[stride.side]))
    start_s = stride.contact.initial_contact_s
    opening = scene.between(start_s, stride.end_s, other - own, points=SCISSOR_POINTS)
    widest = int(np.argmax(opening))
    closed = next((i for i in range(widest, SCISSOR_POINTS) if opening[i] <= 0.0), SCISSOR_POINTS - 1)
    closing = -np.gradient(opening, (stride.end_s - start_s) / (SCISSOR_POINTS - 1))[widest : closed + 1]
    thigh = scene.between(start_s, stride.end_s, scene.rate(own), points=SCISSOR_POINTS)
    behind = scene.posture.knee_m[stride.side][:, 0] - scene.posture.knee_m[OTHER_SIDE[stride.side]][:, 0]
    return {
        "scissor_largest_rad": float(opening[widest]),
        "scissor_largest_percent": 100.0 * widest / (SCISSOR_POINTS - 1),
        "scissor_closing_speed_rad_s": float(closing.max()) if opening[widest] > math.radians(1.0) else None,
        "opposite_thigh_at_contact_rad": scene.at(start_s, other),
        "thigh_separation_at_contact_rad": scene.at(start_s, own - other),
        "opposite_knee_behind_at_contact_m": scene.at(start_s, behind),
        "thigh_backward_speed_rad_s": -float(thigh.min()),
        "thigh_forward_speed_rad_s": float(thigh.max()),
    }
