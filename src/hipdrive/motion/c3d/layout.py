"""Take the bytes of a C3D file apart into header, parameters and data, and refuse a file that announces more than it holds.

Source: C3D format user guide (c3d.org). Nothing is set aside for what a header announces before the bytes are known to be there, so
memory and time follow the size of the file.
"""

import math
import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...errors import InputFileError
from ...language import en
from ..file_content import FileContent
from .byte_order import PROCESSORS, order_of, reals, words
from .parameters import EXPORT_AGAIN, Groups, damaged, first_number, numbers, read_groups

BLOCK = 512
_MOST_PARAMETER_BLOCKS = 255
_NO_END = 0xFFFF
"""A last frame that says nothing: the count does not fit into the header's 16 bits."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What a C3D file holds, in this machine's byte order."""

    points: int
    channels: int
    per_frame: int
    """Analog samples of each channel in a frame of points."""
    frames: int
    processor: int
    """The byte order of the file, one of `PROCESSORS`."""
    uncounted: bool = False
    """Whether the file says nowhere how many frames it holds, so that they were counted by its size."""
    rate_hz: float
    """Frames of points per second, as the header or else POINT:RATE has it."""
    scale: float
    """Length per step of an integer; below zero where the data are reals."""
    groups: Groups
    """Parameters by group and name, numbers as (dimensions), texts as a list."""
    data: NDArray[np.generic]
    """(frames, words) int16 or float32: four words of each point, then the analog samples."""


@dataclass(frozen=True, kw_only=True)
class _Header:
    """The numbers in the first block of the file."""

    points: int
    analogs: int
    """Analog samples in a frame, of all channels together."""
    start: int
    """Number of the first frame."""
    end: int
    """Number of the last frame, or `_NO_END`."""
    scale: float
    data_block: int
    """Block at which the data start, counted from 1."""
    per_frame: int
    rate_hz: float


def read_layout(file: FileContent) -> Layout:
    """Take a C3D file apart.

    Args:
        file: The file.

    Returns:
        Its header, parameters and data.

    Raises:
        InputFileError: The file is no C3D, is cut short, or its header and parameters contradict each other.
    """
    content = file.content
    if len(content) < BLOCK or content[1] != 0x50 or content[0] < 2:
        raise InputFileError(file.name, en("it does not start like a C3D file"), en("give a C3D, TRC or MOT file"))
    first = BLOCK * (content[0] - 1)
    if len(content) < first + 4:
        raise InputFileError(file.name, en("this C3D file is cut short before its parameters"), EXPORT_AGAIN)
    processor = content[first + 3]
    if processor not in PROCESSORS:
        raise damaged(file.name)
    header = _header(content, processor)
    behind = BLOCK * (header.data_block - 1) if header.data_block > content[0] else 0
    section = content[first : max(first + BLOCK, behind)][: _MOST_PARAMETER_BLOCKS * BLOCK]
    groups = read_groups(file.name, section, processor)
    if header.points == 0 and not first_number(groups, "ROTATION", "USED"):
        raise InputFileError(file.name, en("it holds no markers"), en("give the trial that holds the marker trajectories"))
    return _with_data(file.name, content, processor, header, groups)


def _header(content: bytes, processor: int) -> _Header:
    order = order_of(processor)
    points, analogs, start, end = struct.unpack_from(f"{order}4H", content, 2)
    data_block, per_frame = struct.unpack_from(f"{order}2H", content, 16)
    return _Header(
        points=points,
        analogs=analogs,
        start=start,
        end=end,
        scale=float(reals(content[12:16], processor)[0]),
        data_block=data_block,
        per_frame=max(1, per_frame),
        rate_hz=float(reals(content[20:24], processor)[0]),
    )


