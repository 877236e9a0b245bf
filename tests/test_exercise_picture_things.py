"""What pictures of exercises show of equipment, hands and arms, over the whole catalogue."""

import re
from dataclasses import replace
from functools import cache

import numpy as np
import numpy.typing as npt
import pytest

from hipdrive import report
from hipdrive.body import SIDES, Athlete
from hipdrive.exercise import Exercise, exercises, scene_of_set_up, solve_load, variants_of
from hipdrive.exercise.solve.scene import Scene
from hipdrive.report.exercise_picture.above import frame_from_above
from hipdrive.report.exercise_picture.cycle import axle_m, pedal_m
from hipdrive.report.exercise_picture.figure import fitted_view
from hipdrive.report.exercise_picture.furniture import Block, blocks
from hipdrive.report.exercise_picture.moved import moved_pieces
from hipdrive.report.exercise_picture.panels import bare_panels
from hipdrive.report.exercise_picture.pieces import ARM_RADII_M, LEG_RADII_M, TRUNK_RADII_M
from hipdrive.report.exercise_picture.small_figure import small_figure
from hipdrive.report.exercise_picture.words import key_frames, set_up_words
from hipdrive.report.words import load_in_words
from hipdrive.training.plan.progression import load_of

ATHLETE = Athlete(mass_kg=70, height_m=1.75)
EVERY = [(exercise.id, name) for exercise in exercises().values() for name in variants_of(exercise)]
DEEPEST_M, NEAREST_M = 0.02, 0.05
SINKING_M = {"horizontal_scissor": 0.05}
"""Where the posture turns about the middle of the shoulder blades until the hips are above them: the shoulders sink into the pad."""
POINTS = 25

Floats = npt.NDArray[np.float64]


def variant(name: str, label: str = "") -> Exercise:
    every = variants_of(exercises()[name])
    return every[label] if label else next(iter(every.values()))


@cache
def scene(name: str, label: str = "") -> Scene:
    drawn = scene_of_set_up(variant(name, label), ATHLETE, {})
    assert drawn is not None, f"{name} {label} has a pose"
    return drawn


def segments(one: Scene) -> list[tuple[str, Floats, Floats]]:
    """Name, (n, k, 3) points along each segment's axis and (k,) radii there."""
    lower, upper = TRUNK_RADII_M["pelvis"], TRUNK_RADII_M["chest"]
    radii = {"trunk": (lower, upper), "leg": LEG_RADII_M, "arm": ARM_RADII_M}
    share = np.linspace(0.0, 1.0, POINTS)
    found = []
    for limb in (limb for limb in one.limbs if limb.name in radii):
        for place, (first, last) in enumerate(radii[limb.name]):
            start, end = limb.points_m[:, place, None], limb.points_m[:, place + 1, None]
            found.append((f"{limb.name} {limb.side} {place}", start + share[:, None] * (end - start), first + share * (last - first)))
    return found


def depth_m(block: Block, points_m: Floats, radii_m: Floats) -> float:
    """How deep round limbs reach into a block; negative where they stay clear of it."""
    away = distance_m(block, points_m)
    beside = np.maximum(np.maximum(block.aside_m[0] - points_m[..., 2], points_m[..., 2] - block.aside_m[1]), 0.0)
    far: Floats = np.where(beside > 0.0, np.hypot(np.maximum(away, 0.0), beside), away)
    return float(np.max(radii_m - far))


def distance_m(block: Block, points_m: Floats) -> Floats:
    """How far points are from a block's outline in the side view; negative inside."""
    along = block.front_m - block.rear_m
    length = float(np.linalg.norm(along))
    from_rear = points_m[..., :2] - block.rear_m
    x, up = from_rear @ along / length, from_rear @ block.normal
    outside = np.stack([np.maximum(-x, x - length), np.maximum(up, -block.thick_m - up)], axis=-1)
    beyond = np.linalg.norm(np.maximum(outside, 0.0), axis=-1)
    away: Floats = np.where(beyond > 0.0, beyond, outside.max(axis=-1))
    return away


@pytest.mark.parametrize(("name", "label"), EVERY)
def test_every_exercise_has_a_picture_even_mobility_work(name: str, label: str) -> None:
    panels = bare_panels(scene(name, label), px_per_m=96.0)
    assert 3 <= len(panels)
    for draw in (report.exercise_figure, small_figure):
        assert f"leg {scene(name, label).working_side} near" in draw(scene(name, label))


@pytest.mark.parametrize(("name", "label"), EVERY)
def test_no_limb_is_inside_a_bench_or_box(name: str, label: str) -> None:
    one = scene(name, label)
    for block in blocks(one):
        for limb, points, radii in segments(one):
            deepest = SINKING_M.get(name, DEEPEST_M) if limb.startswith("trunk") else DEEPEST_M
            assert depth_m(block, points, radii) <= deepest, f"{limb} in the {block.thing} of {name}"


