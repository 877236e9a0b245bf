"""Sketches and closed forms of the tuner say what a solved load says, and a free search loses to none of its own."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from hipdrive.body import SIDES, Athlete
from hipdrive.capacity import capacities
from hipdrive.capacity.strength.shape import norm_knee_rad
from hipdrive.coach.matching.estimated_score import EstimatedScore
from hipdrive.coach.matching.strength_along import CentralStrength
from hipdrive.coach.planning.tune import _judge, _range_target, tune
from hipdrive.contract.exercises.tune import tune_document
from hipdrive.curve import Action, Range
from hipdrive.exercise import exercises, solve_load
from hipdrive.exercise.declared.exercise import Value
from hipdrive.exercise.declared.hardware import known_bands
from hipdrive.exercise.owned.equipment import default_equipment
from hipdrive.exercise.tune.fixed_ends import FixedEnds
from hipdrive.exercise.tune.movement import Conditions, hips_of, movement_of
from hipdrive.exercise.tune.sketch import sketched
from hipdrive.exercise.tune.space import families_of
from hipdrive.exercise.tune.strength_left import largest_share, room_for_more, strength_of_both
from hipdrive.physics.closed_chain import Pin, reachable_poses, solve_pose
from hipdrive.physics.skeleton import build_skeleton
from hipdrive.training import find_gaps, match_rules
from hipdrive.training.match.gap import CENTRE
from hipdrive.training.match.grid import on_grid

BODY = Athlete(mass_kg=70.0, height_m=1.75)
BANDS = capacities(BODY, ())
GAPS = find_gaps((), BANDS)
AS_GOOD = 0.01
FREE, HELD = 140, 60
"""Solves of a free search, half of what is usual, and of one with most keys fixed."""
SWINGS_FREE = ("kettlebell_hip_flexion", "seated_lift", "bike_pedal", "bent_knee_march", "plank_hip_flexion", "band_hip_drive_thrust")
"""The working leg swings free and nothing leans."""
BEATEN_BEFORE: dict[str, tuple[str, Range, dict[str, Value]]] = {
    "cable, early": ("cable_hip_flexion", "early", {"knee_flexion_deg": 130.0, "hip_start_deg": -5.0, "hip_end_deg": 30.0}),
    "seated lift, end": ("seated_lift", "end", {"trunk_lean_deg": 0.0, "hip_start_deg": 90.0, "hip_end_deg": 100.0}),
}


def conditions(exercise: str, wanted: Range = "mid", action: Action = "flexor") -> Conditions:
    gap = next(gap for gap in GAPS if (gap.side, gap.action) == ("right", action))
    return Conditions(
        exercise=exercises()[exercise],
        athlete=BODY,
        table="de_leva",
        bands=known_bands(),
        strength=CentralStrength(gaps=GAPS),
        intensity=0.7,
        estimate=EstimatedScore(target=_range_target(gap, wanted), gap=gap, rules=match_rules()),
    )


@pytest.mark.parametrize("name", BEATEN_BEFORE)
def test_a_free_search_is_at_least_as_good_as_one_with_keys_fixed(name: str) -> None:
    exercise, wanted, fixed = BEATEN_BEFORE[name]
    free = tune(exercise, range_wanted=wanted, athlete=BODY, most_solves=FREE).tuned.best
    held = tune(exercise, range_wanted=wanted, athlete=BODY, settings=fixed, most_solves=HELD).tuned.best
    assert held is not None
    assert held.score > 0.8
    assert free is not None
    assert free.score >= held.score - AS_GOOD


@pytest.mark.parametrize("name", SWINGS_FREE)
def test_a_sketched_leg_has_the_solved_moment_of_its_hip(name: str) -> None:
    known = conditions(name)
    family = families_of(known.exercise, default_equipment(), BODY, {})[0]
    chosen: dict[str, Value] = {**family.base, **({"band": "none"} if family.kind == "band" else {"weight_kg": 0.0})}
    movement = sketched([chosen], family, known)[0]
    load = solve_load(known.exercise, BODY, chosen)
    assert movement is not None
    solved = np.interp(movement.time_s, load.time_s, load.hip_flexion_moment_nm_kg["right"])
    assert np.abs(solved).max() > 0.2
    np.testing.assert_allclose(movement.moment_nm_kg["right"], solved, atol=0.01)


def test_a_body_that_cannot_be_there_has_no_sketch() -> None:
    known = conditions("kettlebell_hip_flexion")
    family = families_of(known.exercise, default_equipment(), BODY, {})[0]
    low: dict[str, Value] = {"bench_height_m": 0.3, "hip_start_deg": -20.0, "knee_flexion_deg": 60.0}
    refused: dict[str, Value] = {"bench_height_m": 9.0}
    found = sketched([{**family.base, **chosen} for chosen in (low, refused, {})], family, known)
    assert [movement is None for movement in found] == [True, True, False]
    assert not solve_load(known.exercise, BODY, low).feasible


@pytest.mark.parametrize(
    ("name", "resistance"),
    [
        ("seated_lift", {"band": "green", "strands": 2.0, "anchor_x_m": 0.5, "anchor_y_m": 0.1, "rest_length_m": 0.4}),
        ("cable_hip_flexion", {"stack_kg": 10.0, "ratio": 2.0, "pulley_x_m": -1.2, "pulley_y_m": 0.3}),
        ("kettlebell_hip_flexion", {"weight_kg": 4.0, "weight_at": "toes"}),
    ],
)
def test_a_pull_counts_in_closed_form_as_it_does_solved(name: str, resistance: dict[str, Value]) -> None:
    known = conditions(name)
    load = solve_load(known.exercise, BODY, resistance)
    kind = {"seated_lift": "band", "cable_hip_flexion": "cable", "kettlebell_hip_flexion": "weight"}[name]
    family = next(family for family in families_of(known.exercise, default_equipment(), BODY, {}) if family.kind == kind)
    movement = movement_of(load, family, known)
    (tied,) = movement.tied
    if kind == "weight":
        moment = {side: float(resistance["weight_kg"]) * nm[0] for side, nm in tied.per_kg().items()}
    elif kind == "cable":
        lines = tied.lines_from(np.array([[-1.2, 0.3]]))
        moment = {side: float(resistance["stack_kg"]) * nm[0] for side, nm in lines.per_kg_of_stack(ratio=2.0, friction=0.0).items()}
    else:
        lines = tied.lines_from(np.array([[0.5, 0.1]]))
        moment = {side: 2.0 * nm[0] for side, nm in lines.per_strand(np.array([0.4]), known.bands["green"])[0].items()}
    added = load.resistance_moment_nm_kg
    if kind == "weight":  # its inertia counts, too
        added = (
            load.hip_flexion_moment_nm_kg["right"] - solve_load(known.exercise, BODY, {"weight_kg": 0.0}).hip_flexion_moment_nm_kg["right"]
        )
    solved = np.interp(movement.time_s, load.time_s, added) * BODY.mass_kg
    assert np.abs(solved).max() > 5.0
    np.testing.assert_allclose(moment["right"], solved, atol=0.05 * np.abs(solved).max())


@pytest.mark.parametrize(("name", "wanted"), [("kettlebell_hip_flexion", "mid"), ("cable_hip_flexion", "early"), ("seated_lift", "end")])
def test_an_estimated_score_is_nearly_the_judged_one(name: str, wanted: Range) -> None:
    known = conditions(name, wanted)
    gap = next(gap for gap in GAPS if (gap.side, gap.action) == ("right", "flexor"))
    load = solve_load(name, BODY, {})
    movement = movement_of(load, families_of(known.exercise, default_equipment(), BODY, {})[0], known)
    estimate = known.estimate(movement.time_s, movement.hips["right"])(movement.moment_nm_kg["right"][None])
    judged = _judge(_range_target(gap, wanted), gap, GAPS, match_rules())(load)
    assert judged.score > 0.1
    assert estimate[0] == pytest.approx(judged.score, abs=0.01)


def test_a_sketched_score_is_the_judged_one_also_where_the_path_begins_at_the_edge_of_the_range() -> None:
    known = conditions("bike_pedal")
    family = families_of(known.exercise, default_equipment(), BODY, {"variant": "alternating"})[0]
    path: dict[str, Value] = {"knee_flexion_deg": 115.0, "hip_start_deg": 15.0, "hip_end_deg": 90.0}
    usual = (0, *(dimension.usual for dimension in family.dimensions))
    movement = sketched([{**family.base, **family.ladder[0].changes, **path}], family, known)[0]
    assert movement is not None
    tie = FixedEnds(movement, family, usual, known).best(near=True)
    assert tie is not None
    placed = {dimension.key: dimension.values[i] for dimension, i in zip(family.dimensions, tie.point[1:], strict=True)}
    load = solve_load(known.exercise, BODY, {**family.base, **placed, **path, **family.ladder[tie.rung].changes})
    gap = next(gap for gap in GAPS if (gap.side, gap.action) == ("right", "flexor"))
    judged = _judge(_range_target(gap, "mid"), gap, GAPS, match_rules())(load)
    assert judged.score > 0.3
    assert tie.score == pytest.approx(judged.score, abs=0.01)
    assert tie.share == pytest.approx(judged.intensity, rel=0.03)


def test_the_best_end_on_a_movement_is_near_that_of_a_dense_search_of_every_size() -> None:
    known = conditions("bike_pedal")
    family = families_of(known.exercise, default_equipment(), BODY, {"variant": "alternating"})[0]
    path: dict[str, Value] = {"knee_flexion_deg": 130.0, "hip_start_deg": 30.0, "hip_end_deg": 90.0}
    movement = sketched([{**family.base, **family.ladder[0].changes, **path}], family, known)[0]
    assert movement is not None
    ends = FixedEnds(movement, family, (0, *(dimension.usual for dimension in family.dimensions)), known)
    best, dense = ends.best(near=False), max(tie.score for tie in ends.by_size(10))
    assert dense > 0.9
    assert best is not None
    assert best.score >= dense - 0.02


@pytest.mark.parametrize("knee_deg", [0.0, 120.0])
def test_sketches_are_weighed_against_the_strength_by_which_loads_are_judged(knee_deg: float) -> None:
    load = solve_load("kettlebell_hip_flexion", BODY, {"knee_flexion_deg": knee_deg, "bench_height_m": 0.75})
    gap = next(gap for gap in GAPS if (gap.side, gap.action) == ("right", "flexor"))
    judged = float(gap.intensity(on_grid(load.curves, side="right", action="flexor"))[CENTRE].max())
    along, at_norm_knee = (
        float(largest_share(strength_of_both(CentralStrength(gaps=GAPS), hips), load.hip_flexion_moment_nm_kg))
        for hips in (
            hips_of(load),
            {side: replace(hip, knee_rad=hip.knee_rad * 0.0 + norm_knee_rad()) for side, hip in hips_of(load).items()},
        )
    )
    assert judged > 0.2
    assert along == pytest.approx(judged, rel=0.02)
    assert abs(at_norm_knee / judged - 1.0) > 0.03


def test_a_sketched_step_begins_with_its_foot_on_the_floor_and_bends_its_knee_on_the_way() -> None:
    known = conditions("step_up_drive")
    family = families_of(known.exercise, default_equipment(), BODY, {})[0]
    chosen: dict[str, Value] = {**family.base, "weight_kg": 0.0}
    movement, load = sketched([chosen], family, known)[0], solve_load(known.exercise, BODY, chosen)
    assert movement is not None
    for side in SIDES:
        knee = np.interp(movement.time_s, load.time_s, load.knee_flexion_rad(side))
        assert np.ptp(knee) > 0.5
        np.testing.assert_allclose(movement.hips[side].knee_rad, knee, atol=0.02)
    solved = np.interp(movement.time_s, load.time_s, load.hip_flexion_moment_nm_kg["right"])
    np.testing.assert_allclose(movement.moment_nm_kg["right"], solved, atol=0.03)


def test_room_for_more_ends_where_the_first_frame_of_the_first_hip_reaches_its_share() -> None:
    draw = np.random.default_rng(1)
    actions: tuple[Action, ...] = ("flexor", "extensor")
    strength = {(side, action): 1.0 + draw.random(30) for side, action in itertools.product(SIDES, actions)}
    moment = {side: 0.3 * draw.standard_normal(30) for side in SIDES}
    growth = {side: 0.1 * draw.standard_normal((8, 30)) for side in SIDES}
    room = room_for_more(strength, moment, growth, intensity=0.7)
    assert np.all(room > 0.0)
    at_the_end = {side: moment[side] + room[:, None] * growth[side] for side in SIDES}
    np.testing.assert_allclose(largest_share(strength, at_the_end), 0.7, rtol=1e-9)


def test_poses_of_which_some_are_out_of_reach_are_those_of_the_solver_where_they_are_not() -> None:
    skeleton = build_skeleton(BODY)
    guess = np.zeros((5, skeleton.model.nv))
    guess[:, skeleton.index("pelvis_ty")] = [0.8, 0.85, 5.0, 0.9, 0.75]
    guess[:, skeleton.index("hip_flexion_r")], guess[:, skeleton.index("knee_flexion_r")] = 0.5, 1.0
    pins = [Pin(body="calcn_r", local_m=np.zeros(3), hold={"x": 0.1, "y": 0.1})]
    dependent = ("hip_flexion_r", "knee_flexion_r")
    poses, reached = reachable_poses(skeleton, guess, dependent=dependent, pins=pins)
    assert reached.tolist() == [True, True, False, True, True]
    np.testing.assert_allclose(poses[reached], solve_pose(skeleton, guess[reached], dependent=dependent, pins=pins), atol=1e-9)


def test_none_fits_only_after_a_search_and_says_what_was_tried_and_what_comes_nearest() -> None:
    fixed: dict[str, Value] = {"weight_kg": 10.0, "trunk_lean_deg": 0.0, "knee_flexion_deg": 90.0, "band": "none"}
    searched = tune_document(tune("seated_lift", range_wanted="end", athlete=BODY, settings=fixed, intensity=0.5))
    assert searched.set_up is None
    message = searched.notes[-1].message
    assert message.startswith("No set-up can be done at an intensity of 0.5 or less")
    assert "from the nearest ones until none came nearer" in message
    assert "°" in message
    assert "The nearest: It takes" in message
    hardly = tune_document(tune("seated_lift", range_wanted="end", athlete=BODY, settings=fixed, intensity=0.5, most_solves=4))
    assert hardly.notes[-1].message.startswith("No set-up that was tried can be done")
    assert "allow more load curves" in hardly.notes[-1].message
