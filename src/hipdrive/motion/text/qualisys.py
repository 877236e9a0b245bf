"""Read what Qualisys Track Manager exports as text (.tsv): marker paths, and the force of one plate.

Source: files and readers in public repositories. Each starts with lines of a key and its values; the last key of a marker file is
MARKER_NAMES or TRAJECTORY_TYPES. Frame and time may stand before the coordinates, and a line that names the columns before the rows.
Lengths are in mm, forces in N; missing samples are zeros, blanks or 'null'.
"""

from collections.abc import Mapping

import numpy as np

from ...errors import InputFileError
from ...language import en
from ..file_content import FileContent
from ..motion import Array, ForcePlate, Motion
from .frames import EXPORT_AGAIN, free_moment_nm, motion_of_rows, plate_of_rows
from .number_block import MISSING_SPELLINGS, lines_of, numbered_column, read_numbers
from .repeated import refuse_repeated

MARKERS_START, FORCES_START = "NO_OF_FRAMES", "NO_OF_SAMPLES"
"""First word of the two kinds of file."""
FIRST_COLUMNS = ("frame", "time", "sample", "force_x")
"""How a line that names the columns begins."""
_CORNERS = ("POSX_POSY", "NEGX_POSY", "NEGX_NEGY", "POSX_NEGY")


def is_force_file(file: FileContent) -> bool:
    """Whether a .tsv holds the force of a plate, not markers."""
    return file.content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(FORCES_START.encode())


def read_qualisys(file: FileContent, *, length_unit: str | None = None) -> Motion:
    """Read marker paths from a .tsv.

    Args:
        file: The file.
        length_unit: The unit of its lengths; None for mm.

    Raises:
        InputFileError: It names no markers or no rate, or a number in it is text.
    """
    header, columns, rows = _parts(file)
    labels = [label for label in header.get("MARKER_NAMES", []) if label]
    if not labels:
        raise InputFileError(file.name, en("there is no line MARKER_NAMES with names"), EXPORT_AGAIN)
    values, lines = _numbers(file.name, rows, columns)
    before = values.shape[1] - 3 * len(labels)
    if before not in (0, 1, 2):
        found = en(
            "its rows have {found} values, but {markers} markers need {needed}",
            found=values.shape[1],
            markers=len(labels),
            needed=3 * len(labels),
        )
        raise InputFileError(file.name, found, EXPORT_AGAIN)
    rate_hz = _rate_hz(file.name, header)
    timed = before == 2 and bool(np.isfinite(values[:, 1]).all())
    clock = values[:, 1] if timed else np.arange(len(values)) / rate_hz
    refuse_repeated(file.name, np.column_stack([clock, clock, values[:, before:]]), lines)
    paths = values[:, before:]
    return motion_of_rows(file.name, "tsv", labels, paths, rate_hz=rate_hz, start_s=float(clock[0]), unit=length_unit or "mm")


def read_qualisys_forces(file: FileContent) -> tuple[ForcePlate, ...]:
    """Read the force of one plate from a .tsv, turned into lab axes where the file says that it is in the plate's.

    Raises:
        InputFileError: It lacks force, moment or centre of pressure, its rate or the corners of the plate.
    """
    header, columns, rows = _parts(file)
    values, _ = _numbers(file.name, rows, columns)
    before = values.shape[1] - 9
    if before not in (0, 1, 2):
        raise InputFileError(
            file.name,
            en("its rows have {found} values, not 9 of force, moment and centre of pressure", found=values.shape[1]),
            EXPORT_AGAIN,
        )
    rate_hz = _rate_hz(file.name, header)
    time_s = values[:, 1] if before == 2 else np.arange(len(values)) / rate_hz
    if not np.isfinite(time_s).all() or np.any(np.diff(time_s) <= 0.0):
        raise InputFileError(file.name, en("its times are not increasing from row to row"), EXPORT_AGAIN)
    force, moment, point_m = values[:, before : before + 3], values[:, before + 3 : before + 6], 0.001 * values[:, before + 6 :]
    corners_m = _corners_m(file.name, header)
    axes, centre_m = _plate_axes(corners_m)
    if "local" in " ".join(header.get("DESCRIPTION", [])).lower():
        force, moment, point_m = force @ axes.T, moment @ axes.T, point_m @ axes.T + centre_m
    twist_nm = free_moment_nm(np.nan_to_num(force), np.nan_to_num(moment), point_m, centre_m)
    name = " ".join(header.get("FORCE_PLATE_NAME", [])).strip() or "plate"
    return (plate_of_rows(name, time_s, force, point_m, twist_nm, corners_m=corners_m),)


def _parts(file: FileContent) -> tuple[dict[str, list[str]], list[str], list[tuple[int, str]]]:
    """Header by key, names of the columns in lower case (empty where no line names them), and the rows with their line numbers."""
    header: dict[str, list[str]] = {}
    columns: list[str] = []
    lines = [(number, line.replace("null", "")) for number, line in enumerate(lines_of(file), start=1) if line.strip()]
    for place, (_, line) in enumerate(lines):
        cells = [cell.strip() for cell in line.split("\t")]
        if all(_is_number(cell) for cell in cells) and sum(bool(cell) for cell in cells) >= min(3, len(cells)):
            return header, columns, lines[place:]
        if cells[0].lower() in FIRST_COLUMNS:
            columns = [cell.lower() for cell in cells]
        else:
            header.setdefault(cells[0].upper(), cells[1:])
    raise InputFileError(file.name, en("there are no rows of numbers under the header"), EXPORT_AGAIN)


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return cell.lower() in MISSING_SPELLINGS
    return True


def _numbers(file_name: str, rows: list[tuple[int, str]], columns: list[str]) -> tuple[Array, list[int]]:
    width = len([name for name in columns if name]) or len(rows[0][1].rstrip().split("\t"))
    return read_numbers(file_name, rows, width, numbered_column), [number for number, _ in rows]


def _rate_hz(file_name: str, header: Mapping[str, list[str]]) -> float:
    try:
        return float(header["FREQUENCY"][0].replace(",", "."))
    except (KeyError, IndexError, ValueError):
        raise InputFileError(file_name, en("there is no line FREQUENCY with a number"), EXPORT_AGAIN) from None


def _corners_m(file_name: str, header: Mapping[str, list[str]]) -> Array:
    """(4, 3) m, lab axes."""
    try:
        rows = [[float(header[f"FORCE_PLATE_CORNER_{corner}_{axis}"][0].replace(",", ".")) for axis in "XYZ"] for corner in _CORNERS]
    except (KeyError, IndexError, ValueError):
        raise InputFileError(file_name, en("the corners of the force plate are missing in its header"), EXPORT_AGAIN) from None
    return 0.001 * np.array(rows)


def _plate_axes(corners_m: Array) -> tuple[Array, Array]:
    """The plate's axes as columns in lab axes, and its centre (3,) m."""
    x = corners_m[0] + corners_m[3] - corners_m[1] - corners_m[2]
    y = corners_m[0] + corners_m[1] - corners_m[2] - corners_m[3]
    lengths = np.linalg.norm(x), np.linalg.norm(y)
    if not min(lengths) > 0.0:
        return np.eye(3), corners_m.mean(axis=0)
    x, y = x / lengths[0], y / lengths[1]
    return np.column_stack([x, y, np.cross(x, y)]), corners_m.mean(axis=0)
