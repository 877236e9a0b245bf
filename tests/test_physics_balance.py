"""Balance: bodies lean over a foot or swing under a hand until nothing turns them; paths are poses and rates in one."""

from collections.abc import Sequence

import numpy as np
import pytest
from moving_bodies import ATHLETE

from hipdrive.arrays import FloatArray
from hipdrive.errors import ValueOutOfRangeError
from hipdrive.physics.closed_chain import Balance, Pin, balanced_pose, solve_path, solve_pose
from hipdrive.physics.inverse_dynamics import OuterForce
from hipdrive.physics.kinematics import Kinematics, PointMotion, forward_kinematics, points_on
from hipdrive.physics.resistance import Sled, sled_pull
from hipdrive.physics.skeleton import build_skeleton
from hipdrive.units import STANDARD_GRAVITY_M_S2

BODY = build_skeleton(ATHLETE)
HAND_M = BODY.shape.arms["right"].wrist_m
STANDING = (Pin(body="calcn_r", local_m=np.zeros(3), hold={"x": 0.0, "y": 0.1, "z": 0.0}),)
SHIFTS = ("pelvis_tx", "pelvis_ty", "pelvis_tz")
LEAN = ("pelvis_tilt", "pelvis_list")


def pose(**coordinates: float) -> FloatArray:
    """(1, nv) rad, m."""
    q = np.zeros((1, len(BODY.coordinates)))
    for name, value in coordinates.items():
        q[0, BODY.index(name)] = value
    return q


def nothing(kinematics: Kinematics) -> Sequence[OuterForce]:
    del kinematics
    return []


def centre(q: FloatArray) -> FloatArray:
    """(3,) centre of mass of the whole body."""
    masses = np.asarray(BODY.model.body_mass)
    whole: FloatArray = masses @ forward_kinematics(BODY, q).com_m[0] / masses.sum()
    return whole


def test_a_body_leans_until_its_centre_is_over_the_point_of_the_sole() -> None:
    balance = Balance(freedoms=LEAN, body="calcn_r", target_m=np.array([0.06, -0.07, 0.01]))
    q = balanced_pose(BODY, pose(hip_flexion_l=1.2), dependent=SHIFTS, pins=STANDING, balance=balance, pulls=nothing)
    target = points_on(forward_kinematics(BODY, q), BODY.body_index("calcn_r"), balance.target_m)[0]
    np.testing.assert_allclose(target[[0, 2]], centre(q)[[0, 2]], atol=1e-9)
    np.testing.assert_allclose([0.0, 0.1, 0.0], forward_kinematics(BODY, q).position_m[0, BODY.body_index("calcn_r")], atol=1e-10)


def test_a_body_with_raised_legs_hangs_with_its_centre_under_the_hand() -> None:
    """One freedom: only the fore-aft moment about the bar is brought to zero, the sideways one stays."""
    hanging = pose(hip_flexion_r=1.5, hip_flexion_l=1.5, arm_flex_r=3.1, arm_flex_l=3.1)
    pins = (Pin(body="radius_r", local_m=HAND_M, hold={"x": 0.3, "y": 2.3}),)
    balance = Balance(freedoms=("pelvis_tilt",), body="radius_r", target_m=HAND_M)
    q = balanced_pose(BODY, hanging, dependent=("pelvis_tx", "pelvis_ty"), pins=pins, balance=balance, pulls=nothing)
    hand = points_on(forward_kinematics(BODY, q), BODY.body_index("radius_r"), HAND_M)[0]
    assert centre(q)[0] == pytest.approx(0.3, abs=1e-9)
    np.testing.assert_allclose([0.3, 2.3], hand[:2], atol=1e-10)
    assert abs(centre(q)[2] - hand[2]) > 0.1
    assert abs(q[0, BODY.index("pelvis_tilt")]) > 0.05


def test_a_body_leans_against_a_sled_that_is_about_to_move() -> None:
    """Weight and strap together turn nothing about the ankle, fore and aft and sideways."""
    sled = Sled(mass_kg=30.0, friction=0.4, strap_m=3.0)

    def strap(kinematics: Kinematics) -> Sequence[OuterForce]:
        point = kinematics.position_m[:, BODY.body_index("pelvis")]
        still = PointMotion(position_m=point, velocity_m_s=0 * point, acceleration_m_s2=0 * point)
        return [OuterForce(body="pelvis", force_n=sled_pull(sled, still, about_to_move=True).force_n, point_m=point)]

    balance = Balance(freedoms=LEAN, body="calcn_r", target_m=np.zeros(3))
    q = balanced_pose(BODY, pose(), dependent=SHIFTS, pins=STANDING, balance=balance, pulls=strap)
    kinematics = forward_kinematics(BODY, q)
    (pull,) = strap(kinematics)
    ankle = kinematics.position_m[0, BODY.body_index("calcn_r")]
    weight = float(np.sum(BODY.model.body_mass)) * STANDARD_GRAVITY_M_S2
    turning = np.cross(centre(q) - ankle, [0.0, -weight, 0.0]) + np.cross(pull.point_m[0] - ankle, pull.force_n[0])
    np.testing.assert_allclose(0.0, turning[[0, 2]], atol=1e-6)
    assert centre(q)[0] > ankle[0] + 0.05


@pytest.mark.parametrize("freedoms", [(), ("pelvis_tilt", "pelvis_list", "pelvis_rotation")])
def test_a_balance_has_one_or_two_freedoms(freedoms: tuple[str, ...]) -> None:
    with pytest.raises(ValueOutOfRangeError, match="freedoms"):
        Balance(freedoms=freedoms, body="calcn_r", target_m=np.zeros(3))


def test_a_path_is_the_pose_and_its_rates_in_one() -> None:
    random = np.random.default_rng(2)
    guess = 0.2 * random.normal(size=(7, len(BODY.coordinates)))
    velocity, acceleration = random.normal(size=(2, *guess.shape))
    found = solve_path(BODY, guess, velocity=velocity, acceleration=acceleration, dependent=SHIFTS, pins=STANDING)
    h = 1e-4

    def posed(time_s: float) -> FloatArray:
        moved = guess + time_s * velocity + 0.5 * time_s**2 * acceleration
        return solve_pose(BODY, moved, dependent=SHIFTS, pins=STANDING)

    np.testing.assert_array_equal(posed(0.0), found.q)
    np.testing.assert_allclose((posed(h) - posed(-h)) / (2.0 * h), found.velocity, atol=1e-5)
    np.testing.assert_allclose((posed(h) - 2.0 * posed(0.0) + posed(-h)) / h**2, found.acceleration, atol=1e-3)
