"""What may be sent: one typed request for each verb that writes; a key that is not known is refused."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ...training.running_week.running import Weekday
from ..door.wishes import WishesSent

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


Password = Field(min_length=1, max_length=200)


class LoginSent(Sent):
    """Who somebody says they are."""

    name: str = Name
    password: str = Password


class InvitedSent(Sent):
    """The password that somebody invited chooses."""

    invitation: str = Name
    """The last part of the invitation's address."""
    password: str = Password


class PasswordSent(Sent):
    """A change of one's own password."""

    old: str = Password
    new: str = Password


class InvitationSent(Sent):
    """An invitation of an athlete."""

    name: str = Field("", max_length=80)
    """What they log in with; the athlete's name if left out."""


class LinkSent(Sent):
    """A link that shows something of an athlete to whoever has it."""

    shows: Literal["progress", "calendar"]
    days: int | None = None
    """After which it ends; a calendar may do without."""


class RecordingSent(Sent):
    """The files of one recording, by the ids under which they were sent."""

    run: UUID
    static: UUID | None = None
    """Quiet standing with the same markers."""
    forces: UUID | None = None
    """Ground forces that belong to a text file of the run."""
    on: date | None = None
    """Day of the run; today if left out."""
