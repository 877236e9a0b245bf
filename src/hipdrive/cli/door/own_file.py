"""An exercise of one's own from a file, and an exercise that is named by its id or by such a file."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ...errors import HipDriveError, UnknownNameError, listed
from ...language import Text, en, joined, to_reader
from .inlet import text_in
from .outlet import wrong_usage

if TYPE_CHECKING:
    from ...exercise import Exercise

ExerciseNamed = Annotated[
    str, typer.Argument(metavar="[ID]", help="Id, row (X19) or name of an exercise: 'hipdrive exercises' lists them.")
]
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


class SeveralExercisesError(HipDriveError):
    """A name that fits several exercises where one is wanted."""

    code = "several_exercises"

    def __init__(self, name: str, ids: Iterable[str]) -> None:
        self.about = name
        super().__init__(en("'{name}' fits several exercises", name=name), en("give one of these ids: {ids}", ids=listed(ids)))


def exercise_in(path: Path) -> "Exercise":
    """An exercise of one's own, from a TOML file.

    Raises:
        InputFileError: If the file is absent or can't be read.
        DeclarationError: If it does not say what it must.
    """
    from ...exercise import read_exercise

    return read_exercise(text_in(path, advice=en("give a TOML file that declares an exercise")), file=path.name)


def chosen_exercise(exercise: str, file: Path | None) -> "Exercise":
    """The exercise that is named by its id, its row, its name or words that fit it alone, or read from a file of one's own.

    Raises:
        PathForIdError: If a path stands where an id belongs.
        UnknownNameError: If there is no such exercise.
        SeveralExercisesError: If the words fit several.
    """
    if bool(exercise) == (file is not None):
        raise wrong_usage(en("give the id of an exercise, or --file FILE.toml with one of your own"))
    if file is not None:
        return exercise_in(file)
    refuse_path(exercise)
    return _meant(exercise)


def _meant(words: str) -> "Exercise":
    """The exercise that an id, a row such as X19, a name in English or the reader's language, or other words mean."""
    from ... import coach
    from ...exercise import exercise_of, exercises

    named = coach.exercises_named(words)
    if not named:
        plain = words.casefold().strip()
        named = tuple(one for one in exercises().values() if plain in {one.name.casefold(), to_reader(one.name).casefold()})
    fitting = named or coach.fitting_exercises(words)
    if len(fitting) > 1:
        raise SeveralExercisesError(words, [one.id for one in fitting])
    return fitting[0] if fitting else exercise_of(words)


def row_settings(words: str, exercise: "Exercise") -> dict[str, str]:
    """The variant that a row means, as a set-up; nothing where the words are no row of a variant."""
    row = words.upper()
    if row in exercise.rows:
        return {}
    return next(({"variant": name} for name, variant in exercise.variants.items() if row in variant.rows), {})


def refuse_path(exercise: str) -> None:
    """Refuse what is written like a path where an id belongs.

    Raises:
        PathForIdError: If it is.
    """
    from ...exercise import exercises

    if exercise.endswith(".toml") or "/" in exercise or "\\" in exercise:
        raise PathForIdError(en("exercise"), exercise, exercises())
