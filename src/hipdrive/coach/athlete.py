"""The verbs on stored athletes: add with consent, list, show, change, and say what erasing left."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ..body import Sex
from ..capacity.screen import screen_settings
from ..errors import InputFileError
from ..exercise.owned.equipment import Equipment, bands_of
from ..exercise.owned.equipment_file import read_equipment
from ..store import (
    BodyMass,
    Erasure,
    Person,
    active_plan,
    add_mass,
    add_person,
    change_person,
    correct_mass,
    equipment_of,
    list_masses,
    list_people,
    list_screens,
    set_equipment,
)
from ..store import Equipment as StoredEquipment
from ..store import Store as Store
from ..store import erase_person as erase_person
from ..store import find_person as find_person
from ..store import open_store as open_store
from ..store import rename_person as rename_person
from .athletes.known_athlete import Known, age_years, known
from .following.followed_plan import followed_plan
from .screen import last_screen
from .test import latest_results


def add_athlete(
    store: Store,
    *,
    name: str,
    sex: Sex,
    height_m: float,
    mass_kg: float,
    consent_on: date | None,
    born: date | None = None,
    equipment: Path | None = None,
    today: date,
) -> Known:
    """Add an athlete who has agreed that their data are stored.

    Args:
        store: An open store.
        name: What they are called from now on.
        sex: Chooses the row of the segment table and of the strength norms.
        height_m: Standing height (m).
        mass_kg: Body mass (kg) of today.
        consent_on: Day on which they agreed.
        born: Day of birth.
        equipment: TOML file that says what they own.
        today: Day from which the equipment counts.

    Raises:
        ConsentMissingError: If no day of consent is given.
        DuplicateError: If the name is taken.
        HipDriveError: If a value or the equipment file cannot be; then nothing is stored.
    """
    owns = None if equipment is None else StoredEquipment(on=today, toml=_text(equipment))
    add_person(store, name=name, sex=sex, height_m=height_m, mass_kg=mass_kg, consent_on=consent_on, born=born)
    if owns is not None:
        set_equipment(store, name, owns)
    return known(store, name)


def edit_athlete(
    store: Store,
    name: str,
    *,
    sex: Sex | None = None,
    height_m: float | None = None,
    born: date | None = None,
    mass_kg: float | None = None,
    on: date,
    equipment: Path | None = None,
) -> Known:
    """Change what is stored about an athlete; None leaves it as it is, and a second body mass of one day corrects the first.

    Args:
        store: An open store.
        name: The athlete.
        sex: As in add_athlete.
        height_m: Standing height (m).
        born: Day of birth.
        mass_kg: Body mass (kg).
        on: Day of the body mass and of the equipment.
        equipment: TOML file that says what they own from now on.

    Raises:
        UnknownNameError: If nobody has the name.
        HipDriveError: If a value or the equipment file cannot be; then nothing is changed.
    """
    given: dict[str, Any] = {"sex": sex, "height_m": height_m, "born": born}
    replace(
        find_person(store, name), **{key: value for key, value in given.items() if value is not None}
    )  # refuses before anything is written
    text = None if equipment is None else _text(equipment)
    if mass_kg is not None:
        _weigh(store, name, BodyMass(on=on, mass_kg=mass_kg))
    if text is not None:
        before = equipment_of(store, name)
        set_equipment(store, name, StoredEquipment(on=on, toml=text, options={} if before is None else before.options))
    change_person(store, name, sex=sex, height_m=height_m, born=born)
    return known(store, name)


def _weigh(store: Store, name: str, mass: BodyMass) -> None:
    same_day = [one.uid for one in list_masses(store, name) if one.value.on == mass.on]
    if same_day:
        correct_mass(store, name, same_day[-1], mass)
    else:
        add_mass(store, name, mass)


def _text(equipment: Path) -> str:
    """Text of an equipment file that can be used."""
    try:
        text = equipment.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        advice = "name a TOML file that says what is owned"
        raise InputFileError(equipment, "there is no such text file, or it may not be read", advice) from None
    read_equipment(text, file=equipment.name)
    return text


def athlete_list(store: Store, *, today: date) -> dict[str, Any]:
    """Everybody by name, in short (schema hipdrive.athletes/1)."""
    found = []
    for person in list_people(store):
        masses, screens = list_masses(store, person.name), list_screens(store, person.name)
        found.append(
            {
                **_person(person, today),
                "mass_kg": masses[-1].value.mass_kg if masses else None,
                "screened_on": screens[-1].value.on.isoformat() if screens else None,
                "follows_plan": active_plan(store, person.name) is not None,
            }
        )
    return {"schema": "hipdrive.athletes/1", "athletes": found}


def athlete_as_json(store: Store, name: str, *, today: date) -> dict[str, Any]:
    """One athlete with tests, screen, plan and equipment (schema hipdrive.athlete/1).

    Raises:
        UnknownNameError: If nobody has the name.
    """
    athlete, masses = known(store, name), list_masses(store, name)
    return {
        "schema": "hipdrive.athlete/1",
        **_person(athlete.person, today),
        "mass_kg": masses[-1].value.mass_kg if masses else None,
        "mass_on": masses[-1].value.on.isoformat() if masses else None,
        "tests": latest_results(athlete.results),
        "screen": last_screen(athlete, today=today),
        "plan": _plan(store, athlete, today=today),
        "equipment": None if athlete.equipment is None else equipment_as_json(athlete.equipment),
        "notes": _notes(athlete, today),
    }


def _person(person: Person, today: date) -> dict[str, Any]:
    return {
        "id": str(person.uid),
        "name": person.name,
        "sex": person.sex,
        "height_m": person.height_m,
        "born": None if person.born is None else person.born.isoformat(),
        "age_years": age_years(person, today),
        "consent_on": person.consent_on.isoformat(),
    }


def _notes(athlete: Known, today: date) -> list[dict[str, str]]:
    age, adult = athlete.age_years(today), screen_settings().adult_from_years
    if age is None or age >= adult:
        return []
    message = f"Under {adult}: the screen asks whether a parent or guardian, and a doctor or physiotherapist, have agreed; no plan before."
    return [{"code": "minor", "message": message}]


def _plan(store: Store, athlete: Known, *, today: date) -> dict[str, Any] | None:
    """The plan that is followed, and where it stands."""
    if athlete.plan is None:
        return None
    followed = followed_plan(store, athlete, today=today)
    document = followed.document
    return {
        "id": followed.uid,
        "starts_on": athlete.plan.value.starts_on.isoformat(),
        "goal": document["goal"],
        "weeks": document["weeks"],
        "minutes_per_week": document["minutes_per_week"],
        "rules_fired": followed.changed,
        "next": followed.coming.as_json(),
    }


def equipment_as_json(equipment: Equipment) -> dict[str, Any]:
    """What is owned, as plain values."""
    return {
        "has": sorted(equipment.has),
        "bands": list(bands_of(equipment)),
        "ankle_kg": list(equipment.ankle_kg),
        "kettlebell_kg": list(equipment.kettlebell_kg),
        "dumbbell_kg": list(equipment.dumbbell_kg),
    }


def erasure_as_json(erasure: Erasure, *, name: str) -> dict[str, Any]:
    """What erasing a person did and left, as plain values (schema hipdrive.erasure/1)."""
    return {
        "schema": "hipdrive.erasure/1",
        "athlete": name,
        "rows": erasure.rows,
        "backups": [str(path) for path in erasure.backups],
        "unreached": [str(path) for path in erasure.unreached],
        "exports": [str(path) for path in erasure.exports],
        "wiped": erasure.wiped,
    }
