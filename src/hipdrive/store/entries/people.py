"""People: adding with consent, finding, renaming, changing, and their body mass by date."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import Row, insert, select, text, update

from ...body import Athlete, Sex
from ...language import en
from ...training.log.session import refuse_future
from ..database.schema import MassRow, PersonRow
from ..database.store_error import ConsentMissingError, DuplicateError, IdTakenError, UnknownPersonError
from ..database.transaction import Unit
from .entry import EntryKind, Put, check_day, correct_entry, delete_entry, insert_entry, is_stored, list_entries, person_id, person_row
from .person import ANY_HEIGHT_M, Person, Stored, name_key

LOCK_NUMBER = 5_402_118
"""Any number: whoever gives a name in a PostgreSQL database holds the lock of this number until the unit ends."""


@dataclass(frozen=True, kw_only=True)
class BodyMass:
    """Body mass on a day."""

    on: date
    mass_kg: float

    def __post_init__(self) -> None:
        Athlete(mass_kg=self.mass_kg, height_m=ANY_HEIGHT_M)


MASSES: EntryKind[BodyMass] = EntryKind(
    name=en("body mass"),
    model=MassRow,
    day=lambda mass: mass.on,
    columns=lambda mass: {"mass_kg": mass.mass_kg},
    value=lambda row: BodyMass(on=row.on_day, mass_kg=row.mass_kg),
)


def add_person(
    unit: Unit,
    *,
    name: str,
    sex: Sex,
    height_m: float,
    consent_on: date | None,
    born: date | None = None,
    mass_kg: float | None = None,
    uid: UUID | None = None,
) -> Person:
    """Add a person, with body mass if known (as of today).

    Args:
        unit: A unit for writing.
        name: What they are called from now on.
        sex: Chooses the row of the segment table and of the strength norms.
        height_m: Standing height (m).
        consent_on: Day on which they agreed.
        born: Day of birth.
        mass_kg: Body mass (kg).
        uid: Their id; the same person put twice under one id is one row. None gives them a new one.

    Raises:
        ConsentMissingError: If no date of consent is given.
        ValueOutOfRangeError: If a value cannot be, or the consent lies in the future.
        DuplicateError: If the name is taken; capital letters do not tell names apart.
        IdTakenError: If the id is that of a person of whom something else is stored.
    """
    if consent_on is None:
        raise ConsentMissingError
    refuse_future(consent_on, today=unit.today, name=en("date of consent"))
    created_at = unit.now.astimezone(UTC)
    person = Person(uid=uid or uuid4(), name=name, sex=sex, height_m=height_m, consent_on=consent_on, born=born, created_at=created_at)
    mass = None if mass_kg is None else BodyMass(on=unit.today, mass_kg=mass_kg)
    lock_names(unit)
    if uid is not None:
        before = unit.connection.execute(select(PersonRow.__table__).where(PersonRow.uid == uid)).one_or_none()
        if before is not None:
            return _same_person(unit, person_of(before), person, mass)
    refuse_taken(unit, person.name)
    owner = insert_person(unit, person)
    if mass is not None:
        insert_entry(unit, MASSES, owner, mass, uid=_first_mass(person))
    return person


def _first_mass(person: Person) -> UUID:
    """Id of the body mass with which a person is added."""
    return uuid5(person.uid, MASSES.name)


def _same_person(unit: Unit, before: Person, person: Person, mass: BodyMass | None) -> Person:
    """The person as put before, if they are the same.

    Raises:
        IdTakenError: If something else is stored of them.
    """
    mass_kg = unit.connection.scalar(select(MassRow.mass_kg).where(MassRow.uid == _first_mass(person)))
    if before != replace(person, created_at=before.created_at) or mass_kg != (None if mass is None else mass.mass_kg):
        raise IdTakenError(en("athlete"), person.uid)
    return before


def lock_names(unit: Unit) -> None:
    """Let no other unit give a name before this one ends; SQLite has one writer anyway."""
    if unit.writer.dialect.name == "postgresql":
        unit.writer.execute(text(f"SELECT pg_advisory_xact_lock({LOCK_NUMBER})"))


def insert_person(unit: Unit, person: Person) -> int:
    """Insert a person's row; its database id."""
    columns = {key: getattr(person, key) for key in ("uid", "name", "sex", "height_m", "born", "consent_on", "created_at")}
    key = unit.writer.execute(insert(PersonRow).values(**columns, name_key=name_key(person.name))).inserted_primary_key
    return int(key[0]) if key is not None else 0


