"""ProgressContent: everything that the page of an athlete's progress is made from, gathered by the caller."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ...capacity import Protocol
from ...language import Text
from ...training import PlanLine, SessionRecord
from ...training.change import ResultChange
from ...training.follow.calendar import RuleChange, WeekKind
from ...training.follow.state import PlanStatus
from ...training.log.session import LoggedSide
from ..figures.week_bars import WeekBar


@dataclass(frozen=True, kw_only=True)
class DayDone:
    """One exercise of one side on one day."""

    on: date
    reps: int | None
    """Repetitions of all sets."""
    distance_m: float | None
    best_load_kg: float | None
    loads: tuple[str, ...]
    """The different loads, in the log notation."""


@dataclass(frozen=True, kw_only=True)
class ExerciseDone:
    """One exercise, from the first day to the last."""

    exercise: str
    name: Text
    sides: Mapping[LoggedSide, tuple[DayDone, ...]]


@dataclass(frozen=True, kw_only=True)
class LineNow:
    """One line of the plan: its dose at the start and now, in the dose notation."""

    exercise: str
    name: Text
    side: LoggedSide
    began: str | None
    """None for an exercise that took the place of another."""
    dose: str
    status: str
    reason: Text


@dataclass(frozen=True, kw_only=True)
class Resting:
    """One exercise of one side that is not to be done now."""

    name: Text
    side: LoggedSide
    reason: Text
    until_screened: bool
    """Whether answering the safety screen again may lift it."""


@dataclass(frozen=True, kw_only=True)
class NextSession:
    """What is asked for next."""

    on: date
    week: int
    lines: tuple[PlanLine, ...]
    why: tuple[Text, ...]
    """Why doses are lower than after the last session."""
    resting: tuple[Resting, ...]


@dataclass(frozen=True, kw_only=True)
class PlanNow:
    """Where the plan stands."""

    goal: str
    starts_on: date
    weeks: int
    week: int
    """From 1; 0 before the start, above `weeks` after the end."""
    kind: WeekKind
    status: PlanStatus
    reason: Text
    planned: int
    """Sessions until today."""
    done: int
    skipped: int
    """Days that were logged as left out."""
    missed: int
    by_week: tuple[WeekBar, ...]
    lines: tuple[LineNow, ...]
    changes: tuple[RuleChange, ...]
    retest_on: date | None
    next: NextSession


@dataclass(frozen=True, kw_only=True)
class TestSeries:
    """One test of one side under the same conditions, day by day."""

    __test__ = False  # no test, though it is called one

    protocol: Protocol
    side: LoggedSide | None
    same: Mapping[str, float | str]
    """What must be the same to compare, such as the hip angle."""
    days: tuple[tuple[date, float], ...]
    """Day and value, in the unit changes are judged in."""
    change: ResultChange | None
    """Before against since; None where it was done only before or only since."""


@dataclass(frozen=True, kw_only=True)
class ProgressContent:
    """How it goes until a day."""

    athlete_name: str
    on: date
    since: date | None
    """First day that is shown; None for everything."""
    only: Text
    """Name of the one exercise that is shown; empty for all."""
    plan: PlanNow | None
    first_step: Text
    """What comes before all else, in a sentence; empty where nothing does."""
    sessions: tuple[SessionRecord, ...]
    """From the oldest to the newest, left-out ones among them; those that the page does not list may be without their sets."""
    sessions_kept: int
    """How many are logged in all, those before the first day that is shown among them."""
    days_trained: int
    """Days on which at least one set was done."""
    exercises: tuple[ExerciseDone, ...]
    tests: tuple[TestSeries, ...]
    tests_since: date | None
    """Tests from this day on are held against those before; None where nothing says from when."""
