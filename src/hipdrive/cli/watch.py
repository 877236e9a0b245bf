"""The commands watch add, show and delete: runs that a watch recorded, what they show over weeks, and keeping one no longer."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from ..errors import HipDriveError
from ..language import en, layout
from ..speed import speed_m_s_of
from .door.day import day_typed
from .door.inlet import watch_content
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, show_line, show_message, show_paragraph
from .door.stored import Database, reading, writing
from .views.watch import show_watch, show_watch_runs

watches = typer.Typer(name="watch", no_args_is_help=True, help="Runs that a watch recorded: kept, and what they show over weeks.")
Name = Annotated[str, typer.Argument(metavar="ATHLETE", help="A stored athlete.")]


@watches.callback()
def watch_commands() -> None:
    """Runs that a watch recorded: kept, and what they show over weeks."""


@watches.command("add")
def add(
    name: Name,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE.fit...", help="Original .fit files of runs; the same file twice is one run.")
    ],
    on: Annotated[
        datetime | None, typer.Option(parser=day_typed, metavar="DATE", help="Day of the run, where the watch knew no date.")
    ] = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Keep runs of a watch with an athlete, and say in one sentence what each showed.

    Of several files those that can be read are kept; the others are named with what is wrong.
    """
    from .. import coach

    ready_to_write(json)
    with reading(db) as unit:
        coach.find_person(unit, name)
    refused: list[HipDriveError] = []
    for file in files:
        try:
            run = coach.watch_file(watch_content(file), name=file.name)
            with writing(db) as unit:
                added = coach.keep_watch_run(unit, name, run, on=None if on is None else on.date())
        except HipDriveError as error:
            if len(files) == 1:
                raise
            refused.append(error)
            continue
        if json is None:
            before = en("already kept") if added.outcome == "kept_before" else en("kept")
            show_paragraph(layout("{file} ({state}): {says}", file=file.name, state=before, says=added.run.summary))
            for note in added.notes:
                show_message(note.message)
    with reading(db) as unit:
        hand_out_json(json, coach.watch_runs_of(unit, name))
    for fault in refused:
        show_line(fault.words, err=True)
    if refused:
        raise typer.Exit(1)


@watches.command("show")
def show(
    name: Name,
    speed: Annotated[
        float | None,
        typer.Option(
            metavar="SPEED",
            parser=speed_m_s_of,
            help="Compare runs at this speed, such as 5:30/km or '11 km/h'; where most can be if left out.",
        ),
    ] = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Show how measures of the watch change at one speed, beside their noise, and what each week asked of the hips as an estimate."""
    from .. import coach

    ready_to_write(json)
    with reading(db) as unit:
        shown = coach.watch_shown(unit, name, speed_m_s=speed)
    if not hand_out_json(json, shown):
        show_watch(shown)


@watches.command("delete")
def delete(
    name: Name,
    run: Annotated[str, typer.Argument(metavar="RUN", help="Id of a run, or its first letters ('hipdrive watch show' lists them).")],
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Keep a run no longer; it stays in the history until the athlete is erased."""
    from .. import coach

    ready_to_write(json)
    with writing(db) as unit:
        left = coach.drop_watch_run(unit, name, run)
    if not hand_out_json(json, left):
        show_paragraph(en("The run {id} is no longer kept; {count} left.", id=coach.short_id(left.deleted), count=len(left.runs)))
        show_watch_runs(left.runs)
