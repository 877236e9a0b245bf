"""Read a trial whatever its format, with the ground forces beside it."""

from dataclasses import replace

from ..errors import Advice, InputFileError
from .c3d import read_c3d
from .clean.missing import within_reach
from .file_content import FileContent
from .motion import Motion
from .text import read_ground_forces, read_trc

MARKER_FORMATS = ("c3d", "trc")
FORMATS = ("c3d", "trc", "mot", "sto")
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
    if b"endheader" in start.lower():
        return file.suffix if file.suffix in ("mot", "sto") else "sto"
    if file.suffix in FORMATS:
        raise InputFileError(file.name, f"it is called .{file.suffix} but does not start like one", "export the trial again")
    raise InputFileError(file.name, "this is no motion file that can be read", "give a .c3d, .trc, .mot or .sto file")


def read_motion(file: FileContent, *, grf: FileContent | None = None) -> Motion:
    """Read a trial.

    Args:
        file: A C3D or TRC file.
        grf: A .mot or .sto file with the ground forces of the same trial; it takes the place of plates in `file`.

    Returns:
        The motion; force plates on the same clock as the markers.

    Raises:
        InputFileError: One of the files cannot be used, or they share no time.
    """
    kind = format_of(file)
    if kind not in MARKER_FORMATS:
        advice = Advice(words="give a .c3d or .trc file, and this one as its ground forces if it holds them", step="give_grf")
        raise InputFileError(file.name, "it holds a table, not markers", advice)
    motion = within_reach(read_c3d(file) if kind == "c3d" else read_trc(file))
    if grf is None:
        return motion
    if format_of(grf) in MARKER_FORMATS:
        raise InputFileError(grf.name, "it holds markers, not ground forces", "give the .mot or .sto file with the ground forces")
    plates = read_ground_forces(grf)
    time_s = plates[0].time_s
    if time_s[-1] <= motion.time_s[0] or time_s[0] >= motion.time_s[-1]:
        own, other = f"{time_s[0]:g} to {time_s[-1]:g} s", f"{motion.time_s[0]:g} to {motion.time_s[-1]:g} s"
        problem = f"its times ({own}) share nothing with those of {file.name} ({other})"
        raise InputFileError(grf.name, problem, "give the ground forces of the same trial")
    return replace(motion, plates=plates)
