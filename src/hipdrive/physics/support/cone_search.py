"""Least forces inside friction cones, exactly: a frame's solution says which cones bind, and that is tried on its neighbours at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import nnls

from ...arrays import BoolArray, FloatArray, IntArray
from .contact import SupportContact, patch_weights
from .friction_cone import CONE_SIDES, MET, NEGLIGIBLE, cone_rows, edges_of, generators
from .linear_programme import proved_unsolvable

NEAR_FRAMES = 32
"""Frames on which the binding cones of a solved frame are tried at a time: they change along a path, so distant ones rarely share them."""
NO_FORCES = 1e-7
"""Distance of the dual problem under which no forces exist."""


@dataclass(frozen=True, kw_only=True)
class FrameForces:
    """Least forces of a single frame."""

    forces_n: FloatArray | None
    """(3k,); None if there are none."""
    multipliers: FloatArray
    """(rows,) of the cone rows: above zero where they bind."""


@dataclass(frozen=True, kw_only=True)
class FrictionPyramids:
    """The pyramids of all contact points."""

    weights: FloatArray
    """(3k,) see patch_weights."""
    rows: FloatArray
    """(9p, 3k) C f >= 0, nine rows for each of p points of patches."""
    points: IntArray
    """(p,) which contact point each nine rows belong to."""
    edges: FloatArray
    """(p, edges, 3) of the pyramids."""
    generators: FloatArray
    """(3k, g) of all forces inside the cones, see generators."""


def pyramids_of(contacts: Sequence[SupportContact], owner: IntArray) -> FrictionPyramids:
    """The pyramids of all points; owner (k,) says which contact each belongs to."""
    points = np.flatnonzero([contacts[i].kind == "patch" for i in owner])
    each = [edges_of(contact) if contact.kind == "patch" else np.zeros((CONE_SIDES, 3)) for contact in contacts]
    return FrictionPyramids(
        weights=patch_weights(contacts, owner),
        rows=cone_rows(contacts, owner),
        points=points,
        edges=np.array([each[i] for i in owner[points]]).reshape(-1, CONE_SIDES, 3),
        generators=generators(contacts, owner),
    )


def solve_frames(A: FloatArray, b: FloatArray, cones: FrictionPyramids) -> tuple[FloatArray, BoolArray]:
    """Least forces inside all cones, frame by frame or many at once where the same cones bind.

    A frame is solved by itself (solve_frame); the cones that bind there are taken as equations in all frames still open, and what fulfils
    the conditions of Karush, Kuhn and Tucker is the answer of that frame too. A proof that a frame has no forces is tried likewise.

    Args:
        A: (n, r, 3k).
        b: (n, r).
        cones: The pyramids.

    Returns:
        (n, 3k) forces of least sum |f|^2 / w with A f = b and C f >= 0, and (n,) whether there are any.
    """
    forces, exist = np.zeros((len(A), A.shape[2])), np.zeros(len(A), dtype=bool)
    left = np.arange(len(A))
    while len(left):
        frame, left = int(left[0]), left[1:]
        solution = solve_frame(A[frame], b[frame], cones)
        if solution.forces_n is None:
            if len(left):
                like = (A[frame] @ cones.generators, b[frame])
                left = left[~proved_unsolvable(A[left] @ cones.generators, b[left], like=like)]
            continue
        forces[frame], exist[frame] = solution.forces_n, True
        near = left[:NEAR_FRAMES]
        while len(near):
            same, good = _with_same_cones(A[near], b[near], cones, solution)
            forces[near[good]], exist[near[good]] = same[good], True
            left = left[~np.isin(left, near[good])]
            near = left[:NEAR_FRAMES] if good.all() else near[:0]
    return forces, exist


def solve_frame(A: FloatArray, b: FloatArray, cones: FrictionPyramids) -> FrameForces:
    """One frame, by least-distance programming in the null space of A (Lawson & Hanson 1974, chapter 23)."""
    root = np.sqrt(cones.weights)
    U, s, Vt = np.linalg.svd(A * root, full_matrices=True)
    rank = int((s > 1e-9 * s[0]).sum())
    base = Vt[:rank].T @ ((U.T @ b)[:rank] / s[:rank])
    if np.abs((A * root) @ base - b).max() > MET * max(np.abs(b).max(), 1.0):
        return FrameForces(forces_n=None, multipliers=np.zeros(len(cones.rows)))
    size = max(float(np.linalg.norm(base)), 1.0)
    null = Vt[rank:].T
    scaled = cones.rows * root
    stacked = np.vstack([(scaled @ null).T, -scaled @ base / size])
    target = np.zeros(len(stacked))
    target[-1] = 1.0
    u, distance = nnls(stacked, target, maxiter=20 * max(len(cones.rows), 1))
    if distance < NO_FORCES:
        return FrameForces(forces_n=None, multipliers=u)
    r = stacked @ u - target
    return FrameForces(forces_n=root * (base + size * (null @ (-r[:-1] / r[-1]))), multipliers=u)


def _with_same_cones(A: FloatArray, b: FloatArray, cones: FrictionPyramids, solution: FrameForces) -> tuple[FloatArray, BoolArray]:
    """Forces (n, 3k) when the same points are off and the same sides bind as in a solved frame, and (n,) where that is the answer.

    With x = f / sqrt(w): x = A'y + C'u for the binding sides C, u >= 0; a point without force needs -A'y inside the dual of its cone.
    """
    n, r, size = A.shape
    f = solution.forces_n if solution.forces_n is not None else np.zeros(size)
    limit = NEGLIGIBLE * max(float(np.abs(f).max()), 1.0)
    binds = solution.multipliers.reshape(-1, CONE_SIDES + 1) > 0.0
    off = binds.any(axis=1) & (np.abs(f.reshape(-1, 3)[cones.points]).max(axis=1) <= 10.0 * limit)
    on = np.ones((size // 3, 3), dtype=bool)
    on[cones.points[off]] = False
    kept = on.ravel()
    sides = cones.rows[(binds & ~off[:, None]).ravel()][:, kept]
    root = np.sqrt(cones.weights[kept])
    rows = np.concatenate([A[:, :, kept] * root, np.broadcast_to(sides * root, (n, *sides.shape))], axis=1)
    right = np.concatenate([b, np.zeros((n, len(sides)))], axis=1)[:, :, None]
    square = rows @ np.swapaxes(rows, 1, 2)
    try:
        z = np.linalg.solve(square, right)
    except np.linalg.LinAlgError:
        return np.zeros((n, size)), np.zeros(n, dtype=bool)
    forces = np.zeros((n, size))
    forces[:, kept] = root * (np.swapaxes(rows, 1, 2) @ z)[:, :, 0]
    scale = np.maximum(np.abs(forces).max(axis=1), 1.0)
    price = np.abs(z[:, :, 0]).max(axis=1)
    good = np.abs((A @ forces[:, :, None])[:, :, 0] - b).max(axis=1) <= NEGLIGIBLE * np.maximum(np.abs(b).max(axis=1), 1.0)
    good &= (forces @ cones.rows.T).min(axis=1, initial=0.0) >= -NEGLIGIBLE * scale
    good &= z[:, r:, 0].min(axis=1, initial=0.0) >= -NEGLIGIBLE * price
    pushed = -(np.swapaxes(A, 1, 2) @ z[:, :r])[:, :, 0].reshape(n, -1, 3)[:, cones.points[off]]
    good &= np.einsum("npc,pec->npe", pushed, cones.edges[off]).reshape(n, -1).min(axis=1, initial=0.0) >= -NEGLIGIBLE * price
    return forces, good
