"""Reading a recording by its kind: markers, keypoints of video, rigid clusters or joint angles, made whole for the analysis."""

from dataclasses import dataclass, replace

from ...body import Athlete
from ...errors import Advice, InputFileError, listed
from ...gait.contact.on_plates import refuse_walking
from ...gait.intake.body_size import mass_notes
from ...gait.intake.calibrated_clusters import from_clusters, roles_wanting
from ...gait.intake.completion import Completed, completed
from ...gait.intake.forces.clock import on_force_clock
from ...gait.intake.forces.unit import with_forces_in_metres
from ...gait.intake.joint_angles import from_angles
from ...gait.intake.keypoints import from_keypoints
from ...gait.intake.length import refuse_few_frames, refuse_too_short
from ...gait.verdict.sources import SeenFrom
from ...language import en
from ...motion import (
    FileContent,
    FlatKeypoints,
    GroundForces,
    MarkerSet,
    Motion,
    Table,
    as_reaction,
    forces_in,
    format_of,
    held_to_missing,
    load_marker_sets,
    marker_set_named,
    read_motion,
    read_sto,
    recognise,
    still_to_missing,
    with_labels_of,
    with_plain_labels,
    zeros_to_missing,
)
from ...note import FILE, Note
from .filmed import Filmed, as_motion, clips_of, is_filmed, is_flat, refuse_beside_clip
from .marker_file import in_true_unit

STANDING_TRIAL = en("the standing trial")
ANGLE_FORMATS = ("mot", "sto")
POSED_FEET_S = 0.04
"""Feet of a typical body that joint angles pose land this much off, or less, where the body is some centimetres too tall; our choice."""
ONLY_MARKERS = en("give a C3D or TRC with markers on the body's segments")


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A run as it is analysed, and the marker set that names its markers."""

    run: Motion
    static: Motion | None
    """Quiet standing, recorded or made; None for rigid clusters without one that shows the joints."""
    marker_set: MarkerSet
    clips: tuple[FlatKeypoints, ...] = ()
    """Of a run that one camera saw, one clip, or one from each side; `run` then holds the first one's points, in lengths of the picture."""
    speed_m_s: float | None = None
    """Running speed as given, for clips."""
    seen_from: SeenFrom | None = None
    """What a clip is said to be; None to be seen."""


