"""All strides laid over one another: one Fourier series over the stride's phase, fitted to every picture of a clip at once."""

from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray

HIGHEST_HZ = 10.0
"""The series ends at this frequency."""
KNOT_S = 2.0
"""A slow drift along the clip is straight between instants so far apart."""
ROUNDS = 6
"""Rounds of reweighting."""
TUKEY = 4.685
"""Residuals beyond so many standard deviations count nothing: 95 % as exact as plain least squares where nothing is wrong."""


@dataclass(frozen=True, kw_only=True)
class Fold:
    """A signal over the stride: exactly periodic, with exact derivatives."""

    cosine: FloatArray
    """(h + 1,) coefficients of cos 2 pi k phase; the first is the mean."""
    sine: FloatArray
    """(h + 1,) the same of sin; the first is zero."""
    stride_hz: float
    scatter: float
    """Standard deviation of the pictures about the series, robust, in the unit of the signal."""
    kept_share: float
    """Share of the pictures that count."""

    def at(self, phase: FloatArray, *, derivative: int = 0) -> FloatArray:
        """(n,) value, or its derivative in time at the mean stride rate, at phases in strides."""
        k = np.arange(len(self.cosine))
        turns = np.exp(2j * np.pi * np.outer(phase, k)) * (2j * np.pi * k * self.stride_hz) ** derivative
        value: FloatArray = np.real(turns @ (self.cosine - 1j * self.sine))
        return value


def fold(
    time_s: FloatArray,
    phase: FloatArray,
    signal: FloatArray,
    weight: FloatArray,
    *,
    stride_hz: float,
    highest_hz: float = HIGHEST_HZ,
    drifts: bool = False,
) -> Fold:
    """Fit one Fourier series over the stride's phase to all pictures, by robust least squares.

    A low-pass along time takes from every stride what lies near its cut-off; a series over the phase keeps it, because noise that does not
    come back with the stride averages out.

    Args:
        time_s: (n,) s.
        phase: (n,) strides.
        signal: (n,) any unit.
        weight: (n,) 0 to 1.
        stride_hz: Strides a second.
        highest_hz: Where the series ends.
        drifts: Whether the signal also wanders slowly along the clip, as a runner on a belt does.

    Returns:
        The series; a drift is taken out but for its mean.
    """
    harmonics = max(1, int(highest_hz / stride_hz))
    angle = 2.0 * np.pi * phase
    waves = [f(k * angle) for k in range(1, harmonics + 1) for f in (np.cos, np.sin)]
    slow = _hats(time_s) if drifts else np.ones((len(time_s), 1))
    terms = np.column_stack([slow, *waves])
    count = np.array(weight, dtype=np.float64)
    spread = 0.0
    for _ in range(ROUNDS):
        root = np.sqrt(count)[:, None]
        solution = np.linalg.lstsq(terms * root, signal * root[:, 0], rcond=None)[0]
        left = signal - terms @ solution
        spread = 1.4826 * float(np.median(np.abs(left)))
        inside = np.clip(1.0 - (left / (TUKEY * spread + 1e-12)) ** 2, 0.0, None) ** 2
        count = weight * inside
    mean = float(np.mean(slow @ solution[: slow.shape[1]]))
    rest = solution[slow.shape[1] :]
    return Fold(
        cosine=np.concatenate([[mean], rest[0::2]]),
        sine=np.concatenate([[0.0], rest[1::2]]),
        stride_hz=stride_hz,
        scatter=spread,
        kept_share=float(np.mean(inside > 0.0)),
    )


def _hats(time_s: FloatArray) -> FloatArray:
    """(n, k) triangles that add up to one: a line between knots."""
    knots = np.linspace(time_s[0], time_s[-1], max(2, round((time_s[-1] - time_s[0]) / KNOT_S) + 1))
    return np.stack([np.interp(time_s, knots, row) for row in np.eye(len(knots))], axis=1)
