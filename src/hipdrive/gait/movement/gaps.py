"""Bridge long marker gaps by the body the marker sits on, so that a marker's coming and going doesn't jerk the skeleton."""

from collections.abc import Sequence

import numpy as np

from ...arrays import FloatArray
from ...motion import lowpass
from ...physics.calibration import TrackedMarker
from ...physics.inverse_kinematics import fit_markers
from ...physics.kinematics import forward_kinematics, points_on
from ...physics.skeleton import Skeleton

LEAST_OTHERS = 3
"""A body is followed without a marker only if this many others on it were always seen."""


def long_gaps_bridged(
    skeleton: Skeleton, markers: Sequence[TrackedMarker], seen_m: FloatArray, *, rate_hz: float, cutoff_hz: float
) -> FloatArray:
    """Fill what is missing from where the skeleton would have carried the marker.

    The skeleton is fitted without the markers that have gaps (where their body keeps three others). In a gap a marker then goes with its
    body, at the distance from its calibrated place that it had at the gap's edges, in between along a straight line. Left alone, a
    marker that drops out for a while shifts the fit by millimetres within one frame, and twice differentiated that is a jolt of several
    body weights.

    Args:
        skeleton: The scaled skeleton.
        markers: m markers on its bodies.
        seen_m: (n, m, 3) measured positions, short gaps already filled; NaN where missing.
        rate_hz: Sampling rate.
        cutoff_hz: Zero-lag low-pass for the fit.

    Returns:
        (n, m, 3) positions without gaps, but for markers that were never seen.
    """
    missing = np.asarray(np.isnan(seen_m).any(axis=2))
    holed = np.asarray(missing.any(axis=0) & ~missing.all(axis=0))
    if not holed.any():
        return seen_m
    whole = {marker.body: [i for i, m in enumerate(markers) if m.body == marker.body and not missing[:, i].any()] for marker in markers}
    without = [i for i, marker in enumerate(markers) if not (holed[i] and len(whole[marker.body]) >= LEAST_OTHERS)]
    smooth = lowpass(seen_m[:, without], rate_hz=rate_hz, cutoff_hz=cutoff_hz)
    kinematics = forward_kinematics(skeleton, fit_markers(skeleton, [markers[i] for i in without], smooth).q)
    filled, frames = seen_m.copy(), np.arange(len(seen_m))
    for i in np.flatnonzero(holed).tolist():
        body, gap = skeleton.body_index(markers[i].body), missing[:, i]
        carried = points_on(kinematics, body, markers[i].local_m)
        away = np.einsum("nji,nj->ni", kinematics.rotation[:, body], seen_m[:, i] - carried)
        away = np.stack([np.interp(frames, frames[~gap], axis[~gap]) for axis in away.T], axis=1)
        filled[gap, i] = (carried + np.einsum("nij,nj->ni", kinematics.rotation[:, body], away))[gap]
    return filled
