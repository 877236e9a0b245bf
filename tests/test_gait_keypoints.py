"""Keypoints in space: legs taken for each other are told apart, legs that cross are left alone, and hips in one place are refused."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from keypoint_scenes import keypoints_of

from hipdrive.body import SIDES
from hipdrive.coach.runs.analyse import Recording, analyse_recording
from hipdrive.errors import InputFileError
from hipdrive.gait import ReferenceTrial, Run, reference_trial
from hipdrive.gait.intake.keypoints import from_keypoints
from hipdrive.motion import Motion, marker_set_named

LEG = ("Hip", "Knee", "Ankle", "Heel", "BigToe", "SmallToe")
MEASURES = ("peak_hip_flexor_moment_nm_kg", "contact_time_s", "step_length_m")


@cache
def trial() -> ReferenceTrial:
    return reference_trial()


@cache
def keypoints() -> Motion:
    """The reference runner's keypoints at 50 pictures a second, without plates."""
    whole = keypoints_of(trial())
    every = round(whole.sampling_rate_hz / 50.0)
    rate_hz = whole.sampling_rate_hz / every
    return replace(whole, time_s=whole.time_s[::every], sampling_rate_hz=rate_hz, position_m=whole.position_m[::every], plates=())


def analysed(motion: Motion) -> Run:
    """The run as a door would analyse it."""
    whole = from_keypoints(motion, marker_set_named("keypoints"), trial().athlete)
    recording = Recording(run=whole.run, static=whole.static, marker_set=whole.marker_set)
    return analyse_recording(recording, trial().athlete)[0][0]


@cache
def clean() -> Run:
    return analysed(keypoints())


def exchanged(motion: Motion, joints: tuple[str, ...], spans: tuple[tuple[int, int], ...]) -> Motion:
    """The recording with right and left exchanged in some frames."""
    position_m = np.array(motion.position_m)
    for joint in joints:
        columns = np.array([motion.labels.index(side + joint) for side in "RL"])
        for start, end in spans:
            position_m[start:end, columns] = position_m[start:end, columns[::-1]]
    return replace(motion, position_m=position_m)


def scattered(motion: Motion, sd_m: float) -> Motion:
    """The recording as a pose estimator sees it."""
    noise = np.random.default_rng(4).normal(scale=sd_m, size=motion.position_m.shape) * [1.0, 1.0, 0.0]
    return replace(motion, position_m=motion.position_m + noise)


def assert_like(run: Run, other: Run, *, rel: float) -> None:
    for side in SIDES:
        assert run.sides[side].strides == other.sides[side].strides
        for name in MEASURES:
            assert run.sides[side].measures[name].mean == pytest.approx(other.sides[side].measures[name].mean, rel=rel), name


@pytest.mark.parametrize("joints", [LEG, LEG[1:], LEG[2:]])
def test_legs_exchanged_in_runs_of_frames_are_put_right(joints: tuple[str, ...]) -> None:
    spans = ((20, 21), (50, 63), (100, 130), (171, 175), (220, 229))
    run = analysed(exchanged(keypoints(), joints, spans))
    assert_like(run, clean(), rel=0.03)
    (note,) = (note for note in run.notes if note.code == "labels_swapped")
    assert "5 times" in note.message


def test_scattered_legs_are_told_apart_as_well() -> None:
    noisy = scattered(keypoints(), 0.01)
    run = analysed(exchanged(noisy, LEG, ((50, 63), (100, 130))))
    assert_like(run, analysed(noisy), rel=0.03)


@pytest.mark.parametrize("sd_m", [0.0, 0.005, 0.01, 0.02])
def test_legs_that_cross_are_not_taken_for_exchanged(sd_m: float) -> None:
    whole = from_keypoints(scattered(keypoints(), sd_m), marker_set_named("keypoints"), trial().athlete)
    assert not [note for note in whole.run.notes if note.code == "labels_swapped"]


def test_hips_in_one_place_are_no_joints_in_space() -> None:
    flat = replace(keypoints(), position_m=keypoints().position_m * [1.0, 1.0, 0.0])
    with pytest.raises(InputFileError, match="0 cm apart, as if one camera had seen them"):
        from_keypoints(flat, marker_set_named("keypoints"), trial().athlete)
