"""The command exercises: search, filter, the table of ranges, and the page of one exercise."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .door.outlet import JsonTarget, hand_out_json, ready_to_write, show_paragraph, show_table
from .door.own_file import OwnExerciseFile, equipment_in, exercise_in, refuse_path
from .door.writing import write_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..coach import Filters
    from ..contract.exercises.exercise_list import ExerciseDocument
    from ..exercise import Exercise

RANGE_COLUMNS = ("early (below 15 deg)", "mid (15 to 75)", "end (above 75)")


def exercises(
    query: Annotated[str, typer.Argument(help="An id or a row such as X25: prints its page. Or words to look for.")] = "",
    file: OwnExerciseFile = None,
    range_: Annotated[
        str, typer.Option("--range", metavar="RANGE", help="Loads the working hip most early, mid or end; any variant.")
    ] = "",
    position: Annotated[str, typer.Option(help="Body position, such as standing or supine.")] = "",
    resistance: Annotated[str, typer.Option(help="'own weight', weight, band, cable or sled.")] = "",
    quality: Annotated[str, typer.Option(help="How the resistance runs over the range: constant, rising or falling.")] = "",
    equipment: Annotated[Path | None, typer.Option(help="TOML file of what you own: only what can be done with it.")] = None,
    both_hips: Annotated[bool, typer.Option("--both-hips", help="Only what loads both hips at once by design.")] = False,
    ladder: Annotated[str, typer.Option(help="Only steps of this ladder, such as march or thrust.")] = "",
    evidence: Annotated[str, typer.Option(metavar="ID", help="Only what cites this row, such as K14.")] = "",
    grid: Annotated[bool, typer.Option("--grid", help="Print the table: kind of resistance x body position x range loaded most.")] = False,
    report: Annotated[Path | None, typer.Option(help="Write the page of one exercise, with pictures, as one HTML file here.")] = None,
    json: JsonTarget = None,
) -> None:
    """List the exercises, where they load and what they need; or show all about one of them."""
    from .. import coach

    ready_to_write(json, report)
    filters = coach.Filters(
        range=range_,
        position=position,
        resistance=resistance,
        quality=quality,
        equipment=equipment_in(equipment) if equipment else None,
        both_hips=both_hips,
        ladder=ladder,
        evidence=evidence,
    )
    if file is not None and (query or grid or filters != coach.Filters()):
        raise typer.BadParameter("--file shows one exercise: give it without words, filters and --grid")
    single = exercise_in(file) if file is not None else _single(query)
    if grid:
        _show_grid(json)
    elif single is not None and filters == coach.Filters():
        _one(single, report, json)
    elif report is not None:
        raise typer.BadParameter("--report needs one exercise: give its id")
    else:
        _list(query, filters, json)


def _single(query: str) -> "Exercise | None":
    """The exercise, if the query means exactly one."""
    from .. import coach

    refuse_path(query)
    named = coach.exercises_named(query) if query else ()
    return named[0] if len(named) == 1 else None


def _one(exercise: "Exercise", report: Path | None, json: str | None) -> None:
    from .. import coach
    from .views.exercise_page import show_page

    page = coach.exercise_page(exercise, figures=report is not None)
    if report is not None:
        write_text(report, coach.exercise_report(page))
    if json is None or not hand_out_json(json, coach.page_document(page)):
        show_page(page)


def _list(query: str, filters: "Filters", json: str | None) -> None:
    from .. import coach

    listed = coach.exercise_list(query, filters)
    if hand_out_json(json, listed):
        return
    if listed.exercises:
        rows = [(row.id, _name_in_list(row), row.position, row.quality, row.peak_range or "-") for row in listed.exercises]
        show_table("", ("id", "name", "position", "resistance", "loads most"), rows, words=True, whole=(0, 3, 4))
    for note in listed.notes if query else ():
        show_paragraph(f"{note.id}  {note.name}", bold=True)
        show_paragraph(f"{note.says} {note.why_no_load_curve} See: {', '.join(note.related)}.")
    if not listed.exercises and not (query and listed.notes):
        show_paragraph(f"No exercise matches '{query}' with these filters." if query else "No exercise matches these filters.")
    elif not query and listed.notes:
        names = ", ".join(f"{note.id} ({note.name.lower()})" for note in listed.notes)
        show_paragraph(f"\nNo exercises of their own, but explained if you ask for the row: {names}.")


def _name_in_list(row: "ExerciseDocument") -> str:
    """Name, with the number of variants, whether both hips are loaded at once, and whether its set-up is ours."""
    more = [f"{len(row.variants)} variants"] if len(row.variants) > 1 else []
    more += ["both hips"] if any(variant.both_hips for variant in row.variants) else []
    more += ["mobility"] if row.kind == "mobility" else []
    more += ["our reconstruction"] if row.reconstruction else []
    return f"{row.name} ({', '.join(more)})" if more else row.name


def _show_grid(json: str | None) -> None:
    from .. import coach

    grid = coach.exercise_grid()
    if hand_out_json(json, grid):
        return
    rows = [(cell.resistance, cell.position, _names(cell.early), _names(cell.mid), _names(cell.end)) for cell in grid.cells]
    show_table(
        "Where the working hip is loaded most, by kind of resistance and body position",
        ("resistance", "position", *RANGE_COLUMNS),
        rows,
        words=True,
    )


def _names(ids: "Sequence[str]") -> str:
    """Ids of exercises as names in one line."""
    return ", ".join(name.replace("_", " ") for name in ids) or "-"
