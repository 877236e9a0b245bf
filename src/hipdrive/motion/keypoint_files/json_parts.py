"""Small parts of JSON that the readers of keypoints share: numbers, sizes, instants, each refused in one sentence where it is none."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ...errors import InputFileError
from ...language import Text, en
from ..motion import Array

WRITE_AGAIN = en("write the keypoints again with the program that found them")
RATE_KEYS = ("fps", "frame_rate", "frame_rate_hz", "frameRate")
TIME_KEYS: Mapping[str, float] = {"time_s": 1.0, "time": 1.0, "timestamp_s": 1.0, "timestamp_ms": 0.001, "timestampMs": 0.001}
"""Key under which a frame holds its instant -> seconds a unit."""


def parsed(file_name: str, content: bytes) -> Any:
    """The value that a JSON text holds.

    Raises:
        InputFileError: It is no JSON.
    """
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise InputFileError(file_name, en("this is no text"), WRITE_AGAIN) from None
    except json.JSONDecodeError as error:
        found = en("this is no JSON (line {line}, column {column})", line=error.lineno, column=error.colno)
        raise InputFileError(file_name, found, WRITE_AGAIN) from None
    except (ValueError, RecursionError):
        raise InputFileError(file_name, en("this is no JSON that can be read"), WRITE_AGAIN) from None


def number_array(file_name: str, value: object, where: Text) -> Array:
    """An array of numbers; null becomes NaN.

    Raises:
        InputFileError: It holds something else, or rows of several lengths.
    """
    try:
        array = np.array(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise InputFileError(file_name, en("{where} are not rows of numbers", where=where), WRITE_AGAIN) from None
    return array


def points_of(file_name: str, value: object, where: Text) -> Array:
    """(k, 3) x, y and confidence of one person out of rows of two or three numbers; points without a confidence are trusted wholly.

    Raises:
        InputFileError: It is something else.
    """
    array = number_array(file_name, value, where)
    if array.ndim == 1 and len(array) % 3 == 0:
        array = array.reshape(-1, 3)
    if array.ndim != 2 or array.shape[1] not in (2, 3):
        found = en("{where} are not points of two or three numbers (x, y, confidence)", where=where)
        raise InputFileError(file_name, found, WRITE_AGAIN)
    return array if array.shape[1] == 3 else np.column_stack([array, np.ones(len(array))])


def number_in(document: object, keys: Sequence[str]) -> float | None:
    """The first of the keys that holds a number above zero; None where none does."""
    if isinstance(document, dict):
        for key in keys:
            value = document.get(key)
            if isinstance(value, int | float) and not isinstance(value, bool) and 0.0 < value < np.inf:
                return float(value)
    return None


def size_in(document: object) -> tuple[int, int] | None:
    """Width and height of the picture where the document tells both."""
    width, height = number_in(document, ("width", "image_width")), number_in(document, ("height", "image_height"))
    return None if width is None or height is None else (round(width), round(height))


def times_of(frames: Sequence[object]) -> Array | None:
    """(n,) s, the instants that the frames hold; None unless each has one under the same key."""
    for key, unit_s in TIME_KEYS.items():
        values = [frame.get(key) if isinstance(frame, dict) else None for frame in frames]
        if values and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
            return np.array(values, dtype=np.float64) * unit_s
    return None
