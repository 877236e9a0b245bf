"""Read a trial whatever its format, with the ground forces beside it."""

from dataclasses import replace

from ..errors import Advice, InputFileError
from ..language import en
from .c3d import read_c3d
from .clean import as_reaction, within_reach, without_doubled_frames
from .file_content import FileContent
from .motion import Motion
from .text import (
    FORCES_START,
    MARKERS_START,
    TITLES,
    GroundForces,
    ground_forces_of,
    is_force_file,
    read_qualisys,
    read_qualisys_forces,
    read_trc,
    read_vicon_csv,
)

TEXT_READERS = {"trc": read_trc, "tsv": read_qualisys, "csv": read_vicon_csv}
MARKER_FORMATS = ("c3d", *TEXT_READERS)
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
        raise InputFileError(file.name, en("the file is empty"), en("export the trial again"))
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
        raise InputFileError(
            file.name,
            en("its name ends in .{suffix}, but it does not start like such a file", suffix=file.suffix),
            en("export the trial again"),
        )
    raise InputFileError(
        file.name, en("this is not a motion file that can be read"), en("give a .c3d, .trc, .tsv, .csv, .mot or .sto file")
    )


def read_motion(file: FileContent, *, grf: FileContent | None = None, length_unit: str | None = None, of_run: bool = False) -> Motion:
    """Read a trial.

    Args:
        file: A C3D or TRC file, a .tsv of Qualisys or a .csv of Vicon Nexus.
        grf: A .mot or .sto file, or a .tsv of Qualisys, with the ground forces of the same trial; it takes the place of plates in `file`.
        length_unit: The unit of lengths in `file`; None for the one that it names.
        of_run: Whether somebody runs: then the zero of plates is read from every flight, and forces may be on a clock of their own, which
            the feet tell later.

    Returns:
        The motion; force plates on the same clock as the markers, as far as the files say.

    Raises:
        InputFileError: One of the files cannot be used, or they share no time.
    """
    kind = format_of(file)
    if kind not in MARKER_FORMATS or (kind == "tsv" and is_force_file(file)):
        advice = Advice(words=en("give a .c3d or .trc file, and this one as its ground forces if it holds them"), step="give_grf")
        raise InputFileError(file.name, en("it holds a table, not markers"), advice)
    read = read_c3d(file, length_unit=length_unit, of_run=of_run) if kind == "c3d" else TEXT_READERS[kind](file, length_unit=length_unit)
    motion = without_doubled_frames(within_reach(read))
    if grf is None:
        return motion
    forces = forces_in(grf, of_run=of_run)
    plates, turned = as_reaction(forces.plates, motion.time_s, motion.position_m)
    together = replace(motion, plates=plates, notes=(*motion.notes, *forces.notes, *turned))
    if of_run or not plates:
        return together
    time_s = plates[0].time_s
    if time_s[-1] <= motion.time_s[0] or time_s[0] >= motion.time_s[-1]:
        problem = en(
            "its times ({from_s:g} to {to_s:g} s) do not overlap with those of {file} ({file_from_s:g} to {file_to_s:g} s)",
            from_s=time_s[0],
            to_s=time_s[-1],
            file=file.name,
            file_from_s=motion.time_s[0],
            file_to_s=motion.time_s[-1],
        )
        raise InputFileError(grf.name, problem, en("give the ground forces of the same trial"))
    return together


def forces_in(grf: FileContent, *, of_run: bool = False) -> GroundForces:
    """Read a file of ground forces.

    Args:
        grf: A .mot or .sto file, or a .tsv of Qualisys.
        of_run: Whether somebody runs on the plates; see `ground_forces_of`.

    Raises:
        InputFileError: It holds something else, or cannot be used.
    """
    kind = format_of(grf)
    if kind == "tsv" and is_force_file(grf):
        return GroundForces(plates=read_qualisys_forces(grf), notes=())
    if kind in MARKER_FORMATS:
        raise InputFileError(grf.name, en("it holds markers, not ground forces"), en("give the .mot or .sto file with the ground forces"))
    return ground_forces_of(grf, of_run=of_run)
