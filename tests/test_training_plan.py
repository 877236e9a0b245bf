"""Doses round-trip; plans fit their budget, stay inside their sources, put safety first and repeat exactly."""

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training_scenes import curve, exercise, flat_capacity, gym, mirrored, stride

from hipdrive.contract.plans.plan import plan_document
from hipdrive.contract.wire import json_text
from hipdrive.errors import BudgetTooSmallError, NothingToPlanError, UnknownNameError, ValueOutOfRangeError
from hipdrive.language import en
from hipdrive.training import (
    Dose,
    DoseLoad,
    DoseSource,
    Match,
    Plan,
    Terms,
    dose_minutes,
    make_plan,
    match,
    parse_dose,
    presets,
    safety_rows,
)
from hipdrive.training.log.dose import DoseSide
from hipdrive.training.plan.progression import load_of, loads_for, next_small_load
from hipdrive.training.rules import dose_rules

LINES = [
    "cable_hip_flexion R 3x8 @12.5kg tempo 2-1-3 rest 90s rir 2",
    "kettlebell_hip_flexion L 2-5x5-10 @4kg tempo 2-1-3",
    "plank_knee_drive LR 1x5-10 hold 5-10s",
    "seated_lift R 2x8-10 hold 2-3s @bodyweight",
    "bent_knee_march alt 2x20 to-fatigue @band:green rest 60s",
    "band_hip_drive_thrust L 2xfatigue @10kg+band:red*2 tempo X-0-2",
    "a_skip alt 2x20m",
    "standing_march R 3x8-12 @band:blue_loop rir 0-2",
]


@pytest.fixture
def found() -> Match:
    """A stride that asks the flexors, and three exercises for each side."""
    return match(stride(), flat_capacity(2.0, 2.4), gym())


@pytest.mark.parametrize("line", LINES)
def test_a_dose_line_round_trips_exactly(line: str) -> None:
    assert line == str(parse_dose(line))


SPANS = st.tuples(st.integers(1, 40), st.integers(0, 40)).map(lambda pair: (float(pair[0]), float(pair[0] + pair[1])))
SECONDS = st.one_of(st.just("X"), st.integers(0, 60).map(str), st.sampled_from(["0.5", "1.25"]))
LOADS = st.builds(
    DoseLoad,
    mass_kg=st.one_of(st.none(), st.floats(0.001, 300.0)),
    band=st.sampled_from(["green", "loop_41.heavy", "red-2"]),
    strands=st.integers(1, 4),
) | st.builds(DoseLoad, mass_kg=st.one_of(st.none(), st.floats(0.001, 300.0)))


@given(
    side=st.sampled_from(["L", "R", "LR", "alt"]),
    sets=SPANS,
    reps=st.one_of(st.none(), SPANS),
    metres=st.floats(1.0, 400.0),
    to_fatigue=st.booleans(),
    hold=st.one_of(st.none(), SPANS),
    load=st.one_of(st.none(), LOADS),
    tempo=st.one_of(st.none(), st.tuples(SECONDS, SECONDS, SECONDS).map("-".join)),
    rest=st.one_of(st.none(), st.floats(0.0, 600.0)),
    rir=st.one_of(st.none(), SPANS),
)
def test_every_dose_round_trips(  # one argument per part of the notation
    side: DoseSide,
    sets: tuple[float, float],
    reps: tuple[float, float] | None,
    metres: float,
    to_fatigue: bool,
    hold: tuple[float, float] | None,
    load: DoseLoad | None,
    tempo: str | None,
    rest: float | None,
    rir: tuple[float, float] | None,
) -> None:
    dose = Dose(
        exercise="cable_hip_flexion",
        side=side,
        sets=sets,
        reps=reps,
        distance_m=metres if reps is None and not to_fatigue else None,
        to_fatigue=to_fatigue,
        hold_s=hold,
        load=load,
        tempo=tempo,
        rest_s=rest,
        rir=rir,
    )
    assert dose == parse_dose(str(dose))
    assert str(dose) == str(parse_dose(str(dose)))
    assert dose_minutes(dose) > 0


