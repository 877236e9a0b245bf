"""Opening the files that a command names: the verbs take what stands in them, never a path."""

from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import Advice, InputFileError
from ...language import Text, en

if TYPE_CHECKING:
    from ...coach import AthleteFile, StrideDemand
    from ...contract.runs.run import RunDocument
    from ...motion import FileContent, MarkerSet


def content_of(path: Path, *, advice: Text | Advice) -> bytes:
    """The content of a file.

    Args:
        path: The file.
        advice: What to do where it cannot be read.

    Raises:
        InputFileError: If it is absent, a folder, or may not be read.
    """
    if path.is_dir():
        raise InputFileError(path, en("this is a folder"), advice)
    try:
        return path.read_bytes()
    except OSError:
        raise InputFileError(path, en("there is no such file, or you may not read it"), advice) from None


def text_in(path: Path, *, advice: Text | Advice) -> str:
    """The text of a file.

    Args:
        path: The file, UTF-8.
        advice: What to do where it cannot be read.

    Raises:
        InputFileError: If it is absent, no text, or may not be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InputFileError(path, en("there is no such text file, or you may not read it"), advice) from None


def motion_file(path: Path) -> "FileContent":
    """A motion file, or the keypoints of a clip, opened; what is none is refused before the whole of it is read.

    Raises:
        InputFileError: There is no such file, it is a folder, it may not be read, it is empty, or it is of another kind.
    """
    from ...motion import MOST_TO_TELL_FORMAT, FileContent, format_of, is_keypoint_file

    if not path.exists():
        folder = path.absolute().parent.name or en("that folder")
        raise InputFileError(path, en("there is no such file in {folder}", folder=folder), en("check the name"))
    if path.is_dir():
        raise InputFileError(path, en("this is a folder"), en("give one .c3d, .trc, .tsv, .csv or .mot file in it"))
    try:
        with path.open("rb") as file:
            start = FileContent(path.name, file.read(MOST_TO_TELL_FORMAT))
            if not is_keypoint_file(start):
                format_of(start)
        return FileContent(path.name, path.read_bytes())
    except OSError as error:
        found = en("the file cannot be opened ({reason})", reason=error.strerror)
        raise InputFileError(path, found, en("check that you have permission to read it")) from None


WATCH_ADVICE = en("give the original .fit file of a run, as the watch or its app exports it")


def is_watch_path(path: Path) -> bool:
    """Whether a file is one of a watch, by its first bytes or its name."""
    from ...watch import is_fit

    start = b""
    if path.is_file():
        try:
            with path.open("rb") as file:
                start = file.read(16)
        except OSError:
            start = b""
    return is_fit(start, suffix=path.suffix.removeprefix("."))


def watch_content(path: Path) -> bytes:
    """The content of a watch's file.

    Raises:
        InputFileError: If it is absent, a folder, or may not be read.
    """
    return content_of(path, advice=WATCH_ADVICE)


def athlete_in(path: Path) -> "AthleteFile":
    """Body and strength tests from an athlete's file.

    Raises:
        HipDriveError: If it is absent or cannot be used.
    """
    from ... import coach

    if not path.is_file():
        raise InputFileError(path, en("there is no such file"), coach.ATHLETE_FILE_ADVICE)
    return coach.read_athlete(content_of(path, advice=coach.ATHLETE_FILE_ADVICE), name=path.name)


def run_in(path: Path) -> "RunDocument":
    """An analysed run from a RUN.json.

    Raises:
        InputFileError: If it is absent, or no run.
    """
    from ... import coach
    from ...contract.runs.run import RUN_FILE_ADVICE

    return coach.read_run(content_of(path, advice=RUN_FILE_ADVICE), name=path.name)


def demand_in(path: Path) -> "StrideDemand":
    """The demand in a RUN.json.

    Raises:
        InputFileError: If it is absent, or no run with a demand.
    """
    from ... import coach
    from ...contract.runs.run import RUN_FILE_ADVICE

    return coach.demand_of_run_file(content_of(path, advice=RUN_FILE_ADVICE), name=path.name)


def marker_set_of(word: str) -> "MarkerSet":
    """The marker set that a word names: the id of a shipped one, or a TOML file.

    Raises:
        HipDriveError: If it is neither, or the file does not describe a marker set.
    """
    from ... import coach
    from ...motion import MARKER_SET_KEYS

    if word in coach.marker_set_ids() or not word.lower().endswith(".toml"):
        return coach.marker_set_named(word)
    path = Path(word)
    if not path.is_file():
        advice = en("give one of the known sets or a .toml file with these keys: {keys}", keys=MARKER_SET_KEYS)
        raise InputFileError(path, en("there is no such marker set file"), advice)
    return coach.marker_set_from_text(path.read_bytes(), name=path.name)
