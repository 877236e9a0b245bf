"""What a set-up may say of the way of the hip."""

from dataclasses import replace
from typing import Literal

import pytest

from hipdrive.body import Athlete
from hipdrive.exercise import Exercise, exercise_of, exercises, resolve_set_up, solve_load, variant_of, variants_of
from hipdrive.exercise.solve.set_up import HipPathError
from hipdrive.exercise.verdict.weight_words import weight_sentence
from hipdrive.language import en

ATHLETE = Athlete(mass_kg=70, height_m=1.75)
MOVED: list[tuple[str, str, Exercise]] = [
    (name, key, variant)
    for name, exercise in exercises().items()
    for key, variant in variants_of(exercise).items()
    if {"hip_start_deg", "hip_end_deg"} <= set(variant.settings)
]


def without_range(exercise: Exercise) -> Exercise:
    """The exercise, its hip free to start and end anywhere."""
    free = {key: replace(exercise.settings[key], low=None, high=None) for key in ("hip_start_deg", "hip_end_deg")}
    return replace(exercise, settings={**exercise.settings, **free})


@pytest.mark.parametrize(("name", "key", "variant"), MOVED)
def test_a_hip_that_would_go_nowhere_or_the_other_way_is_refused(name: str, key: str, variant: Exercise) -> None:
    """In every exercise whose hip moves, whichever way it goes."""
    usual = resolve_set_up(variant, {}, ATHLETE)
    start, end = float(usual["hip_start_deg"]), float(usual["hip_end_deg"])
    free = without_range(variant)
    for chosen in ({"hip_start_deg": start, "hip_end_deg": start}, {"hip_start_deg": end, "hip_end_deg": start}):
        if start == end:
            assert resolve_set_up(free, chosen, ATHLETE), f"{name} {key} holds the leg still"
        else:
            with pytest.raises(HipPathError, match=f"in {name} the start must lie {'below' if start < end else 'above'} the end"):
                resolve_set_up(free, chosen, ATHLETE)


def test_the_sentence_says_what_was_found_and_what_to_do() -> None:
    with pytest.raises(HipPathError) as error:
        solve_load("cable_hip_flexion", ATHLETE, {"hip_start_deg": 50, "hip_end_deg": 40})
    assert str(error.value) == (
        "hip_start_deg is 50 and hip_end_deg is 40, but in cable_hip_flexion the start must lie below the end: "
        "lower hip_start_deg or raise hip_end_deg."
    )


def test_a_thrust_goes_from_flexion_to_extension() -> None:
    assert solve_load("barbell_hip_thrust", ATHLETE, {"hip_start_deg": 70, "hip_end_deg": 10}).feasible
    with pytest.raises(HipPathError, match="must lie above the end: raise hip_start_deg or lower hip_end_deg"):
        solve_load("barbell_hip_thrust", ATHLETE, {"hip_start_deg": 40, "hip_end_deg": 40})


def test_a_leg_held_still_may_be_held_anywhere() -> None:
    thrust = variant_of(exercise_of("single_leg_hip_thrust"), {})
    held = resolve_set_up(thrust, {"hip_start_deg": 60, "hip_end_deg": 60}, ATHLETE)
    assert held["hip_start_deg"] == held["hip_end_deg"]


@pytest.mark.parametrize(("name", "key", "variant"), MOVED)
def test_the_usual_set_up_and_the_grid_go_the_right_way(name: str, key: str, variant: Exercise) -> None:
    for set_up in (step for family in exercise_of(name).grid_set_ups() for step in family):
        if set_up.get("variant", key) == key:
            resolve_set_up(variant, set_up, ATHLETE)


@pytest.mark.parametrize(
    ("place", "leg", "says"),
    [
        ("ankle", "w", "Strap 2.5 kg to the working ankle."),
        ("ankle", "both", "Strap 1.25 kg to the working ankle, and the same to the other."),
        ("between_feet", "both", "Hold 2.5 kg between your feet."),
        ("shank", "both", "Fix 1.25 kg to the shank, and the same to the other."),
    ],
)
def test_a_weight_that_both_legs_carry_is_halved_unless_they_share_the_place(place: str, leg: Literal["w", "both"], says: str) -> None:
    assert says == weight_sentence(place, leg, 2.5, at=en("the shank"))
