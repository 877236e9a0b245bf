"""The command exercises: search, filter, the table of ranges, and the page of one exercise."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..body_words import MUSCLES
from ..language import ENGLISH, en, en_count, joined, layout, reader
from .door.options import exercises as options
from .door.outlet import JsonTarget, hand_out_json, progress_bar, ready_to_write, say, show_line, show_paragraph, show_table, wrong_usage
from .door.own_file import OwnExerciseFile, exercise_in, refuse_path
from .door.own_folder import own_folder
from .door.owned import OwnedFile, OwnedWords, owned
from .door.prescription_input import TypicalSpeed, demand_named
from .door.writing import write_text
from .views.vocabulary import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..coach import Filters
    from ..contract.exercises.exercise_list import ExerciseDocument, GridCellDocument
    from ..curve import Range
    from ..exercise import Exercise
    from ..exercise.verdict.effort import Leg

RANGES: tuple["Range", ...] = ("early", "mid", "end")


def exercises(
    query: options.Query = "",
    file: OwnExerciseFile = None,
    range_: options.HardestRange = "",
    position: options.Position = "",
    resistance: options.Resistance = "",
    quality: options.EffortCourse = "",
    own: OwnedWords = None,
    equipment: OwnedFile = None,
    both_hips: options.ForBothHips = False,
    ladder: options.OfLadder = "",
    evidence: options.CitedRow = "",
    grid: options.AsGrid = False,
    report: options.PageFile = None,
    pictures: options.PicturesFile = None,
    loads: options.LoadsFile = None,
    typical: TypicalSpeed = None,
    run: options.StrideOfRun = None,
    tempo: options.PageTempo = None,
    json: JsonTarget = None,
) -> None:
    """List the exercises, where they load and what they need, or show everything about one of them.

    TOML files in the folder 'exercises' of your data folder are your own exercises; every command reads them.

    The end of the list says where that folder is; set HIPDRIVE_FOLDER to use another data folder.
    """
    from .. import coach

    ready_to_write(json, report, pictures, loads)
    have = owned(equipment, own)
    filters = coach.Filters(range=range_, position=position, resistance=resistance, quality=quality)
    filters = replace(filters, equipment=have.equipment, both_hips=both_hips, ladder=ladder, evidence=evidence)
    if file is not None and (query or grid or filters != coach.Filters()):
        raise wrong_usage(en("--file shows one exercise: give it without words, filters or --grid"))
    say(have.says, json)
    single = exercise_in(file) if file is not None else _single(query)
    single = single if filters == coach.Filters() else None
    _draw_listed(query, filters, single, pictures=pictures, loads=loads, run=run, typical=typical)
    if grid:
        _show_grid(json)
    elif single is not None:
        _one(single, report, json, tempo)
    else:
        _refuse_of_one(tempo, report)
        _list(query, filters, json)


def _refuse_of_one(tempo: str | None, report: Path | None) -> None:
    """Refuse what only one exercise has."""
    if tempo is not None:
        raise wrong_usage(en("--tempo needs one exercise: give its id"))
    if report is not None:
        raise wrong_usage(en("--report needs one exercise: give its id"))


def _draw_listed(
    query: str,
    filters: "Filters",
    single: "Exercise | None",
    *,
    pictures: Path | None,
    loads: Path | None,
    run: Path | None,
    typical: float | None,
) -> None:
    """Draw what is listed into the files that were asked for."""
    from .. import coach

    if loads is None and (run is not None or typical is not None):
        raise wrong_usage(en("--run and --typical choose the stride of --loads: give --loads FILE.html too"))
    if pictures is None and loads is None:
        return
    drawn = (single,) if single is not None else coach.fitting_exercises(query, filters)
    if pictures is not None:
        _draw(drawn, pictures)
    if loads is not None:
        _draw_loads(drawn, loads, run=run, typical=typical)


def _draw(exercises: "Sequence[Exercise]", file: Path) -> None:
    """Write the wall of pictures; nothing where no exercise was found."""
    from .. import coach

    if exercises:
        with progress_bar(en("Pictures of the exercises")) as progress:
            wall = coach.picture_wall(exercises, progress=progress)
        write_text(file, wall)


def _single(query: str) -> "Exercise | None":
    """The exercise, if the query means exactly one."""
    from .. import coach

    refuse_path(query)
    named = coach.exercises_named(query) if query else ()
    return named[0] if len(named) == 1 else None


def _draw_loads(chosen: "Sequence[Exercise]", loads: Path, *, run: Path | None, typical: float | None) -> None:
    from .. import coach

    demand = None if run is None and typical is None else demand_named(run, typical)
    with progress_bar(en("Load curves of the exercises")) as progress:
        page = coach.load_sheet(chosen, demand, progress=progress)
    write_text(loads, page)


def _one(exercise: "Exercise", report: Path | None, json: str | None, tempo: str | None) -> None:
    from .. import coach
    from .views.exercise_page import show_page

    page = coach.exercise_page(exercise, figures=report is not None, tempo=tempo)
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
        rows = [
            (row.id, _name_in_list(row), word(row.position), _effort_in_list(row, "working"), _effort_in_list(row, "other"))
            for row in listed.exercises
        ]
        columns = (en("id"), en("name"), en("position"), en("working leg"), en("other leg"))
        show_table("", columns, rows, words=True, whole=(0,))
        shown = en(
            "Shown: the muscles that work hardest, in which range, at what share of typical strength, "
            "and how that share changes from straight to flexed."
        )
        show_paragraph(shown)
    for note in listed.notes if query else ():
        show_paragraph(layout("{id}  {name}", id=note.id, name=note.name), bold=True)
        show_paragraph(joined((note.says, note.why_no_load_curve, en("See: {names}.", names=", ".join(note.related)))))
    if not listed.exercises and not (query and listed.notes):
        none = en("No exercise matches '{query}' with these filters.", query=query) if query else en("No exercise matches these filters.")
        show_paragraph(none)
    elif not query and listed.notes:
        names = joined([layout("{id} ({name})", id=note.id, name=_within_sentence(note.name)) for note in listed.notes], ", ")
        show_line()
        show_paragraph(en("These have no exercise of their own; ask for the row to read about them: {names}.", names=names))
        own = en("Your own exercises: every command also reads the TOML files in {folder}.", folder=own_folder("exercises"))
        show_paragraph(own)


def _within_sentence(name: str) -> str:
    """A name in the middle of a sentence, where English has no capital."""
    return name.lower() if reader().code == ENGLISH else name


def _name_in_list(row: "ExerciseDocument") -> str:
    """Name, with the number of variants, whether both hips are loaded at once, and whether its set-up is ours."""
    more = [en_count("{n} variant", "{n} variants", n=len(row.variants))] if len(row.variants) > 1 else []
    more += [en("both hips")] if any(variant.both_hips for variant in row.variants) else []
    more += [en("mobility")] if row.kind == "mobility" else []
    more += [en("our reconstruction")] if row.reconstruction else []
    more += [en("your own")] if row.own else []
    return layout("{name} ({more})", name=row.name, more=joined(more, ", ")) if more else row.name


def _effort_in_list(row: "ExerciseDocument", leg: "Leg") -> str:
    """'flexors, end 38 %, rising': the muscles of a leg that work hardest in the default variant."""
    effort = next((effort for effort in row.variants[0].efforts if effort.leg in {leg, "both"}), None)
    if effort is None:
        return "-"
    if effort.leg == "both" and leg == "other":
        return en("the same")
    return layout(
        "{muscles}, {range} {share:.0f} %, {runs}",
        muscles=MUSCLES[effort.muscle],
        range=effort.range_name,
        share=100 * effort.share,
        runs=word(effort.runs),
    )


def _show_grid(json: str | None) -> None:
    from .. import coach
    from ..range_words import both_names, range_span

    grid = coach.exercise_grid()
    if hand_out_json(json, grid):
        return
    columns = [layout("{range} ({span})", range=both_names(name), span=range_span(name)) for name in RANGES]
    rows = [
        (word(cell.resistance), word(cell.position), _names(cell.early, cell), _names(cell.mid, cell), _names(cell.end, cell))
        for cell in grid.cells
    ]
    show_table(
        en("Where the working leg works hardest, by kind of resistance and body position"),
        (en("resistance"), en("position"), *columns),
        rows,
        words=True,
    )
    show_paragraph(en("* the extensors; for all others the flexors"))


def _names(ids: "Sequence[str]", cell: "GridCellDocument") -> str:
    """Ids of exercises as names in one line, with a mark where the extensors work hardest."""
    return ", ".join(name.replace("_", " ") + ("*" if name in cell.extensors else "") for name in ids) or "-"
