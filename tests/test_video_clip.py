"""Clips: their clock, turning, repeated pictures and what cannot be read, with a finder that knows where the runner is."""

import io
import json
from pathlib import Path

import numpy as np
import pytest
from clip_files import GROUND, LABELS, SIZE, ColourFinder, drawn, runner, written
from command_line import Command, command_runner

from hipdrive.coach import check_clip, is_clip, read_clip, read_clip_keypoints
from hipdrive.contract.runs.clip import clip_document
from hipdrive.contract.runs.keypoints import keypoints_document
from hipdrive.contract.wire import json_text
from hipdrive.errors import HipDriveError, InputFileError
from hipdrive.motion import FileContent, FlatKeypoints
from hipdrive.video import clip_facts
from hipdrive.video.clip.camera import camera_moves, small_grey
from hipdrive.video.clip.clock import settled_clock
from hipdrive.video.crop import Region, cut_out, in_picture

RATE_HZ = 30.0
FRAMES = 90
LEG = ("LHip", "LKnee", "LAnkle", "RHip", "RKnee", "RAnkle")


def read(content: bytes, *, captured_hz: float | None = None) -> FlatKeypoints:
    return read_clip(io.BytesIO(content), ColourFinder(), name="clip.mov", captured_hz=captured_hz)


def codes(clip: FlatKeypoints) -> list[str]:
    return [note.code for note in clip.notes]


def off_by(clip: FlatKeypoints, made: dict[str, np.ndarray]) -> float:
    """How far the knees and ankles lie from where they were drawn at most, pixels; squares hidden by others count for half their size."""
    return max(float(np.nanmax(np.abs(clip.position[:, clip.labels.index(label)] - made[label]))) for label in ("LKnee", "RKnee", "LAnkle"))


def pictures(made: dict[str, np.ndarray]) -> list[np.ndarray]:
    return [drawn([made], frame) for frame in range(len(made["Nose"]))]


def test_points_stand_at_the_file_s_own_instants() -> None:
    made = runner(FRAMES, rate_hz=RATE_HZ)
    clip = read(written(pictures(made), rate_hz=RATE_HZ))
    assert len(clip.time_s) == FRAMES
    assert np.allclose(clip.time_s, np.arange(FRAMES) / RATE_HZ, atol=1e-4)
    assert off_by(clip, made) < 3.0
    assert SIZE == clip.size
    assert codes(clip) == []


def test_uneven_pictures_keep_their_own_times_and_are_told() -> None:
    stamps_s = np.cumsum(np.random.default_rng(5).choice([1 / 30, 1 / 24], FRAMES))
    stamps_s -= stamps_s[0]
    clip = read(written(pictures(runner(FRAMES, rate_hz=RATE_HZ)), stamps_s=stamps_s.tolist()))
    assert np.allclose(clip.time_s, stamps_s, atol=1e-4)
    assert codes(clip) == ["frames_uneven"]


def test_missing_pictures_leave_a_gap_in_time() -> None:
    kept = [frame for frame in range(FRAMES) if frame not in (30, 31, 60)]
    shown = pictures(runner(FRAMES, rate_hz=RATE_HZ))
    clip = read(written([shown[frame] for frame in kept], stamps_s=[frame / RATE_HZ for frame in kept]))
    assert np.allclose(clip.time_s, np.array(kept) / RATE_HZ, atol=1e-4)
    assert "3 pictures are missing in clip.mov; the times of the others are kept." in [note.message for note in clip.notes]


def test_slow_motion_is_read_from_the_phone_s_note() -> None:
    slowed = written(pictures(runner(500, rate_hz=240.0)), rate_hz=30.0, metadata={"com.android.capture.fps": "240.0"})
    clip = read(slowed)
    assert clip.time_s[-1] == pytest.approx(496 / 240.0, rel=0.01)
    assert ["slow_motion_read", "pictures_left_out"] == codes(clip)


def test_of_120_pictures_a_second_every_other_one_is_read() -> None:
    made = runner(260, rate_hz=120.0)
    clip = read(written(pictures(made), rate_hz=120.0))
    assert np.allclose(clip.time_s, np.arange(0, 260, 2) / 120.0, atol=1e-4)
    assert off_by(clip, {label: path[::2] for label, path in made.items()}) < 3.0
    assert codes(clip) == ["pictures_left_out"]
    assert [settled_clock("c", np.arange(90) / rate_hz).read_every for rate_hz in (59.94, 90.0, 119.88, 240.0)] == [1, 1, 2, 4]


