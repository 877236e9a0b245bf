"""Take the bytes of a C3D file apart: header, parameters and data in any of the three byte orders, checked before a library sees them.

Source: C3D format user guide (c3d.org). Words are little-endian in Intel and DEC files and big-endian in MIPS (SGI) files; DEC reals are
VAX F-floats, whose two words stand in the order of the high one first and whose value is four times the IEEE number of the same bits.
"""

import math
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import InputFileError
from .motion import Array

EXPORT_AGAIN = "export the trial again as C3D from the motion capture program"
BLOCK = 512
DEC, MIPS = 85, 86
_PROCESSORS = (84, DEC, MIPS)
_NO_END = 0xFFFF
"""A last frame that says nothing: the count does not fit into the header's 16 bits."""

Values = list[str] | Array
Groups = Mapping[str, Mapping[str, Values]]


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


def read_layout(path: Path) -> Layout:
    """Take a C3D file apart.

    Args:
        path: The file.

    Returns:
        Its header, parameters and data.

    Raises:
        InputFileError: The file is no C3D, is cut short, or its header and parameters contradict each other.
    """
    content = path.read_bytes()
    if len(content) < BLOCK or content[1] != 0x50 or content[0] < 2:
        raise InputFileError(path, "it does not start like a C3D file", "give a C3D, TRC or MOT file")
    first = BLOCK * (content[0] - 1)
    if len(content) < first + 4:
        raise InputFileError(path, "this C3D file is cut short before its parameters", EXPORT_AGAIN)
    processor = content[first + 3]
    if processor not in _PROCESSORS:
        raise _damaged(path)
    order = ">" if processor == MIPS else "<"
    points, analogs, start, end = struct.unpack_from(f"{order}4H", content, 2)
    data_block, per_frame = struct.unpack_from(f"{order}2H", content, 16)
    section = content[first : max(first + BLOCK, BLOCK * (data_block - 1) if data_block > content[0] else 0)][: 255 * BLOCK]
    groups = _groups(path, section, processor)
    if points == 0:
        raise InputFileError(path, "it holds no markers", "give the trial that holds the marker paths")
    per_frame = max(1, per_frame)
    scale = _scale(path, _reals(content[12:16], processor)[0], groups)
    rate_hz = _first_number(groups, "POINT", "RATE") or 0.0
    header_hz = float(_reals(content[20:24], processor)[0])
    frames = end - start + 1 if start <= end < _NO_END else _long_frames(groups)
    at = BLOCK * (data_block - 1)
    size = 4 if scale < 0.0 else 2
    if analogs == _first_number(groups, "ANALOG", "USED") and at + frames * (4 * points + analogs * per_frame) * size <= len(content):
        analogs *= per_frame  # some programs put the count of channels where the count of samples belongs
    if analogs % per_frame or data_block < 2:
        raise _damaged(path)
    needed = at + frames * (4 * points + analogs) * size
    if len(content) < needed:
        found = f"this C3D file is cut short: it announces {frames} frames ({needed} bytes) but has {len(content)} bytes"
        raise InputFileError(path, found, "copy or export the file again, whole")
    if frames == 0:
        raise InputFileError(path, "it holds no frames", EXPORT_AGAIN)
    raw = content[at:needed]
    data = _reals(raw, processor) if scale < 0.0 else np.frombuffer(raw, dtype=f"{order}i2").astype("<i2", copy=False)
    return Layout(
        points=points,
        channels=analogs // per_frame,
        per_frame=per_frame,
        frames=frames,
        rate_hz=header_hz if 0.0 < header_hz < np.inf else rate_hz,
        scale=scale,
        groups=groups,
        data=data.reshape(frames, 4 * points + analogs),
    )


def _damaged(path: Path) -> InputFileError:
    return InputFileError(path, "the parameter section of this C3D file is damaged", EXPORT_AGAIN)


def _reals(raw: bytes, processor: int) -> NDArray[np.float32]:
    """Return 32-bit reals of this byte order as IEEE numbers."""
    if processor == DEC:
        words = np.frombuffer(raw, dtype="<u2").reshape(-1, 2)[:, ::-1]
        bits = np.ascontiguousarray(words).view("<u4").ravel()
        return np.where((bits >> 23) & 0xFF > 2, bits - (2 << 23), 0).astype("<u4").view("<f4")
    return np.frombuffer(raw, dtype=">f4" if processor == MIPS else "<f4").astype("<f4", copy=False)


def _entries(path: Path, section: bytes, order: str) -> Iterator[tuple[int, str, int]]:
    """Follow the chain of groups and parameters: number of the group (below zero for the group itself), name, where the rest stands.

    Each entry is: length of the name, number of the group, name, offset of the next entry from the offset itself (0 ends the chain),
    and for a parameter type, count of sizes, sizes and values; at its end length and text of a description.
    """
    at = 4
    while at + 2 <= len(section):
        length, group = struct.unpack_from("<2b", section, at)
        link = at + 2 + abs(length)
        if length == 0 or link + 2 > len(section):
            break
        step = struct.unpack_from(f"{order}h", section, link)[0]
        if order == ">" and link + step > len(section):
            step = struct.unpack_from("<h", section, link)[0]  # programs of that time left the last one in Intel's order
        if step != 0 and (step < 2 or not _is_whole(section, link, step, of_group=group < 0)):
            raise _damaged(path)
        yield group, section[at + 2 : link].decode("latin-1").upper().strip(), link + 2
        if step == 0:
            return
        at = link + step
    if at > len(section) + 2:
        raise InputFileError(path, "this C3D file is cut short inside its parameters, or they are damaged", EXPORT_AGAIN)


