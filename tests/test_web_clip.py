"""Clips on the web: sent like other recordings, looked through, their runner found by another process, and refused in a sentence."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import anyio
import numpy as np
import pytest
from clip_files import ColourFinder, drawn, runner, written
from fastapi.testclient import TestClient
from web_recordings import asking, athlete_added, sent

from hipdrive import coach
from hipdrive.body import Athlete
from hipdrive.coach import Runner
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
    run = json.loads(analysed(WaitingRecording(run=clip, speed_m_s=3.1), ann(), tmp_path / "progress").run)
    assert run["side_view"]["near"] == ["right"]
    assert run["speed_m_s"] == pytest.approx(3.1)
    assert [*dict.fromkeys(step for step, _ in told)] == ["reading", "finding", "solving"]
    shares = [share for _, share in told]
    assert sorted(shares) == shares
    assert len(set(shares)) > 50


@pytest.mark.usefixtures("finder")
def test_slow_motion_that_is_said_counts(clip: WaitingFile, tmp_path: Path) -> None:
    slow = json.loads(analysed(WaitingRecording(run=clip, speed_m_s=3.1, captured_hz=45.0), ann(), tmp_path / "progress").run)
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
    asked = {"run": one, "other_side": other, "speed": "12 km/h", "captured_hz": 120.0}
    job = uuid4()
    assert web.put(f"{athlete}/jobs/{job}", json=asked).status_code == 200
    kept = JobFiles(folder_of_person(store, UUID(athlete.rpartition("/")[2]))).asked(job)
    assert (kept.other_side, kept.captured_hz) == (UUID(other), 120.0)
    assert kept.speed_m_s == pytest.approx(12 / 3.6)
    assert set(map(str, kept.uploads)) == {one, other}
    assert np.isclose(waiting_recording(Uploads(folder_of_person(store, kept.athlete)), kept).speed_m_s or 0.0, 12 / 3.6)
