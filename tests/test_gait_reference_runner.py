"""The synthetic reference runner: through files and back, the analysis must find what it was made from."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from motion_files import opened, write_ground_forces, write_trc

from hipdrive.body import SEGMENT_TABLES, SIDES
from hipdrive.contract.runs.run import run_document
from hipdrive.errors import ValueOutOfRangeError
from hipdrive.gait import (
    Movement,
    ReferenceTrial,
    Run,
    analyse_markers,
    analyse_with_tables,
    reference_trial,
    typical_curves,
    typical_measures,
)
from hipdrive.motion import Motion, load_marker_sets, read_motion, recognise
from hipdrive.units import STANDARD_GRAVITY_M_S2


@dataclass(frozen=True)
class RoundTrip:
    """A synthetic trial, what the readers made of its files, and what the analysis found."""

    trial: ReferenceTrial
    read: Motion
    run: Run
    movement: Movement


@pytest.fixture(scope="module")
def trip(tmp_path_factory: pytest.TempPathFactory) -> RoundTrip:
    trial = reference_trial()
    return round_trip(trial, tmp_path_factory.mktemp("reference"))


def round_trip(trial: ReferenceTrial, folder: Path) -> RoundTrip:
    write_trc(folder / "run.trc", trial.run)
    write_trc(folder / "static.trc", trial.static)
    write_ground_forces(folder / "grf.mot", trial.run.plates)
    read = read_motion(opened(folder / "run.trc"), grf=opened(folder / "grf.mot"))
    run, movement = analyse_markers(
        read, read_motion(opened(folder / "static.trc")), recognise(read.labels, load_marker_sets()), trial.athlete
    )
    return RoundTrip(trial=trial, read=read, run=run, movement=movement)


def test_the_files_hold_the_markers_and_the_force_of_each_foot(trip: RoundTrip) -> None:
    assert trip.trial.run.labels == trip.read.labels
    np.testing.assert_allclose(trip.read.position_m, trip.trial.run.position_m, atol=1e-8)
    assert {"left", "right"} == {plate.side for plate in trip.read.plates}
    for made, read in zip(trip.trial.run.plates, trip.read.plates, strict=True):
        np.testing.assert_allclose(read.force_n, made.force_n, atol=1e-4)
        loaded = made.force_n[:, 1] > 50.0
        np.testing.assert_allclose(read.point_m[loaded], made.point_m[loaded], atol=1e-6)


def test_speed_cadence_and_strides_come_back(trip: RoundTrip) -> None:
    assert trip.run.speed_m_s == pytest.approx(3.5, rel=0.02)
    assert trip.run.treadmill
    assert trip.run.cadence_steps_per_min == pytest.approx(trip.trial.cadence_steps_per_min, abs=1.0)
    assert trip.trial.cadence_steps_per_min == pytest.approx(typical_measures(3.5)["cadence_steps_per_min"].mean, rel=0.015)
    assert dict.fromkeys(SIDES, 10) == {side: trip.run.sides[side].strides for side in SIDES}


@pytest.mark.parametrize("side", SIDES)
def test_curves_come_back_as_the_means_they_were_made_from(trip: RoundTrip, side: str) -> None:
    found, mean = trip.run.sides["left" if side == "left" else "right"].curves, typical_curves(3.5)

    def r(name: str) -> float:
        return float(np.corrcoef(found[name].mean, mean[name].mean)[0, 1])

    assert r("hip_flexion_rad") > 0.995
    assert r("knee_flexion_rad") > 0.995
    assert r("ankle_dorsiflexion_rad") > 0.995
    assert r("grf_vertical_bw") > 0.995
    assert r("hip_flexion_moment_nm_kg") > 0.97
    assert np.ptp(found["hip_flexion_rad"].mean) == pytest.approx(np.ptp(mean["hip_flexion_rad"].mean), abs=np.radians(2.0))
    assert found["hip_flexion_moment_nm_kg"].mean.max() == pytest.approx(mean["hip_flexion_moment_nm_kg"].mean.max(), rel=0.1)


def test_the_skeleton_fits_its_own_markers(trip: RoundTrip) -> None:
    assert trip.run.marker_error_rms_m < 0.003
    assert trip.run.trunk_recorded
    assert trip.movement.skeleton.locked == ()
    made, found = trip.movement.skeleton.shape.legs["right"], trip.movement.skeleton.shape.legs["left"]
    np.testing.assert_allclose(made.knee_m, found.knee_m, atol=1e-6)


def test_nothing_doubtful_is_found_in_it(trip: RoundTrip) -> None:
    assert () == trip.run.notes


def test_mean_vertical_force_is_one_body_weight_and_the_stride_neither_brakes_nor_pushes(trip: RoundTrip) -> None:
    right = trip.trial.run.plates[[plate.side for plate in trip.trial.run.plates].index("right")]
    landings = np.flatnonzero((right.force_n[:-1, 1] == 0.0) & (right.force_n[1:, 1] > 0.0))
    both = np.sum([plate.force_n for plate in trip.trial.run.plates], axis=0)[landings[0] : landings[-1]]
    weight_n = trip.trial.athlete.mass_kg * STANDARD_GRAVITY_M_S2
    assert both[:, 1].mean() / weight_n == pytest.approx(1.0, abs=0.002)
    assert both[:, 0].mean() / weight_n == pytest.approx(0.0, abs=0.001)
    assert trip.run.force_over_weight == pytest.approx(1.0, abs=0.01)


def test_the_force_carries_the_whole_body(trip: RoundTrip) -> None:
    """Newton: the residual on the pelvis stays small although trunk and arms are invented."""
    assert trip.run.residual_rms_bw is not None
    assert trip.run.residual_rms_bw < 0.35


def test_the_centre_of_pressure_lies_under_the_stance_foot(trip: RoundTrip) -> None:
    for plate in trip.read.plates:
        assert plate.side is not None
        body = trip.movement.skeleton.shape.legs[plate.side]
        loaded = plate.force_n[:, 1] > 100.0
        ankle = trip.movement.ankle_m[plate.side]
        arm = plate.point_m[loaded] - np.stack([np.interp(plate.time_s[loaded], trip.movement.time_s, axis) for axis in ankle.T], axis=1)
        assert body.heel_m[0] < arm[:, 0].min()
        assert arm[:, 0].max() < body.toe_m[0]
        assert np.abs(arm[:, 2]).max() < body.sole_half_width_m
        np.testing.assert_allclose(plate.point_m[loaded, 1], 0.0, atol=1e-9)


def test_strides_differ_a_little_and_the_sides_too(trip: RoundTrip) -> None:
    left, right = trip.run.sides["left"], trip.run.sides["right"]
    for result in (left, right):
        assert np.radians(0.3) < result.curves["hip_flexion_rad"].sd.mean() < np.radians(2.0)
        sd = result.measures["peak_hip_flexor_moment_nm_kg"].sd
        assert sd is not None
        assert 0.002 < sd < 0.1
    less = right.curves["hip_flexion_rad"].mean.max() - left.curves["hip_flexion_rad"].mean.max()
    assert np.radians(0.3) < less < np.radians(2.0)


def test_the_same_seed_makes_the_same_trial_and_another_seed_another() -> None:
    one, same, other = reference_trial(seed=3, strides=3), reference_trial(seed=3, strides=3), reference_trial(seed=4, strides=3)
    np.testing.assert_array_equal(one.run.position_m, same.run.position_m)
    assert np.abs(one.run.position_m - other.run.position_m).max() > 0.005


def test_it_is_called_synthetic(trip: RoundTrip) -> None:
    assert trip.trial.about.startswith("Synthetic: nobody ran this.")
    assert "12 men at 3.5 m/s" in trip.trial.about
    assert [note.code for note in trip.trial.run.notes] == ["synthetic"]
    assert [note.code for note in trip.trial.static.notes] == ["synthetic"]


@pytest.mark.parametrize("speed", [2.5, 4.1])
def test_other_speeds_come_back_too(tmp_path: Path, speed: float) -> None:
    found = round_trip(reference_trial(speed_m_s=speed, strides=4), tmp_path)
    assert found.run.speed_m_s == pytest.approx(speed, rel=0.02)
    mean = typical_curves(speed)["hip_flexion_moment_nm_kg"].mean
    assert np.corrcoef(found.run.sides["right"].curves["hip_flexion_moment_nm_kg"].mean, mean)[0, 1] > 0.97


def test_speeds_that_nobody_ran_and_odd_numbers_of_strides_are_refused() -> None:
    with pytest.raises(ValueOutOfRangeError, match=r"between 2\.5 and 4\.5 m/s"):
        reference_trial(speed_m_s=5.0)
    with pytest.raises(ValueOutOfRangeError, match="between 3 and 60"):
        reference_trial(strides=2)


@pytest.mark.parametrize("sex", ["male", "female"])
def test_segment_tables_asked_for_together_say_what_each_says_alone(sex: Literal["male", "female"]) -> None:
    """Of men the skeleton is fitted once for both; lengths of the trunk, which the tables give women differently, move markers."""
    trial = reference_trial(strides=3)
    athlete, known = replace(trial.athlete, sex=sex), recognise(trial.run.labels, load_marker_sets())
    together = analyse_with_tables(trial.run, trial.static, known, athlete, tables=SEGMENT_TABLES, cutoff_hz=15.0)
    for table, (run, movement) in zip(SEGMENT_TABLES, together, strict=True):
        alone, own = analyse_markers(trial.run, trial.static, known, athlete, table=table, cutoff_hz=15.0)
        assert run_document(alone) == run_document(run)
        assert np.array_equal(own.q, movement.q)
        assert np.array_equal(own.moment_nm, movement.moment_nm)
    assert (sex == "male") == (together[0][1].q is together[1][1].q)
    assert not np.array_equal(together[0][1].moment_nm, together[1][1].moment_nm)
