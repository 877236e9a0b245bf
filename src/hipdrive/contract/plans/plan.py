"""A plan as it stands in JSON (hipdrive.plan/1), to and from the domain.

Plans are kept by stores for years: a key that an earlier version did not write has a default, and every document that was once
written can be read.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import Field

from ... import training  # matching loads solvers, so its types are named by the room
from ...data.declared import Number
from ...errors import NOTHING
from ...language import Text
from ...training.log.dose import parse_dose
from ...training.log.session import LoggedSide
from ...training.running_week.running import Running, Weekday
from ..set_up import LockedSetUp, SetUp
from ..wire import Texts
from ..wire_model import Wire
from .programme import ProgrammeLineDocument, programme_line_document


class DosedLineDocument(Wire):
    """One exercise of one side with its dose."""

    exercise: str
    name: Text = NOTHING
    side: LoggedSide
    """'both' where the sides alternate or work together."""
    dose: str
    """In the dose notation (docs/training.md)."""
    set_up: SetUp = Field(default_factory=LockedSetUp)
    stop_for: tuple[Text, ...] = ()
    """What ends a set."""


class PlanLineDocument(DosedLineDocument):
    """One exercise of one side in one session."""

    why: tuple[Text, ...] = ()
    says: Text = NOTHING
    """What a projected line asks if all goes well, such as 'all well: 3x9 @5kg'; empty in the session that is exact."""
    finding: Text = NOTHING
    """Where a line is done for the first time: how a set should feel, and what to take for the next one if it felt otherwise."""


class PlanSessionDocument(Wire):
    """One session."""

    week: int
    day: int
    """Day of the week, 1 to 7, counted from the plan's first day."""
    on: date | None = Field(None, alias="date")
    """Null in a plan without a start."""
    minutes: float = 0.0
    """Warm-up included."""
    lines: tuple[PlanLineDocument, ...]
    projected: bool = False
    """Whether it shows what the rules of following will ask if all goes well; false for the next session, which is exact."""
    warm_up: Text = NOTHING
    """How to warm up; empty where the first repetitions do."""
    warm_up_minutes: float = 0.0
    light: bool = False
    """Fewest sets, no step forward and nothing new, because a hard run or a race follows."""
    note: Text = NOTHING
    """What the running has to do with the day; empty where nothing."""
    moved_from: date | None = None
    """The date on which it stood when the plan was made; null where it was not moved."""


class RetestDocument(Wire):
    """When to test again."""

    week: int
    day: int
    """Day of the week, 1 to 7."""
    on: date | None = Field(None, alias="date")
    moved_from: date | None = None
    """The date on which it stood when the plan was made; null where it was not moved."""


class BestSetDocument(Wire):
    """The exercises chosen as a whole, and how much of what is asked they train."""

    goal: str
    exercises: tuple[str, ...]
    coverage: tuple[float, float]
    """Share of what the goal asks that they train together, at least and at most."""
    single_coverage: tuple[float, float]
    """The same for the best single exercise."""


class PlanDocument(Wire):
    """Weeks of training with what stands before them and what comes after."""

    schema_: Literal["hipdrive.plan/1"] = Field("hipdrive.plan/1", alias="schema")
    goal: str
    preset: str = ""
    school: str | None = None
    weeks: int
    minutes_per_week: Number = 0.0
    start: date | None = None
    hard_days: tuple[Weekday, ...] = ()
    """Days of the week with a hard run."""
    races: tuple[date, ...] = ()
    free_days: tuple[Weekday, ...] = ()
    """Days of the week on which sessions may fall; none named: any."""
    earlier: tuple[str, ...] = ()
    """Ids of the same plan before its sessions were moved to other days, the first the first."""
    before: tuple[Text, ...] = ()
    """Red flags, the pain rule and cautions: to be read before the first line."""
    why: tuple[Text, ...] = ()
    sessions: tuple[PlanSessionDocument, ...]
    retest_at: RetestDocument
    retest: tuple[Text, ...] = ()
    maintenance: tuple[PlanLineDocument, ...] = ()
    """Lines of the one session a week that keeps what was gained, after the last week."""
    programme: tuple[ProgrammeLineDocument, ...] = ()
    """What following the plan starts from."""
    best_set: BestSetDocument | None = None
    unmet: tuple[str, ...] = ()
    """Rules of docs/plans.md that it could not keep; each is explained in why."""
    texts: Texts = None
    """English sentence of this document -> its pattern and values, so that it can be shown in another language."""


class OwnPlanDocument(PlanDocument):
    """A plan made for a stored athlete."""

    id: str | None
    """In the store; null if it was only looked at."""


