"""Where the trunk's mass stands and how fast it may turn: below the shoulders that were measured, and no faster than a trunk."""

from dataclasses import replace

import mujoco
import numpy as np
import pytest
from moving_bodies import ATHLETE, skeleton

from hipdrive.body import SIDES
from hipdrive.gait.ground_force.trunk import laid_below_shoulders, too_fast_pitching_nm
from hipdrive.physics.kinematics import forward_kinematics
from hipdrive.physics.skeleton import Skeleton, build_skeleton

BODY = skeleton()
RATE_HZ = 1000.0
TRUNK, HEAD = 0.1596 + 0.1633, 0.0694
"""Shares of body mass above the navel (de Leva 1996, men)."""


def shoulders_back(by_m: float) -> Skeleton:
    """A skeleton whose arms hang from shoulders that far behind the trunk's line."""
    arms = {side: replace(arm, shoulder_m=arm.shoulder_m - np.array([by_m, 0.0, 0.0])) for side, arm in BODY.shape.arms.items()}
    return build_skeleton(ATHLETE, shape=replace(BODY.shape, arms=arms), loose_joints=True)


def trunk_x_m(body: Skeleton) -> float:
    """How far ahead of the hips the trunk's centre of mass stands."""
    kinematics = forward_kinematics(body, np.zeros((1, body.model.nv)))
    return float(kinematics.com_m[0, body.body_index("torso"), 0])


def test_a_trunk_whose_shoulders_were_not_measured_stays() -> None:
    assert laid_below_shoulders(BODY) is BODY


def test_the_trunk_goes_back_with_the_shoulders_and_joints_stay() -> None:
    given = shoulders_back(0.12)
    laid = laid_below_shoulders(given)
    assert laid.coordinates == given.coordinates
    assert laid.model.body_mass.sum() == pytest.approx(given.model.body_mass.sum())
    np.testing.assert_array_equal(laid.model.body_pos, given.model.body_pos)
    navel_stays = 0.5 * 0.1633 * 0.12 / (TRUNK + HEAD)
    assert trunk_x_m(laid) - trunk_x_m(given) == pytest.approx(-0.12 + navel_stays, abs=0.01)


def test_the_trunk_comes_forward_with_the_shoulders_as_far_as_it_went_back() -> None:
    back, ahead = (trunk_x_m(laid_below_shoulders(shoulders_back(by_m))) for by_m in (0.05, -0.05))
    assert ahead == pytest.approx(-back, abs=1e-9)


def test_fast_pitching_is_found_with_its_moment_and_slow_pitching_is_not() -> None:
    time_s = np.arange(0.0, 3.0, 1.0 / RATE_HZ)
    inside = (time_s > 0.7) & (time_s < 2.3)
    moments = {}
    for rate in (1.0, 20.0):
        q = np.zeros((len(time_s), BODY.model.nv))
        q[:, BODY.index("lumbar_extension")] = 0.02 * np.sin(2.0 * np.pi * rate * time_s)
        found = too_fast_pitching_nm(BODY, forward_kinematics(BODY, q), time_s, RATE_HZ)
        moments[rate] = float(np.abs(found[inside]).max()) / (0.02 * (2.0 * np.pi * rate) ** 2)
    axes, torso = np.zeros(9), BODY.body_index("torso")
    mujoco.mju_quat2Mat(axes, BODY.model.body_iquat[torso])
    across = axes.reshape(3, 3)[2]
    about_com = float(across**2 @ BODY.model.body_inertia[torso])
    assert moments[20.0] == pytest.approx(about_com, rel=0.05)
    assert moments[1.0] < 0.01 * about_com


def test_shoulders_of_both_sides_count_alike() -> None:
    one = {side: shoulders_back(0.1).shape.arms[side] if side == SIDES[0] else BODY.shape.arms[side] for side in SIDES}
    other = {side: shoulders_back(0.1).shape.arms[side] if side == SIDES[1] else BODY.shape.arms[side] for side in SIDES}
    found = [trunk_x_m(laid_below_shoulders(build_skeleton(ATHLETE, shape=replace(BODY.shape, arms=arms)))) for arms in (one, other)]
    assert found[0] == pytest.approx(found[1], abs=1e-12)
