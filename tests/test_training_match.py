"""Gap and match are plain arithmetic: every number of these scenes can be read off."""

import itertools
import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training_scenes import curve, exercise, flat_capacity, gym, joined, mirrored, stride

from hipdrive.body import Athlete, Side
from hipdrive.capacity import StrengthTest, capacities, passive_moment
from hipdrive.contract.plans.capacity import passive_document
from hipdrive.contract.plans.match import gap_document, match_document
from hipdrive.contract.wire import json_text
from hipdrive.curve import MomentCurve
from hipdrive.errors import NOTHING
from hipdrive.language import en
from hipdrive.training import Candidate, Choice, Match, best_set, find_gaps, match, match_rules
from hipdrive.training.match.best_set import LEAST_GAIN, items_of, joint_coverage, weighed_need
from hipdrive.training.match.candidate import DoseSource
from hipdrive.training.match.first_load import allowed_share, largest_intensity
from hipdrive.training.match.grid import GRID_DEG, MODES
from hipdrive.training.match.match import coverage_of, score_of, specificity_of
from hipdrive.training.rules import dose_rules, goals

AT = {int(degree): index for index, degree in enumerate(GRID_DEG)}


def only_choice(found: Match) -> Choice:
    assert len(found.choices) == 1
    return found.choices[0]


def test_need_is_demand_over_capacity_on_both_edges_and_is_not_clipped() -> None:
    gap = next(g for g in find_gaps([curve(moment_nm_kg=3.0)], flat_capacity(2.0, 4.0)) if (g.side, g.action) == ("right", "flexor"))
    assert (0.75, 1.5) == gap.largest_need
    assert gap.need[0, 0, MODES.index("concentric"), AT[0]] == pytest.approx(1.5)
    assert 0.0 == gap.need[0, 0, MODES.index("eccentric")].max()


def test_where_capacity_is_outside_its_validity_or_small_there_is_no_need_but_unknown() -> None:
    bands = tuple(replace(band, valid_low_rad=math.radians(-10)) for band in flat_capacity())
    gap = next(g for g in find_gaps([curve(from_deg=-20)], bands) if (g.side, g.action) == ("right", "flexor"))
    concentric = MODES.index("concentric")
    assert 10 == gap.unknown.sum()
    assert 0.0 == gap.need[0, 0, concentric, AT[-11]]
    assert gap.need[0, 0, concentric, AT[-10]] > 0
    falling = tuple(
        replace(
            band,
            low=curve(band.side, band.action, band.mode, from_deg=0, to_deg=100, moment_nm_kg=(2.0, 0.0)),
            centre=curve(band.side, band.action, band.mode, from_deg=0, to_deg=100, moment_nm_kg=(2.0, 0.0)),
            high=curve(band.side, band.action, band.mode, from_deg=0, to_deg=100, moment_nm_kg=(2.0, 0.0)),
        )
        for band in flat_capacity()
    )
    gap = next(g for g in find_gaps([curve(from_deg=0, to_deg=100)], falling) if (g.side, g.action) == ("right", "flexor"))
    assert gap.known[concentric, AT[80]]
    assert not gap.known[concentric, AT[81]]
    assert None in gap_document(gap).by_mode[concentric].need_on_low


def test_an_exercise_that_loads_exactly_what_is_asked_scores_one() -> None:
    load = curve(moment_nm_kg=1.5)
    choice = only_choice(match([curve(moment_nm_kg=2.0)], flat_capacity(), [exercise("all", load)]))
    assert choice.coverage == pytest.approx((1.0, 1.0))
    assert choice.specificity == pytest.approx((1.0, 1.0))
    assert choice.score == pytest.approx((1.0, 1.0))
    assert choice.best


def test_half_the_angles_trained_is_half_covered_and_wholly_specific() -> None:
    load = curve(from_deg=-20, to_deg=19, moment_nm_kg=1.5)
    choice = only_choice(match([curve(from_deg=-20, to_deg=59, moment_nm_kg=2.0)], flat_capacity(), [exercise("half", load)]))
    assert choice.coverage == pytest.approx((0.5, 0.5))
    assert choice.specificity == pytest.approx((1.0, 1.0))
    assert choice.score == pytest.approx((2 / 3, 2 / 3))


