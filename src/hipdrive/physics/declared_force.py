"""Declared support forces: how hard a foot pushes along the floor and where on its sole it presses, as rows beside the base equations."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from .support import Equations

FloatArray = npt.NDArray[np.float64]


def with_push(equations: Equations, contact: int, *, along: FloatArray, force_n: float) -> Equations:
    """The equations with one more row: the contact's whole force along a direction.

    Args:
        equations: What support forces must fulfil.
        contact: Its place among the contacts.
        along: (3,) unit vector in the lab.
        force_n: Wanted force on the body in that direction (N).
    """
    row = np.zeros((len(equations.b), 1, len(equations.owner), 3))
    row[:, 0, equations.owner == contact] = along
    return _with_row(equations, row, force_n)


def with_pressure(equations: Equations, contact: int, *, at_m: FloatArray) -> Equations:
    """The equations with one more row: the contact's centre of pressure lies, fore and aft, at a point.

    Args:
        equations: What support forces must fulfil.
        contact: Its place among the contacts; its surface is level.
        at_m: (n, 3) wanted centre of pressure in the lab.

    Returns:
        Equations with sum over its points of f_y (x - x_wanted) = 0.
    """
    row = np.zeros((len(equations.b), 1, len(equations.owner), 3))
    mine = equations.owner == contact
    row[:, 0, mine, 1] = equations.points_m[:, mine, 0] - at_m[:, :1]
    return _with_row(equations, row, 0.0)


def _with_row(equations: Equations, row: FloatArray, value: float) -> Equations:
    n = len(equations.b)
    return replace(
        equations,
        A=np.concatenate([equations.A, row.reshape(n, 1, -1)], axis=1),
        b=np.concatenate([equations.b, np.full((n, 1), value)], axis=1),
    )
