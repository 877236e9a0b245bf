"""Friction cones: what forces a support can give, and the least forces inside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.optimize import nnls

FloatArray = npt.NDArray[np.float64]
CONE_SIDES = 8
"""Sides of the pyramid that stands for a friction cone (inside it) where forces are searched for."""
NEGLIGIBLE = 1e-9


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A patch of the body on something that holds it."""

    id: str
    label: str
    """In words, with its article: 'the bench'."""
    body: str
    points_m: FloatArray
    """(k, 3) points in the body's frame that carry the force."""
    normal: FloatArray
    """(3,) unit vector in the lab in which the support pushes."""
    kind: Literal["patch", "grip"]
    """A patch only pushes, inside its friction cone; a grip may also pull, any way."""
    friction: float
    """Largest sideways over normal force."""
    share: float = 1.0
    """Weight of the whole patch in the sharing; its points have equal parts of it."""


def patch_weights(contacts: Sequence[Contact], owner: npt.NDArray[np.int64]) -> FloatArray:
    """(3k,) part of its patch that each point has, times the patch's share."""
    per_point = np.array([contacts[i].share / len(contacts[i].points_m) for i in owner])
    return np.repeat(per_point, 3)


def least_force(A: FloatArray, b: FloatArray, weights: FloatArray) -> FloatArray:
    """(n, 3k) forces of least sum |f|^2 / w with A f = b; least-squares where A has not full rank."""
    root = np.sqrt(weights)
    forces: FloatArray = root * (np.linalg.pinv(A * root, rcond=1e-9) @ b[:, :, None])[:, :, 0]
    return forces


def inside_all(forces: FloatArray, contacts: Sequence[Contact], owner: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """(n,) whether every point of every patch pushes inside its round friction cone."""
    good = np.ones(len(forces), dtype=bool)
    for point, index in enumerate(owner):
        contact = contacts[index]
        if contact.kind == "grip":
            continue
        f = forces[:, 3 * point : 3 * point + 3]
        normal = f @ contact.normal
        sideways = np.linalg.norm(f - normal[:, None] * contact.normal, axis=1)
        good &= (normal >= -NEGLIGIBLE) & (sideways <= contact.friction * normal + NEGLIGIBLE)
    return good


def _directions(contact: Contact, *, turned_rad: float = 0.0) -> FloatArray:
    """(CONE_SIDES, 3) unit vectors along the surface, evenly round."""
    helper = np.array([1.0, 0.0, 0.0]) if abs(contact.normal[0]) < 0.9 else np.array([0.0, 1.0, 0.0])
    first = np.cross(contact.normal, helper)
    first /= np.linalg.norm(first)
    second = np.cross(contact.normal, first)
    angle = 2.0 * np.pi * np.arange(CONE_SIDES) / CONE_SIDES + turned_rad
    ring: FloatArray = np.outer(np.cos(angle), first) + np.outer(np.sin(angle), second)
    return ring


def cone_rows(contacts: Sequence[Contact], owner: npt.NDArray[np.int64]) -> FloatArray:
    """(rows, 3k) C with C f >= 0: pushes, and stays inside a pyramid within the friction cone."""
    blocks = []
    for point, index in enumerate(owner):
        contact = contacts[index]
        if contact.kind == "grip":
            continue
        half = np.pi / CONE_SIDES  # the sides of the pyramid lie between its edges
        sides = contact.friction * np.cos(half) * contact.normal - _directions(contact, turned_rad=half)
        block = np.zeros((CONE_SIDES + 1, 3 * len(owner)))
        block[:, 3 * point : 3 * point + 3] = np.vstack([contact.normal, sides])
        blocks.append(block)
    return np.concatenate(blocks) if blocks else np.zeros((0, 3 * len(owner)))


def generators(contacts: Sequence[Contact], owner: npt.NDArray[np.int64], *, friction_limit: float | None = None) -> FloatArray:
    """(3k, g) edges of all pyramids (for a grip all six ways): forces are their sums with factors of 0 or more."""
    columns = []
    for point, index in enumerate(owner):
        contact = contacts[index]
        if contact.kind == "grip":
            edges = np.vstack([np.eye(3), -np.eye(3)])
        else:
            mu = contact.friction if friction_limit is None else friction_limit
            edges = contact.normal + mu * _directions(contact)
        block = np.zeros((3 * len(owner), len(edges)))
        block[3 * point : 3 * point + 3] = edges.T
        columns.append(block)
    return np.concatenate(columns, axis=1)


def inside_cones(A: FloatArray, b: FloatArray, weights: FloatArray, cones: FloatArray) -> FloatArray | None:
    """Forces (3k,) of least sum |f|^2 / w with A f = b and C f >= 0, or None if there are none."""
    root = np.sqrt(weights)
    U, s, Vt = np.linalg.svd(A * root, full_matrices=True)
    rank = int((s > 1e-9 * s[0]).sum())
    base = Vt[:rank].T @ ((U.T @ b)[:rank] / s[:rank])
    if np.abs((A * root) @ base - b).max() > 1e-6 * max(np.abs(b).max(), 1.0):
        return None
    size = max(float(np.linalg.norm(base)), 1.0)
    null = Vt[rank:].T
    G, h = (cones * root) @ null, -(cones * root) @ base / size
    stacked = np.vstack([G.T, h])
    target = np.zeros(len(stacked))
    target[-1] = 1.0
    u, distance = nnls(stacked, target, maxiter=20 * len(cones))
    if distance < 1e-7:
        return None
    r = stacked @ u - target
    found: FloatArray = root * (base + size * (null @ (-r[:-1] / r[-1])))
    return found
