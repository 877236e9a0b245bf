"""The verb that stores a team from a spreadsheet, all of it or nothing, and the sheet to fill in."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import date

from ...body import Sex
from ...body_words import SEX_WORDS
from ...contract.athletes.spreadsheet import AthleteLineDocument, AthletesCsvDocument
from ...errors import Advice, HipDriveError
from ...language import en, layout
from ...store import Person, Unit, list_masses, list_people, only_tried
from ...store.entries.person import name_key
from ..spreadsheet.cell_error import CellError, refuse
from ..spreadsheet.cells import DAY_ALLOWED, Line
from ..spreadsheet.read import REMARK, read_lines
from ..spreadsheet.write import csv_text
from .athlete import add_athlete, edit_athlete

ATHLETE_COLUMNS = ("name", "sex", "height_m", "mass_kg", "born", "consent")
"""Day of birth may be blank."""
SEXES: Mapping[str, Sex] = {"female": "female", "male": "male", "f": "female", "m": "male"}
COLUMN_OF = {"name of an athlete": "name", "date of consent": "consent", "date of a body mass": "mass_kg"}
"""What an error is about -> the column it stands in, where that is called otherwise."""


def athlete_template() -> str:
    """A sheet of athletes to fill in: the heading, and an example that is passed over."""
    return csv_text(ATHLETE_COLUMNS, [(f"{REMARK} Ann Example", "female", 1.68, 58.5, date(1995, 4, 2), date(2026, 11, 1))])


def import_athletes(unit: Unit, content: bytes, *, file: str, update: bool = False, dry_run: bool = False) -> AthletesCsvDocument:
    """Store the athletes of a CSV file: all of them, or nothing if a line cannot be used.

    Args:
        unit: A unit for writing; body masses count from its day on.
        content: The file.
        file: What sentences call it.
        update: Whether who is stored already is changed to what the line says; blank cells change nothing.
        dry_run: Whether all is only tried, so that nothing is stored.

    Raises:
        InputFileError: If it is no CSV text.
        CellError: If a line cannot be used: a cell that cannot be, a name that stands twice, or somebody who is stored already.
    """
    needed = ("name",) if update else ATHLETE_COLUMNS
    lines = read_lines(content, file=file, columns=ATHLETE_COLUMNS, needed=tuple(column for column in needed if column != "born"))
    with only_tried(unit) if dry_run else nullcontext(unit) as work:
        return AthletesCsvDocument(file=file, dry_run=dry_run, athletes=_stored(work, lines, update=update))


def _stored(unit: Unit, lines: Sequence[Line], *, update: bool) -> tuple[AthleteLineDocument, ...]:
    known = {name_key(person.name): person for person in list_people(unit)}
    read: dict[str, int] = {}
    stored, faults = [], []
    for line in lines:
        try:
            key = name_key(line.needed("name", line.cells.get("name"), allowed=en("what the athlete is called")))
            if key in read:
                twice = en("'{name}' is already in line {line}; keep only one of them", name=line.cells["name"], line=read[key])
                raise line.fault("name", twice)
            read[key] = line.number
            stored.append(_changed(unit, line, known[key], update=update) if key in known else _added(unit, line))
        except CellError as fault:
            faults.append(fault)
        except HipDriveError as error:
            faults.append(line.fault(COLUMN_OF.get(error.about, error.about if error.about in ATHLETE_COLUMNS else ""), error.words))
    refuse(faults)
    return tuple(stored)


def _added(unit: Unit, line: Line) -> AthleteLineDocument:
    """Add somebody new, for whom all but the day of birth must be there."""
    sex, height_m, mass_kg = _body(line)
    agreed = en("{day}: the day on which they agreed to have their data stored", day=DAY_ALLOWED)
    person = add_athlete(
        unit,
        name=line.cells["name"],
        sex=line.needed("sex", sex, allowed=en("female or male")),
        height_m=line.needed("height_m", height_m, allowed=en("the height in metres, such as 1.68")),
        mass_kg=line.needed("mass_kg", mass_kg, allowed=en("the body mass in kilograms, such as 58.5")),
        born=line.day_in("born"),
        consent_on=line.needed("consent", line.day_in("consent"), allowed=agreed),
    )
    words = [SEX_WORDS[person.sex], layout("{height:.2f} m", height=person.height_m), layout("{mass:g} kg", mass=mass_kg)]
    words += [en("born {on}", on=person.born)] if person.born else []
    words.append(en("consent {on}", on=person.consent_on))
    return AthleteLineDocument(line=line.number, name=person.name, what="added", changes=tuple(words))


def _body(line: Line) -> tuple[Sex | None, float | None, float | None]:
    """Sex, height (m) and mass (kg)."""
    sex = line.choice_in("sex", SEXES)
    return sex, line.number_in("height_m", example="1.68"), line.number_in("mass_kg", example="58.5")


def _changed(unit: Unit, line: Line, person: Person, *, update: bool) -> AthleteLineDocument:
    """Change somebody who is stored to what a line says.

    Raises:
        CellError: If that is not wanted, or the day of consent is another.
    """
    if not update:
        advice = Advice(words=en("remove the line, or ask for the stored details to be changed"), step="update_known")
        raise line.fault("name", en("{name} is already stored", name=person.name), advice)
    consent_on = line.day_in("consent")
    if consent_on not in {None, person.consent_on}:
        found = en(
            "found {found}, but {stored} is already stored; allowed: that day, or a blank cell", found=consent_on, stored=person.consent_on
        )
        raise line.fault("consent", found)
    (sex, height_m, mass_kg), born = _body(line), line.day_in("born")
    masses = list_masses(unit, person.name)
    before = masses[-1].value.mass_kg if masses else None
    pairs: dict[str, tuple[object, object]] = {
        "sex": (sex, person.sex),
        "height_m": (height_m, person.height_m),
        "mass_kg": (mass_kg, before),
        "born": (born, person.born),
    }
    changes = tuple(
        layout("{column} {before} -> {after}", column=column, before=_shown(old), after=_shown(new))
        for column, (new, old) in pairs.items()
        if new not in {None, old}
    )
    if changes:
        new_mass = None if mass_kg == before else mass_kg
        edit_athlete(unit, person.name, sex=sex, height_m=height_m, born=born, mass_kg=new_mass)
    return AthleteLineDocument(line=line.number, name=person.name, what="changed" if changes else "unchanged", changes=changes)


def _shown(value: object) -> object:
    """A value that changes, as sentences show it."""
    if isinstance(value, str):
        return next((words for sex, words in SEX_WORDS.items() if sex == value), value)
    return en("none") if value is None else layout("{value:g}", value=value) if isinstance(value, float) else value
