"""Hum and noise of a force plate, told by what it shows while nobody is on it."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ..motion import Array
from .lowpass import lowpass

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
    time_s = np.arange(len(values)) / rate_hz
    hum, amplitude_n = np.zeros_like(values), 0.0
    for mains_hz in MAINS_HZ:
        for multiple in HARMONICS:
            if multiple > 1 and multiple * (mains_hz + WANDERS_HZ) >= 0.5 * rate_hz:
                break
            near_hz = multiple * np.arange(mains_hz - WANDERS_HZ, mains_hz + WANDERS_HZ + STEP_HZ, STEP_HZ)
            near_hz = np.abs(near_hz - rate_hz * np.round(near_hz / rate_hz))  # as a slower clock sees it
            if near_hz.min() < SLOWEST_HZ:
                break
            rest = upward_n[unloaded]
            lines = np.abs(np.exp(-2j * np.pi * near_hz[:, None] * time_s[unloaded]) @ (rest - rest.mean())) * 2.0 / len(rest)
            if lines.max() > LOUD_HUM_N:
                hum += _fitted(values, unloaded, time_s, float(near_hz[np.argmax(lines)]))
                amplitude_n = max(amplitude_n, float(lines.max()))
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
    return noise > LOUD_N * min(1.0, float(np.sqrt(AT_HZ / rate_hz)))


def noise_n(upward_n: Array, unloaded: NDArray[np.bool_], *, rate_hz: float) -> float:
    """Standard deviation (N) of what is faster than `QUIET_HZ` in the vertical force while nobody is on the plate."""
    fast = upward_n - quietened(upward_n[:, None], rate_hz=rate_hz)[:, 0]
    return float(np.std(fast[unloaded])) if unloaded.any() else 0.0


def quietened(values: Array, *, rate_hz: float) -> Array:
    """(k, c) forces and moments of a noisy plate, low-passed lightly."""
    return lowpass(values, rate_hz=rate_hz, cutoff_hz=min(QUIET_HZ, 0.4 * rate_hz))
