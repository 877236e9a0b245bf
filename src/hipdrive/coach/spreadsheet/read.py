"""Reading a CSV file that came from a spreadsheet: its separators, its heading, and its lines, with all that spreadsheets do to them."""

import csv
import io
import re
from collections.abc import Sequence
from difflib import get_close_matches

from ...data.declared import read_only
from ...errors import InputFileError, listed
from ...language import en, or_list
from ...store import from_cell
from .cell_error import CellError
from .cells import Line

SEPARATORS = (",", ";", "\t")
SAVE_AS = en("save the sheet as 'CSV UTF-8'; nothing was stored")
REMARK = "#"
"""A line whose first cell begins so is passed over."""
_ZIP = b"PK\x03\x04"


def read_lines(content: bytes, *, file: str, columns: Sequence[str], needed: Sequence[str]) -> tuple[Line, ...]:
    """The lines of a CSV file, blank ones and remarks left out.

    Cells may be separated by commas, semicolons or tabs. A byte order mark, a first line such as 'sep=;', any kind of line end, blank lines
    at the end and columns without a heading and without a cell are passed over. Headings are compared without regard to capital letters,
    spaces and brackets: 'Height (m)' is height_m.

    Args:
        content: The file.
        file: What sentences call it.
        columns: Columns that it may have.
        needed: Those that it must have.

    Raises:
        InputFileError: If it is no CSV text, or has no line.
        CellError: If a column is unknown, missing or there twice, or a line has more cells than there are headings.
    """
    rows, first = _rows(content, file, columns)
    headings = _headings(rows[first], file, first + 1, columns=columns, needed=needed)
    lines = []
    for number, row in enumerate(rows[first + 1 :], start=first + 2):
        cells = [cell.strip().replace("\u00a0", " ").strip() for cell in row]
        if not any(cells) or cells[0].startswith(REMARK):
            continue
        lines.append(Line(file=file, number=number, cells=read_only(_named(cells, headings, file, number))))
    if not lines:
        raise InputFileError(file, en("it has a heading but no lines below it"), en("write one line for each entry"))
    return tuple(lines)


def _rows(content: bytes, file: str, columns: Sequence[str]) -> tuple[list[list[str]], int]:
    """All rows of the file as cells, and the place of the heading."""
    if content.startswith(_ZIP):
        raise InputFileError(file, en("this is a workbook, not a CSV file"), SAVE_AS)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputFileError(file, en("it is not saved in UTF-8"), SAVE_AS) from None
    start, _, rest = text.partition("\n")
    said = re.fullmatch(r"sep=(.)", start.strip('\r "'))
    separator = said.group(1) if said else _separator(text, columns)
    try:
        rows = list(csv.reader(io.StringIO(rest if said else text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise InputFileError(file, en("this is not a CSV file ({error})", error=str(error)), SAVE_AS) from None
    rows = [[], *rows] if said else rows
    first = next((place for place, row in enumerate(rows) if any(cell.strip() for cell in row)), None)
    if first is None:
        raise InputFileError(file, en("it is empty"), en("write a heading and one line for each entry"))
    return rows, first


def _separator(text: str, columns: Sequence[str]) -> str:
    """What separates cells: with what most columns of the heading are known."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=lambda separator: sum(_tidy(cell) in columns for cell in heading.split(separator)))


def _tidy(heading: str) -> str:
    """A heading as columns are called: 'Height (m)' is height_m."""
    return re.sub(r"[^0-9a-z]+", "_", heading.strip().casefold()).strip("_")


def _headings(row: Sequence[str], file: str, line: int, *, columns: Sequence[str], needed: Sequence[str]) -> list[str]:
    """The columns in order; '' for one without a heading."""
    headings = [_tidy(cell) for cell in row]
    for heading, cell in zip(headings, row, strict=True):
        if heading and heading not in columns:
            near, known = get_close_matches(heading, columns, n=2), listed(columns, at_most=40)
            found = en("it is not known; known: {known}", known=known)
            if near:
                found = en("it is not known; did you mean {near}? Known: {known}", near=or_list(near), known=known)
            raise CellError(file, line, f"'{cell.strip()}'", found)
        if heading and headings.count(heading) > 1:
            raise CellError(file, line, heading, en("it is there twice; keep only one"))
    missing = [column for column in needed if column not in headings]
    if missing:
        raise CellError(file, line, missing[0], en("it is missing; needed: {needed}", needed=listed(needed)))
    return headings


def _named(cells: Sequence[str], headings: Sequence[str], file: str, number: int) -> dict[str, str]:
    """The cells that are not blank, by column."""
    width = max((place + 1 for place, heading in enumerate(headings) if heading), default=0)
    if any(cells[width:]):
        found = en(
            "it has {cells} cells but the heading has {headings}; with commas between cells, write 1,68 in quotes or as 1.68",
            cells=len(cells),
            headings=width,
        )
        raise CellError(file, number, "", found)
    return {heading: from_cell(cell) for heading, cell in zip(headings, cells, strict=False) if heading and cell}
