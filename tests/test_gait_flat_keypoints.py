"""Keypoints of one camera: how far they are believed, legs taken for each other, and a far hip that is guessed."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from keypoint_scenes import keypoints_of
from motion_files import opened, write_trc

from hipdrive.body import SIDES, Athlete
from hipdrive.coach.runs.analyse import Recording, analyse_recording, read_recording
from hipdrive.contract.runs.run import run_document
from hipdrive.gait import ReferenceTrial, Run, reference_trial
from hipdrive.gait.intake.keypoints import FLAT_CUTOFF_HZ, from_keypoints
from hipdrive.motion import Motion, landmark, marker_set_named

LEG = ("Hip", "Knee", "Ankle", "Heel", "BigToe", "SmallToe")
SCATTER_M = 0.0075
MEASURES = ("peak_hip_flexor_moment_nm_kg", "contact_time_s", "step_length_m")


@cache
def trial() -> ReferenceTrial:
    return reference_trial()


@cache
def keypoints(*, flat: bool) -> Motion:
    """The reference runner's keypoints at 50 pictures a second, without plates."""
    whole = keypoints_of(trial())
    every = round(whole.sampling_rate_hz / 50.0)
    position_m = whole.position_m[::every] * ([1.0, 1.0, 0.0] if flat else [1.0, 1.0, 1.0])
    rate_hz = whole.sampling_rate_hz / every
    return replace(whole, time_s=whole.time_s[::every], sampling_rate_hz=rate_hz, position_m=position_m, plates=())


def analysed(motion: Motion, *, cutoff_hz: float | None = None) -> Run:
    """The run as a door would analyse it."""
    whole = from_keypoints(motion, marker_set_named("keypoints"), trial().athlete)
    recording = Recording(run=whole.run, static=whole.static, marker_set=whole.marker_set, cutoff_hz=whole.cutoff_hz or 15.0)
    return analyse_recording(recording, trial().athlete, cutoff_hz=cutoff_hz)[0][0]


@cache
def clean(*, flat: bool) -> Run:
    return analysed(keypoints(flat=flat))


def exchanged(motion: Motion, joints: tuple[str, ...], spans: tuple[tuple[int, int], ...]) -> Motion:
    """The recording with right and left exchanged in some frames."""
    position_m = np.array(motion.position_m)
    for joint in joints:
        columns = np.array([motion.labels.index(side + joint) for side in "RL"])
        for start, end in spans:
            position_m[start:end, columns] = position_m[start:end, columns[::-1]]
    return replace(motion, position_m=position_m)


def moved(motion: Motion, label: str, way_m: tuple[float, float, float]) -> Motion:
    position_m = np.array(motion.position_m)
    position_m[:, motion.labels.index(label)] += way_m
    return replace(motion, position_m=position_m)


def scattered(motion: Motion, sd_m: float) -> Motion:
    """The recording as a pose estimator sees it."""
    noise = np.random.default_rng(4).normal(scale=sd_m, size=motion.position_m.shape) * [1.0, 1.0, 0.0]
    return replace(motion, position_m=motion.position_m + noise)


def codes(run: Run) -> set[str]:
    return {note.code for note in run.notes}


def mean(run: Run, name: str) -> float:
    values = [run.sides[side].measures[name].mean for side in SIDES]
    return float(np.mean([value for value in values if value is not None]))


def assert_like(run: Run, other: Run, *, rel: float) -> None:
    for side in SIDES:
        assert run.sides[side].strides == other.sides[side].strides
        for name in MEASURES:
            assert run.sides[side].measures[name].mean == pytest.approx(other.sides[side].measures[name].mean, rel=rel), name


def test_one_camera_is_doubtful_and_not_as_good_as_plates() -> None:
    flat, whole = clean(flat=True), clean(flat=False)
    assert flat.quality.grade == "doubtful"
    assert "view" in {check.id for check in flat.quality.against}
    assert not any("as good as with force plates" in note.message for note in flat.notes)
    assert any("as good as with force plates" in note.message for note in whole.notes)
    assert "view" not in {check.id for check in whole.quality.checks}
    assert ("derived", "measured") == (run_document(flat).sources.swing, run_document(whole).sources.swing)


def test_flat_keypoints_are_smoothed_more_unless_somebody_asks(tmp_path: Path) -> None:
    for flat, usual_hz in ((True, FLAT_CUTOFF_HZ), (False, 15.0)):
        write_trc(tmp_path / "video.trc", keypoints(flat=flat))
        recording = read_recording(opened(tmp_path / "video.trc"), trial().athlete)
        assert recording.cutoff_hz == usual_hz
        assert analyse_recording(recording, trial().athlete)[0][0].cutoff_hz == usual_hz
        assert analyse_recording(recording, trial().athlete, cutoff_hz=10.0)[0][0].cutoff_hz == 10.0


