"""Free segments show the same hip as the jointed skeleton where its joints hold, and nearly the published one where they don't."""

from pathlib import Path

import numpy as np
import pytest
from moving_bodies import markers_on, seen, skeleton, swinging

from hipdrive.body import SIDES, Side
from hipdrive.physics.inverse_dynamics import OuterForce, inverse_dynamics
from validation.free_segments import free_hip, inputs_of
from validation.published_curves import free_rows
from validation.trials import RBDS

TIME_S = np.linspace(0.0, 2.0, 801)
INSIDE = slice(10, -10)
"""The ends of a spline are less exact."""


@pytest.mark.parametrize("side", SIDES)
def test_free_segments_show_the_hip_of_the_skeleton_where_its_joints_hold(side: Side) -> None:
    body = skeleton()
    markers = markers_on(body)
    q, velocity, acceleration = swinging(body).at(TIME_S)
    push = np.stack([100.0 * np.sin(TIME_S), 700.0 + 0.0 * TIME_S, 40.0 * np.cos(TIME_S)], axis=1)
    ground = OuterForce(body=f"calcn_{side[0]}", force_n=push, point_m=np.full_like(push, 0.1), moment_nm=0.05 * push)
    free = free_hip(body, markers, seen(body, markers, q), ground, time_s=TIME_S, side=side)
    tau = inverse_dynamics(body, None, q=q, velocity=velocity, acceleration=acceleration, outer=[ground])
    axes = [body.index(f"{name}_{side[0]}") for name in ("hip_flexion", "hip_adduction", "hip_rotation")]
    assert np.allclose(q[:, axes], free.angles_rad, atol=1e-9)
    assert np.allclose(tau[INSIDE, axes[0]], free.moment_nm[INSIDE], atol=1e-4)
    assert np.allclose(np.sum(tau[:, axes] * velocity[:, axes], axis=1)[INSIDE], free.power_w[INSIDE], atol=1e-3)


@pytest.mark.recordings
@pytest.mark.parametrize("speed", RBDS)
def test_free_segments_of_rbds001_follow_the_published_hip(recordings: Path, speed: str) -> None:
    rows = {row.quantity: row for row in free_rows(speed, recordings, inputs_of(RBDS[speed], recordings, table="dempster"))}
    assert rows["hip flexion RMSD without offset, deg"].reached < 0.5
    assert rows["hip power r, three axes"].reached > 0.97
    assert not any(row.asked() for row in rows.values())  # shown, not counted
