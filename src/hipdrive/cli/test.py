"""The commands on tests: what can be tested, results entered one by one or from a spreadsheet, and what changed."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from ..language import en
from .door import clock
from .door.clips import captured_fps_kind, model_kind
from .door.day import day_typed
from .door.inlet import content_of, motion_file
from .door.next_step import show_next_if_held
from .door.outlet import JsonTarget, hand_out_json, ready_to_write, show_paragraph, wrong_usage
from .door.sheet import FILL_IN_CSV, DryRun, SheetFile, hand_out_sheet
from .door.stored import Database, reading, writing
from .views.filmed import filmed_points
from .views.spreadsheet import show_imported_results
from .views.test import show_added, show_change, show_clip_result, show_protocol, show_protocols, show_results

tests = typer.Typer(name="test", no_args_is_help=True, help="Tests: see which there are, enter results, and see what changed.")

AthleteName = Annotated[str, typer.Argument(metavar="ATHLETE", help="A stored athlete.")]
ResultId = Annotated[str, typer.Argument(metavar="ID", help="Id of a result, or its first letters ('hipdrive test results' shows it).")]
Side = Annotated[str | None, typer.Option(metavar="left|right", help="Tested side. If you tested both, enter each as a result of its own.")]
ValueUnit = Annotated[str, typer.Option(help="Unit of the value if it is not the test's own, such as lb; it is converted.")]
PassOrFail = Annotated[bool | None, typer.Option("--pass/--fail", help="For a test that is passed or failed.")]
DetailWords = Annotated[
    list[str] | None,
    typer.Option("--detail", metavar="KEY=VALUE", help="A further detail that the test asks for (see 'hipdrive test show'); repeatable."),
]
Day = Annotated[datetime | None, typer.Option(parser=day_typed, metavar="DATE", help="Day of the test; today if left out.")]


@tests.command("list")
def list_(
    row: Annotated[str, typer.Option(metavar="ROW", help="Only tests of this row of the articles, such as A01.")] = "",
    json: JsonTarget = None,
) -> None:
    """List every test that can be done."""
    from .. import coach

    ready_to_write(json)
    protocols = coach.protocol_list(row)
    if not hand_out_json(json, protocols):
        show_protocols(protocols.tests)


@tests.command()
def show(
    test: Annotated[str, typer.Argument(metavar="TEST", help="Id of a test, or a row such as A01.")],
    json: JsonTarget = None,
) -> None:
    """Show how a test is done, when it is passed, what a fail means and how exact it is."""
    from .. import coach

    ready_to_write(json)
    protocol = coach.protocol_named(test)
    if not hand_out_json(json, protocol):
        show_protocol(protocol)


@tests.command()
def add(
    athlete: AthleteName,
    test: Annotated[str, typer.Argument(metavar="TEST", help="Id of a test, or a row such as A01.")],
    side: Side = None,
    value: Annotated[
        list[float] | None, typer.Option(metavar="NUMBER", help="The measured value; repeat it for each try, and every try is kept.")
    ] = None,
    unit: ValueUnit = "",
    verdict: PassOrFail = None,
    detail: DetailWords = None,
    on: Day = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Enter the result of a test, one side at a time.

    A strength test: hipdrive test add Ann isometric_hip_flexion --side left --value 212 --detail lever_m=0.40 --detail hip_flexion_deg=0
    """
    from .. import coach

    ready_to_write(json)
    day, details = clock.day_or_today(on), detail or ()
    tries: list[float | None] = [*value] if value else [None]
    typed = [coach.typed_result(test, on=day, side=side, value=number, unit=unit, passed=verdict, details=details) for number in tries]
    with writing(db) as work:
        entered = coach.enter_results(work, athlete, typed)
        body = coach.known(work, athlete)
    if not hand_out_json(json, entered):
        show_added(entered.results, coach.protocol_named(test), mass_kg=body.body().mass_kg)
        show_next_if_held(db, athlete)


