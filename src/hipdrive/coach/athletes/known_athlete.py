"""What is known of a stored athlete: body, tests, screens, equipment and plan."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ...body import Athlete
from ...capacity import ScreenAnswers, TestResult
from ...errors import Advice, HipDriveError
from ...exercise.owned.equipment import Equipment
from ...exercise.owned.equipment_file import read_equipment
from ...language import en
from ...store import (
    BodyMass,
    Person,
    PlanRecord,
    SetUpRecord,
    Stored,
    Unit,
    active_plan,
    equipment_of,
    find_person,
    list_masses,
    list_results,
    list_screens,
    list_set_ups,
)


class BodyMassMissingError(HipDriveError):
    """No body mass was stored."""

    code: ClassVar[str] = "body_mass_missing"

    def __init__(self, name: str) -> None:
        self.about = name
        super().__init__(en("No body mass is stored for {name}", name=name), Advice(words=en("give it"), step="give_mass"), between=": ")


@dataclass(frozen=True, kw_only=True)
class Known:
    """One athlete, as far as stored, but for what was logged."""

    person: Person
    mass: BodyMass | None
    """The last one; None if none is stored."""
    results: tuple[TestResult, ...]
    screens: tuple[Stored[ScreenAnswers], ...]
    """From the oldest to the newest."""
    equipment: Equipment | None
    plan: Stored[PlanRecord] | None
    """The plan that is followed."""
    set_ups: tuple[SetUpRecord, ...] = ()
    """Set-ups of exercises that are kept."""

    @property
    def athlete(self) -> Athlete | None:
        """Body at the last stored mass; None if none is stored."""
        return None if self.mass is None else self.person.athlete(self.mass.mass_kg)

    @property
    def screen(self) -> ScreenAnswers | None:
        """The last screen; None if none was answered."""
        return self.screens[-1].value if self.screens else None

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
    person, masses, owned = find_person(unit, name), list_masses(unit, name), equipment_of(unit, name)
    return Known(
        person=person,
        mass=masses[-1].value if masses else None,
        results=tuple(entry.value for entry in list_results(unit, name)),
        screens=list_screens(unit, name),
        equipment=read_equipment(owned.toml, file=en("what {name} has", name=person.name)) if owned is not None and owned.toml else None,
        plan=active_plan(unit, name),
        set_ups=tuple(entry.value for entry in list_set_ups(unit, name)),
    )
