"""Rigid clusters with quiet standing that shows the joints: a runner of Fukuchi 2017 under the labels of the Running Injury Clinic."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from motion_files import opened, write_trc

from hipdrive.body import SIDES, Athlete
from hipdrive.coach.runs.analyse import analyse_recording, read_recording
from hipdrive.gait import Run, analyse_markers
from hipdrive.gait.intake.calibrated_clusters import OtherClustersError, from_clusters, roles_wanting
from hipdrive.motion import Motion, fill_gaps, lowpass_motion, marker_set_named, read_motion, zeros_to_missing

RUNNER = Athlete(mass_kg=62.0, height_m=1.81)
PLATES = {
    "pelvis": ("L.ASIS", "R.ASIS", "R.PSIS", "L.PSIS"),
    "thigh": ("Thigh.Bottom.Lateral", "Thigh.Bottom.Medial", "Thigh.Top.Lateral", "Thigh.Top.Medial"),
    "shank": ("Shank.Bottom.Lateral", "Shank.Bottom.Medial", "Shank.Top.Lateral", "Shank.Top.Medial"),
    "foot": ("Heel.Top", "Heel.Bottom", "Heel.Lateral"),
}
"""Markers of Fukuchi et al. 2017 that stand for each cluster; those of the feet are completed by their middle, as the clinic does."""
JOINTS = {"hip": "GTR", "lat_knee": "Knee", "med_knee": "Knee.Medial", "lat_ankle": "Ankle", "med_ankle": "Ankle.Medial"}
FRAMES = slice(0, 1500)


def clusters_of(motion: Motion, *, joints: bool) -> Motion:
    """The recording with the clinic's labels alone; clusters, and markers at joints only if asked for."""
    motion = zeros_to_missing(motion)
    paths = {f"pelvis_{place + 1}": motion.marker(label) for place, label in enumerate(PLATES["pelvis"])}
    for s in "RL":
        for plate in ("thigh", "shank", "foot"):
            own = [motion.marker(f"{s}.{label}") for label in PLATES[plate]]
            own += [np.mean(own, axis=0)] if plate == "foot" else []
            paths |= {f"{s}_{plate}_{place + 1}": path for place, path in enumerate(own)}
        if joints:
            paths |= {f"{s}_{name}": motion.marker(f"{s}.{label}") for name, label in JOINTS.items()}
    return replace(motion, labels=tuple(paths), position_m=np.stack(list(paths.values()), axis=1))


@cache
def trial(folder: Path) -> tuple[Motion, Motion]:
    """Ten seconds of running, and standing, as they were recorded."""
    run, static = (read_motion(opened(folder / "rbds" / f"RBDS001{name}.c3d")) for name in ("runT35", "static"))
    return replace(run, time_s=run.time_s[FRAMES], position_m=run.position_m[FRAMES]), static


@cache
def both_ways(folder: Path, *, with_plates: bool) -> tuple[Run, Run]:
    """The run by all markers, and by clusters with joints in standing only."""
    run, static = trial(folder)
    run = run if with_plates else replace(run, plates=())
    by_markers, _ = analyse_markers(run, static, marker_set_named("rbds"), RUNNER)
    whole = from_clusters(clusters_of(run, joints=False), clusters_of(static, joints=True), marker_set_named("ric_clusters"))
    by_clusters, _ = analyse_markers(whole.run, whole.static, whole.marker_set, RUNNER)
    return by_markers, by_clusters


def exchanged(motion: Motion, labels: tuple[str, ...], order: tuple[int, ...]) -> Motion:
    """The motion with some of its labels in another order."""
    names = dict(zip(labels, (labels[place] for place in order), strict=True))
    return replace(motion, labels=tuple(names.get(label, label) for label in motion.labels))


@pytest.mark.parametrize("with_plates", [True, False])
def test_angles_of_hip_and_knee_are_those_of_markers_on_the_joints(recordings: Path, *, with_plates: bool) -> None:
    by_markers, by_clusters = both_ways(recordings, with_plates=with_plates)
    for side in SIDES:
        expected, found = by_markers.sides[side], by_clusters.sides[side]
        assert found.strides == expected.strides
        for name, offset_rad in (("hip_flexion_rad", 0.05), ("knee_flexion_rad", 0.08)):
            curves = expected.curves[name].mean, found.curves[name].mean
            assert np.corrcoef(*curves)[0, 1] > 0.99
            assert abs(np.mean(curves[1] - curves[0])) < offset_rad


@pytest.mark.parametrize("with_plates", [True, False])
def test_moments_come_with_the_clusters(recordings: Path, *, with_plates: bool) -> None:
    by_markers, by_clusters = both_ways(recordings, with_plates=with_plates)
    for side in SIDES:
        name = "peak_hip_flexor_moment_nm_kg"
        expected, found = by_markers.sides[side].measures[name].mean, by_clusters.sides[side].measures[name].mean
        assert found == pytest.approx(expected, rel=0.1)
        first, second = (run.sides[side].curves["hip_flexion_moment_nm_kg"].mean for run in (by_markers, by_clusters))
        assert np.corrcoef(first, second)[0, 1] > 0.95
    assert by_clusters.demand


