"""Inverse dynamics of many frames at once: joint angles in time and outer forces give joint moments."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import mujoco
import mujoco.batch
import numpy as np
import numpy.typing as npt

from ..arrays import FloatArray
from .batch import CHUNK_FRAMES, BatchStore
from .kinematics import Kinematics, forward_kinematics, generalised_forces
from .read_only import lock_fields
from .skeleton import Skeleton

_BATCHES = BatchStore("qpos", "qvel", "M", "qfrc_bias", stage=mujoco.mjtStage.mjSTAGE_VEL)
MODELS_KEPT = 16
"""Models whose packing is kept."""


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
    kinematics: Kinematics | None,
    *,
    q: FloatArray,
    velocity: FloatArray,
    acceleration: FloatArray,
    outer: Sequence[OuterForce] = (),
) -> FloatArray:
    """Generalised forces that produce a movement: M(q) a + bias(q, v) - J'f.

    Args:
        skeleton: The skeleton.
        kinematics: Its poses at q; None to pose it here a chunk at a time, so that a long recording needs little memory.
        q: (n, nv) coordinates (rad, m).
        velocity: (n, nv) (rad/s, m/s).
        acceleration: (n, nv) (rad/s^2, m/s^2).
        outer: Forces from outside the body, gravity excluded (the model has it).

    Returns:
        (n, nv) internal joint moments (Nm), positive as the coordinates; the first six, on the pelvis, are the residual
        that no joint explains (N, Nm).
    """
    tau = moments_without_outer_forces(skeleton, q=q, velocity=velocity, acceleration=acceleration)
    frames = len(q) if kinematics is not None else CHUNK_FRAMES
    for start in range(0, len(q) if outer else 0, max(1, frames)):
        part = slice(start, start + frames)
        poses = forward_kinematics(skeleton, q[part]) if kinematics is None else kinematics
        for load in outer:
            body, moment = skeleton.body_index(load.body), None if load.moment_nm is None else load.moment_nm[part]
            tau[part] -= generalised_forces(
                skeleton, poses, body=body, force_n=load.force_n[part], point_m=load.point_m[part], moment_nm=moment
            )
    return tau


def moments_without_outer_forces(skeleton: Skeleton, *, q: FloatArray, velocity: FloatArray, acceleration: FloatArray) -> FloatArray:
    """(n, nv) M(q) a + bias(q, v): what the movement and gravity ask before any outer force helps."""
    n, nv = q.shape
    tau = np.empty((n, nv))
    packed = _packed_of(skeleton.model)
    with _BATCHES.lent(skeleton.model) as batch:
        views = batch.views
        for start in range(0, n, CHUNK_FRAMES):
            stop = min(start + CHUNK_FRAMES, n)
            k = stop - start
            views["qpos"][:k], views["qvel"][:k] = q[start:stop], velocity[start:stop]
            batch.forward(k)
            inertia, a = views["M"][:k], acceleration[start:stop]
            lower = np.add.reduceat(inertia * a[:, packed.columns], packed.row_starts, axis=1)
            mirrored = inertia[:, packed.by_column] * packed.off_diagonal
            upper = np.add.reduceat(mirrored * a[:, packed.rows_by_column], packed.column_starts, axis=1)
            tau[start:stop] = lower + upper + views["qfrc_bias"][:k]
    return tau


@dataclass(frozen=True, kw_only=True)
class _Packed:
    """Places in MuJoCo's packed inertia matrix: its lower triangle, row by row, or the same entries taken column by column."""

    columns: npt.NDArray[np.int64]
    """(entries,) column of each entry."""
    row_starts: npt.NDArray[np.int64]
    """(nv,) where each row begins."""
    by_column: npt.NDArray[np.int64]
    """(entries,) the entries in order of their columns."""
    rows_by_column: npt.NDArray[np.int64]
    """(entries,) their rows."""
    off_diagonal: FloatArray
    """(entries,) 0 for those on the diagonal, else 1."""
    column_starts: npt.NDArray[np.int64]
    """(nv,) where each column begins among them."""


@lru_cache(maxsize=MODELS_KEPT)
def _packed_of(model: mujoco.MjModel) -> _Packed:
    """Lay out the packed inertia matrix of a model."""
    rows, columns = np.repeat(np.arange(model.nv), model.M_rownnz), np.asarray(model.M_colind, dtype=np.int64)
    by_column = np.argsort(columns, kind="stable")
    packed = _Packed(
        columns=columns,
        row_starts=np.searchsorted(rows, np.arange(model.nv)),
        by_column=by_column,
        rows_by_column=rows[by_column],
        off_diagonal=(rows != columns)[by_column].astype(np.float64),
        column_starts=np.searchsorted(columns[by_column], np.arange(model.nv)),
    )
    lock_fields(packed)
    return packed
