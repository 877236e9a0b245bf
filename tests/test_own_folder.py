"""Exercises and marker sets of one's own in the user's data folder count in every command, and a broken one breaks nothing."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Command, command_runner

from hipdrive import coach
from hipdrive.cli.door.own_folder import own_folder
from hipdrive.data import DATA
from hipdrive.errors import UnknownNameError
from hipdrive.exercise import exercise_of, exercises, shipped_exercises
from hipdrive.motion import load_marker_sets, marker_set_named, recognise

OWN = "my_cable_lift"


def own_exercise(id_: str = OWN, shipped: str = "cable_hip_flexion") -> str:
    """A shipped exercise under an id of one's own."""
    lines = (DATA / "exercises" / f"{shipped}.toml").read_text(encoding="utf-8").splitlines()
    renamed = {"id": f'id = "{id_}"', "name": 'name = "My cable lift"'}
    return "\n".join(renamed.get(line.partition(" ")[0], line) for line in lines)


def own_marker_set(id_: str = "my_lab") -> str:
    """A shipped marker set under an id of one's own."""
    lines = (DATA / "marker_sets" / "rajagopal.toml").read_text(encoding="utf-8").splitlines()
    return "\n".join(f'id = "{id_}"' if line.startswith("id ") else line for line in lines)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """An empty data folder of a user; what counted of it no longer does after the test."""
    monkeypatch.setenv("HIPDRIVE_FOLDER", str(tmp_path / "own"))
    for kind in ("exercises", "marker_sets"):
        (tmp_path / "own" / kind).mkdir(parents=True)
    yield tmp_path / "own"
    coach.count_own_files(exercises=(), marker_sets=())


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: Path) -> Command:
    """Runs a command of somebody who put one exercise of their own into their data folder."""
    (folder / "exercises" / "mine.toml").write_text(own_exercise(), encoding="utf-8")
    return command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")


def test_an_exercise_of_ones_own_counts_in_every_command(run: Command, folder: Path) -> None:
    listed = run("exercises", "cable", "--json", "-").json()["exercises"]
    assert [(OWN, True)] == [(row["id"], row["own"]) for row in listed if "own" in row]
    assert OWN == run("load", OWN, "--json", "-").json()["exercise"]
    assert OWN == run("tune", OWN, "--range", "early", "--json", "-").json()["exercise"]
    matched = run("match", "--typical", 3, "--json", "-").json()["choices"]
    assert OWN in {choice["exercise"] for choice in matched}
    plan = run("plan", "--typical", 3, "--pin", OWN, "--ban", "cable_hip_flexion", "--json", "-").json()
    assert OWN in {line["exercise"] for session in plan["sessions"] for line in session["lines"]}
    run("exercises")
    assert f"{folder / 'exercises'}" in run("exercises").out.replace("\n", "")


def test_its_load_is_the_one_that_its_file_says(run: Command) -> None:
    own, shipped = (run("load", name, "--json", "-").json()["frames"] for name in (OWN, "cable_hip_flexion"))
    assert shipped == own


def test_a_broken_file_is_named_and_every_command_goes_on(run: Command, folder: Path) -> None:
    (folder / "exercises" / "broken.toml").write_text('id = "half"', encoding="utf-8")
    (folder / "exercises" / "letters.toml").write_bytes(b"\xff\xfe\x00")
    (folder / "exercises" / "taken.toml").write_text(own_exercise("standing_march"), encoding="utf-8")
    (folder / "exercises" / "twice.toml").write_text(own_exercise(), encoding="utf-8")
    (folder / "marker_sets" / "broken.toml").write_text("[", encoding="utf-8")
    shown = run("load", OWN, "--json", "-")
    assert OWN == shown.json()["exercise"]
    notes = shown.err.splitlines()
    assert [
        "exercises/broken.toml",
        "exercises/letters.toml",
        "exercises/taken.toml",
        "exercises/twice.toml",
        "marker_sets/broken.toml",
    ] == [note.split()[1] for note in notes]
    assert all(note.startswith("Note: ") and " is left out: " in note for note in notes)
    assert "the file lacks 'name'" in notes[0]
    assert "belongs to an exercise that comes with Hipdrive" in notes[2]
    assert exercise_of("standing_march") is shipped_exercises()["standing_march"]
    assert 0 == run("athlete", "list").code


def test_an_exercise_that_cannot_be_worked_out_is_left_out(run: Command, folder: Path) -> None:
    text = own_exercise("my_ghost").replace("hip_flexion_w", "hip_flection_w")
    (folder / "exercises" / "ghost.toml").write_text(text, encoding="utf-8")
    shown = run("match", "--typical", 3, "--json", "-")
    assert "my_ghost" not in {choice["exercise"] for choice in shown.json()["choices"]}
    assert "exercises/ghost.toml is left out" in shown.err


def test_what_is_no_longer_there_counts_no_longer(run: Command) -> None:
    assert 0 == run("load", OWN).code
    coach.count_own_files(exercises=(), marker_sets=())
    assert OWN not in exercises()
    with pytest.raises(UnknownNameError):
        exercise_of(OWN)


def test_a_changed_file_is_not_answered_from_what_was_worked_out_before(run: Command, folder: Path) -> None:
    def largest() -> float:
        return max(
            float(choice["intensity"])
            for choice in run("match", "--typical", 3, "--json", "-").json()["choices"]
            if choice["exercise"] == OWN
        )

    before = largest()
    (folder / "exercises" / "mine.toml").write_text(own_exercise(shipped="standing_march"), encoding="utf-8")
    assert before != largest()


@pytest.mark.usefixtures("folder")
def test_a_marker_set_of_ones_own_is_known_by_its_id_and_recognised() -> None:
    text = own_marker_set()
    labels = {label for labels in marker_set_named("rajagopal").tracking.values() for label in labels}
    labels |= {label for labels in marker_set_named("rajagopal").landmarks.values() for label in labels}
    for label in sorted(labels, key=len, reverse=True):
        text = text.replace(f'"{label}"', f'"LAB-{label}"')
    coach.count_own_files(exercises=(), marker_sets=[coach.OwnFile(name="mine.toml", content=text.encode())])
    assert "my_lab" in coach.marker_set_ids()
    assert marker_set_named("my_lab").id == "my_lab"
    assert "my_lab" == recognise(tuple(f"LAB-{label}" for label in sorted(labels)), load_marker_sets()).id


def test_the_folder_is_the_users_own_unless_another_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("HIPDRIVE_FOLDER", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert "hipdrive" in own_folder("exercises").parts
    monkeypatch.setenv("HIPDRIVE_FOLDER", str(tmp_path / "mine"))
    assert tmp_path / "mine" / "exercises" == own_folder("exercises")


def test_a_new_process_reads_the_folder_anew(folder: Path) -> None:
    (folder / "exercises" / "mine.toml").write_text(own_exercise(), encoding="utf-8")
    command = [sys.executable, "-m", "hipdrive", "exercises", OWN, "--json", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))
    assert OWN == json.loads(done.stdout)["exercises"][0]["id"]
