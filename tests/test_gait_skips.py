"""High-knee skips in a clip: skippers of stated angles come out as stated, and neither a run passes for skips nor skips for a run."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from front_scenes import front_clip
from side_scenes import clip, trial

from hipdrive.body import Athlete
from hipdrive.gait import SkipDrill, analyse_clips, analyse_skips
from hipdrive.gait.clip.touches import SkipsNotRunningError, touches
from hipdrive.gait.skips.analyse import LEANS_BACK_RAD, leans_back
from hipdrive.gait.skips.refusal import FewSkipsError, NoTrunkError, NotSkipsError
from hipdrive.motion import FlatKeypoints
from validation.front_camera import JOINTS, Pair, Standpoint, filmed_pair
from validation.skipper import Skipper, filmed_skipper, rocked_rad, skipper_truth
from validation.skips import BACK_DEG, SeenSkips, rows_of, seen_skips

BODY = Athlete(mass_kg=70.0, height_m=1.75, sex="male")
BACK_RAD = np.radians(15.0)


@cache
def skips(*, back_rad: float = 0.0, seed: int | None = None) -> SkipDrill:
    return analyse_skips(filmed_skipper(Skipper(back_rad=back_rad), seed=seed), BODY)


def without(filmed: FlatKeypoints, *labels: str) -> FlatKeypoints:
    """The clip without some points."""
    kept = [place for place, label in enumerate(filmed.labels) if label not in labels]
    return replace(
        filmed,
        labels=tuple(filmed.labels[place] for place in kept),
        position=filmed.position[:, kept],
        confidence=filmed.confidence[:, kept],
    )


@pytest.mark.parametrize("back_rad", [0.0, BACK_RAD])
def test_without_errors_lean_rocking_and_height_come_out_as_stated(back_rad: float) -> None:
    found, skipper = skips(back_rad=back_rad), Skipper(back_rad=back_rad)
    assert ("right", 8) == (found.side, found.skips)
    assert skipper.cycle_s == pytest.approx(found.cycle_s, rel=0.02)
    assert -back_rad == pytest.approx(found.lean.mean_rad, abs=np.radians(1.0))
    assert rocked_rad(skipper) == pytest.approx(found.rock.mean_rad, abs=np.radians(1.5))
    assert skipper.thigh_rad == pytest.approx(found.thigh.mean_rad, abs=np.radians(3.0))


def test_leaning_far_back_is_a_yes_and_forward_a_no() -> None:
    back, forward = skips(back_rad=np.radians(20.0), seed=3), skips(back_rad=np.radians(-6.0), seed=3)
    assert ("yes", "no") == (back.leans_back, forward.leans_back)
    assert (back.skips, 0) == (back.leaned_back, forward.leaned_back)


def test_an_answer_is_given_only_where_the_whole_band_lies_on_one_side() -> None:
    lean = skips().lean
    edge = LEANS_BACK_RAD + lean.within_rad
    for mean_rad, answer in ((-edge - 1e-6, "yes"), (-edge + 1e-6, "not sure"), (edge - 2 * LEANS_BACK_RAD + 1e-6, "no")):
        assert answer == leans_back(replace(lean, mean_rad=mean_rad))


def test_more_skips_narrow_the_band_but_never_below_what_stays_through_a_clip() -> None:
    few = analyse_skips(filmed_skipper(Skipper(), skips=5, seed=1), BODY).lean
    many = skips(seed=1).lean
    assert few.within_rad > many.within_rad > many.systematic_rad == few.systematic_rad


def test_a_hip_that_goes_with_the_thigh_does_not_turn_the_trunk() -> None:
    filmed = filmed_skipper(Skipper())
    places = [filmed.labels.index(label) for label in ("RHip", "RKnee", "RShoulder")]
    hip, knee, shoulder = (filmed.position[:, place] for place in places)
    thigh = np.arctan2(knee[:, 0] - hip[:, 0], knee[:, 1] - hip[:, 1])
    trunk = float(np.median(np.linalg.norm(shoulder - hip, axis=1)))
    position = filmed.position.copy()
    position[:, places[0], 0] += 0.08 * trunk / np.radians(85.0) * np.clip(thigh, 0.0, None)
    found = analyse_skips(replace(filmed, position=position), BODY).lean.mean_rad
    untouched = np.arctan(0.08)  # what the shift would turn the trunk by at the top
    assert abs(found - skips().lean.mean_rad) < 0.5 * untouched


@pytest.mark.parametrize("seed", [None, 4])
def test_a_run_is_not_read_as_skips(seed: int | None) -> None:
    with pytest.raises(NotSkipsError, match="a foot comes down once each time its thigh comes up") as refused:
        analyse_skips(clip(seed=seed), trial().athlete)
    assert "film high-knee skips from the side" in str(refused.value)


def test_marching_is_not_read_as_skips() -> None:
    with pytest.raises(NotSkipsError):
        analyse_skips(filmed_skipper(Skipper(hops=False), seed=4), BODY)


@pytest.mark.parametrize("hop_s", [0.1, 0.24])
def test_skips_are_not_read_as_a_run_from_the_side(hop_s: float) -> None:
    filmed = filmed_skipper(Skipper(hop_s=hop_s, skips=16), skips=12, seed=2)
    with pytest.raises(SkipsNotRunningError, match="the foot comes down twice") as refused:
        analyse_clips([filmed], BODY, speed_m_s=2.5)
    assert "skip_pop" in str(refused.value)


def test_nor_from_the_front() -> None:
    legs = skipper_truth(Skipper(speed_m_s=0.0), "left", seed=1)
    pair = Pair(time_s=legs[0].time_s, point_m={(leg.side, joint): leg.point_m[joint] for leg in legs for joint in JOINTS})
    camera = Standpoint(view="front", yaw_rad=0.0, apart_m=5.0)
    with pytest.raises(SkipsNotRunningError):
        analyse_clips([filmed_pair(pair, camera, frame_rate_hz=60.0, seconds=9.0, seed=3)], BODY, speed_m_s=2.5)
    assert analyse_clips([front_clip(seed=3)], trial().athlete, speed_m_s=3.0).view is not None


def test_what_is_missing_is_said() -> None:
    filmed = filmed_skipper(Skipper())
    with pytest.raises(NoTrunkError, match="neither the neck nor the shoulder"):
        analyse_skips(without(filmed, "RShoulder"), BODY)
    with pytest.raises(FewSkipsError, match="comes up 3 times, and 4 are needed"):
        analyse_skips(filmed_skipper(Skipper(), skips=3), BODY)
    with pytest.raises(NotSkipsError, match=r"the thigh comes up to 3[01]° from hanging down"):
        analyse_skips(filmed_skipper(Skipper(thigh_rad=np.radians(30.0))), BODY)


def test_a_foot_touches_as_often_as_it_has_lows_near_the_ground_with_a_rise_between() -> None:
    at = np.arange(200) / 200
    swing = np.clip(np.sin(2 * np.pi * at), 0.0, None)
    assert 1 == touches(swing)
    assert 2 == touches(swing + 0.1 * np.exp(-(((at - 0.75) / 0.05) ** 2)))
    assert 1 == touches(swing + 0.03 * np.exp(-(((at - 0.75) / 0.05) ** 2)))
    assert 1 == touches(np.zeros(100))


def test_what_validate_says_counts_what_was_stated() -> None:
    seen = seen_skips(seed=7, of_each=1)
    assert 3 * len(BACK_DEG) == len(seen)
    moved = [one._replace(drill=replace(one.drill, lean=replace(one.drill.lean, mean_rad=0.5))) for one in seen]
    assert [row for row in rows_of(moved) if row.quantity == "lean: bias, deg" and row.missed]
    assert isinstance(seen[0], SeenSkips)
