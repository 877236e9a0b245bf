"""Find points that leap away for a frame or two and come back: no part of a body moves so."""

import numpy as np
from numpy.typing import NDArray

from ..motion import Array

SPREADS = 8.0
"""A point leaps if it lies so many usual distances off its way, seen from before and from after; our choice."""
LEAST_SHARE = 0.06
"""... and at least this share of the runner's height in the picture; our choice, about the width of a knee."""


def leaping_points(position: Array, height: float) -> NDArray[np.bool_]:
    """Tell which points leap.

    Args:
        position: (n, k, 2), NaN where a point was not seen.
        height: The runner's height in the picture, in the unit of the positions.

    Returns:
        (n, k) True where a point leaps.
    """
    leaps = np.zeros(position.shape[:2], dtype=np.bool_)
    if len(position) < 2 * 2 + 1:
        return leaps
    off = _off_its_way(position)
    usual = np.nanmedian(np.where(np.isfinite(off).any(axis=0), off, 0.0), axis=0)
    leaps[2:-2] = off > np.maximum(SPREADS * usual, LEAST_SHARE * height)
    return leaps


def _off_its_way(position: Array) -> Array:
    """(n - 4, k) how far each point lies off an even way on from the two frames before, or from the two after, whichever is less.

    Beside a leap of one or two frames the other side is sound, so that only the points that leap lie off both ways.
    """
    before = 2.0 * position[1:-3] - position[:-4]
    after = 2.0 * position[3:-1] - position[4:]
    here = position[2:-2]
    return np.asarray(np.fmin(np.linalg.norm(here - before, axis=2), np.linalg.norm(here - after, axis=2)))
