"""A plan leaves the program as a calendar that other programs read, and as a sheet of paper with everything a session needs."""

import io
import re
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from training_scenes import flat_capacity, gym, stride

from hipdrive.coach.planning.plan_files import DISCLAIMER
from hipdrive.exercise import exercises, variant_of, variants_of
from hipdrive.language import Text
from hipdrive.report.exercise_picture.small_figure import WIDTH_PX
from hipdrive.report.exercise_picture.style import style_sheet
from hipdrive.report.files.calendar import Standing, plan_calendar
from hipdrive.report.files.session_sheet import TEMPLATE, SessionSheet, SheetRest, SheetRow, sheet_pdf, sheet_rows
from hipdrive.report.files.sheet_labels import BAND, BANDS, CUFF_LABEL, CUFFS, HEIGHT, SURFACES
from hipdrive.report.files.sheet_words import arranged, dose_sentence, shared_stops, tempo_said
from hipdrive.report.words import load_in_words
from hipdrive.training import Plan, PlanLine, Terms, make_plan, match, parse_dose

PLAN_ID = UUID(int=7)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 20"><rect width="44" height="20" fill="#ccc"/></svg>'


HANGING = {variant_of(exercises()["leg_raise"], set_up[0]).label: dict(set_up[0]) for set_up in exercises()["leg_raise"].grid_set_ups()}
"""A set-up of each variant of the leg raise."""


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Six weeks from Monday, 23 November 2026."""
    return make_plan(match(stride(), flat_capacity(2.0, 2.4), gym()), Terms(start=date(2026, 11, 23)))


def entries(plan: Plan, *, revision: int = 0, plan_id: UUID = PLAN_ID, standing: Standing | None = None) -> list[Any]:
    """The entries of the plan's calendar, as another program reads them."""
    text = plan_calendar(
        plan_id,
        plan.sessions,
        retest_on=plan.retest_at.on or date.max,
        maintenance=plan.maintenance,
        made_at=datetime(2026, 11, 21, tzinfo=UTC),
        revision=revision,
        standing=standing,
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
    assert "pain goes above 2 out of 10" in str(found[0]["description"])


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
        title=Text("Week 1, session 1"),
        date=Text("Monday 23 November 2026"),
        minutes=11.0,
        before=(Text("Pain rule: stop above 2 out of 10."),),
        rows=sheet_rows(lines, figures),
        disclaimer=Text(DISCLAIMER),
    )
    read = PdfReader(io.BytesIO(sheet_pdf(sheet, {"figure.svg": SVG})))
    text = " ".join(page.extract_text() for page in read.pages)
    assert pytest.approx(595.3, abs=1) == float(read.pages[0].mediabox.width)
    for words in ("Week 1, session 1", "Pain rule", "When to stop a set", "left", "right", "not a diagnosis", lines[0].name):
        assert words in text


def sheet_text(**more: Any) -> str:  # noqa: ANN401  whatever stands on a sheet
    """What a sheet without exercises says."""
    whole: dict[str, Any] = {"title": "Week 1", "date": "", "minutes": 0.0, "before": ("Pain rule.",), "rows": (), "disclaimer": "#d"}
    return str(PdfReader(io.BytesIO(sheet_pdf(SessionSheet(**{**whole, **more}), {}))).pages[0].extract_text())


def test_a_stopped_plans_sheet_says_stop_and_why_and_nothing_to_do(plan: Plan) -> None:
    rows = sheet_rows(plan.sessions[0].lines, {})
    text = sheet_text(stop="Pain of 7 out of 10: have it looked at.", rows=rows, name="Ann")
    assert all(words in text for words in ("STOP", "Pain of 7 out of 10: have it looked at.", "Ann"))
    assert not any(words in text for words in (rows[0].name, "When to stop", "set 1", "Pain rule"))


def test_what_rests_is_marked_on_the_sheet_and_an_empty_session_says_so() -> None:
    rest = SheetRest(name=Text("Cable lift"), side=Text("left side"), status="paused", reason=Text("Pain at the front of hip."))
    text = sheet_text(resting=(rest,), notes=("There is a hard run on this day: run first, then do this.",))
    for words in ("PAUSED: Cable lift, left side.", "Pain at the front of hip.", "run first", "Nothing to do today."):
        assert words in text


def test_no_letter_of_the_sheet_or_its_figures_is_smaller_than_seven_points() -> None:
    template = TEMPLATE.read_text(encoding="utf-8")
    sizes = [float(size) for size in re.findall(r"size: ([\d.]+)pt", template)]
    assert len(sizes) > 8
    assert min(sizes) >= 7.0
    widths_mm = [float(width) for width in re.findall(r"picture\(row, (\d+)mm", template)]
    letter_px = float(re.findall(r"font-size:([\d.]+)px", style_sheet("p"))[0])
    assert 2 == len(widths_mm)
    assert letter_px * (min(widths_mm) / 25.4 * 72.0) / WIDTH_PX >= 7.0


