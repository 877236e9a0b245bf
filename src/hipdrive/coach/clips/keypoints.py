"""The verb read_clip_keypoints: keypoints that a pose program found in one clip, mended."""

from dataclasses import replace

import numpy as np

from ...contract.runs.keypoints import keypoints_from
from ...language import en
from ...motion import FileContent, FlatKeypoints, read_keypoints, repaired
from ...motion import is_keypoint_file as is_keypoint_file
from ...note import FILE, Note

OWN_SCHEMA = b'"hipdrive.keypoints/'
MOST_TO_TELL_OWN = 200


def is_own_keypoints(file: FileContent) -> bool:
    """Whether it is keypoints that Hipdrive wrote, by its first bytes."""
    return OWN_SCHEMA in file.content[:MOST_TO_TELL_OWN]


def read_clip_keypoints(file: FileContent, *, frame_rate_hz: float | None = None) -> FlatKeypoints:
    """Read the keypoints of one clip, put exchanged sides back and take leaping points out.

    Args:
        file: Hipdrive's own JSON; JSON of OpenPose, MMPose (RTMPose), MediaPipe or with named points; a zip of OpenPose's frames; a flat
            .trc of Sports2D.
        frame_rate_hz: Frames a second at which the clip was filmed; None for what the file says.

    Returns:
        The runner's points; notes say what was touched.

    Raises:
        InputFileError: The file holds no keypoints that can be used, or nobody says how many frames a second there are.
        ValueOutOfRangeError: The frame rate is none of a camera.
    """
    if not is_own_keypoints(file):
        return repaired(read_keypoints(file, frame_rate_hz=frame_rate_hz))
    kept = keypoints_from(file)
    if frame_rate_hz is None or abs(frame_rate_hz / kept.frame_rate_hz - 1.0) < 0.01:
        return kept
    said_hz = kept.frame_rate_hz
    message = en("{file} says {said:g} frames a second; {asked:g} were used, as given.", file=FILE, said=said_hz, asked=frame_rate_hz)
    slower = replace(kept, time_s=np.asarray(kept.time_s * said_hz / frame_rate_hz))
    return slower.with_notes(Note("frame_rate_given", message, file.name))
