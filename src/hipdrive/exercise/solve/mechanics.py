"""One repetition worked through: movement, pulls, support forces and joint moments in time."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...body.joints import SUFFIX
from ...physics.closed_chain import BallUnderLimb, Trajectory
from ...physics.inverse_dynamics import OuterForce
from ...physics.kinematics import generalised_forces, motions_of_points, points_on
from ...physics.resistance import Pull
from ...physics.skeleton import patch_corners
from ...physics.support import (
    BalanceEquations,
    MomentConstraint,
    SupportForces,
    balance_equations,
    hand_pull,
    moments_after_support,
    share_load,
    with_pressure,
    with_push,
)
from ..declared.expression import evaluate
from .attachment import fixed_end_of
from .ball import ball_under_pin, moved_along, rolling_pin
from .exercise_model import ExerciseModel, placed_supports, sided_name  # _supports
from .kept_path import movement_along
from .tempo import progress_at, read_tempo


@dataclass(frozen=True, kw_only=True)
class Mechanics:
    """What happens in one repetition, frame by frame."""

    model: ExerciseModel
    time_s: FloatArray
    """(n,) s."""
    share_of_path: FloatArray
    """(n,) 0 at the start, 1 at the top."""
    movement: Trajectory
    pulls: tuple[Pull, ...]
    """Weights, bands, cables and sleds, in the order of model.attachments."""
    outer: tuple[OuterForce, ...]
    """All forces from outside except supports: pulls, and both ends of a hand's hold."""
    moments_before_nm: FloatArray
    """(n, nv) generalised forces before any support."""
    sharing: SupportForces
    balls: Mapping[int, BallUnderLimb]
    """The ball at each contact that is one, by the contact's place; feet side by side roll on the same."""
    moments_nm: FloatArray
    """(n, nv) joint moments; the first six are what no support could take."""

    def hip(self, side: str, values: FloatArray) -> FloatArray:
        """(n,) the hip-flexion column of (n, nv) values."""
        suffix = "_l" if side == "left" else "_r"
        column: FloatArray = values[:, self.model.skeleton.index(f"hip_flexion{suffix}")]
        return column

    def moment_nm(self, joint: str, side: Side | None = None) -> FloatArray:
        """(n,) internal moment (Nm) of a coordinate such as 'hip_adduction' of a side, or 'lumbar_rotation'."""
        column: FloatArray = self.moments_nm[:, self.model.skeleton.index(joint if side is None else f"{joint}{SUFFIX[side]}")]
        return column


def work_through(model: ExerciseModel, time_s: FloatArray) -> Mechanics:
    """Move along the path at the tempo and find all forces and moments.

    Args:
        model: The set-up on the body.
        time_s: (n,) times inside the repetition.

    Raises:
        UnreachablePoseError: If held points can't be kept somewhere on the path.
    """
    progress = progress_at(read_tempo(str(model.set_up["tempo"])), time_s)
    skeleton = model.skeleton
    path_movement = movement_along(skeleton, model.path, progress, dependent=model.dependent, pins=model.pins)
    movement = path_movement.trajectory
    pulls = tuple(_pulls(model, movement))
    outer = [
        OuterForce(body=attachment.body, force_n=pull.force_n, point_m=pull.point_m)
        for attachment, pull in zip(model.attachments, pulls, strict=True)
    ]
    moments = path_movement.moments_nm.copy()
    for load in outer:
        body = skeleton.body_index(load.body)
        moments -= generalised_forces(skeleton, movement.kinematics, body=body, force_n=load.force_n, point_m=load.point_m)
    for hold in _hand_holds(model, movement, moments):
        outer.append(hold)
        body = skeleton.body_index(hold.body)
        moments -= generalised_forces(skeleton, movement.kinematics, body=body, force_n=hold.force_n, point_m=hold.point_m)
    balls = _balls(model, movement)
    contacts = [
        moved_along(contact, pin, balls[place]) if place in balls and (pin := rolling_pin(model.pins)) else contact
        for place, contact in enumerate(model.contacts)
    ]
    equations = balance_equations(skeleton, movement.kinematics, moments, contacts=contacts, constraints=_moment_constraints(model))
    sharing = share_load(_rolling(_declared(model, equations), balls), model.contacts)
    return Mechanics(
        model=model,
        time_s=time_s,
        share_of_path=progress.share,
        movement=movement,
        pulls=pulls,
        outer=tuple(outer),
        moments_before_nm=moments,
        sharing=sharing,
        balls=balls,
        moments_nm=moments_after_support(moments, sharing),
    )


def _pulls(model: ExerciseModel, movement: Trajectory) -> list[Pull]:
    motions = motions_of_points(
        model.skeleton,
        movement.kinematics,
        velocity=movement.velocity,
        acceleration=movement.acceleration,
        places=[(attachment.body, attachment.local_m) for attachment in model.attachments],
    )
    return [
        attachment.pull(fixed_end_of(model.skeleton, attachment, movement.kinematics, origin_m=model.origin_m), motion, False)
        for attachment, motion in zip(model.attachments, motions, strict=True)
    ]


