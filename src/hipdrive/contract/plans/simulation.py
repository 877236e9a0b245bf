"""A played scenario as it stands in JSON (hipdrive.simulation/1), with where the plan stands at its end (hipdrive.plan_state/1)."""

from dataclasses import fields
from datetime import date
from typing import Literal

from pydantic import Field

from ...capacity.screen import GateKind
from ...language import Text
from ...training.follow.calendar import WeekKind
from ...training.follow.simulate import Simulation
from ...training.follow.state import LineState, LineStatus, PlanState, PlanStatus
from ...training.log.session import LoggedSide, PainSite
from ...training.running_week.running import Weekday
from ..wire_model import Wire
from .programme import ProgrammeLineDocument, programme_line_document
from .rule_change import RuleChangeDocument, rule_change_document
from .session import SessionDocument, session_document


class SitePainDocument(Wire):
    """Sessions running with any pain at a place that the rules watch."""

    site: PainSite
    side: LoggedSide
    sessions: int


class LineStateDocument(ProgrammeLineDocument):
    """One line of the plan as it stands; its dose is the present one."""

    status: LineStatus
    since: date | None
    """From when it is paused or stopped."""
    reason: Text
    gate: GateKind | None
    """What paused it."""
    easy_until: date | None
    """Last day of an easy week of its own."""
    last_done: date | None
    tops: int
    """Sessions running with all sets at the upper number of repetitions."""
    spare_tops: int
    """The same with enough repetitions in reserve for a jump in load."""
    below: int
    """Sessions running with sets below the least repetitions, or with a lighter load."""
    painful: int
    """Sessions running with pain beyond the rule."""
    faulty: int
    """Sessions running with lost form."""
    idle: int
    """Sessions without a step forward."""
    stalls: int
    """Easy weeks since the last step forward."""
    gained: int
    """Load steps up less load steps down."""
    told: int = 0
    """Sessions whose sets told how near its end a hip came."""
    gap_steps: int
    """Steps back taken since it was last done."""
    morning_pain: int
    """Pain of the last next morning that was reported."""
    painless_since: date | None
    last_swapped: date | None = None
    """When another exercise was last done in its place."""
    held: ProgrammeLineDocument | None = None
    """As it was last done, where it has stepped forward since and the step was not tried yet."""
    left: tuple[str, ...]
    """Harder exercises that were left for this one, the first first."""
    towards: dict[str, int]
    """Ladder edge -> sessions running in which its criteria were met."""


class PlanStateDocument(Wire):
    """The whole plan as it stands."""

    schema_: Literal["hipdrive.plan_state/1"] = Field("hipdrive.plan_state/1", alias="schema")
    start: date
    weeks: int | None
    """The last one is for the retest; null for a plan without an end."""
    status: PlanStatus
    since: date | None
    reason: Text
    week: int
    last_session: date | None
    opened: tuple[str, ...]
    """Ladder steps that were unlocked, as 'ladder/step'."""
    tests_passed: tuple[str, ...]
    site_pains: tuple[SitePainDocument, ...]
    hard_days: tuple[Weekday, ...] = ()
    """Days of the week with a hard run."""
    races: tuple[date, ...] = ()
    lines: tuple[LineStateDocument, ...]


class WeekDosesDocument(Wire):
    """What stands to be done at the beginning of a week."""

    week: int
    kind: WeekKind
    status: PlanStatus
    """Of the plan."""
    doses: tuple[str, ...]
    """In the dose notation; empty where nothing is prescribed."""


class SimulationDocument(Wire):
    """A scenario as it was played."""

    schema_: Literal["hipdrive.simulation/1"] = Field("hipdrive.simulation/1", alias="schema")
    scenario: str
    title: Text
    sessions: tuple[SessionDocument, ...]
    weeks: tuple[WeekDosesDocument, ...]
    """All weeks of the plan, and the first one after it."""
    changes: tuple[RuleChangeDocument, ...]
    """Every rule that fired, in order."""
    end: PlanStateDocument


def simulation_document(simulation: Simulation) -> SimulationDocument:
    """A played scenario as it stands in JSON."""
    return SimulationDocument(
        scenario=simulation.scenario.name,
        title=simulation.scenario.title,
        sessions=tuple(session_document(session) for session in simulation.sessions),
        weeks=tuple(
            WeekDosesDocument(week=week.week, kind=week.kind, status=week.status, doses=tuple(str(dose) for dose in week.doses))
            for week in simulation.weeks
        ),
        changes=tuple(rule_change_document(change) for change in simulation.changes),
        end=plan_state_document(simulation.end),
    )


def plan_state_document(state: PlanState) -> PlanStateDocument:
    """Where a plan stands, as it stands in JSON."""
    return PlanStateDocument(
        start=state.start,
        weeks=state.weeks,
        status=state.status,
        since=state.since,
        reason=state.reason,
        week=state.week,
        last_session=state.last_session,
        opened=state.opened,
        tests_passed=state.tests_passed,
        site_pains=tuple(SitePainDocument(site=pain.site, side=pain.side, sessions=pain.sessions) for pain in state.site_pains),
        hard_days=state.running.hard_days,
        races=state.running.races,
        lines=tuple(_line_state_document(line) for line in state.lines),
    )


def _line_state_document(line: LineState) -> LineStateDocument:
    counts = {field.name: getattr(line, field.name) for field in fields(line) if field.name not in {"line", "towards", "held"}}
    held = None if line.held is None else programme_line_document(line.held)
    return LineStateDocument(**dict(programme_line_document(line.line)), **counts, held=held, towards=dict(line.towards))
