"""The demo: one command, no other file, the whole chain."""

import json
from pathlib import Path

import pytest

from hipdrive.cli.demo import NEXT
from hipdrive.cli.demo import demo as show_demo
from hipdrive.coach import Demo, demand_of_run_file, demo


@pytest.fixture(scope="module")
def shown() -> Demo:
    return demo()


def test_it_makes_recording_results_and_report(shown: Demo) -> None:
    assert {"run.trc", "grf.mot", "static.trc", "athlete.toml", "run.json", "match.json", "plan.json", "report.html"} == set(shown.files)
    for name, schema in (("run", "hipdrive.run/1"), ("match", "hipdrive.match/1"), ("plan", "hipdrive.plan/1")):
        assert schema == json.loads(shown.files[f"{name}.json"])["schema"]


def test_its_plan_covers_more_of_the_need_than_any_single_exercise(shown: Demo) -> None:
    chosen = shown.plan.chosen
    assert len(chosen.items) > 1
    assert chosen.coverage[0] > chosen.single_coverage[0]
    assert chosen.coverage[1] > chosen.single_coverage[1]


def test_the_runner_is_called_synthetic_and_the_tests_invented(shown: Demo) -> None:
    assert "Synthetic example" in shown.files["report.html"]
    assert shown.summary[0].startswith("SYNTHETIC")
    assert "invented" in shown.files["athlete.toml"]


def test_its_run_says_that_it_is_made_up_and_so_does_what_is_made_of_it(shown: Demo) -> None:
    assert "synthetic" in [note["code"] for note in json.loads(shown.files["run.json"])["notes"]]
    again = demand_of_run_file(shown.files["run.json"], name="run.json")
    assert "made-up reference runner at 12.6 km/h, not yours" == again.source
    assert again.run is not None
    assert again.run.synthetic
    assert again.source == shown.prescription.demand.source


def test_the_summary_is_short(shown: Demo) -> None:
    assert len(shown.summary) + 3 + len(NEXT) <= 25


def test_the_command_writes_all_files_names_the_report_and_what_to_try_next(
    shown: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("hipdrive.coach.runs.demo", lambda **_: shown)
    folder = tmp_path / "made" / "here"
    show_demo(folder)
    lines = capsys.readouterr().out.splitlines()
    assert set(shown.files) == {path.name for path in folder.iterdir()}
    assert any(str(folder / "report.html") in line for line in lines)
    assert 3 == len(NEXT)
    assert all(any(line.endswith(command.removeprefix("hipdrive")) for line in lines) for command in NEXT)
