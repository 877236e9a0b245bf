"""The verb that lists all stored athletes, whoever needs a coach first at the top."""

from collections.abc import Collection, Mapping
from contextlib import nullcontext
from datetime import date
from threading import Lock
from uuid import UUID
from weakref import WeakKeyDictionary

from ...contract.athletes.athlete import AthleteRowDocument, AthletesDocument
from ...store import Unit, list_overviews, marks_of_people, sessions_of_people
from ...store.entries.overview import Marks
from ...store.entries.person import name_key
from .athlete_row import athlete_row, needs, since_of

Rows = Mapping[UUID, tuple[Marks, date, AthleteRowDocument]]
_KNOWN: WeakKeyDictionary[object, Rows] = WeakKeyDictionary()
"""Open store -> the row of everybody as they were listed last, with the marks and the day that it holds for.

To follow 200 plans through all their sessions takes seconds, and between two looks at the list few of them have changed.
"""
_AT_WORK = Lock()
"""Of those who ask for the list at once, as when the program has just begun, one follows the plans and the others wait for it."""


def athlete_list(unit: Unit, *, only: Collection[UUID] | None = None) -> AthletesDocument:
    """Everybody in short: who needs a coach first stands first, those who need the same by the day of their next session, then by name.

    Args:
        unit: A unit of work.
        only: Those with these ids alone; None for everybody.
    """
    everybody = marks_of_people(unit)
    wanted = {uid: mark for uid, mark in everybody.items() if only is None or uid in only}
    with nullcontext() if unit.may_write else _AT_WORK:  # whoever writes lets nobody wait for others
        rows = _known_rows(unit, everybody, wanted)
    listed = [row for _, _, row in rows.values()]
    return AthletesDocument(athletes=tuple(sorted(listed, key=lambda row: _place(row, unit.today))))


def _known_rows(unit: Unit, everybody: Collection[UUID], wanted: Mapping[UUID, Marks]) -> Rows:
    """Rows of those who are wanted, by their id: as they were listed last, where their marks are the same, else anew."""
    store = unit.connection.engine
    known = _KNOWN.get(store, {})
    stale = [uid for uid, mark in wanted.items() if known.get(uid, ())[:2] != (mark, unit.today)]
    fresh = _rows(unit, stale) if stale else {}
    rows: Rows = {uid: (mark, unit.today, fresh[uid]) if uid in fresh else known[uid] for uid, mark in wanted.items()}
    if not unit.may_write:  # what a unit has written and may yet take back is no knowledge
        _KNOWN[store] = {**{uid: row for uid, row in known.items() if uid in everybody}, **rows}
    return rows


def _rows(unit: Unit, people: list[UUID]) -> Mapping[UUID, AthleteRowDocument]:
    """Rows of some people: one question to each table, however many they are."""
    overviews = list_overviews(unit, only=people)
    sessions = sessions_of_people(unit, people, since=min(since_of(one, unit.today) for one in overviews))
    return {one.person.uid: athlete_row(one, sessions.get(one.person.uid, ()), today=unit.today) for one in overviews}


def _place(row: AthleteRowDocument, today: date) -> tuple[int, date, str]:
    return needs(row, today), row.next_session_on or date.max, name_key(row.name)
