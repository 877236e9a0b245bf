"""What a plan, a block of plans or an experiment should be like."""

from datetime import date
from typing import Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from .... import coach
from ....training.running_week.running import Weekday
from ...door.wishes import WishesSent
from .base import Name, Sent, example

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""Between which a plan may begin: beyond lies a slip of the pen."""


class PlanSent(Sent):
    """A plan to make and to follow."""

    wishes: WishesSent = WishesSent()
    instead_of: UUID | None = None
    """Id of the plan that whoever asks has seen as the present one; null where there was none."""


class FreeDaysSent(Sent):
    """Other days for the sessions that are still to come."""

    free_days: tuple[Weekday, ...]
    """Days of the week on which sessions may fall; none: any."""
    instead_of: UUID
    """Id of the plan that whoever asks has seen as the present one."""


class SessionMoveSent(Sent):
    """Another day for one session."""

    day: date
    """On which it stands."""
    to: date
    """Another day of the same week of the plan."""
    instead_of: UUID
    """Id of the plan that whoever asks has seen as the present one."""


class ScenarioSent(Sent):
    """A scenario to play a plan through."""

    scenario: str = Name
    """Such as 'all_good', 'missed_fortnight' or 'one_sided_pain'."""


class BlockSent(Sent):
    """What one block of training for many athletes should be like."""

    goal: Literal["distance", "sprint", "general"] = "distance"
    weeks: int
    """The last one is the retest week."""
    sessions_per_week: int
    minutes_per_week: float
    start: date = Field(ge=FIRST_DAY, le=LAST_DAY)
    hard_days: tuple[Weekday, ...] = Field((), max_length=7)
    pinned: tuple[str, ...] = Field((), max_length=10)
    """Exercises that must be in the plan."""
    owned: str = Field("", max_length=500)
    """Equipment in words, for all; left out, each athlete's own."""
    speed_m_s: float | None = None
    """Of the typical demand; the usual one for the goal if left out."""
    instead_of: UUID | None = None
    """Id of the plan that whoever asks has seen as the athlete's present one, null where there was none; left out, any plan gives way."""

    def wishes(self) -> "coach.BlockWishes":
        """The same without what was seen of the athlete."""
        return coach.BlockWishes(**{name: value for name, value in dict(self).items() if name != "instead_of"})


class ExperimentSent(
    Sent,
    json_schema_extra=example(combined="band_hip_drive_thrust", flexors="kettlebell_hip_flexion", extensors="barbell_hip_thrust", lot=7),
):
    """A self-experiment."""

    combined: str = Name
    """Id of an exercise for both hips."""
    flexors: str = Name
    extensors: str = Name
    lot: int = Field(ge=0, lt=1_000_000)
    """The number that draws the order."""
    starts_on: date | None = None
    """The first Monday at least a week away if left out."""
    block_weeks: int | None = None
    tests_per_block: int | None = None
    sessions_per_week: int | None = None
    minutes: float | None = None
    tests: tuple[tuple[str, ...], ...] = Field((), max_length=10)
    """Each an id of a test, then 'key=value' words that its results must have."""
    error_percent: float | None = None
    """Their own day-to-day error in one test; the published one if left out."""

    @model_validator(mode="after")
    def _named(self) -> Self:
        if not all(self.tests):
            msg = "a test needs its id"
            raise ValueError(msg)
        return self
