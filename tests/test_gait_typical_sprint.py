"""Typical demand from the runners' fastest speed to sprinting: it goes on, grows, ends at the recorded sprint, in a band that widens."""

import json
from pathlib import Path

import numpy as np
import pytest
from recorded_runs import analysed_file

from hipdrive import coach
from hipdrive.body import Athlete
from hipdrive.contract.wire import json_text
from hipdrive.curve import Action, MomentCurve, Repetition, mean_by_range
from hipdrive.errors import ValueOutOfRangeError
from hipdrive.gait import FASTEST_DEMAND_M_S, demand_band, typical_demand, typical_source
from hipdrive.gait.runners.sprint import fast_stride, sprint

ACTIONS: tuple[Action, ...] = ("flexor", "extensor")
SPRINT_M_S = 9.55
PEAK_SHARE, MEAN_SHARE, TURN_DEG, VELOCITY_SHARE = 0.05, 0.10, 3.0, 0.05
"""How closely typical demand at the sprint's speed meets the sprint itself: peaks, means over the range, ends of the range, velocities."""


def peak(curves: tuple[MomentCurve, ...], action: Action) -> float:
    """Largest moment (Nm/kg, sign left off) of the right hip."""
    return max(float(np.abs(c.moment_nm_kg).max()) for c in curves if (c.side, c.action) == ("right", action))


def reach_deg(curves: tuple[MomentCurve, ...]) -> tuple[float, float]:
    """Least and largest hip flexion that anything is asked at."""
    return min(float(np.degrees(c.angle_rad[0])) for c in curves), max(float(np.degrees(c.angle_rad[-1])) for c in curves)


def quickest(curves: tuple[MomentCurve, ...]) -> tuple[float, float]:
    """Lowest and largest angular velocity (rad/s)."""
    return min(float(c.velocity_rad_s.min()) for c in curves), max(float(c.velocity_rad_s.max()) for c in curves)


def contact_s(stride: Repetition) -> float:
    """How long the foot is on the ground, by the points that are."""
    assert stride.in_stance is not None
    return float(stride.time_s[np.flatnonzero(stride.in_stance)[-1]])


def test_demand_goes_on_where_the_runners_end() -> None:
    """At 4.5 m/s the one way of making it goes over into the other: a millionth of a speed further nothing has moved."""
    before, after = typical_demand(4.5), typical_demand(4.5 + 1e-6)
    assert len(before) == len(after)
    for one, other in zip(before, after, strict=True):
        assert (one.side, one.action, one.mode, one.phase) == (other.side, other.action, other.mode, other.phase)
        np.testing.assert_allclose(other.angle_rad, one.angle_rad)
        np.testing.assert_allclose(other.moment_nm_kg, one.moment_nm_kg, atol=1e-4)
        np.testing.assert_allclose(other.velocity_rad_s, one.velocity_rad_s, atol=1e-3)
    below, above = demand_band(4.5), demand_band(4.5 + 1e-6)
    assert (above.flexor, above.extensor) == pytest.approx((below.flexor, below.extensor), abs=1e-5)


def test_faster_running_asks_more_over_a_wider_range_and_quicker() -> None:
    """From the runners' fastest on the extensors' peak moves from just after landing to high swing; there it rests for 0.3 m/s (-0.8 %)."""
    speeds = np.linspace(4.5, 10.0, 56)
    strides = [fast_stride(speed, contact_time_s=0.197, stride_time_s=0.658) for speed in speeds]
    for size in (
        [stride.moment_nm_kg.max() for stride in strides],
        [-stride.moment_nm_kg.min() for stride in strides[3:]],
        [stride.angle_rad.max() for stride in strides],
        [-stride.angle_rad.min() for stride in strides],
        [stride.velocity_rad_s.max() for stride in strides],
        [-stride.velocity_rad_s.min() for stride in strides],
        [-stride.time_s[-1] for stride in strides],
        [-contact_s(stride) for stride in strides],
    ):
        assert np.all(np.diff(size) > 0)
    assert strides[3].moment_nm_kg.min() == pytest.approx(strides[0].moment_nm_kg.min(), rel=0.01)
    slow, fast = reach_deg(typical_demand(4.5)), reach_deg(typical_demand(9.5))
    assert fast[0] < slow[0] - 10
    assert fast[1] > slow[1] + 20


def test_peaks_of_the_curves_grow_with_speed() -> None:
    """Curves hold whole degrees; where the flexors peak the hip turns, so that from one tenth to the next the peak may miss up to 3 %."""
    for action in ACTIONS:
        assert np.all(np.diff([peak(typical_demand(speed), action) for speed in np.linspace(2.5, 10.0, 16)]) > 0)
        peaks = np.array([peak(typical_demand(speed), action) for speed in np.linspace(2.5, 10.0, 76)])
        steps = np.diff(peaks) / peaks[:-1]
        assert steps.min() > -0.03
        assert steps.max() < 0.1


