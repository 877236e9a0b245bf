"""Searches are worked out beside the server: twins once, nobody's not at all, and never more than anybody would wait for."""

import json
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from web_scenes import ANN, NOW, served_ann

from hipdrive.errors import HipDriveError
from hipdrive.motion import FileContent, inspect_file
from hipdrive.web.door.refused import TooBusyError
from hipdrive.web.jobs.limits import SEARCH
from hipdrive.web.jobs.progress import Tell
from hipdrive.web.jobs.refused import StoppedError, TooLongError
from hipdrive.web.jobs.searches import Searches

LONGEST_S = 240.0
BRIEF_S = 1.0
"""A search of the tests that is under way when another one asks."""


def stays() -> bool:
    """Somebody who waits."""
    return False


def marked(folder: Path, *, wait_s: float = BRIEF_S) -> list[int]:
    """Leave a mark of having begun, and another one when done."""
    (folder / f"{time.monotonic_ns()}.begun").touch()
    time.sleep(wait_s)
    (folder / f"{time.monotonic_ns()}.done").touch()
    return [os.getpid()]


def until(happened: Callable[[], bool]) -> None:
    last = time.monotonic() + LONGEST_S
    while not happened():
        assert time.monotonic() < last, "it did not happen"
        time.sleep(0.05)


@pytest.fixture
def searches() -> Iterator[Searches]:
    kept = Searches(most=3)
    yield kept
    kept.end()


def test_a_search_is_done_in_another_process(searches: Searches) -> None:
    assert searches.result(os.getpid, is_gone=stays) != os.getpid()


