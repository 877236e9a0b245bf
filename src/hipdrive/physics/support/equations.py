"""What support forces must fulfil: no residual on the pelvis, and what an exercise declares about moments and forces."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ..kinematics import Kinematics
from ..skeleton import Skeleton
from .contact import SupportContact

BASE = 6
"""Coordinates of the pelvis: the base equations that supports must fulfil."""


@dataclass(frozen=True, kw_only=True)
class MomentConstraint:
    """A sum of joint moments that the support forces must leave at a value, such as 0 for a limb that only rests."""

    parts: dict[str, float]
    """Coordinate -> factor; the supports leave sum(factor x moment) = value_nm."""
    value_nm: float = 0.0


@dataclass(frozen=True, kw_only=True)
class BalanceEquations:
    """A f = b for the stacked support forces f, and how they act on all coordinates."""

    A: FloatArray
    """(n, r, 3k) six base rows, then one row per constraint."""
    b: FloatArray
    """(n, r)."""
    J: FloatArray
    """(n, 3k, nv) Jacobians of all contact points, stacked."""
    points_m: FloatArray
    """(n, k, 3) contact points in the lab."""
    owner: npt.NDArray[np.int64]
    """(k,) which contact each point belongs to."""


def balance_equations(
    skeleton: Skeleton,
    kinematics: Kinematics,
    moments: FloatArray,
    *,
    contacts: Sequence[SupportContact],
    constraints: Sequence[MomentConstraint] = (),
) -> BalanceEquations:
    """Write down what support forces must fulfil: no residual on the pelvis, and the declared constraints.

    Args:
        skeleton: The skeleton.
        kinematics: Its poses.
        moments: (n, nv) generalised forces of the movement before any support (inverse dynamics with all other forces).
        contacts: The supports.
        constraints: What the supports shall leave of some joint moments.
    """
    n = len(kinematics.screw)
    counts = [contact.points_m.shape[-2] for contact in contacts]
    points = np.empty((n, sum(counts), 3))
    for contact, end in zip(contacts, np.cumsum(counts), strict=True):
        body, part = skeleton.body_index(contact.body), slice(end - contact.points_m.shape[-2], end)
        points[:, part] = kinematics.position_m[:, body, None] + contact.points_m @ np.swapaxes(kinematics.rotation[:, body], 1, 2)
    bodies = np.repeat([skeleton.body_index(contact.body) for contact in contacts], np.multiply(3, counts)).astype(np.int64)
    J = (_arms(points) @ kinematics.screw) * skeleton.tree.moves[bodies]
    A, b = [np.ascontiguousarray(np.swapaxes(J[:, :, :BASE], 1, 2))], [moments[:, :BASE]]
    for constraint in constraints:
        places = [skeleton.index(name) for name in constraint.parts]
        factors = np.array(list(constraint.parts.values()))
        A.append((J[:, :, places] @ factors)[:, None, :])
        b.append((moments[:, places] @ factors - constraint.value_nm)[:, None])
    return BalanceEquations(
        A=np.concatenate(A, axis=1), b=np.concatenate(b, axis=1), J=J, points_m=points, owner=np.repeat(np.arange(len(contacts)), counts)
    )


def _arms(points_m: FloatArray) -> FloatArray:
    """(n, 3k, 6) how points (n, k, 3) move with a screw: rows x, y and z of each, by turns first and shifts behind."""
    arms = np.zeros((*points_m.shape, 6))
    for i, j, k in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
        arms[:, :, i, j], arms[:, :, i, k], arms[:, :, i, 3 + i] = points_m[:, :, k], -points_m[:, :, j], 1.0
    return arms.reshape(len(points_m), -1, 6)


def with_push(equations: BalanceEquations, contact: int, *, along: FloatArray, force_n: float) -> BalanceEquations:
    """The equations with one more row: the contact's whole force along a direction.

    Args:
        equations: What support forces must fulfil.
        contact: Its place among the contacts.
        along: (3,) unit vector in the lab; (n, 3) where it turns.
        force_n: Wanted force on the body in that direction (N).
    """
    row = np.zeros((len(equations.b), 1, len(equations.owner), 3))
    row[:, 0, equations.owner == contact] = along if along.ndim == 1 else along[:, None]
    return _with_row(equations, row, force_n)


def with_pressure(equations: BalanceEquations, contact: int, *, at_m: FloatArray) -> BalanceEquations:
    """The equations with one more row: the contact's centre of pressure lies, fore and aft, at a point.

    Args:
        equations: What support forces must fulfil.
        contact: Its place among the contacts; its surface is level.
        at_m: (n, 3) wanted centre of pressure in the lab.

    Returns:
        The equations and: sum over its points of f_y (x - x_wanted) = 0.
    """
    row = np.zeros((len(equations.b), 1, len(equations.owner), 3))
    mine = equations.owner == contact
    row[:, 0, mine, 1] = equations.points_m[:, mine, 0] - at_m[:, :1]
    return _with_row(equations, row, 0.0)


def _with_row(equations: BalanceEquations, row: FloatArray, value: float) -> BalanceEquations:
    n = len(equations.b)
    return replace(
        equations,
        A=np.concatenate([equations.A, row.reshape(n, 1, -1)], axis=1),
        b=np.concatenate([equations.b, np.full((n, 1), value)], axis=1),
    )
