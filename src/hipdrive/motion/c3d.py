"""Read markers and force plates from a C3D file by way of ezc3d, after looking at the header ourselves."""

import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ezc3d
import numpy as np

from ..errors import InputFileError
from ..note import Note
from .motion import Array, Motion
from .plates import plates_from_channels

METRES_PER_UNIT = {"mm": 0.001, "cm": 0.01, "dm": 0.1, "m": 1.0}
_SPELLINGS = {"mete": "m", "meter": "m", "meters": "m", "metre": "m", "metres": "m"}
_EXPORT_AGAIN = "export the trial again as C3D from the motion capture program"
_MODEL_OUTPUTS = ("ANGLES", "FORCES", "MOMENTS", "POWERS", "SCALARS")
_POINT_NEEDS = (b"USED",)
_ANALOG_NEEDS = (b"USED", b"SCALE", b"OFFSET", b"GEN_SCALE")
_BLOCK = 512


@dataclass(frozen=True, kw_only=True)
class _Header:
    """What the first block of a C3D file announces."""

    frames: int
    bytes_needed: int


def read_c3d(path: Path) -> Motion:
    """Read marker paths and force plates from a C3D file.

    Time starts at 0 with the first frame in the file.

    Args:
        path: The file.

    Returns:
        The motion, lab axes as in the file, with the ground's force on the runner.

    Raises:
        InputFileError: The file is no C3D, is cut short, or holds nothing that can be used.
    """
    header = _read_header(path)
    try:
        content = ezc3d.c3d(str(path))
    except (RuntimeError, OSError, ValueError, KeyError, IndexError, TypeError, MemoryError, OverflowError) as error:
        reason = str(error).split("\n", maxsplit=1)[0].strip().rstrip(".!")
        raise InputFileError(path, f"this C3D file cannot be read ({reason[:120]})", _EXPORT_AGAIN) from None
    points = content["data"]["points"]
    rate_hz = float(content["header"]["points"]["frame_rate"])
    _check_plausible(path, points, rate_hz, header)
    parameters = content["parameters"]
    labels, kept, notes = _markers(parameters, points.shape[1])
    if not labels:
        raise InputFileError(path, "it holds no markers", "give the trial that holds the marker paths")
    unit, unit_notes = _unit(path, parameters, points[:3, kept])
    position_m = np.transpose(points[:3, kept], (2, 1, 0)) * METRES_PER_UNIT[unit]
    plates, plate_notes = plates_from_channels(path, content, METRES_PER_UNIT[unit], position_m)
    return Motion(
        file_name=path.name,
        format="c3d",
        labels=labels,
        time_s=np.arange(points.shape[2]) / rate_hz,
        sampling_rate_hz=rate_hz,
        position_m=position_m,
        plates=plates,
        notes=(*notes, *unit_notes, *plate_notes),
        length_unit=unit,
    )


def _read_header(path: Path) -> _Header:
    """Check the first block and the parameter section by the C3D specification (c3d.org), before ezc3d sees the file."""
    with path.open("rb") as file:
        first = file.read(_BLOCK)
        size = path.stat().st_size
        if len(first) < _BLOCK or first[1] != 0x50 or first[0] < 2:
            raise InputFileError(path, "it does not start like a C3D file", "give a C3D, TRC or MOT file")
        file.seek(_BLOCK * (first[0] - 1))
        section = file.read(_BLOCK * max(1, min(255, struct.unpack_from("<H", first, 16)[0] - first[0])))
    if len(section) < 4:
        raise InputFileError(path, "this C3D file is cut short before its parameters", _EXPORT_AGAIN)
    processor = section[3]
    if processor == 86:
        raise InputFileError(
            path, "this C3D file is in the byte order of old SGI/MIPS machines, which is not supported", "save it in the Intel format"
        )
    if processor not in (84, 85):
        raise InputFileError(path, "the parameter section of this C3D file is damaged", _EXPORT_AGAIN)
    points, analogs, start, end = struct.unpack_from("<4H", first, 2)
    _check_parameter_chain(path, section, analogs=analogs > 0)
    data_block = struct.unpack_from("<H", first, 16)[0]
    stored_as_real = bool(first[15 if processor == 84 else 13] & 0x80)
    frames = end - start + 1 if end >= start and end < 0xFFFF else 0
    frame_bytes = (4 * points + analogs) * (4 if stored_as_real else 2)
    needed = _BLOCK * (max(data_block, 1) - 1) + frames * frame_bytes
    if size < needed:
        found = f"this C3D file is cut short: it announces {frames} frames ({needed} bytes) but has {size} bytes"
        raise InputFileError(path, found, "copy or export the file again, whole")
    return _Header(frames=frames, bytes_needed=needed)


