"""A plan leaves the program as a calendar that other programs read, and as a sheet of paper with everything a session needs."""

import io
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from training_scenes import flat_capacity, gym, stride

from hipdrive.coach.plan_files import DISCLAIMER
from hipdrive.report.files.calendar import plan_calendar
from hipdrive.report.files.session_sheet import SessionSheet, sheet_pdf, sheet_rows
from hipdrive.training import Plan, PlanLine, Terms, make_plan, match, parse_dose

PLAN_ID = UUID(int=7)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 20"><rect width="44" height="20" fill="#ccc"/></svg>'


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Six weeks from Monday, 23 November 2026."""
    return make_plan(match(stride(), flat_capacity(2.0, 2.4), gym()), Terms(start=date(2026, 11, 23)))


def entries(plan: Plan, *, revision: int = 0, plan_id: UUID = PLAN_ID) -> list[Any]:
    """The entries of the plan's calendar, as another program reads them."""
    text = plan_calendar(
        plan_id,
        plan.sessions,
        retest_on=plan.retest_at.on or date.max,
        maintenance=plan.maintenance,
        made_at=datetime(2026, 11, 21, tzinfo=UTC),
        revision=revision,
    )
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_every_session_the_retest_and_the_time_after_stand_in_the_calendar(plan: Plan) -> None:
    found = entries(plan)
    assert len(plan.sessions) + 2 == len(found)
    assert date(2026, 11, 23) == found[0].decoded("dtstart")
    assert "TRANSPARENT" == found[0]["transp"]
    assert date(2027, 1, 1) == found[-2].decoded("dtstart")
    assert ["WEEKLY"] == found[-1]["rrule"]["FREQ"]
    assert plan.sessions[0].lines[0].name in str(found[0]["description"])
    assert "2 of 10 pain" in str(found[0]["description"])


def test_uids_stay_the_same_for_a_plan_and_differ_between_plans(plan: Plan) -> None:
    first, again, other = entries(plan), entries(plan, revision=3), entries(plan, plan_id=UUID(int=8))
    uids = [str(one["uid"]) for one in first]
    assert uids == [str(one["uid"]) for one in again]
    assert len(set(uids)) == len(uids)
    assert not set(uids) & {str(one["uid"]) for one in other}
    assert {3} == {one["sequence"] for one in again}


def test_the_sheet_is_a4_with_doses_boxes_and_stop_rules(plan: Plan) -> None:
    lines = list(plan.sessions[0].lines)
    figures = {line.exercise: "figure.svg" for line in lines}
    sheet = SessionSheet(
        title="Week 1, session 1",
        date="Monday 23 November 2026",
        minutes=11.0,
        before=("Pain rule: stop above 2 of 10.",),
        rows=sheet_rows(lines, figures),
        disclaimer=DISCLAIMER,
    )
    read = PdfReader(io.BytesIO(sheet_pdf(sheet, {"figure.svg": SVG})))
    text = " ".join(page.extract_text() for page in read.pages)
    assert pytest.approx(595.3, abs=1) == float(read.pages[0].mediabox.width)
    for words in ("Week 1, session 1", "Pain rule", "Stop for", "left", "right", "not a diagnosis", lines[0].name):
        assert words in text


def test_text_of_an_exercise_cannot_become_markup_of_the_sheet() -> None:
    name = '#panic("x") *bold* $x$ <script> "quoted" \\ back'
    line = PlanLine(exercise="lift", name=name, side="left", dose=parse_dose("lift L 3x8"), set_up={}, stop_for=("#pain",), why=())
    sheet = SessionSheet(title="#t", date="", minutes=1.0, before=("#b",), rows=sheet_rows([line], {}), disclaimer="#d")
    text = PdfReader(io.BytesIO(sheet_pdf(sheet, {}))).pages[0].extract_text()
    assert '#panic("x") *bold* $x$ <script>' in text.replace("“", '"').replace("”", '"')


def test_sides_of_an_exercise_share_one_row_with_their_own_boxes(plan: Plan) -> None:
    rows = sheet_rows(plan.sessions[0].lines, {})
    assert len({line.exercise for line in plan.sessions[0].lines}) == len(rows)
    assert ["left", "right"] == [side.side for side in rows[0].sides]
    assert all(side.boxes >= 1 for row in rows for side in row.sides)
