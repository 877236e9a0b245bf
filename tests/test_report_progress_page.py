"""How it goes as a page: three sentences, what to do next, figures over days; right with much, with little and with nothing logged."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from command_line import Shown, shown_by
from follow_scenes import START, followed_by_hand
from store_work import add_ann_and_bo, ask_on, do_on, noon
from test_report_page import HOSTILE, read

from hipdrive import coach
from hipdrive.capacity import ScreenAnswers, TestResult
from hipdrive.language import en, reading_in, to_reader, verbatim
from hipdrive.report.figures.date_axis import date_ticks, span_of
from hipdrive.report.figures.date_panel import DateLine, DatePanel, date_panel
from hipdrive.report.figures.week_bars import WeekBar, week_bars
from hipdrive.report.named import with_names
from hipdrive.report.progress_page.words import sets_done, typed_dose
from hipdrive.store import Store, Unit, add_plan, add_results, add_screen, add_session, open_store
from hipdrive.training import PainRecord, SessionRecord, parse_set
from hipdrive.training.log.notation import parse_pain

CABLE = "cable_hip_flexion"
LATER = START + timedelta(days=18)
"""The Friday of the third week."""
LARGEST_BYTES = 400_000


def session(day: int, *lines: str, pains: tuple[PainRecord, ...] = (), note: str = "", skipped: bool = False) -> SessionRecord:
    logged = [parse_set(text) for text in lines]
    return SessionRecord(
        on=START + timedelta(days=day), sets=tuple(done for part in logged for done in part.sets), pains=pains, note=note, skipped=skipped
    )


def cable(day: int, reps: int, load: str = "10kg", **told: object) -> SessionRecord:
    return session(day, f"{CABLE} LR 3x{reps} @{load} rir 2", **told)  # type: ignore[arg-type]


WITH_PAIN = (parse_pain("3 groin after", exercise=CABLE, side="left"), parse_pain("1 groin next_morning"))
SESSIONS = (
    cable(0, 5, note=HOSTILE),
    cable(2, 6),
    session(7, f"{CABLE} L 3x7 @10.5kg rir 2", f"{CABLE} R 3x7 @10kg rir 2", "bent_knee_march LR 2x20 @bodyweight", pains=WITH_PAIN),
    session(9, skipped=True),
)


def newtons_of(on: date, side: str, newtons: float) -> TestResult:
    details = {"lever_m": 0.4, "hip_flexion_deg": 0.0}
    return TestResult(protocol="isometric_hip_flexion", side=side, on=on, value=newtons, details=details)  # type: ignore[arg-type]


RESULTS = (
    newtons_of(START - timedelta(days=4), "left", 150.0),
    newtons_of(START - timedelta(days=4), "right", 170.0),
    newtons_of(LATER, "left", 200.0),
    newtons_of(LATER, "right", 172.0),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Ann follows the plan made by hand, Bo follows none."""
    with open_store(str(tmp_path / "athletes.sqlite")) as opened:
        add_ann_and_bo(opened, START)
        for name in ("Ann", "Bo"):
            do_on(START, opened, add_screen, name, ScreenAnswers(on=START, age_years=35, yes=coach.with_no_to_rest({})))
        do_on(START, opened, add_plan, "Ann", followed_by_hand())
        yield opened


def log_all(store: Store, name: str = "Ann", sessions: tuple[SessionRecord, ...] = SESSIONS) -> None:
    for done in sessions:
        do_on(LATER, store, add_session, name, done)


def page_of(store: Store, name: str = "Ann", *, on: date = LATER, exercise: str = "", since: date | None = None) -> str:
    def both(unit: Unit) -> str:
        return coach.progress_page(unit, name, exercise=exercise, since=since)

    return ask_on(on, store, both)


def sound(page: str) -> None:
    """What holds for every page."""
    reader, plain = read(page), page.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "://" not in plain
    assert not re.search(r"<(script|link|iframe|object|embed|base|img)\b|@import|url\((?!#)|<[^>]+\sstyle=", plain, re.IGNORECASE)
    assert len(page.encode()) < LARGEST_BYTES
    assert [] == reader.broken
    assert [] == reader.open
    assert len(reader.ids) == len(set(reader.ids))
    assert 1 == reader.tags.count("h1")
    assert reader.tags.count("table") == reader.captions
    assert 3 == len(reader.sentences)
    assert not re.search(r"\b(None|NaN|nan|inf|Undefined)\b", reader.text)
    assert not re.search(r"\b[AFKDPX]\d\d\b|\b[a-z]+_[a-z_]+\b|@\d|\d{4}-\d\d-\d\d", " ".join(reader.unfolded))


