"""One repetition worked through: movement, pulls, support forces and joint moments in time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...body import SIDES
from ...body.joints import SUFFIX
from ...physics.closed_chain import Trajectory
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
from ..declared.exercise import evaluate
from .kept_path import way_along
from .layout import Layout, named, placed_supports
from .tempo import progress_at, read_tempo

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Mechanics:
    """What happens in one repetition, frame by frame."""

    layout: Layout
    time_s: FloatArray
    """(n,) s."""
    share_of_way: FloatArray
    """(n,) 0 at the start, 1 at the top."""
    movement: Trajectory
    pulls: tuple[Pull, ...]
    """Weights, bands, cables and sleds, in the order of layout.ties."""
    outer: tuple[OuterForce, ...]
    """All forces from outside except supports: pulls, and both ends of a hand's hold."""
    moments_before_nm: FloatArray
    """(n, nv) generalised forces before any support."""
    sharing: SupportForces
    moments_nm: FloatArray
    """(n, nv) joint moments; the first six are what no support could take."""

    def hip(self, side: str, values: FloatArray) -> FloatArray:
        """(n,) the hip-flexion column of (n, nv) values."""
        suffix = "_l" if side == "left" else "_r"
        column: FloatArray = values[:, self.layout.skeleton.index(f"hip_flexion{suffix}")]
        return column


def work_through(layout: Layout, time_s: FloatArray) -> Mechanics:
    """Move along the path at the tempo and find all forces and moments.

    Args:
        layout: The set-up on the body.
        time_s: (n,) times inside the repetition.

    Raises:
        UnreachablePoseError: If held points can't be kept on the way.
    """
    progress = progress_at(read_tempo(str(layout.set_up["tempo"])), time_s)
    skeleton = layout.skeleton
    way = way_along(skeleton, layout.path, progress, dependent=layout.dependent, pins=layout.pins)
    movement = way.movement
    pulls = tuple(_pulls(layout, movement))
    outer = [OuterForce(body=tie.body, force_n=pull.force_n, point_m=pull.point_m) for tie, pull in zip(layout.ties, pulls, strict=True)]
    moments = way.moments_nm.copy()
    for load in outer:
        body = skeleton.body_index(load.body)
        moments -= generalised_forces(skeleton, movement.kinematics, body=body, force_n=load.force_n, point_m=load.point_m)
    for hold in _hand_holds(layout, movement, moments):
        outer.append(hold)
        body = skeleton.body_index(hold.body)
        moments -= generalised_forces(skeleton, movement.kinematics, body=body, force_n=hold.force_n, point_m=hold.point_m)
    equations = balance_equations(skeleton, movement.kinematics, moments, contacts=layout.contacts, constraints=_moment_constraints(layout))
    sharing = share_load(_declared(layout, equations), layout.contacts)
    return Mechanics(
        layout=layout,
        time_s=time_s,
        share_of_way=progress.share,
        movement=movement,
        pulls=pulls,
        outer=tuple(outer),
        moments_before_nm=moments,
        sharing=sharing,
        moments_nm=moments_after_support(moments, sharing),
    )


def _pulls(layout: Layout, movement: Trajectory) -> list[Pull]:
    motions = motions_of_points(
        layout.skeleton,
        movement.kinematics,
        velocity=movement.velocity,
        acceleration=movement.acceleration,
        places=[(tie.body, tie.local_m) for tie in layout.ties],
    )
    return [tie.pull(tie.fixed_end_m(layout.origin_m), motion, False) for tie, motion in zip(layout.ties, motions, strict=True)]


def _hand_holds(layout: Layout, movement: Trajectory, moments: FloatArray) -> list[OuterForce]:
    """Both ends of each hand's pull: on the held limb, and back on the trunk between the shoulders."""
    skeleton, found = layout.skeleton, []
    toward = points_on(movement.kinematics, skeleton.body_index("torso"), skeleton.shape.suprasternale_m)
    for hold in layout.exercise.hand_holds:
        body = named(hold.body, layout.side)
        leg = skeleton.shape.legs["left" if body.endswith("_l") else "right"]
        end = leg.knee_m if body.startswith("femur") else leg.ankle_m
        point = points_on(movement.kinematics, skeleton.body_index(body), hold.along * end)
        held = OuterForce(body=body, force_n=np.zeros_like(point), point_m=point)
        coordinate = named(hold.coordinate, layout.side)
        size = hand_pull(skeleton, movement.kinematics, moments, held=held, toward_m=toward, coordinate=coordinate)
        along = toward - point
        force = size[:, None] * along / np.linalg.norm(along, axis=1, keepdims=True)
        found += [OuterForce(body=body, force_n=force, point_m=point), OuterForce(body="torso", force_n=-force, point_m=toward)]
    return found


def _declared(layout: Layout, equations: BalanceEquations) -> BalanceEquations:
    """The equations with the pushes and centres of pressure that supports declare."""
    for place, support in enumerate(placed_supports(layout.exercise)):
        if support.push != "":
            push = evaluate(support.push, layout.set_up)
            equations = with_push(equations, place, along=np.array([1.0, 0.0, 0.0]), force_n=push)
        if support.pressure != "":
            points = equations.points_m[:, equations.owner == place]
            back, front = points[:, :, 0].min(axis=1), points[:, :, 0].max(axis=1)
            at = np.zeros((len(back), 3))
            at[:, 0] = back + evaluate(support.pressure, layout.set_up) * (front - back)
            equations = with_pressure(equations, place, at_m=at)
    return equations


def _moment_constraints(layout: Layout) -> list[MomentConstraint]:
    """What idle, resting, pushing and equal legs shall leave at their hips; an idle one also frees its knee."""
    found = []
    for support in layout.exercise.supports:
        load = str(layout.set_up.get(support.load, support.load))
        suffix = SUFFIX[SIDES[1 - SIDES.index(layout.side)]] if support.side == "o" else SUFFIX[layout.side]
        if load == "idle":
            found += [MomentConstraint(parts={f"hip_flexion{suffix}": 1.0}), MomentConstraint(parts={f"knee_flexion{suffix}": 1.0})]
        elif load == "rest":
            found.append(MomentConstraint(parts={f"hip_flexion{suffix}": 1.0}))
        elif load == "counter":
            found.append(MomentConstraint(parts={f"hip_flexion{s}": 1.0 for s in SUFFIX.values()}))
            found.append(MomentConstraint(parts={f"knee_flexion{suffix}": 1.0}))
        elif load == "equal":
            found.append(MomentConstraint(parts={f"hip_flexion{SUFFIX['left']}": 1.0, f"hip_flexion{SUFFIX['right']}": -1.0}))
    return found


def lowest_point_m(mechanics: Mechanics) -> FloatArray:
    """(n,) height of the lowest of heels, toes and knees."""
    layout = mechanics.layout
    places = []
    for side in SIDES:
        suffix = SUFFIX[side]
        places += [(f"calcn{suffix}", corner) for corner in patch_corners(layout.skeleton.shape, "sole", side)]
        places.append((f"tibia{suffix}", np.zeros(3)))
    heights = [points_on(mechanics.movement.kinematics, layout.skeleton.body_index(body), local)[:, 1] for body, local in places]
    lowest: FloatArray = np.min(heights, axis=0)
    return lowest