def test_beyond_the_sprint_its_way_is_carried_on_and_the_source_says_so() -> None:
    for action in ACTIONS:
        assert 1.02 < peak(typical_demand(10.0), action) / peak(typical_demand(SPRINT_M_S), action) < 1.12
    assert "extrapolated from" in typical_source(10.0)
    assert "extrapolated" not in typical_source(SPRINT_M_S)


def test_peaks_at_the_sprint_are_the_declared_facts() -> None:
    """Within 3 %: curves hold whole degrees, and the flexors' peak falls where the hip hardly moves."""
    facts = [turn.value for turn in sprint().hip_flexion_moment_nm_kg]
    assert peak(typical_demand(SPRINT_M_S), "flexor") == pytest.approx(max(facts), rel=0.03)
    assert peak(typical_demand(SPRINT_M_S), "extensor") == pytest.approx(-min(facts), rel=0.03)


def test_the_band_widens_with_speed_and_is_the_runners_own_spread_while_they_run() -> None:
    bands = [demand_band(speed) for speed in np.linspace(4.5, 10.0, 56)]
    for action in ACTIONS:
        widths = [getattr(band, action) for band in bands]
        assert np.all(np.diff(widths) > 0)
        assert 0.1 < widths[0] < 0.2
        assert widths[-1] > 1.4 * widths[0]
    # 12 men at 4.5 m/s: peak flexor moment 1.733, SD 0.300 Nm/kg.
    assert bands[0].flexor == pytest.approx(0.300 / 1.733, rel=0.001)
    assert demand_band(2.0).flexor > demand_band(2.5).flexor


@pytest.mark.parametrize("speed", [4.6, 7.0, 9.5, 10.0])
def test_the_source_says_one_sprinter_not_yours_and_how_far_it_may_be_off(speed: float) -> None:
    source, band = typical_source(speed), demand_band(speed)
    assert f"typical at {3.6 * speed:.1f} km/h, not yours" in source
    assert "one sprinter at 34.4 km/h" in source
    assert f"flexor moments ±{100 * band.flexor:.0f} %, extensor moments ±{100 * band.extensor:.0f} %" in source
    assert {curve.source for curve in typical_demand(speed)} == {source}


@pytest.mark.parametrize("speed", [0.0, 1.99, 10.01, 12.6, float("nan"), float("inf")])
def test_speeds_that_nobody_was_recorded_at_are_refused_in_one_sentence(speed: float) -> None:
    for ask in (typical_demand, typical_source, demand_band, coach.demand_at):
        with pytest.raises(
            ValueOutOfRangeError,
            match=r"must be between 2 and 10 m/s; the typical demand comes from runners at 2\.5 to 4\.5 m/s and one sprinter",
        ):
            ask(speed)


def test_match_and_plan_carry_the_band() -> None:
    prescription = coach.prescribe(coach.demand_at(8.0))
    document = json.loads(json_text(coach.prescription_document(prescription)))
    band = demand_band(8.0)
    assert document["demand_band"] == pytest.approx({"flexor": band.flexor, "extensor": band.extensor}, abs=1e-4)
    assert any(band.words() in sentence for sentence in prescription.plan().why)


def test_the_page_of_a_typical_sprint_names_the_sprinter() -> None:
    page = coach.report_page(coach.prescribe(coach.demand_at(FASTEST_DEMAND_M_S)))
    assert "one sprinter at 34.4 km/h" in page


@pytest.mark.recordings
def test_at_the_sprints_own_speed_it_meets_the_recorded_sprint(recordings: Path) -> None:
    """The shipped facts are a few turning points; what is made of them is laid beside the whole recording (mean of both legs)."""
    folder = recordings / "dorn-sprint"
    run, _ = analysed_file(
        folder / "JA1Gait35.c3d", static=folder / "JA1Static05.c3d", athlete=Athlete(mass_kg=75.93, height_m=1.8, sex="male")
    )
    typical = typical_demand(9.5)
    for action in ACTIONS:
        own = [max(np.abs(c.moment_nm_kg).max() for c in run.demand if (c.side, c.action) == (side, action)) for side in ("left", "right")]
        assert peak(typical, action) == pytest.approx(np.mean(own), rel=PEAK_SHARE)
        for name, mean in mean_by_range(typical, side="right", action=action).items():
            each = [mean_by_range(run.demand, side=side, action=action)[name] for side in ("left", "right")]
            known = [value for value in each if value is not None]
            assert (mean is None) == (not known)
            if mean is not None:
                assert mean == pytest.approx(np.mean(known), rel=MEAN_SHARE), (action, name)
    legs = [tuple(curve for curve in run.demand if curve.side == side) for side in ("left", "right")]
    np.testing.assert_allclose(reach_deg(typical), np.mean([reach_deg(leg) for leg in legs], axis=0), atol=TURN_DEG)
    np.testing.assert_allclose(quickest(typical), np.mean([quickest(leg) for leg in legs], axis=0), rtol=VELOCITY_SHARE)
