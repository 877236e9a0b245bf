"""Inverse kinematics finds a known movement again, bears missing markers, and its equations are the derivatives of its cost."""

import dataclasses

import numpy as np
import pytest
from moving_bodies import ATHLETE, markers_on, point_jacobian, seen, skeleton, swinging

from hipdrive.arrays import FloatArray
from hipdrive.body.joints import SLACK
from hipdrive.errors import HipDriveError
from hipdrive.physics import inverse_dynamics
from hipdrive.physics.calibration import Calibration, Landmarks, calibrate
from hipdrive.physics.inverse_kinematics import adjust_upper_body_markers, fit_markers, marker_sums
from hipdrive.physics.inverse_kinematics.marker_equations import RIDGE, damped_step, marker_equations
from hipdrive.physics.inverse_kinematics.marker_sums import SLACK_WEIGHT, body_sums, marker_tree
from hipdrive.physics.kinematics import forward_kinematics
from hipdrive.physics.kinematics.poses import poses_of
from hipdrive.physics.rotation import nearest_rotation
from hipdrive.physics.skeleton import build_skeleton

TIME_S = np.linspace(0.0, 2.0, 60)
ELEVEN_DEG = np.radians(11.0)


def test_a_known_movement_is_found_again_from_its_markers() -> None:
    body = skeleton()
    markers = markers_on(body)
    q, _, _ = swinging(body, slack_m=0.0).at(TIME_S)
    fit = fit_markers(body, markers, seen(body, markers, q))
    assert np.allclose(q, fit.q, atol=1e-6)
    assert fit.error_m.max() < 1e-6


def test_a_shank_whose_markers_turn_about_the_knee_leaves_the_hip_alone_and_a_hinge_would_not() -> None:
    body = build_skeleton(ATHLETE, loose_joints=True)
    markers = markers_on(body)
    q = np.zeros((len(TIME_S), len(body.coordinates)))
    q[:, body.index("knee_adduction_r")], q[:, body.index("knee_rotation_r")] = np.radians(6.0), np.radians(10.0)
    paths = seen(body, markers, q)
    hips = [f"hip_{name}_r" for name in ("flexion", "adduction", "rotation")]
    hinged = build_skeleton(ATHLETE)
    off = {
        name: max(np.degrees(np.abs(fit_markers(one, markers, paths).q[:, one.index(hip)]).max()) for hip in hips)
        for name, one in (("turning", body), ("hinged", hinged))
    }
    assert off["turning"] < 1e-4
    assert off["hinged"] > 1.0


def test_a_known_movement_is_found_though_a_fifth_of_the_markers_is_missing() -> None:
    body = skeleton()
    markers = markers_on(body, a_body=5)
    q, _, _ = swinging(body, slack_m=0.0).at(TIME_S)
    paths = seen(body, markers, q)
    gone = np.random.default_rng(5).random(paths.shape[:2]) < 0.2
    paths[gone] = np.nan
    fit = fit_markers(body, markers, paths)
    assert np.allclose(q, fit.q, atol=1e-6)
    assert np.array_equal(gone, np.isnan(fit.error_m))


def test_a_frame_without_markers_stays_finite_and_says_that_it_saw_none() -> None:
    body = skeleton()
    markers = markers_on(body)
    q, _, _ = swinging(body, slack_m=0.0).at(TIME_S)
    paths = seen(body, markers, q)
    paths[20] = np.nan
    fit = fit_markers(body, markers, paths)
    assert np.isfinite(fit.q).all()
    assert np.isnan(fit.error_m[20]).all()
    known = np.delete(np.arange(len(TIME_S)), 20)
    assert np.allclose(q[known], fit.q[known], atol=1e-6)


def test_a_marker_off_its_place_shows_that_distance_if_all_others_hold_the_pose() -> None:
    body = skeleton()
    markers = markers_on(body, a_body=40)
    q, _, _ = swinging(body, slack_m=0.0).at(TIME_S[:5])
    paths = seen(body, markers, q)
    paths[:, 0] += [0.0, 0.02, 0.0]
    fit = fit_markers(body, markers, paths)
    assert fit.error_m[:, 0] == pytest.approx(0.02, abs=2e-3)


