"""First tasks with stored people, each in at most five commands, with nothing known but what the commands before have printed."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from command_line import Command, Shown, shown_by
from follow_scenes import START, followed_by_hand
from store_work import add_ann_and_bo, do_on, noon

from hipdrive import coach
from hipdrive.capacity import ScreenAnswers
from hipdrive.data import DATA
from hipdrive.store import add_plan, add_screen, open_store

TODAY = START + timedelta(days=2)
MOST_COMMANDS = 5


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Command]:
    """Runs commands in an empty folder with an empty store, a few at most, each at a time of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("HIPDRIVE_DB", str(tmp_path / "store.sqlite3"))
    monkeypatch.setenv("HIPDRIVE_FOLDER", str(tmp_path / "own"))
    used: list[tuple[object, ...]] = []

    def call(*words: object) -> Shown:
        used.append(words)
        monkeypatch.setattr("hipdrive.cli.door.clock.now", lambda: noon(TODAY) + timedelta(minutes=len(used)))
        return shown_by(monkeypatch, capsys, *words)

    yield call
    assert MOST_COMMANDS >= len(used)
    coach.count_own_files(exercises=(), marker_sets=())


def followed(tmp_path: Path) -> None:
    """Ann, who was screened and follows a plan from Monday on."""
    with open_store(str(tmp_path / "store.sqlite3")) as store:
        add_ann_and_bo(store, START)
        answers = ScreenAnswers(on=START, age_years=35, yes=coach.with_no_to_rest({}))
        do_on(START, store, add_screen, "Ann", answers)
        do_on(START, store, add_plan, "Ann", followed_by_hand())


def test_a_coach_stores_a_team_of_six_from_a_spreadsheet_and_sees_who_is_not_screened(run: Command) -> None:
    assert "hipdrive athlete import-csv" in run("athlete", "template", "--out", "team.csv").plain
    six = [f"Runner {number};female;1,6{number};5{number},5;;01.12.2025" for number in range(6)]
    heading = Path("team.csv").read_text(encoding="utf-8-sig").splitlines()[0].replace(",", ";")
    Path("team.csv").write_text("\r\n".join([heading, *six, ";;;;;"]), encoding="utf-8-sig")  # as a German spreadsheet saves it
    assert "6 athletes added" in run("athlete", "import-csv", "team.csv", "--dry-run").plain
    assert "6 athletes added" in run("athlete", "import-csv", "team.csv").plain
    listed = run("athlete", "list").plain
    assert 6 == listed.count("no screen yet")
    assert "hipdrive screen 'Runner 3'" in listed


def test_a_physio_enters_tests_before_and_after_and_reads_what_changed(run: Command) -> None:
    run("athlete", "add", "Ann", "--sex", "female", "--height-m", 1.7, "--mass-kg", 62, "--consent", "2025-12-01")
    run("test", "template", "isometric_hip_flexion", "--out", "tests.csv")
    empty = list(csv.DictReader(io.StringIO(Path("tests.csv").read_text(encoding="utf-8-sig"))))
    days = {"2025-12-01": {"left": "180", "right": "200"}, "2026-01-06": {"left": "230", "right": "202"}}
    filled = [
        {**row, "date": on, "value": values[row["side"]], "lever_m": "0.4", "hip_flexion_deg": "0"}
        for on, values in days.items()
        for row in empty
    ]
    with Path("tests.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(empty[0]))
        writer.writeheader()
        writer.writerows(filled)
    assert "4 results added" in run("test", "import-csv", "tests.csv").plain
    said = run("test", "change", "Ann").plain
    assert "Isometric hip flexion, left (hip_flexion_deg 0): improved" in said
    assert "Isometric hip flexion, right (hip_flexion_deg 0): cannot tell yet" in said


def test_a_student_brings_an_exercise_of_their_own_into_a_plan(run: Command, tmp_path: Path) -> None:
    shipped = (DATA / "exercises" / "cable_hip_flexion.toml").read_text(encoding="utf-8")
    (tmp_path / "own" / "exercises").mkdir(parents=True)
    (tmp_path / "own" / "exercises" / "mine.toml").write_text(shipped.replace('"cable_hip_flexion"', '"my_lift"'), encoding="utf-8")
    assert "my_lift" in run("exercises", "my_lift").plain
    plan = run("plan", "--typical", 3, "--pin", "my_lift", "--ban", "cable_hip_flexion", "--json", "-").json()
    assert "my_lift" in {line["exercise"] for session in plan["sessions"] for line in session["lines"]}


def test_an_athlete_logs_errs_and_takes_it_back(run: Command, tmp_path: Path) -> None:
    followed(tmp_path)
    run("log", "Ann", "cable_hip_flexion LR 3x12 @10kg rir 2")
    assert "Undone: Wednesday 2026-01-07" in run("log", "Ann", "--undo").plain
    assert 0 == run("log", "Ann", "cable_hip_flexion LR 3x5 @10kg rir 2").code
    shown = run("log", "Ann", "--show").plain
    assert ("3x5 @10kg" in shown, "3x12" in shown) == (True, False)


def test_a_stopped_athlete_learns_what_to_do_next_and_goes_on_afterwards(run: Command, tmp_path: Path) -> None:
    followed(tmp_path)
    logged = run("log", "Ann", "cable_hip_flexion L 3x5 @10kg pain 7 groin").plain
    assert "Next: see a doctor or physiotherapist about the pain" in logged
    assert "STOP: pain 7/10, groin, left" in run("athlete", "list").plain
    command = logged.rsplit("hipdrive ", 1)[1].split()
    assert ["screen", "Ann"] == command
    assert "No reason to stop was found." in run(*command, "--no-to-rest").plain
    assert "hipdrive log Ann --as-planned" in run("log", "Ann").plain


def test_a_plan_can_be_made_anew_for_who_follows_one(run: Command) -> None:
    run("athlete", "add", "Ann", "--sex", "female", "--height-m", 1.7, "--mass-kg", 62, "--born", "1990-05-04", "--consent", "2025-12-01")
    run("screen", "Ann", "--no-to-rest")
    first, second = (run("plan", "--athlete", "Ann", "--preset", "modest", "--json", "-").json() for _ in range(2))
    assert first["id"] != second["id"]
    assert second["id"] == run("plan", "--athlete", "Ann", "--show", "--json", "-").json()["id"]
