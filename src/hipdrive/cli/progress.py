"""The command progress: where the plan stands, what was done of it, what moved, what hurt, and what the tests say."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from ..language import en
from .door.day import day_typed
from .door.next_step import show_next_if_held
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, show_line
from .door.stored import Database, reading
from .door.writing import write_text
from .views.progress import show_progress


def progress(
    athlete: Annotated[str, typer.Argument(help="A stored athlete.")],
    exercise: Annotated[str, typer.Option(metavar="ID", help="Only this exercise.")] = "",
    since: Annotated[
        datetime | None, typer.Option(parser=day_typed, metavar="DATE", help="From this day on; everything stored if left out.")
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE.html", help="Write how it goes as a page (one HTML file) here.")] = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Show how training is going: planned and done, loads per side, pain, where the plan stands and why, and whether tests changed."""
    from .. import coach

    ready_to_write(json, report)
    with reading(db) as unit:
        shown = coach.progress_report(unit, athlete, exercise=exercise, since=None if since is None else since.date())
        page = None if report is None else coach.progress_page(unit, athlete, exercise=exercise, since=shown.since)
    if report is not None and page is not None:
        write_text(report, page)
    if not hand_out_json(json, shown):
        show_progress(shown)
        show_next_if_held(db, athlete)
        if report is not None:
            show_line(en("Page: {file}", file=report))
