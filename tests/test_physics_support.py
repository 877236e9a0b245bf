"""Support forces: statics in closed form, cones, reasons and the feasible band."""

from dataclasses import replace

import numpy as np
import pytest
from moving_bodies import motion_of_point

from hipdrive.arrays import FloatArray
from hipdrive.body import SIDES, Athlete, Side
from hipdrive.language import verbatim
from hipdrive.physics.closed_chain import Pin, UnreachablePoseError, solve_path, solve_pose
from hipdrive.physics.inverse_dynamics import OuterForce, inverse_dynamics
from hipdrive.physics.kinematics import forward_kinematics, points_on
from hipdrive.physics.skeleton import Skeleton, build_skeleton, patch_body, patch_corners, patch_points
from hipdrive.physics.support import (
    MomentConstraint,
    SupportContact,
    SupportForces,
    balance_equations,
    moment_band,
    moments_after_support,
    share_load,
)
from hipdrive.units import STANDARD_GRAVITY_M_S2

ATHLETE = Athlete(mass_kg=70, height_m=1.75)
WEIGHT_N = 70 * STANDARD_GRAVITY_M_S2
UP = np.array([0.0, 1.0, 0.0])


def foot(skeleton: Skeleton, side: Side, *, points: int = 2, friction: float = 0.6) -> SupportContact:
    corners = patch_corners(skeleton.shape, "sole", side)
    return SupportContact(
        id=f"{side}_foot",
        label=verbatim(f"the {side} foot"),
        body=patch_body("sole", side),
        points_m=patch_points(corners, along=points, across=points),
        normal=UP,
        kind="patch",
        friction=friction,
    )


def standing(
    *, push_n: FloatArray | None = None, feet: tuple[Side, ...] = SIDES, friction: float = 0.6, points: int = 2
) -> tuple[FloatArray, SupportForces]:
    """Upright stance at rest, perhaps pushed at the pelvis: joint moments (nv,) and the sharing."""
    skeleton = build_skeleton(ATHLETE)
    q = np.zeros((1, skeleton.model.nv))
    kinematics = forward_kinematics(skeleton, q)
    outer = []
    if push_n is not None:
        outer.append(OuterForce(body="pelvis", force_n=push_n[None], point_m=kinematics.position_m[:, skeleton.body_index("pelvis")]))
    moments = inverse_dynamics(skeleton, kinematics, q=q, velocity=0 * q, acceleration=0 * q, outer=outer)
    contacts = [foot(skeleton, side, friction=friction, points=points) for side in feet]
    sharing = share_load(balance_equations(skeleton, kinematics, moments, contacts=contacts), contacts)
    return moments_after_support(moments, sharing)[0], sharing


def test_both_feet_carry_half_the_weight_and_hip_moments_cancel() -> None:
    skeleton = build_skeleton(ATHLETE)
    moments, sharing = standing()
    by_foot = sharing.forces_n[0].reshape(2, 4, 3).sum(axis=1)
    np.testing.assert_allclose([WEIGHT_N / 2] * 2, by_foot[:, 1], rtol=1e-6)
    left, right = (moments[skeleton.index(f"hip_flexion{suffix}")] for suffix in ("_l", "_r"))
    assert left + right == pytest.approx(0.0, abs=1e-6)
    np.testing.assert_allclose(0.0, moments[:6], atol=1e-6)


def test_uneven_load_still_leaves_hip_moments_that_cancel() -> None:
    """Whatever the feet share, an upright trunk over the hips asks nothing of both hips together."""
    skeleton = build_skeleton(ATHLETE)
    moments, sharing = standing(push_n=np.array([0.0, -100.0, 60.0]))
    assert bool(sharing.feasible[0])
    left, right = (moments[skeleton.index(f"hip_flexion{suffix}")] for suffix in ("_l", "_r"))
    assert left + right == pytest.approx(0.0, abs=1e-6)


def test_single_leg_stance_without_lean_tips() -> None:
    _, sharing = standing(feet=("right",))
    assert not sharing.feasible[0]
    assert "tip" in sharing.reason


def test_a_strong_push_makes_feet_slip() -> None:
    _, sharing = standing(push_n=np.array([0.0, 0.0, 60.0]), friction=0.05)
    assert not sharing.feasible[0]
    assert "slip" in sharing.reason


def test_an_upward_pull_beyond_body_weight_would_need_feet_that_pull() -> None:
    _, sharing = standing(push_n=np.array([0.0, 2.0 * WEIGHT_N, 0.0]))
    assert not sharing.feasible[0]
    assert "would have to pull" in sharing.reason


def test_a_grip_may_pull_where_a_patch_may_not() -> None:
    skeleton = build_skeleton(ATHLETE)
    q = np.zeros((1, skeleton.model.nv))
    kinematics = forward_kinematics(skeleton, q)
    lift = OuterForce(
        body="pelvis", force_n=np.array([[0.0, 2.0 * WEIGHT_N, 0.0]]), point_m=kinematics.position_m[:, skeleton.body_index("pelvis")]
    )
    moments = inverse_dynamics(skeleton, kinematics, q=q, velocity=0 * q, acceleration=0 * q, outer=[lift])
    contacts = [replace(foot(skeleton, side), kind="grip") for side in SIDES]
    sharing = share_load(balance_equations(skeleton, kinematics, moments, contacts=contacts), contacts)
    assert bool(sharing.feasible[0])
    np.testing.assert_allclose([0.0, -WEIGHT_N, 0.0], sharing.forces_n[0].sum(axis=0), atol=1e-6)


