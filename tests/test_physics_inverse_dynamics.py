"""Moments answer to nature: the pendulum, Newton's law, energy, the mirror, scaling, and MuJoCo's own inverse."""

import dataclasses

import mujoco
import numpy as np
import pytest
from moving_bodies import ATHLETE, MIRROR, TURN_MIRROR, energy_j, mirrored, motion_of_point, skeleton, swinging

from hipdrive.arrays import FloatArray
from hipdrive.body import Athlete, segment_inertias
from hipdrive.physics.inverse_dynamics import OuterForce, inverse_dynamics, moments_without_outer_forces
from hipdrive.physics.kinematics import forward_kinematics, points_on
from hipdrive.physics.resistance import Weight, weight_pull
from hipdrive.physics.skeleton import Skeleton, build_skeleton, typical_shape
from hipdrive.units import STANDARD_GRAVITY_M_S2

TIME_S = np.linspace(0.0, 1.5, 151)
STEP_S = 1e-5
POINT_M = np.array([0.12, -0.06, 0.02])
"""Where the ground pushes, in the foot's frame."""


def push(body: Skeleton, q: FloatArray, *, side: str = "r", mirror: bool = False) -> OuterForce:
    """A force and a free moment on a foot that change all the time."""
    local = POINT_M * (MIRROR if mirror else 1.0)
    part = f"calcn_{'l' if (side == 'r') == mirror else 'r'}"
    force = np.stack([100.0 * np.sin(7 * TIME_S), 800.0 + 500.0 * np.cos(5 * TIME_S), 60.0 * np.cos(3 * TIME_S)], axis=1)
    moment = np.stack([4.0 * np.sin(3 * TIME_S), 8.0 * np.cos(4 * TIME_S), 3.0 * np.sin(6 * TIME_S)], axis=1)
    return OuterForce(
        body=part,
        force_n=force * (MIRROR if mirror else 1.0),
        point_m=points_on(forward_kinematics(body, q), body.body_index(part), local),
        moment_nm=moment * (TURN_MIRROR if mirror else 1.0),
    )


def solved(body: Skeleton, q: FloatArray, velocity: FloatArray, acceleration: FloatArray, *outer: OuterForce) -> FloatArray:
    kinematics = forward_kinematics(body, q)
    return inverse_dynamics(body, kinematics, q=q, velocity=velocity, acceleration=acceleration, outer=outer)


def test_moments_are_those_of_mujocos_own_inverse() -> None:
    body = skeleton()
    q, velocity, acceleration = swinging(body).at(TIME_S)
    data = mujoco.MjData(body.model)
    expected = np.empty_like(q)
    for i in range(len(q)):
        data.qpos[:], data.qvel[:], data.qacc[:] = q[i], velocity[i], acceleration[i]
        mujoco.mj_inverse(body.model, data)
        expected[i] = data.qfrc_inverse
    assert np.allclose(expected, moments_without_outer_forces(body, q=q, velocity=velocity, acceleration=acceleration), atol=1e-9)


@pytest.mark.parametrize("cuff_kg", [0.0, 2.5])
def test_a_straight_leg_swinging_from_a_still_pelvis_is_a_compound_pendulum(cuff_kg: float) -> None:
    """M = I d2(angle)/dt2 + m g r sin(angle), with I, m and r of thigh, shank and a foot without length, added by hand."""
    inertias = segment_inertias(ATHLETE)
    shape = typical_shape(ATHLETE, inertias)
    leg = dataclasses.replace(shape.legs["right"], heel_m=np.zeros(3), toe_m=np.array([1e-12, 0.0, 0.0]))
    shape = dataclasses.replace(shape, legs={"right": leg, "left": shape.legs["left"]})
    knee_to_ankle, hip_to_knee = inertias["shank"].typical_length_m, inertias["thigh"].typical_length_m
    ankle = hip_to_knee + knee_to_ankle
    body = build_skeleton(ATHLETE, shape=shape, loose_joints=True)
    first, inertia = 0.0, 0.0
    for name, above, length in (("thigh", 0.0, hip_to_knee), ("shank", hip_to_knee, knee_to_ankle)):
        segment = inertias[name]
        r = above + segment.com_frac * length
        first += segment.mass_kg * r
        inertia += segment.mass_kg * (r**2 + (segment.r_transverse * length) ** 2)
    for mass_kg in (inertias["foot"].mass_kg, cuff_kg):
        first += mass_kg * ankle
        inertia += mass_kg * ankle**2
    angle, rate = 0.7 * np.sin(6.0 * TIME_S), 6.0
    q, velocity, acceleration = (np.zeros((len(TIME_S), body.model.nv)) for _ in range(3))
    hip = body.index("hip_flexion_r")
    q[:, hip], velocity[:, hip], acceleration[:, hip] = angle, 0.7 * rate * np.cos(6.0 * TIME_S), -(rate**2) * angle
    expected = inertia * acceleration[:, hip] + first * STANDARD_GRAVITY_M_S2 * np.sin(angle)
    at_ankle = motion_of_point(
        body, forward_kinematics(body, q), velocity=velocity, acceleration=acceleration, body="calcn_r", local_m=np.zeros(3)
    )
    pull = weight_pull(Weight(mass_kg=cuff_kg), at_ankle)
    cuff = OuterForce(body="calcn_r", force_n=pull.force_n, point_m=pull.point_m)
    assert np.allclose(expected, solved(body, q, velocity, acceleration, cuff)[:, hip], atol=1e-4)


