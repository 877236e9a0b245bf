"""Following a plan: where it stands after all that was logged, and what is next."""

from collections.abc import Collection
from datetime import date, timedelta

from ...capacity import passed_rows, screened
from ...contract.plans.plan import DosedLineDocument, NextSessionDocument
from ...training import Advance, ProgrammeLine, SessionRecord, adapt_rules, arrive, followed, prescribed, week_of
from ...training.follow.calendar import Prescribed
from ...training.follow.simulate import play
from ...training.plan.progression import DAYS_A_WEEK
from ...training.rules import plan_limits
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
    """Where the plan stands after all sessions and screens since its start, with every rule that fired.

    Args:
        athlete: Who follows it.
        until: Last day that counts; None for all.

    Raises:
        NoPlanError: If no plan is followed.
    """
    plan = plan_of(athlete)
    last = until or date.max
    sessions = [entry.value for entry in athlete.sessions if plan.starts_on <= entry.value.on <= last]
    screens = [(answers.on, screened(answers)) for answers in athlete.screens if plan.starts_on <= answers.on <= last]
    passed = sorted(passed_rows(athlete.results))
    return followed(plan.programme, plan.starts_on, sessions, weeks=plan.weeks, tests_passed=passed, screens=screens)


def next_session(athlete: Follower, now: Advance, *, today: date) -> NextSessionDocument:
    """What is prescribed on the next day of the plan's week, today included, whose session is not logged yet."""
    plan = plan_of(athlete)
    on = next_day(plan, today + timedelta(days=1) if today in logged_days(now) else today)
    while is_done_early(athlete, on):
        on = next_day(plan, on + timedelta(days=1))
    arrived, asked = arrive(now.state, on, rules=adapt_rules()), due(plan, now, on, of_day=on)
    state, named = arrived.state, {(line.line.exercise, line.line.side) for line in asked}
    breaks = [change.why for change in arrived.changes if (change.exercise, change.side) in named]
    done = as_asked(asked, on)
    return NextSessionDocument(
        on=on,
        week=week_of(state, on),
        status=state.status,
        reason=state.reason,
        lines=tuple(_line_document(line.line) for line in asked),
        why=tuple(dict.fromkeys([*breaks, *(line.why for line in asked if line.why)])),
        to_log=() if done is None else session_lines(done.sets),
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
    planned = _of_day(plan, (of_day - plan.starts_on).days % DAYS_A_WEEK + 1)
    return tuple(line for line in lines if (began[line.line.exercise, line.line.side], line.line.side) in planned)


def _of_day(plan: StoredPlan, day: int) -> set[tuple[str, str]]:
    """Exercise and side of what stands on a day of the plan's week in any week."""
    return {
        (line.exercise, side)
        for session in plan.document.sessions
        if session.day == day
        for line in session.lines
        for side in (("left", "right", "both") if line.side == "both" else (line.side,))
    }


def session_days(plan: StoredPlan, week: int) -> tuple[int, ...]:
    """Days (1 to 7) of a week of the plan that have a session; after the last week, of the one that keeps what was gained."""
    sessions = plan.document.sessions
    if week > plan.weeks:
        days = sorted({session.day for session in sessions}) or plan_limits().days[0]
        return tuple(days[: adapt_rules().dose.maintenance_sessions])
    return tuple(sorted({session.day for session in sessions if session.week == week}))


def next_day(plan: StoredPlan, first: date) -> date:
    """The first day from `first` on, and from the plan's start, that has a session."""
    on = max(first, plan.starts_on)
    while (on - plan.starts_on).days % DAYS_A_WEEK + 1 not in session_days(plan, (on - plan.starts_on).days // DAYS_A_WEEK + 1):
        on += timedelta(days=1)
    return on


def is_done_early(athlete: Follower, day: date) -> bool:
    """Whether the session that the plan asks for on a day was logged as planned before that day."""
    ids = planned_ids(athlete.person, plan_of(athlete), day)
    return any(entry.value.on < day and (entry.uid in ids or entry.corrects in ids) for entry in athlete.sessions)


def logged_days(now: Advance) -> set[date | None]:
    """The last day of each line, and the days that were logged as left out: whose session needs no more log."""
    return {line.last_done for line in now.state.lines} | {change.on for change in now.changes if change.rule == "skipped"}