def test_of_uneven_pictures_those_read_are_no_closer_than_wanted() -> None:
    stamps_s = np.cumsum(np.random.default_rng(5).choice([1 / 120, 1 / 120, 1 / 60], 300))
    clock = settled_clock("c", stamps_s)
    read_s = clock.read_times_s(from_s=0.5, until_s=2.0)
    assert clock.read_every == 2
    assert np.diff(read_s).min() > 1.4 / 120
    assert np.diff(read_s).max() < 3.1 / 120
    assert 0.5 <= read_s[0] <= read_s[-1] < 2.0


def test_slow_motion_without_a_note_is_asked_for_and_taken_as_given() -> None:
    slowed = written(pictures(runner(240, rate_hz=120.0)), rate_hz=30.0)
    assert codes(read(slowed)) == ["clip_looks_slowed"]
    clip = read(slowed, captured_hz=120.0)
    assert clip.time_s[-1] == pytest.approx(238 / 120.0, rel=0.01)
    assert ["slow_motion_given", "pictures_left_out"] == codes(clip)


@pytest.mark.parametrize("turned_deg", [90, -90, 180])
def test_a_clip_filmed_upright_is_turned_upright(turned_deg: int) -> None:
    made = runner(FRAMES, rate_hz=RATE_HZ)
    lying = [np.ascontiguousarray(np.rot90(picture, -round(turned_deg / 90))) for picture in pictures(made)]
    clip = read(written(lying, rate_hz=RATE_HZ, turned_deg=turned_deg))
    assert SIZE == clip.size
    assert off_by(clip, made) < 3.0


def test_pictures_that_repeat_the_one_before_are_left_out() -> None:
    made = runner(FRAMES, rate_hz=RATE_HZ)
    twice = [picture for picture in pictures(made) for _ in range(2)]
    clip = read(written(twice, rate_hz=60.0))
    assert len(clip.time_s) == FRAMES
    assert clip.frame_rate_hz == pytest.approx(30.0, rel=0.01)
    assert codes(clip) == ["frames_repeated"]


def test_of_two_people_the_one_who_runs_is_followed() -> None:
    made = runner(FRAMES, rate_hz=RATE_HZ, at=(760.0, 330.0))
    still = {label: np.repeat(path[:1], FRAMES, axis=0) for label, path in runner(1, rate_hz=RATE_HZ, at=(420.0, 330.0)).items()}
    clip = read(written([drawn([still, made], frame) for frame in range(FRAMES)], rate_hz=RATE_HZ))
    assert off_by(clip, made) < 3.0


def test_a_runner_who_leaves_the_picture_and_comes_back_is_found_again() -> None:
    made = runner(FRAMES, rate_hz=RATE_HZ)
    shown = [drawn([] if 40 <= frame < 60 else [made], frame) for frame in range(FRAMES)]
    for frame in range(40, 60):
        shown[frame][100:140, 100:140] = 40 * (frame % 5)
    clip = read(written(shown, rate_hz=RATE_HZ))
    missing = np.flatnonzero(np.isnan(clip.position[:, clip.labels.index("LKnee"), 0]))
    assert missing[0] == 40
    assert 59 <= missing[-1] <= 66
    assert "runner_not_seen" in codes(clip)


def test_a_long_clip_is_cut_to_its_middle_and_says_so() -> None:
    frames = 36 * 10
    clip = read(written(pictures(runner(frames, rate_hz=10.0)), rate_hz=10.0))
    assert clip.time_s[0] == pytest.approx(3.0, abs=0.11)
    assert clip.time_s[-1] == pytest.approx(33.0, abs=0.21)
    assert "clip.mov lasts 36 s; the 30 s in its middle were read." in [note.message for note in clip.notes]


def test_progress_counts_the_pictures() -> None:
    told: list[tuple[int, int]] = []
    content = written(pictures(runner(FRAMES, rate_hz=RATE_HZ)), rate_hz=RATE_HZ)
    read_clip(io.BytesIO(content), ColourFinder(), name="clip.mov", progress=lambda done, total: told.append((done, total)))
    assert [(done, FRAMES) for done in range(1, FRAMES + 1)] == told