def refuse_taken(unit: Unit, name: str, *, but: int | None = None) -> None:
    """Refuse a name that another person has.

    Raises:
        DuplicateError: If it is taken.
    """
    taken = unit.connection.scalar(select(PersonRow.id).where(PersonRow.name_key == name_key(name)))
    if taken not in {None, but}:
        raise DuplicateError(en("There is already an athlete named '{name}'", name=name), en("choose another name"))


def find_person(unit: Unit, name: str) -> Person:
    """A person by name, whatever the capital letters.

    Raises:
        UnknownNameError: If nobody has the name; names the nearest.
    """
    return person_of(person_row(unit, name))


def person_with_id(unit: Unit, uid: UUID) -> Person:
    """A person by id.

    Raises:
        UnknownPersonError: If nobody has it.
    """
    row = unit.connection.execute(select(PersonRow.__table__).where(PersonRow.uid == uid)).one_or_none()
    if row is None:
        raise UnknownPersonError(uid)
    return person_of(row)


def list_people(unit: Unit) -> tuple[Person, ...]:
    """Everybody, by name."""
    rows = unit.connection.execute(select(PersonRow.__table__)).all()
    return tuple(sorted((person_of(row) for row in rows), key=lambda person: name_key(person.name)))


def rename_person(unit: Unit, name: str, new_name: str) -> Person:
    """Give a person another name.

    Raises:
        UnknownNameError: If nobody has the name.
        DuplicateError: If another person has the new one.
    """
    lock_names(unit)
    return _change(unit, name, {"name": new_name})


def change_person(unit: Unit, name: str, *, sex: Sex | None = None, height_m: float | None = None, born: date | None = None) -> Person:
    """Put right what was entered about a person's body; None leaves it as it is."""
    given = {"sex": sex, "height_m": height_m, "born": born}
    return _change(unit, name, {key: value for key, value in given.items() if value is not None})


def _change(unit: Unit, name: str, new: Mapping[str, Any]) -> Person:
    row = person_row(unit, name)
    person = replace(person_of(row), **new)
    refuse_taken(unit, person.name, but=row.id)
    columns = {field: getattr(person, field) for field in ("name", "sex", "height_m", "born")}
    unit.writer.execute(update(PersonRow).where(PersonRow.id == row.id).values(**columns, name_key=name_key(person.name)))
    unit.people.clear()
    return person


def person_of(row: Row[Any]) -> Person:
    """The person of a row."""
    return Person(
        uid=row.uid,
        name=row.name,
        sex=row.sex,
        height_m=row.height_m,
        consent_on=row.consent_on,
        born=row.born,
        created_at=row.created_at,
    )


def add_mass(unit: Unit, name: str, mass: BodyMass, *, uid: UUID | None = None) -> UUID:
    """Add the body mass of a day; its id.

    Raises:
        DuplicateError: If that day has one; correct it instead.
        IdTakenError: If a body mass with other content has the id.
    """
    owner = person_id(unit, name)
    if uid is not None and is_stored(unit, MASSES, owner, uid, mass):
        return uid
    same_day = (MassRow.person_id == owner) & (MassRow.on_day == mass.on) & MassRow.superseded_at.is_(None)
    if unit.connection.scalar(select(MassRow.id).where(same_day)) is not None:
        raise DuplicateError(en("There is already a body mass of {on}", on=mass.on), en("correct that one"))
    check_day(unit, MASSES.name, mass.on)
    return insert_entry(unit, MASSES, owner, mass, uid=uid)[1]


def list_masses(unit: Unit, name: str, *, until: date | None = None, history: bool = False) -> tuple[Stored[BodyMass], ...]:
    """Body masses of a person from the oldest to the newest; the last one of `until` a day is what they weighed then."""
    return list_entries(unit, MASSES, name, until=until, history=history)


def correct_mass(unit: Unit, name: str, target: UUID, mass: BodyMass, *, uid: UUID | None = None) -> Put:
    """Put a corrected body mass in the place of another; as correct_entry."""
    return correct_entry(unit, MASSES, name, target, mass, uid=uid)


def delete_mass(unit: Unit, name: str, uid: UUID) -> None:
    """Take a body mass out of what counts."""
    delete_entry(unit, MASSES, name, uid)
