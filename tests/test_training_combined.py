"""Combined or separate: both ways side by side on scenes whose minutes, loads and stimulus can be read off, and no promise of a gain."""

from dataclasses import replace

import pytest
from training_scenes import curve, exercise, flat_capacity, mirrored

from hipdrive import coach
from hipdrive.body import SIDES, Athlete
from hipdrive.language import verbatim
from hipdrive.training import Candidate, Match, dose_minutes, match, match_rules, parse_dose
from hipdrive.training.plan.combined import CombinedOrSeparate, combined_or_separate
from hipdrive.training.rules import goals

GENERAL = goals()["general"]
STRIDE = tuple(
    one
    for side in SIDES
    for one in (
        curve(side, from_deg=-20, to_deg=20, moment_nm_kg=1.2),
        curve(side, "extensor", from_deg=20, to_deg=50, moment_nm_kg=1.2),
    )
)


def both_sides(*candidates: Candidate) -> tuple[Candidate, ...]:
    return tuple(one for candidate in candidates for one in (candidate, mirrored(candidate)))


def scissor(flexor: float = 1.5, extensor: float = 1.0) -> Candidate:
    """The right hip flexes while the left extends, over all that the stride asks."""
    curves = (
        curve("right", from_deg=-20, to_deg=20, moment_nm_kg=flexor),
        curve("left", "extensor", from_deg=20, to_deg=50, moment_nm_kg=extensor),
    )
    return replace(exercise("scissor", *curves), both_hips=True)


CABLE = exercise("cable", curve("right", from_deg=-20, to_deg=20, moment_nm_kg=1.5))
THRUST = exercise("thrust", curve("right", "extensor", from_deg=20, to_deg=50, moment_nm_kg=1.5))


def compared(*candidates: Candidate) -> CombinedOrSeparate:
    found: Match = match(STRIDE, flat_capacity(2.0), both_sides(*candidates))
    return combined_or_separate(found, goal=GENERAL)


def test_one_exercise_for_both_takes_half_the_minutes_of_two_with_the_same_dose() -> None:
    found = compared(scissor(), CABLE, THRUST)
    assert found.combined is not None
    assert found.separate is not None
    assert ["scissor"] == [one.item.exercise for one in found.combined.exercises]
    assert ["cable", "thrust"] == [one.item.exercise for one in found.separate.exercises]
    assert 2.0 * found.combined.minutes == pytest.approx(found.separate.minutes)
    assert found.combined.sets == found.separate.sets == 2
    assert 10.0 * 2 / found.combined.minutes == pytest.approx(found.combined.sets_in_ten_minutes)


def test_minutes_are_those_of_the_dose_notation() -> None:
    found = compared(scissor(), CABLE, THRUST)
    assert found.combined is not None
    assert dose_minutes(parse_dose("scissor LR 2x5 @5kg tempo 2-1-3 rest 60s")) == pytest.approx(found.combined.minutes)


def test_loads_are_shares_of_capacity_and_the_nearest_to_it_limits_both() -> None:
    found = compared(scissor(flexor=1.5, extensor=1.0), CABLE, THRUST)
    assert found.combined is not None
    (one,) = found.combined.exercises
    assert {"flexor": (0.75, 0.75), "extensor": (0.5, 0.5)} == {action: pytest.approx(load.share) for action, load in one.loads.items()}
    assert ("flexor", 1.5) == (one.limited_by, one.loads["flexor"].largest_nm_kg)
    assert any("the flexors work closest to their strength" in sentence for sentence in found.sentences)


def test_stimulus_counts_what_the_stride_asks_and_the_weaker_load_trains_less() -> None:
    """On a flat capacity of 2 Nm/kg the stimulus is (i - i0) / (i1 - i0); what is asked beyond the loads' range counts against all."""
    rules = match_rules()
    weak, strong = ((i - rules.stimulus_starts_at) / (rules.stimulus_full_at - rules.stimulus_starts_at) for i in (0.5, 0.75))
    found = compared(scissor(), CABLE, THRUST)
    assert found.combined is not None
    assert found.separate is not None
    ratio = found.combined.coverage["extensor"][0] / found.separate.coverage["extensor"][0]
    assert min(max(weak, 0.0), 1.0) / min(strong, 1.0) == pytest.approx(ratio)
    assert found.combined.coverage["flexor"] == pytest.approx(found.separate.coverage["flexor"])
    assert any("of what the stride asks of the flexors" in sentence and "about as much as" in sentence for sentence in found.sentences)


def test_of_several_the_one_that_trains_the_least_trained_action_best_is_chosen() -> None:
    lopsided = replace(scissor(flexor=1.6, extensor=0.9), exercise="lopsided", family="lopsided")
    found = compared(lopsided, scissor(flexor=1.3, extensor=1.3), CABLE, THRUST)
    assert found.combined is not None
    assert "scissor" == found.combined.exercises[0].item.exercise


@pytest.mark.parametrize(
    ("offered", "words"),
    [
        ((CABLE, THRUST), "No exercise here trains the flexors and extensors of both hips at once"),
        ((scissor(), CABLE), "No exercise here trains the extensors on their own"),
        ((scissor(), THRUST), "No exercise here trains the flexors on their own"),
        ((replace(scissor(3.0, 3.0), name=verbatim("Heavy scissor")), CABLE, THRUST), "(too hard now: Heavy scissor)"),
    ],
)
def test_a_way_that_cannot_be_says_so_and_is_not_made_up(offered: tuple[Candidate, ...], words: str) -> None:
    found = compared(*offered)
    assert any(words in sentence for sentence in found.sentences)
    assert (found.combined is None) != (found.separate is None)


@pytest.mark.parametrize("offered", [(scissor(), CABLE, THRUST), (CABLE,), ()])
def test_it_always_says_that_no_trial_compares_them(offered: tuple[Candidate, ...]) -> None:
    assert "No trial compares the two ways (D03)" in compared(*offered).sentences[-1]


def test_the_verb_gives_both_ways_for_an_athlete_with_figures_of_the_load_curves() -> None:
    prescription = coach.prescribe(coach.demand_at(3.5), athlete=Athlete(mass_kg=70, height_m=1.75))
    document = coach.combined_training(prescription)
    assert document.demand_source == prescription.demand.source
    for arm in (document.combined, document.separate):
        for one in () if arm is None else arm.exercises:
            choices = [choice for choice in prescription.match.choices if choice.candidate.exercise == one.exercise]
            assert choices
            for load in one.loads:
                peaks = [
                    abs(curve.moment_nm_kg).max() for choice in choices for curve in choice.candidate.curves if curve.action == load.action
                ]
                assert any(load.largest_nm_kg == pytest.approx(peak, abs=1e-3) for peak in [0.0, *peaks])
    assert "No trial" in document.says[-1]
