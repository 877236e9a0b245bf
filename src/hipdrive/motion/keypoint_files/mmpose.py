"""JSON of MMPose's inferencer for a clip, with which RTMPose is run: `meta_info`, `instance_info`."""

from typing import Any

import numpy as np

from ...errors import InputFileError
from ...language import en
from ..motion import Array
from .json_parts import RATE_KEYS, WRITE_AGAIN, number_array, number_in, points_of, size_in
from .names import body_order, keypoint_label
from .people_seen import PeopleSeen


def is_mmpose(document: object) -> bool:
    """Whether a document is of this kind."""
    return isinstance(document, dict) and isinstance(document.get("instance_info"), list)


def read_mmpose(file_name: str, document: dict[str, Any]) -> PeopleSeen:
    """Everybody in each frame.

    Raises:
        InputFileError: A frame holds something else, or the points have no names.
    """
    frames = []
    for number, frame in enumerate(document["instance_info"]):
        instances = frame.get("instances") if isinstance(frame, dict) else None
        if not isinstance(instances, list):
            raise InputFileError(file_name, en("frame {number} has no list of people", number=number), WRITE_AGAIN)
        frames.append([_person(file_name, person, number) for person in instances])
    count = next((len(person) for people in frames for person in people), 0)
    labels = _labels(document.get("meta_info"), count)
    if labels is None:
        found = en("its people have {count} points, and bodies of 17, 23, 25, 26 and 133 are known", count=count)
        raise InputFileError(file_name, found, en("write BODY_25 or HALPE_26"))
    if any(len(person) != count for people in frames for person in people):
        raise InputFileError(file_name, en("its people have different numbers of points"), WRITE_AGAIN)
    used = len(labels)
    people = tuple(np.array([person[:used] for person in frame]).reshape(-1, used, 3) for frame in frames)
    rate_hz = number_in(document, RATE_KEYS) or number_in(document.get("meta_info"), RATE_KEYS)
    return PeopleSeen(source="rtmpose", labels=labels, people=people, frame_rate_hz=rate_hz, size=size_in(document))


def _person(file_name: str, person: object, number: int) -> Array:
    where = en("the points of frame {number}", number=number)
    if not isinstance(person, dict) or "keypoints" not in person:
        raise InputFileError(file_name, en("frame {number} has somebody without points", number=number), WRITE_AGAIN)
    points = np.array(points_of(file_name, person["keypoints"], where))
    if "keypoint_scores" in person:
        scores = number_array(file_name, person["keypoint_scores"], where)
        if scores.shape != (len(points),):
            raise InputFileError(file_name, en("frame {number} has not one score for each point", number=number), WRITE_AGAIN)
        points[:, 2] = scores
    return points


def _labels(meta: object, count: int) -> tuple[str, ...] | None:
    """The names that the file gives to its points, in their order; else those of a known body of so many."""
    named = meta.get("keypoint_id2name") if isinstance(meta, dict) else None
    if isinstance(named, dict):
        names = [named.get(str(place)) for place in range(count)]
        if all(isinstance(name, str) for name in names):
            labels = tuple(keypoint_label(str(name)) for name in names)
            return labels if len(set(labels)) == len(labels) else body_order(count)
    return body_order(count)