@pytest.mark.parametrize(
    "line",
    [
        "",
        "cable R",
        "cable neither 3x8",
        "cable R 3x8 @12.5",
        "cable R 3x8 rest 90",
        "cable R 0x8",
        "cable R 3x10-5",
        "cable R 3x8 rir 2 rest 9s",
        "Cable R 3x8",
    ],
)
def test_a_broken_dose_line_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(ValueOutOfRangeError, match="dose"):
        parse_dose(line)


def test_minutes_of_a_dose_can_be_counted_by_hand() -> None:
    rules = dose_rules()
    one = parse_dose("lift R 3x8 tempo 2-1-3 rest 90s")
    assert (rules.set_up_s + 3 * 8 * 6 + 2 * 90) / 60 == pytest.approx(dose_minutes(one))
    both = parse_dose("lift LR 3x8 tempo 2-1-3 rest 90s")
    assert (rules.set_up_s + 6 * 8 * 6 + 2 * (90 - 48)) / 60 == pytest.approx(dose_minutes(both))


@given(load_kg=st.floats(0.5, 200.0))
def test_a_load_step_is_2_to_10_percent_or_none(load_kg: float) -> None:
    load, rules = DoseLoad(mass_kg=load_kg), dose_rules()
    by_halves = loads_for(replace(exercise("lift"), set_up={"weight_kg": load.mass_kg}), rules=rules)
    heavier = next_small_load(load, by_halves, rules=rules)
    if heavier is None:
        assert load_kg < 10.0
    else:
        assert heavier.mass_kg is not None
        assert 1.02 - 1e-9 <= heavier.mass_kg / (load.mass_kg or 1.0) <= 1.10 + 1e-9
        assert 0.0 == pytest.approx(heavier.mass_kg / 0.5 % 1.0)


def test_a_load_step_goes_to_what_is_owned_and_nowhere_else() -> None:
    owned = replace(exercise("lift", resistance=10.0), owned_kg=(5.0, 10.0, 12.5, 20.0))
    loads = loads_for(owned, rules=dose_rules())
    assert [5.0, 10.0, 12.5, 20.0] == [load.mass_kg for load in loads]
    assert next_small_load(DoseLoad(mass_kg=10.0), loads, rules=dose_rules()) is None
    assert DoseLoad(mass_kg=12.5) == next_small_load(DoseLoad(mass_kg=11.5), loads, rules=dose_rules())


def test_the_load_of_a_set_up_is_its_mass_and_band() -> None:
    assert "bodyweight" == str(load_of({"weight_kg": 0.0, "band": "none"}))
    assert "12.5kg" == str(load_of({"stack_kg": 12.5}))
    assert "2kg+band:green*2" == str(load_of({"weight_kg": 2.0, "band": "green", "strands": 2}))


def total_minutes(plan: Plan, week: int) -> float:
    return sum(session.minutes for session in plan.sessions if session.week == week)


@pytest.mark.parametrize("preset", ["modest", "standard"])
@pytest.mark.parametrize("goal", ["distance", "sprint", "general"])
def test_both_presets_give_a_feasible_plan_for_every_goal_and_name_their_source(found: Match, preset: str, goal: str) -> None:
    plan = make_plan(found, Terms(goal=goal, preset=preset))
    shipped = presets()[preset]
    assert (shipped.weeks, shipped.minutes_per_week) == (plan.weeks, plan.minutes_per_week)
    assert set(range(1, shipped.weeks + 1)) == {session.week for session in plan.sessions}
    assert shipped.source in plan.why
    for week in range(1, plan.weeks + 1):
        assert 0 < total_minutes(plan, week) <= plan.minutes_per_week + 0.2
    assert {"left", "right"} == {line.side for session in plan.sessions for line in session.lines}


