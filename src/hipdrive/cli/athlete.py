"""The commands athlete add, list, show, edit, rename, delete and those on spreadsheets, runs, masses and plans: who is stored."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from ..language import en
from .door import clock
from .door.day import day_typed
from .door.inlet import content_of
from .door.outlet import JsonTarget, confirmed, hand_out_json, ready_to_write, say, show_line, show_paragraph, wrong_usage
from .door.owned import OwnedFile, OwnedWords, owned_text
from .door.sheet import FILL_IN_CSV, DryRun, SheetFile, hand_out_sheet
from .door.stored import Database, reading, writing
from .views.athlete import show_athlete, show_athletes, show_dropped_mass, show_erasure, show_runs, typed
from .views.spreadsheet import show_imported_athletes

athletes = typer.Typer(name="athlete", no_args_is_help=True, help="Athletes: add with consent, look at, change, erase.")

Name = Annotated[str, typer.Argument(help="The athlete's name as stored; capitals do not matter.")]
Day = datetime | None


@athletes.command()
def add(
    name: Annotated[str, typer.Argument(help="What the athlete is called here.")],
    sex: Annotated[Literal["male", "female"], typer.Option(help="Sets which table of body segments and which strength norms are used.")],
    height_m: Annotated[float, typer.Option(help="Height in metres.")],
    mass_kg: Annotated[float, typer.Option(help="Body mass today, in kilograms.")],
    born: Annotated[
        Day, typer.Option(parser=day_typed, metavar="DATE", help="Date of birth; the safety screen works out the age from it.")
    ] = None,
    consent: Annotated[
        Day, typer.Option(parser=day_typed, metavar="DATE", help="Date on which they agreed to have their data stored; required.")
    ] = None,
    own: OwnedWords = None,
    equipment: OwnedFile = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Add an athlete who has agreed to have their data stored."""
    from .. import coach

    ready_to_write(json)
    owned, understood = owned_text(equipment, own)
    with writing(db) as unit:
        person = coach.add_athlete(
            unit,
            name=name,
            sex=sex,
            height_m=height_m,
            mass_kg=mass_kg,
            consent_on=None if consent is None else consent.date(),
            born=None if born is None else born.date(),
            equipment=owned,
        )
        added = coach.athlete_shown(unit, person.name)
    say(understood, json)
    if not hand_out_json(json, added):
        show_paragraph(en("{name} is stored.", name=added.name), bold=True)
        for note in added.notes:
            show_paragraph(note.message)
        show_paragraph(en("Next: answer the safety screen with {command}.", command=typed("screen", added.name)))


@athletes.command("list")
def list_(db: Database = None, json: JsonTarget = None) -> None:
    """List all athletes, those who need a coach first at the top: who is stopped, what is due, who is in pain and who trains when."""
    from .. import coach

    ready_to_write(json)
    with reading(db) as unit:
        listed = coach.athlete_list(unit)
    if not hand_out_json(json, listed):
        show_athletes(listed.athletes)


@athletes.command()
def template(out: SheetFile = None) -> None:
    """Write a CSV file to fill in for a team: one line for each athlete."""
    from .. import coach

    ready_to_write(None, out)
    hand_out_sheet(coach.athlete_template(), out, then="hipdrive athlete import-csv")


