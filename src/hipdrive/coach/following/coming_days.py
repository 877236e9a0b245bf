"""The coming days of a followed plan as they go from where it stands now if all goes well, and what became of the days before."""

from collections.abc import Mapping
from datetime import date, timedelta

from ...language import Text
from ...report.plan_page.content import SessionState
from ...training import Advance, PlanLine, ProgrammeLine, adapt_rules, advance
from ...training.plan.progression import DAYS_A_WEEK
from .follower import Follower
from .standing import as_asked, due, is_done_early, next_session, plan_of, standing


def plan_days(athlete: Follower) -> tuple[date, ...]:
    """The day of each session of the plan that is followed, in the plan's order.

    Raises:
        NoPlanError: If there is none.
    """
    plan = plan_of(athlete)
    return tuple(plan.starts_on + timedelta(days=DAYS_A_WEEK * (session.week - 1) + session.day - 1) for session in plan.course.sessions)


def states_of_days(athlete: Follower, now: Advance, *, next_on: date, today: date) -> Mapping[date, SessionState]:
    """Day of the plan -> what became of its session, or what it is."""
    logged = {entry.value.on: entry.value for entry in athlete.sessions}
    done = {on for on, session in logged.items() if any(not part.skipped for part in session.sets)}
    referred = now.state.status == "referred"

    def state(day: date) -> SessionState:
        if day in done or is_done_early(athlete, day):
            return "done"
        if day in logged and (logged[day].skipped or logged[day].sets):
            return "left_out"
        if day < today:
            return "missed"
        if referred:
            return "stopped"
        return "next" if day == next_on else "coming"

    return {day: state(day) for day in plan_days(athlete)}


def lines_ahead(athlete: Follower, now: Advance, *, first: date) -> Mapping[date, tuple[PlanLine, ...]]:
    """Day of the plan from the first on -> what it asks if every session until then is done as asked."""
    state, lines = now.state, dict[date, tuple[PlanLine, ...]]()
    for day in sorted(day for day in plan_days(athlete) if day >= first):
        asked = due(plan_of(athlete), Advance(state=state, changes=()), day, of_day=day)
        lines[day] = tuple(_line(line.line) for line in asked)
        session = as_asked(asked, day)
        state = state if session is None else advance(state, session, adapt_rules()).state
    return lines


def coming_sessions(athlete: Follower, *, today: date, most: int) -> tuple[tuple[date, tuple[Text, ...]], ...]:
    """Day and names of exercises of the next sessions of the plan that is followed; none where there is no plan or it is stopped."""
    if athlete.plan is None:
        return ()
    now = standing(athlete)
    following = next_session(athlete, now, today=today)
    if now.state.status != "active" or not following.lines:
        return ()
    ahead = lines_ahead(athlete, now, first=following.on)
    return tuple((day, tuple(dict.fromkeys(line.name for line in lines))) for day, lines in list(ahead.items())[:most] if lines)


def _line(line: ProgrammeLine) -> PlanLine:
    return PlanLine(
        exercise=line.exercise, name=line.name, side=line.side, dose=line.dose, set_up=line.set_up, stop_for=line.stop_for, why=()
    )
