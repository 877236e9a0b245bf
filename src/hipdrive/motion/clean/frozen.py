"""Find samples that only look measured: a pose or a marker that is held at its last value, or a marker that lies still beside the body."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ...arrays import BoolArray
from ...errors import listed
from ...language import Text, en, layout
from ...note import Note
from ..motion import Array, Motion
from .stretches import stretches

LEAST_SAME_STEPS, LEAST_SAME_S = 3, 0.05
"""A single marker is held once it stays exactly where it was for so many steps and so long; our choice. No measured marker does:
noise alone moves it; one that a program filled with the last value does."""
OUT_OF_STEP = 3.0
"""The place that is held is itself none of the body's if the marker got there by a step so many times its quick ones; our choice."""
STILL_S = 0.5
"""A marker of a runner that keeps its place for longer than this is not on the runner: no running foot stays down so long."""
STILL_M = 0.005
"""So far a marker on the floor seems to move (noise); our choice."""
HELD = en(
    "Samples of {markers}, {from_s:.2f} to {to_s:.2f} s, stay exactly where they were before, which no measured marker does: a program "
    "held the last value. They count as missing."
)
STILL = en(
    "Samples of {markers}, {from_s:.2f} to {to_s:.2f} s, stay still while the runner moves, so they are not on the body. They count as "
    "missing."
)
MOVING_M = 0.05
"""So far the median marker of a runner moves in that time, or more: up and down alone it is about as much; our choice."""


def held_to_missing(motion: Motion, labels: Sequence[str]) -> Motion:
    """Mark samples as missing that repeat the last value exactly: whole poses, and single markers for a while.

    Some programs write the last pose where nobody was found, and some fill the gap of a marker with its last place. A measured marker
    never stays exactly where it was.

    Args:
        motion: A moving person; missing samples are NaN.
        labels: The markers of the body; what else the file holds is let be.

    Returns:
        The motion without those samples, and a note that counts them.
    """
    if len(motion.time_s) < 2:
        return motion
    own = np.isin(motion.labels, labels)
    same = (motion.position_m[1:] == motion.position_m[:-1]).all(axis=2) & own
    seen = np.isfinite(motion.position_m[1:]).all(axis=2) & own
    whole_pose = (same | ~seen).all(axis=1) & (same.sum(axis=1) >= 3)
    held = np.zeros((len(motion.time_s), len(motion.labels)), dtype=bool)
    held[1:] = whole_pose[:, None] & same
    least = max(LEAST_SAME_STEPS, round(LEAST_SAME_S * motion.sampling_rate_hz))
    for marker in np.flatnonzero(same.any(axis=0)).tolist():
        step_m = np.linalg.norm(np.diff(motion.position_m[:, marker], axis=0), axis=1)
        usual_m = float(np.nanquantile(step_m, 0.95))
        for start, end in stretches(same[:, marker]):
            if end - start >= least:
                thrown = start > 0 and step_m[start - 1] > OUT_OF_STEP * usual_m
                held[start + (0 if thrown else 1) : end + 1, marker] = True
    return _without(motion, held, "samples_held", HELD)


def still_to_missing(motion: Motion, labels: Sequence[str]) -> Motion:
    """Mark samples of a run as missing at which a marker keeps its place while the runner moves: it fell off, or it is something else.

    Args:
        motion: A run; missing samples are NaN.
        labels: The markers of the body.

    Returns:
        The motion without those samples, and a note that counts them.
    """
    window = round(STILL_S * motion.sampling_rate_hz)
    if window < 2 or len(motion.time_s) <= window:
        return motion
    own = np.isin(motion.labels, labels)
    if not _any_still(motion.position_m[:, own], window // 2):
        return motion
    moved = _way_in_window_m(motion.position_m, window)
    usual = np.median(np.where(np.isfinite(moved[:, own]), moved[:, own], 0.0), axis=1)
    lies = (moved < STILL_M) & (usual > MOVING_M)[:, None] & own
    still = np.zeros((len(motion.time_s), len(motion.labels)), dtype=bool)
    for marker in np.flatnonzero(lies.any(axis=0)).tolist():
        for start, end in stretches(lies[:, marker]):
            still[start : end - 1 + window, marker] = True
    still &= np.isfinite(motion.position_m).all(axis=2)
    return _without(motion, still, "marker_lies_still", STILL)


def _any_still(position_m: Array, block: int) -> bool:
    """Whether any marker keeps its place over a block of frames: what lies still for two blocks does so over a whole one."""
    count = len(position_m) // block * block
    blocks = position_m[:count].reshape(-1, block, *position_m.shape[1:])
    return bool((np.linalg.norm(blocks.max(axis=1) - blocks.min(axis=1), axis=2) < STILL_M).any())


def _way_in_window_m(position_m: Array, window: int) -> Array:
    """(n - window + 1, m) m, size of the box that each marker keeps to in a window of frames; NaN where it is missing in between."""
    view = np.lib.stride_tricks.sliding_window_view(position_m, window, axis=0)
    return np.asarray(np.linalg.norm(view.max(axis=-1) - view.min(axis=-1), axis=2))


def _without(motion: Motion, gone: BoolArray, code: str, message: Text) -> Motion:
    """The motion without some samples (n, m), and a note that names their markers."""
    if not gone.any():
        return motion
    position_m = np.where(gone[:, :, None], np.nan, motion.position_m)
    counts = zip(motion.labels, gone.sum(axis=0).tolist(), strict=True)
    markers = listed((layout("{label} ({count})", label=label, count=count) for label, count in counts if count), at_most=6)
    frames = np.flatnonzero(gone.any(axis=1))
    words = message.filled(markers=markers, from_s=motion.time_s[frames[0]], to_s=motion.time_s[frames[-1]])
    return replace(motion, position_m=position_m, notes=(*motion.notes, Note(code, words)))
