"""A runner filmed from the side: phase, fold and swing moment against known answers, and clips that are refused."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from side_scenes import clip, moved, trial, truths, with_points
from walk_scenes import walker

from hipdrive.body import Athlete
from hipdrive.coach.clips.keypoints import read_clip_keypoints
from hipdrive.errors import HipDriveError
from hipdrive.gait import NotRunningError, analyse_clips, typical_measures
from hipdrive.gait.clip.fold import fold
from hipdrive.gait.clip.phase import stride_phase
from hipdrive.gait.side_view.admitted import BOTH_LOW, LEAST_DIP_M, ankles_low_at_once, hip_rise_at_mid_stance_m, refuse_no_run
from hipdrive.gait.side_view.calibration import Figure, shrunk, side_view_calibration
from hipdrive.gait.side_view.events import folded_events
from hipdrive.gait.side_view.figures import LegFigures, leg_figures
from hipdrive.gait.side_view.folded_leg import folded
from hipdrive.gait.side_view.near_leg import near_leg
from hipdrive.gait.side_view.refusal import ClipTooShortError, NoRunnerError, NoStrideInClipError, NotFromTheSideError, PointMissingError
from hipdrive.motion import FileContent, FlatKeypoints
from validation.front_camera import Standpoint, filmed_pair
from validation.side_camera import filmed
from validation.side_view import OF_THE_CLIP, Filmed, Shot, landing_late_s

IMPULSE = "flexor_impulse_swing_nm_s_kg"


def measured(keypoints: FlatKeypoints) -> LegFigures:
    leg = folded(near_leg(keypoints, trial().athlete))
    refuse_no_run(leg)
    return leg_figures(leg, trial().athlete, side_view_calibration(), speed_m_s=trial().speed_m_s)


def test_a_series_over_uneven_pictures_gives_back_the_signal_its_derivatives_and_no_drift() -> None:
    random = np.random.default_rng(3)
    time_s = np.sort(random.uniform(0.0, 12.0, 400))
    phase = 1.4 * time_s
    signal = 0.3 + 0.5 * np.sin(2 * np.pi * phase) + 0.1 * np.cos(2 * np.pi * 5 * phase)
    signal[::40] += 3.0
    series = fold(time_s, phase, signal + 0.02 * (time_s - 6.0), np.ones(400), stride_hz=1.4, drifts=True)
    at = np.linspace(0.0, 1.0, 50)
    turn = 2 * np.pi * at
    assert series.at(at) == pytest.approx(0.3 + 0.5 * np.sin(turn) + 0.1 * np.cos(5 * turn), abs=1e-2)
    speed = 2 * np.pi * 1.4 * (0.5 * np.cos(turn) - 0.5 * np.sin(5 * turn))
    assert series.at(at, derivative=1) == pytest.approx(speed, abs=0.1)
    assert series.kept_share == pytest.approx(0.975, abs=0.01)


def test_the_phase_follows_a_runner_who_hurries() -> None:
    time_s = np.arange(0.0, 12.0, 1.0 / 60.0)
    true = 1.4 * time_s + 0.05 * np.sin(2 * np.pi * time_s / 6.0)
    thigh = 0.1 + 0.5 * np.sin(2 * np.pi * true) + 0.1 * np.sin(4 * np.pi * true)
    found = stride_phase(time_s, thigh)
    off = found.phase - true
    middle = slice(60, -60)
    assert found.stride_hz == pytest.approx(1.4, abs=0.01)
    assert np.ptp(off[middle]) < 0.015


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("frame_rate_hz", [30.0, 120.0])
def test_perfect_keypoints_give_the_swing_of_the_full_solution(side: int, frame_rate_hz: float) -> None:
    found, truth = measured(clip(side=side, frame_rate_hz=frame_rate_hz)).values, truths()[side].values
    assert found["stride_rate_steps_per_min"] == pytest.approx(trial().cadence_steps_per_min, abs=1.0)
    for name in ("largest_thigh_rad", "lowest_thigh_rad", "thigh_range_rad", "largest_knee_flexion_rad"):
        assert found[name] == pytest.approx(truth[name], abs=np.radians(2.5)), name
    assert found[IMPULSE] == pytest.approx(truth[IMPULSE], rel=0.1)
    assert found["contact_time_s"] == pytest.approx(truth["contact_time_s"], abs=0.02)


@pytest.mark.parametrize("side", [0, 1])
def test_measured_noise_keeps_the_bands(side: int) -> None:
    found, truth, learned = measured(clip(side=side, seed=7)).values, truths()[side].values, side_view_calibration()
    typical = {name: measure.mean for name, measure in typical_measures(trial().speed_m_s).items()}
    for name, figure in learned.figures.items():
        if name in found and name in truth and name not in OF_THE_CLIP:
            shown = shrunk(found[name], typical.get(name), figure)
            band = float(figure.band) * (abs(truth[name]) if figure.relative else 1.0)
            assert abs(shown - truth[name]) < 1.5 * band, name


def test_a_runner_who_faces_the_left_shows_the_left_leg_and_pictures_of_both_ways_say_the_same() -> None:
    left = clip(side=0)
    assert near_leg(left, trial().athlete).side == "left"
    mirrored = replace(left, labels=tuple("R" + label[1:] for label in left.labels), position=left.position * [-1.0, 1.0])
    assert near_leg(mirrored, trial().athlete).side == "right"
    assert measured(mirrored).values == pytest.approx(measured(left).values)


def test_the_scale_of_the_picture_changes_nothing() -> None:
    assert measured(moved(clip(), 0.37 * clip().position)).values == pytest.approx(measured(clip()).values)


def test_a_landing_sign_is_about_as_late_as_was_learned() -> None:
    for truth, keypoints in zip(truths(), (clip(side=0), clip(side=1)), strict=True):
        leg = folded(near_leg(keypoints, trial().athlete))
        shown = Filmed(runner="", shot=Shot(60.0), athlete=trial().athlete, leg=leg, events=folded_events(leg), truth=truth)
        assert landing_late_s(shown) == pytest.approx(float(side_view_calibration().landing_late_s), abs=0.02)


def test_a_figure_lies_between_the_video_and_what_is_typical_by_their_variances() -> None:
    figure = Figure(bias=0.1, weight=0.25, band=0.2, relative=True)
    assert shrunk(2.2, 1.0, figure) == pytest.approx(0.25 * 2.0 + 0.75 * 1.0)
    assert shrunk(2.2, None, figure) == pytest.approx(2.0)
    assert shrunk(2.2, 1.0, replace(figure, relative=False)) == pytest.approx(0.25 * 2.1 + 0.75)


def test_what_was_learned_mixes_only_with_what_is_known_to_be_typical() -> None:
    """Bands learned from a mix had been told of angles that stand on the video alone: too narrow by a third."""
    known = typical_measures(trial().speed_m_s)
    assert [] == [name for name, figure in side_view_calibration().figures.items() if float(figure.weight) < 1.0 and name not in known]


def refused(keypoints: FlatKeypoints, error: type[HipDriveError], words: str) -> None:
    with pytest.raises(error, match=words):
        measured(keypoints)


def test_three_seconds_are_too_few_strides() -> None:
    refused(clip(seconds=3.0), ClipTooShortError, "3.0 s, about 4 strides")


def test_a_person_who_leaves_the_picture_is_refused() -> None:
    position = np.array(clip().position)
    position[len(position) // 3 :] = np.nan
    refused(moved(clip(), position), NoRunnerError, "33 % of the pictures")


def test_a_stretch_without_the_runner_is_left_out() -> None:
    position = np.array(clip().position)
    position[100:160] = np.nan
    assert measured(moved(clip(), position)).values[IMPULSE] == pytest.approx(measured(clip()).values[IMPULSE], rel=0.05)


def test_a_body_without_feet_is_refused_by_the_name_of_the_point() -> None:
    kept = [place for place, label in enumerate(clip().labels) if "Heel" not in label]
    bare = replace(
        clip(),
        labels=tuple(clip().labels[place] for place in kept),
        position=clip().position[:, kept],
        confidence=clip().confidence[:, kept],
    )
    refused(bare, PointMissingError, "BigToe|LHeel")


def test_a_runner_seen_from_the_front_is_refused() -> None:
    hip = clip().position[:, clip().labels.index("LHip")]
    shoulders = {"LShoulder": hip - [0.0, 200.0], "RShoulder": hip - [-170.0, 200.0]}
    refused(with_points(clip(), **shoulders), NotFromTheSideError, "away from the side")


def test_somebody_who_stands_is_refused() -> None:
    random = np.random.default_rng(1)
    still = clip().position.mean(axis=0) + random.normal(size=clip().position.shape)
    refused(moved(clip(), still), NoStrideInClipError, "the thigh swings through")


def test_a_walker_is_told_by_the_hips_that_rise_over_the_standing_leg() -> None:
    position = np.array(clip().position)
    hips = np.array(position[:, clip().labels.index("LHip"), 1])
    position[:, :, 1] -= 2.0 * (hips - hips.mean())[:, None]
    refused(moved(clip(), position), NotRunningError, "this is walking")


def test_a_walker_with_a_runner_s_cadence_is_told_by_both_feet_being_low_where_hips_are_too_noisy(recordings: Path) -> None:
    fast = walker(recordings, faster=1.25)
    assert fast.cadence_steps_per_min > 150.0
    leg = folded(near_leg(filmed(fast.legs["right"], frame_rate_hz=120.0, seconds=12.0, yaw_rad=0.0, seed=3), trial().athlete))
    assert -0.01 < hip_rise_at_mid_stance_m(leg) < 0.0
    with pytest.raises(NotRunningError, match="both feet are low at the same time"):
        refuse_no_run(leg)
    runner = folded(near_leg(clip(frame_rate_hz=30.0), trial().athlete))
    assert ankles_low_at_once(runner) > BOTH_LOW
    assert hip_rise_at_mid_stance_m(runner) < -LEAST_DIP_M
    from_ahead = filmed_pair(fast.pair, Standpoint(view="front", yaw_rad=0.0, apart_m=5.0), frame_rate_hz=30.0, seconds=10.0, seed=1)
    with pytest.raises(NotRunningError):
        analyse_clips([from_ahead], trial().athlete, speed_m_s=2.0)


@pytest.mark.recordings
def test_the_cadence_of_a_real_clip(recordings: Path) -> None:
    """169 steps a minute by two measurements on the pixels that need no keypoints."""
    folder = recordings / "video-side"
    truth = json.loads((folder / "male_side.groundtruth.json").read_text(encoding="utf-8"))["cadence_spm"]["value"]
    file = FileContent("male_side.pose.json", (folder / "male_side.pose.json").read_bytes())
    leg = folded(near_leg(read_clip_keypoints(file), Athlete(mass_kg=75.0, height_m=1.78)))
    refuse_no_run(leg)
    assert leg.leg.side == "left"
    assert 120.0 * leg.stride_hz == pytest.approx(truth, abs=1.0)
