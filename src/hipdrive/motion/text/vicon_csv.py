"""Read what Vicon Nexus exports as text (.csv): marker paths, and the force plates beside them.

Source: files and readers in public repositories. The file is a row of sections, each with a title ('Devices', 'Trajectories' ...), a line
with its rate, a line of names, 'Frame,Sub Frame' with the parts, a line of units, and its rows up to a blank line.
"""

from dataclasses import dataclass, replace

import numpy as np

from ...errors import InputFileError
from ...language import en
from ...note import Note
from ..clean import as_reaction
from ..file_content import FileContent
from ..length_unit import METRES_PER_UNIT, settled_unit
from ..motion import Array, ForcePlate, Motion
from .frames import EXPORT_AGAIN, motion_of_rows, plate_of_rows
from .number_block import lines_of, numbered_column, read_numbers

TITLES = ("devices", "joints", "model outputs", "segments", "trajectories", "events")
_FORCE_PARTS = {"force": ("fx", "fy", "fz"), "moment": ("mx", "my", "mz"), "cop": ("cx", "cy", "cz")}


@dataclass(frozen=True, kw_only=True)
class _Section:
    """One section of the file."""

    rate_hz: float
    names: tuple[str, ...]
    """What each column belongs to; the first two are frame and sub-frame."""
    parts: tuple[str, ...]
    """'x', 'fy' ... in lower case."""
    units: tuple[str, ...]
    values: Array
    """(n, columns)."""


def read_vicon_csv(file: FileContent, *, length_unit: str | None = None) -> Motion:
    """Read marker paths and force plates from a .csv.

    Args:
        file: The file.
        length_unit: The unit of its lengths; None for the one that it names.

    Raises:
        InputFileError: It holds no section of trajectories, or a number in it is text.
    """
    sections = _sections(file)
    if "trajectories" not in sections:
        raise InputFileError(
            file.name, en("it has no section 'Trajectories'"), en("export marker trajectories, as ASCII (.csv) from Nexus")
        )
    paths = sections["trajectories"]
    starts = [place for place, part in enumerate(paths.parts[:-2]) if place >= 2 and paths.parts[place : place + 3] == ("x", "y", "z")]
    labels = [paths.names[place].strip() or f"unnamed_{number + 1}" for number, place in enumerate(starts)]
    if not labels:
        raise InputFileError(file.name, en("its section 'Trajectories' names no markers"), EXPORT_AGAIN)
    named = paths.units[starts[0]] if starts[0] < len(paths.units) else ""
    unit = length_unit or settled_unit(file.name, named or "mm", en("under the names of the markers"))
    columns = [place + axis for place in starts for axis in range(3)]
    motion = motion_of_rows(file.name, "csv", labels, paths.values[:, columns], rate_hz=paths.rate_hz, start_s=0.0, unit=unit)
    plates = _plates(sections["devices"], unit) if "devices" in sections else ()
    if not plates:
        return motion
    note = Note("free_moments_unread", en("The twist of the feet on the ground was not read from this file and counts as zero."))
    reacting, turned = as_reaction(plates, motion.time_s, motion.position_m)
    return replace(motion, plates=reacting, notes=(*motion.notes, note, *turned))


def _sections(file: FileContent) -> dict[str, _Section]:
    """The sections by their titles in lower case; of two with one title the first counts."""
    numbered = list(
        enumerate((line.rstrip().rstrip(",;") if set(line.strip()) <= {",", ";"} else line for line in lines_of(file)), start=1)
    )
    starts = [place for place, (_, line) in enumerate(numbered) if line.strip().strip(",;").strip().lower() in TITLES]
    found: dict[str, _Section] = {}
    for start, end in zip(starts, [*starts[1:], len(numbered)], strict=True):
        title = numbered[start][1].strip().strip(",;").strip().lower()
        block = [(number, line) for number, line in numbered[start + 1 : end] if line.strip()]
        if title not in found and title in ("devices", "trajectories") and len(block) > 4:
            found[title] = _section(file.name, block)
    return found


def _section(file_name: str, block: list[tuple[int, str]]) -> _Section:
    comma = ";" if ";" in block[2][1] else ","
    rate, names, parts, units = ([cell.strip() for cell in line.split(comma)] for _, line in block[:4])
    if parts[0].lower() != "frame":
        raise InputFileError(file_name, en("line {number} does not begin with 'Frame,Sub Frame'", number=block[2][0]), EXPORT_AGAIN)
    try:
        rate_hz = float(rate[0].replace(",", "."))
    except ValueError:
        raise InputFileError(
            file_name, en("line {number} has '{found}' where the rate should be", number=block[0][0], found=rate[0][:20]), EXPORT_AGAIN
        ) from None
    width = max(place + 1 for place, part in enumerate(parts) if part)
    rows = [(number, "\t".join((line.split(comma) + [""] * width)[:width])) for number, line in block[4:]]
    values = read_numbers(file_name, rows, width, numbered_column)
    filled, last = [], ""
    for name in (names + [""] * width)[:width]:
        last = name or last
        filled.append(last)
    return _Section(
        rate_hz=rate_hz, names=tuple(filled), parts=tuple(part.lower() for part in parts[:width]), units=tuple(units), values=values
    )


def _plates(devices: _Section, length_unit: str) -> tuple[ForcePlate, ...]:
    """Plates by the name before ' - Force'; those without force and centre of pressure are left out."""
    columns: dict[str, dict[str, int]] = {}
    for place, (name, part) in enumerate(zip(devices.names, devices.parts, strict=True)):
        if any(part in parts for parts in _FORCE_PARTS.values()):
            columns.setdefault(name.rpartition(" - ")[0] or name, {}).setdefault(part, place)
    time_s = np.arange(len(devices.values)) / devices.rate_hz
    plates = []
    for name, of_part in columns.items():
        if not all(part in of_part for kind in ("force", "cop") for part in _FORCE_PARTS[kind]):
            continue
        force, point = (devices.values[:, [of_part[part] for part in _FORCE_PARTS[kind]]] for kind in ("force", "cop"))
        unit = devices.units[of_part["cx"]] if of_part["cx"] < len(devices.units) else ""
        metres = METRES_PER_UNIT[settled_unit(name, unit or length_unit, en("for the centre of pressure"))]
        plates.append(plate_of_rows(name, time_s, force, point * metres, np.zeros_like(force)))
    return tuple(plates)
