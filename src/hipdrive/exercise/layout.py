"""From a declared exercise to mechanics: the skeleton with its weights, key poses, held points, contacts, bands and cables."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..body import COORDINATES, Athlete, SegmentTable, Side, coordinate_of
from ..body.joints import SUFFIX
from ..physics.closed_chain import Balance, Pin, balanced_pose, solve_pose
from ..physics.friction_cone import Contact
from ..physics.inverse_dynamics import OuterForce
from ..physics.kinematics import Kinematics, forward_kinematics, points_on
from ..physics.patch import attachment, patch_body, patch_corners, patch_points
from ..physics.point_motion import PointMotion
from ..physics.resistance import Band, Cable, Pull, band_pull, cable_pull
from ..physics.shape import BodyShape
from ..physics.skeleton import AddedMass, Skeleton, build_skeleton
from .exercise import Exercise, Expression, HeldPoint, Value, evaluate
from .hardware import NO_BAND, band_table

FloatArray = npt.NDArray[np.float64]
ARMS_AND_SPINE = tuple(c.name for c in COORDINATES if c.body.startswith(("humerus", "radius", "torso")))
"""Coordinates that no exercise here moves: held at zero, the trunk straight, the arms along it."""
KEPT = "kept"


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A band or cable and the point of the body it is tied to; its fixed end is measured from the working hip's place at the start."""

    body: str
    local_m: FloatArray
    """(3,)."""
    ahead_m: float
    height_m: float
    pull: Callable[[FloatArray, PointMotion], Pull]
    """From the fixed end (3,) and the path of the point to what it does."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Everything mechanics needs to know about one set-up of one exercise on one body."""

    exercise: Exercise
    set_up: dict[str, Value]
    side: Side
    skeleton: Skeleton
    start: FloatArray
    """(nv,) pose at the start, held points in place and balanced."""
    top: FloatArray
    """(nv,) pose at the top."""
    dependent: tuple[str, ...]
    pins: tuple[Pin, ...]
    contacts: tuple[Contact, ...]
    ties: tuple[Tie, ...]
    added: tuple[AddedMass, ...]
    """Weights, already part of the skeleton."""
    origin_m: FloatArray
    """(3,) the working hip's place on the floor at the first frame: where anchors are measured from."""


def lay_out(
    exercise: Exercise,
    set_up: dict[str, Value],
    athlete: Athlete,
    *,
    table: SegmentTable = "de_leva",
    shape: BodyShape | None = None,
    points_per_edge: int = 2,
) -> Layout:
    """Build the skeleton, find the key poses and place all supports and resistances.

    Args:
        exercise: The exercise.
        set_up: All of its set-up values.
        athlete: Whose body.
        table: Segment table.
        shape: Joint centres; None for typical proportions.
        points_per_edge: Contact points along each edge of a patch.

    Raises:
        UnreachablePoseError: If no pose keeps the held points in place.
    """
    side: Side = "left" if set_up["side"] == "left" else "right"
    skeleton = build_skeleton(athlete, table=table, shape=shape, locked=ARMS_AND_SPINE)
    added = _added(exercise, set_up, skeleton.shape, side)
    if added:
        skeleton = build_skeleton(athlete, table=table, shape=skeleton.shape, locked=ARMS_AND_SPINE, added=added)
    ties = _ties(exercise, set_up, skeleton.shape, side)
    poses = np.stack([_pose(skeleton, declared, set_up, side) for declared in (exercise.start, {**exercise.start, **exercise.top})])
    dependent = tuple(named(name, side) for held in exercise.held for name in held.solved_by)
    pins = _pins(exercise, set_up, skeleton, poses[1], side)
    layout = Layout(
        exercise=exercise,
        set_up=set_up,
        side=side,
        skeleton=skeleton,
        start=poses[0],
        top=poses[1],
        dependent=dependent,
        pins=pins,
        contacts=_contacts(exercise, skeleton.shape, side, points_per_edge),
        ties=ties,
        added=added,
        origin_m=np.zeros(3),
    )
    return _posed(layout, poses)


