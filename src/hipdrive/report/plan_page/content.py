"""PlanContent: everything that the page of a followed plan is made from, gathered by the caller."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from ...curve import RANGES, Range
from ...language import Text
from ...training import PlanLine
from ...training.follow.calendar import RuleChange
from ...training.follow.simulate import Scenario, Simulation
from ...training.follow.state import PlanStatus
from ...training.running_week.running import Weekday

SessionState = Literal["done", "left_out", "missed", "next", "coming", "stopped"]
MUCH = 0.5
"""Share of what the planned exercise trains in a range from which the other counts as training it too; for words alone."""


@dataclass(frozen=True, kw_only=True)
class SessionShown:
    """One session of the plan."""

    week: int
    on: date
    moved_from: date | None
    """The day on which it stood first; None where it was not moved."""
    state: SessionState
    minutes: float
    lines: tuple[PlanLine, ...]
    """What is asked on that day as the plan stands now; of a session that is over, as the plan was made."""
    note: Text
    other_days: tuple[tuple[date, bool], ...] = ()
    """Days to which it can be moved, each with whether less than 48 hours would then lie beside it."""


@dataclass(frozen=True, kw_only=True)
class SwapShown:
    """One planned line, and what stands in for it."""

    says: Text
    instead: PlanLine | None
    """None where nothing does."""
    kept: Mapping[Range, float]
    """Share of what the planned line trains in each range that the other trains too."""
    hardest: tuple[float, float]
    """Largest share of strength that the planned line asks, and that the other does."""
    to_log: tuple[str, ...]

    @property
    def lost(self) -> tuple[Range, ...]:
        """Ranges that the planned line trains and the other hardly does."""
        return tuple(name for name in RANGES if 0 < self.kept.get(name, 1.0) < MUCH)


@dataclass(frozen=True, kw_only=True)
class SwapsShown:
    """What stands in for an exercise of the next session."""

    exercise: Text
    on: date
    without: tuple[str, ...]
    """Things that are not there."""
    swaps: tuple[SwapShown, ...]
    refused: Text
    """Why nothing was looked for; empty where something was."""


@dataclass(frozen=True, kw_only=True)
class PlanContent:
    """A followed plan."""

    athlete_name: str
    address: str
    """Of the athlete's page; the others stand beneath it."""
    plan_id: UUID
    on: date
    goal: str
    starts_on: date
    weeks: int
    status: PlanStatus
    reason: Text
    free_days: tuple[Weekday, ...]
    sessions: tuple[SessionShown, ...]
    retest_on: date
    retest_moved_from: date | None
    changes: tuple[RuleChange, ...]
    before: tuple[Text, ...]
    why: tuple[Text, ...]
    pictures: Mapping[str, str]
    """SVG documents of the exercises, by id."""
    scenarios: tuple[Scenario, ...]
    swaps: SwapsShown | None = None
    simulation: Simulation | None = None
