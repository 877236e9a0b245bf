"""Clips on the web: sent like other recordings, looked through, their runner found by another process, and refused in a sentence."""

import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import anyio
import av
import numpy as np
import pytest
from clip_files import ColourFinder, drawn, runner, written
from clip_run import kept_filmed_run
from fastapi.testclient import TestClient
from web_recordings import asking, athlete_added, sent

from hipdrive import coach
from hipdrive.body import Athlete
from hipdrive.coach import Runner
from hipdrive.contract.runs.clip_pictures import read_clip_pictures
from hipdrive.errors import InputFileError
from hipdrive.store import folder_of_person
from hipdrive.web.jobs import analysis
from hipdrive.web.jobs.analysis import Analysis, waiting_recording
from hipdrive.web.jobs.files import Asked, JobFiles
from hipdrive.web.jobs.limits import ANALYSIS, CLIP, Limits
from hipdrive.web.jobs.pages import RunPages
from hipdrive.web.jobs.uploads import Uploads
from hipdrive.web.jobs.worker import WaitingFile, WaitingRecording, analysed, inspected, previewed

RATE_HZ, FRAMES = 30.0, 260


def clip_content(frames: int = FRAMES) -> bytes:
    made = runner(frames, rate_hz=RATE_HZ)
    return written([drawn([made], frame) for frame in range(frames)], rate_hz=RATE_HZ)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> WaitingFile:
    path = tmp_path_factory.mktemp("clip") / str(uuid4())
    path.write_bytes(clip_content())
    return WaitingFile(path=path, name="clip.mov")


@pytest.fixture
def finder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finder of the drawn runner in place of the pose model."""
    monkeypatch.setattr("hipdrive.coach.pose_finder", lambda _: ColourFinder())


def ann() -> Runner:
    return Runner(athlete=Athlete(mass_kg=70.0, height_m=1.75), name="Ann")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[coach.Store]:
    with coach.open_store(str(tmp_path_factory.mktemp("store") / "store.sqlite3")) as opened:
        yield opened


@pytest.fixture(scope="module")
def web(store: coach.Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """On a computer without the pose model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HIPDRIVE_FOLDER", str(tmp_path_factory.mktemp("own")))
        with asking(store) as client:
            yield client


def test_a_clip_is_looked_through_as_a_run(clip: WaitingFile) -> None:
    role, holds = inspected(clip)
    assert ("run", "clip", FRAMES) == (role, holds.format, holds.frames)
    assert holds.sampling_rate_hz == pytest.approx(RATE_HZ, rel=1e-3)


@pytest.mark.usefixtures("finder")
def test_a_preview_says_what_the_clip_will_tell_and_refuses_one_that_is_too_short(clip: WaitingFile, tmp_path: Path) -> None:
    document = previewed(WaitingRecording(run=clip), ann())
    assert ["derived", "derived", None, None] == [row.source for row in document.measurable]
    assert document.measurable[3].why == "not shown: 30 pictures a second; 120 are needed, below 60 it is not shown"
    assert "few_pictures" in [note.code for note in document.notes]
    (tmp_path / "short").write_bytes(clip_content(90))
    short = WaitingFile(path=tmp_path / "short", name="short.mov")
    with pytest.raises(InputFileError, match=r"short\.mov: it lasts 3\.0 s"):
        previewed(WaitingRecording(run=clip, other_side=short), ann())


@pytest.mark.usefixtures("finder")
def test_a_clip_becomes_a_run_and_tells_how_far_the_search_for_the_runner_is(
    clip: WaitingFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, float]] = []

    def kept(_: Path, text: str) -> None:
        step, share = text.split()
        told.append((step, float(share)))

    monkeypatch.setattr("hipdrive.web.jobs.worker.write_whole", kept)
    made = analysed(WaitingRecording(run=clip, speed_m_s=3.1, keep_clip=True), ann(), tmp_path / "progress")
    assert made.pictures is not None
    pictures = read_clip_pictures(made.pictures, name="clip.mov")
    assert (4, ["right"], [0]) == (len(pictures.stills), [film.side for film in pictures.films], list(made.copies))
    run = json.loads(made.run)
    assert run["side_view"]["near"] == ["right"]
    assert run["speed_m_s"] == pytest.approx(3.1)
    assert [*dict.fromkeys(step for step, _ in told)] == ["reading", "finding", "solving", "copying"]
    shares = [share for _, share in told]
    assert sorted(shares) == shares
    assert len(set(shares)) > 50


@pytest.mark.usefixtures("finder")
def test_slow_motion_that_is_said_counts(clip: WaitingFile, tmp_path: Path) -> None:
    made = analysed(WaitingRecording(run=clip, speed_m_s=3.1, captured_hz=45.0), ann(), tmp_path / "progress")
    assert {} == made.copies
    slow = json.loads(made.run)
    assert slow["cadence_steps_per_min"] == pytest.approx(1.5 * 169.6, rel=0.01)


