"""Progress: what a person did per day, exercise and side, from the index of sets alone."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, and_, bindparam, select, true

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
    asked = _sets_asked(of_one=exercise is not None, since=since is not None)
    sets = unit.connection.execute(asked, {**owner, **days, **of_exercise}).partitions(_AT_ONCE)
    pains = _pains_by_day(unit.connection.execute(_pains_asked(since=since is not None), {**owner, **days}))
    known: dict[_Sets, _Figures] = {}
    found = []
    for (of, on, side), rows in groupby(chain.from_iterable(sets), key=_EXERCISE_DAY_SIDE):
        alike = tuple(map(_OF_FIGURES, rows))
        figures = known.get(alike)
        if figures is None:
            figures = known[alike] = _figures(alike)
        felt = pains.get(on)
        worst = None if felt is None else felt.worst_pain("during", "after", "next_morning", exercise=of, side=side)
        found.append(DayProgress._make((on, of, side, *figures, worst)))
    return tuple(sorted(found, key=_ON))  # those of one day stay in the order of exercise and side


_IN_INDEX = (SetRow.exercise, SetRow.on_day, SetRow.side)
"""What tells one day from another, in the order of the index, so that no database has to sort the sets."""
_FIGURES = (SetRow.load, SetRow.load_kg, SetRow.reps, SetRow.hold_s, SetRow.distance_m, SetRow.skipped)
"""What the figures of a day are made of; the index holds it too."""
_EXERCISE_DAY_SIDE, _OF_FIGURES, _ON = itemgetter(0, 1, 2), itemgetter(slice(3, None)), itemgetter(0)
_AT_ONCE = 250
"""Sets that are in hand at once: years have thousands, and Python looks through what lives long."""


class _Set(NamedTuple):
    """One set as `_FIGURES` says it."""

    load: str | None
    load_kg: float | None
    reps: int | None
    hold_s: float | None
    distance_m: float | None
    skipped: bool


_Sets = tuple[tuple[Any, ...], ...]
"""The sets of a day, each the values of a `_Set`: few are unlike those of other days, so figures are worked out once for all alike."""
_Figures = tuple[int, int, tuple[str, ...], float | None, int | None, int | None, float | None, float | None, float | None]
"""From `sets` to `volume_kg` of a `DayProgress`."""


@cache
def _sets_asked(*, of_one: bool, since: bool) -> Select[*tuple[Any, ...]]:
    """The sets of `owner`, of one `exercise` and from the day `since` on where that is asked; put together once.

    They are summed here: a database takes longer to sum two sets than to give them.
    """
    wanted = and_(SetRow.person_id == bindparam("owner"), SetRow.current == true())
    if of_one:
        wanted &= SetRow.exercise == bindparam("exercise")
    if since:
        wanted &= SetRow.on_day >= bindparam("since")
    return select(*_IN_INDEX, *_FIGURES).where(wanted).order_by(*_IN_INDEX)


@cache
def _pains_asked(*, since: bool) -> Select[*tuple[Any, ...]]:
    felt = and_(PainRow.person_id == bindparam("owner"), PainRow.current == true())
    return select(PainRow.__table__).where(felt & (PainRow.on_day >= bindparam("since")) if since else felt)


def _figures(sets: _Sets) -> _Figures:
    """What the sets of one day, exercise and side add up to; of a skipped set nothing counts."""
    done = [one for one in (_Set(*values) for values in sets) if not one.skipped]
    loads = sorted({parse_load(one.load) for one in done if one.load is not None}, key=_weight)
    reps = [one.reps for one in done if one.reps is not None]
    distances_m = [one.distance_m for one in done if one.distance_m is not None]
    volumes_kg = [one.reps * one.load_kg for one in done if one.reps is not None and one.load_kg is not None]
    return (
        len(done),
        len(sets) - len(done),
        tuple(map(str, loads)),
        max((one.load_kg for one in done if one.load_kg is not None), default=None),
        max(reps, default=None),
        sum(reps) if reps else None,
        max((one.hold_s for one in done if one.hold_s is not None), default=None),
        sum(distances_m) if distances_m else None,
        sum(volumes_kg) if volumes_kg else None,
    )


def _weight(load: DoseLoad) -> tuple[float, str]:
    return load.mass_kg or 0.0, str(load)


def _pains_by_day(rows: Iterable[Row[Any]]) -> dict[date, SessionRecord]:
    """What was felt on each day, as if in one session; where no pain was told, that it was so."""
    days: dict[date, list[PainRecord]] = {}
    for row in rows:
        days.setdefault(row.on_day, []).append(pain_of(row))
    return {on: SessionRecord(on=on, pains=tuple(pain for pain in felt if pain.level)) for on, felt in days.items()}