@athletes.command("import-csv")
def import_csv(
    team: Annotated[Path, typer.Argument(metavar="TEAM.csv", help="One line for each athlete; 'hipdrive athlete template' writes one.")],
    update: Annotated[
        bool, typer.Option("--update", help="Update athletes who are already stored to match the file; blank cells change nothing.")
    ] = False,
    dry_run: DryRun = False,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Store a team from a CSV file: everyone in it, or no one if a line cannot be used.

    Columns: name, sex, height_m, mass_kg, born (may be blank) and consent, the date on which they agreed to have their data stored.
    """
    from .. import coach

    ready_to_write(json)
    content = content_of(team, advice=FILL_IN_CSV)
    with writing(db) as unit:
        read = coach.import_athletes(unit, content, file=team.name, update=update, dry_run=dry_run)
    if not hand_out_json(json, read):
        show_imported_athletes(read)


@athletes.command()
def show(name: Name, db: Database = None, json: JsonTarget = None) -> None:
    """Show an athlete: body, last tests, safety screen, plan and equipment."""
    from .. import coach

    ready_to_write(json)
    with reading(db) as unit:
        shown = coach.athlete_shown(unit, name)
    if not hand_out_json(json, shown):
        show_athlete(shown)


@athletes.command()
def edit(
    name: Name,
    mass_kg: Annotated[float | None, typer.Option(help="Body mass in kilograms.")] = None,
    on: Annotated[Day, typer.Option(parser=day_typed, metavar="DATE", help="Day the body mass was measured; today if left out.")] = None,
    height_m: Annotated[float | None, typer.Option(help="Height in metres.")] = None,
    sex: Annotated[
        Literal["male", "female"] | None, typer.Option(help="Sets which table of body segments and which strength norms are used.")
    ] = None,
    born: Annotated[Day, typer.Option(parser=day_typed, metavar="DATE", help="Date of birth.")] = None,
    own: OwnedWords = None,
    equipment: OwnedFile = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Change what is stored about an athlete; body masses are kept by date."""
    from .. import coach

    ready_to_write(json)
    if (mass_kg, height_m, sex, born, own, equipment) == (None,) * 6:
        raise wrong_usage(en("say what to change: --mass-kg, --height-m, --sex, --born, --own or --equipment"))
    if on is not None and mass_kg is None:
        raise wrong_usage(en("--on is the day of a body mass: give --mass-kg as well"))
    owned, understood = owned_text(equipment, own)
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
        edited = coach.athlete_shown(unit, person.name)
    say(understood, json)
    if not hand_out_json(json, edited):
        show_athlete(edited)


@athletes.command()
def rename(
    name: Name,
    new_name: Annotated[str, typer.Argument(help="The athlete's new name.")],
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Rename an athlete; everything else stays."""
    from .. import coach

    ready_to_write(json)
    with writing(db) as unit:
        person = coach.rename_person(unit, name, new_name)
        renamed = coach.athlete_shown(unit, person.name)
    if not hand_out_json(json, renamed):
        show_paragraph(en("{name} is now called {new_name}.", name=name, new_name=person.name))


@athletes.command("drop-mass")
def drop_mass(
    name: Name,
    on: Annotated[datetime, typer.Argument(parser=day_typed, metavar="DATE", help="Day of the body mass.")],
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Stop counting the body mass of one day; it stays in the history until the athlete is erased."""
    from .. import coach

    ready_to_write(json)
    with writing(db) as unit:
        mass = coach.drop_mass(unit, name, on.date())
        left = coach.athlete_shown(unit, name)
    if not hand_out_json(json, left):
        show_dropped_mass(mass.mass_kg, mass.on, left)


@athletes.command("drop-plan")
def drop_plan(name: Name, db: Database = None, json: JsonTarget = None) -> None:
    """Stop following the plan. What was logged stays, and so does the plan, in the history, until the athlete is erased."""
    from .. import coach

    ready_to_write(json)
    with writing(db) as unit:
        coach.drop_plan(unit, name)
        left = coach.athlete_shown(unit, name)
    if not hand_out_json(json, left):
        show_paragraph(en("{name} no longer follows a plan.", name=left.name))


@athletes.command("runs")
def runs(name: Name, db: Database = None, json: JsonTarget = None) -> None:
    """List the analysed runs that are kept with an athlete."""
    from .. import coach

    ready_to_write(json)
    with reading(db) as unit:
        kept = coach.runs_of(unit, name)
    if not hand_out_json(json, kept):
        show_runs(kept)


@athletes.command("keep-run")
def keep_run(
    name: Name,
    run: Annotated[Path, typer.Argument(metavar="RUN.json", help="The file that 'hipdrive analyse --json' wrote.")],
    on: Annotated[Day, typer.Option(parser=day_typed, metavar="DATE", help="Day of the run; today if left out.")] = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Keep an analysed run with an athlete; exports and backups include it, and erasing the athlete erases it."""
    from .. import coach
    from ..contract.runs.run import RUN_FILE_ADVICE
    from ..store import move_clips, move_for_opensim

    ready_to_write(json)
    content = content_of(run, advice=RUN_FILE_ADVICE)
    with coach.open_store(db) as store:
        with store.writing(clock.now()) as unit:
            before = {each.id for each in coach.runs_of(unit, name).runs}
            kept = coach.keep_run(unit, name, content, file_name=run.name, on=clock.day_or_today(on))
            person, after = coach.find_person(unit, name).uid, {each.id for each in kept.runs}
        for move in (move_clips, move_for_opensim):
            for gone in before - after:
                move(store, person, gone, to=next(iter(after - before)))
    if not hand_out_json(json, kept):
        show_paragraph(en("{file} is kept with {athlete}.", file=run.name, athlete=kept.athlete))
        show_runs(kept)


@athletes.command("drop-run")
def drop_run(
    name: Name,
    run: Annotated[str, typer.Argument(metavar="ID", help="Id of a run, or its first letters ('hipdrive athlete runs' shows it).")],
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Stop keeping a run; its numbers stay in the history until the athlete is erased, pictures and files kept with it are deleted."""
    from .. import coach
    from ..store import drop_clips, drop_for_opensim

    ready_to_write(json)
    with coach.open_store(db) as store, store.writing(clock.now()) as unit:
        left = coach.drop_run(unit, name, run)
        assert left.deleted is not None  # noqa: S101 - it has just been deleted
        for drop in (drop_clips, drop_for_opensim):
            drop(store, coach.find_person(unit, name).uid, left.deleted)
    if not hand_out_json(json, left):
        show_paragraph(en("The run {id} is no longer kept; {count} left.", id=coach.short_id(left.deleted), count=len(left.runs)))


@athletes.command()
def delete(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation; for scripts.")] = False,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Erase an athlete for good: every entry, in the known backups too."""
    from .. import coach

    ready_to_write(json)
    with coach.open_store(db) as store:
        with store.reading(clock.now()) as unit:
            person = coach.find_person(unit, name)
        question = en(
            "Erase {name} for good, with all tests, screens, plans and sessions, here and in the known backups?", name=person.name
        )
        if not yes and not confirmed(question, no_on_enter=True):
            show_line(en("Nothing was erased."), err=True)
            raise typer.Exit(1)
        erased = coach.erase_athlete(store, name, now=clock.now())
    if not hand_out_json(json, erased):
        show_erasure(erased)
