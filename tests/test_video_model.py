"""The pose model: its files are known by their SHA-256, what fetches it says why it could not, and what it sees of a real runner."""

import hashlib
import io
import os
import subprocess
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
from command_line import Command, command_runner
from test_motion_keypoint_repair import cadence

from hipdrive.body import Athlete
from hipdrive.coach import fetch_pose_model, pose_finder, read_clip, read_clip_keypoints
from hipdrive.errors import InputFileError
from hipdrive.gait import analyse_side_view
from hipdrive.gait.clip.points import LEAST_CONFIDENCE
from hipdrive.gait.side_view.near_leg import LEG_POINTS
from hipdrive.motion import FileContent, FlatKeypoints
from hipdrive.store import user_folder
from hipdrive.video import model_of
from hipdrive.video.crop import Region
from hipdrive.video.model.blazepose import refined
from hipdrive.video.model.detector import SIZE, anchors, people_in
from hipdrive.video.model.fetch import ModelNotFetchedError
from hipdrive.video.model.file import KNOWN, Kind, PoseModelMissingError, known_models

PARTS: dict[Kind, bytes] = {"detector": b"finds people", "heavy": b"finds joints"}


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two small files count as the model."""
    known = {hashlib.sha256(content).hexdigest(): kind for kind, content in PARTS.items()}
    monkeypatch.setattr("hipdrive.video.model.file.KNOWN", known)


def npm_package(*, more: bytes = b"") -> FileContent:
    """The model's files as npm packs them."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w:gz") as archive:
        for name, part in (("package/x_packed_assets.data", PARTS["detector"]), ("package/h.tflite", PARTS["heavy"] + more)):
            member = tarfile.TarInfo(name)
            member.size = len(part)
            archive.addfile(member, io.BytesIO(part))
    return FileContent("mediapipe-pose.tgz", content.getvalue())


def test_every_known_file_has_a_sha256() -> None:
    assert all(len(digest) == 64 and int(digest, 16) for digest in KNOWN)
    assert set(KNOWN.values()) == {"detector", "heavy", "full"}


@pytest.mark.usefixtures("made_up")
def test_the_model_is_taken_out_of_a_package_of_npm_or_a_wheel() -> None:
    assert PARTS == known_models(npm_package())
    wheel = io.BytesIO()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("mediapipe/modules/a.tflite", PARTS["heavy"])
        archive.writestr("mediapipe/modules/other.tflite", b"something else")
    assert {"heavy": PARTS["heavy"]} == known_models(FileContent("m.whl", wheel.getvalue()))
    assert "heavy" == model_of(FileContent("m", part) for part in PARTS.values()).kind


@pytest.mark.usefixtures("made_up")
def test_a_file_with_another_sha256_is_refused_with_its_own() -> None:
    other = PARTS["heavy"] + b"!"
    with pytest.raises(InputFileError, match=f"its SHA-256 is {hashlib.sha256(other).hexdigest()}"):
        known_models(FileContent("heavy.tflite", other))
    assert {"detector"} == set(known_models(npm_package(more=b"!")))
    with pytest.raises(PoseModelMissingError):
        model_of([npm_package(more=b"!")])
    with pytest.raises(InputFileError, match="this package cannot be opened"):
        known_models(FileContent("half.tgz", npm_package().content[:40]))


@pytest.mark.usefixtures("made_up")
def test_the_command_puts_the_model_into_the_own_folder_and_shows_its_licence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("HIPDRIVE_FOLDER", str(tmp_path / "own"))
    command: Command = command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")
    (tmp_path / "pose.tgz").write_bytes(npm_package().content)
    shown = command("video", "fetch-model", "--model", str(tmp_path / "pose.tgz"))
    assert "Apache License 2.0" in shown.plain
    kept = {path.name: path.read_bytes() for path in (tmp_path / "own" / "pose_model").iterdir()}
    assert {"pose_detection.tflite": PARTS["detector"], "pose_landmark_heavy.tflite": PARTS["heavy"]} == kept
    (tmp_path / "own" / "pose_model" / "pose_landmark_heavy.tflite").write_bytes(b"changed")
    shown = command("video", "keypoints", str(tmp_path / "pose.tgz"), "--out", str(tmp_path / "out.json"))
    assert (1, True) == (shown.code, "this is no known file of the pose model" in " ".join(shown.err.split()))


def test_npm_that_is_missing_or_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(words: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(words, 1, stdout="", stderr="npm warn\nnpm error network unreachable")

    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(ModelNotFetchedError, match=r"npm, which comes with Node\.js, is not installed; fetch it with the other program"):
        fetch_pose_model("npm")
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}")
    monkeypatch.setattr("subprocess.run", failing)
    with pytest.raises(ModelNotFetchedError, match=r"npm could not fetch the package \(npm error network unreachable\)"):
        fetch_pose_model("npm")


