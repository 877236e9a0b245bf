"""Find single-frame jumps that a marker on a rigid body cannot make, and take those samples out with a note."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ...language import en, joined, layout
from ...note import Note
from ..motion import Array, Motion
from .swapped_labels import distances

WINDOW_FRAMES = 7
"""A distance is compared with its median over so many frames, so jumps of up to three frames are seen; our choice."""
SPIKE_M = 0.02
"""Distances to the other markers of the body that leave that median by more than this are no bending of skin; our choice."""
OUT_OF_SPREAD = 3.0
"""They must leave it by so many times the spread of the closest four of the seven, or a marker that wobbles would be taken for one that
jumps; our choice."""


def without_spikes(motion: Motion, tracking: Mapping[str, Sequence[str]]) -> Motion:
    """Mark samples as missing at which one marker jumps against the others of its body for up to three frames.

    Distances between the markers of a body show the jump, and the marker to blame is the one without which all others keep theirs; if
    that leaves a choice, it is the one that leaves its own path most.

    Args:
        motion: The run, in which labels stand right.
        tracking: Body to its labels, as in `MarkerSet.tracking`.

    Returns:
        The motion without those samples, and a note that names the markers.
    """
    position_m = np.array(motion.position_m)
    removed: dict[str, int] = {}
    for wanted in tracking.values():
        labels = [label for label in wanted if label in motion.labels]
        if len(labels) < 3:
            continue
        columns = [motion.labels.index(label) for label in labels]
        for frame, place in _jumpers(motion.position_m[:, columns]):
            position_m[frame, columns[place]] = np.nan
            removed[labels[place]] = removed.get(labels[place], 0) + 1
    if not removed:
        return motion
    markers = joined((layout("{label} ({count})", label=label, count=count) for label, count in removed.items()), ", ")
    message = en("Samples in which a marker jumped relative to its own segment were taken out: {markers}.", markers=markers)
    return replace(motion, position_m=position_m, notes=(*motion.notes, Note("spikes_removed", message)))


def _jumpers(points_m: Array) -> list[tuple[int, int]]:
    """Return frame and place of each marker of one body, (n, m, 3) m, that jumps against the others."""
    rows, columns = np.triu_indices(points_m.shape[1], 1)
    jump_m = _jump_from_median(distances(points_m)[:, rows, columns], out_of_spread=OUT_OF_SPREAD)
    frames = np.flatnonzero(jump_m.max(axis=1) > SPIKE_M)
    if not frames.size:
        return []
    nearby = np.unique(np.clip(frames[:, None] + np.arange(-WINDOW_FRAMES, WINDOW_FRAMES + 1), 0, len(points_m) - 1))
    from_own_path_m = np.zeros(points_m.shape[:2])
    from_own_path_m[nearby] = np.linalg.norm(
        _jump_from_median(points_m[nearby].reshape(len(nearby), -1), out_of_spread=0.0).reshape(len(nearby), -1, 3), axis=2
    )
    jumps = []
    for frame in frames:
        others_agree = [jump_m[frame, (rows != place) & (columns != place)].max() < SPIKE_M for place in range(points_m.shape[1])]
        place = int(np.argmax(np.where(others_agree, from_own_path_m[frame], -1.0)))
        if others_agree[place] and from_own_path_m[frame, place] > 0.5 * SPIKE_M:
            jumps.append((int(frame), place))
    return jumps


def _jump_from_median(values: Array, *, out_of_spread: float) -> Array:
    """Return how far values (n, k) jump from their median over the window; 0 where they, or most of the window, are missing."""
    padded = np.pad(values, ((WINDOW_FRAMES // 2, WINDOW_FRAMES // 2), (0, 0)), constant_values=np.nan)
    ordered = np.sort(np.lib.stride_tricks.sliding_window_view(padded, WINDOW_FRAMES, axis=0), axis=2)  # NaN last
    seen = np.isfinite(ordered).sum(axis=2)
    middle = np.take_along_axis(ordered, np.maximum(seen - 1, 0)[:, :, None] // 2, axis=2)[:, :, 0]
    jump = np.abs(values - middle)
    enough = WINDOW_FRAMES // 2 + 1
    spread = (ordered[:, :, enough - 1 :] - ordered[:, :, : WINDOW_FRAMES - enough + 1]).copy()
    spread[np.isnan(spread)] = np.inf
    return np.where((seen >= enough) & (jump > out_of_spread * spread.min(axis=2)), jump, 0.0)
