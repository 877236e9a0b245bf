"""Points of bodies held in place: how far they are from there, and how they move with each coordinate."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from ...arrays import FloatArray
from ...errors import ValueOutOfRangeError
from ...language import en
from ..kinematics import (
    Kinematics,
    axis_motion,
    point_bias,
    points_on,
    rotation_bias,
)
from ..skeleton import Skeleton
from .rolling import rolling_bends, rolling_error, rolling_slopes

ROWS = ("x", "y", "z", "rx", "ry", "rz")
ROLL = "roll"
"""Row of a limb that rolls on a ball; it moves in the plane of X and Y."""
ROLLING = ("x", "y", "rz")
"""Rows of its point and body on which rolling depends."""
STRETCHED_OUT = 1e6
"""Condition of the held rows from which a chain counts as stretched out."""


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A point of a body held in place, or a body held level, in chosen directions."""

    body: str
    local_m: FloatArray
    """(3,) in the body's frame."""
    hold: dict[str, float]
    """Row -> lab value: x, y, z (m) of the point; rx, ry, rz (0 only): no turning about that lab axis; roll: see rolling_constant_m."""
    ball_radius_m: float = 0.0
    """Of the ball that the body rolls on; of no effect without that row."""


def pin_errors(skeleton: Skeleton, kinematics: Kinematics, pins: Sequence[Pin]) -> FloatArray:
    """(n, rows) how far each held row is from its value."""
    errors, places = np.empty((len(kinematics.position_m), sum(len(pin.hold) for pin in pins))), count()
    for pin in pins:
        body = skeleton.body_index(pin.body)
        point, R = points_on(kinematics, body, pin.local_m), kinematics.rotation[:, body]
        for row, value in pin.hold.items():
            place = next(places)
            if row == ROLL:
                errors[:, place] = rolling_error(point, R, radius_m=pin.ball_radius_m, constant_m=value)
                continue
            i = ROWS.index(row)
            if i < 3:
                errors[:, place] = point[:, i] - value
            else:
                j, k = (i + 1) % 3, (i + 2) % 3
                errors[:, place] = 0.5 * (R[:, k, j] - R[:, j, k]) - value
    return errors


def pin_jacobian(skeleton: Skeleton, kinematics: Kinematics, pins: Sequence[Pin], columns: Sequence[int]) -> FloatArray:
    """(n, rows, columns) how each held row moves with each of the given coordinates."""
    bodies, places = list[int](), list(columns)
    arms = np.zeros((len(kinematics.position_m), sum(len(pin.hold) for pin in pins), 6))
    for pin in pins:
        body = skeleton.body_index(pin.body)
        point = points_on(kinematics, body, pin.local_m)
        for row, value in pin.hold.items():
            arm = arms[:, len(bodies)]
            bodies.append(body)
            if row == ROLL:
                slopes = rolling_slopes(point, kinematics.rotation[:, body], radius_m=pin.ball_radius_m, constant_m=value)
                for k, name in enumerate(ROLLING):
                    arm += slopes[:, [k]] * _arm(np.zeros_like(arm), point, name)
            else:
                _arm(arm, point, row)
    moved: FloatArray = (arms @ kinematics.screw[:, :, places]) * skeleton.tree.moves[bodies][:, places]
    return moved


def _arm(arm: FloatArray, point_m: FloatArray, row: str) -> FloatArray:
    """(n, 6) how a row of a point (n, 3) moves with a screw, written into zeros."""
    i = ROWS.index(row)
    if i < 3:
        j, k = (i + 1) % 3, (i + 2) % 3
        arm[:, j], arm[:, k], arm[:, i + 3] = point_m[:, k], -point_m[:, j], 1.0
    else:
        arm[:, i - 3] = 1.0
    return arm


def pin_bias(skeleton: Skeleton, kinematics: Kinematics, pins: Sequence[Pin], velocity: FloatArray) -> FloatArray:
    """(n, rows) acceleration of each held row when no coordinate accelerates."""
    axes = axis_motion(skeleton, kinematics, velocity)
    columns = []
    for pin in pins:
        body = skeleton.body_index(pin.body)
        point, R = points_on(kinematics, body, pin.local_m), kinematics.rotation[:, body]
        moved = point_bias(skeleton, kinematics, axes, velocity=velocity, body=body, point_m=point)
        turned = rotation_bias(skeleton, axes, velocity=velocity, body=body)
        both = np.concatenate([moved, turned], axis=1)
        for row, value in pin.hold.items():
            if row == ROLL:
                ball = {"radius_m": pin.ball_radius_m, "constant_m": value}
                carried = velocity * skeleton.tree.moves[body]
                arms = np.stack([_arm(np.zeros((len(point), 6)), point, name) for name in ROLLING], axis=1)
                rate = multiply_each(arms @ kinematics.screw, carried)
                steady = (rolling_slopes(point, R, **ball) * both[:, [ROWS.index(name) for name in ROLLING]]).sum(axis=1)
                columns.append(steady + rolling_bends(point, R, rate, **ball))
            else:
                columns.append(both[:, ROWS.index(row)])
    return np.stack(columns, axis=1)


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
        counts = en("{count} dependent coordinates for {rows} held rows", count=len(dependent), rows=rows)
        raise ValueOutOfRangeError(en("closed chain"), counts, en("as many coordinates as rows"))
