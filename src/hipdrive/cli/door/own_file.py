"""An exercise of one's own from a file, and an exercise that is named by its id or by such a file."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...errors import HipDriveError, UnknownNameError
from ...language import Text, en, joined
from .inlet import text_in
from .outlet import wrong_usage

if TYPE_CHECKING:
    from ...exercise import Exercise

OwnExerciseFile = Annotated[
    Path | None, typer.Option("--file", metavar="FILE.toml", help="Use your own exercise from this file instead of an id.")
]


class PathForIdError(UnknownNameError):
    """The path of a file where an id of an exercise is asked for."""

    code = "path_for_id"

    def __init__(self, kind: Text, name: str, known: Iterable[object]) -> None:
        super().__init__(kind, name, known)
        own = en("To use an exercise of your own, give --file {file}.", file=name)
        HipDriveError.__init__(self, joined((self.sentence, own)))


def exercise_in(path: Path) -> "Exercise":
    """An exercise of one's own, from a TOML file.

    Raises:
        InputFileError: If the file is absent or can't be read.
        DeclarationError: If it does not say what it must.
    """
    from ...exercise import read_exercise

    return read_exercise(text_in(path, advice=en("give a TOML file that declares an exercise")), file=path.name)


def chosen_exercise(exercise: str, file: Path | None) -> "Exercise":
    """The exercise that is named by its id, or read from a file of one's own.

    Raises:
        PathForIdError: If a path stands where an id belongs.
        UnknownNameError: If there is no exercise of that id.
    """
    from ...exercise import exercise_of

    if bool(exercise) == (file is not None):
        raise wrong_usage(en("give the id of an exercise, or --file FILE.toml with one of your own"))
    if file is not None:
        return exercise_in(file)
    refuse_path(exercise)
    return exercise_of(exercise)


def refuse_path(exercise: str) -> None:
    """Refuse what is written like a path where an id belongs.

    Raises:
        PathForIdError: If it is.
    """
    from ...exercise import exercises

    if exercise.endswith(".toml") or "/" in exercise or "\\" in exercise:
        raise PathForIdError(en("exercise"), exercise, exercises())
