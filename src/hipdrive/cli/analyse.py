"""Commands on recordings: inspect, analyse."""

import math
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..body_words import SIDE_WORDS
from ..language import Text, en, en_count, joined, layout
from ..speed import speed_in_words
from .door import clock
from .door.clips import model_kind
from .door.error_words import naming_trials
from .door.inlet import is_watch_path, motion_file, watch_content
from .door.options import analyse as options
from .door.outlet import (
    JsonTarget,
    hand_out_json,
    progress_bar,
    ready_to_write,
    say,
    show_line,
    show_message,
    show_paragraph,
    show_table,
    wrong_usage,
)
from .door.prescription_input import WhoseBody, is_stored_name
from .door.recorded import Known, RecordedFiles, recording_in
from .door.runner_input import BodyHeight, BodyMass, BodySex, runner_named
from .door.stored import Database, writing
from .door.writing import write_into, write_text
from .views.filmed import FilmedFiles, filmed_points, refuse_no_annotated
from .views.run import kept_words, show_front, show_quality
from .views.watch import show_watch_run

if TYPE_CHECKING:
    from ..body import SegmentTable
    from ..coach import Analysis, Recording, Runner
    from ..gait import Run
    from ..report import ClipStill

MEASURES = (
    (en("contact (ms)"), "contact_time_s", 1000.0, 0),
    (en("flight (ms)"), "flight_time_s", 1000.0, 0),
    (en("step length (m)"), "step_length_m", 1.0, 2),
    (en("foot ahead of the body at landing (cm)"), "foot_ahead_m", 100.0, 1),
    (en("largest hip flexor moment (Nm/kg)"), "peak_hip_flexor_moment_nm_kg", 1.0, 2),
    (layout("  {words}", words=en("at hip flexion (°)")), "hip_flexion_at_peak_flexor_moment_rad", math.degrees(1.0), 0),
)
"""What people ask first: words, measure, factor to the unit that is shown, digits."""


def inspect(
    file: Annotated[Path, typer.Argument(help="A C3D, TRC, MOT or STO file, or a watch's FIT file.")],
    json: JsonTarget = None,
) -> None:
    """Say what a motion file holds and whether its markers are known; of a watch's file, what it tells of the run."""
    from ..coach import inspect_file
    from ..contract.runs.file import file_document

    if _inspect_watch(file, json):
        return
    report = inspect_file(motion_file(file))
    if hand_out_json(json, file_document(report)):
        return
    frames = en_count(
        "{format}, {frames} frames at {rate_hz:g} Hz, {n} force plate",
        "{format}, {frames} frames at {rate_hz:g} Hz, {n} force plates",
        n=report.plates,
        format=report.format,
        frames=report.frames,
        rate_hz=report.sampling_rate_hz,
    )
    show_line(frames)
    show_line(en("Marker set: {marker_set}", marker_set=report.marker_set or en("none of the known ones")))
    markers = en("{count} markers: {markers}", count=len(report.markers), markers=joined(report.markers, ", "))
    show_line(markers if report.markers else en("No markers."))
    for note in report.notes:
        show_message(note.message)
    if any(note.code == "marker_set_unknown" for note in report.notes):
        guess = f"hipdrive marker-set guess {quote(str(file))} --out markers.toml"
        show_line(en("Hipdrive can guess it: {command} (give the standing trial first, then the run)", command=guess))


def _inspect_watch(file: Path, json: str | None) -> bool:
    """Say what a watch's file tells; False for a file of another kind."""
    from .. import coach

    if not is_watch_path(file):
        return False
    run = coach.watch_file(watch_content(file), name=file.name)
    if not hand_out_json(json, run):
        show_watch_run(run, coach.watch_summary(run))
    return True


def analyse(
    run: options.RecordedRun,
    static: options.Standing = None,
    grf: options.GroundForces = None,
    marker_set: options.MarkerSetNamed = None,
    mass_kg: BodyMass = None,
    height_m: BodyHeight = None,
    sex: BodySex = None,
    athlete: WhoseBody = None,
    segments: options.SegmentMasses = "de_leva",
    cutoff_hz: options.CutOff = None,
    no_plates: options.NoPlates = False,
    slope: options.SlopePercent = None,
    speed: options.ClipSpeed = None,
    other_side: options.OtherSide = None,
    view: options.ClipView = None,
    captured_fps: options.CapturedRate = None,
    model: model_kind = None,
    hide_face: options.HideFace = False,
    annotated: options.AnnotatedClip = None,
    json: JsonTarget = None,
    report: options.ReportFile = None,
    opensim: options.OpenSimFolder = None,
    on: options.DayOfRun = None,
    look: options.OnlyLook = False,
    db: Database = None,
) -> None:
    """Find what a recorded run demands of the hips at each hip angle.

    The run of a stored athlete is kept with them, for example: hipdrive analyse run.c3d --static standing.c3d --athlete Ann
    """
    ready_to_write(json, report)
    _refuse_day(on, athlete)
    runner = runner_named(mass_kg, height_m, sex, athlete, db)
    files = RecordedFiles(run=run, static=static, grf=grf, other_side=other_side)
    refuse_no_annotated(annotated, files.from_the_side)
    with naming_trials(run, static):
        filmed = filmed_points(files.from_the_side, captured_fps, model, view, quiet=json == "-")
        known = Known(
            marker_set=marker_set, no_plates=no_plates, slope_percent=slope, speed_m_s=speed, frame_rate_hz=captured_fps, seen_from=view
        )
        recording = recording_in(files, filmed, runner.athlete, known)
    clips = FilmedFiles(paths=files.from_the_side, points=filmed, captured_fps=captured_fps, hide_face=hide_face)
    analysis = _analysed(recording, runner, segments, cutoff_hz, with_page=report is not None, on=on, pictured=clips.stills)
    _write(analysis, opensim=opensim, report=report)
    if annotated is not None:
        clips.write_annotated(annotated, analysis.run, json)
    _hand_out(analysis.run, json)
    say(runner.says, json)
    if is_stored_name(athlete) and not look:
        say(_keep(analysis, athlete or "", run.name, on=on, db=db), json)