def test_frames_with_exchanged_foot_markers_do_not_send_later_frames_a_whole_turn_away() -> None:
    """A public run starts with a foot whose markers are off for two frames: its ankle came out whole turns apart, frame by frame."""
    body = skeleton()
    markers = markers_on(body)
    still = np.zeros((len(TIME_S), body.model.nv))
    paths = seen(body, markers, still)
    places = [i for i, marker in enumerate(markers) if marker.body == "calcn_r"]
    paths[:2, places] = paths[:2, places[::-1]]
    paths[30:32, places] = paths[30:32, places[::-1]]
    q = fit_markers(body, markers, paths).q
    good = np.r_[2:30, 32 : len(TIME_S)]
    assert np.allclose(0.0, q[good], atol=1e-5)
    assert np.abs(np.diff(q, axis=0)).max() < np.pi + 1e-6


def test_a_runner_who_turned_beyond_half_a_turn_keeps_a_smooth_heading() -> None:
    body = skeleton()
    markers = markers_on(body)
    q = np.zeros((len(TIME_S), body.model.nv))
    q[:, body.index("pelvis_rotation")] = np.linspace(2.5, 4.0, len(TIME_S))
    heading = fit_markers(body, markers, seen(body, markers, q)).q[:, body.index("pelvis_rotation")]
    assert np.diff(heading) == pytest.approx(1.5 / (len(TIME_S) - 1), abs=1e-6)


def test_the_equations_of_a_fit_are_those_of_the_jacobians_of_all_markers_and_are_solved_exactly() -> None:
    """J'WJ, J'W(target - placed) and the cost, beside the plain sum over markers; the gradient is minus half the cost's derivative."""
    body = skeleton()
    markers = markers_on(body)
    q, _, _ = swinging(body).at(TIME_S[:3])
    random = np.random.default_rng(8)
    target = seen(body, markers, q) + 0.03 * random.standard_normal((3, len(markers), 3))
    weight = np.where(random.random((3, len(markers))) < 0.2, 0.0, random.uniform(0.5, 2.0, (3, len(markers))))
    tree = marker_tree(body, markers)
    sums = body_sums(tree, target, weight)
    equations = marker_equations(tree, sums, q)
    kinematics = forward_kinematics(body, q)
    left = target - seen(body, markers, q)
    closing = np.where(np.isin(body.coordinates, SLACK), SLACK_WEIGHT, 0.0)
    expected = np.tile(np.diag(closing), (3, 1, 1))
    for i, marker in enumerate(markers):
        jacobian = point_jacobian(body, kinematics, body.body_index(marker.body), seen(body, markers, q)[:, i])
        expected += weight[:, i, None, None] * np.swapaxes(jacobian, 1, 2) @ jacobian
    assert np.allclose(np.einsum("nii->in", expected), equations.diagonal, atol=1e-10)
    assert np.allclose(np.sum(weight * np.sum(left**2, axis=2), axis=1) + (q**2) @ closing, equations.cost_m2)
    step = 1e-6
    for j in range(body.model.nv):
        ahead, behind = (marker_equations(tree, sums, q + sign * step * np.eye(body.model.nv)[j]).cost_m2 for sign in (1, -1))
        assert np.allclose(-0.5 * (ahead - behind) / (2 * step), equations.gradient[j], atol=1e-6)
    damping = np.array([0.0, 1e-3, 10.0])
    diagonal = np.einsum("nii->ni", expected) * damping[:, None] + RIDGE
    solved = np.linalg.solve(expected + diagonal[:, None] * np.eye(body.model.nv), equations.gradient.T[..., None])[..., 0]
    assert np.allclose(solved.T, damped_step(tree, equations, damping), atol=1e-9)


