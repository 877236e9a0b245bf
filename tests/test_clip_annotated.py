"""A clip with what was found drawn into it: lines lie on the leg, words stand at landing and toe-off, and no part of a file is left."""

import io
from pathlib import Path

import av
import numpy as np
import pytest
from clip_files import SIZE, ColourFinder
from clip_run import NAME, RATE_HZ, filmed_run, front_filmed_run
from command_line import Command, command_runner

from hipdrive import coach
from hipdrive.coach.clips.annotated import TOLD_S, event_at, leg_angles_deg
from hipdrive.coach.clips.pictures import film_of
from hipdrive.report import ClipFilm, words_as_pictures
from hipdrive.video import draw_line, draw_word, word_in

BODY = ("--mass-kg", "70", "--height-m", "1.75", "--speed", "3.0")


def film() -> ClipFilm:
    filmed = filmed_run()
    assert filmed.run.view is not None
    return film_of(filmed.points, filmed.run.view.strides[0], number=0, size=SIZE)


def pictures_of(content: bytes) -> list[np.ndarray]:
    with av.open(io.BytesIO(content), mode="r") as container:
        return [frame.to_ndarray(format="rgb24").astype(float) for frame in container.decode(video=0)]


def test_angles_are_those_of_the_picture_whichever_way_the_runner_faces() -> None:
    hip = np.array([100.0, 100.0])
    for forward in (1.0, -1.0):
        ahead, below = np.array([50.0 * forward, 0.0]), np.array([0.0, 50.0])
        assert (90.0, 90.0) == pytest.approx(leg_angles_deg(hip, hip + ahead, hip + ahead + below, forward=forward))
        assert (-45.0, 0.0) == pytest.approx(leg_angles_deg(hip, hip + below - ahead, hip + 2 * (below - ahead), forward=forward))


def test_a_line_covers_its_width_and_nothing_else() -> None:
    picture = np.zeros((60, 80, 3), dtype=np.uint8)
    draw_line(picture, np.array([[10.0, 30.0], [70.0, 30.0]]), width_px=4.0, colour=(255, 0, 0))
    assert 4.0 == pytest.approx(picture[:, 40, 0].sum() / 255.0, abs=0.02)
    assert 0 == picture[..., 1:].max()
    assert 0 == picture[:26].max()
    outside = picture.copy()
    draw_line(outside, np.array([[-50.0, -50.0], [-20.0, 200.0]]), width_px=4.0, colour=(255, 0, 0))
    assert np.array_equal(outside, picture)


def test_a_word_is_white_with_a_black_rim_and_is_cut_at_the_edge() -> None:
    word = word_in(words_as_pictures(["Aufsetzen", "−18°"], size_px=20.0)[0])
    picture = np.full((60, 200, 3), 128, dtype=np.uint8)
    draw_word(picture, word, np.array([-10.0, 10.0]))
    assert (0, 255) == (picture.min(), picture.max())
    assert 128 == picture[:, 150:].min() == picture[:, 150:].max()


def test_landing_and_toe_off_are_told_at_their_pictures_and_shortly_after() -> None:
    shown = film()
    told = [event_at(shown, place) for place in range(len(shown.time_s))]
    assert shown.contact_s is not None
    lasts = TOLD_S * RATE_HZ
    for event, delay_s in (("landing", 0.0), ("toe_off", shown.contact_s)):
        for landing_s in shown.landings_s[1:-1]:
            first = int(np.argmin(np.abs(shown.time_s - (landing_s + delay_s))))
            assert [True, True, False] == [told[first + later] == event for later in (0, int(lasts) - 1, int(lasts) + 2)]


def test_the_annotated_clip_has_the_leg_drawn_in_every_picture() -> None:
    filmed = filmed_run()
    content = coach.annotated_clip(io.BytesIO(filmed.content), filmed.points, filmed.run)
    drawn, shown = pictures_of(content), film()
    assert len(shown.time_s) == len(drawn)
    for place in range(0, len(drawn), 40):
        column, row = np.rint((shown.points["Hip"][place] + shown.points["Knee"][place]) / 2.0).astype(int)
        red, green, blue = drawn[place][row, column]
        assert min(red, green) > blue + 15.0
    landing = round(RATE_HZ * shown.landings_s[3])
    corner = [picture[4:16, 4:60].max() for picture in (drawn[landing], drawn[landing - 2])]
    assert corner[0] > 200.0 > corner[1]


def test_from_the_front_both_legs_and_the_hips_are_drawn_and_each_step_names_its_foot() -> None:
    filmed = front_filmed_run()
    assert filmed.run.view is not None
    shown = film_of(filmed.points, filmed.run.view.strides[0], number=0, size=SIZE)
    left_s, right_s = shown.steps_s["left"][2], shown.steps_s["right"][2]
    assert ["left", "right"] == [event_at(shown, round(RATE_HZ * at_s)) for at_s in (left_s, right_s)]
    assert event_at(shown, round(RATE_HZ * (left_s + right_s) / 2.0)) is None
    drawn = pictures_of(coach.annotated_clip(io.BytesIO(filmed.content), filmed.points, filmed.run))
    for place in range(0, len(drawn), 40):
        for one, other in (("LHip", "RHip"), ("LHip", "LKnee"), ("RHip", "RKnee")):
            column, row = np.rint((shown.points[one][place] + shown.points[other][place]) / 2.0).astype(int)
            red, green, blue = drawn[place][row, column]
            assert min(red, green) > blue + 15.0


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    monkeypatch.setenv("HIPDRIVE_FOLDER", str(tmp_path / "own"))
    monkeypatch.setattr("hipdrive.coach.pose_finder", lambda _: ColourFinder())
    return command_runner(monkeypatch, capsys, tmp_path / "store.sqlite3")


def test_the_command_writes_the_clip_whole_or_not_at_all(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip, out = tmp_path / NAME, tmp_path / "out" / "drawn.webm"
    out.parent.mkdir()
    clip.write_bytes(filmed_run().content)
    shown = command("analyse", clip, *BODY, "--annotated", out, "--hide-face")
    assert (0, [out]) == (shown.code, list(out.parent.iterdir()))
    assert f"Wrote {out}" in "".join(shown.plain.split("\n"))
    assert len(film().time_s) == len(pictures_of(out.read_bytes()))
    out.unlink()

    def broken(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("hipdrive.coach.annotated_clip", broken)
    assert 0 != command("analyse", clip, *BODY, "--annotated", out).code
    assert [] == list(out.parent.iterdir())


@pytest.mark.parametrize(
    ("out", "run", "words"),
    [("out.mp4", NAME, "an annotated clip is written as WebM"), ("out.webm", "run.c3d", "There is no clip to draw into")],
)
def test_what_cannot_be_drawn_is_refused_before_the_work(command: Command, tmp_path: Path, out: str, run: str, words: str) -> None:
    (tmp_path / run).write_bytes(filmed_run().content[:64] if run == NAME else b"\x02P")
    refused = command("analyse", tmp_path / run, *BODY, "--annotated", tmp_path / out)
    assert (1, True) == (refused.code, words in " ".join(refused.err.split()))
    assert not (tmp_path / out).exists()
