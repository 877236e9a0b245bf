"""Angles and angular velocities of hip, knee, ankle, pelvis and trunk at landing, at toe-off and at their peaks."""

import numpy as np

from ...arrays import FloatArray
from ..movement.stride import Stride
from .stride_scene import StrideScene

SIGNALS = ("hip_flexion", "knee_flexion", "ankle_dorsiflexion", "pelvis_tilt", "trunk_lean")
LOWEST_NAME = {"hip_flexion": ("peak_hip_extension", -1.0)}
"""What the lowest angle is called where it has a name and sign of its own."""


def angles(scene: StrideScene, stride: Stride) -> dict[str, float | None]:
    """All angle measures of one stride; None for the trunk where it had no markers."""
    values: dict[str, float | None] = {}
    for name in SIGNALS:
        signals = _signals(scene, stride, name)
        values |= dict.fromkeys(names_of(name)) if signals is None else _measured(scene, stride, name, *signals)
    stance = scene.between(stride.contact.initial_contact_s, stride.contact.toe_off_s, _joint(scene, stride, "knee_flexion")[0])
    hip = scene.between(stride.contact.initial_contact_s, stride.end_s, _joint(scene, stride, "hip_flexion")[0], points=501)
    thigh = scene.between(stride.contact.initial_contact_s, stride.end_s, scene.posture.thigh_rad[stride.side], points=501)
    back_s = stride.contact.initial_contact_s + (stride.end_s - stride.contact.initial_contact_s) * int(np.argmin(hip)) / 500
    values["largest_knee_flexion_stance_rad"] = float(stance.max())
    values |= {
        "thigh_at_contact_rad": float(thigh[0]),
        "largest_thigh_rad": float(thigh.max()),
        "lowest_thigh_rad": float(thigh.min()),
        "thigh_range_rad": float(np.ptp(thigh)),
    }
    values["hip_turns_after_toe_off_s"] = back_s - stride.contact.toe_off_s
    return values


def names_of(signal: str) -> tuple[str, ...]:
    """Names of all measures of one signal."""
    lowest = LOWEST_NAME.get(signal, (f"lowest_{signal}", 1.0))[0]
    return (
        f"{signal}_at_contact_rad",
        f"{signal}_at_toe_off_rad",
        f"largest_{signal}_rad",
        f"largest_{signal}_percent",
        f"{lowest}_rad",
        f"{lowest}_percent",
        f"{signal}_range_rad",
        f"{signal}_velocity_at_contact_rad_s",
        f"{signal}_velocity_at_toe_off_rad_s",
        f"largest_{signal}_velocity_rad_s",
        f"lowest_{signal}_velocity_rad_s",
    )


def _measured(scene: StrideScene, stride: Stride, name: str, angle: FloatArray, velocity: FloatArray) -> dict[str, float | None]:
    start_s, off_s = stride.contact.initial_contact_s, stride.contact.toe_off_s
    over, fast = (scene.between(start_s, stride.end_s, values, points=501) for values in (angle, velocity))
    sign = LOWEST_NAME.get(name, ("", 1.0))[1]
    values: tuple[float, ...] = (
        scene.at(start_s, angle),
        scene.at(off_s, angle),
        float(over.max()),
        100.0 * int(np.argmax(over)) / 500,
        sign * float(over.min()),
        100.0 * int(np.argmin(over)) / 500,
        float(np.ptp(over)),
        scene.at(start_s, velocity),
        scene.at(off_s, velocity),
        float(fast.max()),
        float(fast.min()),
    )
    return dict(zip(names_of(name), values, strict=True))


def _signals(scene: StrideScene, stride: Stride, name: str) -> tuple[FloatArray, FloatArray] | None:
    """Angle (n,) rad and velocity (n,) rad/s of one signal, or None if it was not recorded."""
    if name == "pelvis_tilt":
        return scene.posture.pelvis_tilt_rad, scene.rate(scene.posture.pelvis_tilt_rad)
    if name == "trunk_lean":
        lean = scene.posture.trunk_lean_rad
        return None if lean is None else (lean, scene.rate(lean))
    return _joint(scene, stride, "ankle_angle" if name == "ankle_dorsiflexion" else name)


def _joint(scene: StrideScene, stride: Stride, coordinate: str) -> tuple[FloatArray, FloatArray]:
    place = scene.movement.of(coordinate, stride.side)
    return scene.movement.q[:, place], scene.movement.velocity[:, place]
