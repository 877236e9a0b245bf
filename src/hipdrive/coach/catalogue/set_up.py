"""The verbs on set-ups that are kept with a stored athlete: keep one under a name, list them, drop one, take one up again."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from ...contract.athletes.set_ups import SetUpsDocument, set_ups_document
from ...exercise import Exercise, NoLoadCurveError, Value, exercise_of, resolve_set_up, variant_of
from ...language import en
from ...store import SetUpRecord, Unit, add_set_up, delete_set_up, find_person, list_people, list_set_ups, set_up_called
from ...store.entries.person import ANY_MASS_KG
from ..athletes.entry_id import entry_named
from ..athletes.known_athlete import known
from ..matching.kept_set_ups import kept_set_up


def keep_set_up(
    unit: Unit, name: str, *, exercise: str, called: str, set_up: Mapping[str, Value], uid: UUID | None = None
) -> SetUpsDocument:
    """Keep a set-up of an exercise with an athlete; match, plan, swap and tune then look at it beside those of the catalogue.

    Args:
        unit: A unit for writing.
        name: The athlete.
        exercise: Id of the exercise.
        called: What the athlete calls it; each name is there once.
        set_up: What differs from the default set-up, as --set takes it.
        uid: Its id; the same put twice under one id is one. None gives it a new one.

    Returns:
        The set-ups that are kept now.

    Raises:
        UnknownNameError: If nobody has the name, or there is no such exercise.
        NoLoadCurveError: If the exercise is mobility work.
        DuplicateError: If another set-up of the athlete has the name.
        HipDriveError: If a key or a value is not allowed.
    """
    athlete, declared = known(unit, name), exercise_of(exercise)
    chosen = variant_of(declared, set_up)
    if chosen.kind == "mobility":
        raise NoLoadCurveError(chosen)
    body = athlete.athlete or athlete.person.athlete(ANY_MASS_KG)
    whole = resolve_set_up(chosen, set_up, body, bands=None if athlete.equipment is None else athlete.equipment.bands)
    kept = SetUpRecord(on=unit.today, name=called, exercise=declared.id, set_up={key: whole[key] for key in set_up})
    add_set_up(unit, name, kept, uid=uid)
    return set_ups_of(unit, name)


def set_up_owners(unit: Unit, *, only: Collection[UUID] | None = None) -> tuple[tuple[UUID, str], ...]:
    """Id and name of those with whom set-ups can be kept, by name; of everybody, or of some."""
    return tuple((person.uid, person.name) for person in list_people(unit) if only is None or person.uid in only)


def set_ups_of(unit: Unit, name: str, *, exercise: str | None = None) -> SetUpsDocument:
    """The set-ups that are kept with an athlete, of one exercise or of all, from the oldest to the newest.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    entries = [entry for entry in list_set_ups(unit, name) if exercise in {None, entry.value.exercise}]
    return set_ups_document(find_person(unit, name).name, entries)


def drop_set_up(unit: Unit, name: str, text: str) -> SetUpsDocument:
    """Keep a set-up no longer; plans that were made with it stay as they are.

    Args:
        unit: A unit for writing.
        name: The athlete.
        text: What it is called, or its id, or that id's first letters.

    Returns:
        The set-ups that are left.

    Raises:
        UnknownEntryError: If there is no such set-up.
        ReplacedEntryError: If it was dropped before.
    """
    entry = set_up_called(unit, name, text) or entry_named(list_set_ups(unit, name, history=True), text, kind=en("kept set-up"))
    delete_set_up(unit, name, entry.uid)
    return set_ups_of(unit, name).model_copy(update={"deleted": entry.uid})


def with_kept(kept: Sequence[SetUpRecord], exercise: Exercise, called: str, changes: Mapping[str, Value]) -> dict[str, Value]:
    """A kept set-up of an exercise with some values changed, for the verbs that take a set-up.

    Raises:
        UnknownNameError: If no kept set-up of that exercise has the name.
    """
    return {**kept_set_up(kept, called, exercise=exercise.id).set_up, **changes}
