"""Which way is up in a recording: the lab axis along which a body stands, or the very direction where no axis is plumb."""

import numpy as np

from ..errors import HipDriveError
from ..language import en
from ..note import Note
from .marker_set import MarkersAbsentError, MarkerSet, has_landmark, landmark
from .motion import Array, Motion

PELVIS_AHEAD_RAD = np.radians(2.8)
"""By how much the line from the ankles to the middle of the pelvis' markers leans forward in quiet standing: mean of 16 open standing
trials of five laboratories; SD 1.0 deg, and 0.5 deg to the side about none."""
PLUMB_RAD = np.radians(4.0)
"""An axis this near to where a standing body says up is, or nearer, is plumb: laboratories level their axes; four times the SD above."""
RUNNER_LEANS_RAD = np.radians(30.0)
"""From its feet to its pelvis a runner leans no further than this in the middle of a recording; 14 to 25 deg in nine runs."""


class NoAxisUpError(HipDriveError):
    """A recording in which no axis is plumb, with nothing to say where up is."""

    code = "no_axis_up"

    def __init__(self, file_name: str, leans_rad: float) -> None:
        self.about = file_name
        super().__init__(
            en(
                "{file}: the runner leans {lean_deg:.0f}° from the nearest axis of the laboratory, so either no axis "
                "is vertical or the runner is lying down",
                file=file_name,
                lean_deg=np.degrees(leans_rad),
            ),
            en(
                "give a standing trial in the same axes, which shows which way is up, or export the recording with a vertical axis",
            ),
        )


def nearest_axis(direction: Array) -> Array:
    """Return the lab axis (3,) nearest to a direction."""
    axis = np.zeros(3)
    largest = int(np.argmax(np.abs(direction)))
    axis[largest] = np.sign(direction[largest])
    return axis


def up_of_standing(static: Motion, marker_set: MarkerSet) -> Array:
    """Where up is by a standing body.

    Args:
        static: Quiet standing.
        marker_set: Names of its markers.

    Returns:
        (3,) unit vector: the lab axis that is plumb, else the body's own upright.

    Raises:
        MarkersAbsentError: Pelvis or feet cannot be found.
    """
    along = typical(_pelvis_middle(static, marker_set)) - typical_feet(static, marker_set)
    axis = nearest_axis(along)
    ankles = [f"{side}_ankle_{place}" for side in "rl" for place in ("lateral", "medial")]
    if not all(has_landmark(static, marker_set, role) for role in ankles):
        return axis
    body = typical(_pelvis_middle(static, marker_set)) - np.mean([typical(landmark(static, marker_set, role)) for role in ankles], axis=0)
    across = typical(landmark(static, marker_set, "r_asis")) - typical(landmark(static, marker_set, "l_asis"))
    body = body / np.linalg.norm(body)
    forward = np.cross(body, across - body * float(body @ across))
    up = np.cos(PELVIS_AHEAD_RAD) * body - np.sin(PELVIS_AHEAD_RAD) * forward / np.linalg.norm(forward)
    return axis if _between(up, axis) <= PLUMB_RAD else np.asarray(up)


def up_of_run(run: Motion, marker_set: MarkerSet, standing: Array) -> tuple[Array, tuple[Note, ...]]:
    """Where up is in a run.

    Args:
        run: The run, in the lab axes of its file.
        marker_set: Names of its markers.
        standing: (3,) where up is by its standing trial.

    Returns:
        (3,) unit vector: a lab axis, or what standing says where that is none; and a note in that case.

    Raises:
        NoAxisUpError: No axis is up, and the standing trial is in other axes.
    """
    along = typical(landmark(run, marker_set, "r_asis")) - typical_feet(run, marker_set)
    if not np.array_equal(standing, nearest_axis(standing)) and _between(along, standing) <= RUNNER_LEANS_RAD:
        off_deg = np.degrees(_between(standing, nearest_axis(standing)))
        message = en(
            "No axis of the laboratory is vertical: in the standing trial, up is {off_deg:.0f}° from the nearest "
            "axis. The recording was turned upright, to within about 1°.",
            off_deg=off_deg,
        )
        return standing, (Note("axes_tilted", message),)
    axis = nearest_axis(along)
    if _between(along, axis) > RUNNER_LEANS_RAD:
        raise NoAxisUpError(run.file_name, _between(along, axis))
    return axis, ()


def typical(path_m: Array) -> Array:
    """Return the median of the seen frames, (3,)."""
    return np.asarray(np.median(path_m[np.isfinite(path_m).all(axis=1)], axis=0))


def typical_feet(motion: Motion, marker_set: MarkerSet) -> Array:
    """Return the typical place of the feet, (3,) m.

    Raises:
        MarkersAbsentError: No marker of a foot is seen.
    """
    labels = [label for body in ("calcn_r", "calcn_l") for label in marker_set.tracking.get(body, ()) if label in motion.labels]
    paths = [path for path in map(motion.marker, labels) if np.isfinite(path).all(axis=1).any()]
    if not paths:
        raise MarkersAbsentError(motion.file_name, tuple(marker_set.tracking["calcn_r"]), en("telling up from down"))
    return np.asarray(np.mean([typical(path) for path in paths], axis=0))


def pelvis_ends(motion: Motion, marker_set: MarkerSet) -> tuple[Array, Array]:
    """Return the middle of the front and of the back of the pelvis, (n, 3) m each."""
    front = 0.5 * (landmark(motion, marker_set, "r_asis") + landmark(motion, marker_set, "l_asis"))
    if has_landmark(motion, marker_set, "r_psis") and has_landmark(motion, marker_set, "l_psis"):
        return front, 0.5 * (landmark(motion, marker_set, "r_psis") + landmark(motion, marker_set, "l_psis"))
    return front, landmark(motion, marker_set, "sacrum")


def _pelvis_middle(motion: Motion, marker_set: MarkerSet) -> Array:
    front, back = pelvis_ends(motion, marker_set)
    return np.asarray(0.5 * (front + back))


def _between(first: Array, second: Array) -> float:
    """Angle (rad) between two directions."""
    cosine = float(first @ second) / float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(np.arccos(np.clip(cosine, -1.0, 1.0)))