def test_a_stopped_plans_calendar_says_stop_from_then_on_and_leaves_what_was_before(plan: Plan) -> None:
    since = plan.sessions[3].on or date.max
    found = entries(plan, standing=Standing(since=since, stop=Text("Pain of 7 out of 10.")))
    before = [one for one in found if one.decoded("dtstart") < since]
    stopped = [one for one in found if one.decoded("dtstart") >= since]
    assert (3, len(plan.sessions) - 3 + 2) == (len(before), len(stopped))
    assert {"STOP: no hip training"} == {str(one["summary"]) for one in stopped}
    assert all(str(one["description"]).startswith("Pain of 7 out of 10.") for one in stopped)
    assert not any(plan.sessions[0].lines[0].name in str(one["description"]) for one in stopped)
    assert not any("STOP" in str(one["summary"]) for one in before)
    late = entries(plan, standing=Standing(since=date(2027, 6, 1), stop=Text("Pain of 7 out of 10.")))
    assert ["STOP: no hip training"] == [str(one["summary"]) for one in late if "STOP" in one["summary"]]
    assert "rrule" in late[-1]


def test_a_paused_line_is_marked_in_the_calendar_from_then_on(plan: Plan) -> None:
    line = plan.sessions[0].lines[0]
    found = entries(
        plan, standing=Standing(since=plan.sessions[1].on or date.max, resting={(line.exercise, line.side): Text("Pain at the groin.")})
    )
    marked = [f"NOT NOW: {line.name}, {line.side}: Pain at the groin." in str(one["description"]) for one in found]
    assert [False, True] == marked[:2]


def test_doses_are_said_in_words_with_their_weight() -> None:
    def said(dose: str, exercise: str = "kettlebell_hip_flexion", **set_up: Any) -> str:  # noqa: ANN401  a value of a set-up
        parsed = parse_dose(dose)
        return dose_sentence(PlanLine(exercise=exercise, name=Text(""), side="left", dose=parsed, set_up=set_up, stop_for=(), why=()))

    assert "3 sets of 5, each held for 1 s, with 2 kg at the toes" == said("k L 3x5 hold 1s @2kg", weight_kg=2.0, weight_at="toes")
    assert "1 set of 8, with 10 kg on the stack" == said("c L 1x8 @10kg", "cable_hip_flexion", stack_kg=10.0)
    assert "2 to 3 sets of 15 m, with 30 kg including the sled" == said("s both 2-3x15m @30kg", "sled_drag", sled_kg=30.0)
    assert "3 sets of 6, each held for up to 1 s, with 2.5 kg on each leg (5 kg in all)" == said(
        "l both 3x6 hold 0-1s @5kg", "leg_raise", weight_kg=5.0
    )
    assert "3 sets of 8, no added weight" == said("s L 3x8 @bodyweight", "seated_lift")
    assert "3 sets of 8, with green band, 2 strands" == said("s L 3x8 @band:green*2", "standing_march", band="green", strands=2)


def test_what_to_arrange_is_said_without_the_words_of_mechanics() -> None:
    rows = arranged("kettlebell_hip_flexion", {"weight_at": "toes", "hip_start_deg": -10, "hip_end_deg": 90, "knee_flexion_deg": 0})
    assert ("Thigh from 10° behind the line of the trunk to 90° in front of it",) == rows[:1]
    assert rows[1].endswith("straight")
    assert 2 == len(rows)
    cable = {
        "ratio": 2,
        "pulley_x_m": -1.5,
        "pulley_y_m": 0.1,
        "stack_kg": 5.0,
        "trunk_lean_deg": 10,
        "hip_start_deg": 5,
        "hip_end_deg": 90,
    }
    assert {
        "Pulley 150 cm behind the hip, 10 cm above the floor",
        "2:1 pulley: you feel half the stack",
        "Trunk leaning 10° forward",
        "Thigh from 5° to 90° in front of the line of the trunk",
    } == set(arranged("cable_hip_flexion", cable))
    hanging = next(label for label, set_up in HANGING.items() if "hang" in label.lower() and set_up)
    assert any(row == "Bar: 240 cm high" for row in arranged("leg_raise", {**HANGING[hanging], "bench_height_m": 2.4}))


