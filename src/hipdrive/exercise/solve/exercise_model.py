"""From a declared exercise to mechanics: the skeleton, the path through balanced key poses, held points, contacts and resistances."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...arrays import FloatArray
from ...body import COORDINATES, Athlete, SegmentTable, Side, coordinate_of
from ...body.joints import SUFFIX
from ...physics.closed_chain import Balance, Pin, balanced_pose
from ...physics.inverse_dynamics import OuterForce
from ...physics.kinematics import Kinematics, forward_kinematics, points_on
from ...physics.skeleton import BodyShape, Skeleton, build_skeleton, patch_body, patch_corners, patch_points
from ...physics.support import SupportContact
from ..declared.exercise import Exercise, HeldPoint, Lean, Support, Value
from ..declared.expression import Expression, evaluate
from ..declared.hardware import BandTable, known_bands
from .anchor import check_anchors
from .attachment import Attachment, attachments_of, resting_pulls
from .ball import rolling_pins
from .kept_path import poses_near

ARMS = tuple(c.name for c in COORDINATES if c.body.startswith(("humerus", "radius")))
"""Coordinates held at zero (arms along the trunk) unless a posture names them."""
KEPT_ROW = "kept"
NODES = 5
"""Key poses along the path that are balanced and solved; the path is the polynomial through them."""


@dataclass(frozen=True, kw_only=True)
class ExerciseModel:
    """One set-up of an exercise on one body, as mechanics needs it: skeleton, path, held points, contacts and resistances."""

    exercise: Exercise
    set_up: dict[str, Value]
    side: Side
    skeleton: Skeleton
    path: FloatArray
    """(NODES, nv) coordinates as polynomials of the progress, lowest power first; dependent ones are a close guess."""
    dependent: tuple[str, ...]
    pins: tuple[Pin, ...]
    contacts: tuple[SupportContact, ...]
    attachments: tuple[Attachment, ...]
    origin_m: FloatArray
    """(3,) the working hip's place on the floor at the first frame: where anchors are measured from."""


def build_exercise_model(
    exercise: Exercise,
    set_up: dict[str, Value],
    athlete: Athlete,
    *,
    table: SegmentTable = "de_leva",
    shape: BodyShape | None = None,
    points_per_edge: int = 2,
    bands: Mapping[str, BandTable] | None = None,
) -> ExerciseModel:
    """Build the skeleton, find the key poses and place all supports and resistances.

    Args:
        exercise: The exercise, in the variant that the set-up names.
        set_up: All of its set-up values.
        athlete: Whose body.
        table: Segment table.
        shape: Joint centres; None for typical proportions.
        points_per_edge: Contact points along each edge of a patch.
        bands: Force tables of bands; None for those of the package.

    Raises:
        UnreachablePoseError: If no pose keeps the held points in place.
        ImpossibleAnchorError: If a band or cable is fixed inside the body.
    """
    held = ends_of_path(exercise, set_up, athlete, table=table, shape=shape)
    skeleton, side, ends = held.skeleton, held.side, held.declared
    model = ExerciseModel(
        exercise=exercise,
        set_up=set_up,
        side=side,
        skeleton=skeleton,
        path=np.zeros((NODES, skeleton.model.nv)),
        dependent=held.dependent,
        pins=held.pins,
        contacts=_contacts(exercise, skeleton.shape, side, points_per_edge),
        attachments=attachments_of(exercise, set_up, skeleton.shape, side, known_bands() if bands is None else bands),
        origin_m=np.zeros(3),
    )
    share = np.linspace(0.0, 1.0, NODES)[:, None]
    start = ends[:1]
    if held.start_pins:
        touching = replace(model, dependent=(*model.dependent, *held.start_dependent), pins=(*model.pins, *held.start_pins))
        start = _solved(touching, start)
    model = replace(model, pins=rolling_pins(skeleton, start, dependent=model.dependent, pins=model.pins))
    poses = _solved(model, start + share * (ends[1:] - start) + 4.0 * share * (1.0 - share) * held.bulge(start[0], ends[1]))
    powers = share ** np.arange(NODES)
    kinematics = forward_kinematics(skeleton, poses[:1])
    origin = _hip_place(model, kinematics)
    check_anchors(skeleton, kinematics, model.attachments, side=side, origin_m=origin)
    path: FloatArray = np.asarray(np.linalg.solve(powers, poses), dtype=np.float64)
    return replace(model, path=path, origin_m=origin)


