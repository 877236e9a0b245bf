"""Measures of a stride read off movements that were made to have them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from running_scenes import CONTACT_S, STEP_S, alternating, measures_of_side, plate, still_movement, with_hip

from hipdrive.body import SIDES
from hipdrive.contract.runs.run import run_document
from hipdrive.contract.wire import json_text
from hipdrive.curve import range_of
from hipdrive.gait import Movement, demand_curves
from hipdrive.gait.analyse import _flexor_impulse
from hipdrive.gait.measures.bursts import range_masks
from hipdrive.gait.measures.definitions import measure_definitions
from hipdrive.gait.measures.ground import STILL, ground_of, steady_ground
from hipdrive.gait.measures.measure import measure_of
from hipdrive.gait.measures.spatiotemporal import running_speed_m_s
from hipdrive.gait.measures.stride_scene import stride_scene
from hipdrive.gait.movement.stride import Stride, strides_of
from hipdrive.units import STANDARD_GRAVITY_M_S2
from validation.trials import OPENSIM, analysed

BELT_M_S = 3.0


def on_a_belt() -> tuple[Movement, tuple[Stride, ...]]:
    """Feet that ride back on a belt at 3 m/s while on the ground; ankles land 0.25 m ahead of the body's centre."""
    movement = still_movement(alternating(9))
    forefoot, ankle = {}, {}
    for side in SIDES:
        x = np.zeros(len(movement.time_s))
        for one in (c for c in movement.contacts if c.side == side):
            near = (movement.time_s > one.initial_contact_s - 0.1) & (movement.time_s < one.toe_off_s + 0.05)
            x[near] = 0.25 - BELT_M_S * (movement.time_s[near] - one.initial_contact_s)
        path = np.stack([x, np.zeros_like(x), np.zeros_like(x)], axis=1)
        forefoot[side], ankle[side] = path, path
    movement = replace(movement, forefoot_m=forefoot, ankle_m=ankle)
    return movement, strides_of(movement, treadmill=True, file_name="run.c3d")[0]


def test_the_belt_goes_as_fast_as_the_planted_foot() -> None:
    movement, strides = on_a_belt()
    assert BELT_M_S == pytest.approx(ground_of(movement).speed_at(1.0))
    assert BELT_M_S == pytest.approx(running_speed_m_s(movement, strides, steady_ground(BELT_M_S)))


def test_a_belt_that_yields_to_braking_and_catches_up_is_as_fast_as_its_mean() -> None:
    movement, _ = on_a_belt()
    shift = np.zeros(len(movement.time_s))
    for one in movement.contacts:
        share = np.clip((movement.time_s - one.initial_contact_s) / CONTACT_S, 0.0, 1.0)
        shift += 0.05 * BELT_M_S * CONTACT_S * (1.0 - np.cos(2 * np.pi * share)) / (2 * np.pi)  # 5 % slower, then 5 % faster
    forefoot = {side: path + shift[:, None] * [1.0, 0.0, 0.0] for side, path in movement.forefoot_m.items()}
    assert pytest.approx(BELT_M_S, rel=1e-3) == ground_of(replace(movement, forefoot_m=forefoot)).speed_at(1.0)


def test_overground_the_hips_make_the_speed() -> None:
    movement, strides = on_a_belt()
    hips = np.stack([4.2 * movement.time_s, np.zeros_like(movement.time_s), np.zeros_like(movement.time_s)], axis=1)
    assert 4.2 == pytest.approx(running_speed_m_s(replace(movement, hips_m=hips), strides, STILL))


def test_times_and_lengths_of_even_steps() -> None:
    movement, strides = on_a_belt()
    for side in SIDES:
        found = measures_of_side(stride_scene(movement, ground=steady_ground(BELT_M_S)), strides, side=side)
        assert CONTACT_S == pytest.approx(found["contact_time_s"].mean)
        assert STEP_S - CONTACT_S == pytest.approx(found["flight_time_s"].mean)
        assert 2 * STEP_S == pytest.approx(found["stride_time_s"].mean)
        assert 0.25 == pytest.approx(found["foot_ahead_m"].mean, abs=1e-6)
        assert BELT_M_S * STEP_S == pytest.approx(found["step_length_m"].mean, abs=1e-6)