def test_twice_the_angles_trained_is_wholly_covered_and_half_specific() -> None:
    load = curve(from_deg=-20, to_deg=59, moment_nm_kg=1.5)
    choice = only_choice(match([curve(from_deg=-20, to_deg=19, moment_nm_kg=2.0)], flat_capacity(), [exercise("broad", load)]))
    assert choice.coverage == pytest.approx((1.0, 1.0))
    assert choice.specificity == pytest.approx((0.5, 0.5))


def test_stimulus_rises_in_a_straight_line_between_its_two_numbers() -> None:
    rules = match_rules()
    half = 2.0 * 0.5 * (rules.stimulus_starts_at + rules.stimulus_full_at)
    choice = only_choice(match([curve(moment_nm_kg=2.0)], flat_capacity(), [exercise("half", curve(moment_nm_kg=half))]))
    assert 0.5 == pytest.approx(choice.stimulus[0, 0, AT[0]])
    assert choice.coverage == pytest.approx((0.5, 0.5))


def test_the_wrong_mode_or_the_wrong_angles_train_nothing_and_both_shares_are_zero() -> None:
    offered = [
        exercise("lowering", curve(mode="eccentric", moment_nm_kg=1.5)),
        exercise("high", curve(from_deg=80, to_deg=100, moment_nm_kg=1.5)),
    ]
    found = match([curve(moment_nm_kg=2.0)], flat_capacity(), offered)
    for choice in found.choices:
        assert (0.0, 0.0) == choice.coverage == choice.specificity == choice.score
        assert not choice.best


def test_no_load_at_all_is_named_and_scores_zero() -> None:
    choice = only_choice(match([curve()], flat_capacity(), [exercise("light", curve(moment_nm_kg=0.2))]))
    assert (0.0, 0.0) == choice.score
    assert any("trains none" in reason for reason in choice.reasons)


def test_the_largest_resistance_that_the_centre_allows_for_reps_and_reserve_is_taken() -> None:
    """Five repetitions and two in reserve go with 1 / (1 + 7 / 30) = .81 of strength, and .8 is the bound: 1.6 of 2.0 Nm/kg."""
    offered = [exercise("lift", curve(moment_nm_kg=0.25 * kg), resistance=kg) for kg in (8.0, 2.0, 6.4, 4.0)]
    found = match([curve()], flat_capacity(1.6, 2.5), offered)
    assert 6.4 == only_choice(found).candidate.resistance
    assert 0.8 == pytest.approx(only_choice(found).first.peak.share)
    assert [2.0, 4.0, 6.4, 8.0] == [one.resistance for one in found.families["lift/right"]]


@pytest.mark.parametrize(
    ("reps", "hold_s", "allowed"), [(5, 0.0, 0.8), (8, 0.0, 0.75), (13, 0.0, 1 / 1.5), (5, 6.0, 1 / 1.4), (28, 0.0, 0.5)]
)
def test_more_repetitions_and_longer_holds_go_with_a_smaller_share(reps: int, hold_s: float, allowed: float) -> None:
    lift = replace(exercise("lift", curve()), dose=DoseSource(reps=(reps, reps + 5), hold_s=(hold_s, hold_s)))
    assert allowed == pytest.approx(allowed_share(lift, rules=match_rules(), dose=dose_rules()))


def test_with_care_the_next_lighter_one_is_begun_with() -> None:
    offered = [exercise("lift", curve(moment_nm_kg=0.25 * kg), resistance=kg) for kg in (2.0, 4.0, 6.0, 8.0)]
    first = only_choice(match([curve()], flat_capacity(), offered, careful=True)).first
    assert (4.0, True) == (first.candidate.resistance, first.lightened)


def test_one_degree_at_the_turn_of_a_movement_does_not_decide() -> None:
    """Three degrees of 3 Nm/kg in front of a long stretch of 1: five degrees must last."""
    turn = curve(from_deg=-22, to_deg=-20, moment_nm_kg=3.0)
    begun = only_choice(
        match([curve()], flat_capacity(), [exercise("lift", joined(turn, curve(from_deg=-19, to_deg=60, moment_nm_kg=1.0)))])
    )
    assert 0.5 == pytest.approx(begun.first.peak.share)


