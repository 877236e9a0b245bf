"""Poses of many frames with the frames last, for the marker fit, which needs no masses: several times faster than MuJoCo's stage.

MuJoCo's batched stage of positions also forms and factors the inertia matrix, which is six times the work of posing.
"""

from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ..skeleton import Skeleton


@dataclass(frozen=True, kw_only=True)
class Poses:
    """Pose of every body in n frames, in the lab frame, frames last."""

    position_m: FloatArray
    """(3, nb, n) body origins (joint centres)."""
    rotation: FloatArray
    """(3, 3, nb, n) columns are the body axes in the lab."""
    axis: FloatArray
    """(3, nv, n) axis of each coordinate; all hinges of a body go through its origin."""


def poses_of(skeleton: Skeleton, q: FloatArray) -> Poses:
    """Pose the skeleton at q (n, nv), body by body from the root, as forward_kinematics does.

    Every coordinate's axis lies along its body's X, Y or Z, so a hinge mixes the two other columns of the rotation before it.
    """
    model, n = skeleton.model, len(q)
    position, rotation = np.zeros((3, model.nbody, n)), np.zeros((3, 3, model.nbody, n))
    axis = np.empty((3, model.nv, n))
    rotation[:, :, 0] = np.eye(3)[:, :, None]
    cosine, sine = np.cos(q.T), np.sin(q.T)
    tree = skeleton.tree
    for body in range(1, model.nbody):
        parent = model.body_parentid[body]
        x, y, z = model.body_pos[body]
        columns = [rotation[:, i, parent] for i in range(3)]
        at = position[:, parent] + columns[0] * x + columns[1] * y + columns[2] * z
        for place in tree.own[body]:
            i, sign = tree.axes[place]
            axis[:, place] = columns[i] if sign > 0 else -columns[i]
            if tree.slides[place]:
                at += axis[:, place] * q[:, place]
                continue
            j, k, c, s = (i + 1) % 3, (i + 2) % 3, cosine[place], sine[place] if sign > 0 else -sine[place]
            columns[j], columns[k] = c * columns[j] + s * columns[k], c * columns[k] - s * columns[j]
        position[:, body] = at
        for i in range(3):
            rotation[:, i, body] = columns[i]
    return Poses(position_m=position, rotation=rotation, axis=axis)
