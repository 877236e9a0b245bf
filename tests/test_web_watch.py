"""Watch files on the web: sent, kept once, shown with trends, removed; a spoiled one gets a sentence."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import fitdecode
import pytest
from fastapi.testclient import TestClient
from watch_files import fit_run, steady_run
from web_scenes import ANN, served_ann

WATCH = f"/api/athletes/{ANN}/watch"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The web over a store with Ann in it."""
    with served_ann(tmp_path_factory.mktemp("watch")) as asking:
        yield asking


def send(web: TestClient, content: bytes, **asked: str) -> tuple[int, dict[str, object]]:
    answer = web.put(f"{WATCH}/files/{uuid4()}", params={"name": "run.fit", **asked}, content=content)
    return answer.status_code, answer.json()


def test_a_file_is_kept_once_with_one_sentence_of_what_it_showed_and_can_be_removed(web: TestClient) -> None:
    content = fit_run(steady_run(seconds=240, started_at=datetime(2025, 11, 1, 7, tzinfo=UTC)))
    code, added = send(web, content)
    assert (200, "kept", "hipdrive.watch_added/1") == (code, added["outcome"], added["schema"])
    run = added["run"]
    assert isinstance(run, dict)
    assert "170 steps/min" in run["summary"]
    assert "kept_before" == send(web, content, name="other.fit")[1]["outcome"]
    german = web.put(
        f"{WATCH}/files/{uuid4()}", params={"name": "a.fit", "shown": "true"}, content=content, headers={"accept-language": "de"}
    )
    assert "Schritte/min" in german.json()["run"]["summary"]
    assert "hipdrive.watch_run/1" == web.get(f"{WATCH}/{run['id']}").json()["schema"]
    assert UUID(run["id"]) == UUID(web.delete(f"{WATCH}/{run['id']}").json()["deleted"])
    assert 404 == web.get(f"{WATCH}/{run['id']}").status_code


@pytest.mark.parametrize(("content", "code", "status"), [(b"", "input_file", 422), (b"no watch at all", "input_file", 422)])
def test_what_is_no_file_of_a_watch_is_refused_in_a_sentence(web: TestClient, content: bytes, code: str, status: int) -> None:
    assert (status, code) == ((answer := send(web, content))[0], answer[1]["error"])


def test_the_page_shows_each_measure_with_its_noise_and_the_week_as_an_estimate(web: TestClient) -> None:
    for week in range(6):
        start = datetime(2025, 11, 3, 7, tzinfo=UTC) + timedelta(weeks=week)
        assert 200 == send(web, fit_run(steady_run(seconds=240, contact_ms=250.0 - week, started_at=start)))[0]
    page = web.get(f"/athletes/{ANN}/watch").text
    for words in ("Runs are compared at", "Tint: where 95 of 100 runs lie", "an estimate", "not yours", 'class="spread both"'):
        assert words in page
    assert 7 == page.count("data-run=")
    assert "Uhr" in web.get(f"/athletes/{ANN}/watch", headers={"accept-language": "de"}).text
    shown = web.get(WATCH, params={"speed_m_s": 3.0}).json()
    assert (3.0, 7) == (shown["speed_m_s"], len(shown["weeks"]))


def test_the_next_session_comes_as_a_workout_that_decodes(web: TestClient) -> None:
    answer = web.get(f"/athletes/{ANN}/workout.fit")
    assert (200, "application/vnd.ant.fit") == (answer.status_code, answer.headers["content-type"])
    with fitdecode.FitReader(answer.content, check_crc=fitdecode.CrcCheck.RAISE) as reader:
        names = [frame.name for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA]
    assert {"file_id", "workout", "workout_step"} == set(names)
