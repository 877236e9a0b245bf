"""Everybody in short: one question to each table, however many people there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnExpressionArgument, CompoundSelect, Select, bindparam, func, literal, select, union_all

from ...capacity.screen import ScreenAnswers
from ...capacity.tested.result import TestResult
from ..database.schema import ENTRIES, EntryRow, PersonRow, PlanRow, SentRow
from ..database.transaction import Unit
from .entry import EntryKind, entries_asked, stored
from .people import MASSES, person_of
from .person import Person, Stored, name_key
from .plans import PLANS, PlanRecord
from .results import RESULTS
from .screens import SCREENS

T = TypeVar("T")
Marks = tuple[object, ...]
"""What is another whenever anything of a person is."""


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


def marks_of_people(unit: Unit, *, only: UUID | None = None) -> Mapping[UUID, Marks]:
    """Marks of people, by their id: who has the same marks as before has the same entries, and the same overview.

    An entry is only added, superseded once, or erased with its person; a plan ceases to be the active one when it is superseded or another
    is added; and what a device sends rises in its revision.

    Args:
        unit: A unit of work.
        only: Id of one person; None for everybody.
    """
    wanted = select(PersonRow.__table__)
    rows = unit.connection.execute(wanted if only is None else wanted.where(PersonRow.uid == only)).all()
    people = {row.id: (row.uid, [tuple(row)]) for row in rows}
    owner = {} if only is None else {"owner": next(iter(people), 0)}
    for key, *figures in unit.connection.execute(_marks_asked(of_one=only is not None), owner):
        people[key][1].append(tuple(figures))
    return {uid: tuple(sorted(marks, key=str)) for uid, marks in people.values()}


@cache
def _marks_asked(*, of_one: bool) -> CompoundSelect[*tuple[Any, ...]]:
    """The question for the marks of everybody, or of one `owner`; put together once, which takes longer than its answer."""
    questions: list[Select[*tuple[Any, ...]]] = [*(question for model in ENTRIES for question in _counted(model)), _revised()]
    if of_one:
        questions = [question.where(question.selected_columns[0] == bindparam("owner")) for question in questions]
    return union_all(*questions)


def _counted(model: type[EntryRow]) -> tuple[Select[Any], Select[Any]]:
    """Entries of a kind and those superseded, by whose they are; apart, because an index answers the first."""
    kind = literal(model.__tablename__)
    entries = select(model.person_id, kind, literal("entries"), func.count(), func.max(model.id)).group_by(model.person_id)
    superseded = select(model.person_id, kind, literal("superseded"), func.count(), literal(0)).where(model.superseded_at.is_not(None))
    return entries, superseded.group_by(model.person_id)


def _revised() -> Select[int, str, str, int, int]:
    kind = literal(SentRow.__tablename__)
    return select(SentRow.person_id, kind, literal("revisions"), func.sum(SentRow.revision), literal(0)).group_by(SentRow.person_id)


def list_overviews(unit: Unit, *, only: Collection[UUID] | None = None) -> tuple[PersonOverview, ...]:
    """People in short, by name.

    Args:
        unit: A unit of work.
        only: Ids of the people; None for everybody.
    """
    wanted = select(PersonRow.__table__)
    rows = unit.connection.execute(wanted if only is None else wanted.where(PersonRow.uid.in_(only))).all()
    whose = () if only is None else ([row.id for row in rows],)
    masses, screens, results = (_of_people(unit, kind, *whose) for kind in (MASSES, SCREENS, RESULTS))
    plans = _of_people(unit, PLANS, *whose, only=(PlanRow.active,))
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


def _of_people(
    unit: Unit, kind: EntryKind[T], whose: Collection[int] | None = None, *, only: Iterable[ColumnExpressionArgument[bool]] = ()
) -> Mapping[int, list[Stored[T]]]:
    """Entries that count of everybody, or of some people, by whose they are."""
    model: type[EntryRow] = kind.model
    chosen = (*only, *(() if whose is None else (model.person_id.in_(whose),)))
    wanted = entries_asked(kind).where(model.superseded_at.is_(None), *chosen).order_by(model.on_day, model.created_at, model.id)
    return _by_person((row.person_id, stored(row, kind.value(row))) for row in unit.connection.execute(wanted))


def _by_person(entries: Iterable[tuple[int, Stored[T]]]) -> Mapping[int, list[Stored[T]]]:
    grouped = defaultdict(list)
    for owner, entry in entries:
        grouped[owner].append(entry)
    return dict(grouped)
