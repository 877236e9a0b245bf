"""Make marker paths fit for computing: missing samples, gaps, swapped labels, zero-lag low-pass."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline
from scipy.signal import butter, sosfiltfilt

from ..errors import ValueOutOfRangeError
from ..note import Note
from .motion import MIN_VERTICAL_FORCE_N, Array, ForcePlate, Motion

LARGEST_CUTOFF_SHARE = 0.4
"""Largest cut-off as a share of the sampling rate; above it a corrected filter would pass half the sampling rate."""
PAD_PERIODS = 3.0
"""Length of the mirrored ends the filter settles on, in periods of the cut-off; the start-up has died down to e^-13 by then."""
SWAP_MISFIT_M = 0.012
"""Distances that miss the static trial's by more than this (root mean square) are more than skin and foot bending; our choice."""
SWAP_GAIN = 0.5
"""A swap must bring that misfit below this share of what it was; our choice."""


def zeros_to_missing(motion: Motion) -> Motion:
    """Mark samples at exactly (0, 0, 0) as missing: no marker stands there, it is how some programs write 'not seen'."""
    missing = (motion.position_m == 0.0).all(axis=2)
    if not missing.any():
        return motion
    position_m = np.where(missing[:, :, None], np.nan, motion.position_m)
    message = f"{int(missing.sum())} of {missing.size} marker samples in {motion.file_name} are exact zeros and count as missing."
    return replace(motion, position_m=position_m, notes=(*motion.notes, Note("zeros_missing", message)))


def _stretches(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return [start, end) of each run of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(np.int8), [0]])))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


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
        raise ValueOutOfRangeError("the longest gap to fill", f"{limit_s} s", "zero or above")
    position_m = np.array(motion.position_m)
    longest = int(limit_s * motion.sampling_rate_hz + 1e-9)
    gaps, samples, left = 0, 0, 0
    for index in range(len(motion.labels)):
        missing = np.asarray(np.isnan(position_m[:, index]).any(axis=1))
        inner = [(start, end) for start, end in _stretches(missing) if start > 0 and end < len(missing)]
        short = [(start, end) for start, end in inner if end - start <= longest]
        left += len(inner) - len(short)
        seen = np.flatnonzero(~missing)
        if not short or len(seen) < 4:
            continue
        spline = CubicSpline(seen, position_m[seen, index], axis=0)
        for start, end in short:
            position_m[start:end, index] = spline(np.arange(start, end))
            gaps, samples = gaps + 1, samples + end - start
    if not gaps and not left:
        return motion
    message = f"{gaps} gaps up to {limit_s:g} s ({samples} marker samples) were filled by a cubic spline; {left} longer ones were left."
    return replace(motion, position_m=position_m, notes=(*motion.notes, Note("gaps_filled", message)))


def _distances(points: Array) -> Array:
    """Return (..., m, m) m, the distances between m points."""
    return np.asarray(np.linalg.norm(points[..., :, None, :] - points[..., None, :, :], axis=-1))


def _middle(values: Array) -> Array:
    """Return the median over frames of the seen values, NaN where a distance was never seen."""
    flat = values.reshape(values.shape[0], -1)
    middle = np.full(flat.shape[1], np.nan)
    for column in range(flat.shape[1]):
        seen = flat[~np.isnan(flat[:, column]), column]
        if seen.size:
            middle[column] = np.median(seen)
    return middle.reshape(values.shape[1:])


def swapped_labels(motion: Motion, static: Motion, tracking: Mapping[str, Sequence[str]]) -> Motion:
    """Put right two labels of one segment that were exchanged against the static trial.

    The distances between the markers of one segment stay the same, so an exchange shows as distances that miss those of
    the static trial and meet them once the two are exchanged back.

    Args:
        motion: The run.
        static: The static trial of the same session, with the same labels.
        tracking: Body to its labels, as in `MarkerSet.tracking`.

    Returns:
        The motion with exchanged labels put right, and a note that names each pair.
    """
    position_m = np.array(motion.position_m)
    notes = []
    for body, wanted in tracking.items():
        labels = [label for label in wanted if label in motion.labels and label in static.labels]
        if len(labels) < 3:
            continue
        columns = [motion.labels.index(label) for label in labels]
        held = _middle(_distances(static.position_m[:, [static.labels.index(label) for label in labels]]))
        ran = _middle(_distances(position_m[:, columns]))
        pair = _exchanged_pair(ran, held)
        if pair is None:
            continue
        first, second = columns[pair[0]], columns[pair[1]]
        position_m[:, [first, second]] = position_m[:, [second, first]]
        message = f"Markers {labels[pair[0]]} and {labels[pair[1]]} ({body}) were exchanged in {motion.file_name}; they were put right."
        notes.append(Note("labels_swapped", message))
    return replace(motion, position_m=position_m, notes=(*motion.notes, *notes)) if notes else motion


