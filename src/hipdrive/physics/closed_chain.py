"""Poses and their exact rates when points of the body stay in place: closed chains, and lean that brings the weight over the support."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..errors import HipDriveError, ValueOutOfRangeError
from ..units import STANDARD_GRAVITY_M_S2
from .inverse_dynamics import OuterForce
from .kinematics import Kinematics, forward_kinematics, point_jacobian, points_on, rotation_jacobian
from .point_motion import axis_motion, point_bias, rotation_bias
from .skeleton import Skeleton

FloatArray = npt.NDArray[np.float64]
ROWS = ("x", "y", "z", "rx", "ry", "rz")
PRECISE = 1e-11
MOST_STEPS = 40
LARGEST_STEP = 0.3
"""Largest change of a coordinate in one Newton step (rad or m)."""


class UnreachablePoseError(HipDriveError):
    """No pose of the body keeps all held points in place."""

    def __init__(self, bodies: Sequence[str], miss_m: float) -> None:
        self.miss_m = miss_m
        names = ", ".join(bodies)
        super().__init__(f"No pose keeps {names} in place (best miss {miss_m:.3f}); bring supports nearer or change the joint angles.")


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A point of a body held in place, or a body held level, in chosen directions."""

    body: str
    local_m: FloatArray
    """(3,) in the body's frame."""
    hold: dict[str, float]
    """Row -> lab value: x, y, z (m) of the point; rx, ry, rz (0 only): no turning about that lab axis."""


@dataclass(frozen=True, kw_only=True)
class Balance:
    """Lean that brings the centre of pressure to a point of the sole."""

    freedoms: tuple[str, str]
    """Coordinates free to lean: fore and aft, sideways."""
    body: str
    target_m: FloatArray
    """(3,) wanted centre of pressure in the body's frame."""


@dataclass(frozen=True, kw_only=True)
class Movement:
    """Coordinates in time with exact rates."""

    q: FloatArray
    """(n, nv) rad, m."""
    velocity: FloatArray
    """(n, nv) rad/s, m/s."""
    acceleration: FloatArray
    """(n, nv) rad/s^2, m/s^2."""
    kinematics: Kinematics


def solve_pose(skeleton: Skeleton, guess: FloatArray, *, dependent: Sequence[str], pins: Sequence[Pin]) -> FloatArray:
    """Find the dependent coordinates of each frame that keep all pins in place (Newton's method, all frames at once).

    Args:
        skeleton: The skeleton.
        guess: (n, nv) prescribed coordinates, and first guesses of the dependent ones.
        dependent: As many coordinates as the pins have rows.
        pins: Points held in place.

    Returns:
        (n, nv) poses.

    Raises:
        UnreachablePoseError: If there is none.
    """
    _check_square(dependent, pins)
    q, free = guess.copy(), [skeleton.index(name) for name in dependent]
    miss = np.inf
    for _ in range(MOST_STEPS if free else 0):
        kinematics = forward_kinematics(skeleton, q)
        residual = _residual(skeleton, kinematics, pins)
        miss = float(np.abs(residual).max())
        if miss < PRECISE:
            return q
        J = _jacobian(skeleton, kinematics, pins)[:, :, free]
        q[:, free] -= np.clip(_solved(J, residual), -LARGEST_STEP, LARGEST_STEP)
    if free:
        raise UnreachablePoseError([pin.body for pin in pins], miss)
    return q


def solve_movement(
    skeleton: Skeleton,
    q: FloatArray,
    *,
    velocity: FloatArray,
    acceleration: FloatArray,
    dependent: Sequence[str],
    pins: Sequence[Pin],
) -> Movement:
    """Rates of the dependent coordinates from the rates of the prescribed ones: J v = 0 and J a = -dJ/dt v.

    Args:
        skeleton: The skeleton.
        q: (n, nv) poses that keep the pins in place.
        velocity: (n, nv) of the prescribed coordinates; entries of dependent ones are replaced.
        acceleration: (n, nv) likewise.
        dependent: As many coordinates as the pins have rows.
        pins: Points held in place.

    Raises:
        UnreachablePoseError: If the chain is stretched out, so that rates are not defined.
    """
    kinematics = forward_kinematics(skeleton, q)
    v, a = velocity.copy(), acceleration.copy()
    free = [skeleton.index(name) for name in dependent]
    if free:
        v[:, free] = a[:, free] = 0.0
        J = _jacobian(skeleton, kinematics, pins)
        if np.linalg.cond(J[:, :, free]).max() > 1e6:
            raise UnreachablePoseError([pin.body for pin in pins], 0.0)
        v[:, free] = -_solved(J[:, :, free], np.einsum("nij,nj->ni", J, v))
        bias = _bias(skeleton, kinematics, pins, v)
        a[:, free] = -_solved(J[:, :, free], np.einsum("nij,nj->ni", J, a) + bias)
    return Movement(q=q, velocity=v, acceleration=a, kinematics=kinematics)


