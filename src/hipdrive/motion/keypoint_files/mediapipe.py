"""JSON of MediaPipe's pose landmarks: a list of frames, each with 33 landmarks {x, y, visibility}, in shares of the picture or pixels."""

from typing import Any

import numpy as np

from ...errors import InputFileError
from ...language import en
from ..motion import Array
from .json_parts import RATE_KEYS, WRITE_AGAIN, number_in, size_in, times_of
from .names import BODIES, keypoint_label
from .people_seen import PeopleSeen

LANDMARK_KEYS = ("landmarks", "pose_landmarks", "poseLandmarks", "keypoints")
LARGEST_SHARE = 3.0
"""Landmarks in shares of the picture may lie outside it, but hardly by so much; pixels are larger."""


def is_mediapipe(document: object) -> bool:
    """Whether a document is of this kind."""
    frames = _frames_of(document)
    return any(_people_in(frame) for frame in frames[:200])


def read_mediapipe(file_name: str, document: Any) -> PeopleSeen:
    """Everybody in each frame, in pixels.

    Raises:
        InputFileError: Landmarks are others than a pose's, or in shares of a picture whose size is not told.
    """
    frames = _frames_of(document)
    people = [[_points(file_name, person, number) for person in _people_in(frame)] for number, frame in enumerate(frames)]
    first = next(person for frame in frames for person in _people_in(frame))
    names = [point.get("name") for point in first]
    labels = tuple(keypoint_label(str(name)) for name in names) if all(isinstance(name, str) for name in names) else BODIES["blazepose"]
    if any(len(person) != len(labels) for frame in people for person in frame):
        count = next(len(person) for frame in people for person in frame if len(person) != len(labels))
        found = en("somebody in it has {count} landmarks, and a pose of MediaPipe has {needed}", count=count, needed=len(labels))
        raise InputFileError(file_name, found, WRITE_AGAIN)
    arrays = [np.array(frame).reshape(-1, len(labels), 3) for frame in people]
    size = size_in(document)
    largest = max((float(np.nanmax(np.abs(array[:, :, :2]), initial=0.0)) for array in arrays), default=0.0)
    if largest <= LARGEST_SHARE:
        if size is None:
            found = en("its landmarks are shares of a picture whose width and height it does not tell")
            raise InputFileError(file_name, found, en('write "width" and "height" in pixels beside "frames"'))
        arrays = [array * np.array([size[0], size[1], 1.0]) for array in arrays]
    return PeopleSeen(
        source="mediapipe",
        labels=labels,
        people=tuple(arrays),
        time_s=times_of(frames),
        frame_rate_hz=number_in(document, RATE_KEYS),
        size=size,
    )


def _frames_of(document: object) -> list[Any]:
    frames = document.get("frames") if isinstance(document, dict) else document
    return frames if isinstance(frames, list) else []


def _people_in(frame: object) -> list[list[dict[str, Any]]]:
    """The lists of landmarks in a frame, one a person."""
    if isinstance(frame, dict):
        frame = next((frame[key] for key in LANDMARK_KEYS if frame.get(key)), None)
    if not isinstance(frame, list) or not frame:
        return []
    people = frame if isinstance(frame[0], list) else [frame]
    whole = all(
        isinstance(person, list) and person and all(isinstance(point, dict) and "x" in point and "y" in point for point in person)
        for person in people
    )
    return people if whole else []


def _points(file_name: str, person: list[dict[str, Any]], number: int) -> Array:
    rows = [[point["x"], point["y"], point.get("visibility", point.get("score", 1.0))] for point in person]
    try:
        return np.array(rows, dtype=np.float64)
    except (TypeError, ValueError):
        found = en("{where} are not rows of numbers", where=en("the points of frame {number}", number=number))
        raise InputFileError(file_name, found, WRITE_AGAIN) from None
