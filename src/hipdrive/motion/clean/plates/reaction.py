"""Turn forces that are the runner's push on the ground into the ground's push on the runner."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ....language import en, joined
from ....note import Note
from ...motion import Array, ForcePlate, plate_words

CLEARLY_LOADED_N = 100.0
"""A plate whose largest vertical force is above this and points down records action instead of reaction; our choice."""
PUSHING_N = 300.0
"""So much force has a direction that can be told; our choice."""


def as_reaction(plates: Sequence[ForcePlate], time_s: Array, position_m: Array) -> tuple[tuple[ForcePlate, ...], list[Note]]:
    """Turn every plate whose vertical force points down; markers stand above the centre of pressure.

    Where the vertical part alone is turned, the force as it stands would pass the body far off, which tells the two
    ways apart: the right line of force passes nearer to the middle of the markers.

    Args:
        plates: In any axes.
        time_s: (n,) s, of the markers.
        position_m: (n, m, 3) m, markers in the same axes.

    Returns:
        The plates as the ground's push on the runner, and a note if one was turned.
    """
    if not plates:
        return (), []
    axis = int(np.argmax([max(float(np.ptp(plate.force_n[:, axis])) for plate in plates) for axis in range(3)]))
    kept, turned = [], []
    for plate in plates:
        load_n = plate.force_n[:, axis]
        strongest = int(np.argmax(np.abs(load_n)))
        if abs(load_n[strongest]) < CLEARLY_LOADED_N or load_n[strongest] * _up(plate, position_m, axis) > 0.0:
            kept.append(plate)
            continue
        turned.append(plate_words(plate.name))
        kept.append(_turned(plate, time_s, position_m, axis))
    if not turned:
        return tuple(kept), []
    message = en(
        "{plates}: the file holds the runner's push on the ground; it was reversed to give the ground's push on the runner.",
        plates=joined(turned, ", "),
    )
    return tuple(kept), [Note("plate_sign_turned", message)]


def _up(plate: ForcePlate, position_m: Array, axis: int) -> float:
    """1 where the markers stand on the positive side of the ground along an axis, else -1."""
    heights = position_m[..., axis][np.isfinite(position_m).all(axis=2) & (position_m != 0.0).any(axis=2)]
    grounds = plate.point_m[np.isfinite(plate.point_m).all(axis=1), axis]
    if not (heights.size and grounds.size):
        return 1.0
    return 1.0 if float(np.median(heights)) >= float(np.median(grounds)) else -1.0


def _turned(plate: ForcePlate, time_s: Array, position_m: Array, axis: int) -> ForcePlate:
    """The plate with all its forces turned, or with the vertical ones alone if those then pass nearer to the body."""
    mirrored = plate.force_n.copy()
    mirrored[:, axis] *= -1.0
    if _passes_m(plate, mirrored, time_s, position_m, axis) < _passes_m(plate, plate.force_n, time_s, position_m, axis):
        return replace(plate, force_n=mirrored)
    return replace(plate, force_n=-plate.force_n, free_moment_nm=-plate.free_moment_nm)


def _passes_m(plate: ForcePlate, force_n: Array, time_s: Array, position_m: Array, axis: int) -> float:
    """How far (m) the line of force passes the middle of the markers, mean over the samples with a clear push."""
    seen = np.isfinite(position_m).all(axis=2) & (position_m != 0.0).any(axis=2)
    middle = np.array(
        [frame[marks].mean(axis=0) if marks.any() else np.full(3, np.nan) for frame, marks in zip(position_m, seen, strict=True)]
    )
    pushing = (np.abs(force_n[:, axis]) > PUSHING_N) & np.isfinite(plate.point_m).all(axis=1)
    whole = np.isfinite(middle).all(axis=1)
    if not (pushing.any() and whole.any()):
        return 0.0
    body = np.stack([np.interp(plate.time_s[pushing], time_s[whole], middle[whole, place]) for place in range(3)], axis=1)
    point, force = plate.point_m[pushing], force_n[pushing]
    reach = (body[:, axis] - point[:, axis]) / force[:, axis]
    return float(np.mean(np.linalg.norm(point + reach[:, None] * force - body, axis=1)))
