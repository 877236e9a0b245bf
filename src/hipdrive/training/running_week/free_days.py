"""Moving the sessions of a plan to the days on which an athlete can train, each within its week."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

from ...errors import HipDriveError
from ...language import en, en_count
from .days import HOURS_A_DAY
from .running import DAYS_A_WEEK, Running, Weekday, before_hard, is_closed, is_free, weekday_of
from .week_rules import week_rules


class FewFreeDaysError(HipDriveError):
    """More sessions a week than days to train on."""

    code = "few_free_days"

    def __init__(self, *, sessions: int, days: int) -> None:
        found = en_count(
            "{sessions} sessions a week do not fit: you named {n} day on which you can train",
            "{sessions} sessions a week do not fit: you named {n} days on which you can train",
            n=days,
            sessions=sessions,
        )
        super().__init__(found, en("name more days, or make a plan with fewer sessions a week"), between=": ")


def moved_days(
    planned: Sequence[date], *, start: date, free: Collection[Weekday], running: Running, kept: Collection[date], first: date
) -> tuple[date, ...]:
    """The days of sessions on free days, each in its own week of the plan and all in their order.

    A day that is free already stays. Others move as little as can be, where possible not to the day before a hard run, and with 48 h
    between sessions. A session for which its week has no free day left stays where it is.

    Args:
        planned: Days of the sessions as the plan was made, in order, each once.
        start: First day of the plan's first week.
        free: Days of the week on which sessions may fall; none named: any.
        running: Hard runs and races; no session moves to a day that a race closes.
        kept: Those of the planned days that stay, because their session is done or over.
        first: First day to which a session may move.

    Returns:
        (n) days, one for each planned one.
    """
    moved: list[date] = []
    for week in sorted({(day - start).days // DAYS_A_WEEK for day in planned}):
        days = [start + timedelta(days=DAYS_A_WEEK * week + day) for day in range(DAYS_A_WEEK)]
        own, stay = [day for day in planned if day in days], [day for day in planned if day in days and day in kept]
        may = [
            day for day in days if day >= first and day not in stay and is_free(weekday_of(day, 1), free) and not is_closed(day, running)
        ]
        beside = [*stay, *moved[-1:], *[day for day in planned if day > days[-1]][:1]]
        placed = iter(_of_week([day for day in own if day not in kept], may, beside, running))
        moved += [day if day in kept else next(placed) for day in own]
    return tuple(moved)


def _of_week(own: Sequence[date], may: Sequence[date], beside: Sequence[date], running: Running) -> Sequence[date]:
    """The days of the sessions of one week that may move: as many as can be on days that may be taken, the rest where they are."""
    if set(own) <= set(may):
        return own
    count = min(len(own), len(may))

    def cost(days: Sequence[date]) -> tuple[int, int, int]:
        all_days = sorted([*beside, *days])
        close = sum(HOURS_A_DAY * (later - day).days < week_rules().least_h for day, later in pairwise(all_days))
        moves = [(planned, day) for planned, day in zip(own, days, strict=True) if planned != day]
        hard = sum(before_hard(weekday_of(day, 1), running) for _, day in moves)
        return hard, close, sum(abs((day - planned).days) for planned, day in moves)

    choices = (_placed(own, which, days) for which in combinations(range(len(own)), count) for days in combinations(may, count))
    return min((days for days in choices if len(set(days)) == len(days)), key=cost)


def _placed(own: Sequence[date], which: Sequence[int], days: Sequence[date]) -> list[date]:
    """Some sessions on other days, in their order."""
    taken = dict(zip(which, days, strict=True))
    return [taken.get(index, day) for index, day in enumerate(own)]
