"""Stance without plates: forces only in contact, the laws that a stride keeps, the course of the pressure, and the plates' own word."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from moving_bodies import MIRROR, mirrored, skeleton
from running_scenes import contact

from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES
from hipdrive.gait.contact.on_plates import THRESHOLD_N, Contact
from hipdrive.gait.ground_force.in_contact import LoadedSpan, carried_in_contact, loaded_spans
from hipdrive.gait.ground_force.pressure import pressure_course
from hipdrive.gait.ground_force.required import required_ground_forces
from hipdrive.gait.ground_force.whole_body import BALANCE_TRUST, centre_behind_m, reconciled
from hipdrive.motion import lowpass
from hipdrive.physics.kinematics import forward_kinematics
from hipdrive.units import STANDARD_GRAVITY_M_S2
from validation.trials import OPENSIM
from validation.without_plates import DORN, compared

RATE_HZ = 200.0
CUTOFF_HZ = 15.0
STEP_S, CONTACT_S = 0.36, 0.24
BODY = skeleton()
WEIGHT_N = float(BODY.model.body_mass.sum()) * STANDARD_GRAVITY_M_S2


def alternating(count: int = 10, *, first_s: float = 0.3) -> tuple[Contact, ...]:
    return tuple(contact(SIDES[i % 2], first_s + i * STEP_S, first_s + i * STEP_S + CONTACT_S) for i in range(count))


def clock(count: int = 10) -> FloatArray:
    return np.arange(0.0, 0.3 + count * STEP_S + 0.3, 1.0 / RATE_HZ)


def pushes(spans: tuple[LoadedSpan, ...], time_s: FloatArray, *, newton: float, slope: float) -> FloatArray:
    """Half sines that start larger, or smaller, than they end."""
    force = np.zeros_like(time_s)
    for span in spans:
        s = np.clip(span.phase(time_s), 0.0, 1.0)
        force += newton * np.sin(np.pi * s) * (1.0 + slope * (2.0 * s - 1.0))
    return force


def hopping() -> tuple[FloatArray, FloatArray, tuple[Contact, ...]]:
    """A stiff body in place, thrown up by a half sine of force in each contact and falling between: times, coordinates, contacts."""
    contacts, time_s = alternating(), clock()
    first_s, last_s = contacts[0].initial_contact_s, contacts[-1].toe_off_s
    peak = 0.5 * np.pi * WEIGHT_N * STEP_S / CONTACT_S
    fine_s = np.arange(time_s[0], time_s[-1] + 1e-3, 1e-4)
    up = pushes(loaded_spans(contacts, time_s), fine_s, newton=peak, slope=0.0) / WEIGHT_N * STANDARD_GRAVITY_M_S2 - STANDARD_GRAVITY_M_S2
    inside = (fine_s >= first_s) & (fine_s < last_s)
    speed = np.cumsum(up) * 1e-4
    speed -= speed[inside].mean()
    q = np.zeros((len(time_s), BODY.model.nv))
    q[:, BODY.index("pelvis_ty")] = 0.95 + np.interp(time_s, fine_s, np.cumsum(speed) * 1e-4)
    return time_s, q, contacts


@given(slope=st.floats(-0.8, 0.8), newton=st.floats(200.0, 3000.0))
def test_a_force_that_acts_only_in_contact_is_found_again(slope: float, newton: float) -> None:
    time_s = clock()
    spans = loaded_spans(alternating(), time_s)
    truth = pushes(spans, time_s, newton=newton, slope=slope)
    found = carried_in_contact(truth, spans, time_s=time_s, rate_hz=RATE_HZ, shapes=2)
    np.testing.assert_allclose(found, truth, atol=0.002 * newton)


def test_what_the_movement_seems_to_require_in_flight_is_noise() -> None:
    time_s = clock()
    spans = loaded_spans(alternating(), time_s)
    truth = pushes(spans, time_s, newton=1500.0, slope=0.2)
    noise = np.random.default_rng(5).normal(0.0, 150.0, len(time_s))
    found = carried_in_contact(truth + noise, spans, time_s=time_s, rate_hz=RATE_HZ, shapes=2)
    flight = ~np.any([(span.phase(time_s) > 0.0) & (span.phase(time_s) < 1.0) for span in spans], axis=0)
    assert not found[flight].any()
    assert np.sqrt(np.mean((found - truth)[~flight] ** 2)) < 60.0


def test_contacts_carry_the_impulse_that_the_movement_requires_even_if_it_pulls_in_flight() -> None:
    time_s = clock()
    spans = loaded_spans(alternating(), time_s)
    truth = pushes(spans, time_s, newton=1500.0, slope=0.2)
    wobble = -250.0 * np.cos(2.0 * np.pi * (time_s - spans[0].start_s - 0.5 * (STEP_S + CONTACT_S)) / STEP_S)
    flight = ~np.any([(span.phase(time_s) > 0.0) & (span.phase(time_s) < 1.0) for span in spans], axis=0)
    assert (truth - wobble)[flight & (time_s > spans[0].start_s) & (time_s < spans[-1].end_s)].mean() > 100.0
    stride = (time_s >= spans[2].start_s) & (time_s < spans[6].start_s)
    found = carried_in_contact(truth + wobble, spans, time_s=time_s, rate_hz=RATE_HZ, shapes=2)
    assert found[stride].mean() == pytest.approx(truth[stride].mean(), rel=0.02)


def test_contacts_beyond_the_first_block_are_solved_like_the_others() -> None:
    time_s = clock(30)
    spans = loaded_spans(alternating(30), time_s)
    truth = pushes(spans, time_s, newton=1500.0, slope=-0.4)
    np.testing.assert_allclose(carried_in_contact(truth, spans, time_s=time_s, rate_hz=RATE_HZ, shapes=3), truth, atol=4.0)


def test_a_contact_cut_by_the_start_reaches_back_as_far_as_the_others_last() -> None:
    whole = alternating()
    cut = replace(whole[0], side="right", loaded_from_s=0.0, loaded_to_s=0.1, whole=False)
    first = loaded_spans((*whole, cut), clock())[0]
    assert first.side == "right"
    assert first.start_s == pytest.approx(0.1 - CONTACT_S)
    assert first.end_s == 0.1


def test_a_body_thrown_up_by_half_sines_gives_them_back_and_weighs_what_it_weighs() -> None:
    time_s, q, contacts = hopping()
    forces = required_ground_forces(BODY, q, contacts, time_s=time_s, rate_hz=RATE_HZ, cutoff_hz=CUTOFF_HZ)
    vertical = forces["left"].force_n[:, 1] + forces["right"].force_n[:, 1]
    stride = (time_s >= contacts[2].initial_contact_s) & (time_s < contacts[6].initial_contact_s)
    pushed = pushes(loaded_spans(contacts, time_s), time_s, newton=0.5 * np.pi * WEIGHT_N * STEP_S / CONTACT_S, slope=0.0)
    truth = lowpass(pushed, rate_hz=RATE_HZ, cutoff_hz=CUTOFF_HZ)
    truth[truth < THRESHOLD_N] = 0.0
    assert vertical[stride].mean() == pytest.approx(WEIGHT_N, rel=0.01)
    np.testing.assert_allclose(vertical[stride], truth[stride], atol=0.03 * truth.max())
    for one, side in zip(contacts, SIDES * 5, strict=True):
        inside = (time_s > one.initial_contact_s) & (time_s < one.toe_off_s)
        assert forces[side].force_n[inside, 1].any()
        assert not forces[SIDES[side == "left"]].force_n[inside].any()


def test_who_runs_through_still_air_is_pushed_forward_and_who_runs_on_a_belt_is_not() -> None:
    time_s, q, contacts = hopping()
    stride = (time_s >= contacts[2].initial_contact_s) & (time_s < contacts[6].initial_contact_s)
    means_n = []
    for speed_m_s in (-9.0, 0.0, 9.0):
        moving = q.copy()
        moving[:, BODY.index("pelvis_tx")] = speed_m_s * time_s
        forces = required_ground_forces(BODY, moving, contacts, time_s=time_s, rate_hz=RATE_HZ, cutoff_hz=CUTOFF_HZ)
        means_n.append(float((forces["left"].force_n[:, 0] + forces["right"].force_n[:, 0])[stride].mean()))
    drag_n = 0.5 * 1.2 * 0.9 * 0.266 * 0.2025 * 1.75**0.725 * 70.0**0.425 * 9.0**2
    assert drag_n == pytest.approx(21.4, abs=0.5)
    assert 0.3 * drag_n < means_n[2] - means_n[1] <= drag_n
    assert means_n[1] - means_n[0] == pytest.approx(means_n[2] - means_n[1], rel=1e-6)


def test_a_mirrored_run_has_mirrored_forces() -> None:
    time_s, q, contacts = hopping()
    for name, size in (("hip_flexion_r", 0.3), ("hip_adduction_r", 0.1), ("lumbar_bending", 0.1), ("pelvis_tz", 0.02)):
        q[:, BODY.index(name)] += size * np.sin(2.0 * np.pi * time_s / (2.0 * STEP_S))
    other = tuple(replace(one, side=SIDES[one.side == "left"]) for one in contacts)
    here = required_ground_forces(BODY, q, contacts, time_s=time_s, rate_hz=RATE_HZ, cutoff_hz=CUTOFF_HZ)
    there = required_ground_forces(BODY, mirrored(BODY, q), other, time_s=time_s, rate_hz=RATE_HZ, cutoff_hz=CUTOFF_HZ)
    for side, opposite in zip(SIDES, reversed(SIDES), strict=True):
        np.testing.assert_allclose(there[opposite].force_n, here[side].force_n * MIRROR, atol=1e-6 * WEIGHT_N)
        np.testing.assert_allclose(there[opposite].point_m, here[side].point_m * MIRROR, atol=1e-9)


@given(ahead_m=st.floats(-0.3, 0.3), along_bw=st.floats(-0.3, 0.3), vertical_bw=st.floats(0.0, 3.0), pitching=st.floats(-200.0, 200.0))
def test_reconciling_leaves_what_agrees_and_never_widens_what_does_not(
    ahead_m: float, along_bw: float, vertical_bw: float, pitching: float
) -> None:
    arm, along, vertical = np.array([[ahead_m, -0.95, 0.1]]), np.array([along_bw * 700.0]), np.array([vertical_bw * 700.0])
    moment = arm[:, 0] * vertical + 0.95 * along
    same_n, still_m = reconciled(arm, along, vertical, moment, weight_n=700.0)
    np.testing.assert_allclose(same_n, along, atol=1e-9)
    np.testing.assert_allclose(still_m, 0.0, atol=1e-9)
    force_n, shift_m = reconciled(arm, along, vertical, np.array([pitching]), weight_n=700.0)
    before, after = pitching - moment, pitching - (arm[:, 0] * vertical + shift_m * vertical + 0.95 * force_n)
    assert abs(after[0]) <= abs(before[0]) + 1e-9
    assert after[0] * before[0] >= -1e-9


def test_a_centre_laid_too_far_forward_shows_in_the_balance_over_strides() -> None:
    time_s = clock()
    vertical = pushes(loaded_spans(alternating(), time_s), time_s, newton=1650.0, slope=0.0)
    true_arm = np.stack([0.2 * np.cos(2.0 * np.pi * time_s / STEP_S), np.full_like(time_s, -0.95), np.zeros_like(time_s)], axis=1)
    required = np.zeros((len(time_s), 6))
    required[:, 2] = true_arm[:, 0] * vertical
    laid = true_arm - np.array([0.05, 0.0, 0.0])
    assert centre_behind_m(laid, vertical, required, usual_m=0.03) == pytest.approx(0.03 + BALANCE_TRUST * 0.02)
    assert centre_behind_m(laid[:0], vertical[:0], required[:0], usual_m=0.03) == 0.03


@pytest.mark.parametrize(("toes_up_deg", "first_share"), [(0.0, (0.5, 0.7)), (25.0, (0.0, 0.2))])
def test_pressure_starts_under_the_heel_of_a_heel_strike_and_ends_ahead_of_the_ball(
    toes_up_deg: float, first_share: tuple[float, float]
) -> None:
    time_s = np.arange(0.0, 0.4, 0.005)
    span = LoadedSpan("right", 0.1, 0.3)
    q = np.zeros((len(time_s), BODY.model.nv))
    q[:, BODY.index("ankle_angle_r")] = np.radians(toes_up_deg) * np.clip(1.0 - span.phase(time_s) / 0.2, 0.0, 1.0)
    kinematics = forward_kinematics(BODY, q)
    place = pressure_course(BODY, kinematics, "right", [span], time_s)
    leg, foot = BODY.shape.legs["right"], kinematics.position_m[40, BODY.body_index("calcn_r")]
    share = (place[:, 0] - foot[0] - leg.heel_m[0]) / float(np.linalg.norm(leg.toe_m - leg.heel_m))
    assert first_share[0] < np.interp(0.12, time_s, share) < first_share[1]
    assert 0.75 < np.interp(0.28, time_s, share) < 0.9
    late = share[(time_s > 0.14) & (time_s < 0.29)]
    assert (np.diff(late) > -0.01).all()


@pytest.mark.recordings
@pytest.mark.parametrize(("name", "least_r"), [("rajagopal-run", 0.92), ("hamner-run", 0.9), ("sprint", 0.9)])
def test_stance_of_whole_bodies_follows_the_plates(recordings: Path, name: str, least_r: float) -> None:
    found = compared(replace(OPENSIM[name], cutoff_hz=15.0) if name in OPENSIM else DORN[name], recordings)
    assert found.stance_r >= least_r


@pytest.mark.recordings
def test_the_jog_of_five_contacts_errs_by_a_third_of_what_it_did(recordings: Path) -> None:
    found = compared(DORN["jog"], recordings)
    assert found.stance_rms_nm_kg < 0.4
    assert found.stance_r >= 0.9