def test_a_force_does_the_same_work_through_the_joints_as_at_its_point() -> None:
    body = skeleton()
    moves = swinging(body)
    q, velocity, acceleration = moves.at(TIME_S)
    load = push(body, q)
    without, with_push = solved(body, q, velocity, acceleration), solved(body, q, velocity, acceleration, load)
    assert np.allclose(outer_power(body, moves.at, load, "calcn_r"), np.sum((without - with_push) * velocity, axis=1), atol=1e-4)


def outer_power(body: Skeleton, at: object, load: OuterForce, part: str) -> FloatArray:
    """(n,) W of an outer force and moment: force times the point's speed plus moment times the body's spin, by differences of poses."""
    index = body.body_index(part)
    ahead, here, behind = (forward_kinematics(body, at(TIME_S + step)[0]) for step in (STEP_S, 0.0, -STEP_S))  # type: ignore[operator]
    local = np.einsum("nji,nj->ni", here.rotation[:, index], load.point_m - here.position_m[:, index])
    speed = sum(
        sign * (k.position_m[:, index] + np.einsum("nij,nj->ni", k.rotation[:, index], local)) for sign, k in ((1.0, ahead), (-1.0, behind))
    ) / (2 * STEP_S)
    spin = (ahead.rotation[:, index] - behind.rotation[:, index]) @ np.swapaxes(here.rotation[:, index], 1, 2) / (2 * STEP_S)
    turning = np.stack([spin[:, 2, 1], spin[:, 0, 2], spin[:, 1, 0]], axis=1)
    moment = np.zeros_like(load.force_n) if load.moment_nm is None else load.moment_nm
    power: FloatArray = np.sum(load.force_n * speed, axis=1) + np.sum(moment * turning, axis=1)
    return power


def test_joint_power_and_residual_power_change_the_energy_that_outer_forces_do_not() -> None:
    """Energy law: sum of moment times velocity = d(energy)/dt - outer power, to 1e-4 of its peak."""
    body = skeleton()
    moves = swinging(body)
    q, velocity, acceleration = moves.at(TIME_S)
    load = push(body, q)
    power = np.sum(solved(body, q, velocity, acceleration, load) * velocity, axis=1)
    ahead, behind = (energy_j(body, *moves.at(TIME_S + step)[:2]) for step in (STEP_S, -STEP_S))
    expected = (ahead - behind) / (2 * STEP_S) - outer_power(body, moves.at, load, "calcn_r")
    assert np.abs(power - expected).max() < 1e-4 * np.abs(expected).max()


def test_forces_add_up_to_mass_times_acceleration() -> None:
    body = skeleton()
    moves = swinging(body)
    q, velocity, acceleration = moves.at(TIME_S)
    load = push(body, q)
    moment = solved(body, q, velocity, acceleration, load)
    mass = body.model.body_mass
    step = 1e-4

    def centre(time_s: FloatArray) -> FloatArray:
        found: FloatArray = np.einsum("b,nbi->ni", mass, forward_kinematics(body, moves.at(time_s)[0]).com_m) / mass.sum()
        return found

    lifted = (centre(TIME_S + step) - 2.0 * centre(TIME_S) + centre(TIME_S - step)) / step**2
    weight = np.array([0.0, -mass.sum() * STANDARD_GRAVITY_M_S2, 0.0])
    assert np.allclose(mass.sum() * lifted, moment[:, :3] + load.force_n + weight, atol=1e-2)


def test_a_mirrored_movement_with_mirrored_forces_gives_mirrored_moments() -> None:
    body = skeleton()
    q, velocity, acceleration = swinging(body).at(TIME_S)
    there = mirrored(body, q), mirrored(body, velocity), mirrored(body, acceleration)
    moment = solved(body, q, velocity, acceleration, push(body, q))
    assert np.allclose(mirrored(body, moment), solved(body, *there, push(body, there[0], mirror=True)), atol=1e-8)


def test_twice_the_mass_in_the_same_shape_takes_twice_the_moment() -> None:
    light = skeleton()
    heavy = build_skeleton(Athlete(mass_kg=140.0, height_m=1.75), shape=light.shape, loose_joints=True)
    moves = swinging(light).at(TIME_S)
    assert np.allclose(2.0 * solved(light, *moves), solved(heavy, *moves), rtol=1e-5, atol=1e-3)


def test_standing_with_the_trunk_over_the_hips_asks_nothing_of_both_hips_together() -> None:
    """Upright static stance, half the weight on each foot under the hip: left + right hip flexion moment is the trunk's, which is zero."""
    body = skeleton()
    q = np.zeros((1, body.model.nv))
    kinematics = forward_kinematics(body, q)
    weight = float(body.model.body_mass.sum()) * STANDARD_GRAVITY_M_S2
    centre = np.einsum("b,nbi->ni", body.model.body_mass, kinematics.com_m) / body.model.body_mass.sum()
    outer = [
        OuterForce(
            body=f"calcn_{side}",
            force_n=np.array([[0.0, 0.5 * weight, 0.0]]),
            point_m=np.array([[centre[0, 0], -0.9, kinematics.position_m[0, body.body_index(f"femur_{side}"), 2]]]),
        )
        for side in "rl"
    ]
    moment = solved(body, q, np.zeros_like(q), np.zeros_like(q), *outer)[0]
    assert np.allclose(0.0, moment[:6], atol=1e-8)
    assert 0.0 == pytest.approx(moment[body.index("hip_flexion_r")] + moment[body.index("hip_flexion_l")], abs=1e-8)
