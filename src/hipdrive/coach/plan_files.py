"""A plan as files for others: a calendar, and a session on paper."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import ClassVar
from uuid import NAMESPACE_URL, UUID, uuid5

from ..body import Athlete
from ..contract.plans.plan import FollowedPlanDocument, PlanDocument, plan_lines_from, sessions_from
from ..contract.wire import plain_of
from ..errors import Advice, HipDriveError
from ..exercise import exercises
from ..report.files.calendar import plan_calendar
from ..report.files.session_sheet import SessionSheet, sheet_pdf, sheet_rows
from ..training import PlanLine
from ..training.plan.progression import DAYS_A_WEEK
from .load import pictures

DISCLAIMER = "A suggestion for training, not a diagnosis. Stop when in doubt."
SHOWN_BEFORE = ("Pain rule:",)


class NoDatesError(HipDriveError):
    """A calendar needs dates."""

    code: ClassVar[str] = "plan_without_dates"

    def __init__(self) -> None:
        advice = Advice(words="give its first day, such as 2026-11-23", step="give_start")
        super().__init__("The plan has no start, so a calendar has no dates: ", advice, ".")


class NoSuchSessionError(HipDriveError):
    """The plan has no such session."""

    code: ClassVar[str] = "no_such_session"

    def __init__(self, week: int, session: int, known: Sequence[str]) -> None:
        super().__init__(f"The plan has no session {session} in week {week}; it has {', '.join(known)}.")


def plan_as_calendar(plan: PlanDocument, *, plan_id: str | None = None, revision: int = 0) -> bytes:
    """The plan as an iCalendar file.

    Args:
        plan: The plan, with dates.
        plan_id: Id in the store; without, one that follows from what the plan says.
        revision: Higher for a later state of the same plan.

    Returns:
        The file, UTF-8.

    Raises:
        NoDatesError: If the plan has no start.
    """
    if plan.start is None or plan.retest_at.on is None:
        raise NoDatesError
    own = UUID(plan_id) if plan_id is not None else uuid5(NAMESPACE_URL, json.dumps(plain_of(plan), sort_keys=True))
    return plan_calendar(
        own,
        sessions_from(plan),
        retest_on=plan.retest_at.on,
        maintenance=plan_lines_from(plan.maintenance),
        made_at=datetime.combine(plan.start, time(), tzinfo=UTC),
        revision=revision,
    )


def session_as_sheet(plan: PlanDocument, athlete: Athlete, *, week: int = 1, session: int = 1) -> bytes:
    """One session of a plan as an A4 sheet.

    Args:
        plan: The plan.
        athlete: The body that the pictures show.
        week: Week of the plan, from 1.
        session: Session of that week, from 1.

    Returns:
        The PDF.

    Raises:
        NoSuchSessionError: If the plan has no such session.
    """
    sessions = sessions_from(plan)
    of_week = [planned for planned in sessions if planned.week == week]
    if not 1 <= session <= len(of_week):
        weeks = sorted({planned.week for planned in sessions})
        counts = [f"{sum(planned.week == number for planned in sessions)} in week {number}" for number in weeks]
        raise NoSuchSessionError(week, session, counts)
    chosen = of_week[session - 1]
    title = f"Week {week}, session {session}"
    return _sheet(chosen.lines, athlete, title=title, on=chosen.on, minutes=chosen.minutes, before=plan.before)


def next_session_as_sheet(plan: FollowedPlanDocument, athlete: Athlete) -> bytes:
    """The next session of a plan, with the doses as they stand now, as an A4 sheet (PDF)."""
    coming, minutes = plan.next, 0.0
    if plan.start is not None:
        planned = {session.day: session.minutes for session in plan.sessions}
        minutes = planned.get((coming.on - plan.start).days % DAYS_A_WEEK + 1, 0.0)
    lines = plan_lines_from(coming.lines)
    return _sheet(lines, athlete, title=f"Week {coming.week}", on=coming.on, minutes=minutes, before=plan.before)


def _sheet(lines: Sequence[PlanLine], athlete: Athlete, *, title: str, on: date | None, minutes: float, before: Sequence[str]) -> bytes:
    drawn = {
        line.exercise: pictures(line.exercise, athlete, dict(line.set_up))
        for line in lines
        if exercises()[line.exercise].kind == "strength"
    }
    svgs = {f"{exercise}.svg": both[0] for exercise, both in drawn.items() if both is not None}
    sheet = SessionSheet(
        title=title,
        date="" if on is None else on.strftime("%A %d %B %Y"),
        minutes=minutes,
        before=tuple(sentence for sentence in before if sentence.startswith(SHOWN_BEFORE)),
        rows=sheet_rows(lines, {name.removesuffix(".svg"): name for name in svgs}),
        disclaimer=DISCLAIMER,
    )
    return sheet_pdf(sheet, svgs)
