"""Pain comes first: it takes back, leads down, pauses, stops and refers, one side at a time."""

from dataclasses import replace
from datetime import timedelta

from follow_scenes import START, after, at_top, cable, cables, dose_of, dose_range, fired, line, line_of, session

from hipdrive.capacity.screen import Gate, ScreenOutcome
from hipdrive.exercise import exercises, ladders
from hipdrive.exercise.declared.ladder import regressions_of
from hipdrive.exercise.owned.needs import needs_of
from hipdrive.language import Text
from hipdrive.training.follow.adapt import after_screen
from hipdrive.training.follow.adapt_rules import adapt_rules
from hipdrive.training.follow.calendar import prescribed
from hipdrive.training.follow.ladder import lower_line
from hipdrive.training.follow.state import initial_state
from hipdrive.training.log.session import PainRecord

RULES = adapt_rules()
CLEAR = ScreenOutcome(stop=False, refer=(), gates=(), notes=())


def test_pain_above_two_takes_one_side_back_and_leaves_the_other_alone() -> None:
    found = after(session(0, "L 3x5 pain 3 groin after", "R 3x5"))
    assert ("3x5 @9.5kg", "3x6 @10kg") == (dose_of(found), dose_of(found, "right"))


def test_pain_of_two_stops_nothing() -> None:
    assert "3x6 @10kg" == dose_of(after(session(0, "L 3x5 pain 2")))


def test_any_more_pain_in_the_next_morning_takes_the_dose_back_but_the_same_again_does_not() -> None:
    mornings = [session(2 * day, "L 3x5 pain 1 next_morning") for day in range(2)]
    assert "@9.5kg" in dose_of(after(mornings[0]))
    assert 1 == len(fired(after(*mornings), "pain_back"))


def test_morning_pain_told_on_its_own_is_of_the_last_session_and_counts_once() -> None:
    morning = PainRecord(when="next_morning", level=3)
    found = after(session(0, "L 3x5", "R 3x5 pain 3"), session(1, pains=[morning]))
    assert ("3x5 @9.5kg", "3x5 @9.5kg") == (dose_of(found), dose_of(found, "right"))
    assert (1, 1) == (line_of(found).painful, line_of(found, "right").painful)


def test_pain_twice_running_leads_down_the_ladder_on_that_side_at_its_lowest_dose() -> None:
    found = after(session(0, "L 3x5 pain 4", "R 3x5"), session(2, "L 3x5 pain 4", "R 3x6"))
    assert ("standing_march", "cable_hip_flexion") == (line_of(found).exercise, line_of(found, "right").exercise)
    assert "2x5 hold 0-2s @bodyweight" == dose_of(found)
    assert "pain_regress" == found.changes[-2].rule


def test_pain_without_an_easier_exercise_goes_back_then_stops_that_side() -> None:
    lines = (line("sled_drag both 3x15m @10kg", ["5kg", "7.5kg", "10kg"], dose_range(distance_m=15.0)),)
    sets = [session(2 * day, "sled_drag both 3x15m pain 3") for day in range(3)]
    assert ["3x15m @7.5kg", "3x15m @5kg"] == [dose_of(after(*sets[:n], lines=lines), "both") for n in (1, 2)]
    found = after(*sets, lines=lines)
    assert ("stopped", "paused") == (found.state.lines[0].status, found.state.status)


def test_pain_above_five_refers_and_nothing_is_prescribed_until_screened_again() -> None:
    found = after(session(0, "LR 3x5"), session(2, "L 3x6 pain 6 knee"), at_top(4), at_top(6))
    assert "referred" == found.state.status
    assert all(() == prescribed(found.state, START + timedelta(days=day), rules=RULES) for day in range(0, 90, 7))
    assert "3x6 @10kg" == dose_of(found)
    again = after_screen(found.state, CLEAR, on=START + timedelta(days=8))
    assert ("active", "3x5 @9.5kg") == (again.state.status, dose_of(again))
    assert 2 == len(prescribed(again.state, START + timedelta(days=8), rules=RULES))


def test_a_screen_that_says_stop_refers() -> None:
    found = after_screen(
        initial_state(cables(), START), ScreenOutcome(stop=True, refer=(Text("See a doctor."),), gates=(), notes=()), on=START
    )
    assert ("referred", ()) == (found.state.status, prescribed(found.state, START, rules=RULES))


def test_pain_at_the_front_of_the_hip_pauses_that_sides_early_range_until_the_screen_lifts_it() -> None:
    lines = (cable("L", gated=True), cable("R", gated=True), line("leg_raise both 2x6"))
    found = after(
        session(0, "leg_raise both 2x6 pain 1"),
        session(1, "L 3x5", pains=[PainRecord(when="after", level=3, site="front_of_hip", side="left")]),
        lines=lines,
    )
    assert ["paused", "active", "active"] == [one.status for one in found.state.lines]
    assert "early_range" == found.state.lines[0].gate
    gate = Gate(kind="early_range", row="S08", why=Text("Pain at the front of the hip."))
    still = after_screen(found.state, replace(CLEAR, gates=(gate,)), on=START + timedelta(days=3))
    freed = after_screen(found.state, CLEAR, on=START + timedelta(days=3))
    assert ("paused", "active") == (still.state.lines[0].status, freed.state.lines[0].status)


def test_any_pain_in_the_lower_back_twice_running_pauses_straight_leg_lifts() -> None:
    lift = replace(line("leg_raise both 2x6", (), dose_range((2, 3), (6, 12))), gates=("straight_leg_lift",))
    ache = PainRecord(when="after", level=1, site="lower_back")
    days = [session(2 * day, "leg_raise both 2x6", pains=[ache]) for day in range(2)]
    quiet = session(1, "leg_raise both 2x6")
    assert "paused" == after(*days, lines=(lift,)).state.lines[0].status
    assert "active" == after(days[0], quiet, days[1], lines=(lift,)).state.lines[0].status


def test_the_way_down_from_every_step_of_every_ladder_is_an_easier_exercise_without_more_equipment() -> None:
    led = 0
    for ladder in ladders().values():
        for step in ladder.steps.values():
            exercise = exercises()[step.exercise]
            side = "R" if exercise.dose.per_side else "both"
            start = line(f"{step.exercise} {side} 2x5", (), dose_range(reps=(5, 8)))
            lower = lower_line(replace(start, set_up={**exercise.grid.resistance[0], **step.set_up}), ())
            if lower is None:
                continue
            led += 1

            assert lower.exercise in {*regressions_of(step.exercise), step.exercise}
            assert set(needs_of(exercises()[lower.exercise])) <= set(needs_of(exercise))
            assert lower.dose.sets == (float(lower.allowed.sets[0]),) * 2
    assert led >= 5
