"""Weeks are played before they are prescribed: each scenario shows the rules that it is about, and no other kind of step."""

import json
from datetime import timedelta

import pytest
from follow_scenes import START, cable, cables, dose_range, line

from hipdrive.contract.plans.simulation import simulation_document
from hipdrive.contract.wire import json_text
from hipdrive.errors import UnknownNameError, ValueOutOfRangeError
from hipdrive.training.follow.adapt import followed
from hipdrive.training.follow.simulate import Simulation, scenarios, simulate
from tools.training_page import PAGE

UP = {"reps_up", "load_up", "jump_up", "hold_up"}


def play(scenario: str, *, weeks: int = 6) -> Simulation:
    return simulate(cables(), START, weeks, (1, 3, 5), scenario)


def rules_of(found: Simulation, side: str = "") -> set[str]:
    return {change.rule for change in found.changes if side in {"", change.side}}


def test_all_good_only_ever_goes_up_until_the_retest() -> None:
    found = play("all_good")
    assert (
        {"reps_up", "load_up", "jump_up", "retest_week", "maintenance"} <= rules_of(found) <= {*UP, "unlock", "retest_week", "maintenance"}
    )
    assert [3 * 6 + 1, 7] == [len(found.sessions), len(found.weeks)]
    assert ["3x5", "2x8", "1x8"] == [str(found.weeks[week - 1].doses[0]).split()[2] for week in (1, 6, 7)]


def test_a_step_earned_in_the_week_before_the_retest_is_tried_neither_in_it_nor_in_what_follows() -> None:
    found = play("all_good")
    last = [change for change in found.changes if change.on == START + timedelta(days=7 * 4 + 4) and change.side == "left"]
    assert ["jump_up"] == [change.rule for change in last]
    before, after = (part.split("@")[1] for part in (last[0].before, last[0].after))
    in_retest_week = {str(row.load) for one in found.sessions for row in one.sets if (one.on - START).days >= 35 and row.side == "left"}
    assert ({before}, True) == (in_retest_week, before != after)


def test_a_missed_fortnight_takes_one_step_back_and_then_goes_on() -> None:
    found = play("missed_fortnight")
    missed = range(14, 28)
    assert not [one for one in found.sessions if (one.on - START).days in missed]
    assert {"left": 1, "right": 1} == {
        side: sum(c.rule == "gap_back" and c.side == side for c in found.changes) for side in ("left", "right")
    }
    assert not rules_of(found) & {"too_hard", "pain_back", "form_regress"}


def test_one_sided_pain_takes_one_side_back_and_lets_the_other_go_on() -> None:
    found = play("one_sided_pain")
    assert {"pain_back", "pain_regress"} <= rules_of(found, "left")
    assert not rules_of(found, "right") & {"pain_back", "pain_regress", "pain_stop"}
    assert [True, True] == ["L" == found.weeks[4].doses[0].side, "cable_hip_flexion R" in str(found.weeks[4].doses[1])]
    week_of_pain = {START + timedelta(days=day) for day in range(14, 21)}
    assert not [change for change in found.changes if change.side == "left" and change.on in week_of_pain and change.rule in UP]


def test_a_stall_brings_an_easy_week_then_another_means_and_no_step_forward() -> None:
    found = play("stalled")
    assert {"stall_deload", "change_means"} <= rules_of(found)
    assert not [change for change in found.changes if change.rule in UP and change.on >= START + timedelta(days=7)]


def test_pain_above_five_ends_the_plan_that_day() -> None:
    found = play("red_flag_pain")
    assert "referred" == found.end.status
    assert START + timedelta(days=7) == found.sessions[-1].on
    assert all(one.status == "referred" and one.doses == () for one in found.weeks[2:])


def test_lost_form_holds_and_then_goes_back() -> None:
    assert {"form_hold", "form_regress"} <= rules_of(play("form_faults"))


def test_a_skipped_week_changes_nothing_by_itself() -> None:
    found = play("skipped_week")
    assert "skipped" in rules_of(found)
    assert found.weeks[1].doses == found.weeks[2].doses


@pytest.mark.parametrize("scenario", list(scenarios()))
def test_every_scenario_is_what_following_its_sessions_says_and_is_documented(scenario: str) -> None:
    found = play(scenario)
    again = followed(cables(), START, found.sessions, weeks=6)
    assert (found.end, found.changes) == (again.state, again.changes)
    plain = json.loads(json_text(simulation_document(found)))
    assert ("hipdrive.simulation/1", scenario) == (plain["schema"], plain["scenario"])
    assert all(change["why"].endswith(".") for change in plain["changes"])
    assert f"| `{scenario}` | {scenarios()[scenario].title} |" in PAGE.read_text(encoding="utf-8")


def test_a_line_is_done_no_more_often_than_its_source_allows_and_explosive_work_waits() -> None:
    seldom = line("sprint_knee_drive L 2x5 @5kg", ["5kg"])
    seldom = type(seldom)(
        **{**vars(seldom), "first_week": 3, "allowed": type(seldom.allowed)(**{**vars(dose_range()), "most_per_week": 1})}
    )
    found = simulate([cable("R"), seldom], START, 4, (1, 3, 5), "all_good")
    days = [(one.on - START).days for one in found.sessions if any(row.exercise == "sprint_knee_drive" for row in one.sets)]
    assert [14, 21, 28] == days


def test_unknown_scenarios_and_impossible_days_give_one_clear_sentence() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean all_good"):
        play("all_goood")
    with pytest.raises(ValueOutOfRangeError, match="days of a week is 8"):
        simulate(cables(), START, 6, (1, 8), "all_good")
    with pytest.raises(ValueOutOfRangeError, match="weeks is 0"):
        simulate(cables(), START, 0, (1,), "all_good")
