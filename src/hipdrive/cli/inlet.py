"""Opening the files that a command names: the verbs take their content, never a path."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Advice, InputFileError

if TYPE_CHECKING:
    from ..coach import AthleteFile, StrideDemand
    from ..contract.run import RunDocument
    from ..motion import MarkerSet


def content_of(path: Path, *, advice: str | Advice) -> bytes:
    """The content of a file.

    Args:
        path: The file.
        advice: What to do where it cannot be read.

    Raises:
        InputFileError: If it is absent, a folder, or may not be read.
    """
    if path.is_dir():
        raise InputFileError(path, "this is a folder", advice)
    try:
        return path.read_bytes()
    except OSError:
        raise InputFileError(path, "there is no such file, or it may not be read", advice) from None


def athlete_in(path: Path) -> "AthleteFile":
    """Body and strength tests from an athlete's file.

    Raises:
        HipDriveError: If it is absent or cannot be used.
    """
    from .. import coach

    if not path.is_file():
        raise InputFileError(path, "there is no such file", coach.ATHLETE_FILE_ADVICE)
    return coach.read_athlete(content_of(path, advice=coach.ATHLETE_FILE_ADVICE), name=path.name)


def run_in(path: Path) -> "RunDocument":
    """An analysed run from a RUN.json.

    Raises:
        InputFileError: If it is absent, or no run.
    """
    from .. import coach
    from ..contract.run import RUN_FILE_ADVICE

    return coach.read_run(content_of(path, advice=RUN_FILE_ADVICE), name=path.name)


def demand_in(path: Path) -> "StrideDemand":
    """The demand in a RUN.json.

    Raises:
        InputFileError: If it is absent, or no run with a demand.
    """
    from .. import coach
    from ..contract.run import RUN_FILE_ADVICE

    return coach.demand_of_run_file(content_of(path, advice=RUN_FILE_ADVICE), name=path.name)


def marker_set_of(word: str) -> "MarkerSet":
    """The marker set that a word names: the id of a shipped one, or a TOML file.

    Raises:
        HipDriveError: If it is neither, or the file does not describe a marker set.
    """
    from .. import coach
    from ..motion import MARKER_SET_KEYS

    if word in coach.marker_set_ids() or not word.lower().endswith(".toml"):
        return coach.marker_set_named(word)
    path = Path(word)
    if not path.is_file():
        advice = f"name one of the known sets or a .toml file; keys: {MARKER_SET_KEYS}"
        raise InputFileError(path, "there is no such marker set file", advice)
    return coach.marker_set_from_text(path.read_bytes(), name=path.name)