def test_a_joint_that_comes_apart_costs_as_much_as_a_marker_that_is_off() -> None:
    """A leg shifted by 20 mm: the hip gives way and holds against the pull of all markers beyond it, as a spring of one marker would."""
    body = skeleton()
    markers = markers_on(body)
    beyond = np.array([marker.body in ("femur_r", "tibia_r", "calcn_r") for marker in markers])
    paths = seen(body, markers, np.zeros((1, body.model.nv)))
    paths[:, beyond] += [0.0, 0.02, 0.0]
    fit = fit_markers(body, markers, paths)
    pelvis = forward_kinematics(body, fit.q).rotation[0, body.body_index("pelvis")]
    left = (paths - seen(body, markers, fit.q))[0, beyond].sum(axis=0) @ pelvis
    slack = np.array([fit.q[0, body.index(f"hip_t{axis}_r")] for axis in "xyz"])
    assert 0.005 < slack[1] < 0.02
    assert left == pytest.approx(SLACK_WEIGHT * slack, abs=1e-6)
    firm = build_skeleton(ATHLETE)
    assert fit.error_m.max() < fit_markers(firm, markers, paths).error_m.max()


def test_the_fit_poses_the_skeleton_as_mujoco_does() -> None:
    body = skeleton()
    q, _, _ = swinging(body).at(TIME_S)
    expected, poses = forward_kinematics(body, q), poses_of(body, q)
    assert np.allclose(expected.position_m, np.moveaxis(poses.position_m, 0, 2).swapaxes(0, 1), atol=1e-12)
    assert np.allclose(expected.rotation, poses.rotation.transpose(3, 2, 0, 1), atol=1e-12)
    assert np.allclose(expected.axis, poses.axis.transpose(2, 1, 0), atol=1e-12)


def test_the_fit_and_its_moments_do_not_depend_on_how_frames_are_cut_into_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """With noise and gaps, so that no frame is easy, and with chunks of 7 that cut at odd places."""
    body = skeleton()
    markers = markers_on(body, a_body=4)
    q, velocity, acceleration = swinging(body).at(TIME_S)
    random = np.random.default_rng(11)
    paths = seen(body, markers, q) + 0.01 * random.standard_normal((len(TIME_S), len(markers), 3))
    paths[random.random(paths.shape[:2]) < 0.1] = np.nan
    push, lever = 300.0 * random.standard_normal((2, len(TIME_S), 3))
    load = inverse_dynamics.OuterForce(body="calcn_r", force_n=push, point_m=0.001 * lever, moment_nm=0.1 * lever)
    at_once = fit_markers(body, markers, paths)
    kinematics, rates = forward_kinematics(body, q), {"velocity": velocity, "acceleration": acceleration}
    asked = inverse_dynamics.inverse_dynamics(body, kinematics, q=q, outer=[load], **rates)
    monkeypatch.setattr(marker_sums, "CHUNK_FRAMES", 7)
    monkeypatch.setattr(inverse_dynamics, "CHUNK_FRAMES", 7)
    in_chunks = fit_markers(body, markers, paths)
    asked_in_chunks = inverse_dynamics.inverse_dynamics(body, None, q=q, outer=[load], **rates)
    assert np.allclose(at_once.q, in_chunks.q, rtol=0.0, atol=1e-9)
    assert np.allclose(at_once.error_m, in_chunks.error_m, rtol=0.0, atol=1e-9, equal_nan=True)
    assert np.allclose(asked, asked_in_chunks, rtol=0.0, atol=1e-9)


def test_the_nearest_rotation_is_that_of_singular_values_for_markers_in_space_in_a_plane_and_in_a_line() -> None:
    random = np.random.default_rng(3)
    local = random.standard_normal((200, 4, 3)) * [1.0, 0.5, 0.3]
    local[50:100, :, 2] = 0.0
    local[100:150, :, 1:] *= 1e-3
    local[150:, :, 1:] = 0.0
    local -= local.mean(axis=1, keepdims=True)
    spread = np.einsum("nki,nkj->nij", local @ random.standard_normal((200, 3, 3)), local)
    found = np.moveaxis(nearest_rotation(np.moveaxis(spread, 0, 2)), 2, 0)
    assert np.allclose(np.eye(3), found @ np.swapaxes(found, 1, 2), atol=1e-12)
    assert np.allclose(1.0, np.linalg.det(found))
    u, s, vt = np.linalg.svd(spread)
    reached = np.einsum("nij,nij->n", found, spread)
    assert np.allclose(s[:, 0] + s[:, 1] + np.sign(np.linalg.det(u @ vt)) * s[:, 2], reached, rtol=1e-9)