def _posed(layout: Layout, guess: FloatArray) -> Layout:
    """The layout with its key poses solved, balanced where the exercise may lean, and the anchors' origin known."""
    skeleton, lean = layout.skeleton, layout.exercise.lean
    poses = solve_pose(skeleton, guess, dependent=layout.dependent, pins=layout.pins)
    if lean is not None:
        corners = patch_corners(skeleton.shape, "sole", _other(layout.side))
        heel, toes = corners[:2].mean(axis=0), corners[2:].mean(axis=0)
        balance = Balance(
            freedoms=(named(lean.freedoms[0], layout.side), named(lean.freedoms[1], layout.side)),
            body=f"calcn{SUFFIX[_other(layout.side)]}",
            target_m=heel + lean.at_sole * (toes - heel),
        )

        def pulls(kinematics: Kinematics) -> Sequence[OuterForce]:
            return [
                OuterForce(body=tie.body, force_n=pull.force_n, point_m=pull.point_m)
                for tie, pull in resting_pulls(layout, kinematics, origin_m=_hip_place(layout, kinematics))
            ]

        poses = balanced_pose(skeleton, poses, dependent=layout.dependent, pins=layout.pins, balance=balance, pulls=pulls)
    return replace(layout, start=poses[0], top=poses[1], origin_m=_hip_place(layout, forward_kinematics(skeleton, poses[:1])))


def resting_pulls(layout: Layout, kinematics: Kinematics, *, origin_m: FloatArray) -> list[tuple[Tie, Pull]]:
    """What bands and cables do in poses at rest."""
    found = []
    for tie in layout.ties:
        point = points_on(kinematics, layout.skeleton.body_index(tie.body), tie.local_m)
        still = PointMotion(position_m=point, velocity_m_s=np.zeros_like(point), acceleration_m_s2=np.zeros_like(point))
        found.append((tie, tie.pull(fixed_end(tie, origin_m), still)))
    return found


def fixed_end(tie: Tie, origin_m: FloatArray) -> FloatArray:
    """(3,) where a band or cable is fixed in the lab."""
    return np.array([origin_m[0] + tie.ahead_m, tie.height_m, origin_m[2]])


def named(name: str, side: Side) -> str:
    """A declared name with _w or _o turned into the working or other side's."""
    if name.endswith("_w"):
        return name.removesuffix("_w") + SUFFIX[side]
    return name.removesuffix("_o") + SUFFIX[_other(side)] if name.endswith("_o") else name


def _other(side: Side) -> Side:
    return "left" if side == "right" else "right"


def _hip_place(layout: Layout, kinematics: Kinematics) -> FloatArray:
    """(3,) the working hip's projection on the floor in the first of the poses."""
    hip = kinematics.position_m[0, layout.skeleton.body_index(f"femur{SUFFIX[layout.side]}")]
    return np.array([hip[0], 0.0, hip[2]])


def _added(exercise: Exercise, set_up: dict[str, Value], shape: BodyShape, side: Side) -> tuple[AddedMass, ...]:
    found = []
    for resistance in exercise.resistances:
        if resistance.kind == "weight" and float(set_up["weight_kg"]) > 0:
            body, local = attachment(shape, str(set_up.get(resistance.attach, resistance.attach)), side)
            found.append(AddedMass(body=body, mass_kg=float(set_up["weight_kg"]), position_m=local))
    return tuple(found)


def _pose(skeleton: Skeleton, declared: dict[str, Expression], set_up: dict[str, Value], side: Side) -> FloatArray:
    """(nv,) a declared posture, deg turned into rad."""
    q = np.zeros(skeleton.model.nv)
    for name, expression in declared.items():
        coordinate = coordinate_of(named(name, side))
        value = evaluate(expression, set_up)
        q[skeleton.index(coordinate.name)] = math.radians(value) if coordinate.kind == "hinge" else value
    return q


