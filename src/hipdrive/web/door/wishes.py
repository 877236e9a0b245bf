"""What is wished of a plan, by a page or a program alike."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ... import coach
from ...training.running_week.running import Weekday

Exercises = Field((), max_length=100)


class WishesSent(BaseModel):
    """What a plan is to keep to; what is left out is left to the preset, or to what is stored of the athlete."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    goal: Literal["distance", "sprint", "general"] = "distance"
    preset: Literal["modest", "standard"] = "standard"
    school: Literal["early_range", "short_range"] | None = None
    minutes_per_week: float | None = None
    weeks: int | None = None
    sessions_per_week: int | None = None
    start: date | None = None
    """First day; the next Monday if left out."""
    free_days: tuple[Weekday, ...] = ()
    """Days on which sessions may fall; any if left out."""
    hard_days: tuple[Weekday, ...] = ()
    """Days with a hard run."""
    races: tuple[date, ...] = Field((), max_length=50)
    pinned: tuple[str, ...] = Exercises
    banned: tuple[str, ...] = Exercises
    both_hips: bool = False
    experience: Literal["new", "some"] = "some"
    own: str = Field("", max_length=2000)
    """What there is to train with, in plain words as --own takes them; what is stored if left out."""
    pace: str = Field("", max_length=40)
    """Speed of the typical stride, such as '5:30/km'; the goal's usual one if left out."""
    run: UUID | None = None
    """A run of the athlete, whose own demand then counts."""

    def terms(self) -> coach.Terms:
        """The same as terms of a plan."""
        apart = {"own", "pace", "run"}
        return coach.Terms(**{name: value for name, value in dict(self).items() if name not in apart})