def test_a_knee_that_meets_a_bench_is_found() -> None:
    """The check above would catch the bench that once stood in the way of the knee drive."""
    one = scene("sprint_knee_drive")
    near, far = blocks(one)
    across = replace(near, aside_m=(min(near.aside_m[0], far.aside_m[0]), max(near.aside_m[1], far.aside_m[1])))
    assert max(depth_m(across, points, radii) for limb, points, radii in segments(one) if limb.startswith("leg")) > 0.1


@pytest.mark.parametrize(("name", "label"), EVERY)
def test_hands_that_grip_are_on_what_the_exercise_has(name: str, label: str) -> None:
    one = scene(name, label)
    for support in one.supports:
        if support.kind != "grip" or not support.id.startswith(("hands", "bars")):
            continue
        side = one.working_side if support.id.endswith("_w") else next(side for side in SIDES if side != one.working_side)
        hand = one.limb("hand", side).points_m[:, 1]
        held = [block for block in blocks(one) if block.thing == support.thing]
        if held:
            away = np.min([distance_m(block, hand) for block in held], axis=0)
        else:
            away = np.linalg.norm((hand - support.corners_m.mean(axis=(0, 1)))[:, :2], axis=1)
        assert away.max() <= NEAREST_M, f"{support.label}: {away.max():.2f} m"


@pytest.mark.parametrize("name", ["barbell_hip_thrust", "bench_supported_thrust", "single_leg_barbell_thrust"])
def test_hands_hold_the_bar_across_the_hips(name: str) -> None:
    one = scene(name)
    for side in SIDES:
        away = one.limb("hand", side).points_m[:, 1] - one.implements[0].points_m[:, 0]
        assert np.linalg.norm(away[:, :2], axis=1).max() <= NEAREST_M


@pytest.mark.parametrize(("name", "leg", "place"), [("hip_flexion_mobility", "right", 1), ("hip_flexor_stretch", "left", 0)])
def test_hands_lie_on_the_leg_that_a_stretch_names(name: str, leg: str, place: int) -> None:
    one = scene(name)
    upper, lower = one.limb("leg", leg).points_m[:, place], one.limb("leg", leg).points_m[:, place + 1]
    axis = (lower - upper) / np.linalg.norm(lower - upper, axis=1, keepdims=True)
    for side in SIDES:
        away = one.limb("hand", side).points_m[:, 1] - upper
        across = away - np.sum(away * axis, axis=1, keepdims=True) * axis
        assert np.linalg.norm(across, axis=1).max() <= LEG_RADII_M[place][0] + NEAREST_M


@pytest.mark.parametrize("name", ["roman_chair_sit_up", "spread_eagle_sit_up"])
def test_arms_of_sit_ups_are_crossed_on_the_chest(name: str) -> None:
    one = scene(name)
    lumbar, neck = one.limb("trunk").points_m[:, 1], one.limb("trunk").points_m[:, 2]
    for side, outward in (("right", 1.0), ("left", -1.0)):
        hand = one.limb("hand", side).points_m[:, 1]
        assert (outward * hand[:, 2] < 0.0).all(), "on the other side of the breastbone"
        along = np.sum((hand - lumbar) * (neck - lumbar), axis=1) / np.sum((neck - lumbar) ** 2, axis=1)
        assert ((along > 0.5) & (along < 1.0)).all()


@pytest.mark.parametrize(("name", "label"), [("high_knee_skip", ""), ("standing_march", "march"), ("step_up_drive", "forceful")])
@pytest.mark.parametrize("side", SIDES)
def test_the_arm_opposite_to_the_rising_knee_comes_forward(name: str, label: str, side: str) -> None:
    one = scene_of_set_up(variant(name, label), ATHLETE, {"side": side})
    assert one is not None
    start, _, top = key_frames(one)
    other = next(each for each in SIDES if each != side)
    for limb, forward in ((other, 1.0), (side, -1.0)):
        ahead = one.limb("arm", limb).points_m[:, 1, 0] - one.limb("arm", limb).points_m[:, 0, 0]
        assert forward * ahead[top] > 0.05
        assert forward * (ahead[top] - ahead[start]) > 0.1


@pytest.mark.parametrize("hand_support", ["wall", "rail"])
def test_a_hand_that_steadies_stays_where_it_touches_though_arms_swing(hand_support: str) -> None:
    one = scene_of_set_up(variant("standing_march", "march"), ATHLETE, {"hand_support": hand_support})
    assert one is not None
    touched = next(support for support in one.supports if support.id == "hand")
    np.testing.assert_allclose(one.limb("hand", "left").points_m[:, 1], touched.corners_m.mean(axis=1), atol=1e-9)


