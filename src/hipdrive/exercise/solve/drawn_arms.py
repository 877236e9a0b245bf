"""Where arms are drawn: on what they hold, where the exercise says that a picture has them, or as mechanics poses them."""

import math

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...body.joints import OTHER_SIDE, SUFFIX
from ...physics.kinematics import Kinematics, points_on
from ..declared.drawn import DrawnHand
from ..declared.expression import evaluate
from .exercise_model import ExerciseModel, sided_name

HAND_OVER_FOREARM = 0.35
"""Length of a closed hand over that of the forearm: our choice for drawing."""
LIMB_SURFACE_M = 0.06
"""From the axis of a thigh or shank to where a hand lies on it."""
BESIDE_SEAT_M = 0.1
GRIP_ON_BAR_M = 0.26
"""How far aside of the mid-line the hands hold a barbell."""
OVER_FLOOR_M = 0.03


def drawn_arm(model: ExerciseModel, kinematics: Kinematics, share: FloatArray, side: Side) -> tuple[FloatArray, FloatArray]:
    """Shoulder, elbow and wrist (n, 3, 3) and the end of the hand (n, 3) of one arm.

    A hand that presses or grips stays as it is posed; other hands go where the exercise draws them, their arms keeping their lengths.

    Args:
        model: The set-up on the body.
        kinematics: The movement.
        share: (n,) of the path, for arms that swing.
        side: Whose arm.
    """
    posed = _posed(model, kinematics, side)
    contact = next((contact for contact in model.contacts if contact.body == f"radius{SUFFIX[side]}"), None)
    if contact is not None:
        return posed, points_on(kinematics, model.skeleton.body_index(contact.body), contact.points_m.mean(axis=0))
    goal = _goal(model, kinematics, side, posed[:, 0])
    if goal is not None:
        return _reach(model, kinematics, side, posed[:, 0], goal)
    arm = _swung(model, kinematics, share, side) if model.exercise.drawn is not None and model.exercise.drawn.start else posed
    return arm, arm[:, 2] + HAND_OVER_FOREARM * (arm[:, 2] - arm[:, 1])


def _posed(model: ExerciseModel, kinematics: Kinematics, side: Side) -> FloatArray:
    """(n, 3, 3) as mechanics has the arm."""
    skeleton, shape = model.skeleton, model.skeleton.shape.arms[side]
    places = (("torso", shape.shoulder_m), (f"humerus{SUFFIX[side]}", shape.elbow_m), (f"radius{SUFFIX[side]}", shape.wrist_m))
    return np.stack([points_on(kinematics, skeleton.body_index(body), local) for body, local in places], axis=1)


def _swung(model: ExerciseModel, kinematics: Kinematics, share: FloatArray, side: Side) -> FloatArray:
    """(n, 3, 3) the arm between its drawn angles at start and top."""
    drawn, shape = model.exercise.drawn, model.skeleton.shape.arms[side]
    assert drawn is not None  # noqa: S101 - asked for only where there is one
    outward = 1.0 if side == "right" else -1.0
    start = {sided_name(name, model.side): evaluate(value, model.set_up) for name, value in drawn.start.items()}
    top = start | {sided_name(name, model.side): evaluate(value, model.set_up) for name, value in drawn.top.items()}

    def at(name: str) -> FloatArray:
        low, high = (math.radians(posture.get(name + SUFFIX[side], 0.0)) for posture in (start, top))
        return low + share * (high - low)

    torso = model.skeleton.body_index("torso")
    upper = (
        kinematics.rotation[:, torso] @ _about(2, at("arm_flex")) @ _about(0, outward * at("arm_add")) @ _about(1, outward * at("arm_rot"))
    )
    lower = upper @ _about(2, at("elbow_flex"))
    shoulder = points_on(kinematics, torso, shape.shoulder_m)
    elbow = shoulder + upper @ shape.elbow_m
    return np.stack([shoulder, elbow, elbow + lower @ shape.wrist_m], axis=1)


def _about(axis: int, angle_rad: FloatArray) -> FloatArray:
    """(n, 3, 3) rotations about X, Y or Z."""
    cos, sin = np.cos(angle_rad), np.sin(angle_rad)
    turned = np.zeros((len(angle_rad), 3, 3))
    turned[:, axis, axis] = 1.0
    after, last = (axis + 1) % 3, (axis + 2) % 3
    turned[:, after, after], turned[:, last, last] = cos, cos
    turned[:, after, last], turned[:, last, after] = -sin, sin
    return turned


