"""The command plan for stored athletes and its files, as a user meets them."""

import io
import json
import re
from datetime import date, timedelta
from pathlib import Path

import fitdecode
import pytest
from command_line import Command, command_runner
from icalendar import Calendar
from pypdf import PdfReader

from hipdrive.training import parse_dose, parse_set
from hipdrive.training.log.dose import parse_load

BODY = ("--sex", "female", "--height-m", 1.7, "--mass-kg", 62, "--born", "1990-05-05", "--consent", "2024-01-02")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the store of this file's tests."""
    return tmp_path_factory.mktemp("plans")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], work: Path) -> Command:
    """Runs a command; Ann is stored, screened and clear."""
    call = command_runner(monkeypatch, capsys, work / "store.sqlite3")
    if not (work / "store.sqlite3").exists():
        assert 0 == call("athlete", "add", "Ann", *BODY).code
        assert 0 == call("screen", "Ann", "--no-to-rest").code
        assert 0 == call("plan", "--athlete", "Ann", "--typical", 3.5, "--json", work / "plan.json").code
    return call


def test_a_stored_athletes_plan_is_kept_and_shown_again_with_what_is_next(run: Command, work: Path) -> None:
    made = json.loads((work / "plan.json").read_text())
    shown = run("plan", "--athlete", "Ann", "--show", "--json", "-").json()
    assert "hipdrive.plan/1" == shown["schema"]
    assert made["id"] == shown["id"]
    assert made["sessions"] == shown["sessions"]
    assert shown["next"]["lines"]
    assert "Next: " in run("plan", "--athlete", "Ann", "--show").plain


def test_looking_and_playing_leave_the_followed_plan_alone(run: Command, work: Path) -> None:
    made = json.loads((work / "plan.json").read_text())
    banned = made["best_set"]["exercises"][0]
    looked = run("plan", "--athlete", "Ann", "--typical", 3.5, "--look", "--ban", banned, "--json", "-").json()
    assert looked["id"] is None
    assert banned not in looked["best_set"]["exercises"]
    played = run("plan", "--athlete", "Ann", "--show", "--simulate", "one_sided_pain", "--json", "-").json()
    assert "hipdrive.simulation/1" == played["schema"]
    assert "pain_back" in {change["rule"] for change in played["changes"]}
    assert made["id"] == run("plan", "--athlete", "Ann", "--show", "--json", "-").json()["id"]


def test_a_scenario_prints_every_rule_that_fires_with_its_reason(run: Command) -> None:
    shown = run("plan", "--athlete", "Ann", "--show", "--simulate", "all_good").plain
    assert "One more rep: " in shown
    assert "reps_up" not in shown
    assert "Every set on this side was done as prescribed" in shown
    assert "retest week" in shown


def test_the_calendar_the_sheet_and_the_workout_of_the_followed_plan_can_be_opened(run: Command, work: Path) -> None:
    for revision in range(2):
        files = ("--calendar", work / f"{revision}.ics", "--sheet", work / "next.pdf", "--workout", work / "next.fit")
        assert 0 == run("plan", "--athlete", "Ann", "--show", *files).code
    first, again = (Calendar.from_ical((work / f"{revision}.ics").read_bytes()).walk("VEVENT") for revision in range(2))
    assert [str(one["uid"]) for one in first] == [str(one["uid"]) for one in again]
    assert "Ann" not in (work / "0.ics").read_text()
    text = PdfReader(io.BytesIO((work / "next.pdf").read_bytes())).pages[0].extract_text()
    assert "When to stop" in text
    assert "not a diagnosis" in text
    with fitdecode.FitReader(work / "next.fit", check_crc=fitdecode.CrcCheck.RAISE) as reader:
        names = [frame.name for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA]
    assert "workout_step" in names


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("plan", "--athlete", "An", "--show"), 1, "Did you mean Ann?"),
        (("plan", "--show"), 2, "--show needs a stored athlete"),
        (("plan", "--typical", "3.5", "--pin", "cable_hip_flexon"), 1, "Did you mean cable_hip_flexion"),
        (("plan", "--typical", "3.5", "--pin", "seated_lift", "--ban", "seated_lift"), 1, "both pinned and banned"),
        (("plan", "--athlete", "Ann", "--show", "--simulate", "all_bad"), 1, "scenario 'all_bad' is not known"),
        (("plan", "--typical", "3.5", "--calendar", "no/such/folder.ics"), 1, "there is no folder"),
        (("plan", "--typical", "3.5", "--sessions-per-week", "9"), 1, "sessions_per_week is 9"),
        (("plan", "--athlete", "Ann", "--show", "--report", "r.html"), 2, "a report is written when a plan is made"),
    ],
)
def test_what_cannot_be_meant_gets_one_sentence(run: Command, words: tuple[str, ...], code: int, said: str) -> None:
    shown = run(*words)
    assert code == shown.code
    assert said in " ".join(shown.err.split())
    assert "Traceback" not in shown.err


def test_a_plan_without_a_start_has_no_calendar_and_one_with_a_start_has_its_sheets(run: Command, work: Path) -> None:
    refused = run("plan", "--typical", 3.5, "--calendar", work / "none.ics")
    assert 1 == refused.code
    assert "--start" in refused.err
    assert not (work / "none.ics").exists()
    many = run("plan", "--typical", 3.5, "--start", "2025-11-24", "--sheet", work / "w2.pdf", "--week", 2, "--session", 9)
    assert 1 == many.code
    assert "no session 9 in week 2" in many.err
    made = run("plan", "--typical", 3.5, "--start", "2025-11-24", "--sheet", work / "w2.pdf", "--week", 2, "--json", "-").json()
    assert "2025-11-24" == made["sessions"][0]["date"]
    assert "Week 2 of 6, session 1 of 3" in PdfReader(io.BytesIO((work / "w2.pdf").read_bytes())).pages[0].extract_text()


