"""A change is only called one beyond what chance moves, and the studies' null results are shown too."""

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdrive.capacity import TestResult, protocol_of, protocols
from hipdrive.coach.following.change_since import last_two_days
from hipdrive.errors import ValueOutOfRangeError
from hipdrive.training.change import ResultChange, change_rules, day_values, expected_effects, result_change, result_changes

SPRINT, FLEXION = protocol_of("sprint_20_m"), protocol_of("isometric_hip_flexion")


def sprints(*times_s: float, day: int = 1, days_apart: int = 0) -> list[TestResult]:
    return [
        TestResult(protocol="sprint_20_m", on=date(2025, 3, day + place * days_apart), value=time_s) for place, time_s in enumerate(times_s)
    ]


def pushes(*forces_n: float, day: int = 1, days_apart: int = 0, side: str = "left", at_deg: float = 0.0) -> list[TestResult]:
    return [
        TestResult(
            protocol="isometric_hip_flexion",
            on=date(2025, 3, day + place * days_apart),
            side=side,  # type: ignore[arg-type]
            value=force_n,
            details={"lever_m": 0.4, "hip_flexion_deg": at_deg},
        )
        for place, force_n in enumerate(forces_n)
    ]


def test_one_push_each_is_held_against_the_published_error_in_newton_metres() -> None:
    small, large = (result_change(pushes(300.0), pushes(after, day=20), FLEXION) for after in (335.0, 345.0))
    assert 1.96 * math.sqrt(2) * 0.05 * 120.0 == pytest.approx(small.smallest_detectable)
    assert 14.0 == pytest.approx(small.difference)
    assert ("cannot tell yet", "improved") == (small.verdict, large.verdict)
    assert ("Nm", 120.0) == (large.unit, large.before)
    assert "Thorborg" in large.basis


def test_a_fall_of_strength_is_worse() -> None:
    assert "worse" == result_change(pushes(300.0), pushes(240.0, day=20), FLEXION).verdict


def test_for_times_lower_is_better() -> None:
    before, after = sprints(3.40, 3.41, 3.42, days_apart=2), sprints(3.20, 3.21, 3.22, day=20, days_apart=2)
    assert ("improved", "worse") == (result_change(before, after, SPRINT).verdict, result_change(after, before, SPRINT).verdict)


def test_own_repeats_give_the_smallest_change_with_students_t() -> None:
    """Three and three times with SD 0.01 s: t(4) = 2.776."""
    found = result_change(sprints(3.40, 3.41, 3.42, days_apart=2), sprints(3.20, 3.21, 3.22, day=20, days_apart=2), SPRINT)
    assert 2.776445 * math.sqrt(2) * 0.01 == pytest.approx(found.smallest_detectable, rel=1e-5)
    assert 2.570582 * math.sqrt(2) * 0.01 == pytest.approx(found.detectable_with_one_more, rel=1e-5)
    assert "your own 6 days" in found.basis
    assert (3, 3) == found.days


def test_without_any_error_nothing_can_be_told_however_large_the_difference() -> None:
    found = result_change(sprints(4.0), sprints(3.0, day=20), SPRINT)
    assert ("cannot tell yet", None) == (found.verdict, found.smallest_detectable)
    assert "first figure for your own day-to-day scatter" in found.one_more


def test_equal_readings_are_no_perfect_watch() -> None:
    found = result_change(sprints(3.4, 3.4, 3.4, days_apart=2), sprints(3.39, 3.39, 3.39, day=20, days_apart=2), SPRINT)
    assert "cannot tell yet" == found.verdict


def test_tries_of_one_day_tell_no_scatter_however_many_and_however_close() -> None:
    same_day = result_change(pushes(*[300.0] * 10, 300.5), pushes(*[310.0] * 10, 310.5, day=20), FLEXION)
    other_days = result_change(pushes(300.0, 301.0, 299.0, days_apart=3), pushes(310.0, 311.0, 309.0, day=20, days_apart=3), FLEXION)
    assert ("cannot tell yet", "improved") == (same_day.verdict, other_days.verdict)
    assert "Thorborg" in same_day.basis
    assert 1.96 * math.sqrt(2) * 0.05 * (10 * 120.0 + 120.2) / 11 == pytest.approx(same_day.smallest_detectable)
    assert same_day.detectable_with_one_more is None
    assert "More tries on the same day do not" in same_day.one_more


def test_tries_of_one_day_without_a_published_error_tell_nothing() -> None:
    found = result_change(sprints(3.40, 3.41, 3.42, 3.41), sprints(3.20, 3.21, 3.22, 3.21, day=20), SPRINT)
    assert ("cannot tell yet", None, (1, 1)) == (found.verdict, found.smallest_detectable, found.days)
    assert "tries on one day do not show how much days differ" in found.basis