def read_recording(
    run: Filmed,
    athlete: Athlete,
    *,
    static: FileContent | None = None,
    grf: FileContent | None = None,
    marker_set: MarkerSet | None = None,
    no_plates: bool = False,
    slope: float | None = None,
    other_side: Filmed | None = None,
    speed_m_s: float | None = None,
    frame_rate_hz: float | None = None,
    seen_from: SeenFrom | None = None,
) -> Recording:
    """Read a recorded run and make what the analysis needs and the recording lacks.

    Args:
        run: C3D, TRC, Qualisys .tsv or Vicon .csv with markers or keypoints; a .mot of joint angles as OpenSim writes it; or JSON or a
            flat TRC with the keypoints of one camera (`read_clip_keypoints`); or the points of a clip (`read_clip`).
        athlete: Body mass and height, for lengths that the recording does not tell.
        static: Quiet standing with the same markers; None to put standing together from the run.
        grf: Ground forces (.mot, .sto) that belong to a TRC or to joint angles.
        marker_set: Names of the markers; None to recognise the set by its labels.
        no_plates: Whether to ignore force plates that are there.
        slope: Rise of the ground over level way in the direction of running (0.05 is 5 % uphill); None to have it measured.
        other_side: Keypoints of the same run from the other side.
        speed_m_s: Running speed, for clips; None to take the belt's from the planted foot.
        frame_rate_hz: Pictures a second of a clip's camera; None for what its file says.
        seen_from: Where a clip is said to be filmed from; None to be seen in it.

    Returns:
        The recording; notes on what was made are with the run.

    Raises:
        HipDriveError: One of its children, each with its own sentence.
    """
    if isinstance(run, FlatKeypoints) or is_filmed(run):
        return _filmed(run, other_side, static, grf, speed_m_s=speed_m_s, frame_rate_hz=frame_rate_hz, seen_from=seen_from)
    if format_of(run) in ANGLE_FORMATS:
        forces = forces_in(grf, of_run=True) if grf is not None and not no_plates else GroundForces(plates=(), notes=())
        whole = _from_angles(read_sto(run), forces, athlete, file_name=run.name)
        angles = _weighed(_noted_unused(whole.run, static), athlete)
        refuse_walking(angles.plates, file_name=run.name)
        return Recording(run=replace(angles, slope=slope), static=whole.static, marker_set=whole.marker_set)
    grf = None if no_plates else grf
    recorded = with_plain_labels(read_motion(run, grf=grf, of_run=True))
    refuse_too_short(run.name, frames=len(recorded.time_s), rate_hz=recorded.sampling_rate_hz)
    markers = marker_set or recognise(recorded.labels, load_marker_sets(), file_name=run.name)
    if markers.kind == "joints" and is_flat(recorded):
        return _filmed(run, other_side, static, grf, speed_m_s=speed_m_s, frame_rate_hz=frame_rate_hz, seen_from=seen_from)
    recorded = with_labels_of(in_true_unit(recorded, run, markers, athlete, grf=grf, of_run=True), markers)
    recorded = replace(_plates_unless(recorded, ignored=no_plates), slope=slope)
    recorded = _weighed(recorded, athlete)
    refuse_walking(recorded.plates, file_name=run.name)
    recorded = still_to_missing(held_to_missing(zeros_to_missing(recorded), markers.labels), markers.labels)
    recorded = on_force_clock(recorded, markers)
    if markers.kind == "clusters":
        return _clusters(recorded, static, markers)
    whole = _completed(recorded, static, markers, athlete)
    return Recording(run=whole.run, static=whole.static, marker_set=whole.marker_set)


def _filmed(
    run: Filmed,
    other_side: Filmed | None,
    static: FileContent | None,
    grf: FileContent | None,
    *,
    speed_m_s: float | None,
    frame_rate_hz: float | None,
    seen_from: SeenFrom | None,
) -> Recording:
    """A run on video."""
    refuse_beside_clip(static, grf)
    clips = clips_of(run, other_side, frame_rate_hz=frame_rate_hz)
    names = marker_set_named("keypoints")
    return Recording(run=as_motion(clips[0]), static=None, marker_set=names, clips=clips, speed_m_s=speed_m_s, seen_from=seen_from)


def read_movement(
    run: FileContent,
    athlete: Athlete,
    *,
    static: FileContent | None,
    grf: FileContent | None = None,
    marker_set: MarkerSet | None = None,
    no_plates: bool = False,
) -> Recording:
    """Read a recording of a movement that is no run: markers on the body and a standing trial, plates that may be loaded for long.

    Arguments and result as in `read_recording`.

    Raises:
        InputFileError: If it has no markers on joints and segments, or no standing trial is given: what stands in for these holds for runs.
        HipDriveError: Another of its children, each with its own sentence.
    """
    if format_of(run) in ANGLE_FORMATS:
        raise InputFileError(run.name, en("joint angles can only be used for a run"), ONLY_MARKERS)
    recorded = with_plain_labels(read_motion(run, grf=grf))
    refuse_few_frames(run.name, frames=len(recorded.time_s), rate_hz=recorded.sampling_rate_hz)
    markers = marker_set or recognise(recorded.labels, load_marker_sets(), file_name=run.name)
    recorded = with_labels_of(in_true_unit(recorded, run, markers, athlete, grf=grf), markers)
    recorded = _plates_unless(recorded, ignored=no_plates)
    recorded = _weighed(recorded, athlete)
    if markers.kind in {"clusters", "joints"}:
        found = en("the marker set '{marker_set}' can only be used for a run", marker_set=markers.id)
        raise InputFileError(run.name, found, ONLY_MARKERS)
    if static is None:
        advice = Advice(words=en("give that recording as the static trial"), step="give_static")
        found = en("a movement other than running needs a recording of quiet standing with the same markers")
        raise InputFileError(run.name, found, advice)
    whole = _completed(recorded, static, markers, athlete)
    return Recording(run=whole.run, static=whole.static, marker_set=whole.marker_set)


