"""Low-pass marker paths and force plates without lag."""

from dataclasses import replace

import numpy as np
import scipy  # its rooms load when a name in them is first asked for: scipy.signal alone takes half a second

from ...errors import ValueOutOfRangeError
from ...language import en, layout
from ..motion import MIN_VERTICAL_FORCE_N, Array, ForcePlate, Motion
from .stretches import stretches

LARGEST_CUTOFF_SHARE = 0.4
"""Largest cut-off as a share of the sampling rate; above it a corrected filter would pass half the sampling rate."""
PAD_PERIODS = 3.0
"""Length of the mirrored ends the filter settles on, in periods of the cut-off; the start-up has died down to e^-13 by then."""


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
        allowed = en(
            "above 0 and at most {highest_hz:g} Hz for a recording at {rate_hz:g} Hz",
            highest_hz=LARGEST_CUTOFF_SHARE * rate_hz,
            rate_hz=rate_hz,
        )
        raise ValueOutOfRangeError(en("the cut-off frequency"), layout("{cutoff_hz:g} Hz", cutoff_hz=cutoff_hz), allowed)
    correction = (np.sqrt(2.0) - 1.0) ** 0.25
    each_pass_hz = rate_hz / np.pi * np.arctan(np.tan(np.pi * cutoff_hz / rate_hz) / correction)
    sections = scipy.signal.butter(2, each_pass_hz, fs=rate_hz, output="sos")
    longest_pad = max(9, round(PAD_PERIODS * rate_hz / cutoff_hz))
    flat = np.array(values, dtype=np.float64).reshape(len(values), -1)
    seen = np.isfinite(flat)
    whole = seen.all(axis=0)
    if len(flat) > 1 and whole.any():
        flat[:, whole] = scipy.signal.sosfiltfilt(sections, flat[:, whole], axis=0, padlen=min(longest_pad, len(flat) - 1))
    for column in np.flatnonzero(~whole):
        for start, end in stretches(seen[:, column]):
            if end - start > 1:
                flat[start:end, column] = scipy.signal.sosfiltfilt(
                    sections, flat[start:end, column], padlen=min(longest_pad, end - start - 1)
                )
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
