"""The skeleton stands upright, turns the way its coordinates are named, and its Jacobians are its derivatives."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pytest
from moving_bodies import ATHLETE, MIRROR, all_names, mirrored, other_side, point_jacobian, rotation_jacobian, skeleton, swinging

from hipdrive.arrays import FloatArray
from hipdrive.body import SEGMENT_TABLES, SegmentTable, segment_inertias
from hipdrive.body.joints import LOOSE
from hipdrive.errors import UnknownNameError
from hipdrive.physics.kinematics import forward_kinematics, points_on
from hipdrive.physics.rotation import angles_zxy, fit_rigid
from hipdrive.physics.skeleton import Skeleton, build_skeleton

STEP = 1e-6


def place(
    body: Skeleton,
    part: str,
    coordinates: Mapping[str, float] = MappingProxyType({}),
    *,
    local_m: tuple[float, float, float] = (0.0, 0.0, 0.0),
) -> FloatArray:
    """(3,) where a point of a body part is with some coordinates (rad) away from zero."""
    q = np.zeros((1, len(body.coordinates)))
    for name, value in coordinates.items():
        q[0, body.index(name)] = value
    there: FloatArray = points_on(forward_kinematics(body, q), body.body_index(part), np.array(local_m))[0]
    return there


@pytest.mark.parametrize("table", SEGMENT_TABLES)
def test_the_skeleton_weighs_the_athlete(table: SegmentTable) -> None:
    assert ATHLETE.mass_kg == pytest.approx(float(skeleton(table=table).model.body_mass.sum()), rel=2e-3)


def test_a_typical_skeleton_is_built_once_and_a_measured_one_anew() -> None:
    plain = build_skeleton(ATHLETE, locked=["knee_flexion_r", "knee_flexion_l"])
    assert plain is build_skeleton(ATHLETE, locked=["knee_flexion_l", "knee_flexion_r"])
    measured = build_skeleton(ATHLETE, shape=plain.shape, locked=plain.locked)
    assert measured is not plain
    assert np.array_equal(measured.model.body_mass, plain.model.body_mass)
    assert build_skeleton(ATHLETE).coordinates != plain.coordinates


def test_at_zero_the_body_stands_upright_and_mirror_symmetric() -> None:
    body = skeleton()
    length = {name: segment.typical_length_m for name, segment in segment_inertias(ATHLETE).items()}
    assert np.allclose(place(body, "femur_r") - place(body, "tibia_r"), [0.0, length["thigh"], 0.0])
    assert np.allclose(place(body, "tibia_r") - place(body, "calcn_r"), [0.0, length["shank"], 0.0])
    assert place(body, "torso")[1] > place(body, "pelvis")[1]
    for part in body.bodies[1:]:
        assert np.allclose(place(body, part) * MIRROR, place(body, other_side(part)), atol=1e-12)
    assert place(body, "femur_r")[2] > 0.05  # Z points to the right


@pytest.mark.parametrize(("side", "outward"), [("r", 1.0), ("l", -1.0)])
def test_coordinates_move_the_way_they_are_named(side: str, outward: float) -> None:
    body = skeleton()

    def moved(part: str, coordinate: str, local_m: tuple[float, float, float] = (0.0, 0.0, 0.0)) -> FloatArray:
        return place(body, part, {coordinate: 0.3}, local_m=local_m) - place(body, part, local_m=local_m)

    toe = (0.15, 0.0, 0.0)
    assert moved(f"tibia_{side}", f"hip_flexion_{side}")[0] > 0.1  # the knee comes forward
    assert moved(f"tibia_{side}", f"hip_adduction_{side}")[2] * outward < -0.1  # and towards the middle
    assert moved(f"calcn_{side}", f"hip_rotation_{side}", toe)[2] * outward < -0.03  # toes turn in
    assert moved(f"calcn_{side}", f"knee_flexion_{side}")[0] < -0.1  # the ankle goes back
    assert moved(f"calcn_{side}", f"ankle_angle_{side}", toe)[1] > 0.03  # dorsiflexion lifts the toes
    assert moved(f"radius_{side}", f"arm_flex_{side}")[0] > 0.05  # the elbow comes forward
    assert moved(f"radius_{side}", f"arm_add_{side}")[2] * outward < -0.05
    assert moved("torso", "lumbar_extension", (0.0, 0.4, 0.0))[0] < -0.05  # leaning back
    assert moved("torso", "pelvis_tilt", (0.0, 0.4, 0.0))[0] < -0.05


@pytest.mark.parametrize("part", ["calcn_r", "radius_l", "torso", "femur_l", "pelvis"])
def test_jacobians_are_finite_differences_of_the_poses(part: str) -> None:
    body = skeleton()
    q, _, _ = swinging(body).at(np.array([0.37]))
    local = np.array([0.07, -0.11, 0.05])
    index = body.body_index(part)
    kinematics = forward_kinematics(body, q)
    point = points_on(kinematics, index, local)
    jacobian, turning = point_jacobian(body, kinematics, index, point)[0], rotation_jacobian(body, kinematics, index)[0]
    stepped = np.repeat(q, 2 * body.model.nv, axis=0)
    stepped[: body.model.nv] += STEP * np.eye(body.model.nv)
    stepped[body.model.nv :] -= STEP * np.eye(body.model.nv)
    there = forward_kinematics(body, stepped)
    ahead, behind = np.split(points_on(there, index, local), 2)
    assert np.allclose(jacobian, ((ahead - behind) / (2 * STEP)).T, atol=1e-8)
    plus, minus = np.split(there.rotation[:, index], 2)
    spin = (plus - minus) @ kinematics.rotation[0, index].T / (2 * STEP)
    assert np.allclose(turning, np.stack([spin[:, 2, 1], spin[:, 0, 2], spin[:, 1, 0]]), atol=1e-8)


def test_poses_do_not_depend_on_how_many_frames_are_solved_together() -> None:
    body = skeleton()
    q, _, _ = swinging(body).at(np.linspace(0.0, 3.0, 1100))
    together = forward_kinematics(body, q)
    alone = forward_kinematics(body, q[1050:1051])
    assert np.array_equal(together.position_m[1050], alone.position_m[0])
    assert np.array_equal(together.rotation[1050], alone.rotation[0])


def test_a_mirrored_movement_poses_the_mirrored_body() -> None:
    body = skeleton()
    q, _, _ = swinging(body).at(np.linspace(0.0, 1.0, 7))
    here, there = forward_kinematics(body, q), forward_kinematics(body, mirrored(body, q))
    for part in body.bodies[1:]:
        assert np.allclose(here.com_m[:, body.body_index(part)] * MIRROR, there.com_m[:, body.body_index(other_side(part))], atol=1e-12)


def test_locked_coordinates_are_gone_and_asking_for_one_says_so() -> None:
    body = build_skeleton(ATHLETE, locked=["subtalar_angle_r", "lumbar_extension"], loose_joints=True)
    assert ("subtalar_angle_r", "lumbar_extension") == body.locked
    assert set(all_names()) - set(body.locked) == set(body.coordinates)
    with pytest.raises(UnknownNameError, match="subtalar_angle_r"):
        body.index("subtalar_angle_r")
    with pytest.raises(UnknownNameError, match="patella"):
        body.body_index("patella")


def test_joints_hold_together_unless_they_were_recorded() -> None:
    firm, loose = build_skeleton(ATHLETE), build_skeleton(ATHLETE, loose_joints=True)
    assert set(LOOSE) == set(loose.coordinates) - set(firm.coordinates)
    assert () == firm.locked == loose.locked


def test_zxy_angles_are_the_hip_coordinates_they_are_named_after() -> None:
    body = skeleton()
    q = np.zeros((5, len(body.coordinates)))
    angles = np.random.default_rng(1).uniform(-1.0, 1.0, (5, 3))
    q[:, [body.index(f"hip_{name}_r") for name in ("flexion", "adduction", "rotation")]] = angles
    assert np.allclose(angles, angles_zxy(forward_kinematics(body, q).rotation[:, body.body_index("femur_r")]))


def test_a_rigid_body_is_found_from_three_markers_and_not_from_two() -> None:
    body = skeleton()
    q, _, _ = swinging(body).at(np.linspace(0.0, 1.0, 6))
    local = np.array([[0.1, 0.0, 0.0], [0.0, 0.12, 0.0], [0.02, 0.03, 0.09], [-0.05, 0.0, 0.04]])
    kinematics = forward_kinematics(body, q)
    index = body.body_index("tibia_l")
    paths = np.stack([points_on(kinematics, index, one) for one in local], axis=1)
    paths[2, 0] = np.nan
    paths[3, :2] = np.nan
    rotation, origin = fit_rigid(local, paths)
    assert np.isnan(rotation[3]).all()
    assert np.isnan(origin[3]).all()
    known = [0, 1, 2, 4, 5]
    assert np.allclose(kinematics.rotation[known, index], rotation[known], atol=1e-12)
    assert np.allclose(kinematics.position_m[known, index], origin[known], atol=1e-12)
    assert np.allclose(np.linalg.det(rotation[known]), 1.0)
