"""What is known of a stored athlete: body, tests, screen, equipment, plan and sessions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from shlex import quote

from ...body import Athlete
from ...capacity import ScreenAnswers, StrengthPoint, StrengthTest, TestResult, protocol_of, repetition_maximum_point, strength_tests_of
from ...errors import HipDriveError
from ...exercise import exercises, solve_load
from ...exercise.owned.equipment import Equipment
from ...exercise.owned.equipment_file import read_equipment
from ...store import (
    Person,
    PlanRecord,
    Store,
    Stored,
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

    def __init__(self, name: str) -> None:
        super().__init__(f"No body mass of {name} is stored: give it with: hipdrive athlete edit {quote(name)} --mass-kg KG")


@dataclass(frozen=True, kw_only=True)
class Known:
    """One athlete, as far as stored."""

    person: Person
    athlete: Athlete | None
    """Body at the last stored mass; None if none is stored."""
    results: tuple[TestResult, ...]
    screen: ScreenAnswers | None
    """The last one."""
    equipment: Equipment | None
    plan: Stored[PlanRecord] | None
    """The plan that is followed."""

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


def known(store: Store, name: str) -> Known:
    """Everything that a plan needs to know of an athlete.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    person = find_person(store, name)
    masses, screens, owned = list_masses(store, name), list_screens(store, name), equipment_of(store, name)
    return Known(
        person=person,
        athlete=person.athlete(masses[-1].value.mass_kg) if masses else None,
        results=tuple(one.value for one in list_results(store, name)),
        screen=screens[-1].value if screens else None,
        equipment=read_equipment(owned.toml, file="equipment") if owned is not None and owned.toml else None,
        plan=active_plan(store, name),
    )


def strength_of(
    results: Sequence[TestResult], athlete: Athlete, *, equipment: Equipment | None = None
) -> tuple[StrengthTest | StrengthPoint, ...]:
    """Isometric tests and repetition maxima as what capacity is made of; a repetition maximum goes through its own load curve."""
    found: list[StrengthTest | StrengthPoint] = list(strength_tests_of(results))
    for result in results:
        if protocol_of(result.protocol).id in REPETITION_TESTS:
            found.append(_maximum(result, athlete, equipment))
    return tuple(found)


def _maximum(result: TestResult, athlete: Athlete, equipment: Equipment | None) -> StrengthPoint:
    exercise, set_up = set_up_of(result)
    load = solve_load(exercise, athlete, set_up, bands=None if equipment is None else equipment.bands)
    return repetition_maximum_point(result, load.curves, athlete)


def set_up_of(result: TestResult) -> tuple[str, dict[str, float | str]]:
    """Exercise and set-up of a repetition maximum, its load put where the exercise carries one."""
    exercise = str(result.details["exercise"])
    words = str(result.details.get("set_up", "")).split()
    set_up: dict[str, float | str] = {"side": str(result.side)}
    set_up |= {key: value for key, _, value in (word.partition("=") for word in words)}
    if protocol_of(result.protocol).id == "repetition_maximum" and result.value is not None:
        carrier = next((key for key in ("stack_kg", "sled_kg") if key in exercises()[exercise].settings), "weight_kg")
        set_up[carrier] = result.value
    return exercise, set_up