@pytest.mark.usefixtures("made_up")
def test_what_a_program_fetched_is_known_by_its_sha256(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetching(words: list[str], *, cwd: str, **_: object) -> subprocess.CompletedProcess[str]:
        (Path(cwd) / "mediapipe-pose-0.tgz").write_bytes(npm_package().content)
        return subprocess.CompletedProcess(words, 0, stdout="", stderr="")

    monkeypatch.setattr("subprocess.run", fetching)
    assert set(PARTS.values()) == {file.content for file in fetch_pose_model("pip")}


def test_a_detector_s_answer_becomes_a_square_that_turns_the_body_upright() -> None:
    answer, scores = np.zeros((len(anchors()), 12)), np.full(len(anchors()), -9.0)
    assert (2254, 2) == anchors().shape
    for place, score in ((100, 3.0), (101, 2.0), (900, 1.0)):  # two anchors of one cell see one person, a third another
        scores[place] = score
        middle = (np.array([0.5, 0.5]) - anchors()[place]) * SIZE if place < 900 else np.zeros(2)
        answer[place] = [*middle, 40.0, 40.0, *middle, middle[0] + 30.0, middle[1] - 30.0, 0.0, 0.0, 0.0, 0.0]
    people = people_in(answer, scores, Region(x=360.0, y=640.0, side=1280.0, turn_rad=0.0))
    assert len(people) == 2
    assert (360.0, 640.0) == pytest.approx((people[0].x, people[0].y))
    assert np.pi / 4.0 == pytest.approx(people[0].turn_rad)
    assert 2.5 * 1280.0 * np.hypot(30.0, 30.0) / SIZE == pytest.approx(people[0].side)


def test_a_point_is_moved_to_the_middle_of_the_heat_around_it_and_stays_without() -> None:
    heat = np.full((64, 64, 2), -20.0, dtype=np.float32)
    heat[30, 41, 0] = heat[30, 42, 0] = 8.0
    moved = refined(np.array([[40.2 / 64, 31.4 / 64], [0.3, 0.4]]), heat)
    assert [41.5 / 64, 30.0 / 64] == pytest.approx(moved[0], abs=1e-3)
    assert [0.3, 0.4] == moved[1].tolist()


def angles(clip: FlatKeypoints, side: str) -> tuple[np.ndarray, np.ndarray]:
    """Thigh and knee angle in degrees, (n,) each."""
    hip, knee, ankle = (clip.position[:, clip.labels.index(side + part)] for part in ("Hip", "Knee", "Ankle"))
    thigh, shank = (np.degrees(np.arctan2(-part[:, 0], part[:, 1])) for part in (knee - hip, ankle - knee))
    return thigh, thigh - shank


def test_the_model_sees_a_real_runner_as_another_one_does(recordings: Path) -> None:
    """BlazePose heavy beside RTMPose, whose keypoints came with the clip, and the cadence that was measured in the pixels."""
    folder = Path(os.environ.get("HIPDRIVE_POSE_MODEL", user_folder() / "pose_model"))
    files = [FileContent(path.name, path.read_bytes()) for path in sorted(folder.glob("*.tflite"))] if folder.is_dir() else []
    if not files:
        pytest.skip(
            "the pose model is not on this computer: 'hipdrive video fetch-model' fetches it (HIPDRIVE_POSE_MODEL names another folder)"
        )
    other = recordings / "video-side" / "male_side.pose.json"
    theirs = read_clip_keypoints(FileContent(other.name, other.read_bytes()))
    with (recordings / "video-side" / "male_side.mp4").open("rb") as clip:
        ours = read_clip(clip, pose_finder(files), name="male_side.mp4")
    assert 168.9 == pytest.approx(cadence(ours), abs=1.0)
    assert np.allclose(ours.time_s, theirs.time_s, atol=1e-3)
    for side, far in (("L", 1.0), ("R", 1.5)):  # the left leg is the near one; the far one is hidden for half of the time
        for seen, said in zip(angles(ours, side), angles(theirs, side), strict=True):
            assert np.sqrt(np.nanmean((seen - said) ** 2)) < 7.0 * far
            assert np.nanmedian(np.abs(seen - said)) < 5.0 * far
    run = analyse_side_view([ours], Athlete(mass_kg=75.0, height_m=1.8), speed_m_s=3.0)
    assert run.view is not None
    assert run.view.near == ("left",)
    assert 168.9 == pytest.approx(run.cadence_steps_per_min, abs=1.0)
    near = [ours.labels.index("L" + part) for part in LEG_POINTS]
    assert np.nanmin(ours.confidence[:, near]) > LEAST_CONFIDENCE
