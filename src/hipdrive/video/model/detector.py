"""Read what BlazePose's detector answers: squares around people, from scores and offsets at fixed anchors (Bazarevsky et al. 2020)."""

import numpy as np

from ...arrays import FloatArray as Array
from ..crop import Region, region_around

SIZE = 224
GRIDS = ((28, 2), (14, 2), (7, 6))
"""Cells along a side of the picture, and anchors in each cell."""
LEAST_SCORE = 0.5
OVERLAP = 0.3
"""Boxes that share more than this of their union are of one person; both as MediaPipe has them."""
MIDDLE, TOP = 4, 6
"""Where the middle of the hips and the point that tells the body's size stand in an answer, after the box."""


def anchors() -> Array:
    """(2254, 2) middles of the anchors, 0 to 1 across the picture."""
    grids = []
    for cells, each in GRIDS:
        along = (np.arange(cells) + 0.5) / cells
        x, y = np.meshgrid(along, along)
        grids.append(np.repeat(np.column_stack([x.ravel(), y.ravel()]), each, axis=0))
    return np.concatenate(grids)


def people_in(answer: Array, scores: Array, letterbox: Region) -> tuple[Region, ...]:
    """The people that the detector sees, the surest first.

    Args:
        answer: (2254, 12): box (x, y, width, height) and four points, from the anchor, in pixels of the network's picture.
        scores: (2254,) before the logistic function.
        letterbox: The square of the picture that the network saw.

    Returns:
        The square around each body, in which its points are looked for.
    """
    sure = 1.0 / (1.0 + np.exp(-np.clip(scores, -100.0, 100.0)))
    kept = np.flatnonzero(sure >= LEAST_SCORE)
    kept = kept[np.argsort(-sure[kept])]
    middles = anchors()[kept]
    boxes = answer[kept] / SIZE
    centre = middles + boxes[:, :2]
    corners = np.hstack([centre - boxes[:, 2:4] / 2.0, centre + boxes[:, 2:4] / 2.0])
    people = []
    waiting = list(range(len(kept)))
    while waiting:
        same = [place for place in waiting if _shared(corners[waiting[0]], corners[place]) > OVERLAP]
        weight = sure[kept[same]][:, None]
        points = (weight * np.hstack([middles[same] + boxes[same, at : at + 2] for at in (MIDDLE, TOP)])).sum(axis=0) / weight.sum()
        waiting = [place for place in waiting if place not in same]
        in_clip = np.array([letterbox.x, letterbox.y]) + letterbox.side * (points.reshape(2, 2) - 0.5)
        people.append(region_around(in_clip[0], in_clip[1]))
    return tuple(people)


def _shared(one: Array, other: Array) -> float:
    """Intersection over union of two boxes (left, top, right, bottom)."""
    inner = np.maximum(0.0, np.minimum(one[2:], other[2:]) - np.maximum(one[:2], other[:2])).prod()
    union = (one[2:] - one[:2]).prod() + (other[2:] - other[:2]).prod() - inner
    return float(inner / union) if union > 0.0 else 1.0