def test_a_line_whose_machine_is_taken_gets_one_of_the_same_range_and_is_logged_as_no_failure(run: Command, work: Path) -> None:
    made = json.loads((work / "plan.json").read_text())
    exercise = next(line["exercise"] for line in made["programme"] if line["gates"])
    found = run("plan", "--athlete", "Ann", "--swap", exercise, "--json", "-").json()
    assert "hipdrive.swap/1" == found["schema"]
    planned = {line["exercise"] for line in made["programme"]}
    for swap in found["swaps"]:
        assert exercise == swap["exercise"]
        assert swap["says"].startswith(f"instead of {swap['name']}")
        if swap["instead"] is not None:
            assert swap["instead"]["exercise"] not in planned
            assert swap["kept"][swap["target"]] >= 0.3
            assert abs(swap["peak_share"] / swap["planned_peak_share"] - 1.0) <= 0.25 + 1e-9
            assert parse_dose(swap["instead"]["dose"]).load in [parse_load(load) for load in swap["loads"]]
    assert any(swap["instead"] is not None for swap in found["swaps"])
    words = list(dict.fromkeys(line for swap in found["swaps"] for line in swap["to_log"]))
    assert [f"{exercise} {side} skipped" for side in "LR"] == [line for line in words if line.endswith("skipped")]
    assert all(parse_set(line) for line in words)
    shown = run("plan", "--athlete", "Ann", "--swap", exercise)
    assert "loads the same range" in shown.plain


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--swap", "seated_lft"), 1, "exercise of the plan 'seated_lft' is not known"),
        (("--show", "--without", "cable machin"), 1, "Did you mean cable machine?"),
        (("--without", "bench"), 2, "--without goes with --show or --swap"),
        (("--show", "--without", "sled"), 1, "needs sled"),
    ],
)
def test_a_swap_that_cannot_be_meant_gets_one_sentence(run: Command, words: tuple[str, ...], code: int, said: str) -> None:
    shown = run("plan", "--athlete", "Ann", *words)
    assert (code, True) == (shown.code, said in " ".join(shown.err.split()))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--hard", "tusday"), "day of the week 'tusday' is not known. Did you mean tuesday"),
        (("--hard", "mon,tue,wed,thu,fri,sat,sun"), "hard days of the week is all 7"),
        (("--race", "2027-04-11"), "not the plan's first day: give its first day with '--start'"),
    ],
)
def test_a_running_week_that_cannot_be_meant_is_refused_before_any_load_is_solved(run: Command, words: tuple[str, ...], said: str) -> None:
    shown = run("plan", "--typical", "3.5", *words)
    assert (1, True) == (shown.code, said in " ".join(shown.err.split()))


def test_hard_runs_and_a_race_stand_in_the_plan_its_sheet_and_its_calendar(run: Command, work: Path) -> None:
    words = ("--hard", "Tue,sat", "--race", "2025-12-14", "--start", "2025-11-24")
    files = ("--calendar", work / "race.ics", "--sheet", work / "race.pdf", "--week", 3, "--json", "-")
    made = run("plan", "--typical", 3.5, *words, *files).json()
    assert (["tuesday", "saturday"], ["2025-12-14"]) == (made["hard_days"], made["races"])
    assert {2, 4, 7} >= {session["day"] for session in made["sessions"]}
    assert {3} == {session["week"] for session in made["sessions"] if session["light"]}
    assert "The race on 2025-12-14 is near" in PdfReader(io.BytesIO((work / "race.pdf").read_bytes())).pages[0].extract_text()
    titles = [str(one["summary"]) for one in Calendar.from_ical((work / "race.ics").read_bytes()).walk("VEVENT")]
    assert any("light" in title for title in titles)


def test_combined_and_separate_training_are_set_side_by_side_for_a_stored_athlete(run: Command) -> None:
    asked = ("match", "--athlete", "Ann", "--typical", 3.5, "--combined-or-separate")
    document = run(*asked, "--json", "-").json()
    assert ("hipdrive.combined/1", "distance") == (document["schema"], document["goal"])
    assert {"combined", "separate", "says"} <= set(document)
    assert "No trial compares the two ways (D03)" in run(*asked).plain


def test_one_session_is_moved_by_its_date_and_what_cannot_be_meant_is_said(run: Command) -> None:
    assert 2 == run("plan", "--athlete", "Ann", "--move", "2030-01-01").code
    assert 2 == run("plan", "--move", "2030-01-01", "--to", "2030-01-02").code
    last = run("plan", "--athlete", "Ann", "--show", "--json", "-").json()["sessions"][-1]["date"]
    to = str(date.fromisoformat(last) + timedelta(days=1))
    shown = run("plan", "--athlete", "Ann", "--move", last, "--to", to)
    assert re.search(rf"The session of \w+ {last} is now on \w+ {to}\.", shown.plain)
    moved = run("plan", "--athlete", "Ann", "--show", "--json", "-").json()["sessions"][-1]
    assert (to, last) == (moved["date"], moved["moved_from"])
    refused = run("plan", "--athlete", "Ann", "--move", last, "--to", to)
    assert refused.err.startswith(f"hipdrive: No coming session stands on {last}; move one of these: ")
