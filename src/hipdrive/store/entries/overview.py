"""Everybody in short: one question to each table, however many people there are."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute

from ..database.schema import EntryRow, MassRow, PersonRow, PlanRow, ScreenRow
from ..database.transaction import Unit
from .people import person_of
from .person import Person, name_key

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class PersonOverview:
    """One person in short."""

    person: Person
    mass_kg: float | None
    """The last one; None if none is stored."""
    screened_on: date | None
    """Day of the last safety screen."""
    follows_plan: bool


def list_overviews(unit: Unit) -> tuple[PersonOverview, ...]:
    """Everybody in short, by name."""
    rows = unit.connection.execute(select(PersonRow.__table__)).all()
    masses = {row[0]: row[1] for row in unit.connection.execute(_last_of(MassRow, MassRow.mass_kg))}
    screens = {row[0]: row[1] for row in unit.connection.execute(_last_of(ScreenRow, ScreenRow.on_day))}
    followers = set(unit.connection.scalars(select(PlanRow.person_id).where(PlanRow.active, PlanRow.superseded_at.is_(None))))
    people = [
        PersonOverview(person=person_of(row), mass_kg=masses.get(row.id), screened_on=screens.get(row.id), follows_plan=row.id in followers)
        for row in rows
    ]
    return tuple(sorted(people, key=lambda overview: name_key(overview.person.name)))


def _last_of(model: type[EntryRow], column: InstrumentedAttribute[T]) -> Select[int, T]:
    """A column of every entry that counts with whose it is, the newest of each person last."""
    return select(model.person_id, column).where(model.superseded_at.is_(None)).order_by(model.on_day, model.created_at, model.id)