@settings(max_examples=40, deadline=None)
@given(minutes=st.floats(2.0, 200.0), weeks=st.integers(1, 12), goal=st.sampled_from(["distance", "sprint", "general"]))
def test_a_plan_always_fits_its_budget_or_names_the_least_one(minutes: float, weeks: int, goal: str) -> None:
    found = match(stride(), flat_capacity(2.0, 2.4), gym())
    with pytest.raises(BudgetTooSmallError) as caught:
        make_plan(found, Terms(goal=goal, minutes_per_week=1.0, weeks=weeks))
    if minutes < caught.value.least_minutes:
        with pytest.raises(BudgetTooSmallError, match=f"Give at least {caught.value.least_minutes:g} minutes"):
            make_plan(found, Terms(goal=goal, minutes_per_week=minutes, weeks=weeks))
        return
    plan = make_plan(found, Terms(goal=goal, minutes_per_week=minutes, weeks=weeks))
    for week in range(1, weeks + 1):
        assert total_minutes(plan, week) <= minutes + 0.05 * len([s for s in plan.sessions if s.week == week]) + 1e-9


def test_a_budget_that_fits_nothing_names_the_least_that_would_and_that_one_works(found: Match) -> None:
    with pytest.raises(BudgetTooSmallError, match="Give at least") as caught:
        make_plan(found, Terms(minutes_per_week=1.0))
    plan = make_plan(found, Terms(minutes_per_week=caught.value.least_minutes))
    assert plan.sessions
    with pytest.raises(BudgetTooSmallError):
        make_plan(found, Terms(minutes_per_week=caught.value.least_minutes - 0.2))


def test_the_plan_covers_more_of_the_need_than_any_single_exercise(found: Match) -> None:
    for preset in ("modest", "standard"):
        chosen = make_plan(found, Terms(preset=preset)).chosen
        assert chosen.coverage[0] > chosen.single_coverage[0]
        assert len(chosen.items) > 1


def test_doses_stay_inside_the_range_of_their_source_and_progress_repetitions_first(found: Match) -> None:
    plan = make_plan(found, Terms(weeks=8))
    per_line: dict[tuple[str, str], list[Dose]] = {}
    for session in plan.sessions:
        for line in session.lines:
            dose = line.dose
            assert dose.reps is not None
            assert 2 <= dose.sets[0] <= dose.sets[1] <= 5
            assert 5 <= dose.reps[0] <= dose.reps[1] <= 10
            assert dose.load is not None
            assert line.set_up["weight_kg"] == dose.load.mass_kg
            doses = per_line.setdefault((line.exercise, line.side), [])
            if not doses or doses[-1] != line.dose:
                doses.append(dose)
    for doses in per_line.values():
        for before, after in pairwise(doses):
            loads = [dose.load.mass_kg for dose in (before, after) if dose.load is not None]
            assert before.reps is not None
            if loads[0] != loads[1]:
                assert (10.0, 10.0) == before.reps
                assert 1.02 <= (loads[1] or 0.0) / (loads[0] or 1.0) <= 1.10


def test_red_flags_and_the_pain_rule_stand_before_everything_else(found: Match) -> None:
    before = make_plan(found).before
    rows = {row.statement: row for row in safety_rows()}
    assert ["red flag"] * 4 == [rows[statement].kind for statement in before[:4]]
    assert "pain rule" == rows[before[4]].kind
    assert re.search(r"above 2 out of 10 .*worse the next morning.*Above 5 out of 10", before[4])
    assert 15 == len(rows)
    assert "band" not in {rows[statement].kind for statement in before}
    assert "kettlebell" in {rows[statement].kind for statement in before}


def test_every_line_says_when_to_stop_and_why_it_is_there(found: Match) -> None:
    for session in make_plan(found).sessions:
        for line in session.lines:
            assert any("pain" in stop for stop in line.stop_for)
            assert len(line.why) >= 2


def test_the_plan_says_what_it_rests_on_and_what_speaks_against_it(found: Match) -> None:
    demand, capacity = en("typical at 3.5 m/s, not yours"), en("one test per side")
    plan = make_plan(found, Terms(goal="sprint"), demand_source=demand, capacity_source=capacity)
    text = " ".join(plan.why)
    for words in ("Weyand", "typical at 3.5 m/s, not yours", "one test per side", "does not replace it"):
        assert words in text
    assert "week 6 on day 5" in plan.retest[0]
    assert any("one session a week" in sentence for sentence in plan.retest)


