"""When the near foot lands and leaves: the heel that goes with the belt, the thigh that turns back, the toe that rises."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy

from ...arrays import FloatArray
from .folded_leg import POINTS, FoldedLeg

PLANTED = (0.25, 0.12)
"""Strides before the thigh is furthest back between which the ball of the foot goes with the belt."""
LANDS_WITHIN = 0.35
"""A foot lands within so many strides after its heel went forward fastest."""
TOE_RISE_M = 0.05
"""Toes this far above their lowest have left."""


@dataclass(frozen=True, kw_only=True)
class FoldedEvents:
    """Signs of landing and leaving over the stride; times in seconds after the landing sign."""

    landing_phase: float
    """Strides: the heel's backward speed reaches half of the belt's."""
    belt_m_s: float
    """Backward speed of the ball of the foot while it is planted."""
    thigh_turns_s: float
    """The thigh is furthest back."""
    toe_rises_s: float
    """The toe is 5 cm above its lowest."""
    stride_s: float


def folded_events(leg: FoldedLeg) -> FoldedEvents:
    """Find the signs of landing and leaving.

    Args:
        leg: The mean stride.

    Returns:
        The signs, not yet freed of what each of them runs ahead or behind.
    """
    phase = np.arange(POINTS - 1) / (POINTS - 1)
    thigh = leg.angle["thigh"].at(phase)
    back = float(phase[int(np.argmin(thigh))])
    fastest = float(phase[int(np.argmax(leg.path["heel_x"].at(phase, derivative=1)))])
    planted = back - np.linspace(*PLANTED, 41)
    belt = -float(np.median(leg.path["toe_x"].at(planted, derivative=1)))
    search = fastest + np.linspace(0.0, LANDS_WITHIN, POINTS)
    landing = _first(search, lambda at: leg.path["heel_x"].at(at, derivative=1) + 0.5 * belt)
    lowest = float(np.min(leg.path["toe_y"].at(phase)))
    leaving = _first(back + np.linspace(-0.12, 0.4, POINTS), lambda at: lowest + TOE_RISE_M - leg.path["toe_y"].at(at))
    stride_s = 1.0 / leg.stride_hz
    return FoldedEvents(
        landing_phase=landing,
        belt_m_s=belt,
        thigh_turns_s=((back - landing) % 1.0) * stride_s,
        toe_rises_s=((leaving - landing) % 1.0) * stride_s,
        stride_s=stride_s,
    )


def _first(phase: FloatArray, signal: Callable[[FloatArray], FloatArray]) -> float:
    """First phase at which a signal falls through zero; the last where it never does."""
    values = signal(phase)
    falls = np.flatnonzero((values[:-1] > 0.0) & (values[1:] <= 0.0))
    if not len(falls):
        return float(phase[-1])
    place = int(falls[0])
    return float(scipy.optimize.brentq(lambda at: float(signal(np.array([at]))[0]), phase[place], phase[place + 1]))
