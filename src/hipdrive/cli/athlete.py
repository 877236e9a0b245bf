"""The commands athlete add, list, show, edit, rename and delete: who is stored, and erasing them."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from ..errors import HipDriveError
from .match import Database, today
from .outlet import JsonTarget, hand_out_json, ready_to_write, show_paragraph
from .views.athlete import show_athlete, show_athletes, show_erasure, typed

if TYPE_CHECKING:
    from ..coach import Store

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
    with coach.open_store(db) as store:
        coach.add_athlete(
            store,
            name=name,
            sex=sex,
            height_m=height_m,
            mass_kg=mass_kg,
            consent_on=consent.date(),
            born=None if born is None else born.date(),
            equipment=equipment,
            today=today(),
        )
        added = coach.athlete_as_json(store, name, today=today())
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
    with coach.open_store(db) as store:
        found = coach.athlete_list(store, today=today())
    if not hand_out_json(json, found):
        show_athletes(found["athletes"])


@athletes.command()
def show(name: Name, db: Database = None, json: JsonTarget = None) -> None:
    """Show an athlete: body, last tests, safety screen, plan and equipment."""
    from .. import coach

    ready_to_write(json)
    with coach.open_store(db) as store:
        _hand_out(store, name, json)


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
    with coach.open_store(db) as store:
        coach.edit_athlete(
            store,
            name,
            sex=sex,
            height_m=height_m,
            born=None if born is None else born.date(),
            mass_kg=mass_kg,
            on=_day(on),
            equipment=equipment,
        )
        _hand_out(store, name, json)


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
    with coach.open_store(db) as store:
        person = coach.rename_person(store, name, new_name)
        renamed = coach.athlete_as_json(store, person.name, today=today())
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
        person = coach.find_person(store, name)
        question = f"Erase {person.name} for good, with all tests, screens, plans and sessions, here and in the known backups?"
        if not yes and not typer.confirm(question, err=True):
            typer.echo("Nothing was erased.", err=True)
            raise typer.Exit(1)
        erased: dict[str, Any] = coach.erasure_as_json(coach.erase_person(store, name), name=person.name)
    if not hand_out_json(json, erased):
        show_erasure(erased)


def _day(typed: datetime | None) -> date:
    """The day that was typed, else today."""
    return today() if typed is None else typed.date()


def _hand_out(store: "Store", name: str, json: str | None) -> None:
    from .. import coach

    found = coach.athlete_as_json(store, name, today=today())
    if not hand_out_json(json, found):
        show_athlete(found)