def test_with_much_logged_the_page_says_sessions_tests_and_pain_in_three_sentences(store: Store) -> None:
    log_all(store)
    do_on(LATER, store, add_results, "Ann", RESULTS)
    page = page_of(store)
    sound(page)
    sessions, tests, pain = read(page).sentences
    assert "3 of 6 planned sessions are done (50 %); 1 was left out and 2 have no entry." == sessions
    assert "By more than chance alone moves it: Isometric hip flexion on the left improved by 20 Nm; 1 other test cannot tell yet." in tests
    assert "Pain was felt in 1 of 3 sessions, at most 3 out of 10 afterwards, groin, left" in pain
    assert "above the limit of 2" in pain


def test_the_figures_hold_what_was_logged(store: Store) -> None:
    log_all(store)
    do_on(LATER, store, add_results, "Ann", RESULTS)
    pictures = " | ".join(read(page_of(store)).pictures)
    assert "Left, 3 days: from 15 repetitions with 10 kg to 21 repetitions with 10.5 kg." in pictures
    assert "Right, 3 days: from 15 repetitions with 10 kg to 21 repetitions with 10 kg." in pictures
    assert "Left: improved, 60 → 80 Nm (+20); a change counts from 8.32 Nm on." in pictures
    assert "week 1: 2 of 2; week 2: 1 of 2; week 3: 0 of 2" in pictures
    assert "3 out of 10 afterwards, groin, left" in pictures


def test_what_the_rules_did_is_told_in_names_and_doses_of_people(store: Store) -> None:
    log_all(store)
    words = read(page_of(store)).text
    assert "Pain takes the dose back" in words
    assert "Standing hip flexion against a cable" in words
    assert re.search(r"\d × \d, 10 kg → \d × \d", words)
    assert "One repetition more was earned" in words


def test_the_next_session_and_the_retest_are_named_by_their_days(store: Store) -> None:
    log_all(store)
    reader = read(page_of(store))
    assert "Next session" in reader.headings
    assert "Monday 26 January, week 4" in reader.text
    assert "Test again: on Wednesday 28 January." in reader.text
    assert "Do the session of Monday 26 January and log it the same day" in reader.text


def test_what_pain_paused_is_said_first_and_waits_for_the_screen(store: Store) -> None:
    gated = replace(followed_by_hand(), programme=tuple({**line, "gates": ["early_range"]} for line in followed_by_hand().programme))
    do_on(START, store, add_plan, "Bo", gated)
    log_all(store, "Bo", sessions=(cable(0, 5, pains=(PainRecord(when="after", level=3, site="front_of_hip", side="right"),)),))
    page = page_of(store, "Bo")
    sound(page)
    words = read(page).text
    first, rests = "Let what hurt rest; once the pain is gone, answer the safety screen again.", "right, rests until then."
    assert 0 < words.index(first) < words.index(rests)
    assert "Paused." in words


def test_a_plan_that_pain_stopped_asks_for_nothing_but_a_look(store: Store) -> None:
    log_all(store, sessions=(cable(0, 5), cable(2, 5, pains=(PainRecord(when="during", level=7, site="groin", side="left"),))))
    page = page_of(store)
    sound(page)
    reader = read(page)
    assert "The plan is stopped." in reader.text
    assert "Have the pain looked at by a doctor or physiotherapist; once it is settled, answer the safety screen again." in reader.text
    assert "Next session" not in reader.headings
    assert "above the 5 at which a plan stops" in reader.sentences[2]


def test_with_one_session_the_page_stands(store: Store) -> None:
    log_all(store, sessions=SESSIONS[:1])
    page = page_of(store, on=START)
    sound(page)
    assert "1 of 1 planned sessions are done (100 %)." == read(page).sentences[0]
    assert "No pain was told in 1 session." == read(page).sentences[2]


def test_with_nothing_logged_the_page_says_what_to_log(store: Store) -> None:
    for name, first in (("Ann", "No session was due yet"), ("Bo", "Nothing is logged; no plan is followed.")):
        page = page_of(store, name, on=START)
        sound(page)
        reader = read(page)
        assert reader.sentences[0].startswith(first)
        assert "What to log" in reader.headings
        assert "Pain" not in reader.headings
    log_all(store)
    assert "What to log" not in read(page_of(store)).headings


def test_without_a_plan_sessions_and_tests_are_shown_all_the_same(store: Store) -> None:
    log_all(store, "Bo")
    do_on(LATER, store, add_results, "Bo", RESULTS[:2])
    page = page_of(store, "Bo")
    sound(page)
    assert "3 sessions are logged; no plan is followed." == read(page).sentences[0]
    assert "Right: 68 Nm on 1 day; a change counts from 9.42 Nm on." in " ".join(read(page).pictures)


def test_one_exercise_and_a_first_day_narrow_everything_that_is_shown(store: Store) -> None:
    log_all(store)
    one = read(page_of(store, exercise="bent_knee_march"))
    assert "only Bent-knee march" in one.text
    assert "Standing hip flexion against a cable" not in " ".join(one.pictures)
    assert "15 repetitions" not in " ".join(one.pictures)
    late = read(page_of(store, since=START + timedelta(days=7)))
    assert "from 12 Jan 2026 on" in late.text
    assert "Left, on 12 Jan 2026: 21 repetitions with 10.5 kg." in " ".join(late.pictures)


