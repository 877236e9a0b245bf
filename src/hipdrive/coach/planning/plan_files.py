"""A plan as files for others: a calendar, and a session on paper."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import ClassVar
from uuid import NAMESPACE_URL, UUID, uuid5

from ...body import Athlete
from ...contract.plans.plan import FollowedPlanDocument, NextSessionDocument, PlanDocument, plan_lines_from, sessions_from
from ...contract.wire import plain_of
from ...errors import NOTHING, Advice, HipDriveError
from ...exercise import exercises
from ...language import Text, en, joined
from ...report.files.calendar import Standing, plan_calendar
from ...report.files.session_sheet import SessionSheet, SheetRest, sheet_pdf, sheet_rows
from ...training import PlanLine, PlanSession, dose_minutes
from ...training.log.session import LoggedSide
from ...training.rules import dose_rules
from ..catalogue.load import small_picture

DISCLAIMER = en("A suggestion for training, not a diagnosis. Stop when in doubt.")
SHOWN_BEFORE = ("Pain rule:",)
SIDES_SAID: Mapping[LoggedSide, Text] = {"left": en("left side"), "right": en("right side"), "both": en("both sides")}


class NoDatesError(HipDriveError):
    """A calendar needs dates."""

    code: ClassVar[str] = "plan_without_dates"

    def __init__(self) -> None:
        advice = Advice(words=en("give its first day, such as 2026-11-23"), step="give_start")
        super().__init__(en("The plan has no start date, so there are no dates for a calendar"), advice, between=": ")


class NoSuchSessionError(HipDriveError):
    """The plan has no such session."""

    code: ClassVar[str] = "no_such_session"

    def __init__(self, week: int, session: int, known: Sequence[Text]) -> None:
        sentence = en(
            "The plan has no session {session} in week {week}; it has {known}.", session=session, week=week, known=joined(known, ", ")
        )
        super().__init__(sentence)


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
    sessions, standing = sessions_from(plan), None
    if isinstance(plan, FollowedPlanDocument):
        sessions, standing = _as_they_stand(sessions, plan.next), _standing(plan.next)
    stored = plan.earlier[0] if plan.earlier else plan_id
    own = UUID(stored) if stored is not None else uuid5(NAMESPACE_URL, json.dumps(plain_of(plan), sort_keys=True))
    return plan_calendar(
        own,
        sessions,
        retest_on=plan.retest_at.on,
        maintenance=plan_lines_from(plan.maintenance),
        made_at=datetime.combine(plan.start, time(), tzinfo=UTC),
        revision=revision + len(plan.earlier),
        standing=standing,
    )


def _as_they_stand(sessions: Sequence[PlanSession], coming: NextSessionDocument) -> tuple[PlanSession, ...]:
    """The sessions of a plan, the coming one with its doses as they are now."""
    lines = plan_lines_from(coming.lines)
    return tuple(replace(session, lines=lines) if session.on == coming.on and lines else session for session in sessions)


def _standing(coming: NextSessionDocument) -> Standing:
    return Standing(
        since=coming.on,
        stop=coming.reason if coming.status == "referred" else NOTHING,
        resting={(line.exercise, line.side): line.reason for line in coming.resting},
    )


def session_as_sheet(plan: PlanDocument, athlete: Athlete, *, week: int = 1, session: int = 1, name: str = "") -> bytes:
    """One session of a plan as an A4 sheet.

    Args:
        plan: The plan.
        athlete: The body that the pictures show.
        week: Week of the plan, from 1.
        session: Session of that week, from 1.
        name: Who trains; empty leaves a line to write on.

    Returns:
        The PDF.

    Raises:
        NoSuchSessionError: If the plan has no such session.
    """
    chosen = chosen_session(plan, week, session)
    of_week = sum(planned.week == week for planned in plan.sessions)
    sheet = SessionSheet(
        title=_title(plan, week, session, of_week),
        goal=plan.goal,
        name=name,
        date=_day(chosen.on),
        minutes=chosen.minutes,
        before=_shown(plan.before),
        warm_up=chosen.warm_up,
        notes=(chosen.note,) if chosen.note else (),
        rows=(),
        disclaimer=DISCLAIMER,
    )
    return _with_rows(sheet, chosen.lines, athlete)


def chosen_session(plan: PlanDocument, week: int, session: int) -> PlanSession:
    """One session of a plan.

    Raises:
        NoSuchSessionError: If the plan has no such session.
    """
    sessions = sessions_from(plan)
    of_week = [planned for planned in sessions if planned.week == week]
    if not 1 <= session <= len(of_week):
        weeks = sorted({planned.week for planned in sessions})
        counts = [en("{count} in week {week}", count=sum(planned.week == number for planned in sessions), week=number) for number in weeks]
        raise NoSuchSessionError(week, session, counts)
    return of_week[session - 1]


def next_session_as_sheet(plan: FollowedPlanDocument, athlete: Athlete, *, name: str = "") -> bytes:
    """The next session of a plan, with the doses as they stand now, as an A4 sheet (PDF); STOP and why where the plan is stopped.

    Args:
        plan: The plan with where it stands.
        athlete: The body that the pictures show.
        name: Who trains; empty leaves a line to write on.
    """
    coming = plan.next
    of_week = [session for session in plan.sessions if session.week == coming.week]
    number = next((index for index, session in enumerate(of_week, start=1) if session.on == coming.on), None)
    planned = next((session for session in sessions_from(plan) if session.on == coming.on), None)
    lines = _with_finding(plan_lines_from(coming.lines), planned)
    sheet = SessionSheet(
        title=_title(plan, coming.week, number, len(of_week)),
        goal=plan.goal,
        name=name,
        date=_day(coming.on),
        minutes=_minutes(lines),
        before=_shown(plan.before),
        warm_up=NOTHING if planned is None else planned.warm_up,
        stop=coming.reason if coming.status == "referred" else NOTHING,
        notes=coming.why,
        resting=tuple(
            SheetRest(name=line.name, side=SIDES_SAID[line.side], status=line.status, reason=line.reason) for line in coming.resting
        ),
        rows=(),
        disclaimer=DISCLAIMER,
    )
    return _with_rows(sheet, lines, athlete)


def _title(plan: PlanDocument, week: int, session: int | None, sessions: int) -> Text:
    if session is None:
        return en("Week {week} of {weeks}", week=week, weeks=plan.weeks)
    of_week = en("Week {week} of {weeks}, session {session} of {sessions}")
    return of_week.filled(week=week, weeks=plan.weeks, session=session, sessions=sessions)


def _day(on: date | None) -> Text:
    """'Tuesday 1 December 2026'; empty without a date."""
    return NOTHING if on is None else en("{on:EEEE d MMMM y}", on=on)


def _with_finding(lines: Sequence[PlanLine], planned: PlanSession | None) -> tuple[PlanLine, ...]:
    """Lines as they stand now, with how the first sets should feel where they are asked as planned."""
    told = {} if planned is None else {(line.exercise, line.side, line.dose): line.finding for line in planned.lines}
    return tuple(replace(line, finding=told.get((line.exercise, line.side, line.dose), NOTHING)) for line in lines)


def _shown(before: Sequence[Text]) -> tuple[Text, ...]:
    return tuple(sentence for sentence in before if sentence.startswith(SHOWN_BEFORE))


def _minutes(lines: Sequence[PlanLine]) -> float:
    """About how long a session takes; an exercise of both sides is counted once, as the side with more to do has it."""
    rules, whole = dose_rules(), 0.0
    for exercise in dict.fromkeys(line.exercise for line in lines):
        doses = [line.dose for line in lines if line.exercise == exercise]
        counted = [replace(dose, side="LR") for dose in doses] if len(doses) > 1 else doses
        whole += max(dose_minutes(dose, rules=rules) for dose in counted)
    return whole


def _with_rows(sheet: SessionSheet, lines: Sequence[PlanLine], athlete: Athlete) -> bytes:
    """The sheet with its exercises and their pictures, set as PDF."""
    drawn = {line.exercise: small_picture(line.exercise, athlete, dict(line.set_up)) for line in lines if line.exercise in exercises()}
    svgs = {f"{exercise}.svg": picture for exercise, picture in drawn.items() if picture is not None}
    rows = sheet_rows(lines, {name.removesuffix(".svg"): name for name in svgs})
    return sheet_pdf(replace(sheet, rows=rows), svgs)