def _check_parameter_chain(path: Path, section: bytes, *, analogs: bool) -> None:
    """Follow the chain of groups and parameters, because ezc3d runs forever, or very long, on a broken one.

    Each entry is: length of the name, group number (below zero for the group itself), name, offset of the next entry from
    the offset itself; 0 ends the chain.
    """
    at = 4
    names: set[tuple[int, bytes]] = set()
    while at + 2 <= len(section):
        length, group = struct.unpack_from("<2b", section, at)
        link = at + 2 + abs(length)
        if length == 0 or link + 2 > len(section):
            break
        names.add((group, section[at + 2 : link].upper()))
        step = struct.unpack_from("<h", section, link)[0]
        if step == 0:
            break
        if step < 2 or not _is_whole(section, link, step, of_group=group < 0):
            raise InputFileError(path, "the parameter section of this C3D file is damaged", _EXPORT_AGAIN)
        at = link + step
    if at > len(section) + 2:
        raise InputFileError(path, "this C3D file is cut short inside its parameters, or they are damaged", _EXPORT_AGAIN)
    needed = {b"POINT": _POINT_NEEDS, **({b"ANALOG": _ANALOG_NEEDS} if analogs else {})}
    for heading, parameters in needed.items():
        groups = [-group for group, name in names if group < 0 and name == heading]
        lacking = [name for name in parameters if not any((group, name) in names for group in groups)]
        if lacking:
            raise InputFileError(path, f"this C3D file lacks the parameter {(heading + b':' + lacking[0]).decode()}", _EXPORT_AGAIN)


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


def _check_plausible(path: Path, points: Array, rate_hz: float, header: _Header) -> None:
    """Refuse what ezc3d reads without complaint but cannot be a recording."""
    if points.ndim != 3 or points.shape[1] == 0:
        raise InputFileError(path, "it holds no markers", "give the trial that holds the marker paths")
    if points.shape[2] == 0:
        raise InputFileError(path, "it holds no frames", _EXPORT_AGAIN)
    if not 0.0 < rate_hz < 1e5:
        raise InputFileError(path, f"its sampling rate is {rate_hz:g} Hz", "set a sampling rate above zero in the motion capture program")
    if points.shape[2] < header.frames:
        found = f"this C3D file is cut short: it announces {header.frames} frames but has {points.shape[2]}"
        raise InputFileError(path, found, "copy or export the file again, whole")
    seen = points[:3][np.isfinite(points[:3])]
    if seen.size and float(np.percentile(np.abs(seen), 50)) > 1e7:
        raise InputFileError(path, "its marker positions are beyond any laboratory", _EXPORT_AGAIN)


def text_values(group: Any, name: str) -> list[str]:
    """Return a text parameter of a C3D group as stripped strings; empty where it is absent."""
    if name not in group:
        return []
    return [str(value).strip() for value in group[name]["value"]]


def _markers(parameters: Any, count: int) -> tuple[tuple[str, ...], list[int], list[Note]]:
    """Name the points, leaving out what a model computed (angles, forces ...)."""
    group = parameters["POINT"]
    names = text_values(group, "LABELS")
    for more in range(2, 10):
        names += text_values(group, f"LABELS{more}")
    names = [name or f"unnamed_{index + 1}" for index, name in enumerate(names[:count])]
    names += [f"unnamed_{index + 1}" for index in range(len(names), count)]
    outputs = {name for kind in _MODEL_OUTPUTS for name in text_values(group, kind)}
    kept = [index for index, name in enumerate(names) if name not in outputs]
    notes = []
    if len(kept) < count:
        notes.append(Note("model_outputs_left_out", f"{count - len(kept)} computed channels (angles, moments ...) are not markers."))
    labels: list[str] = []
    for index in kept:
        name, again = names[index], 2
        while name in labels:
            name, again = f"{names[index]}_{again}", again + 1
        labels.append(name)
    renamed = [label for label, index in zip(labels, kept, strict=True) if label != names[index]]
    if renamed:
        notes.append(Note("label_twice", f"Markers named more than once were renamed: {', '.join(renamed[:8])}."))
    return tuple(labels), kept, notes


def _unit(path: Path, parameters: Any, points: Array) -> tuple[str, list[Note]]:
    """Settle the unit of length: as named, or from the size of the numbers where the file is silent."""
    named = (text_values(parameters["POINT"], "UNITS") or [""])[0].lower()
    named = _SPELLINGS.get(named, named)
    if named in METRES_PER_UNIT:
        return named, []
    if named:
        raise InputFileError(path, f"the unit of length is '{named}'", f"use one of {', '.join(METRES_PER_UNIT)}")
    seen = np.abs(points[np.isfinite(points) & (points != 0.0)])
    if not seen.size:
        return "mm", [Note("unit_guessed", "The file names no unit of length and holds no marker; mm was taken.")]
    unit = "mm" if float(np.percentile(seen, 75)) > 20.0 else "m"
    return unit, [Note("unit_guessed", f"The file names no unit of length; by the size of the numbers {unit} was taken.")]
