"""Read and write the ground forces of a trial as a table of OpenSim's (.mot, .sto)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np

from ...body import Side
from ...errors import InputFileError, listed
from ...language import Text, en, joined
from ...note import Note
from ..clean import rest_notes, rested, stretches
from ..file_content import FileContent
from ..motion import MIN_VERTICAL_FORCE_N, Array, ForcePlate, plate_words
from .force_columns import force_columns, sides_of
from .table import EXPORT_AGAIN, Table, read_sto, sto_text, time_column

LARGEST_FORCE_N = 1e5
"""No force plate in a laboratory of movement carries as much (the largest ones end at 20 kN): it is no force of a runner. Our choice."""
LOADED_N = 50.0
LONGEST_DROPOUT_S = 0.05
"""Missing forces between loaded samples are bridged up to this; longer ones, and those beside no load, count as no foot on the ground."""
LEAST_POINTS_SHARE = 0.5
"""Where fewer of a plate's unloaded samples have a centre of pressure, its points stand apart from its zero and are kept; our choice."""


@dataclass(frozen=True, kw_only=True)
class GroundForces:
    """Ground forces of a trial."""

    plates: tuple[ForcePlate, ...]
    notes: tuple[Note, ...]


def read_ground_forces(file: FileContent) -> tuple[ForcePlate, ...]:
    """The plates of `ground_forces_of`, as they were recorded."""
    return ground_forces_of(file).plates


def ground_forces_of(file: FileContent, *, of_run: bool = False) -> GroundForces:
    """Read the ground forces from an OpenSim table.

    Columns are taken by name, such as `R_ground_force_vx`, `R_ground_force_px`, `R_ground_torque_x` (see `force_columns`). Where
    columns with and without the mark `1_` stand together, those without are the right foot and `1_` is the left, as OpenSim's examples do.

    Args:
        file: A .mot or .sto file, in N, m and Nm.
        of_run: Whether somebody runs on the plates: then zero, hum and noise are read from every flight and taken out.

    Returns:
        One plate per mark; a single unmarked one serves both feet. One that cannot be used is left out with a note.

    Raises:
        InputFileError: There are no such columns, or every set is incomplete.
    """
    table = read_sto(file)
    groups = force_columns(table.names)
    if not groups:
        advice = en("name the columns as OpenSim does, such as R_ground_force_vx, R_ground_force_px, R_ground_torque_x")
        raise InputFileError(
            file.name, en("there are no ground force columns among {columns}", columns=listed(table.names, at_most=6)), advice
        )
    time_s = time_column(table, file.name)
    sides = sides_of(tuple(groups))
    plates, left_out, amounts = [], [], []
    for mark, columns in groups.items():
        name = sides[mark] or (f"plate_{mark}" if mark else "plate")
        lacking = [f"{part}{axis}" for part in "vp" for axis in "xyz" if (part, axis) not in columns]
        if lacking and len(groups) == 1:
            raise InputFileError(
                file.name,
                en("the ground force '{mark}' lacks the columns {columns}", mark=mark, columns=joined(lacking, ", ")),
                EXPORT_AGAIN,
            )
        fault = _fault(table, columns, lacking, plate_words(name))
        if fault:
            left_out.append(fault)
            continue
        plate, taken = _plate(table, time_s, columns, name=name, side=sides[mark], of_run=of_run)
        plates.append(plate)
        amounts.append((name, taken))
    message = en("Left out, so steps on them count as beside the plates: {faults}.", faults=joined(left_out, "; "))
    notes = [*([Note("plate_left_out", message)] if left_out else []), *rest_notes(amounts)]
    return GroundForces(plates=tuple(plates), notes=tuple(notes))


def _fault(table: Table, columns: Mapping[tuple[str, str], int], lacking: Sequence[str], plate: Text) -> Text | None:
    """Why the columns of a plate cannot be used; None if they can."""
    if lacking:
        return en("{plate} lacks the columns {columns}", plate=plate, columns=joined(lacking, ", "))
    force_n = table.data[:, [columns["v", axis] for axis in "xyz"]]
    seen = np.isfinite(force_n)
    if not seen.any(axis=0).all():
        return en("{plate} holds no numbers", plate=plate)
    largest_n = float(np.abs(force_n[seen]).max())
    if largest_n > LARGEST_FORCE_N:
        return en("{plate} holds a force of {force_n:.2g} N, more than any plate can measure", plate=plate, force_n=largest_n)
    points = table.data[:, [columns["p", axis] for axis in "xyz"]]
    if largest_n > LOADED_N and not np.isfinite(points).all(axis=1).any():
        return en("{plate} has no centre of pressure", plate=plate)
    return None


