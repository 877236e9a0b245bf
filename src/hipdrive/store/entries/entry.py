"""Entries about a person: adding, listing, correcting and deleting, the same for every kind; what was entered stays as history."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, insert, select, update

from ...errors import UnknownNameError, ValueOutOfRangeError
from ...training.log.session import EARLIEST, refuse_future
from ..database.schema import EntryRow, PersonRow
from ..database.store_error import ReplacedEntryError, UnknownEntryError
from ..database.transaction import Store, reading, writing
from .person import Stored, name_key

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[T]):
    """How one kind of entry is kept."""

    name: str
    """What sentences call it."""
    model: type[EntryRow]
    day: Callable[[T], date]
    columns: Callable[[T], dict[str, Any]]
    """Columns of the kind's own, by name."""
    value: Callable[[Row[Any]], T]
    """The value of a row; refuses what cannot be."""


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def person_id(connection: Connection, name: str) -> int:
    """Database id of a person.

    Raises:
        UnknownNameError: If nobody has the name; names the nearest.
    """
    found = connection.scalar(select(PersonRow.id).where(PersonRow.name_key == name_key(name)))
    if found is None:
        known = sorted((str(one) for one in connection.scalars(select(PersonRow.name))), key=name_key)
        raise UnknownNameError("athlete", name, known)
    return found


def check_day(kind: str, on: date) -> None:
    """Refuse a day that has not come yet, or lies too far back.

    Raises:
        ValueOutOfRangeError: If it does.
    """
    refuse_future(on, today=now().date(), name=f"date of a {kind}")
    if on < EARLIEST:
        raise ValueOutOfRangeError(f"date of a {kind}", on.isoformat(), f"from {EARLIEST.isoformat()} on")


def insert_entry(connection: Connection, kind: Kind[T], owner: int, value: T, *, corrects: UUID | None = None) -> tuple[int, UUID]:
    """Insert one entry; its database id and its own id."""
    uid, columns = uuid4(), kind.columns(value)
    for name, figure in columns.items():
        if isinstance(figure, float) and not math.isfinite(figure):
            raise ValueOutOfRangeError(f"{name} of a {kind.name}", figure, "a finite number")
    own = {"uid": uid, "person_id": owner, "on_day": kind.day(value), "created_at": now(), "corrects": corrects, "deleted": False}
    row = connection.execute(insert(kind.model).values(**own, **columns))
    key = row.inserted_primary_key
    return int(key[0]) if key is not None else 0, uid


def supersede(connection: Connection, kind: Kind[T], owner: int, uid: UUID, *, deleted: bool = False) -> int:
    """Mark an entry as replaced (or deleted); its database id.

    Raises:
        UnknownEntryError: If the person has no such entry.
        ReplacedEntryError: If it was replaced before, perhaps by another process just now.
    """
    model = kind.model
    chosen = (model.uid == uid) & (model.person_id == owner)
    key = connection.scalar(select(model.id).where(chosen))
    if key is None:
        raise UnknownEntryError(kind.name, uid)
    changed = connection.execute(update(model).where(chosen & model.superseded_at.is_(None)).values(superseded_at=now(), deleted=deleted))
    if changed.rowcount != 1:
        raise ReplacedEntryError(kind.name, uid)
    return key


def add_entry(store: Store, kind: Kind[T], name: str, value: T) -> UUID:
    """Add one entry about a person; its id."""
    check_day(kind.name, kind.day(value))
    with writing(store) as connection:
        return insert_entry(connection, kind, person_id(connection, name), value)[1]


def correct_entry(store: Store, kind: Kind[T], name: str, uid: UUID, value: T) -> UUID:
    """Put a corrected entry in the place of another, which is kept as history; the new one's id."""
    check_day(kind.name, kind.day(value))
    with writing(store) as connection:
        owner = person_id(connection, name)
        supersede(connection, kind, owner, uid)
        return insert_entry(connection, kind, owner, value, corrects=uid)[1]


def delete_entry(store: Store, kind: Kind[T], name: str, uid: UUID) -> None:
    """Take an entry out of what counts; it stays in the history until the person is erased."""
    with writing(store) as connection:
        supersede(connection, kind, person_id(connection, name), uid, deleted=True)


def list_entries(
    store: Store,
    kind: Kind[T],
    name: str,
    *,
    since: date | None = None,
    until: date | None = None,
    history: bool = False,
    equal: Mapping[str, object] | None = None,
) -> tuple[Stored[T], ...]:
    """Entries of a person from the oldest to the newest.

    Args:
        store: An open store.
        kind: Which kind.
        name: The person.
        since: First day.
        until: Last day, itself included.
        history: Whether replaced and deleted ones are listed too.
        equal: Columns that must have a value.
    """
    model = kind.model
    with reading(store) as connection:
        wanted = select(model.__table__).where(model.person_id == person_id(connection, name))
        if since is not None:
            wanted = wanted.where(model.on_day >= since)
        if until is not None:
            wanted = wanted.where(model.on_day <= until)
        if not history:
            wanted = wanted.where(model.superseded_at.is_(None))
        rows = connection.execute(wanted.filter_by(**(equal or {})).order_by(model.on_day, model.created_at, model.id)).all()
    return tuple(stored(row, kind.value(row)) for row in rows)


def stored(row: Row[Any], value: T) -> Stored[T]:
    """A value with the history that its row tells."""
    return Stored(
        uid=row.uid, value=value, created_at=row.created_at, corrects=row.corrects, superseded_at=row.superseded_at, deleted=row.deleted
    )
