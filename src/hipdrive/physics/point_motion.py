"""How points and bodies move: velocities and accelerations from Jacobians and their exact rates, never from differences in time."""

from dataclasses import dataclass

import mujoco
import numpy as np
import numpy.typing as npt

from .kinematics import Kinematics, moving_coordinates, point_jacobian, points_on
from .skeleton import Skeleton

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class AxisMotion:
    """How the axes of all coordinates move in the lab."""

    rate: FloatArray
    """(n, nv, 3) time derivative of each unit axis (1/s)."""
    anchor_m_s: FloatArray
    """(n, nv, 3) velocity of each hinge's anchor (m/s)."""


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
        rate = w x axis and the anchor's velocity, w being the turning of the chain before the coordinate.
    """
    before, slide = _before(skeleton), _slides(skeleton)
    turning = kinematics.axis * (velocity * ~slide)[:, :, None]
    w = before @ turning
    pushed = before @ (np.cross(turning, kinematics.anchor_m) - kinematics.axis * (velocity * slide)[:, :, None])
    return AxisMotion(rate=np.cross(w, kinematics.axis), anchor_m_s=np.cross(w, kinematics.anchor_m) - pushed)


def point_bias(
    skeleton: Skeleton, kinematics: Kinematics, axes: AxisMotion, *, velocity: FloatArray, body: int, point_m: FloatArray
) -> FloatArray:
    """Acceleration (n, 3) that a point of a body has when no coordinate accelerates: dJ/dt v."""
    jacobian = point_jacobian(skeleton, kinematics, body, point_m)
    point_m_s = np.einsum("nij,nj->ni", jacobian, velocity)
    slide = _slides(skeleton)[None, :, None]
    lever = point_m[:, None, :] - kinematics.anchor_m
    turned = np.cross(axes.rate, lever) + np.cross(kinematics.axis, point_m_s[:, None, :] - axes.anchor_m_s)
    columns = np.where(slide, axes.rate, turned)
    moved = velocity * moving_coordinates(skeleton, body)
    bias: FloatArray = np.einsum("njc,nj->nc", columns, moved)
    return bias


def rotation_bias(skeleton: Skeleton, axes: AxisMotion, *, velocity: FloatArray, body: int) -> FloatArray:
    """Angular acceleration (n, 3) that a body has when no coordinate accelerates."""
    turned = velocity * (moving_coordinates(skeleton, body) & ~_slides(skeleton))
    bias: FloatArray = np.einsum("njc,nj->nc", axes.rate, turned)
    return bias


def motion_of_point(
    skeleton: Skeleton,
    kinematics: Kinematics,
    *,
    velocity: FloatArray,
    acceleration: FloatArray,
    body: str,
    local_m: FloatArray,
) -> PointMotion:
    """Path of a point (3,) fixed to a body: J v and J a + dJ/dt v."""
    index = skeleton.body_index(body)
    point = points_on(kinematics, index, local_m)
    jacobian = point_jacobian(skeleton, kinematics, index, point)
    axes = axis_motion(skeleton, kinematics, velocity)
    bias = point_bias(skeleton, kinematics, axes, velocity=velocity, body=index, point_m=point)
    return PointMotion(
        position_m=point,
        velocity_m_s=np.einsum("nij,nj->ni", jacobian, velocity),
        acceleration_m_s2=np.einsum("nij,nj->ni", jacobian, acceleration) + bias,
    )


def _slides(skeleton: Skeleton) -> npt.NDArray[np.bool_]:
    """(nv,) which coordinates are slides."""
    slides: npt.NDArray[np.bool_] = np.asarray(skeleton.model.jnt_type == mujoco.mjtJoint.mjJNT_SLIDE)
    return slides


def _before(skeleton: Skeleton) -> FloatArray:
    """(nv, nv) one where the column's coordinate comes before the row's on the row's chain."""
    nv = skeleton.model.nv
    moves = np.array([moving_coordinates(skeleton, int(body)) for body in skeleton.model.dof_bodyid])
    before: FloatArray = np.tril(np.ones((nv, nv)), -1) * moves
    return before
