"""First use: what somebody types who reads nothing but the help, each task in at most five commands and from an empty store."""

import json
from pathlib import Path

import pytest
from command_line import Command, command_runner

from hipdrive.exercise import read_equipment

MOST_COMMANDS = 5


class Person:
    """Somebody at the command line who gives up after five commands."""

    def __init__(self, run: Command) -> None:
        self._run, self._typed = run, 0

    def types(self, *words: object) -> str:
        """What a command prints, as one line of words."""
        self._typed += 1
        assert self._typed <= MOST_COMMANDS
        return self._run(*words).plain


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Person:
    monkeypatch.chdir(tmp_path)
    return Person(command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3"))


def test_a_home_runner_who_knows_a_pace_and_has_a_band_gets_a_plan_for_it(person: Person) -> None:
    plan = person.types("plan", "--pace", "5:30/km", "--own", "band red, chair", "--preset", "modest")
    assert plan.startswith("You have: band red; chair of the usual height")
    assert "10.9 km/h = 5:30 min/km = 3.03 m/s" in plan
    assert "Next: week 1, day 1" in plan
    assert "red band" in plan
    assert "kg stack" not in plan
    assert "cable machine, ankle cuff, which you do not own" in plan


def test_a_runner_with_ankle_weights_asks_by_km_h_what_suits(person: Person) -> None:
    words = ("--typical", "12 km/h", "--own", "ankle weights 2x2 kg, kitchen table, chair")
    found = person.types("match", *words, "--json", "found.json")
    assert found.startswith("You have: ankle weights of 2 kg on each ankle; kitchen table (taken as a bench) 75 cm high;")
    assert "12.0 km/h = 5:00 min/km = 3.33 m/s" in found
    choices = json.loads(Path("found.json").read_text(encoding="utf-8"))["choices"]
    assert ("horizontal_scissor", 2) == (choices[0]["exercise"], choices[0]["set_up"]["weight_kg"])
    assert {"none"} == {choice["set_up"].get("band", "none") for choice in choices}


def test_a_coach_analyses_an_athletes_recording_and_the_run_is_kept(person: Person) -> None:
    person.types("demo")
    person.types("athlete", "add", "Ann", "--sex", "female", "--height-m", 1.76, "--mass-kg", 70, "--consent", "2024-01-02")
    recorded = ("hipdrive-demo/run.trc", "--static", "hipdrive-demo/static.trc", "--grf", "hipdrive-demo/grf.mot")
    assert "Kept with Ann as a run of" in person.types("analyse", *recorded, "--athlete", "Ann")
    assert "Already kept with Ann" in person.types("analyse", *recorded, "--athlete", "Ann")
    assert 1 == person.types("athlete", "runs", "Ann").count("run.trc")


def test_what_is_owned_is_written_once_and_used_from_then_on(person: Person, tmp_path: Path) -> None:
    said = person.types("equipment", "--own", "theraband green, KB 8 kg, couch, step", "--out", "mine.toml")
    assert "couch (taken as a bench) 43 cm high" in said
    assert "--equipment mine.toml" in said
    assert (8.0,) == read_equipment((tmp_path / "mine.toml").read_text(encoding="utf-8"), file="mine.toml").kettlebell_kg
    found = person.types("match", "--pace", "5:00", "--equipment", "mine.toml")
    assert "Assuming" not in found
    assert "8 kg at the toes" in found
    assert "green band" in person.types("tune", "standing_march", "--range", "mid", "--equipment", "mine.toml")


def test_a_runner_thinks_in_miles(person: Person) -> None:
    paced = person.types("match", "--pace", "8:50/mi", "--own", "gym")
    assert "10.9 km/h = 5:29 min/km = 3.04 m/s" in paced
    assert "12.1 km/h = 4:58 min/km = 3.35 m/s" in person.types("match", "--typical", "7.5 mph", "--own", "gym")
