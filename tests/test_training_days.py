"""Sessions lie beside the running: never heavy before a hard run or a race where a day is left, rested, and reduced before a race."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from follow_scenes import START, after, at_top, cable, dose_of, session
from hypothesis import given
from hypothesis import strategies as st
from training_scenes import flat_capacity, gym, stride

from hipdrive.errors import ContradictionError, UnknownNameError, ValueOutOfRangeError
from hipdrive.training import Dose, Plan, Terms, make_plan, match
from hipdrive.training.follow.adapt import followed
from hipdrive.training.follow.adapt_rules import adapt_rules
from hipdrive.training.follow.calendar import kind_on, prescribed
from hipdrive.training.follow.state import initial_state
from hipdrive.training.follow.steps import amount
from hipdrive.training.log.session import PainRecord
from hipdrive.training.rules import plan_limits
from hipdrive.training.running_week.days import SessionDay, base_days, close_pairs, planned_days, retest_day, running_words
from hipdrive.training.running_week.running import WEEKDAYS, Running, Weekday, race_weeks, weekday_of, weekdays_named
from hipdrive.training.running_week.week_rules import week_rules

RULES, WEEK = adapt_rules(), week_rules()
TUESDAY_SATURDAY = Running(hard_days=("tuesday", "saturday"))
HARD = st.sets(st.sampled_from(WEEKDAYS), max_size=6).map(tuple)
STARTS = st.dates(date(2027, 1, 1), date(2027, 1, 14))
RACES = st.lists(st.integers(-10, 60), max_size=3)


def dates(planned: tuple[tuple[SessionDay, ...], ...], start: date) -> list[tuple[date, SessionDay]]:
    """Every session day with its date."""
    return [(start + timedelta(days=7 * (one.week - 1) + one.day - 1), one) for week in planned for one in week]


def weekday(on: date) -> Weekday:
    return WEEKDAYS[on.weekday()]


def test_without_hard_runs_and_races_the_days_are_the_shipped_ones() -> None:
    for sessions, days in enumerate(plan_limits().days, start=1):
        planned = planned_days(sessions, running=Running(), start=None, weeks=2)
        assert [days, days] == [tuple(one.day for one in week) for week in planned]
        assert not [one for week in planned for one in week if one.light or one.note]


def test_hard_tuesdays_and_saturdays_leave_mondays_and_fridays_free() -> None:
    assert (2, 4, 7) == base_days(3, running=TUESDAY_SATURDAY, start=None)
    first, *_ = planned_days(3, running=TUESDAY_SATURDAY, start=None, weeks=1)
    assert ["There is a hard run on this day: run first, then do this.", "", ""] == [one.note for one in first]


def test_days_count_from_the_first_day_of_the_plan_whatever_its_weekday() -> None:
    wednesday = date(2027, 3, 10)
    names = {weekday_of(wednesday, day) for day in base_days(3, running=TUESDAY_SATURDAY, start=wednesday)}
    assert {"tuesday", "thursday", "sunday"} == names


@given(hard=HARD, start=STARTS, races=RACES, sessions=st.integers(1, 5), weeks=st.integers(1, 8))
def test_no_full_session_is_followed_by_a_hard_run_and_none_lies_where_a_race_closes(
    hard: tuple[Weekday, ...], start: date, races: list[int], sessions: int, weeks: int
) -> None:
    running = Running(hard_days=hard, races=tuple(start + timedelta(days=days) for days in races))
    planned = planned_days(sessions, running=running, start=start, weeks=weeks)
    assert weeks == len(planned)
    for on, one in dates(planned, start):
        to_race = [(race - on).days for race in running.races]
        assert not [days for days in to_race if -1 <= days <= 2]
        near = any(0 <= days <= 6 for days in to_race)
        assert one.light == (near or weekday(on + timedelta(days=1)) in hard)


@given(hard=HARD, sessions=st.integers(1, 5))
def test_a_session_before_a_hard_run_stands_only_where_every_other_day_is_taken(hard: tuple[Weekday, ...], sessions: int) -> None:
    running = Running(hard_days=hard)
    free = [day for day in range(1, 8) if weekday_of(None, day % 7 + 1) not in hard]
    light = [one for one in planned_days(sessions, running=running, start=None, weeks=1)[0] if one.light]
    assert max(sessions - len(free), 0) == len(light)


@given(hard=HARD, start=STARTS, races=RACES, sessions=st.integers(1, 3))
def test_forty_eight_hours_lie_between_sessions_wherever_the_usual_week_has_them(
    hard: tuple[Weekday, ...], start: date, races: list[int], sessions: int
) -> None:
    running = Running(hard_days=hard, races=tuple(start + timedelta(days=days) for days in races))
    if close_pairs(base_days(sessions, running=running, start=start)):
        assert any("less than 48 h" in words for words in running_words(sessions, running=running, start=start, weeks=8))
        return
    days = [on for on, _ in dates(planned_days(sessions, running=running, start=start, weeks=8), start)]
    assert all((later - on).days >= 2 for on, later in pairwise(days))


def test_four_sessions_a_week_say_between_which_days_the_rest_is_short() -> None:
    assert ((0, 1),) == close_pairs(plan_limits().days[3])
    (words,) = running_words(4, running=Running(), start=None, weeks=4)
    assert "less than 48 h between day 1 and day 2" in words
    assert () == running_words(3, running=Running(), start=None, weeks=4)


def test_fixed_days_are_kept_even_before_a_hard_run_which_makes_them_light() -> None:
    first, *_ = planned_days(2, running=TUESDAY_SATURDAY, start=None, weeks=1, fixed=(1,))
    assert [(1, True)] == [(one.day, one.light) for one in first if one.light]


def test_the_week_of_a_race_is_the_one_that_holds_most_of_the_seven_days_that_end_with_it() -> None:
    assert {1: {1}, 4: {2}, 7: {2}} | {3: {1}} == {
        day: set(race_weeks(Running(races=(START + timedelta(days=6 + day),)), START)) for day in (1, 3, 4, 7)
    }


@pytest.mark.parametrize("races", [(37,), (38,), (41,), (36, 43)])
def test_the_retest_keeps_away_from_races_even_if_it_comes_after_the_last_week(races: tuple[int, ...]) -> None:
    running = Running(races=tuple(START + timedelta(days=day) for day in races))
    planned = planned_days(3, running=running, start=START, weeks=6)
    at = retest_day(planned, running=running, start=START)
    place = 7 * (at.week - 1) + at.day - 1
    assert all(place < day - 6 or place > day + 1 for day in races)


def test_days_are_known_by_three_letters_whatever_their_case() -> None:
    assert ("tuesday", "saturday", "monday") == weekdays_named(["TUE, sat", "Monday", "tues."])
    for word in ("tu", "tusday", "2"):
        with pytest.raises(UnknownNameError, match=f"day of the week '{word}' is not known"):
            weekdays_named([word])
    with pytest.raises(ValueOutOfRangeError, match="hard days of the week is all 7"):
        Running(hard_days=WEEKDAYS)
    with pytest.raises(ContradictionError, match="not the plan's first day"):
        _ = Terms(races=(START,)).running


def plan_of(terms: Terms) -> Plan:
    return make_plan(match(stride(), flat_capacity(2.0, 2.4), gym()), terms)


def test_a_race_week_of_the_plan_has_the_fewest_sets_and_the_doses_of_the_week_before() -> None:
    race = date(2026, 12, 20)
    plan = plan_of(Terms(start=date(2026, 11, 23), minutes_per_week=90.0, races=(race,), hard_days=("tuesday", "saturday")))
    by_week = {week: [one for one in plan.sessions if one.week == week] for week in range(1, 7)}
    assert {4} == {one.week for one in plan.sessions if one.light}
    assert len(by_week[4]) < len(by_week[3])
    assert all((race - one.on).days > WEEK.closed_days for one in by_week[4] if one.on)

    def doses(week: int, exercise: str = "early_cable") -> list[Dose]:
        return [line.dose for one in by_week[week] for line in one.lines if (line.exercise, line.side) == (exercise, "left")]

    done = doses(3)[-1]
    for dose in doses(4):
        assert (done.reps, done.load) == (dose.reps, dose.load)
        assert dose.sets[0] < done.sets[0]
    assert doses(5)[0].sets == done.sets
    assert any("Race on 2026-12-20" in words for words in plan.why)


def test_the_last_week_on_paper_asks_for_nothing_that_was_not_done_before() -> None:
    plan = plan_of(Terms())
    done: dict[tuple[str, str], Dose] = {}
    for one in plan.sessions:
        for line in one.lines:
            if one.week == plan.weeks:
                before = done[line.exercise, line.side]
                assert (before.reps, before.load) == (line.dose.reps, line.dose.load)
            else:
                done[line.exercise, line.side] = line.dose


def test_following_knows_the_week_of_a_race_and_the_day_before_a_hard_run() -> None:
    lines = (cable("L"), cable("R"))
    running = Running(hard_days=("wednesday",), races=(START + timedelta(days=20),))
    state = initial_state(lines, START, weeks=6, running=running)
    assert ["training", "training", "race_week", "training"] == [kind_on(state, week, rules=RULES) for week in (1, 2, 3, 4)]
    sets = {day: prescribed(state, START + timedelta(days=day), rules=RULES)[0] for day in (0, 1, 2, 16)}
    assert {0: 3.0, 1: 2.0, 2: 3.0, 16: 2.0} == {day: asked.line.dose.sets[0] for day, asked in sets.items()}
    assert "day before a hard run" in sets[1].why
    assert "race" in sets[16].why


def test_nothing_steps_forward_in_a_race_week_and_a_step_earned_before_waits_for_its_end() -> None:
    running = Running(races=(START + timedelta(days=13),))
    lines = (cable("L"), cable("R"))
    story = [at_top(0), at_top(2), session(8, "LR 2x8 rir 3"), session(10, "LR 2x8 rir 3")]
    found = followed(lines, START, story, weeks=6, running=running)
    in_race_week, after_it = (amount(prescribed(found.state, START + timedelta(days=day), rules=RULES)[0].line.dose) for day in (10, 16))
    assert ("2x6 @10kg", "3x5 @10.5kg") == (in_race_week, after_it)
    assert not [change for change in found.changes if change.on > START + timedelta(days=7) and change.rule.endswith("_up")]


def test_a_failure_in_a_week_without_steps_goes_back_from_what_was_done_and_not_from_what_was_only_earned() -> None:
    hurt = session(36, "L 2x8 pain 3", "R 2x8")
    found = after(at_top(28), at_top(30), hurt, weeks=6)
    assert "3x5 @9.5kg" == dose_of(found)
    assert "3x5 @10.5kg" == dose_of(found, "right")
    told_later = after(
        at_top(28), at_top(30), session(35, pains=[PainRecord(when="after", level=3, exercise="cable_hip_flexion")]), weeks=6
    )
    in_retest_week = [amount(asked.line.dose) for asked in prescribed(told_later.state, START + timedelta(days=37), rules=RULES)]
    assert ["2x5 @9.5kg", "2x5 @9.5kg"] == in_retest_week
