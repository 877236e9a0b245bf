"""Tuning: as good as trying everything, only what is owned, never too heavy, always the same, and said so that it can be done."""

import itertools
import json
import math
from collections.abc import Mapping

import numpy as np
import pytest

from hipdrive.body import SIDES, Athlete
from hipdrive.capacity import capacities
from hipdrive.coach.planning.match import StrideDemand
from hipdrive.coach.planning.tune import NothingAskedError, Tuning, _judge, _range_target, tune
from hipdrive.contract.exercises.tune import tune_document
from hipdrive.contract.wire import json_text
from hipdrive.curve import MomentCurve, Range
from hipdrive.errors import HipDriveError, UnknownNameError
from hipdrive.exercise import exercises, resolve_set_up, solve_load, variant_of
from hipdrive.exercise.declared.exercise import Value
from hipdrive.exercise.declared.hardware import known_bands
from hipdrive.exercise.owned.equipment import default_equipment
from hipdrive.exercise.owned.equipment_file import read_equipment
from hipdrive.exercise.solve.line_of_pull import runs_through_body
from hipdrive.exercise.tune.space import families_of
from hipdrive.exercise.verdict.instruction import instruction
from hipdrive.language import Text
from hipdrive.training import find_gaps, match_rules

BODY = Athlete(mass_kg=70.0, height_m=1.75)
INTENSITY = 0.7
AS_GOOD = 0.01
FEW = 40
"""Solves of searches whose quality does not matter."""
GUEST_ROOM = """
[bands]
own = ["red", "green"]
strands = 2
[room]
length_m = 2.0
anchor_low_m = 0.1
anchor_high_m = 1.0
"""
KETTLEBELL: dict[str, Value] = {"weight_at": "ankle", "bench_height_m": 0.75, "hip_end_deg": 60.0}
CABLE: dict[str, Value] = {"knee_flexion_deg": 90.0, "trunk_lean_deg": 0.0, "hip_start_deg": -10.0, "hip_end_deg": 40.0, "ratio": 2.0}
MARCH: dict[str, Value] = {
    "weight_kg": 0.0,
    "strands": 1.0,
    "anchor_y_m": 0.1,
    "knee_flexion_deg": 90.0,
    "trunk_lean_deg": 0.0,
    "hip_start_deg": -20.0,
    "hip_end_deg": 15.0,
}
GRIDS: dict[str, tuple[str, Range, dict[str, Value], dict[str, list[float]], str, list[Value]]] = {
    "knee, start and weight": (
        "kettlebell_hip_flexion",
        "early",
        KETTLEBELL,
        {"knee_flexion_deg": [0, 30, 60, 75, 90, 120], "hip_start_deg": [-20, -10, 0]},
        "weight_kg",
        [0, 1, 2, 3, 4, 5, 6],
    ),
    "pulley and stack": (
        "cable_hip_flexion",
        "early",
        CABLE,
        {"pulley_x_m": [-3, -2, -1.5, -1, -0.7, -0.5, 0.5, 1.5], "pulley_y_m": [0.1, 0.3, 0.5, 1.0]},
        "stack_kg",
        [5, 10, 15, 20, 25],
    ),
    "anchor, slack length and band": (
        "standing_march",
        "early",
        MARCH,
        {"anchor_x_m": [-3, -2, -1.5, -1, -0.5, 0.05], "rest_length_m": [0.4, 0.7, 1.0, 1.5, 2.0]},
        "band",
        ["red", "green", "black", "silver", "gold"],
    ),
}


@pytest.mark.parametrize("name", GRIDS)
def test_tune_is_as_good_as_the_best_of_a_brute_force_grid(name: str) -> None:
    exercise, wanted, fixed, grid, amount, steps = GRIDS[name]
    bands = capacities(BODY, ())
    gaps = find_gaps((), bands)
    gap = next(one for one in gaps if (one.side, one.action) == ("right", "flexor"))
    judge = _judge(_range_target(gap, wanted), gap, gaps, match_rules())
    best = 0.0
    for values in itertools.product(*grid.values()):
        for step in reversed(steps):
            load = solve_load(exercise, BODY, {**fixed, **dict(zip(grid, values, strict=True)), amount: step})
            fit = judge(load) if load.feasible else None
            if fit is not None and fit.intensity <= INTENSITY and not _runs_through(load.set_up, exercise):
                best = max(best, fit.score)
                break
    found = tune(exercise, range_wanted=wanted, athlete=BODY, settings=fixed)
    assert found.tuned.best is not None
    assert best > 0.2
    assert found.tuned.best.score >= best - AS_GOOD


