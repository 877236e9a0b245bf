"""Places where a body can be touched lie where their names say, on both sides alike."""

import numpy as np
import pytest
from moving_bodies import ATHLETE, MIRROR

from hipdrive.arrays import FloatArray
from hipdrive.body import Side
from hipdrive.errors import UnknownNameError
from hipdrive.physics.kinematics import forward_kinematics, points_on
from hipdrive.physics.skeleton import ATTACHMENTS, PATCH_BODY, PATCHES, attachment, build_skeleton, patch_body, patch_corners

BODY = build_skeleton(ATHLETE)


def in_lab(part: str, places_m: FloatArray, **coordinates_rad: float) -> FloatArray:
    """(k, 3) places on a body part with some coordinates away from zero."""
    q = np.zeros((1, len(BODY.coordinates)))
    for name, value in coordinates_rad.items():
        q[0, BODY.index(name)] = value
    kinematics = forward_kinematics(BODY, q)
    return np.stack([points_on(kinematics, BODY.body_index(part), place)[0] for place in places_m])


@pytest.mark.parametrize("patch", PATCHES)
def test_a_patch_is_a_flat_rectangle_of_a_body_part_and_mirrored_on_the_other_side(patch: str) -> None:
    right, left = patch_corners(BODY.shape, patch, "right"), patch_corners(BODY.shape, patch, "left")
    assert patch_body(patch, "right") in BODY.bodies
    np.testing.assert_allclose(right[2] - right[1], right[3] - right[0], atol=1e-12)
    assert (right[1] - right[0]) @ (right[3] - right[0]) == pytest.approx(0.0, abs=1e-12)
    assert min(np.linalg.norm(right[1] - right[0]), np.linalg.norm(right[3] - right[0])) > 0.03
    np.testing.assert_allclose(right[[1, 0, 3, 2]] * MIRROR, left, atol=1e-12)


@pytest.mark.parametrize("name", ATTACHMENTS)
def test_an_attachment_is_mirrored_on_the_other_side(name: str) -> None:
    (right_part, right), (left_part, left) = attachment(BODY.shape, name, "right"), attachment(BODY.shape, name, "left")
    assert {right_part, left_part} <= set(BODY.bodies)
    np.testing.assert_allclose(right * MIRROR, left, atol=1e-12)


def test_every_patch_has_its_body() -> None:
    assert set(PATCHES) == set(PATCH_BODY)


def test_the_forefoot_is_the_front_third_of_the_sole() -> None:
    sole, ball = patch_corners(BODY.shape, "sole", "right"), patch_corners(BODY.shape, "forefoot", "right")
    np.testing.assert_allclose(sole[2:], ball[2:])
    np.testing.assert_allclose((sole[2] - sole[1]) / 3.0, ball[2] - ball[1])


def test_a_forearm_lies_level_on_its_underside_when_the_elbow_is_bent() -> None:
    place = in_lab("radius_r", patch_corners(BODY.shape, "forearm", "right"), elbow_flex_r=np.pi / 2)
    elbow = in_lab("radius_r", np.zeros((1, 3)), elbow_flex_r=np.pi / 2)[0]
    np.testing.assert_allclose(place[0, 1], place[:, 1], atol=1e-12)
    assert 0.02 < elbow[1] - place[0, 1] < 0.06


def test_in_a_prone_plank_flat_hands_lie_level_under_the_wrists_with_fingers_to_the_head() -> None:
    prone = {"pelvis_tilt": -np.pi / 2, "arm_flex_r": np.pi / 2}
    hand = in_lab("radius_r", patch_corners(BODY.shape, "flat_hand", "right"), **prone)
    wrist = in_lab("radius_r", BODY.shape.arms["right"].wrist_m[None], **prone)[0]
    np.testing.assert_allclose(hand[0, 1], hand[:, 1], atol=1e-12)
    assert 0.0 < wrist[1] - hand[0, 1] < 0.06
    head = in_lab("torso", BODY.shape.vertex_m[None], **prone)[0]
    assert (hand[2, 0] - hand[1, 0]) * (head[0] - wrist[0]) > 0.0


def test_shin_and_instep_face_forward_and_up() -> None:
    shin = in_lab("tibia_r", patch_corners(BODY.shape, "front_of_shin", "right"))
    axis = in_lab("tibia_r", np.stack([np.zeros(3), BODY.shape.legs["right"].ankle_m]))
    assert shin[:, 0].min() > axis[:, 0].max() + 0.02
    instep = patch_corners(BODY.shape, "top_of_foot", "right")
    sole = patch_corners(BODY.shape, "sole", "right")
    assert instep[:, 1].min() > sole[:, 1].max() + 0.01
    assert sole[:, 0].min() < instep[:, 0].min() < instep[:, 0].max() < sole[:, 0].max()


def test_bar_and_strap_lie_in_front_of_hips_and_chest() -> None:
    part, crease = attachment(BODY.shape, "pelvis", "right")
    assert part == "pelvis"
    np.testing.assert_allclose([BODY.shape.pelvis_depth_m, 0.0], crease[[0, 2]])
    assert 0.0 < crease[1] < BODY.shape.lumbar_m[1]
    part, chest = attachment(BODY.shape, "chest", "left")
    assert part == "torso"
    assert 0.0 < chest[1] < BODY.shape.suprasternale_m[1]


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_dumbbell_lies_at_the_inner_edge_of_the_sole(side: Side) -> None:
    _, inner = attachment(BODY.shape, "between_feet", side)
    hip = BODY.shape.legs[side].hip_m[2]
    assert inner[2] * hip < 0.0
    assert abs(inner[2]) == pytest.approx(BODY.shape.legs[side].sole_half_width_m)


def test_an_unknown_patch_names_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="forearm"):
        patch_corners(BODY.shape, "belly", "right")
