"""Recordings on the web: sent piece by piece, looked through, analysed once, and refused in a sentence where they cannot be."""

import io
import os
import random
import re
import socket
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import anyio
import httpx2
import pytest
from fastapi.testclient import TestClient
from served import served
from test_motion_untrusted import small_c3ds
from typer.testing import CliRunner
from web_recordings import HERE, LONGEST_S, REFERENCE_KG, REFERENCE_M, asking, athlete_added, events, reference_files, sent, until

from hipdrive import coach
from hipdrive.cli.app import app
from hipdrive.store import folder_of_person, working_folder
from hipdrive.web import create_app
from hipdrive.web.door.guard import MOST_UPLOAD_BYTES
from hipdrive.web.jobs.analysis import Analysis
from hipdrive.web.jobs.limits import ANALYSIS
from hipdrive.web.jobs.queue import Jobs
from hipdrive.web.jobs.uploads import MOST_FILES

NOBODYS = "6f0c1c5e-4f0f-4d0b-9d53-0f8a8a3f4c11"
"""An id that nothing has."""
CASES = int(os.environ.get("HIPDRIVE_FUZZ_CASES", "1500")) // 100
"""`make test-long` asks for more of them."""
MB = 1_000_000
LARGEST_PAGE_BYTES = 400_000


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return reference_files(tmp_path_factory.mktemp("recording"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[coach.Store]:
    with coach.open_store(str(tmp_path_factory.mktemp("store") / "store.sqlite3")) as opened:
        yield opened


@pytest.fixture(scope="module")
def web(store: coach.Store) -> Iterator[TestClient]:
    with asking(store) as client:
        yield client


@pytest.fixture
def ann(web: TestClient) -> str:
    return athlete_added(web, name=f"Ann {uuid4()}")


def waiting(store: coach.Store, athlete: str) -> list[str]:
    """Names of the files that wait for an athlete."""
    folder = working_folder(store) / athlete.rpartition("/")[2]
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def assert_one_sentence(answer: Any, name: str) -> None:  # noqa: ANN401  an answer of the test client
    assert 422 == answer.status_code, answer.text
    said = answer.json()["message"]
    assert said.startswith(name)
    assert said.endswith(".")
    assert "\n" not in said


def test_a_recording_goes_from_its_files_to_its_report(web: TestClient, store: coach.Store, ann: str, files: dict[str, Path]) -> None:
    ids = {role: sent(web, ann, path) for role, path in files.items()}
    read = {role: web.get(f"{ann}/uploads/{upload}").json() for role, upload in ids.items()}
    assert {role: role for role in files} == {role: upload["role"] for role, upload in read.items()}
    before = web.post(f"{ann}/recordings/preview", json=ids).json()
    assert {"measured"} == {row["source"] for row in before["measurable"]}
    assert 2 == before["plates"]
    job = f"{ann}/jobs/{uuid4()}"
    twins = [web.put(job, json=ids) for _ in range(2)]
    assert [200, 200] == [twin.status_code for twin in twins]
    told = events(web, job)
    shares = [state["share"] for state in told]
    assert sorted(shares) == shares
    assert len(set(shares)) > 5
    assert ("done", 1.0) == (told[-1]["state"], shares[-1])
    assert "done" == web.put(job, json=ids).json()["state"]
    run = told[-1]["run"]
    assert job.endswith(run)
    assert [run] == [kept["id"] for kept in web.get(f"{ann}/runs").json()["runs"]]
    assert "hipdrive.run/1" == web.get(f"{ann}/runs/{run}").json()["schema"]
    assert not [name for name in waiting(store, ann) if name.endswith(".upload")]
    page = web.get(f"{ann.removeprefix('/api')}/runs/{run}")
    assert 200 == page.status_code
    assert 'id="clock"' in page.text
    assert len(page.content) < LARGEST_PAGE_BYTES
    kept = f"{ann}/runs/{run}/opensim.zip"
    assert f'href="{kept}"' in page.text
    assert_as_the_command_writes(web.get(kept), files)
    assert 200 == web.delete(f"{ann}/runs/{run}").status_code
    assert "unknown_entry" == web.get(kept).json()["error"]
    assert [] == list((working_folder(store) / ann.rpartition("/")[2] / "opensim").iterdir())


def assert_as_the_command_writes(answer: Any, files: dict[str, Path]) -> None:  # noqa: ANN401  an answer of the test client
    """A zip with the very bytes that `analyse --opensim` writes of the same files."""
    told = (answer.headers["content-type"], answer.headers["content-disposition"])
    assert ("application/zip", 'attachment; filename="run-opensim.zip"') == told
    recording = [files["run"], "--static", files["static"], "--grf", files["forces"]]
    body = ["--mass-kg", REFERENCE_KG, "--height-m", REFERENCE_M, "--sex", "male"]
    written = files["run"].with_name("opensim")
    assert 0 == CliRunner().invoke(app, ["analyse", *map(str, [*recording, *body, "--opensim", written])]).exit_code
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {path.name: path.read_bytes() for path in written.iterdir()} == {name: archive.read(name) for name in archive.namelist()}


def test_a_recording_that_cannot_be_analysed_fails_in_a_sentence_and_keeps_its_files(
    web: TestClient, ann: str, files: dict[str, Path]
) -> None:
    standing = sent(web, ann, files["static"])
    job = f"{ann}/jobs/{uuid4()}"
    assert 200 == web.put(job, json={"run": standing}).status_code
    last = events(web, job)[-1]
    assert "failed" == last["state"]
    assert last["error"]["message"].endswith(".")
    assert last["error"]["code"] not in {"work_broken", "error"}
    assert 200 == web.get(f"{ann}/uploads/{standing}").status_code
    assert [] == web.get(f"{ann}/runs").json()["runs"]


def test_an_analysis_beyond_its_time_limit_fails_in_a_sentence(tmp_path: Path, files: dict[str, Path]) -> None:
    with coach.open_store(str(tmp_path / "store.sqlite3")) as opened:
        app = create_app(opened, hosts=["127.0.0.1:8765"])
        app.state.jobs = Jobs(opened, Analysis(opened, app.state.run_pages, limits=replace(ANALYSIS, within_s=0.1)))
        with TestClient(app, base_url=HERE) as web:
            athlete = athlete_added(web)
            job = f"{athlete}/jobs/{uuid4()}"
            web.put(job, json={"run": sent(web, athlete, files["run"])})
            last = events(web, job)[-1]
            assert ("failed", "work_too_long") == (last["state"], last["error"]["code"])
            assert 200 == web.get(athlete).status_code


def test_another_analysis_under_a_job_and_another_file_under_an_upload_are_refused(
    web: TestClient, ann: str, files: dict[str, Path]
) -> None:
    upload = f"{ann}/uploads/{uuid4()}"
    first, again, other = (web.put(upload, params={"name": "a.trc"}, content=content) for content in (b"one", b"one", b"two"))
    assert (200, 200, 409, "other_upload") == (first.status_code, again.status_code, other.status_code, other.json()["error"])
    job, ids = f"{ann}/jobs/{uuid4()}", [sent(web, ann, files["static"]) for _ in range(2)]
    taken, refused = (web.put(job, json={"run": run}) for run in ids)
    assert (200, 409, "other_job") == (taken.status_code, refused.status_code, refused.json()["error"])
    events(web, job)


def test_a_job_that_is_stopped_keeps_nothing(web: TestClient, store: coach.Store, ann: str, files: dict[str, Path]) -> None:
    job, ids = f"{ann}/jobs/{uuid4()}", {role: sent(web, ann, path) for role, path in files.items()}
    web.put(job, json=ids)
    assert 200 == web.delete(job).status_code
    assert "stopped" == events(web, job)[-1]["state"]
    assert [] == web.get(f"{ann}/runs").json()["runs"]
    assert not [name for name in waiting(store, ann) if name.endswith(".upload")]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", f"uploads/{NOBODYS}", 404, "unknown_upload"),
        ("GET", f"jobs/{NOBODYS}", 404, "unknown_job"),
        ("GET", f"jobs/{NOBODYS}/events", 404, "unknown_job"),
        ("GET", f"runs/{NOBODYS}", 404, "unknown_entry"),
        ("DELETE", f"uploads/{NOBODYS}", 204, ""),
    ],
)
def test_what_is_not_there_is_said(web: TestClient, ann: str, method: str, path: str, status: int, code: str) -> None:
    answer = web.request(method, f"{ann}/{path}")
    assert status == answer.status_code
    assert not code or code == answer.json()["error"]


