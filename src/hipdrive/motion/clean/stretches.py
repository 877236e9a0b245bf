"""Runs of frames for which something holds."""

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]


def stretches(flags: Flags, *, bridged: int = 0) -> list[tuple[int, int]]:
    """Return [start, end) of each run of true values; gaps of up to `bridged` frames are counted as part of a run."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]]))).reshape(-1, 2)
    joined: list[tuple[int, int]] = []
    for start, end in edges.tolist():
        if joined and start - joined[-1][1] <= bridged:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
