"""Stills of a clip: they show the runner at the moments they name, with lines through the joints, and no face where that is asked for."""

import base64
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from clip_files import SIZE, ColourFinder, drawn, runner, written
from clip_run import front_filmed_run
from command_line import Command, command_runner

from hipdrive import coach
from hipdrive.arrays import FloatArray
from hipdrive.body import Athlete
from hipdrive.errors import InputFileError
from hipdrive.gait import Run
from hipdrive.gait.side_view.analyse import analyse_side_view
from hipdrive.gait.side_view.moments import clip_moments
from hipdrive.motion import FlatKeypoints
from hipdrive.report import ClipStill
from hipdrive.report.run_page.stills_view import stills_shown
from hipdrive.video import Wanted, clip_facts, still_of
from hipdrive.video.clip.face import without_face

RATE_HZ, FRAMES = 30.0, 260
BODY = Athlete(mass_kg=70.0, height_m=1.75)
NAME = "clip.mov"
BLUER = 60
"""Grey levels by which a square is bluer than it is green, however JPEG smears it; the ground is grey."""
Take = Callable[..., Sequence[ClipStill]]


@pytest.fixture(scope="module")
def content() -> bytes:
    made = runner(FRAMES, rate_hz=RATE_HZ)
    return written([drawn([made], frame) for frame in range(FRAMES)], rate_hz=RATE_HZ)


@pytest.fixture(scope="module")
def points(content: bytes) -> FlatKeypoints:
    return coach.read_clip(io.BytesIO(content), ColourFinder(), name=NAME)


@pytest.fixture(scope="module")
def run(points: FlatKeypoints) -> Run:
    return analyse_side_view([points], BODY, speed_m_s=3.0)


@pytest.fixture
def take(content: bytes, points: FlatKeypoints, run: Run) -> Take:
    return lambda **how: coach.clip_stills(io.BytesIO(content), points, run, **how)


def picture_of(still: ClipStill) -> FloatArray:
    with av.open(io.BytesIO(still.jpeg), mode="r", format="jpeg_pipe") as container:
        return next(container.decode(video=0)).to_ndarray(format="rgb24").astype(float)


def bluest(still: ClipStill, point: tuple[float, float]) -> float:
    """How much bluer than green the picture is about a point."""
    column, row = (round(value) for value in point)
    about = picture_of(still)[max(0, row - 1) : row + 2, max(0, column - 1) : column + 2]
    return float((about[..., 2] - about[..., 1]).max())


def test_every_joint_lies_where_the_picture_shows_it(take: Take) -> None:
    stills = take()
    assert ["landing", "mid_stance", "toe_off", "highest_knee"] == [still.moment.name for still in stills]
    for still in stills:
        assert (still.height, still.width) == picture_of(still).shape[:2]
        assert {"Neck", "Hip", "Knee", "Ankle", "Heel", "BigToe"} == set(still.points)
        assert all(bluest(still, point) > BLUER for point in still.points.values()), still.moment


def test_from_the_front_each_leg_is_shown_where_its_signs_are_judged() -> None:
    filmed = front_filmed_run()
    stills = coach.clip_stills(io.BytesIO(filmed.content), filmed.points, filmed.run)
    assert [("mid_stance", "knee_inmost", "foot_outmost")] * 2 == [
        tuple(still.moment.name for still in stills if still.moment.side == side) for side in ("left", "right")
    ]
    for still in stills:
        assert {f"{letter}{joint}" for letter in "LR" for joint in ("Hip", "Knee", "Ankle")} == set(still.points)
        assert all(bluest(still, point) > BLUER for point in still.points.values()), still.moment
        own, other = (still.points[f"{letter}Ankle"][1] for letter in ("LR" if still.moment.side == "left" else "RL"))
        if still.moment.name == "mid_stance":
            assert own > other + 20.0
    says = [str(shown.says) for shown in stills_shown(stills, filmed.run)]
    assert "left foot on the ground" == says[0]
    assert re.fullmatch(r"Knees cross in front: no \(-\d\.\d ± \d\.\d cm, -\d % of the leg\)", says[1])
    assert says[2].startswith("Feet flail outward: no")


def test_the_moments_are_those_of_their_names(run: Run) -> None:
    assert run.view is not None
    landing, middle, off, highest = run.view.moments
    assert landing.time_s < middle.time_s < off.time_s < highest.time_s < landing.time_s + 0.8
    thighs_rad = [moment.thigh_rad or 0.0 for moment in (off, middle, landing, highest)]
    assert thighs_rad == sorted(thighs_rad)
    assert thighs_rad[0] < 0.0
    side = run.sides[highest.side]
    assert side.measures["largest_thigh_rad"].mean == pytest.approx(highest.thigh_rad, abs=np.radians(3.0))


