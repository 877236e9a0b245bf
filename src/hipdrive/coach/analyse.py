"""The verbs on recordings: inspect a file, check a marker set, analyse a run."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..body import Athlete as Athlete
from ..body import SegmentTable
from ..gait import DEFAULT_CUTOFF_HZ, Movement, Run, analyse_clusters, analyse_in, refuse_walking
from ..gait import with_observations as with_observations
from ..gait.intake.completion import Completed, completed
from ..gait.intake.joint_angles import from_angles
from ..gait.intake.keypoints import from_keypoints
from ..motion import (
    MarkerSet,
    MarkerSetCheck,
    Motion,
    format_of,
    load_marker_sets,
    named,
    read_ground_forces,
    read_motion,
    recognise,
    with_plain_labels,
)
from ..motion import check_marker_set as check_set_against
from ..motion import inspect_file as inspect_file
from ..note import Note


def check_marker_set(marker_set: str, run: Path) -> MarkerSetCheck:
    """Say how a marker set and a recording fit each other.

    Args:
        marker_set: Id of a shipped set or path of a TOML file.
        run: C3D or TRC.

    Raises:
        HipDriveError: One of the files can't be used, or there is no such set.
    """
    return check_set_against(named(marker_set), read_motion(run))


def analyse_run(
    run: Path,
    *,
    static: Path | None,
    athlete: Athlete,
    grf: Path | None = None,
    marker_set: str | None = None,
    table: SegmentTable = "de_leva",
    cutoff_hz: float = DEFAULT_CUTOFF_HZ,
    no_plates: bool = False,
) -> tuple[Run, Movement]:
    """Analyse a recorded run, with force plates or without.

    Args:
        run: C3D or TRC with markers or keypoints; or a .mot of joint angles as OpenSim writes it.
        static: Quiet standing with the same markers (C3D or TRC); None to put standing together from the run.
        athlete: Body mass (kg), height (m), sex.
        grf: Ground forces (.mot, .sto) that belong to a TRC or to joint angles.
        marker_set: Id of a known set or path of a TOML file; None to recognise it by the labels.
        table: Segment table.
        cutoff_hz: Zero-lag low-pass of markers and forces (-3 dB).
        no_plates: Whether to ignore force plates that are there.

    Returns:
        The result and the movement behind it; of rigid clusters alone, coordinates and moments that they don't show are NaN.

    Raises:
        HipDriveError: One of its children, each with its own sentence.
    """
    return analyse_run_in(
        run,
        tables=(table,),
        static=static,
        athlete=athlete,
        grf=grf,
        marker_set=marker_set,
        cutoff_hz=cutoff_hz,
        no_plates=no_plates,
    )[0]


def analyse_run_in(
    run: Path,
    *,
    tables: Sequence[SegmentTable],
    static: Path | None,
    athlete: Athlete,
    grf: Path | None = None,
    marker_set: str | None = None,
    cutoff_hz: float = DEFAULT_CUTOFF_HZ,
    no_plates: bool = False,
) -> tuple[tuple[Run, Movement], ...]:
    """What `analyse_run` returns, for each of several segment tables; the recording is read, and mostly solved, once."""
    if format_of(run) in ("mot", "sto"):
        whole = _static_unused(from_angles(run, read_ground_forces(grf) if grf is not None else (), athlete), static)
        whole = replace(whole, run=_plates_unless(whole.run, ignored=no_plates))
        refuse_walking(whole.run.plates, file_name=run.name)
    else:
        recording = _plates_unless(with_plain_labels(read_motion(run, grf=grf)), ignored=no_plates)
        refuse_walking(recording.plates, file_name=run.name)
        markers = named(marker_set) if marker_set is not None else recognise(recording.labels, load_marker_sets(), file_name=run.name)
        if markers.kind == "clusters":
            alone = _noted_unused(recording, static)
            return tuple(analyse_clusters(alone, markers, athlete, table=table, cutoff_hz=cutoff_hz) for table in tables)
        whole = _completed_recording(recording, static, markers, athlete)
    return analyse_in(whole.run, whole.static, whole.marker_set, athlete, tables=tables, cutoff_hz=cutoff_hz)


def _completed_recording(recording: Motion, static: Path | None, markers: MarkerSet, athlete: Athlete) -> Completed:
    """Make what the analysis needs and the recording lacks."""
    standing = None if static is None else with_plain_labels(read_motion(static))
    if markers.kind == "joints":
        return _static_unused(from_keypoints(recording, markers, athlete), static)
    return completed(recording, standing, markers, athlete)


def _static_unused(whole: Completed, static: Path | None) -> Completed:
    """The recording with a note that its standing trial was given in vain."""
    return replace(whole, run=_noted_unused(whole.run, static))


def _noted_unused(run: Motion, static: Path | None) -> Motion:
    if static is None:
        return run
    message = f"{static.name} is not used: joint angles, keypoints and rigid clusters have no markers to place on a standing body."
    return replace(run, notes=(*run.notes, Note("static_not_used", message)))


def _plates_unless(recording: Motion, *, ignored: bool) -> Motion:
    return replace(recording, plates=()) if ignored else recording
