"""Where a body can be touched: patches that rest on a support and places where a resistance is attached, from its shape."""

from functools import lru_cache

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...body.joints import SUFFIX
from ...errors import UnknownNameError
from ...language import en
from .shape import BodyShape

SEAT_BELOW_HIP_OVER_DEPTH = 0.75
"""How far sitting surface and underside of the thigh lie from the hip, over the half-depth of the pelvis: our assumption."""
BUTTOCK_BELOW_HIP_OVER_DEPTH = 0.5
"""How far the lying surface of the pelvis reaches down beyond the hip, over the same half-depth: our assumption."""
HAND_OVER_FOREARM = 0.74
"""Drillis & Contini 1966 after Winter: hand 0.108 and forearm 0.146 of height."""
HAND_HALF_BREADTH_M = 0.04
"""Half the breadth of palm and forearm: our assumption."""
LIMB_RADIUS_OVER_LENGTH = 0.13
"""From the axis of forearm or shank to its surface, over the limb's length: our assumption, about 3.5 cm and 5.5 cm."""
PATCHES = (
    "sole",
    "forefoot",
    "heel",
    "top_of_foot",
    "front_of_shin",
    "under_thigh",
    "seat",
    "back_of_pelvis",
    "upper_back",
    "forearm",
    "hand",
    "flat_hand",
    "fingertips",
)
ATTACHMENTS = ("ankle", "toes", "midfoot", "between_feet", "thigh", "pelvis", "chest")
PATCH_BODY = {
    "sole": "calcn",
    "forefoot": "calcn",
    "heel": "calcn",
    "top_of_foot": "calcn",
    "front_of_shin": "tibia",
    "under_thigh": "femur",
    "seat": "pelvis",
    "back_of_pelvis": "pelvis",
    "upper_back": "torso",
    "forearm": "radius",
    "hand": "radius",
    "flat_hand": "radius",
    "fingertips": "radius",
}
"""Body of each patch; those of the limbs take a side."""
SIDED = frozenset({"calcn", "tibia", "femur", "radius"})


def patch_corners(shape: BodyShape, patch: str, side: Side) -> FloatArray:
    """Four corners of a patch in its body's frame, in order around it.

    Where a surface lies off its bone, how much is our assumption (see the constants of this file); the rest follows from the shape.

    Args:
        shape: The body's shape.
        patch: sole (of the foot), forefoot (front third of the sole, the ball of the foot), heel (its back, as a
            lying leg rests on it), top_of_foot (instep, hooked under a pad),
            front_of_shin (lower shank, as on a ball), under_thigh, seat (under the pelvis), back_of_pelvis, upper_back (shoulder
            blades), forearm (its underside from elbow to wrist, the elbow bent), hand (middle half of a hand that goes on in line with
            the forearm, as it holds a bar), fingertips (the last quarter of such a hand), flat_hand (hand bent back at the wrist, fingers
            ahead, as it props on the floor).
        side: Which leg or arm; of no effect for pelvis and back.

    Returns:
        (4, 3) m.

    Raises:
        UnknownNameError: If there is no such patch.
    """
    if patch not in PATCH_BODY:
        raise UnknownNameError(en("patch"), patch, PATCHES)
    place = {"calcn": _on_foot, "tibia": _on_leg, "femur": _on_leg, "radius": _on_arm}.get(PATCH_BODY[patch], _on_trunk)
    low, high, half_breadth = place(shape, patch, side)
    across = np.array([0.0, 0.0, half_breadth])
    return np.array([low - across, low + across, high + across, high - across])


def _on_foot(shape: BodyShape, patch: str, side: Side) -> tuple[FloatArray, FloatArray, float]:
    """Both ends (3,) of a patch of the foot, rear first, and half its breadth (m)."""
    leg = shape.legs[side]
    heel, toe = leg.heel_m, leg.toe_m
    if patch == "sole":
        return heel, toe, leg.sole_half_width_m
    if patch == "heel":
        return heel, heel * np.array([1.0, 0.2, 1.0]), 0.6 * leg.sole_half_width_m
    if patch == "forefoot":
        return heel + 2.0 / 3.0 * (toe - heel), toe, leg.sole_half_width_m
    return toe * np.array([0.3, 0.2, 1.0]), toe * np.array([0.75, 0.6, 1.0]), leg.sole_half_width_m


def _on_leg(shape: BodyShape, patch: str, side: Side) -> tuple[FloatArray, FloatArray, float]:
    """Both ends (3,) of a patch of thigh or shank, upper first, and half its breadth (m)."""
    leg = shape.legs[side]
    if patch == "front_of_shin":
        ahead = np.array([LIMB_RADIUS_OVER_LENGTH * float(np.linalg.norm(leg.ankle_m)), 0.0, 0.0])
        return 0.45 * leg.ankle_m + ahead, 0.85 * leg.ankle_m + ahead, leg.sole_half_width_m
    behind = -SEAT_BELOW_HIP_OVER_DEPTH * shape.pelvis_depth_m
    thigh = float(leg.knee_m[1])
    return np.array([behind, 0.15 * thigh, 0.0]), np.array([behind, 0.6 * thigh, 0.0]), 0.5 * abs(float(leg.hip_m[2]))