def test_forces_at_the_edge_of_a_cone_stay_inside_it() -> None:
    """A push that the closed form answers with a pulling point is answered inside the cones, with the same total."""
    push = np.array([120.0, 0.0, 0.0])
    _, sharing = standing(push_n=push)
    assert bool(sharing.active[0])
    assert bool(sharing.feasible[0])
    f = sharing.forces_n[0]
    assert f[:, 1].min() > -1e-9
    assert np.all(np.linalg.norm(f[:, [0, 2]], axis=1) <= 0.6 * f[:, 1] + 1e-6)
    np.testing.assert_allclose([-120.0, WEIGHT_N, 0.0], f.sum(axis=0), atol=1e-4)


def test_a_demand_is_met_where_forces_allow_it() -> None:
    skeleton = build_skeleton(ATHLETE)
    q = np.zeros((1, skeleton.model.nv))
    kinematics = forward_kinematics(skeleton, q)
    moments = inverse_dynamics(skeleton, kinematics, q=q, velocity=0 * q, acceleration=0 * q)
    contacts = [foot(skeleton, side) for side in SIDES]
    demand = MomentConstraint(parts={"hip_flexion_r": 1.0}, value_nm=5.0)
    sharing = share_load(balance_equations(skeleton, kinematics, moments, contacts=contacts, constraints=[demand]), contacts)
    assert moments_after_support(moments, sharing)[0, skeleton.index("hip_flexion_r")] == pytest.approx(5.0, abs=1e-6)
    assert not sharing.constraints_dropped[0]


def test_moment_band_holds_the_least_force_answer_and_is_a_point_for_one_foot() -> None:
    skeleton = build_skeleton(ATHLETE)
    q = np.zeros((1, skeleton.model.nv))
    kinematics = forward_kinematics(skeleton, q)
    moments = inverse_dynamics(skeleton, kinematics, q=q, velocity=0 * q, acceleration=0 * q)
    place = skeleton.index("hip_flexion_r")
    cases: list[tuple[tuple[Side, ...], bool]] = [(SIDES, False), (("right",), True)]
    for sides, unique in cases:
        contacts = [foot(skeleton, side) for side in sides]
        equations = balance_equations(skeleton, kinematics, moments, contacts=contacts)
        low, high = moment_band(equations, contacts, moments, places=[place], frames=[0])[0, 0]
        least = moments_after_support(moments, share_load(equations, contacts))[0, place]
        assert low - 1e-6 <= least <= high + 1e-6
        assert (high - low < 1e-6) == unique


def test_closed_chain_rates_agree_with_differences_of_solved_poses() -> None:
    """A squat on two feet held flat: rates from constraint Jacobians against central differences of the poses."""
    skeleton = build_skeleton(ATHLETE)
    dependent = ("pelvis_tx", "pelvis_ty", "knee_flexion_r")
    sole = patch_corners(skeleton.shape, "sole", "right").mean(axis=0)
    pins = (Pin(body="calcn_r", local_m=sole, hold={"x": 0.0, "y": 0.0, "rz": 0.0}),)

    def pose(t: float) -> FloatArray:
        q = np.zeros((1, skeleton.model.nv))
        q[:, skeleton.index("hip_flexion_r")] = 0.5 + 0.8 * t
        q[:, skeleton.index("ankle_angle_r")] = 0.3 + 0.5 * t**2
        q[:, skeleton.index("knee_flexion_r")] = 0.8
        return solve_pose(skeleton, q, dependent=dependent, pins=pins)

    t, h = 0.4, 1e-4
    velocity, acceleration = np.zeros((2, 1, skeleton.model.nv))
    velocity[:, skeleton.index("hip_flexion_r")] = 0.8
    velocity[:, skeleton.index("ankle_angle_r")] = t
    acceleration[:, skeleton.index("ankle_angle_r")] = 1.0
    movement = solve_path(skeleton, pose(t), velocity=velocity, acceleration=acceleration, dependent=dependent, pins=pins)
    np.testing.assert_allclose((pose(t + h) - pose(t - h)) / (2 * h), movement.velocity, atol=1e-7)
    np.testing.assert_allclose((pose(t + h) - 2 * pose(t) + pose(t - h)) / h**2, movement.acceleration, atol=1e-5)


def test_points_move_as_differences_of_their_path_say() -> None:
    skeleton = build_skeleton(ATHLETE)
    q, v, a = 0.4 * np.random.default_rng(1).normal(size=(3, 1, skeleton.model.nv))
    local, h = np.array([0.1, -0.2, 0.05]), 1e-4

    def path(t: float) -> FloatArray:
        kinematics = forward_kinematics(skeleton, q + v * t + 0.5 * a * t**2)
        return points_on(kinematics, skeleton.body_index("radius_r"), local)

    motion = motion_of_point(skeleton, forward_kinematics(skeleton, q), velocity=v, acceleration=a, body="radius_r", local_m=local)
    np.testing.assert_allclose((path(h) - path(-h)) / (2 * h), motion.velocity_m_s, atol=1e-7)
    np.testing.assert_allclose((path(h) - 2 * path(0.0) + path(-h)) / h**2, motion.acceleration_m_s2, atol=1e-6)


def test_a_support_out_of_reach_is_said_so() -> None:
    skeleton = build_skeleton(ATHLETE)
    q = np.zeros((1, skeleton.model.nv))
    q[:, skeleton.index("knee_flexion_r")] = 0.3
    pins = (Pin(body="calcn_r", local_m=np.zeros(3), hold={"x": 0.0, "y": -3.0}),)
    with pytest.raises(UnreachablePoseError, match="calcn_r"):
        solve_pose(skeleton, q, dependent=("hip_flexion_r", "knee_flexion_r"), pins=pins)