def test_beyond_the_centre_a_set_up_is_tried_and_only_beyond_the_upper_edge_it_is_too_hard() -> None:
    def legs(moment_nm_kg: float, least: float = 1.0) -> Match:
        leg = replace(exercise("leg", curve(moment_nm_kg=moment_nm_kg), resistance=0.0), least_share={"right": least})
        return match([curve()], flat_capacity(1.6, 2.5), [leg])

    tried = only_choice(legs(1.8)).first
    assert (True, 3) == (tried.trial, tried.possible_reps)
    assert "Try it with one set" in " ".join(only_choice(legs(2.4)).reasons)
    assert () == legs(2.6).choices
    assert not only_choice(legs(2.6, least=0.9)).first.candidate.both_hips, "the supports may leave the hip less"


def test_the_other_hip_counts_for_the_limit_too() -> None:
    offered = [
        exercise("thrust", curve(moment_nm_kg=1.0), curve("left", "extensor", moment_nm_kg=0.25 * kg), resistance=kg) for kg in (4.0, 8.0)
    ]
    assert {4.0} == {choice.candidate.resistance for choice in match([curve()], flat_capacity(), offered).choices}


def test_a_limb_alone_too_heavy_is_listed_and_not_scored() -> None:
    found = match([curve()], flat_capacity(), [exercise("leg", curve(moment_nm_kg=2.2), resistance=0.0)])
    assert () == found.choices
    assert "Too hard now" in found.too_hard[0].reasons[0]
    assert "110 %" in found.too_hard[0].reasons[0]


def test_an_infeasible_set_up_is_listed_with_its_reason_and_not_scored() -> None:
    found = match([curve()], flat_capacity(), [replace(exercise("bench", feasible=False), curves=())])
    assert () == found.choices
    assert ("the bench would have to pull",) == found.infeasible[0].reasons


def test_a_hold_trains_the_declared_degrees_to_either_side_and_says_it_is_an_assumption() -> None:
    reach = round(match_rules().hold_transfer_deg)
    held = [curve(mode="isometric", from_deg=20, to_deg=20, moment_nm_kg=1.5, speed_deg_s=0.0)]
    choice = only_choice(
        match([curve(mode="isometric", from_deg=-20, to_deg=60, speed_deg_s=0.0)], flat_capacity(), [exercise("hold", *held)])
    )
    trained = GRID_DEG[choice.stimulus[0, MODES.index("isometric")] > 0]
    assert (20 - reach, 20 + reach) == (trained[0], trained[-1])
    assert (2 * reach + 1) / 81 == pytest.approx(choice.coverage[0])
    assert any("We assume that a hold trains" in reason for reason in choice.reasons)


def test_only_a_choice_on_top_on_both_edges_of_the_band_is_best() -> None:
    demand = [curve(from_deg=0, to_deg=79, moment_nm_kg=1.0)]
    narrow = exercise("narrow_heavy", curve(from_deg=0, to_deg=49, moment_nm_kg=1.6))
    broad = exercise("broad_light", curve(from_deg=0, to_deg=79, moment_nm_kg=1.35))
    steep = replace(match_rules(), stimulus_starts_at=0.40, stimulus_full_at=0.67)
    sure = match(demand, flat_capacity(2.0, 2.0), [narrow, broad], rules=steep)
    unsure = match(demand, flat_capacity(2.0, 3.2), [narrow, broad], rules=steep)
    assert ["broad_light"] == [choice.candidate.exercise for choice in sure.choices if choice.best]
    assert [] == [choice.candidate.exercise for choice in unsure.choices if choice.best]
    assert list(unsure.choices) == sorted(unsure.choices, key=lambda one: -one.score[0])


def test_a_finding_that_flips_within_11_deg_says_so() -> None:
    near_the_edge = [curve(from_deg=10, to_deg=24, moment_nm_kg=1.0)]
    found = match(near_the_edge, flat_capacity(), [exercise("lift", curve(moment_nm_kg=1.5))])
    assert found.gap_of("right", "flexor").depends_on_pelvis
    assert any("depends on the pelvis definition" in reason.lower() for reason in found.choices[0].reasons)
    far = match([curve(from_deg=30, to_deg=60)], flat_capacity(), [exercise("lift", curve(moment_nm_kg=1.5))])
    assert not far.choices[0].depends_on_pelvis


