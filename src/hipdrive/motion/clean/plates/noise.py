"""Hum and noise of a force plate, told by what it shows while nobody is on it."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ...motion import Array
from ..lowpass import lowpass

MAINS_HZ = (50.0, 60.0)
HARMONICS = (1, 2, 3)
WANDERS_HZ, STEP_HZ = 0.5, 0.02
"""Mains stay within half a hertz of their frequency (EN 50160: 1 %)."""
SLOWEST_HZ = 8.0
"""Hum that a low sampling rate makes slower than this cannot be told from the steps; our choice."""
BLOCK_S = 5.0
"""Amplitude and phase of hum are fitted anew for each such piece."""
LOUD_HUM_N = 7.0
"""Hum of a smaller amplitude is left alone: on the same trials the shaking of the belt reaches 5.5 N near 50 and 60 Hz."""
LOUD_N, AT_HZ = 18.0, 300.0
"""Noise above `QUIET_HZ` of a larger standard deviation in flight, sampled so, makes a contact at 50 N come and go: on 36 open treadmill
trials (Fukuchi 2017) it is 7 to 14 N. Of more samples a second more are beyond a limit by chance, so the limit falls with the root of the
rate; the four other clean laboratories, at 1000 Hz and more, have up to 3 N."""
QUIET_HZ = 40.0
"""Noisy plates are low-passed here before contacts are read from them: a landing rises within 10 ms."""
LEAST_UNLOADED_S = 0.2


def hum_of(values: Array, upward_n: Array, unloaded: NDArray[np.bool_], *, rate_hz: float) -> tuple[Array, float] | None:
    """Find the hum of the mains in what a plate shows while nobody is on it.

    Args:
        values: (k, c) forces and moments, without their zero.
        upward_n: (k,) N, vertical force among them.
        unloaded: (k,) samples at which nobody is on the plate.
        rate_hz: Sampling rate.

    Returns:
        The hum (k, c) and its amplitude (N) in the vertical force; None where there is none to speak of.
    """
    if np.count_nonzero(unloaded) < LEAST_UNLOADED_S * rate_hz:
        return None
    rest = upward_n[unloaded]
    if np.sqrt(2.0) * np.std(rest) < LOUD_HUM_N:  # a line as loud would make more
        return None
    quiet = np.where(unloaded, upward_n - rest.mean(), 0.0)
    length = 1 << int(np.ceil(np.log2(max(len(quiet), rate_hz / STEP_HZ))))
    lines, line_hz = np.abs(np.fft.rfft(quiet, length)) * 2.0 / len(rest), np.fft.rfftfreq(length, 1.0 / rate_hz)
    time_s = np.arange(len(values)) / rate_hz
    hum, amplitude_n = np.zeros_like(values), 0.0
    for mains_hz in MAINS_HZ:
        for multiple in HARMONICS:
            if multiple > 1 and multiple * (mains_hz + WANDERS_HZ) >= 0.5 * rate_hz:
                break
            middle_hz = abs(multiple * mains_hz - rate_hz * round(multiple * mains_hz / rate_hz))  # as a slower clock sees it
            if middle_hz < SLOWEST_HZ:
                break
            near = np.flatnonzero(np.abs(line_hz - middle_hz) <= multiple * WANDERS_HZ)
            loudest = near[np.argmax(lines[near])]
            if lines[loudest] > LOUD_HUM_N:
                hum += _fitted(values, unloaded, time_s, float(line_hz[loudest]))
                amplitude_n = max(amplitude_n, float(lines[loudest]))
    return (hum, amplitude_n) if amplitude_n else None


def _fitted(values: Array, unloaded: NDArray[np.bool_], time_s: Array, line_hz: float) -> Array:
    """(k, c) sine of one frequency, fitted piece by piece to the unloaded samples."""
    waves = np.stack([np.sin(2.0 * np.pi * line_hz * time_s), np.cos(2.0 * np.pi * line_hz * time_s)], axis=1)
    pieces = max(1, round(float(time_s[-1]) / BLOCK_S))
    edges = np.linspace(0, len(values), pieces + 1).astype(int)
    hum = np.zeros_like(values)
    for start, end in pairwise(edges):
        rest = unloaded[start:end]
        if np.count_nonzero(rest) < 10:
            continue
        still = values[start:end][rest]
        strength, *_ = np.linalg.lstsq(waves[start:end][rest], still - still.mean(axis=0), rcond=None)
        hum[start:end] = waves[start:end] @ strength
    return hum


def is_loud(noise: float, *, rate_hz: float) -> bool:
    """Whether noise (N, SD) at a sampling rate disturbs contacts."""
    of_white = _share_above_quiet(rate_hz) / _share_above_quiet(AT_HZ)
    return noise > LOUD_N * min(1.0, float(np.sqrt(AT_HZ / rate_hz))) * float(np.sqrt(of_white))


def _share_above_quiet(rate_hz: float) -> float:
    """Share of the power of white noise that is faster than the low-pass of noisy plates."""
    return 1.0 - 2.0 * _quiet_hz(rate_hz) / rate_hz


def _quiet_hz(rate_hz: float) -> float:
    return min(QUIET_HZ, 0.4 * rate_hz)


def noise_n(upward_n: Array, unloaded: NDArray[np.bool_], *, rate_hz: float) -> float:
    """Standard deviation (N) of what is faster than `QUIET_HZ` in the vertical force while nobody is on the plate."""
    fast = upward_n - quietened(upward_n[:, None], rate_hz=rate_hz)[:, 0]
    return float(np.std(fast[unloaded])) if unloaded.any() else 0.0


def quietened(values: Array, *, rate_hz: float) -> Array:
    """(k, c) forces and moments of a noisy plate, low-passed lightly."""
    return lowpass(values, rate_hz=rate_hz, cutoff_hz=_quiet_hz(rate_hz))
