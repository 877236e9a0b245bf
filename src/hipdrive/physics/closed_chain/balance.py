"""Lean that brings the weight over the support, points of the body kept in place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...errors import ValueOutOfRangeError
from ...language import en
from ...units import STANDARD_GRAVITY_M_S2
from ..inverse_dynamics import OuterForce
from ..kinematics import Kinematics, cross_rows, forward_kinematics, points_on
from ..skeleton import Skeleton
from .pin import Pin, check_square, multiply_each, pin_errors, solve_each
from .solve import LARGEST_STEP, MOST_STEPS, solve_pose

QUICK = 0.3
"""After a step that leaves more than this share of the miss, the slopes are computed again."""
TINY = 1e-300
BALANCED = 1e-11
"""Miss (m) at which a body counts as balanced."""


@dataclass(frozen=True, kw_only=True)
class Balance:
    """Lean, or swing, that brings the moment about a point of a body to zero: the centre of pressure of a sole, a hand on a bar."""

    freedoms: tuple[str, ...]
    """Coordinates free to lean: fore and aft; and sideways, if there are two. With one, only the fore-aft moment is brought to zero."""
    body: str
    target_m: FloatArray
    """(3,) wanted centre of pressure in the body's frame."""

    def __post_init__(self) -> None:
        if not 1 <= len(self.freedoms) <= 2:
            raise ValueOutOfRangeError(
                en("balance"), en("{count} freedoms", count=len(self.freedoms)), en("one (fore and aft) or two (and sideways)")
            )


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
        (k, nv) poses; the nearest to balance, if no lean balances the body.

    Raises:
        UnreachablePoseError: If the pins can't be kept.
    """
    check_square(dependent, pins)
    free = [skeleton.index(name) for name in (*dependent, *balance.freedoms)]
    k, m, h = len(guess), len(free), 1e-6
    q = solve_pose(skeleton, guess, dependent=dependent, pins=pins)
    slopes, step, off, miss = np.zeros((k, m, m)), np.zeros((k, m)), np.zeros((k, m)), np.inf
    renew = True
    for _ in range(MOST_STEPS):
        block = np.repeat(q[None], m + 1 if renew else 1, axis=0)
        for i, j in enumerate(free if renew else ()):
            block[i + 1, :, j] += h
        kinematics = forward_kinematics(skeleton, block.reshape(-1, q.shape[1]))
        pressure = _off_balance(skeleton, kinematics, balance, pulls(kinematics))
        misses = np.concatenate([pin_errors(skeleton, kinematics, pins), pressure], axis=1).reshape(-1, k, m)
        if renew:
            slopes = np.moveaxis((misses[1:] - misses[0]) / h, 0, 2)
        else:  # Broyden's update: the slopes along the last step are known
            surprise = misses[0] - off - multiply_each(slopes, step)
            slopes += surprise[:, :, None] * (step / np.maximum((step**2).sum(axis=1, keepdims=True), TINY))[:, None, :]
        off, before, miss = misses[0], miss, float(np.abs(misses[0]).max())
        if miss < BALANCED:
            break
        step = -np.clip(solve_each(slopes, off), -LARGEST_STEP, LARGEST_STEP)
        q[:, free] += step
        renew = not renew and miss > QUICK * before
    return q if miss < BALANCED else solve_pose(skeleton, q, dependent=dependent, pins=pins)


def _off_balance(skeleton: Skeleton, kinematics: Kinematics, balance: Balance, pulls: Sequence[OuterForce]) -> FloatArray:
    """(n, 1 or 2) moment of weight and pulls about the target, fore-aft and sideways, over body weight (m)."""
    target = points_on(kinematics, skeleton.body_index(balance.body), balance.target_m)
    weights = np.asarray(skeleton.model.body_mass) * STANDARD_GRAVITY_M_S2
    lever = weights @ (kinematics.com_m - target[:, None, :])
    fore_aft, sideways = -lever[:, 0], lever[:, 2]
    for pull in pulls:
        turning = cross_rows(pull.point_m - target, pull.force_n)
        fore_aft, sideways = fore_aft + turning[:, 2], sideways + turning[:, 0]
    off: FloatArray = np.stack([fore_aft, sideways][: len(balance.freedoms)], axis=1) / weights.sum()
    return off
