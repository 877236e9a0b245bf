"""Least forces inside friction cones, exactly: a quadratic programme for a frame, whose active sides often hold in those that follow."""

from collections.abc import Sequence
from dataclasses import dataclass

import daqp
import numpy as np
import scipy

from ...arrays import BoolArray, FloatArray, IntArray
from ...errors import HipDriveError
from ...language import en
from .contact import SupportContact, patch_weights
from .friction_cone import MET, cone_rows

INDEPENDENT = 1e-9
"""Singular value of an equation, over the largest, up to which it follows from the others."""
WELL_CONDITIONED = 1e8
"""Condition up to which equations are made orthonormal without asking which of them follow from others."""
TOLERANCE = 1e-9
"""What may be left of an equation or a side of a cone, over the size of the forces; well under what the laws allow."""
TRIED_FIRST, TRIED_NEXT = 32, 8
"""Frames in which active sides are tried at first, and again after they held in none: then those of the next frame are not tried."""
MOST_STEPS = 10_000
SOLVED, NO_SOLUTION = 1, -1
"""What daqp answers when there are least forces, and when there are none."""
INFEASIBLE = 2
"""What scipy.optimize.linprog answers when no point fulfils the constraints."""
UNBOUNDED = 1e30
"""What daqp takes for no bound."""
EQUATION = 5
"""Its word for a row that holds as an equation."""


class UnsolvedForcesError(HipDriveError):
    """The search for support forces ended without an answer."""

    code = "unsolved_forces"

    def __init__(self, answer: int) -> None:
        super().__init__(
            en("The search for support forces did not finish (answer {answer} of the solver); look for extreme values.", answer=answer)
        )


def forces_in_cones(A: FloatArray, b: FloatArray, *, contacts: Sequence[SupportContact], owner: IntArray) -> tuple[FloatArray, BoolArray]:
    """Find the least forces that fulfil equations and stay inside the pyramids of all contact points, frame by frame.

    With x = f / sqrt(w): the least |x|^2 with E x = e and C sqrt(w) x >= 0, by a dual active-set method (Arnstroem, Bemporad & Axehill
    2022, IEEE Trans Autom Control 67:4362). E and e are the equations made orthonormal, so that those that depend on others don't matter.

    Args:
        A: (n, r, 3k).
        b: (n, r).
        contacts: The supports.
        owner: (k,) which contact each point belongs to.

    Returns:
        (n, 3k) forces of least sum |f|^2 / w with A f = b inside all pyramids, zero where there are none; and (n,) whether there are any.

    Raises:
        UnsolvedForcesError: If numbers of too different size keep the method from ending.
    """
    root = np.sqrt(patch_weights(contacts, owner))
    sides = cone_rows(contacts, owner) * root
    E, e, ranks = _orthonormal(A * root, b)
    forces, exist = np.zeros((len(A), len(root))), np.zeros(len(A), dtype=bool)
    for rank in np.unique(ranks[ranks >= 0]):
        frames = np.flatnonzero(ranks == rank)
        x, exist[frames] = _least(E[frames, :rank], e[frames, :rank], sides)
        forces[frames] = root * x
    return forces, exist


def _orthonormal(A: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray, IntArray]:
    """Equations A x = b made orthonormal: (n, r, 3k), (n, r), and (n,) how many of them count; -1 where they contradict each other."""
    if A.shape[1] > A.shape[2]:
        return _independent(A, b)
    Q, R = np.linalg.qr(np.swapaxes(A, 1, 2))
    E, e, ranks = np.swapaxes(Q, 1, 2), np.zeros(b.shape), np.full(len(A), b.shape[1])
    try:
        inverse = np.linalg.inv(R)
    except np.linalg.LinAlgError:
        inverse = np.full_like(R, np.inf)
    good = (R**2).sum(axis=(1, 2)) * (inverse**2).sum(axis=(1, 2)) < WELL_CONDITIONED**2
    e[good] = (b[good, None] @ inverse[good])[:, 0]
    if not good.all():
        E[~good], e[~good], ranks[~good] = _independent(A[~good], b[~good])
    return E, e, ranks


def _independent(A: FloatArray, b: FloatArray) -> tuple[FloatArray, FloatArray, IntArray]:
    """The same where some equations may follow from others."""
    U, s, Vt = np.linalg.svd(A, full_matrices=False)
    independent = s > INDEPENDENT * s[:, :1]
    e = np.where(independent, np.einsum("nji,nj->ni", U, b) / np.where(independent, s, 1.0), 0.0)
    left = (A @ np.swapaxes(Vt, 1, 2) @ e[:, :, None])[:, :, 0] - b
    fulfilled = np.abs(left).max(axis=1) <= MET * np.maximum(np.abs(b).max(axis=1), 1.0)
    return Vt, e, np.where(fulfilled, independent.sum(axis=1), -1)


