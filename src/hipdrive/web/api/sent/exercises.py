"""A set-up of an exercise, and what it should load."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from .... import coach
from ....exercise import Equipment
from .base import Name, Sent, example


class BodySent(Sent):
    """Whose hips."""

    mass_kg: float = 70.0
    height_m: float = 1.75
    sex: Literal["female", "male"] = "male"

    def body(self) -> "coach.Athlete":
        """The body."""
        return coach.Athlete(mass_kg=self.mass_kg, height_m=self.height_m, sex=self.sex)


class LoadSent(BodySent, json_schema_extra=example(mass_kg=60, height_m=1.7, sex="female", set_up={"band": "red"})):
    """A set-up of an exercise and who does it."""

    set_up: dict[str, str | float] = Field(default_factory=dict)
    """Key -> value, as --set takes them."""


class SetUpSent(Sent, json_schema_extra=example(name="low pulley", exercise="cable_hip_flexion", set_up={"pulley_y_m": 0.1})):
    """A set-up of an exercise, and what its owner calls it."""

    name: str = Name
    exercise: str = Field(max_length=200)
    set_up: dict[str, str | float] = Field(default_factory=dict)
    """What differs from the default set-up, as --set takes it."""


class OwnedSent(Sent):
    """What may be used."""

    own: str = Field("", max_length=2000)
    """In plain words; empty for what is stored of the athlete, else an ordinary gym."""

    def equipment(self) -> Equipment | None:
        """What may be used; None where nothing is said."""
        return coach.said_equipment(self.own).text.equipment() if self.own else None


class TargetSent(OwnedSent):
    """What a set-up should load, and how."""

    intensity: float = 0.7
    """Largest share of strength that the exercise may ask for anywhere, 0.3 to 1."""
    action: Literal["flexor", "extensor"] = "flexor"
    set_up: dict[str, str | float] = Field(default_factory=dict)
    """Values of the set-up that stay as they are."""


class RangeSent(BodySent, TargetSent, json_schema_extra=example(range="mid", own="band red, chair 45 cm")):
    """A range of hip flexion to load, and who does it."""

    range: Literal["early", "mid", "end"]


class StrideSent(OwnedSent):
    """Whose stride asks: a run that is kept, else what is typical at a speed."""

    run: UUID | None = None
    speed_m_s: float | None = None
    """At a distance runner's usual speed if left out."""


class MatchSent(StrideSent, json_schema_extra=example(speed_m_s=3.2, experience="new")):
    """What to match."""

    experience: Literal["new", "some"] = "some"
    """'new' stays on the first steps of the ladders."""


class TuneSent(StrideSent, TargetSent, json_schema_extra=example(range="mid", own="band red, chair 45 cm")):
    """What to load: a range, else what the stride asks and the hips lack."""

    range: Literal["early", "mid", "end"] | None = None
