"""Friction cones: what forces a support can give."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from .contact import SupportContact

CONE_SIDES = 8
"""Sides of the pyramid that stands for a friction cone (inside it) where forces are searched for."""
DIRECTIONS_KEPT = 64
"""Surfaces whose directions are kept."""
NEGLIGIBLE = 1e-9
MET = 1e-6
"""What may be left of the right-hand side, over its size, where equations count as fulfilled."""


def inside_all(forces: FloatArray, contacts: Sequence[SupportContact], owner: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """(n,) whether every point of every patch pushes inside its round friction cone."""
    patch = np.flatnonzero([contacts[i].kind == "patch" for i in owner])
    f = forces.reshape(len(forces), -1, 3)[:, patch]
    normals = np.array([contacts[i].normal for i in owner[patch]]).reshape(-1, 3)
    friction = np.array([contacts[i].friction for i in owner[patch]])
    normal = (f * normals).sum(axis=2)
    sideways = np.sqrt(((f - normal[:, :, None] * normals) ** 2).sum(axis=2))
    good: npt.NDArray[np.bool_] = ((normal >= -NEGLIGIBLE) & (sideways <= friction * normal + NEGLIGIBLE)).all(axis=1)
    return good


@lru_cache(maxsize=DIRECTIONS_KEPT)
def _directions(normal: tuple[float, float, float], turned_rad: float = 0.0) -> FloatArray:
    """(CONE_SIDES, 3) unit vectors along a surface, evenly spaced around its normal."""
    helper = np.array([1.0, 0.0, 0.0]) if abs(normal[0]) < 0.9 else np.array([0.0, 1.0, 0.0])
    first = np.cross(normal, helper)
    first /= np.linalg.norm(first)
    second = np.cross(normal, first)
    angle = 2.0 * np.pi * np.arange(CONE_SIDES) / CONE_SIDES + turned_rad
    ring: FloatArray = np.outer(np.cos(angle), first) + np.outer(np.sin(angle), second)
    ring.setflags(write=False)
    return ring


def _around(contact: SupportContact, turned_rad: float = 0.0) -> FloatArray:
    """(CONE_SIDES, 3) unit vectors along a contact's surface."""
    x, y, z = contact.normal.tolist()
    return _directions((x, y, z), turned_rad)


def cone_rows(contacts: Sequence[SupportContact], owner: npt.NDArray[np.int64]) -> FloatArray:
    """(rows, 3k) C with C f >= 0: pushes, and stays inside a pyramid within the friction cone."""
    half = np.pi / CONE_SIDES  # the sides of the pyramid lie between its edges
    sides = {
        i: np.vstack([c.normal, c.friction * np.cos(half) * c.normal - _around(c, half)])
        for i, c in enumerate(contacts)
        if c.kind == "patch"
    }
    points = [point for point, index in enumerate(owner) if index in sides]
    rows = np.zeros((len(points), CONE_SIDES + 1, len(owner), 3))
    for place, point in enumerate(points):
        rows[place, :, point] = sides[int(owner[point])]
    return rows.reshape(-1, 3 * len(owner))


def generators(contacts: Sequence[SupportContact], owner: npt.NDArray[np.int64], *, friction_limit: float | None = None) -> FloatArray:
    """(3k, g) edges of all pyramids (for a grip all six directions): forces are their sums with factors of 0 or more."""
    edges = [edges_of(contact, friction_limit) for contact in contacts]
    columns = []
    for point, index in enumerate(owner):
        block = np.zeros((3 * len(owner), len(edges[index])))
        block[3 * point : 3 * point + 3] = edges[index].T
        columns.append(block)
    return np.concatenate(columns, axis=1)


def edges_of(contact: SupportContact, friction_limit: float | None = None) -> FloatArray:
    """(edges, 3) of one contact's pyramid."""
    if contact.kind == "grip":
        return np.vstack([np.eye(3), -np.eye(3)])
    mu = contact.friction if friction_limit is None else friction_limit
    edges: FloatArray = contact.normal + mu * _around(contact)
    return edges