def _refuse_day(on: datetime | None, athlete: str | None) -> None:
    """Refuse a day that nothing is kept under, or that has not come yet."""
    from .. import coach

    if on is not None and not is_stored_name(athlete):
        raise wrong_usage(en("--on sets the day of a run kept with a stored athlete: give --athlete NAME as well"))
    coach.refuse_future(clock.day_or_today(on), today=clock.now().date(), name=en("date of a run"))


def _analysed(
    recording: "Recording",
    runner: "Runner",
    segments: "SegmentTable",
    cutoff_hz: float | None,
    *,
    with_page: bool,
    on: datetime | None,
    pictured: "Callable[[Run], Sequence[ClipStill]]",
) -> "Analysis":
    from .. import coach

    day = clock.day_or_today(on)
    with progress_bar(en("The run, then load curves of the exercises"), shown=with_page) as progress:
        return coach.analyse(
            recording, runner, segments=segments, cutoff_hz=cutoff_hz, with_page=with_page, on=day, progress=progress, pictured=pictured
        )


def _hand_out(run: "Run", json: str | None) -> None:
    """JSON where it was asked for, else words."""
    from ..contract.runs.run import run_document

    if not hand_out_json(json, run_document(run)):
        _show_run(run)


def _write(analysis: "Analysis", *, opensim: Path | None, report: Path | None) -> None:
    """The files that were asked for."""
    from .. import coach

    if opensim is not None:
        write_into(opensim, coach.opensim_files(analysis.movement))
    if report is not None and analysis.page is not None:
        write_text(report, analysis.page)


def _keep(analysis: "Analysis", athlete: str, file_name: str, *, on: datetime | None, db: str | None) -> Text:
    """Keep the run with a stored athlete, and say so."""
    from .. import coach
    from ..contract.runs.run import run_document

    day = None if on is None else on.date()
    with writing(db) as unit:
        return kept_words(coach.keep_analysed_run(unit, athlete, run_document(analysis.run), file_name=file_name, on=day))


def _show_filmed(run: "Run") -> None:
    """Print what one camera shows, with bands, and what it does not."""
    from ..report.run_page.filmed_view import filmed_found
    from ..report.run_page.front_view import filmed_from, front_shown

    view, front = filmed_from(run), front_shown(run)
    if view is None:
        return
    for sentence in filmed_found(run):
        show_paragraph(sentence)
    if front is not None:
        show_front(front)
    head = (view.heading, *(words for _, words in view.sides), en("Remark"))
    show_table("", head, [(row.name, *(row.of_side[side] for side, _ in view.sides), row.remark) for row in view.rows])
    show_line(en("95 legs of 100 lie within ± this of the truth. It does not show:"))
    for hidden in view.hidden:
        show_paragraph(layout("{what}: {why}.", what=hidden.what, why=hidden.why), indent=4, first="-")
    show_quality(run)
    for note in run.notes:
        show_message(note.message)


def _show_run(run: "Run") -> None:
    """Print what people ask first."""
    if run.view is not None:
        _show_filmed(run)
        return
    summary = en(
        "Speed {speed}, cadence {cadence:.0f} steps/min, marker error {error_mm:.0f} mm rms",
        speed=speed_in_words(run.speed_m_s),
        cadence=run.cadence_steps_per_min,
        error_mm=1000 * run.marker_error_rms_m,
    )
    show_line(summary)

    def cell(side: Literal["left", "right"], name: str, factor: float, digits: int) -> Text:
        measure = run.sides[side].measures[name]
        if measure.mean is None:
            return layout("-")
        mean = layout("{mean:.{digits}f}", mean=factor * measure.mean, digits=digits)
        return mean if measure.sd is None else layout("{mean} ± {sd:.{digits}f}", mean=mean, sd=factor * measure.sd, digits=digits)

    strides = (en("whole strides"), *(run.sides[side].strides for side in ("left", "right")))
    shown = [(words, *(cell(side, name, factor, digits) for side in ("left", "right"))) for words, name, factor, digits in MEASURES]
    show_table("", (en("mean ± SD over strides"), SIDE_WORDS["left"], SIDE_WORDS["right"]), (strides, *shown))
    show_quality(run)
    for note in run.notes:
        show_message(note.message)
