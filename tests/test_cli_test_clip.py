"""A clip of high-knee skips answers their test in part: what is entered, what stays for a person to say, what is refused."""

import json
from pathlib import Path

import numpy as np
import pytest
from command_line import Command, command_runner
from side_scenes import clip

from hipdrive.contract.runs.keypoints import keypoints_document
from hipdrive.contract.wire import json_text
from validation.skipper import Skipper, filmed_skipper

BACK_RAD, FORWARD_RAD = np.radians(20.0), np.radians(-6.0)


@pytest.fixture
def ann(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """A store with Ann."""
    command = command_runner(monkeypatch, capsys, tmp_path / "athletes.sqlite3")
    command("athlete", "add", "Ann", "--sex", "female", "--height-m", "1.75", "--mass-kg", "60", "--consent", "2026-01-05")
    return command


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with clips of a left leg that leans back, a right one that leans forward, and a run."""
    folder = tmp_path_factory.mktemp("skips")
    made = {
        "back": filmed_skipper(Skipper(back_rad=BACK_RAD), side="left", seed=3),
        "forward": filmed_skipper(Skipper(back_rad=FORWARD_RAD), side="right", seed=3),
        "run": clip(seed=3),
    }
    for name, points in made.items():
        (folder / f"{name}.json").write_text(json_text(keypoints_document(points)), encoding="utf-8")
    return folder


def test_leaning_back_is_entered_as_failed_with_source_and_band(ann: Command, files: Path) -> None:
    document = ann("test", "clip", "Ann", "A07", files / "back.json", "--on", "2026-03-02", "--json", "-").json()
    assert ("hipdrive.test_clip/1", "skip_pop", "left", "yes", False) == tuple(
        document[key] for key in ("schema", "test", "side", "leans_back", "passed")
    )
    assert abs(document["lean"]["mean_rad"] + BACK_RAD) < document["lean"]["within_rad"]
    assert "only you can say it" in " ".join(document["says"])
    (stored,) = ann("test", "results", "Ann", "--test", "skip_pop", "--json", "-").json()["results"]
    assert stored == document["result"]
    assert ("2026-03-02", False, "clip from the side") == (stored["on"], stored["passed"], stored["details"]["answered_by"])
    assert 6 == stored["details"]["lean_within_deg"]
    assert "forced" not in stored["details"]


def test_not_leaning_back_passes_only_with_what_the_athlete_says(ann: Command, files: Path) -> None:
    shown = ann("test", "clip", "Ann", "skip_pop", files / "forward.json").plain
    assert "The trunk does not lean back." in shown
    assert "Nothing is entered yet" in shown
    assert "hipdrive test add Ann skip_pop --side right" in shown
    assert [] == ann("test", "results", "Ann", "--json", "-").json()["results"]
    for said, passed in (("--not-forced", True), ("--forced", False)):
        document = ann("test", "clip", "Ann", "skip_pop", files / "forward.json", said, "--json", "-").json()
        assert (passed, False) == (document["result"]["passed"], document["overruled"])


def test_a_person_overrules_the_clip(ann: Command, files: Path) -> None:
    document = ann("test", "clip", "Ann", "skip_pop", files / "back.json", "--pass", "--json", "-").json()
    assert (True, True, "yes") == (document["passed"], document["overruled"], document["result"]["details"]["leans_back"])


def test_what_is_no_clip_of_skips_is_refused_in_a_sentence(ann: Command, files: Path) -> None:
    assert "as in running or marching; film high-knee skips" in ann("test", "clip", "Ann", "skip_pop", files / "run.json").err
    assert "give one for skip_pop" in ann("test", "clip", "Ann", "A05", files / "forward.json").err
    assert "there is no such file" in ann("test", "clip", "Ann", "skip_pop", files / "none.json").err
    refused = ann("analyse", files / "forward.json", "--speed", "3", "--mass-kg", "60", "--height-m", "1.75")
    assert "these are skips, not a run" in refused.err
    assert [] == ann("test", "results", "Ann", "--json", "-").json()["results"]


def test_nobody_is_asked_for_what_a_clip_fills_in(ann: Command) -> None:
    protocol = json.loads(ann("test", "show", "skip_pop", "--json", "-").out)
    assert protocol["measured_by_clip"]
    assert all(detail["from_clip"] for detail in protocol["details"])
    assert "hipdrive test clip ATHLETE skip_pop CLIP" in ann("test", "show", "skip_pop").plain
    assert "lean_back_deg" not in ann("test", "template", "skip_pop").out
