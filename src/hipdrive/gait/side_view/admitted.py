"""Whether a clip shows running at all, and for long enough."""

import math

import numpy as np

from ...language import en
from ..clip.touches import SkipsNotRunningError, touches
from ..contact.on_plates import NotRunningError
from .folded_leg import POINTS, FoldedLeg
from .refusal import ClipTooShortError, NoStrideInClipError

LEAST_STRIDES = 10
"""Strides of the leg that are laid over one another at least; 10 s of running hold 12 to 15."""
LEAST_SWING_SHARE = 0.6
"""Share of the thigh's swing that comes back with every stride: .96 to .99 in runners filmed with measured noise; our choice."""
LEAST_DIP_M = 0.012
"""A runner's hip dips further below its mean over the standing leg, as noisy keypoints show it: 1.9 cm or more in twelve runners, 0.7 cm
at most in two walkers, who mostly rise; between them, our choice."""
BOTH_LOW = 0.07
"""Share of the leg: an ankle of a walker is no higher than this above its lowest when the other leaves the ground (.02 to .06)."""
LEAST_RANGE_RAD = math.radians(25.0)
"""A running thigh swings through more than this: 44 to 84 deg in twelve runners at 2.5 to 4.5 m/s; our choice."""


def refuse_no_run(leg: FoldedLeg) -> None:
    """Refuse a clip that shows no running, or too little.

    A runner's hips are lowest where the leg stands upright below them, a walker's are highest there. Where noise
    hides that, a walker is known by both feet being low at once, however fast the steps are.

    Raises:
        ClipTooShortError: Fewer than ten strides.
        NoStrideInClipError: The thigh does not swing, or not evenly.
        SkipsNotRunningError: The heel comes down twice each time the thigh swings once.
        NotRunningError: It is a walk.
    """
    name, phase = leg.leg.file_name, np.arange(POINTS - 1) / (POINTS - 1)
    thigh = leg.angle["thigh"].at(phase)
    if np.ptp(thigh) < LEAST_RANGE_RAD:
        raise NoStrideInClipError(name, en("the thigh swings through {range:.0f}°", range=math.degrees(float(np.ptp(thigh)))))
    if leg.phase.swing_share < LEAST_SWING_SHARE:
        share = 100.0 * leg.phase.swing_share
        raise NoStrideInClipError(name, en("{share:.0f} % of the thigh's swing come back with every stride", share=share))
    if heel_touches(leg) > 1:
        raise SkipsNotRunningError(name)
    if leg.strides < LEAST_STRIDES:
        raise ClipTooShortError(name, strides=leg.strides, least=LEAST_STRIDES, seen_s=leg.strides / leg.stride_hz)
    rise_m = hip_rise_at_mid_stance_m(leg)
    if rise_m > 0.0:
        raise NotRunningError(name, en("the hip is {rise:.1f} cm above its mean where the leg stands upright", rise=100.0 * rise_m))
    if rise_m > -LEAST_DIP_M and ankles_low_at_once(leg) < BOTH_LOW:
        raise NotRunningError(name, en("both feet are low at the same time, and the hip does not dip over the leg that stands"))


def ankles_low_at_once(leg: FoldedLeg) -> float:
    """How high above its lowest place the higher ankle is when both are lowest together, as a share of the leg.

    The other leg is taken to do the same half a stride later, because one camera sees it badly.
    """
    phase, own = np.arange(POINTS - 1) / (POINTS - 1), leg.leg
    thigh, shank = (own.thigh_m * np.cos(leg.angle["thigh"].at(phase)), own.shank_m * np.cos(leg.angle["shank"].at(phase)))
    height = leg.path["hip_y"].at(phase) - thigh - shank
    height -= height.min()
    return float(np.min(np.maximum(height, np.roll(height, len(height) // 2)))) / (own.thigh_m + own.shank_m)


def heel_touches(leg: FoldedLeg) -> int:
    """How often the heel comes down in a stride: once in running, twice in skipping."""
    return touches(leg.path["heel_y"].at(np.arange(POINTS - 1) / (POINTS - 1)))


def hip_rise_at_mid_stance_m(leg: FoldedLeg) -> float:
    """How far the hip's two waves a stride lie above their mean where the ankle passes below the hip backwards; negative in running."""
    phase = np.arange(POINTS) / (POINTS - 1)
    ahead = leg.leg.thigh_m * np.sin(leg.angle["thigh"].at(phase)) + leg.leg.shank_m * np.sin(leg.angle["shank"].at(phase))
    passes = np.flatnonzero((ahead[:-1] > 0.0) & (ahead[1:] <= 0.0))
    if not len(passes):
        return 0.0
    height = leg.path["hip_y"]
    angle = 4.0 * np.pi * phase[passes[0]]
    return float(height.cosine[2] * np.cos(angle) + height.sine[2] * np.sin(angle)) if len(height.cosine) > 2 else 0.0