def test_a_measure_without_strides_is_none_and_one_stride_has_no_spread() -> None:
    assert (None, None, 0) == (measure_of([]).mean, measure_of([None]).sd, measure_of([None]).n)
    assert (2.0, None, 1) == (measure_of([2.0]).mean, measure_of([2.0, None]).sd, measure_of([2.0, None]).n)
    assert np.sqrt(2.0) == pytest.approx(measure_of([1.0, 3.0]).sd)
    assert (2.0, 2) == (measure_of([1.0, 3.0]).mean, measure_of([1.0, 3.0]).n)


def swinging_hip() -> tuple[Movement, tuple[Stride, ...]]:
    """A right hip that swings between -20 and 40 deg once a stride, with a flexor moment of 70 Nm (1 Nm/kg) all the way."""
    movement = still_movement(alternating(9))
    phase = 2.0 * np.pi * (movement.time_s - 0.2 - STEP_S) / (2 * STEP_S)
    angle = np.radians(10.0 + 30.0 * np.cos(phase))
    movement = with_hip(movement, "right", angle=angle, moment_nm=np.full(len(phase), 70.0))
    return movement, strides_of(movement, treadmill=True, file_name="run.c3d")[0]


def test_demand_of_a_swinging_hip_is_concentric_while_flexing_and_eccentric_while_extending() -> None:
    movement, strides = swinging_hip()
    curves = [curve for curve in demand_curves(movement, strides, source="a test") if curve.side == "right"]
    assert {("flexor", "concentric"), ("flexor", "eccentric")} == {
        (curve.action, curve.mode) for curve in curves if curve.mode != "isometric"
    }
    for curve in curves:
        assert curve.moment_nm_kg == pytest.approx(1.0)
        assert "a test" == curve.source
    assert {"swing"} == {curve.phase for curve in curves if curve.mode == "concentric"}  # the hip extends for half a stride from landing on
    stance = [curve for curve in curves if curve.phase == "stance" and curve.mode != "isometric"]
    assert {"eccentric"} == {curve.mode for curve in stance}
    lowest = min(float(curve.angle_rad.min()) for curve in curves)
    highest = max(float(curve.angle_rad.max()) for curve in curves)
    assert -20 == pytest.approx(np.degrees(lowest), abs=1.1)
    assert 40 == pytest.approx(np.degrees(highest), abs=1.1)


def test_shares_of_the_flexor_impulse_are_times_in_each_range_and_move_with_the_pelvis_zero() -> None:
    """At constant moment the impulse is time: below 15 deg = below the middle plus asin((15 - 10)/30)/pi of the stride."""
    movement, strides = swinging_hip()
    own = [stride for stride in strides if stride.side == "right"]
    shares = _flexor_impulse(movement, own)

    def below(angle_deg: float) -> float:
        return float(0.5 + np.arcsin((angle_deg - 10.0) / 30.0) / np.pi)

    assert below(15.0) == pytest.approx(shares["early"].share, abs=0.01)
    assert below(15.0 - 11.0) == pytest.approx(shares["early"].low, abs=0.01)
    assert below(15.0 + 11.0) == pytest.approx(shares["early"].high, abs=0.01)
    assert 1.0 == pytest.approx(sum(share.share for share in shares.values()))
    assert 0.0 == shares["end"].high


def test_the_peak_flexor_moment_comes_with_the_angle_it_acts_at() -> None:
    movement, _ = swinging_hip()
    angle = movement.q[:, movement.of("hip_flexion", "right")]
    peaked = with_hip(movement, "right", angle=angle, moment_nm=70.0 * np.exp(-(((angle + 0.2) / 0.1) ** 2)))
    strides, _ = strides_of(peaked, treadmill=True, file_name="run.c3d")
    found = measures_of_side(stride_scene(peaked, ground=STILL), strides, side="right")
    assert 1.0 == pytest.approx(found["peak_hip_flexor_moment_nm_kg"].mean, abs=0.02)
    assert -0.2 == pytest.approx(found["hip_flexion_at_peak_flexor_moment_rad"].mean, abs=0.03)


def test_every_measure_is_declared_and_every_declared_one_is_measured() -> None:
    movement, strides = on_a_belt()
    scene = stride_scene(movement, ground=steady_ground(BELT_M_S))
    for side in SIDES:
        assert set(measure_definitions()) == set(measures_of_side(scene, strides, side=side))
        assert set(measure_definitions()) == set(measures_of_side(scene, (), side=side))


