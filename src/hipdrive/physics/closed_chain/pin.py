"""Points of bodies held in place: how far they are from there, and how they move with each coordinate."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...errors import ValueOutOfRangeError
from ..kinematics import (
    Kinematics,
    axis_motion,
    point_bias,
    points_on,
    rotation_bias,
)
from ..skeleton import Skeleton

ROWS = ("x", "y", "z", "rx", "ry", "rz")
STRETCHED_OUT = 1e6
"""Condition of the held rows from which a chain counts as stretched out."""


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A point of a body held in place, or a body held level, in chosen directions."""

    body: str
    local_m: FloatArray
    """(3,) in the body's frame."""
    hold: dict[str, float]
    """Row -> lab value: x, y, z (m) of the point; rx, ry, rz (0 only): no turning about that lab axis."""


def pin_errors(skeleton: Skeleton, kinematics: Kinematics, pins: Sequence[Pin]) -> FloatArray:
    """(n, rows) how far each held row is from its value."""
    columns = []
    for pin in pins:
        body = skeleton.body_index(pin.body)
        point, R = points_on(kinematics, body, pin.local_m), kinematics.rotation[:, body]
        for row, value in pin.hold.items():
            i = ROWS.index(row)
            if i < 3:
                columns.append(point[:, i] - value)
            else:
                j, k = (i + 1) % 3, (i + 2) % 3
                columns.append(0.5 * (R[:, k, j] - R[:, j, k]) - value)
    return np.stack(columns, axis=1) if columns else np.zeros((len(kinematics.position_m), 0))


def pin_jacobian(skeleton: Skeleton, kinematics: Kinematics, pins: Sequence[Pin], columns: Sequence[int]) -> FloatArray:
    """(n, rows, columns) how each held row moves with each of the given coordinates."""
    screw, rows = kinematics.screw[:, :, columns], []
    for pin in pins:
        body = skeleton.body_index(pin.body)
        point, moves = points_on(kinematics, body, pin.local_m)[:, :, None], skeleton.tree.moves[body, list(columns)]
        for row in pin.hold:
            i = ROWS.index(row)
            j, k = (i + 1) % 3, (i + 2) % 3
            moved = screw[:, j] * point[:, k] - screw[:, k] * point[:, j] + screw[:, i + 3] if i < 3 else screw[:, i - 3]
            rows.append(moved * moves)
    return np.stack(rows, axis=1)


def pin_bias(skeleton: Skeleton, kinematics: Kinematics, pins: Sequence[Pin], velocity: FloatArray) -> FloatArray:
    """(n, rows) acceleration of each held row when no coordinate accelerates."""
    axes = axis_motion(skeleton, kinematics, velocity)
    parts = []
    for pin in pins:
        body = skeleton.body_index(pin.body)
        point = points_on(kinematics, body, pin.local_m)
        moved = point_bias(skeleton, kinematics, axes, velocity=velocity, body=body, point_m=point)
        turned = rotation_bias(skeleton, axes, velocity=velocity, body=body)
        parts.append(np.concatenate([moved, turned], axis=1)[:, [ROWS.index(row) for row in pin.hold]])
    return np.concatenate(parts, axis=1)


def solve_each(J: FloatArray, right: FloatArray) -> FloatArray:
    """(n, m) solution of J x = right; the least-squares solution where J is singular."""
    try:
        solution: FloatArray = np.asarray(np.linalg.solve(J, right[:, :, None])[:, :, 0], dtype=np.float64)
    except np.linalg.LinAlgError:
        solution = multiply_each(np.asarray(np.linalg.pinv(J), dtype=np.float64), right)
    return solution


def invert_each(J: FloatArray) -> FloatArray | None:
    """(n, m, m) inverses; None if a chain is stretched out."""
    try:
        inverse: FloatArray = np.asarray(np.linalg.inv(J), dtype=np.float64)
    except np.linalg.LinAlgError:
        return None
    bound = np.sqrt((J**2).sum(axis=(1, 2)) * (inverse**2).sum(axis=(1, 2)))  # never under the condition, and quicker to find
    doubtful = bound > STRETCHED_OUT
    if doubtful.any() and np.linalg.cond(J[doubtful]).max() > STRETCHED_OUT:
        return None
    return inverse


def multiply_each(matrix: FloatArray, vector: FloatArray) -> FloatArray:
    """(n, i) products of stacks (n, i, j) and (n, j)."""
    product: FloatArray = (matrix @ vector[:, :, None])[:, :, 0]
    return product


def check_square(dependent: Sequence[str], pins: Sequence[Pin]) -> None:
    """Refuse a closed chain that has not as many coordinates as rows.

    Raises:
        ValueOutOfRangeError: If it has not.
    """
    rows = sum(len(pin.hold) for pin in pins)
    if rows != len(dependent):
        counts = f"{len(dependent)} dependent coordinates for {rows} held rows"
        raise ValueOutOfRangeError("closed chain", counts, "as many coordinates as rows")