def test_what_a_user_typed_is_shown_and_not_run(store: Store) -> None:
    log_all(store)
    page = page_of(store)
    assert "<script" not in page
    assert "<img src=x" not in page
    assert f"note: {HOSTILE}" in read(page).text


def test_days_are_marked_at_mondays_then_at_months_then_at_years() -> None:
    weeks = date_ticks((date(2026, 1, 1), date(2026, 1, 31)), 6)
    assert ["5 Jan", "12 Jan", "19 Jan", "26 Jan"] == [to_reader(words) for _, words in weeks]
    months = date_ticks((date(2025, 9, 20), date(2026, 7, 3)), 4)
    assert ["Oct", "2026", "Apr", "Jul"] == [to_reader(words) for _, words in months]
    years = date_ticks((date(2020, 3, 1), date(2026, 5, 3)), 7)
    assert [str(year) for year in range(2021, 2027)] == [to_reader(words) for _, words in years]


def test_one_day_still_spans_a_fortnight() -> None:
    first, last = span_of(START, START)
    assert first < START < last
    assert 14 <= (last - first).days


def test_later_days_stand_further_right_and_larger_values_higher() -> None:
    days = ((START, 2.0), (START + timedelta(days=7), 4.0))
    panel = DatePanel(
        name="x", title=verbatim("x"), span=span_of(days[0][0], days[1][0]), lines=(DateLine(css="left", mark="disc", days=days),)
    )
    (x1, y1), (x2, y2) = ((float(x), float(y)) for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', date_panel(panel, alt="x").svg))
    assert x1 < x2
    assert y1 > y2


def test_a_bar_is_filled_as_far_as_sessions_were_done() -> None:
    svg = week_bars((WeekBar(week=1, planned=4, done=1), WeekBar(week=2, planned=4, done=4)), alt="x").svg
    filled = [float(height) for height in re.findall(r'class="filled"[^>]*height="([\d.]+)"', svg)]
    outline = [float(height) for height in re.findall(r'class="bar"[^>]*height="([\d.]+)"', svg)]
    assert 0.25 == pytest.approx(filled[0] / outline[0], abs=0.01)
    assert filled[1] == outline[1]
    assert "1/4" in svg


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cable_hip_flexion L 3x8 hold 1-2s @12.5kg tempo 2-1-3 rest 90s rir 2", "3 × 8, hold 1 to 2 s each, 12.5 kg"),
        ("2x8 @band:tan*2", "2 × 8, tan band, 2 strands"),
        ("seated_lift 2x8", "Seated hip-flexor lift: 2 × 8"),
        ("paused", "paused"),
    ],
)
def test_doses_are_said_without_the_notation(text: str, words: str) -> None:
    assert words == typed_dose(text)


def test_ids_in_sentences_become_names_and_the_page_writes_days_as_people_do() -> None:
    assert "Seated hip-flexor lift waits." == with_names("seated_lift waits.")
    waits = with_names(en("{exercise} waits since {on}.", exercise="seated_lift", on=date(2026, 1, 31)))
    with reading_in("en", on_page=True):
        assert "Seated hip-flexor lift waits since 31 Jan 2026." == to_reader(waits)


def test_what_both_sides_did_alike_is_said_once() -> None:
    assert ("Standing hip flexion against a cable, left and right: 3 × 5, 10 kg, 2 more possible",) == sets_done(cable(0, 5))
    assert ("left out",) == sets_done(SESSIONS[3])
    uneven = session(0, f"{CABLE} L 8,8,6 @10kg", f"{CABLE} R skipped")
    assert ("Standing hip flexion against a cable, left: 8, 8, 6, 10 kg", "Standing hip flexion against a cable, right: 1 × left out") == (
        sets_done(uneven)
    )


def test_the_command_writes_the_page_beside_what_it_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, store: Store
) -> None:
    log_all(store)
    monkeypatch.setattr("hipdrive.cli.door.clock.now", lambda: noon(LATER))
    monkeypatch.setenv("HIPDRIVE_DB", str(tmp_path / "athletes.sqlite"))

    def command(*words: object) -> Shown:
        return shown_by(monkeypatch, capsys, *words)

    page = tmp_path / "page.html"
    shown = command("progress", "Ann", "--report", page)
    assert f"Page: {page}" in shown.out
    assert "week 3 of 4" in shown.out
    assert "Ann: how it goes" in read(page.read_text(encoding="utf-8")).text
    assert "hipdrive.progress/1" == command("progress", "Ann", "--report", page, "--json", "-").json()["schema"]
    refused = command("progress", "Nobody", "--report", tmp_path / "none.html")
    assert 1 == refused.code
    assert not (tmp_path / "none.html").exists()