def test_the_same_search_asked_by_three_is_done_once_and_nobody_shares_what_it_found(searches: Searches, tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as threads:
        asked = [threads.submit(searches.result, partial(marked, tmp_path), is_gone=stays) for _ in range(3)]
        found = [each.result(LONGEST_S) for each in asked]
    assert 1 == len(list(tmp_path.glob("*.begun")))
    assert found[0] == found[1] == found[2]
    found[0].append(0)
    assert found[0] != found[1]


def test_whoever_hangs_up_is_not_worked_for(searches: Searches, tmp_path: Path) -> None:
    def gone() -> bool:
        return bool(list(tmp_path.glob("*.begun")))

    with pytest.raises(StoppedError):
        searches.result(partial(marked, tmp_path, wait_s=600.0), is_gone=gone)
    assert not list(tmp_path.glob("*.done"))
    assert searches.result(os.getpid, is_gone=stays) != os.getpid()


def test_one_of_two_who_hangs_up_takes_nothing_from_the_other(searches: Searches, tmp_path: Path) -> None:
    work = partial(marked, tmp_path, wait_s=3.0)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(searches.result, work, is_gone=stays)
        second = threads.submit(searches.result, work, is_gone=lambda: bool(list(tmp_path.glob("*.begun"))))
        with pytest.raises(StoppedError):
            second.result(LONGEST_S)
        assert first.result(LONGEST_S)


def test_more_than_anybody_would_wait_for_is_refused_in_a_sentence(searches: Searches, tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as threads:
        work = partial(marked, tmp_path, wait_s=3.0)
        asked = [threads.submit(searches.result, work, is_gone=stays) for _ in range(3)]
        until(lambda: sum(search.waiting for search in searches._running.values()) == len(asked))
        with pytest.raises(TooBusyError, match=r"3 plans and searches are being worked out .* try again in half a minute"):
            searches.result(os.getpid, is_gone=stays)
        assert all(each.result(LONGEST_S) for each in asked)
    assert searches.result(os.getpid, is_gone=stays)


def test_what_ends_with_the_program_says_so(searches: Searches, tmp_path: Path) -> None:
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(searches.result, partial(marked, tmp_path, wait_s=600.0), is_gone=stays)
        until(lambda: bool(list(tmp_path.glob("*.begun"))))
        searches.end()
        with pytest.raises(StoppedError):
            asked.result(LONGEST_S)


def test_a_search_that_takes_too_long_says_what_helps() -> None:
    with pytest.raises(TooLongError, match="ask for less, or try again"):
        Searches(limits=replace(SEARCH, within_s=0.3)).result(partial(time.sleep, 600.0), is_gone=stays)


def tells(folder: Path, tell: Tell) -> int:
    """A search that says how far it is, and waits until somebody has seen it."""
    tell(3, 7)
    until((folder / "seen").exists)
    tell(7, 7)
    until((folder / "seen whole").exists)
    return os.getpid()


def test_a_search_says_how_far_it_is_to_who_knows_its_name(searches: Searches, tmp_path: Path) -> None:
    name = uuid4()
    assert searches.reached(name) is None
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(searches.result, partial(tells, tmp_path), is_gone=stays, told=True, name=name)
        until(lambda: searches.reached(name) == (3, 7))
        (tmp_path / "seen").touch()
        until(lambda: searches.reached(name) == (7, 7))
        assert searches.reached(uuid4()) is None
        (tmp_path / "seen whole").touch()
        assert asked.result(LONGEST_S)
    assert searches.reached(name) is None


def test_what_was_found_is_not_searched_for_again(searches: Searches, tmp_path: Path) -> None:
    first, again = (searches.result(partial(marked, tmp_path), is_gone=stays) for _ in range(2))
    assert first == again
    assert first is not again
    assert 1 == len(list(tmp_path.glob("*.begun")))


def test_why_nothing_is_found_comes_back_with_its_code(searches: Searches) -> None:
    with pytest.raises(HipDriveError) as raised:
        searches.result(partial(inspect_file, FileContent("run.c3d", b"MZ" + bytes(4000))), is_gone=stays)
    assert "input_file" == raised.value.code


@pytest.fixture
def web(tmp_path: Path) -> Iterator[TestClient]:
    with served_ann(tmp_path) as asking:
        yield asking


def test_a_full_server_answers_503_and_when_to_come_again(web: TestClient) -> None:
    web.app.state.searches = Searches(most=0)  # type: ignore[attr-defined]
    answer = web.post(f"/api/athletes/{ANN}/simulate", json={"scenario": "all_good"})
    assert (503, "too_busy", "30") == (answer.status_code, answer.json()["error"], answer.headers["retry-after"])
    assert 200 == web.get(f"/api/athletes/{ANN}").status_code


def test_who_listens_to_a_search_is_told_how_far_it_is_until_it_is_over(web: TestClient, tmp_path: Path) -> None:
    searches, name = web.app.state.searches, uuid4()  # type: ignore[attr-defined]
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(searches.result, partial(tells, tmp_path), is_gone=stays, told=True, name=name)
        told = []
        with web.stream("GET", f"/api/searches/{name}/events") as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            for line in answer.iter_lines():
                if line.startswith("data: "):
                    told.append(json.loads(line.removeprefix("data: ")))
                    (tmp_path / "seen").touch()
                    (tmp_path / "seen whole").touch()
        assert asked.result(LONGEST_S)
    assert {"over": True} == told[-1]
    assert all(event["done"] <= event["of"] for event in told[:-1])


def test_searches_of_the_web_are_done_elsewhere(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each address hands its search on: with none to be had, it is refused."""
    monkeypatch.setattr(web.app.state, "searches", Searches(most=0))  # type: ignore[attr-defined]
    ann, new, wishes = f"/api/athletes/{ANN}", "6f0c1c5e-4f0f-4d0b-9d53-0f8a8a3f4c11", {"preset": "modest"}
    block = {"weeks": 4, "sessions_per_week": 2, "minutes_per_week": 30, "start": NOW.date().isoformat()}
    asked = {
        "plans": web.post(f"{ann}/plans", json=wishes),
        "block": web.put(f"{ann}/blocks/{new}", json=block),
        "match": web.post(f"{ann}/match", json={}),
        "combined": web.post(f"{ann}/combined", json={}),
        "tune for an athlete": web.post(f"{ann}/exercises/standing_march/tune", json={"range": "mid"}),
        "tune": web.post("/api/exercises/standing_march/tune", json={"range": "mid"}),
        "tune in the lab": web.post("/api/exercises/standing_march/lab/tune", json={"page": "a-page-of-a-test", "range": "mid"}),
        "load": web.post("/api/exercises/standing_march/load", json={}),
        "swaps": web.get(f"{ann}/swaps", params={"line": "standing_march"}),
        "simulate": web.post(f"{ann}/simulate", json={"scenario": "all_good"}),
        "played on the page": web.get(f"/athletes/{ANN}/plan", params={"scenario": "all_good"}),
    }
    assert dict.fromkeys(asked, (503, "too_busy")) == {name: (answer.status_code, answer.json()["error"]) for name, answer in asked.items()}
    assert "being worked out for others" in web.get(f"/athletes/{ANN}/plan/new", params=wishes).text
