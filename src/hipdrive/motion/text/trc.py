"""Read and write marker files (.trc) as OpenSim and most motion capture programs do."""

import numpy as np

from ...errors import InputFileError
from ...language import Text, en, en_count
from ...note import FILE, Note
from ..file_content import FileContent
from ..length_unit import METRES_PER_UNIT, guessed_unit, settled_unit
from ..motion import Array, Motion
from .number_block import lines_of, read_numbers
from .repeated import each_label_once, each_row_once, refuse_repeated

_EXPORT_AGAIN = en("export it again as .trc from the motion capture program")


def read_trc(file: FileContent, *, length_unit: str | None = None) -> Motion:
    """Read marker paths from a .trc file.

    Args:
        file: The file.
        length_unit: The unit of its lengths (a key of `METRES_PER_UNIT`); None for the one that it names.

    Returns:
        The motion, without force plates; blanks and NaN are missing samples.

    Raises:
        InputFileError: The file is no TRC, or a number in it is text.
    """
    lines = lines_of(file)
    keys = _header(file.name, lines)
    labels = _labels(file.name, lines[3])
    body = [(number, line) for number, line in enumerate(lines[5:], start=6) if line.strip()]
    if not body:
        raise InputFileError(file.name, en("there are no frames under the header"), _EXPORT_AGAIN)
    labels, notes = _with_unnamed(file.name, labels, body[0][1])
    values = read_numbers(file.name, body, 2 + 3 * len(labels), lambda place: _column(labels, place))
    refuse_repeated(file.name, values, [number for number, _ in body])
    values, row_notes = each_row_once(file.name, values)
    values, more_notes = _without_odd_end(file.name, values)
    time_s, rate_hz, clock_notes = _clock(file.name, values[:, 1], keys)
    labels, positions, label_notes = each_label_once(labels, values[:, 2:].reshape(len(values), len(labels), 3))
    unit, unit_notes = _unit(file.name, keys.get("units", ""), length_unit, positions)
    notes += [*row_notes, *more_notes, *clock_notes, *label_notes, *unit_notes]
    if _as_number(keys.get("nummarkers")) not in (None, values.shape[1] // 3):
        message = en(
            "The header of {file} says there are {announced} markers, but the file names {found}.",
            file=FILE,
            announced=keys["nummarkers"],
            found=values.shape[1] // 3,
        )
        notes.append(Note("marker_count_differs", message, file.name))
    if _as_number(keys.get("numframes")) not in (None, len(body)):
        message = en(
            "The header of {file} says there are {announced} frames, but the file has {found}.",
            file=FILE,
            announced=keys["numframes"],
            found=len(body),
        )
        notes.append(Note("frame_count_differs", message, file.name))
    return Motion(
        file_name=file.name,
        format="trc",
        labels=labels,
        time_s=time_s,
        sampling_rate_hz=rate_hz,
        position_m=positions * METRES_PER_UNIT[unit],
        notes=tuple(notes),
        length_unit=unit,
    )


def _column(labels: tuple[str, ...], place: int) -> Text:
    """What stands in the column at a place, from 0."""
    if place < 2:
        return en("the column Time") if place else en("the column Frame#")
    marker, axis = divmod(place - 2, 3)
    return en("marker {label} ({axis})", label=labels[marker], axis="XYZ"[axis])


def _header(file_name: str, lines: list[str]) -> dict[str, str]:
    """Return the key-value pairs of lines 2 and 3, keys in lower case."""
    if len(lines) < 6 or not lines[0].strip().lower().startswith("pathfiletype"):
        raise InputFileError(file_name, en("it does not start like a TRC file (PathFileType ...)"), _EXPORT_AGAIN)
    tabbed = "\t" in lines[1] and "\t" in lines[2]
    keys, values = ([cell.strip() for cell in (line.split("\t") if tabbed else line.split())] for line in lines[1:3])
    keys = [key.lower() for key in keys]
    if len(values) < 5 or "datarate" not in keys or "units" not in keys:
        raise InputFileError(file_name, en("lines 2 and 3 do not hold DataRate, NumFrames, NumMarkers and Units"), _EXPORT_AGAIN)
    return dict(zip(keys, values, strict=False))


def _unit(file_name: str, named: str, known: str | None, positions: Array) -> tuple[str, list[Note]]:
    """The unit of length: as known, as named, or from the size of the numbers where the file is silent."""
    if known:
        return known, []
    if named:
        return settled_unit(file_name, named, en("under Units in line 3")), []
    unit, note = guessed_unit(positions)
    return unit, [note]


def _labels(file_name: str, line: str) -> tuple[str, ...]:
    cells = [cell.strip() for cell in (line.split("\t") if "\t" in line else line.split())]
    labels = tuple(cell for cell in cells[2:] if cell)
    if not labels or cells[0].lower() not in ("frame#", "frame"):
        raise InputFileError(file_name, en("line 4 does not name the markers (Frame#, Time, then names)"), _EXPORT_AGAIN)
    return labels


def _with_unnamed(file_name: str, labels: tuple[str, ...], first_row: str) -> tuple[tuple[str, ...], list[Note]]:
    """Add names for whole markers that have columns but no label, as some programs leave them at the end."""
    cells = first_row.rstrip().split("\t") if "\t" in first_row else first_row.split()
    extra, odd = divmod(len(cells) - 2 - 3 * len(labels), 3)
    if extra < 1 or odd:
        return labels, []
    message = en_count(
        "{file} has columns for {n} more marker than it names; it was called unnamed.",
        "{file} has columns for {n} more markers than it names; they were called unnamed.",
        n=extra,
        file=FILE,
    )
    return (*labels, *(f"unnamed_{len(labels) + number}" for number in range(1, extra + 1))), [
        Note("marker_without_label", message, file_name)
    ]


def _without_odd_end(file_name: str, values: Array) -> tuple[Array, list[Note]]:
    """Drop a last frame that stands at an odd time, as left by programs that thin out a recording."""
    step_s = np.diff(values[:, 1])
    if len(step_s) < 3 or not np.all(np.isfinite(step_s)):
        return values, []
    usual_s = float(np.median(step_s[:-1]))
    even = np.all(np.abs(step_s[:-1] - usual_s) < 0.1 * usual_s)
    if not even or abs(step_s[-1] - usual_s) < 0.1 * usual_s:
        return values, []
    message = en("The last frame of {file} is not one time step after the one before; it was left out.", file=FILE)
    return values[:-1], [Note("last_frame_dropped", message, file_name)]


def _as_number(text: str | None) -> float | None:
    try:
        return float(text.replace(",", ".")) if text is not None else None
    except ValueError:
        return None


def _clock(file_name: str, raw_s: Array, keys: dict[str, str]) -> tuple[Array, float, list[Note]]:
    """Settle time and sampling rate: the header's rate where the time column bears it out, else the time column's."""
    named_hz = _as_number(keys.get("datarate"))
    if not np.all(np.isfinite(raw_s)) or np.any(np.diff(raw_s) <= 0):
        raise InputFileError(file_name, en("the column Time is not increasing from line to line"), _EXPORT_AGAIN)
    if len(raw_s) == 1:
        if named_hz is None or not 0.0 < named_hz < np.inf:
            raise InputFileError(file_name, en("neither DataRate nor the column Time gives a sampling rate"), _EXPORT_AGAIN)
        return raw_s, named_hz, []
    counted_hz = (len(raw_s) - 1) / float(raw_s[-1] - raw_s[0])
    agrees = named_hz is not None and abs(named_hz * (raw_s[-1] - raw_s[0]) - (len(raw_s) - 1)) < max(1.0, 0.002 * len(raw_s))
    rate_hz = named_hz if agrees and named_hz is not None else counted_hz
    even_s = raw_s[0] + np.arange(len(raw_s)) / rate_hz
    if np.max(np.abs(even_s - raw_s)) > 0.5 / rate_hz:
        raise InputFileError(
            file_name, en("frames are missing: the column Time is not evenly spaced"), en("export all frames of the trial")
        )
    notes = []
    if not agrees:
        message = en(
            "{file} says {announced} Hz, but its times are spaced at {counted_hz:.6g} Hz; the times were used.",
            file=FILE,
            announced=keys.get("datarate"),
            counted_hz=counted_hz,
        )
        notes.append(Note("sampling_rate_differs", message, file_name))
    if np.max(np.abs(even_s - raw_s)) > 1e-4:
        notes.append(
            Note(
                "time_rounded",
                en("The times in {file} are rounded; evenly spaced times at {rate_hz:g} Hz were used.", file=FILE, rate_hz=rate_hz),
                file_name,
            )
        )
    return even_s, rate_hz, notes


def trc_text(motion: Motion, *, name: str) -> str:
    """The text of a .trc file that OpenSim opens, marker paths in mm; missing samples are left as NaN.

    Args:
        motion: The motion; its force plates are not written (see `ground_forces_text`).
        name: What the file will be called.
    """
    frames, count = motion.position_m.shape[:2]
    rate = f"{motion.sampling_rate_hz:.10g}"
    header = [
        f"PathFileType\t4\t(X/Y/Z)\t{name}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        f"{rate}\t{rate}\t{frames}\t{count}\tmm\t{rate}\t1\t{frames}",
        "Frame#\tTime\t" + "\t\t\t".join(motion.labels) + "\t\t",
        "\t\t" + "\t".join(f"{axis}{index + 1}" for index in range(count) for axis in "XYZ"),
        "",
    ]
    position_mm = (1000.0 * motion.position_m).reshape(frames, -1)
    cells = [
        f"{frame + 1}\t{time:.9g}\t" + "\t".join(f"{value:.6f}" for value in row)
        for frame, (time, row) in enumerate(zip(motion.time_s.tolist(), position_mm.tolist(), strict=True))
    ]
    return "\n".join([*header, *cells]) + "\n"