def test_scatter_moves_the_flexors_peak_by_less_than_a_fifth() -> None:
    name = "peak_hip_flexor_moment_nm_kg"
    true = mean(analysed(keypoints(flat=True), cutoff_hz=15.0), name)
    noisy = scattered(keypoints(flat=True), SCATTER_M)
    assert mean(analysed(noisy), name) == pytest.approx(true, rel=0.2)
    assert mean(analysed(noisy, cutoff_hz=15.0), name) > 1.2 * true


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize("joints", [LEG, LEG[1:], LEG[2:]])
def test_legs_exchanged_in_runs_of_frames_are_put_right(*, flat: bool, joints: tuple[str, ...]) -> None:
    spans = ((20, 21), (50, 63), (100, 130), (171, 175), (220, 229))
    run = analysed(exchanged(keypoints(flat=flat), joints, spans))
    assert_like(run, clean(flat=flat), rel=0.03)
    (note,) = (note for note in run.notes if note.code == "labels_swapped")
    assert "5 times" in note.message


def test_scattered_legs_are_told_apart_as_well() -> None:
    noisy = scattered(keypoints(flat=True), 0.01)
    run = analysed(exchanged(noisy, LEG, ((50, 63), (100, 130))))
    assert_like(run, analysed(noisy), rel=0.03)


@pytest.mark.parametrize("sd_m", [0.0, 0.005, 0.01, 0.02])
@pytest.mark.parametrize("flat", [True, False])
def test_legs_that_cross_are_not_taken_for_exchanged(*, flat: bool, sd_m: float) -> None:
    whole = from_keypoints(scattered(keypoints(flat=flat), sd_m), marker_set_named("keypoints"), trial().athlete)
    assert not [note for note in whole.run.notes if note.code == "labels_swapped"]


@pytest.mark.parametrize("label", ["RHip", "LHip"])
@pytest.mark.parametrize("way_m", [(0.03, 0.0, 0.0), (-0.08, 0.0, 0.0), (0.08, 0.0, 0.0), (0.0, 0.04, 0.0), (0.0, -0.08, 0.0)])
def test_a_far_hip_beside_its_place_is_no_turn_of_the_runner(label: str, way_m: tuple[float, float, float]) -> None:
    run = analysed(moved(keypoints(flat=True), label, way_m))
    assert "hip_moved" in codes(run)
    assert "runs_oblique" not in codes(run)
    assert_like(run, clean(flat=True), rel=0.05)
    for side in SIDES:
        name = "hip_flexion_rad"
        found, expected = (result.sides[side].curves[name].mean for result in (run, clean(flat=True)))
        assert found == pytest.approx(expected, abs=np.radians(3.0))


def test_hips_in_their_places_stay() -> None:
    assert "hip_moved" not in codes(clean(flat=True))


@pytest.mark.recordings
def test_the_far_hip_of_a_real_clip_does_not_turn_the_runner(recordings: Path) -> None:
    """Of its far hip 10 cm were read as a runner who faces 29 deg elsewhere."""
    run = clip(recordings / "video-side" / "male_side.pose.json")
    whole = from_keypoints(run, marker_set_named("keypoints"), Athlete(mass_kg=75.0, height_m=1.78))
    notes = [note.code for note in whole.run.notes]
    assert "hip_moved" in notes
    assert "labels_swapped" not in notes
    across = landmark(whole.run, whole.marker_set, "r_asis") - landmark(whole.run, whole.marker_set, "l_asis")
    assert np.abs(across[:, 0]) == pytest.approx(0.0, abs=1e-9)


def clip(path: Path) -> Motion:
    """The keypoints of a video in metres, as a tool for one camera writes them: no depth, the leg's length by body height."""
    content = json.loads(path.read_text(encoding="utf-8"))
    pixels = np.array(content["frames"])[:, :, :2] * [1.0, -1.0]
    places = {name: place for place, name in enumerate(content["keypoint_names"])}
    leg = sum(
        np.median(np.linalg.norm(pixels[:, places[a]] - pixels[:, places[b]], axis=1))
        for a, b in (("l_hip", "l_knee"), ("l_knee", "l_ankle"))
    )
    plain = {"mid_hip": "Hip", "neck": "Neck", "nose": "Nose", "head": "Head"}
    labels = [plain.get(name) or name[0].upper() + "".join(word.capitalize() for word in name[2:].split("_")) for name in places]
    position_m = np.concatenate([pixels * (0.47 * 1.78 / leg), np.zeros((*pixels.shape[:2], 1))], axis=2)
    return Motion(
        file_name="male_side.trc",
        format="trc",
        labels=tuple(labels),
        time_s=np.arange(len(pixels)) / content["fps"],
        sampling_rate_hz=content["fps"],
        position_m=position_m,
        plates=(),
    )