def _exchanged_pair(ran: Array, held: Array) -> tuple[int, int] | None:
    """Return the two markers whose exchange makes the distances (m, m) of the run meet those held, or None."""
    count = len(held)

    def misfit(order: list[int]) -> float:
        difference = (ran[np.ix_(order, order)] - held)[np.triu_indices(count, 1)]
        known = difference[~np.isnan(difference)]
        return float(np.sqrt(np.mean(known**2))) if known.size else 0.0

    as_named = misfit(list(range(count)))
    if as_named < SWAP_MISFIT_M:
        return None
    best, least = None, SWAP_GAIN * as_named
    for first, second in combinations(range(count), 2):
        order = list(range(count))
        order[first], order[second] = second, first
        value = misfit(order)
        if value < least:
            best, least = (first, second), value
    return best


def lowpass(values: Array, *, rate_hz: float, cutoff_hz: float) -> Array:
    """Low-pass without lag: a 2nd-order Butterworth forwards and backwards, -3 dB at the named cut-off.

    Two passes square the filter's gain, so each pass gets a higher cut-off: tan(pi f'/rate) = tan(pi f/rate) / c with
    c = (sqrt 2 - 1)^(1/4) = 0.802 (Winter 2009, Biomechanics and Motor Control of Human Movement, section 3.4.4).
    Missing stretches stay missing; each unbroken part is filtered by itself.

    Args:
        values: (n, ...), time first, any unit.
        rate_hz: Sampling rate.
        cutoff_hz: Where the gain of the whole is -3 dB.

    Returns:
        The shape of values.

    Raises:
        ValueOutOfRangeError: The cut-off is not above zero, or too high for the sampling rate.
    """
    if not 0.0 < cutoff_hz <= LARGEST_CUTOFF_SHARE * rate_hz:
        allowed = f"above 0 and at most {LARGEST_CUTOFF_SHARE * rate_hz:g} Hz for a recording at {rate_hz:g} Hz"
        raise ValueOutOfRangeError("the cut-off frequency", f"{cutoff_hz:g} Hz", allowed)
    correction = (np.sqrt(2.0) - 1.0) ** 0.25
    each_pass_hz = rate_hz / np.pi * np.arctan(np.tan(np.pi * cutoff_hz / rate_hz) / correction)
    sections = butter(2, each_pass_hz, fs=rate_hz, output="sos")
    longest_pad = max(9, round(PAD_PERIODS * rate_hz / cutoff_hz))
    flat = np.array(values, dtype=np.float64).reshape(len(values), -1)
    seen = np.isfinite(flat)
    whole = seen.all(axis=0)
    if len(flat) > 1 and whole.any():
        flat[:, whole] = sosfiltfilt(sections, flat[:, whole], axis=0, padlen=min(longest_pad, len(flat) - 1))
    for column in np.flatnonzero(~whole):
        for start, end in _stretches(seen[:, column]):
            if end - start > 1:
                flat[start:end, column] = sosfiltfilt(sections, flat[start:end, column], padlen=min(longest_pad, end - start - 1))
    return flat.reshape(np.shape(values))


def lowpass_motion(motion: Motion, *, cutoff_hz: float) -> Motion:
    """Low-pass all marker paths of a motion; see `lowpass`."""
    return replace(motion, position_m=lowpass(motion.position_m, rate_hz=motion.sampling_rate_hz, cutoff_hz=cutoff_hz))


def lowpass_plate(plate: ForcePlate, *, cutoff_hz: float) -> ForcePlate:
    """Low-pass a plate's force and its moment about a fixed point of the ground, then find the centre of pressure anew.

    A centre of pressure jumps at every contact; the moment about a fixed point does not, so that is what is filtered.

    Args:
        plate: In turned axes (Y up), evenly sampled.
        cutoff_hz: Where the gain of the whole is -3 dB.

    Returns:
        The plate with filtered force, its centre of pressure on the same height as before.
    """
    seen = np.isfinite(plate.point_m).all(axis=1)
    if not seen.any():
        return plate
    origin_m = np.median(plate.point_m[seen], axis=0)
    rate_hz = (len(plate.time_s) - 1) / float(plate.time_s[-1] - plate.time_s[0])
    force = lowpass(plate.force_n, rate_hz=rate_hz, cutoff_hz=cutoff_hz)
    moment = lowpass(plate.moment_about(origin_m), rate_hz=rate_hz, cutoff_hz=cutoff_hz)
    in_contact = force[:, 1] >= MIN_VERTICAL_FORCE_N
    vertical = np.where(in_contact, force[:, 1], 1.0)
    x, z = moment[:, 2] / vertical, -moment[:, 0] / vertical
    twist = np.zeros_like(force)
    twist[:, 1] = np.where(in_contact, moment[:, 1] - (z * force[:, 0] - x * force[:, 2]), 0.0)
    point_m = np.where(in_contact[:, None], origin_m + np.stack([x, np.zeros_like(x), z], axis=1), np.nan)
    return replace(plate, force_n=force, point_m=point_m, free_moment_nm=twist)
