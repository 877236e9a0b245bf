"""A clip on the command line: from pixels to the page of the run in one command, and what cannot be used is refused in one sentence."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from clip_files import LABELS, SIZE, ColourFinder, drawn, runner, written
from clip_run import front_filmed_run
from command_line import Command, command_runner

RATE_HZ, FRAMES = 30.0, 260
BODY = ("--mass-kg", "70", "--height-m", "1.75", "--speed", "3.0")
Runner = dict[str, np.ndarray]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    """With a finder of the drawn runner in place of the pose model."""
    monkeypatch.setenv("HIPDRIVE_FOLDER", str(tmp_path / "own"))
    monkeypatch.setattr("hipdrive.coach.pose_finder", lambda _: ColourFinder())
    return command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")


def clip_of(people: list[Runner], *, frames: int = FRAMES, seen: Callable[[int], bool] = lambda _: True) -> bytes:
    return written([drawn(people if seen(frame) else [], frame) for frame in range(frames)], rate_hz=RATE_HZ)


def moved(made: Runner, *, right: np.ndarray | float = 0.0, down: np.ndarray | float = 0.0) -> Runner:
    by = np.column_stack([np.zeros(FRAMES) + right, np.zeros(FRAMES) + down])
    return {label: path + by for label, path in made.items()}


def test_a_clip_is_analysed_as_its_keypoints_are_and_says_first_what_it_will_tell(command: Command, tmp_path: Path) -> None:
    (tmp_path / "clip.mov").write_bytes(clip_of([runner(FRAMES, rate_hz=RATE_HZ)]))
    clip, points, run = (tmp_path / name for name in ("clip.mov", "points.json", "run.json"))
    shown = command("analyse", clip, *BODY, "--json", run)
    assert shown.plain.index("can be told") < shown.plain.index("Cadence 170 ± 1 steps/min")
    at_once = json.loads(run.read_text(encoding="utf-8"))
    assert command("video", "keypoints", clip, "--out", points).code == 0
    by_points = command("analyse", points, *BODY, "--json", "-").json()
    assert at_once["cadence_steps_per_min"] == pytest.approx(by_points["cadence_steps_per_min"], abs=1e-3)
    for name in ("largest_thigh_rad", "largest_knee_flexion_rad", "flexor_impulse_swing_nm_s_kg"):
        one, other = (document["sides"]["right"][name]["mean"] for document in (at_once, by_points))
        assert one == pytest.approx(other, abs=1e-4)
    assert command("inspect", points, "--json", "-").json()["format"] == "keypoints"


def test_a_clip_from_each_side_makes_a_pair(command: Command, tmp_path: Path) -> None:
    made = runner(FRAMES, rate_hz=RATE_HZ)
    beside = {label: "LR"["RL".index(label[0])] + label[1:] if label[0] in "LR" and label[1:2].isupper() else label for label in LABELS}
    mirrored = {label: np.array([SIZE[0] - 1.0, 0.0]) + made[beside[label]] * np.array([-1.0, 1.0]) for label in LABELS}
    for name, people in (("right.mov", made), ("left.mov", mirrored)):
        (tmp_path / name).write_bytes(clip_of([people]))
    run = command("analyse", tmp_path / "right.mov", "--other-side", tmp_path / "left.mov", *BODY, "--json", "-").json()
    assert sorted(run["side_view"]["near"]) == ["left", "right"]


def test_a_clip_from_the_front_is_known_as_one_and_says_first_what_it_is_for(command: Command, tmp_path: Path) -> None:
    (tmp_path / "front.mov").write_bytes(front_filmed_run().content)
    run = tmp_path / "run.json"
    shown = command("analyse", tmp_path / "front.mov", *BODY, "--json", run)
    assert "how far the foot lands ahead of the hip no film from the side for it" in shown.plain
    assert shown.plain.index("The camera looks along the way of running") < shown.plain.index("One camera saw you from the front")
    found = json.loads(run.read_text(encoding="utf-8"))
    assert found["front_view"]["seen_from"] == "front"
    assert found["sides"]["left"]["knee_crossing_m"]["mean"] < 0.0


def walker() -> Runner:
    """Whose hips are highest where the leg stands upright."""
    turn = np.pi * 170.0 / 60.0 * np.arange(FRAMES) / RATE_HZ
    return moved(runner(FRAMES, rate_hz=RATE_HZ), down=np.rint(-10.0 * np.cos(2.0 * turn)))


def panned() -> bytes:
    """A camera that follows: the wall behind the runner goes past."""
    wall = np.random.default_rng(2).integers(40, 200, (30, 200)).repeat(8, axis=0).repeat(8, axis=1).astype(np.uint8)
    wall[wall % 5 == 0] += 1
    made = runner(FRAMES, rate_hz=RATE_HZ)
    grounds = (np.repeat(wall[:, 4 * frame : 4 * frame + SIZE[0], None], 3, axis=2) for frame in range(FRAMES))
    return written([drawn([made], frame, ground=ground) for frame, ground in enumerate(grounds)], rate_hz=RATE_HZ)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nobody": (lambda: clip_of([]), "nobody was found in its pictures; film one runner from the side"),
    "two runners": (
        lambda: clip_of([runner(FRAMES, rate_hz=RATE_HZ, at=(at, 330.0)) for at in (420.0, 800.0)]),
        "two people run or walk in it; film one runner alone",
    ),
    "a walker": (lambda: clip_of([walker()]), "where the leg stands upright"),
    "leaves": (
        lambda: clip_of([runner(FRAMES, rate_hz=RATE_HZ)], seen=lambda frame: frame < 0.4 * FRAMES),
        "it shows the runner for 3.5 s, about 5 strides of a leg, and at least 10 are needed",
    ),
    "moving camera": (panned, "the camera moves; put it on something that stands still"),
    "three seconds": (lambda: clip_of([runner(90, rate_hz=RATE_HZ)], frames=90), "it lasts 3.0 s with 30 pictures a second; film 10 s"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used_is_refused_in_one_sentence(case: str, command: Command, tmp_path: Path) -> None:
    make, words = REFUSED[case]
    (tmp_path / "clip.mov").write_bytes(make())
    shown = command("analyse", tmp_path / "clip.mov", *BODY)
    said = " ".join(shown.err.split())
    assert shown.code == 1
    assert said.startswith("hipdrive: clip.mov")
    assert words in said
    assert len(said) < 260


def test_a_model_that_is_absent_or_another_one_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("HIPDRIVE_FOLDER", str(tmp_path / "own"))
    command = command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")
    (tmp_path / "clip.mov").write_bytes(clip_of([runner(90, rate_hz=RATE_HZ)], frames=90))
    absent = command("analyse", tmp_path / "clip.mov", *BODY)
    assert (absent.code, "with: hipdrive video fetch-model" in " ".join(absent.err.split())) == (1, True)
    (tmp_path / "pose.tflite").write_bytes(b"TFL3")
    other = command("analyse", tmp_path / "clip.mov", *BODY, "--model", tmp_path / "pose.tflite")
    assert (other.code, "this is no known file of the pose model (its SHA-256 is" in " ".join(other.err.split())) == (1, True)
