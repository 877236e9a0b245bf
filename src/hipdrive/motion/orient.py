"""Turn a recording from its laboratory's axes to ours: X forward, Y up, Z right."""

from dataclasses import replace

import numpy as np

from .marker_set import MarkersAbsentError, MarkerSet, has_landmark, landmark
from .motion import Array, ForcePlate, Motion

ALONG_AXIS_DEG = 20.0
"""Facing this near to a lab axis, or nearer, somebody faces along it: a pelvis in movement points no more exactly; our choice."""

ONE_WAY = 0.7
"""A typical direction shorter than this, against that of single frames, is the mean of several ways; our choice."""


def _typical(path_m: Array) -> Array:
    """Return the median of the seen frames, (3,)."""
    return np.asarray(np.median(path_m[np.isfinite(path_m).all(axis=1)], axis=0))


def _pelvis_forward(motion: Motion, marker_set: MarkerSet) -> Array:
    """Return the typical direction from the back of the pelvis to its front, (3,) m; of one way where the person goes to and fro."""
    front = 0.5 * (landmark(motion, marker_set, "r_asis") + landmark(motion, marker_set, "l_asis"))
    if has_landmark(motion, marker_set, "r_psis") and has_landmark(motion, marker_set, "l_psis"):
        back = 0.5 * (landmark(motion, marker_set, "r_psis") + landmark(motion, marker_set, "l_psis"))
    else:
        back = landmark(motion, marker_set, "sacrum")
    along = front - back
    along = along[np.isfinite(along).all(axis=1)]
    if not len(along):
        raise MarkersAbsentError(motion.file_name, marker_set.tracking["pelvis"], "the direction of the pelvis, all in one frame,")
    typical = np.asarray(np.median(along, axis=0))
    if np.linalg.norm(typical) > ONE_WAY * float(np.median(np.linalg.norm(along, axis=1))):
        return typical
    return np.asarray(np.median(along[along @ along[0] > 0.0], axis=0))


def _feet(motion: Motion, marker_set: MarkerSet) -> Array:
    """Return the typical place of the feet, (3,) m."""
    labels = [label for body in ("calcn_r", "calcn_l") for label in marker_set.tracking.get(body, ()) if label in motion.labels]
    paths = [path for path in map(motion.marker, labels) if np.isfinite(path).all(axis=1).any()]
    if not paths:
        raise MarkersAbsentError(motion.file_name, tuple(marker_set.tracking["calcn_r"]), "telling up from down")
    return np.asarray(np.mean([_typical(path) for path in paths], axis=0))


def nearest_axis(direction: Array) -> Array:
    """Return the lab axis (3,) nearest to a direction."""
    axis = np.zeros(3)
    largest = int(np.argmax(np.abs(direction)))
    axis[largest] = np.sign(direction[largest])
    return axis


def oriented(motion: Motion, marker_set: MarkerSet) -> tuple[Motion, Array]:
    """Turn markers and plates to X forward, Y up, Z right.

    Up is the lab axis along which the pelvis stays above the feet; forward is where the front of the pelvis points: the lab axis nearest
    to it, or that very direction where it lies across the axes. The way a runner goes is another matter (see `heading`).

    Args:
        motion: In the lab axes of its file, zeros already marked as missing.
        marker_set: The set it was recorded with.

    Returns:
        The turned motion and the (3, 3) rotation from lab axes to ours.

    Raises:
        MarkersAbsentError: Pelvis or feet cannot be found.
    """
    pelvis = _typical(landmark(motion, marker_set, "r_asis"))
    up = nearest_axis(pelvis - _feet(motion, marker_set))
    facing = _pelvis_forward(motion, marker_set)
    level = facing - up * float(facing @ up)
    forward = nearest_axis(level)
    length = float(np.linalg.norm(level))
    if length > 0.0 and level @ forward < np.cos(np.radians(ALONG_AXIS_DEG)) * length:
        forward = level / length
    ours_from_lab = np.stack([forward, up, np.cross(forward, up)])
    return turned(motion, ours_from_lab), ours_from_lab


def turned(motion: Motion, ours_from_lab: Array) -> Motion:
    """Turn markers and plates by a (3, 3) rotation from lab axes to ours."""
    plates = tuple(_turned(plate, ours_from_lab) for plate in motion.plates)
    return replace(motion, position_m=motion.position_m @ ours_from_lab.T, plates=plates)


def _turned(plate: ForcePlate, ours_from_lab: Array) -> ForcePlate:
    return replace(
        plate,
        force_n=plate.force_n @ ours_from_lab.T,
        point_m=plate.point_m @ ours_from_lab.T,
        free_moment_nm=plate.free_moment_nm @ ours_from_lab.T,
        corners_m=None if plate.corners_m is None else plate.corners_m @ ours_from_lab.T,
    )