def _runs_through(set_up: Mapping[str, Value], exercise: str) -> str:
    chosen = variant_of(exercises()[exercise], set_up)
    return runs_through_body(chosen, solve_load(chosen, BODY, set_up), BODY, table="de_leva", bands=known_bands())


@pytest.fixture(scope="module")
def lying() -> Tuning:
    return tune("kettlebell_hip_flexion", range_wanted="early", athlete=BODY, most_solves=FEW)


def test_the_same_question_has_the_same_answer(lying: Tuning) -> None:
    again = tune("kettlebell_hip_flexion", range_wanted="early", athlete=BODY, most_solves=FEW)
    assert tune_document(lying) == tune_document(again)


def test_the_resistance_is_the_largest_that_the_intensity_allows(lying: Tuning) -> None:
    best, heavier = lying.tuned.best, lying.tuned.next_heavier
    assert best is not None
    assert best.fit is not None
    assert heavier is not None
    assert best.fit.intensity <= INTENSITY
    assert heavier.refused
    assert float(heavier.set_up["weight_kg"]) > float(best.set_up["weight_kg"])


def test_the_answer_solved_anew_gives_the_same_load(lying: Tuning) -> None:
    best = lying.tuned.best
    assert best is not None
    assert best.load is not None
    anew = solve_load("kettlebell_hip_flexion", BODY, best.load.set_up)
    assert anew.feasible
    np.testing.assert_allclose(anew.hip_flexion_moment_nm_kg["right"], best.load.hip_flexion_moment_nm_kg["right"], atol=1e-9)


def test_a_lower_intensity_is_kept() -> None:
    found = tune("kettlebell_hip_flexion", range_wanted="mid", athlete=BODY, intensity=0.5, most_solves=FEW)
    assert found.tuned.best is not None
    assert found.tuned.best.fit is not None
    assert found.tuned.best.fit.intensity <= 0.5


def test_only_what_is_owned_is_used_and_only_where_the_room_allows() -> None:
    owned = read_equipment(GUEST_ROOM, file="guest_room.toml")
    found = tune("standing_march", range_wanted="early", athlete=BODY, equipment=owned, most_solves=FEW)
    outcomes = [one for one in (found.tuned.best, found.tuned.runner_up) if one is not None]
    assert outcomes
    for one in outcomes:
        assert one.load is not None
        values = one.load.set_up
        assert values["band"] in {"red", "green", "none"}
        assert float(values["strands"]) <= 2
        assert values["weight_kg"] == 0
        assert abs(float(values["anchor_x_m"])) <= 2.0
        assert float(values["anchor_y_m"]) == 0.0 or 0.1 <= float(values["anchor_y_m"]) <= 1.0


def test_what_the_user_set_stays() -> None:
    found = tune(
        "kettlebell_hip_flexion", range_wanted="mid", athlete=BODY, settings={"knee_flexion_deg": 35.0, "side": "left"}, most_solves=FEW
    )
    assert found.tuned.best is not None
    assert found.tuned.best.load is not None
    assert found.tuned.best.load.set_up["knee_flexion_deg"] == 35.0
    assert found.target.side == found.tuned.best.load.working_side == "left"


def test_values_are_those_a_person_can_set(lying: Tuning) -> None:
    set_up = tune_document(lying).set_up or {}
    for key in ("knee_flexion_deg", "hip_start_deg", "hip_end_deg"):
        assert math.isclose(float(set_up[key]) % 5.0, 0.0)


def test_a_set_up_that_is_too_hard_at_any_load_is_no_answer_but_a_reason() -> None:
    fixed: dict[str, Value] = {"knee_flexion_deg": 0.0, "hip_start_deg": -10.0, "hip_end_deg": 90.0, "bench_height_m": 0.75}
    found = tune("kettlebell_hip_flexion", range_wanted="early", athlete=BODY, intensity=0.3, settings=fixed, most_solves=FEW)
    document = tune_document(found)
    assert not document.feasible
    assert document.set_up is None
    assert document.best is None
    assert "No set-up" in document.notes[-1].message
    assert "surely give" in document.notes[-1].message


def test_json_holds_the_contract_and_no_nan(lying: Tuning) -> None:
    plain = json.loads(json_text(tune_document(lying)))
    keys = "schema exercise target set_up instruction score coverage specificity intensity_reached load runner_up tried notes"
    assert set(keys.split()) <= set(plain)
    assert plain["schema"] == "hipdrive.tune/1"
    assert plain["load"]["schema"] == "hipdrive.load/1"
    c, p = plain["coverage"], plain["specificity"]
    assert math.isclose(plain["score"], 2 * c * p / (c + p), abs_tol=2e-4)