def test_trunk_markers_misplaced_in_standing_are_settled_by_the_run_and_leg_markers_are_left_alone() -> None:
    body = skeleton()
    markers = markers_on(body)
    q, _, _ = swinging(body).at(TIME_S)
    paths = seen(body, markers, q)
    wrong = tuple(
        dataclasses.replace(marker, local_m=marker.local_m + np.array([0.0, 0.03, 0.0])) if marker.label == "humerus_r0" else marker
        for marker in markers
    )
    settled = {marker.label: marker for marker in adjust_upper_body_markers(body, wrong, paths)}
    for marker in markers:
        if marker.body.startswith(("pelvis", "femur", "tibia", "calcn")):
            assert np.array_equal(marker.local_m, settled[marker.label].local_m)
    right_place = next(marker for marker in markers if marker.label == "humerus_r0").local_m
    assert np.linalg.norm(settled["humerus_r0"].local_m - right_place) < 0.015


def standing(*, pelvis_pitch_rad: float = 0.0) -> tuple[Landmarks, dict[str, FloatArray], dict[str, tuple[str, ...]]]:
    """Someone in quiet standing, 0.9 m from hip to floor, with markers; the pelvis markers may be pitched about the hips."""
    c, s = np.cos(pelvis_pitch_rad), np.sin(pelvis_pitch_rad)
    pitch = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    middle = np.array([0.0, 0.9, 0.0])
    points: dict[str, FloatArray] = {}
    for side, out in (("r", 1.0), ("l", -1.0)):
        points[f"{side}_asis"] = middle + pitch @ np.array([0.085, 0.08, 0.12 * out])
        points[f"{side}_psis"] = middle + pitch @ np.array([-0.085, 0.09, 0.05 * out])
        points[f"{side}_crest"] = middle + pitch @ np.array([0.0, 0.12, 0.14 * out])
        for joint, height, depth in (("knee", 0.48, 0.01), ("ankle", 0.08, -0.01)):
            points[f"{side}_{joint}_lateral"] = np.array([depth, height, (0.085 + 0.05) * out])
            points[f"{side}_{joint}_medial"] = np.array([depth, height, (0.085 - 0.05) * out])
        for name, place in (("heel", (-0.06, 0.03, 0.085)), ("mt1", (0.13, 0.03, 0.05)), ("mt5", (0.11, 0.03, 0.13))):
            points[f"{side}_{name}"] = np.array([place[0], place[1], place[2] * out])
        for name, place in (("thigh1", (0.06, 0.7, 0.09)), ("thigh2", (0.0, 0.65, 0.15)), ("thigh3", (-0.05, 0.6, 0.08))):
            points[f"{side}_{name}"] = np.array([place[0], place[1], place[2] * out])
        for name, place in (("shank1", (0.05, 0.3, 0.09)), ("shank2", (0.0, 0.25, 0.14)), ("shank3", (-0.04, 0.2, 0.08))):
            points[f"{side}_{name}"] = np.array([place[0], place[1], place[2] * out])
    tracking: dict[str, tuple[str, ...]] = {"pelvis": tuple(f"{side}_{name}" for side in "rl" for name in ("asis", "psis", "crest"))}
    for side in "rl":
        tracking[f"femur_{side}"] = tuple(f"{side}_thigh{i}" for i in (1, 2, 3))
        tracking[f"tibia_{side}"] = tuple(f"{side}_shank{i}" for i in (1, 2, 3))
        tracking[f"calcn_{side}"] = tuple(f"{side}_{name}" for name in ("heel", "mt1", "mt5"))
    return Landmarks(points), points, tracking