def test_the_order_of_two_choices_that_flips_with_the_zero_is_called_so() -> None:
    demand = [curve(from_deg=30, to_deg=50, moment_nm_kg=1.0)]
    offered = [exercise(name, curve(from_deg=low, to_deg=low + 20, moment_nm_kg=1.5)) for name, low in (("lower", 27), ("upper", 34))]
    assert all(choice.depends_on_pelvis for choice in match(demand, flat_capacity(), offered).choices)


def test_two_phases_at_one_angle_keep_the_larger_demand() -> None:
    gap = find_gaps([curve(moment_nm_kg=1.0), curve(moment_nm_kg=1.4), curve(moment_nm_kg=0.2)], flat_capacity(2.0))[2]
    assert (0.7, 0.7) == pytest.approx(gap.largest_need)


def test_mirrored_strides_and_exercises_give_mirrored_choices() -> None:
    demand = [curve("right", moment_nm_kg=(1.5, 0.5)), curve("left", moment_nm_kg=(1.5, 0.5))]
    one = exercise("lift", curve(from_deg=-10, to_deg=40, moment_nm_kg=1.5))
    left, right = sorted(match(demand, flat_capacity(), [one, mirrored(one)]).choices, key=lambda choice: choice.side)
    assert left.score == pytest.approx(right.score)
    assert ("left", "right") == (left.side, right.side)


def test_reasons_name_speed_posture_need_above_one_and_evidence() -> None:
    slow = exercise("lift", curve(moment_nm_kg=1.5, speed_deg_s=30.0), position="supine")
    demand = [curve(moment_nm_kg=3.0, speed_deg_s=300.0)]
    text = " ".join(only_choice(match(demand, flat_capacity(), [slow])).reasons)
    for words in ("30°/s where the stride moves at 300°/s", "supine, unlike", "150 %", "K01", "shortening", "ankle weight"):
        assert words in text


def test_the_json_holds_no_nan_and_has_the_keys_of_the_contract() -> None:
    passive = passive_document(passive_moment(Athlete(mass_kg=70.0, height_m=1.75)), says=NOTHING)
    found = match(stride(), flat_capacity(), gym())
    words = en("typical at 3.5 m/s, not yours")
    text = json_text(match_document(found, flat_capacity(), passive, demand_source=words, capacity_source=en("a guess")))
    plain = json.loads(text)
    assert {"schema", "demand_source", "capacity_source", "choices"} <= set(plain)
    assert plain["schema"] == "hipdrive.match/1"
    assert {"exercise", "set_up", "side", "action", "coverage", "specificity", "score", "reasons"} <= set(plain["choices"][0])
    assert "early_cable" in text


def test_together_the_best_set_covers_more_than_any_single_exercise() -> None:
    chosen = best_set(match(stride(), flat_capacity(2.0, 2.4), gym()), goal=goals()["distance"])
    assert chosen.coverage[0] > chosen.single_coverage[0] + 0.1
    assert chosen.coverage[1] > chosen.single_coverage[1]
    assert "early_cable" == chosen.items[0].exercise
    assert {"left", "right"} == set(chosen.items[0].by_side)
    assert [item.gain for item in chosen.items] == sorted((item.gain for item in chosen.items), reverse=True)
    assert chosen.centre == pytest.approx(sum(item.gain for item in chosen.items))


@settings(max_examples=25, deadline=None)
@given(
    spans=st.lists(st.tuples(st.integers(-20, 50), st.integers(5, 60), st.floats(0.9, 1.6)), min_size=1, max_size=6),
    at_most=st.integers(1, 3),
)
def test_the_integer_programme_finds_what_trying_all_sets_finds(spans: list[tuple[int, int, float]], at_most: int) -> None:
    offered: list[Candidate] = []
    for index, (low, width, moment) in enumerate(spans):
        one = exercise(f"e{index}", curve(from_deg=low, to_deg=low + width, moment_nm_kg=moment))
        offered.extend((one, mirrored(one)))
    found = match(stride(), flat_capacity(2.0, 2.2), offered)
    need = np.stack([weighed_need(gap, goals()["distance"]) for gap in found.gaps])
    items = items_of(found)
    every = [joint_coverage(need, chosen) for count in range(1, at_most + 1) for chosen in itertools.combinations(items, count)]
    chosen = best_set(found, goal=goals()["distance"], at_most=at_most)
    assert max(every) == pytest.approx(chosen.centre, abs=at_most * LEAST_GAIN + 1e-7)
    assert len(chosen.items) <= at_most


