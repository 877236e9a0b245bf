"""What may be sent: one typed request for each verb that writes; a key that is not known is refused."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from ...training.running_week.running import Weekday

Name = Field(min_length=1, max_length=200)
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""Between which a plan may begin: beyond lies a slip of the pen."""


class Sent(BaseModel):
    """A request."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class AthleteSent(Sent):
    """A new athlete."""

    name: str = Name
    sex: Literal["female", "male"]
    height_m: float
    mass_kg: float
    """Today's."""
    consent_on: date
    """Day on which they agreed that their data are stored."""
    born: date | None = None


class SessionSent(Sent):
    """What was done, as it would be typed."""

    lines: tuple[str, ...] = Field((), max_length=100)
    """In the log notation, such as 'standing_march LR 3x8 rir 2'."""
    on: date | None = None
    """Today if left out."""
    pains: tuple[str, ...] = Field((), max_length=20)
    """Such as '3 front_of_hip R next_morning'."""
    note: str = Field("", max_length=2000)
    skipped: bool = False
    as_planned: bool = False
    """Everything was done as planned, except where the lines say otherwise."""
    again: bool = False
    """A line that is already logged for that day was done once more."""


class ResultSent(Sent):
    """The result of a test, one side at a time."""

    test: str = Name
    on: date | None = None
    """Today if left out."""
    side: Literal["left", "right"] | None = None
    value: float | None = None
    unit: str = ""
    """The test's own if left out."""
    passed: bool | None = None
    details: tuple[str, ...] = Field((), max_length=20)
    """Such as 'lever_m=0.40'."""


class ScreenSent(Sent):
    """Answers to the safety screen."""

    yes: dict[str, bool]
    """Question -> answer."""
    age_years: int | None = None
    on: date | None = None
    """Today if left out."""


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


class LoadSent(Sent):
    """A set-up of an exercise and who does it."""

    mass_kg: float = 70.0
    height_m: float = 1.75
    sex: Literal["female", "male"] = "male"
    set_up: dict[str, str | float] = {}
    """Key -> value, as --set takes them."""
