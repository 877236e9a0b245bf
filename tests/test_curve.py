"""The rules by which a movement becomes moment curves, each with a motion that one can picture."""

import pickle

import numpy as np
import pytest
from calls import calls_of
from hypothesis import given
from hypothesis import strategies as st

from hipdrive.coach import demand_at
from hipdrive.contract import curve as contract_curve
from hipdrive.contract.curve import KeptCurves, MomentCurveDocument, curve_document, curve_from
from hipdrive.contract.wire import json_text
from hipdrive.curve import (
    MomentCurve,
    Repetition,
    curves_from_repetitions,
    mean_by_range,
    range_of,
)
from hipdrive.errors import ValueOutOfRangeError

DEG = np.pi / 180.0


def there_and_back(
    *, from_deg: float = 0.0, to_deg: float = 60.0, flexing_nm_kg: float = 1.0, extending_nm_kg: float = 1.0, frames: int = 201
) -> Repetition:
    """One second up from one angle to another at even speed and one second back, with one moment each way."""
    time_s = np.linspace(0.0, 2.0, frames)
    up = time_s < 1.0
    angle = np.where(up, from_deg + (to_deg - from_deg) * time_s, to_deg - (to_deg - from_deg) * (time_s - 1.0)) * DEG
    speed = (to_deg - from_deg) * DEG
    return Repetition(
        time_s=time_s,
        angle_rad=angle,
        velocity_rad_s=np.where(up, speed, -speed),
        moment_nm_kg=np.where(up, flexing_nm_kg, extending_nm_kg),
    )


def keys(curves: tuple[MomentCurve, ...]) -> set[tuple[str, str, str]]:
    return {(curve.action, curve.mode, curve.phase) for curve in curves}


def test_lifting_a_leg_is_flexor_concentric_and_lowering_it_flexor_eccentric() -> None:
    curves = curves_from_repetitions([there_and_back()], side="right", source="a lift")
    assert {("flexor", "concentric", ""), ("flexor", "eccentric", "")} == keys(curves)
    for curve in curves:
        assert np.all(np.sign(curve.velocity_rad_s) == (1.0 if curve.mode == "concentric" else -1.0))
        assert curve.moment_nm_kg == pytest.approx(1.0)
        assert np.diff(curve.angle_rad) == pytest.approx(DEG)


def test_pulling_a_leg_back_is_extensor_concentric_and_letting_it_up_extensor_eccentric() -> None:
    curves = curves_from_repetitions([there_and_back(flexing_nm_kg=-0.5, extending_nm_kg=-0.8)], side="left", source="a pull")
    assert {("extensor", "concentric", ""), ("extensor", "eccentric", "")} == keys(curves)
    assert {("concentric", -0.8), ("eccentric", -0.5)} == {(curve.mode, round(float(curve.moment_nm_kg.mean()), 6)) for curve in curves}


def test_a_change_of_sign_of_the_moment_cuts_the_movement() -> None:
    up = there_and_back()
    moment = np.where(up.angle_rad < 30 * DEG, 1.0, -1.0)
    cut = Repetition(time_s=up.time_s, angle_rad=up.angle_rad, velocity_rad_s=up.velocity_rad_s, moment_nm_kg=moment)
    curves = curves_from_repetitions([cut], side="right", source="")
    flexor = [curve for curve in curves if curve.action == "flexor"]
    assert all(curve.angle_rad.max() < 30 * DEG + 1e-9 for curve in flexor)
    assert all(curve.angle_rad.min() > 29 * DEG for curve in curves if curve.action == "extensor")


@pytest.mark.parametrize(("speed_deg_s", "mode"), [(9.0, "isometric"), (11.0, "concentric")])
def test_slower_than_ten_degrees_a_second_counts_as_isometric(speed_deg_s: float, mode: str) -> None:
    time_s = np.linspace(0.0, 2.0, 101)
    slow = Repetition(
        time_s=time_s,
        angle_rad=speed_deg_s * DEG * time_s,
        velocity_rad_s=np.full(101, speed_deg_s * DEG),
        moment_nm_kg=np.ones(101),
    )
    assert {mode} == {curve.mode for curve in curves_from_repetitions([slow], side="right", source="")}


def test_a_hold_is_one_point_with_its_time_mean_and_its_peak_beside_it() -> None:
    time_s = np.linspace(0.0, 3.0, 301)
    hold = Repetition(
        time_s=time_s,
        angle_rad=np.full(301, 45.2 * DEG),
        velocity_rad_s=np.zeros(301),
        moment_nm_kg=1.0 + 0.2 * np.sin(np.pi * time_s / 3.0),
    )
    (curve,) = curves_from_repetitions([hold], side="right", source="")
    assert ("isometric", 1) == (curve.mode, len(curve.angle_rad))
    assert 45 * DEG == pytest.approx(curve.angle_rad[0])
    assert hold.moment_nm_kg.mean() == pytest.approx(curve.moment_nm_kg[0])
    assert 1.2 == pytest.approx(curve.peak_nm_kg, abs=1e-4)


