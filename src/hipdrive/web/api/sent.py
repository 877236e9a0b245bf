"""What may be sent: one typed request for each verb that writes; a key that is not known is refused."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ...training.running_week.running import Weekday
from ..door.wishes import WishesSent

Name = Field(min_length=1, max_length=200)


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


class ScenarioSent(Sent):
    """A scenario to play a plan through."""

    scenario: str = Name
    """Such as 'all_good', 'missed_fortnight' or 'one_sided_pain'."""


class LoadSent(Sent):
    """A set-up of an exercise and who does it."""

    mass_kg: float = 70.0
    height_m: float = 1.75
    sex: Literal["female", "male"] = "male"
    set_up: dict[str, str | float] = {}
    """Key -> value, as --set takes them."""
