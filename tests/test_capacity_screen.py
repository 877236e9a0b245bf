"""The screen stops at every red flag, asks for agreement where it is due, and keeps gated exercises out."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdrive.capacity import ScreenAnswers, is_stale, questions, screened
from hipdrive.capacity.screen import CLINICIAN, GUARDIAN, screen_settings
from hipdrive.errors import ScreenIncompleteError, UnknownNameError, ValueOutOfRangeError
from hipdrive.training import safety_rows
from tools.safety_page import PAGE, safety_page

DAY = date(2025, 3, 3)
ALL_NO = dict.fromkeys(questions(), False)
RED_FLAGS = [one.id for one in questions().values() if "stop" in one.consequence]
CLEARANCE = [one.id for one in questions().values() if "clearance" in one.consequence]
RULES = {"S05"}
"""Rows that are a rule of training."""
NOTES = {"S11", "S12", "S14"}
"""Rows that are a note before the plan."""


def answers(yes: Mapping[str, bool], *, age_years: int | None = 30) -> ScreenAnswers:
    return ScreenAnswers(on=DAY, age_years=age_years, yes=yes)


def but(*names: str) -> dict[str, bool]:
    return ALL_NO | dict.fromkeys(names, True)


def test_every_safety_row_is_a_question_a_rule_or_a_note() -> None:
    rows = {row.id for row in safety_rows()}
    asked = {one.row for one in questions().values()}
    assert {f"S{number:02d}" for number in range(1, 16)} == rows
    assert asked <= rows
    assert rows == asked | RULES | NOTES
    assert {row.id for row in safety_rows() if row.kind == "red flag"} == {questions()[name].row for name in RED_FLAGS}


def test_the_page_of_safety_is_what_is_declared_and_names_every_row_and_question() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert safety_page() == page, "run 'make docs'"
    for row in safety_rows():
        assert f"| {row.id} |" in page
    for one in questions().values():
        assert f"`{one.id}`" in page


def test_nothing_stands_in_the_way_of_a_healthy_adult() -> None:
    outcome = screened(answers(ALL_NO))
    assert (False, (), ()) == (outcome.stop, outcome.refer, outcome.gates)
    assert any("not a diagnosis" in note for note in outcome.notes)


@pytest.mark.parametrize("name", RED_FLAGS)
def test_a_red_flag_stops_and_refers_and_no_agreement_lifts_it(name: str) -> None:
    for yes in (but(name), but(name, CLINICIAN, GUARDIAN), {name: True}):
        outcome = screened(answers(yes))
        assert outcome.stop
        assert questions()[name].says in outcome.refer


@pytest.mark.parametrize("name", CLEARANCE)
def test_clearance_stops_until_a_clinician_agrees(name: str) -> None:
    assert screened(answers(but(name))).stop
    assert screened(answers(but(name, GUARDIAN))).stop
    cleared = screened(answers(but(name, CLINICIAN)))
    assert (False, ()) == (cleared.stop, cleared.refer)


def test_back_pain_gates_straight_leg_lifts_and_sit_ups() -> None:
    outcome = screened(answers(but("back_pain")))
    assert not outcome.stop
    assert [("straight_leg_lift", "S10"), ("sit_up", "S10")] == [(gate.kind, gate.row) for gate in outcome.gates]


@pytest.mark.parametrize("name", ["anterior_hip_pain", "hip_instability_or_labrum", "groin_pain"])
def test_pain_at_the_front_of_the_hip_gates_the_early_range(name: str) -> None:
    assert ["early_range"] == [gate.kind for gate in screened(answers(but(name))).gates]


def test_groin_pain_refers_without_stopping() -> None:
    outcome = screened(answers(but("groin_pain")))
    assert not outcome.stop
    assert 1 == len(outcome.refer)


@pytest.mark.parametrize("age_years", [12, 17])
def test_under_18_both_agreements_are_needed(age_years: int) -> None:
    for yes in (ALL_NO, but(CLINICIAN), but(GUARDIAN)):
        assert screened(answers(yes, age_years=age_years)).stop
    assert not screened(answers(but(CLINICIAN, GUARDIAN), age_years=age_years)).stop
    assert not screened(answers(ALL_NO, age_years=18)).stop


def test_unanswered_questions_that_can_stop_are_named() -> None:
    without = {name: answer for name, answer in ALL_NO.items() if name not in {"sudden_pop", "hernia"}}
    with pytest.raises(ScreenIncompleteError, match="sudden_pop, hernia are not answered"):
        screened(answers(without))
    with pytest.raises(ScreenIncompleteError, match="age_years is not answered"):
        screened(answers(ALL_NO, age_years=None))


def test_an_unanswered_question_that_gates_counts_as_yes() -> None:
    without = {name: answer for name, answer in ALL_NO.items() if name != "back_pain"}
    gates = screened(answers(without)).gates
    assert {"straight_leg_lift", "sit_up"} == {gate.kind for gate in gates}
    assert all("this question is not answered" in gate.why for gate in gates)


def test_an_unknown_question_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean back_pain"):
        screened(answers(ALL_NO | {"backpain": True}))


@pytest.mark.parametrize("age_years", [-1, 3, 200])
def test_an_age_that_cannot_be_is_refused(age_years: int) -> None:
    with pytest.raises(ValueOutOfRangeError, match="age"):
        screened(answers(ALL_NO, age_years=age_years))


def test_a_screening_grows_stale_after_the_declared_weeks() -> None:
    weeks = timedelta(weeks=screen_settings().valid_weeks)
    assert not is_stale(answers(ALL_NO), DAY + weeks)
    assert is_stale(answers(ALL_NO), DAY + weeks + timedelta(days=1))
    assert is_stale(answers(ALL_NO), DAY - timedelta(days=1))


@given(yes=st.fixed_dictionaries({name: st.booleans() for name in questions()}), age_years=st.integers(8, 110))
def test_more_yes_never_makes_the_screen_more_lenient(yes: dict[str, bool], age_years: int) -> None:
    """A plan is only allowed without red flag, and with agreement wherever it is due."""
    outcome = screened(answers(yes, age_years=age_years))
    due = any(yes[name] for name in CLEARANCE) and not yes[CLINICIAN]
    minor = age_years < 18 and not (yes[CLINICIAN] and yes[GUARDIAN])
    assert outcome.stop == (any(yes[name] for name in RED_FLAGS) or due or minor)
    assert outcome.refer or not outcome.stop
    for name, kind in (("back_pain", "sit_up"), ("anterior_hip_pain", "early_range")):
        assert not yes[name] or kind in {gate.kind for gate in outcome.gates}
