"""The days of each week of a plan: beside hard runs and races, rested between sessions, with what makes a day lighter."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

from ...errors import NOTHING
from ...language import Text, and_list, en, joined
from ..rules import plan_limits
from .running import DAYS_A_WEEK, Running, Weekday, before_hard, is_closed, is_free, reduced_for, weekday_of, weekday_word
from .week_rules import week_rules

ON_FREE_DAYS = en("You can train on {free_days}, so sessions are on {days}.")
BESIDE_HARD = en("Hard runs are on {hard_days}, so sessions are on {days}, none of them the day before a hard run.")
BESIDE_HARD_LIGHT = en(
    "Hard runs are on {hard_days}, so sessions are on {days}; the plan needs {light_days} although a hard run follows the next "
    "day, so the session there is light."
)
CLOSE = en(
    "{sessions} sessions a week leave less than {hours} h between {days}. If two exercises there load the same muscles, it is "
    "better to do them on only one of the two days."
)
NAME_DAYS = (ON_FREE_DAYS, BESIDE_HARD, BESIDE_HARD_LIGHT, CLOSE)
"""Sentences that name the days of the week on which sessions stand."""
HOURS_A_DAY = 24
ALL_DAYS = range(1, DAYS_A_WEEK + 1)
RETEST_WITHIN_WEEKS = 60
"""After the last week of a plan, if races follow each other; more than a year of them leaves a day."""


@dataclass(frozen=True, kw_only=True)
class SessionDay:
    """One day with a session."""

    week: int
    day: int
    """Day of the week, 1 to 7, counted from the plan's first day."""
    light: bool = False
    """Fewest sets, no step forward and nothing new."""
    note: Text = NOTHING
    """What the running has to do with it, in one sentence; empty where nothing."""


def planned_days(
    sessions: int, *, running: Running, start: date | None, weeks: int, fixed: Collection[int] = (), free: Collection[Weekday] = ()
) -> tuple[tuple[SessionDay, ...], ...]:
    """The days of each week on which sessions stand.

    A week without a race has as many sessions as are asked for: first none on the day before a hard run, then as few as can be within
    less than 48 h of each other, then few on hard days themselves, then spread, then near to the shipped days. A day before a hard run
    that can't be spared is light. Before a race days are light, then closed; such a week keeps as many sessions as its open days hold with
    48 h between them.

    Args:
        sessions: Sessions a week.
        running: Hard runs and races.
        start: First day of week 1; None has no races, and day 1 is a Monday.
        weeks: Weeks of the plan.
        fixed: Days (1 to 7) that must have a session where no race closes them.
        free: Days of the week on which sessions may fall; none named: any.

    Returns:
        (weeks) days of each week in order; fewer, or none, in the week of a race.
    """
    base = base_days(sessions, running=running, start=start, fixed=fixed, free=free)
    planned: list[tuple[SessionDay, ...]] = []
    last = -DAYS_A_WEEK
    for week in range(1, weeks + 1):
        days = base if start is None else _beside_races(base, week, last, running, start, free)
        planned.append(tuple(session_day(week, day, running, start) for day in days))
        last = _place(week, days[-1]) if days else last
    return tuple(planned)


def base_days(
    sessions: int, *, running: Running, start: date | None, fixed: Collection[int] = (), free: Collection[Weekday] = ()
) -> tuple[int, ...]:
    """The days of a week without a race; the shipped ones where no hard run, no fixed and no free day says otherwise."""
    shipped = plan_limits().days[sessions - 1]
    if not running.hard_days and not fixed and not free:
        return shipped
    may = [day for day in ALL_DAYS if is_free(weekday_of(start, day), free)]
    hard = {day for day in ALL_DAYS if weekday_of(start, day) in running.hard_days}
    light = {day for day in ALL_DAYS if before_hard(weekday_of(start, day), running)}

    def cost(days: tuple[int, ...]) -> tuple[float, ...]:
        gaps = _gaps(days)
        moved = sum(abs(day - wanted) for day, wanted in zip(days, shipped, strict=True))
        return len(set(fixed) - set(days)), len(light & set(days)), _close(gaps), len(hard & set(days)), sum(gap**2 for gap in gaps), moved

    return min(combinations(may, sessions), key=lambda days: (cost(days), days))


def _gaps(days: Sequence[int]) -> list[int]:
    """Days from each session to the next, over the end of the week."""
    return [later - day for day, later in pairwise([*days, days[0] + DAYS_A_WEEK])]


def _close(gaps: Iterable[int]) -> int:
    """How many of these gaps (days) are too short for one muscle group."""
    return sum(HOURS_A_DAY * gap < week_rules().least_h for gap in gaps)


def _place(week: int, day: int) -> int:
    """Day of the plan, from 1."""
    return DAYS_A_WEEK * (week - 1) + day


def _date(start: date, week: int, day: int) -> date:
    return start + timedelta(days=_place(week, day) - 1)


def _beside_races(base: tuple[int, ...], week: int, last: int, running: Running, start: date, free: Collection[Weekday]) -> tuple[int, ...]:
    """The days of a week, thinned and moved where a race reduces or closes some of it; last: day of the plan of the session before."""
    touched = [day for day in ALL_DAYS if is_closed(_date(start, week, day), running) or reduced_for(_date(start, week, day), running)]
    if not touched:
        return base
    open_days = [day for day in ALL_DAYS if not is_closed(_date(start, week, day), running)]
    may = [day for day in open_days if is_free(weekday_of(start, day), free)]
    rested_days = [day for day in may if day in base or not before_hard(weekday_of(start, day), running)]
    after = _place(week + 1, base[0])

    def rested(days: Sequence[int]) -> bool:
        places = [last, *(_place(week, day) for day in days), after]
        return not _close(later - place for place, later in pairwise(places))

    for count in range(min(len(base), len(rested_days)), 0, -1):
        rests = [days for days in combinations(rested_days, count) if rested(days)]
        if rests:
            return min(rests, key=lambda days: (_way(days, base), days))
    return ()


