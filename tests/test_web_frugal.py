"""What an answer costs: a page reads from the store what it shows, and a plan that is kept is read once."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from calls import calls_of
from fastapi.testclient import TestClient
from follow_scenes import START, at_top, followed_by_hand, session
from roster_scenes import DAYS, HURT, NOW, WORST, add_athlete
from store_work import statements
from time_machine import travel

from hipdrive import coach
from hipdrive.coach.following import standing, stored_plan
from hipdrive.contract.curve import curve_document
from hipdrive.contract.runs import run as run_documents
from hipdrive.contract.set_up import LockedSetUp
from hipdrive.contract.wire import plain_of
from hipdrive.report.athlete_page import strength
from hipdrive.store import RunRecord, Store, add_plan, add_run, add_session, find_person
from hipdrive.store.entries import entry, overview, session_questions, sessions
from hipdrive.training import SessionRecord
from hipdrive.web import create_app
from hipdrive.web.app import described
from hipdrive.web.door.answers import ERRORS
from hipdrive.web.pages.athlete import SESSIONS_LISTED

HERE = "http://127.0.0.1:8765"
NAME = "Ann"
LONG_AGO, MANY = date(2023, 1, 2), 60
LISTED = "/athletes/{ann}/progress"
"""It lists the sets of the last sessions."""
ALL_SETS = LISTED + "?sessions=all"
"""It lists every set that was ever logged."""
SOME_SETS = (
    "/athletes/{ann}",
    "/athletes/{ann}/strength.svg",
    "/athletes/{ann}/plan",
    "/api/athletes/{ann}",
    "/api/athletes/{ann}/next",
    "/api/athletes/{ann}/sessions?last=5",
    "/api/athletes/{ann}/plan",
    "/api/athletes/{ann}/progress",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Ann follows a plan, in which she has logged a few sessions."""
    with coach.open_store(str(tmp_path / "store.sqlite3")) as opened:
        add_athlete(opened, NAME, *[at_top(day) for day in DAYS])
        yield opened


@pytest.fixture
def ann(store: Store) -> UUID:
    with store.reading(NOW) as unit:
        return find_person(unit, NAME).uid


@pytest.fixture
def web(store: Store) -> Iterator[TestClient]:
    with travel(NOW, tick=False):
        yield TestClient(create_app(store, hosts=["127.0.0.1:8765"]), base_url=HERE, raise_server_exceptions=False)


def train_long_ago(store: Store) -> None:
    """Many sessions of years before the plan."""
    with store.writing(NOW) as unit:
        for days in range(MANY):
            add_session(unit, NAME, replace(at_top(0), on=LONG_AGO + timedelta(days=days)))


