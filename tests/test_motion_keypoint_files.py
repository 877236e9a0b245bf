"""Files of keypoints: each program's file gives the same runner, and what is no such file is refused in one sentence."""

import json

import numpy as np
import pytest
from clip_scenes import RATE_HZ, SIZE, WRITERS, as_mediapipe, as_named, as_openpose, halpe, json_file, openpose_frames, paths, zipped

from hipdrive.coach import read_clip_keypoints
from hipdrive.errors import HipDriveError, InputFileError
from hipdrive.motion import FileContent, is_keypoint_file, keypoint_label, read_keypoints

LEGS = tuple(side + part for side in "LR" for part in ("Hip", "Knee", "Ankle", "Heel", "BigToe"))


@pytest.mark.parametrize("program", WRITERS)
def test_every_program_s_file_gives_the_same_runner(program: str) -> None:
    made = paths(frames=120)
    read = read_keypoints(WRITERS[program](made), frame_rate_hz=RATE_HZ)
    assert len(read.time_s) == 120
    assert RATE_HZ == pytest.approx(read.frame_rate_hz, rel=1e-6)
    scale = 400.0 if program == "flat_trc" else 1.0
    for label in LEGS:
        path = scale * read.position[:, read.labels.index(label)]
        off = path - made[label]
        assert 0.001 > np.abs(off - off.mean(axis=0)).max(), label  # the same but for where the picture begins
        if program != "flat_trc":
            assert 0.001 > np.abs(off).max()
    if program in ("named", "mediapipe"):
        assert SIZE == read.size


def test_names_of_points_are_known_however_they_are_written() -> None:
    for written in ("left_hip", "l_hip", "LHip", "leftHip", "Left Hip", "hip_left", "LEFT_HIP", "Hip_L"):
        assert keypoint_label(written) == "LHip"
    assert keypoint_label("right_big_toe") == keypoint_label("right_foot_index") == "RBigToe"
    assert keypoint_label("hip") == keypoint_label("mid_hip") == keypoint_label("pelvis") == "MidHip"
    assert keypoint_label("tail") == "tail"


def test_the_runner_is_followed_and_not_the_coach_who_stands_nearer_the_camera() -> None:
    run = halpe(paths(frames=90))
    coach = np.repeat(1.3 * halpe(paths(frames=1, at=(150.0, 300.0))), 90, axis=0)
    coach[:, :, 2] = 0.9
    order = [[coach, run] if number % 2 else [run, coach] for number in range(90)]
    frames = [openpose_frames([person[number : number + 1] for person in people])[0] for number, people in enumerate(order)]
    read = read_keypoints(json_file(frames), frame_rate_hz=30.0)
    assert np.allclose(read.position, run[:, [*range(26)], :2])
    assert ["other_people"] == [note.code for note in read.notes]


def test_a_frame_without_anybody_stays_in_its_place() -> None:
    frames = openpose_frames([halpe(paths(frames=40))])
    kept = [number for number in range(40) if number not in (7, 8)]
    read = read_keypoints(FileContent("j.zip", zipped([frames[number] for number in kept], numbers=kept)), frame_rate_hz=60.0)
    assert len(read.time_s) == 40
    assert [7, 8] == np.flatnonzero(np.isnan(read.position[:, :, 0]).all(axis=1)).tolist()


def test_a_runner_who_leaves_the_picture_is_told() -> None:
    frames = openpose_frames([halpe(paths(frames=60))])
    for frame in frames[40:]:
        frame["people"] = []
    read = read_keypoints(json_file(frames), frame_rate_hz=60.0)
    assert "In clip.json the runner is not seen in 33 % of the frames." in [note.message for note in read.notes]


def test_a_clip_stored_slowly_gets_the_camera_s_clock_and_a_note() -> None:
    slowed = json.loads(as_named(paths(frames=120)).content) | {"fps": 30}
    read = read_clip_keypoints(json_file(slowed), frame_rate_hz=240.0)
    assert read.frame_rate_hz == pytest.approx(240.0)
    assert "clip.json says 30 frames a second; 240 were used, as given." in [note.message for note in read.notes]


