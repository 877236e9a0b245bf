"""Entries about a person: adding, listing, correcting and deleting, the same for every kind; what was entered stays as history."""

import json
import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, Row, Select, bindparam, insert, null, select, type_coerce, update
from sqlalchemy import Text as TextType

from ...errors import UnknownNameError, ValueOutOfRangeError
from ...language import Text, en
from ...training.log.session import EARLIEST, refuse_future
from ..database.columns import compact_json
from ..database.schema import EntryRow, PersonRow
from ..database.store_error import IdTakenError, ReplacedEntryError, UnknownEntryError
from ..database.transaction import Unit
from .person import Stored, name_key

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class EntryKind(Generic[T]):
    """How one kind of entry is kept."""

    name: Text
    """What sentences call it."""
    model: type[EntryRow]
    day: Callable[[T], date]
    columns: Callable[[T], dict[str, Any]]
    """Columns of the kind's own, by name."""
    value: Callable[[Row[Any]], T]
    """The value of a row; refuses what cannot be."""
    changing: frozenset[str] = frozenset()
    """Columns that later entries may change."""
    unread: frozenset[str] = frozenset()
    """Columns of JSON that `value` is given as text, because parsing them takes long and seldom anybody looks inside."""


@dataclass(frozen=True, kw_only=True)
class Put:
    """What became of an entry that was put into the store."""

    uid: UUID
    counting: UUID | None
    """The version that counts now: the entry itself, or another where somebody else was quicker; None if it was deleted."""

    @property
    def counts(self) -> bool:
        """Whether the entry is the version that counts."""
        return self.counting == self.uid


def person_row(unit: Unit, name: str) -> Row[Any]:
    """The row of a person, asked for once a unit; on PostgreSQL a unit that may write locks it until its end.

    Raises:
        UnknownNameError: If nobody has the name; names the nearest.
    """
    key = name_key(name)
    if key not in unit.people:
        row = unit.connection.execute(_person_asked(locked=unit.may_write), {"key": key}).one_or_none()
        if row is None:
            known = sorted((str(other) for other in unit.connection.scalars(select(PersonRow.name))), key=name_key)
            raise UnknownNameError(en("athlete"), name, known)
        unit.people[key] = row
    return unit.people[key]


@cache
def _person_asked(*, locked: bool) -> Select[*tuple[Any, ...]]:
    wanted = select(PersonRow.__table__).where(PersonRow.name_key == bindparam("key"))
    return wanted.with_for_update() if locked else wanted


def person_id(unit: Unit, name: str) -> int:
    """Database id of a person; raises as person_row."""
    return int(person_row(unit, name).id)


def check_day(unit: Unit, kind: Text, on: date) -> None:
    """Refuse a day that has not come yet, or lies too far back.

    Raises:
        ValueOutOfRangeError: If it does.
    """
    refuse_future(on, today=unit.today, name=en("date of a {kind}", kind=kind))
    if on < EARLIEST:
        raise ValueOutOfRangeError(en("date of a {kind}", kind=kind), on, en("from {on} on", on=EARLIEST))


def insert_entry(
    unit: Unit,
    kind: EntryKind[T],
    owner: int,
    value: T,
    *,
    uid: UUID | None = None,
    corrects: UUID | None = None,
    superseded_at: datetime | None = None,
) -> tuple[int, UUID]:
    """Insert one entry; its database id and its own id, a new one if none is given."""
    uid, columns = uid or uuid4(), kind.columns(value)
    for name, figure in columns.items():
        if isinstance(figure, float) and not math.isfinite(figure):
            raise ValueOutOfRangeError(en("{column} of a {kind}", column=name, kind=kind.name), figure, en("a finite number"))
    own = {"uid": uid, "person_id": owner, "on_day": kind.day(value), "created_at": unit.now, "corrects": corrects, "deleted": False}
    row = unit.writer.execute(insert(kind.model).values(**own, superseded_at=superseded_at, **columns))
    key = row.inserted_primary_key
    return int(key[0]) if key is not None else 0, uid


def is_stored(unit: Unit, kind: EntryKind[T], owner: int, uid: UUID | None, value: T) -> bool:
    """Whether the same entry was put before under the id that the caller gave.

    Raises:
        IdTakenError: If the id is that of another entry, or of one with other content.
    """
    row = None if uid is None else unit.connection.execute(select(kind.model.__table__).where(kind.model.uid == uid)).one_or_none()
    if row is None:
        return False
    columns = {name: column for name, column in kind.columns(value).items() if name not in kind.changing}
    kept = {name: getattr(row, name) for name in columns}
    if (row.person_id, row.on_day) != (owner, kind.day(value)) or _plain(kept) != _plain(columns):
        raise IdTakenError(kind.name, uid)
    return True


def _plain(columns: Mapping[str, Any]) -> Any:  # noqa: ANN401  whatever JSON makes of it
    """Columns as they come out of a database, so that both sides can be compared."""
    return json.loads(compact_json(columns))


def supersede(unit: Unit, kind: EntryKind[T], owner: int, uid: UUID, *, deleted: bool = False) -> int | None:
    """Mark an entry as replaced (or deleted).

    Returns:
        Its database id; None if it was replaced before, perhaps by another process just now.

    Raises:
        UnknownEntryError: If the person has no such entry.
    """
    model = kind.model
    chosen = (model.uid == uid) & (model.person_id == owner)
    change = update(model).where(chosen & model.superseded_at.is_(None)).values(superseded_at=unit.now, deleted=deleted)
    key = unit.writer.scalar(change.returning(model.id))
    if key is None and unit.connection.scalar(select(model.id).where(chosen)) is None:
        raise UnknownEntryError(kind.name, uid)
    return key


