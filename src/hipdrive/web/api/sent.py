"""What may be sent: one typed request for each verb that writes; a key that is not known is refused."""

from datetime import date
from typing import Annotated, Literal, Self, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

from ... import coach
from ...exercise import Equipment

Name = Field(min_length=1, max_length=200)
Line = Annotated[str, Field(max_length=500)]


def example(**values: object) -> dict[str, JsonValue]:
    """A request as it may be sent; the API shows it, and a test sends it."""
    return {"examples": [cast("JsonValue", values)]}


class Sent(BaseModel):
    """A request."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


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


class PainsSent(Sent, json_schema_extra=example(pains=["3 front_of_hip R next_morning"], note="gone by noon")):
    """What is told after a session."""

    on: date | None = None
    """Today if left out."""
    pains: tuple[Line, ...] = Field((), max_length=20)
    """Such as '3 front_of_hip R next_morning'."""
    note: str = Field("", max_length=2000)


class SessionChanges(PainsSent, json_schema_extra=example(lines=["standing_march LR 3x9 rir 1"])):
    """What was done instead; what is left out stays as it was, the day too."""

    lines: tuple[Line, ...] = Field((), max_length=100)
    """In the log notation, such as 'standing_march LR 3x8 rir 2'."""
    skipped: bool = False


class SessionSent(
    SessionChanges,
    json_schema_extra=example(
        lines=["standing_march LR 3x8 rir 2"], on="2026-01-08", pains=["2 front_of_hip R during"], note="slept badly"
    ),
):
    """What was done, as it would be typed."""

    as_planned: bool = False
    """Everything was done as planned, except where the lines say otherwise."""
    again: bool = False
    """A line that is already logged for that day was done once more."""


class ResultSent(
    Sent,
    json_schema_extra=example(
        test="isometric_hip_flexion",
        on="2026-01-08",
        side="left",
        value=212,
        details=["lever_m=0.40", "hip_flexion_deg=0", "knee_flexion_deg=90"],
    ),
):
    """The result of a test, one side at a time."""

    test: str = Name
    on: date | None = None
    """Today if left out."""
    side: Literal["left", "right"] | None = None
    value: float | None = None
    unit: str = ""
    """The test's own if left out."""
    passed: bool | None = None
    details: tuple[Line, ...] = Field((), max_length=20)
    """Such as 'lever_m=0.40'."""


class ResultChanges(Sent, json_schema_extra=example(value=221)):
    """What a result should say; what is left out stays."""

    on: date | None = None
    side: Literal["left", "right"] | None = None
    value: float | None = None
    unit: str = ""
    """The test's own if left out."""
    passed: bool | None = None
    details: tuple[Line, ...] = Field((), max_length=20)
    """Such as 'lever_m=0.40'; 'lever_m=' drops one."""


class ScreenSent(Sent):
    """Answers to the safety screen."""

    yes: dict[str, bool]
    """Question -> answer."""
    age_years: int | None = None
    on: date | None = None
    """Today if left out."""


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

    set_up: dict[str, str | float] = {}
    """Key -> value, as --set takes them."""


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
    set_up: dict[str, str | float] = {}
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
