"""The scene of a repetition: where limbs, resistances and supports are in each frame and what forces act, ready to be drawn."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ...physics.closed_chain import BallUnderLimb
from ...physics.kinematics import Kinematics, points_on
from ...physics.resistance import Pull
from ...physics.skeleton import Skeleton
from ...units import STANDARD_GRAVITY_M_S2
from .attachment import Attachment
from .exercise_model import ExerciseModel, sided_name
from .mechanics import Mechanics
from .scene_labels import pull_label, set_up_label

HEAD_RADIUS_OVER_LENGTH = 0.42
"""Radius of a head drawn as a ball, over the length from the root of the neck to the vertex: our choice."""
NOSE_OVER_RADIUS = 1.2
DRAWN_HAND_OVER_FOREARM = 0.35
"""Length of a closed hand over that of the forearm: our choice for drawing."""
NEGLIGIBLE_N = 1e-6


@dataclass(frozen=True, kw_only=True)
class Limb:
    """A chain of points of the body."""

    name: Literal["trunk", "head", "leg", "foot", "arm", "hand"]
    side: Side | Literal[""]
    points_m: FloatArray
    """(n, k, 3) lab: trunk (mid-hip, lumbar joint, C7), head (centre, tip of the nose), leg (hip, knee, ankle), foot (heel, toe, ankle),
    arm (shoulder, elbow, wrist), hand (wrist, knuckles)."""
    radius_m: float = 0.0
    """Of a head; 0 for chains."""


@dataclass(frozen=True, kw_only=True)
class Implement:
    """A resistance and where it is."""

    kind: Literal["weight", "band", "cable", "sled"]
    label: str
    """In words: 'red band', '4 kg'."""
    points_m: FloatArray
    """(n, k, 3) lab: from the fixed end (the sled) to the tied point; for a weight the point alone."""
    force_n: FloatArray
    """(n, 3) on the body, lab."""
    slack: npt.NDArray[np.bool_]
    """(n,) whether it hangs loose."""
    mass_kg: float = 0.0
    """Of a weight; 0 for the others."""


@dataclass(frozen=True, kw_only=True)
class SupportView:
    """A patch of the body on what holds it."""

    id: str
    label: str
    kind: Literal["patch", "grip"]
    corners_m: FloatArray
    """(n, 4, 3) of the patch, in order around it, lab."""
    normal: FloatArray
    """(3,) in which the support pushes."""
    force_n: FloatArray
    """(n, 3) on the body, lab."""
    at_m: FloatArray
    """(n, 3) centre of pressure; the middle of the patch while nothing presses."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """All that a picture of one repetition needs, in the lab: X forward, Y up, Z right, floor at Y = 0."""

    exercise: str
    """Its id."""
    name: str
    set_up: str
    """In a few words."""
    working_side: Side
    body_mass_kg: float
    time_s: FloatArray
    """(n,) s."""
    share: FloatArray
    """(n,) 0 at the start, 1 at the top."""
    hip_flexion_rad: dict[Side, FloatArray]
    """(n,) rad."""
    hip_flexion_moment_nm_kg: dict[Side, FloatArray]
    """(n,) Nm/kg, internal, flexor positive."""
    limbs: tuple[Limb, ...]
    implements: tuple[Implement, ...]
    supports: tuple[SupportView, ...]
    ball: BallUnderLimb | None
    """What legs roll on, if it is a ball."""

    def limb(self, name: str, side: str = "") -> Limb:
        """The limb of that name; every scene has all of them."""
        return next(limb for limb in self.limbs if (limb.name, limb.side) == (name, side))


def repetition_scene(mechanics: Mechanics) -> Scene:
    """Read from a worked-through repetition what can be seen of it.

    Arms stand as the pose has them, but for a hand that holds the leg of its side: that arm reaches for it, its length kept.
    """
    model, mass = mechanics.model, mechanics.model.skeleton.athlete.mass_kg
    kinematics = mechanics.movement.kinematics
    return Scene(
        exercise=model.exercise.id,
        name=f"{model.exercise.name}: {model.exercise.label}" if model.exercise.label else model.exercise.name,
        set_up=set_up_label(model, mechanics.pulls),
        working_side=model.side,
        body_mass_kg=mass,
        time_s=mechanics.time_s,
        share=mechanics.share_of_path,
        hip_flexion_rad={side: mechanics.hip(side, mechanics.movement.q) for side in SIDES},
        hip_flexion_moment_nm_kg={side: mechanics.hip(side, mechanics.moments_nm) / mass for side in SIDES},
        limbs=(*_trunk(model.skeleton, kinematics), *(limb for side in SIDES for limb in _side(model, kinematics, side))),
        implements=(
            *_loose_straps(mechanics),
            *(_implement(model, *pulled) for pulled in zip(model.attachments, mechanics.pulls, strict=True)),
        ),
        supports=tuple(_support(mechanics, index) for index in range(len(model.contacts))),
        ball=next(iter(mechanics.balls.values()), None),
    )


def _trunk(skeleton: Skeleton, kinematics: Kinematics) -> tuple[Limb, Limb]:
    shape, torso = skeleton.shape, skeleton.body_index("torso")
    length = float(np.linalg.norm(shape.vertex_m - shape.c7_m))
    radius = HEAD_RADIUS_OVER_LENGTH * length
    head = shape.vertex_m - radius * (shape.vertex_m - shape.c7_m) / length
    nose = head + np.array([NOSE_OVER_RADIUS * radius, 0.0, 0.0])
    middle = kinematics.position_m[:, skeleton.body_index("pelvis")]
    neck = points_on(kinematics, torso, shape.c7_m)
    chain = [middle, points_on(kinematics, torso, np.zeros(3)), neck]
    ends = np.stack([points_on(kinematics, torso, x) for x in (head, nose)], axis=1)
    return (
        Limb(name="trunk", side="", points_m=np.stack(chain, axis=1)),
        Limb(name="head", side="", points_m=_above_floor(ends, neck, radius), radius_m=radius),
    )


def _above_floor(ends_m: FloatArray, neck_m: FloatArray, radius_m: float) -> FloatArray:
    """(n, 2, 3) head and nose, the neck bent where the head would be drawn below the floor: a head that lies on it bends the neck so."""
    along = ends_m[:, 0] - neck_m
    length = np.hypot(along[:, 0], along[:, 1])
    rise = np.arcsin(np.clip(along[:, 1] / length, -1.0, 1.0))
    needed = np.arcsin(np.clip((radius_m - neck_m[:, 1]) / length, -1.0, 1.0))
    turn = np.where(along[:, 0] < 0.0, -1.0, 1.0) * np.clip(needed - rise, 0.0, None)
    away = ends_m - neck_m[:, None]
    cos, sin = np.cos(turn)[:, None], np.sin(turn)[:, None]
    bent: FloatArray = np.stack([cos * away[..., 0] - sin * away[..., 1], sin * away[..., 0] + cos * away[..., 1], away[..., 2]], axis=2)
    bent += neck_m[:, None]
    return bent


def _side(model: ExerciseModel, kinematics: Kinematics, side: Side) -> tuple[Limb, Limb, Limb, Limb]:
    """Leg, foot, arm and hand of one side."""
    skeleton = model.skeleton
    leg = skeleton.shape.legs[side]

    def at(body: str, local_m: FloatArray) -> FloatArray:
        return points_on(kinematics, skeleton.body_index(body + SUFFIX[side]), local_m)

    ankle = at("tibia", leg.ankle_m)
    arm = _arm(model, kinematics, side)
    return (
        Limb(name="leg", side=side, points_m=np.stack([at("femur", np.zeros(3)), at("femur", leg.knee_m), ankle], axis=1)),
        Limb(name="foot", side=side, points_m=np.stack([at("calcn", leg.heel_m), at("calcn", leg.toe_m), ankle], axis=1)),
        Limb(name="arm", side=side, points_m=arm),
        Limb(name="hand", side=side, points_m=np.stack([arm[:, 2], _knuckles(model, kinematics, side, arm)], axis=1)),
    )


def _arm(model: ExerciseModel, kinematics: Kinematics, side: Side) -> FloatArray:
    """(n, 3, 3) shoulder, elbow and wrist; where the hand holds the leg of its side, the arm reaches for it."""
    skeleton = model.skeleton
    shape = skeleton.shape.arms[side]
    shoulder = points_on(kinematics, skeleton.body_index("torso"), shape.shoulder_m)
    elbow = points_on(kinematics, skeleton.body_index(f"humerus{SUFFIX[side]}"), shape.elbow_m)
    wrist = points_on(kinematics, skeleton.body_index(f"radius{SUFFIX[side]}"), shape.wrist_m)
    hold = next((hold for hold in model.exercise.hand_holds if sided_name(hold.body, model.side).endswith(SUFFIX[side])), None)
    if hold is None:
        return np.stack([shoulder, elbow, wrist], axis=1)
    body = sided_name(hold.body, model.side)
    leg = skeleton.shape.legs[side]
    end = leg.knee_m if body.startswith("femur") else leg.ankle_m
    held = points_on(kinematics, skeleton.body_index(body), hold.along * end)
    upper, lower = float(np.linalg.norm(shape.elbow_m)), float(np.linalg.norm(shape.wrist_m))
    return _reach(shoulder, held, upper, lower * (1.0 + DRAWN_HAND_OVER_FOREARM), lower)


def _reach(shoulder_m: FloatArray, held_m: FloatArray, upper_m: float, reach_m: float, lower_m: float) -> FloatArray:
    """(n, 3, 3) shoulder, elbow and wrist of an arm whose hand is at a point, elbow low; stretched out where it is too far."""
    away = held_m - shoulder_m
    distance = np.linalg.norm(away, axis=1, keepdims=True)
    along = away / distance
    span = np.clip(distance, abs(upper_m - reach_m) + 1e-6, upper_m + reach_m)
    forward = (upper_m**2 - reach_m**2 + span**2) / (2.0 * span)
    aside = np.sqrt(np.clip(upper_m**2 - forward**2, 0.0, None))
    down = np.array([0.0, -1.0, 0.0]) - along * (along @ np.array([0.0, -1.0, 0.0]))[:, None]
    down /= np.maximum(np.linalg.norm(down, axis=1, keepdims=True), 1e-9)
    elbow = shoulder_m + forward * along + aside * down
    hand = shoulder_m + span * along
    wrist = elbow + lower_m * (hand - elbow) / np.linalg.norm(hand - elbow, axis=1, keepdims=True)
    return np.stack([shoulder_m, elbow, wrist], axis=1)


def _knuckles(model: ExerciseModel, kinematics: Kinematics, side: Side, arm_m: FloatArray) -> FloatArray:
    """(n, 3) end of the hand: on what it grips or props on, else on in line with the forearm."""
    body = f"radius{SUFFIX[side]}"
    for contact in model.contacts:
        if contact.body == body:
            return points_on(kinematics, model.skeleton.body_index(body), contact.points_m.mean(axis=0))
    wrist: FloatArray = arm_m[:, 2]
    return wrist + DRAWN_HAND_OVER_FOREARM * (wrist - arm_m[:, 1])


def _implement(model: ExerciseModel, attachment: Attachment, pull: Pull) -> Implement:
    point = pull.point_m
    points = point[:, None]
    if pull.sled_at_m is not None:
        points = np.stack([np.column_stack([pull.sled_at_m, np.zeros(len(point)), point[:, 2]]), point], axis=1)
    elif pull.kind != "weight":
        fixed = np.broadcast_to(attachment.fixed_end_m(model.origin_m), point.shape)
        points = np.stack([fixed, point], axis=1)
    mass = float(pull.tension_n[0]) / STANDARD_GRAVITY_M_S2 if pull.kind == "weight" else 0.0
    kinds: dict[str, Literal["weight", "band", "cable", "sled"]] = {"weight": "weight", "band": "band", "cable": "cable", "sled": "sled"}
    return Implement(
        kind=kinds[pull.kind],
        label=pull_label(model, pull),
        points_m=points,
        force_n=pull.force_n,
        slack=pull.slack,
        mass_kg=mass,
    )


def _loose_straps(mechanics: Mechanics) -> list[Implement]:
    """The straps from a sled to the planted foot: they pull nothing while the sled stands or comes nearer."""
    model, kinematics = mechanics.model, mechanics.movement.kinematics
    straps = []
    for attachment, pull in zip(model.attachments, mechanics.pulls, strict=True):
        if attachment.planted is not None and pull.sled_at_m is not None:
            body, local = attachment.planted
            point = points_on(kinematics, model.skeleton.body_index(body), local)
            sled = np.column_stack([pull.sled_at_m, np.zeros(len(point)), pull.point_m[:, 2]])
            straps.append(
                Implement(
                    kind="sled",
                    label=pull_label(model, pull),
                    points_m=np.stack([sled, point], axis=1),
                    force_n=np.zeros_like(point),
                    slack=np.ones(len(point), dtype=bool),
                )
            )
    return straps


def _support(mechanics: Mechanics, index: int) -> SupportView:
    contact, equations = mechanics.model.contacts[index], mechanics.sharing.equations
    own = equations.owner == index
    forces, points = mechanics.sharing.forces_n[:, own], equations.points_m[:, own]
    pressing = np.clip(forces @ contact.normal, 0.0, None) if contact.kind == "patch" else np.linalg.norm(forces, axis=2)
    total = pressing.sum(axis=1, keepdims=True)
    weights = np.where(total > NEGLIGIBLE_N, pressing / np.maximum(total, NEGLIGIBLE_N), 1.0 / own.sum())
    per_edge = round(float(np.sqrt(own.sum())))
    corners = [0, per_edge - 1, -1, -per_edge] if per_edge**2 == own.sum() else [0, 0, -1, -1]
    return SupportView(
        id=contact.id,
        label=contact.label,
        kind=contact.kind,
        corners_m=points[:, corners],
        normal=contact.normal,
        force_n=forces.sum(axis=1),
        at_m=np.einsum("nk,nkj->nj", weights, points),
    )