def test_a_clip_has_limits_of_its_own_and_other_recordings_keep_theirs(
    store: coach.Store, web: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    taken: list[Limits] = []

    class Stopped(BaseException):
        pass

    async def noted(*_: object, limits: Limits) -> None:
        taken.append(limits)
        raise Stopped

    monkeypatch.setattr(analysis, "in_process", noted)
    athlete = athlete_added(web, name="Bea")
    files = JobFiles(folder_of_person(store, UUID(athlete.rpartition("/")[2])))
    for content in (clip_content(10), b"PathFileType\t4"):
        (tmp_path / "file").write_bytes(content)
        upload = sent(web, athlete, tmp_path / "file")
        asked = Asked(athlete=UUID(athlete.rpartition("/")[2]), job=uuid4(), run=UUID(upload), on=date(2026, 1, 1), language="en")
        with pytest.raises(Stopped):
            anyio.run(Analysis(store, RunPages())._analysed, files, asked)
    assert [CLIP, ANALYSIS] == taken


def test_without_the_model_a_clip_is_refused_and_the_page_says_how_to_get_it(web: TestClient, tmp_path: Path) -> None:
    athlete = athlete_added(web)
    (tmp_path / "clip.mov").write_bytes(clip_content(140))
    upload = sent(web, athlete, tmp_path / "clip.mov")
    assert "clip" == web.get(f"{athlete}/uploads/{upload}").json()["holds"]["format"]
    refused = web.post(f"{athlete}/recordings/preview", json={"run": upload, "speed": "5:30/km"})
    assert (refused.status_code, refused.json()["error"]) == (422, "pose_model_missing")
    page = web.get(f"{athlete.removeprefix('/api')}/runs/new").text
    assert "hipdrive video fetch-model" in page
    unreadable = web.post(f"{athlete}/recordings/preview", json={"run": upload, "speed": "fast"})
    assert (unreadable.status_code, unreadable.json()["error"]) == (422, "unreadable_speed")


def test_a_job_keeps_what_is_said_of_a_clip(web: TestClient, store: coach.Store, tmp_path: Path) -> None:
    athlete = athlete_added(web, name="Cleo")
    (tmp_path / "clip.mov").write_bytes(clip_content(10))
    one, other = (sent(web, athlete, tmp_path / "clip.mov") for _ in range(2))
    asked = {
        "run": one,
        "other_side": other,
        "speed": "12 km/h",
        "captured_hz": 120.0,
        "view": "rear",
        "keep_clip": True,
        "hide_face": True,
    }
    job = uuid4()
    assert web.put(f"{athlete}/jobs/{job}", json=asked).status_code == 200
    kept = JobFiles(folder_of_person(store, UUID(athlete.rpartition("/")[2]))).asked(job)
    assert (kept.other_side, kept.captured_hz) == (UUID(other), 120.0)
    waiting = waiting_recording(Uploads(folder_of_person(store, kept.athlete)), kept)
    assert (waiting.keep_clip, waiting.hide_face, waiting.seen_from) == (True, True, "rear")
    assert kept.speed_m_s == pytest.approx(12 / 3.6)
    assert set(map(str, kept.uploads)) == {one, other}
    assert np.isclose(waiting_recording(Uploads(folder_of_person(store, kept.athlete)), kept).speed_m_s or 0.0, 12 / 3.6)


def pictures_in(content: bytes) -> int:
    with av.open(io.BytesIO(content), mode="r") as container:
        return sum(1 for _ in container.decode(video=0))


async def here(work: Callable[[Any], Any], asked: Any, *, limits: Limits) -> Any:  # noqa: ANN401, ARG001
    """Heavy work without the process of its own."""
    return work(asked)


def test_a_clip_that_is_kept_is_served_in_parts_drawn_into_and_deleted_while_its_numbers_stay(
    web: TestClient, store: coach.Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipdrive.web.api.kept_runs.in_process", here)
    person, run = kept_filmed_run(store, name="Dora")
    other = athlete_added(web, name="Emil")
    api = f"/api/athletes/{person}/runs/{run}"
    whole = web.get(f"{api}/clips/0.webm")
    assert ("video/webm", "no-store") == (whole.headers["content-type"], whole.headers["cache-control"])
    part = web.get(f"{api}/clips/0.webm", headers={"range": "bytes=10-19"})
    assert (206, whole.content[10:20]) == (part.status_code, part.content)
    assert 1 == len(web.get(f"{api}/clips").json()["films"])
    for absent in (f"{api}/clips/1.webm", f"{other}/runs/{run}/clips/0.webm"):
        assert 404 == web.get(absent).status_code
    drawn = web.get(f"{api}/clips/0/annotated.webm")
    assert ("video/webm", 'attachment; filename="clip-annotated.webm"') == (
        drawn.headers["content-type"],
        drawn.headers["content-disposition"],
    )
    assert pictures_in(whole.content) == pictures_in(drawn.content) == FRAMES
    assert 404 == web.get(f"{api}/clips/1/annotated.webm").status_code
    assert 204 == web.delete(f"{api}/clips").status_code
    assert 204 == web.delete(f"{api}/clips").status_code
    assert ["no_clip_kept"] * 2 == [web.get(f"{api}/{gone}").json()["error"] for gone in ("clips", "clips/0.webm")]
    assert "hipdrive.run/1" == web.get(api).json()["schema"]


def test_pictures_of_a_clip_go_with_their_run(web: TestClient, store: coach.Store) -> None:
    person, run = kept_filmed_run(store, name="Finn")
    folder = folder_of_person(store, person) / "clips"
    assert [str(run)] == [path.name for path in folder.iterdir()]
    assert 200 == web.delete(f"/api/athletes/{person}/runs/{run}").status_code
    assert [] == list(folder.iterdir())
