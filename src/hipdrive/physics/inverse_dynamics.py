"""Inverse dynamics of many frames at once: joint angles in time and outer forces give joint moments."""

from collections.abc import Sequence
from dataclasses import dataclass

import mujoco
import mujoco.batch
import numpy as np
import numpy.typing as npt

from .kinematics import CHUNK_FRAMES, Kinematics, point_jacobian, rotation_jacobian
from .skeleton import Skeleton

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class OuterForce:
    """A force and a free moment from outside on one body, in the lab frame."""

    body: str
    force_n: FloatArray
    """(n, 3) force on the body."""
    point_m: FloatArray
    """(n, 3) where it acts; finite everywhere, also where the force is zero."""
    moment_nm: FloatArray | None = None
    """(n, 3) free moment on the body, if any."""


def inverse_dynamics(
    skeleton: Skeleton,
    kinematics: Kinematics,
    *,
    q: FloatArray,
    velocity: FloatArray,
    acceleration: FloatArray,
    outer: Sequence[OuterForce] = (),
) -> FloatArray:
    """Generalised forces that produce a movement: M(q) a + bias(q, v) - J'f.

    Args:
        skeleton: The skeleton.
        kinematics: Its poses at q.
        q: (n, nv) coordinates (rad, m).
        velocity: (n, nv) (rad/s, m/s).
        acceleration: (n, nv) (rad/s^2, m/s^2).
        outer: Forces from outside the body, gravity excluded (the model has it).

    Returns:
        (n, nv) internal joint moments (Nm), positive as the coordinates; the first six, on the pelvis, are the residual
        that no joint explains (N, Nm).
    """
    tau = moments_without_outer_forces(skeleton, q=q, velocity=velocity, acceleration=acceleration)
    for load in outer:
        body = skeleton.body_index(load.body)
        tau -= np.einsum("nij,ni->nj", point_jacobian(skeleton, kinematics, body, load.point_m), load.force_n)
        if load.moment_nm is not None:
            tau -= np.einsum("nij,ni->nj", rotation_jacobian(skeleton, kinematics, body), load.moment_nm)
    return tau


def moments_without_outer_forces(skeleton: Skeleton, *, q: FloatArray, velocity: FloatArray, acceleration: FloatArray) -> FloatArray:
    """(n, nv) M(q) a + bias(q, v): what the movement and gravity ask before any outer force helps."""
    n, nv = q.shape
    tau = np.empty((n, nv))
    size = min(n, CHUNK_FRAMES)
    batch = mujoco.batch.Batch(skeleton.model, size, 0)
    qpos, qvel = batch.bind("qpos"), batch.bind("qvel")
    inertia, bias = batch.bind("M"), batch.bind("qfrc_bias")
    rows, columns = _packed_places(skeleton.model)
    for start in range(0, n, size):
        stop = min(start + size, n)
        k = stop - start
        qpos[:k], qvel[:k] = q[start:stop], velocity[start:stop]
        batch.forward(stage=int(mujoco.mjtStage.mjSTAGE_VEL))
        full = np.zeros((k, nv, nv))
        full[:, rows, columns] = inertia[:k]
        full[:, columns, rows] = inertia[:k]
        tau[start:stop] = np.einsum("nij,nj->ni", full, acceleration[start:stop]) + bias[:k]
    return tau


def _packed_places(model: mujoco.MjModel) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Row and column of each entry of MuJoCo's packed inertia matrix (its lower triangle, row by row)."""
    rows = np.repeat(np.arange(model.nv), model.M_rownnz)
    return rows, np.asarray(model.M_colind, dtype=np.int64)
