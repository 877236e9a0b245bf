"""Inverse dynamics of many frames at once: joint angles in time and outer forces give joint moments."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import get_ident
from typing import Any

import mujoco
import mujoco.batch
import numpy as np
import numpy.typing as npt

from .kinematics import BATCHES_KEPT, CHUNK_FRAMES, FRAMES, Kinematics, moments_of
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
        tau -= moments_of(skeleton, kinematics, body=body, force_n=load.force_n, point_m=load.point_m, moment_nm=load.moment_nm)
    return tau


def moments_without_outer_forces(skeleton: Skeleton, *, q: FloatArray, velocity: FloatArray, acceleration: FloatArray) -> FloatArray:
    """(n, nv) M(q) a + bias(q, v): what the movement and gravity ask before any outer force helps."""
    n, nv = q.shape
    tau = np.empty((n, nv))
    batch, views = _batch(skeleton.model, get_ident())
    rows, columns, to_row, to_column = _packed_places(skeleton.model)
    for start in range(0, n, CHUNK_FRAMES):
        stop = min(start + CHUNK_FRAMES, n)
        k = stop - start
        views["qpos"][:k], views["qvel"][:k] = q[start:stop], velocity[start:stop]
        batch.forward(FRAMES[:k], stage=int(mujoco.mjtStage.mjSTAGE_VEL))
        inertia, a = views["M"][:k], acceleration[start:stop]
        tau[start:stop] = (inertia * a[:, columns]) @ to_row + (inertia * a[:, rows]) @ to_column + views["qfrc_bias"][:k]
    return tau


@lru_cache(maxsize=BATCHES_KEPT)
def _batch(model: mujoco.MjModel, thread: int) -> tuple[mujoco.batch.Batch, dict[str, npt.NDArray[Any]]]:  # noqa: ARG001
    """A batch of one model with views of what is written to and read from it; one per thread, which must not share it."""
    batch = mujoco.batch.Batch(model, CHUNK_FRAMES, 0)
    return batch, {name: batch.bind(name) for name in ("qpos", "qvel", "M", "qfrc_bias")}


@lru_cache(maxsize=BATCHES_KEPT)
def _packed_places(
    model: mujoco.MjModel,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Row and column of each entry of MuJoCo's packed inertia matrix (its lower triangle, row by row), and sums of entries by them.

    The sums (entries, nv) have a one where an entry adds to a coordinate: by its row, and by its column unless it lies on the diagonal.
    """
    rows, columns = np.repeat(np.arange(model.nv), model.M_rownnz), np.asarray(model.M_colind, dtype=np.int64)
    each = np.eye(model.nv)
    return rows, columns, each[rows], each[columns] * (rows != columns)[:, None]