def pushed_days(centres_n: tuple[float, ...], within_n: float, *, day: int) -> list[TestResult]:
    """Three tries a day, the centre and as much to either side; a day's mean is its centre."""
    return [
        push for place, centre in enumerate(centres_n) for push in pushes(centre - within_n, centre, centre + within_n, day=day + 2 * place)
    ]


def test_days_that_differ_much_hide_a_gain_that_close_tries_of_each_day_would_prove() -> None:
    """Tries within 0.5 N, days 40 N apart: pooled tries would scatter by 16 N, their days by 20 N."""
    found = result_change(pushed_days((280.0, 300.0, 320.0), 0.5, day=1), pushed_days((310.0, 330.0, 350.0), 0.5, day=20), FLEXION)
    assert 2.776445 * math.sqrt(2) * 20.0 * 0.4 == pytest.approx(found.smallest_detectable, rel=1e-5)
    assert 12.0 == pytest.approx(found.difference)
    assert "cannot tell yet" == found.verdict


def test_days_that_agree_prove_a_gain_that_wild_tries_of_each_day_would_hide() -> None:
    """Tries 40 N to either side, days within 1 N: the mean of a day is what repeats."""
    found = result_change(pushed_days((299.0, 300.0, 301.0), 40.0, day=1), pushed_days((309.0, 310.0, 311.0), 40.0, day=20), FLEXION)
    assert 2.776445 * math.sqrt(2) * 1.0 * 0.4 == pytest.approx(found.smallest_detectable, rel=1e-5)
    assert 4.0 == pytest.approx(found.difference)
    assert "improved" == found.verdict


def test_more_tries_on_a_day_give_it_no_more_weight() -> None:
    few = result_change([*pushes(300.0), *pushes(320.0, day=3)], pushes(340.0, day=20), FLEXION)
    many = result_change([*pushes(300.0), *pushes(*[320.0] * 5, day=3)], pushes(340.0, day=20), FLEXION)
    assert (few.before, few.smallest_detectable, few.verdict) == (many.before, many.smallest_detectable, many.verdict)


def test_of_runs_and_jumps_the_best_of_a_day_counts_and_of_pushes_the_mean() -> None:
    jump = [TestResult(protocol="vertical_jump", on=date(2025, 3, 1), value=height_m) for height_m in (0.40, 0.44, 0.41)]
    assert [0.44] == list(day_values(jump, protocol_of("vertical_jump")).values())
    assert [3.40] == list(day_values(sprints(3.45, 3.40, 3.50), SPRINT).values())
    assert [120.0] == pytest.approx(list(day_values(pushes(290.0, 300.0, 310.0), FLEXION).values()))


def test_the_best_of_a_day_is_named_only_of_tests_that_there_are_and_that_have_a_better_end() -> None:
    for name in change_rules().best_of_day:
        assert protocols()[name].better, name


def test_one_more_day_says_whether_it_would_settle() -> None:
    before, after = sprints(3.40, 3.44, days_apart=2), sprints(3.25, 3.29, day=20, days_apart=2)
    found = result_change(before, after, SPRINT)
    assert "cannot tell yet" == found.verdict
    assert found.detectable_with_one_more is not None
    assert found.smallest_detectable is not None
    assert found.detectable_with_one_more < found.smallest_detectable
    assert "enough to settle" in found.one_more


def test_repetition_maxima_are_compared_by_the_estimated_largest_single_load() -> None:
    def lifts(load_kg: float, reps: float) -> list[TestResult]:
        details: dict[str, float | str] = {"exercise": "cable_hip_flexion", "reps": reps}
        return [TestResult(protocol="repetition_maximum", on=date(2025, 3, 1), side="left", value=load_kg, details=details)]

    found = result_change(lifts(30.0, 5), lifts(30.0, 8), protocol_of("repetition_maximum"))
    assert 35.0 == pytest.approx(found.before)
    assert 38.0 == pytest.approx(found.after)
    assert "cannot tell yet" == found.verdict


def test_changes_go_by_side_and_angle_and_only_where_both_occasions_were_tested() -> None:
    before = [*pushes(300.0), *pushes(310.0, side="right"), *pushes(200.0, at_deg=90.0)]
    after = [*pushes(360.0, day=20), *pushes(310.0, day=20, side="right"), *sprints(3.3, day=20)]
    found = result_changes(before, after)
    assert [("left", "improved"), ("right", "cannot tell yet")] == [(one.side, one.verdict) for one in found]
    assert [{"hip_flexion_deg": 0.0}] * 2 == [dict(one.same) for one in found]


