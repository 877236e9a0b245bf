"""Whether a camera sees a runner rather from the side than from the front or behind: how far ankles and hips part across the picture."""

from typing import NamedTuple

import numpy as np

from ...motion import FlatKeypoints
from .points import trusted_points

LEAST_ACROSS = 0.33
"""Share of the leg by which the ankles part across the picture (standard deviation) from which on the side is seen rather. Twelve runners
filmed in a simulation show .02 to .03 from the front, .16 to .26 with the camera 20° off it and .49 to .76 from the side."""
NARROW_HIPS = 0.1
"""Hips that lie nearer together than this share of the leg are seen from the side, whether the runner runs or stands: they are .2 from the
front; our choice."""
LONGEST = 90.0
"""Percentile of the distance from hip to ankle that stands for the leg: a bent leg, or one that points to the camera, looks shorter."""


def from_the_side(clip: FlatKeypoints) -> bool:
    """Whether a clip is rather one from the side than one from the front or from behind.

    Args:
        clip: Points of one runner.

    Returns:
        False where the ankles hardly part across the picture and the hips do; True otherwise, and where they are not seen.
    """
    shares = _shares(clip)
    return shares is None or shares.ankles >= LEAST_ACROSS or shares.hips < NARROW_HIPS


def strides_across(clip: FlatKeypoints) -> bool:
    """Whether the ankles part across the picture so far that no camera before or behind the runner saw them, whatever was said of it.

    Args:
        clip: Points of one runner.
    """
    shares = _shares(clip)
    return shares is not None and shares.ankles >= LEAST_ACROSS


class _Shares(NamedTuple):
    """How far things part across the picture, as shares of the leg."""

    ankles: float
    """Standard deviation."""
    hips: float
    """Median."""


def _shares(clip: FlatKeypoints) -> _Shares | None:
    """None where hips and ankles are not seen."""
    points = trusted_points(clip)
    if not {"LHip", "RHip", "LAnkle", "RAnkle"} <= points.keys():
        return None
    apart = points["LAnkle"][:, 0] - points["RAnkle"][:, 0]
    legs = np.concatenate([np.linalg.norm(points[f"{side}Hip"] - points[f"{side}Ankle"], axis=1) for side in "LR"])
    if not (np.isfinite(apart).any() and np.isfinite(legs).any()):
        return None
    leg = float(np.nanpercentile(legs, LONGEST))
    hips = np.abs(points["LHip"] - points["RHip"])[:, 0]
    return _Shares(ankles=float(np.nanstd(apart)) / leg, hips=float(np.nanmedian(hips)) / leg)
