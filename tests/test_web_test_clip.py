"""A clip of high-knee skips sent in the app: measured in a process of its own, entered under the job's id, deleted; never kept as a run."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx2
import numpy as np
import pytest
from side_scenes import clip
from web_recordings import REFERENCE_M, asking, athlete_added, events, sent

from hipdrive import coach
from hipdrive.contract.runs.keypoints import keypoints_document
from hipdrive.contract.wire import json_text
from hipdrive.motion import FlatKeypoints
from hipdrive.store import open_store
from validation.skipper import Skipper, filmed_skipper

BACK_RAD = np.radians(20.0)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[coach.Store]:
    with open_store(str(tmp_path_factory.mktemp("web") / "athletes.sqlite3")) as opened:
        yield opened


@pytest.fixture(scope="module")
def web(store: coach.Store) -> Iterator[httpx2.Client]:
    with asking(store) as client:
        yield client


def sent_points(web: httpx2.Client, athlete: str, points: FlatKeypoints, folder: Path) -> str:
    (folder / "skips.json").write_text(json_text(keypoints_document(points)), encoding="utf-8")
    return sent(web, athlete, folder / "skips.json")


def test_a_clip_is_measured_entered_and_deleted(web: httpx2.Client, tmp_path: Path) -> None:
    athlete = athlete_added(web)
    skips = filmed_skipper(Skipper(height_m=REFERENCE_M, back_rad=BACK_RAD), side="left", seed=3)
    upload, job = sent_points(web, athlete, skips, tmp_path), str(uuid4())
    asked = {"run": upload, "test": "A07", "on": "2026-01-05"}
    assert 200 == web.put(f"{athlete}/jobs/{job}", json=asked).status_code
    over = events(web, f"{athlete}/jobs/{job}")[-1]
    assert ("done", job, None) == (over["state"], over["result"], over.get("run"))
    assert "The trunk leans back." in over["says"]
    (result,) = web.get(f"{athlete}/results").json()["results"]
    assert (job, "left", False, "2026-01-05") == (result["id"], result["side"], result["passed"], result["on"])
    assert 404 == web.get(f"{athlete}/uploads/{upload}").status_code
    assert [] == web.get(f"{athlete}/runs").json()["runs"]
    page = web.get(f"{athlete.removeprefix('/api')}/tests", params={"test": "skip_pop"}).text
    assert 'id="clip-file"' in page
    assert "/scripts/test_clip.js" in page
    assert "± 6° behind plumb in 8 skips" in page


def test_what_is_no_skip_ends_in_a_sentence_and_nothing_is_entered(web: httpx2.Client, tmp_path: Path) -> None:
    athlete, job = athlete_added(web, name="Bea"), str(uuid4())
    upload = sent_points(web, athlete, clip(seed=3), tmp_path)
    web.put(f"{athlete}/jobs/{job}", json={"run": upload, "test": "skip_pop", "forced": False})
    over = events(web, f"{athlete}/jobs/{job}")[-1]
    assert ("failed", "not_skips") == (over["state"], over["error"]["code"])
    assert [] == web.get(f"{athlete}/results").json()["results"]
    assert 404 == web.get(f"{athlete}/uploads/{upload}").status_code


def test_only_a_test_that_a_clip_answers_takes_one(web: httpx2.Client) -> None:
    athlete = athlete_added(web, name="Cleo")
    answer = web.put(f"{athlete}/jobs/{uuid4()}", json={"run": str(uuid4()), "test": "knees_cross"})
    assert (422, "no_clip_for_test") == (answer.status_code, answer.json()["error"])
    assert "clip-file" not in web.get(f"{athlete.removeprefix('/api')}/tests", params={"test": "knees_cross"}).text
