"""People: adding with consent, finding, renaming, changing, and their body mass by date."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, insert, select, update

from ...body import Athlete, Sex
from ...training.log.session import refuse_future
from ..database.schema import MassRow, PersonRow
from ..database.store_error import ConsentMissingError, DuplicateError
from ..database.transaction import Store, reading, writing
from .entry import Kind, check_day, correct_entry, delete_entry, insert_entry, list_entries, now, person_id
from .person import ANY_HEIGHT_M, Person, Stored, name_key


@dataclass(frozen=True, kw_only=True)
class BodyMass:
    """Body mass on a day."""

    on: date
    mass_kg: float

    def __post_init__(self) -> None:
        Athlete(mass_kg=self.mass_kg, height_m=ANY_HEIGHT_M)


MASSES = Kind(
    name="body mass",
    model=MassRow,
    day=lambda one: one.on,
    columns=lambda one: {"mass_kg": one.mass_kg},
    value=lambda row: BodyMass(on=row.on_day, mass_kg=row.mass_kg),
)


def add_person(
    store: Store,
    *,
    name: str,
    sex: Sex,
    height_m: float,
    consent_on: date | None,
    born: date | None = None,
    mass_kg: float | None = None,
) -> Person:
    """Add a person, with body mass if known (as of today).

    Raises:
        ConsentMissingError: If no date of consent is given.
        ValueOutOfRangeError: If a value cannot be, or the consent lies in the future.
        DuplicateError: If the name is taken; capital letters do not tell names apart.
    """
    if consent_on is None:
        raise ConsentMissingError
    refuse_future(consent_on, today=now().date(), name="date of consent")
    person = Person(uid=uuid4(), name=name, sex=sex, height_m=height_m, consent_on=consent_on, born=born, created_at=now())
    mass = None if mass_kg is None else BodyMass(on=now().date(), mass_kg=mass_kg)
    with writing(store) as connection:
        refuse_taken(connection, person.name)
        owner = insert_person(connection, person)
        if mass is not None:
            insert_entry(connection, MASSES, owner, mass)
    return person


def insert_person(connection: Connection, person: Person) -> int:
    """Insert a person's row; its database id."""
    columns = {key: getattr(person, key) for key in ("uid", "name", "sex", "height_m", "born", "consent_on", "created_at")}
    key = connection.execute(insert(PersonRow).values(**columns, name_key=name_key(person.name))).inserted_primary_key
    return int(key[0]) if key is not None else 0


def refuse_taken(connection: Connection, name: str, *, but: int | None = None) -> None:
    """Refuse a name that another person has.

    Raises:
        DuplicateError: If it is taken.
    """
    taken = connection.scalar(select(PersonRow.id).where(PersonRow.name_key == name_key(name)))
    if taken not in {None, but}:
        raise DuplicateError(f"There is an athlete of the name '{name}' already", "choose another name")


def find_person(store: Store, name: str) -> Person:
    """A person by name, whatever the capital letters.

    Raises:
        UnknownNameError: If nobody has the name; names the nearest.
    """
    with reading(store) as connection:
        row = connection.execute(select(PersonRow.__table__).where(PersonRow.id == person_id(connection, name))).one()
    return person_of(row)


def list_people(store: Store) -> tuple[Person, ...]:
    """Everybody, by name."""
    with reading(store) as connection:
        rows = connection.execute(select(PersonRow.__table__)).all()
    return tuple(sorted((person_of(row) for row in rows), key=lambda one: name_key(one.name)))


def rename_person(store: Store, name: str, new_name: str) -> Person:
    """Give a person another name.

    Raises:
        UnknownNameError: If nobody has the name.
        DuplicateError: If another person has the new one.
    """
    return _change(store, name, {"name": new_name})


def change_person(store: Store, name: str, *, sex: Sex | None = None, height_m: float | None = None, born: date | None = None) -> Person:
    """Put right what was entered about a person's body; None leaves it as it is."""
    given = {"sex": sex, "height_m": height_m, "born": born}
    return _change(store, name, {key: value for key, value in given.items() if value is not None})


def _change(store: Store, name: str, new: Mapping[str, Any]) -> Person:
    with writing(store) as connection:
        key = person_id(connection, name)
        person = replace(person_of(connection.execute(select(PersonRow.__table__).where(PersonRow.id == key)).one()), **new)
        refuse_taken(connection, person.name, but=key)
        columns = {field: getattr(person, field) for field in ("name", "sex", "height_m", "born")}
        connection.execute(update(PersonRow).where(PersonRow.id == key).values(**columns, name_key=name_key(person.name)))
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


def add_mass(store: Store, name: str, mass: BodyMass) -> UUID:
    """Add the body mass of a day.

    Raises:
        DuplicateError: If that day has one; correct it instead.
    """
    check_day(MASSES.name, mass.on)
    with writing(store) as connection:
        owner = person_id(connection, name)
        same_day = (MassRow.person_id == owner) & (MassRow.on_day == mass.on) & MassRow.superseded_at.is_(None)
        if connection.scalar(select(MassRow.id).where(same_day)) is not None:
            raise DuplicateError(f"There is a body mass of {mass.on.isoformat()} already", "correct that one")
        return insert_entry(connection, MASSES, owner, mass)[1]


def list_masses(store: Store, name: str, *, until: date | None = None, history: bool = False) -> tuple[Stored[BodyMass], ...]:
    """Body masses of a person from the oldest to the newest; the last one of `until` a day is what they weighed then."""
    return list_entries(store, MASSES, name, until=until, history=history)


def correct_mass(store: Store, name: str, uid: UUID, mass: BodyMass) -> UUID:
    """Put a corrected body mass in the place of another."""
    return correct_entry(store, MASSES, name, uid, mass)


def delete_mass(store: Store, name: str, uid: UUID) -> None:
    """Take a body mass out of what counts."""
    delete_entry(store, MASSES, name, uid)
