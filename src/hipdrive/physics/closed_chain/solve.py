"""Poses and their exact rates when points of the body stay in place: closed chains."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...errors import HipDriveError
from ...language import en, joined
from ..kinematics import (
    Kinematics,
    forward_kinematics,
)
from ..skeleton import Skeleton
from .pin import Pin, check_square, invert_each, multiply_each, pin_bias, pin_errors, pin_jacobian, solve_each

PRECISE = 1e-11
MOST_STEPS = 40
LARGEST_STEP = 0.3
"""Largest change of a coordinate in one Newton step (rad or m)."""


class UnreachablePoseError(HipDriveError):
    """No pose of the body keeps all held points in place."""

    code = "unreachable_pose"

    def __init__(self, bodies: Sequence[str], miss_m: float) -> None:
        self.miss_m = miss_m
        super().__init__(
            en(
                "No pose keeps {bodies} in place (best miss {miss_m:.3f}); bring supports nearer or change the joint angles.",
                bodies=joined(bodies, ", "),
                miss_m=miss_m,
            )
        )


@dataclass(frozen=True, kw_only=True)
class Trajectory:
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
    return _solved_pose(skeleton, guess, dependent=dependent, pins=pins)[0]


def reachable_poses(
    skeleton: Skeleton, guess: FloatArray, *, dependent: Sequence[str], pins: Sequence[Pin]
) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """The poses of solve_pose for frames of which some can't be reached.

    Args:
        skeleton: The skeleton.
        guess: (n, nv) prescribed coordinates, and first guesses of the dependent ones.
        dependent: As many coordinates as the pins have rows.
        pins: Points held in place.

    Returns:
        (n, nv) poses, and (n,) whether each keeps all pins in place.
    """
    check_square(dependent, pins)
    q, free = guess.copy(), [skeleton.index(name) for name in dependent]
    left = np.arange(len(q))
    for _ in range(MOST_STEPS if free else 0):
        kinematics = forward_kinematics(skeleton, q[left])
        residual = pin_errors(skeleton, kinematics, pins)
        off = np.abs(residual).max(axis=1) >= PRECISE
        if not off.any():
            left = left[:0]
            break
        step = solve_each(pin_jacobian(skeleton, kinematics, pins, free), residual)
        left = left[off]
        q[np.ix_(left, free)] -= np.clip(step[off], -LARGEST_STEP, LARGEST_STEP)
    reached = np.ones(len(q), dtype=bool)
    reached[left if free else left[:0]] = False
    return q, reached


def solve_path(
    skeleton: Skeleton,
    guess: FloatArray,
    *,
    velocity: FloatArray,
    acceleration: FloatArray,
    dependent: Sequence[str],
    pins: Sequence[Pin],
) -> Trajectory:
    """Poses and their rates: solve_pose, then from its last kinematics J v = 0 and J a = -dJ/dt v for the dependent coordinates.

    Args:
        skeleton: The skeleton.
        guess: (n, nv) prescribed coordinates, and first guesses of the dependent ones.
        velocity: (n, nv) of the prescribed coordinates; entries of dependent ones are replaced.
        acceleration: (n, nv) likewise.
        dependent: As many coordinates as the pins have rows.
        pins: Points held in place.

    Raises:
        UnreachablePoseError: If there is no pose, or a chain is stretched out so that rates are not defined.
    """
    q, kinematics = _solved_pose(skeleton, guess, dependent=dependent, pins=pins)
    return _with_rates(skeleton, q, kinematics, velocity=velocity, acceleration=acceleration, dependent=dependent, pins=pins)


def _solved_pose(skeleton: Skeleton, guess: FloatArray, *, dependent: Sequence[str], pins: Sequence[Pin]) -> tuple[FloatArray, Kinematics]:
    """The poses of solve_pose and their kinematics."""
    check_square(dependent, pins)
    q, free = guess.copy(), [skeleton.index(name) for name in dependent]
    kinematics = forward_kinematics(skeleton, q)
    miss = np.inf
    for _ in range(MOST_STEPS if free else 0):
        residual = pin_errors(skeleton, kinematics, pins)
        miss = float(np.abs(residual).max())
        if miss < PRECISE:
            return q, kinematics
        q[:, free] -= np.clip(solve_each(pin_jacobian(skeleton, kinematics, pins, free), residual), -LARGEST_STEP, LARGEST_STEP)
        kinematics = forward_kinematics(skeleton, q)
    if free:
        raise UnreachablePoseError([pin.body for pin in pins], miss)
    return q, kinematics


def _with_rates(
    skeleton: Skeleton,
    q: FloatArray,
    kinematics: Kinematics,
    *,
    velocity: FloatArray,
    acceleration: FloatArray,
    dependent: Sequence[str],
    pins: Sequence[Pin],
) -> Trajectory:
    """The rates of solve_path, from known kinematics."""
    v, a = velocity.copy(), acceleration.copy()
    free = [skeleton.index(name) for name in dependent]
    if free:
        v[:, free] = a[:, free] = 0.0
        J = pin_jacobian(skeleton, kinematics, pins, range(v.shape[1]))
        inverse = invert_each(J[:, :, free])
        if inverse is None:
            raise UnreachablePoseError([pin.body for pin in pins], 0.0)
        v[:, free] = -multiply_each(inverse, multiply_each(J, v))
        a[:, free] = -multiply_each(inverse, multiply_each(J, a) + pin_bias(skeleton, kinematics, pins, v))
    return Trajectory(q=q, velocity=v, acceleration=a, kinematics=kinematics)
