"""Strength of a stored athlete from tests: isometric ones, and repetition maxima through their own load curves."""

from collections.abc import Sequence

from ... import exercise as exercise_room  # load curves bring mechanics along, so they are asked for by the room's name when used
from ...body import Athlete
from ...capacity import StrengthPoint, StrengthTest, TestResult, protocol_of, repetition_maximum_point, strength_tests_of
from ...exercise.owned.equipment import Equipment

REPETITION_TESTS = ("repetition_maximum", "most_repetitions")


def strength_of(
    results: Sequence[TestResult], athlete: Athlete, *, equipment: Equipment | None = None, age_years: float | None = None
) -> tuple[StrengthTest | StrengthPoint, ...]:
    """Isometric tests and repetition maxima as what capacity is made of; a repetition maximum goes through its own load curve."""
    strength: list[StrengthTest | StrengthPoint] = list(strength_tests_of(results))
    for result in results:
        if protocol_of(result.protocol).id in REPETITION_TESTS:
            strength.append(_maximum(result, athlete, equipment, age_years))
    return tuple(strength)


def _maximum(result: TestResult, athlete: Athlete, equipment: Equipment | None, age_years: float | None) -> StrengthPoint:
    exercise, set_up = set_up_of(result)
    load = exercise_room.solve_load(exercise, athlete, set_up, bands=None if equipment is None else equipment.bands)
    return repetition_maximum_point(result, load.curves, athlete, age_years=age_years)


def set_up_of(result: TestResult) -> tuple[str, dict[str, float | str]]:
    """Exercise and set-up of a repetition maximum, its load put where the exercise carries one."""
    exercise = str(result.details["exercise"])
    words = str(result.details.get("set_up", "")).split()
    set_up: dict[str, float | str] = {"side": str(result.side)}
    set_up |= {key: value for key, _, value in (word.partition("=") for word in words)}
    if protocol_of(result.protocol).id == "repetition_maximum" and result.value is not None:
        carrier = next((key for key in ("stack_kg", "sled_kg") if key in exercise_room.exercise_of(exercise).settings), "weight_kg")
        set_up[carrier] = result.value
    return exercise, set_up
