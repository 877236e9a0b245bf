"""Read a block of numbers from a text file, and name the line and column of what is not a number."""

import re
from collections.abc import Callable, Sequence

import numpy as np

from ...errors import InputFileError
from ...language import Text, en
from ..file_content import FileContent
from ..motion import Array

MISSING_SPELLINGS = frozenset({"", "nan", "-nan", "+nan", "nan(ind)", "-nan(ind)", "1.#qnan", "-1.#qnan", "1.#ind", "-1.#ind", "na", "n/a"})

_DECIMAL_COMMA = re.compile(r"^[+-]?\d*,\d+(?:[eE][+-]?\d+)?$")
"""Numbers as programs of other languages write them."""
Column = Callable[[int], Text]
"""Names the column at a place, from 0."""


def numbered_column(place: int) -> Text:
    """The column at a place, from 0, where it has no name."""
    return en("the column {column}", column=place + 1)


def lines_of(file: FileContent) -> list[str]:
    """Return the lines of a text file without their line ends (any of the three kinds).

    Raises:
        InputFileError: The file holds bytes that no text has.
    """
    if b"\0" in file.content:
        raise InputFileError(file.name, en("this is not a text file"), en("give a .trc, .mot or .sto file as text"))
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = file.content.decode("latin-1")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_numbers(file_name: str, numbered_lines: Sequence[tuple[int, str]], width: int, column: Column) -> Array:
    """Turn lines of numbers into an array; blanks between tabs and the usual spellings of NaN become NaN.

    Args:
        file_name: Name of the file, for the error.
        numbered_lines: Line number (from 1) and text of each line that is not empty.
        width: Number of columns.
        column: Names the column at a place, for the error.

    Returns:
        (lines, width).

    Raises:
        InputFileError: Text in a number, or a line with too few or too many values.
    """
    if numbered_lines:
        try:
            values = np.loadtxt([line for _, line in numbered_lines], ndmin=2, comments=None)
        except ValueError:  # a blank between tabs, a word, a line of another length: found below, with its line
            values = np.empty((0, 0))
        if values.shape == (len(numbered_lines), width):
            return values
    return np.array([_read_line(file_name, number, line, width, column) for number, line in numbered_lines], dtype=np.float64).reshape(
        -1, width
    )


def _read_line(file_name: str, number: int, line: str, width: int, column: Column) -> list[float]:
    """Read one line carefully, cell by cell."""
    cells = line.split("\t") if "\t" in line else line.split()
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if len(cells) != width and len(line.split()) == width:
        cells = line.split()
    if len(cells) != width:
        raise InputFileError(
            file_name,
            en("line {number} has {found} values instead of {wanted}", number=number, found=len(cells), wanted=width),
            en("export the whole file again"),
        )
    return [_read_cell(file_name, number, cell.strip(), column, place) for place, cell in enumerate(cells)]


def _read_cell(file_name: str, number: int, cell: str, column: Column, place: int) -> float:
    if cell.lower() in MISSING_SPELLINGS:
        return float("nan")
    try:
        return float(cell.replace(",", ".") if _DECIMAL_COMMA.match(cell) else cell)
    except ValueError:
        raise InputFileError(
            file_name,
            en("line {number} has the text '{found}' in {column}", number=number, found=cell[:40], column=column(place)),
            en("put a number there, or leave it blank if it is missing"),
        ) from None
