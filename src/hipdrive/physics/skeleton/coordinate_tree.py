"""How the coordinates of a skeleton hang on its bodies, read once from its model."""

from dataclasses import dataclass

import mujoco
import numpy as np
import numpy.typing as npt

from ..read_only import lock


@dataclass(frozen=True, kw_only=True)
class CoordinateTree:
    """Which coordinates move which bodies; all arrays are read-only."""

    slides: npt.NDArray[np.bool_]
    """(nv,) which coordinates are slides."""
    own: tuple[range, ...]
    """(nb,) places of the coordinates that move each body against its parent."""
    moves: npt.NDArray[np.bool_]
    """(nb, nv) whether a coordinate moves a body: its own joints and those of its ancestors."""
    before: npt.NDArray[np.float64]
    """(nv, nv) one where the row's coordinate comes before the column's on the column's chain."""
    axes: tuple[tuple[int, float], ...]
    """(nv,) along which axis of its body each coordinate lies, and whether forwards (1) or backwards (-1)."""


def coordinate_tree(model: mujoco.MjModel) -> CoordinateTree:
    """Read the tree of a model."""
    slides = np.asarray(model.jnt_type == mujoco.mjtJoint.mjJNT_SLIDE)
    own = tuple(range(first, first + count) for first, count in zip(model.body_dofadr.tolist(), model.body_dofnum.tolist(), strict=True))
    moves, before = np.zeros((model.nbody, model.nv), dtype=bool), np.zeros((model.nv, model.nv))
    for body in range(1, model.nbody):
        moves[body] = moves[model.body_parentid[body]]
        moves[body, own[body]] = True
    for place in range(model.nv):
        parent = int(model.dof_parentid[place])
        if parent >= 0:
            before[:, place] = before[:, parent]
            before[parent, place] = 1.0
    lock(slides, moves, before)
    along = np.argmax(np.abs(model.jnt_axis), axis=1).tolist()
    axes = tuple((i, float(axis[i])) for i, axis in zip(along, model.jnt_axis, strict=True))
    return CoordinateTree(slides=slides, own=own, moves=moves, before=before, axes=axes)