def test_a_camera_that_follows_the_runner_is_told_and_one_that_stands_is_not() -> None:
    wall = np.random.default_rng(2).integers(40, 200, (30, 80)).repeat(8, axis=0).repeat(8, axis=1).astype(np.uint8)
    made = runner(12, rate_hz=4.0)
    for step, moves in ((0, False), (20, True)):
        grounds = [np.repeat(wall[:, step * frame : step * frame + SIZE[0], None], 3, axis=2) for frame in range(12)]
        looks = [small_grey(drawn([made], frame, ground=ground)) for frame, ground in enumerate(grounds)]
        assert camera_moves(looks) is moves


def test_a_cut_shows_what_lies_at_its_points() -> None:
    x, y = np.meshgrid(np.arange(200.0), np.arange(160.0))
    picture = np.stack([x, y, x], axis=2).astype(np.uint8)
    region = Region(x=90.0, y=80.0, side=70.0, turn_rad=0.4)
    cut = 255.0 * cut_out(picture, region, 64).astype(np.float64)
    for row, column in ((5, 9), (40, 31), (63, 0)):
        at = in_picture((np.array([[column, row]]) + 0.5) / 64, region)[0]
        assert cut[row, column, :2] == pytest.approx(at - 0.5, abs=0.01)  # the middle of the first pixel is at 0.5
    assert cut_out(picture, Region(x=-300.0, y=0.0, side=50.0, turn_rad=0.0), 8).max() == 0.0