def balanced_pose(
    skeleton: Skeleton,
    guess: FloatArray,
    *,
    dependent: Sequence[str],
    pins: Sequence[Pin],
    balance: Balance,
    pulls: Callable[[Kinematics], Sequence[OuterForce]],
) -> FloatArray:
    """Poses at rest that keep the pins in place and put the centre of pressure on the balance's target by leaning.

    Args:
        skeleton: The skeleton.
        guess: (k, nv) poses to start from.
        dependent: Coordinates that keep the pins.
        pins: Points held in place.
        balance: What may lean, and where the centre of pressure shall be.
        pulls: From poses to the resting forces of bands and cables; called with blocks of k poses, the first
            block the present ones.

    Returns:
        (k, nv) poses; the best found, if no lean balances the body.

    Raises:
        UnreachablePoseError: If the pins can't be kept.
    """
    _check_square(dependent, pins)
    names = [*dependent, *balance.freedoms]
    free = [skeleton.index(name) for name in names]
    k, m, h = len(guess), len(free), 1e-6
    q = solve_pose(skeleton, guess, dependent=dependent, pins=pins)
    for _ in range(MOST_STEPS):
        block = np.repeat(q[None], m + 1, axis=0)
        for i, j in enumerate(free):
            block[i + 1, :, j] += h
        flat = block.reshape(-1, q.shape[1])
        kinematics = forward_kinematics(skeleton, flat)
        pressure = _off_balance(skeleton, kinematics, balance, pulls(kinematics))
        residual = np.concatenate([_residual(skeleton, kinematics, pins), pressure], axis=1).reshape(m + 1, k, m)
        if np.abs(residual[0]).max() < 1e-9:
            break
        J = np.moveaxis((residual[1:] - residual[0]) / h, 0, 2)
        q[:, free] -= np.clip(_solved(J, residual[0]), -LARGEST_STEP, LARGEST_STEP)
    return solve_pose(skeleton, q, dependent=dependent, pins=pins)


def _off_balance(skeleton: Skeleton, kinematics: Kinematics, balance: Balance, pulls: Sequence[OuterForce]) -> FloatArray:
    """(n, 2) moment of weight and pulls about the target, fore-aft and sideways, over body weight (m)."""
    target = points_on(kinematics, skeleton.body_index(balance.body), balance.target_m)
    weights = np.asarray(skeleton.model.body_mass) * STANDARD_GRAVITY_M_S2
    lever = np.einsum("nbc,b->nc", kinematics.com_m - target[:, None, :], weights)
    moment = np.cross(lever, np.array([0.0, -1.0, 0.0]))
    for pull in pulls:
        moment += np.cross(pull.point_m - target, pull.force_n)
    off: FloatArray = moment[:, [2, 0]] / weights.sum()
    return off


def _check_square(dependent: Sequence[str], pins: Sequence[Pin]) -> None:
    rows = sum(len(pin.hold) for pin in pins)
    if rows != len(dependent):
        found = f"{len(dependent)} dependent coordinates for {rows} held rows"
        raise ValueOutOfRangeError("closed chain", found, "as many coordinates as rows")


def _residual(skeleton: Skeleton, kinematics: Kinematics, pins: Sequence[Pin]) -> FloatArray:
    """(n, rows) how far each held row is from its value."""
    columns = []
    for pin in pins:
        body = skeleton.body_index(pin.body)
        point = points_on(kinematics, body, pin.local_m)
        R = kinematics.rotation[:, body]
        turned = 0.5 * np.stack([R[:, 2, 1] - R[:, 1, 2], R[:, 0, 2] - R[:, 2, 0], R[:, 1, 0] - R[:, 0, 1]], axis=1)
        both = np.concatenate([point, turned], axis=1)
        for row, value in pin.hold.items():
            columns.append(both[:, ROWS.index(row)] - value)
    return np.stack(columns, axis=1) if columns else np.zeros((len(kinematics.position_m), 0))


def _jacobian(skeleton: Skeleton, kinematics: Kinematics, pins: Sequence[Pin]) -> FloatArray:
    """(n, rows, nv) how each held row moves with each coordinate."""
    parts = []
    for pin in pins:
        body = skeleton.body_index(pin.body)
        point = points_on(kinematics, body, pin.local_m)
        both = np.concatenate([point_jacobian(skeleton, kinematics, body, point), rotation_jacobian(skeleton, kinematics, body)], axis=1)
        parts.append(both[:, [ROWS.index(row) for row in pin.hold]])
    return np.concatenate(parts, axis=1)


def _bias(skeleton: Skeleton, kinematics: Kinematics, pins: Sequence[Pin], velocity: FloatArray) -> FloatArray:
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


def _solved(J: FloatArray, right: FloatArray) -> FloatArray:
    """(n, m) solution of J x = right; the least-squares one where J is singular."""
    try:
        solution: FloatArray = np.asarray(np.linalg.solve(J, right[:, :, None])[:, :, 0], dtype=np.float64)
    except np.linalg.LinAlgError:
        solution = np.asarray((np.linalg.pinv(J) @ right[:, :, None])[:, :, 0], dtype=np.float64)
    return solution
