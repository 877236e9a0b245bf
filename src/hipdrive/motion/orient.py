"""Turn a recording from its laboratory's axes to ours: X forward, Y up, Z right."""

from dataclasses import replace

import numpy as np

from ..language import en
from .marker_set import MarkersAbsentError, MarkerSet, landmark
from .motion import Array, ForcePlate, Motion
from .upright import nearest_axis, pelvis_ends, typical, typical_feet

FACING_ALONG_DEG = 20.0
"""Facing this near to a lab axis, or nearer, somebody faces along it: a pelvis in movement points no more exactly; our choice."""
LEVEL = 1e-9
"""A lab axis whose share along up is smaller is level."""
ONE_WAY = 0.7
"""A typical direction shorter than this, against that of single frames, is the mean of several ways; our choice."""


def _pelvis_forward(motion: Motion, marker_set: MarkerSet) -> Array:
    """Return the typical direction from the back of the pelvis to its front, (3,) m; of one way where the person goes to and fro."""
    front, back = pelvis_ends(motion, marker_set)
    along = front - back
    along = along[np.isfinite(along).all(axis=1)]
    if not len(along):
        raise MarkersAbsentError(motion.file_name, marker_set.tracking["pelvis"], en("the direction of the pelvis, all in one frame"))
    return usual_direction(along)


def usual_direction(along: Array) -> Array:
    """Return the typical one (3,) of directions (n, 3) of known length; of one way only where they point to and fro."""
    usual = np.asarray(np.median(along, axis=0))
    if np.linalg.norm(usual) > ONE_WAY * float(np.median(np.linalg.norm(along, axis=1))):
        return usual
    return np.asarray(np.median(along[along @ along[0] > 0.0], axis=0))


def oriented(motion: Motion, marker_set: MarkerSet, *, up: Array | None = None) -> tuple[Motion, Array]:
    """Turn markers and plates to X forward, Y up, Z right.

    Forward is where the front of the pelvis points: the lab axis nearest to it, or that very direction where it lies across the axes. The
    way a runner goes is another matter (see `heading`).

    Args:
        motion: In the lab axes of its file, zeros already marked as missing.
        marker_set: The set it was recorded with.
        up: (3,) unit vector in these axes; None for the lab axis along which the pelvis stays above the feet.

    Returns:
        The turned motion and the (3, 3) rotation from lab axes to ours.

    Raises:
        MarkersAbsentError: Pelvis or feet cannot be found.
    """
    if up is None:
        up = nearest_axis(typical(landmark(motion, marker_set, "r_asis")) - typical_feet(motion, marker_set))
    facing = _pelvis_forward(motion, marker_set)
    level = facing - up * float(facing @ up)
    forward, length = nearest_axis(level), float(np.linalg.norm(level))
    along = abs(float(forward @ up)) < LEVEL and level @ forward >= np.cos(np.radians(FACING_ALONG_DEG)) * length
    if length > 0.0 and not along:
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
