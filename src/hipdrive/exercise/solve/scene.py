"""The scene of a repetition: where limbs, resistances and supports are in each frame and what forces act, ready to be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ...language import Text, layout
from ...physics.closed_chain import BallUnderLimb, Trajectory
from ...physics.kinematics import Kinematics, points_on
from ...physics.resistance import Pull
from ...physics.skeleton import Skeleton
from ...physics.support import SupportContact
from ...units import STANDARD_GRAVITY_M_S2
from ..declared.drawn import Thing
from ..declared.exercise import Exercise, Value
from .attachment import Attachment
from .drawn_arms import drawn_arm
from .exercise_model import ExerciseModel, placed_supports
from .kept_path import movement_along
from .mechanics import Mechanics
from .tempo import progress_at, read_tempo

HEAD_RADIUS_OVER_LENGTH = 0.42
"""Radius of a head drawn as a ball, over the length from the root of the neck to the vertex: our choice."""
NOSE_OVER_RADIUS = 1.2
NEGLIGIBLE_N = 1e-6
SURFACES = ("bench_height_m", "box_height_m")


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
    thing: Thing
    """What it is, where the exercise says so."""
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
    name: Text
    set_up: Mapping[str, Value]
    """All set-up values; empty for mobility work."""
    surfaces: tuple[tuple[Text, float], ...]
    """Bench, box or bar in words, and its height (m)."""
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
    loaded: bool
    """Whether forces and moments are worked out; for mobility work they are not, and stand as nought."""

    @property
    def cranks(self) -> bool:
        """Whether the feet are on pedals, whose weight is all that resists."""
        return any(support.thing == "pedal" for support in self.supports)

    def limb(self, name: str, side: str = "") -> Limb:
        """The limb of that name; every scene has all of them."""
        return next(limb for limb in self.limbs if (limb.name, limb.side) == (name, side))


def repetition_scene(mechanics: Mechanics) -> Scene:
    """Read from a worked-through repetition what can be seen of it; arms as drawn_arm has them."""
    model, mass = mechanics.model, mechanics.model.skeleton.athlete.mass_kg
    settings = model.exercise.settings
    scene = _unloaded(model, mechanics.movement, mechanics.time_s, mechanics.share_of_path)
    return replace(
        scene,
        set_up=MappingProxyType(model.set_up),
        surfaces=tuple(
            (settings[key].label, float(model.set_up[key])) for key in SURFACES if key in settings and float(model.set_up[key]) > 0.0
        ),
        hip_flexion_moment_nm_kg={side: mechanics.hip(side, mechanics.moments_nm) / mass for side in SIDES},
        implements=(
            *_loose_straps(mechanics),
            *(_implement(model, *pulled) for pulled in zip(model.attachments, mechanics.pulls, strict=True)),
        ),
        supports=tuple(_support(mechanics, index) for index in range(len(model.contacts))),
        ball=next(iter(mechanics.balls.values()), None),
        loaded=True,
    )


def posed_scene(model: ExerciseModel, time_s: FloatArray) -> Scene:
    """What can be seen of mobility work: the movement on what it lies on, without any force."""
    progress = progress_at(read_tempo(str(model.set_up["tempo"])), time_s)
    movement = movement_along(model.skeleton, model.path, progress, dependent=model.dependent, pins=model.pins)
    kinematics, supports = movement.trajectory.kinematics, []
    for support, contact in zip(placed_supports(model.exercise), model.contacts, strict=True):
        body = model.skeleton.body_index(contact.body)
        points = np.stack([points_on(kinematics, body, point) for point in contact.points_m], axis=1)
        supports.append(_view(contact, support.thing, points, np.zeros_like(points)))
    return replace(_unloaded(model, movement.trajectory, time_s, progress.share), supports=tuple(supports))


def _name(exercise: Exercise) -> Text:
    """The exercise's name, with that of the variant where it has some."""
    return layout("{name}: {variant}", name=exercise.name, variant=exercise.label) if exercise.label else exercise.name


def _unloaded(model: ExerciseModel, movement: Trajectory, time_s: FloatArray, share: FloatArray) -> Scene:
    """The body and how it moves, without what it rests on, all moments nought."""
    kinematics, skeleton = movement.kinematics, model.skeleton
    hips = {side: movement.q[:, skeleton.index(f"hip_flexion{SUFFIX[side]}")] for side in SIDES}
    return Scene(
        exercise=model.exercise.id,
        name=_name(model.exercise),
        set_up=MappingProxyType({}),
        surfaces=(),
        working_side=model.side,
        body_mass_kg=skeleton.athlete.mass_kg,
        time_s=time_s,
        share=share,
        hip_flexion_rad=hips,
        hip_flexion_moment_nm_kg={side: np.zeros_like(time_s) for side in SIDES},
        limbs=(*_trunk(skeleton, kinematics), *(limb for side in SIDES for limb in _side(model, kinematics, share, side))),
        implements=(),
        supports=(),
        ball=None,
        loaded=False,
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


def _side(model: ExerciseModel, kinematics: Kinematics, share: FloatArray, side: Side) -> tuple[Limb, Limb, Limb, Limb]:
    """Leg, foot, arm and hand of one side."""
    skeleton = model.skeleton
    leg = skeleton.shape.legs[side]

    def at(body: str, local_m: FloatArray) -> FloatArray:
        return points_on(kinematics, skeleton.body_index(body + SUFFIX[side]), local_m)

    ankle = at("tibia", leg.ankle_m)
    arm, knuckles = drawn_arm(model, kinematics, share, side)
    return (
        Limb(name="leg", side=side, points_m=np.stack([at("femur", np.zeros(3)), at("femur", leg.knee_m), ankle], axis=1)),
        Limb(name="foot", side=side, points_m=np.stack([at("calcn", leg.heel_m), at("calcn", leg.toe_m), ankle], axis=1)),
        Limb(name="arm", side=side, points_m=arm),
        Limb(name="hand", side=side, points_m=np.stack([arm[:, 2], knuckles], axis=1)),
    )


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
                    points_m=np.stack([sled, point], axis=1),
                    force_n=np.zeros_like(point),
                    slack=np.ones(len(point), dtype=bool),
                )
            )
    return straps


def _support(mechanics: Mechanics, index: int) -> SupportView:
    contact, equations = mechanics.model.contacts[index], mechanics.sharing.equations
    own = equations.owner == index
    thing = placed_supports(mechanics.model.exercise)[index].thing
    return _view(contact, thing, equations.points_m[:, own], mechanics.sharing.forces_n[:, own])


def _view(contact: SupportContact, thing: Thing, points: FloatArray, forces: FloatArray) -> SupportView:
    """A support with its (n, k, 3) points and the forces there."""
    pressing = np.clip(forces @ contact.normal, 0.0, None) if contact.kind == "patch" else np.linalg.norm(forces, axis=2)
    total, count = pressing.sum(axis=1, keepdims=True), points.shape[1]
    weights = np.where(total > NEGLIGIBLE_N, pressing / np.maximum(total, NEGLIGIBLE_N), 1.0 / count)
    per_edge = round(float(np.sqrt(count)))
    corners = [0, per_edge - 1, -1, -per_edge] if per_edge**2 == count else [0, 0, -1, -1]
    return SupportView(
        id=contact.id,
        label=contact.label,
        kind=contact.kind,
        thing=thing,
        corners_m=points[:, corners],
        normal=contact.normal,
        force_n=forces.sum(axis=1),
        at_m=np.einsum("nk,nkj->nj", weights, points),
    )