def _is_whole(section: bytes, link: int, step: int, *, of_group: bool) -> bool:
    """Tell whether an entry ends before the next: type, count of sizes, sizes, values (not of a group), length of a text, text."""
    text = link + 2
    if not of_group:
        if link + 4 > len(section):
            return False
        kind, sizes = struct.unpack_from("<bB", section, link + 2)
        if kind not in (-1, 1, 2, 4) or sizes > 7:
            return False
        text = link + 4 + sizes + abs(kind) * math.prod(section[link + 4 : link + 4 + sizes])
    end = link + step
    return text == end or (text < min(end, len(section)) and text + 1 + section[text] <= end)


def _groups(path: Path, section: bytes, processor: int) -> Groups:
    """Return all parameters by the names of their groups; parameters may stand before their group."""
    order = ">" if processor == MIPS else "<"
    names: dict[int, str] = {}
    numbered: dict[int, dict[str, Values]] = {}
    for group, name, at in _entries(path, section, order):
        if group < 0:
            names.setdefault(-group, name)
        else:
            numbered.setdefault(group, {}).setdefault(name, _values(path, section, at, processor))
    groups: dict[str, dict[str, Values]] = {}
    for number, name in names.items():
        groups.setdefault(name, {}).update(numbered.get(number, {}))
    return groups


def _values(path: Path, section: bytes, at: int, processor: int) -> Values:
    """Decode the values of one parameter: texts stripped, numbers in the shape that the file states (first index fastest)."""
    if at + 2 > len(section):
        raise _damaged(path)
    kind, count = struct.unpack_from("<bB", section, at)
    sizes = tuple(section[at + 2 : at + 2 + count])
    number = math.prod(sizes)
    raw = section[at + 2 + count : at + 2 + count + abs(kind) * number]
    if kind not in (-1, 1, 2, 4) or len(raw) != abs(kind) * number:
        raise _damaged(path)
    if kind == -1:
        length = sizes[0] if sizes else 1
        texts = number // length if length else math.prod(sizes[1:])
        return [raw[index * length : (index + 1) * length].decode("latin-1").strip(" \0\t\r\n") for index in range(texts)]
    if kind == 4:
        values = _reals(raw, processor).astype(np.float64)
    else:
        values = np.frombuffer(raw, dtype={1: "i1", 2: ">i2" if processor == MIPS else "<i2"}[kind]).astype(np.float64)
    return values.reshape(sizes or (1,), order="F")


def numbers(groups: Groups, group: str, name: str) -> Array:
    """Return a parameter of numbers in its shape; empty where it is absent or a text."""
    values = groups.get(group, {}).get(name, [])
    return values if isinstance(values, np.ndarray) else np.empty(0)


def integers(groups: Groups, group: str, name: str) -> NDArray[np.int64]:
    """Return a parameter of integers in its shape; what is no number counts as 0."""
    return np.clip(np.nan_to_num(numbers(groups, group, name)), -(2.0**31), 2.0**31).astype(np.int64)


def texts(groups: Groups, group: str, name: str) -> list[str]:
    """Return a parameter of texts; empty where it is absent or of numbers."""
    values = groups.get(group, {}).get(name, [])
    return values if isinstance(values, list) else []


def _first_number(groups: Groups, group: str, name: str) -> float | None:
    values = numbers(groups, group, name).ravel()
    return float(values[0]) if values.size and math.isfinite(values[0]) else None


def _scale(path: Path, in_header: float, groups: Groups) -> float:
    """Return POINT:SCALE, which must have the header's sign: that says whether the data are reals."""
    stated = _first_number(groups, "POINT", "SCALE")
    value = stated or float(in_header)
    if not math.isfinite(value) or value == 0.0 or (math.isfinite(in_header) and value * in_header < 0.0):
        found = f"its header and its parameters do not agree on POINT:SCALE ({in_header:g} and {'nothing' if stated is None else stated})"
        raise InputFileError(path, found, EXPORT_AGAIN)
    return value


def _long_frames(groups: Groups) -> int:
    """Count the frames of a recording too long for the header: TRIAL:ACTUAL_..._FIELD, POINT:LONG_FRAMES or POINT:FRAMES."""
    start, end = (numbers(groups, "TRIAL", f"ACTUAL_{which}_FIELD").ravel() for which in ("START", "END"))
    if start.size == end.size == 2:
        counted = [int(low) % 0x10000 + 0x10000 * (int(high) % 0x10000) for low, high in (start, end)]
        if counted[1] >= counted[0]:
            return counted[1] - counted[0] + 1
    long = _first_number(groups, "POINT", "LONG_FRAMES")
    if long is not None and long >= 1.0:
        return int(long)
    return int(_first_number(groups, "POINT", "FRAMES") or 0.0) % 0x10000
