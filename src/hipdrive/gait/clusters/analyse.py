"""From a recording of rigid clusters to a Run, as far as they go: events, times, lengths, speeds, and angles from an unknown zero."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Athlete, SegmentTable, Side
from ...language import en
from ...motion import MarkerSet, Motion, zeros_to_missing
from ...note import Note
from ...physics.skeleton import build_skeleton
from ..analyse import cadence_of, over_strides, with_observations
from ..contact.slope import on_slope
from ..intake.cleaned import LONGEST_GAP_S
from ..intake.cluster_poses import Tidied, cleaned_clusters, seen_clusters
from ..measures.angles import angles
from ..measures.definitions import measure_definitions
from ..measures.frontal import frontal
from ..measures.ground import ground_of, speed_notes
from ..measures.landing import landing
from ..measures.measure import Measure, measure_of
from ..measures.measured_stride import measured_strides
from ..measures.possible import believed
from ..measures.scissor import scissor
from ..measures.spatiotemporal import running_speed_m_s, spatiotemporal
from ..measures.stride_scene import StrideScene
from ..movement.diagnosis import findings_of
from ..movement.figure import mean_figure
from ..movement.movement import Movement
from ..movement.stride import NoStrideError, Stride, strides_of
from ..run import Run, SideResult, StrideCurve
from ..verdict.limits import few_strides_notes
from .body import ClusterBody, body_of, facing_forward
from .movement import cluster_movement, cluster_posture, crosses_lost, no_strike_shows

CLUSTER_FAMILIES = (spatiotemporal, landing, angles, frontal, scissor)
SHOWN_MEASURES = (
    "contact_time_s",
    "flight_time_s",
    "stride_time_s",
    "stride_rate_steps_per_min",
    "duty_factor",
    "step_length_m",
    "stride_length_m",
    "stride_speed_m_s",
    "foot_ahead_of_hip_m",
    "shank_angle_at_contact_rad",
    "shank_angle_at_loading_rad",
    "foot_speed_before_contact_m_s",
    "foot_drop_speed_before_contact_m_s",
    "pelvis_obliquity_range_rad",
    "pelvis_rotation_range_rad",
    "hip_turns_after_toe_off_s",
    "scissor_largest_rad",
    "scissor_largest_percent",
    "scissor_closing_speed_rad_s",
    "opposite_thigh_at_contact_rad",
    "thigh_separation_at_contact_rad",
    "opposite_knee_behind_at_contact_m",
    "thigh_at_contact_rad",
    "largest_thigh_rad",
    "lowest_thigh_rad",
    "thigh_range_rad",
    "thigh_backward_speed_rad_s",
    "thigh_forward_speed_rad_s",
)
"""Measures that need no zero of a joint, no moment and no centre of mass; thigh and shank against plumb come from their joint centres."""
SHOWN_OF_ANGLES = ("range_rad", "_percent", "_velocity_at_contact_rad_s", "_velocity_at_toe_off_rad_s", "_velocity_rad_s")
"""Endings of those of an angle that its unknown zero does not touch."""
OF_AN_INSTANT = ("foot_speed_before_contact_m_s", "foot_drop_speed_before_contact_m_s")
"""Of those, the ones that change by a metre a second within the error of a landing that shows no strike."""
CLUSTER_SIGNALS = {"hip_flexion_rad": "hip_flexion", "knee_flexion_rad": "knee_flexion", "ankle_dorsiflexion_rad": "ankle_angle"}


def analyse_clusters(
    run: Motion,
    marker_set: MarkerSet,
    athlete: Athlete,
    *,
    table: SegmentTable = "de_leva",
    cutoff_hz: float,
) -> tuple[Run, Movement]:
    """Analyse a run of rigid clusters on pelvis, thighs, shanks and feet, without markers at joints.

    How a cluster sits on its bone is not known, so a joint's angle has no zero: curves are given with their mean over the stride taken
    out. There are no moments, because the skeleton can't be placed, and no demand by hip angle.

    Args:
        run: The recording, lab axes as in the file.
        marker_set: A set of kind 'clusters'.
        athlete: Body mass and height; height gives the typical sole that the events are read from.
        table: Segment table; named in the result, nothing here rests on it.
        cutoff_hz: Zero-lag low-pass of the markers (-3 dB).

    Returns:
        The result, and the movement behind it, NaN where clusters do not show it.

    Raises:
        HipDriveError: One of its children, each with its own sentence.
    """
    plain = zeros_to_missing(run)
    facing, bodies = facing_forward(plain, seen_clusters(plain, marker_set.tracking))
    tidy = cleaned_clusters(facing, bodies, gap_s=LONGEST_GAP_S)
    upright, _ = on_slope(tidy.run, {})  # a cluster on the heel does not show how the sole goes
    tidy = replace(tidy, run=upright)
    body = body_of(tidy, bodies, cutoff_hz=cutoff_hz)
    smoothed = no_strike_shows(tidy, bodies)
    movement = cluster_movement(tidy, bodies, body, build_skeleton(athlete, table=table), cutoff_hz=cutoff_hz, smoothed=smoothed)
    ground = ground_of(movement)
    strides, stride_notes = _sound_strides(tidy, movement, treadmill=ground.is_belt)
    scene = StrideScene(movement=movement, posture=cluster_posture(movement, body), ground=ground, plates=tidy.run.plates)
    found, speed = len(strides), running_speed_m_s(movement, strides, ground)
    measured, beyond = believed(measured_strides(scene, strides, families=(spatiotemporal,)), speed_m_s=speed, file_name=run.file_name)
    strides = tuple(one.stride for one in measured)
    result = Run(
        athlete=athlete,
        segments=table,
        cutoff_hz=cutoff_hz,
        marker_set=marker_set.id,
        speed_m_s=running_speed_m_s(movement, strides, ground),
        believed_share=len(strides) / found,
        cadence_steps_per_min=cadence_of(strides),
        treadmill=ground.is_belt,
        slope=movement.slope,
        marker_error_rms_m=float(np.sqrt(np.nanmean(body.misfit_m**2))),
        marker_error_max_m=float(np.nanmax(body.misfit_m)),
        residual_rms_bw=None,
        force_over_weight=None,
        trunk_recorded=False,
        from_plates=movement.from_plates,
        clusters_only=True,
        sampling_rate_hz=run.sampling_rate_hz,
        sides={side: _side_result(scene, strides, side, hidden=OF_AN_INSTANT if smoothed else ()) for side in SIDES},
        demand=(),
        form=(),
        notes=(
            *tidy.run.notes,
            *stride_notes,
            *beyond,
            *speed_notes(ground, strides),
            *_notes(body, from_plates=movement.from_plates, smoothed=smoothed),
            *few_strides_notes(strides),
        ),
    )
    return with_observations(result, {}), movement


def _sound_strides(tidy: Tidied, movement: Movement, *, treadmill: bool) -> tuple[tuple[Stride, ...], tuple[Note, ...]]:
    """Strides in which no cluster is lost, and notes."""
    strides, notes = strides_of(movement, treadmill=treadmill, file_name=tidy.run.file_name, plates=tidy.run.plates)
    kept = tuple(stride for stride in strides if not crosses_lost(tidy, stride.curve_start_s, stride.curve_end_s))
    if not kept:
        raise NoStrideError(tidy.run.file_name, findings_of(replace(movement, seen=~tidy.lost), tidy.run.plates))
    if not tidy.lost.any():
        return kept, notes
    lost_s = np.count_nonzero(tidy.lost) / tidy.run.sampling_rate_hz
    message = en(
        "A cluster was lost for longer than {longest:g} s at a time, {lost:.1f} s in all: strides and contacts there were left "
        "out ({strides} strides that would otherwise count).",
        longest=LONGEST_GAP_S,
        lost=lost_s,
        strides=len(strides) - len(kept),
    )
    return kept, (*notes, Note("clusters_lost", message))


def _side_result(scene: StrideScene, strides: Sequence[Stride], side: Side, *, hidden: Sequence[str]) -> SideResult:
    """Measures and curves of one side; what clusters do not show has no mean."""
    own = [stride for stride in strides if stride.side == side]
    contacts = [contact for contact in scene.movement.contacts if contact.side == side]
    return SideResult(
        strides=len(own),
        measures=_measures(scene, own, hidden),
        curves={name: _about_mean(scene.movement, own, side, signal) for name, signal in CLUSTER_SIGNALS.items()} if own else {},
        flexor_impulse={},
        initial_contact_s=tuple(contact.initial_contact_s for contact in contacts),
        toe_off_s=tuple(contact.toe_off_s for contact in contacts),
        figure_m=mean_figure(scene.movement, _points(scene), own),
    )


def _points(scene: StrideScene) -> Mapping[str, FloatArray]:
    """(n, 3) m, the joints that clusters show and the balls of the feet."""
    shown = {"hip": scene.posture.hip_m, "knee": scene.posture.knee_m, "ankle": scene.posture.ankle_m, "toe": scene.movement.forefoot_m}
    return {f"{joint}_{side}": path_m[side] for joint, path_m in shown.items() for side in SIDES}


def _measures(scene: StrideScene, own: Sequence[Stride], hidden: Sequence[str]) -> Mapping[str, Measure]:
    """All measures by name, those that are not shown by clusters without a value."""
    rows = [{name: value for family in CLUSTER_FAMILIES for name, value in family(scene, stride).items()} for stride in own]
    shown = {name: measure_of([row.get(name) for row in rows]) for name in measure_definitions() if _is_shown(name) and name not in hidden}
    return dict.fromkeys(measure_definitions(), measure_of([])) | shown


def _is_shown(name: str) -> bool:
    return name in SHOWN_MEASURES or (measure_definitions()[name].family == "angles" and name.endswith(SHOWN_OF_ANGLES))


def _about_mean(movement: Movement, own: Sequence[Stride], side: Side, signal: str) -> StrideCurve:
    curve = over_strides(movement, own, movement.q[:, movement.of(signal, side)])
    return replace(curve, mean=curve.mean - curve.mean.mean(), zero=en("unknown: the mean over the stride was removed"))


def _notes(body: ClusterBody, *, from_plates: bool, smoothed: bool) -> list[Note]:
    """What clusters show and what they don't."""
    apart = {name: 1000.0 * max(getattr(body.legs[side], name).rms_m for side in SIDES) for name in ("hip", "knee", "ankle")}
    notes = [
        Note(
            "zero_unknown",
            en(
                "Rigid clusters without joint markers or quiet standing: hip, knee and ankle angles have no known zero. Their curves are "
                "shown with their mean over the stride removed; ranges, velocities and timing do not depend on it. Figures at an angle are "
                "left out. Thigh and shank angles to the vertical come from joint centres found from the movement."
            ),
        ),
        Note(
            "joints_by_movement",
            en(
                "Joints were found from how the clusters turn about each other (hip: Ehrig 2006; hinges of knee and ankle: Ehrig 2007). "
                "The two clusters agree on the joint within {hip:.0f} mm (hip), {knee:.0f} mm (knee) and {ankle:.0f} mm (ankle) (root mean "
                "square, worse side).",
                **apart,
            ),
        ),
        Note(
            "no_moments",
            en(
                "No hip moments, power or demand over hip angle: clusters do not show how the pelvis is tilted, and without the zero "
                "of the hip nothing can be said by range. Record quiet standing with markers at the joints to get them."
            ),
        ),
    ]
    if not from_plates:
        message = (
            en(
                "The markers were smoothed before we got them, so foot strike does not show: landings are where the pelvis drops fastest "
                "(Milner & Paquette 2015), minus the typical lag at that speed, within about 12 ms; toe-off from the cluster with a "
                "typical sole for the body's height, within about 10 ms."
            )
            if smoothed
            else en(
                "Landings were found from the foot's cluster, typically within 10 ms; toe-off from the cluster with a typical sole for the "
                "body's height, within about 10 ms."
            )
        )
        notes.append(Note("events_from_clusters", message))
    return notes
