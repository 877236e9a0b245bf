"""Adherence: sessions that a plan asked for until today, against those that were done or told as left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ...store import PlanRecord
from ...training import SessionRecord
from ...training.follow.calendar import DAYS_A_WEEK
from .standing import session_days


@dataclass(frozen=True, kw_only=True)
class WeekAdherence:
    """One week of the plan, as far as it has come."""

    week: int
    planned: int
    done: int
    """Days on which at least one set was done, on whichever day of the week."""
    skipped: int
    """Days that were told as left out."""

    @property
    def missed(self) -> int:
        """Planned sessions of which nothing was told."""
        return max(self.planned - self.done - self.skipped, 0)


def adherence(plan: PlanRecord, sessions: Iterable[SessionRecord], *, first: date, today: date) -> tuple[WeekAdherence, ...]:
    """Planned against done, week by week; a session of today counts as planned once it is done.

    Args:
        plan: The plan.
        sessions: What was logged.
        first: First day that counts.
        today: Last day that counts.
    """
    done, told = set[date](), set[date]()
    for one in sessions:
        if one.on < first:
            continue
        if any(not part.skipped for part in one.sets):
            done.add(one.on)
        elif one.skipped or one.sets:
            told.add(one.on)
    told -= done
    begins, ends = ((day - plan.starts_on).days // DAYS_A_WEEK + 1 for day in (first, today))
    return tuple(_week(plan, week, done, told, (first, today)) for week in range(max(begins, 1), ends + 1))


def _week(plan: PlanRecord, week: int, done: set[date], told: set[date], span: tuple[date, date]) -> WeekAdherence:
    (first, today), begins = span, plan.starts_on + timedelta(days=DAYS_A_WEEK * (week - 1))
    days = {begins + timedelta(days=day) for day in range(DAYS_A_WEEK)}
    planned = [begins + timedelta(days=day - 1) for day in session_days(plan, week)]
    over = [day for day in planned if first <= day < today or (day == today and day in done | told)]
    return WeekAdherence(week=week, planned=len(over), done=len(days & done), skipped=len(days & told))


def adherence_as_json(weeks: Iterable[WeekAdherence]) -> dict[str, Any]:
    """All weeks and their sums as plain values; what was done beyond a week's plan makes up for no other week."""
    found = list(weeks)
    planned = sum(one.planned for one in found)
    kept = sum(min(one.done, one.planned) for one in found)
    return {
        "planned": planned,
        "done": sum(one.done for one in found),
        "skipped": sum(one.skipped for one in found),
        "missed": sum(one.missed for one in found),
        "share": kept / planned if planned else None,
        "weeks": [
            {"week": one.week, "planned": one.planned, "done": one.done, "skipped": one.skipped, "missed": one.missed} for one in found
        ],
    }
