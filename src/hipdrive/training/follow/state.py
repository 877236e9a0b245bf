"""Where a plan stands: the present dose of every line with what its rules need to remember, as values that turn into JSON and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ...capacity.screen import GateKind
from ...errors import NOTHING, ValueOutOfRangeError
from ...language import Text, en
from ..log.dose import Dose
from ..log.session import LoggedSide, PainSite
from ..plan.programme import ProgrammeLine
from ..running_week.running import Running

LineStatus = Literal["active", "paused", "stopped"]
PlanStatus = Literal["active", "paused", "referred"]
STATUS_WORDS: Mapping[LineStatus | PlanStatus, Text] = {
    "active": en("active"),
    "paused": en("paused"),
    "stopped": en("stopped"),
    "referred": en("referred"),
}


@dataclass(frozen=True, kw_only=True)
class LineState:
    """One line of the plan as it stands now."""

    line: ProgrammeLine
    """Its dose is the present one; exercise and set-up change where the ladder led down."""
    status: LineStatus = "active"
    since: date | None = None
    """From when it is paused or stopped."""
    reason: Text = NOTHING
    gate: GateKind | None = None
    """What paused it."""
    easy_until: date | None = None
    """Last day of an easy week of its own."""
    last_done: date | None = None
    last_swapped: date | None = None
    """When another exercise was last done in its place."""
    held: ProgrammeLine | None = None
    """As it was last done, where it has stepped forward since and the step was not tried yet; weeks without a step keep to it."""
    tops: int = 0
    """Sessions running with all sets at the upper number of repetitions."""
    spare_tops: int = 0
    """The same with enough repetitions in reserve for a jump in load."""
    below: int = 0
    """Sessions running with sets below the least repetitions, or with a lighter load."""
    painful: int = 0
    """Sessions running with pain beyond the rule."""
    faulty: int = 0
    """Sessions running with lost form."""
    idle: int = 0
    """Sessions without a step forward."""
    stalls: int = 0
    """Easy weeks since the last step forward."""
    gained: int = 0
    """Load steps up less load steps down since the plan, or this exercise, began."""
    told: int = 0
    """Sessions whose sets told how near its end a hip came (find_load)."""
    gap_steps: int = 0
    """Steps back taken since it was last done."""
    morning_pain: int = 0
    """Pain of the last next morning that was reported."""
    painless_since: date | None = None
    """First session of the present exercise since which no pain went beyond the rule."""
    left: tuple[str, ...] = ()
    """Harder exercises that were left for this one, the first first."""
    towards: tuple[tuple[str, int], ...] = ()
    """Ladder edge -> sessions running in which its criteria were met; stays once enough."""

    @property
    def exercise(self) -> str:
        """Id of the present exercise."""
        return self.line.exercise

    @property
    def side(self) -> LoggedSide:
        """The working side."""
        return self.line.side

    @property
    def dose(self) -> Dose:
        """The present dose."""
        return self.line.dose

    @property
    def place(self) -> int | None:
        """Place of the present load among the loads that can be put together; None if the load can't change."""
        return None if self.dose.load is None or not self.line.loads else self.line.loads.index(self.dose.load)


@dataclass(frozen=True, kw_only=True)
class SitePain:
    """Sessions running with any pain at a place that the rules watch."""

    site: PainSite
    side: LoggedSide
    sessions: int


@dataclass(frozen=True, kw_only=True)
class PlanState:
    """The whole plan as it stands after the sessions that were followed so far."""

    start: date
    weeks: int | None
    """Weeks of the plan, the last one for the retest; None for one without an end."""
    lines: tuple[LineState, ...]
    running: Running = field(default_factory=Running)
    """The hard runs and races that it stands beside."""
    status: PlanStatus = "active"
    since: date | None = None
    """From when it is paused or referred."""
    reason: Text = NOTHING
    week: int = 1
    last_session: date | None = None
    """Date of the last session followed, done or skipped."""
    opened: tuple[str, ...] = ()
    """Ladder steps that were unlocked, as 'ladder/step'."""
    tests_passed: tuple[str, ...] = ()
    """Ids of assessments that are passed on both sides."""
    site_pains: tuple[SitePain, ...] = ()


def initial_state(
    lines: Sequence[ProgrammeLine],
    start: date,
    *,
    weeks: int | None = None,
    tests_passed: Sequence[str] = (),
    running: Running | None = None,
) -> PlanState:
    """The state of a plan before its first session.

    Args:
        lines: What the plan starts with.
        start: First day of week 1.
        weeks: Weeks of the plan, the last one for the retest; None for no end.
        tests_passed: Ids of assessments passed on both sides.
        running: The hard runs and races that it stands beside.

    Raises:
        ValueOutOfRangeError: If two lines have the same exercise and side, or the weeks are fewer than one.
    """
    keys = [(line.exercise, line.side) for line in lines]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise ValueOutOfRangeError(
            en("programme"), en("twice {exercise} {side}", exercise=twice[0], side=twice[1]), en("one line for each exercise and side")
        )
    if weeks is not None and weeks < 1:
        raise ValueOutOfRangeError(en("weeks"), weeks, en("at least 1"))
    return PlanState(
        start=start,
        weeks=weeks,
        lines=tuple(LineState(line=line) for line in lines),
        running=running or Running(),
        tests_passed=tuple(sorted(set(tests_passed))),
    )