BROKEN = {
    "empty": (b"", "clip.mov: this is no clip that can be opened"),
    "no clip": (b"hello" * 500, "clip.mov: this is no clip that can be opened"),
    "half": (written(pictures(runner(40, rate_hz=20.0)), rate_hz=20.0)[:9000], "clip.mov: this is no clip that can be opened"),
    "one second": (written(pictures(runner(30, rate_hz=30.0)), rate_hz=30.0), "clip.mov: it lasts 1.0 s; film at least 10 s"),
    "one picture": (written(pictures(runner(1, rate_hz=30.0)), rate_hz=30.0), "clip.mov: it holds 1 picture; film 10 s or more"),
    "nobody": (
        written([np.full((SIZE[1], SIZE[0], 3), GROUND + 20 * (frame % 5), dtype=np.uint8) for frame in range(100)], rate_hz=30.0),
        "clip.mov: nobody was found in its pictures",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_clip_that_cannot_be_used_is_refused_in_one_sentence(case: str) -> None:
    content, begins = BROKEN[case]
    with pytest.raises(InputFileError) as refused:
        read(content)
    assert str(refused.value).startswith(begins)
    assert "\n" not in str(refused.value)


def test_a_codec_that_cannot_be_decoded_is_named() -> None:
    strange = written(pictures(runner(40, rate_hz=20.0)), rate_hz=20.0).replace(b"rle ", b"zz9z")
    with pytest.raises(InputFileError, match="cannot be decoded here; choose 'most compatible'"):
        read(strange)


def test_a_damaged_clip_is_read_or_refused() -> None:
    whole = written(pictures(runner(60, rate_hz=20.0)), rate_hz=20.0)
    rng = np.random.default_rng(6)
    for _ in range(12):
        broken = bytearray(whole)
        for place in rng.integers(0, len(whole), 40):
            broken[place] = int(rng.integers(256))
        try:
            read(bytes(broken))
        except HipDriveError as error:
            sentence = str(error)
            assert "\n" not in sentence


def test_a_rate_that_is_none_of_a_camera_is_refused() -> None:
    with pytest.raises(HipDriveError, match="captured_hz is 5000, but must be from 5 to 2000"):
        settled_clock("clip.mov", np.arange(10) / 30.0, asked_hz=5000.0)


def test_keypoints_come_back_from_json_as_they_were() -> None:
    clip = read(written(pictures(runner(FRAMES, rate_hz=RATE_HZ)), rate_hz=RATE_HZ))
    text = json_text(keypoints_document(clip))
    again = read_clip_keypoints(FileContent("clip.json", text.encode()))
    assert np.allclose(again.position, clip.position, atol=1e-3, equal_nan=True)
    assert np.allclose(again.time_s, clip.time_s, atol=1e-6)
    assert (clip.labels, clip.size, clip.source) == (again.labels, again.size, again.source)
    cut = json.loads(text)
    cut["position"].pop()
    with pytest.raises(InputFileError, match=r"clip\.json: its rows do not belong together"):
        read_clip_keypoints(FileContent("clip.json", json.dumps(cut).encode()))


def test_a_clip_is_told_by_its_first_bytes() -> None:
    assert is_clip(FileContent("a", written(pictures(runner(12, rate_hz=30.0)))[:64]))
    assert not is_clip(FileContent("a.c3d", b"\x02\x50" + bytes(510)))
    assert not is_clip(FileContent("a.json", b'{"frames": []}'))


@pytest.mark.parametrize(("rate_hz", "grades"), [(30.0, ["yes", "yes", "no", "no"]), (60.0, ["yes", "yes", "yes", "rough"])])
def test_a_check_says_what_the_frame_rate_allows(rate_hz: float, grades: list[str]) -> None:
    frames = int(10.5 * rate_hz)
    content = written(pictures(runner(frames, rate_hz=rate_hz)), rate_hz=rate_hz)
    check = check_clip(io.BytesIO(content), name="clip.mov")
    assert grades == [reading.grade for reading in check.readings]
    assert clip_document(check).captured_hz == pytest.approx(rate_hz, rel=0.01)


def test_a_check_of_120_pictures_a_second_allows_contact_time_and_a_short_clip_less() -> None:
    content = written(pictures(runner(600, rate_hz=120.0)), rate_hz=120.0)
    short = check_clip(io.BytesIO(content), name="clip.mov")
    assert ["rough"] * 4 == [reading.grade for reading in short.readings]
    assert short.readings[0].why == "5 s of running; 10 s, ten strides of each leg, are enough"
    assert [note.code for note in short.advice] == ["clip_short"]


def test_a_check_with_a_model_says_who_is_in_the_picture() -> None:
    def advice(people: list[dict[str, np.ndarray]]) -> list[str]:
        content = written([drawn(people, frame) for frame in range(330)], rate_hz=30.0)
        return [note.code for note in check_clip(io.BytesIO(content), ColourFinder(), name="clip.mov").advice]

    made = runner(330, rate_hz=RATE_HZ)
    assert advice([]) == ["nobody_seen", "few_pictures"]
    assert advice([made]) == ["runner_small", "few_pictures"]
    assert "other_people" in advice([made, runner(330, rate_hz=RATE_HZ, at=(420.0, 330.0))])


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    monkeypatch.setenv("HIPDRIVE_FOLDER", str(tmp_path / "own"))
    return command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")


def test_the_command_film_shows_what_a_clip_will_tell(command: Command, tmp_path: Path) -> None:
    (tmp_path / "clip.mov").write_bytes(written(pictures(runner(330, rate_hz=RATE_HZ)), rate_hz=RATE_HZ))
    shown = command("film", str(tmp_path / "clip.mov"))
    assert "clip.mov: 320 x 240, 11.0 s, 30 pictures a second (qtrle)" in shown.plain
    assert "choose 120 (or 60) in the camera's settings" in shown.plain
    assert command("film", str(tmp_path / "clip.mov"), "--json", "-").json()["schema"] == "hipdrive.clip/1"


def test_without_the_model_a_clip_asks_for_it(command: Command, tmp_path: Path) -> None:
    (tmp_path / "clip.mov").write_bytes(b"")
    shown = command("video", "keypoints", str(tmp_path / "clip.mov"), "--out", str(tmp_path / "clip.json"))
    assert shown.code == 1
    assert "fetch it once (41 MB) with: hipdrive video fetch-model" in " ".join(shown.err.split())


def test_facts_need_no_more_than_the_first_picture() -> None:
    facts = clip_facts(io.BytesIO(written(pictures(runner(FRAMES, rate_hz=RATE_HZ)), rate_hz=RATE_HZ)), name="clip.mov")
    assert (facts.size, facts.turned, facts.codec) == (SIZE, 0, "qtrle")
    assert facts.duration_s == pytest.approx(FRAMES / RATE_HZ, rel=1e-3)
    assert set(LEG) <= set(LABELS)
