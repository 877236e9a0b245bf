"""Marker sets on real recordings and on the reference runner: joint centres, standing from the run, keypoints, angles, and the check."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from keypoint_scenes import keypoints_of
from motion_files import opened, write_ground_forces, write_trc
from recorded_runs import analysed_file

from hipdrive.body import Athlete
from hipdrive.cli.door.inlet import marker_set_of
from hipdrive.coach import check_recording
from hipdrive.contract.runs.marker_set_check import marker_set_check_document
from hipdrive.contract.wire import json_text
from hipdrive.data import DATA
from hipdrive.errors import InputFileError, UnknownNameError
from hipdrive.gait import ReferenceTrial, analyse_markers, reference_trial
from hipdrive.gait.intake.completion import MissingStaticError, completed
from hipdrive.gait.intake.joint_angles import from_angles
from hipdrive.motion import check_marker_set as check
from hipdrive.motion import (
    inspect_file,
    load_marker_sets,
    marker_set_named,
    read_sto,
    recognise,
    with_plain_labels,
)
from hipdrive.motion.c3d.joint_width import joint_offsets
from hipdrive.physics.calibration import centre_beside_lateral_marker

JOGGER = Athlete(mass_kg=67.79, height_m=1.738, sex="female")
SPRINTER = Athlete(mass_kg=75.93, height_m=1.79, sex="male")


@pytest.fixture(scope="module")
def trial() -> ReferenceTrial:
    """The synthetic runner at 3.5 m/s."""
    return reference_trial(strides=4)


def correlation(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.corrcoef(a, b)[0, 1])


@pytest.mark.recordings
@pytest.mark.parametrize(
    ("file", "marker_set"),
    [
        ("vicon-jog/jogging.c3d", "plug_in_gait"),
        ("c3d-odd/c3d.org/sample09/PlugInC3D.c3d", "plug_in_gait"),
        ("vicon-jog/walking2.c3d", "vicon_clusters"),
        ("vicon-jog/walking5.c3d", "vicon_clusters"),
        ("dorn-sprint/JA1Gait21.c3d", "dorn"),
        ("dorn-sprint/JA1Gait35.c3d", "dorn"),
        ("dorn-sprint/JA1Static05.c3d", "dorn"),
    ],
)
def test_inspect_names_the_set(recordings: Path, file: str, marker_set: str) -> None:
    assert marker_set == inspect_file(opened(recordings / file)).marker_set


def test_augmented_markers_go_before_the_keypoints_they_were_made_from() -> None:
    keypoints, augmented = marker_set_named("keypoints"), marker_set_named("opencap")
    labels = [label for one in (keypoints, augmented) for found in one.tracking.values() for label in found]
    assert "opencap" == recognise(labels, load_marker_sets()).id


def test_a_subject_before_the_labels_is_looked_past(trial: ReferenceTrial) -> None:
    named_run = replace(trial.run, labels=tuple(f"Ann:{label}" for label in trial.run.labels))
    assert recognise(named_run.labels, load_marker_sets()).id == "rajagopal"
    assert with_plain_labels(named_run).labels == trial.run.labels


def test_two_subjects_are_not_mixed(trial: ReferenceTrial) -> None:
    labels = tuple(f"{who}:{label}" for who in ("Ann", "Bea") for label in trial.run.labels[:4])
    both = replace(trial.run, labels=labels, position_m=trial.run.position_m[:, :8])
    assert with_plain_labels(both).labels == labels


def test_a_computed_joint_centre_lies_at_its_offset_in_the_plane_at_a_right_angle_and_inward() -> None:
    hip, wand, lateral = np.array([[0.0, 0.4, 0.0]]), np.array([[0.0, 0.2, 0.12]]), np.array([[0.0, 0.0, 0.05]])
    centre = centre_beside_lateral_marker(hip, wand, lateral, 0.05)[0]
    assert np.linalg.norm(centre - lateral[0]) == pytest.approx(0.05)
    assert (hip[0] - centre) @ (lateral[0] - centre) == pytest.approx(0.0, abs=1e-12)
    assert centre[0] == 0.0
    assert centre[2] < 0.05


@pytest.mark.recordings
def test_plug_in_gait_jogging_without_static_follows_the_vendors_curves(recordings: Path) -> None:
    run, movement = analysed_file(recordings / "vicon-jog/jogging.c3d", athlete=JOGGER)
    assert ({"left": 0, "right": 1}, {}) == ({side: run.sides[side].strides for side in run.sides}, run.symmetry)
    assert 2 == sum(note.code == "few_strides" and "the sides are not compared" in note.message for note in run.notes)
    assert {"zero_uncertain", "joint_centres_computed"} <= {note.code for note in run.notes}
    with (recordings / "vicon-jog/jogging_vendor_curves.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if row["side"] == "R"]
    vendor = {name: np.array([float(row[name] or "nan") for row in rows]) for name in rows[0] if name not in ("side", "cycle")}
    places = [movement.of(f"hip_{name}", "right") for name in ("flexion", "adduction", "rotation")]
    ours = {
        "hip_flex_deg": np.degrees(movement.q[:, places[0]]),
        "hip_flex_moment_Nmkg": movement.moment_nm[:, places[0]] / JOGGER.mass_kg,
        "hip_power_Wkg": (movement.moment_nm * movement.velocity)[:, places].sum(axis=1) / JOGGER.mass_kg,
    }
    at = {name: np.interp(vendor["time_s"], movement.time_s, curve) for name, curve in ours.items()}
    known = {name: np.isfinite(vendor[name]) for name in at}
    r = {name: correlation(at[name][known[name]], vendor[name][known[name]]) for name in at}
    assert r["hip_flex_deg"] > 0.995
    assert r["hip_flex_moment_Nmkg"] > 0.95
    assert r["hip_power_Wkg"] > 0.9
    assert abs(at["hip_flex_deg"] - vendor["hip_flex_deg"]).mean() < 11.0
    assert at["hip_flex_moment_Nmkg"].max() == pytest.approx(np.nanmax(vendor["hip_flex_moment_Nmkg"]), rel=0.12)
    assert 2.85 == pytest.approx(run.speed_m_s, rel=0.02)


@pytest.mark.recordings
@pytest.mark.parametrize("table", ["de_leva", "dempster"])
def test_the_sprint_keeps_its_contacts_and_its_arms(recordings: Path, table: str) -> None:
    folder = recordings / "dorn-sprint"
    run, movement = analysed_file(
        folder / "JA1Gait35.c3d",
        static=folder / "JA1Static05.c3d",
        athlete=SPRINTER,
        table="dempster" if table == "dempster" else "de_leva",
    )
    lengths = [c.toe_off_s - c.initial_contact_s for c in movement.contacts]
    assert len(lengths) == 4
    assert 0.114 - 0.001 < min(lengths) <= max(lengths) < 0.119 + 0.001
    arms = [place for place, name in enumerate(movement.skeleton.coordinates) if name.startswith(("arm", "elbow"))]
    assert len(arms) == 8
    assert np.degrees(np.abs(np.diff(movement.q[:, arms], axis=0)).max()) < 15.0
    assert run.residual_rms_bw is not None
    assert run.residual_rms_bw < 1.0
    opensim = read_sto(opened(folder / "sprint_ik.mot"))
    for side, name in (("right", "hip_flexion_r"), ("left", "hip_flexion_l")):
        inside = opensim.column("time") < movement.time_s[-1]
        ours = np.interp(
            opensim.column("time")[inside],
            movement.time_s,
            movement.q[:, movement.of("hip_flexion", "left" if side == "left" else "right")],
        )
        assert correlation(ours, opensim.column(name)[inside]) > 0.99


@pytest.mark.recordings
def test_the_jog_of_the_sprinter_keeps_its_contacts(recordings: Path) -> None:
    folder = recordings / "dorn-sprint"
    run, movement = analysed_file(folder / "JA1Gait21.c3d", static=folder / "JA1Static05.c3d", athlete=SPRINTER)
    lengths = [c.toe_off_s - c.initial_contact_s for c in movement.contacts]
    assert 0.231 - 0.002 < min(lengths) <= max(lengths) < 0.240 + 0.002
    assert 3.53 == pytest.approx(run.speed_m_s, rel=0.02)


def test_standing_put_together_from_the_run_finds_the_body_and_an_angle_that_only_shifts(trial: ReferenceTrial) -> None:
    true, known = analyse_markers(trial.run, trial.static, marker_set_named("rajagopal"), trial.athlete)
    whole = completed(trial.run, None, marker_set_named("rajagopal"), trial.athlete)
    assert "zero_uncertain" in {note.code for note in whole.run.notes}
    _, found = analyse_markers(whole.run, whole.static, whole.marker_set, trial.athlete)
    for side in ("left", "right"):
        leg, expected = found.skeleton.shape.legs[side], known.skeleton.shape.legs[side]
        assert np.linalg.norm(leg.knee_m) == pytest.approx(np.linalg.norm(expected.knee_m), abs=0.003)
        assert np.linalg.norm(leg.ankle_m) == pytest.approx(np.linalg.norm(expected.ankle_m), abs=0.003)
        shift = np.degrees(found.q[:, found.of("hip_flexion", side)] - known.q[:, known.of("hip_flexion", side)])
        assert shift.std() < 0.5
        assert abs(shift.mean()) < 11.0
    assert true.speed_m_s > 0.0


def test_a_run_without_medial_markers_and_static_says_what_it_lacks(trial: ReferenceTrial) -> None:
    kept = [place for place, label in enumerate(trial.run.labels) if label != "RMFC"]
    run = replace(trial.run, labels=tuple(trial.run.labels[i] for i in kept), position_m=trial.run.position_m[:, kept])
    with pytest.raises(MissingStaticError, match=r"r_knee_medial.*give that recording as the standing trial"):
        completed(run, None, marker_set_named("rajagopal"), trial.athlete)


def test_keypoints_give_hip_flexion_within_a_few_degrees_and_say_what_is_lost(trial: ReferenceTrial, tmp_path: Path) -> None:
    keypoints = keypoints_of(trial)
    trc, forces = tmp_path / "video.trc", tmp_path / "forces.mot"
    write_trc(trc, keypoints)
    write_ground_forces(forces, keypoints.plates)
    assert inspect_file(opened(trc)).marker_set == "keypoints"
    run, movement = analysed_file(trc, grf=forces, athlete=trial.athlete)
    assert {"zero_uncertain", "not_measurable_with_keypoints"} <= {note.code for note in run.notes}
    _, known = analyse_markers(trial.run, trial.static, marker_set_named("rajagopal"), trial.athlete)
    for side in ("left", "right"):
        off = np.degrees(movement.q - known.q)
        assert abs(off[:, movement.of("hip_flexion", side)]).max() < 5.0
        assert abs(off[:, movement.of("knee_flexion", side)]).max() < 1.0
        ours, theirs = (m.moment_nm[:, m.of("hip_flexion", side)] for m in (movement, known))
        assert correlation(ours, theirs) > 0.999


@pytest.mark.recordings
def test_opensims_angles_go_to_dynamics_near_opensims_own_moments(recordings: Path) -> None:
    folder = recordings / "rajagopal-run"
    run, movement = analysed_file(
        folder / "opensim_ik.mot", grf=folder / "grf_run.mot", athlete=Athlete(mass_kg=72.84, height_m=1.8, sex="male")
    )
    angles, moments = read_sto(opened(folder / "opensim_ik.mot")), read_sto(opened(folder / "opensim_id.sto"))
    assert "zero_uncertain" in {note.code for note in run.notes}
    for side in ("right", "left"):
        place = movement.of("hip_flexion", "right" if side == "right" else "left")
        assert abs(np.degrees(movement.q[:, place]) - angles.column(f"hip_flexion_{side[0]}")).max() < 2.0
        ours = np.interp(moments.column("time"), movement.time_s, movement.moment_nm[:, place])
        assert correlation(ours, moments.column(f"hip_flexion_{side[0]}_moment")) > 0.98


def test_angles_of_a_run_come_back_as_they_were_with_either_sign_of_the_knee(trial: ReferenceTrial, tmp_path: Path) -> None:
    _, known = analyse_markers(trial.run, trial.static, marker_set_named("rajagopal"), trial.athlete)
    names = [name.replace("knee_flexion", "knee_angle") for name in known.skeleton.coordinates]
    for sign in (1.0, -1.0):
        path = tmp_path / f"ik_{sign:g}.mot"
        factor = np.array([sign if name.startswith("knee") else 1.0 for name in names])
        lines = [
            "\t".join(["time", *names]),
            *("\t".join(map(repr, row)) for row in np.column_stack([known.time_s, known.q * factor]).tolist()),
        ]
        path.write_text("Coordinates\nversion=1\ninDegrees=no\nendheader\n" + "\n".join(lines) + "\n")
        whole = from_angles(read_sto(opened(path)), trial.run.plates, trial.athlete, file_name=path.name)
        _, found = analyse_markers(whole.run, whole.static, whole.marker_set, trial.athlete)
        assert ("knee_sign_turned" in {note.code for note in whole.run.notes}) is (sign < 0)
        for name in ("hip_flexion", "knee_flexion"):
            assert abs(np.degrees(found.q[:, found.of(name, "right")] - known.q[:, known.of(name, "right")])).max() < 1.5


def test_a_table_without_hips_is_no_run(tmp_path: Path) -> None:
    path = tmp_path / "forces.mot"
    path.write_text("x\nversion=1\ninDegrees=yes\nendheader\ntime\tpelvis_tilt\n0\t1\n0.1\t1\n")
    with pytest.raises(InputFileError, match="hip_flexion_r"):
        from_angles(read_sto(opened(path)), (), SPRINTER, file_name=path.name)


def test_the_check_names_what_fits_what_lacks_and_what_is_misspelt(trial: ReferenceTrial) -> None:
    renamed = {"RTH1": "R.TH1", "LTOE": "LTOES"}
    run = replace(trial.run, labels=tuple(renamed.get(label, label) for label in trial.run.labels))
    found = check(marker_set_named("rajagopal"), run)
    assert found.verdict == "does_not_fit"
    assert {("RTH1", "R.TH1"), ("LTOE", "LTOES")} == set(found.near)
    assert {"R.TH1", "LTOES"} == set(found.beyond)
    assert {"femur_r", "calcn_l"} == {body.body for body in found.bodies if body.lost}
    assert check(marker_set_named("rajagopal"), trial.run).verdict == "fits"
    assert json.loads(json_text(marker_set_check_document(found)))["schema"] == "hipdrive.marker_set_check/1"


def test_the_check_asks_for_a_static_where_medial_markers_came_off(trial: ReferenceTrial) -> None:
    position_m = np.array(trial.run.position_m)
    position_m[:, trial.run.labels.index("RMFC")] = 0.0
    found = check(marker_set_named("rajagopal"), replace(trial.run, position_m=position_m))
    assert found.verdict == "fits_with_static"
    assert ("RMFC",) == found.never_seen
    assert "r_knee_medial" in found.summary


@pytest.mark.recordings
def test_the_check_reads_files(recordings: Path) -> None:
    assert check_recording(marker_set_named("plug_in_gait"), opened(recordings / "vicon-jog/jogging.c3d")).verdict == "fits"
    assert check_recording(marker_set_named("dorn"), opened(recordings / "dorn-sprint/JA1Gait35.c3d")).verdict == "fits_with_static"
    assert check_recording(marker_set_named("dorn"), opened(recordings / "vicon-jog/jogging.c3d")).verdict == "does_not_fit"


def test_widths_of_the_file_set_the_joint_centres() -> None:
    groups = {"PROCESSING": {"RKNEEWIDTH": np.array([100.0]), "LANKLEWIDTH": np.array([70.0]), "MARKERDIAMETER": np.array([10.0])}}
    assert joint_offsets(groups) == {"r_knee": pytest.approx(0.055), "l_ankle": pytest.approx(0.040)}
    assert joint_offsets({}) == {}


def test_an_id_never_opens_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('secret = "x"\n', encoding="utf-8")
    with pytest.raises(UnknownNameError) as refused:
        marker_set_named(str(path))
    assert "secret" not in str(refused.value)


def test_the_command_line_takes_an_id_or_a_toml_file(tmp_path: Path) -> None:
    assert marker_set_of("dorn") == marker_set_named("dorn")
    own = tmp_path / "own.toml"
    own.write_text((DATA / "marker_sets" / "dorn.toml").read_text(encoding="utf-8").replace('"dorn"', '"own"'), encoding="utf-8")
    assert ("own", marker_set_named("dorn").tracking) == (marker_set_of(str(own)).id, marker_set_of(str(own)).tracking)
    with pytest.raises(InputFileError, match="no such marker set file"):
        marker_set_of(str(tmp_path / "absent.toml"))
    with pytest.raises(UnknownNameError, match="dorn"):
        marker_set_of("dorm")
