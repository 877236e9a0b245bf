"""Make marker paths fit for computing: missing samples, gaps, zero-lag low-pass."""

from dataclasses import replace

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.signal import butter, sosfiltfilt

from ..errors import ValueOutOfRangeError
from ..note import Note
from .motion import MIN_VERTICAL_FORCE_N, Array, ForcePlate, Motion
from .sides import stretches

LARGEST_CUTOFF_SHARE = 0.4
"""Largest cut-off as a share of the sampling rate; above it a corrected filter would pass half the sampling rate."""
PAD_PERIODS = 3.0
"""Length of the mirrored ends the filter settles on, in periods of the cut-off; the start-up has died down to e^-13 by then."""


def zeros_to_missing(motion: Motion) -> Motion:
    """Mark samples at exactly (0, 0, 0) as missing: no marker stands there, it is how some programs write 'not seen'."""
    missing = (motion.position_m == 0.0).all(axis=2)
    if not missing.any():
        return motion
    position_m = np.where(missing[:, :, None], np.nan, motion.position_m)
    message = f"{int(missing.sum())} of {missing.size} marker samples in {motion.file_name} are exact zeros and count as missing."
    return replace(motion, position_m=position_m, notes=(*motion.notes, Note("zeros_missing", message)))


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
        inner = [(start, end) for start, end in stretches(missing) if start > 0 and end < len(missing)]
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
        for start, end in stretches(seen[:, column]):
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
