"""Write what a C3D file holds as plain Intel files, the one kind that every C3D library reads: few parameters, bounded length.

Whatever stands in the file's own parameters, the library that decodes the data only meets the ones written here.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ..errors import InputFileError
from .c3d_layout import BLOCK, EXPORT_AGAIN, Layout, numbers, texts
from .motion import Array

_PART_BYTES = 2**25
"""Data in one plain file, so that a long recording needs no more memory than a short one; our choice."""
_MOST_PART_FRAMES = 30000
"""Fits into the signed 16 bits that some readers take for the count of frames."""
_MOST_CHANNELS = 255
"""The size of a parameter is one byte."""
_RATE_HZ = 100.0
"""Stands in the plain files, whose clock nobody reads."""


def write_plain_parts(path: Path, layout: Layout, folder: Path) -> Iterator[Path]:
    """Write a recording as plain C3D files, one after the other.

    Args:
        path: The file that the recording is from, for errors.
        layout: What it holds.
        folder: Where to write; each file takes the place of the one before.

    Yields:
        The file with the next frames.

    Raises:
        InputFileError: A parameter that gives the analog samples their size is absent.
    """
    analog = _analog_group(path, layout) if layout.channels else b""
    frame_bytes = layout.data.shape[1] * layout.data.itemsize
    per_part = int(min(_MOST_PART_FRAMES, max(1, _PART_BYTES // frame_bytes)))
    part = folder / "plain.c3d"
    for start in range(0, layout.frames, per_part):
        rows = layout.data[start : start + per_part]
        section = _section(_point_group(layout, len(rows)) + analog)
        counts = (layout.points, layout.channels * layout.per_frame, 1, len(rows), 0)
        header = struct.pack("<2B5Hf2Hf", 2, 0x50, *counts, layout.scale, 2 + len(section) // BLOCK, layout.per_frame, _RATE_HZ)
        part.write_bytes(_whole_blocks(header) + section + _whole_blocks(rows.tobytes()))
        yield part


def _whole_blocks(content: bytes) -> bytes:
    return content.ljust(-(-len(content) // BLOCK) * BLOCK, b"\0")


def _section(entries: bytes) -> bytes:
    """Put the heading and the end around the entries of a parameter section."""
    end = _group("FORCE_PLATFORM", 3) + _parameter("USED", 3, 2, struct.pack("<h", 0)) + b"\0\0"
    blocks = len(_whole_blocks(b"head" + entries + end)) // BLOCK
    return _whole_blocks(struct.pack("<4B", 1, 0x50, blocks, 84) + entries + end)


def _group(name: str, number: int) -> bytes:
    return struct.pack("<2b", len(name), -number) + name.encode() + struct.pack("<hB", 3, 0)


def _parameter(name: str, group: int, kind: int, values: bytes, sizes: tuple[int, ...] = ()) -> bytes:
    """Return one entry; its kind is -1 text, 2 integer, 4 real."""
    body = struct.pack("<bB", kind, len(sizes)) + bytes(sizes) + values + b"\0"
    return struct.pack("<2b", len(name), group) + name.encode() + struct.pack("<h", 2 + len(body)) + body


def _point_group(layout: Layout, frames: int) -> bytes:
    return b"".join(
        (
            _group("POINT", 1),
            _parameter("USED", 1, 2, struct.pack("<H", layout.points)),
            _parameter("FRAMES", 1, 2, struct.pack("<H", frames)),
            _parameter("SCALE", 1, 4, struct.pack("<f", layout.scale)),
            _parameter("RATE", 1, 4, struct.pack("<f", _RATE_HZ)),
        )
    )


def _analog_group(path: Path, layout: Layout) -> bytes:
    """Return the group ANALOG: what turns samples into volts or newtons."""
    count = layout.channels
    if count > _MOST_CHANNELS:
        found = f"this C3D file has {count} analog channels, and at most {_MOST_CHANNELS} can be read"
        raise InputFileError(path, found, "export it with the force plates' channels only")
    general = numbers(layout.groups, "ANALOG", "GEN_SCALE").ravel()
    scale = _per_channel(path, layout, "SCALE")
    offset = _per_channel(path, layout, "OFFSET", "OFFSETS")
    whole = np.round(offset).astype(np.int64) % 0x10000
    kept = [
        _parameter(name, 2, -1, value.encode("latin-1"), (len(value),))
        for name in ("FORMAT", "BITS")
        for value in texts(layout.groups, "ANALOG", name)[:1]
        if value
    ]
    return b"".join(
        (
            _group("ANALOG", 2),
            _parameter("USED", 2, 2, struct.pack("<H", count)),
            _parameter("GEN_SCALE", 2, 4, np.float32(general[0] if general.size else 1.0).tobytes()),
            _parameter("SCALE", 2, 4, scale.astype("<f4").tobytes(), (count,)),
            _parameter("OFFSET", 2, 2, whole.astype("<u2").tobytes(), (count,)),
            _parameter("RATE", 2, 4, struct.pack("<f", _RATE_HZ * layout.per_frame)),
            *kept,
        )
    )


def _per_channel(path: Path, layout: Layout, *names: str) -> Array:
    """Return one number for each analog channel, from the first of these parameters that the file has."""
    for name in names:
        values = numbers(layout.groups, "ANALOG", name).ravel()
        if len(values) >= layout.channels and np.isfinite(values[: layout.channels]).all():
            return values[: layout.channels]
    raise InputFileError(path, f"this C3D file lacks the parameter ANALOG:{names[0]} for its {layout.channels} channels", EXPORT_AGAIN)
