"""Whether the camera stands still: how far the whole picture shifts between looks (phase correlation, Kuglin and Hines 1975)."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ...arrays import FloatArray as Array

WIDTH = 96
"""Points across the small picture that is looked at."""
EVERY_S = 0.25
MOVES_SHARE = 0.03
"""The camera moves if the picture shifts by more than this share of its width between looks, in more than a quarter of them; our choice."""


def small_grey(picture: NDArray[np.uint8]) -> Array:
    """The picture as few grey points, means of blocks."""
    block = max(1, picture.shape[1] // WIDTH)
    rows, columns = picture.shape[0] // block, picture.shape[1] // block
    grey = picture[: rows * block, : columns * block, 1].astype(np.float64)
    return np.asarray(grey.reshape(rows, block, columns, block).mean(axis=(1, 3)))


def camera_moves(looks: Sequence[Array]) -> bool:
    """Whether the picture as a whole shifts.

    Args:
        looks: Small pictures (`small_grey`), some tenths of a second apart.
    """
    shifts = [_shift(before, after) for before, after in pairwise(looks)]
    return bool(shifts) and float(np.percentile(shifts, 75)) > MOVES_SHARE


def _shift(before: Array, after: Array) -> float:
    """How far one picture lies beside the other, as a share of its width."""
    window = np.hanning(before.shape[0])[:, None] * np.hanning(before.shape[1])[None, :]
    one, other = (np.fft.rfft2((look - look.mean()) * window) for look in (before, after))
    cross = one * np.conj(other)
    peak = np.fft.irfft2(cross / np.maximum(np.abs(cross), 1e-9), s=before.shape)
    at = np.unravel_index(int(peak.argmax()), peak.shape)
    steps = [min(int(place), size - int(place)) for place, size in zip(at, peak.shape, strict=True)]
    return float(np.hypot(steps[0], steps[1]) / before.shape[1])