def _on_trunk(shape: BodyShape, patch: str, side: Side) -> tuple[FloatArray, FloatArray, float]:
    """Both ends (3,) of a patch of pelvis or torso, lower or rear first, and half its breadth (m)."""
    depth, half_hip = shape.pelvis_depth_m, abs(float(shape.legs[side].hip_m[2]))
    if patch == "back_of_pelvis":
        low = np.array([-depth, -BUTTOCK_BELOW_HIP_OVER_DEPTH * depth, 0.0])
        return low, np.array([-depth, float(shape.lumbar_m[1]), 0.0]), half_hip
    if patch == "upper_back":
        top = float(shape.suprasternale_m[1])
        half_breadth = 0.75 * abs(float(shape.arms[side].shoulder_m[2]))
        return np.array([-depth, 0.65 * top, 0.0]), np.array([-depth, 0.9 * top, 0.0]), half_breadth
    below = -SEAT_BELOW_HIP_OVER_DEPTH * depth
    return np.array([-0.5 * depth, below, 0.0]), np.array([0.5 * depth, below, 0.0]), half_hip


def _on_arm(shape: BodyShape, patch: str, side: Side) -> tuple[FloatArray, FloatArray, float]:
    """Both ends (3,) of a patch of forearm or hand, elbow's end first, and half its breadth (m)."""
    wrist = shape.arms[side].wrist_m
    forearm = float(np.linalg.norm(wrist))
    radius, hand = LIMB_RADIUS_OVER_LENGTH * forearm, HAND_OVER_FOREARM * forearm
    if patch == "forearm":
        behind = np.array([-radius, 0.0, 0.0])
        return behind, wrist + behind, HAND_HALF_BREADTH_M
    if patch == "hand":
        along = hand * wrist / forearm
        return wrist + 0.25 * along, wrist + 0.75 * along, HAND_HALF_BREADTH_M
    if patch == "fingertips":
        along = hand * wrist / forearm
        return wrist + 0.75 * along, wrist + along, HAND_HALF_BREADTH_M
    heel_of_hand = wrist * (1.0 + radius / forearm)
    return heel_of_hand, heel_of_hand + np.array([hand, 0.0, 0.0]), HAND_HALF_BREADTH_M


def patch_points(corners_m: FloatArray, *, along: int = 2, across: int = 2) -> FloatArray:
    """Points (along x across, 3) spread evenly over a patch given by its four corners, the corners among them."""
    points: FloatArray = _shares(along, across) @ corners_m
    return points


@lru_cache(maxsize=8)
def _shares(along: int, across: int) -> FloatArray:
    """(along x across, 4) what each corner counts for each point."""
    u, v = np.meshgrid(np.linspace(0.0, 1.0, along), np.linspace(0.0, 1.0, across), indexing="ij")
    shares: FloatArray = np.stack([(1 - u) * (1 - v), (1 - u) * v, u * v, u * (1 - v)], axis=-1).reshape(-1, 4)
    shares.setflags(write=False)
    return shares


def patch_body(patch: str, side: Side) -> str:
    """Name of the body that a patch belongs to.

    Raises:
        UnknownNameError: If there is no such patch.
    """
    if patch not in PATCH_BODY:
        raise UnknownNameError(en("patch"), patch, PATCHES)
    body = PATCH_BODY[patch]
    return body + SUFFIX[side] if body in SIDED else body


def attachment(shape: BodyShape, name: str, side: Side, *, cuff_above_ankle_m: float = 0.0) -> tuple[str, FloatArray]:
    """Body and point (3,) in its frame where a weight, band or cable is attached.

    Args:
        shape: The body's shape.
        name: ankle (on the shank's axis, at the middle of a cuff), toes (back of the foot near the toes, where a kettlebell hooks),
            midfoot (under the arch), between_feet (inner side of the sole, for a dumbbell held by both feet), thigh (on its axis,
            just above the knee), pelvis (where a bar lies in the crease of the hips: at its surface, ahead of the hip line and
            0.3 of the half-depth above it, our assumption), chest (its surface, at 0.85 of the height of the top of the breastbone).
        side: The leg; of no effect for pelvis and chest.
        cuff_above_ankle_m: How far the middle of a cuff lies above the ankle's centre; of no effect elsewhere.

    Raises:
        UnknownNameError: If there is no such place.
    """
    leg, depth = shape.legs[side], shape.pelvis_depth_m
    calcn = f"calcn{SUFFIX[side]}"
    if name == "pelvis":
        return "pelvis", np.array([depth, 0.3 * depth, 0.0])
    if name == "chest":
        return "torso", np.array([depth, 0.85 * float(shape.suprasternale_m[1]), 0.0])
    if name == "between_feet":
        inward = -float(np.sign(leg.hip_m[2])) * leg.sole_half_width_m
        return calcn, 0.5 * (leg.heel_m + leg.toe_m) + np.array([0.0, 0.0, inward])
    if name == "thigh":
        return f"femur{SUFFIX[side]}", 0.9 * leg.knee_m
    if name == "ankle":
        return f"tibia{SUFFIX[side]}", leg.ankle_m * (1.0 - cuff_above_ankle_m / float(np.linalg.norm(leg.ankle_m)))
    if name == "midfoot":
        return calcn, 0.5 * (leg.heel_m + leg.toe_m)
    if name == "toes":
        return calcn, leg.heel_m + 0.85 * (leg.toe_m - leg.heel_m) * np.array([1.0, 0.0, 1.0]) + np.array([0.0, 0.4 * -leg.toe_m[1], 0.0])
    raise UnknownNameError(en("attachment"), name, ATTACHMENTS)
