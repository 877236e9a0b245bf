"""Pictures of exercises show the solved repetition: lengths, numbers, sides, and motion that can be stopped."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as ET

import numpy as np
import numpy.typing as npt
import pytest
from calls import calls_of
from hypothesis import given
from hypothesis import strategies as st

from hipdrive.body import Athlete
from hipdrive.coach.catalogue import load as load_verb
from hipdrive.exercise import exercise_of, exercises, resolve_set_up
from hipdrive.exercise.declared.exercise import Value
from hipdrive.exercise.solve.exercise_model import build_exercise_model
from hipdrive.exercise.solve.mechanics import Mechanics, work_through
from hipdrive.exercise.solve.scene import Scene, repetition_scene
from hipdrive.exercise.solve.tempo import frames_of, read_tempo
from hipdrive.language import reading_in, verbatim
from hipdrive.report.chart.places import DISTANCES_PX, TURNS, Places
from hipdrive.report.chart.svg import width_of
from hipdrive.report.exercise_picture.animation import DOT_UNSEEN_PX, POINTS, exercise_animation, needed, spread_frames, still_frame
from hipdrive.report.exercise_picture.figure import exercise_figure, fitted_view
from hipdrive.report.exercise_picture.piece import Piece
from hipdrive.report.exercise_picture.pieces import pieces_before, pieces_behind
from hipdrive.report.exercise_picture.style import two_digits
from hipdrive.report.exercise_picture.words import key_frames
from hipdrive.units import STANDARD_GRAVITY_M_S2

ATHLETE = Athlete(mass_kg=70, height_m=1.75)
NAMES = ("band_hip_drive_thrust", "bent_knee_march", "cable_hip_flexion", "kettlebell_hip_flexion", "seated_lift", "standing_march")
SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES = 150_000


def worked(name: str, chosen: Mapping[str, Value]) -> Mechanics:
    exercise = exercise_of(name)
    set_up = resolve_set_up(exercise, chosen, ATHLETE)
    return work_through(build_exercise_model(exercise, set_up, ATHLETE), frames_of(read_tempo(str(set_up["tempo"]))))


@cache
def scene(name: str, side: str = "right") -> Scene:
    return repetition_scene(worked(name, {"side": side}))


def root_of(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def described(svg: str) -> tuple[str, str]:
    root = root_of(svg)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert f"{title.get('id')} {description.get('id')}" == root.get("aria-labelledby")
    assert "img" == root.get("role")
    return str(title.text), str(description.text)


def pieces(one: Scene) -> tuple[Piece, ...]:
    view, _ = fitted_view(one, width_px=358.0, highest_px=340.0)
    return (*pieces_behind(one, view), *pieces_before(one, view))


def points(text: str) -> npt.NDArray[np.float64]:
    return np.array([[float(part) for part in pair.split(",")] for pair in text.split()])


@pytest.mark.parametrize("name", NAMES)
def test_segments_keep_their_lengths_in_every_frame(name: str) -> None:
    for limb in scene(name).limbs:
        lengths = np.linalg.norm(np.diff(limb.points_m, axis=1), axis=2)
        np.testing.assert_allclose(lengths, np.broadcast_to(lengths[0], lengths.shape), atol=1e-9, err_msg=f"{limb.name} {limb.side}")


def test_a_hand_that_holds_the_other_leg_reaches_it() -> None:
    mechanics = worked("kettlebell_hip_flexion", {})
    held = next(force.point_m for force in mechanics.outer if force.body == "tibia_l")
    hand = repetition_scene(mechanics).limb("hand", "left").points_m[:, 1]
    np.testing.assert_allclose(hand, held, atol=1e-6)


@pytest.mark.parametrize("name", NAMES)
def test_joined_limbs_meet(name: str) -> None:
    one = scene(name)
    for side in ("left", "right"):
        leg, foot = one.limb("leg", side).points_m, one.limb("foot", side).points_m
        np.testing.assert_allclose(leg[:, 2], foot[:, 2], atol=1e-9)
    hips = 0.5 * (one.limb("leg", "left").points_m[:, 0] + one.limb("leg", "right").points_m[:, 0])
    np.testing.assert_allclose(one.limb("trunk").points_m[:, 0], hips, atol=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_a_slow_body_stands_on_the_forces_that_are_drawn(name: str) -> None:
    one = repetition_scene(worked(name, {"tempo": "30-0-30"}))
    up = sum(support.force_n[:, 1] for support in one.supports) + sum(thing.force_n[:, 1] for thing in one.implements)
    np.testing.assert_allclose(up, ATHLETE.mass_kg * STANDARD_GRAVITY_M_S2, rtol=0.005)


@pytest.mark.parametrize("name", NAMES)
def test_the_centre_of_pressure_lies_on_its_patch(name: str) -> None:
    for support in scene(name).supports:
        low, high = support.corners_m.min(axis=1) - 1e-9, support.corners_m.max(axis=1) + 1e-9
        assert np.all((support.at_m >= low) & (support.at_m <= high)), support.id


@pytest.mark.parametrize("name", NAMES)
def test_no_drawn_segment_is_longer_than_the_real_one(name: str) -> None:
    for piece in pieces(scene(name)):
        assert piece.stretch.max() <= 1.0 + 1e-9
        assert not piece.css.startswith(("leg", "trunk")) or piece.stretch.min() > 0.9, "seen from the side it hardly looks shorter"


def test_a_mirrored_repetition_is_the_mirrored_picture_with_its_working_leg_near() -> None:
    right, left = scene("cable_hip_flexion"), scene("cable_hip_flexion", "left")
    view, _ = fitted_view(right, width_px=358.0, highest_px=340.0)
    for a, b in zip(pieces(right), pieces(left), strict=True):
        np.testing.assert_allclose(a.at_px[:, 0] + b.at_px[:, 0], 358.0, atol=0.05)
        np.testing.assert_allclose(a.at_px[:, 1], b.at_px[:, 1], atol=0.05)
    near = {one.css for one in pieces(left) if "near" in one.css and "leg" in one.css}
    assert {"leg left near"} == near
    assert "leg left near" in [one.css for one in pieces_before(left, view)]
    assert "left leg, working" in exercise_figure(left)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("columns", [1, 3])
def test_a_figure_says_its_numbers_in_words(name: str, columns: int) -> None:
    one = scene(name)
    title, description = described(exercise_figure(one, columns=3 if columns == 3 else 1))
    assert title.startswith(one.name)
    for frame in key_frames(one):
        assert f"right hip {round(float(np.degrees(one.hip_flexion_rad['right'][frame])))}°" in description
    for forces in (*(support.force_n for support in one.supports), *(thing.force_n for thing in one.implements)):
        force = float(np.linalg.norm(forces[0]))
        if force > 10.0:
            assert f"with {two_digits(force)} N" in description


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("columns", [1, 2])
def test_a_moving_picture_is_small_stops_on_demand_and_says_its_numbers(name: str, columns: int) -> None:
    one = scene(name)
    svg = exercise_animation(one, columns=2 if columns == 2 else 1)
    _, description = described(svg)
    peak = one.hip_flexion_moment_nm_kg["right"][still_frame(one)]
    assert f"{two_digits(abs(float(peak)))} Nm/kg" in description
    assert len(svg.encode()) < MOST_BYTES
    assert "<script" not in svg
    stop = re.search(r"@media \(prefers-reduced-motion: reduce\)\{#([\w-]+):not\(\.played\) \.move\{animation:none\}\}", svg)
    assert stop is not None
    assert root_of(svg).get("id") == stop[1]
    assert svg.index("animation-name") < stop.start(), "the rule that stops all comes last"


@pytest.mark.parametrize("side", ["right", "left"])
def test_the_dot_runs_along_the_curve_at_the_time_of_the_pose(side: str) -> None:
    one = scene("cable_hip_flexion")
    svg = exercise_animation(one)
    up, down = (points(str(e.get("points"))) for e in root_of(svg).iter(f"{SVG}polyline") if e.get("class") == f"curve {side}")
    dot = next(e for e in root_of(svg).iter(f"{SVG}g") if str(e.get("class")).startswith(f"dot {side} "))
    key = str(dot.get("class")).rsplit(maxsplit=1)[-1]
    frames = re.search(rf"@keyframes ([\w-]+-{key[1:]})\{{(.*?)\}}\}}", svg)
    assert frames is not None
    steps = re.findall(r"([\d.]+)%[^{]*\{transform:translate\((-?[\d.]+)px,(-?[\d.]+)px\)", frames[2] + "}")
    duration = re.search(r"animation-duration:([\d.]+)s", svg)
    assert duration is not None
    curve, times = np.vstack([up, down[::-1][1:]]), one.time_s[spread_frames(one, POINTS)]
    at = np.round(100.0 * times / float(duration[1]), 2)
    shares, x, y = np.array(steps, dtype=np.float64).T
    np.testing.assert_allclose(np.column_stack([np.interp(at, shares, x), np.interp(at, shares, y)]), curve, atol=DOT_UNSEEN_PX + 0.05)


def test_key_frames_that_a_straight_line_can_stand_for_are_left_out() -> None:
    time_s = np.array([0.0, 1.0, 2.0, 3.0, 5.0])
    assert [0, 4] == needed(time_s, np.column_stack([time_s, 3.0 * time_s]))
    assert [0, 2, 4] == needed(time_s, np.array([[0.0], [5.0], [10.0], [10.5], [10.0]]))


@pytest.mark.parametrize(("tempo", "seconds"), [("2-1-3", (2.0, 1.0, 3.0)), ("X-0-2", (0.5, 0.0, 2.0))])
def test_a_moving_picture_says_how_long_each_part_takes(tempo: str, seconds: tuple[float, float, float]) -> None:
    svg = exercise_animation(repetition_scene(worked("cable_hip_flexion", {"tempo": tempo})))
    figure = next(e for e in root_of(svg).iter(f"{SVG}g") if e.get("class") == "figure")
    assert seconds == tuple(float(str(figure.get(f"data-{part}-s"))) for part in ("up", "hold", "down"))


@pytest.mark.parametrize("name", NAMES)
def test_the_frames_of_a_curve_lose_nothing_that_is_seen(name: str) -> None:
    one = scene(name)
    frames = spread_frames(one, POINTS)
    assert 0 == frames[0]
    assert len(one.time_s) - 1 == frames[-1]
    for moment in one.hip_flexion_moment_nm_kg.values():
        between = np.interp(one.time_s, one.time_s[frames], moment[frames])
        assert np.abs(between - moment).max() < max(0.03 * float(np.ptp(moment)), 0.01)


def test_what_a_user_named_is_only_text() -> None:
    one = replace(scene("standing_march"), exercise="x'><script>", name=verbatim("<script>alert(1)</script> & co"))
    for svg in (exercise_figure(one), exercise_animation(one)):
        assert "<script" not in svg
        assert "<script>alert(1)</script> & co" in described(svg)[0]


def test_words_on_a_panel_do_not_overlap() -> None:
    labels = Places(inside=(0.0, 0.0, 200.0, 120.0), lines_px=np.zeros((0, 2)))
    for _ in range(6):
        labels.put(np.array([100.0, 60.0]), "100 N", css="")
    for index, (left, top, right, bottom) in enumerate(labels.boxes):
        assert left >= 0.0
        assert right <= 200.0
        for other in labels.boxes[:index]:
            assert left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_a_figure_keeps_clear_of_the_others(name: str) -> None:
    for panel in (e for e in root_of(exercise_figure(scene(name), columns=1)).iter(f"{SVG}g") if e.get("class") == "panel"):
        boxes = [
            (float(e.get("x", 0)), float(e.get("y", 0)), len(str(e.text)))
            for e in panel.iter(f"{SVG}text")
            if "halo" in str(e.get("class"))
        ]
        for index, (x, y, long) in enumerate(boxes):
            for other_x, other_y, other_long in boxes[:index]:
                assert abs(y - other_y) > 12.0 or abs(x - other_x) > 3.4 * (long + other_long), f"{name}: two numbers overlap"


@pytest.mark.parametrize(
    "value", [(0.0, "0"), (0.874, "0.87"), (1.32, "1.3"), (36.4, "36"), (409.0, "410"), (-0.125, "-0.12"), (1268.0, "1300")]
)
def test_sizes_are_said_in_two_digits(value: tuple[float, str]) -> None:
    assert value[1] == two_digits(value[0])


def test_all_exercises_can_be_drawn_by_name() -> None:
    assert set(NAMES) <= set(exercises())


@given(seed=st.integers(0, 10_000), words=st.text("abc ", min_size=1, max_size=30))
def test_words_near_a_point_stand_where_they_cover_least(seed: int, words: str) -> None:
    chance = np.random.default_rng(seed)
    lines = np.array([120.0, 80.0]) + np.cumsum(chance.normal(scale=6.0, size=(150, 2)), axis=0)
    labels, toward = Places(inside=(0.0, 0.0, 240.0, 160.0), lines_px=lines), chance.normal(size=2)
    for _ in range(4):
        at, width, first = chance.uniform([0.0, 0.0], [240.0, 160.0]), width_of(words), np.arctan2(toward[1], toward[0])
        costs = []
        for distance in DISTANCES_PX:
            for turn in TURNS:
                direction = np.array([np.cos(first + turn), np.sin(first + turn)])
                x, y = at + direction * (distance + abs(direction[0]) * width / 2 + abs(direction[1]) * 14.5 / 2)
                box = (x - width / 2, y - 14.5 / 2, x + width / 2, y + 14.5 / 2)
                costs.append((labels.cost(box) + 0.12 * distance + 0.8 * abs(turn), box))
        assert np.allclose(min(costs, key=lambda tried: tried[0])[1], labels.room_for(at, width, 14.5, toward=toward))


def test_a_box_costs_what_it_covers_and_how_far_it_stands_out() -> None:
    labels = Places(inside=(0.0, 0.0, 100.0, 100.0), lines_px=np.array([[20.0, 20.0], [22.0, 20.0], [80.0, 80.0]]))
    assert 0.0 == labels.cost((40.0, 40.0, 60.0, 50.0))
    assert 6.0 == labels.cost((10.0, 15.0, 30.0, 25.0))
    labels.keep_clear((40.0, 40.0, 60.0, 50.0))
    assert 1000.0 == labels.cost((30.0, 42.0, 50.0, 48.0))
    assert 105.0 == labels.cost((40.0, 90.0, 60.0, 105.0))


def test_a_small_picture_is_drawn_once_for_who_reads_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = calls_of(monkeypatch, load_verb, "_picture")
    load_verb._kept_picture.cache_clear()
    body = replace(ATHLETE, mass_kg=61.3)
    pictures = {load_verb.small_picture("standing_march", body) for _ in range(3)}
    assert 1 == len(pictures) == len(drawn)
    with reading_in("de"):
        pictures.add(load_verb.small_picture("standing_march", body))
    load_verb.small_picture("standing_march", replace(body, mass_kg=72.0))
    assert 3 == len(drawn)
