"""Missing marker samples: mark those that are written as zeros, and fill short gaps."""

from dataclasses import replace

import numpy as np
import scipy

from ...errors import ValueOutOfRangeError
from ...language import en, joined, layout
from ...note import FILE, Note
from ..motion import Motion
from .stretches import stretches

FURTHEST_M = 1e6
"""Nobody is seen further from a laboratory's origin, even where millimetres are called metres; our choice."""


def within_reach(motion: Motion) -> Motion:
    """Mark samples as missing that are infinite, or further than anything can be seen: no arithmetic holds there.

    Args:
        motion: As read.

    Returns:
        The motion, with a note that names the markers.
    """
    beyond = np.asarray((np.isinf(motion.position_m) | (np.abs(motion.position_m) > FURTHEST_M)).any(axis=2))
    if not beyond.any():
        return motion
    markers = joined((label for place, label in enumerate(motion.labels) if beyond[:, place].any()), ", ")
    note = Note(
        "beyond_reach",
        en("Samples that are infinite or farther away than any laboratory is large count as not seen: {markers}.", markers=markers),
    )
    return replace(motion, position_m=np.where(beyond[:, :, None], np.nan, motion.position_m), notes=(*motion.notes, note))


def zeros_to_missing(motion: Motion) -> Motion:
    """Mark samples at exactly (0, 0, 0) as missing: no marker stands there, it is how some programs write 'not seen'."""
    missing = (motion.position_m == 0.0).all(axis=2)
    if not missing.any():
        return motion
    position_m = np.where(missing[:, :, None], np.nan, motion.position_m)
    message = en(
        "{zeros} of {samples} marker samples in {file} are exact zeros and count as missing.",
        zeros=int(missing.sum()),
        samples=missing.size,
        file=FILE,
    )
    return replace(motion, position_m=position_m, notes=(*motion.notes, Note("zeros_missing", message, motion.file_name)))


def fill_gaps(motion: Motion, *, limit_s: float) -> Motion:
    """Fill gaps by a cubic spline through the marker's own seen samples.

    A gap at the start or end of a path is never filled, nor one longer than the limit.

    Args:
        motion: Missing samples are NaN.
        limit_s: Longest gap that is filled (s).

    Returns:
        The motion with filled gaps, and a note that counts them.

    Raises:
        ValueOutOfRangeError: The limit is below zero.
    """
    if not limit_s >= 0.0:
        raise ValueOutOfRangeError(en("the longest gap to fill"), layout("{limit_s} s", limit_s=limit_s), en("zero or above"))
    position_m = np.array(motion.position_m)
    longest = int(limit_s * motion.sampling_rate_hz + 1e-9)
    gaps, samples, left = 0, 0, 0
    for index in range(len(motion.labels)):
        missing = np.asarray(np.isnan(position_m[:, index]).any(axis=1))
        inner = [(start, end) for start, end in stretches(missing) if start > 0 and end < len(missing)]
        short = [(start, end) for start, end in inner if end - start <= longest]
        left += len(inner) - len(short)
        seen = np.flatnonzero(~missing)
        if not short or len(seen) < 4:
            continue
        spline = scipy.interpolate.CubicSpline(seen, position_m[seen, index], axis=0)
        for start, end in short:
            position_m[start:end, index] = spline(np.arange(start, end))
            gaps, samples = gaps + 1, samples + end - start
    if not gaps and not left:
        return motion
    message = en(
        "{gaps} gaps up to {limit_s:g} s ({samples} marker samples) were filled by a cubic spline; {left} longer gaps were left open.",
        gaps=gaps,
        limit_s=limit_s,
        samples=samples,
        left=left,
    )
    return replace(motion, position_m=position_m, notes=(*motion.notes, Note("gaps_filled", message)))
