"""JSON that names its points and lists them frame by frame, as programs built on RTMPose write it: `keypoint_names`, `frames`, `fps`."""

from typing import Any

import numpy as np

from ...errors import InputFileError
from ...language import en
from .json_parts import RATE_KEYS, WRITE_AGAIN, number_in, points_of, size_in
from .names import keypoint_label
from .people_seen import PeopleSeen

NAME_KEYS = ("keypoint_names", "labels", "names")


def is_named_points(document: object) -> bool:
    """Whether a document is of this kind."""
    return isinstance(document, dict) and isinstance(document.get("frames"), list) and any(key in document for key in NAME_KEYS)


def read_named_points(file_name: str, document: dict[str, Any]) -> PeopleSeen:
    """One runner's points, frame by frame.

    Raises:
        InputFileError: A frame holds other than one point for each name.
    """
    names = next(document[key] for key in NAME_KEYS if key in document)
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InputFileError(file_name, en("the names of its points are no list of texts"), WRITE_AGAIN)
    people = []
    for number, frame in enumerate(document["frames"]):
        if not frame:
            people.append(np.zeros((0, len(names), 3)))
            continue
        points = points_of(file_name, frame, en("the points of frame {number}", number=number))
        if len(points) != len(names):
            found = en("frame {number} holds {count} points, and it names {names}", number=number, count=len(points), names=len(names))
            raise InputFileError(file_name, found, WRITE_AGAIN)
        people.append(points[None])
    source = document.get("source")
    return PeopleSeen(
        source=source if isinstance(source, str) else "json",
        labels=tuple(keypoint_label(name) for name in names),
        people=tuple(people),
        frame_rate_hz=number_in(document, RATE_KEYS),
        size=size_in(document),
    )