def test_names_of_measures_end_in_their_unit() -> None:
    endings = {"s": "_s", "m": "_m", "rad": "_rad", "rad/s": "_rad_s", "m/s": "_m_s", "W/kg": "_w_kg", "J/kg": "_j_kg", "%": "_percent"}
    endings |= {"Nm/kg": "_nm_kg", "Nm s/kg": "_nm_s_kg", "steps/min": "_steps_per_min", "body weights": "_bw", "body weights/s": "_bw_s"}
    for one in measure_definitions().values():
        assert one.id.endswith(endings.get(one.unit, ""))
        assert one.name, one.events


def test_duty_factor_stride_length_and_cadence_follow_from_times_and_speed() -> None:
    movement, strides = on_a_belt()
    found = measures_of_side(stride_scene(movement, ground=steady_ground(BELT_M_S)), strides, side="left")
    assert CONTACT_S / (2 * STEP_S) == pytest.approx(found["duty_factor"].mean)
    assert BELT_M_S * 2 * STEP_S == pytest.approx(found["stride_length_m"].mean)
    assert 60.0 / STEP_S == pytest.approx(found["stride_rate_steps_per_min"].mean)
    assert 0.0 == found["vertical_oscillation_m"].mean


def test_a_foot_that_hangs_still_over_a_belt_moves_over_the_ground_with_the_belts_speed() -> None:
    movement, strides = on_a_belt()
    found = measures_of_side(stride_scene(movement, ground=steady_ground(BELT_M_S)), strides, side="left")
    assert BELT_M_S == pytest.approx(found["foot_speed_before_contact_m_s"].mean)
    assert 0.0 == pytest.approx(found["foot_drop_speed_before_contact_m_s"].mean)
    assert 0.0 == pytest.approx(found["foot_ahead_of_hip_m"].mean, abs=0.05)


def test_the_scissor_of_one_swinging_thigh_is_its_swing() -> None:
    """The left thigh hangs still, the right one swings from -20 to 40 deg; half a stride from widest to widest."""
    movement, strides = swinging_hip()
    found = measures_of_side(stride_scene(movement, ground=STILL), strides, side="right")
    assert np.radians(20.0) == pytest.approx(found["scissor_largest_rad"].mean, abs=0.005)
    assert 50.0 == pytest.approx(found["scissor_largest_percent"].mean, abs=1.0)
    assert np.radians(40.0) == pytest.approx(found["thigh_separation_at_contact_rad"].mean, abs=0.005)
    assert 0.0 == pytest.approx(found["opposite_thigh_at_contact_rad"].mean, abs=1e-9)
    fastest = np.radians(30.0) * 2 * np.pi / (2 * STEP_S)
    assert fastest == pytest.approx(found["thigh_backward_speed_rad_s"].mean, rel=0.01)
    assert 0.0 < (found["scissor_closing_speed_rad_s"].mean or 0.0) < fastest


def test_bursts_of_a_constant_flexor_moment_are_work_over_the_way_and_impulse_over_the_time() -> None:
    """1 Nm/kg over 60 deg back and forth: H2 takes up what H3 gives, 1.047 J/kg; the impulse is the stride's time."""
    movement, strides = swinging_hip()
    found = measures_of_side(stride_scene(movement, ground=STILL), strides, side="right")
    assert np.radians(60.0) == pytest.approx(found["h3_work_j_kg"].mean, rel=0.01)
    assert -np.radians(60.0) == pytest.approx(found["h2_work_j_kg"].mean, rel=0.01)
    assert 0.0 == found["h1_work_j_kg"].mean == found["h4_work_j_kg"].mean == found["extensor_impulse_nm_s_kg"].mean
    assert 2 * STEP_S == pytest.approx(found["flexor_impulse_nm_s_kg"].mean, rel=0.01)
    assert np.radians(35.0) == pytest.approx(found["h3_work_early_j_kg"].mean, rel=0.02)
    assert np.radians(35.0 - 11.0) == pytest.approx(found["h3_work_early_j_kg"].low, rel=0.03)
    assert np.radians(35.0 + 11.0) == pytest.approx(found["h3_work_early_j_kg"].high, rel=0.02)


