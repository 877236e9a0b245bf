"""Following a plan: where it stands after all that was logged, and what is next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from shlex import quote
from typing import Any, ClassVar

from ...capacity import passed_rows, screened
from ...contract.programme import ProgrammeLineDocument, programme_from
from ...errors import HipDriveError
from ...store import PlanRecord, Stored
from ...training import Advance, ProgrammeLine, SessionRecord, adapt_rules, arrive, followed, prescribed, week_of
from ...training.follow.calendar import DAYS_A_WEEK, Prescribed
from ...training.follow.simulate import play
from ...training.rules import plan_limits
from .follower import Follower, planned_ids
from .session_words import session_lines


class NoPlanError(HipDriveError):
    """There is nothing to follow."""

    code: ClassVar[str] = "no_plan"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} follows no plan yet: make one with: hipdrive plan --athlete {quote(name)}")


@dataclass(frozen=True, kw_only=True)
class NextSession:
    """What to do next."""

    on: date
    week: int
    status: str
    """'active', 'paused' or 'referred'."""
    reason: str
    lines: tuple[dict[str, Any], ...]
    """Exercise, name, side, dose and set-up of each line; empty if nothing is prescribed."""
    why: tuple[str, ...]
    """Why doses are lower than after the last session: a break, an easy week, the retest week, or keeping what was gained."""
    to_log: tuple[str, ...]
    """The same in the log notation, as done exactly as asked."""

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        plain = {"on": self.on.isoformat(), "week": self.week, "status": self.status, "reason": self.reason}
        return {**plain, "lines": list(self.lines), "why": list(self.why), "to_log": list(self.to_log)}


def plan_of(athlete: Follower) -> Stored[PlanRecord]:
    """The plan that is followed.

    Raises:
        NoPlanError: If there is none.
    """
    if athlete.plan is None:
        raise NoPlanError(athlete.person.name)
    return athlete.plan


def programme_of(plan: PlanRecord) -> tuple[ProgrammeLine, ...]:
    """What following a stored plan starts from."""
    return programme_from(ProgrammeLineDocument.model_validate(line) for line in plan.programme)


def standing(athlete: Follower, *, until: date | None = None) -> Advance:
    """Where the plan stands after all sessions and screens since its start, with every rule that fired.

    Args:
        athlete: Who follows it.
        until: Last day that counts; None for all.

    Raises:
        NoPlanError: If no plan is followed.
    """
    plan = plan_of(athlete).value
    last = until or date.max
    sessions = [entry.value for entry in athlete.sessions if plan.starts_on <= entry.value.on <= last]
    screens = [(answers.on, screened(answers)) for answers in athlete.screens if plan.starts_on <= answers.on <= last]
    weeks, passed = int(plan.document["weeks"]), sorted(passed_rows(athlete.results))
    return followed(programme_of(plan), plan.starts_on, sessions, weeks=weeks, tests_passed=passed, screens=screens)


def next_session(athlete: Follower, now: Advance, *, today: date) -> NextSession:
    """What is prescribed on the next day of the plan's week, today included, whose session is not logged yet."""
    plan = plan_of(athlete).value
    on = next_day(plan, today + timedelta(days=1) if today in logged_days(now) else today)
    while is_done_early(athlete, on):
        on = next_day(plan, on + timedelta(days=1))
    arrived, asked = arrive(now.state, on, rules=adapt_rules()), due(plan, now, on, of_day=on)
    state, named = arrived.state, {(due_line.line.exercise, due_line.line.side) for due_line in asked}
    breaks = [change.why for change in arrived.changes if (change.exercise, change.side) in named]
    lines = tuple(
        {
            "exercise": one.line.exercise,
            "name": one.line.name,
            "side": one.line.side,
            "dose": str(one.line.dose),
            "set_up": dict(one.line.set_up),
            "stop_for": list(one.line.stop_for),
        }
        for one in asked
    )
    done = as_asked(asked, on)
    to_log = () if done is None else session_lines(done.sets)
    return NextSession(
        on=on,
        week=week_of(state, on),
        status=state.status,
        reason=state.reason,
        lines=lines,
        why=tuple(dict.fromkeys([*breaks, *(one.why for one in asked if one.why)])),
        to_log=to_log,
    )


def as_asked(asked: Collection[Prescribed], on: date) -> SessionRecord | None:
    """A session with every set done as asked; None where nothing is."""
    return play(tuple(asked), on, (), {})


def due(plan: PlanRecord, now: Advance, on: date, *, of_day: date) -> tuple[Prescribed, ...]:
    """Lines of one day of the plan's week, with their doses on another (the same, unless a session is moved).

    After the last week all lines stand in the one session that keeps what was gained. A line that the ladder replaced stands where its
    plan line stood.
    """
    lines = prescribed(now.state, on, rules=adapt_rules())
    if week_of(now.state, of_day) > int(plan.document["weeks"]):
        return lines
    began = {(one.exercise, one.side): (*one.left, one.exercise)[0] for one in now.state.lines}
    planned = _of_day(plan, (of_day - plan.starts_on).days % DAYS_A_WEEK + 1)
    return tuple(one for one in lines if (began[one.line.exercise, one.line.side], one.line.side) in planned)


def _of_day(plan: PlanRecord, day: int) -> set[tuple[str, str]]:
    """Exercise and side of what stands on a day of the plan's week in any week."""
    return {
        (line["exercise"], side)
        for session in plan.document["sessions"]
        if session["day"] == day
        for line in session["lines"]
        for side in (("left", "right", "both") if line["side"] == "both" else (line["side"],))
    }


def session_days(plan: PlanRecord, week: int) -> tuple[int, ...]:
    """Days (1 to 7) of a week of the plan that have a session; after the last week, of the one that keeps what was gained."""
    sessions = plan.document["sessions"]
    if week > int(plan.document["weeks"]):
        days = sorted({int(session["day"]) for session in sessions}) or plan_limits().days[0]
        return tuple(days[: adapt_rules().dose.maintenance_sessions])
    return tuple(sorted({int(session["day"]) for session in sessions if session["week"] == week}))


def next_day(plan: PlanRecord, first: date) -> date:
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
    """The last day of each line, and the days that were told as left out: whose session needs no more log."""
    return {one.last_done for one in now.state.lines} | {change.on for change in now.changes if change.rule == "skipped"}
