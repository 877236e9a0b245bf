"""A turned square of a picture, cut out to the size that a network takes, and points of it back in the picture."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..arrays import FloatArray as Array

Cut = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Region:
    """A square in the picture, turned so that the body in it stands upright."""

    x: float
    """Pixels to the right, of its middle."""
    y: float
    """Pixels down."""
    side: float
    """Length of its sides in pixels."""
    turn_rad: float
    """Clockwise in the picture."""

    def axes(self) -> Array:
        """(2, 2): its own right and its own down, as unit vectors in the picture."""
        cos, sin = np.cos(self.turn_rad), np.sin(self.turn_rad)
        return np.array([[cos, sin], [-sin, cos]])


def cut_out(picture: NDArray[np.uint8], region: Region, size: int) -> Cut:
    """The region as (size, size, 3) from 0 to 1, by linear interpolation; black beyond the picture."""
    at = (np.arange(size, dtype=np.float64) + 0.5) / size - 0.5
    right, down = region.axes() * region.side
    x = (region.x + at[None, :] * right[0] + at[:, None] * down[0] - 0.5).astype(np.float32)
    y = (region.y + at[None, :] * right[1] + at[:, None] * down[1] - 0.5).astype(np.float32)
    height, width = picture.shape[:2]
    inside = (x > -1.0) & (x < width) & (y > -1.0) & (y < height)
    left, top = np.floor(x).astype(np.int32), np.floor(y).astype(np.int32)
    along, across = (x - left)[:, :, None], (y - top)[:, :, None]
    columns = [np.clip(left + step, 0, width - 1) for step in (0, 1)]
    rows = [np.clip(top + step, 0, height - 1) for step in (0, 1)]
    flat = picture.reshape(-1, 3)
    corners = [[flat.take(row * width + column, axis=0).astype(np.float32) for column in columns] for row in rows]
    upper = corners[0][0] + along * (corners[0][1] - corners[0][0])
    lower = corners[1][0] + along * (corners[1][1] - corners[1][0])
    return np.asarray(np.where(inside[:, :, None], upper + across * (lower - upper), 0.0) / 255.0, dtype=np.float32)


def in_picture(points: Array, region: Region) -> Array:
    """Points of a region, (k, 2) with 0 to 1 along its sides, as pixels of the picture."""
    return np.asarray(np.array([region.x, region.y]) + region.side * (points - 0.5) @ region.axes())


def region_around(middle: Array, top: Array, *, wider: float = 1.25) -> Region:
    """The square around a body: twice as large as from its middle to the point that tells its size, which it turns straight up.

    Args:
        middle: (2,) px, middle of the hips.
        top: (2,) px, the point above it that tells size and direction.
        wider: Factor on the size; the one with which the network was trained.
    """
    way = top - middle
    length = float(np.hypot(way[0], way[1]))
    return Region(x=float(middle[0]), y=float(middle[1]), side=2.0 * length * wider, turn_rad=float(np.arctan2(way[0], -way[1])))
