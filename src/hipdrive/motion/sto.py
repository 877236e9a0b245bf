"""Read and write OpenSim's tables (.mot, .sto), among them the ground forces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..body import Side
from ..errors import InputFileError, listed
from .motion import MIN_VERTICAL_FORCE_N, Array, ForcePlate, lock
from .number_block import read_numbers, read_text

_EXPORT_AGAIN = "give a .mot or .sto file as OpenSim writes it"
_FORCE_COLUMN = re.compile(
    r"^(?P<before>.*?)_?(?:ground|grf?)_(?:(?P<inside>[A-Za-z0-9]+)_)??(?P<what>force|torque|moment)_(?:(?P<within>[A-Za-z0-9]+)_)??(?P<part>[vpm]?)(?P<axis>[xyz])$"
)
_SIDE_WORDS: dict[str, Side] = {"r": "right", "right": "right", "l": "left", "left": "left"}


@dataclass(frozen=True, kw_only=True)
class Table:
    """Named columns of numbers; the first is usually time."""

    names: tuple[str, ...]
    """The c column names."""
    data: Array
    """(n, c), units as in the file."""
    in_degrees: bool
    """Whether rotations are in deg (OpenSim's inDegrees)."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "data", lock(self.data))

    def column(self, name: str) -> Array:
        """Return one column, (n,)."""
        return self.data[:, self.names.index(name)]


def read_sto(path: Path) -> Table:
    """Read an OpenSim table.

    Args:
        path: A .mot or .sto file.

    Returns:
        All columns as they are in the file.

    Raises:
        InputFileError: There is no header or no table, or a number in it is text.
    """
    lines = read_text(path)
    ends = [index for index, line in enumerate(lines[:200]) if line.strip().lower() == "endheader"]
    if not ends:
        raise InputFileError(path, "there is no line 'endheader'", _EXPORT_AGAIN)
    end = ends[0]
    settings = {key.strip().lower(): value.strip() for key, _, value in (line.partition("=") for line in lines[:end])}
    body = [(number, line) for number, line in enumerate(lines[end + 1 :], start=end + 2) if line.strip()]
    if len(body) < 2:
        raise InputFileError(path, "there are no rows under the header", _EXPORT_AGAIN)
    first = body[0][1]
    names = tuple(cell.strip() for cell in first.strip().split("\t") if cell.strip()) if "\t" in first.strip() else tuple(first.split())
    data = read_numbers(path, body[1:], [f"the column {name}" for name in names])
    return Table(names=names, data=data, in_degrees=settings.get("indegrees", "no").lower() in ("yes", "true", "1"))


def write_sto(path: Path, names: Sequence[str], data: Array, *, in_degrees: bool) -> None:
    """Write a table that OpenSim opens; the name of the file before its suffix is the table's name (see `sto_text`)."""
    path.write_text(sto_text(path.stem, names, data, in_degrees=in_degrees), encoding="utf-8")


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


def force_columns(names: Sequence[str]) -> dict[str, dict[tuple[str, str], int]]:
    """Group the ground force columns by the mark that tells feet or plates apart ('', '1', 'r', 'R' ...).

    Returns:
        For each mark, the column of each (part, axis), part being 'v' force, 'p' point or 'm' moment.
    """
    groups: dict[str, dict[tuple[str, str], int]] = {}
    for index, name in enumerate(names):
        found = _FORCE_COLUMN.match(name.strip())
        if found is None:
            continue
        part = found["part"] or "v"
        if found["what"] != "force":
            part = "m"
        mark = "_".join(word for word in (found["before"], found["inside"], found["within"]) if word)
        groups.setdefault(mark, {})[part, found["axis"]] = index
    return groups


def read_ground_forces(path: Path) -> tuple[ForcePlate, ...]:
    """Read the ground forces from an OpenSim table.

    Columns are taken by name, such as `R_ground_force_vx`, `R_ground_force_px`, `R_ground_torque_x`. Where columns with
    and without the mark `1_` stand together, those without are the right foot and `1_` is the left, as OpenSim's examples do.

    Args:
        path: A .mot or .sto file, in N, m and Nm.

    Returns:
        One plate per mark; a single unmarked one serves both feet.

    Raises:
        InputFileError: There are no such columns, or a set is incomplete.
    """
    table = read_sto(path)
    groups = force_columns(table.names)
    if not groups:
        advice = "name the columns as OpenSim does, such as R_ground_force_vx, R_ground_force_px, R_ground_torque_x"
        raise InputFileError(path, f"there are no ground force columns among {listed(table.names, at_most=6)}", advice)
    if "time" not in (name.lower() for name in table.names):
        raise InputFileError(path, "there is no column 'time'", _EXPORT_AGAIN)
    time_s = table.data[:, [name.lower() for name in table.names].index("time")]
    if not np.all(np.isfinite(time_s)) or np.any(np.diff(time_s) <= 0.0):
        raise InputFileError(path, "the column time is not increasing from row to row", _EXPORT_AGAIN)
    sides = _sides(tuple(groups))
    return tuple(_plate(path, table, time_s, mark, columns, side=sides[mark]) for mark, columns in groups.items())


def _sides(marks: tuple[str, ...]) -> dict[str, Side | None]:
    """Tell the foot from each mark where it says so."""
    if set(marks) == {"", "1"}:
        return {"": "right", "1": "left"}
    return {mark: _SIDE_WORDS.get(mark.lower()) for mark in marks}


def _plate(path: Path, table: Table, time_s: Array, mark: str, columns: dict[tuple[str, str], int], *, side: Side | None) -> ForcePlate:
    lacking = [f"{part}{axis}" for part in "vp" for axis in "xyz" if (part, axis) not in columns]
    if lacking:
        raise InputFileError(path, f"the ground force '{mark}' lacks the columns {', '.join(lacking)}", _EXPORT_AGAIN)
    force_n = table.data[:, [columns["v", axis] for axis in "xyz"]]
    if not np.all(np.isfinite(force_n)):
        raise InputFileError(path, f"the ground force '{mark}' holds values that are not numbers", "put 0 where no foot is on the ground")
    point_m = table.data[:, [columns["p", axis] for axis in "xyz"]]
    moment_nm = np.zeros_like(force_n)
    for number, axis in enumerate("xyz"):
        if ("m", axis) in columns:
            moment_nm[:, number] = np.nan_to_num(table.data[:, columns["m", axis]])
    in_contact = (np.linalg.norm(force_n, axis=1) >= MIN_VERTICAL_FORCE_N)[:, None]
    return ForcePlate(
        name=side or (f"plate_{mark}" if mark else "plate"),
        time_s=time_s,
        force_n=force_n,
        point_m=np.where(in_contact, point_m, np.nan),
        free_moment_nm=np.where(in_contact & np.isfinite(point_m), moment_nm, 0.0),
        side=side,
    )


def write_ground_forces(path: Path, plates: Sequence[ForcePlate]) -> None:
    """Write ground forces as a .mot that OpenSim opens; where there is no centre of pressure, zeros stand.

    Args:
        path: Where to write.
        plates: At least one plate; all on one clock.

    Raises:
        InputFileError: The plates are on different clocks.
    """
    time_s = plates[0].time_s
    if any(plate.time_s.shape != time_s.shape or not np.allclose(plate.time_s, time_s) for plate in plates):
        raise InputFileError(path, "the force plates are on different clocks", "bring them to one clock before writing")
    marks = {"right": "R_", "left": "L_"}
    names, columns = ["time"], [time_s[:, None]]
    for number, plate in enumerate(plates, start=1):
        mark = marks[plate.side] if plate.side else f"{number}_"
        names += [f"{mark}ground_force_{part}{axis}" for part in "vp" for axis in "xyz"]
        names += [f"{mark}ground_torque_{axis}" for axis in "xyz"]
        columns += [plate.force_n, np.nan_to_num(plate.point_m), plate.free_moment_nm]
    write_sto(path, names, np.hstack(columns), in_degrees=False)
