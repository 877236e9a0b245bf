"""What is taken of a runner: body, strength, what was seen in drills and what is owned; from options, a file or the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ...body import Athlete, Sex, Side
from ...body_words import SEX_WORDS
from ...capacity import StrengthPoint, StrengthTest, TestResult, is_stale, observations_of, protocol_of, screened
from ...errors import NOTHING
from ...exercise.owned.equipment import Equipment
from ...language import Text, en, joined, layout
from ...store import BodyMass, SetUpRecord, Unit, list_masses
from .athlete_file import AthleteFile
from .known_athlete import known
from .strength import strength_of
from .typical import TYPICAL_ATHLETE

THE_FILE = en("the athlete's file")
"""What sentences call it where its name is not known."""


@dataclass(frozen=True, kw_only=True)
class Runner:
    """Who ran."""

    athlete: Athlete
    name: str = ""
    """What the stored athlete is called; empty for others."""
    screened: bool = False
    """Whether the safety screen was answered of late and nothing in it stops training."""
    age_years: float | None = None
    """Chooses the norms of strength; None if it is not known."""
    tests: tuple[StrengthTest | StrengthPoint, ...] = ()
    observations: Mapping[str, tuple[Side, ...]] = field(default_factory=dict)
    """What was seen in drills, by key: the sides on which the sign was seen, none where it was looked for in vain."""
    equipment: Equipment | None = None
    """What is stored as owned; None if nothing is."""
    set_ups: tuple[SetUpRecord, ...] = ()
    """Set-ups of exercises that the stored athlete keeps."""
    says: Text = NOTHING
    """What was typed in place of what is known of the body, as a sentence."""


@dataclass(frozen=True, kw_only=True)
class TypedBody:
    """Body mass, height and sex as they were typed; None for what was not."""

    mass_kg: float | None = None
    height_m: float | None = None
    sex: Sex | None = None

    def over(self, body: Athlete) -> Athlete:
        """A body with what was typed in its place."""
        return Athlete(
            mass_kg=body.mass_kg if self.mass_kg is None else self.mass_kg,
            height_m=body.height_m if self.height_m is None else self.height_m,
            sex=self.sex or body.sex,
        )

    def says(self, body: Athlete, *, whose: str) -> Text:
        """What was typed in place of what is known; empty where nothing differs."""
        taken = []
        if self.mass_kg not in {None, body.mass_kg}:
            taken.append(layout("{typed:g} kg ({whose}: {known:g} kg)", typed=self.mass_kg, whose=whose, known=body.mass_kg))
        if self.height_m not in {None, body.height_m}:
            taken.append(layout("{typed:g} m ({whose}: {known:g} m)", typed=self.height_m, whose=whose, known=body.height_m))
        if self.sex is not None and self.sex != body.sex:
            taken.append(layout("{typed} ({whose}: {known})", typed=SEX_WORDS[self.sex], whose=whose, known=SEX_WORDS[body.sex]))
        return en("Taken as typed: {values}.", values=joined(taken, ", ")) if taken else NOTHING


def typed_runner(typed: TypedBody) -> Runner | None:
    """The runner whose body was typed: what is left out is 70 kg, 1.75 m and male; None where nothing was."""
    return None if typed == TypedBody() else Runner(athlete=typed.over(TYPICAL_ATHLETE))


def runner_in_file(entry: AthleteFile, *, typed: TypedBody | None = None, file: str = THE_FILE) -> Runner:
    """The runner that an athlete's file tells of; what was typed beside it wins."""
    asked = typed or TypedBody()
    return Runner(
        athlete=asked.over(entry.athlete),
        age_years=entry.age_years,
        tests=entry.tests,
        observations=entry.observations,
        says=asked.says(entry.athlete, whose=file),
    )


def stored_runner(unit: Unit, name: str, *, typed: TypedBody | None = None, on: date | None = None) -> Runner:
    """The runner who is stored.

    Args:
        unit: A unit of work.
        name: The athlete.
        typed: What was typed of the body; it wins.
        on: Day of the run, whose body mass is taken, else the first one after it; None for the last one that is stored.

    Raises:
        UnknownNameError: If nobody has the name.
        BodyMassMissingError: If no mass is stored and none typed.
    """
    athlete, asked = known(unit, name), typed or TypedBody()
    if on is not None and athlete.mass is not None:
        athlete = replace(athlete, mass=_weighed_on(unit, name, on))
    if athlete.mass is None and asked.mass_kg is not None:
        athlete = replace(athlete, mass=BodyMass(on=unit.today, mass_kg=asked.mass_kg))
    body, age = asked.over(athlete.body()), athlete.age_years(unit.today)
    tests = strength_of(athlete.results, body, equipment=athlete.equipment, age_years=age)
    observations = {**_seen_on_one_side(athlete.results), **observations_of(athlete.results)}
    return Runner(
        athlete=body,
        name=athlete.person.name,
        screened=athlete.screen is not None and not is_stale(athlete.screen, unit.today) and not screened(athlete.screen).stop,
        age_years=age,
        tests=tests,
        observations=observations,
        equipment=athlete.equipment,
        set_ups=athlete.set_ups,
        says=asked.says(athlete.body(), whose=athlete.person.name),
    )


def _weighed_on(unit: Unit, name: str, on: date) -> BodyMass:
    """The body mass of a day: the last one until then, else the first of all."""
    return (list_masses(unit, name, until=on) or list_masses(unit, name)[:1])[-1].value


def _seen_on_one_side(results: Sequence[TestResult]) -> dict[str, tuple[Side, ...]]:
    """Signs that were seen where only one side was looked at: they stand for that side, and nothing is said of the other.

    A sign that was looked for in vain on one side only says nothing of the runner and is left out.
    """
    seen: dict[str, tuple[Side, ...]] = {}
    for protocol in (protocol_of(name) for name in sorted({result.protocol for result in results})):
        own = [result for result in results if result.protocol == protocol.id and result.side is not None]
        sides = {result.side for result in own if result.side is not None}
        if protocol.gait_observation and len(sides) == 1:
            last = max(result.on for result in own)
            if not all(result.passed for result in own if result.on == last):
                seen[protocol.gait_observation] = tuple(sides)
    return seen
