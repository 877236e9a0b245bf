"""The verbs on stored athletes: add with consent, change, erase."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from ...body import Sex
from ...contract.athletes.athlete import ErasureDocument, erasure_document
from ...errors import UnknownNameError
from ...exercise.owned.equipment import Equipment
from ...exercise.owned.equipment_file import read_equipment
from ...language import en
from ...store import (
    BodyMass,
    EquipmentRecord,
    Person,
    Store,
    Stored,
    Unit,
    active_plan,
    add_mass,
    add_person,
    change_person,
    correct_mass,
    delete_mass,
    delete_plan,
    entrust,
    equipment_of,
    erase_person,
    find_person,
    list_masses,
    only_coach,
    set_equipment,
)
from ..athletes.no_plan import NoPlanError


@dataclass(frozen=True, kw_only=True)
class EquipmentText:
    """What somebody owns, as the text of an equipment file."""

    text: str
    file: str
    """What sentences call it."""

    def __post_init__(self) -> None:
        self.equipment()  # refuses what cannot be used

    def equipment(self) -> Equipment:
        """What is owned."""
        return read_equipment(self.text, file=self.file)


def add_athlete(
    unit: Unit,
    *,
    name: str,
    sex: Sex,
    height_m: float,
    mass_kg: float,
    consent_on: date | None,
    born: date | None = None,
    equipment: EquipmentText | None = None,
    uid: UUID | None = None,
    coach: UUID | None = None,
) -> Person:
    """Add an athlete who has agreed that their data are stored.

    Args:
        unit: A unit for writing; body mass and equipment count from its day on.
        name: What they are called from now on.
        sex: Chooses the row of the segment table and of the strength norms.
        height_m: Standing height (m).
        mass_kg: Body mass (kg) of today.
        consent_on: Day on which they agreed.
        born: Day of birth.
        equipment: What they own.
        uid: Their id; the same athlete put twice under one id is one. None gives them a new one.
        coach: Id of the account that looks after them; None for the only coach, if there is just one.

    Raises:
        ConsentMissingError: If no day of consent is given.
        DuplicateError: If the name is taken.
        IdTakenError: If something else is stored of the athlete with the id.
        ValueOutOfRangeError: If a value cannot be.
    """
    person = add_person(unit, name=name, sex=sex, height_m=height_m, mass_kg=mass_kg, consent_on=consent_on, born=born, uid=uid)
    if equipment is not None:
        owned = EquipmentRecord(on=person.created_at.astimezone(unit.now.tzinfo).date(), toml=equipment.text)
        set_equipment(unit, person.name, owned, uid=uuid5(person.uid, "equipment"))
    looked_after_by = coach or only_coach(unit)
    if looked_after_by is not None:
        entrust(unit, looked_after_by, [person.uid])
    return person


def edit_athlete(
    unit: Unit,
    name: str,
    *,
    sex: Sex | None = None,
    height_m: float | None = None,
    born: date | None = None,
    mass_kg: float | None = None,
    on: date | None = None,
    equipment: EquipmentText | None = None,
) -> Person:
    """Change what is stored about an athlete; None leaves it as it is, and a second body mass of one day corrects the first.

    Args:
        unit: A unit for writing.
        name: The athlete.
        sex: As in add_athlete.
        height_m: Standing height (m).
        born: Day of birth.
        mass_kg: Body mass (kg).
        on: Day of the body mass and of the equipment; None for the unit's.
        equipment: What they own from now on.

    Raises:
        UnknownNameError: If nobody has the name.
        ValueOutOfRangeError: If a value cannot be.
    """
    day = on or unit.today
    if mass_kg is not None:
        _weigh(unit, name, BodyMass(on=day, mass_kg=mass_kg))
    if equipment is not None:
        before = equipment_of(unit, name)
        set_equipment(unit, name, EquipmentRecord(on=day, toml=equipment.text, options={} if before is None else before.options))
    return change_person(unit, name, sex=sex, height_m=height_m, born=born)


def _weigh(unit: Unit, name: str, mass: BodyMass) -> None:
    same_day = _mass_of(unit, name, mass.on)
    if same_day is None:
        add_mass(unit, name, mass)
    else:
        correct_mass(unit, name, same_day.uid, mass)


def _mass_of(unit: Unit, name: str, on: date) -> Stored[BodyMass] | None:
    """The body mass of a day; None if there is none."""
    return next((entry for entry in reversed(list_masses(unit, name)) if entry.value.on == on), None)


def drop_mass(unit: Unit, name: str, on: date) -> BodyMass:
    """Take the body mass of a day out of what counts.

    Raises:
        UnknownNameError: If nobody has the name, or no body mass is stored of that day.
    """
    mass = _mass_of(unit, name, on)
    if mass is None:
        raise UnknownNameError(en("day with a body mass"), on.isoformat(), [entry.value.on for entry in list_masses(unit, name)])
    delete_mass(unit, name, mass.uid)
    return mass.value


def drop_plan(unit: Unit, name: str) -> None:
    """Follow the plan no longer; it stays in the history, and so do the sessions.

    Raises:
        UnknownNameError: If nobody has the name.
        NoPlanError: If no plan is followed.
    """
    plan = active_plan(unit, name)
    if plan is None:
        raise NoPlanError(find_person(unit, name).name)
    delete_plan(unit, name, plan.uid)


def erase_athlete(store: Store, name: str, *, now: datetime) -> ErasureDocument:
    """Erase an athlete for good, first out of the backups that the store made, then here.

    Args:
        store: An open store.
        name: The athlete.
        now: The instant at which it happens, with a time zone.

    Raises:
        UnknownNameError: If nobody has the name.
        StoreBusyError: If another process writes; then the athlete is still in the store.
    """
    with store.reading(now) as unit:
        person = find_person(unit, name)
    return erasure_document(erase_person(store, name, now=now), athlete=person.name)
