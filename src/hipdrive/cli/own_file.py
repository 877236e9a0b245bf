"""Files that a command names and opens: an athlete, a run, equipment, a marker set, an exercise; the verbs take what stands in them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputFileError, UnknownNameError

if TYPE_CHECKING:
    from ..coach import AthleteFile, Demand
    from ..contract.run import RunDocument
    from ..exercise import Equipment, Exercise
    from ..motion import MarkerSet

OwnExerciseFile = Annotated[
    Path | None, typer.Option("--file", metavar="FILE.toml", help="An exercise of your own from this file, in place of an id.")
]


class PathForIdError(UnknownNameError):
    """The path of a file where an id of an exercise is asked for."""

    def __str__(self) -> str:
        return f"{super().__str__()} An exercise of your own is read with --file {self.about}."


def athlete_in(path: Path) -> "AthleteFile":
    """Body, strength tests and observations from an athlete's TOML file.

    Raises:
        HipDriveError: If the file is absent or can't be used.
    """
    from ..coach.athletes.athlete_file import EXAMPLE, read_athlete

    if not path.is_file():
        raise InputFileError(path, "there is no such file", EXAMPLE)
    return read_athlete(path.read_bytes(), name=path.name)


def run_in(path: Path) -> "RunDocument":
    """An analysed run from the file that `hipdrive analyse --json` wrote.

    Raises:
        InputFileError: If the file is absent or holds no run.
    """
    from .. import coach

    return coach.read_run(_run_text(path), name=path.name)


def demand_in(path: Path) -> "Demand":
    """The demand of an analysed run from the file that `hipdrive analyse --json` wrote; as `run_in`."""
    from .. import coach

    return coach.demand_of_run_file(_run_text(path), name=path.name)


def _run_text(path: Path) -> bytes:
    from ..contract.run import RUN_FILE_ADVICE

    if path.is_dir():
        raise InputFileError(path, "this is a folder", RUN_FILE_ADVICE)
    try:
        return path.read_bytes()
    except OSError:
        raise InputFileError(path, "there is no such file, or it may not be read", RUN_FILE_ADVICE) from None


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


def equipment_in(path: Path) -> "Equipment":
    """What an athlete owns, from a TOML file.

    Raises:
        InputFileError: If the file is absent or can't be read.
        DeclarationError: If a section, key or value is not allowed.
    """
    from ..exercise import read_equipment

    return read_equipment(text_in(path, "name a TOML file that says what is owned"), file=path.name)


def exercise_in(path: Path) -> "Exercise":
    """An exercise of one's own, from a TOML file.

    Raises:
        InputFileError: If the file is absent or can't be read.
        DeclarationError: If it does not say what it must.
    """
    from ..exercise import read_exercise

    return read_exercise(text_in(path, "name a TOML file that declares an exercise"), file=path.name)


def chosen_exercise(exercise: str, file: Path | None) -> "Exercise":
    """The exercise that is named by its id, or read from a file of one's own.

    Raises:
        PathForIdError: If a path stands where an id belongs.
        UnknownNameError: If there is no exercise of that id.
    """
    from ..exercise import exercise_of

    if bool(exercise) == (file is not None):
        raise typer.BadParameter("give the id of an exercise, or --file FILE.toml with one of your own")
    if file is not None:
        return exercise_in(file)
    refuse_path(exercise)
    return exercise_of(exercise)


def refuse_path(exercise: str) -> None:
    """Refuse what is written like a path where an id belongs.

    Raises:
        PathForIdError: If it is.
    """
    from ..exercise import exercises

    if exercise.endswith(".toml") or "/" in exercise or "\\" in exercise:
        raise PathForIdError("exercise", exercise, exercises())


def text_in(path: Path, advice: str) -> str:
    """The text of a file; absent and unreadable are refused with the advice."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise InputFileError(path, "there is no such text file, or it may not be read", advice) from None
