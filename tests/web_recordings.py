"""Recordings for tests of the web: the files of a runner who does not exist, and sending and analysing them as a page does."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
from fastapi.testclient import TestClient
from motion_files import write_ground_forces, write_trc

from hipdrive import coach
from hipdrive.gait import reference_trial
from hipdrive.web import create_app

HERE = "http://127.0.0.1:8765"
LONGEST_S = 120
REFERENCE_KG, REFERENCE_M = 70.0, 1.76


def reference_files(folder: Path) -> dict[str, Path]:
    """The run, the standing trial and the ground forces of the reference runner, by their role."""
    trial = reference_trial(strides=4)
    files = {"run": folder / "run.trc", "static": folder / "static.trc", "forces": folder / "grf.mot"}
    write_trc(files["run"], trial.run)
    write_trc(files["static"], trial.static)
    write_ground_forces(files["forces"], trial.run.plates)
    return files


@contextmanager
def asking(store: coach.Store) -> Iterator[TestClient]:
    """The program over a store, its jobs at work."""
    app = create_app(store, hosts=["127.0.0.1:8765"])
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        yield client


def athlete_added(web: httpx2.Client, *, mass_kg: float = REFERENCE_KG, height_m: float = REFERENCE_M, name: str = "Ann") -> str:
    """The address of a new athlete in the API."""
    address = f"/api/athletes/{uuid4()}"
    sent = {"name": name, "sex": "male", "height_m": height_m, "mass_kg": mass_kg, "consent_on": "2024-01-02"}
    assert web.put(address, json=sent).status_code == 200
    return address


def sent(web: httpx2.Client, athlete: str, file: Path, *, name: str = "") -> str:
    """The id under which a file was sent."""
    upload = str(uuid4())
    answer = web.put(f"{athlete}/uploads/{upload}", params={"name": name or file.name}, content=file.read_bytes())
    assert answer.status_code == 200, answer.text
    return upload


def events(web: httpx2.Client, job: str) -> list[dict[str, Any]]:
    """All that a job tells until it is over."""
    with web.stream("GET", f"{job}/events", timeout=LONGEST_S) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        return [json.loads(line.removeprefix("data: ")) for line in answer.iter_lines() if line.startswith("data: ")]


def until(happened: Callable[[], bool]) -> None:
    """Wait for what another thread does."""
    last = time.monotonic() + LONGEST_S
    while not happened():
        assert time.monotonic() < last, "what was waited for did not happen"
        time.sleep(0.02)
