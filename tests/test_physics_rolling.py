"""A limb on a rolling ball: closed forms, and exact rates of what holds of it."""

import numpy as np
import pytest

from hipdrive.arrays import FloatArray
from hipdrive.body import Athlete
from hipdrive.exercise import exercise_of, resolve_set_up
from hipdrive.exercise.solve.exercise_model import build_exercise_model
from hipdrive.exercise.solve.mechanics import Mechanics, work_through
from hipdrive.exercise.solve.tempo import frames_of, read_tempo
from hipdrive.physics.closed_chain import ball_under, rolling_constant_m
from hipdrive.physics.closed_chain.rolling import rolling_bends, rolling_error, rolling_slopes

RADIUS_M = 0.3


def limb(tilt_rad: FloatArray) -> FloatArray:
    """(n, 3, 3) limbs whose y is tilted by so much over the lab's X."""
    cos, sin, zero, one = np.cos(tilt_rad), np.sin(tilt_rad), np.zeros_like(tilt_rad), np.ones_like(tilt_rad)
    return np.moveaxis(np.array([[sin, cos, zero], [-cos, sin, zero], [zero, zero, one]]), -1, 0)


def tuck(height_m: float = 1.75, side: str = "right", *, times: FloatArray | None = None) -> Mechanics:
    exercise, athlete = exercise_of("ball_knee_tuck"), Athlete(mass_kg=70, height_m=height_m)
    set_up = resolve_set_up(exercise, {"side": side}, athlete)
    return work_through(build_exercise_model(exercise, set_up, athlete), frames_of(read_tempo("2-0-2")) if times is None else times)


def test_under_a_level_limb_the_ball_goes_half_as_far() -> None:
    level = limb(np.zeros(2))
    points = np.array([[1.0, 2 * RADIUS_M, 0.1], [1.4, 2 * RADIUS_M, 0.1]])
    constant = rolling_constant_m(points[:1], level[:1], radius_m=RADIUS_M)
    ball = ball_under(points, level, radius_m=RADIUS_M, constant_m=constant)
    np.testing.assert_allclose([[1.0, RADIUS_M, 0.1], [1.2, RADIUS_M, 0.1]], ball.centre_m)
    np.testing.assert_allclose([0.0, -0.2], ball.along_m, atol=1e-15)
    np.testing.assert_allclose([[0, 1, 0], [0, 1, 0]], ball.push, atol=1e-15)
    np.testing.assert_allclose(0.0, rolling_error(points, level, radius_m=RADIUS_M, constant_m=constant), atol=1e-15)


def test_a_limb_that_turns_about_the_top_of_a_ball_that_stands_winds_along_it() -> None:
    """With the ball held (x the same), the contact goes r df back along the limb, as a string that is wound on."""
    tilt, x = np.array([0.0, -0.2]), 0.7
    normal = np.stack([-np.sin(tilt), np.cos(tilt), np.zeros(2)], axis=1)
    along = np.stack([np.cos(tilt), np.sin(tilt), np.zeros(2)], axis=1)
    contact = np.array([x, RADIUS_M, 0.0]) + RADIUS_M * normal
    wound = -RADIUS_M * (tilt - tilt[0])
    points = contact - wound[:, None] * along
    constant = rolling_constant_m(points[:1], limb(tilt[:1]), radius_m=RADIUS_M)
    ball = ball_under(points, limb(tilt), radius_m=RADIUS_M, constant_m=constant)
    np.testing.assert_allclose(x, ball.centre_m[:, 0], atol=1e-12)
    np.testing.assert_allclose(wound, ball.along_m, atol=1e-12)
    np.testing.assert_allclose(0.0, rolling_error(points, limb(tilt), radius_m=RADIUS_M, constant_m=constant), atol=1e-12)


def test_the_rates_of_rolling_are_those_of_differences() -> None:
    def state(t: FloatArray) -> tuple[FloatArray, FloatArray]:
        return np.stack([0.3 * t, 0.6 + 0.1 * t, 0.0 * t], axis=1), limb(-0.3 + 0.8 * t)

    h = 1e-4
    low, now, high = (rolling_error(*state(np.array([t])), radius_m=RADIUS_M, constant_m=0.4)[0] for t in (-h, 0.0, h))
    rate = np.array([[0.3, 0.1, 0.8]])
    here = state(np.zeros(1))
    assert float((rolling_slopes(*here, radius_m=RADIUS_M, constant_m=0.4) @ rate.T)[0, 0]) == pytest.approx(
        (high - low) / (2 * h), rel=1e-6
    )
    assert rolling_bends(*here, rate, radius_m=RADIUS_M, constant_m=0.4)[0] == pytest.approx((high - 2 * now + low) / h**2, rel=1e-4)


@pytest.mark.parametrize("height_m", [1.45, 1.75, 2.05])
@pytest.mark.parametrize("side", ["right", "left"])
def test_neither_floor_nor_shins_slip_on_the_ball(height_m: float, side: str) -> None:
    """The shin's own speed where it touches is the ball's: it turns by -dx / r and goes on with its centre."""
    time, h = np.linspace(0.3, 1.7, 9), 1e-5
    now, before, after = (tuck(height_m, side, times=time + d) for d in (0.0, -h, h))
    flat = np.einsum("nij,nj->ni", now.sharing.equations.J, now.movement.velocity)
    speeds = flat.reshape(len(time), -1, 3)
    for place, ball in now.balls.items():
        mine = now.sharing.equations.owner == place
        touching = now.sharing.equations.points_m[:, mine]
        forward = (after.balls[place].centre_m[:, 0] - before.balls[place].centre_m[:, 0]) / (2 * h)
        arm = touching.mean(axis=1) - ball.centre_m
        np.testing.assert_allclose(ball.radius_m, np.linalg.norm(arm, axis=1), atol=1e-9)
        turning = -forward / ball.radius_m
        of_ball = np.stack([forward - turning * arm[:, 1], turning * arm[:, 0]], axis=1)
        np.testing.assert_allclose(of_ball, speeds[:, mine][:, 0, :2], atol=1e-6)


def test_the_ball_pushes_from_where_it_touches_the_floor() -> None:
    """It has no weight: what the shins press on it passes through to the floor along one line."""
    mechanics = tuck()
    for place, ball in mechanics.balls.items():
        mine = mechanics.sharing.equations.owner == place
        force = mechanics.sharing.forces_n[:, mine].sum(axis=1)
        touching = mechanics.sharing.equations.points_m[:, mine].mean(axis=1)
        line = touching - ball.centre_m * [1.0, 0.0, 1.0]
        assert force[:, 1].min() > 20.0
        np.testing.assert_allclose(0.0, (line[:, 0] * force[:, 1] - line[:, 1] * force[:, 0]) / np.linalg.norm(force, axis=1), atol=1e-6)


def test_the_ball_comes_under_the_ankles_as_the_legs_come_in() -> None:
    mechanics = tuck()
    ball = mechanics.balls[2]
    top = int(np.argmax(mechanics.share_of_path))
    body = mechanics.model.skeleton.body_index("tibia_r")
    shin = mechanics.movement.kinematics.position_m[:, body, 0]
    assert ball.along_m[0] == pytest.approx(0.0, abs=0.002)
    assert ball.along_m[top] < -0.08
    assert 0.4 < (ball.centre_m[top, 0] - ball.centre_m[0, 0]) / (shin[top] - shin[0]) < 0.6