def test_nobody_sends_files_for_an_athlete_whom_there_is_not(web: TestClient, store: coach.Store) -> None:
    nobody = f"/api/athletes/{uuid4()}"
    answer = web.put(f"{nobody}/uploads/{uuid4()}", params={"name": "run.c3d"}, content=b"x")
    assert (404, "unknown_person") == (answer.status_code, answer.json()["error"])
    assert [] == waiting(store, nobody)


def test_no_more_files_wait_than_recordings_have(web: TestClient, ann: str) -> None:
    ids = [uuid4() for _ in range(MOST_FILES + 1)]
    answers = [web.put(f"{ann}/uploads/{upload}", params={"name": "run.trc"}, content=b"x") for upload in ids]
    assert [200] * MOST_FILES + [409] == [answer.status_code for answer in answers]


def test_a_name_never_opens_a_file(web: TestClient, store: coach.Store, ann: str) -> None:
    answer = web.put(f"{ann}/uploads/{uuid4()}", params={"name": "../../../etc/run\n.c3d"}, content=b"x")
    assert "run.c3d" == answer.json()["name"]
    assert all(UUID(name.split(".")[0]) for name in waiting(store, ann))


@pytest.mark.parametrize("content", [b"MZ" + bytes(5000), b"", b"\x00" * 600, b"%PDF-1.7 " + bytes(900)])
def test_a_renamed_file_of_another_kind_is_refused_in_a_sentence(web: TestClient, ann: str, content: bytes) -> None:
    upload = f"{ann}/uploads/{uuid4()}"
    assert 200 == web.put(upload, params={"name": "run.c3d"}, content=content).status_code
    assert_one_sentence(web.get(upload), "run.c3d")


