"""Keypoints that were taken for the other side's are put back, points that leap are taken out, and what is sound stays as it is."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from clip_scenes import CADENCE_STEPS_PER_MIN, keypoints

from hipdrive.coach import read_clip_keypoints
from hipdrive.motion import FileContent, FlatKeypoints, repaired

LEG = ("Hip", "Knee", "Ankle", "Heel", "BigToe", "SmallToe")
TAKEN_FOR = {"the whole leg": LEG, "from the knee down": LEG[1:], "the foot": LEG[2:]}


def exchanged(sound: FlatKeypoints, frames: np.ndarray, parts: tuple[str, ...]) -> FlatKeypoints:
    """The points with left and right of some parts taken for each other in some frames."""
    position = np.array(sound.position)
    for part in parts:
        pair = [sound.labels.index(f"L{part}"), sound.labels.index(f"R{part}")]
        position[np.ix_(frames, np.array(pair))] = position[np.ix_(frames, np.array(pair[::-1]))]
    return replace(sound, position=position)


def wrong_where_apart(mended: FlatKeypoints, sound: FlatKeypoints, apart: float) -> int:
    """How many points of the legs stand on the other side although the two sides lie further apart than so many pixels."""
    wrong = 0
    for part in LEG:
        left, right = sound.labels.index(f"L{part}"), sound.labels.index(f"R{part}")
        far = np.linalg.norm(sound.position[:, left] - sound.position[:, right], axis=1) > apart
        off = np.linalg.norm(mended.position[:, left] - sound.position[:, left], axis=1) > 1e-6
        wrong += int((far & off & np.isfinite(mended.position[:, left, 0])).sum())
    return wrong


def cadence(clip: FlatKeypoints) -> float:
    """Steps a minute, from the strongest frequency of the distance between the ankles."""
    apart = clip.position[:, clip.labels.index("LAnkle"), 0] - clip.position[:, clip.labels.index("RAnkle"), 0]
    seen = np.isfinite(apart)
    apart = np.interp(clip.time_s, clip.time_s[seen], apart[seen])
    tried_hz = np.linspace(1.0, 2.0, 4001)
    turns = np.exp(-2j * np.pi * np.outer(tried_hz, clip.time_s))
    return float(120.0 * tried_hz[np.abs(turns @ ((apart - apart.mean()) * np.hanning(len(apart)))).argmax()])


@pytest.fixture(scope="module")
def real(recordings: Path) -> FlatKeypoints:
    """RTMPose's keypoints of a real runner on a treadmill, 30 frames a second, mended once."""
    file = recordings / "video-side" / "male_side.pose.json"
    return read_clip_keypoints(FileContent(file.name, file.read_bytes()))


@pytest.mark.parametrize("parts", TAKEN_FOR)
@pytest.mark.parametrize("share", [0.02, 0.1])
@pytest.mark.parametrize("rate_hz", [30.0, 120.0])
def test_exchanged_sides_are_put_back(rate_hz: float, share: float, parts: str) -> None:
    sound = keypoints(noise=2.0, rate_hz=rate_hz)
    frames = np.random.default_rng(7).random(len(sound.time_s)) < share
    broken = exchanged(sound, frames, TAKEN_FOR[parts])
    assert frames.any()
    assert wrong_where_apart(broken, sound, 15.0) > 5
    mended = repaired(broken)
    assert wrong_where_apart(mended, sound, 15.0) == 0
    assert "keypoint_sides_exchanged" in [note.code for note in mended.notes]


@pytest.mark.parametrize("parts", TAKEN_FOR)
@pytest.mark.parametrize("share", [0.02, 0.1])
def test_exchanged_sides_of_a_real_runner_are_put_back(real: FlatKeypoints, share: float, parts: str) -> None:
    for seed in range(3):
        frames = np.random.default_rng(seed).random(len(real.time_s)) < share
        assert wrong_where_apart(repaired(exchanged(real, frames, TAKEN_FOR[parts])), real, 25.0) == 0


def test_a_leg_that_is_taken_for_the_other_for_a_quarter_of_a_second_is_put_back() -> None:
    sound = keypoints(noise=2.0, rate_hz=60.0)
    frames = np.zeros(len(sound.time_s), dtype=np.bool_)
    frames[100:115] = frames[200:212] = True
    assert wrong_where_apart(repaired(exchanged(sound, frames, LEG)), sound, 15.0) == 0


def test_a_sound_clip_is_left_as_it_is() -> None:
    for seed in range(3):
        sound = keypoints(noise=2.0, seed=seed)
        mended = repaired(sound)
        assert np.array_equal(mended.position, sound.position)
        assert mended.notes == ()


def test_points_that_leap_are_taken_out_and_others_stay() -> None:
    sound = keypoints(noise=1.0)
    position = np.array(sound.position)
    knee = sound.labels.index("LKnee")
    position[[50, 120, 121, 200], knee] += [150.0, -80.0]
    mended = repaired(replace(sound, position=position))
    assert [50, 120, 121, 200] == np.flatnonzero(np.isnan(mended.position[:, knee, 0])).tolist()
    assert np.isfinite(np.delete(mended.position, knee, axis=1)).all()
    assert ["0.1 % of the points on the legs in clip.json leap away and back; they were taken out."] == [n.message for n in mended.notes]


def test_missing_points_stay_missing_and_hide_no_exchange() -> None:
    sound = keypoints(noise=1.0)
    position = np.array(sound.position)
    gone = np.random.default_rng(3).random(position.shape[:2]) < 0.1
    position[gone] = np.nan
    patchy = replace(sound, position=position)
    frames = np.zeros(len(sound.time_s), dtype=np.bool_)
    frames[::25] = True
    mended = repaired(exchanged(patchy, frames, LEG))
    assert wrong_where_apart(mended, patchy, 40.0) <= 2  # beside two missing frames nothing tells the sides apart
    assert np.isnan(mended.position).sum() >= np.isnan(patchy.position).sum()


def test_the_shipped_keypoints_of_a_real_runner_keep_the_cadence_that_was_measured_in_the_pixels(real: FlatKeypoints) -> None:
    assert cadence(real) == pytest.approx(168.9, abs=1.0)
    assert cadence(keypoints(frames=720)) == pytest.approx(CADENCE_STEPS_PER_MIN, abs=0.3)
