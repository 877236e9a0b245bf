"""Set-ups of exercises that a person keeps under names of their own, to be opened, compared and matched again."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from ...errors import ValueOutOfRangeError
from ...language import en
from ..database.schema import SetUpRow
from ..database.store_error import DuplicateError
from ..database.transaction import Unit
from .entry import EntryKind, check_day, delete_entry, insert_entry, is_stored, list_entries, person_id
from .person import Stored, name_key, tidy_name, tidy_text

SET_UP_NAME = en("name of a set-up")
MOST_VALUES = 60
"""No exercise has half as many settings."""


@dataclass(frozen=True, kw_only=True)
class SetUpRecord:
    """A set-up that is kept."""

    on: date
    """Day on which it was kept."""
    name: str
    """What its owner calls it; unique among theirs, whatever the exercise and without regard to capital letters."""
    exercise: str
    """Id of the exercise."""
    set_up: Mapping[str, str | float]
    """What differs from the exercise's default set-up, as the lab's address and --set have it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", tidy_name(self.name, what=SET_UP_NAME))
        tidy_text(en("the exercise of a set-up"), self.exercise)
        values = {tidy_text(en("a key of a set-up"), key): _plain(value) for key, value in self.set_up.items()}
        if len(values) > MOST_VALUES:
            raise ValueOutOfRangeError(en("a set-up"), en("{count} values", count=len(values)), en("at most {most}", most=MOST_VALUES))
        object.__setattr__(self, "set_up", MappingProxyType(values))


SET_UPS: EntryKind[SetUpRecord] = EntryKind(
    name=en("kept set-up"),
    model=SetUpRow,
    day=lambda kept: kept.on,
    columns=lambda kept: {
        "exercise": kept.exercise,
        "name": kept.name,
        "name_key": name_key(kept.name),
        "set_up": dict(kept.set_up),
    },
    value=lambda row: SetUpRecord(on=row.on_day, name=row.name, exercise=row.exercise, set_up=row.set_up),
)


def add_set_up(unit: Unit, name: str, kept: SetUpRecord, *, uid: UUID | None = None) -> UUID:
    """Keep a set-up of a person; its id.

    Args:
        unit: A unit for writing.
        name: The person.
        kept: The set-up with its own name.
        uid: Its id; the same set-up put twice under one id is one row. None gives it a new one.

    Raises:
        DuplicateError: If the person keeps another one under that name.
        IdTakenError: If an entry with other content has the id.
    """
    check_day(unit, SET_UPS.name, kept.on)
    owner = person_id(unit, name)
    if uid is not None and is_stored(unit, SET_UPS, owner, uid, kept):
        return uid
    if set_up_called(unit, name, kept.name) is not None:
        raise DuplicateError(
            en("There is already a kept set-up named '{name}'", name=kept.name), en("choose another name, or drop that one first")
        )
    return insert_entry(unit, SET_UPS, owner, kept, uid=uid)[1]


def set_up_called(unit: Unit, name: str, called: str) -> Stored[SetUpRecord] | None:
    """The set-up that a person keeps under a name, without regard to capital letters; None if there is none."""
    return next(iter(list_entries(unit, SET_UPS, name, equal={"name_key": name_key(called, what=SET_UP_NAME)})), None)


def list_set_ups(unit: Unit, name: str, *, history: bool = False) -> tuple[Stored[SetUpRecord], ...]:
    """Set-ups that a person keeps, from the oldest to the newest."""
    return list_entries(unit, SET_UPS, name, history=history)


def delete_set_up(unit: Unit, name: str, uid: UUID) -> None:
    """Keep a set-up no longer; its name is free again.

    Raises:
        ReplacedEntryError: If it was deleted before.
    """
    delete_entry(unit, SET_UPS, name, uid)


def _plain(value: object) -> str | float:
    """A value as every database and file can keep it."""
    if isinstance(value, str):
        return tidy_text(en("a value of a set-up"), value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueOutOfRangeError(en("a value of a set-up"), value, en("a text or a finite number"))
    return value
