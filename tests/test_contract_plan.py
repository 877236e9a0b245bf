"""A plan in JSON says all that following, showing and printing it needs, and plans of earlier versions still read."""

import json
from datetime import date
from typing import Any

import pytest
from follow_scenes import cables
from training_scenes import flat_capacity, gym, stride

from hipdrive.contract.plans.plan import PlanDocument, plan_document, plan_lines_from, sessions_from
from hipdrive.contract.plans.programme import programme_from, programme_line_document
from hipdrive.contract.wire import json_text, plain_of, read_document
from hipdrive.errors import InputFileError
from hipdrive.language import en
from hipdrive.training import Plan, Terms, make_plan, match

EARLIEST: dict[str, Any] = {
    "schema": "hipdrive.plan/1",
    "goal": "distance",
    "weeks": 4,
    "sessions": [{"week": 1, "day": 1, "lines": [{"exercise": "a_skip", "side": "both", "dose": "a_skip alt 2x20m"}]}],
    "retest_at": {"week": 4, "day": 3, "date": "2026-03-25"},
}
"""The least that any version wrote."""


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Six weeks from Monday, 23 November 2026."""
    return make_plan(match(stride(), flat_capacity(2.0, 2.4), gym()), Terms(start=date(2026, 11, 23)))


def read(text: str) -> PlanDocument:
    return read_document(PlanDocument, text, name="plan.json", kind=en("a plan"), advice=en("give another"))


def test_sessions_programme_and_retest_survive_their_json(plan: Plan) -> None:
    document = read(json_text(plan_document(plan)))
    assert plan_document(plan) == document
    assert plan.sessions == sessions_from(document)
    assert plan.maintenance == plan_lines_from(document.maintenance)
    assert document.programme == tuple(programme_line_document(line) for line in programme_from(document.programme))
    retest = document.retest_at
    assert (plan.retest_at.week, plan.retest_at.day, plan.retest_at.on) == (retest.week, retest.day, retest.on)
    assert cables() == programme_from(programme_line_document(line) for line in cables())


def test_a_plan_without_a_start_has_sessions_without_dates() -> None:
    undated = make_plan(match(stride(), flat_capacity(2.0, 2.4), gym()))
    document = read(json_text(plan_document(undated)))
    assert {None} == {session.on for session in sessions_from(document)}
    told = {key for key in plain_of(document.retest_at) if key not in {"week", "day"}}
    assert ({"date", "moved_from"}, None) == (told, plain_of(document)["start"])


def test_a_plan_of_the_first_version_reads_with_what_is_missing_left_empty() -> None:
    document = read(json.dumps(EARLIEST))
    assert [date(2026, 3, 25), (), None] == [document.retest_at.on, document.programme, document.start]
    session = sessions_from(document)[0]
    assert (None, "a_skip alt 2x20m") == (session.on, str(session.lines[0].dose))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"weeks": "many"}, "'weeks' is 'many'"),
        ({"sessions": [{"week": 1, "lines": []}]}, "'sessions[0].day' is missing"),
        ({"schema": "hipdrive.plan/2"}, "later version of Hipdrive"),
        ({"schema": "hipdrive.run/1"}, "this is not a plan"),
    ],
)
def test_a_broken_plan_is_refused_in_a_sentence_that_names_the_key(change: dict[str, Any], words: str) -> None:
    with pytest.raises(InputFileError) as refused:
        read(json.dumps({**EARLIEST, **change}))
    assert words in str(refused.value)
