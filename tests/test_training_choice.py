"""A plan is chosen as a whole: the integer programme against trying everything, pins and bans, gates, schools, dates, what is owned."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from training_scenes import curve, exercise, flat_capacity, gym, mirrored, stride

from hipdrive.capacity.screen import Gate
from hipdrive.contract.plans.plan import plan_document
from hipdrive.errors import BudgetTooSmallError, ContradictionError, NothingToPlanError, UnknownNameError
from hipdrive.language import en
from hipdrive.training import Dose, Match, Mobility, Terms, admitted, make_plan, match, parse_dose
from hipdrive.training.match.admission import refusal
from hipdrive.training.plan.progression import is_deload
from hipdrive.training.rules import dose_rules

GATE = {
    kind: Gate(kind=kind, row="S08", why=en("pain at the front of the hip comes first."))
    for kind in ("early_range", "straight_leg_lift", "sit_up")
}


@pytest.fixture
def found() -> Match:
    """A stride that asks the flexors, and three exercises for each side."""
    return match(stride(), flat_capacity(2.0, 2.4), gym())


def test_what_is_pinned_is_in_the_plan_and_what_is_banned_is_not() -> None:
    twin = replace(exercise("early_twin", curve(from_deg=-20, to_deg=12, moment_nm_kg=1.3)), set_up={"weight_kg": 5.0})
    found = match(stride(), flat_capacity(2.0, 2.4), [*gym(), twin, mirrored(twin)])
    free = [item.exercise for item in make_plan(found).chosen.items]
    assert "early_cable" in free
    assert "early_twin" not in free
    plan = make_plan(found, Terms(pinned=("early_twin",), banned=("early_cable",)))
    chosen = [item.exercise for item in plan.chosen.items]
    assert "early_twin" in chosen
    assert "early_cable" not in chosen
    assert any("Pinned by you: early_twin" in sentence for sentence in plan.why)


def test_wishes_that_cannot_be_kept_are_refused_in_one_sentence(found: Match) -> None:
    with pytest.raises(ContradictionError, match="'mid_march' is both pinned and banned: pin it or ban it"):
        Terms(pinned=("mid_march",), banned=("mid_march",))
    with pytest.raises(ContradictionError, match=r"It cannot be done as set out\. But 'leg_press' is pinned: unpin it"):
        make_plan(found, Terms(pinned=("leg_press",)))
    with pytest.raises(ContradictionError, match=r"It needs a machine\. But 'leg_press' is pinned"):
        make_plan(found, Terms(pinned=("leg_press",), refused=(refusal("leg_press", en("it needs a machine.")),)))
    with pytest.raises(UnknownNameError, match="school 'all'"):
        make_plan(found, Terms(school="all"))


@settings(max_examples=15, deadline=None)
@given(low=st.integers(-20, 90), width=st.integers(3, 30))
def test_pain_at_the_front_of_the_hip_keeps_flexor_loads_in_the_early_range_and_all_beyond_neutral_out(low: int, width: int) -> None:
    for action, from_deg in (("flexor", 15), ("extensor", -1)):
        one = exercise("lift", curve("right", action, from_deg=low, to_deg=low + width, moment_nm_kg=1.0))  # type: ignore[arg-type]
        admission = admitted([one], gates=[GATE["early_range"]])
        assert (low < from_deg) == bool(admission.refused)
        assert (low >= from_deg) == bool(admission.candidates)


def test_back_pain_keeps_out_what_declares_it_and_nothing_else() -> None:
    raise_, sit, march = (replace(exercise(name, curve()), gates=gates) for name, gates in _BY_GATE.items())
    admission = admitted([raise_, sit, march], gates=[GATE["straight_leg_lift"], GATE["sit_up"]])
    assert ("march",) == tuple(one.exercise for one in admission.candidates)
    assert [True, True] == [sentence.startswith(name) for sentence, name in zip(admission.refused, ("raise", "sit"), strict=True)]


_BY_GATE: dict[str, tuple[str, ...]] = {"raise": ("straight_leg_lift",), "sit": ("sit_up",), "march": ()}


def test_what_is_blocked_is_left_out_with_its_reason() -> None:
    admission = admitted(gym(), blocked={"mid_march": en("test A01 is not passed.")})
    assert {"early_cable", "high_lift"} == {one.exercise for one in admission.candidates}
    assert ("mid_march: test A01 is not passed.",) == admission.refused


@settings(max_examples=60, deadline=None)
@given(
    blocked=st.sets(st.sampled_from(["early_cable", "mid_march", "high_lift"]), max_size=2),
    banned=st.sets(st.sampled_from(["early_cable", "mid_march", "high_lift"]), max_size=2),
    kinds=st.sets(st.sampled_from(sorted(GATE)), max_size=3),
    minutes=st.floats(5.0, 90.0),
    sessions=st.integers(1, 5),
    goal=st.sampled_from(["distance", "sprint", "general"]),
)
def test_a_plan_never_holds_what_is_blocked_gated_or_banned_fits_its_time_and_repeats(
    blocked: set[str], banned: set[str], kinds: set[str], minutes: float, sessions: int, goal: str
) -> None:
    admission = admitted(gym(), gates=[GATE[kind] for kind in sorted(kinds)], blocked=dict.fromkeys(sorted(blocked), en("not yet.")))
    found = match(stride(), flat_capacity(2.0, 2.4), admission.candidates)
    terms = Terms(goal=goal, banned=tuple(sorted(banned)), minutes_per_week=minutes, sessions_per_week=sessions, refused=admission.refused)
    try:
        plan = make_plan(found, terms)
    except (NothingToPlanError, BudgetTooSmallError):
        return
    used = {line.exercise for session in plan.sessions for line in session.lines}
    assert used
    assert not used & (blocked | banned)
    assert "early_range" not in kinds or not used & {"early_cable", "mid_march"}
    assert "early_range" not in {gate for line in plan.programme for gate in line.gates} & kinds
    held = len({session.day for session in plan.sessions})
    assert held <= sessions
    for session in plan.sessions:
        assert session.minutes <= minutes / held + 0.051
    assert plan_document(plan) == plan_document(make_plan(found, terms))


def test_the_schools_move_what_counts_and_say_what_speaks_against_them(found: Match) -> None:
    early, short = (make_plan(found, Terms(school=school)) for school in ("early_range", "short_range"))
    assert "early_cable" == early.chosen.items[0].exercise
    assert "high_lift" in [item.exercise for item in short.chosen.items]
    assert any("Deane 2005" in sentence for sentence in early.why)
    assert any("contested" in sentence for sentence in short.why)


def test_mobility_work_comes_first_in_every_session_and_takes_its_share_of_the_time(found: Match) -> None:
    dose, why = parse_dose("hip_flexion_mobility LR 1x5 hold 20s rest 10s"), en("Test A01 is not passed.")
    first = Mobility(exercise="hip_flexion_mobility", name=en("Mobility"), dose=dose, stop_for=(en("pinching"),), why=why)
    plan = make_plan(found, Terms(mobility=(first,)))
    assert {"hip_flexion_mobility"} == {session.lines[0].exercise for session in plan.sessions}
    assert "Test A01 is not passed." in plan.why
    for week in range(1, plan.weeks + 1):
        assert sum(session.minutes for session in plan.sessions if session.week == week) <= plan.minutes_per_week + 0.2
    assert {"left", "right"} == {line.side for line in plan.programme if line.exercise == "hip_flexion_mobility"}


def test_a_plan_with_a_start_has_dates_for_sessions_and_retest(found: Match) -> None:
    plan = make_plan(found, Terms(start=date(2026, 11, 23)))
    assert [date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 27)] == [session.on for session in plan.sessions[:3]]
    assert date(2027, 1, 1) == plan.retest_at.on
    assert "2027-01-01" in plan.retest[0]
    assert all(session.on != plan.retest_at.on for session in plan.sessions)


def test_afterwards_one_set_of_each_exercise_keeps_what_was_gained(found: Match) -> None:
    plan = make_plan(found)
    kept = [line.dose for line in plan.maintenance]
    assert {(line.exercise, line.side) for line in plan.programme} == {(line.exercise, line.side) for line in plan.maintenance}
    assert {(1.0, 1.0)} == {dose.sets for dose in kept}


def test_long_plans_have_lighter_weeks_in_which_nothing_is_added(found: Match) -> None:
    plan = make_plan(found, Terms(weeks=9, minutes_per_week=120.0))
    rules = dose_rules()
    assert [4, 8] == [week for week in range(1, 10) if is_deload(week, 9, rules=rules)]
    first = plan.sessions[0].lines[0]
    by_week: dict[int, list[Dose]] = {}
    for session in plan.sessions:
        for line in session.lines:
            if (line.exercise, line.side) == (first.exercise, first.side):
                by_week.setdefault(session.week, []).append(line.dose)
    last = by_week[3][-1]
    for dose in by_week[4]:
        assert dose.sets < last.sets
        assert (last.reps, last.load) == (dose.reps, dose.load)
    assert by_week[5][0].sets == last.sets


def test_the_programme_holds_what_following_needs(found: Match) -> None:
    plan = make_plan(found)
    for line in plan.programme:
        assert line.dose.load in line.loads
        assert line.allowed.reps[0] <= (line.dose.reps or (0, 0))[0] <= line.allowed.reps[1]
        masses = [load.mass_kg or 0.0 for load in line.loads]
        assert masses == sorted(masses)


def test_an_exercise_for_the_other_leg_keeps_its_own_line() -> None:
    one = exercise("early_cable", curve(from_deg=-20, to_deg=15, moment_nm_kg=1.2))
    plan = make_plan(match(stride(), flat_capacity(2.0, 2.4), [one, mirrored(one)]))
    assert {"left", "right"} == {line.side for line in plan.sessions[0].lines if line.exercise == "early_cable"}
