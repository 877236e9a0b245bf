"""Signs that are else looked at, answered by an athlete's recordings until a person says otherwise: results, their page, the terminal."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from command_line import command_runner
from front_scenes import front_clip
from side_scenes import clip, trial
from store_work import ask, do

from hipdrive import coach
from hipdrive.body import Side
from hipdrive.capacity import TestResult, protocols
from hipdrive.contract.athletes.result import MeasuredSignDocument
from hipdrive.contract.runs.run import run_document
from hipdrive.gait import Run, analyse_clips
from hipdrive.motion import FlatKeypoints
from hipdrive.store import Store, add_person, open_store

FILMED, FILMED_AGAIN, LATER = date(2026, 3, 2), date(2026, 3, 9), date(2026, 4, 6)


def run_of(filmed: FlatKeypoints) -> Run:
    return analyse_clips([filmed], trial().athlete, speed_m_s=3.0)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("signs") / "athletes.sqlite3"


@pytest.fixture(scope="module")
def kept(file: Path) -> Iterator[Store]:
    """A store with Ann, a clip of whom from the front and then one of the left side were analysed."""
    with open_store(str(file)) as opened:
        do(opened, add_person, name="Ann", sex="male", height_m=1.76, consent_on=date(2026, 1, 5), mass_kg=70.0)
        for filmed, on in ((front_clip(seed=3), FILMED), (clip(side=0, seed=3), FILMED_AGAIN)):
            do(opened, coach.keep_analysed_run, "Ann", run_document(run_of(filmed)), file_name=f"{on}.mov", on=on)
        yield opened


def measured(store: Store, test: str = "") -> dict[tuple[str, Side], MeasuredSignDocument]:
    return {(sign.test, sign.side): sign for sign in ask(store, coach.results_of, "Ann", test).measured}


def test_each_sign_is_answered_by_the_recording_that_shows_it(kept: Store) -> None:
    found = measured(kept)
    assert found.keys() == {
        ("knees_cross", "left"), ("knees_cross", "right"), ("feet_flail", "left"), ("feet_flail", "right"), ("overstride", "left"),
    }  # fmt: skip
    crossing, overstride = found["knees_cross", "left"], found["overstride", "left"]
    assert (crossing.on, crossing.sign, crossing.status, crossing.stands) == (FILMED, "F05", "not seen", True)
    assert crossing.within is not None
    assert "2 Mar 2026, clip from the front, left: not seen, -" in crossing.says
    assert "cm ± " in crossing.says
    assert (overstride.on, overstride.status) == (FILMED_AGAIN, "not compared")
    assert overstride.says.endswith("not judged: no limit is known")
    assert measured(kept, "feet_flail").keys() == {("feet_flail", "left"), ("feet_flail", "right")}


def test_only_what_a_run_shows_is_answered_by_it() -> None:
    rows = {row for protocol in protocols().values() if protocol.measured_by_run for row in protocol.rows}
    assert rows == {"A05", "A06", "A15"}


def test_the_page_says_what_was_measured_in_place_of_asking_until_it_is_overruled(kept: Store) -> None:
    page = ask(kept, coach.results_page, "Ann", address="/athletes/1", test="knees_cross")
    assert "Measured by your recordings" in page
    assert "2 Mar 2026, clip from the front, right: not seen" in page
    do(kept, coach.enter_results, "Ann", [TestResult(protocol="knees_cross", on=LATER, side="left", passed=False)])
    found = measured(kept)
    assert (found["knees_cross", "left"].stands, found["knees_cross", "right"].stands) == (False, True)
    assert "what you entered later stands" in ask(kept, coach.results_page, "Ann", address="/athletes/1", test="knees_cross")


@pytest.mark.usefixtures("kept")
def test_the_terminal_lists_it(file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    command = command_runner(monkeypatch, capsys, file)
    shown = command("test", "results", "Ann", "--test", "overstride").plain
    assert "so you need not look" in shown
    assert "clip from the side, left" in shown