def test_same_inputs_give_the_same_plan_and_the_json_has_the_keys_of_the_contract(found: Match) -> None:
    first, second = (json_text(plan_document(make_plan(found))) for _ in range(2))
    assert first == second
    plain = json.loads(first)
    assert plain["schema"] == "hipdrive.plan/1"
    assert {"goal", "weeks", "minutes_per_week", "before", "why", "sessions", "retest"} <= set(plain)
    assert {"week", "day", "minutes", "lines"} <= set(plain["sessions"][0])
    assert {"exercise", "side", "dose", "set_up", "stop_for", "why"} <= set(plain["sessions"][0]["lines"][0])


def test_the_last_week_is_lighter_for_the_retest(found: Match) -> None:
    plan = make_plan(found)
    assert total_minutes(plan, plan.weeks) < total_minutes(plan, plan.weeks - 1)


def test_quick_work_stands_in_sprint_plans_from_the_first_week_for_those_who_may_and_never_in_others() -> None:
    quick = replace(exercise("knee_drive", curve(moment_nm_kg=1.5)), set_up={"weight_kg": 5.0, "tempo": "X-0-2"})
    slow = exercise("slow_lift", curve(from_deg=-20, to_deg=5, moment_nm_kg=1.4))
    found = match(stride(), flat_capacity(), [quick, mirrored(quick), slow, mirrored(slow)])

    def weeks(terms: Terms) -> set[int]:
        return {s.week for s in make_plan(found, terms).sessions for line in s.lines if line.dose.tempo == "X-0-2"}

    assert {1, 2, 3, 4, 5, 6} == weeks(Terms(goal="sprint"))
    for terms in (Terms(goal="distance"), Terms(goal="sprint", experience="new"), Terms(goal="sprint", quick=False)):
        assert not weeks(terms)


def test_alternating_exercises_count_repetitions_of_both_sides_in_one_line() -> None:
    march = exercise("march", curve("right", moment_nm_kg=1.0), curve("left", moment_nm_kg=1.0))
    march = replace(march, dose=DoseSource(sets=(2, 2), reps=(20, 40), tempo="1-1-1", rest_s=60.0, per_side=False))
    plan = make_plan(match(stride(), flat_capacity(), [march]))
    lines = [line for session in plan.sessions for line in session.lines if line.exercise == "march"]
    assert {"both"} == {line.side for line in lines}
    assert all(" alt 2x" in str(line.dose) for line in lines)


def test_a_silent_source_is_filled_with_declared_defaults_and_said_so() -> None:
    bare = replace(exercise("lift", curve(moment_nm_kg=1.5)), dose=DoseSource(source="Førlie"))
    line = make_plan(match(stride(), flat_capacity(), [bare, mirrored(bare)])).sessions[0].lines[0]
    assert line.dose.reps == (8.0, 8.0)
    assert any("not stated there" in reason for reason in line.why)


def test_an_exercise_stands_in_no_more_sessions_a_week_than_its_source_allows_and_our_numbers_are_named() -> None:
    hard = replace(
        exercise("thrust", curve(moment_nm_kg=1.5)), dose=DoseSource(sets=(2, 3), reps=(6, 10), per_week=(1, 2), ours=("sets", "rest_s"))
    )
    plan = make_plan(match(stride(), flat_capacity(), [hard, mirrored(hard)]))
    assert {1, 2} >= {len({s.day for s in plan.sessions if s.week == week}) for week in range(1, plan.weeks + 1)}
    assert any("our choice: sets, rest" in reason for reason in plan.sessions[0].lines[0].why)


def test_wishes_out_of_bounds_and_nothing_to_train_give_one_clear_sentence(found: Match) -> None:
    with pytest.raises(UnknownNameError, match="goal 'marathon'"):
        make_plan(found, Terms(goal="marathon"))
    with pytest.raises(UnknownNameError, match="preset 'huge'"):
        make_plan(found, Terms(preset="huge"))
    with pytest.raises(ValueOutOfRangeError, match="weeks is 99"):
        make_plan(found, Terms(weeks=99))
    with pytest.raises(ValueOutOfRangeError, match="minutes_per_week is nan"):
        make_plan(found, Terms(minutes_per_week=float("nan")))
    with pytest.raises(NothingToPlanError, match="too hard now"):
        make_plan(match(stride(), flat_capacity(), [exercise("leg", curve(moment_nm_kg=3.0))]))