def test_a_file_that_was_broken_anywhere_is_read_or_refused_in_a_sentence(web: TestClient, ann: str, files: dict[str, Path]) -> None:
    chance = random.Random(7)  # noqa: S311  the same files each time
    whole = [(f"run{i}.c3d", content) for i, content in enumerate(small_c3ds())] + [("run.trc", files["run"].read_bytes()[:20_000])]
    for _ in range(CASES):
        name, content = chance.choice(whole)
        broken = bytearray(content[: chance.randrange(1, len(content))] if chance.random() < 0.3 else content)
        for _ in range(chance.randrange(0, 40)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        upload = f"{ann}/uploads/{uuid4()}"
        assert 200 == web.put(upload, params={"name": name}, content=bytes(broken)).status_code
        read = web.get(upload)
        if read.status_code != 200:
            assert_one_sentence(read, name)
        assert 204 == web.delete(upload).status_code


@pytest.mark.recordings
def test_every_odd_file_is_read_or_refused_in_a_sentence(web: TestClient, ann: str, recordings: Path) -> None:
    kinds = {".c3d", ".trc", ".mot", ".sto", ".csv", ".tsv", ".exe"}
    odd = [path for folder in ("c3d-odd", "trc-variants") for path in sorted((recordings / folder).rglob("*")) if path.is_file()]
    assert len(odd) > 10
    for path in [path for path in odd if path.suffix.lower() in kinds]:
        upload = f"{ann}/uploads/{sent(web, ann, path)}"
        read = web.get(upload)
        if read.status_code != 200:
            assert_one_sentence(read, path.name)
        web.delete(upload)
    assert 200 == web.get(f"{ann}/runs").status_code


def test_files_of_an_athlete_go_with_the_athlete(web: TestClient, store: coach.Store, files: dict[str, Path]) -> None:
    from hipdrive.web.door import clock

    bob = athlete_added(web, name="Bob")
    sent(web, bob, files["static"])
    assert waiting(store, bob)
    coach.erase_athlete(store, "Bob", now=clock.now())
    assert not (working_folder(store) / bob.rpartition("/")[2]).exists()


def test_files_that_nobody_came_back_for_are_gone_when_the_program_begins(tmp_path: Path, files: dict[str, Path]) -> None:
    with coach.open_store(str(tmp_path / "store.sqlite3")) as opened:
        with asking(opened) as web:
            athlete = athlete_added(web)
            old, new = (sent(web, athlete, files["static"]) for _ in range(2))
        folder = working_folder(opened) / athlete.rpartition("/")[2]
        for path in folder.glob(f"{old}*"):
            os.utime(path, (0, 0))
        with asking(opened) as web:
            until(lambda: not (folder / old).exists())
            assert 404 == web.get(f"{athlete}/uploads/{old}").status_code
            assert (folder / new).exists()


@pytest.mark.parametrize("told", [True, False])
def test_a_file_of_two_gigabytes_is_refused_and_never_held_in_memory(store: coach.Store, ann: str, told: bool) -> None:
    """Told by its header it is refused unread; else once it is larger than is allowed, and what came in is gone."""
    pieces, of = 0, 2000
    answers: list[dict[str, Any]] = []
    piece = bytes(MB)

    async def receive() -> dict[str, Any]:
        nonlocal pieces
        pieces += 1
        return {"type": "http.request", "body": piece, "more_body": pieces < of}

    async def send(message: Any) -> None:  # noqa: ANN401  of ASGI
        answers.append(dict(message))

    headers = [(b"host", HERE.removeprefix("http://").encode()), *([(b"content-length", str(of * MB).encode())] if told else [])]
    path = f"{ann}/uploads/{uuid4()}"
    scope = {"type": "http", "method": "PUT", "path": path, "raw_path": path.encode(), "query_string": b"name=run.c3d", "headers": headers}
    app = create_app(store, hosts=["127.0.0.1:8765"])
    tracemalloc.start()
    anyio.run(app, {**scope, "root_path": "", "scheme": "http", "http_version": "1.1", "app": app}, receive, send)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert 413 == answers[0]["status"]
    assert pieces <= (0 if told else MOST_UPLOAD_BYTES // MB + 1)
    assert peak < 20 * MB
    assert [] == waiting(store, ann)


@pytest.mark.enable_socket
def test_a_file_that_is_cut_off_while_it_is_sent_is_not_kept_and_can_be_sent_again(tmp_path: Path, files: dict[str, Path]) -> None:
    content, upload = files["static"].read_bytes(), uuid4()
    with coach.open_store(str(tmp_path / "store.sqlite3")) as opened, served(opened) as address, httpx2.Client(base_url=address) as web:
        athlete = f"/api/athletes/{uuid4()}"
        body = {"name": "Cleo", "sex": "male", "height_m": 1.76, "mass_kg": 70, "consent_on": "2024-01-02"}
        assert 200 == web.put(athlete, json=body).status_code
        host = address.removeprefix("http://")
        with socket.create_connection(tuple(host.split(":"))) as line:  # type: ignore[arg-type]
            head = f"PUT {athlete}/uploads/{upload}?name=static.trc HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(content)}\r\n\r\n"
            line.sendall(head.encode() + content[: len(content) // 2])
        folder = folder_of_person(opened, UUID(athlete.rpartition("/")[2]))
        until(lambda: not list(folder.iterdir()))
        assert 404 == web.get(f"{athlete}/uploads/{upload}").status_code
        assert 200 == web.put(f"{athlete}/uploads/{upload}", params={"name": "static.trc"}, content=content).status_code
        assert "static" == web.get(f"{athlete}/uploads/{upload}", timeout=60).json()["role"]


@contextmanager
def command(db: Path) -> Iterator[tuple[httpx2.Client, subprocess.Popen[str]]]:
    """The command serve over a store, and who asks it."""
    words = [sys.executable, "-m", "hipdrive", "serve", "--port", "0", "--no-browser", "--db", str(db)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert address is not None
        try:
            with httpx2.Client(base_url=address[0], timeout=LONGEST_S) as web:
                yield web, process
        finally:
            process.kill()


@pytest.mark.enable_socket
def test_a_job_of_a_program_that_was_killed_is_done_once_by_the_next(tmp_path: Path, files: dict[str, Path]) -> None:
    db = tmp_path / "store.sqlite3"
    with command(db) as (web, process):
        athlete = athlete_added(web)
        ids = {role: sent(web, athlete, path) for role, path in files.items()}
        job = f"{athlete}/jobs/{uuid4()}"
        assert 200 == web.put(job, json=ids).status_code
        with web.stream("GET", f"{job}/events") as told:
            assert any('"state": "running"' in line for line in told.iter_lines())
            process.kill()
    with command(db) as (web, process):
        assert "done" == events(web, job)[-1]["state"]
        assert [job.rpartition("/")[2]] == [kept["id"] for kept in web.get(f"{athlete}/runs").json()["runs"]]
        assert not list((tmp_path / "store.sqlite3.work").rglob("*.upload"))
