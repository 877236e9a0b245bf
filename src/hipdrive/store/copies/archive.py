"""The form of an export: which table becomes which CSV file, and how a value is written there and read back exactly."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, Double, Integer, Table, Uuid

from ..database.columns import DocumentText, JsonText, UtcTime, compact_json
from ..database.schema import ENTRIES, PainRow, PersonRow, SetRow
from .formula import as_cell, from_cell

SCHEMA = "hipdrive.store/1"
MANIFEST = "manifest.json"
DERIVED = {"id", "name_key", "person_id", "session_id", "current", "load_kg"}
"""Columns that importing works out anew."""
FIRST, LAST = {"uid", "on_day", "number"}, {"created_at", "corrects", "superseded_at", "deleted"}


@dataclass(frozen=True, kw_only=True)
class TableSheet:
    """One table as a CSV file."""

    table: Table
    owner: str
    """Column that says whose rows these are: 'person' or 'session', by id; empty for people themselves."""
    columns: tuple[Column[Any], ...]
    documents: tuple[Column[Any], ...]
    """Long values, written as one JSON file for each row, in a folder named like the table."""

    @property
    def file(self) -> str:
        """Name of the CSV file."""
        return f"{self.table.name}.csv"

    @property
    def header(self) -> list[str]:
        """First line of the CSV file."""
        return [*([self.owner] if self.owner else []), *(column.name for column in self.columns)]

    def document_file(self, uid: UUID) -> str:
        """Name of the JSON file of a row."""
        return f"{self.table.name}/{uid}.json"


def _sheet(table: Table, owner: str) -> TableSheet:
    kept = [column for column in table.columns if column.name not in DERIVED and not (owner == "session" and column.name == "on_day")]
    kept.sort(key=lambda column: (column.name in LAST) - (column.name in FIRST))
    documents = tuple(column for column in kept if isinstance(column.type, DocumentText))
    return TableSheet(
        table=table, owner=owner, columns=tuple(column for column in kept if column not in set(documents)), documents=documents
    )


PEOPLE = _sheet(PersonRow.metadata.tables["person"], "")
ENTRY_SHEETS = tuple(_sheet(model.metadata.tables[model.__tablename__], "person") for model in ENTRIES)
PART_SHEETS = tuple(_sheet(model.metadata.tables[model.__tablename__], "session") for model in (SetRow, PainRow))
SHEETS = (PEOPLE, *ENTRY_SHEETS, *PART_SHEETS)


def as_text(value: object, column: Column[Any]) -> str:
    """A value as it stands in a CSV file; nothing for a missing one, and a quote before a text that a spreadsheet would compute."""
    if value is None:
        return ""
    if isinstance(column.type, JsonText):
        return compact_json(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, str):
        return as_cell(value)
    return repr(value) if isinstance(value, float) else str(value)


def from_text(text: str, column: Column[Any]) -> Any:  # noqa: ANN401  whatever the column holds
    """Read a value back.

    Raises:
        ValueError: If the text is not exactly what as_text writes, or wrote before it put quotes before formulas.
    """
    if not text and column.nullable:
        return None
    value = _read(text, column)
    if text not in (as_text(value, column), value):
        raise ValueError(f"'{text[:40]}' in the column {column.name}")
    return value


def _read(text: str, column: Column[Any]) -> Any:  # noqa: ANN401  as above
    kind = column.type
    if isinstance(kind, JsonText):
        return json.loads(text)
    if isinstance(kind, UtcTime):
        return datetime.fromisoformat(text).astimezone(UTC)
    if isinstance(kind, Date):
        return date.fromisoformat(text)
    if isinstance(kind, Uuid):
        return UUID(text)
    if isinstance(kind, Boolean):
        return text == "true"
    if isinstance(kind, Double):
        return float(text)
    if isinstance(kind, Integer):
        return int(text)
    return from_cell(text)
