"""JSON of OpenPose, one document a frame: as OpenPose, Pose2Sim, Sports2D and rtmlib write it, zipped or in one list."""

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

import numpy as np

from ...errors import InputFileError
from ...language import en
from ..file_content import FileContent
from ..motion import Array
from .json_parts import WRITE_AGAIN, number_in, parsed, points_of
from .names import body_order
from .people_seen import PeopleSeen

POINTS = "pose_keypoints_2d"
MOST_FRAMES = 60_000
MOST_BYTES = 400_000_000
"""A zip that unpacks to more is refused; our choice, ten times a long clip."""


def is_openpose(document: object) -> bool:
    """Whether a document is a frame of OpenPose, or a list of such frames."""
    first = document[0] if isinstance(document, list) and document else document
    return isinstance(first, dict) and isinstance(first.get("people"), list)


def read_openpose(file_name: str, document: object) -> PeopleSeen:
    """Everybody in a list of frames, or in the one frame.

    Raises:
        InputFileError: A frame holds something else, or a body of a number of points that is not known.
    """
    frames = document if isinstance(document, list) else [document]
    return _of_frames(file_name, frames, number_in(document, ("fps",)))


def read_zipped_frames(file: FileContent) -> PeopleSeen:
    """Everybody in a zip of one JSON file a frame, in the order of their numbers; a number that is left out is a frame without anybody.

    Raises:
        InputFileError: The zip is broken, too large, or holds no such files.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            entries = [entry for entry in archive.infolist() if entry.filename.endswith(".json") and "__MACOSX" not in entry.filename]
            if not entries:
                raise InputFileError(file.name, en("there is no .json file in it"), en("zip the folder with one JSON file a frame"))
            if len(entries) > MOST_FRAMES or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise InputFileError(file.name, en("it is too large"), en("zip the frames of one clip of up to 4 minutes"))
            numbered = sorted((_frame_number(entry.filename), entry) for entry in entries)
            documents = {number: parsed(entry.filename, archive.read(entry)) for number, entry in numbered}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise InputFileError(file.name, en("this zip cannot be opened"), en("zip the folder again, without a password")) from None
    first, last = min(documents), max(documents)
    if last - first >= MOST_FRAMES:
        raise InputFileError(file.name, en("its files are not numbered frame by frame"), WRITE_AGAIN)
    return _of_frames(file.name, [documents.get(number, {"people": []}) for number in range(first, last + 1)], None)


def _frame_number(name: str) -> int:
    """The last number in the name of a frame's file, such as 12 of 'clip_000000000012_keypoints.json'."""
    numbers = re.findall(r"\d+", name.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    return int(numbers[-1]) if numbers else 0


def _of_frames(file_name: str, frames: Sequence[Any], rate_hz: float | None) -> PeopleSeen:
    seen: list[list[Array]] = []
    for number, frame in enumerate(frames):
        people = frame.get("people") if isinstance(frame, dict) else None
        if not isinstance(people, list) or not all(isinstance(person, dict) for person in people):
            raise InputFileError(file_name, en("frame {number} has no list of people", number=number), WRITE_AGAIN)
        where = en("the points of frame {number}", number=number)
        seen.append([points_of(file_name, person[POINTS], where) for person in people if person.get(POINTS)])
    counts = {len(person) for people in seen for person in people}
    if not counts:
        raise InputFileError(file_name, en("nobody was found in its pictures"), en("film one runner, whole body in the picture"))
    count = counts.pop()
    labels = None if counts else body_order(count)
    if labels is None:
        found = en("its people have {count} points, and bodies of 17, 23, 25, 26 and 133 are known", count=count)
        raise InputFileError(file_name, found, en("write BODY_25 or HALPE_26"))
    used = len(labels)
    people = tuple(np.array([person[:used] for person in frame]).reshape(-1, used, 3) for frame in seen)
    return PeopleSeen(source="openpose", labels=labels, people=people, frame_rate_hz=rate_hz)
