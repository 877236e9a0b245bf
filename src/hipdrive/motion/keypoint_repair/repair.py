"""Put exchanged sides back and take leaping points out, and say how much was touched."""

from dataclasses import replace

import numpy as np

from ...language import en
from ...note import FILE, Note
from ..flat_keypoints import FlatKeypoints
from .leaps import leaping_points
from .sides import exchanged_sides, runner_height, with_sides_exchanged

LEGS = tuple(side + part for side in "LR" for part in ("Hip", "Knee", "Ankle", "Heel", "BigToe", "SmallToe"))


def repaired(keypoints: FlatKeypoints) -> FlatKeypoints:
    """Mend left and right and take out what leaps.

    Args:
        keypoints: The points as they were found.

    Returns:
        The same points and frames; points that leap are missing, and notes say which share was exchanged and taken out.
        Nothing is filled or smoothed.
    """
    inside = exchanged_sides(keypoints)
    position, confidence = with_sides_exchanged(keypoints, inside)
    leaps = leaping_points(position, runner_height(keypoints))
    position[leaps] = np.nan
    confidence[leaps] = 0.0
    notes = []
    legs = [place for place, label in enumerate(keypoints.labels) if label in LEGS]
    exchanged = float(inside[:, legs].any(axis=1).mean())
    if exchanged > 0.0:
        message = en(
            "Left and right leg were taken for each other in {share:.1f} % of the frames of {file}, wholly or from the knee or foot down; "
            "they were put back.",
            share=100.0 * exchanged,
            file=FILE,
        )
        notes.append(Note("keypoint_sides_exchanged", message, keypoints.file_name))
    seen = np.isfinite(keypoints.position[:, legs, 0])
    taken_out = float(leaps[:, legs].sum() / max(1, seen.sum()))
    if taken_out > 0.0:
        message = en(
            "{share:.1f} % of the points on the legs in {file} leap away and back; they were taken out.",
            share=100.0 * taken_out,
            file=FILE,
        )
        notes.append(Note("keypoints_leap", message, keypoints.file_name))
    return replace(keypoints, position=position, confidence=confidence, notes=(*keypoints.notes, *notes))
