"""The step-up: the box decides how deep it starts and how far it rises."""

import numpy as np
import pytest

from hipdrive.arrays import FloatArray
from hipdrive.body import Athlete, segment_inertias
from hipdrive.exercise import Load, solve_load
from hipdrive.physics.kinematics import forward_kinematics, points_on
from hipdrive.physics.skeleton import build_skeleton, typical_shape

ATHLETE = Athlete(mass_kg=70, height_m=1.75)


def joint_heights(load: Load, body: str, athlete: Athlete = ATHLETE) -> FloatArray:
    """(n,) height (m) of a joint's centre."""
    skeleton = build_skeleton(athlete, locked=[name for name in build_skeleton(athlete).coordinates if name not in load.coordinates])
    heights: FloatArray = forward_kinematics(skeleton, load.q).position_m[:, skeleton.body_index(body), 1]
    return heights


@pytest.mark.parametrize("box_m", [0.15, 0.3, 0.45])
def test_a_step_up_rises_by_the_box_and_what_the_rear_leg_lacked(box_m: float) -> None:
    """At the start the rear foot is flat on the floor: its thigh 15 and its shank 25 deg behind the vertical carry the hip's height."""
    load = solve_load("step_up_drive", ATHLETE, {"box_height_m": box_m, "trunk_lean_deg": 40, "hip_start_deg": 25, "knee_start_deg": 10})
    leg = typical_shape(ATHLETE, segment_inertias(ATHLETE)).legs["right"]
    thigh, shank, ankle = (float(np.linalg.norm(part)) for part in (leg.knee_m, leg.ankle_m, leg.toe_m[1:2]))
    hip = joint_heights(load, "femur_r")
    assert hip[0] == pytest.approx(ankle + thigh * np.cos(np.radians(15)) + shank * np.cos(np.radians(25)), abs=0.01)
    top = int(np.argmax(load.hip_flexion_rad["right"]))
    front = box_m + ankle + thigh + shank - joint_heights(load, "femur_l")[top]
    assert 0.0 < front < 0.02, "the front leg is nearly straight at the top"
    knee = load.q[0, load.coordinates.index("knee_flexion_l")]
    span = np.sqrt(thigh**2 + shank**2 + 2 * thigh * shank * np.cos(knee))
    assert span > hip[0] - box_m - ankle, "no shorter than the way up from the box to the hip"
    assert span < np.hypot(hip[0] - box_m - ankle, 0.25)


def test_a_higher_box_bends_the_front_leg_more_and_asks_for_more_work() -> None:
    low, high = (solve_load("step_up_drive", ATHLETE, {"box_height_m": box_m}) for box_m in (0.2, 0.4))
    for name in ("hip_flexion_l", "knee_flexion_l"):
        place = low.coordinates.index(name)
        assert high.q[0, place] > low.q[0, place] + np.radians(15)
    assert low.hip_flexion_moment_nm_kg["left"].min() < -1.0
    assert low.hip_flexion_moment_nm_kg["right"].max() > 0.4


@pytest.mark.parametrize(("mass_kg", "height_m"), [(45, 1.45), (62, 1.68), (70, 1.75), (110, 2.05)])
def test_the_rear_foot_of_a_step_up_starts_on_the_floor_and_leaves_it(mass_kg: float, height_m: float) -> None:
    athlete = Athlete(mass_kg=mass_kg, height_m=height_m)
    for box_m in (0.1 * height_m, 0.25 * height_m):
        load = solve_load("step_up_drive", athlete, {"box_height_m": round(box_m, 2)})
        assert load.feasible, load.notes
        sole = typical_shape(athlete, segment_inertias(athlete)).legs["right"].heel_m[1]
        ankle = joint_heights(load, "calcn_r", athlete)
        assert ankle[0] == pytest.approx(-sole, abs=1e-6)
        assert ankle[10:-10].min() > ankle[0]


def test_a_box_too_high_to_step_on_says_why() -> None:
    load = solve_load("step_up_drive", Athlete(mass_kg=45, height_m=1.45), {"box_height_m": 0.6})
    assert not load.feasible
    assert any("left hip flexion would reach" in note.message for note in load.notes)


@pytest.mark.parametrize(("mass_kg", "height_m"), [(45, 1.45), (70, 1.75), (110, 2.05)])
@pytest.mark.parametrize("box_m", [0.2, 0.4])
def test_the_driving_foot_of_a_step_up_clears_the_box(mass_kg: float, height_m: float, box_m: float) -> None:
    """On the way up its toes are above the box as soon as they are ahead of the front foot's heel."""
    athlete = Athlete(mass_kg=mass_kg, height_m=height_m)
    load = solve_load("step_up_drive", athlete, {"box_height_m": box_m})
    skeleton = build_skeleton(athlete, locked=[name for name in build_skeleton(athlete).coordinates if name not in load.coordinates])
    kinematics = forward_kinematics(skeleton, load.q)
    leg = skeleton.shape.legs["right"]
    toes = points_on(kinematics, skeleton.body_index("calcn_r"), leg.toe_m)
    edge = points_on(kinematics, skeleton.body_index("calcn_l"), leg.heel_m)[0, 0]
    over = toes[:, 0] > edge
    assert not over[0]
    assert over.any()
    assert toes[over, 1].min() > box_m
