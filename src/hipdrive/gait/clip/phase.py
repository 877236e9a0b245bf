"""Where in the stride a runner is at each instant, from the swing of one thigh alone."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from ...arrays import FloatArray

SLOWEST_HZ, FASTEST_HZ = 0.7, 2.5
"""Strides a second between which one is sought: 84 to 300 steps a minute."""
GRID_HZ = 100.0
"""Even instants on which the swing is followed."""
WINDOW_STRIDES = 0.5
"""Width (one standard deviation) of the Gaussian window, in strides: shorter lets the second wave of a stride in, longer smooths changes
of pace."""
FREQUENCIES = 721
"""Rates that are tried, 0.0025 Hz apart."""


@dataclass(frozen=True, kw_only=True)
class StridePhase:
    """The stride's phase over a clip."""

    phase: FloatArray
    """(n,) strides since some instant, increasing."""
    stride_hz: float
    """Mean strides a second."""
    swing_share: float
    """Share of the thigh's variance that this rate and its multiples up to the third explain, 0 to 1."""


def stride_phase(time_s: FloatArray, thigh_rad: FloatArray) -> StridePhase:
    """Follow the phase of the stride by complex demodulation of the thigh's angle.

    The strongest rate of the swing is found first; the angle, turned back by that rate and averaged in a Gaussian window, then shows how
    far the stride is ahead of an even one.

    Args:
        time_s: (n,) s, increasing, not necessarily even.
        thigh_rad: (n,) rad.

    Returns:
        Phase at these instants.
    """
    swing = thigh_rad - np.mean(thigh_rad)
    rate_hz, share = _rate(time_s, swing)
    grid_s = np.arange(time_s[0], time_s[-1] + 0.5 / GRID_HZ, 1.0 / GRID_HZ)
    turned = np.interp(grid_s, time_s, swing) * np.exp(-2j * np.pi * rate_hz * grid_s)
    width = WINDOW_STRIDES / rate_hz * GRID_HZ
    window = np.exp(-0.5 * (np.arange(-int(3.5 * width), int(3.5 * width) + 1) / width) ** 2)
    ahead = np.unwrap(np.angle(scipy.signal.fftconvolve(turned, window, mode="same"))) / (2.0 * np.pi)
    phase = np.interp(time_s, grid_s, rate_hz * grid_s + ahead)
    return StridePhase(phase=phase, stride_hz=float((phase[-1] - phase[0]) / (time_s[-1] - time_s[0])), swing_share=share)


def instants_of(phase: FloatArray, time_s: FloatArray, places: Sequence[float]) -> list[list[float]]:
    """Instants (s) at which places of the stride are passed, in each stride of a clip that holds them all.

    Args:
        phase: (n,) strides, increasing.
        time_s: (n,) s.
        places: Of one stride, strides.
    """
    whole = np.arange(math.ceil(phase[0] - min(places)), math.floor(phase[-1] - max(places)) + 1)
    instants: list[list[float]] = np.interp(np.array(places) + whole[:, None], phase, time_s).tolist()
    return instants


def _rate(time_s: FloatArray, swing: FloatArray) -> tuple[float, float]:
    """Strides a second whose first three harmonics explain most of the swing, and the share that they explain."""
    best, share = 0.0, -1.0
    for rate_hz in np.linspace(SLOWEST_HZ, FASTEST_HZ, FREQUENCIES):
        angle = 2.0 * np.pi * rate_hz * time_s
        basis = np.exp(1j * angle)
        power = float(np.abs(basis @ swing) ** 2)
        if power > share:
            best, share = float(rate_hz), power
    angle = 2.0 * np.pi * best * time_s
    terms = np.stack([np.ones_like(angle), *(f(k * angle) for k in (1, 2, 3) for f in (np.cos, np.sin))], axis=1)
    left = swing - terms @ np.linalg.lstsq(terms, swing, rcond=None)[0]
    return best, float(1.0 - np.var(left) / np.var(swing)) if np.var(swing) > 0.0 else 0.0
