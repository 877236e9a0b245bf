"""The commands athlete add, list, show, edit, rename and delete: who is stored, and erasing them."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from ..errors import HipDriveError
from . import clock
from .outlet import JsonTarget, hand_out_json, ready_to_write, show_paragraph
from .stored import Database, equipment_text, reading, writing
from .views.athlete import show_athlete, show_athletes, show_erasure, typed

athletes = typer.Typer(name="athlete", no_args_is_help=True, help="Athletes: add with consent, look at, change, erase.")

Name = Annotated[str, typer.Argument(help="The athlete's name, as stored; capital letters do not matter.")]
Day = datetime | None
DAY = ("%Y-%m-%d",)
OwnedFile = Annotated[Path | None, typer.Option(metavar="FILE.toml", help="What they own, as docs/equipment.md says.")]


class NoConsentError(HipDriveError):
    """A person whose consent was not told."""

    def __init__(self) -> None:
        super().__init__(
            "No consent is given, and body, tests, pain and training are health data, which are stored only after the person has agreed: "
            "give the day on which they did with --consent YYYY-MM-DD."
        )


@athletes.command()
def add(
    name: Annotated[str, typer.Argument(help="What the athlete is called here.")],
    sex: Annotated[Literal["male", "female"], typer.Option(help="Chooses the table of body segments and the strength norms.")],
    height_m: Annotated[float, typer.Option(help="Height in metres.")],
    mass_kg: Annotated[float, typer.Option(help="Body mass today, in kilograms.")],
    born: Annotated[Day, typer.Option(formats=DAY, metavar="DATE", help="Day of birth; the safety screen takes the age from it.")] = None,
    consent: Annotated[
        Day, typer.Option(formats=DAY, metavar="DATE", help="Day on which they agreed that their data are stored; needed.")
    ] = None,
    equipment: OwnedFile = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Add an athlete who has agreed that their data are stored."""
    from .. import coach

    ready_to_write(json)
    if consent is None:
        raise NoConsentError
    owned = equipment_text(equipment)
    with writing(db) as unit:
        person = coach.add_athlete(
            unit,
            name=name,
            sex=sex,
            height_m=height_m,
            mass_kg=mass_kg,
            consent_on=consent.date(),
            born=None if born is None else born.date(),
            equipment=owned,
        )
        added = coach.athlete_as_json(unit, person.name)
    if not hand_out_json(json, added):
        show_paragraph(f"{added['name']} is stored.", bold=True)
        for note in added["notes"]:
            show_paragraph(note["message"])
        show_paragraph(f"Next: answer the safety screen with {typed('screen', added['name'])}.")


@athletes.command("list")
def list_(db: Database = None, json: JsonTarget = None) -> None:
    """List all athletes."""
    from .. import coach

    ready_to_write(json)
    with reading(db) as unit:
        found = coach.athlete_list(unit)
    if not hand_out_json(json, found):
        show_athletes(found["athletes"])


@athletes.command()
def show(name: Name, db: Database = None, json: JsonTarget = None) -> None:
    """Show an athlete: body, last tests, safety screen, plan and equipment."""
    from .. import coach

    ready_to_write(json)
    with reading(db) as unit:
        shown = coach.athlete_as_json(unit, name)
    if not hand_out_json(json, shown):
        show_athlete(shown)


@athletes.command()
def edit(
    name: Name,
    mass_kg: Annotated[float | None, typer.Option(help="Body mass in kilograms.")] = None,
    on: Annotated[Day, typer.Option(formats=DAY, metavar="DATE", help="Day of the body mass; today if left out.")] = None,
    height_m: Annotated[float | None, typer.Option(help="Height in metres.")] = None,
    sex: Annotated[Literal["male", "female"] | None, typer.Option(help="Chooses the table of body segments and the norms.")] = None,
    born: Annotated[Day, typer.Option(formats=DAY, metavar="DATE", help="Day of birth.")] = None,
    equipment: OwnedFile = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Change what is stored about an athlete; body masses are kept by date."""
    from .. import coach

    ready_to_write(json)
    if (mass_kg, height_m, sex, born, equipment) == (None,) * 5:
        raise typer.BadParameter("say what changes: --mass-kg, --height-m, --sex, --born or --equipment")
    if on is not None and mass_kg is None:
        raise typer.BadParameter("--on is the day of a body mass: give --mass-kg as well")
    owned = equipment_text(equipment)
    with writing(db) as unit:
        person = coach.edit_athlete(
            unit,
            name,
            sex=sex,
            height_m=height_m,
            born=None if born is None else born.date(),
            mass_kg=mass_kg,
            on=None if on is None else on.date(),
            equipment=owned,
        )
        edited = coach.athlete_as_json(unit, person.name)
    if not hand_out_json(json, edited):
        show_athlete(edited)


@athletes.command()
def rename(
    name: Name,
    new_name: Annotated[str, typer.Argument(help="What the athlete is called from now on.")],
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Give an athlete another name; everything else stays."""
    from .. import coach

    ready_to_write(json)
    with writing(db) as unit:
        person = coach.rename_person(unit, name, new_name)
        renamed = coach.athlete_as_json(unit, person.name)
    if not hand_out_json(json, renamed):
        show_paragraph(f"{name} is now called {person.name}.")


@athletes.command()
def delete(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; for scripts.")] = False,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Erase an athlete for good: every entry, in the backups that are known too."""
    from .. import coach

    ready_to_write(json)
    with coach.open_store(db) as store:
        with store.reading(clock.now()) as unit:
            person = coach.find_person(unit, name)
        question = f"Erase {person.name} for good, with all tests, screens, plans and sessions, here and in the known backups?"
        if not yes and not typer.confirm(question, err=True):
            typer.echo("Nothing was erased.", err=True)
            raise typer.Exit(1)
        erased: dict[str, Any] = coach.erasure_as_json(coach.erase_person(store, name, now=clock.now()), name=person.name)
    if not hand_out_json(json, erased):
        show_erasure(erased)