@pytest.mark.parametrize("after", [pushes(300.0, side="right"), pushes(300.0, at_deg=45.0), sprints(3.3), []])
def test_unlike_tests_are_not_compared(after: list[TestResult]) -> None:
    with pytest.raises(ValueOutOfRangeError):
        result_change(pushes(300.0), after, FLEXION)


def test_a_passed_test_changes_by_agreeing_results_only() -> None:
    def ribs(*passed: bool, day: int = 1, days_apart: int = 1) -> list[TestResult]:
        days = [date(2025, 3, day + place * days_apart) for place in range(len(passed))]
        return [TestResult(protocol="thigh_to_ribs", on=on, side="left", passed=one) for on, one in zip(days, passed, strict=True)]

    def verdict(before: list[TestResult], after: list[TestResult]) -> str:
        return result_change(before, after, protocol_of("A01")).verdict

    assert "cannot tell yet" == verdict(ribs(False), ribs(True, day=20))
    assert "improved" == verdict(ribs(False, False), ribs(True, True, day=20))
    assert "worse" == verdict(ribs(True, True), ribs(False, False, day=20))
    assert "cannot tell yet" == verdict(ribs(False, True), ribs(True, True, day=20))
    assert "cannot tell yet" == verdict(ribs(False, False, days_apart=0), ribs(True, True, day=20, days_apart=0))
    assert "improved" == verdict(ribs(False, False), [*ribs(True, True, day=20), *ribs(True, day=21)])
    assert "cannot tell yet" == verdict(ribs(False, False), [*ribs(True, True, day=20), *ribs(False, day=21)])


TIMES = st.lists(st.floats(2.5, 6.0), min_size=1, max_size=6)


@given(before=TIMES, after=TIMES, apart=st.integers(0, 1))
def test_a_change_within_the_smallest_detectable_is_never_called_one(before: list[float], after: list[float], apart: int) -> None:
    found = result_change(sprints(*before, days_apart=apart), sprints(*after, day=20, days_apart=apart), SPRINT)
    beyond = found.smallest_detectable is not None and abs(found.difference or 0.0) > found.smallest_detectable
    assert beyond == (found.verdict != "cannot tell yet")
    assert (found.verdict == "improved") == (beyond and (found.difference or 0.0) < 0)


@given(forces=st.lists(st.floats(100.0, 600.0), min_size=2, max_size=6), random=st.randoms(use_true_random=False))
def test_the_order_of_repeats_does_not_matter(forces: list[float], random: object) -> None:
    shuffled = list(forces)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def found(first: list[float]) -> ResultChange:
        return result_change(pushes(*first), pushes(400.0, 410.0, day=20), FLEXION)

    assert found(forces) == found(shuffled)


@given(before=TIMES, after=TIMES)
def test_turned_round_improved_is_worse(before: list[float], after: list[float]) -> None:
    there = result_change(sprints(*before), sprints(*after, day=20), SPRINT)
    back = result_change(sprints(*after, day=20), sprints(*before), SPRINT)
    turned = {"improved": "worse", "worse": "improved", "cannot tell yet": "cannot tell yet"}
    assert turned[there.verdict] == back.verdict


def test_expected_effects_show_gains_and_null_results_with_their_sources() -> None:
    found = {one.id: one for one in expected_effects()}
    assert 17.0 == found["thorborg_2016_strength"].change_percent
    assert (12.2, -3.8) == (found["deane_2005_strength"].change_percent, found["deane_2005_sprint"].change_percent)
    assert found["speed_trainers_2006"].no_effect
    for one in found.values():
        assert one.protocol in ("", *protocols())
        assert one.study, one.id
        assert one.caution, one.id
        assert one.confidence.startswith("C"), one.id


def test_the_rules_state_where_they_come_from() -> None:
    assert "1.96" in change_rules().source


def test_the_last_two_days_are_those_of_each_test_and_not_of_all_tests_together() -> None:
    left = [pushes(200, day=1), pushes(210, day=5), pushes(230, day=20)]
    right = [pushes(190, day=3, side="right"), pushes(195, day=21, side="right")]
    once = sprints(3.3, day=21)
    before, after = last_two_days([result for group in (*left, *right, once) for result in group])
    assert ([*left[1], *right[0]], [*left[2], *right[1], *once]) == (before, after)


def test_a_day_in_september_comes_before_one_in_october() -> None:
    september, october = ([replace(result, on=date(2025, month, 20)) for result in pushes(force)] for month, force in ((9, 200), (10, 210)))
    assert (september, october) == last_two_days([*october, *september])
