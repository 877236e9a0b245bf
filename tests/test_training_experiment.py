"""The self-experiment: its power is what simulation gives, noise is not taken for a difference, and levels never count."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from experiment_scenes import (
    ABBA,
    EXTENSION,
    FLEXION,
    design_of,
    errors_of,
    results_of,
    sessions_of,
    true_strength,
)

from hipdrive.capacity import protocol_of
from hipdrive.errors import ValueOutOfRangeError
from hipdrive.training.experiment.design import Design, balanced_orders, checked_layout, drawn_order, most_tests
from hipdrive.training.experiment.evaluate import Evaluation, evaluate
from hipdrive.training.experiment.experiment_rules import experiment_rules, trial_slopes
from hipdrive.training.experiment.noise import error_of_mean, error_of_test
from hipdrive.training.experiment.power import chance_to_see, chosen_tests, sight_of, weeks_needed, worth_seeing
from hipdrive.training.experiment.slopes import TRENDS, days_at, fit_slopes, leverage_of, model_matrix

DESIGN = design_of(ABBA)
AFTER = DESIGN.ends_on + timedelta(days=1)
RUNS = 4000


def evaluated(design: Design = DESIGN, *, difference: float = 0.0, percent: float = 0.0, seed: int = 1, fading: float = 0.0) -> Evaluation:
    """What a well kept experiment gives, strength growing by 2 % a week."""
    strength = true_strength(design, growth=2.0, difference=difference, fading=fading)
    results = results_of(design, strength, off=errors_of(design, percent=percent, seed=seed))
    return evaluate(design, results, sessions_of(design), today=design.ends_on + timedelta(days=1))


def share_seen(design: Design, *, difference: float, correlation: float = 0.0) -> tuple[float, float]:
    """Share of simulated experiments that end with 'combined' and with 'separate', their errors the published one."""
    layout, days = design.layout, days_at(design.layout.test_days())
    draw = np.random.default_rng(11).standard_normal((RUNS, days.count))
    for day in range(1, days.count):
        draw[:, day] = correlation * draw[:, day - 1] + np.sqrt(1.0 - correlation**2) * draw[:, day]
    matrices = [model_matrix(days, layout.order, block_weeks=layout.block_weeks, trend=trend) for trend in TRENDS]
    values = difference * matrices[0][:, -1] + design.error_percent * draw
    critical = 2.1098155778  # Student's 97.5 % quantile for 17 degrees of freedom, from a table
    tests = []
    for X in matrices:
        assert 17 == len(X) - X.shape[1]
        solution = values @ np.linalg.pinv(X).T
        scatter = np.sqrt(((values - solution @ X.T) ** 2).sum(axis=1) / 17)
        tests.append(solution[:, -1] / (np.sqrt(np.linalg.inv(X.T @ X)[-1, -1]) * scatter))
    return float((np.min(tests, axis=0) > critical).mean()), float((np.max(tests, axis=0) < -critical).mean())


def test_the_power_that_is_said_is_the_power_of_simulated_experiments() -> None:
    sight = sight_of(DESIGN.layout, error_percent=DESIGN.error_percent)
    seen, wrong = share_seen(DESIGN, difference=sight.detectable)
    assert 0.79 == pytest.approx(seen, abs=0.02)  # 0.80 for either trend, a little less for both at once
    assert wrong < 0.001
    half, _ = share_seen(DESIGN, difference=0.5 * sight.detectable)
    assert chance_to_see(0.5 * sight.detectable, sight) == pytest.approx(half, abs=0.03)


def test_without_a_difference_at_most_one_in_twenty_experiments_sees_one() -> None:
    assert 0.03 < sum(share_seen(DESIGN, difference=0.0)) < 0.055


def test_days_that_resemble_each_other_hardly_mislead_a_week_apart_but_weeks_that_do_would() -> None:
    assert sum(share_seen(DESIGN, difference=0.0, correlation=0.3**3.5)) < 0.055  # .3 from a day to the next but one
    assert 0.07 < sum(share_seen(DESIGN, difference=0.0, correlation=0.3)) < 0.12  # .3 from week to week: said in docs/experiment.md


def test_without_a_difference_whole_experiments_cannot_tell_19_times_in_20() -> None:
    verdicts = [evaluated(percent=5.0, seed=seed).verdict for seed in range(100)]
    assert 1 <= sum(verdict != "can't tell" for verdict in verdicts) <= 11  # 5 expected; 1 to 11 holds 98.5 % of binomial draws


def test_a_true_difference_is_found_to_its_size_and_the_right_way() -> None:
    sight = sight_of(DESIGN.layout, error_percent=1.0)
    for difference, verdict in ((2.0, "combined grows faster"), (-2.0, "separate grows faster")):
        found = evaluated(difference=difference, percent=1.0)
        assert verdict == found.verdict
        assert found.difference is not None
        assert difference == pytest.approx(found.difference.value, abs=4.0 * sight.standard_error)
        assert found.difference.low < difference < found.difference.high


def test_without_errors_the_difference_comes_out_exactly_and_a_steady_fading_of_gains_leaves_no_trace() -> None:
    for fading in (0.0, 0.05):
        found = evaluated(difference=1.5, fading=fading)
        assert found.difference is not None
        assert 1.5 == pytest.approx(found.difference.value, abs=1e-9)
    slopes = evaluated(difference=1.5).block_slopes
    assert (2.75, 1.25, 1.25, 2.75) == pytest.approx(slopes)


def test_what_shifts_a_whole_block_changes_nothing() -> None:
    layout, rng = DESIGN.layout, np.random.default_rng(3)
    days = days_at(layout.test_days())
    values = 5.0 * rng.standard_normal(days.count)
    carried = values + np.array([0.0, 12.0, -7.0, 30.0])[days.block]
    plain, shifted = (fit_slopes(days, y, layout.order, block_weeks=layout.block_weeks, trend="early") for y in (values, carried))
    assert plain is not None
    assert shifted is not None
    assert plain.difference == pytest.approx(shifted.difference, abs=1e-9)
    assert plain.scatter == pytest.approx(shifted.scatter, abs=1e-9)


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("weeks", [6, 8, 12, 16])
def test_gains_that_fade_alike_for_both_ways_are_never_taken_for_a_difference(first: int, weeks: int) -> None:
    """Whatever the weeks in which gains halve, one of the two trends finds hardly any difference, or they disagree on its sign."""
    design = design_of(balanced_orders(4)[first], block_weeks=weeks, tests=min(weeks, 12))
    layout, days = design.layout, days_at(design.layout.test_days())
    detectable = sight_of(layout, error_percent=design.error_percent).detectable
    for half_life in (4.0, 6.0, 8.0, 12.0, 24.0, 50.0):
        level = 2.6 * half_life / np.log(2.0) * (1.0 - 0.5 ** (days.week / half_life))
        fits = [fit_slopes(days, level, layout.order, block_weeks=layout.block_weeks, trend=trend) for trend in TRENDS]
        found = [fit.difference for fit in fits if fit is not None]
        assert 2 == len(found)
        assert min(map(abs, found)) < 0.1 * detectable or found[0] * found[1] < 0


def test_the_lot_draws_each_balanced_order_equally_often_and_the_same_number_draws_the_same() -> None:
    abba, baab = balanced_orders(4)
    assert {("combined", "separate", "separate", "combined"), ("separate", "combined", "combined", "separate")} == {abba, baab}
    drawn = [drawn_order(lot) for lot in range(1000)]
    assert drawn == [drawn_order(lot) for lot in range(1000)]
    assert 500 == pytest.approx(drawn.count(abba), abs=50)
    assert ("separate", "combined", "combined", "separate") == drawn_order(1)  # SHA-256, the same for ever


@pytest.mark.parametrize("count", [4, 8])
def test_in_a_balanced_order_both_ways_come_equally_often_and_equally_early(count: int) -> None:
    orders = balanced_orders(count)
    assert len(orders) >= 2
    for order in orders:
        places = [place for place, arm in enumerate(order) if arm == "combined"]
        assert count // 2 == len(places)
        assert (count - 1) / 2 == np.mean(places)
        assert tuple("separate" if arm == "combined" else "combined" for arm in order) in orders


def test_six_blocks_have_no_balanced_order() -> None:
    assert () == balanced_orders(6)


def test_test_days_lie_evenly_from_the_end_of_the_first_week_to_the_last_day() -> None:
    for weeks in range(3, 13):
        for tests in range(3, most_tests(weeks) + 1):
            layout = checked_layout(ABBA, block_weeks=weeks, tests_per_block=tests)
            for block, days in enumerate(layout.test_days()):
                since = [day - 7 * weeks * block for day in days]
                assert (6, 7 * weeks - 1) == (since[0], since[-1])
                assert 7 <= min(np.diff(since))
                assert max(np.diff(since)) - min(np.diff(since)) <= 1


def test_more_weeks_more_tests_and_less_error_see_smaller_differences() -> None:
    def detectable(weeks: int, tests: int, error: float) -> float:
        return sight_of(checked_layout(ABBA, block_weeks=weeks, tests_per_block=tests), error_percent=error).detectable

    assert detectable(8, 6, 5.0) < detectable(6, 6, 5.0) < detectable(6, 4, 5.0)
    assert 2.0 * detectable(6, 6, 2.5) == pytest.approx(detectable(6, 6, 5.0))


def test_four_weeks_a_block_see_only_more_than_a_whole_trial_gained() -> None:
    layout = checked_layout(ABBA, block_weeks=4, tests_per_block=4)
    yardstick = trial_slopes()[0]
    assert "thorborg_2016_strength" == yardstick.id
    assert 100.0 * np.log(1.17) / 6.0 == pytest.approx(yardstick.percent_per_week)
    assert sight_of(layout, error_percent=5.0).detectable > yardstick.percent_per_week


def test_the_weeks_that_are_said_suffice_and_one_less_does_not() -> None:
    rules = experiment_rules()
    weeks = weeks_needed(worth_seeing(), ABBA, error_percent=5.0)
    assert weeks is not None
    for length, enough in ((weeks, True), (weeks - 1, False)):
        layout = checked_layout(ABBA, block_weeks=length, tests_per_block=min(rules.most_tests, most_tests(length)))
        assert enough == (sight_of(layout, error_percent=5.0).detectable <= worth_seeing())
    assert weeks_needed(0.01, ABBA, error_percent=5.0) is None


def test_as_many_test_days_are_taken_as_are_worth_it() -> None:
    assert 6 == chosen_tests(ABBA, block_weeks=6, error_percent=5.0)  # none sees enough: the most
    assert 3 == chosen_tests(ABBA, block_weeks=12, error_percent=2.0)


def test_blocks_too_short_and_tests_too_close_are_refused_in_a_sentence() -> None:
    with pytest.raises(ValueOutOfRangeError, match="weeks of a block is 2, but must be between 3 and 26"):
        checked_layout(ABBA, block_weeks=2, tests_per_block=4)
    with pytest.raises(ValueOutOfRangeError, match="test days of a block is 7, but must be between 3 and 6"):
        checked_layout(ABBA, block_weeks=6, tests_per_block=7)


def test_errors_of_one_day_that_are_one_error_do_not_shrink_and_independent_ones_do() -> None:
    assert 5.0 == pytest.approx(error_of_mean([5.0, 5.0, 5.0, 5.0], together=1.0))
    assert 2.5 == pytest.approx(error_of_mean([5.0, 5.0, 5.0, 5.0], together=0.0))
    assert 5.0 * np.sqrt(0.75) == pytest.approx(error_of_mean([5.0, 5.0], together=0.5))


def test_the_largest_published_error_counts_and_none_is_called_an_assumption() -> None:
    assert 5.0 == error_of_test(protocol_of(FLEXION), level=None).percent
    extension = protocol_of(EXTENSION)
    assert 8.0 == error_of_test(extension, level=None).percent
    weak = error_of_test(extension, level=50.0)  # 14.8 Nm of 50 Nm, as a standard error
    assert 100.0 * 14.8 / 50.0 / (1.96 * np.sqrt(2.0)) == pytest.approx(weak.percent)
    assumed = error_of_test(protocol_of("repetition_maximum"), level=None)
    assert experiment_rules().assumed_percent == assumed.percent
    assert "our assumption" in assumed.basis


def test_nothing_is_estimated_before_the_end() -> None:
    results = results_of(DESIGN, true_strength(DESIGN, growth=2.0, difference=3.0))
    early = evaluate(DESIGN, results, sessions_of(DESIGN), today=DESIGN.ends_on - timedelta(days=1))
    assert ("can't tell", "not over", None, ()) == (early.verdict, early.obstacle, early.difference, early.block_slopes)
    assert "combined grows faster" == evaluate(DESIGN, results, sessions_of(DESIGN), today=DESIGN.ends_on).verdict


def test_some_missing_tests_widen_the_interval_and_many_leave_no_verdict() -> None:
    strength, off = true_strength(DESIGN, growth=2.0, difference=2.0), errors_of(DESIGN, percent=1.0, seed=4)
    days = [on for block in DESIGN.test_dates() for on in block]
    some, many = (
        evaluate(DESIGN, results_of(DESIGN, strength, off=off, left_out=days[::every]), sessions_of(DESIGN), today=AFTER)
        for every in (6, 2)
    )
    assert "combined grows faster" == some.verdict
    assert (5, 5, 5, 5) == some.tested.per_block
    assert ("can't tell", "tests") == (many.verdict, many.obstacle)
    layout = DESIGN.layout
    known, whole = (
        leverage_of(tested, layout.order, block_weeks=layout.block_weeks, trend="steady")
        for tested in (some.tested.days, days_at(layout.test_days()))
    )
    assert known is not None
    assert whole is not None
    assert known[0] > whole[0]


def test_a_test_that_was_never_done_is_missing() -> None:
    results = [result for result in results_of(DESIGN, true_strength(DESIGN, growth=2.0, difference=3.0)) if result.protocol == FLEXION]
    found = evaluate(DESIGN, results, sessions_of(DESIGN), today=AFTER)
    assert ("can't tell", "tests", (EXTENSION,)) == (found.verdict, found.obstacle, found.tested.missing)


def test_one_side_stands_alone_where_the_other_was_not_tested() -> None:
    strength = true_strength(DESIGN, growth=2.0, difference=2.0)
    found = evaluate(DESIGN, results_of(DESIGN, strength, sides=("left",)), sessions_of(DESIGN), today=AFTER)
    assert (("left",), "combined grows faster") == (found.tested.sides, found.verdict)
    both = evaluate(DESIGN, results_of(DESIGN, strength), sessions_of(DESIGN), today=AFTER)
    assert ("left", "right") == both.tested.sides


def test_tests_between_the_test_days_and_in_the_first_days_of_a_block_do_not_count() -> None:
    strength = true_strength(DESIGN, growth=2.0, difference=0.0)
    planned = results_of(DESIGN, strength)
    wild = [
        replace(planned[0], on=DESIGN.starts_on + timedelta(days=day), side=side, value=900.0)
        for day in (2, 23)
        for side in ("left", "right")
    ]
    wild += [replace(result, protocol=EXTENSION) for result in wild]
    plain, added = (evaluate(DESIGN, results, sessions_of(DESIGN), today=AFTER) for results in (planned, planned + wild))
    assert plain.tested.per_block == added.tested.per_block
    assert plain.difference == added.difference


def test_a_test_a_day_late_counts_on_the_day_on_which_it_was_done() -> None:
    strength = true_strength(DESIGN, growth=2.0, difference=1.0)
    moved_from = DESIGN.test_dates()[1][0]
    late = moved_from + timedelta(days=1)
    results = [result for result in results_of(DESIGN, strength) if result.on != moved_from]
    shift = float(np.exp(0.01 * (strength(late) - strength(moved_from))))
    moved = [
        replace(result, on=late, value=(result.value or 0.0) * shift) for result in results_of(DESIGN, strength) if result.on == moved_from
    ]
    found = evaluate(DESIGN, [*results, *moved], sessions_of(DESIGN), today=AFTER)
    assert (6, 6, 6, 6) == found.tested.per_block
    assert found.difference is not None
    assert 1.0 == pytest.approx(found.difference.value, abs=1e-9)


def test_other_angles_are_not_mixed_in() -> None:
    strength = true_strength(DESIGN, growth=2.0, difference=2.0)
    results = results_of(DESIGN, strength)
    others = [replace(result, details={**result.details, "hip_flexion_deg": 90.0}, value=50.0) for result in results[:8]]
    found, plain = (evaluate(DESIGN, given, sessions_of(DESIGN), today=AFTER) for given in (results + others, results))
    assert found.difference == plain.difference
    assert (FLEXION, EXTENSION) == found.tested.other_details


def test_too_few_sessions_and_the_other_ways_exercises_leave_no_verdict() -> None:
    results = results_of(DESIGN, true_strength(DESIGN, growth=2.0, difference=3.0))
    lazy = evaluate(DESIGN, results, sessions_of(DESIGN, kept=0.6), today=AFTER)
    assert ("can't tell", "sessions") == (lazy.verdict, lazy.obstacle)
    mixed = evaluate(DESIGN, results, sessions_of(DESIGN, beside="kettlebell_hip_flexion"), today=AFTER)
    assert ("can't tell", "strayed") == (mixed.verdict, mixed.obstacle)
    assert (36, 36, 36) == (mixed.trained[0].planned, mixed.trained[0].done, mixed.trained[0].strayed)


def test_one_leg_alone_is_no_session() -> None:
    sessions = [replace(session, sets=tuple(done for done in session.sets if done.side == "left")) for session in sessions_of(DESIGN)]
    found = evaluate(DESIGN, results_of(DESIGN, true_strength(DESIGN, growth=2.0, difference=3.0)), sessions, today=AFTER)
    assert (0, 0, "sessions") == (*(arm.done for arm in found.trained), found.obstacle)


def test_why_it_cannot_be_told_is_noise_where_days_scatter_more_than_reckoned_and_else_weeks() -> None:
    assert "weeks" == evaluated(percent=5.0, seed=2).obstacle
    noisy = evaluated(percent=15.0, seed=2)
    assert "noise" == noisy.obstacle
    assert noisy.scatter_percent is not None
    assert noisy.scatter_percent > 1.5 * DESIGN.error_percent


def test_few_degrees_of_freedom_fall_back_on_the_error_reckoned_with() -> None:
    design = design_of(ABBA, tests=4, error=5.0)
    days = [on for block in design.test_dates() for on in block]
    off = errors_of(design, percent=1.0, seed=4)
    strength = true_strength(design, growth=2.0, difference=2.0)
    found = evaluate(
        design, results_of(design, strength, off=off, left_out=days[1::4]), sessions_of(design), today=design.ends_on + timedelta(days=1)
    )
    assert found.difference is not None
    assert found.difference.own_scatter  # 12 days less 7 parameters are 5
    fewer = [result for result in results_of(design, strength, off=off, left_out=days[1::4]) if result.on not in days[2:8:4]]
    found = evaluate(design, fewer, sessions_of(design), today=design.ends_on + timedelta(days=1))
    assert found.difference is not None
    assert not found.difference.own_scatter
    assert "tests" == found.obstacle