@pytest.mark.parametrize(("share", "kept"), [(0.02, False), (0.04, True)])
def test_a_push_shorter_than_three_percent_of_the_cycle_is_dropped(share: float, kept: bool) -> None:
    time_s = np.linspace(0.0, 1.0, 1001)
    push = Repetition(
        time_s=time_s,
        angle_rad=60 * DEG * time_s,
        velocity_rad_s=np.full(1001, 60 * DEG),
        moment_nm_kg=np.where((time_s > 0.5) & (time_s <= 0.5 + share), -1.0, 1.0),
    )
    actions = {curve.action for curve in curves_from_repetitions([push], side="right", source="")}
    assert kept == ("extensor" in actions)


@pytest.mark.parametrize(("peak", "kept"), [(0.049, False), (0.051, True)])
def test_a_moment_that_never_reaches_a_twentieth_nm_per_kg_is_dropped(peak: float, kept: bool) -> None:
    curves = curves_from_repetitions([there_and_back(flexing_nm_kg=peak, extending_nm_kg=peak)], side="right", source="")
    assert kept == bool(curves)


def test_where_two_runs_pass_one_angle_the_larger_magnitude_stays() -> None:
    first, second = there_and_back(flexing_nm_kg=0.4, extending_nm_kg=-0.1), there_and_back(flexing_nm_kg=0.9, extending_nm_kg=-0.3)
    twice = Repetition(
        time_s=np.linspace(0.0, 4.0, 402),
        angle_rad=np.concatenate([first.angle_rad, second.angle_rad]),
        velocity_rad_s=np.concatenate([first.velocity_rad_s, second.velocity_rad_s]),
        moment_nm_kg=np.concatenate([first.moment_nm_kg, second.moment_nm_kg]),
    )
    curves = {(curve.action, curve.mode): curve for curve in curves_from_repetitions([twice], side="right", source="")}
    assert curves["flexor", "concentric"].moment_nm_kg == pytest.approx(0.9)
    assert curves["extensor", "concentric"].moment_nm_kg == pytest.approx(-0.3)


def test_a_bin_stays_only_if_half_of_the_strides_visit_it() -> None:
    strides = [there_and_back(to_deg=to_deg) for to_deg in (30.0, 50.0, 50.0, 70.0, 70.0)]
    curves = curves_from_repetitions(strides, side="right", source="")
    for curve in curves:
        assert 50 == pytest.approx(np.degrees(curve.angle_rad.max()), abs=1.5)  # four of five reach 50 deg, two 70 deg
        assert 5 == curve.count[np.argmin(np.abs(curve.angle_rad - 20 * DEG))]
        assert 4 == curve.count[np.argmin(np.abs(curve.angle_rad - 40 * DEG))]


def test_strides_are_averaged_bin_by_bin() -> None:
    strides = [there_and_back(flexing_nm_kg=value, extending_nm_kg=value) for value in (0.5, 1.0, 1.5)]
    for curve in curves_from_repetitions(strides, side="right", source=""):
        assert curve.moment_nm_kg == pytest.approx(1.0)


def test_a_gap_in_the_angles_splits_a_curve() -> None:
    up = there_and_back()
    moment = np.where((up.angle_rad > 20 * DEG) & (up.angle_rad < 40 * DEG), -1.0, 1.0)
    cut = Repetition(time_s=up.time_s, angle_rad=up.angle_rad, velocity_rad_s=up.velocity_rad_s, moment_nm_kg=moment)
    lifting = [c for c in curves_from_repetitions([cut], side="right", source="") if (c.action, c.mode) == ("flexor", "concentric")]
    assert 2 == len(lifting)
    assert lifting[0].angle_rad.max() <= 21 * DEG
    assert lifting[1].angle_rad.min() >= 39 * DEG


def test_stance_and_swing_of_a_stride_are_kept_apart() -> None:
    stride = there_and_back()
    parted = Repetition(
        time_s=stride.time_s,
        angle_rad=stride.angle_rad,
        velocity_rad_s=stride.velocity_rad_s,
        moment_nm_kg=stride.moment_nm_kg,
        in_stance=stride.time_s >= 1.0,
    )
    curves = curves_from_repetitions([parted], side="right", source="")
    assert {("flexor", "concentric", "swing"), ("flexor", "eccentric", "stance")} == keys(curves)


def test_no_load_gives_no_curve() -> None:
    assert () == curves_from_repetitions([there_and_back(flexing_nm_kg=0.0, extending_nm_kg=0.0)], side="right", source="")