def _way(days: Sequence[int], base: Sequence[int]) -> int:
    """How far days lie from the nearest usual ones, in all."""
    return sum(min(abs(day - usual) for usual in base) for day in days)


def session_day(week: int, day: int, running: Running, start: date | None) -> SessionDay:
    """A day of a week with what the running makes of it."""
    weekday = weekday_of(start, day)
    race = None if start is None else reduced_for(_date(start, week, day), running)
    if race is not None:
        note = en("The race on {on} is near: fewest sets, no step up, nothing new.", on=race)
        return SessionDay(week=week, day=day, light=True, note=note)
    if before_hard(weekday, running):
        note = en("There is a hard run the next day: fewest sets, no step up, nothing new.")
        return SessionDay(week=week, day=day, light=True, note=note)
    note = en("There is a hard run on this day: run first, then do this.") if weekday in running.hard_days else NOTHING
    return SessionDay(week=week, day=day, note=note)


def retest_day(
    planned: Sequence[Sequence[SessionDay]], *, running: Running, start: date | None, free: Collection[Weekday] = ()
) -> SessionDay:
    """The day of the retest: that of the last session that nothing makes light; after the race where a race takes the last week.

    Args:
        planned: Days of each week (planned_days).
        running: Hard runs and races.
        start: First day of week 1.
        free: Days of the week on which it may fall; none named: any.
    """
    of_last_week = planned[-1]
    heavy = [day for day in of_last_week if not day.light]
    if heavy:
        return heavy[-1]
    if start is None or not any(reduced_for(_date(start, len(planned), day), running) for day in ALL_DAYS):
        return of_last_week[-1]
    after = range(_place(len(planned), 1), _place(len(planned) + RETEST_WITHIN_WEEKS, 1))
    untaken = [place for place in after if not _is_taken(place, running, start)]
    on_free = (place for place in untaken if is_free(weekday_of(start, (place - 1) % DAYS_A_WEEK + 1), free))
    place = next(on_free, untaken[0])
    return SessionDay(week=(place - 1) // DAYS_A_WEEK + 1, day=(place - 1) % DAYS_A_WEEK + 1)


def _is_taken(place: int, running: Running, start: date) -> bool:
    """Whether a race or a hard run speaks against heavy work on a day of the plan."""
    on = start + timedelta(days=place - 1)
    return is_closed(on, running) or reduced_for(on, running) is not None or before_hard(weekday_of(on, 1), running)


def close_pairs(days: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Pairs of sessions of a week (from 0) that leave one muscle group less than 48 h, the last one and the next week's first too."""
    return tuple((index, (index + 1) % len(days)) for index, gap in enumerate(_gaps(days)) if len(days) > 1 and _close([gap]))


def running_words(
    sessions: int, *, running: Running, start: date | None, weeks: int, fixed: Collection[int] = (), free: Collection[Weekday] = ()
) -> tuple[Text, ...]:
    """What free days, hard runs and races do to a plan's days, and where less than 48 h are left, in plain sentences."""
    base = base_days(sessions, running=running, start=start, fixed=fixed, free=free)
    by_name = start is not None or bool(running.hard_days) or bool(free)
    named = [weekday_word(weekday_of(start, day)) if by_name else en("day {day}", day=day) for day in base]
    words: list[Text] = []
    if free:
        words.append(free_words(free, named))
    if running.hard_days:
        light = [name for name, day in zip(named, base, strict=True) if before_hard(weekday_of(start, day), running)]
        beside = BESIDE_HARD
        if light:
            beside = BESIDE_HARD_LIGHT
        hard = and_list([weekday_word(day) for day in running.hard_days])
        words.append(beside.filled(hard_days=hard, days=and_list(named), light_days=and_list(light)))
    pairs = close_pairs(base)
    if pairs:
        between = joined([and_list((named[first], named[second])) for first, second in pairs], "; ")
        words.append(CLOSE.filled(sessions=sessions, hours=week_rules().least_h, days=between))
    words += [_race_words(race, start, weeks) for race in running.races if start is not None]
    return tuple(words)


def free_words(free: Collection[Weekday], days: Sequence[str]) -> Text:
    """On which days an athlete can train, and on which sessions stand."""
    return ON_FREE_DAYS.filled(free_days=and_list([weekday_word(day) for day in free]), days=and_list(days))


def _race_words(race: date, start: date, weeks: int) -> Text:
    rules, place = week_rules(), (race - start).days
    if place < -rules.after_days:
        return en("The race on {on} is before the plan's first day and changes nothing.", on=race)
    if place >= DAYS_A_WEEK * weeks + rules.reduced_days:
        return en("The race on {on} is after the plan; it reduces the training that follows the last week.", on=race)
    return en(
        "Race on {on}: in the {reduced_days} days before it, sessions have the fewest sets and no step up. "
        "There is no session in the last {closed_days} of them, on race day or on the day after it.",
        on=race,
        reduced_days=rules.reduced_days,
        closed_days=rules.closed_days,
    )
