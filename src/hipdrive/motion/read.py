"""Open a trial whatever its format, with the ground forces beside it."""

from dataclasses import replace
from pathlib import Path

from ..errors import Advice, InputFileError
from .c3d import read_c3d
from .motion import Motion
from .text import read_ground_forces, read_trc

MARKER_FORMATS = ("c3d", "trc")
FORMATS = ("c3d", "trc", "mot", "sto")


def format_of(path: Path) -> str:
    """Tell a file's format by its content, and by its suffix where the content leaves it open.

    Args:
        path: The file.

    Returns:
        One of `FORMATS`.

    Raises:
        InputFileError: There is no such file, it is a folder, it is empty, or it is of another kind.
    """
    if not path.exists():
        raise InputFileError(path, f"there is no such file in {path.absolute().parent.name or 'that folder'}", "check the name")
    if path.is_dir():
        raise InputFileError(path, "this is a folder", "name one .c3d, .trc or .mot file in it")
    try:
        with path.open("rb") as file:
            start = file.read(4096)
            file.seek(512 * max(0, start[0] - 1) if start else 0)
            parameters = file.read(4)
    except OSError as error:
        raise InputFileError(path, f"the file cannot be opened ({error.strerror})", "check that you may read it") from None
    if not start:
        raise InputFileError(path, "the file is empty", "export the trial again")
    suffix = path.suffix.lower().lstrip(".")
    if start[1:2] == b"\x50" and (suffix == "c3d" or parameters[3:] in (b"\x54", b"\x55", b"\x56")):
        return "c3d"
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(b"pathfiletype"):
        return "trc"
    if b"endheader" in start.lower():
        return suffix if suffix in ("mot", "sto") else "sto"
    if suffix in FORMATS:
        raise InputFileError(path, f"it is called .{suffix} but does not start like one", "export the trial again")
    raise InputFileError(path, "this is no motion file that can be read", "give a .c3d, .trc, .mot or .sto file")


def read_motion(path: Path, *, grf: Path | None = None) -> Motion:
    """Read a trial.

    Args:
        path: A C3D or TRC file.
        grf: A .mot or .sto file with the ground forces of the same trial; it takes the place of plates in `path`.

    Returns:
        The motion; force plates on the same clock as the markers.

    Raises:
        InputFileError: One of the files cannot be used, or they share no time.
    """
    kind = format_of(path)
    if kind not in MARKER_FORMATS:
        advice = Advice(words="give a .c3d or .trc file, and this one as its ground forces if it holds them", step="give_grf")
        raise InputFileError(path, "it holds a table, not markers", advice)
    motion = read_c3d(path) if kind == "c3d" else read_trc(path)
    if grf is None:
        return motion
    if format_of(grf) in MARKER_FORMATS:
        raise InputFileError(grf, "it holds markers, not ground forces", "give the .mot or .sto file with the ground forces")
    plates = read_ground_forces(grf)
    time_s = plates[0].time_s
    if time_s[-1] <= motion.time_s[0] or time_s[0] >= motion.time_s[-1]:
        own, other = f"{time_s[0]:g} to {time_s[-1]:g} s", f"{motion.time_s[0]:g} to {motion.time_s[-1]:g} s"
        problem = f"its times ({own}) share nothing with those of {path.name} ({other})"
        raise InputFileError(grf, problem, "give the ground forces of the same trial")
    return replace(motion, plates=plates)