def calibrated(*, pelvis_pitch_rad: float = 0.0) -> tuple[Calibration, dict[str, FloatArray]]:
    landmarks, points, tracking = standing(pelvis_pitch_rad=pelvis_pitch_rad)
    return calibrate(ATHLETE, landmarks=landmarks, standing_m=points, tracking=tracking), points


@pytest.mark.parametrize("pitch_rad", [0.0, ELEVEN_DEG, -ELEVEN_DEG])
def test_hip_flexion_is_zero_in_standing_however_the_pelvis_markers_sit(pitch_rad: float) -> None:
    """Pelvis definitions differ by some 11 deg between laboratories; the standing zero takes that out of every angle measured later."""
    calibration, points = calibrated(pelvis_pitch_rad=pitch_rad)
    fit = fit_markers(calibration.skeleton, calibration.markers, np.array([[points[marker.label] for marker in calibration.markers]]))
    assert fit.error_m.max() < 1e-7
    for side in "rl":
        assert 0.0 == pytest.approx(fit.q[0, calibration.skeleton.index(f"hip_flexion_{side}")], abs=1e-6)


def test_eleven_degrees_of_thigh_in_the_run_are_eleven_degrees_of_hip_flexion() -> None:
    """Standing, then both legs swung forward by 11 deg about the left-right axis through the hips, the pelvis as it stood."""
    calibration, points = calibrated(pelvis_pitch_rad=0.1)
    c, s = np.cos(ELEVEN_DEG), np.sin(ELEVEN_DEG)
    turn = np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])
    hips = forward_kinematics(calibration.skeleton, fit_standing(calibration, points))
    middle = hips.position_m[0, calibration.skeleton.body_index("femur_r")] * [1.0, 1.0, 0.0]
    paths = [points[m.label] if m.body == "pelvis" else middle + turn @ (points[m.label] - middle) for m in calibration.markers]
    q = fit_markers(calibration.skeleton, calibration.markers, np.array([paths])).q[0]
    for side in "rl":
        assert ELEVEN_DEG == pytest.approx(q[calibration.skeleton.index(f"hip_flexion_{side}")], abs=1e-6)


def fit_standing(calibration: Calibration, points: dict[str, FloatArray]) -> FloatArray:
    """(1, nv) the standing pose."""
    return fit_markers(calibration.skeleton, calibration.markers, np.array([[points[m.label] for m in calibration.markers]])).q


def test_hip_centres_follow_harrington_2007() -> None:
    """For a pelvis 240 mm wide and 175 mm deep: 51.9 mm behind, 82.9 mm below and 86.5 mm beside the middle of the ASIS."""
    points = {
        "r_asis": np.array([0.0, 1.0, 0.12]),
        "l_asis": np.array([0.0, 1.0, -0.12]),
        "r_psis": np.array([-0.175, 1.0, 0.05]),
        "l_psis": np.array([-0.175, 1.0, -0.05]),
    }
    centres = Landmarks(points).hip_centres_m()
    assert centres["right"] == pytest.approx([-0.0519, 1.0 - 0.0829, 0.0865], abs=1e-9)
    assert centres["left"] == pytest.approx([-0.0519, 1.0 - 0.0829, -0.0865], abs=1e-9)


def test_what_no_marker_shows_is_locked_and_listed() -> None:
    calibration, _ = calibrated()
    locked = calibration.skeleton.locked
    assert {"lumbar_extension", "lumbar_bending", "lumbar_rotation", "arm_flex_r", "elbow_flex_l"} <= set(locked)
    assert not [name for name in locked if name.startswith(("hip", "knee", "ankle", "subtalar", "pelvis"))]


def test_a_static_trial_without_a_knee_marker_names_it() -> None:
    landmarks, points, tracking = standing()
    fewer = {role: place for role, place in landmarks.position_m.items() if role != "l_knee_medial"}
    with pytest.raises(HipDriveError, match="'l_knee_medial'"):
        calibrate(ATHLETE, landmarks=Landmarks(fewer), standing_m=points, tracking=tracking)