@tests.command()
def clip(
    athlete: AthleteName,
    test: Annotated[str, typer.Argument(metavar="TEST", help="Id or row of a test that a clip answers: skip_pop (A07).")],
    file: Annotated[Path, typer.Argument(metavar="CLIP", help="A clip from the side (.mp4, .mov, .webm), or the keypoints found in it.")],
    forced: Annotated[
        bool | None, typer.Option("--forced/--not-forced", help="Whether you have to force the knee up: no clip shows it.")
    ] = None,
    verdict: Annotated[bool | None, typer.Option("--pass/--fail", help="Your own verdict; it stands over what comes of the clip.")] = None,
    on: Day = None,
    captured_fps: captured_fps_kind = None,
    model: model_kind = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Enter what a clip of high-knee skips shows: whether the trunk leans back, on the side of the leg that faces the camera.

    Nothing of the clip is kept. Give one clip from each side, one after the other.
    """
    from .. import coach

    ready_to_write(json)
    coach.refuse_no_clip(test)
    day = clock.day_or_today(on)
    with reading(db) as work:
        body = coach.stored_runner(work, athlete, on=day).athlete
    points = filmed_points([file], captured_fps, model, "side", quiet=True).get(file)
    drill = coach.skips_seen(points or motion_file(file), body, captured_hz=captured_fps)
    with writing(db) as work:
        entered = coach.enter_clip(work, athlete, test, drill, on=day, forced=forced, passed=verdict)
    if not hand_out_json(json, entered):
        show_clip_result(entered, coach.protocol_named(test))
        show_next_if_held(db, athlete)


@tests.command()
def template(
    tests: Annotated[list[str], typer.Argument(metavar="TEST", help="Ids or rows of the tests that will be done ('hipdrive test list').")],
    out: SheetFile = None,
    db: Database = None,
) -> None:
    """Write a CSV file to fill in with results: one line for each stored athlete, test and side."""
    from .. import coach

    ready_to_write(None, out)
    with reading(db) as unit:
        sheet = coach.results_template(unit, tests)
    hand_out_sheet(sheet, out, then="hipdrive test import-csv")


@tests.command("import-csv")
def import_csv(
    file: Annotated[Path, typer.Argument(metavar="TESTS.csv", help="One line for each result; 'hipdrive test template' writes one.")],
    dry_run: DryRun = False,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Store the results in a CSV file: all of them, or none if a line cannot be used. A line without a result is skipped.

    Columns: athlete, test, side, value, unit (the test's own if blank), passed (yes or no) and date; each further detail that a test
    asks for has a column of its own, such as lever_m.
    """
    from .. import coach

    ready_to_write(json)
    content = content_of(file, advice=FILL_IN_CSV)
    with writing(db) as unit:
        read = coach.import_results(unit, content, file=file.name, dry_run=dry_run)
    if not hand_out_json(json, read):
        show_imported_results(read)


@tests.command()
def results(
    athlete: AthleteName,
    test: Annotated[str, typer.Option(metavar="TEST", help="Only results of this test: its id or row.")] = "",
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """List the results of an athlete, from the oldest to the newest."""
    from .. import coach

    ready_to_write(json)
    with reading(db) as unit:
        listed = coach.results_of(unit, athlete, test)
    if not hand_out_json(json, listed):
        show_results(listed.results, listed.untested, listed.measured)
        show_next_if_held(db, athlete)


@tests.command()
def correct(
    athlete: AthleteName,
    result: ResultId,
    side: Side = None,
    value: Annotated[float | None, typer.Option(metavar="NUMBER", help="What was measured.")] = None,
    unit: ValueUnit = "",
    verdict: PassOrFail = None,
    detail: DetailWords = None,
    on: Day = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Correct a result: what you give replaces what it had ('KEY=' drops a detail); the old result stays in the history."""
    from .. import coach

    ready_to_write(json)
    if (side, value, verdict, detail, on) == (None,) * 5 and not unit:
        raise wrong_usage(en("say what to change: --side, --value, --pass or --fail, --detail or --on"))
    with writing(db) as work:
        corrected = coach.amend_result(
            work,
            athlete,
            result,
            on=None if on is None else on.date(),
            side=side,
            value=value,
            in_unit=unit,
            passed=verdict,
            details=detail or (),
        )
    if not hand_out_json(json, corrected):
        show_paragraph(en("Corrected; the old result stays in the history."))
        show_results(corrected.results)
        show_next_if_held(db, athlete)


@tests.command()
def delete(athlete: AthleteName, result: ResultId, db: Database = None, json: JsonTarget = None) -> None:
    """Stop counting a result; it stays in the history until the athlete is erased."""
    from .. import coach

    ready_to_write(json)
    with writing(db) as unit:
        left = coach.drop_result(unit, athlete, result)
    if not hand_out_json(json, left):
        show_paragraph(en("The result {id} no longer counts; {count} left.", id=coach.short_id(left.deleted), count=len(left.results)))
        show_next_if_held(db, athlete)


@tests.command()
def change(
    athlete: AthleteName,
    since: Annotated[
        datetime | None,
        typer.Option(
            parser=day_typed,
            metavar="DATE",
            help="Compare tests before this day with those from this day on; if left out, the last two days of each test.",
        ),
    ] = None,
    db: Database = None,
    json: JsonTarget = None,
) -> None:
    """Say what improved, what got worse and what cannot be told yet, next to what studies found."""
    from .. import coach

    ready_to_write(json)
    with reading(db) as unit:
        changes = coach.change_report(unit, athlete, None if since is None else since.date())
    if not hand_out_json(json, changes):
        show_change(changes)
        show_next_if_held(db, athlete)
