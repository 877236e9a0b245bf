"""How the store's columns keep what databases keep differently: moments, and plain values as one text."""

import json
from datetime import UTC, datetime
from typing import Any

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


def compact_json(value: object) -> str:
    """Plain values as compact JSON."""
    return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
