"""How fast the ground goes backwards: read off feet that roll on belts whose course was made."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from motion_files import opened
from recorded_runs import analysed_file
from running_scenes import CONTACT_S, alternating, measures_of_side, still_movement
from scipy.interpolate import CubicSpline

from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES, Athlete, Side
from hipdrive.gait import Movement
from hipdrive.gait.analyse import analyse_markers
from hipdrive.gait.measures.ground import STILL, GroundCourse, ground_of, speed_notes, steady_ground
from hipdrive.gait.measures.stride_scene import stride_scene
from hipdrive.gait.movement.stride import strides_of
from hipdrive.motion import Motion, load_marker_sets, read_motion, recognise

ATHLETE = Athlete(mass_kg=72.84, height_m=1.80)
PIVOT_AHEAD_M = 0.17
"""How far ahead of the heel the sole turns on the ground."""


def rolling_feet(
    belt_way_m: Callable[[FloatArray], FloatArray], *, point_ahead_m: float = 0.15, lift_deg: float = 35.0, count: int = 20
) -> Movement:
    """Feet that ride on a belt from landing to toe-off, flat until 45 % of contact, then turning about the front of the sole.

    The point that is followed lies a given way ahead of the heel, the ankle 7 cm above the heel; feet land 0.3 m ahead of the hips.
    """
    movement = still_movement(alternating(count), s=9.0)
    time_s = movement.time_s
    ball: dict[Side, FloatArray] = {}
    ankle: dict[Side, FloatArray] = {}
    for side in SIDES:
        own = [contact for contact in movement.contacts if contact.side == side]
        landing = np.array([contact.initial_contact_s for contact in own])
        last = np.clip(np.searchsorted(landing, time_s + 0.06, side="right") - 1, 0, None)
        since = landing[last]
        share = (time_s - since) / CONTACT_S
        lift = np.radians(lift_deg) * np.clip((share - 0.45) / 0.35, 0.0, None) ** 2
        pivot = 0.3 + PIVOT_AHEAD_M - (belt_way_m(time_s) - belt_way_m(since))
        behind = np.array([point_ahead_m - PIVOT_AHEAD_M, -PIVOT_AHEAD_M])[:, None]
        up = np.array([0.0, 0.07])[:, None]
        x, y = behind * np.cos(lift) + up * np.sin(lift), -behind * np.sin(lift) + up * np.cos(lift)
        for paths, row in ((ball, 0), (ankle, 1)):
            paths[side] = np.stack([pivot + x[row], y[row], np.zeros_like(pivot)], axis=1)
    return replace(movement, forefoot_m=ball, ankle_m=ankle)


def steady(speed_m_s: float) -> Callable[[FloatArray], FloatArray]:
    return lambda time_s: speed_m_s * time_s


@settings(deadline=None, max_examples=30)
@given(
    speed=st.floats(1.5, 9.0),
    ahead=st.floats(0.0, PIVOT_AHEAD_M),
    lift=st.floats(0.0, 50.0),
    early=st.sampled_from(["left", "right", None]),
)
def test_a_belt_is_as_fast_wherever_the_followed_point_lies_on_the_sole(speed: float, ahead: float, lift: float, early: str | None) -> None:
    movement = rolling_feet(steady(speed), point_ahead_m=ahead, lift_deg=lift)
    if early is not None:  # one foot's markers sit elsewhere
        other = rolling_feet(steady(speed), point_ahead_m=0.1, lift_deg=lift)
        movement = replace(movement, forefoot_m={side: (other if side == early else movement).forefoot_m[side] for side in SIDES})
    assert speed == pytest.approx(ground_of(movement).speed_at(3.0), rel=0.02)


def test_the_way_of_a_point_that_lifts_with_the_heel_would_read_slow() -> None:
    movement = rolling_feet(steady(2.5), point_ahead_m=0.05)
    contact = movement.contacts[4]
    at_s = contact.initial_contact_s + np.array([0.2, 0.8]) * CONTACT_S
    start, end = np.interp(at_s, movement.time_s, movement.forefoot_m[contact.side][:, 0])
    assert (start - end) / (at_s[1] - at_s[0]) < 0.95 * 2.5
    assert 2.5 == pytest.approx(ground_of(movement).speed_at(3.0), rel=0.02)


def test_feet_on_a_floor_show_a_ground_that_stands_still() -> None:
    slide = steady(0.05)
    assert ground_of(rolling_feet(slide)) is STILL
    assert not ground_of(rolling_feet(slide)).is_belt
    assert 0.0 == ground_of(rolling_feet(slide)).way_m(0.0, 5.0)


@pytest.mark.parametrize("gain_m_s2", [0.1, 0.2, 0.5, -0.2])
def test_a_belt_that_gains_speed_is_followed_in_time(gain_m_s2: float) -> None:
    start = 3.0 if gain_m_s2 > 0 else 5.0
    ground = ground_of(rolling_feet(lambda time_s: start * time_s + 0.5 * gain_m_s2 * time_s**2))
    assert ground.changes
    for at_s in (0.5, 2.0, 4.0, 6.5):
        assert start + gain_m_s2 * at_s == pytest.approx(ground.speed_at(at_s), rel=0.02)
    assert start * 3.0 + 0.5 * gain_m_s2 * (25.0 - 4.0) == pytest.approx(ground.way_m(2.0, 5.0), rel=0.01)


def test_a_belt_that_starts_from_standstill_is_a_belt() -> None:
    ground = ground_of(rolling_feet(lambda time_s: 0.25 * time_s**2))
    assert ground.is_belt
    assert 0.5 == pytest.approx(ground.speed_at(1.0), abs=0.1)
    assert 3.0 == pytest.approx(ground.speed_at(6.0), rel=0.02)


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 10_000), scatter=st.floats(0.0, 0.02))
def test_the_scatter_of_single_steps_is_no_change_of_speed(seed: int, scatter: float) -> None:
    movement = rolling_feet(steady(3.5))
    noise = np.random.default_rng(seed)
    stretch = {contact: 3.5 * scatter * float(noise.normal()) for contact in movement.contacts}
    ball = {side: path.copy() for side, path in movement.forefoot_m.items()}
    for contact, extra in stretch.items():
        inside = (movement.time_s >= contact.initial_contact_s) & (movement.time_s <= contact.toe_off_s)
        ball[contact.side][inside, 0] -= extra * (movement.time_s[inside] - contact.initial_contact_s)
    ground = ground_of(replace(movement, forefoot_m=ball))
    assert not ground.changes
    assert 3.5 == pytest.approx(ground.speed_at(0.0), rel=0.03)


def test_lengths_follow_the_belt_and_a_note_says_that_it_changed() -> None:
    gaining = rolling_feet(lambda time_s: 3.0 * time_s + 0.1 * time_s**2)
    ground = ground_of(gaining)
    strides, _ = strides_of(gaining, treadmill=True, file_name="run.c3d")
    for side in SIDES:
        found = measures_of_side(stride_scene(gaining, ground=ground), strides, side=side)
        middle = [0.5 * (stride.contact.initial_contact_s + stride.end_s) for stride in strides if stride.side == side]
        assert np.mean([3.0 + 0.2 * at_s for at_s in middle]) == pytest.approx(found["stride_speed_m_s"].mean, rel=0.01)
    (note,) = speed_notes(ground, strides)
    assert note.code == "speed_changed"
    assert speed_notes(steady_ground(3.0), strides) == ()


def test_the_way_of_the_ground_is_the_integral_of_its_speed() -> None:
    ground = GroundCourse(time_s=np.array([1.0, 2.0, 4.0]), speed_m_s=np.array([2.0, 3.0, 3.0]))
    assert 2.0 * 0.5 + 2.5 + 3.0 * 3.0 == pytest.approx(ground.way_m(0.5, 5.0))
    assert 2.5 == ground.speed_at(1.5)
    assert 3.5 * 0.7 == steady_ground(3.5).way_m(0.2, 0.9)


def warped(run: Motion, start_m_s: float, gain_m_s2: float, mean_m_s: float) -> Motion:
    """The same steps on a belt that gains speed: each place is reached when the belt has gone as far."""
    since = run.time_s - run.time_s[0]
    fine = np.linspace(0.0, 2.0 * since[-1], 20001)
    end_s = float(np.interp(since[-1], (start_m_s * fine + 0.5 * gain_m_s2 * fine**2) / mean_m_s, fine))
    new = np.arange(0.0, end_s - 1e-9, 1.0 / run.sampling_rate_hz)
    old = (start_m_s * new + 0.5 * gain_m_s2 * new**2) / mean_m_s
    places = CubicSpline(since, run.position_m.reshape(len(since), -1))(old)
    return replace(run, time_s=new, position_m=places.reshape(len(new), -1, 3), plates=())


@pytest.mark.recordings
def test_a_recorded_run_on_a_belt_that_gains_speed_keeps_its_lengths(recordings: Path) -> None:
    folder = recordings / "rajagopal-run"
    static, run = (read_motion(opened(folder / name)) for name in ("static_run.trc", "motion_capture_run.trc"))
    markers = recognise(run.labels, load_marker_sets())
    base, _ = analyse_markers(run, static, markers, ATHLETE)
    found, _ = analyse_markers(warped(run, 3.32, 0.2, 3.82), static, markers, ATHLETE)
    assert "speed_changed" not in {note.code for note in base.notes}
    assert "speed_changed" in {note.code for note in found.notes}
    for side in SIDES:
        for name in ("stride_length_m", "step_length_m"):
            was, now = base.sides[side].measures[name], found.sides[side].measures[name]
            assert was.mean == pytest.approx(now.mean, rel=0.02)
            assert was.sd is not None
            assert now.sd is not None
            assert now.sd < 1.5 * was.sd
        spread = found.sides[side].measures["stride_speed_m_s"].sd
        assert 0.25 == pytest.approx(spread, abs=0.08)


@pytest.mark.recordings
@pytest.mark.parametrize(("subject", "mass_kg", "height_m", "speed"), [("RBDS016", 72.55, 1.675, 2.5), ("RBDS002", 80.0, 1.83, 4.5)])
def test_belts_of_the_two_worst_of_36_recordings_are_told_within_one_percent(
    recordings: Path, subject: str, mass_kg: float, height_m: float, speed: float
) -> None:
    run, _ = analysed_file(
        recordings / "rbds" / f"{subject}runT{10 * speed:.0f}.c3d",
        static=recordings / "rbds" / f"{subject}static.c3d",
        athlete=Athlete(mass_kg=mass_kg, height_m=height_m),
    )
    assert speed == pytest.approx(run.speed_m_s, rel=0.01)
    assert "speed_changed" not in {note.code for note in run.notes}
