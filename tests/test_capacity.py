"""Capacity passes through the tests, shows where the literature disagrees, and says when it is a guess."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdrive.body import Athlete
from hipdrive.capacity import CapacityBand, StrengthTest, capacities, strength_shapes, velocity_factor
from hipdrive.curve import Action, Mode
from hipdrive.errors import ValueOutOfRangeError

RUNNER = Athlete(mass_kg=70.0, height_m=1.78, sex="male")


def a_test(
    side: str = "right", action: str = "flexor", *, force_n: float = 300.0, lever_m: float = 0.4, at_deg: float = 0.0
) -> StrengthTest:
    return StrengthTest(side=side, action=action, force_n=force_n, lever_m=lever_m, hip_flexion_rad=math.radians(at_deg))  # type: ignore[arg-type]


def band_of(bands: tuple[CapacityBand, ...], side: str, action: Action = "flexor", mode: Mode = "isometric") -> CapacityBand:
    return next(band for band in bands if (band.side, band.action, band.mode) == (side, action, mode))


def edges_at(band: CapacityBand, at_deg: float) -> tuple[float, float]:
    index = int(np.argmin(np.abs(band.low.angle_rad - math.radians(at_deg))))
    return float(band.low.moment_nm_kg[index]), float(band.high.moment_nm_kg[index])


def test_both_sides_actions_and_all_modes_get_a_band() -> None:
    bands = capacities(RUNNER)
    assert 12 == len({(band.side, band.action, band.mode) for band in bands}) == len(bands)


@given(at_deg=st.integers(-30, 115), force_n=st.floats(150.0, 400.0), side=st.sampled_from(["left", "right"]))
def test_both_edges_pass_the_test_within_the_measurement_error(at_deg: int, force_n: float, side: str) -> None:
    test = a_test(side, force_n=force_n, at_deg=at_deg)
    low, high = edges_at(band_of(capacities(RUNNER, [test]), side), at_deg)
    moment = force_n * 0.4 / 70.0
    assert low == pytest.approx(0.95 * moment, rel=1e-6)
    assert high == pytest.approx(1.05 * moment, rel=1e-6)


def test_the_moment_is_force_times_lever_plus_the_limb_over_body_mass() -> None:
    test = StrengthTest(side="left", action="flexor", force_n=200.0, lever_m=0.35, hip_flexion_rad=0.0, limb_moment_nm=42.0)
    assert (200.0 * 0.35 + 42.0) / 70.0 == pytest.approx(test.moment_nm_kg(RUNNER))


def test_above_60_deg_the_band_reaches_from_the_models_fall_to_flat() -> None:
    band = band_of(capacities(RUNNER, [a_test(at_deg=60)]), "right")
    (low_60, high_60), (low_90, high_90), (low_110, high_110) = (edges_at(band, at) for at in (60, 90, 110))
    assert high_60 == pytest.approx(high_90) == pytest.approx(high_110)
    assert (1.311 + 2.381) / (2.081 + 3.269) == pytest.approx(low_90 / low_60, rel=1e-9)
    assert low_110 < low_90 < low_60


def test_below_60_deg_the_sources_disagree_and_the_band_shows_it() -> None:
    band = band_of(capacities(RUNNER, [a_test(at_deg=0)]), "right")
    low, high = edges_at(band, 45)
    assert high / low > 1.2
    assert "Anderson 2007" in band.source
    assert "Rajagopal2016" in band.source
    assert any(note["code"] == "shape_contested" and "Ito 2024" in note["message"] for note in band.notes)


def test_andersons_flexion_curve_is_not_used_above_60_deg() -> None:
    anderson = next(shape for shape in strength_shapes("flexor", "male") if shape.name.startswith("Anderson"))
    at_60 = anderson.at_rad(math.radians(60))
    for at_deg in (70, 90, 110):
        assert at_60 == pytest.approx(anderson.at_rad(math.radians(at_deg)))


def test_above_60_deg_the_band_lies_between_the_models_fall_and_flat_continuations() -> None:
    shapes = {shape.name: shape for shape in strength_shapes("flexor", "male")}
    fall, flat = shapes["model Rajagopal2016"], shapes["model Rajagopal2016, flat above 60 deg"]
    assert flat.at_rad(math.radians(60)) == pytest.approx(flat.at_rad(math.radians(110)))
    assert fall.at_rad(math.radians(110)) < 0.6 * flat.at_rad(math.radians(110))


def test_the_published_peak_stands_behind_the_prior() -> None:
    band = band_of(capacities(RUNNER), "left", "extensor")
    assert 0.161 * 9.80665 * 1.78 * (0.161 + 0.049) / 0.161 == pytest.approx(-band.high.moment_nm_kg.min(), rel=1e-6)
    assert band.basis == "prior"
    assert "guess" in band.source
    assert any(note["code"] == "capacity_is_a_guess" for note in band.notes)


def test_evaluated_table_of_anderson_is_met_at_slow_speeds() -> None:
    assert 1.470 / 1.763 == pytest.approx(velocity_factor("extensor", "male", shortening_rad_s=math.radians(60)), abs=5e-4)
    assert 1.842 / 1.763 == pytest.approx(velocity_factor("extensor", "male", shortening_rad_s=math.radians(-60)), abs=5e-4)
    assert 1.0 == velocity_factor("flexor", "female", shortening_rad_s=0.0)


def test_lengthening_is_stronger_than_holding_and_holding_than_shortening() -> None:
    bands = capacities(RUNNER, [a_test()])
    modes: tuple[Mode, ...] = ("eccentric", "isometric", "concentric")
    eccentric, isometric, concentric = (edges_at(band_of(bands, "right", mode=mode), 20)[0] for mode in modes)
    assert eccentric > isometric > concentric > 0


def test_signs_follow_the_action() -> None:
    for band in capacities(RUNNER, [a_test(action="extensor")]):
        sign = 1 if band.action == "flexor" else -1
        assert np.all(sign * band.low.moment_nm_kg >= 0)
        assert np.all(np.abs(band.high.moment_nm_kg) >= np.abs(band.low.moment_nm_kg))
        expected = {"concentric": sign, "eccentric": -sign, "isometric": 0}[band.mode]
        assert np.all(np.sign(band.low.velocity_rad_s) == expected)


def test_an_untested_side_borrows_and_says_so() -> None:
    bands = capacities(RUNNER, [a_test("right")])
    left, right = band_of(bands, "left"), band_of(bands, "right")
    assert ("prior", "test") == (left.basis, right.basis)
    assert "a guess" in left.source
    assert any(note["code"] == "borrowed_from_other_side" for note in left.notes)
    assert edges_at(left, 0)[0] < edges_at(right, 0)[0] < edges_at(right, 0)[1] < edges_at(left, 0)[1]


def test_more_tests_at_one_angle_narrow_the_band_around_their_mean() -> None:
    one = edges_at(band_of(capacities(RUNNER, [a_test(force_n=300)]), "right"), 0)
    four = edges_at(band_of(capacities(RUNNER, [a_test(force_n=force) for force in (280, 290, 310, 320)]), "right"), 0)
    assert sum(one) == pytest.approx(sum(four))
    assert 0.5 * (one[1] - one[0]) == pytest.approx(four[1] - four[0])


def test_mirrored_tests_give_mirrored_bands() -> None:
    left, right = (band_of(capacities(RUNNER, [a_test(side, at_deg=45)]), side) for side in ("left", "right"))
    assert np.array_equal(left.low.moment_nm_kg, right.low.moment_nm_kg)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"lever_m": 40.0}, "did you mean 0.40"),
        ({"force_n": 5.0}, "newtons"),
        ({"at_deg": 45 * 57.3}, "deg"),
        ({"side": "both"}, "one test per side"),
        ({"action": "abductor"}, "'flexor' or 'extensor'"),
        ({"force_n": math.nan}, "nan"),
    ],
)
def test_a_slip_of_the_pen_is_named(wrong: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueOutOfRangeError, match=sentence):
        a_test(**wrong)  # type: ignore[arg-type]


def test_a_moment_no_hip_gives_is_refused_when_the_athlete_is_known() -> None:
    with pytest.raises(ValueOutOfRangeError, match="check force, lever and body mass"):
        capacities(RUNNER, [a_test(force_n=1900.0, lever_m=0.9)])


def test_a_band_holds_no_nan_in_json() -> None:
    plain = band_of(capacities(RUNNER), "left").as_json()
    assert all(math.isfinite(value) for value in plain["low"]["moment_nm_kg"])
