"""Small C3D files of any storage and byte order, written word by word after the C3D user guide and without the program's own code."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

INTEL, DEC, MIPS = 84, 85, 86
BLOCK = 512
Value = NDArray[np.generic] | list[str]
"""int8, int16 or float32 in the shape of the parameter, or texts."""


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What stands in a file, before it is put into bytes."""

    points: NDArray[np.generic]
    """(n, m, 4), int16 or float32 as stored: x, y, z and the word of the residual."""
    analogs: NDArray[np.generic]
    """(n, per_frame, channels), of the same type."""
    scale: float = 0.1
    """POINT:SCALE without its sign."""
    rate_hz: float = 100.0
    parameters: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    """By group and name, beside those that every file has."""
    header: Mapping[int, int] = field(default_factory=dict)
    """Words of the first block that are to be something else, by their place in bytes."""


def file_of(trial: Trial, processor: int = INTEL) -> bytes:
    """Return the bytes of a C3D file."""
    real = trial.points.dtype.kind == "f"
    frames, points = trial.points.shape[:2]
    per_frame, channels = trial.analogs.shape[1:]
    scale = -trial.scale if real else trial.scale
    groups: dict[str, dict[str, Value]] = {
        "POINT": {"USED": whole(points), "FRAMES": whole(min(frames, 32767)), "SCALE": single(scale), "RATE": single(trial.rate_hz)},
        "ANALOG": {"USED": whole(channels), "RATE": single(trial.rate_hz * per_frame)},
        "FORCE_PLATFORM": {"USED": whole(0)},
    }
    for group, parameters in trial.parameters.items():
        groups.setdefault(group, {}).update(parameters)
    entries = _entries(groups, processor)
    blocks = -(-(4 + len(entries)) // BLOCK)
    section = bytes([1, 0x50, blocks, processor]) + entries
    counts = [points, channels * per_frame, 1, min(frames, 0xFFFF), 0]
    head = bytes([2, 0x50]) + _words(counts, processor) + _reals([scale], processor)
    head += _words([2 + blocks, per_frame], processor) + _reals([trial.rate_hz], processor)
    first = bytearray(_whole_blocks(head))
    for place, word in trial.header.items():
        first[place : place + 2] = _words([word], processor)
    rows = np.hstack([trial.points.reshape(frames, -1), trial.analogs.reshape(frames, -1)])
    return bytes(first) + _whole_blocks(section) + _whole_blocks(_reals(rows, processor) if real else _words(rows, processor))


def whole(*values: int) -> NDArray[np.int16]:
    """Return a parameter of integers, as 16 bits keep them."""
    kept = np.array(values, dtype=np.int64).astype(np.int16)
    return kept if len(values) > 1 else kept[0].reshape(())


def single(*values: float) -> NDArray[np.float32]:
    """Return a parameter of reals."""
    kept = np.array(values, dtype=np.float32)
    return kept if len(values) > 1 else kept[0].reshape(())


def _words(values: object, processor: int) -> bytes:
    kept = np.asarray(values).astype(np.int64).astype("<u2")
    return kept.astype(">u2" if processor == MIPS else "<u2").tobytes()


def _reals(values: object, processor: int) -> bytes:
    kept = np.ascontiguousarray(values, dtype="<f4")
    if processor == MIPS:
        return kept.view("<u4").byteswap().tobytes()
    if processor == DEC:
        bits = kept.view("<u4").ravel()
        bits = np.where(bits & 0x7F800000, bits + (2 << 23), 0).astype("<u4")
        return bits.view("<u2").reshape(-1, 2)[:, ::-1].tobytes()
    return kept.tobytes()


def _whole_blocks(content: bytes) -> bytes:
    return content.ljust(-(-len(content) // BLOCK) * BLOCK, b"\0")


def _entries(groups: Mapping[str, Mapping[str, Value]], processor: int) -> bytes:
    entries = []
    for number, (group, parameters) in enumerate(groups.items(), start=1):
        entries.append(entry(group, -number, b"\0", processor))
        for name, value in parameters.items():
            entries.append(entry(name, number, _body(value, processor) + b"\0", processor))
    return b"".join(entries) + b"\0\0"


def entry(name: str, group: int, body: bytes, processor: int) -> bytes:
    """Return one group (below zero) or parameter: length of the name, number of the group, name, offset of the next entry, body."""
    return bytes([len(name), group % 256]) + name.encode() + _words([2 + len(body)], processor) + body


def _body(value: Value, processor: int) -> bytes:
    if isinstance(value, list):
        length = max(map(len, value), default=0)
        return bytes([255, 2, length, len(value)]) + b"".join(text.encode("latin-1").ljust(length) for text in value)
    kind = value.dtype.itemsize
    in_order = np.asarray(value).ravel(order="F")
    values = in_order.tobytes() if kind == 1 else (_reals if kind == 4 else _words)(in_order, processor)
    return bytes([kind, value.ndim, *value.shape]) + values
