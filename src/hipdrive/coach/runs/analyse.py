"""The verb analyse: what a recorded run demands of the hips, with its match and its page where they are asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ...body import Athlete as Athlete
from ...body import SegmentTable
from ...contract.runs.run import RunDocument, run_document
from ...gait import DEFAULT_CUTOFF_HZ, Movement, Run, analyse_clips, analyse_clusters, analyse_with_tables, with_observations
from ...report import ClipStill
from ..athletes.for_analysis import Runner
from ..clips.pictures import ClipPictures
from ..files.opensim import opensim_zip
from ..files.recording import Recording as Recording
from ..files.recording import read_recording as read_recording
from ..matching.offer import Progress
from ..planning.match import Prescription, demand_of_run, prescribe
from .report import report_page


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """An analysed run with what was made of it."""

    run: Run
    movement: Movement | None
    """What the run was measured on, for export and pictures; of rigid clusters, NaN where they do not show it; None of a run on video."""
    other_segments: Run | None = None
    """The same run with the other segment table; None where no page was asked for."""
    prescription: Prescription | None = None
    """Demand against capacity; None where no page was asked for."""
    page: str | None = None
    """The report as one HTML page; None where none was asked for."""


def analyse(
    recording: Recording,
    runner: Runner,
    *,
    segments: SegmentTable = "de_leva",
    cutoff_hz: float | None = None,
    with_page: bool = False,
    on: date | None = None,
    progress: Progress | None = None,
    pictured: Callable[[Run], Sequence[ClipStill]] | None = None,
) -> Analysis:
    """Analyse a recorded run, with force plates or without.

    Args:
        recording: The run (`read_recording`).
        runner: Body, strength tests, observations of drills and what is owned.
        segments: Segment table for masses.
        cutoff_hz: Zero-lag low-pass of markers and forces alike (-3 dB); None for 15 Hz. Clips are folded and not low-passed.
        with_page: Whether to match exercises and to build the report too; the run is then measured with both segment tables.
        on: Day that stands on the page; None leaves it out.
        progress: Called with how many of the load curves are done, and how many there are.
        pictured: Finds the moments of the run in its clips (`clip_stills`) for the page; None where the clips are not at hand.

    Returns:
        The run, judged in the light of the observations, and what else was asked for.

    Raises:
        HipDriveError: One of its children, each with its own sentence.
    """
    other: SegmentTable = "dempster" if segments == "de_leva" else "de_leva"
    tables = (segments, other) if with_page else (segments,)
    analysed = _measured(recording, runner.athlete, tables=tables, cutoff_hz=cutoff_hz)
    run, movement = analysed[0]
    run = with_observations(run, runner.observations)
    if not with_page:
        return Analysis(run=run, movement=movement)
    prescription = prescribe(
        demand_of_run(run),
        athlete=runner.athlete,
        tests=runner.tests,
        age_years=runner.age_years,
        equipment=runner.equipment,
        kept=runner.set_ups,
        progress=progress,
    )
    other_segments, _ = analysed[1]
    page = report_page(
        prescription,
        other_segments=other_segments,
        athlete_name=runner.name,
        on=on,
        screened=runner.screened,
        stills=() if pictured is None else pictured(run),
    )
    return Analysis(run=run, movement=movement, other_segments=other_segments, prescription=prescription, page=page)


def _measured(
    recording: Recording, athlete: Athlete, *, tables: Sequence[SegmentTable], cutoff_hz: float | None
) -> Sequence[tuple[Run, Movement | None]]:
    """Run and, but for clips, movement with each of several segment tables."""
    if recording.clips:
        return [(_filmed(recording, athlete, table), None) for table in tables]
    return analyse_recording(recording, athlete, tables=tables, cutoff_hz=cutoff_hz)


def _filmed(recording: Recording, athlete: Athlete, table: SegmentTable) -> Run:
    """A run in clips with one segment table."""
    return analyse_clips(recording.clips, athlete, speed_m_s=recording.speed_m_s, seen_from=recording.seen_from, table=table)


@dataclass(frozen=True, kw_only=True)
class AnalysedRun:
    """An analysed run as it is kept."""

    document: RunDocument
    opensim: bytes | None
    """A zip of the files for OpenSim; None where the run has none."""
    pictures: ClipPictures | None = None
    """Of its clips; None where it has none at hand."""


def analysed_run(recording: Recording, runner: Runner, *, pictured: Callable[[Run], ClipPictures | None] | None = None) -> AnalysedRun:
    """A recorded run analysed as it is kept; arguments and errors as in `analyse`, but that `pictured` gives what is kept of its clips."""
    analysis = analyse(recording, runner)
    return AnalysedRun(
        document=run_document(analysis.run),
        opensim=opensim_zip(analysis.movement),
        pictures=None if pictured is None else pictured(analysis.run),
    )


def analyse_recording(
    recording: Recording, athlete: Athlete, *, tables: Sequence[SegmentTable] = ("de_leva",), cutoff_hz: float | None = None
) -> tuple[tuple[Run, Movement], ...]:
    """Measure a recorded run with each of several segment tables; it is mostly solved once.

    Returns:
        Run and movement by table; of rigid clusters alone, coordinates and moments that they don't show are NaN.
    """
    cutoff_hz = DEFAULT_CUTOFF_HZ if cutoff_hz is None else cutoff_hz
    if recording.static is None:
        run, markers = recording.run, recording.marker_set
        return tuple(analyse_clusters(run, markers, athlete, table=table, cutoff_hz=cutoff_hz) for table in tables)
    return analyse_with_tables(recording.run, recording.static, recording.marker_set, athlete, tables=tables, cutoff_hz=cutoff_hz)
