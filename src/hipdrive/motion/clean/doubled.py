"""Frames that were written several times: a recording exported at a rate at which nothing was recorded."""

from dataclasses import replace

import numpy as np

from ...language import en
from ...note import FILE, Note
from ..motion import Motion

MOST_COPIES = 8
"""So many times a frame may be written; 240 frames a second from 30."""
COPIES_SHARE = 0.97
"""Share of the frames between the true ones that must be copies; a program may have dropped one at a seam."""
LEAST_FRAMES = 20
"""Of fewer frames nothing is said."""
MOVING_SHARE = 0.5
"""Share of the true frames that must differ from the one before: what stands still all along is no copy."""


def without_doubled_frames(motion: Motion) -> Motion:
    """Thin out a recording in which each frame stands several times, with a note; plates keep their own clock."""
    if len(motion.time_s) < LEAST_FRAMES:
        return motion
    same = np.zeros(len(motion.time_s), dtype=bool)
    same[1:] = ((motion.position_m[1:] == motion.position_m[:-1]) | np.isnan(motion.position_m[1:] + motion.position_m[:-1])).all(
        axis=(1, 2)
    )
    if not np.isfinite(motion.position_m).any() or np.count_nonzero(same) < 0.4 * len(same):
        return motion
    for copies in range(MOST_COPIES, 1, -1):
        for first in range(copies):
            true = np.arange(len(same)) % copies == first
            if same[1:][~true[1:]].mean() >= COPIES_SHARE and (~same[1:][true[1:]]).mean() >= MOVING_SHARE:
                return _thinned(motion, first, copies)
    return motion


def _thinned(motion: Motion, first: int, copies: int) -> Motion:
    rate_hz = motion.sampling_rate_hz / copies
    message = en(
        "Every frame of {file} appears {copies} times: the file was exported at {sampling_rate_hz:g} Hz but "
        "recorded at {rate_hz:g} Hz. Each frame was kept once.",
        file=FILE,
        copies=copies,
        sampling_rate_hz=motion.sampling_rate_hz,
        rate_hz=rate_hz,
    )
    return replace(
        motion,
        time_s=motion.time_s[first::copies],
        position_m=motion.position_m[first::copies],
        sampling_rate_hz=rate_hz,
        notes=(*motion.notes, Note("frames_doubled", message, motion.file_name)),
    )
