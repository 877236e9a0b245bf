"""Least forces inside friction cones, exactly: a quadratic programme for each frame."""

from collections.abc import Sequence

import daqp
import numpy as np
from scipy.optimize import linprog

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
"""What linprog answers when no point fulfils the constraints."""
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
    U, s, Vt = np.linalg.svd(A * root, full_matrices=False)
    forces, exist = np.zeros((len(A), len(root))), np.zeros(len(A), dtype=bool)
    for frame in range(len(A)):
        rank = int((s[frame] > INDEPENDENT * s[frame, 0]).sum())
        E, e = Vt[frame, :rank], (U[frame].T @ b[frame])[:rank] / s[frame, :rank]
        if np.abs((A[frame] * root) @ (E.T @ e) - b[frame]).max() > MET * max(np.abs(b[frame]).max(), 1.0):
            continue
        x = _least(E, e, sides)
        if x is not None:
            forces[frame], exist[frame] = root * x, True
    return forces, exist


def _least(E: FloatArray, e: FloatArray, sides: FloatArray) -> FloatArray | None:
    """(3k,) the least x with E x = e and sides @ x >= 0; None if there is none."""
    size = max(float(np.linalg.norm(e)), 1.0)
    low, high = np.zeros(len(e) + len(sides)), np.full(len(e) + len(sides), UNBOUNDED)
    low[: len(e)] = high[: len(e)] = e / size
    kind = np.zeros(len(low), dtype=np.int32)
    kind[: len(e)] = EQUATION
    rows = np.vstack([E, sides])
    answer = 0
    for reduction in (daqp.EQ_REDUCTION_OFF, daqp.EQ_REDUCTION_ON):
        settings = {"primal_tol": TOLERANCE, "iter_limit": MOST_STEPS, "eq_reduction": reduction}
        x, _, answer, _ = daqp.solve(None, None, rows, high, low, kind, **settings)
        if answer == SOLVED:
            scaled: FloatArray = np.asarray(x) * size
            return scaled
        if answer == NO_SOLUTION:
            return None
    if linprog(np.zeros(E.shape[1]), -sides, np.zeros(len(sides)), E, e / size, bounds=(None, None)).status == INFEASIBLE:
        return None  # both searches may run in circles where no forces exist; whether any exist is a linear question
    raise UnsolvedForcesError(answer)
