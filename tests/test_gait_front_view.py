"""A runner filmed from the front or from behind: figures against the truth, the camera's turn, what is hidden, and what is refused."""

from dataclasses import replace
from typing import Literal

import numpy as np
import pytest
from front_scenes import front_clip, truth
from side_scenes import trial

from hipdrive.errors import HipDriveError
from hipdrive.gait import FrontView, NotRunningError, Run, analyse_clips
from hipdrive.gait.clip.seen_from import from_the_side
from hipdrive.gait.filmed import TwoViewsError, WrongViewError
from hipdrive.gait.front_view.calibration import front_view_calibration
from hipdrive.gait.front_view.refusal import (
    BothLegsUnseenError,
    FrontClipTooShortError,
    NoFrontStrideError,
    OffAxisError,
    OtherViewError,
    SpeedMissingError,
    ViewUnclearError,
)
from hipdrive.motion import FlatKeypoints
from validation.front_camera import Standpoint, filmed_pair

VIEWS: tuple[Literal["front", "rear"], ...] = ("front", "rear")
SHOWN = ("knee_crossing", "foot_outward_in_swing")


def analysed(*clips: FlatKeypoints, speed_m_s: float | None = 3.0) -> Run:
    return analyse_clips(clips, trial().athlete, speed_m_s=speed_m_s)


def front_of(run: Run) -> FrontView:
    assert isinstance(run.view, FrontView)
    return run.view


def share(run: Run, side: Literal["left", "right"], measure: str) -> float:
    """A length as a share of the leg."""
    value = run.sides[side].measures[measure].mean
    assert value is not None
    return value / front_of(run).leg_m


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("seed", [None, 6])
def test_what_is_sideways_is_found_within_its_band(view: Literal["front", "rear"], seed: int | None) -> None:
    run = analysed(front_clip(view=view, seed=seed), speed_m_s=trial().speed_m_s)
    bands = {name: float(figure.band) for name, figure in front_view_calibration().figures.items()}
    assert front_of(run).seen_from == view
    assert run.cadence_steps_per_min == pytest.approx(trial().cadence_steps_per_min, abs=1.0)
    for side in ("left", "right"):
        for name in SHOWN:
            assert share(run, side, f"{name}_m") == pytest.approx(truth().of_leg[side][name], abs=bands[name]), (side, name)
        assert share(run, side, "step_width_m") == pytest.approx(truth().of_both["step_width"], abs=bands["step_width"])


@pytest.mark.parametrize("yaw_deg", [-10.0, 10.0])
def test_the_camera_s_turn_is_seen_and_taken_out(yaw_deg: float) -> None:
    square, turned = (analysed(front_clip(yaw_deg=yaw), speed_m_s=trial().speed_m_s) for yaw in (0.0, yaw_deg))
    assert np.degrees(front_of(turned).yaw_rad) == pytest.approx(yaw_deg, abs=2.0)
    for side in ("left", "right"):
        for name in SHOWN:
            assert share(turned, side, f"{name}_m") == pytest.approx(share(square, side, f"{name}_m"), abs=0.02)


def test_a_knee_that_crosses_is_seen_on_its_side_alone() -> None:
    made = truth().pair
    inward = np.array([0.0, 0.0, 0.15 * truth().leg_m])
    swings = np.clip((made.point_m["left", "Ankle"][:, 1] - 0.2) / 0.1, 0.0, 1.0)[:, None]
    crossing = replace(made, point_m={**made.point_m, ("left", "Knee"): made.point_m["left", "Knee"] + swings * inward})
    clip = filmed_pair(crossing, Standpoint(view="front", yaw_rad=0.0, apart_m=5.0), frame_rate_hz=60.0, seconds=10.0, seed=None)
    status = {finding.side: finding.status for finding in analysed(clip).form if finding.id == "F05"}
    assert status == {"left": "seen", "right": "not seen"}


def test_what_is_vaguer_than_runners_differ_is_hidden_with_its_reason() -> None:
    run = analysed(front_clip())
    hidden = [hidden for hidden in front_of(run).not_shown if "Pelvic hike" in hidden.what]
    assert len(hidden) == 1
    assert "within ±" in hidden[0].why
    assert run.sides["left"].measures["pelvis_hike_at_largest_hip_flexion_rad"].mean is None
    assert "pelvis_hike_at_largest_hip_flexion_rad" not in front_of(run).bands
    assert run.demand == ()


