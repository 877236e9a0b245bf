"""How the segments lie in space over a run: thighs, shanks, feet, pelvis and trunk, seen from the side and from behind."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ...physics.kinematics import forward_kinematics
from .movement import Movement


@dataclass(frozen=True, kw_only=True)
class Posture:
    """Places and angles of segments; X forward, Y up, Z right."""

    hip_m: Mapping[Side, FloatArray]
    """(n, 3) m, hip centres."""
    knee_m: Mapping[Side, FloatArray]
    """(n, 3) m, knee centres."""
    ankle_m: Mapping[Side, FloatArray]
    """(n, 3) m, ankle centres."""
    foot_m: Mapping[Side, FloatArray]
    """(n, 3) m, centres of mass of the feet."""
    thigh_rad: Mapping[Side, FloatArray]
    """(n,) rad, thigh against the vertical, knee ahead of the hip positive."""
    shank_rad: Mapping[Side, FloatArray]
    """(n,) rad, shank against the vertical, ankle ahead of the knee positive."""
    pelvis_tilt_rad: FloatArray
    """(n,) rad, pelvis tipped forward (anterior tilt) positive; zero where it stands as over vertical thighs in quiet standing."""
    pelvis_right_up_rad: FloatArray
    """(n,) rad, right side of the pelvis higher positive."""
    pelvis_turn_rad: FloatArray
    """(n,) rad, pelvis turned to the left, right hip ahead, positive."""
    trunk_lean_rad: FloatArray | None
    """(n,) rad, trunk leaning forward positive, zero as in quiet standing; None without trunk markers."""
    trunk_over_pelvis_rad: FloatArray | None
    """(n,) rad, trunk bent forward over the pelvis positive; None without trunk markers."""


def posture_of(movement: Movement) -> Posture:
    """Pose the skeleton of a run and read off how its segments lie."""
    body = movement.skeleton
    kinematics = forward_kinematics(body, movement.q)
    place = {name: kinematics.position_m[:, body.body_index(name)] for name in body.bodies if name != "world"}
    pelvis = kinematics.rotation[:, body.body_index("pelvis")]
    torso = kinematics.rotation[:, body.body_index("torso")]
    trunk_seen = "lumbar_extension" in body.coordinates
    hip, knee, ankle = ({side: place[f"{bone}{SUFFIX[side]}"] for side in SIDES} for bone in ("femur", "tibia", "calcn"))
    return Posture(
        hip_m=hip,
        knee_m=knee,
        ankle_m=ankle,
        foot_m={side: kinematics.com_m[:, body.body_index(f"calcn{SUFFIX[side]}")] for side in SIDES},
        thigh_rad={side: _ahead(hip[side], knee[side]) for side in SIDES},
        shank_rad={side: _ahead(knee[side], ankle[side]) for side in SIDES},
        pelvis_tilt_rad=forward_lean(pelvis),
        pelvis_right_up_rad=np.arcsin(np.clip(pelvis[:, 1, 2], -1.0, 1.0)),
        pelvis_turn_rad=np.arctan2(pelvis[:, 0, 2], pelvis[:, 2, 2]),
        trunk_lean_rad=forward_lean(torso) if trunk_seen else None,
        trunk_over_pelvis_rad=-movement.q[:, body.index("lumbar_extension")] if trunk_seen else None,
    )


def _ahead(upper_m: FloatArray, lower_m: FloatArray) -> FloatArray:
    """(n,) rad, how far the lower end of a segment lies ahead of plumb below its upper end, in the X-Y plane."""
    along = lower_m - upper_m
    angle: FloatArray = np.arctan2(along[:, 0], -along[:, 1])
    return angle


def forward_lean(rotation: FloatArray) -> FloatArray:
    """(n,) rad, how far a body's own upward axis leans forward, in the X-Y plane."""
    angle: FloatArray = np.arctan2(rotation[:, 0, 1], rotation[:, 1, 1])
    return angle
