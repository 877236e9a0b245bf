"""Forward kinematics of many frames at once: where bodies are and how points on them move with each coordinate."""

from dataclasses import dataclass
from functools import lru_cache
from threading import get_ident
from typing import Any

import mujoco
import mujoco.batch
import numpy as np
import numpy.typing as npt

from .skeleton import Skeleton

FloatArray = npt.NDArray[np.float64]
CHUNK_FRAMES = 512
"""Most frames handed to MuJoCo at once (a power of two); about where its batched calls are fastest."""
BATCHES_KEPT = 16
"""Making a batch costs as much as posing hundreds of frames, and the solvers pose few frames many times."""


@dataclass(frozen=True, kw_only=True)
class Kinematics:
    """Pose of every body in every frame, in the lab frame (X forward, Y up, Z right)."""

    position_m: FloatArray
    """(n, nb, 3) body origins (joint centres)."""
    rotation: FloatArray
    """(n, nb, 3, 3) columns are the body axes in the lab."""
    com_m: FloatArray
    """(n, nb, 3) centres of mass of the bodies."""
    axis: FloatArray
    """(n, nv, 3) axis of each coordinate."""
    anchor_m: FloatArray
    """(n, nv, 3) a point on the axis of each hinge."""


def forward_kinematics(skeleton: Skeleton, q: FloatArray) -> Kinematics:
    """Pose the skeleton.

    Args:
        skeleton: The skeleton.
        q: (n, nv) coordinates (rad, m).

    Returns:
        Poses of all bodies in all n frames.
    """
    n, nb, nv = len(q), skeleton.model.nbody, skeleton.model.nv
    position, com = np.empty((n, nb, 3)), np.empty((n, nb, 3))
    rotation = np.empty((n, nb, 3, 3))
    axis, anchor = np.empty((n, nv, 3)), np.empty((n, nv, 3))
    size = min(1 << (n - 1).bit_length(), CHUNK_FRAMES) if n > 0 else 1
    batch, views = _batch(skeleton.model, size, get_ident())
    for start in range(0, n, size):
        stop = min(start + size, n)
        k = stop - start
        views["qpos"][:k] = q[start:stop]
        batch.forward(stage=int(mujoco.mjtStage.mjSTAGE_POS))
        position[start:stop], com[start:stop] = views["xpos"][:k], views["xipos"][:k]
        rotation[start:stop] = views["xmat"][:k].reshape(k, nb, 3, 3)
        axis[start:stop], anchor[start:stop] = views["xaxis"][:k], views["xanchor"][:k]
    return Kinematics(position_m=position, rotation=rotation, com_m=com, axis=axis, anchor_m=anchor)


@lru_cache(maxsize=BATCHES_KEPT)
def _batch(model: mujoco.MjModel, size: int, thread: int) -> tuple[mujoco.batch.Batch, dict[str, npt.NDArray[Any]]]:  # noqa: ARG001
    """A batch of one model and size with views of what is read from it; one per thread, because a batch must not be shared by threads."""
    batch = mujoco.batch.Batch(model, size, 0)
    return batch, {name: batch.bind(name) for name in ("qpos", "xpos", "xipos", "xmat", "xaxis", "xanchor")}


def points_on(kinematics: Kinematics, body: int, local_m: FloatArray) -> FloatArray:
    """Lab positions (n, 3) of a point (3,) fixed to a body."""
    moved: FloatArray = kinematics.position_m[:, body] + kinematics.rotation[:, body] @ local_m
    return moved


def moving_coordinates(skeleton: Skeleton, body: int) -> npt.NDArray[np.bool_]:
    """(nv,) which coordinates move a body: its own joints and those of its ancestors."""
    moving: npt.NDArray[np.bool_] = _ancestors(skeleton.model)[body]
    return moving


def point_jacobian(skeleton: Skeleton, kinematics: Kinematics, body: int, point_m: FloatArray) -> FloatArray:
    """How a point moves with each coordinate.

    Args:
        skeleton: The skeleton.
        kinematics: Its poses.
        body: Body that carries the point.
        point_m: (n, 3) the point in the lab.

    Returns:
        (n, 3, nv): column j is axis_j x (point - anchor_j) for a hinge and axis_j for a slide, zero where j doesn't move the body.
    """
    slide = skeleton.model.jnt_type == mujoco.mjtJoint.mjJNT_SLIDE
    turned = np.cross(kinematics.axis, point_m[:, None, :] - kinematics.anchor_m)
    columns = np.where(slide[None, :, None], kinematics.axis, turned)
    columns *= moving_coordinates(skeleton, body)[None, :, None]
    jacobian: FloatArray = np.swapaxes(columns, 1, 2)
    return jacobian


def rotation_jacobian(skeleton: Skeleton, kinematics: Kinematics, body: int) -> FloatArray:
    """(n, 3, nv): how a body turns (rad, in the lab) with each coordinate."""
    slide = skeleton.model.jnt_type == mujoco.mjtJoint.mjJNT_SLIDE
    moves = moving_coordinates(skeleton, body) & ~slide
    jacobian: FloatArray = np.swapaxes(kinematics.axis * moves[None, :, None], 1, 2)
    return jacobian


@lru_cache(maxsize=16)
def _ancestors(model: mujoco.MjModel) -> npt.NDArray[np.bool_]:
    """(nb, nv) whether a coordinate moves a body."""
    moves = np.zeros((model.nbody, model.nv), dtype=bool)
    for body in range(1, model.nbody):
        moves[body] = moves[model.body_parentid[body]]
        start = model.body_dofadr[body]
        if start >= 0:
            moves[body, start : start + model.body_dofnum[body]] = True
    return moves