def add_entry(unit: Unit, kind: EntryKind[T], name: str, value: T, *, uid: UUID | None = None) -> UUID:
    """Add one entry about a person; its id.

    Args:
        unit: A unit for writing.
        kind: Which kind.
        name: The person.
        value: What is entered.
        uid: Its id; the same entry put twice under one id is one row. None gives it a new one.

    Raises:
        IdTakenError: If an entry with other content has the id.
    """
    check_day(unit, kind.name, kind.day(value))
    owner = person_id(unit, name)
    if uid is not None and is_stored(unit, kind, owner, uid, value):
        return uid
    return insert_entry(unit, kind, owner, value, uid=uid)[1]


def correct_entry(unit: Unit, kind: EntryKind[T], name: str, target: UUID, value: T, *, uid: UUID | None = None) -> Put:
    """Put a corrected entry in the place of another, which is kept as history.

    If somebody else has corrected or deleted the target meanwhile, a correction with an id of the caller's is kept beside theirs as a
    version that does not count.

    Args:
        unit: A unit for writing.
        kind: Which kind.
        name: The person.
        target: The entry to correct.
        value: What it should have said.
        uid: Id of the correction, as in add_entry.

    Raises:
        ReplacedEntryError: If the target was replaced before, and no id is given.
        IdTakenError: If an entry with other content has the id.
    """
    check_day(unit, kind.name, kind.day(value))
    owner = person_id(unit, name)
    if uid is not None and is_stored(unit, kind, owner, uid, value):
        return Put(uid=uid, counting=counting_version(unit, kind, owner, uid))
    replaced = supersede(unit, kind, owner, target) is None
    if replaced and uid is None:
        raise ReplacedEntryError(kind.name, target)
    put = insert_entry(unit, kind, owner, value, uid=uid, corrects=target, superseded_at=unit.now if replaced else None)[1]
    return Put(uid=put, counting=counting_version(unit, kind, owner, put) if replaced else put)


def counting_version(unit: Unit, kind: EntryKind[T], owner: int, uid: UUID) -> UUID | None:
    """The version of an entry that counts, among all that correct one another; None if it was deleted."""
    model = kind.model
    rows = unit.connection.execute(select(model.uid, model.corrects, model.superseded_at).where(model.person_id == owner)).all()
    corrects = {row.uid: row.corrects for row in rows}

    def first(version: UUID) -> UUID:
        while corrects.get(version) is not None:
            version = corrects[version]
        return version

    return next((row.uid for row in rows if row.superseded_at is None and first(row.uid) == first(uid)), None)


def delete_entry(unit: Unit, kind: EntryKind[T], name: str, uid: UUID) -> None:
    """Take an entry out of what counts; it stays in the history until the person is erased.

    Raises:
        ReplacedEntryError: If it was replaced before.
    """
    if supersede(unit, kind, person_id(unit, name), uid, deleted=True) is None:
        raise ReplacedEntryError(kind.name, uid)


def list_entries(
    unit: Unit,
    kind: EntryKind[T],
    name: str,
    *,
    since: date | None = None,
    until: date | None = None,
    history: bool = False,
    equal: Mapping[str, object] | None = None,
    without: Collection[str] = (),
) -> tuple[Stored[T], ...]:
    """Entries of a person from the oldest to the newest.

    Args:
        unit: A unit of work.
        kind: Which kind.
        name: The person.
        since: First day.
        until: Last day, itself included.
        history: Whether replaced and deleted ones are listed too.
        equal: Columns that must have a value, not None.
        without: Columns that are not read, such as long documents; the values have None there.
    """
    bounds = {name: day for name, day in (("since", since), ("until", until)) if day is not None}
    told = {f"equal_{column}": value for column, value in (equal or {}).items()}
    question = _listed(kind, frozenset(without), frozenset(bounds), frozenset(equal or ()), history=history)
    rows = unit.connection.execute(question, {"owner": person_id(unit, name), **bounds, **told}).all()
    return tuple(stored(row, kind.value(row)) for row in rows)


@cache
def _listed(
    kind: EntryKind[Any], without: frozenset[str], bounds: frozenset[str], equal: frozenset[str], *, history: bool
) -> Select[*tuple[Any, ...]]:
    """The question for entries of an `owner`, put together once, which takes as long as its answer; arguments as of list_entries."""
    model = kind.model
    wanted = entries_asked(kind, without=without).where(model.person_id == bindparam("owner"))
    if "since" in bounds:
        wanted = wanted.where(model.on_day >= bindparam("since"))
    if "until" in bounds:
        wanted = wanted.where(model.on_day <= bindparam("until"))
    if not history:
        wanted = wanted.where(model.superseded_at.is_(None))
    for column in sorted(equal):
        wanted = wanted.where(getattr(model, column) == bindparam(f"equal_{column}"))
    return wanted.order_by(model.on_day, model.created_at, model.id)


def entries_asked(kind: EntryKind[Any], *, without: Collection[str] = ()) -> Select[Any]:
    """Entries with their columns as the kind's `value` reads them; columns that are not to be read are None."""

    def asked(column: ColumnElement[Any]) -> ColumnElement[Any]:
        if column.key in without:
            return null().label(column.key)
        return type_coerce(column, TextType).label(column.key) if column.key in kind.unread else column

    return select(*(asked(column) for column in kind.model.__table__.columns))


def stored(row: Row[Any], value: T) -> Stored[T]:
    """A value with the history that its row tells."""
    return Stored(
        uid=row.uid, value=value, created_at=row.created_at, corrects=row.corrects, superseded_at=row.superseded_at, deleted=row.deleted
    )