def _with_data(file_name: str, content: bytes, processor: int, header: _Header, groups: Groups) -> Layout:
    """Find the data that header and parameters announce, and take them as they are stored."""
    scale = _scale(file_name, header.scale, groups) if header.points else header.scale or -1.0
    at, size, analogs = BLOCK * (header.data_block - 1), 4 if scale < 0.0 else 2, header.analogs
    counts = _frame_counts(header, groups)
    of_samples = (4 * header.points + analogs * header.per_frame) * size
    room = len(content) - at
    if analogs == first_number(groups, "ANALOG", "USED") and _fitting(counts, of_samples, room) * of_samples <= room:
        analogs *= header.per_frame  # some programs put the count of channels where the count of samples belongs
    if analogs % header.per_frame or (header.data_block < 2 and header.points + analogs):
        raise damaged(file_name)
    of_frame = (4 * header.points + analogs) * size
    frames = _fitting(counts, of_frame, room)
    uncounted = frames == 0
    if uncounted and of_frame:
        frames = min(room, len(content[at:].rstrip(b"\0")) + of_frame - 1) // of_frame if room > 0 else 0
    needed = at + frames * of_frame
    if len(content) < needed:
        announced = en(
            "this C3D file is cut short: it should hold {frames} frames ({needed} bytes), but it has {found} bytes",
            frames=frames,
            needed=needed,
            found=len(content),
        )
        raise InputFileError(file_name, announced, en("copy or export the whole file again"))
    if frames == 0:
        raise InputFileError(file_name, en("it holds no frames"), EXPORT_AGAIN)
    data = (reals if scale < 0.0 else words)(memoryview(content)[at:needed], processor)
    return Layout(
        points=header.points,
        channels=analogs // header.per_frame,
        per_frame=header.per_frame,
        frames=frames,
        uncounted=uncounted,
        processor=processor,
        rate_hz=header.rate_hz if 0.0 < header.rate_hz < np.inf else first_number(groups, "POINT", "RATE") or 0.0,
        scale=scale,
        groups=groups,
        data=data.reshape(frames, 4 * header.points + analogs),
    )


def _scale(file_name: str, in_header: float, groups: Groups) -> float:
    """Return POINT:SCALE, which must have the header's sign: that says whether the data are reals."""
    stated = first_number(groups, "POINT", "SCALE")
    value = stated or in_header
    if not math.isfinite(value) or value == 0.0 or (math.isfinite(in_header) and value * in_header < 0.0):
        problem = en(
            "its header and its parameters do not agree on POINT:SCALE ({in_header:g} and {stated})",
            in_header=in_header,
            stated=en("nothing") if stated is None else stated,
        )
        raise InputFileError(file_name, problem, EXPORT_AGAIN)
    return value


def _fitting(counts: list[int], of_frame: int, room: int) -> int:
    """The first count of frames that fills the file to its last block, else the first of all; 0 where there is none."""
    filling = (count for count in counts if 0 <= room - count * of_frame < BLOCK)
    return next(filling, counts[0] if counts else 0)


def _frame_counts(header: _Header, groups: Groups) -> list[int]:
    """How many frames there are by all that tells, the most trusted first.

    The header's numbers have 16 bits, so those of long recordings, or of ones that were started long before, are cut off or turned
    over; TRIAL:ACTUAL_..._FIELD, POINT:LONG_FRAMES and POINT:FRAMES may then tell.
    """
    counts = [header.end - header.start + 1] if header.start <= header.end < _NO_END else []
    start, end = (numbers(groups, "TRIAL", f"ACTUAL_{which}_FIELD").ravel() for which in ("START", "END"))
    if start.size == end.size == 2 and np.isfinite([start, end]).all():
        low_words, high_words = ((int(first) % 0x10000, int(last) % 0x10000) for first, last in zip(start, end, strict=True))
        counts.append(low_words[1] - low_words[0] + 0x10000 * (high_words[1] - high_words[0]) + 1)
    long = first_number(groups, "POINT", "LONG_FRAMES")
    if long is not None:
        counts.append(int(long))
    counts.append(int(first_number(groups, "POINT", "FRAMES") or 0.0) % 0x10000)
    counts.append((header.end - header.start + 1) % 0x10000)
    return [count for count in counts if count > 0]
