"""How points and bodies move: velocities and accelerations from Jacobians and their exact rates, never from differences in time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ..skeleton import Skeleton
from .kinematics import Kinematics, cross_rows, points_on


@dataclass(frozen=True, kw_only=True)
class AxisMotion:
    """How the axes of all coordinates move in the lab."""

    screw_rate: FloatArray
    """(n, 6, nv) time derivative of each coordinate's screw (see Kinematics.screw)."""


@dataclass(frozen=True, kw_only=True)
class PointMotion:
    """Path of one point of a body in the lab."""

    position_m: FloatArray
    """(n, 3)."""
    velocity_m_s: FloatArray
    """(n, 3)."""
    acceleration_m_s2: FloatArray
    """(n, 3)."""


def axis_motion(skeleton: Skeleton, kinematics: Kinematics, velocity: FloatArray) -> AxisMotion:
    """Motion of every axis; an axis is carried by the coordinates that come before it on its chain.

    Args:
        skeleton: The skeleton.
        kinematics: Its poses.
        velocity: (n, nv) (rad/s, m/s).

    Returns:
        screw' = (w x turn, w x shift + u x turn), (w, u) being the twist about the lab's origin of the chain before the coordinate.
    """
    screw = kinematics.screw
    n, _, nv = screw.shape
    before = ((screw * velocity[:, None, :]).reshape(-1, nv) @ skeleton.tree.before).reshape(n, 6, nv)
    w, u, turn, shift = before[:, :3], before[:, 3:], screw[:, :3], screw[:, 3:]
    return AxisMotion(screw_rate=np.concatenate([cross_rows(w, turn), cross_rows(w, shift) + cross_rows(u, turn)], axis=1))


def point_bias(
    skeleton: Skeleton, kinematics: Kinematics, axes: AxisMotion, *, velocity: FloatArray, body: int, point_m: FloatArray
) -> FloatArray:
    """Acceleration (n, 3) that a point of a body has when no coordinate accelerates: dJ/dt v."""
    twist, rate = (_carried(skeleton, screw, velocity, body) for screw in (kinematics.screw, axes.screw_rate))
    return _accelerated(twist, rate, point_m)


def rotation_bias(skeleton: Skeleton, axes: AxisMotion, *, velocity: FloatArray, body: int) -> FloatArray:
    """Angular acceleration (n, 3) that a body has when no coordinate accelerates."""
    return _carried(skeleton, axes.screw_rate, velocity, body)[:, :3]


def motions_of_points(
    skeleton: Skeleton,
    kinematics: Kinematics,
    *,
    velocity: FloatArray,
    acceleration: FloatArray,
    places: Sequence[tuple[str, FloatArray]],
) -> list[PointMotion]:
    """Paths of several points, each a body and a point (3,) fixed to it; the motion of the axes is computed once for all."""
    if not places:
        return []
    axes = axis_motion(skeleton, kinematics, velocity)
    motions = []
    for name, local in places:
        body = skeleton.body_index(name)
        point = points_on(kinematics, body, local)
        twist = _carried(skeleton, kinematics.screw, velocity, body)
        rate = _carried(skeleton, kinematics.screw, acceleration, body) + _carried(skeleton, axes.screw_rate, velocity, body)
        moved = PointMotion(
            position_m=point,
            velocity_m_s=cross_rows(twist[:, :3], point) + twist[:, 3:],
            acceleration_m_s2=_accelerated(twist, rate, point),
        )
        motions.append(moved)
    return motions


def _carried(skeleton: Skeleton, screw: FloatArray, rate: FloatArray, body: int) -> FloatArray:
    """(n, 6) sum of screw times rate over the coordinates that move a body."""
    carried: FloatArray = (screw @ (rate * skeleton.tree.moves[body])[:, :, None])[:, :, 0]
    return carried


def _accelerated(twist: FloatArray, rate: FloatArray, point_m: FloatArray) -> FloatArray:
    """(n, 3) acceleration of a point of a body with twist (w, u) and its rate: w' x p + u' + w x (w x p + u)."""
    w, speed = twist[:, :3], cross_rows(twist[:, :3], point_m) + twist[:, 3:]
    accelerated: FloatArray = cross_rows(rate[:, :3], point_m) + rate[:, 3:] + cross_rows(w, speed)
    return accelerated
