"""Read and write OpenSim's tables of numbers (.mot, .sto)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...errors import InputFileError
from ...language import en
from ..file_content import FileContent
from ..motion import Array, lock
from .number_block import lines_of, read_numbers

LONGEST_S, SHORTEST_STEP_S = 1e9, 1e-6
"""No clock of a recording shows more, and no step between its rows is shorter."""
EXPORT_AGAIN = en("give a .mot or .sto file as OpenSim writes it")

_YES_OR_NO = {**dict.fromkeys(("yes", "true", "1", "y"), True), **dict.fromkeys(("no", "false", "0", "n"), False)}


@dataclass(frozen=True, kw_only=True)
class Table:
    """Named columns of numbers; the first is usually time."""

    names: tuple[str, ...]
    """The c column names."""
    data: Array
    """(n, c), units as in the file."""
    in_degrees: bool | None
    """Whether rotations are in deg (OpenSim's inDegrees), None where the header does not say."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "data", lock(self.data))

    def column(self, name: str) -> Array:
        """Return one column, (n,)."""
        return self.data[:, self.names.index(name)]


def read_sto(file: FileContent) -> Table:
    """Read an OpenSim table.

    Args:
        file: A .mot or .sto file.

    Returns:
        All columns as they are in the file.

    Raises:
        InputFileError: There is no header or no table, or a number in it is text.
    """
    lines = lines_of(file)
    ends = [index for index, line in enumerate(lines[:200]) if line.strip().lower() == "endheader"]
    if not ends:
        raise InputFileError(file.name, en("there is no line 'endheader'"), EXPORT_AGAIN)
    end = ends[0]
    settings = {key.strip().lower(): value.strip() for key, _, value in (line.partition("=") for line in lines[:end])}
    body = [(number, line) for number, line in enumerate(lines[end + 1 :], start=end + 2) if line.strip()]
    if len(body) < 2:
        raise InputFileError(file.name, en("there are no rows under the header"), EXPORT_AGAIN)
    first = body[0][1]
    names = tuple(cell.strip() for cell in first.strip().split("\t") if cell.strip()) if "\t" in first.strip() else tuple(first.split())
    data = read_numbers(file.name, body[1:], len(names), lambda place: en("the column {column}", column=names[place]))
    return Table(names=names, data=data, in_degrees=_YES_OR_NO.get(settings.get("indegrees", "").lower()))


def time_column(table: Table, file_name: str) -> Array:
    """The times (n,) s of a table, which increase from row to row as a clock does.

    Args:
        table: The table.
        file_name: For the message.

    Raises:
        InputFileError: There is no such column, or its numbers are no times of a recording.
    """
    names = [name.lower() for name in table.names]
    if "time" not in names:
        raise InputFileError(file_name, en("there is no column 'time'"), EXPORT_AGAIN)
    time_s = table.data[:, names.index("time")]
    if not np.all(np.abs(time_s) < LONGEST_S) or np.any(np.diff(time_s) < SHORTEST_STEP_S):
        raise InputFileError(file_name, en("the column time is not increasing from row to row"), EXPORT_AGAIN)
    return np.asarray(time_s)


def sto_text(table: str, names: Sequence[str], data: Array, *, in_degrees: bool) -> str:
    """The text of a table that OpenSim opens.

    Args:
        table: Name of the table.
        names: The c column names, `time` first.
        data: (n, c), time in s.
        in_degrees: Whether rotations are in deg.
    """
    header = [table, "version=1", f"nRows={data.shape[0]}", f"nColumns={data.shape[1]}", f"inDegrees={'yes' if in_degrees else 'no'}"]
    rows = ["\t".join(f"{value:.9g}" for value in row) for row in data.tolist()]
    return "\n".join([*header, "endheader", "\t".join(names), *rows]) + "\n"
