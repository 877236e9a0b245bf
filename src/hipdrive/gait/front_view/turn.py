"""How far a camera stands off the way of running: what both legs do sideways alike is their swing forward, seen from an angle."""

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES
from .calibration import ForwardSwing, FrontViewCalibration
from .folded_pair import FoldedPair

POINTS = 101
"""Even places over the stride."""


def forward_swing(path: ForwardSwing, own: FloatArray, *, faster_m_s: float) -> FloatArray:
    """(m,) forward of the middle of the hips, in leg lengths, at phases of the leg's own clock.

    Args:
        path: The series.
        own: (m,) strides.
        faster_m_s: Running speed less the middle speed of the calibration.
    """
    cosine, sine, more_cosine, more_sine = (
        np.array([float(value) for value in values]) for values in (path.cosine, path.sine, path.cosine_s_m, path.sine_s_m)
    )
    k = np.arange(len(cosine))
    turns = np.exp(2j * np.pi * np.outer(own, k))
    value: FloatArray = np.real(turns @ ((cosine + faster_m_s * more_cosine) - 1j * (sine + faster_m_s * more_sine)))
    return value


def yaw_rad(pair: FoldedPair, learned: FrontViewCalibration, *, leg: float, speed_m_s: float) -> float:
    """Angle between the camera's line of sight and the way of running, positive where the camera's right side lags behind.

    A camera that looks straight along the way sees left and right as mirror pictures half a stride apart: their sum stands still. One that
    stands off by an angle a adds sin a times the swing forward to both, so the sum swings by twice that.

    Args:
        pair: The mean stride.
        learned: How joints swing forward.
        leg: Length of thigh and shank in the unit of the pair.
        speed_m_s: Running speed.
    """
    own = np.arange(POINTS - 1) / (POINTS - 1)
    faster = speed_m_s - float(learned.middle_speed_m_s)
    seen, known = [], []
    for joint, path in learned.forward.items():
        alike = np.sum([pair.at(side, joint, "across", own) for side in SIDES], axis=0) / leg
        forward = 2.0 * forward_swing(path, own, faster_m_s=faster)
        seen.append(alike - alike.mean())
        known.append(forward - forward.mean())
    both, swing = np.concatenate(seen), np.concatenate(known)
    return float(np.arcsin(np.clip(both @ swing / (swing @ swing), -1.0, 1.0)))
