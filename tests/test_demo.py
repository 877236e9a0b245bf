"""The demo: one command, no other file, the whole chain."""

import json

import pytest

from hipdrive.coach import Demo, demo
from hipdrive.coach.demo import NEXT


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return demo(tmp_path_factory.mktemp("demo") / "hipdrive-demo")


def test_it_writes_recording_results_and_report(shown: Demo) -> None:
    folder = shown.report.parent
    names = {path.name for path in folder.iterdir()}
    assert {"run.trc", "grf.mot", "static.trc", "athlete.toml", "run.json", "match.json", "plan.json", "report.html"} == names
    for name, schema in (("run", "hipdrive.run/1"), ("match", "hipdrive.match/1"), ("plan", "hipdrive.plan/1")):
        assert schema == json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))["schema"]


def test_its_plan_covers_more_of_the_need_than_any_single_exercise(shown: Demo) -> None:
    chosen = shown.plan.chosen
    assert len(chosen.items) > 1
    assert chosen.coverage[0] > chosen.single_coverage[0]
    assert chosen.coverage[1] > chosen.single_coverage[1]


def test_the_runner_is_called_synthetic_and_the_tests_invented(shown: Demo) -> None:
    page = shown.report.read_text(encoding="utf-8")
    assert "Synthetic example" in page
    assert shown.summary[0].startswith("SYNTHETIC")
    assert "invented" in (shown.report.parent / "athlete.toml").read_text(encoding="utf-8")


def test_the_summary_is_short_names_the_report_and_what_to_try_next(shown: Demo) -> None:
    assert len(shown.summary) <= 25
    assert any(str(shown.report) in line for line in shown.summary)
    assert {f"  {command}" for command in NEXT} <= set(shown.summary)
    assert 3 == len(NEXT)
