"""Following a plan: one step at a time, never past pain, lost form or a missing set, each change with its reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from follow_scenes import START, after, at_top, cable, cables, dose_of, dose_range, fired, line, line_of, session
from pydantic import ValidationError

from hipdrive.contract.plans.simulation import PlanStateDocument, plan_state_document
from hipdrive.contract.wire import json_text
from hipdrive.data import DATA
from hipdrive.errors import ValueOutOfRangeError
from hipdrive.exercise import ladders
from hipdrive.training.follow.adapt import advance, followed
from hipdrive.training.follow.adapt_rules import adapt_rules
from hipdrive.training.follow.calendar import arrive, kind_of_week, prescribed
from hipdrive.training.follow.state import initial_state
from hipdrive.training.follow.steps import amount
from hipdrive.training.log.session import FORM_WORDS
from tools.training_page import PAGE, training_page

RULES = adapt_rules()


def test_a_session_as_asked_adds_one_repetition_to_the_side_that_did_it_and_to_no_other() -> None:
    found = after(session(0, "L 3x5 rir 2"))
    assert ("3x6 @10kg", "3x5 @10kg") == (dose_of(found), dose_of(found, "right"))
    assert [("left", "3x5 @10kg", "3x6 @10kg")] == [(change.side, change.before, change.after) for change in fired(found, "reps_up")]


def test_doing_much_more_than_asked_still_is_one_step() -> None:
    assert "3x6 @10kg" == dose_of(after(session(0, "LR 3x15 @15kg rir 4")))


def test_two_sessions_at_the_top_raise_the_load_by_about_five_percent_and_start_at_the_lower_number() -> None:
    found = after(at_top(0), at_top(2))
    assert "3x5 @10.5kg" == dose_of(found)
    assert "5 % more load" in fired(found, "load_up")[0].why
    assert 10.5 == line_of(found).line.set_up["stack_kg"]


def test_one_set_below_the_top_keeps_the_load() -> None:
    assert "@10kg" in dose_of(after(session(0, "L 8,8,7"), session(2, "L 8,8,7"), session(4, "L 8,8,7")))


def test_a_set_with_too_little_in_reserve_does_not_count_as_asked() -> None:
    assert "3x5 @10kg" == dose_of(after(session(0, "L 3x5 rir 0")))


@pytest.mark.parametrize("rir", [None, 1])
def test_a_jump_in_load_waits_without_enough_reserve_told(rir: int | None) -> None:
    lines = (cable("L", "11kg"),)
    found = after(*(at_top(2 * day, "L", rir=rir) for day in range(4)), lines=lines)
    assert "@11kg" in dose_of(found)


def test_a_jump_in_load_comes_after_two_sessions_at_the_top_with_reserve_one_step_at_a_time() -> None:
    lines = (cable("L", "11kg", ("11kg", "15kg", "20kg")),)
    assert "@11kg" in dose_of(after(at_top(0, "L"), lines=lines))
    assert "3x5 @15kg" == dose_of(after(at_top(0, "L"), at_top(2, "L"), lines=lines))


def test_the_next_band_is_a_jump_and_strands_follow_in_the_set_up() -> None:
    lines = (line("cable_hip_flexion L 3x5 @band:red", ["band:red", "band:green*2"]),)
    held, raised = (after(at_top(0, "L", rir=rir), at_top(2, "L", rir=rir), lines=lines) for rir in (None, 2))
    assert ("band:red", "band:green*2") == tuple(str(line_of(found).dose.load) for found in (held, raised))
    assert {"band": "green", "strands": 2} == dict(line_of(raised).line.set_up)


def test_a_step_below_two_percent_is_passed_over() -> None:
    lines = (cable("L", "50kg", ("50kg", "50.5kg", "52.5kg", "60kg")),)
    assert "3x5 @52.5kg" == dose_of(after(at_top(0, "L"), at_top(2, "L"), lines=lines))


def test_a_hold_grows_where_no_heavier_load_is_left_and_stays_in_its_range() -> None:
    lines = (line("plank_hip_flexion L 2x10 hold 5-6s @bodyweight", ["bodyweight"], dose_range((1, 3), (5, 10), (5.0, 6.0))),)
    sets = [session(2 * day, "plank_hip_flexion L 2x10 hold 6s") for day in range(6)]
    found = after(*sets[:2], lines=lines)
    assert ("2x10 hold 6s @bodyweight", 1) == (dose_of(found), len(fired(found, "hold_up")))
    assert "2x10 hold 6s @bodyweight" == dose_of(after(*sets, lines=lines))


def test_a_side_waits_two_load_steps_ahead_and_goes_on_once_the_other_follows() -> None:
    loads = ["10kg", "10.5kg", "11kg", "11.5kg", "12kg"]
    lines = (cable("L", loads=loads), cable("R", loads=loads))
    ahead = [at_top(2 * day, "L") for day in range(8)]
    found = after(*ahead, lines=lines)
    assert ("@11kg", True) == (dose_of(found).split()[-1], bool(fired(found, "side_waits")))
    follows = after(*ahead, at_top(16, "R"), at_top(18, "R"), at_top(20, "L"), lines=lines)
    assert "@11.5kg" == dose_of(follows).split()[-1]


def test_a_left_out_set_holds_the_side_and_fails_nothing() -> None:
    found = after(session(0, "L 2x5", "R 3x5"))
    assert ("3x5 @10kg", "3x6 @10kg") == (dose_of(found), dose_of(found, "right"))
    assert ["left"] == [change.side for change in fired(found, "all_sets")]


def test_skipped_sessions_change_no_dose() -> None:
    found = after(*(session(day, skipped=True) for day in (0, 2, 4, 6)))
    assert {"skipped"} == {change.rule for change in found.changes}
    assert cables() == tuple(one.line for one in found.state.lines)


def test_lost_form_holds_then_leads_back() -> None:
    lost = [session(2 * day, "L 3x8 rir 3 form neutral-spine") for day in range(2)]
    assert ("3x5 @10kg", "3x5 @9.5kg") == (dose_of(after(lost[0])), dose_of(after(*lost)))


def test_a_fault_that_the_ladder_names_leads_down_it() -> None:
    found = after(*(session(2 * day, "L 3x8 rir 3 form slow-lowering") for day in range(2)))
    assert "standing_march" == line_of(found).exercise


def test_too_few_repetitions_or_a_lighter_load_twice_running_take_a_step_back() -> None:
    assert "3x5 @10kg" == dose_of(after(session(0, "L 5,5,3")))
    assert "3x5 @9.5kg" == dose_of(after(session(0, "L 5,5,3"), session(2, "L 3x8 @5kg")))


def test_a_break_takes_one_step_back_a_fortnight_before_the_next_session_and_only_once() -> None:
    state = after(session(0, "LR 3x5"), lines=(cable("L", "11kg"), cable("R", "11kg"))).state
    doses = [str(prescribed(state, START + timedelta(days=day), rules=RULES)[0].line.dose.load) for day in (13, 14, 27, 28, 200)]
    assert ["11kg", "10kg", "10kg", "9.5kg", "5kg"] == doses
    once = arrive(state, START + timedelta(days=15), rules=RULES).state
    assert once.lines == arrive(once, START + timedelta(days=16), rules=RULES).state.lines


def test_a_stall_brings_an_easy_week_then_other_means() -> None:
    found = after(*(session(2 * day, "L 3x5 rir 0") for day in range(4)))
    assert ["stall_deload"] == [change.rule for change in found.changes]
    day = START + timedelta(days=8)
    assert "2x5 @10kg" == amount(prescribed(found.state, day, rules=RULES)[0].line.dose)
    later = after(*(session(2 * day, "L 3x5 rir 0") for day in range(14)))
    assert ["stall_deload", "change_means"] == [change.rule for change in later.changes if change.rule != "deload_week"][:2]


def test_the_last_week_is_for_the_retest_and_what_follows_keeps_the_gain_with_one_set() -> None:
    state = initial_state(cables(), START, weeks=6)
    doses = [amount(prescribed(state, START + timedelta(days=7 * week), rules=RULES)[0].line.dose) for week in (4, 5, 6)]
    assert ["3x5 @10kg", "2x5 @10kg", "1x5 @10kg"] == doses
    found = after(at_top(35), at_top(37), at_top(44), weeks=6)
    assert "3x5 @10kg" == dose_of(found)
    assert ["retest_week", "maintenance"] == [change.rule for change in found.changes]


def test_every_fourth_week_of_a_long_plan_is_easy() -> None:
    kinds = [kind_of_week(week, 10, rules=RULES) for week in range(1, 12)]
    assert {4: "deload_week", 8: "deload_week", 10: "retest_week", 11: "maintenance"} == {
        week: kind for week, kind in enumerate(kinds, start=1) if kind != "training"
    }


def test_a_harder_step_opens_once_both_sides_earned_it_and_closes_when_the_exercise_is_left() -> None:
    march = [
        line(f"bent_knee_march {side} 2x10 hold 1s @bodyweight", ["bodyweight"], dose_range((2, 3), (10, 20), (1.0, 1.0))) for side in "LR"
    ]
    days = [session(2 * day, "bent_knee_march LR 2x20 hold 1s") for day in range(3)]
    one_side = after(*(session(2 * day, "bent_knee_march L 2x20") for day in range(4)), lines=march)
    assert () == one_side.state.opened
    found = after(*days[:2], lines=march)
    assert "march/bike_pedal" in found.state.opened
    assert "march/standing_march" not in found.state.opened
    assert "march/standing_march" in after(*days, lines=march).state.opened
    hurt = [session(6 + 2 * day, "bent_knee_march L 2x10 pain 4") for day in range(3)]
    left = after(*days, *hurt, lines=march)
    assert ("hip_flexion_mobility", ()) == (line_of(left).exercise, left.state.opened)
    assert fired(left, "close")


def test_a_failed_test_keeps_a_step_closed_and_a_passed_one_opens_it() -> None:
    mobility = [line(f"hip_flexion_mobility {side} 1x2 hold 10s", (), dose_range((1, 2), (2, 4), (10.0, 20.0))) for side in "LR"]
    done = [session(0, "hip_flexion_mobility LR 2x4 hold 10s")]
    assert () == followed(mobility, START, done).state.opened
    assert ("march/bent_knee_march",) == followed(mobility, START, done, tests_passed=["A01"]).state.opened


def test_a_correction_follows_all_sessions_anew_whatever_their_order() -> None:
    days = [at_top(0), at_top(2), session(4, "LR 3x5 pain 3")]
    assert after(*days) == after(days[2], days[0], days[1])
    assert "3x6 @10.5kg" == dose_of(after(*days[:2], session(4, "LR 3x5")))


def test_a_session_before_the_last_one_is_refused_and_one_before_the_plan_is_not_of_it() -> None:
    state = after(at_top(4)).state
    with pytest.raises(ValueOutOfRangeError, match="follow all sessions again"):
        advance(state, at_top(2))
    assert after() == after(replace(at_top(0), on=date(2025, 12, 1)))


def test_the_state_turns_into_json_that_reads_back() -> None:
    found = after(at_top(0), session(2, "L 3x8 pain 3 front_of_hip", "R 3x8 form no-momentum"), lines=(cable("L", gated=True), cable("R")))
    document = plan_state_document(found.state)
    assert document == PlanStateDocument.model_validate_json(json_text(document))
    assert [line.dose for line in document.lines] == [str(line.dose) for line in found.state.lines]
    with pytest.raises(ValidationError, match="schema"):
        PlanStateDocument.model_validate({"schema": "hipdrive.plan/1"})


def test_two_lines_of_one_exercise_and_side_are_refused() -> None:
    with pytest.raises(ValueOutOfRangeError, match="twice cable_hip_flexion left"):
        initial_state([cable("L"), cable("L")], START)
    with pytest.raises(ValueOutOfRangeError, match="load of cable_hip_flexion is 10kg"):
        cable("L", "10kg", ("5kg",))


def test_words_of_form_are_those_of_the_ladders() -> None:
    used = {
        word
        for ladder in ladders().values()
        for edge in ladder.edges
        for word in (*edge.unlock.get("form_kept", ()), *edge.regress.get("form_lost", ()))
    }
    assert used <= set(FORM_WORDS)
    readme = (DATA / "ladders" / "README.md").read_text(encoding="utf-8")
    assert all(f"`{word}`" in readme for word in FORM_WORDS)


def test_every_rule_is_on_the_page_and_the_page_is_what_is_declared() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert training_page() == page, "run 'make docs'"
    assert all(f"| `{text.id}` |" in page for text in RULES.texts)


def test_every_rule_has_a_source_or_says_that_it_is_ours() -> None:
    assert all(text.title and text.says.endswith(".") and text.source for text in RULES.texts)
