"""How the store's columns keep what databases keep differently: moments, and plain values as one text."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, overload

from sqlalchemy import DateTime, Dialect, Text, TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no time zone, so it is taken off and put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What the database gets."""
        if value is None:
            return None
        return value.astimezone(UTC).replace(tzinfo=None) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What the database gave."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class JsonText(TypeDecorator[Any]):
    """Plain values as one text, the same bytes on every database; NaN is refused."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002  any plain value; the base asks for both
        """What the database gets."""
        return None if value is None else compact_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002  as above
        """What the database gave; most sets have no faults, and parsing that takes a third of the time of reading them."""
        return None if value is None else [] if value == "[]" else json.loads(value)


class DocumentText(JsonText):
    """Plain values too long for a table cell, such as an analysed run; exported as a file of its own."""

    cache_ok = True


class _Kept:
    """Plain values as they are kept: a JSON text, which is parsed only where somebody looks into it."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _plain(self) -> Any:  # noqa: ANN401  whatever is kept
        return json.loads(self.text)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"


class KeptDocument(_Kept, Mapping[str, Any]):
    """A document that is kept."""

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401  whatever stands there
        return self._plain[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)


class KeptLines(_Kept, Sequence[Mapping[str, Any]]):
    """Lines that are kept."""

    @overload
    def __getitem__(self, place: int) -> Mapping[str, Any]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Mapping[str, Any]]: ...
    def __getitem__(self, place: int | slice) -> Any:
        return self._plain[place]

    def __len__(self) -> int:
        return len(self._plain)

    def __eq__(self, other: object) -> bool:
        """Whether the other says the same, line by line."""
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as of any list


def text_of(kept: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> str:
    """JSON of a document or of lines; of those that are kept as it stands in the store."""
    if isinstance(kept, _Kept):
        return kept.text
    return compact_json(dict(kept) if isinstance(kept, Mapping) else [dict(line) for line in kept])


def compact_json(value: object) -> str:
    """Plain values as compact JSON."""
    return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
