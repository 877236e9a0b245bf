"""A mixed integer programme gathered row by row, and its solution."""

import math

import numpy as np
import numpy.typing as npt
import scipy  # its solvers take half a second to load, so they are asked for by name when used

from ...arrays import FloatArray, IntArray

GAP = 1e-6
"""The solver stops within this share of the best value there is."""


class SparseProgramme:
    """Rows lower <= A v <= upper of an integer programme, and its variables with bounds and prices, gathered one by one."""

    def __init__(self) -> None:
        self.row: list[IntArray] = []
        self.column: list[IntArray] = []
        self.value: list[FloatArray] = []
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.aim: list[float] = []
        self.most: list[float] = []
        self.whole: list[bool] = []

    def variable(self, *, price: float = 0.0, most: float = 1.0, whole: bool = False) -> int:
        """Add a variable from 0 to most; its place."""
        self.aim.append(price)
        self.most.append(most)
        self.whole.append(whole)
        return len(self.aim) - 1

    def add(self, columns: npt.ArrayLike, values: npt.ArrayLike, *, lower: float = -math.inf, upper: float = math.inf) -> None:
        """Add one row."""
        places: IntArray = np.asarray(columns, dtype=np.int64)
        self.row.append(np.full(len(places), len(self.lower), dtype=np.int64))
        self.column.append(places)
        self.value.append(np.broadcast_to(np.asarray(values, dtype=np.float64), places.shape))
        self.lower.append(lower)
        self.upper.append(upper)

    def solved(self) -> FloatArray | None:
        """The variables at the least total price; None if nothing keeps to all rows."""
        places = (np.concatenate(self.row), np.concatenate(self.column))
        matrix = scipy.sparse.coo_array((np.concatenate(self.value), places), shape=(len(self.lower), len(self.aim))).tocsr()
        solution = scipy.optimize.milp(
            np.array(self.aim),
            constraints=scipy.optimize.LinearConstraint(matrix, self.lower, self.upper),
            integrality=np.array(self.whole, dtype=int),
            bounds=scipy.optimize.Bounds(0.0, np.array(self.most)),
            options={"mip_rel_gap": GAP},
        )
        return None if solution.x is None else np.asarray(solution.x)