def test_a_goal_weighs_in_the_open() -> None:
    found = match(stride(), flat_capacity(), gym())
    distance, general = (best_set(found, goal=goals()[goal], at_most=3) for goal in ("distance", "general"))
    assert general.coverage != distance.coverage
    gap = found.gap_of("right", "flexor")
    assert weighed_need(gap, goals()["general"])[0, 0, AT[100]] == pytest.approx(0.25 * gap.largest_need[1])
    assert 0.0 == weighed_need(gap, goals()["distance"])[0, 0, AT[100]]


@given(
    weight=st.lists(st.floats(0, 3), min_size=4, max_size=4),
    stimulus=st.lists(st.floats(0, 1), min_size=4, max_size=4),
)
def test_the_score_is_a_harmonic_mean_between_zero_and_one(weight: list[float], stimulus: list[float]) -> None:
    w, s = (np.array(values).reshape(1, 4) for values in (weight, stimulus))
    coverage, specificity = coverage_of(w, s), specificity_of(w / max(*weight, 1e-300), s)
    score = score_of(coverage, specificity)
    assert min(coverage, specificity) - 1e-9 <= score <= max(coverage, specificity) + 1e-9
    assert 0.0 <= score <= 1.0 + 1e-9


def test_the_whole_chain_holds_on_real_capacity_bands() -> None:
    runner = Athlete(mass_kg=70.0, height_m=1.78)
    tested = capacities(runner, [StrengthTest(side="right", action="flexor", force_n=320.0, lever_m=0.42, hip_flexion_rad=0.0)])
    found = match(stride(), tested, gym())
    assert found.choices
    for choice in found.choices:
        assert 0.0 <= choice.coverage[0] <= choice.coverage[1] <= 1.0
    assert any("guess" in reason for choice in found.choices if choice.side == "left" for reason in choice.reasons)


def test_demand_of_other_hips_changes_nothing() -> None:
    demand: list[MomentCurve] = [curve("right", moment_nm_kg=2.0)]
    one = [exercise("lift", curve(moment_nm_kg=1.5))]
    alone = only_choice(match(demand, flat_capacity(), one))
    both = [choice for choice in match([*demand, curve("left", moment_nm_kg=0.7)], flat_capacity(), one).choices if choice.side == "right"]
    assert alone.score == both[0].score


@pytest.mark.parametrize("noise", [0.0, 1e-13, -1e-13])
def test_the_last_bits_decide_neither_which_hip_is_named_nor_the_rank_of_choices_alike(noise: float) -> None:
    both = exercise("thrust", curve("left"), curve("right", moment_nm_kg=1.0 + noise))
    gaps = find_gaps(stride(), flat_capacity())
    peak = largest_intensity(both, gaps)
    assert ("left", "flexor") == (peak.gap.side, peak.gap.action)
    offered = [exercise(name, curve("right", moment_nm_kg=1.0 + sign * noise)) for name, sign in (("b_lift", 1.0), ("a_lift", -1.0))]
    ranked = match(stride(), flat_capacity(), offered).choices
    assert ["a_lift", "b_lift"] == [choice.candidate.exercise for choice in ranked]


@pytest.mark.parametrize(("forces_n", "alike"), [((300.0, 310.0), True), ((230.0, 330.0), False)])
def test_both_sides_begin_with_one_load_unless_tests_tell_them_apart(forces_n: tuple[float, float], alike: bool) -> None:
    """Steps of .01 Nm/kg, so that each side by itself would get another load; 3 % between the sides is noise, 36 % is not."""
    sides: tuple[Side, Side] = ("left", "right")
    tests = [
        StrengthTest(side=side, action="flexor", force_n=force, lever_m=0.4, hip_flexion_rad=0.3)
        for side, force in zip(sides, forces_n, strict=True)
    ]
    bands = capacities(Athlete(mass_kg=70.0, height_m=1.75), tests)
    steps = [round(0.5 + 0.01 * number, 2) for number in range(120)]
    offered = [
        exercise("lift", curve(side, from_deg=0, to_deg=40, moment_nm_kg=step), side=side, resistance=step)
        for side in sides
        for step in steps
    ]
    begun = {choice.candidate.side: choice.candidate.resistance for choice in match(stride(), bands, offered).choices}
    assert alike == (begun["left"] == begun["right"])
    assert begun["left"] <= begun["right"]
