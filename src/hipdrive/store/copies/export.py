"""Export: everything, or all of one person, as one zip of plain CSV and JSON that import reads back exactly."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from typing import IO, Any

from sqlalchemy import Row, Select, select

from ..database.columns import compact_json
from ..database.schema import LAYOUT, PersonRow, SessionRow
from ..database.transaction import Unit
from ..entries.entry import person_id
from .archive import ENTRY_SHEETS, MANIFEST, PART_SHEETS, PEOPLE, SCHEMA, TableSheet, as_text

LINES_AT_ONCE = 2000
OLDEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class _Zip:
    """A zip that is being written, and what its manifest will say of each file."""

    file: zipfile.ZipFile
    contents: dict[str, dict[str, Any]] = field(default_factory=dict)

    def write(self, name: str, chunks: Iterable[str], *, rows: int | None = None) -> None:
        """Write one file; its lines are counted as rows, less the first, unless told."""
        entry = zipfile.ZipInfo(name, OLDEST_ZIP_TIME)
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self.file.open(entry, "w") as out:
            for chunk in chunks:
                data = chunk.encode()
                digest.update(data)
                size += len(data)
                out.write(data)
        self.contents[name] = {"bytes": size, "sha256": digest.hexdigest(), **({} if rows is None else {"rows": rows})}


def export_all(unit: Unit, target: IO[bytes], person: str | None = None) -> dict[str, int]:
    """Write an export.

    Args:
        unit: A unit of work.
        target: Where the zip goes, such as a new file that is open for writing.
        person: Only this person; None for everybody.

    Returns:
        Rows by table.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    owner = None if person is None else person_id(unit, person)
    with zipfile.ZipFile(target, "w") as file:
        return _write(_Zip(file=file), unit, owner)


def _write(out: _Zip, unit: Unit, owner: int | None) -> dict[str, int]:
    counts = {}
    for sheet in (PEOPLE, *ENTRY_SHEETS, *PART_SHEETS):
        counter = _Counter()
        rows = unit.connection.execute(_rows(sheet, owner), execution_options={"yield_per": LINES_AT_ONCE})
        out.write(sheet.file, _lines(sheet, counter.count(rows)))
        out.contents[sheet.file]["rows"] = counts[sheet.table.name] = counter.rows
    for sheet in ENTRY_SHEETS:
        if sheet.documents:
            for row in unit.connection.execute(_documents(sheet, owner)):
                document = {column.name: value for column, value in zip(sheet.documents, row[1:], strict=True)}
                out.write(sheet.document_file(row[0]), [compact_json(document)])
    manifest = {"schema": SCHEMA, "revision": LAYOUT, "made_at": unit.now.astimezone(UTC).isoformat(), "files": dict(out.contents)}
    out.write(MANIFEST, [json.dumps(manifest, indent=1)])
    return counts


class _Counter:
    """Counts rows while they pass."""

    def __init__(self) -> None:
        self.rows = 0

    def count(self, rows: Iterable[Row[Any]]) -> Iterator[Row[Any]]:
        """The same rows."""
        for row in rows:
            self.rows += 1
            yield row


def _rows(sheet: TableSheet, owner: int | None) -> Select[Any]:
    """Rows of a table in the order in which they are listed, which importing them keeps."""
    table = sheet.table
    if sheet is PEOPLE:
        wanted = select(*sheet.columns).order_by(table.c.uid)
        return wanted if owner is None else wanted.where(table.c.id == owner)
    if sheet.owner == "person":
        wanted = select(PersonRow.uid, *sheet.columns).join(PersonRow, PersonRow.id == table.c.person_id)
        wanted = wanted.order_by(PersonRow.uid, table.c.on_day, table.c.created_at, table.c.id)
    else:
        wanted = select(SessionRow.uid, *sheet.columns).join(SessionRow, SessionRow.id == table.c.session_id)
        wanted = wanted.order_by(SessionRow.uid, table.c.number)
    return wanted if owner is None else wanted.where(table.c.person_id == owner)


def _documents(sheet: TableSheet, owner: int | None) -> Select[Any]:
    table = sheet.table
    wanted = select(table.c.uid, *sheet.documents).order_by(table.c.uid)
    return wanted if owner is None else wanted.where(table.c.person_id == owner)


def _lines(sheet: TableSheet, rows: Iterable[Row[Any]]) -> Iterator[str]:
    """The CSV file in pieces."""
    text = io.StringIO()
    writer = csv.writer(text)  # its lines end in CR LF, so that both letters are quoted inside a field
    writer.writerow(sheet.header)
    for number, row in enumerate(rows, start=1):
        values = list(row)
        mine = [str(values.pop(0))] if sheet.owner else []
        writer.writerow([*mine, *(as_text(value, column) for value, column in zip(values, sheet.columns, strict=True))])
        if number % LINES_AT_ONCE == 0:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()
