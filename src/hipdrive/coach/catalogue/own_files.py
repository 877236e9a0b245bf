"""Exercises and marker sets of one's own that count in every verb, once a door has read them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ... import exercise as exercise_room  # load curves bring mechanics along, so they are asked for by the room's name when used
from ...errors import DeclarationError, HipDriveError, InputFileError
from ...exercise.declared.catalogue import count_own_exercises, read_exercise, refuse_taken_id
from ...exercise.declared.exercise import Exercise
from ...language import Text, en
from ...motion.marker_set.file import count_own_marker_sets, marker_set_from_text, shipped_marker_sets
from ...motion.marker_set.marker_set import MarkerSet
from ...note import Note
from ..athletes.typical import TYPICAL_ATHLETE

T = TypeVar("T", Exercise, MarkerSet)
OWN_ID = en("an id of its own")


@dataclass(frozen=True, kw_only=True)
class OwnFile:
    """A file of one's own."""

    name: str
    """What sentences call it."""
    content: bytes


def count_own_files(*, exercises: Sequence[OwnFile], marker_sets: Sequence[OwnFile], solved: bool = False) -> tuple[Note, ...]:
    """Let exercises and marker sets of one's own count in every verb of this process, in place of those before.

    A file that cannot be used is left out, so that it breaks nothing else.

    Args:
        exercises: TOML files that declare an exercise each.
        marker_sets: TOML files that describe a marker set each.
        solved: Whether the usual set-up of each exercise is worked out too, which takes a moment, so that one without a load is left out.

    Returns:
        A note for each file that is left out, with its name and why.
    """
    notes: list[Note] = []
    own = _read(exercises, lambda file: _exercise(file, solved=solved), notes)
    count_own_exercises(own)
    count_own_marker_sets(_read(marker_sets, _marker_set, notes))
    return tuple(notes)


def _read(files: Sequence[OwnFile], read: Callable[[OwnFile], T], notes: list[Note]) -> list[T]:
    """What files hold; a note for each that cannot be used."""
    named: dict[str, str] = {}
    usable = []
    for file in files:
        try:
            value = read(file)
            if value.id in named:
                found = en("the id '{id}' is already used in {file}", id=value.id, file=named[value.id])
                raise DeclarationError(file.name, found, OWN_ID)
        except HipDriveError as error:
            notes.append(Note("own_file", en("{file} is left out: {why}", file=file.name, why=_why(error))))
            continue
        named[value.id] = file.name
        usable.append(value)
    return usable


def _why(error: HipDriveError) -> Text:
    """What is wrong with a file, without its name and without all that it may say."""
    found = error.sentence.values.get("found")
    if isinstance(error, DeclarationError | InputFileError) and isinstance(found, Text):
        return HipDriveError(found, error.advice, between=error.between).words
    return error.words


def _exercise(file: OwnFile, *, solved: bool) -> Exercise:
    try:
        exercise = read_exercise(file.content.decode("utf-8"), file=file.name)
    except UnicodeDecodeError:
        raise DeclarationError(file.name, en("this is not UTF-8 text"), en("a TOML file")) from None
    refuse_taken_id(exercise, file=file.name)
    for variant in exercise.variants.values() or (exercise,):
        if solved and variant.kind == "strength":
            exercise_room.solve_load(variant, TYPICAL_ATHLETE)
    return exercise


def _marker_set(file: OwnFile) -> MarkerSet:
    marker_set = marker_set_from_text(file.content, name=file.name)
    if marker_set.id in {shipped.id for shipped in shipped_marker_sets()}:
        found = en("the id '{id}' belongs to one of Hipdrive's own marker sets", id=marker_set.id)
        raise DeclarationError(file.name, found, OWN_ID)
    return marker_set
