"""Who somebody is, what they weigh and own."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from .... import coach
from .base import Name, Sent, example


class AthleteSent(
    Sent, json_schema_extra=example(name="Ann", sex="female", height_m=1.7, mass_kg=60, consent_on="2026-01-01", born="1990-03-04")
):
    """A new athlete."""

    name: str = Name
    sex: Literal["female", "male"]
    height_m: float
    mass_kg: float
    """Today's."""
    consent_on: date
    """Day on which they agreed that their data are stored."""
    born: date | None = None


class AthleteChanges(Sent, json_schema_extra=example(name="Anna", height_m=1.71)):
    """What is stored of an athlete from now on; what is left out stays."""

    name: str | None = Field(None, min_length=1, max_length=200)
    sex: Literal["female", "male"] | None = None
    height_m: float | None = None
    born: date | None = None


class MassSent(Sent, json_schema_extra=example(mass_kg=61.5)):
    """Body mass of a day."""

    mass_kg: float


class EquipmentSent(Sent, json_schema_extra=example(own="band red, ankle weights 2x1 kg, chair 45 cm")):
    """What somebody owns: one of the two."""

    own: str = Field("", max_length=2000)
    """In plain words, such as 'band red, ankle weights 2x1 kg, chair 45 cm'."""
    toml: str = Field("", max_length=100_000)
    """The text of an equipment file."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if bool(self.own) == bool(self.toml):
            msg = "give own or toml"
            raise ValueError(msg)
        return self

    def text(self) -> "coach.EquipmentText":
        """The equipment file that says it."""
        return coach.said_equipment(self.own).text if self.own else coach.EquipmentText(text=self.toml, file="toml")


class WordsSent(Sent, json_schema_extra=example(own="band red, ankle weights 2x1 kg, chair 45 cm")):
    """Equipment in plain words."""

    own: str = Field(min_length=1, max_length=2000)
    """Such as 'band red, ankle weights 2x1 kg, chair 45 cm'."""
