"""A run on video from file to page: what is told with bands, what stays hidden, pairs of clips, and what is refused."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from motion_files import opened, write_trc
from side_scenes import clip, trial, truths

from hipdrive.coach import Runner, analyse, looked_through, opensim_files, preview, read_recording
from hipdrive.coach.files.opensim import NoSkeletonError
from hipdrive.contract.runs.run import read_run, run_document, run_from
from hipdrive.contract.wire import json_text
from hipdrive.errors import InputFileError
from hipdrive.gait import Run, analyse_side_view, typical_measures
from hipdrive.gait.side_view.calibration import side_view_calibration
from hipdrive.gait.side_view.refusal import SameSideTwiceError
from hipdrive.motion import FileContent, FlatKeypoints, Motion
from hipdrive.report.run_page.filmed_view import filmed_view

IMPULSE, PEAK = "flexor_impulse_swing_nm_s_kg", "peak_hip_flexor_moment_nm_kg"


@cache
def run_of(*, frame_rate_hz: float = 60.0, pair: bool = False) -> Run:
    clips = [clip(side=side, frame_rate_hz=frame_rate_hz, seed=3) for side in ((0, 1) if pair else (0,))]
    return analyse_side_view(clips, trial().athlete, speed_m_s=trial().speed_m_s)


def as_json(keypoints: FlatKeypoints) -> FileContent:
    """A clip in a file with named points of both legs; the far one is the near one half a stride later, as the reader asks for both."""
    late = round(0.5 * 60.0 / (trial().cadence_steps_per_min / 2.0) * keypoints.frame_rate_hz)
    far = np.roll(keypoints.position, late, axis=0)
    names = {"Hip": "hip", "Knee": "knee", "Ankle": "ankle", "Heel": "heel", "BigToe": "big_toe"}
    labels = [f"{side}_{names[label[1:]]}" for side in ("l", "r") for label in keypoints.labels]
    both = np.concatenate([keypoints.position, far], axis=1)
    frames = [[[float(x), float(y), 1.0] for x, y in frame] for frame in both]
    document = {"keypoint_names": labels, "frames": frames, "fps": keypoints.frame_rate_hz, "width": 1280, "height": 720}
    return FileContent("pose.json", json.dumps(document).encode())


def runner() -> Runner:
    return Runner(athlete=trial().athlete, name="Ann")


def test_the_near_leg_is_told_within_its_bands_and_the_far_one_not_at_all() -> None:
    run, truth = run_of(), truths()[0].values
    assert run.view is not None
    assert run.view.near == ("left",)
    assert run.sides["right"].strides == 0
    for name in ("contact_time_s", "largest_thigh_rad", "thigh_range_rad", IMPULSE, PEAK):
        value = run.sides["left"].measures[name].mean
        assert value is not None
        assert abs(value - truth[name]) < 1.2 * run.view.bands[name], name
        assert run.sides["right"].measures[name].mean is None
    assert run.cadence_steps_per_min == pytest.approx(trial().cadence_steps_per_min, abs=1.0)


def test_demand_is_the_typical_one_with_the_swing_scaled_to_the_impulse() -> None:
    run = run_of()
    assert {curve.side for curve in run.demand} == {"left"}
    impulse = run.sides["left"].measures[IMPULSE].mean
    assert impulse is not None
    scale = impulse / typical_measures(trial().speed_m_s)[IMPULSE].mean
    assert f"times {scale:.2f}" in run.demand[0].source


def test_below_sixty_pictures_a_second_contact_is_hidden_and_the_way_to_it_is_said() -> None:
    slow, quick = run_of(frame_rate_hz=30.0), run_of()
    assert slow.view is not None
    assert slow.sides["left"].measures["contact_time_s"].mean is None
    assert slow.sides["left"].toe_off_s == ()
    assert any("film at 120" in hidden.why for hidden in slow.view.not_shown)
    assert len(quick.sides["left"].initial_contact_s) >= 15
    landing = np.array(quick.sides["left"].initial_contact_s)
    true = truths()[0].initial_contact_s
    off = [float(np.min(np.abs(true - at))) for at in landing if true[0] < at < true[-1]]
    assert np.median(off) < 0.02


def test_how_little_the_hidden_leg_is_trusted_changes_nothing_of_the_near_one() -> None:
    """BlazePose trusts a far knee below .2 in a third of the pictures of a real runner, RTMPose hardly ever."""
    whole = clip(seed=3)
    late = round(0.5 * 60.0 / (trial().cadence_steps_per_min / 2.0) * whole.frame_rate_hz)
    far = np.roll(whole.position, late, axis=0)
    trusted = np.full(whole.position.shape[:2], 0.9)
    labels = (*whole.labels, *("R" + label[1:] for label in whole.labels))
    found = []
    for trust in (0.9, 0.05):
        confidence = np.concatenate([trusted, np.full_like(trusted, trust)], axis=1)
        both = replace(whole, labels=labels, position=np.concatenate([whole.position, far], axis=1), confidence=confidence)
        found.append(analyse_side_view([both], trial().athlete, speed_m_s=trial().speed_m_s))
    assert [run.view.near for run in found if run.view] == [("left",), ("left",)]
    assert found[0].sides["left"].measures == found[1].sides["left"].measures


def test_two_clips_make_a_pair_and_two_of_one_side_do_not() -> None:
    pair = run_of(pair=True)
    assert pair.view is not None
    assert set(pair.view.near) == {"left", "right"}
    assert all(pair.sides[side].strides >= 10 for side in ("left", "right"))
    assert pair.symmetry == {}
    assert not any("other leg" in hidden.what for hidden in pair.view.not_shown)
    with pytest.raises(SameSideTwiceError, match="both clips show the left leg"):
        analyse_side_view([clip(side=0), clip(side=0)], trial().athlete)


def test_bands_are_wider_where_nobody_was_measured() -> None:
    man, woman = (analyse_side_view([clip()], replace(trial().athlete, sex=sex), speed_m_s=3.5) for sex in ("male", "female"))
    assert man.view is not None
    assert woman.view is not None
    wider = float(side_view_calibration().wider)
    assert woman.view.bands["contact_time_s"] == pytest.approx(wider * man.view.bands["contact_time_s"])


def test_the_belt_stands_in_for_a_speed_that_is_not_given_and_a_wrong_one_is_named() -> None:
    free = analyse_side_view([clip()], trial().athlete)
    assert free.speed_m_s == pytest.approx(trial().speed_m_s, rel=0.1)
    wrong = analyse_side_view([clip()], trial().athlete, speed_m_s=5.0)
    assert "speed_doubtful" in {note.code for note in wrong.notes}
    assert "speed_doubtful" not in {note.code for note in run_of().notes}


def test_a_run_on_video_comes_back_from_its_document() -> None:
    document = run_document(run_of())
    assert (document.sources.swing, document.sources.stance) == ("derived", None)
    back = run_from(read_run(json_text(document), name="run.json"))
    assert back.view == run_of().view
    assert not back.clusters_only
    assert back.quality == run_of().quality
    assert back.sides["left"].curves["thigh_rad"].mean == pytest.approx(run_of().sides["left"].curves["thigh_rad"].mean, abs=1e-5)


def test_json_of_keypoints_is_read_previewed_and_analysed_with_a_page() -> None:
    recording = read_recording(as_json(clip(seed=3)), trial().athlete, speed_m_s=trial().speed_m_s)
    assert {row.what for row in preview(recording, runner()).measurable if row.source is None} >= {"The other leg"}
    analysis = analyse(recording, runner(), with_page=True)
    assert analysis.movement is None
    with pytest.raises(NoSkeletonError):
        opensim_files(analysis.movement)
    assert analysis.page is not None
    for words in ("What the video shows (left leg)", "What it does not show", "too rough to rank runners by", "95 legs of 100"):
        assert words in analysis.page
    stride = analysis.page.partition('<section id="stride">')[2].partition("</section>")[0]
    assert '<span class="key left">left leg</span>' in stride
    assert "key right" not in stride


def test_a_file_of_keypoints_is_looked_through_as_a_run() -> None:
    role, document = looked_through(as_json(clip()))
    assert role == "run"
    assert (document.format, document.marker_set, document.frames) == ("keypoints", "keypoints", 720)
    assert document.sampling_rate_hz == pytest.approx(60.0)


def test_every_figure_of_the_page_has_its_band() -> None:
    view = filmed_view(run_of())
    assert view is not None
    shown = {str(row.name): row.of_side["left"] for row in view.rows}
    assert shown["Cadence"].endswith("± 1 steps/min")
    assert all("±" in words for words in shown.values())
    assert "Contact time" in shown


def test_a_trc_without_depth_goes_the_same_way(tmp_path: Path) -> None:
    keypoints = clip(seed=3)
    late = round(0.5 * 60.0 / (trial().cadence_steps_per_min / 2.0) * keypoints.frame_rate_hz)
    both = np.concatenate([keypoints.position, np.roll(keypoints.position, late, axis=0)], axis=1) * [0.002, -0.002]
    flat = Motion(
        file_name="flat.trc",
        format="trc",
        labels=(*keypoints.labels, *("R" + label[1:] for label in keypoints.labels)),
        time_s=np.asarray(keypoints.time_s),
        sampling_rate_hz=60.0,
        position_m=np.concatenate([both, np.zeros((*both.shape[:2], 1))], axis=2),
        plates=(),
    )
    write_trc(tmp_path / "flat.trc", flat)
    recording = read_recording(opened(tmp_path / "flat.trc"), trial().athlete, speed_m_s=trial().speed_m_s)
    assert len(recording.clips) == 1
    found = analyse(recording, runner()).run
    value, expected = (run.sides["left"].measures[IMPULSE].mean for run in (found, run_of()))
    assert value == pytest.approx(expected, rel=0.05)


def test_a_standing_trial_beside_a_clip_is_refused() -> None:
    with pytest.raises(InputFileError, match=r"standing.trc: it cannot be used with the keypoints of a clip"):
        read_recording(as_json(clip()), trial().athlete, static=FileContent("standing.trc", b""))
