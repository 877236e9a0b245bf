"""Where a body can be touched: patches that rest on a support and places where a resistance is tied, from its shape."""

import numpy as np
import numpy.typing as npt

from ..body import Side
from ..body.joints import SUFFIX
from ..errors import UnknownNameError
from .shape import BodyShape

FloatArray = npt.NDArray[np.float64]

SEAT_BELOW_HIP_OVER_DEPTH = 0.75
"""How far sitting surface and underside of the thigh lie from the hip, over the half-depth of the pelvis: our assumption."""
BUTTOCK_BELOW_HIP_OVER_DEPTH = 0.5
"""How far the lying surface of the pelvis reaches down beyond the hip, over the same half-depth: our assumption."""
PATCHES = ("sole", "back_of_pelvis", "upper_back", "seat", "under_thigh")
ATTACHMENTS = ("ankle", "toes", "midfoot", "thigh")
PATCH_BODY = {"sole": "calcn", "back_of_pelvis": "pelvis", "upper_back": "torso", "seat": "pelvis", "under_thigh": "femur"}
"""Body of each patch; calcn and femur take a side."""


def patch_corners(shape: BodyShape, patch: str, side: Side) -> FloatArray:
    """Four corners of a patch in its body's frame, in order around it.

    Args:
        shape: The body's shape.
        patch: sole (of the foot), back_of_pelvis, upper_back (shoulder blades), seat (under the pelvis), under_thigh.
        side: Leg of a sole or thigh; of no effect for pelvis and back.

    Returns:
        (4, 3) m.

    Raises:
        UnknownNameError: If there is no such patch.
    """
    leg, depth = shape.legs[side], shape.pelvis_depth_m
    half_hip = abs(float(leg.hip_m[2]))
    if patch == "sole":
        low, high = leg.heel_m, leg.toe_m
        across = np.array([0.0, 0.0, leg.sole_half_width_m])
    elif patch == "back_of_pelvis":
        low, high = np.array([-depth, -BUTTOCK_BELOW_HIP_OVER_DEPTH * depth, 0.0]), np.array([-depth, float(shape.lumbar_m[1]), 0.0])
        across = np.array([0.0, 0.0, half_hip])
    elif patch == "upper_back":
        top = float(shape.suprasternale_m[1])
        low, high = np.array([-depth, 0.65 * top, 0.0]), np.array([-depth, 0.9 * top, 0.0])
        across = np.array([0.0, 0.0, 0.75 * abs(float(shape.arms[side].shoulder_m[2]))])
    elif patch == "seat":
        below = -SEAT_BELOW_HIP_OVER_DEPTH * depth
        low, high = np.array([-0.5 * depth, below, 0.0]), np.array([0.5 * depth, below, 0.0])
        across = np.array([0.0, 0.0, half_hip])
    elif patch == "under_thigh":
        behind = -SEAT_BELOW_HIP_OVER_DEPTH * depth
        thigh = float(leg.knee_m[1])
        low, high = np.array([behind, 0.15 * thigh, 0.0]), np.array([behind, 0.6 * thigh, 0.0])
        across = np.array([0.0, 0.0, 0.5 * half_hip])
    else:
        raise UnknownNameError("patch", patch, PATCHES)
    return np.array([low - across, low + across, high + across, high - across])


def patch_points(corners_m: FloatArray, *, along: int = 2, across: int = 2) -> FloatArray:
    """Points (along x across, 3) spread evenly over a patch given by its four corners, the corners among them."""
    u, v = np.meshgrid(np.linspace(0.0, 1.0, along), np.linspace(0.0, 1.0, across), indexing="ij")
    a, b, c, d = corners_m
    weights = np.stack([(1 - u) * (1 - v), (1 - u) * v, u * v, u * (1 - v)], axis=-1).reshape(-1, 4)
    points: FloatArray = weights @ np.array([a, b, c, d])
    return points


def patch_body(patch: str, side: Side) -> str:
    """Name of the body that a patch belongs to.

    Raises:
        UnknownNameError: If there is no such patch.
    """
    if patch not in PATCH_BODY:
        raise UnknownNameError("patch", patch, PATCHES)
    body = PATCH_BODY[patch]
    return body + SUFFIX[side] if body in {"calcn", "femur"} else body


def attachment(shape: BodyShape, name: str, side: Side) -> tuple[str, FloatArray]:
    """Body and point (3,) in its frame where a weight, band or cable is tied.

    Args:
        shape: The body's shape.
        name: ankle (the ankle's centre), toes (back of the foot near the toes, where a kettlebell hooks), midfoot (under the arch),
            thigh (on its axis, just above the knee).
        side: The leg.

    Raises:
        UnknownNameError: If there is no such place.
    """
    leg = shape.legs[side]
    calcn = f"calcn{SUFFIX[side]}"
    if name == "thigh":
        return f"femur{SUFFIX[side]}", 0.9 * leg.knee_m
    if name == "ankle":
        return calcn, np.zeros(3)
    if name == "midfoot":
        return calcn, 0.5 * (leg.heel_m + leg.toe_m)
    if name == "toes":
        return calcn, leg.heel_m + 0.85 * (leg.toe_m - leg.heel_m) * np.array([1.0, 0.0, 1.0]) + np.array([0.0, 0.4 * -leg.toe_m[1], 0.0])
    raise UnknownNameError("attachment", name, ATTACHMENTS)
