"""A stand-in loads the same range of the same hip about as hard as the planned line, from what is left of what is owned."""

from dataclasses import replace

import numpy as np
import pytest
from training_scenes import curve, exercise, mirrored

from hipdrive.body import SIDES
from hipdrive.errors import UnknownNameError
from hipdrive.exercise import exercises, lacking
from hipdrive.exercise.owned.equipment import default_equipment, loads_of
from hipdrive.exercise.owned.taken import LOADS_OF, left_without, taken_with
from hipdrive.training import Candidate, DoseSource, parse_dose
from hipdrive.training.match.gap import ACTIONS
from hipdrive.training.match.grid import GRID_DEG, MODES
from hipdrive.training.match.swap import Swap, best_swap, swap_rules
from hipdrive.training.plan.swap_dose import swap_dose
from hipdrive.training.rules import dose_rules

STRENGTH = {(side, action): np.full((len(MODES), len(GRID_DEG)), 2.0) for side in SIDES for action in ACTIONS}
"""The same strength, 2 Nm/kg, everywhere."""
RULES = swap_rules()


def lift(name: str, low: int, high: int, moment: float = 1.2, **more: object) -> Candidate:
    """An exercise that loads the right flexors between two angles."""
    return exercise(name, curve(from_deg=low, to_deg=high, moment_nm_kg=moment), **more)  # type: ignore[arg-type]


PLANNED = lift("cable", -20, 14)
EARLY, LATE, WIDE = lift("kettlebell", -20, 14, 1.1), lift("seated", 75, 110), lift("march", -20, 60)


def found(*offered: Candidate, planned: Candidate = PLANNED) -> Swap:
    swap = best_swap(planned, offered, STRENGTH)
    assert swap is not None
    return swap


def test_the_same_load_of_another_exercise_keeps_everything() -> None:
    swap = found(replace(PLANNED, exercise="twin", family="twin"))
    assert ("twin", "early", "flexor") == (swap.candidate.exercise, swap.target, swap.action)
    assert (1.0, 1.0) == pytest.approx((swap.kept["early"], swap.overlap))
    assert 0.6 == pytest.approx(swap.peak_share) == swap.planned_peak_share


def test_it_keeps_the_share_of_the_range_that_both_load() -> None:
    half = found(lift("half", -2, 14))
    assert 17 / 35 == pytest.approx(half.kept["early"])
    assert 17 / 35 == pytest.approx(half.overlap)


def test_the_range_decides_then_what_is_loaded_elsewhere() -> None:
    assert "kettlebell" == found(LATE, EARLY).candidate.exercise
    assert "narrow" == found(WIDE, lift("narrow", -20, 30)).candidate.exercise
    assert best_swap(PLANNED, [LATE], STRENGTH) is None


def test_of_a_family_the_resistance_of_the_like_peak_is_taken_and_much_harder_or_easier_ones_are_not() -> None:
    family = [lift("kettlebell", -20, 14, moment, resistance=moment, family="bell") for moment in (0.5, 1.0, 1.3, 1.9)]
    assert 1.3 == found(*family).candidate.resistance
    assert 1.0 == found(*family[:2]).candidate.resistance
    for too_different in (family[0], family[3]):
        assert best_swap(PLANNED, [too_different], STRENGTH) is None


def test_peaks_are_shares_of_strength_and_not_moments() -> None:
    weak = {key: values.copy() for key, values in STRENGTH.items()}
    weak["right", "flexor"][:, GRID_DEG < 15] = 1.5
    swap = best_swap(PLANNED, [lift("kettlebell", -20, 14, 1.2)], weak)
    assert swap is not None
    assert 0.8 == pytest.approx(swap.planned_peak_share)


def test_another_leg_another_action_and_the_same_exercise_are_no_stand_in() -> None:
    others = [mirrored(EARLY), exercise("thrust", curve(action="extensor", from_deg=-20, to_deg=14, moment_nm_kg=1.2)), PLANNED]
    assert best_swap(PLANNED, others, STRENGTH) is None
    assert best_swap(PLANNED, [replace(EARLY, feasible=False)], STRENGTH) is None


def test_mirrored_plans_have_mirrored_stand_ins() -> None:
    offered = [EARLY, LATE, WIDE]
    right, left = found(*offered), found(*map(mirrored, offered), planned=mirrored(PLANNED))
    assert (right.candidate.exercise, right.kept, right.overlap) == (left.candidate.exercise, left.kept, left.overlap)


def test_a_hold_trains_to_either_side_as_in_matching() -> None:
    hold = exercise("plank", curve(mode="isometric", from_deg=0, to_deg=0, moment_nm_kg=1.2))
    swap = best_swap(hold, [lift("march", -20, 30)], STRENGTH)
    assert swap is not None
    assert 1.0 == pytest.approx(swap.kept["early"])


def test_the_dose_stays_inside_the_other_exercises_source() -> None:
    planned = parse_dose("cable L 3x5 hold 1s @10kg tempo 1-1-3 rest 90s rir 2")
    other = replace(EARLY, dose=DoseSource(sets=(1, 2), reps=(8, 12), tempo="2-0-2", rest_s=60.0))
    assert "kettlebell L 2x8 @5kg tempo 2-0-2 rest 60s rir 2" == str(swap_dose(planned, other, side="L", rules=dose_rules()))


@pytest.mark.parametrize("thing", sorted(LOADS_OF))
def test_what_is_taken_takes_its_loads_along(thing: str) -> None:
    whole = default_equipment()
    left = left_without(whole, [thing])
    assert thing not in left.has
    needing = [one for one in exercises().values() if lacking(one, left) and not lacking(one, whole)]
    assert all(any(thing in need for need in one.equipment) for one in needing)
    assert whole == left_without(whole, [])


def test_the_cable_that_is_taken_has_no_stack_and_what_an_exercise_needs_is_found_by_itself() -> None:
    assert ("cable machine",) == taken_with(exercises()["cable_hip_flexion"], RULES.apparatus)
    assert () == taken_with(exercises()["plank_hip_flexion"], RULES.apparatus)
    assert () == loads_of(left_without(default_equipment(), ["cable"]), "cable")
    with pytest.raises(UnknownNameError, match="Did you mean cable machine"):
        left_without(default_equipment(), ["cable machin"])
