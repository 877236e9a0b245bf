"""Measures of a stride read off movements that were made to have them."""

from dataclasses import replace

import numpy as np
import pytest
from running_scenes import CONTACT_S, STEP_S, alternating, still_movement, with_hip

from hipdrive.body import SIDES
from hipdrive.gait import Movement, demand_curves
from hipdrive.gait.analyse import _flexor_impulse
from hipdrive.gait.form import form_findings
from hipdrive.gait.measures import ground_speed_m_s, measure_of, running_speed_m_s, side_measures
from hipdrive.gait.stride import Stride, strides_of

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
    assert BELT_M_S == pytest.approx(ground_speed_m_s(movement))
    assert BELT_M_S == pytest.approx(running_speed_m_s(movement, strides, BELT_M_S))


def test_overground_the_hips_make_the_speed() -> None:
    movement, strides = on_a_belt()
    hips = np.stack([4.2 * movement.time_s, np.zeros_like(movement.time_s), np.zeros_like(movement.time_s)], axis=1)
    assert 4.2 == pytest.approx(running_speed_m_s(replace(movement, hips_m=hips), strides, 0.0))


def test_times_and_lengths_of_even_steps() -> None:
    movement, strides = on_a_belt()
    for side in SIDES:
        found = side_measures(movement, strides, side=side, ground_m_s=BELT_M_S)
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


def test_landing_ahead_of_the_body_is_stated_in_centimetres_and_not_graded() -> None:
    movement, strides = on_a_belt()
    measures = {side: side_measures(movement, strides, side=side, ground_m_s=BELT_M_S) for side in SIDES}
    left, right = form_findings(measures, trunk_recorded=False)
    assert ("F01", "left", "m") == (left.id, left.side, left.unit)
    assert "25 cm ahead of the body's centre of mass (estimated: no trunk markers)" in right.finding
    assert "not graded" in right.finding


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
    found = side_measures(peaked, strides, side="right", ground_m_s=0.0)
    assert 1.0 == pytest.approx(found["peak_hip_flexor_moment_nm_kg"].mean, abs=0.02)
    assert -0.2 == pytest.approx(found["hip_flexion_at_peak_flexor_moment_rad"].mean, abs=0.03)