@given(st.floats(-20.0, 30.0), st.floats(45.0, 110.0), st.floats(0.1, 4.0))
def test_mirroring_a_movement_about_zero_turns_flexors_into_extensors(from_deg: float, to_deg: float, moment: float) -> None:
    move = there_and_back(from_deg=from_deg, to_deg=to_deg, flexing_nm_kg=moment, extending_nm_kg=0.5 * moment)
    turned = Repetition(time_s=move.time_s, angle_rad=-move.angle_rad, velocity_rad_s=-move.velocity_rad_s, moment_nm_kg=-move.moment_nm_kg)
    one, other = (curves_from_repetitions([m], side="right", source="") for m in (move, turned))
    flexor = {curve.mode: curve for curve in one}
    for curve in other:
        assert "extensor" == curve.action
        assert np.allclose(-curve.moment_nm_kg[::-1], flexor[curve.mode].moment_nm_kg)
        assert np.allclose(-curve.angle_rad[::-1], flexor[curve.mode].angle_rad)


@given(st.lists(st.floats(-5.0, 5.0), min_size=1, max_size=40), st.sampled_from(["stance", "swing", ""]))
def test_json_brings_a_curve_back(moments: list[float], phase: str) -> None:
    n = len(moments)
    curve = MomentCurve(
        side="left",
        action="flexor",
        mode="isometric",
        phase=phase,  # type: ignore[arg-type]
        angle_rad=np.arange(n, dtype=np.float64) * DEG,
        moment_nm_kg=np.array(moments),
        velocity_rad_s=np.zeros(n),
        count=np.arange(n),
        source="a test",
        peak_nm_kg=1.25,
    )
    back = curve_from(MomentCurveDocument.model_validate_json(json_text(curve_document(curve))))
    assert (curve.side, curve.action, curve.mode, curve.phase, curve.source) == (back.side, back.action, back.mode, back.phase, back.source)
    assert 1.25 == back.peak_nm_kg
    assert np.array_equal(curve.count, back.count)
    assert np.allclose(curve.moment_nm_kg, back.moment_nm_kg, atol=1e-6)
    assert np.allclose(curve.angle_rad, back.angle_rad, atol=1e-6)


def test_a_curve_whose_angles_fall_or_hold_nan_is_refused() -> None:
    def curve(angle: list[float], moment: list[float]) -> MomentCurve:
        n = len(angle)
        return MomentCurve(
            side="left",
            action="flexor",
            mode="concentric",
            phase="",
            angle_rad=np.array(angle),
            moment_nm_kg=np.array(moment),
            velocity_rad_s=np.ones(n),
            count=np.ones(n, dtype=np.int64),
            source="",
        )

    with pytest.raises(ValueOutOfRangeError, match="strictly increasing"):
        curve([0.2, 0.1], [1.0, 1.0])
    with pytest.raises(ValueOutOfRangeError, match="moment_nm_kg"):
        curve([0.1, 0.2], [1.0, np.nan])
    with pytest.raises(ValueOutOfRangeError, match="at least one"):
        curve([], [])


@pytest.mark.parametrize(("angle_deg", "name"), [(-20, "early"), (14.9, "early"), (15, "mid"), (75, "mid"), (75.1, "end"), (110, "end")])
def test_ranges_are_early_below_15_mid_to_75_and_end_above(angle_deg: float, name: str) -> None:
    assert name == range_of(angle_deg * DEG)


def test_another_pelvis_zero_moves_bins_between_ranges() -> None:
    curves = curves_from_repetitions([there_and_back(from_deg=0.0, to_deg=20.0)], side="right", source="")
    as_is, eleven_up = (mean_by_range(curves, side="right", action="flexor", shift_rad=shift) for shift in (0.0, 11 * DEG))
    assert as_is["early"] == pytest.approx(1.0)
    assert as_is["mid"] == pytest.approx(1.0)
    assert as_is["end"] is None
    ahead = mean_by_range(curves, side="right", action="flexor", shift_rad=16 * DEG)
    assert ahead["early"] is None
    assert eleven_up["early"] == pytest.approx(1.0)
    assert mean_by_range(curves, side="left", action="flexor")["early"] is None


def test_curves_that_are_kept_are_made_when_one_is_looked_at_and_broken_ones_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    curves = demand_at(3.0).curves
    documents = tuple(map(curve_document, curves))
    made = calls_of(monkeypatch, contract_curve, "curve_from")
    kept = KeptCurves(documents)
    assert (len(curves), []) == (len(kept), made)
    assert kept[0].side == curves[0].side
    assert len(curves) == len(made)
    assert kept == KeptCurves(documents)
    assert tuple(kept) == pickle.loads(pickle.dumps(kept))  # noqa: S301  our own
    assert kept != kept[1:]
    first = documents[0]
    for broken in (
        {"angle_rad": (), "moment_nm_kg": (), "velocity_rad_s": (), "count": (), "knee_flexion_rad": None},
        {"angle_rad": tuple(reversed(first.angle_rad))},
        {"count": first.count[:-1]},
        {"knee_flexion_rad": (0.1,)},
    ):
        with pytest.raises(ValueOutOfRangeError, match="MomentCurve"):
            KeptCurves((first.model_copy(update=broken), *documents[1:]))
