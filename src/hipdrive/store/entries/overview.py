"""Everybody in short: one question to each table, however many people there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnExpressionArgument, select

from ...capacity.screen import ScreenAnswers
from ...capacity.tested.result import TestResult
from ..database.schema import EntryRow, PersonRow, PlanRow
from ..database.transaction import Unit
from .entry import EntryKind, stored
from .people import MASSES, person_of
from .person import Person, Stored, name_key
from .plans import PLANS, PlanRecord
from .results import RESULTS
from .screens import SCREENS

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class PersonOverview:
    """One person in short; what is listed counts, from the oldest to the newest."""

    person: Person
    mass_kg: float | None
    """The last one; None if none is stored."""
    screens: tuple[Stored[ScreenAnswers], ...]
    results: tuple[TestResult, ...]
    plan: Stored[PlanRecord] | None
    """The one that is followed."""


def list_overviews(unit: Unit, *, only: Collection[UUID] | None = None) -> tuple[PersonOverview, ...]:
    """Everybody in short, by name; only those with the ids where some are given."""
    rows = [row for row in unit.connection.execute(select(PersonRow.__table__)) if only is None or row.uid in only]
    masses, screens, results = (_of_everybody(unit, kind) for kind in (MASSES, SCREENS, RESULTS))
    plans = _of_everybody(unit, PLANS, PlanRow.active)
    people = [
        PersonOverview(
            person=person_of(row),
            mass_kg=masses[row.id][-1].value.mass_kg if row.id in masses else None,
            screens=tuple(screens.get(row.id, ())),
            results=tuple(entry.value for entry in results.get(row.id, ())),
            plan=next(iter(plans.get(row.id, ())), None),
        )
        for row in rows
    ]
    return tuple(sorted(people, key=lambda overview: name_key(overview.person.name)))


def _of_everybody(unit: Unit, kind: EntryKind[T], *only: ColumnExpressionArgument[bool]) -> Mapping[int, list[Stored[T]]]:
    """Entries that count, by whose they are."""
    model: type[EntryRow] = kind.model
    wanted = select(model.__table__).where(model.superseded_at.is_(None), *only).order_by(model.on_day, model.created_at, model.id)
    return _by_person((row.person_id, stored(row, kind.value(row))) for row in unit.connection.execute(wanted))


def _by_person(entries: Iterable[tuple[int, Stored[T]]]) -> Mapping[int, list[Stored[T]]]:
    grouped = defaultdict(list)
    for owner, entry in entries:
        grouped[owner].append(entry)
    return dict(grouped)
