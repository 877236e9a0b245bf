"""Read a trial whatever its format, with the ground forces beside it."""

from dataclasses import replace

from ..errors import Advice, InputFileError
from .c3d import read_c3d
from .clean import without_doubled_frames
from .file_content import FileContent
from .motion import ForcePlate, Motion
from .text import (
    FORCES_START,
    MARKERS_START,
    TITLES,
    is_force_file,
    pushing_up,
    read_ground_forces,
    read_qualisys,
    read_qualisys_forces,
    read_trc,
    read_vicon_csv,
)

READERS = {"c3d": read_c3d, "trc": read_trc, "tsv": read_qualisys, "csv": read_vicon_csv}
MARKER_FORMATS = tuple(READERS)
FORMATS = (*MARKER_FORMATS, "mot", "sto")
BLOCK = 512
"""C3D files come in blocks of so many bytes; the first says in which one the parameters start."""
MOST_TO_TELL_FORMAT = BLOCK * 255
"""So many bytes from the start of a file are enough for `format_of`."""


def format_of(file: FileContent) -> str:
    """Tell a file's format by its content, and by its suffix where the content leaves it open.

    Args:
        file: The file, or its first `MOST_TO_TELL_FORMAT` bytes.

    Returns:
        One of `FORMATS`.

    Raises:
        InputFileError: It is empty, or of another kind.
    """
    if not file.content:
        raise InputFileError(file.name, "the file is empty", "export the trial again")
    start = file.content[:4096]
    section = BLOCK * max(0, start[0] - 1)
    if start[1:2] == b"\x50" and (file.suffix == "c3d" or file.content[section + 3 : section + 4] in (b"\x54", b"\x55", b"\x56")):
        return "c3d"
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(b"pathfiletype"):
        return "trc"
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith((MARKERS_START.encode(), FORCES_START.encode())):
        return "tsv"
    if text.split(b"\n", 1)[0].strip(b"\r ,;").lower().decode("latin-1") in TITLES:
        return "csv"
    if b"endheader" in start.lower():
        return file.suffix if file.suffix in ("mot", "sto") else "sto"
    if file.suffix in FORMATS:
        raise InputFileError(file.name, f"it is called .{file.suffix} but does not start like one", "export the trial again")
    raise InputFileError(file.name, "this is no motion file that can be read", "give a .c3d, .trc, .tsv, .csv, .mot or .sto file")


def read_motion(file: FileContent, *, grf: FileContent | None = None, length_unit: str | None = None) -> Motion:
    """Read a trial.

    Args:
        file: A C3D or TRC file, a .tsv of Qualisys or a .csv of Vicon Nexus.
        grf: A .mot or .sto file, or a .tsv of Qualisys, with the ground forces of the same trial; it takes the place of plates in `file`.
        length_unit: The unit of lengths in `file`; None for the one that it names.

    Returns:
        The motion; force plates on the same clock as the markers.

    Raises:
        InputFileError: One of the files cannot be used, or they share no time.
    """
    kind = format_of(file)
    if kind not in MARKER_FORMATS or (kind == "tsv" and is_force_file(file)):
        advice = Advice(words="give a .c3d or .trc file, and this one as its ground forces if it holds them", step="give_grf")
        raise InputFileError(file.name, "it holds a table, not markers", advice)
    motion = without_doubled_frames(READERS[kind](file, length_unit=length_unit))
    if grf is None:
        return motion
    plates = plates_of(grf)
    time_s = plates[0].time_s
    if time_s[-1] <= motion.time_s[0] or time_s[0] >= motion.time_s[-1]:
        own, other = f"{time_s[0]:g} to {time_s[-1]:g} s", f"{motion.time_s[0]:g} to {motion.time_s[-1]:g} s"
        problem = f"its times ({own}) share nothing with those of {file.name} ({other})"
        raise InputFileError(grf.name, problem, "give the ground forces of the same trial")
    with_forces = replace(motion, plates=plates)
    return pushing_up(with_forces) if format_of(grf) == "tsv" else with_forces


def plates_of(grf: FileContent) -> tuple[ForcePlate, ...]:
    """Read a file of ground forces.

    Raises:
        InputFileError: It holds something else, or cannot be used.
    """
    kind = format_of(grf)
    if kind == "tsv" and is_force_file(grf):
        return read_qualisys_forces(grf)
    if kind in MARKER_FORMATS:
        raise InputFileError(grf.name, "it holds markers, not ground forces", "give the .mot or .sto file with the ground forces")
    return read_ground_forces(grf)