class RestingLineDocument(Wire):
    """One exercise of one side that is not to be done now."""

    exercise: str
    name: Text
    side: LoggedSide
    status: Literal["paused", "stopped"]
    """Paused until the safety screen was answered again, or stopped until a new plan is made."""
    since: date | None
    reason: Text


class NextSessionDocument(Wire):
    """What to do next."""

    on: date
    week: int
    status: Literal["active", "paused", "referred"]
    """Of the plan."""
    reason: Text
    """Why it is paused or referred; empty where it is neither."""
    lines: tuple[DosedLineDocument, ...]
    """Empty where nothing is prescribed."""
    why: tuple[Text, ...]
    """Why doses are lower than after the last session."""
    resting: tuple[RestingLineDocument, ...] = ()
    """What is paused or stopped, and why."""
    to_log: tuple[str, ...]
    """The same in the log notation, as done exactly as asked."""


class FollowedPlanDocument(OwnPlanDocument):
    """A stored plan with where it stands."""

    id: str
    next: NextSessionDocument


def plan_document(plan: "training.Plan") -> PlanDocument:
    """A plan as it stands in JSON."""
    return PlanDocument(
        goal=plan.goal,
        preset=plan.preset,
        school=plan.school,
        weeks=plan.weeks,
        minutes_per_week=plan.minutes_per_week,
        start=plan.start,
        hard_days=plan.running.hard_days,
        races=plan.running.races,
        free_days=plan.free_days,
        before=plan.before,
        why=plan.why,
        sessions=tuple(
            PlanSessionDocument(
                week=session.week,
                day=session.day,
                on=session.on,
                minutes=session.minutes,
                lines=tuple(plan_line_document(line) for line in session.lines),
                projected=session.projected,
                warm_up=session.warm_up,
                warm_up_minutes=session.warm_up_minutes,
                light=session.light,
                note=session.note,
                moved_from=session.moved_from,
            )
            for session in plan.sessions
        ),
        retest_at=RetestDocument(week=plan.retest_at.week, day=plan.retest_at.day, on=plan.retest_at.on),
        retest=plan.retest,
        maintenance=tuple(plan_line_document(line) for line in plan.maintenance),
        programme=tuple(programme_line_document(line) for line in plan.programme),
        best_set=best_set_document(plan.chosen),
        unmet=plan.unmet,
    )


def plan_line_document(line: "training.PlanLine") -> PlanLineDocument:
    """One line of a session as it stands in JSON."""
    return PlanLineDocument(
        exercise=line.exercise,
        name=line.name,
        side=line.side,
        dose=str(line.dose),
        set_up=dict(line.set_up),
        stop_for=line.stop_for,
        why=line.why,
        says=line.says,
        finding=line.finding,
    )


def best_set_document(chosen: "training.BestSet") -> BestSetDocument:
    """A set of exercises as it stands in JSON, shares to four decimals."""
    low, high = chosen.coverage
    single_low, single_high = chosen.single_coverage
    return BestSetDocument(
        goal=chosen.goal.name,
        exercises=tuple(item.exercise for item in chosen.items),
        coverage=(round(low, 4), round(high, 4)),
        single_coverage=(round(single_low, 4), round(single_high, 4)),
    )


def running_from(document: PlanDocument) -> Running:
    """The hard runs and races that a plan's days stand beside."""
    return Running(hard_days=document.hard_days, races=document.races)


def sessions_from(document: PlanDocument) -> "tuple[training.PlanSession, ...]":
    """The sessions of a plan read back.

    Raises:
        ValueOutOfRangeError: If a dose does not follow the notation.
    """
    return tuple(
        training.PlanSession(
            week=session.week,
            day=session.day,
            on=session.on,
            minutes=session.minutes,
            lines=plan_lines_from(session.lines),
            projected=session.projected,
            warm_up=session.warm_up,
            warm_up_minutes=session.warm_up_minutes,
            light=session.light,
            note=session.note,
            moved_from=session.moved_from,
        )
        for session in document.sessions
    )


def plan_lines_from(documents: Iterable[DosedLineDocument]) -> "tuple[training.PlanLine, ...]":
    """Lines of a session read back.

    Raises:
        ValueOutOfRangeError: If a dose does not follow the notation.
    """
    return tuple(
        training.PlanLine(
            exercise=line.exercise,
            name=line.name,
            side=line.side,
            dose=parse_dose(line.dose),
            set_up=line.set_up,
            stop_for=line.stop_for,
            why=line.why if isinstance(line, PlanLineDocument) else (),
            says=line.says if isinstance(line, PlanLineDocument) else NOTHING,
            finding=line.finding if isinstance(line, PlanLineDocument) else NOTHING,
        )
        for line in documents
    )
