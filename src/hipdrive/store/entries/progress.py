"""Progress: what a person did per day, exercise and side, from the index of sets alone."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, false, func, select, true

from ...training.log.dose import DoseLoad, parse_load
from ...training.log.session import LoggedSide, PainRecord, SessionRecord
from ..database.schema import PainRow, SetRow
from ..database.transaction import Unit
from .entry import person_id
from .session_parts import pain_of


class DayProgress(NamedTuple):
    """One exercise of one side on one day; a tuple, because years of training make thousands of them."""

    on: date
    exercise: str
    side: LoggedSide
    sets: int
    """Sets done."""
    skipped: int
    """Sets left out."""
    loads: tuple[str, ...]
    """The different loads that were used, in the dose notation, the lightest mass first."""
    best_load_kg: float | None
    """The largest mass; None if none was told."""
    best_reps: int | None
    """Most repetitions of a set."""
    reps: int | None
    """Repetitions of all sets."""
    best_hold_s: float | None
    distance_m: float | None
    """Metres of all sets."""
    volume_kg: float | None
    """Sum of repetitions x mass; None if no mass was told."""
    worst_pain: int | None
    """Largest pain that concerns this exercise and side, or the session as a whole, whenever felt; None if nothing was told."""


def progress_by_day(unit: Unit, name: str, exercise: str | None = None, since: date | None = None) -> tuple[DayProgress, ...]:
    """What a person did per day, exercise and side, from the oldest to the newest; corrected and deleted sessions do not count.

    Args:
        unit: A unit of work.
        name: The person.
        exercise: Only this exercise.
        since: From this day on.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    owner, days = {"owner": person_id(unit, name)}, {} if since is None else {"since": since}
    of_exercise = {} if exercise is None else {"exercise": exercise}
    sums = _sums_asked(of_one=exercise is not None, since=since is not None)
    rows = sorted(unit.connection.execute(sums, {**owner, **days, **of_exercise}).all(), key=itemgetter(*range(len(_DAY))))
    pains = _pains_by_day(unit.connection.execute(_pains_asked(since=since is not None), {**owner, **days}))
    known: dict[str, tuple[str, ...]] = {}
    return tuple(_day(row, pains.get(row[0]), known) for row in rows)


_DAY = (SetRow.on_day, SetRow.exercise, SetRow.side)
_IN_INDEX = (SetRow.exercise, SetRow.on_day, SetRow.side)
"""The same in the order of their index, so that no database has to sort them."""


@cache
def _sums_asked(*, of_one: bool, since: bool) -> Select[*tuple[Any, ...]]:
    """What `owner` did by day, exercise and side, of one `exercise` and from the day `since` on where that is asked; put together once."""
    wanted = and_(SetRow.person_id == bindparam("owner"), SetRow.current == true())
    if of_one:
        wanted &= SetRow.exercise == bindparam("exercise")
    if since:
        wanted &= SetRow.on_day >= bindparam("since")
    return select(*_DAY, *_figures()).where(wanted).group_by(*_IN_INDEX)


@cache
def _pains_asked(*, since: bool) -> Select[*tuple[Any, ...]]:
    felt = and_(PainRow.person_id == bindparam("owner"), PainRow.current == true())
    return select(PainRow.__table__).where(felt & (PainRow.on_day >= bindparam("since")) if since else felt)


def _figures() -> tuple[ColumnElement[Any], ...]:
    """What SQL sums over the sets of one day, exercise and side; of a skipped set nothing counts."""
    done = SetRow.skipped == false()
    return (
        func.count().filter(done).label("sets"),
        func.count().filter(SetRow.skipped == true()).label("skipped"),
        func.aggregate_strings(SetRow.load, " ").filter(done).label("loads"),
        func.max(SetRow.load_kg).filter(done).label("load_kg"),
        func.max(SetRow.reps).filter(done).label("best_reps"),
        func.sum(SetRow.reps).filter(done).label("reps"),
        func.max(SetRow.hold_s).filter(done).label("hold_s"),
        func.sum(SetRow.distance_m).filter(done).label("distance_m"),
        func.sum(SetRow.reps * SetRow.load_kg).filter(done).label("volume_kg"),
    )


def _day(row: Sequence[Any], pains: SessionRecord | None, known: dict[str, tuple[str, ...]]) -> DayProgress:
    """One row as a value; `known` keeps the loads that were read before, for most days repeat them."""
    on, exercise, side, sets, skipped, loads, load_kg, best_reps, reps, hold_s, distance_m, volume_kg = row
    loads_text = loads or ""
    if loads_text not in known:
        known[loads_text] = tuple(map(str, sorted({parse_load(text) for text in loads_text.split()}, key=_weight)))
    worst = None if pains is None else pains.worst_pain("during", "after", "next_morning", exercise=exercise, side=side)
    return DayProgress(on, exercise, side, sets, skipped, known[loads_text], load_kg, best_reps, reps, hold_s, distance_m, volume_kg, worst)


def _weight(load: DoseLoad) -> tuple[float, str]:
    return load.mass_kg or 0.0, str(load)


def _pains_by_day(rows: Iterable[Row[Any]]) -> dict[date, SessionRecord]:
    """What was felt on each day, as if in one session; where no pain was told, that it was so."""
    days: dict[date, list[PainRecord]] = {}
    for row in rows:
        days.setdefault(row.on_day, []).append(pain_of(row))
    return {on: SessionRecord(on=on, pains=tuple(pain for pain in felt if pain.level)) for on, felt in days.items()}
