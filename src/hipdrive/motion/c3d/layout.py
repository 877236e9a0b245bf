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
        raise InputFileError(file.name, "it does not start like a C3D file", "give a C3D, TRC or MOT file")
    first = BLOCK * (content[0] - 1)
    if len(content) < first + 4:
        raise InputFileError(file.name, "this C3D file is cut short before its parameters", EXPORT_AGAIN)
    processor = content[first + 3]
    if processor not in PROCESSORS:
        raise damaged(file.name)
    header = _header(content, processor)
    behind = BLOCK * (header.data_block - 1) if header.data_block > content[0] else 0
    section = content[first : max(first + BLOCK, behind)][: _MOST_PARAMETER_BLOCKS * BLOCK]
    groups = read_groups(file.name, section, processor)
    if header.points == 0:
        raise InputFileError(file.name, "it holds no markers", "give the trial that holds the marker paths")
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
    scale = _scale(file_name, header.scale, groups)
    frames = header.end - header.start + 1 if header.start <= header.end < _NO_END else _long_frames(groups)
    at, size, analogs = BLOCK * (header.data_block - 1), 4 if scale < 0.0 else 2, header.analogs
    of_samples = at + frames * (4 * header.points + analogs * header.per_frame) * size
    if analogs == first_number(groups, "ANALOG", "USED") and of_samples <= len(content):
        analogs *= header.per_frame  # some programs put the count of channels where the count of samples belongs
    if analogs % header.per_frame or header.data_block < 2:
        raise damaged(file_name)
    needed = at + frames * (4 * header.points + analogs) * size
    if len(content) < needed:
        announced = f"this C3D file is cut short: it announces {frames} frames ({needed} bytes) but has {len(content)} bytes"
        raise InputFileError(file_name, announced, "copy or export the file again, whole")
    if frames == 0:
        raise InputFileError(file_name, "it holds no frames", EXPORT_AGAIN)
    data = (reals if scale < 0.0 else words)(memoryview(content)[at:needed], processor)
    return Layout(
        points=header.points,
        channels=analogs // header.per_frame,
        per_frame=header.per_frame,
        frames=frames,
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
        problem = f"its header and its parameters do not agree on POINT:SCALE ({in_header:g} and {'nothing' if stated is None else stated})"
        raise InputFileError(file_name, problem, EXPORT_AGAIN)
    return value


def _long_frames(groups: Groups) -> int:
    """Count the frames of a recording too long for the header: TRIAL:ACTUAL_..._FIELD, POINT:LONG_FRAMES or POINT:FRAMES."""
    start, end = (numbers(groups, "TRIAL", f"ACTUAL_{which}_FIELD").ravel() for which in ("START", "END"))
    if start.size == end.size == 2 and np.isfinite([start, end]).all():
        counted = [int(low) % 0x10000 + 0x10000 * (int(high) % 0x10000) for low, high in (start, end)]
        if counted[1] >= counted[0]:
            return counted[1] - counted[0] + 1
    long = first_number(groups, "POINT", "LONG_FRAMES")
    if long is not None and long >= 1.0:
        return int(long)
    return int(first_number(groups, "POINT", "FRAMES") or 0.0) % 0x10000
