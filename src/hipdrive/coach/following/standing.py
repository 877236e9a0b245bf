"""Following a plan: where it stands after all that was logged, and what is next."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from ...capacity import passed_rows, screened
from ...contract.plans.course import CourseSessionDocument
from ...contract.plans.plan import DosedLineDocument, NextSessionDocument, PlanSessionDocument, RestingLineDocument
from ...training import AdaptRules, Advance, ProgrammeLine, SessionRecord, adapt_rules, arrive, followed, prescribed, week_of
from ...training.follow.calendar import Prescribed
from ...training.follow.pain import worst_pain
from ...training.follow.screened import ScreenedOn
from ...training.follow.simulate import play
from ...training.follow.state import LineState
from ...training.plan.progression import DAYS_A_WEEK
from ...training.rules import plan_limits
from ...training.running_week.running import is_closed, is_free, weekday_of
from ..athletes.no_plan import NoPlanError
from .follower import Follower, planned_ids
from .session_words import session_lines
from .stored_plan import StoredPlan


def plan_of(athlete: Follower) -> StoredPlan:
    """The plan that is followed.

    Raises:
        NoPlanError: If there is none.
    """
    if athlete.plan is None:
        raise NoPlanError(athlete.person.name)
    return athlete.plan


def standing(athlete: Follower, *, until: date | None = None) -> Advance:
    """Where the plan stands after all sessions and screens, with every rule that fired; what is of one day in the order of its entry.

    Args:
        athlete: Who follows it.
        until: Last day that counts; None for all.

    Raises:
        NoPlanError: If no plan is followed.
    """
    plan = plan_of(athlete)
    passed = sorted(passed_rows(athlete.results))
    events = [event for event in told(athlete) if event.on <= (until or date.max)]
    return followed(plan.programme, plan.starts_on, events, weeks=plan.weeks, tests_passed=passed, running=plan.running)


def told(athlete: Follower) -> list[SessionRecord | ScreenedOn]:
    """Sessions and screens in order of their days, those of one day as they were entered; what was corrected counts as entered then."""
    entered: list[tuple[date, datetime, int, SessionRecord | ScreenedOn]] = [
        (entry.value.on, entry.created_at, 0, ScreenedOn(on=entry.value.on, outcome=screened(entry.value))) for entry in athlete.screens
    ]
    entered += [(entry.value.on, entry.created_at, 1, entry.value) for entry in athlete.sessions]
    return [event for *_, event in sorted(entered, key=lambda part: part[:3])]


def pain_since_screen(athlete: Follower, *, rules: AdaptRules | None = None) -> SessionRecord | None:
    """The first session since the last safety screen with pain that stops a plan; None where there is none."""
    events, most = told(athlete), (rules or adapt_rules()).pain_refer_above
    since = max((index + 1 for index, event in enumerate(events) if isinstance(event, ScreenedOn)), default=0)
    sessions = [event for event in events[since:] if isinstance(event, SessionRecord)]
    return next((session for session in sessions if worst_pain(session) > most), None)


def next_session(athlete: Follower, now: Advance, *, today: date) -> NextSessionDocument:
    """What is prescribed on the next day of the plan's week, today included, whose session is not logged yet."""
    plan, (on, asked) = plan_of(athlete), asked_next(athlete, now, today=today)
    arrived = arrive(now.state, on, rules=adapt_rules())
    state, named = arrived.state, {(line.line.exercise, line.line.side) for line in asked}
    breaks = [change.why for change in arrived.changes if (change.exercise, change.side) in named]
    done = as_asked(asked, on)
    return NextSessionDocument(
        on=on,
        week=week_of(state, on),
        status=state.status,
        reason=state.reason,
        lines=tuple(_line_document(line.line) for line in asked),
        why=tuple(dict.fromkeys([*(_note_of(plan, on) if asked else ()), *breaks, *(line.why for line in asked if line.why)])),
        resting=tuple(_resting_document(line) for line in state.lines if line.status != "active"),
        to_log=() if done is None else session_lines(done.sets),
    )


def asked_next(athlete: Follower, now: Advance, *, today: date) -> tuple[date, tuple[Prescribed, ...]]:
    """The next day of the plan's week, today included, whose session is not logged yet, and its lines with their doses."""
    plan = plan_of(athlete)
    on = next_day(plan, today + timedelta(days=1) if today in logged_days(now) else today)
    while is_done_early(athlete, on):
        on = next_day(plan, on + timedelta(days=1))
    return on, due(plan, now, on, of_day=on)


