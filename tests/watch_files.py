"""FIT files that tests write themselves, byte by byte: runs with what a watch and added sensors tell, and how to spoil them."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
UINT8, SINT8, UINT16, SINT16, UINT32, STRING, FLOAT32, ENUM, BYTE = 0x02, 0x01, 0x84, 0x83, 0x86, 0x07, 0x88, 0x00, 0x0D
FORMS = {UINT8: "B", SINT8: "b", UINT16: "H", SINT16: "h", UINT32: "I", FLOAT32: "f", ENUM: "B"}
MISSING = {UINT8: 0xFF, SINT8: 0x7F, UINT16: 0xFFFF, SINT16: 0x7FFF, UINT32: 0xFFFFFFFF, ENUM: 0xFF, FLOAT32: float("nan")}
FILE_ID, SESSION, LAP, RECORD, DEVICE_INFO, ACTIVITY, FIELD_DESCRIPTION, DEVELOPER_ID = 0, 18, 19, 20, 23, 34, 206, 207
RUNNING, CYCLING = 1, 2
RECORD_FIELDS: Mapping[str, tuple[int, int, float]] = {
    "altitude_m": (2, UINT16, 5.0),
    "cadence": (4, UINT8, 1.0),
    "distance_m": (5, UINT32, 100.0),
    "speed_m_s": (6, UINT16, 1000.0),
    "grade": (9, SINT16, 100.0),
    "oscillation_mm": (39, UINT16, 10.0),
    "contact_ms": (41, UINT16, 10.0),
    "balance": (84, UINT16, 100.0),
    "step_length_mm": (85, UINT16, 10.0),
    "fractional_cadence": (53, UINT8, 128.0),
}
"""What a record may tell -> number, type and scale of its field in the FIT profile; heights are told from -500 m."""


@dataclass(frozen=True, kw_only=True)
class Added:
    """A field that an app adds, with its value in every record."""

    name: str
    units: str
    values: Sequence[float]
    native_number: int | None = None


@dataclass(frozen=True, kw_only=True)
class FitRun:
    """A run as a watch would write it, one record a second."""

    columns: Mapping[str, Sequence[float | None]]
    started_at: datetime | None = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    """None for a watch without a date, which counts the seconds since it was switched on."""
    local_ahead_s: int | None = 3600
    sport: int = RUNNING
    added: tuple[Added, ...] = field(default=())

    @property
    def start(self) -> int:
        """Seconds as FIT counts them."""
        return 1000 if self.started_at is None else int((self.started_at - EPOCH).total_seconds())

    @property
    def records(self) -> int:
        """How many seconds it lasts."""
        return len(next(iter(self.columns.values())))


def crc_of(content: bytes) -> int:
    """The check sum of FIT."""
    table = (0x0, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401, 0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400)
    crc = 0
    for byte in content:
        for part in (byte & 0xF, byte >> 4):
            crc = (crc >> 4) & 0x0FFF ^ table[crc & 0xF] ^ table[part]
    return crc


def whole(data: bytes) -> bytes:
    """A FIT file of its messages: header and check sums around them."""
    head = struct.pack("<BBHI4s", 14, 0x20, 2132, len(data), b".FIT")
    head += struct.pack("<H", crc_of(head))
    return head + data + struct.pack("<H", crc_of(head + data))


def with_true_sums(content: bytes) -> bytes:
    """A spoiled file whose check sums fit again, so that what is wrong must be found elsewhere."""
    head = content[:12] + struct.pack("<H", crc_of(content[:12]))
    return head + content[14:-2] + struct.pack("<H", crc_of(head + content[14:-2]))


def fit_run(run: FitRun) -> bytes:
    """The file of a run."""
    end = run.start + run.records
    messages = [
        _message(0, FILE_ID, [(0, ENUM, 4), (1, UINT16, 1), (4, UINT32, run.start)]),
        _message(1, DEVICE_INFO, [(253, UINT32, run.start), (2, UINT16, 1), (4, UINT16, 2697)]),
    ]
    if run.added:
        messages.append(_message(2, DEVELOPER_ID, [(3, UINT8, 0)]))
    for number, added in enumerate(run.added):
        described: list[tuple[int, int, int | str]] = [
            (0, UINT8, 0),
            (1, UINT8, number),
            (2, UINT8, FLOAT32),
            (3, STRING, added.name),
            (8, STRING, added.units),
        ]
        if added.native_number is not None:
            described.append((15, UINT8, added.native_number))
        messages.append(_message(3, FIELD_DESCRIPTION, described))
    messages.append(_records(run))
    lasted = (7, UINT32, 1000 * run.records), (8, UINT32, 1000 * run.records), (2, UINT32, run.start), (253, UINT32, end)
    messages.append(_message(5, LAP, [*lasted, (25, ENUM, run.sport), (9, UINT32, 100 * 500)]))
    messages.append(_message(6, SESSION, [*lasted, (5, ENUM, run.sport)]))
    if run.local_ahead_s is not None:
        messages.append(_message(7, ACTIVITY, [(253, UINT32, end), (5, UINT32, end + run.local_ahead_s), (1, UINT16, 1)]))
    return whole(b"".join(messages))


def _definition(local: int, number: int, fields: Sequence[tuple[int, int, int]], added: int = 0) -> bytes:
    head = struct.pack("<BBBHB", 0x40 | (0x20 if added else 0) | local, 0, 0, number, len(fields))
    body = b"".join(struct.pack("<BBB", *one) for one in fields)
    return head + body + (bytes([added]) + b"".join(struct.pack("<BBB", one, 4, 0) for one in range(added)) if added else b"")


def _message(local: int, number: int, fields: Sequence[tuple[int, int, int | str]]) -> bytes:
    """A message with its definition."""
    texts = {key: value.encode() + b"\0" for key, _, value in fields if isinstance(value, str)}
    sizes = [(key, len(texts[key]) if key in texts else struct.calcsize(FORMS[kind]), kind) for key, kind, _ in fields]
    values = [texts.get(key) or struct.pack(f"<{FORMS[kind]}", value) for key, kind, value in fields]
    return _definition(local, number, sizes) + bytes([local]) + b"".join(values)


def _records(run: FitRun) -> bytes:
    named = [(name, *RECORD_FIELDS[name]) for name in run.columns]
    fields = [(253, 4, UINT32), *((number, struct.calcsize(FORMS[kind]), kind) for _, number, kind, _ in named)]
    lines = [_definition(4, RECORD, fields, len(run.added))]
    for second in range(run.records):
        values = [struct.pack("<I", run.start + second)]
        for name, _, kind, scale in named:
            value = run.columns[name][second]
            shift = 500.0 if name == "altitude_m" else 0.0
            whole_number = MISSING[kind] if value is None else round((value + shift) * scale)
            values.append(struct.pack(f"<{FORMS[kind]}", whole_number))
        values += [struct.pack("<f", added.values[second]) for added in run.added]
        lines.append(bytes([4]) + b"".join(values))
    return b"".join(lines)


def steady_run(
    *,
    seconds: int = 600,
    speed_m_s: float = 3.0,
    strides_per_min: float = 85.0,
    contact_ms: float = 250.0,
    added: tuple[Added, ...] = (),
    started_at: datetime | None = datetime(2026, 3, 2, 7, 30, tzinfo=UTC),
    **columns: Sequence[float | None],
) -> FitRun:
    """A level run at one speed with cadence and contact time; further columns by name."""
    told: dict[str, Sequence[float | None]] = {
        "speed_m_s": [speed_m_s] * seconds,
        "distance_m": [speed_m_s * second for second in range(seconds)],
        "altitude_m": [100.0] * seconds,
        "cadence": [int(strides_per_min)] * seconds,
        "fractional_cadence": [strides_per_min - int(strides_per_min)] * seconds,
        "contact_ms": [contact_ms] * seconds,
    }
    return FitRun(columns={**told, **columns}, added=added, started_at=started_at)
