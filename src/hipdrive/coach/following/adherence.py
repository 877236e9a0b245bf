"""Adherence: sessions that a plan asked for until today, against those that were done or logged as left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ...contract.athletes.progress import AdherenceDocument, WeekAdherenceDocument
from ...training import SessionRecord
from ...training.plan.progression import DAYS_A_WEEK
from .standing import session_days
from .stored_plan import StoredPlan


@dataclass(frozen=True, kw_only=True)
class WeekAdherence:
    """One week of the plan, as far as it has come."""

    week: int
    planned: int
    done: int
    """Days on which at least one set was done, on whichever day of the week."""
    skipped: int
    """Days that were logged as left out."""

    @property
    def missed(self) -> int:
        """Planned sessions of which nothing was logged."""
        return max(self.planned - self.done - self.skipped, 0)


def adherence(plan: StoredPlan, sessions: Iterable[SessionRecord], *, first: date, today: date) -> tuple[WeekAdherence, ...]:
    """Planned against done, week by week; a session of today counts as planned once it is done.

    Args:
        plan: The plan.
        sessions: What was logged.
        first: First day that counts.
        today: Last day that counts.
    """
    done, left_out = set[date](), set[date]()
    for session in sessions:
        if session.on < first:
            continue
        if any(not part.skipped for part in session.sets):
            done.add(session.on)
        elif session.skipped or session.sets:
            left_out.add(session.on)
    left_out -= done
    begins, ends = ((day - plan.starts_on).days // DAYS_A_WEEK + 1 for day in (first, today))
    return tuple(_week(plan, week, done, left_out, (first, today)) for week in range(max(begins, 1), ends + 1))


def _week(plan: StoredPlan, week: int, done: set[date], left_out: set[date], span: tuple[date, date]) -> WeekAdherence:
    (first, today), begins = span, plan.starts_on + timedelta(days=DAYS_A_WEEK * (week - 1))
    days = {begins + timedelta(days=day) for day in range(DAYS_A_WEEK)}
    planned = [begins + timedelta(days=day - 1) for day in session_days(plan, week)]
    over = [day for day in planned if first <= day < today or (day == today and day in done | left_out)]
    return WeekAdherence(week=week, planned=len(over), done=len(days & done), skipped=len(days & left_out))


def adherence_document(weeks: Sequence[WeekAdherence]) -> AdherenceDocument:
    """All weeks and their sums as they stand in JSON; what was done beyond a week's plan makes up for no other week."""
    planned = sum(week.planned for week in weeks)
    kept = sum(min(week.done, week.planned) for week in weeks)
    return AdherenceDocument(
        planned=planned,
        done=sum(week.done for week in weeks),
        skipped=sum(week.skipped for week in weeks),
        missed=sum(week.missed for week in weeks),
        share=kept / planned if planned else None,
        weeks=tuple(
            WeekAdherenceDocument(week=week.week, planned=week.planned, done=week.done, skipped=week.skipped, missed=week.missed)
            for week in weeks
        ),
    )
