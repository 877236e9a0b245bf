"""An analysed run of a stored athlete is kept by itself: one analysis is one row, under whatever name and day it was last put."""

from pathlib import Path

import pytest
from command_line import Command, command_runner

BODY = ("--sex", "male", "--height-m", 1.76, "--mass-kg", 70, "--consent", "2024-01-02")
RECORDED = ("hipdrive-demo/run.trc", "--static", "hipdrive-demo/static.trc", "--grf", "hipdrive-demo/grf.mot")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the recording of the demo and for the stores of this file's tests."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], work: Path, tmp_path: Path) -> Command:
    """Runs a command beside the demo's recording; Ann is stored."""
    monkeypatch.chdir(work)
    call = command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")
    if not (work / "hipdrive-demo").exists():
        assert 0 == call("demo").code
    assert 0 == call("athlete", "add", "Ann", *BODY).code
    return call


def rows(run: Command) -> list[tuple[str, str]]:
    return [(kept["on"], kept["file_name"]) for kept in run("athlete", "runs", "Ann", "--json", "-").json()["runs"]]


def test_an_analysis_put_twice_is_one_row_and_goes_over_to_the_last_day_and_name(run: Command) -> None:
    first = run("analyse", *RECORDED, "--athlete", "ann", "--on", "2025-01-05", "--json", "run.json")
    assert "Kept with Ann as a run of 2025-01-05" in first.plain
    again = run("analyse", *RECORDED, "--athlete", "Ann", "--json", "-")
    assert "hipdrive.run/1" == again.json()["schema"]
    assert "Already kept with Ann, as a run of 2025-01-05" in again.err
    assert [("2025-01-05", "run.trc")] == rows(run)
    assert "replacing an earlier analysis" in run("analyse", *RECORDED, "--athlete", "Ann", "--on", "2025-02-01").plain
    assert [("2025-02-01", "run.trc")] == rows(run)
    assert 0 == run("athlete", "keep-run", "Ann", "run.json", "--on", "2025-03-01").code
    assert [("2025-03-01", "run.json")] == rows(run)


def test_another_analysis_of_a_recording_and_day_takes_the_place_of_the_first(run: Command) -> None:
    asked = ("analyse", *RECORDED, "--athlete", "Ann", "--on", "2025-01-05")
    assert "Taken as typed" not in run(*asked).plain
    typed = run(*asked, "--mass-kg", 71).plain
    assert "Taken as typed: 71 kg (Ann: 70 kg)." in typed
    assert "replacing an earlier analysis" in typed
    assert [("2025-01-05", "run.trc")] == rows(run)


def test_only_looking_and_a_body_that_is_not_stored_keep_nothing(run: Command) -> None:
    assert "Kept" not in run("analyse", *RECORDED, "--athlete", "Ann", "--look").plain
    assert "Kept" not in run("analyse", *RECORDED, "--mass-kg", 70, "--height-m", 1.76).plain
    assert [] == rows(run)


def test_a_day_to_come_is_refused_before_the_run_is_analysed(run: Command) -> None:
    refused = run("analyse", *RECORDED, "--athlete", "Ann", "--on", "2999-01-01")
    assert (1, "") == (refused.code, refused.out)
    assert "date of a run is 2999-01-01" in refused.err
    assert 2 == run("analyse", *RECORDED, "--mass-kg", 70, "--height-m", 1.76, "--on", "2025-01-05").code
