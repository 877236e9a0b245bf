"""How it goes (hipdrive.progress/1): where the plan stands, what was done of it, what moved, what hurt, and what the tests say."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from ...body import Side
from ...data.declared import Number
from ...language import Text
from ...training.follow.calendar import WeekKind
from ...training.follow.state import LineStatus, PlanStatus
from ...training.log.session import LoggedSide
from ..plans.plan import NextSessionDocument
from ..wire_model import Wire
from .log import FiredRuleDocument
from .result import ChangesDocument


class WeekAdherenceDocument(Wire):
    """One week of the plan, as far as it has come."""

    week: int
    planned: int
    done: int
    """Days on which at least one set was done, on whichever day of the week."""
    skipped: int
    """Days that were logged as left out."""
    missed: int
    """Planned sessions of which nothing was logged."""


class AdherenceDocument(Wire):
    """Planned against done: all weeks and their sums."""

    planned: int
    done: int
    skipped: int
    missed: int
    share: float | None
    """Done of what was planned; what was done beyond a week's plan makes up for no other week. Null where nothing was planned."""
    weeks: tuple[WeekAdherenceDocument, ...]


class LineProgressDocument(Wire):
    """One line of the plan: its dose at the start and now."""

    exercise: str
    name: Text
    side: LoggedSide
    began: str | None
    """In the dose notation; null for an exercise that took the place of another."""
    dose: str
    status: LineStatus | Literal["later"]
    reason: Text


class PlanProgressDocument(Wire):
    """Where the plan stands."""

    id: UUID
    goal: str
    starts_on: date
    weeks: int
    week: int
    """From 1; 0 before the start."""
    kind: WeekKind
    status: PlanStatus
    reason: Text
    adherence: AdherenceDocument
    lines: tuple[LineProgressDocument, ...]
    opened: tuple[str, ...]
    """Ladder steps that were unlocked, as 'ladder/step'."""
    changes: tuple[FiredRuleDocument, ...]
    retest_on: date | None
    next: NextSessionDocument


class DayProgressDocument(Wire):
    """One exercise of one side on one day."""

    on: date
    sets: int
    reps: int | None
    """Repetitions of all sets."""
    best_reps: int | None
    loads: tuple[str, ...]
    """The different loads, the lightest mass first."""
    best_load_kg: float | None
    best_hold_s: float | None
    distance_m: float | None
    volume_kg: float | None
    """Sum of repetitions x mass; null if no mass was logged."""
    worst_pain: int | None


class SideProgressDocument(Wire):
    """One side of an exercise."""

    days: int
    skipped: int
    """Days on which all its sets were left out."""
    first: DayProgressDocument | None
    last: DayProgressDocument | None
    worst_pain: int | None
    trend_of: Literal["volume_kg", "distance_m", "reps"]
    trend: tuple[Number | None, ...]
    series: tuple[DayProgressDocument, ...]


class SidesComparedDocument(Wire):
    """The last day of left and right, by the first measure in which they differ."""

    measure: Literal["best_load_kg", "best_hold_s", "best_reps", "distance_m"]
    unit: Text
    left: Number
    right: Number
    right_less_left_percent: float


class ExerciseProgressDocument(Wire):
    """One exercise, from the first day to the last."""

    exercise: str
    name: Text
    sides: dict[LoggedSide, SideProgressDocument]
    not_logged: tuple[Side, ...]
    """A side of which nothing was logged where the other was: nothing is known of it."""
    left_against_right: SidesComparedDocument | None


class WorstPainDocument(Wire):
    """The worst pain of one day with a session."""

    on: date
    worst: int


class FeltPainDocument(Wire):
    """One pain above nothing."""

    on: date
    level: int
    words: Text


class PainProgressDocument(Wire):
    """What hurt."""

    by_day: tuple[WorstPainDocument, ...]
    told: tuple[FeltPainDocument, ...]


class ProgressDocument(Wire):
    """How it goes."""

    schema_: Literal["hipdrive.progress/1"] = Field("hipdrive.progress/1", alias="schema")
    athlete: str
    on: date
    since: date | None
    """First day that is shown; null for everything."""
    plan: PlanProgressDocument | None
    sessions: int
    """Days on which at least one set was done."""
    exercises: tuple[ExerciseProgressDocument, ...]
    pain: PainProgressDocument
    tests: ChangesDocument | None
    """Since the first day that is shown, else since the plan's start; null where there is neither."""