def test_bad_input_is_refused_in_words() -> None:
    with pytest.raises(HipDriveError, match=r"from 0\.3 to 1"):
        tune("seated_lift", range_wanted="end", intensity=1.2)
    with pytest.raises(UnknownNameError, match="band"):
        tune("standing_march", range_wanted="early", settings={"band": "pink"})
    with pytest.raises(HipDriveError, match=r"needs .* nothing that fits"):
        tune("kettlebell_hip_flexion", range_wanted="early", equipment=read_equipment(GUEST_ROOM, file="guest_room.toml"))
    with pytest.raises(HipDriveError, match=r"not an exercise|not known"):
        tune("nothing", range_wanted="early")


def test_variants_that_do_not_allow_what_is_fixed_are_left_out_unless_none_does() -> None:
    families = families_of(exercises()["bike_pedal"], default_equipment(), BODY, {"hip_start_deg": 30.0})
    assert {family.base["variant"] for family in families} == {"alternating"}
    with pytest.raises(HipDriveError, match="hip_start_deg is 500"):
        families_of(exercises()["bike_pedal"], default_equipment(), BODY, {"hip_start_deg": 500.0})


def test_a_stride_that_asks_nothing_of_a_hip_is_refused() -> None:
    curves = tuple(
        MomentCurve(
            side=side,
            action="flexor",
            mode="concentric",
            phase="swing",
            angle_rad=np.array([0.0, 0.4]),
            moment_nm_kg=np.array([0.9, 0.6]),
            velocity_rad_s=np.array([3.0, 3.0]),
            count=np.array([5, 5]),
            source=Text("made up"),
        )
        for side in SIDES
    )
    stride = StrideDemand(curves=curves, source=Text("made up"), speed_m_s=3.0)
    with pytest.raises(NothingAskedError, match="extensor"):
        tune("kettlebell_hip_flexion", demand=stride, action="extensor")
    found = tune("kettlebell_hip_flexion", demand=stride, most_solves=FEW)
    assert tune_document(found).target.kind == "demand"
    assert found.tuned.best is not None
    assert found.tuned.best.score > 0.2


@pytest.mark.parametrize("name", [name for name, one in exercises().items() if one.kind == "strength"])
def test_every_exercise_and_variant_is_said_and_its_own_set_up_does_not_run_through_the_body(name: str) -> None:
    declared = exercises()[name]
    for variant in declared.variants or {"": declared}:
        chosen: dict[str, Value] = {"variant": variant} if variant else {}
        values = resolve_set_up(variant_of(declared, chosen), chosen, BODY)
        said = instruction(declared, values)
        assert said.endswith(".")
        assert "{" not in said
        assert "_" not in said
        load = solve_load(declared, BODY, chosen)
        if load.feasible:
            assert not runs_through_body(variant_of(declared, chosen), load, BODY, table="de_leva", bands=known_bands())


def test_a_band_from_high_behind_to_a_foot_in_front_would_run_through_the_body() -> None:
    fixed: dict[str, Value] = {"band": "gold", "anchor_x_m": -1.0, "anchor_y_m": 1.6, "rest_length_m": 1.4, "hip_end_deg": 90.0}
    assert "through the" in _runs_through(fixed, "standing_march")


def test_the_instruction_gives_places_as_seen_from_the_working_hip() -> None:
    march = exercises()["standing_march"]
    chosen: dict[str, Value] = {"band": "green", "anchor_x_m": -1.9, "anchor_y_m": 0.12, "rest_length_m": 1.2, "tempo": "X-0-2"}
    said = instruction(march, resolve_set_up(variant_of(march, {}), chosen, BODY))
    assert "Tie the green band 12 cm above the floor and stand with the working hip 1.9 m in front of it, your back to it" in said
    assert "1.20 m of unstretched band" in said
    assert "as fast as you can" in said
    ahead = instruction(march, resolve_set_up(variant_of(march, {}), {**chosen, "anchor_x_m": 0.6}, BODY))
    assert "60 cm behind it, facing it" in ahead


def test_the_ordinary_gym_has_a_surface_on_which_the_lying_leg_hangs_free(lying: Tuning) -> None:
    assert lying.tuned.best is not None
    assert float(lying.tuned.best.set_up["bench_height_m"]) in default_equipment().box_heights_m