def _pins(exercise: Exercise, set_up: dict[str, Value], skeleton: Skeleton, top: FloatArray, side: Side) -> tuple[Pin, ...]:
    """Held points with values for all rows; 'kept' ones are read from the posture at the top."""
    fixed = tuple(_pin(held, set_up, skeleton, side) for held in exercise.held)
    if not any(value == KEPT for held in exercise.held for value in held.hold.values()):
        return fixed
    instead = {named(name, side): math.radians(evaluate(value, set_up)) for name, value in exercise.at_top_instead.items()}
    solved_by = [named(name, side) for held in exercise.held for name in held.solved_by]
    q = top.copy()
    for name, value in instead.items():
        q[skeleton.index(name)] = value
    q = solve_pose(skeleton, q[None], dependent=[name for name in solved_by if name not in instead], pins=fixed)
    kinematics = forward_kinematics(skeleton, q)
    complete = []
    for held, pin in zip(exercise.held, fixed, strict=True):
        point = points_on(kinematics, skeleton.body_index(pin.body), pin.local_m)[0]
        kept = {row: float(point["xyz".index(row)]) for row, value in held.hold.items() if value == KEPT}
        complete.append(replace(pin, hold={**pin.hold, **kept}))
    return tuple(complete)


def _pin(held: HeldPoint, set_up: dict[str, Value], skeleton: Skeleton, side: Side) -> Pin:
    body = named(held.body, side)
    leg: Side = "left" if body.endswith("_l") else "right"
    local = patch_corners(skeleton.shape, held.patch, leg).mean(axis=0) if held.patch else np.zeros(3)
    return Pin(body=body, local_m=local, hold={row: evaluate(value, set_up) for row, value in held.hold.items() if value != KEPT})


def _contacts(exercise: Exercise, shape: BodyShape, side: Side, points_per_edge: int) -> tuple[Contact, ...]:
    found = []
    for support in exercise.supports:
        leg = side if support.side == "w" else _other(side)
        corners = patch_corners(shape, support.patch, leg)
        found.append(
            Contact(
                id=support.id,
                label=support.label,
                body=patch_body(support.patch, leg),
                points_m=patch_points(corners, along=points_per_edge, across=points_per_edge),
                normal=np.array(support.normal, dtype=np.float64),
                kind=support.kind,
                friction=support.friction,
                share=support.share,
            )
        )
    return tuple(found)


def _ties(exercise: Exercise, set_up: dict[str, Value], shape: BodyShape, side: Side) -> tuple[Tie, ...]:
    found = []
    for resistance in exercise.resistances:
        if resistance.kind == "weight":
            continue
        body, local = attachment(shape, resistance.attach, side)
        if resistance.kind == "band" and set_up["band"] != NO_BAND:
            ahead, height = float(set_up["anchor_x_m"]), float(set_up["anchor_y_m"])
            found.append(Tie(body=body, local_m=local, ahead_m=ahead, height_m=height, pull=_band(set_up)))
        elif resistance.kind == "cable" and float(set_up["stack_kg"]) > 0:
            ahead, height = float(set_up["pulley_x_m"]), float(set_up["pulley_y_m"])
            found.append(Tie(body=body, local_m=local, ahead_m=ahead, height_m=height, pull=_cable(set_up)))
    return tuple(found)


def _band(set_up: dict[str, Value]) -> Callable[[FloatArray, PointMotion], Pull]:
    table = band_table(str(set_up["band"]))

    def pull(anchor_m: FloatArray, motion: PointMotion) -> Pull:
        band = Band(
            name=table.id,
            elongation=table.elongation,
            force_n=table.force_n,
            rest_length_m=float(set_up["rest_length_m"]),
            strands=int(float(set_up["strands"])),
            anchor_m=anchor_m,
        )
        return band_pull(band, motion)

    return pull


def _cable(set_up: dict[str, Value]) -> Callable[[FloatArray, PointMotion], Pull]:
    def pull(pulley_m: FloatArray, motion: PointMotion) -> Pull:
        return cable_pull(Cable(stack_kg=float(set_up["stack_kg"]), ratio=float(set_up["ratio"]), pulley_m=pulley_m), motion)

    return pull