@pytest.mark.parametrize("name", ["high_knee_skip", "barbell_hip_thrust", "two_leg_bridge", "roman_chair_sit_up"])
def test_how_arms_are_drawn_changes_no_load(name: str) -> None:
    plain = replace(variant(name), drawn=None)
    assert variant(name).drawn is not None
    for drawn, bare in zip(solve_load(variant(name), ATHLETE).curves, solve_load(plain, ATHLETE).curves, strict=True):
        np.testing.assert_array_equal(bare.moment_nm_kg, drawn.moment_nm_kg)


def test_the_mark_on_the_ball_turns_by_its_way_over_its_radius() -> None:
    one = scene("ball_knee_tuck")
    assert one.ball is not None
    view, _ = fitted_view(one, width_px=358.0, highest_px=340.0)
    ball = next(piece for piece in moved_pieces(one, view) if piece.css == "ball")
    assert "spot" in ball.shape
    start, _, top = key_frames(one)
    way_px = ball.at_px[top, 0] - ball.at_px[start, 0]
    radius_px = one.ball.radius_m * view.px_per_m
    assert abs(way_px) > 0.1 * radius_px
    assert np.degrees(way_px / radius_px) == pytest.approx(ball.angle_deg[top] - ball.angle_deg[start])
    assert 'class="ball"' in small_figure(one), "on paper too"


def test_cranks_reach_from_the_axle_to_the_pedals_under_both_feet() -> None:
    one = scene("independent_crank_cycling")
    view, _ = fitted_view(one, width_px=358.0, highest_px=340.0)
    levers = [piece for piece in moved_pieces(one, view) if piece.css == "thing crank"][::2]
    axle, (start, _, top) = axle_m(one), key_frames(one)
    for side, lever in zip(SIDES, levers, strict=True):
        np.testing.assert_allclose(lever.at_px, np.broadcast_to(view.at(axle), lever.at_px.shape), atol=1e-9)
        heel, toe, _ = np.moveaxis(one.limb("foot", side).points_m, 1, 0)
        assert np.linalg.norm(pedal_m(one, side) - 0.5 * (heel + toe), axis=1).max() <= NEAREST_M
    working = np.linalg.norm((pedal_m(one, "right") - axle)[:, :2], axis=1)
    assert working[start] == pytest.approx(working[top]), "as long at the bottom as at the top"
    assert 0.14 < working[top] < 0.19, "as long as cranks are"


def test_an_inclined_bench_is_one_pad_along_the_back() -> None:
    (pad,) = blocks(scene("leg_raise", "incline_bench"))
    slope = np.degrees(np.arctan2(*(pad.front_m - pad.rear_m)[::-1]))
    assert pytest.approx(30.0, abs=0.5) == min(abs(slope), 180.0 - abs(slope))


def test_toes_on_the_floor_stand_on_nothing_else() -> None:
    assert () == blocks(scene("plank_hip_flexion"))


def test_spread_legs_are_shown_from_above_and_straight_ones_are_not() -> None:
    assert 0 == frame_from_above(scene("spread_eagle_sit_up"))
    assert "From above, at the start" in report.exercise_figure(scene("spread_eagle_sit_up"))
    assert "From above, at the top" == bare_panels(scene("sprint_knee_drive"), px_per_m=96.0)[-1].name
    assert None is frame_from_above(scene("standing_march"))


@pytest.mark.parametrize(("name", "label"), [one for one in EVERY if exercises()[one[0]].kind == "strength"])
def test_a_load_has_the_same_words_in_dose_and_picture(name: str, label: str) -> None:
    for step in variant(name, label).grid.resistance:
        chosen = {key: value for key, value in step.items() if key != "variant"}
        one = scene_of_set_up(variants_of(exercises()[name])[str(step.get("variant", label))], ATHLETE, chosen)
        assert one is not None
        expected = load_in_words(load_of(dict(one.set_up)), one.set_up, exercise=name)
        assert expected == set_up_words(one).split("; ")[0], step


def test_mobility_work_is_drawn_without_forces_and_words_of_load() -> None:
    for name in ("hip_flexion_mobility", "hip_flexor_stretch"):
        figure = report.exercise_figure(scene(name))
        assert 'class="force' not in figure
        assert " N<" not in figure
        low, high = exercises()[name].passive_range_deg or (0, 0)
        angles = np.degrees(scene(name).hip_flexion_rad["right"])
        assert (pytest.approx(low), pytest.approx(high)) == (angles.min(), angles.max())


def test_letters_on_paper_are_at_least_7_points_high() -> None:
    for name in ("spread_eagle_sit_up", "sprint_knee_drive", "hip_flexor_stretch"):
        svg = small_figure(scene(name))
        width = float(re.findall(r'<svg [^>]*width="([\d.]+)"', svg)[0])
        sizes = [float(size) for size in re.findall(r"font-size:([\d.]+)px", svg)]
        assert min(sizes) * 86.0 / width / 25.4 * 72.0 >= 7.0
