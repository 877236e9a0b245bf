"""Reading a recording by its kind: markers, keypoints of video, rigid clusters or joint angles, made whole for the analysis."""

from dataclasses import dataclass, replace

from ...body import Athlete
from ...errors import Advice, InputFileError
from ...gait.contact.on_plates import refuse_walking
from ...gait.intake.completion import Completed, completed
from ...gait.intake.force_clock import on_force_clock
from ...gait.intake.joint_angles import from_angles
from ...gait.intake.keypoints import from_keypoints
from ...motion import (
    FileContent,
    GroundForces,
    MarkerSet,
    Motion,
    Table,
    as_reaction,
    format_of,
    ground_forces_of,
    load_marker_sets,
    read_motion,
    read_sto,
    recognise,
    with_plain_labels,
)
from ...note import Note

ANGLE_FORMATS = ("mot", "sto")
ONLY_MARKERS = "give a C3D or TRC with markers on the body's segments"


@dataclass(frozen=True, kw_only=True)
class Recording:
    """A run as it is analysed, and the marker set that names its markers."""

    run: Motion
    static: Motion | None
    """Quiet standing, recorded or made; None for rigid clusters, which have no standing."""
    marker_set: MarkerSet


def read_recording(
    run: FileContent,
    athlete: Athlete,
    *,
    static: FileContent | None = None,
    grf: FileContent | None = None,
    marker_set: MarkerSet | None = None,
    no_plates: bool = False,
) -> Recording:
    """Read a recorded run and make what the analysis needs and the recording lacks.

    Args:
        run: C3D or TRC with markers or keypoints; or a .mot of joint angles as OpenSim writes it.
        athlete: Body mass and height, for lengths that the recording does not tell.
        static: Quiet standing with the same markers (C3D or TRC); None to put standing together from the run.
        grf: Ground forces (.mot, .sto) that belong to a TRC or to joint angles.
        marker_set: Names of the markers; None to recognise the set by its labels.
        no_plates: Whether to ignore force plates that are there.

    Returns:
        The recording; notes on what was made are with the run.

    Raises:
        HipDriveError: One of its children, each with its own sentence.
    """
    if format_of(run) in ANGLE_FORMATS:
        forces = ground_forces_of(grf, of_run=True) if grf is not None and not no_plates else GroundForces(plates=(), notes=())
        whole = _from_angles(read_sto(run), forces, athlete, file_name=run.name)
        angles = _noted_unused(whole.run, static)
        refuse_walking(angles.plates, file_name=run.name)
        return Recording(run=angles, static=whole.static, marker_set=whole.marker_set)
    grf = None if no_plates else grf
    recorded = _plates_unless(with_plain_labels(read_motion(run, grf=grf, of_run=True)), ignored=no_plates)
    refuse_walking(recorded.plates, file_name=run.name)
    markers = marker_set or recognise(recorded.labels, load_marker_sets(), file_name=run.name)
    recorded = on_force_clock(recorded, markers)
    if markers.kind == "clusters":
        return Recording(run=_noted_unused(recorded, static), static=None, marker_set=markers)
    whole = _completed(recorded, static, markers, athlete)
    return Recording(run=whole.run, static=whole.static, marker_set=whole.marker_set)


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
        raise InputFileError(run.name, "joint angles tell a run only", ONLY_MARKERS)
    recorded = _plates_unless(with_plain_labels(read_motion(run, grf=grf)), ignored=no_plates)
    markers = marker_set or recognise(recorded.labels, load_marker_sets(), file_name=run.name)
    if markers.kind in {"clusters", "joints"}:
        raise InputFileError(run.name, f"the marker set '{markers.id}' tells a run only", ONLY_MARKERS)
    if static is None:
        advice = Advice(words="give that recording as the static trial", step="give_static")
        raise InputFileError(run.name, "a movement that is no run needs quiet standing with the same markers", advice)
    whole = _completed(recorded, static, markers, athlete)
    return Recording(run=whole.run, static=whole.static, marker_set=whole.marker_set)


def _from_angles(table: Table, forces: GroundForces, athlete: Athlete, *, file_name: str) -> Completed:
    """A run of joint angles with ground forces that push the runner up, on the clock of the angles.

    The angles pose a body, which tells how the forces are to be read, and the forces tell how high that body stands.
    """
    whole = from_angles(table, forces.plates, athlete, file_name=file_name)
    plates, turned = as_reaction(forces.plates, whole.run.time_s, whole.run.position_m)
    settled = on_force_clock(replace(whole.run, plates=plates, notes=()), whole.marker_set)
    if turned or settled.notes:
        whole = from_angles(table, settled.plates, athlete, file_name=file_name)
    return replace(whole, run=replace(whole.run, notes=(*whole.run.notes, *forces.notes, *turned, *settled.notes)))


def _completed(recorded: Motion, static: FileContent | None, markers: MarkerSet, athlete: Athlete) -> Completed:
    """Markers or keypoints with joint centres and standing."""
    standing = None if static is None else with_plain_labels(read_motion(static))
    if markers.kind == "joints":
        whole = from_keypoints(recorded, markers, athlete)
        return replace(whole, run=_noted_unused(whole.run, static))
    return completed(recorded, standing, markers, athlete)


def _noted_unused(run: Motion, static: FileContent | None) -> Motion:
    """The run with a note if a standing trial was given in vain."""
    if static is None:
        return run
    message = f"{static.name} is not used: joint angles, keypoints and rigid clusters have no markers to place on a standing body."
    return replace(run, notes=(*run.notes, Note("static_not_used", message)))


def _plates_unless(recorded: Motion, *, ignored: bool) -> Motion:
    return replace(recorded, plates=()) if ignored else recorded