def without(document: FileContent, *keys: str) -> FileContent:
    plain = json.loads(document.content)
    return json_file({key: value for key, value in plain.items() if key not in keys})


MADE = paths(frames=20)
BROKEN = {
    "empty": (FileContent("clip.json", b""), "clip.json: the file is empty"),
    "no JSON": (FileContent("clip.json", b'{"frames": [1,'), "clip.json: this is no JSON (line 1, column 15)"),
    "no text": (FileContent("clip.json", b"{\xff\xfe"), "clip.json: this is no text"),
    "deep": (FileContent("clip.json", b"[" * 100_000), "clip.json: this is no JSON that can be read"),
    "something else": (json_file({"runs": 3}), "clip.json: its JSON holds no keypoints that are known"),
    "no rate": (without(as_named(MADE), "fps"), "clip.json: it does not say how many frames a second there are"),
    "odd rate": (json_file(json.loads(as_named(MADE).content) | {"fps": 1e9}), "clip.json: it says 1e+09 frames a second"),
    "size not told": (without(as_mediapipe(MADE), "width"), "clip.json: its landmarks are shares of a picture whose width"),
    "another body": (
        json_file(openpose_frames([halpe(MADE)[:, :14]])),
        "clip.json: its people have 14 points, and bodies of 17, 23, 25, 26",
    ),
    "nobody": (json_file([{"people": []}] * 20), "clip.json: nobody was found in its pictures"),
    "words for numbers": (
        json_file([{"people": [{"pose_keypoints_2d": ["x"] * 78}]}] * 20),
        "clip.json: the points of frame 0 are not rows of numbers",
    ),
    "too few frames": (as_named(paths(frames=5)), "clip.json: it holds 5 frames, and at least 10 are needed"),
    "a zip of nothing": (FileContent("a.zip", zipped([])), "a.zip: there is no .json file in it"),
    "half a zip": (FileContent("a.zip", as_openpose(MADE).content[:400]), "a.zip: this zip cannot be opened"),
    "instants that stand": (
        json_file(
            {
                **json.loads(as_mediapipe(MADE).content),
                "frames": [frame | {"timestamp_ms": 5} for frame in json.loads(as_mediapipe(MADE).content)["frames"]],
            }
        ),
        "clip.json: the instants of its frames do not increase",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_file_of_keypoints_is_refused_in_one_sentence(case: str) -> None:
    file, begins = BROKEN[case]
    with pytest.raises(InputFileError) as refused:
        read_clip_keypoints(file)
    assert str(refused.value).startswith(begins)
    assert "\n" not in str(refused.value)


def test_a_file_with_some_points_only_names_those_that_are_missing() -> None:
    plain = json.loads(as_named(MADE).content)
    keep = [place for place, name in enumerate(plain["keypoint_names"]) if not name.startswith("l_k")]
    cut = plain | {"keypoint_names": [plain["keypoint_names"][p] for p in keep], "frames": [[f[p] for p in keep] for f in plain["frames"]]}
    with pytest.raises(InputFileError, match="it has no points named LKnee"):
        read_clip_keypoints(json_file(cut))


def sentence_of(file: FileContent) -> str:
    """What is said of a file that is refused; empty where it is read."""
    try:
        read_clip_keypoints(file, frame_rate_hz=60.0)
    except HipDriveError as error:
        return str(error)
    return ""


def test_a_file_cut_anywhere_is_read_or_refused() -> None:
    rng = np.random.default_rng(4)
    for program, write in WRITERS.items():
        whole = write(MADE)
        for _ in range(25):
            content = bytearray(whole.content[: int(rng.integers(1, len(whole.content)))])
            content[int(rng.integers(len(content)))] = int(rng.integers(256))
            assert "\n" not in sentence_of(FileContent(whole.name, bytes(content))), program


def test_a_file_is_told_by_its_first_bytes() -> None:
    assert all(is_keypoint_file(WRITERS[program](MADE)) for program in ("named", "openpose", "mmpose", "mediapipe"))
    assert not is_keypoint_file(FileContent("run.c3d", b"\x02\x50" + bytes(510)))