def _least(E: FloatArray, e: FloatArray, sides: FloatArray) -> tuple[FloatArray, BoolArray]:
    """(n, 3k) the least x with E x = e and sides @ x >= 0, nought where there are none, and (n,) whether there are.

    Sides that are active in one frame mostly are in its neighbours: there the least forces on these sides are found for many frames at
    once. They are the least of all where no other side is left and none of them would have to pull (the conditions of Karush, Kuhn and
    Tucker).
    """
    search, size = _LeastForces(E.shape[1], sides), np.maximum(np.linalg.norm(e, axis=1), 1.0)
    aim, x, exist = e / size[:, None], np.zeros(E.shape[::2]), np.zeros(len(E), dtype=bool)
    waiting, tried = np.arange(len(E)), TRIED_FIRST
    while len(waiting):
        first, waiting = waiting[0], waiting[1:]
        found = search.of(E[first], aim[first])
        if found is None:
            continue
        x[first], exist[first] = found.x, True
        near, tried = waiting[:tried], TRIED_NEXT
        if len(near):
            there, least = _on_sides(E[near], aim[near], sides, found.active)
            x[near[least]], exist[near[least]] = there[least], True
            waiting = np.concatenate([near[~least], waiting[len(near) :]])
            tried = 2 * int(least.sum())
    return x * size[:, None], exist


def _on_sides(E: FloatArray, e: FloatArray, sides: FloatArray, active: IntArray) -> tuple[FloatArray, BoolArray]:
    """(n, 3k) the least x with E x = e on some sides, and (n,) whether it is the least with sides @ x >= 0.

    With Q R = S' for these sides S and N the rest of Q: x = N N' E' v with E N N' E' v = e, and S' l = x - E' v for the pushes l.
    """
    count, (n, _, wide) = len(active), E.shape
    Q, R = np.linalg.qr(sides[active].T, mode="complete")
    turned = (E.reshape(-1, wide) @ Q).reshape(E.shape)
    free = turned[:, :, count:]
    square = free @ np.swapaxes(free, 1, 2)
    try:
        inverse, from_sides = np.linalg.inv(square), np.linalg.inv(R[:count])
    except np.linalg.LinAlgError:
        return np.zeros((n, wide)), np.zeros(n, dtype=bool)
    v = inverse @ e[:, :, None]
    v += inverse @ (e[:, :, None] - square @ v)
    along = (np.swapaxes(v, 1, 2) @ turned)[:, 0]
    x, pushes = along[:, count:] @ Q[:, count:].T, -along[:, :count] @ from_sides.T
    sure = (square**2).sum(axis=(1, 2)) * (inverse**2).sum(axis=(1, 2)) < WELL_CONDITIONED**2
    sure &= float((R**2).sum() * (from_sides**2).sum()) < WELL_CONDITIONED**2
    least: BoolArray = sure & (pushes >= -TOLERANCE).all(axis=1) & (x @ sides.T >= -TOLERANCE).all(axis=1)
    return x, least


@dataclass(frozen=True)
class _Found:
    """Least forces of a frame."""

    x: FloatArray
    """(3k,)."""
    active: IntArray
    """Which sides push."""


class _LeastForces:
    """The search for one frame after the other, with so many equations beside the sides of all pyramids.

    Args:
        equations: How many.
        sides: (rows, 3k) what must not be negative.
    """

    def __init__(self, equations: int, sides: FloatArray) -> None:
        self._equations, self._sides = equations, sides
        self._rows = np.zeros((equations + len(sides), sides.shape[1]))
        self._low, self._high = np.zeros(len(self._rows)), np.full(len(self._rows), UNBOUNDED)
        self._kind = np.zeros(len(self._rows), dtype=np.int32)
        self._kind[:equations] = EQUATION

    def of(self, E: FloatArray, e: FloatArray) -> _Found | None:
        """The least x with E x = e, of a size near 1, and sides @ x >= 0; None if there is none."""
        m = self._equations
        answer = 0
        for reduction in (daqp.EQ_REDUCTION_OFF, daqp.EQ_REDUCTION_ON):
            self._rows[:m], self._rows[m:] = E, self._sides
            self._low[:m] = self._high[:m] = e
            settings = {"primal_tol": TOLERANCE, "iter_limit": MOST_STEPS, "eq_reduction": reduction}
            x, _, answer, more = daqp.solve(None, None, self._rows, self._high, self._low, self._kind, **settings)
            if answer == SOLVED:
                return _Found(np.asarray(x), np.flatnonzero(more["lam"][m:]))
            if answer == NO_SOLUTION:
                return None
        nothing, inside = np.zeros(E.shape[1]), np.zeros(len(self._sides))
        if scipy.optimize.linprog(nothing, -self._sides, inside, E, e, bounds=(None, None)).status == INFEASIBLE:
            return None  # both searches may run in circles where no forces exist; whether any exist is a linear question
        raise UnsolvedForcesError(answer)