def _hand_holds(model: ExerciseModel, movement: Trajectory, moments: FloatArray) -> list[OuterForce]:
    """Both ends of each hand's pull: on the held limb, and back on the trunk between the shoulders."""
    skeleton, forces = model.skeleton, []
    toward = points_on(movement.kinematics, skeleton.body_index("torso"), skeleton.shape.suprasternale_m)
    for hold in model.exercise.hand_holds:
        body = sided_name(hold.body, model.side)
        leg = skeleton.shape.legs["left" if body.endswith("_l") else "right"]
        end = leg.knee_m if body.startswith("femur") else leg.ankle_m
        point = points_on(movement.kinematics, skeleton.body_index(body), hold.along * end)
        held = OuterForce(body=body, force_n=np.zeros_like(point), point_m=point)
        coordinate = sided_name(hold.coordinate, model.side)
        size = hand_pull(skeleton, movement.kinematics, moments, held=held, toward_m=toward, coordinate=coordinate)
        along = toward - point
        force = size[:, None] * along / np.linalg.norm(along, axis=1, keepdims=True)
        forces += [OuterForce(body=body, force_n=force, point_m=point), OuterForce(body="torso", force_n=-force, point_m=toward)]
    return forces


def _declared(model: ExerciseModel, equations: BalanceEquations) -> BalanceEquations:
    """The equations with the pushes and centres of pressure that supports declare."""
    for place, support in enumerate(placed_supports(model.exercise)):
        if support.push != "":
            push = evaluate(support.push, model.set_up)
            equations = with_push(equations, place, along=np.array([1.0, 0.0, 0.0]), force_n=push)
        if support.pressure != "":
            points = equations.points_m[:, equations.owner == place]
            back, front = points[:, :, 0].min(axis=1), points[:, :, 0].max(axis=1)
            at = np.zeros((len(back), 3))
            at[:, 0] = back + evaluate(support.pressure, model.set_up) * (front - back)
            equations = with_pressure(equations, place, at_m=at)
    return equations


def _balls(model: ExerciseModel, movement: Trajectory) -> dict[int, BallUnderLimb]:
    """The ball at each contact that is one, by the contact's place."""
    pin = rolling_pin(model.pins)
    if pin is None:
        return {}
    return {
        place: ball_under_pin(model.skeleton, movement.kinematics, pin, body=model.contacts[place].body)
        for place, support in enumerate(placed_supports(model.exercise))
        if support.rolls
    }


def _rolling(equations: BalanceEquations, balls: Mapping[int, BallUnderLimb]) -> BalanceEquations:
    """The equations with balls that push only from where they touch the floor to where they touch the limb."""
    for place, ball in balls.items():
        for across in (np.cross(ball.push, np.array([0.0, 0.0, 1.0])), np.array([0.0, 0.0, 1.0])):
            equations = with_push(equations, place, along=across, force_n=0.0)
    return equations


def _moment_constraints(model: ExerciseModel) -> list[MomentConstraint]:
    """Moments that idle, resting, pushing and equal legs must have at their hips; an idle leg has none at its knee either."""
    constraints = []
    for support in model.exercise.supports:
        load = str(model.set_up.get(support.load, support.load))
        suffix = SUFFIX[SIDES[1 - SIDES.index(model.side)]] if support.side == "o" else SUFFIX[model.side]
        if load == "idle":
            constraints += [MomentConstraint(parts={f"hip_flexion{suffix}": 1.0}), MomentConstraint(parts={f"knee_flexion{suffix}": 1.0})]
        elif load == "rest":
            constraints.append(MomentConstraint(parts={f"hip_flexion{suffix}": 1.0}))
        elif load == "counter":
            constraints.append(MomentConstraint(parts={f"hip_flexion{s}": 1.0 for s in SUFFIX.values()}))
            constraints.append(MomentConstraint(parts={f"knee_flexion{suffix}": 1.0}))
        elif load == "equal":
            constraints.append(MomentConstraint(parts={f"hip_flexion{SUFFIX['left']}": 1.0, f"hip_flexion{SUFFIX['right']}": -1.0}))
    return constraints


def lowest_point_m(mechanics: Mechanics) -> FloatArray:
    """(n,) height of the lowest of heels, toes and knees."""
    model = mechanics.model
    skeleton, kinematics, heights = model.skeleton, mechanics.movement.kinematics, []
    for side in SIDES:
        foot, shank = (skeleton.body_index(f"{body}{SUFFIX[side]}") for body in ("calcn", "tibia"))
        corners = kinematics.rotation[:, foot, 1] @ patch_corners(skeleton.shape, "sole", side).T
        heights += [kinematics.position_m[:, foot, 1] + corners.min(axis=1), kinematics.position_m[:, shank, 1]]
    lowest: FloatArray = np.min(heights, axis=0)
    return lowest