def _plate(
    table: Table, time_s: Array, columns: Mapping[tuple[str, str], int], *, name: str, side: Side | None, of_run: bool
) -> tuple[ForcePlate, Mapping[str, Text]]:
    """One plate, and by code of the note what was taken out of it."""
    rate_hz = (len(time_s) - 1) / float(time_s[-1] - time_s[0]) if len(time_s) > 1 else 1.0
    force_n = _bridged(table.data[:, [columns["v", axis] for axis in "xyz"]], rate_hz)
    point_m = table.data[:, [columns["p", axis] for axis in "xyz"]]
    moment_nm = np.zeros_like(force_n)
    for number, axis in enumerate("xyz"):
        if ("m", axis) in columns:
            moment_nm[:, number] = np.nan_to_num(table.data[:, columns["m", axis]])
    taken: Mapping[str, Text] = {}
    if of_run:
        force_n, point_m, moment_nm, taken = _rested(force_n, point_m, moment_nm, rate_hz)
    in_contact = (np.linalg.norm(force_n, axis=1) >= MIN_VERTICAL_FORCE_N)[:, None]
    plate = ForcePlate(
        name=name,
        time_s=time_s,
        force_n=force_n,
        point_m=np.where(in_contact, point_m, np.nan),
        free_moment_nm=np.where(in_contact & np.isfinite(point_m), moment_nm, 0.0),
        side=side,
    )
    return plate, taken


def _bridged(force_n: Array, rate_hz: float) -> Array:
    """Forces (k, 3) with numbers everywhere: short dropouts under load are bridged, else no number means no foot."""
    missing = np.asarray(~np.isfinite(force_n).all(axis=1))
    if not missing.any():
        return force_n
    whole = np.where(missing[:, None], 0.0, force_n)
    loaded = np.asarray(np.linalg.norm(whole, axis=1) > LOADED_N)
    for start, end in stretches(missing):
        if start > 0 and end < len(whole) and loaded[start - 1] and loaded[end] and end - start <= LONGEST_DROPOUT_S * rate_hz:
            share = (np.arange(start, end) - start + 1.0)[:, None] / (end - start + 1.0)
            whole[start:end] = whole[start - 1] + share * (whole[end] - whole[start - 1])
    return whole


def _rested(force_n: Array, point_m: Array, free_nm: Array, rate_hz: float) -> tuple[Array, Array, Array, Mapping[str, Text]]:
    """Force, centre of pressure and free moment without zero, hum and noise, and what was taken out.

    A file whose plates were zeroed too late has centres of pressure while nobody is there, from the zero itself: they are computed
    anew from the moments. One without such points was shifted after they were computed, so they stand.
    """
    pointed = np.isfinite(point_m).all(axis=1) & (point_m != 0.0).any(axis=1)
    loaded = np.linalg.norm(force_n, axis=1) >= MIN_VERTICAL_FORCE_N
    if not (pointed & loaded).any():
        return force_n, point_m, free_nm, {}
    centre_m = np.median(point_m[pointed & loaded], axis=0)
    arm_m = np.where(pointed[:, None], point_m - centre_m, 0.0)
    now = rested(force_n, np.cross(arm_m, force_n) + np.where(pointed[:, None], free_nm, 0.0), rate_hz=rate_hz)
    if not now.amounts:
        return force_n, point_m, free_nm, {}
    offset = np.linalg.norm(now.zero_n, axis=1) >= MIN_VERTICAL_FORCE_N
    idle = offset & (np.linalg.norm(now.force_n, axis=1) < MIN_VERTICAL_FORCE_N)
    if idle.any() and np.mean(pointed[idle]) < LEAST_POINTS_SHARE:
        return now.force_n, point_m, free_nm, now.amounts
    up = np.eye(3)[int(np.argmax(np.ptp(force_n, axis=0)))]
    upward_n = now.force_n @ up
    safe_n = np.where(np.abs(upward_n) >= MIN_VERTICAL_FORCE_N, upward_n, np.inf)[:, None]
    arm_m = np.cross(up, now.moment_nm) / safe_n
    twist_nm = ((now.moment_nm - np.cross(arm_m, now.force_n)) @ up)[:, None] * up
    defined = np.isfinite(safe_n)
    return now.force_n, np.where(defined, centre_m + arm_m, np.nan), np.where(defined, twist_nm, 0.0), now.amounts


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
        raise InputFileError(name, en("the force plates are on different clocks"), en("put them on one clock before writing"))
    marks = {"right": "R_", "left": "L_"}
    names, columns = ["time"], [time_s[:, None]]
    for number, plate in enumerate(plates, start=1):
        mark = marks[plate.side] if plate.side else f"{number}_"
        names += [f"{mark}ground_force_{part}{axis}" for part in "vp" for axis in "xyz"]
        names += [f"{mark}ground_torque_{axis}" for axis in "xyz"]
        columns += [plate.force_n, np.nan_to_num(plate.point_m), plate.free_moment_nm]
    return sto_text(PurePath(name).stem, names, np.hstack(columns), in_degrees=False)
