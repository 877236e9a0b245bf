"""Turn the stored words of a C3D file into marker positions and analog samples.

Source: C3D format user guide (c3d.org). The arithmetic, down to its order and its float32 step, is that of the library ezc3d, which the
tests compare with: like there, samples are signed whatever ANALOG:FORMAT says, and an offset counts without its sign.
"""

from collections.abc import Sequence

import numpy as np

from ..motion import Array
from .layout import Layout
from .parameters import continued, numbers


def point_positions(layout: Layout, *, flags_count: bool = True) -> Array:
    """Return where the points were.

    Args:
        layout: What the file holds.
        flags_count: Whether a residual below zero means that a point was not seen.

    Returns:
        (n, points, 3) in the file's unit of length; NaN where the residual, the fourth word of a point, is below zero: not seen.
    """
    stored = layout.data[:, : 4 * layout.points].reshape(layout.frames, layout.points, 4)
    with np.errstate(invalid="ignore"):  # some numbers of damaged files are none
        positions = stored[:, :, :3].astype(np.float64)
        if layout.scale > 0.0:
            positions *= layout.scale
        if flags_count:
            positions[np.less(stored[:, :, 3], 0)] = np.nan
    return positions


def points_all_flagged(layout: Layout, points: Sequence[int]) -> bool:
    """Whether every sample of these points is flagged as invalid although some of them hold a place.

    Some programs write so what they computed or filtered.

    Args:
        layout: What the file holds.
        points: Which of its points are markers.
    """
    stored = layout.data[:, : 4 * layout.points].reshape(layout.frames, layout.points, 4)[:, points]
    return bool(np.less(stored[:, :, 3], 0).all() and np.not_equal(stored[:, :, :3], 0).any())


def analog_samples(layout: Layout) -> Array:
    """Return what the analog channels measured: (sample - OFFSET) SCALE GEN_SCALE.

    Args:
        layout: What it holds.

    Returns:
        (channels, k) in the units of the file, k samples of each channel in the whole recording; NaN for a channel to which the file gives
        no scale or offset; (0, 0) without channels.
    """
    if not layout.channels:
        return np.empty((0, 0))
    general = numbers(layout.groups, "ANALOG", "GEN_SCALE").ravel()
    scale = _per_channel(layout, "SCALE")
    offset = np.mod(np.round(_per_channel(layout, "OFFSET", "OFFSETS")), 2.0**16)  # what 16 bits keep of it
    offset = np.minimum(offset, 2.0**16 - offset)  # read as signed, without its sign
    stored = layout.data[:, 4 * layout.points :].reshape(-1, layout.channels).T
    with np.errstate(invalid="ignore", over="ignore"):  # some numbers of damaged files are none
        samples = (stored.astype(np.float32) - offset[:, None].astype(np.float32)).astype(np.float64, order="C")
        samples *= scale[:, None]
        samples *= general[0] if general.size else 1.0
    return samples


def _per_channel(layout: Layout, *names: str) -> Array:
    """Return one number for each analog channel, from the first of these parameters that the file has; NaN where it has too few."""
    known = np.full(layout.channels, np.nan)
    for name in names:
        parts = [part.ravel() for part in continued(layout.groups, "ANALOG", name) if isinstance(part, np.ndarray)]
        if parts:
            values = np.concatenate(parts)[: layout.channels]
            known[: len(values)] = np.where(np.isfinite(values), values, np.nan)
            break
    return known
