"""The running that a plan stands beside: hard days of the week and races, and what they allow on a date."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from ...errors import UnknownNameError, ValueOutOfRangeError
from ...language import Text, en
from ...weekday_words import WEEKDAY_WORDS
from .week_rules import week_rules

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
DAYS_A_WEEK = len(WEEKDAYS)
SHORTEST_WORD = 3
"""Letters by which a day of the week is known: mon, tue, ..."""


@dataclass(frozen=True, kw_only=True)
class Running:
    """Hard runs of every week, and races."""

    hard_days: tuple[Weekday, ...] = ()
    """In the order of the week, each once."""
    races: tuple[date, ...] = ()
    """The first the first, each once."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "hard_days", tuple(day for day in WEEKDAYS if day in self.hard_days))
        object.__setattr__(self, "races", tuple(sorted(set(self.races))))
        if len(self.hard_days) == DAYS_A_WEEK:
            allowed = en("at most {most} days, so that one day is left with no hard run the day after", most=DAYS_A_WEEK - 1)
            found = en("all {days}", days=DAYS_A_WEEK)
            raise ValueOutOfRangeError(en("hard days of the week"), found, allowed, en("name the hardest runs only"))


def weekdays_named(words: Iterable[str]) -> tuple[Weekday, ...]:
    """Days of the week as typed: 'tue,sat', 'Monday', 'thurs'; capital letters, spaces and commas do not matter.

    Raises:
        UnknownNameError: If a word is no day of the week, or too short to tell which.
    """
    named: list[Weekday] = []
    for word in (piece for text in words for piece in text.replace(",", " ").split()):
        known = [day for day in WEEKDAYS if len(word) >= SHORTEST_WORD and day.startswith(word.lower().rstrip("."))]
        if not known:
            raise UnknownNameError(en("day of the week"), word, WEEKDAYS)
        named.append(known[0])
    return tuple(dict.fromkeys(named))


def weekday_of(start: date | None, day: int) -> Weekday:
    """Day of the week of a day (1 to 7) of the plan's week; day 1 of a plan without a start is a Monday."""
    return WEEKDAYS[((0 if start is None else start.weekday()) + day - 1) % DAYS_A_WEEK]


def weekday_word(on: Weekday) -> Text:
    """What a day of the week is called to people."""
    return WEEKDAY_WORDS[WEEKDAYS.index(on)]


def is_free(on: Weekday, free: Collection[Weekday]) -> bool:
    """Whether a session may fall on a day of the week; where no day is named, any is free."""
    return not free or on in free


def before_hard(on: Weekday, running: Running) -> bool:
    """Whether a hard run follows so soon that nothing may be new or heavy."""
    place = WEEKDAYS.index(on)
    return any(WEEKDAYS[(place + later) % DAYS_A_WEEK] in running.hard_days for later in range(1, week_rules().light_days + 1))


def reduced_for(on: date, running: Running) -> date | None:
    """The race for which a day is reduced, the day itself among them; None where there is none."""
    return next((race for race in running.races if 0 <= (race - on).days <= week_rules().reduced_days), None)


def is_closed(on: date, running: Running) -> bool:
    """Whether a race leaves no session on a day: it is race day, one of the last days before it or of the first after it."""
    rules = week_rules()
    return any(-rules.after_days <= (race - on).days <= rules.closed_days for race in running.races)


def race_weeks(running: Running, start: date) -> frozenset[int]:
    """Weeks of a plan (from 1) that hold most of the days that end with a race; of each race one."""
    middle = timedelta(days=week_rules().reduced_days // 2)
    weeks = ((race - middle - start).days // DAYS_A_WEEK + 1 for race in running.races)
    return frozenset(week for week in weeks if week >= 1)