def test_no_face_is_left_and_nothing_else_changes(take: Take, points: FlatKeypoints) -> None:
    for plain, hidden in zip(take(), take(hide_face=True), strict=True):
        frame = int(np.abs(points.time_s - plain.moment.time_s).argmin())
        seen = dict(zip(points.labels, points.position[frame], strict=True))
        to_still = np.array(plain.points["Hip"]) - seen[plain.moment.side[0].upper() + "Hip"]
        column, row = (round(value) for value in seen["Nose"] + to_still)
        changed = np.abs(picture_of(plain) - picture_of(hidden)).max(axis=2)
        assert changed[row - 4 : row + 5, column - 4 : column + 5].mean() > 10.0
        assert changed[round(plain.points["Hip"][1]) :].max() < 10.0


def test_a_hidden_face_is_five_blocks_across_and_stays_where_it_is() -> None:
    picture = np.random.default_rng(1).integers(0, 255, (120, 90, 3), dtype=np.uint8)
    hidden = without_face(picture, np.array([40.0, 50.0, 20.0]))
    assert 25 == len(np.unique(hidden[30:70, 20:60].reshape(-1, 3), axis=0))
    hidden[30:70, 20:60] = picture[30:70, 20:60]
    assert np.array_equal(hidden, picture)


def test_where_no_head_is_found_no_picture_is_shown(content: bytes, points: FlatKeypoints, run: Run) -> None:
    position = points.position.copy()
    position[:, [points.labels.index(label) for label in ("LShoulder", "RShoulder")]] = np.nan
    headless = replace(points, position=position)
    assert () == coach.clip_stills(io.BytesIO(content), headless, run, hide_face=True)


def test_the_stride_that_shows_the_whole_leg_is_taken_and_none_where_there_is_none(points: FlatKeypoints, run: Run) -> None:
    assert run.view is not None
    side = run.view.near[0]
    landings = [1.0, 3.0, 4.1, 6.0]
    curves = {"thigh_rad": np.sin(np.linspace(0.0, 6.28, 101)), "knee_flexion_rad": np.ones(101)}

    def first_landing_s(hidden: slice) -> float | None:
        position = points.position.copy()
        position[hidden, points.labels.index(side[0].upper() + "Knee")] = np.nan
        moments = clip_moments(
            replace(points, position=position), side, number=0, landings_s=landings, stride_s=0.7, contact_s=0.25, curves=curves
        )
        return moments[0].time_s if moments else None

    assert 4.1 == first_landing_s(slice(0, 0))
    assert 3.0 == first_landing_s(slice(int(4.0 * RATE_HZ), int(5.5 * RATE_HZ)))
    assert first_landing_s(slice(None)) is None


def test_an_instant_beyond_the_clip_is_refused_in_a_sentence(content: bytes) -> None:
    facts = clip_facts(io.BytesIO(content), name=NAME)
    wanted = Wanted(time_s=100.0, box=np.array([[0.0, 0.0], [50.0, 50.0]]), face=None)
    with pytest.raises(InputFileError, match=r"clip\.mov: there is no picture 100\.0 s after its first"):
        still_of(io.BytesIO(content), facts, wanted)


def test_a_box_that_sticks_out_is_moved_into_the_picture(content: bytes) -> None:
    facts = clip_facts(io.BytesIO(content), name=NAME)
    for corner in ([-40.0, -40.0], [300.0, 200.0]):
        box = np.array([corner, np.add(corner, [80.0, 100.0])])
        still = still_of(io.BytesIO(content), facts, Wanted(time_s=1.0, box=box, face=None))
        assert (80, 100) == (still.width, still.height)


def test_the_report_of_a_clip_shows_one_stride_in_pictures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes
) -> None:
    monkeypatch.setenv("HIPDRIVE_FOLDER", str(tmp_path / "own"))
    monkeypatch.setattr("hipdrive.coach.pose_finder", lambda _: ColourFinder())
    command: Command = command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")
    clip, report = tmp_path / NAME, tmp_path / "report.html"
    clip.write_bytes(content)
    body = ("--mass-kg", "70", "--height-m", "1.75", "--speed", "3.0")
    assert 0 == command("analyse", clip, *body, "--report", report, "--hide-face").code
    page = report.read_text(encoding="utf-8")
    pictures = re.findall(r'href="data:image/jpeg;base64,([^"]+)"', page)
    assert 4 == len(pictures)
    assert all(base64.b64decode(picture).startswith(b"\xff\xd8") for picture in pictures)
    assert "Highest knee" in page


def test_two_clips_of_one_name_keep_their_own_pictures(content: bytes, points: FlatKeypoints) -> None:
    beside = {
        label: "LR"["RL".index(label[0])] + label[1:] if label[0] in "LR" and label[1:2].isupper() else label for label in points.labels
    }
    columns = [points.labels.index(beside[label]) for label in points.labels]
    other = replace(points, position=points.position[:, columns] * [-1.0, 1.0] + [SIZE[0] - 1.0, 0.0])
    run = analyse_side_view([points, other], BODY, speed_m_s=3.0)
    assert run.view is not None
    first, second = (coach.clip_stills(io.BytesIO(content), points, run, number=number) for number in (0, 1))
    assert [{run.view.near[0]}, {run.view.near[1]}] == [{still.moment.side for still in stills} for stills in (first, second)]
