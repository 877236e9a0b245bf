"""What is wished of a plan, by a page or a program alike, and the plan that is made of it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from ... import coach
from ...speed import pace_m_s_of
from ...training.running_week.running import Weekday
from . import clock
from .store import name_of, reading

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


@dataclass(frozen=True, kw_only=True)
class Made:
    """A plan that was made, and what was said to be owned; None where nothing was."""

    plan: coach.OwnPlan
    owned: coach.SaidEquipment | None


def made_plan(request: Request, athlete: UUID, wished: WishesSent) -> Made:
    """Make a plan; nothing is kept, and nobody who writes has to wait meanwhile.

    Raises:
        HipDriveError: If the wishes cannot be kept, or nothing may be planned.
    """
    today = clock.now().date()
    owned = coach.said_equipment(wished.own) if wished.own.strip() else None
    speed_m_s, terms = pace_m_s_of(wished.pace) if wished.pace.strip() else None, wished.terms()
    coach.refuse_impossible(terms, default_start=today)
    with reading(request) as unit:
        name = name_of(unit, athlete)
        basis = coach.plan_basis(unit, name)
        demand = coach.stored_demand(unit, name, goal=terms.goal, speed_m_s=speed_m_s, run=wished.run)
    equipment = None if owned is None else owned.text.equipment()
    made = coach.plan_known(basis, demand, terms, today=today, experience=terms.experience, equipment=equipment)
    return Made(plan=made, owned=owned)
