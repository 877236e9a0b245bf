"""The messages of a FIT file, checked and decoded; the only place that reads FIT."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from ..errors import InputFileError
from ..language import Text, en

FIT_MARK = b".FIT"
MARK_AT = 8
"""Where a FIT file says that it is one."""
MOST_BYTES = 12_000_000
"""A day and a night at one record a second have about half of it."""
FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
"""From when FIT counts seconds."""
FIRST_DATE = FIT_EPOCH + timedelta(seconds=0x10000000)
"""What lies before it is no date: the seconds since a watch without a calendar was switched on."""
ADVICE = en("export the activity from the watch or its app again as the original .fit file")
CHECK_SUM_BYTES = 2
_WANTED = frozenset({"file_id", "session", "lap", "sport", "activity", "record", "device_info"})
_LIBRARY_FAULTS = (ArithmeticError, AttributeError, AssertionError, LookupError, TypeError, ValueError, struct.error)
"""What reading broken content can make the library stumble over beside its own errors."""


@dataclass(frozen=True, kw_only=True)
class AddedField:
    """A value in a field that an app added."""

    name: str
    units: str
    native_number: int | None
    """The field of the FIT profile that it stands in for, as its app says."""
    value: Any


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message: its fields by name, and those that apps added."""

    name: str
    values: Mapping[str, Any]
    added: tuple[AddedField, ...] = ()

    def number(self, *names: str) -> float | None:
        """The first of some fields that holds a number."""
        for name in names:
            value = self.values.get(name)
            if isinstance(value, int | float) and not isinstance(value, bool):
                return float(value)
        return None

    def time(self, *names: str) -> datetime | None:
        """The first of some fields that holds an instant; before FIRST_DATE where a watch only counts its seconds."""
        for name in names:
            value = self.values.get(name)
            if isinstance(value, datetime):
                return value if value.tzinfo is not None else value.replace(tzinfo=UTC)
            if isinstance(value, int) and not isinstance(value, bool):
                return FIT_EPOCH + timedelta(seconds=value)
        return None

    def word(self, *names: str) -> str:
        """The first of some fields that is told, as a word; empty if none is."""
        return next((str(value) for name in names if (value := self.values.get(name)) is not None), "")


def is_fit(start: bytes, *, suffix: str = "") -> bool:
    """Whether a file is a FIT file by its first bytes, or calls itself one.

    Args:
        start: At least its first 12 bytes.
        suffix: The end of its name, without the dot.
    """
    return start[MARK_AT : MARK_AT + len(FIT_MARK)] == FIT_MARK or suffix.lower() == "fit"


def fit_messages(content: bytes, *, name: str) -> tuple[Message, ...]:
    """Decode the messages of a FIT file, or of several that follow one another in it.

    Args:
        content: The file.
        name: What sentences call it.

    Returns:
        The messages that tell of an activity, in the order of the file.

    Raises:
        InputFileError: If it is no FIT file, ends too early, is too large, is broken, or its check sum does not fit its content.
    """
    if not content:
        raise InputFileError(name, en("the file is empty"), ADVICE)
    if len(content) > MOST_BYTES:
        found = en("the file has {size:.0f} MB, more than any run", size=len(content) / 1e6)
        raise InputFileError(name, found, en("give the file of one activity, at most {most:.0f} MB", most=MOST_BYTES / 1e6))
    if content[MARK_AT : MARK_AT + len(FIT_MARK)] != FIT_MARK:
        raise InputFileError(name, en("this is not a FIT file, or its first bytes are broken"), ADVICE)
    _refuse_cut_off(content, name)
    import fitdecode  # noqa: PLC0415 - its tables take a moment to load

    try:
        return tuple(_decoded(content))
    except fitdecode.FitCRCError:
        raise InputFileError(name, en("its check sum does not fit its content, so something in it was changed or lost"), ADVICE) from None
    except fitdecode.FitEOFError:
        raise _cut_off(name) from None
    except (fitdecode.FitError, *_LIBRARY_FAULTS) as error:
        raise InputFileError(name, _broken(error), ADVICE) from None


def _refuse_cut_off(content: bytes, name: str) -> None:
    """Refuse a file that is shorter than its headers say, before the whole of it is decoded.

    Raises:
        InputFileError: If it is.
    """
    start = 0
    while content[start + MARK_AT : start + MARK_AT + len(FIT_MARK)] == FIT_MARK:
        header_size, data_size = content[start], int.from_bytes(content[start + 4 : start + 8], "little")
        start += header_size + data_size + CHECK_SUM_BYTES
        if start > len(content):
            raise _cut_off(name)


def _cut_off(name: str) -> InputFileError:
    return InputFileError(name, en("the file ends too early"), ADVICE)


def _broken(error: Exception) -> Text:
    offset = getattr(error, "offset", None)
    return en("the file is broken at byte {offset}", offset=offset) if isinstance(offset, int) else en("the file is broken")


def _decoded(content: bytes) -> Iterator[Message]:
    """Decode each wanted message; check sums are held to the content as they come."""
    import fitdecode  # noqa: PLC0415 - as above

    with fitdecode.FitReader(content, check_crc=fitdecode.CrcCheck.RAISE, error_handling=fitdecode.ErrorHandling.IGNORE) as reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA and frame.name in _WANTED:
                yield _message(frame)


def _message(frame: Any) -> Message:  # noqa: ANN401 - the library has no types
    values: dict[str, Any] = {}
    added = []
    for field in frame.fields:
        if field.value is None:
            continue
        if getattr(field.field, "field_type", "") == "devfield":
            told = field.field
            added.append(
                AddedField(name=str(told.name or ""), units=str(told.units or ""), native_number=told.native_field_num, value=field.value)
            )
        else:
            values.setdefault(field.name, field.value)
    return Message(name=frame.name, values=MappingProxyType(values), added=tuple(added))