@dataclass(frozen=True, kw_only=True)
class EndsOfPath:
    """Start and top of a path as declared, before held points are kept in place."""

    side: Side
    skeleton: Skeleton
    declared: FloatArray
    """(2, nv) rad, m."""
    dependent: tuple[str, ...]
    pins: tuple[Pin, ...]
    start_dependent: tuple[str, ...]
    """Found besides where something touches at the start alone."""
    start_pins: tuple[Pin, ...]
    half_way: Mapping[int, float]
    """Coordinate by its place -> what it is half way up (rad, m), where that is declared."""

    def bulge(self, start: FloatArray, top: FloatArray) -> FloatArray:
        """(..., nv) how far each coordinate is half way up from the middle between start (..., nv) and top (..., nv)."""
        bulge = np.zeros(np.broadcast_shapes(start.shape, top.shape))
        for place, value in self.half_way.items():
            bulge[..., place] = value - 0.5 * (start + top)[..., place]
        return bulge


def ends_of_path(
    exercise: Exercise, set_up: dict[str, Value], athlete: Athlete, *, table: SegmentTable, shape: BodyShape | None = None
) -> EndsOfPath:
    """Both ends of an exercise's path and what must stay in place along it.

    Args:
        exercise: The exercise, in the variant that the set-up names.
        set_up: All of its set-up values.
        athlete: Whose body.
        table: Segment table.
        shape: Joint centres; None for typical proportions.

    Raises:
        UnreachablePoseError: If what is held at the top can't be found.
    """
    side: Side = "left" if set_up["side"] == "left" else "right"
    skeleton = build_skeleton(athlete, table=table, shape=shape, locked=_locked(exercise, side))
    declared = np.stack([_pose(skeleton, posture, set_up, side) for posture in (exercise.start, {**exercise.start, **exercise.top})])
    return EndsOfPath(
        side=side,
        skeleton=skeleton,
        declared=declared,
        dependent=tuple(sided_name(name, side) for held in exercise.held for name in held.solved_by),
        pins=_pins(exercise, set_up, skeleton, declared[1], side),
        start_dependent=tuple(sided_name(name, side) for held in exercise.start_held for name in held.solved_by),
        start_pins=tuple(_pin(held, set_up, skeleton, side) for held in exercise.start_held),
        half_way=_half_way(exercise, set_up, skeleton, side),
    )


def _locked(exercise: Exercise, side: Side) -> tuple[str, ...]:
    """Coordinates of the arms; none as soon as a posture names one of them."""
    posed = {sided_name(name, side) for posture in (exercise.start, exercise.top) for name in posture}
    return () if posed & set(ARMS) else ARMS


def _half_way(exercise: Exercise, set_up: dict[str, Value], skeleton: Skeleton, side: Side) -> dict[int, float]:
    there = _pose(skeleton, exercise.half_way, set_up, side)
    return {place: float(there[place]) for place in (skeleton.index(sided_name(name, side)) for name in exercise.half_way)}


def _solved(model: ExerciseModel, guess: FloatArray) -> FloatArray:
    """Key poses with held points in place, balanced where the exercise may lean."""
    skeleton, lean = model.skeleton, model.exercise.lean
    if lean is None:
        return poses_near(skeleton, guess, dependent=model.dependent, pins=model.pins)

    def pulls(kinematics: Kinematics) -> Sequence[OuterForce]:
        resting = resting_pulls(skeleton, model.attachments, kinematics, origin_m=_hip_place(model, kinematics))
        return [
            OuterForce(body=attachment.body, force_n=pull.force_n, point_m=pull.point_m)
            for attachment, pull in zip(model.attachments, resting, strict=True)
        ]

    balance = _balance(model, lean)
    return balanced_pose(skeleton, guess, dependent=model.dependent, pins=model.pins, balance=balance, pulls=pulls)


def _balance(model: ExerciseModel, lean: Lean) -> Balance:
    """The coordinates that lean, and the point over (or under) which the centre of mass is brought at rest."""
    other, shape = _other(model.side), model.skeleton.shape
    freedoms = tuple(sided_name(name, model.side) for name in lean.freedoms)
    if lean.under_grip:
        target = patch_corners(shape, lean.under_grip, other).mean(axis=0)
        return Balance(freedoms=freedoms, body=patch_body(lean.under_grip, other), target_m=target)
    corners = patch_corners(shape, "sole", other)
    heel, toes = corners[:2].mean(axis=0), corners[2:].mean(axis=0)
    return Balance(freedoms=freedoms, body=patch_body("sole", other), target_m=heel + lean.at_sole * (toes - heel))


