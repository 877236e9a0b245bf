"""Small linear programmes, exactly: the minimise values of several costs over the same A x = b, x >= 0 (simplex method, dense)."""

import numpy as np

from ...arrays import FloatArray, IntArray
from ...errors import HipDriveError
from ...language import en

TOLERANCE = 1e-9
"""Rounding allowed in reduced costs and pivots, on rows and right-hand sides of size 1."""
INFEASIBLE = 1e-7
"""What may be left of the right-hand side, over its size, where it counts as met."""
MOST_PIVOTS = 2000


class NoEndError(HipDriveError):
    """A linear programme reached no optimal corner: its numbers differ too much in size."""

    code = "no_end"

    def __init__(self) -> None:
        super().__init__(en("The linear programme did not end within {steps} steps; check the units of its rows.", steps=MOST_PIVOTS))


def minimise(A: FloatArray, b: FloatArray, costs: FloatArray, *, start: IntArray | None = None) -> tuple[FloatArray, IntArray | None]:
    """Find the minimise value of each cost.

    Dantzig's rule on a tableau that holds all costs at once; Bland's rule, which never cycles, once the value stops falling. Each value is
    computed again from its corner.

    Args:
        A: (m, N).
        b: (m,).
        costs: (c, N).
        start: (m,) columns of a corner of a similar programme, tried first.

    Returns:
        (c,) smallest costs @ x, NaN where there is none: all of them if no x fits, one if it is unbounded; and the columns of the
        last corner, None if no x fits or rows of A depend on each other.

    Raises:
        NoEndError: If the numbers keep the method from ending.
    """
    rows = np.where(np.abs(A).max(axis=1, initial=0.0) > 0.0, np.abs(A).max(axis=1, initial=0.0), 1.0)
    right = b / rows
    scale = max(float(np.abs(right).max(initial=0.0)), 1e-300)
    A, right = A / rows[:, None], right / scale
    values = np.full(len(costs), np.nan)
    table, basis = _first_corner(A, right, start)
    if basis is None:
        return values, None
    sizes = np.maximum(np.abs(costs).max(axis=1), 1e-300)
    table = np.vstack([table, np.column_stack([costs / sizes[:, None], np.zeros(len(costs))])])
    m = len(basis)
    table[m:] -= table[m:, basis] @ table[:m]
    for i in range(len(costs)):
        if _descend(table, basis, m + i):
            values[i] = -table[m + i, -1] * sizes[i] * scale
            if m == len(A):
                values[i] = costs[i, basis] @ np.linalg.solve(A[:, basis], right) * scale
    return values, basis if m == len(A) else None


def has_solution(A: FloatArray, b: FloatArray) -> bool:
    """Whether some x >= 0 has A x = b."""
    return bool(np.isfinite(minimise(A, b, np.zeros((1, A.shape[1])))[0][0]))


def _first_corner(A: FloatArray, b: FloatArray, start: IntArray | None) -> tuple[FloatArray, IntArray | None]:
    """Tableau (m, N + 1) at a corner and its columns (m,), rows that depend on others left out; None for the columns if there is none."""
    m, N = A.shape
    if start is not None and len(start) == m:
        try:
            table: FloatArray = np.asarray(np.linalg.solve(A[:, start], np.column_stack([A, b])), dtype=np.float64)
        except np.linalg.LinAlgError:
            pass
        else:
            if table[:, -1].min() >= 0.0 and np.abs(table).max() < 1.0 / TOLERANCE:
                return table, start.copy()
    table, basis = _least_missed(A, b)
    if -table[m, -1] > INFEASIBLE:
        return table, None
    kept = np.ones(m, dtype=bool)
    for row in np.flatnonzero(basis >= N).tolist():
        column = int(np.argmax(np.abs(table[row, :N])))
        kept[row] = abs(table[row, column]) > INFEASIBLE
        if kept[row]:
            table[row, -1] = 0.0
            _pivot(table, row, column)
            basis[row] = column
    return table[:m][kept], basis[kept]


def _least_missed(A: FloatArray, b: FloatArray) -> tuple[FloatArray, IntArray]:
    """Tableau (m + 1, N + 1) and columns (m,) where sum |b - A x| is least; columns from N on stand for what a row misses."""
    m, N = A.shape
    table = np.column_stack([A, b])
    table[b < 0.0] *= -1.0
    table = np.vstack([table, -table.sum(axis=0)])
    basis: IntArray = np.arange(N, N + m, dtype=np.int64)
    _descend(table, basis, m)
    return table, basis


def _descend(table: FloatArray, basis: IntArray, cost: int) -> bool:
    """Pivot until the cost in that row of the tableau falls no more; False if it falls without end. Changes tableau and basis in place."""
    m, lowest, stalled = len(basis), np.inf, 0
    right, ratios = table[:m, -1], np.empty(m)
    for _ in range(MOST_PIVOTS):
        reduced = table[cost, :-1]
        column = int(reduced.argmin())
        if reduced[column] >= -TOLERANCE:
            return True
        value = -float(table[cost, -1])
        stalled = 0 if value < lowest - TOLERANCE else stalled + 1
        lowest = min(lowest, value)
        if stalled > m:
            column = int((reduced < -TOLERANCE).argmax())
        rising = table[:m, column]
        ratios.fill(np.inf)
        np.divide(right, rising, out=ratios, where=rising > TOLERANCE)
        least = ratios.min(initial=np.inf)
        if least == np.inf:
            return False
        ties = ratios <= least + TOLERANCE
        row = int(np.where(ties, basis, basis.max() + 1).argmin() if stalled > m else (ties * rising).argmax())
        _pivot(table, row, column)
        basis[row] = column
    raise NoEndError


def _pivot(table: FloatArray, row: int, column: int) -> None:
    """Make a column the unit vector of a row."""
    table[row] /= table[row, column]
    factors = table[:, column].copy()
    factors[row] = 0.0
    table -= factors[:, None] * table[row]
