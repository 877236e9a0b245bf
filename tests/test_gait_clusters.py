"""Rigid clusters: poses, joints found by movement, angles from an unknown zero, and runs of clusters as far as they go."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from motion_files import opened
from recorded_runs import analysed_file
from scipy.spatial.transform import Rotation

from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES, Athlete, Side
from hipdrive.body.joints import LOOSE, SUFFIX
from hipdrive.coach import opensim_files
from hipdrive.contract.runs.run import run_document
from hipdrive.contract.wire import plain_of
from hipdrive.errors import HipDriveError, InputFileError
from hipdrive.gait import Movement, ReferenceTrial, Run, analyse_clusters, analyse_markers, reference_trial
from hipdrive.gait.clusters.body import ClusterBody, body_of, facing_forward, joint_angles
from hipdrive.gait.clusters.joints import axis_of_rotation, centre_of_rotation
from hipdrive.gait.intake.cluster_poses import Pose, cleaned_clusters, cluster_shape, pose_of, seen_clusters
from hipdrive.gait.runners.reference_markers import MARKER_SET
from hipdrive.motion import MarkersAbsentError, MarkerSet, Motion, lowpass_motion, marker_set_named, read_motion
from hipdrive.physics.kinematics import forward_kinematics, points_on

RUNS = {"20140515T133244": (68.0, 1.70), "20141003T073938": (88.0, 1.94), "20160226T120637": (79.0, 1.77)}
"""Body mass (kg) and height (m) of each recording."""
PLATE_M = np.array([[0.0, 0.0, 0.0], [0.06, 0.02, 0.0], [0.01, 0.08, 0.01], [0.05, 0.09, 0.03]])


def turning(angle_rad: FloatArray, *, seed: int) -> FloatArray:
    """Rotations about a tilted hinge, with a little wobble about the other axes."""
    hinge = np.array([0.1, -0.2, 1.0])
    wobble = 0.15 * np.sin(np.linspace(0.0, 7.0, len(angle_rad)) + seed)
    main = Rotation.from_rotvec(angle_rad[:, None] * hinge / np.linalg.norm(hinge))
    return np.asarray((main * Rotation.from_rotvec(wobble[:, None] * np.array([1.0, 0.0, 0.0]))).as_matrix())


def test_a_shape_is_found_from_frames_with_gaps_and_the_pose_follows_it() -> None:
    rotation = turning(np.linspace(-1.0, 1.0, 60), seed=1)
    origin = np.random.default_rng(2).normal(size=(60, 3))
    points = origin[:, None] + np.einsum("nij,kj->nki", rotation, PLATE_M)
    points[10:30, 2] = np.nan
    shape = cluster_shape(points)
    apart = np.linalg.norm(shape[:, None] - shape[None], axis=2)
    assert apart == pytest.approx(np.linalg.norm(PLATE_M[:, None] - PLATE_M[None], axis=2), abs=1e-12)
    pose = pose_of(shape, points)
    turned = np.einsum("nji,njk->nik", pose.rotation[:-1], pose.rotation[1:])
    wanted = np.einsum("nji,njk->nik", rotation[:-1], rotation[1:])
    assert np.trace(turned, axis1=1, axis2=2) == pytest.approx(np.trace(wanted, axis1=1, axis2=2), abs=1e-9)


@pytest.mark.parametrize("hinge", [True, False])
def test_a_centre_that_both_clusters_share_is_found_where_it_is(*, hinge: bool) -> None:
    random = np.random.default_rng(5)
    upper = Pose(rotation=Rotation.from_rotvec(0.2 * random.normal(size=(80, 3))).as_matrix(), origin_m=random.normal(size=(80, 3)))
    angle = np.linspace(-0.8, 0.9, 80)
    axis = np.array([0.2, 0.1, 1.0]) / np.linalg.norm([0.2, 0.1, 1.0])
    relative = Rotation.from_rotvec(angle[:, None] * axis)
    if not hinge:
        relative = relative * Rotation.from_euler("xy", np.stack([0.3 * np.sin(7 * angle), 0.3 * np.cos(5 * angle)], axis=1))
    in_upper, in_lower = np.array([0.03, -0.2, 0.05]), np.array([-0.02, 0.15, 0.01])
    rotation = upper.rotation @ relative.as_matrix()
    lower = Pose(rotation=rotation, origin_m=upper.point(in_upper) - rotation @ in_lower)
    found = (axis_of_rotation if hinge else centre_of_rotation)(upper, lower)
    off = found.in_upper_m - in_upper
    if hinge:
        assert found.axis_in_upper == pytest.approx(axis, abs=1e-9)
        assert np.linalg.norm(np.cross(off, axis)) < 1e-9
    else:
        assert off == pytest.approx(np.zeros(3), abs=1e-9)
        assert found.in_lower_m == pytest.approx(in_lower, abs=1e-9)
    assert found.rms_m < 1e-9
    assert found.turn_rad == pytest.approx(1.7, abs=1e-6 if hinge else 0.2)


@cache
def trial() -> tuple[ReferenceTrial, Movement]:
    """The made-up treadmill runner, and the movement that the whole analysis finds in it, knees and ankles made hinges."""
    made = reference_trial()
    movement = analyse_markers(made.run, made.static, marker_set_named(MARKER_SET), made.athlete)[1]
    q = movement.q.copy()
    q[:, [movement.skeleton.index(name) for name in (*LOOSE, "subtalar_angle_l", "subtalar_angle_r")]] = 0.0
    return made, replace(movement, q=q)


@cache
def clustered() -> tuple[Motion, MarkerSet]:
    """That runner wearing one tilted plate of four markers on each segment, in a laboratory with other axes."""
    movement = trial()[1]
    skeleton, kinematics = movement.skeleton, forward_kinematics(movement.skeleton, movement.q)
    tilted = PLATE_M @ Rotation.from_rotvec([0.3, 0.5, -0.2]).as_matrix().T
    paths, tracking = {}, {}
    for body in ("pelvis", *(f"{bone}{SUFFIX[side]}" for bone in ("femur", "tibia", "calcn") for side in SIDES)):
        tracking[body] = tuple(f"{body}_{i}" for i in range(4))
        place = np.array([0.03, 0.05 if body == "pelvis" else -0.03, 0.04])
        for label, local in zip(tracking[body], tilted + place, strict=True):
            paths[label] = points_on(kinematics, skeleton.body_index(body), local)
    positions = np.stack(list(paths.values()), axis=1)[:, :, [2, 1, 0]] * np.array([1.0, 1.0, -1.0])
    run = Motion(
        file_name="clusters.c3d",
        format="c3d",
        labels=tuple(paths),
        time_s=movement.time_s,
        sampling_rate_hz=(len(movement.time_s) - 1) / float(movement.time_s[-1] - movement.time_s[0]),
        position_m=positions,
    )
    return run, replace(marker_set_named("ric_clusters"), tracking=tracking)


def posed(run: Motion, marker_set: MarkerSet) -> ClusterBody:
    facing, bodies = facing_forward(run, seen_clusters(run, marker_set.tracking))
    return body_of(cleaned_clusters(facing, bodies, gap_s=0.1), bodies, cutoff_hz=15.0)


def known(name: str, side: Side) -> FloatArray:
    movement = trial()[1]
    return movement.q[:, movement.skeleton.index(name + SUFFIX[side])]


@pytest.mark.parametrize("side", SIDES)
def test_joint_angles_of_a_known_body_come_back_up_to_a_constant(side: Side) -> None:
    angles = joint_angles(posed(*clustered()), side)
    for name, limit_deg in (("hip_flexion", 2.0), ("knee_flexion", 2.0), ("ankle_angle", 3.0)):
        off = np.degrees(angles[name] - known(name, side))[10:-10]
        assert np.std(off) < limit_deg


@pytest.mark.parametrize("side", SIDES)
def test_joint_centres_of_a_known_body_are_found_seen_from_the_side(side: Side) -> None:
    movement = trial()[1]
    kinematics = forward_kinematics(movement.skeleton, movement.q)
    leg = posed(*clustered()).legs[side]
    for bone, found in (("femur", leg.hip_m), ("tibia", leg.knee_m), ("calcn", leg.ankle_m)):
        place = kinematics.position_m[:, movement.skeleton.body_index(bone + SUFFIX[side])]
        assert np.linalg.norm((found - place)[10:-10, :2], axis=1).mean() < 0.012


def mean_of(run: Run, side: Side, name: str) -> float:
    """Mean of a measure over strides; NaN where it has none."""
    mean = run.sides[side].measures[name].mean
    return float("nan") if mean is None else mean


@cache
def analysed() -> Run:
    run, marker_set = clustered()
    return analyse_clusters(run, marker_set, trial()[0].athlete, cutoff_hz=15.0)[0]


def test_events_speed_and_cadence_of_a_known_runner_come_back_without_plates() -> None:
    made, movement = trial()
    run = analysed()
    assert run.cadence_steps_per_min == pytest.approx(made.cadence_steps_per_min, abs=1.0)
    assert run.speed_m_s == pytest.approx(made.speed_m_s, rel=0.03)
    assert run.treadmill
    for side in SIDES:
        plates = [contact for contact in movement.contacts if contact.side == side]
        found = run.sides[side].initial_contact_s, run.sides[side].toe_off_s
        for ours, theirs in zip(found, ([c.initial_contact_s for c in plates], [c.toe_off_s for c in plates]), strict=True):
            nearest = [min(abs(one - other) for one in ours) for other in theirs]
            assert np.median(nearest) < 0.025


def test_ranges_velocities_and_the_scissor_do_not_need_the_zero() -> None:
    made = trial()[0]
    whole = analyse_markers(made.run, made.static, marker_set_named(MARKER_SET), made.athlete)[0]
    for side in SIDES:
        for name, limit_deg in (("hip_flexion_range_rad", 3.0), ("knee_flexion_range_rad", 3.0), ("scissor_largest_rad", 3.0)):
            assert np.degrees(mean_of(analysed(), side, name)) == pytest.approx(np.degrees(mean_of(whole, side, name)), abs=limit_deg)
        for name in ("largest_hip_flexion_velocity_rad_s", "scissor_closing_speed_rad_s"):
            assert mean_of(analysed(), side, name) == pytest.approx(mean_of(whole, side, name), rel=0.06)


def test_what_clusters_do_not_show_is_null_and_said() -> None:
    plain = plain_of(run_document(analysed()))  # refuses NaN
    codes = {note["code"] for note in plain["notes"]}
    assert {"zero_unknown", "joints_by_movement", "no_moments", "events_from_clusters"} <= codes
    assert plain["demand"] == []
    assert plain["residual_bw"]["rms"] is None
    assert plain["sources"] == {"swing": None, "stance": None, "events": "derived"}
    for side in plain["sides"].values():
        for name in ("hip_flexion_moment_nm_kg", "hip_flexion_power_w_kg", "hip_power_w_kg", "grf_vertical_bw"):
            assert side[name] is None
        for name in ("peak_hip_flexor_moment_nm_kg", "hip_flexion_at_peak_flexor_moment_rad", "foot_ahead_m", "peak_hip_extension_rad"):
            assert side[name]["mean"] is None
        for name in ("hip_flexion_rad", "knee_flexion_rad", "ankle_dorsiflexion_rad"):
            assert np.mean(side[name]["mean"]) == pytest.approx(0.0, abs=1e-5)
            assert "unknown" in side[name]["zero"]


def test_an_unknown_zero_makes_a_recording_doubtful_for_hip_demand() -> None:
    quality = analysed().quality
    assert quality.grade == "doubtful"
    assert [check.id for check in quality.checks if check.grade == "doubtful"] == ["zero_of_hip"]


def test_running_the_other_way_with_another_axis_up_gives_the_same() -> None:
    run, marker_set = clustered()
    turned = replace(run, position_m=run.position_m[:, :, [2, 0, 1]] * np.array([-1.0, -1.0, 1.0]))
    other = analyse_clusters(turned, marker_set, trial()[0].athlete, cutoff_hz=15.0)[0]
    for side in SIDES:
        assert other.sides[side].strides == analysed().sides[side].strides
        ours, theirs = (one.sides[side].curves["hip_flexion_rad"].mean for one in (other, analysed()))
        assert ours == pytest.approx(theirs, abs=1e-6)


def test_sides_that_were_named_wrongly_are_exchanged_with_a_note() -> None:
    run, marker_set = clustered()
    wrong = {body: marker_set.tracking[body.replace("_r", "_x").replace("_l", "_r").replace("_x", "_l")] for body in marker_set.tracking}
    other = analyse_clusters(run, replace(marker_set, tracking=wrong), trial()[0].athlete, cutoff_hz=15.0)[0]
    assert "labels_swapped" in {note.code for note in other.notes}
    assert other.sides["left"].initial_contact_s == pytest.approx(analysed().sides["left"].initial_contact_s, abs=1e-9)


def test_a_marker_that_strays_is_carried_by_the_others_and_a_lost_cluster_costs_its_strides() -> None:
    run, marker_set = clustered()
    positions = np.array(run.position_m)
    column = run.labels.index("femur_r_2")
    positions[100:140, column] += np.array([0.03, 0.0, 0.0])
    stray = analyse_clusters(replace(run, position_m=positions), marker_set, trial()[0].athlete, cutoff_hz=15.0)[0]
    ours, theirs = (one.sides["right"].curves["hip_flexion_rad"].mean for one in (stray, analysed()))
    assert "markers_off_cluster" in {note.code for note in stray.notes}
    assert np.degrees(np.abs(ours - theirs)).max() < 0.1

    positions[300:330, [run.labels.index(label) for label in marker_set.tracking["tibia_l"]]] = np.nan
    lost = analyse_clusters(replace(run, position_m=positions), marker_set, trial()[0].athlete, cutoff_hz=15.0)[0]
    assert "clusters_lost" in {note.code for note in lost.notes}
    assert lost.sides["left"].strides < analysed().sides["left"].strides
    assert lost.cadence_steps_per_min == pytest.approx(analysed().cadence_steps_per_min, abs=1.0)


def test_landings_of_a_smoothed_run_come_from_the_pelvis_and_say_so() -> None:
    run, marker_set = clustered()
    smooth = analyse_clusters(lowpass_motion(run, cutoff_hz=8.0), marker_set, trial()[0].athlete, cutoff_hz=15.0)[0]
    assert any("pelvis drops fastest" in note.message for note in smooth.notes)
    plates = [contact.initial_contact_s for contact in trial()[1].contacts if contact.side == "right"]
    nearest = [min(abs(one - other) for one in smooth.sides["right"].initial_contact_s) for other in plates]
    assert np.median(nearest) < 0.02
    assert smooth.sides["left"].measures["foot_speed_before_contact_m_s"].mean is None


def test_clusters_that_lack_a_segment_or_do_not_move_are_refused_with_a_sentence() -> None:
    run, marker_set = clustered()
    with pytest.raises(MarkersAbsentError, match="cluster of tibia_r"):
        seen_clusters(run, dict(marker_set.tracking) | {"tibia_r": ("absent1", "absent2", "absent3")})
    still = replace(run, position_m=np.broadcast_to(run.position_m[:1], run.position_m.shape))
    with pytest.raises(InputFileError, match="joints cannot be found"):
        posed(still, marker_set)


@cache
def recorded(recordings: Path, name: str) -> tuple[Run, Movement]:
    mass_kg, height_m = RUNS[name]
    athlete = Athlete(mass_kg=mass_kg, height_m=height_m)
    return analysed_file(recordings / f"ric-runs/{name}_run.c3d", athlete=athlete)


def own_stride_rate_hz(recordings: Path, name: str) -> float:
    """The frequency at which the pelvis' and legs' sway along the way peaks: of the recording itself, without any event."""
    motion = read_motion(opened(recordings / f"ric-runs/{name}_run.c3d"))
    sway = np.nanmean([motion.marker(f"L_thigh_{i}")[:, 2] - motion.marker(f"R_thigh_{i}")[:, 2] for i in (2, 3)], axis=0)
    window = (sway - sway.mean()) * np.hanning(len(sway))
    tried = np.arange(1.2, 1.9, 0.0005)
    return float(tried[np.argmax(np.abs(np.exp(-2j * np.pi * tried[:, None] * motion.time_s) @ window))])


@pytest.mark.recordings
@pytest.mark.parametrize("name", RUNS)
def test_recorded_clusters_give_cadence_speed_and_plausible_hips(recordings: Path, name: str) -> None:
    run, _ = recorded(recordings, name)
    rows = [row.split(",") for row in (recordings / "ric-runs/runs.csv").read_text(encoding="utf-8").split()[1:]]
    speed_m_s, stride_rate_hz = next((float(row[1]), float(row[2])) for row in rows if row[0].startswith(name))
    assert run.cadence_steps_per_min == pytest.approx(120.0 * own_stride_rate_hz(recordings, name), abs=1.0)
    assert run.cadence_steps_per_min == pytest.approx(120.0 * stride_rate_hz, rel=0.02)  # the table's rate lies 1 % under the recordings'
    assert run.speed_m_s == pytest.approx(speed_m_s, rel=0.07)
    assert run.treadmill
    for side in SIDES:
        result = run.sides[side]
        measures = {one: mean_of(run, side, one) for one in ("contact_time_s", "hip_flexion_range_rad", "knee_flexion_range_rad")}
        assert result.strides >= 20
        assert measures["contact_time_s"] == pytest.approx(0.25, abs=0.03)
        assert 30.0 < np.degrees(measures["hip_flexion_range_rad"]) < 80.0
        assert 60.0 < np.degrees(measures["knee_flexion_range_rad"]) < 110.0
        spread = result.measures["contact_time_s"].sd
        assert spread is not None
        assert spread < 0.015
    assert abs(mean_of(run, "left", "contact_time_s") - mean_of(run, "right", "contact_time_s")) < 0.012


@pytest.mark.recordings
def test_nothing_is_written_for_opensim_where_no_skeleton_is_placed(recordings: Path) -> None:
    _, movement = recorded(recordings, "20141003T073938")
    with pytest.raises(HipDriveError, match="clusters"):
        opensim_files(movement)