def sided_name(name: str, side: Side) -> str:
    """A declared name with _w or _o turned into the working or other side's."""
    if name.endswith("_w"):
        return name.removesuffix("_w") + SUFFIX[side]
    return name.removesuffix("_o") + SUFFIX[_other(side)] if name.endswith("_o") else name


def _other(side: Side) -> Side:
    return "left" if side == "right" else "right"


def _hip_place(model: ExerciseModel, kinematics: Kinematics) -> FloatArray:
    """(3,) the working hip's projection on the floor in the first of the poses."""
    hip = kinematics.position_m[0, model.skeleton.body_index(f"femur{SUFFIX[model.side]}")]
    return np.array([hip[0], 0.0, hip[2]])


def _pose(skeleton: Skeleton, declared: Mapping[str, Expression], set_up: dict[str, Value], side: Side) -> FloatArray:
    """(nv,) a declared posture, deg turned into rad."""
    q = np.zeros(skeleton.model.nv)
    for name, expression in declared.items():
        coordinate = coordinate_of(sided_name(name, side))
        value = evaluate(expression, set_up)
        q[skeleton.index(coordinate.name)] = math.radians(value) if coordinate.kind == "hinge" else value
    return q


def _pins(exercise: Exercise, set_up: dict[str, Value], skeleton: Skeleton, top: FloatArray, side: Side) -> tuple[Pin, ...]:
    """Held points with values for all rows; 'kept' ones are read from the posture at the top."""
    fixed = tuple(_pin(held, set_up, skeleton, side) for held in exercise.held)
    if not any(value == KEPT_ROW for held in exercise.held for value in held.hold.values()):
        return fixed
    instead = {sided_name(name, side): math.radians(evaluate(value, set_up)) for name, value in exercise.at_top_instead.items()}
    solved_by = [sided_name(name, side) for held in exercise.held for name in held.solved_by]
    q = top.copy()
    for name, value in instead.items():
        q[skeleton.index(name)] = value
    q = poses_near(skeleton, q[None], dependent=[name for name in solved_by if name not in instead], pins=fixed)
    kinematics = forward_kinematics(skeleton, q)
    complete = []
    for held, pin in zip(exercise.held, fixed, strict=True):
        point = points_on(kinematics, skeleton.body_index(pin.body), pin.local_m)[0]
        kept: dict[str, float] = {row: float(point["xyz".index(row)]) for row, value in held.hold.items() if value == KEPT_ROW}
        complete.append(replace(pin, hold={**pin.hold, **kept}))
    return tuple(complete)


def _pin(held: HeldPoint, set_up: dict[str, Value], skeleton: Skeleton, side: Side) -> Pin:
    body = sided_name(held.body, side)
    leg: Side = "left" if body.endswith("_l") else "right"
    local = patch_corners(skeleton.shape, held.patch, leg).mean(axis=0) if held.patch else np.zeros(3)
    return Pin(body=body, local_m=local, hold={row: evaluate(value, set_up) for row, value in held.hold.items() if value != KEPT_ROW})


def placed_supports(exercise: Exercise) -> tuple[Support, ...]:
    """The support behind each contact of a model, in its order: one for both sides has two contacts."""
    return tuple(support for support in exercise.supports for _ in range(2 if support.side == "both" else 1))


def _contacts(exercise: Exercise, shape: BodyShape, side: Side, points_per_edge: int) -> tuple[SupportContact, ...]:
    contacts = []
    for support in exercise.supports:
        places: dict[str, Side] = {"w": side} if support.side == "w" else {"o": _other(side)}
        if support.side == "both":
            places = {"w": side, "o": _other(side)}
        for role, leg in places.items():
            corners = patch_corners(shape, support.patch, leg)
            contacts.append(
                SupportContact(
                    id=f"{support.id}_{role}" if support.side == "both" else support.id,
                    label=support.label,
                    body=patch_body(support.patch, leg),
                    points_m=patch_points(corners, along=points_per_edge, across=points_per_edge),
                    normal=np.array(support.normal, dtype=np.float64),
                    kind=support.kind,
                    friction=support.friction,
                    share=support.share,
                )
            )
    return tuple(contacts)
