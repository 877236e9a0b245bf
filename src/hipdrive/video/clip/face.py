"""A face made unknowable: few blocks where it is, or over the whole picture where nobody knows where it is."""

import numpy as np

from ...arrays import FloatArray
from .pictures import Picture

BLOCKS = 5
"""A face becomes so many blocks across."""
BLOCKS_OF_PICTURE = 24
"""A picture whose face was not found becomes so many blocks across and down; our choice: a head is about one of them."""


def without_face(picture: Picture, face: FloatArray) -> Picture:
    """The picture with a square of few blocks where the face is.

    Args:
        picture: (height, width, 3).
        face: (3,) px: middle and radius; NaN where it was not found: then the whole picture is made of blocks.
    """
    rows, columns = picture.shape[:2]
    if not np.isfinite(face).all():
        return _in_blocks(picture, (0, 0, columns, rows), min(BLOCKS_OF_PICTURE, rows, columns))
    x, y, radius = face
    left, right = (int(np.clip(x + side * radius, 0, columns)) for side in (-1, 1))
    top, bottom = (int(np.clip(y + side * radius, 0, rows)) for side in (-1, 1))
    if right - left < BLOCKS or bottom - top < BLOCKS:
        return picture
    return _in_blocks(picture, (left, top, right, bottom), BLOCKS)


def _in_blocks(picture: Picture, place: tuple[int, int, int, int], blocks: int) -> Picture:
    """The picture with a part of it (left, top, right, bottom) as means of so many blocks across and down."""
    left, top, right, bottom = place
    changed = picture.copy()
    rows, columns = (np.linspace(0, size, blocks + 1).astype(int) for size in (bottom - top, right - left))
    part = changed[top:bottom, left:right]
    sums = np.add.reduceat(np.add.reduceat(part.astype(np.float64), rows[:-1], axis=0), columns[:-1], axis=1)
    means = sums / (np.diff(rows)[:, None, None] * np.diff(columns)[None, :, None])
    part[:] = means.astype(np.uint8).repeat(np.diff(rows), axis=0).repeat(np.diff(columns), axis=1)
    return changed
