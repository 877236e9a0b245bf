"""Read and write the ground forces of a trial as a table of OpenSim's (.mot, .sto)."""

import re
from collections.abc import Sequence
from pathlib import PurePath

import numpy as np

from ...body import Side
from ...errors import InputFileError, listed
from ..file_content import FileContent
from ..motion import MIN_VERTICAL_FORCE_N, Array, ForcePlate
from .table import EXPORT_AGAIN, Table, read_sto, sto_text

_FORCE_COLUMN = re.compile(
    r"^(?P<before>.*?)_?(?:ground|grf?)_(?:(?P<inside>[A-Za-z0-9]+)_)??(?P<what>force|torque|moment)_(?:(?P<within>[A-Za-z0-9]+)_)??(?P<part>[vpm]?)(?P<axis>[xyz])$"
)
_SIDE_WORDS: dict[str, Side] = {"r": "right", "right": "right", "l": "left", "left": "left"}


def force_columns(names: Sequence[str]) -> dict[str, dict[tuple[str, str], int]]:
    """Group the ground force columns by the mark that tells feet or plates apart ('', '1', 'r', 'R' ...).

    Returns:
        For each mark, the column of each (part, axis), part being 'v' force, 'p' point or 'm' moment.
    """
    groups: dict[str, dict[tuple[str, str], int]] = {}
    for index, name in enumerate(names):
        words = _FORCE_COLUMN.match(name.strip())
        if words is None:
            continue
        part = words["part"] or "v"
        if words["what"] != "force":
            part = "m"
        mark = "_".join(word for word in (words["before"], words["inside"], words["within"]) if word)
        groups.setdefault(mark, {})[part, words["axis"]] = index
    return groups


def read_ground_forces(file: FileContent) -> tuple[ForcePlate, ...]:
    """Read the ground forces from an OpenSim table.

    Columns are taken by name, such as `R_ground_force_vx`, `R_ground_force_px`, `R_ground_torque_x`. Where columns with
    and without the mark `1_` stand together, those without are the right foot and `1_` is the left, as OpenSim's examples do.

    Args:
        file: A .mot or .sto file, in N, m and Nm.

    Returns:
        One plate per mark; a single unmarked one serves both feet.

    Raises:
        InputFileError: There are no such columns, or a set is incomplete.
    """
    table = read_sto(file)
    groups = force_columns(table.names)
    if not groups:
        advice = "name the columns as OpenSim does, such as R_ground_force_vx, R_ground_force_px, R_ground_torque_x"
        raise InputFileError(file.name, f"there are no ground force columns among {listed(table.names, at_most=6)}", advice)
    if "time" not in (name.lower() for name in table.names):
        raise InputFileError(file.name, "there is no column 'time'", EXPORT_AGAIN)
    time_s = table.data[:, [name.lower() for name in table.names].index("time")]
    if not np.all(np.isfinite(time_s)) or np.any(np.diff(time_s) <= 0.0):
        raise InputFileError(file.name, "the column time is not increasing from row to row", EXPORT_AGAIN)
    sides = _sides(tuple(groups))
    return tuple(_plate(file.name, table, time_s, mark, columns, side=sides[mark]) for mark, columns in groups.items())


def _sides(marks: tuple[str, ...]) -> dict[str, Side | None]:
    """Tell the foot from each mark where it says so."""
    if set(marks) == {"", "1"}:
        return {"": "right", "1": "left"}
    return {mark: _SIDE_WORDS.get(mark.lower()) for mark in marks}


def _plate(file_name: str, table: Table, time_s: Array, mark: str, columns: dict[tuple[str, str], int], *, side: Side | None) -> ForcePlate:
    lacking = [f"{part}{axis}" for part in "vp" for axis in "xyz" if (part, axis) not in columns]
    if lacking:
        raise InputFileError(file_name, f"the ground force '{mark}' lacks the columns {', '.join(lacking)}", EXPORT_AGAIN)
    force_n = table.data[:, [columns["v", axis] for axis in "xyz"]]
    if not np.all(np.isfinite(force_n)):
        raise InputFileError(
            file_name, f"the ground force '{mark}' holds values that are not numbers", "put 0 where no foot is on the ground"
        )
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


def ground_forces_text(plates: Sequence[ForcePlate], *, name: str) -> str:
    """The text of a .mot that OpenSim opens; where there is no centre of pressure, zeros stand.

    Args:
        plates: At least one plate; all on one clock.
        name: What the file will be called; before its suffix it names the table.

    Raises:
        InputFileError: The plates are on different clocks.
    """
    time_s = plates[0].time_s
    if any(plate.time_s.shape != time_s.shape or not np.allclose(plate.time_s, time_s) for plate in plates):
        raise InputFileError(name, "the force plates are on different clocks", "bring them to one clock before writing")
    marks = {"right": "R_", "left": "L_"}
    names, columns = ["time"], [time_s[:, None]]
    for number, plate in enumerate(plates, start=1):
        mark = marks[plate.side] if plate.side else f"{number}_"
        names += [f"{mark}ground_force_{part}{axis}" for part in "vp" for axis in "xyz"]
        names += [f"{mark}ground_torque_{axis}" for axis in "xyz"]
        columns += [plate.force_n, np.nan_to_num(plate.point_m), plate.free_moment_nm]
    return sto_text(PurePath(name).stem, names, np.hstack(columns), in_degrees=False)