def test_contacts_stay_where_clusters_were_smoothed_before_they_came(recordings: Path) -> None:
    """At 10 Hz no strike of the heel is left, and landings are read from the pelvis."""
    run, static = trial(recordings)
    smooth = lowpass_motion(fill_gaps(clusters_of(replace(run, plates=()), joints=False), limit_s=0.1), cutoff_hz=10.0)
    whole = from_clusters(smooth, clusters_of(static, joints=True), marker_set_named("ric_clusters"))
    found, _ = analyse_markers(whole.run, whole.static, whole.marker_set, RUNNER)
    by_plates, _ = both_ways(recordings, with_plates=True)
    for side in SIDES:
        contact_s = by_plates.sides[side].measures["contact_time_s"].mean
        assert found.sides[side].measures["contact_time_s"].mean == pytest.approx(contact_s, abs=0.025)


def test_what_is_taken_from_trochanters_and_from_no_foot_is_said(recordings: Path) -> None:
    _, by_clusters = both_ways(recordings, with_plates=False)
    codes = {note.code for note in by_clusters.notes}
    assert {"hips_from_trochanters", "feet_straight_ahead"} <= codes
    assert not codes & {"static_not_used", "no_moments", "zero_unknown", "labels_swapped"}


def test_markers_of_a_foot_in_another_order_are_put_right(recordings: Path) -> None:
    """A triangle whose sides differ by millimetres: between markers on skin that would pass for bending."""
    run, static = trial(recordings)
    clusters, standing = clusters_of(run, joints=False), clusters_of(static, joints=True)
    turned = exchanged(clusters, ("R_foot_1", "R_foot_2", "R_foot_3"), (1, 2, 0))
    plain, mended = (from_clusters(motion, standing, marker_set_named("ric_clusters")) for motion in (clusters, turned))
    assert [note.code for note in mended.run.notes].count("labels_swapped") == 1
    for number in "123":
        label = f"R_foot_{number}"
        place = next(name for name in ("R_foot_1", "R_foot_2", "R_foot_3") if np.array_equal(turned.marker(name), clusters.marker(label)))
        assert mended.static.marker(place) == pytest.approx(plain.static.marker(label))


def test_standing_of_one_frame_is_enough(recordings: Path) -> None:
    run, static = trial(recordings)
    standing = clusters_of(static, joints=True)
    whole = from_clusters(
        clusters_of(run, joints=False),
        replace(standing, time_s=standing.time_s[:1], position_m=standing.position_m[:1]),
        marker_set_named("ric_clusters"),
    )
    _, by_clusters = both_ways(recordings, with_plates=False)
    one_frame, _ = analyse_markers(replace(whole.run, plates=()), whole.static, whole.marker_set, RUNNER)
    for side in SIDES:
        found, expected = (result.sides[side].curves["hip_flexion_rad"].mean for result in (one_frame, by_clusters))
        assert found == pytest.approx(expected, abs=0.02)


def test_standing_with_other_clusters_is_refused(recordings: Path) -> None:
    run, static = trial(recordings)
    standing = clusters_of(static, joints=True)
    moved = np.array(standing.position_m)
    moved[:, standing.labels.index("R_thigh_1")] += 0.04
    with pytest.raises(OtherClustersError, match="femur_r"):
        from_clusters(clusters_of(run, joints=False), replace(standing, position_m=moved), marker_set_named("ric_clusters"))


@pytest.mark.parametrize(("lacking", "words"), [("R_med_knee", "r knee medial"), ("L_hip", "trochanters or iliac spines")])
def test_what_standing_lacks_is_named_and_the_clusters_go_alone(recordings: Path, tmp_path: Path, lacking: str, words: str) -> None:
    run, static = trial(recordings)
    standing = clusters_of(static, joints=True)
    kept = [label for label in standing.labels if label != lacking]
    standing = replace(standing, labels=tuple(kept), position_m=np.stack([standing.marker(label) for label in kept], axis=1))
    assert roles_wanting(standing, marker_set_named("ric_clusters")) == (words,)
    write_trc(tmp_path / "run.trc", clusters_of(run, joints=False))
    write_trc(tmp_path / "static.trc", standing)
    recording = read_recording(opened(tmp_path / "run.trc"), RUNNER, static=opened(tmp_path / "static.trc"))
    ((found, _),) = analyse_recording(recording, RUNNER)
    assert found.clusters_only
    assert any(note.code == "static_not_used" and words in note.message for note in found.notes)


def test_files_of_clusters_and_standing_are_put_together(recordings: Path, tmp_path: Path) -> None:
    run, static = trial(recordings)
    write_trc(tmp_path / "run.trc", clusters_of(run, joints=False))
    write_trc(tmp_path / "static.trc", clusters_of(static, joints=True))
    recording = read_recording(opened(tmp_path / "run.trc"), RUNNER, static=opened(tmp_path / "static.trc"))
    ((found, _),) = analyse_recording(recording, RUNNER)
    assert not found.clusters_only
    assert found.marker_set == "ric_clusters"
    assert found.sides["right"].measures["knee_flexion_at_contact_rad"].mean == pytest.approx(0.261, abs=0.12)