@pytest.fixture
def read_sets(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Every set that is read whole meanwhile."""
    return calls_of(monkeypatch, sessions, "set_of")


@pytest.mark.parametrize("address", SOME_SETS)
def test_what_an_answer_reads_does_not_grow_with_what_was_logged_years_ago(
    web: TestClient, store: Store, ann: UUID, read_sets: list[tuple[object, ...]], address: str
) -> None:
    def cost() -> tuple[int, int]:
        read_sets.clear()
        with statements(store) as asked:
            answer = web.get(address.format(ann=ann))
        assert 200 == answer.status_code, answer.text
        return len(read_sets), len(asked)

    before = cost()
    assert before[0] > 0
    train_long_ago(store)
    assert before == cost()


def test_a_page_that_lists_every_set_reads_each_once(web: TestClient, store: Store, ann: UUID, read_sets: list[tuple[object, ...]]) -> None:
    train_long_ago(store)
    with store.reading(NOW) as unit:
        every = sum(len(entry.value.sets) for entry in sessions.list_sessions(unit, NAME))
    read_sets.clear()
    assert 200 == web.get(ALL_SETS.format(ann=ann)).status_code
    of_the_plan = len(DAYS) * len(at_top(0).sets)
    assert every <= len(read_sets) <= every + 3 * of_the_plan


def test_how_it_goes_lists_the_last_sessions_and_leads_to_all(web: TestClient, store: Store, ann: UUID) -> None:
    few = web.get(LISTED.format(ann=ann), headers={"accept-language": "en"}).text
    assert "Every logged session" in few
    assert "List all sessions" not in few
    train_long_ago(store)
    kept = MANY + len(DAYS)
    last, every = (web.get(address.format(ann=ann), headers={"accept-language": "en"}).text for address in (LISTED, ALL_SETS))
    assert (True, False) == tuple("Show everything since the first day" in page for page in (last, every))
    assert "Show everything" not in few
    assert f"The last {SESSIONS_LISTED} of {kept} logged sessions" in last
    assert 'href="?sessions=all#folds"' in last
    assert f"{LONG_AGO:%a %-d %b %Y}" not in last
    assert f"{LONG_AGO:%a %-d %b %Y}" in every
    assert (SESSIONS_LISTED, kept) == tuple(
        page.partition('id="folds"')[2].partition("</table>")[0].count("<tr>") - 1 for page in (last, every)
    )


@pytest.mark.parametrize("address", ["/athletes/{ann}", LISTED, "/athletes/{ann}/plan", "/api/athletes/{ann}/progress"])
def test_a_page_follows_the_plan_once(web: TestClient, ann: UUID, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    walked = calls_of(monkeypatch, standing, "followed")
    assert 200 == web.get(address.format(ann=ann)).status_code
    assert 1 == len(walked)


def test_the_figure_of_strength_is_drawn_when_a_browser_asks_for_it_and_once_for_all_who_read_alike(
    web: TestClient, store: Store, ann: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = calls_of(monkeypatch, strength, "scissor_figure")
    page = web.get(f"/athletes/{ann}").text
    assert [] == drawn
    figures = re.findall(r'(?:srcset|src)="([^"]+)" width="(\d+)" height="(\d+)"', page)
    assert 2 == len(figures)
    alt = re.findall(r'<img [^>]*alt="([^"]+)"', page)[0]
    for count, (address, width, height) in enumerate(figures, start=1):
        for _ in range(2):
            answer = web.get(address)
            assert "image/svg+xml" == answer.headers["content-type"]
            assert f'viewBox="0 0 {width} ' in answer.text
            assert abs(float(re.findall(r'viewBox="0 0 \S+ ([\d.]+)"', answer.text)[0]) - int(height)) < 1
            assert alt in answer.text
        assert count == len(drawn)
    assert 'data-ground="dark"' in web.get(figures[0][0], headers={"cookie": "choices=ground=dark"}).text
    with store.writing(NOW) as unit:
        add_session(unit, NAME, at_top(16))
    web.get(figures[0][0])
    assert len(figures) + 2 == len(drawn)


def test_of_a_kept_run_a_page_and_its_figure_read_the_demand_alone_and_once(
    web: TestClient, store: Store, ann: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    demand = [plain_of(curve_document(curve)) for curve in coach.demand_at(3.5).curves]
    told = {"schema": "hipdrive.run/1", "athlete": {"mass_kg": 60.0, "height_m": 1.7, "sex": "female"}, "speed_m_s": 3.5, "demand": demand}
    with store.writing(NOW) as unit:
        add_run(unit, NAME, RunRecord(on=START, file_name="run.c3d", document={**told, "sides": "most of it"}))
    read = calls_of(monkeypatch, run_documents, "_read")
    page = web.get(f"/athletes/{ann}", headers={"accept-language": "en"}).text
    assert "own run at 12.6 km/h" in page
    for count, address in enumerate(("", *re.findall(r'srcset="([^"]+)"', page)), start=1):
        assert 200 == web.get(address or f"/athletes/{ann}").status_code
        assert count == len(read)
    assert [run_documents.RunDemandDocument] * 2 == [model for model, *_ in read]
    assert all("most of it" not in str(content) for _, content, _ in read)


def test_questions_to_the_store_are_put_together_once(web: TestClient, ann: UUID) -> None:
    made = (entry._listed, session_questions.parts_asked, session_questions.sessions_asked, overview._marks_asked)
    for address in SOME_SETS:
        web.get(address.format(ann=ann))
    before = [question.cache_info().misses for question in made]
    assert all(before)
    for address in SOME_SETS:
        web.get(address.format(ann=ann) + ("&" if "?" in address else "?") + "again=1")
    assert before == [question.cache_info().misses for question in made]


def test_a_kept_plan_is_read_once_and_another_one_anew(web: TestClient, store: Store, ann: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    read = calls_of(monkeypatch, stored_plan, "read_document")
    stored_plan._read.cache_clear()
    stored_plan._document.cache_clear()
    for address in SOME_SETS * 2:
        assert 200 == web.get(address.format(ann=ann)).status_code
    assert 1 == len(read)
    plan = followed_by_hand()
    with store.writing(NOW) as unit:
        add_plan(unit, NAME, replace(plan, document={**plan.document, "weeks": 9}), uid=uuid4())
    assert 9 == web.get(f"/api/athletes/{ann}/plan").json()["weeks"]
    assert 2 == len(read)


def test_the_list_of_everybody_reads_no_plan_whole(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = calls_of(monkeypatch, stored_plan, "read_document")
    stored_plan._read.cache_clear()
    stored_plan._document.cache_clear()
    assert NAME in web.get("/").text
    assert [] == whole


def test_of_those_who_ask_for_the_list_at_once_one_follows_the_plans(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    followed = calls_of(monkeypatch, standing, "followed")
    ready = Barrier(3)

    def listed() -> int:
        with store.reading(NOW) as unit:
            ready.wait(timeout=10)
            return len(coach.athlete_list(unit).athletes)

    with ThreadPoolExecutor(3) as threads:
        assert [1, 1, 1] == [asked.result() for asked in [threads.submit(listed) for _ in range(3)]]
    assert 1 == len(followed)


def test_nobody_changes_a_plan_that_was_read_for_all(store: Store) -> None:
    with store.reading(NOW) as unit:
        plan = coach.follower(unit, NAME).plan
    assert plan is not None
    set_ups = [line.set_up for one in plan.document.sessions for line in one.lines] + [line.set_up for line in plan.document.programme]
    assert set_ups
    for kept in set_ups:
        assert isinstance(kept, LockedSetUp)
        for change in (lambda kept=kept: kept.update(weight_kg=9), kept.clear, lambda kept=kept: kept.__setitem__("weight_kg", 9)):
            with pytest.raises(TypeError, match="can't be changed"):
                change()


def test_sessions_without_their_sets_are_the_same_otherwise(store: Store) -> None:
    train_long_ago(store)
    with store.reading(NOW) as unit:
        every = sessions.list_sessions(unit, NAME)
        assert len(every) == sessions.count_sessions(unit, NAME)
        for last in (1, 7, len(every), len(every) + 5):
            assert every[-last:] == sessions.list_sessions(unit, NAME, last=last)
            assert tuple(bare(entry.value) for entry in every[:-last]) == tuple(
                entry.value for entry in sessions.list_sessions(unit, NAME, with_sets=last)[:-last]
            )
            assert every[-last:] == sessions.list_sessions(unit, NAME, with_sets=last)[-last:]
        assert [bare(entry.value) for entry in every] == [entry.value for entry in sessions.list_sessions(unit, NAME, with_sets=0)]


def test_pains_of_sessions_are_those_of_the_sessions(store: Store) -> None:
    train_long_ago(store)
    with store.writing(NOW) as unit:
        add_session(unit, NAME, session(16, "LR 3x5 rir 2", pains=[HURT, WORST]))
        add_session(unit, NAME, session(17, skipped=True))
    with store.reading(NOW) as unit:
        for since in (None, START):
            every = sessions.list_sessions(unit, NAME, since=since)
            assert [replace(bare(entry.value), note="") for entry in every] == list(sessions.pains_by_session(unit, NAME, since=since))


def bare(whole: SessionRecord) -> SessionRecord:
    return replace(whole, sets=())


def test_loads_that_weigh_alike_stay_as_they_were_typed(web: TestClient, store: Store, ann: UUID) -> None:
    with store.writing(NOW) as unit:
        for day, load in enumerate(("25lb", "11.34kg", "25lb")):
            add_session(unit, NAME, replace(session(0, f"seated_lift L 2x8 @{load}"), on=LONG_AGO + timedelta(days=day)))
    progress = web.get(f"/api/athletes/{ann}/progress?exercise=seated_lift").json()
    assert [["25lb"], ["11.34kg"], ["25lb"]] == [day["loads"] for day in progress["exercises"][0]["sides"]["left"]["series"]]


def test_the_api_describes_each_error_once_and_works_out_none_of_them_for_a_route() -> None:
    assert all("model" not in described_error for described_error in ERRORS.values())
    schema = described().openapi()
    shapes = schema["components"]["schemas"]
    named = {name for name in re.findall(r"'#/components/schemas/(\w+)'", str(schema["paths"])) if name.startswith("Error")}
    assert {f"Error{status}" for status in ERRORS} == named
    for name in named:
        assert {"error", "about", "message", "shown"} == set(shapes[name]["required"])
        assert shapes[name]["properties"]["error"]["enum"]