@pytest.mark.parametrize("name", ["h1_work", "h2_work", "h3_work", "h4_work"])
def test_work_by_range_and_by_phase_adds_up_to_the_work(name: str) -> None:
    movement, strides = swinging_hip()
    angle = movement.q[:, movement.of("hip_flexion", "right")]
    mixed = with_hip(movement, "right", angle=angle, moment_nm=70.0 * np.cos(3.0 * movement.time_s))
    found = measures_of_side(stride_scene(mixed, ground=STILL), strides, side="right")
    whole = found[f"{name}_j_kg"].mean
    assert whole == pytest.approx(sum(found[f"{name}_{part}_j_kg"].mean or 0.0 for part in ("early", "mid", "end")))
    assert whole == pytest.approx(sum(found[f"{name}_{part}_j_kg"].mean or 0.0 for part in ("stance", "swing")))


def test_hip_angles_at_events_and_peaks_of_a_cosine() -> None:
    movement, strides = swinging_hip()
    found = measures_of_side(stride_scene(movement, ground=STILL), strides, side="right")
    assert np.radians(40.0) == pytest.approx(found["hip_flexion_at_contact_rad"].mean, abs=0.005)
    assert np.radians(20.0) == pytest.approx(found["peak_hip_extension_rad"].mean, abs=0.005)
    assert 50.0 == pytest.approx(found["peak_hip_extension_percent"].mean, abs=1.0)
    assert 0.0 == pytest.approx(found["hip_flexion_velocity_at_contact_rad_s"].mean, abs=0.1)
    assert STEP_S - CONTACT_S == pytest.approx(found["hip_turns_after_toe_off_s"].mean, abs=0.005)


def test_ranges_of_many_angles_are_the_ranges_of_each() -> None:
    angle = np.radians(np.linspace(-30.0, 100.0, 131))
    for shift in (0.0, 0.19, -0.19):
        masks = range_masks(angle, shift_rad=shift)
        for i, one in enumerate(angle):
            assert [range_of(float(one), shift_rad=shift)] == [name for name, mask in masks.items() if mask[i]]


def test_the_loading_rate_of_an_even_rise_is_its_slope() -> None:
    """A plate that rises by 1500 N in 50 ms: 30 kN/s, over 70 kg."""
    time_s = np.arange(0.0, 4.0, 0.001)
    movement, strides = on_a_belt()
    force = np.zeros((len(time_s), 3))
    for one in movement.contacts:
        inside = (time_s >= one.initial_contact_s) & (time_s < one.toe_off_s)
        force[inside, 1] = 30_000.0 * np.minimum(time_s[inside] - one.initial_contact_s, 0.05)
    made = replace(plate([]), time_s=time_s, force_n=force)
    found = measures_of_side(stride_scene(movement, ground=steady_ground(BELT_M_S), plates=(made,)), strides, side="left")
    mass_kg = movement.skeleton.athlete.mass_kg
    assert 30_000.0 / (mass_kg * STANDARD_GRAVITY_M_S2) == pytest.approx(found["loading_rate_bw_s"].mean, rel=0.01)
    assert measures_of_side(stride_scene(movement, ground=steady_ground(BELT_M_S)), strides, side="left")["loading_rate_bw_s"].mean is None


@pytest.mark.recordings
def test_measures_of_a_recorded_run_agree_with_each_other(recordings: Path) -> None:
    """Bursts add up to the hip's net work, braking meets driving within a fifth, and JSON is whole."""
    run, movement = analysed(OPENSIM["rajagopal-run"], recordings, table="de_leva")
    json_text(run_document(run))
    for side in SIDES:
        found = {name: one.mean for name, one in run.sides[side].measures.items() if one.mean is not None}
        power = run.sides[side].curves["hip_flexion_power_w_kg"].mean
        net = float(np.trapezoid(power, dx=found["stride_time_s"] / 100))
        assert net == pytest.approx(sum(found[f"h{i}_work_j_kg"] for i in (1, 2, 3, 4)), abs=0.03)
        assert found["braking_impulse_bw_s"] == pytest.approx(found["driving_impulse_bw_s"], rel=0.2)
        assert run.speed_m_s == pytest.approx(found["stride_speed_m_s"], rel=0.01)
        assert found["flexor_impulse_nm_s_kg"] == pytest.approx(
            sum(found[f"flexor_impulse_{part}_nm_s_kg"] for part in ("early", "mid", "end"))
        )
    assert movement.contacts
    assert "usable" == run.quality.grade
