"""The queue of analyses on both engines: kept by the store's own server or file, emptied by one program at a time, lost by none."""

import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from web_recordings import asking, athlete_added, events, until

from hipdrive.contract.runs.job import JobDocument
from hipdrive.store import Store, folder_of_person, open_store, working_folder
from hipdrive.web.door import clock
from hipdrive.web.jobs.files import Asked, JobFiles
from hipdrive.web.jobs.kept_queue import kept_queue
from hipdrive.web.jobs.queue import Jobs


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where files wait for a store on a server."""
    monkeypatch.setenv("HIPDRIVE_FOLDER", str(tmp_path / "user"))


class Counted:
    """Does a job by noting it."""

    def __init__(self) -> None:
        self.done: list[UUID] = []

    async def of(  # noqa: D102  as Analysis
        self, _files: JobFiles, asked: Asked, _ending: threading.Event
    ) -> JobDocument:
        self.done.append(asked.job)
        return JobDocument(id=asked.job, state="stopped", step=None, share=0.0)


@pytest.fixture
def counted() -> Counted:
    return Counted()


@pytest.fixture
def two(store: Store, counted: Counted) -> Iterator[tuple[Jobs, Jobs]]:
    """Two programs on one store, none at work yet."""
    both = Jobs(store, counted), Jobs(store, counted)  # type: ignore[arg-type]  # one that solves nothing
    yield both
    for jobs in both:
        jobs.end()


def put(jobs: Jobs) -> Asked:
    """An analysis that waits."""
    asked = Asked(athlete=uuid4(), job=uuid4(), run=uuid4(), on=clock.now().date(), language="en")
    jobs.put(asked)
    return asked


def test_what_is_asked_over_the_web_goes_through_the_queue(store: Store) -> None:
    """One whose files are gone, which ends at once and in a sentence."""
    with asking(store) as web:
        athlete = athlete_added(web)
        job = f"{athlete}/jobs/{uuid4()}"
        assert 200 == web.put(job, json={"run": str(uuid4())}).status_code
        last = events(web, job)[-1]
        assert ("failed", "unknown_upload") == (last["state"], last["error"]["code"])


def test_of_two_programs_one_takes_jobs_out_and_each_job_is_done_once(two: tuple[Jobs, Jobs], counted: Counted) -> None:
    for jobs in two:
        jobs.begin()
    asked = [put(jobs) for jobs in (*two, *two)]
    until(lambda: all(two[0].files(each.athlete).state(each.job).is_over for each in asked))
    assert sorted(each.job for each in asked) == sorted(counted.done)


def test_what_one_program_leaves_the_next_does(two: tuple[Jobs, Jobs], counted: Counted) -> None:
    asked = [put(two[0]) for _ in range(3)]
    two[0].end()
    assert [] == counted.done
    two[1].begin()
    until(lambda: 3 == len(counted.done))
    assert {each.job for each in asked} == set(counted.done)


def test_one_program_alone_holds_the_lock(store: Store) -> None:
    folder_of_person(store, uuid4())
    first, second = kept_queue(store), kept_queue(store)
    with first.alone() as is_first, second.alone() as is_second:
        assert (True, False) == (is_first(), is_second())
    with second.alone() as is_second:
        assert is_second()


def test_on_a_server_the_queue_has_a_schema_of_its_own(store: Store, two: tuple[Jobs, Jobs]) -> None:
    put(two[0])
    if store.path is not None:
        assert (working_folder(store) / "queue.sqlite3").exists()
        return
    with store.engine.connect() as connection:
        kept = connection.scalar(text("SELECT count(*) FROM hipdrive_queue.task"))
        elsewhere = connection.scalar(text("SELECT count(*) FROM pg_tables WHERE tablename = 'task' AND schemaname <> 'hipdrive_queue'"))
    assert (1, 0) == (kept, elsewhere)


def test_folders_of_two_machines_keep_apart(postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job is done where its files are."""
    counted, others = Counted(), Counted()
    with open_store(postgresql_url) as opened:
        first = Jobs(opened, counted)  # type: ignore[arg-type]  # one that solves nothing
        asked = put(first)
        monkeypatch.setenv("HIPDRIVE_FOLDER", str(tmp_path / "other"))
        second = Jobs(opened, others)  # type: ignore[arg-type]  # the same
        here = put(second)
        second.begin()
        until(lambda: [here.job] == others.done)
        second.end()
        monkeypatch.setenv("HIPDRIVE_FOLDER", str(tmp_path / "user"))
        assert [] == counted.done
        first.begin()
        until(lambda: [asked.job] == counted.done)
        first.end()