def _goal(model: ExerciseModel, kinematics: Kinematics, side: Side, shoulder_m: FloatArray) -> FloatArray | None:
    """(n, 3) what a free hand reaches for; None where it hangs."""
    skeleton, role = model.skeleton, "w" if side == model.side else "o"
    drawn = model.exercise.drawn
    hand = next((hand for hand in (drawn.hands if drawn else ()) if hand.side in {role, "both"}), None)
    if hand is not None:
        return _on_floor(model, kinematics, side, shoulder_m) if hand.at == "floor" else _on_body(model, kinematics, side, hand)
    hold = next((hold for hold in model.exercise.hand_holds if sided_name(hold.body, model.side).endswith(SUFFIX[side])), None)
    if hold is None:
        return None
    leg = skeleton.shape.legs[side]
    end = leg.knee_m if hold.body.startswith("femur") else leg.ankle_m
    return points_on(kinematics, skeleton.body_index(sided_name(hold.body, model.side)), hold.along * end)


def _on_body(model: ExerciseModel, kinematics: Kinematics, side: Side, hand: DrawnHand) -> FloatArray:
    """(n, 3) the point of trunk or leg, or of what lies there, where a hand is."""
    skeleton, shape = model.skeleton, model.skeleton.shape
    outward, depth = (1.0 if side == "right" else -1.0), shape.pelvis_depth_m
    held: Side = side if hand.leg == "" else model.side if hand.leg == "w" else OTHER_SIDE[model.side]
    leg, half_hip = shape.legs[held], abs(float(shape.legs[side].hip_m[2]))
    body, local = {
        "chest": (
            "torso",
            np.array([depth, 0.85 * float(shape.suprasternale_m[1]), -0.5 * float(shape.arms[side].shoulder_m[2])]),
        ),
        "bar": ("pelvis", np.array([depth, 0.3 * depth, outward * GRIP_ON_BAR_M])),
        "seat": ("pelvis", np.array([-0.3 * depth, -0.75 * depth, outward * (half_hip + BESIDE_SEAT_M)])),
        "thigh": (f"femur{SUFFIX[held]}", 0.8 * leg.knee_m + np.array([LIMB_SURFACE_M, 0.0, 0.0])),
        "shin": (f"tibia{SUFFIX[held]}", 0.15 * leg.ankle_m + np.array([LIMB_SURFACE_M, 0.0, 0.0])),
    }[hand.at]
    return points_on(kinematics, skeleton.body_index(body), local)


def _on_floor(model: ExerciseModel, kinematics: Kinematics, side: Side, shoulder_m: FloatArray) -> FloatArray:
    """(n, 3) as far along the body as the stretched arm comes down to the floor."""
    shape = model.skeleton.shape.arms[side]
    length = float(np.linalg.norm(shape.elbow_m)) + (1.0 + HAND_OVER_FOREARM) * float(np.linalg.norm(shape.wrist_m))
    toward = kinematics.position_m[:, model.skeleton.body_index("pelvis")] - shoulder_m
    toward[:, 1:] = 0.0
    toward /= np.linalg.norm(toward, axis=1, keepdims=True)
    drop = np.minimum(shoulder_m[:, 1] - OVER_FLOOR_M, length)
    goal: FloatArray = shoulder_m + 0.98 * np.sqrt(length**2 - drop**2)[:, None] * toward
    goal[:, 1] = OVER_FLOOR_M
    return goal


def _reach(
    model: ExerciseModel, kinematics: Kinematics, side: Side, shoulder_m: FloatArray, held_m: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Shoulder, elbow and wrist, and the end of the hand, of an arm whose hand is at a point; stretched out where that is too far.

    The elbow goes down, toward the feet and aside, as one lets it hang.
    """
    shape, torso = model.skeleton.shape.arms[side], kinematics.rotation[:, model.skeleton.body_index("torso")]
    upper, lower = float(np.linalg.norm(shape.elbow_m)), float(np.linalg.norm(shape.wrist_m))
    hand = lower * (1.0 + HAND_OVER_FOREARM)
    away = held_m - shoulder_m
    distance = np.linalg.norm(away, axis=1, keepdims=True)
    along = away / distance
    span = np.clip(distance, abs(upper - hand) + 1e-6, upper + hand)
    forward = (upper**2 - hand**2 + span**2) / (2.0 * span)
    aside = np.sqrt(np.clip(upper**2 - forward**2, 0.0, None))
    hang = torso @ np.array([0.0, -0.5, 0.6 if side == "right" else -0.6]) - np.array([0.0, 0.5, 0.0])
    hang -= np.sum(hang * along, axis=1, keepdims=True) * along
    hang /= np.maximum(np.linalg.norm(hang, axis=1, keepdims=True), 1e-9)
    elbow = shoulder_m + forward * along + aside * hang
    end = shoulder_m + span * along
    wrist = elbow + lower * (end - elbow) / np.linalg.norm(end - elbow, axis=1, keepdims=True)
    return np.stack([shoulder_m, elbow, wrist], axis=1), end
