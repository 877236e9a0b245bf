"""hipdrive.keypoints/1: what one camera sees of a runner, point by point and picture by picture."""

from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from ...errors import InputFileError
from ...language import en
from ..wire import NoteDocument, note_document, note_from, read_document
from ..wire_model import Wire

if TYPE_CHECKING:  # the rooms that read files load scipy, which who only handles the document needs not
    from ...motion import FileContent, FlatKeypoints

DIGITS = 3
"""Of a pixel, of a confidence; times have microseconds."""
KEYPOINTS_ADVICE = en("give the file that 'hipdrive video keypoints' wrote")


class KeypointsDocument(Wire):
    """What one camera sees of a runner."""

    schema_: Literal["hipdrive.keypoints/1"] = Field("hipdrive.keypoints/1", alias="schema")
    file: str
    """Name of the clip."""
    source: str
    """What found the points, such as 'blazepose_heavy'."""
    labels: tuple[str, ...]
    """Names of the k points, such as RHip."""
    width: int | None
    """Of the picture as it is looked at, pixels; null where it is not known."""
    height: int | None
    time_s: tuple[float, ...]
    """Instants of the n pictures on the camera's clock."""
    position: tuple[tuple[tuple[float, float] | None, ...], ...]
    """n times k points: x to the right and y down, pixels; null where a point was not seen."""
    confidence: tuple[tuple[float | None, ...], ...]
    """n times k, 0 to 1; null where the source gives none."""
    notes: tuple[NoteDocument, ...]


def keypoints_document(keypoints: "FlatKeypoints") -> KeypointsDocument:
    """Keypoints as they stand in JSON."""
    width, height = keypoints.size or (None, None)
    return KeypointsDocument(
        file=keypoints.file_name,
        source=keypoints.source,
        labels=keypoints.labels,
        width=width,
        height=height,
        time_s=tuple(round(time, 6) for time in keypoints.time_s.tolist()),
        position=tuple(
            tuple(None if x != x else (round(x, DIGITS), round(y, DIGITS)) for x, y in frame)  # noqa: PLR0124 - NaN
            for frame in keypoints.position.tolist()
        ),
        confidence=tuple(
            tuple(None if value != value else round(value, DIGITS) for value in frame)  # noqa: PLR0124 - NaN
            for frame in keypoints.confidence.tolist()
        ),
        notes=tuple(note_document(note) for note in keypoints.notes),
    )


def keypoints_from(file: "FileContent") -> "FlatKeypoints":
    """Keypoints read back, as they were written.

    Raises:
        InputFileError: It is another document, or one whose rows do not belong together.
    """
    from ...motion import FlatKeypoints  # noqa: PLC0415 - loads scipy, which who only handles the document needs not

    read = read_document(KeypointsDocument, file.content, name=file.name, kind=en("a file of keypoints"), advice=KEYPOINTS_ADVICE)
    count, points = len(read.time_s), len(read.labels)
    even = all(len(rows) == count and all(len(row) == points for row in rows) for rows in (read.position, read.confidence))
    if not even or count < 2 or (np.diff(read.time_s) <= 0.0).any():
        raise InputFileError(file.name, en("its rows do not belong together"), KEYPOINTS_ADVICE)
    nowhere = (np.nan, np.nan)
    return FlatKeypoints(
        file_name=read.file,
        source=read.source,
        labels=read.labels,
        time_s=np.array(read.time_s),
        position=np.array([[nowhere if point is None else point for point in frame] for frame in read.position]).reshape(count, points, 2),
        confidence=np.array(read.confidence, dtype=np.float64).reshape(count, points),
        size=None if read.width is None or read.height is None else (read.width, read.height),
        notes=tuple(note_from(note) for note in read.notes),
    )
