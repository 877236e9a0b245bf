"""Least forces inside friction cones, exactly: a quadratic programme for each frame."""

import math
from collections.abc import Sequence

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
TOLERANCE = 1e-9
"""What may be left of an equation or a side of a cone, over the size of the forces; well under what the laws allow."""
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
    scaled = A * root
    U, s, Vt = np.linalg.svd(scaled, full_matrices=False)
    independent = s > INDEPENDENT * s[:, :1]
    parts = np.where(independent, np.einsum("nji,nj->ni", U, b) / np.where(independent, s, 1.0), 0.0)
    left = (scaled @ np.swapaxes(Vt, 1, 2) @ parts[:, :, None])[:, :, 0] - b
    fulfilled = np.abs(left).max(axis=1) <= MET * np.maximum(np.abs(b).max(axis=1), 1.0)
    ranks = independent.sum(axis=1)
    least = {int(rank): _LeastForces(int(rank), sides) for rank in np.unique(ranks)}
    forces, exist = np.zeros((len(A), len(root))), np.zeros(len(A), dtype=bool)
    for frame in np.flatnonzero(fulfilled):
        rank = int(ranks[frame])
        x = least[rank].of(Vt[frame, :rank], (U[frame].T @ b[frame])[:rank] / s[frame, :rank])
        if x is not None:
            forces[frame], exist[frame] = root * x, True
    return forces, exist


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

    def of(self, E: FloatArray, e: FloatArray) -> FloatArray | None:
        """(3k,) the least x with E x = e and sides @ x >= 0; None if there is none."""
        m = self._equations
        size = max(math.sqrt(float(e @ e)), 1.0)
        aim = e / size
        answer = 0
        for reduction in (daqp.EQ_REDUCTION_OFF, daqp.EQ_REDUCTION_ON):
            self._rows[:m], self._rows[m:] = E, self._sides
            self._low[:m] = self._high[:m] = aim
            settings = {"primal_tol": TOLERANCE, "iter_limit": MOST_STEPS, "eq_reduction": reduction}
            x, _, answer, _ = daqp.solve(None, None, self._rows, self._high, self._low, self._kind, **settings)
            if answer == SOLVED:
                scaled: FloatArray = np.asarray(x) * size
                return scaled
            if answer == NO_SOLUTION:
                return None
        nothing, inside = np.zeros(E.shape[1]), np.zeros(len(self._sides))
        if scipy.optimize.linprog(nothing, -self._sides, inside, E, aim, bounds=(None, None)).status == INFEASIBLE:
            return None  # both searches may run in circles where no forces exist; whether any exist is a linear question
        raise UnsolvedForcesError(answer)
