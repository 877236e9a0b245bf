"""The way a runner goes: over the ground, which on a treadmill moves below."""

from collections.abc import Sequence

import numpy as np

from .marker_set import MarkerSet, landmark
from .motion import Array, Motion
from .orient import turned

ALONG_AXIS_DEG = 4.0
"""A way this near to a lab axis, or nearer, goes along it: runways and belts lie along axes, and markers tell a way to about 1 deg. Nine
clean recordings differ by 0.0 to 3.3 deg; 4 deg shorten what is measured forward by 0.24 %."""
LEAST_SPEED_M_S = 0.8
"""Slower than this over the ground nobody runs, and the way is not known."""
PLANTED_SHARE = 0.2
"""Share of the frames, those in which a foot is lowest, in which it mostly goes with the ground; our choice, a contact lasts longer."""
FACING_AWAY_DEG = 100.0
"""A way further than this from where the pelvis points is none to run; our choice."""


def along_heading(motion: Motion, marker_set: MarkerSet) -> Motion:
    """Turn a runner about the vertical so that X is the way that they go.

    Args:
        motion: One way of a run, Y up, X about where the pelvis points or along any axis.
        marker_set: Names of its markers.

    Returns:
        The motion, turned by quarter turns where it goes along an axis already.
    """
    forward = _forward(motion, marker_set)
    return motion if forward is None else turned_along(motion, forward)


def turned_along(motion: Motion, forward: Array) -> Motion:
    """Turn a motion about the vertical so that X is a direction (2,) in its X-Z plane, or the lab axis that this goes along."""
    angle = float(np.arctan2(forward[1], forward[0]))
    quarter = np.pi / 2.0 * round(angle / (np.pi / 2.0))
    if abs(angle - quarter) <= np.radians(ALONG_AXIS_DEG):
        angle = quarter
    if angle == 0.0:
        return motion
    c, s = (np.round(value) if angle == quarter else value for value in (np.cos(angle), np.sin(angle)))
    return turned(motion, np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]]))


def _forward(motion: Motion, marker_set: MarkerSet) -> Array | None:
    """(2,) direction in the X-Z plane; where no way can be told, where the pelvis points; None where that is unknown too."""
    facing = _facing(motion, marker_set)
    way = _way_m_s(motion, marker_set)
    if way is not None and (facing is None or way @ facing > np.cos(np.radians(FACING_AWAY_DEG)) * np.linalg.norm(way)):
        return way
    return facing


def _facing(motion: Motion, marker_set: MarkerSet) -> Array | None:
    """(2,) unit vector in the X-Z plane from left to right hip, turned forward; None where the pelvis is not seen."""
    right = landmark(motion, marker_set, "r_asis") - landmark(motion, marker_set, "l_asis")
    seen = np.isfinite(right).all(axis=1)
    if not seen.any():
        return None
    across = right[seen].mean(axis=0)
    forward = np.array([across[2], -across[0]])
    length = float(np.linalg.norm(forward))
    return forward / length if length > 0.0 else None


def _way_m_s(motion: Motion, marker_set: MarkerSet) -> Array | None:
    """(2,) m/s, the way of a runner with landmarks; None where it is too slow."""
    pelvis = 0.5 * (landmark(motion, marker_set, "r_asis") + landmark(motion, marker_set, "l_asis"))
    labels = ([label for label in marker_set.tracking[body] if label in motion.labels] for body in ("calcn_r", "calcn_l"))
    return way_m_s(pelvis, [_middle(motion, of_foot) for of_foot in labels], step_s=1.0 / motion.sampling_rate_hz)


def way_m_s(pelvis_m: Array, feet_m: Sequence[Array], *, step_s: float) -> Array | None:
    """Mean horizontal velocity of the pelvis less that of the ground, which planted feet show.

    Args:
        pelvis_m: (n, 3) m, Y up; NaN where missing.
        feet_m: (n, 3) m of each foot.
        step_s: Time between frames.

    Returns:
        (2,) m/s in the X-Z plane; None where it is too slow, or the feet are hardly seen.
    """
    ground = [velocity for velocity in (_planted_velocity(foot_m, step_s) for foot_m in feet_m) if velocity is not None]
    if len(ground) < len(feet_m):
        return None
    way = _mean_velocity(pelvis_m, step_s) - np.mean(np.stack(ground), axis=0)
    level = np.asarray(way[[0, 2]])
    return level if np.linalg.norm(level) >= LEAST_SPEED_M_S else None


def _middle(motion: Motion, labels: list[str]) -> Array:
    """(n, 3) m, middle of markers; NaN where one of those that are ever seen is missing."""
    paths = [path for path in map(motion.marker, labels) if np.isfinite(path).all(axis=1).any()]
    return np.asarray(np.mean(paths, axis=0)) if paths else np.full((len(motion.time_s), 3), np.nan)


def _mean_velocity(path_m: Array, step_s: float) -> Array:
    velocity = np.diff(path_m, axis=0) / step_s
    return np.asarray(velocity[np.isfinite(velocity).all(axis=1)].mean(axis=0))


def _planted_velocity(foot_m: Array, step_s: float) -> Array | None:
    """(3,) m/s, median velocity of a foot while it is lowest; None where it is hardly seen."""
    if len(foot_m) < 2:
        return None
    velocity = np.gradient(foot_m, step_s, axis=0)
    seen = np.isfinite(velocity).all(axis=1) & np.isfinite(foot_m).all(axis=1)
    if np.count_nonzero(seen) < 2:
        return None
    low = seen & (foot_m[:, 1] <= np.quantile(foot_m[seen, 1], PLANTED_SHARE))
    return np.asarray(np.median(velocity[low], axis=0))
