"""Tell the programs' files of keypoints apart by their content, and read one."""

from dataclasses import replace

import numpy as np

from ...errors import Advice, InputFileError, ValueOutOfRangeError
from ...language import en
from ...note import FILE, Note
from ..file_content import FileContent
from ..flat_keypoints import FlatKeypoints
from ..motion import Array
from .flat_trc import read_flat_trc
from .json_parts import WRITE_AGAIN, parsed
from .mediapipe import is_mediapipe, read_mediapipe
from .mmpose import is_mmpose, read_mmpose
from .named_points import is_named_points, read_named_points
from .openpose import is_openpose, read_openpose, read_zipped_frames
from .people_seen import PeopleSeen, one_runner

READERS = (
    (is_mmpose, read_mmpose),
    (is_openpose, read_openpose),
    (is_named_points, read_named_points),
    (is_mediapipe, read_mediapipe),
)
"""Whether a JSON document is of a kind, and what reads it."""
LOWEST_HZ, HIGHEST_HZ = 5.0, 2000.0
ZIP_START = b"PK"


def is_keypoint_file(file: FileContent) -> bool:
    """Whether a file may hold keypoints of one camera, by its first bytes: JSON or a zip. A .trc file is told apart by `read_keypoints`."""
    start = file.content[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"{", b"[", ZIP_START))


def read_keypoints(file: FileContent, *, frame_rate_hz: float | None = None) -> FlatKeypoints:
    """Read the keypoints that a pose program found in one clip.

    Args:
        file: JSON of OpenPose, MMPose (RTMPose), MediaPipe or with named points; a zip of OpenPose's frames; a flat .trc.
        frame_rate_hz: Frames a second of the camera; None for what the file says; then a file that gives instants
            keeps them.

    Returns:
        The points of the runner, as they are in the file.

    Raises:
        InputFileError: The file cannot be used, or nobody says how many frames a second.
        ValueOutOfRangeError: The frame rate is none of a camera.
    """
    if frame_rate_hz is not None and not LOWEST_HZ <= frame_rate_hz <= HIGHEST_HZ:
        allowed = en("from {low:g} to {high:g} frames a second", low=LOWEST_HZ, high=HIGHEST_HZ)
        raise ValueOutOfRangeError("frame_rate_hz", f"{frame_rate_hz:g}", allowed)
    seen = _people_in(file)
    time_s, notes = _clock(file.name, seen, frame_rate_hz)
    keypoints = one_runner(seen, file_name=file.name, time_s=time_s)
    return replace(keypoints, notes=(*notes, *keypoints.notes))


def _people_in(file: FileContent) -> PeopleSeen:
    """Everybody in the file, whatever program wrote it."""
    if not file.content:
        raise InputFileError(file.name, en("the file is empty"), WRITE_AGAIN)
    if file.content.startswith(ZIP_START):
        return read_zipped_frames(file)
    if file.content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(b"pathfiletype"):
        return read_flat_trc(file)
    document = parsed(file.name, file.content)
    for is_kind, read in READERS:
        if is_kind(document):
            return read(file.name, document)
    found = en("its JSON holds no keypoints that are known")
    raise InputFileError(file.name, found, en("give keypoints of OpenPose, MMPose (RTMPose), Sports2D or MediaPipe"))


def _clock(file_name: str, seen: PeopleSeen, asked_hz: float | None) -> tuple[Array, tuple[Note, ...]]:
    """The instants of the frames, (n,) s, and a note where what was asked differs from what the file says."""
    count = len(seen.people)
    said_hz = seen.frame_rate_hz
    if seen.time_s is not None:
        steps = np.diff(seen.time_s)
        if not np.isfinite(seen.time_s).all() or (steps <= 0.0).any():
            raise InputFileError(file_name, en("the instants of its frames do not increase from frame to frame"), WRITE_AGAIN)
        said_hz = float(1.0 / np.median(steps)) if count > 1 else None
        if asked_hz is None:
            return seen.time_s, ()
    rate_hz = asked_hz or said_hz
    if rate_hz is None:
        advice = Advice(words=en("give the frames a second at which the clip was filmed"), step="give_frame_rate")
        raise InputFileError(file_name, en("it does not say how many frames a second there are"), advice)
    if not LOWEST_HZ <= rate_hz <= HIGHEST_HZ:
        found = en("it says {rate_hz:g} frames a second", rate_hz=rate_hz)
        advice = Advice(words=en("give the frames a second at which the clip was filmed"), step="give_frame_rate")
        raise InputFileError(file_name, found, advice)
    if asked_hz is None or said_hz is None or abs(asked_hz / said_hz - 1.0) < 0.01:
        return np.arange(count) / rate_hz, ()
    message = en("{file} says {said:g} frames a second; {asked:g} were used, as given.", file=FILE, said=said_hz, asked=asked_hz)
    return np.arange(count) / rate_hz, (Note("frame_rate_given", message, file_name),)
