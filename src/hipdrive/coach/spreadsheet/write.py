"""Writing a table as a CSV file that a spreadsheet opens."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from ...store import as_cell

Cell = str | float | date | None


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A CSV file with a heading; it begins with a byte order mark, without which some spreadsheets spoil letters with accents.

    Args:
        columns: The heading.
        rows: Cells; a text that a spreadsheet would compute gets a quote, and a missing value is blank.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([[_cell(cell) for cell in row] for row in rows])
    return f"\ufeff{text.getvalue()}"


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    return as_cell(value) if isinstance(value, str) else repr(value).removesuffix(".0")  # every digit, so that it reads back the same
