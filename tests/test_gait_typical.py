"""Typical demand, measures and curves of twelve men: interpolated between the measured speeds, held beyond them, never 'yours'."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdrive.curve import mean_by_range
from hipdrive.data import DATA
from hipdrive.errors import ValueOutOfRangeError
from hipdrive.gait import runners_source, typical_curves, typical_demand, typical_measures, typical_source


def test_demand_is_the_same_on_both_sides_and_names_whose_it_is() -> None:
    curves = typical_demand(3.5)
    left, right = ([curve for curve in curves if curve.side == side] for side in ("left", "right"))
    assert len(left) == len(right) > 0
    for one, other in zip(left, right, strict=True):
        assert (one.action, one.mode, one.phase) == (other.action, other.mode, other.phase)
        np.testing.assert_array_equal(one.moment_nm_kg, other.moment_nm_kg)
    assert {curve.source for curve in curves} == {typical_source(3.5)}
    assert typical_source(3.5).startswith("typical of 12 men at 12.6 km/h, not yours (")


def test_demand_keeps_peak_and_stretch_of_the_mean_stride() -> None:
    for speed in (2.5, 3.5, 4.5):
        mean = typical_curves(speed)
        swing = [c for c in typical_demand(speed) if (c.side, c.action) == ("right", "flexor")]
        assert mean["hip_flexion_moment_nm_kg"].mean.max() == pytest.approx(max(c.moment_nm_kg.max() for c in swing), rel=0.02)
        assert np.degrees(mean["hip_flexion_rad"].mean.min()) == pytest.approx(min(np.degrees(c.angle_rad[0]) for c in swing), abs=2.0)


@given(speed=st.floats(2.0, 10.0))
def test_moments_and_velocities_keep_the_sign_that_action_and_mode_name(speed: float) -> None:
    for curve in typical_demand(speed):
        action = 1.0 if curve.action == "flexor" else -1.0
        way = action if curve.mode == "concentric" else -action
        assert np.all(curve.moment_nm_kg * action > 0)
        if curve.mode != "isometric":
            assert np.all(curve.velocity_rad_s * way > 0)
        assert np.all(np.diff(np.degrees(curve.angle_rad)) < 1.5)
        assert curve.count.min() == (12 if speed <= 4.5 else 1)


def test_faster_running_asks_more_of_the_stretched_hip_flexors() -> None:
    early = [mean_by_range(typical_demand(speed), side="right", action="flexor")["early"] for speed in (2.5, 3.0, 3.5, 4.0, 4.5)]
    assert early == sorted(value for value in early if value is not None)


def test_between_measured_speeds_demand_changes_smoothly() -> None:
    def peak(speed: float) -> float:
        return max(float(curve.moment_nm_kg.max()) for curve in typical_demand(speed))

    peaks = [peak(speed) for speed in np.arange(2.5, 4.51, 0.1)]
    assert np.all(np.diff(peaks) > 0)
    assert np.diff(peaks).max() < 0.1


def test_slower_than_was_measured_the_slowest_is_held_and_the_source_says_so() -> None:
    for one, other in zip(typical_demand(2.0), typical_demand(2.5), strict=True):
        np.testing.assert_array_equal(one.moment_nm_kg, other.moment_nm_kg)
    assert "typical of 12 men at 9.0 km/h" in typical_source(2.0)
    assert "taken from 9.0 km/h, because nobody was measured at 7.2 km/h" in typical_source(2.0)


@pytest.mark.parametrize(("asked", "held"), [(2.0, 2.5), (5.5, 4.5)])
def test_measures_beyond_the_measured_speeds_are_those_of_the_nearest(asked: float, held: float) -> None:
    assert typical_measures(asked) == typical_measures(held)
    assert f"taken from {3.6 * held:.1f} km/h, because nobody was measured at {3.6 * asked:.1f} km/h" in runners_source(asked)


@pytest.mark.parametrize("speed", [0.0, 1.99, 5.51, 12.6, float("nan")])
def test_far_beyond_them_measures_and_curves_are_refused(speed: float) -> None:
    for ask in (typical_measures, typical_curves, runners_source):
        with pytest.raises(ValueOutOfRangeError, match=r"between 2 and 5\.5 m/s"):
            ask(speed)


def test_typical_curves_and_measures_agree_with_each_other_and_with_mechanics() -> None:
    for speed in (2.5, 3.2, 4.5):
        curves, measures = typical_curves(speed), typical_measures(speed)
        assert {curve.mean.shape for curve in curves.values()} == {(101,)}
        assert all(np.all(curve.sd >= 0) for curve in curves.values())
        # Two steps of half the force each: one body weight over the stride (these plates read 2 to 5 % low).
        assert 2 * np.trapezoid(curves["grf_vertical_bw"].mean, dx=0.01) == pytest.approx(0.97, abs=0.01)
        # Contact and flight of both feet fill the stride.
        contact, flight = measures["contact_time_s"].mean, measures["flight_time_s"].mean
        assert measures["stride_time_s"].mean == pytest.approx(2 * (contact + flight), rel=0.003)
        assert measures["cadence_steps_per_min"].mean == pytest.approx(120 / measures["stride_time_s"].mean, rel=0.005)
        # The belt carries the runner one step length a step, as fast as was asked (the belt ran 0 to 2.5 % faster at mid-stance).
        assert measures["step_length_m"].mean / (0.5 * measures["stride_time_s"].mean) == pytest.approx(speed, rel=0.025)


def test_every_norm_of_the_runners_names_source_licence_and_limits_and_all_stay_small() -> None:
    files = [entry for entry in (DATA / "norms").iterdir() if entry.name.startswith(("rbds_", "reference_"))]
    assert {entry.name for entry in files} == {
        "rbds_curves.csv",
        "rbds_measures.csv",
        "reference_body.csv",
        "reference_contact.csv",
        "reference_stride.csv",
    }
    for entry in files:
        text = entry.read_text(encoding="utf-8")
        for words in ("Fukuchi, Fukuchi & Duarte 2017, PeerJ 5:e3298", "CC BY 4.0", "processed by Hipdrive", "never a grade for women"):
            assert words in text
    assert sum(len(entry.read_bytes()) for entry in files) < 300_000