def _note_of(plan: StoredPlan, on: date) -> list[str]:
    """What the running has to do with the session of a day."""
    return [session.note for session in plan.document.sessions if session.note and _is_on(session, plan, on)]


def _is_on(session: PlanSessionDocument | CourseSessionDocument, plan: StoredPlan, on: date) -> bool:
    return plan.starts_on + timedelta(days=DAYS_A_WEEK * (session.week - 1) + session.day - 1) == on


def _resting_document(line: LineState) -> RestingLineDocument:
    return RestingLineDocument(
        exercise=line.exercise,
        name=line.line.name,
        side=line.side,
        status="paused" if line.status == "paused" else "stopped",
        since=line.since,
        reason=line.reason,
    )


def _line_document(line: ProgrammeLine) -> DosedLineDocument:
    return DosedLineDocument(
        exercise=line.exercise,
        name=line.name,
        side=line.side,
        dose=str(line.dose),
        set_up=dict(line.set_up),
        stop_for=line.stop_for,
    )


def as_asked(asked: Collection[Prescribed], on: date) -> SessionRecord | None:
    """A session with every set done as asked; None where nothing is."""
    return play(tuple(asked), on, (), {})


def due(plan: StoredPlan, now: Advance, on: date, *, of_day: date) -> tuple[Prescribed, ...]:
    """Lines of one day of the plan's week, with their doses on another (the same, unless a session is moved).

    After the last week all lines stand in the one session that keeps what was gained. A line that the ladder replaced stands where its
    plan line stood.
    """
    lines = prescribed(now.state, on, rules=adapt_rules())
    if week_of(now.state, of_day) > plan.weeks:
        return lines
    began = {(line.exercise, line.side): (*line.left, line.exercise)[0] for line in now.state.lines}
    planned = _of_day(plan, of_day)
    return tuple(line for line in lines if (began[line.line.exercise, line.line.side], line.line.side) in planned)


def _of_day(plan: StoredPlan, of_day: date) -> set[tuple[str, str]]:
    """Exercise and side of what stands on a day of the plan; where its week has no such day, what stands there in other weeks."""
    day = (of_day - plan.starts_on).days % DAYS_A_WEEK + 1
    of_week = [session for session in plan.course.sessions if _is_on(session, plan, of_day)]
    return {
        (line.exercise, side)
        for session in of_week or plan.course.sessions
        if session.day == day
        for line in session.lines
        for side in (("left", "right", "both") if line.side == "both" else (line.side,))
    }


def session_days(plan: StoredPlan, week: int) -> tuple[int, ...]:
    """Days (1 to 7) of a week of the plan that have a session; after the last week, of the one that keeps what was gained."""
    sessions = plan.course.sessions
    if week > plan.weeks:
        days = _usual_days(plan)
        begins = plan.starts_on + timedelta(days=DAYS_A_WEEK * (week - 1) - 1)
        open_days = [day for day in days if not is_closed(begins + timedelta(days=day), plan.running)]
        return tuple(open_days[: adapt_rules().dose.maintenance_sessions])
    return tuple(sorted({session.day for session in sessions if session.week == week}))


def _usual_days(plan: StoredPlan) -> Sequence[int]:
    """Days (1 to 7) of the last of the weeks with most sessions, those on which the athlete can train if there are any."""
    by_week: dict[int, set[int]] = {}
    for session in plan.course.sessions:
        by_week.setdefault(session.week, set()).add(session.day)
    if not by_week:
        return plan_limits().days[0]
    days = sorted(by_week[max(by_week, key=lambda week: (len(by_week[week]), week))])
    return [day for day in days if is_free(weekday_of(plan.starts_on, day), plan.course.free_days)] or days


def next_day(plan: StoredPlan, first: date) -> date:
    """The first day from `first` on, and from the plan's start, that has a session."""
    on = max(first, plan.starts_on)
    while (on - plan.starts_on).days % DAYS_A_WEEK + 1 not in session_days(plan, (on - plan.starts_on).days // DAYS_A_WEEK + 1):
        on += timedelta(days=1)
    return on


def is_done_early(athlete: Follower, day: date) -> bool:
    """Whether the session that the plan asks for on a day was logged as planned before that day."""
    ids = set(planned_ids(athlete.person, plan_of(athlete), day))
    return any(entry.value.on < day and (entry.uid in ids or entry.corrects in ids) for entry in athlete.sessions)


def logged_days(now: Advance) -> set[date | None]:
    """The last day of each line, and the days that were logged as swapped or left out: whose session needs no more log."""
    return {day for line in now.state.lines for day in (line.last_done, line.last_swapped)} | {
        change.on for change in now.changes if change.rule == "skipped"
    }