def test_bands_are_wider_where_nobody_was_measured() -> None:
    man, woman = (analyse_clips([front_clip()], replace(trial().athlete, sex=sex), speed_m_s=3.0) for sex in ("male", "female"))
    wider = float(front_view_calibration().wider)
    assert front_of(woman).bands["knee_crossing_m"] == pytest.approx(wider * front_of(man).bands["knee_crossing_m"])
    assert {one.status for one in woman.form if one.id == "F06" and one.value is not None} <= {"not compared"}


def test_a_runner_who_comes_nearer_is_measured_all_the_same() -> None:
    camera = Standpoint(view="front", yaw_rad=0.0, apart_m=19.0, nears_m_s=3.0)
    run = analysed(filmed_pair(truth().pair, camera, frame_rate_hz=60.0, seconds=5.0, seed=None))
    assert not run.treadmill
    for side in ("left", "right"):
        assert share(run, side, "knee_crossing_m") == pytest.approx(truth().of_leg[side]["knee_crossing"], abs=0.03)


def test_clips_are_told_from_those_from_the_side() -> None:
    assert not from_the_side(front_clip())
    assert not from_the_side(front_clip(yaw_deg=15.0))
    assert from_the_side(front_clip(yaw_deg=90.0))


def standing(clip: FlatKeypoints) -> FlatKeypoints:
    return replace(clip, position=np.repeat(clip.position[:1], len(clip.time_s), axis=0))


def walking(clip: FlatKeypoints) -> FlatKeypoints:
    """Whose hips are highest where a foot stands below them."""
    moved = np.array(clip.position)
    hips = moved[:, [clip.labels.index("LHip"), clip.labels.index("RHip")], 1].mean(axis=1)
    moved[:, :, 1] -= 2.0 * (hips - hips.mean())[:, None]
    return replace(clip, position=moved)


def without(clip: FlatKeypoints, label: str) -> FlatKeypoints:
    keep = [place for place, name in enumerate(clip.labels) if name != label]
    labels = tuple(clip.labels[place] for place in keep)
    return replace(clip, labels=labels, position=clip.position[:, keep], confidence=clip.confidence[:, keep])


def turning(clip: FlatKeypoints) -> FlatKeypoints:
    """Whose left and right change places halfway."""
    moved = np.array(clip.position)
    half = len(moved) // 2
    moved[half:, :, 0] = 1000.0 - moved[half:, :, 0]
    return replace(clip, position=moved)


@pytest.mark.parametrize(
    ("clip", "error", "words"),
    [
        (lambda: front_clip(yaw_deg=20.0), OffAxisError, "not measurable here"),
        (lambda: front_clip(seconds=2.5), FrontClipTooShortError, "at least 5"),
        (lambda: standing(front_clip()), NoFrontStrideError, "no running is seen"),
        (lambda: walking(front_clip()), NotRunningError, "hips are above their mean"),
        (lambda: without(front_clip(), "RKnee"), BothLegsUnseenError, "of both legs"),
        (lambda: turning(front_clip()), ViewUnclearError, "as seen from behind in 50 %"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_one_sentence(clip: object, error: type[HipDriveError], words: str) -> None:
    assert callable(clip)
    with pytest.raises(error, match=words):
        analysed(clip())


def test_what_a_clip_is_said_to_be_is_held_against_what_it_shows() -> None:
    athlete = trial().athlete
    with pytest.raises(SpeedMissingError, match="does not show the speed"):
        analysed(front_clip(), speed_m_s=None)
    with pytest.raises(OtherViewError, match="as seen from the front"):
        analyse_clips([front_clip()], athlete, speed_m_s=3.0, seen_from="rear")
    with pytest.raises(WrongViewError, match="from the side, not from the front"):
        analyse_clips([front_clip(yaw_deg=90.0)], athlete, speed_m_s=3.0, seen_from="front")
    with pytest.raises(TwoViewsError, match="a second clip"):
        analysed(front_clip(), front_clip(view="rear"))


def test_what_is_said_of_a_clip_counts_where_hips_lie_too_near_together_to_tell() -> None:
    clip = front_clip()
    position = np.array(clip.position)
    hips = [clip.labels.index("LHip"), clip.labels.index("RHip")]
    middle = position[:, hips, 0].mean(axis=1, keepdims=True)
    position[:, hips, 0] = middle + 0.3 * (position[:, hips, 0] - middle)
    narrow = replace(clip, position=position)
    assert from_the_side(narrow)
    said = analyse_clips([narrow], trial().athlete, speed_m_s=3.0, seen_from="front")
    assert front_of(said).seen_from == "front"