def test_every_label_that_a_sheet_says_another_way_is_known_as_a_phrase() -> None:
    labels = {
        setting.label for exercise in exercises().values() for each in variants_of(exercise).values() for setting in each.settings.values()
    }
    for beginning, known in ((HEIGHT, SURFACES), (BAND, BANDS), (CUFF_LABEL, CUFFS)):
        elsewhere = {f"{HEIGHT}of the pulley above the floor", f"{HEIGHT}of the band anchor above the floor"}
        assert {label for label in labels if label.startswith(beginning)} - elsewhere == set(known)


def test_the_pace_is_said_without_what_the_dose_says_and_not_for_a_distance() -> None:
    said = [tempo_said(parse_dose(f"x L {dose} tempo 2-1-3")) for dose in ("3x5", "3x5 hold 2s", "3x15m")]
    assert ["2 s up, 1 s hold, 3 s down", "2 s up, 3 s down", ""] == said


def test_what_stops_every_exercise_is_said_once_and_nothing_is_lost(plan: Plan) -> None:
    rows = sheet_rows([line for session in plan.sessions for line in session.lines], {})
    shared = shared_stops([row.stop_for for row in rows])
    assert len(rows) > 1
    assert shared
    assert () == shared_stops([rows[0].stop_for])
    text = " ".join(sheet_text(rows=rows).split())
    assert [1] * len(shared) == [text.count(words) for words in shared]
    assert all(words in text for row in rows for words in row.stop_for)


def test_picture_and_dose_of_the_sheet_say_the_load_in_the_same_words(plan: Plan) -> None:
    lines = [line for session in plan.sessions for line in session.lines]
    rows = sheet_rows(lines, {line.exercise: "figure.svg" for line in lines})
    loads = {line.exercise: load_in_words(line.dose.load, line.set_up, exercise=line.exercise) for line in reversed(lines)}
    assert len(rows) > 1
    for row, load in zip(rows, (loads[exercise] for exercise in dict.fromkeys(line.exercise for line in lines)), strict=True):
        assert row.sides[0].dose.endswith(load)
        assert row.pictured.endswith(f"{load}.")


def test_metres_have_no_repetitions_in_reserve() -> None:
    def row(dose: str) -> SheetRow:
        line = PlanLine(exercise="lift", name=Text("Lift"), side="left", dose=parse_dose(dose), set_up={}, stop_for=(), why=())
        return sheet_rows([line], {})[0]

    metres, counted = row("lift L 3x15m rir 2"), row("lift L 3x8 rir 2")
    assert (False, ["Rest"]) == (metres.reserve, [name for name, _ in metres.how])
    assert (True, ["Rest", "Effort"]) == (counted.reserve, [name for name, _ in counted.how])


def test_what_pauses_for_one_reason_is_said_once() -> None:
    rests = [
        SheetRest(name=Text(name), side=Text("left side"), status="paused", reason=Text("Pain at the front of hip."))
        for name in ("Lift", "March")
    ]
    text = " ".join(sheet_text(resting=tuple(rests)).split())
    assert "PAUSED: Lift, left side; March, left side. Pain at the front of hip." in text


def test_a_dose_of_each_side_has_boxes_for_left_and_right_and_mobility_work_has_no_load() -> None:
    dose = parse_dose("hip_flexion_mobility LR 2x2 hold 20s")
    line = PlanLine(exercise="hip_flexion_mobility", name=Text("Mobility"), side="both", dose=dose, set_up={}, stop_for=(), why=())
    row = sheet_rows([line], {})[0]
    assert [("Left", 2), ("Right", 2)] == [(side.side, side.boxes) for side in row.sides]
    assert ("Left, then right", "2 sets of 2, each held for 20 s") == (row.each, row.sides[0].dose)


def test_text_of_an_exercise_cannot_become_markup_of_the_sheet() -> None:
    name = '#panic("x") *bold* $x$ <script> "quoted" \\ back'
    line = PlanLine(
        exercise="lift", name=Text(name), side="left", dose=parse_dose("lift L 3x8"), set_up={}, stop_for=(Text("#pain"),), why=()
    )
    sheet = SessionSheet(
        title=Text("#t"), date=Text(""), minutes=1.0, before=(Text("#b"),), rows=sheet_rows([line], {}), disclaimer=Text("#d")
    )
    text = PdfReader(io.BytesIO(sheet_pdf(sheet, {}))).pages[0].extract_text()
    assert '#panic("x") *bold* $x$ <script>' in text.replace("“", '"').replace("”", '"')


def test_sides_of_an_exercise_share_one_row_with_their_own_boxes(plan: Plan) -> None:
    rows = sheet_rows(plan.sessions[0].lines, {})
    assert len({line.exercise for line in plan.sessions[0].lines}) == len(rows)
    assert ["Left", "Right"] == [side.side for side in rows[0].sides]
    assert all(side.boxes >= 1 for row in rows for side in row.sides)
