"""What is known of a stored athlete: body, tests, screens, equipment and plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ... import exercise as exercise_room  # load curves bring mechanics along, so they are asked for by the room's name when used
from ...body import Athlete
from ...capacity import ScreenAnswers, StrengthPoint, StrengthTest, TestResult, protocol_of, repetition_maximum_point, strength_tests_of
from ...errors import Advice, HipDriveError
from ...exercise.owned.equipment import Equipment
from ...exercise.owned.equipment_file import read_equipment
from ...store import (
    BodyMass,
    Person,
    PlanRecord,
    Stored,
    Unit,
    active_plan,
    equipment_of,
    find_person,
    list_masses,
    list_results,
    list_screens,
)

REPETITION_TESTS = ("repetition_maximum", "most_repetitions")


class BodyMassMissingError(HipDriveError):
    """No body mass was stored."""

    code: ClassVar[str] = "body_mass_missing"

    def __init__(self, name: str) -> None:
        self.about = name
        super().__init__(f"No body mass of {name} is stored: ", Advice(words="give it", step="give_mass"))


@dataclass(frozen=True, kw_only=True)
class Known:
    """One athlete, as far as stored, but for what was logged."""

    person: Person
    mass: BodyMass | None
    """The last one; None if none is stored."""
    results: tuple[TestResult, ...]
    screens: tuple[ScreenAnswers, ...]
    """From the oldest to the newest."""
    equipment: Equipment | None
    plan: Stored[PlanRecord] | None
    """The plan that is followed."""

    @property
    def athlete(self) -> Athlete | None:
        """Body at the last stored mass; None if none is stored."""
        return None if self.mass is None else self.person.athlete(self.mass.mass_kg)

    @property
    def screen(self) -> ScreenAnswers | None:
        """The last screen; None if none was answered."""
        return self.screens[-1] if self.screens else None

    def body(self) -> Athlete:
        """The body.

        Raises:
            BodyMassMissingError: If no mass is stored.
        """
        if self.athlete is None:
            raise BodyMassMissingError(self.person.name)
        return self.athlete

    def age_years(self, on: date) -> int | None:
        """Full years of age on a day; None if the day of birth is not stored."""
        return age_years(self.person, on)


def age_years(person: Person, on: date) -> int | None:
    """Full years of age of a person on a day; None if the day of birth is not stored."""
    born = person.born
    return None if born is None else on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def known(unit: Unit, name: str) -> Known:
    """Everything that a plan needs to know of an athlete, but for what was logged.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    masses, owned = list_masses(unit, name), equipment_of(unit, name)
    return Known(
        person=find_person(unit, name),
        mass=masses[-1].value if masses else None,
        results=tuple(entry.value for entry in list_results(unit, name)),
        screens=tuple(entry.value for entry in list_screens(unit, name)),
        equipment=read_equipment(owned.toml, file="equipment") if owned is not None and owned.toml else None,
        plan=active_plan(unit, name),
    )


def strength_of(
    results: Sequence[TestResult], athlete: Athlete, *, equipment: Equipment | None = None
) -> tuple[StrengthTest | StrengthPoint, ...]:
    """Isometric tests and repetition maxima as what capacity is made of; a repetition maximum goes through its own load curve."""
    strength: list[StrengthTest | StrengthPoint] = list(strength_tests_of(results))
    for result in results:
        if protocol_of(result.protocol).id in REPETITION_TESTS:
            strength.append(_maximum(result, athlete, equipment))
    return tuple(strength)


def _maximum(result: TestResult, athlete: Athlete, equipment: Equipment | None) -> StrengthPoint:
    exercise, set_up = set_up_of(result)
    load = exercise_room.solve_load(exercise, athlete, set_up, bands=None if equipment is None else equipment.bands)
    return repetition_maximum_point(result, load.curves, athlete)


def set_up_of(result: TestResult) -> tuple[str, dict[str, float | str]]:
    """Exercise and set-up of a repetition maximum, its load put where the exercise carries one."""
    exercise = str(result.details["exercise"])
    words = str(result.details.get("set_up", "")).split()
    set_up: dict[str, float | str] = {"side": str(result.side)}
    set_up |= {key: value for key, _, value in (word.partition("=") for word in words)}
    if protocol_of(result.protocol).id == "repetition_maximum" and result.value is not None:
        carrier = next((key for key in ("stack_kg", "sled_kg") if key in exercise_room.exercises()[exercise].settings), "weight_kg")
        set_up[carrier] = result.value
    return exercise, set_up
