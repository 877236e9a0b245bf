"""Where the runner's face is in each picture of a clip, to hide it: around the nose, else above the shoulders."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ...arrays import FloatArray
from ...motion import FlatKeypoints

HEAD_ABOVE_SHOULDERS = 0.35
FACE_RADIUS, HEAD_RADIUS = 0.33, 0.45
"""What is hidden around the nose, and around where the head must be if no nose was found; in lengths of the trunk, and generous."""
BRIDGED_S = 0.25
"""A head that was not found for less is where it was on the way from before to after; our choice."""
WIDER = 1.5
"""So much more is hidden there."""


def face_of(points: FlatKeypoints, seen: FloatArray) -> FloatArray | None:
    """(3,) px: middle and radius of what hides the face in one picture; None where the trunk is not seen.

    Args:
        points: The runner's points in a clip.
        seen: (k, 2) those of the picture.
    """
    shoulders, hips = (
        _middle([seen[points.labels.index(side + name)] for side in "LR" if side + name in points.labels]) for name in ("Shoulder", "Hip")
    )
    trunk = shoulders - hips
    if not np.isfinite(trunk).all():
        return None
    length = float(np.hypot(*trunk))
    nose = seen[points.labels.index("Nose")] if "Nose" in points.labels else np.full(2, np.nan)
    if np.isfinite(nose).all():
        return np.array([*nose, FACE_RADIUS * length])
    return np.array([*(shoulders + HEAD_ABOVE_SHOULDERS * trunk), HEAD_RADIUS * length])


def faces_of(points: FlatKeypoints) -> FloatArray:
    """(n, 3) px: the same of every picture; short gaps are bridged, NaN where nobody knows where the head is."""
    nowhere = np.full(3, np.nan)
    found = [face_of(points, seen) for seen in points.position]
    faces = np.array([nowhere if face is None else face for face in found])
    known = np.flatnonzero(np.isfinite(faces).all(axis=1))
    time_s = points.time_s
    for before, after in pairwise(known.tolist()):
        if after - before > 1 and time_s[after] - time_s[before] < BRIDGED_S:
            gap = np.arange(before + 1, after)
            for column in range(3):
                faces[gap, column] = np.interp(time_s[gap], time_s[[before, after]], faces[[before, after], column])
            faces[gap, 2] *= WIDER
    return np.asarray(faces)


def _middle(points: Sequence[FloatArray]) -> FloatArray:
    """(2,) middle of those points that are seen; NaN where none is."""
    seen = [point for point in points if np.isfinite(point).all()]
    return np.mean(seen, axis=0) if seen else np.full(2, np.nan)
