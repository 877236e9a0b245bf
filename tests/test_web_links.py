"""Links that show something of an athlete to whoever has them: until they end, are withdrawn, or the athlete is erased."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from access_scenes import HERE, Practice, practice, quick_hashes
from fastapi.testclient import TestClient
from follow_scenes import START, followed_by_hand
from sqlalchemy import func, select
from store_work import do

from hipdrive import coach
from hipdrive.store import PlanRecord, RunRecord, add_plan, add_run
from hipdrive.store.database.schema import Base
from hipdrive.web.jobs.pages import RunPages
from hipdrive.web.jobs.worker import AskedPage

__all__ = ["quick_hashes"]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Practice]:
    with practice(tmp_path / "store.sqlite3") as opened:
        do(opened.store, add_plan, "Ann <b>", dated(followed_by_hand()))
        yield opened


def dated(plan: PlanRecord) -> PlanRecord:
    """A plan whose sessions have dates."""
    days = [{**one, "date": (START + timedelta(days=7 * one["week"] + one["day"] - 8)).isoformat()} for one in plan.document["sessions"]]
    return replace(plan, document={**plan.document, "start": START.isoformat(), "sessions": days})


def made(browser: TestClient, two: Practice, *, shows: str = "progress", days: int | None = 7) -> tuple[str, str]:
    """Address of a new link in the API, and the path that it shows something at."""
    address = f"/api/athletes/{two.ann}/links/{uuid4()}"
    answer = browser.put(address, json={"shows": shows, "days": days})
    assert answer.status_code == 200, answer.text
    return address, answer.json()["address"].removeprefix(HERE)


def test_a_link_shows_how_it_goes_to_who_is_not_logged_in_and_leads_nowhere(two: Practice) -> None:
    _, path = made(two.logged_in("Carla"), two)
    page = two.browser().get(path)
    assert 200 == page.status_code
    assert "Ann &lt;b&gt;: how it goes" in page.text
    assert "<nav" not in page.text
    assert 'href="/' not in page.text
    assert ("noindex, nofollow", "no-store", "no-referrer") == tuple(
        page.headers[name] for name in ("x-robots-tag", "cache-control", "referrer-policy")
    )


def test_a_link_shows_the_report_of_one_run_alone_until_the_run_is_kept_no_longer(two: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[AskedPage] = []

    async def drawn(_pages: RunPages, page: AskedPage, **_progress: object) -> str:
        asked.append(page)
        return "the report"

    monkeypatch.setattr(RunPages, "page", drawn)
    files = ("a.trc", "b.trc")
    run, other = (do(two.store, add_run, "Ann <b>", RunRecord(on=START, file_name=name, document={"is": name})) for name in files)
    carla, address = two.logged_in("Carla"), f"/api/athletes/{two.ann}/links/{uuid4()}"
    put = carla.put(address, json={"shows": "run", "run": str(run), "days": 7})
    drawn_ahead = asked.pop()
    path = put.json()["address"].removeprefix(HERE)
    assert ("run", str(run)) == (put.json()["link"]["shows"], put.json()["link"]["run"])
    page = two.browser().get(path)
    assert (200, "the report", "noindex, nofollow") == (page.status_code, page.text, page.headers["x-robots-tag"])
    assert [drawn_ahead] == asked
    assert [(run, (), (), ())] == [(one.run.id, one.links, one.place.others, one.place.coming) for one in asked]
    listed = carla.get(f"/athletes/{two.ann}/links").text
    assert "a.trc" in listed
    assert f'data-run="{other}"' in listed
    assert 404 == two.browser().get(path.replace("/runs/", "/")).status_code
    do(two.store, coach.drop_run, "Ann <b>", str(run))
    gone = two.browser().get(path)
    assert (404, "link_ended") == (gone.status_code, gone.json()["error"])


@pytest.mark.parametrize("sent", [{"shows": "run"}, {"shows": "progress", "run": str(uuid4())}, {"shows": "run", "run": str(uuid4())}])
def test_a_link_to_a_run_needs_one_that_is_kept(two: Practice, sent: dict[str, str]) -> None:
    answer = two.logged_in("Carla").put(f"/api/athletes/{two.ann}/links/{uuid4()}", json={**sent, "days": 7})
    assert answer.status_code in {404, 422}


def test_a_link_ends_on_its_day(two: Practice) -> None:
    _, path = made(two.logged_in("Carla"), two, days=3)
    for days, status in ((2.9, 200), (3.1, 404)):
        with time_machine.travel(datetime.now(tz=UTC) + timedelta(days=days)):
            assert status == two.browser().get(path).status_code


def test_a_link_that_is_withdrawn_shows_nothing(two: Practice) -> None:
    carla = two.logged_in("Carla")
    address, path = made(carla, two)
    _, other = made(carla, two)
    assert 2 == len(carla.get(f"/api/athletes/{two.ann}/links").json()["links"])
    assert 1 == len(carla.delete(address).json()["links"])
    gone = two.browser().get(path)
    assert (404, "link_ended") == (gone.status_code, gone.json()["error"])
    assert 200 == two.browser().get(other).status_code
    assert 404 == carla.delete(address).status_code


def test_a_link_put_twice_is_one_and_only_its_last_address_counts(two: Practice) -> None:
    carla, address = two.logged_in("Carla"), f"/api/athletes/{two.ann}/links/{uuid4()}"
    first, second = (carla.put(address, json={"shows": "progress", "days": 7}).json()["address"] for _ in range(2))
    assert [404, 200] == [two.browser().get(whole.removeprefix(HERE)).status_code for whole in (first, second)]
    assert 1 == len(carla.get(f"/api/athletes/{two.ann}/links").json()["links"])
    assert 409 == carla.put(address, json={"shows": "calendar"}).status_code


def test_a_link_of_another_coachs_athlete_is_neither_made_nor_withdrawn(two: Practice) -> None:
    carla, dan = two.logged_in("Carla"), two.logged_in("Dan")
    address, path = made(carla, two)
    assert 404 == dan.put(f"/api/athletes/{two.ann}/links/{uuid4()}", json={"shows": "progress", "days": 7}).status_code
    assert 404 == dan.delete(address).status_code
    theirs = address.replace(str(two.ann), str(two.bo))
    assert [404, 409] == [dan.delete(theirs).status_code, dan.put(theirs, json={"shows": "progress", "days": 7}).status_code]
    assert 200 == two.browser().get(path).status_code


@pytest.mark.parametrize(
    "sent", [{"shows": "progress"}, {"shows": "progress", "days": 0}, {"shows": "calendar", "days": 366}, {"shows": "all", "days": 1}]
)
def test_a_link_must_end_and_show_one_thing(two: Practice, sent: dict[str, object]) -> None:
    answer = two.logged_in("Carla").put(f"/api/athletes/{two.ann}/links/{uuid4()}", json=sent)
    assert 422 == answer.status_code


def test_a_calendar_feed_stays_until_it_is_withdrawn(two: Practice) -> None:
    carla = two.logged_in("Carla")
    address, path = made(carla, two, shows="calendar", days=None)
    with time_machine.travel(datetime.now(tz=UTC) + timedelta(days=800)):
        feed = two.browser().get(path)
    assert (200, "text/calendar; charset=utf-8") == (feed.status_code, feed.headers["content-type"]), feed.text
    assert "BEGIN:VEVENT" in feed.text
    assert 200 == carla.delete(address).status_code
    assert 404 == two.browser().get(path).status_code


def test_a_token_opens_only_what_its_link_shows(two: Practice) -> None:
    carla = two.logged_in("Carla")
    calendar, progress = (made(carla, two, shows=shows)[1] for shows in ("calendar", "progress"))
    token = progress.rpartition("/")[2]
    assert 404 == two.browser().get(f"/feeds/{token}.ics").status_code
    assert 404 == two.browser().get(f"/shared/{calendar.rpartition('/')[2].removesuffix('.ics')}").status_code
    assert 401 == two.browser().get("/api/athletes", headers={"cookie": f"hipdrive={token}"}).status_code


def test_an_erased_athletes_links_feeds_account_and_logins_are_gone(two: Practice) -> None:
    carla, ann = two.logged_in("Carla"), two.logged_in("Ann")
    paths = [made(carla, two, shows=shows)[1] for shows in ("progress", "calendar")]
    coach.erase_athlete(two.store, "Ann <b>", now=datetime.now(tz=UTC))
    assert [404, 404] == [two.browser().get(path).status_code for path in paths]
    assert 401 == ann.get("/api/login").status_code
    assert 404 == carla.get(f"/api/athletes/{two.ann}").status_code
    with two.store.engine.connect() as connection:
        tables = [Base.metadata.tables[name] for name in ("account", "login", "coached", "link")]
        left = {table.name: connection.scalar(select(func.count()).select_from(table)) for table in tables}
    assert {"account": 2, "login": 1, "coached": 1, "link": 0} == left


def test_who_reads_a_link_that_has_ended_is_told_so_on_a_page(two: Practice) -> None:
    page = two.browser().get("/shared/nonsense", headers={"accept": "text/html,*/*"})
    assert (404, "text/html; charset=utf-8") == (page.status_code, page.headers["content-type"])
    assert "This link has ended or was withdrawn" in page.text
    assert "default-src 'none'" in page.text