def _from_angles(table: Table, forces: GroundForces, athlete: Athlete, *, file_name: str) -> Completed:
    """A run of joint angles with ground forces that push the runner up, on the clock of the angles.

    The angles pose a body, which tells how the forces are to be read, and the forces tell how high that body stands.
    """
    whole = from_angles(table, forces.plates, athlete, file_name=file_name)
    plates, turned = as_reaction(forces.plates, whole.run.time_s, whole.run.position_m)
    in_metres = with_forces_in_metres(replace(whole.run, plates=plates, notes=()), whole.marker_set)
    settled = on_force_clock(in_metres, whole.marker_set, least_shift_s=POSED_FEET_S)
    if turned or settled.notes:
        whole = from_angles(table, settled.plates, athlete, file_name=file_name)
    run = replace(whole.run, notes=(*whole.run.notes, *forces.notes, *turned, *settled.notes))
    return replace(whole, run=held_to_missing(run, whole.marker_set.labels))


def _completed(recorded: Motion, static: FileContent | None, markers: MarkerSet, athlete: Athlete) -> Completed:
    """Markers or keypoints with joint centres and standing."""
    if markers.kind == "joints":
        whole = from_keypoints(recorded, markers, athlete)
        return replace(whole, run=_noted_unused(whole.run, static))
    if static is None:
        return completed(recorded, None, markers, athlete)
    as_named = with_plain_labels(read_motion(static))
    standing = with_labels_of(in_true_unit(as_named, static, markers, athlete), markers)
    said = {note.code for note in recorded.notes if note.code == "height_doubtful"}
    more = (note for note in standing.notes if note not in as_named.notes and note.code not in said)
    return completed(replace(recorded, notes=(*recorded.notes, *more)), standing, markers, athlete)


def _clusters(recorded: Motion, static: FileContent | None, markers: MarkerSet) -> Recording:
    """Rigid clusters, calibrated by a standing trial that shows the joints; else alone."""
    if static is None:
        return Recording(run=recorded, static=None, marker_set=markers)
    standing = with_plain_labels(read_motion(static))
    wanting = roles_wanting(standing, markers)
    if not wanting:
        whole = from_clusters(recorded, standing, markers)
        return Recording(run=whole.run, static=whole.static, marker_set=whole.marker_set)
    message = en(
        "{file} is not used: it lacks the markers for {joints}, which are needed to place rigid clusters on the body.",
        file=FILE,
        joints=listed(wanting),
    )
    return Recording(
        run=replace(recorded, notes=(*recorded.notes, Note("static_not_used", message, static.name, called=STANDING_TRIAL))),
        static=None,
        marker_set=markers,
    )


def _noted_unused(run: Motion, static: FileContent | None) -> Motion:
    """The run with a note if a standing trial was given in vain."""
    if static is None:
        return run
    message = en("{file} is not used: joint angles and keypoints have no markers that a standing trial could place.", file=FILE)
    return replace(run, notes=(*run.notes, Note("static_not_used", message, static.name, called=STANDING_TRIAL)))


def _weighed(run: Motion, athlete: Athlete) -> Motion:
    """The run with a note if its runner hardly weighs what was typed."""
    return replace(run, notes=(*run.notes, *mass_notes(athlete, run.plates)))


def _plates_unless(recorded: Motion, *, ignored: bool) -> Motion:
    return replace(recorded, plates=()) if ignored else recorded
