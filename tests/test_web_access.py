"""Who may come in: nobody without a login, a coach to their own athletes, an athlete to themself; passwords are tried slowly."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from access_scenes import ANN, HERE, PASSWORD, SECURE, Practice, practice, quick_hashes
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from limits import RateLimitItemPerMinute

from hipdrive import coach
from hipdrive.web import create_app
from hipdrive.web.door import pace
from hipdrive.web.door.admitted import AtHome
from hipdrive.web.door.guard import MOST_BYTES
from hipdrive.web.door.own_path import own_path
from hipdrive.web.door.pace import PER_ACCOUNT, PER_ADDRESS

__all__ = ["quick_hashes"]

OPEN = {"/login", "/invited/{token}", "/shared/{token}", "/feeds/{token}.ics", "/scripts/{name:path}", "/favicon.ico"} | {
    "/shared/runs/{token}",
    "/log.js",
    "/log-worker.js",
    "/log-icon.svg",
    "/log-icon-{size}.png",
}
"""Pages that nobody needs an account for."""
OPEN_TO_PROGRAMS = {"/api/login", "/api/invitation", "/api/logout"}
NEW = "another five words in a row"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Practice]:
    with practice(tmp_path / "store.sqlite3") as opened:
        yield opened


def routes(two: Practice) -> list[tuple[str, str]]:
    """Method and address of every route."""
    app = create_app(two.store, hosts=[], accounts=True)
    inside = (route for router in app.routes for route in getattr(getattr(router, "original_router", None), "routes", ()))
    return [(method, route.path) for route in inside if isinstance(route, APIRoute) for method in route.methods or ()]


def filled(path: str, athlete: object) -> str:
    """An address with an athlete and other ids set in."""
    return re.sub(r"\{\w+\}", lambda place: str(athlete) if place[0] == "{athlete}" else str(uuid4()), path)


def test_without_a_login_every_page_leads_to_it_and_every_answer_is_refused(two: Practice) -> None:
    browser = two.browser()
    asked = [(method, path) for method, path in routes(two) if path not in OPEN and (path not in OPEN_TO_PROGRAMS or method == "GET")]
    assert len(asked) > 30
    for method, path in asked:
        answer = browser.request(method, filled(path, two.ann))
        if path.startswith("/api/") or method != "GET":
            assert (401, "login_needed") == (answer.status_code, answer.json()["error"]), path
        else:
            assert 303 == answer.status_code, path
            assert answer.headers["location"].startswith("/login?next=%2F"), path


def test_another_coachs_athlete_is_as_if_there_were_none(two: Practice) -> None:
    carla = two.logged_in("Carla")
    asked = [(method, path) for method, path in routes(two) if "{athlete}" in path]
    assert len(asked) > 20
    for method, path in asked:
        address = filled(path, two.bo)
        answer = carla.request(method, address, json={})
        assert (404, "unknown_person") == (answer.status_code, answer.json()["error"]), path
    nobody = uuid4()
    of_bo, of_nobody = (carla.get(f"/api/athletes/{uid}").text.replace(str(uid), "ID") for uid in (two.bo, nobody))
    assert of_nobody == of_bo
    assert 200 == carla.get(f"/api/athletes/{two.ann}").status_code


@pytest.mark.parametrize("athlete", ["bo", "new"])
def test_an_athlete_sees_nobody_else_and_adds_nobody(two: Practice, athlete: str) -> None:
    ann, other = two.logged_in("ann"), two.bo if athlete == "bo" else uuid4()
    assert 404 == ann.get(f"/api/athletes/{other}").status_code
    assert 404 == ann.put(f"/api/athletes/{other}", json={**ANN, "name": "Eve"}).status_code
    assert 403 == ann.put(f"/api/athletes/{two.ann}", json=ANN).status_code
    assert 403 == ann.patch(f"/api/athletes/{two.ann}", json={"height_m": 1.8}).status_code
    assert 403 == ann.delete(f"/api/athletes/{two.ann}").status_code
    assert 403 == ann.get("/api/accounts").status_code
    assert 403 == ann.put(f"/api/athletes/{two.ann}/accounts/{uuid4()}", json={}).status_code


def test_lists_show_ones_own_athletes_alone(two: Practice) -> None:
    for name, seen in (("Carla", ["Ann <b>"]), ("Dan", ["Bo"]), ("Ann", ["Ann <b>"])):
        browser = two.logged_in(name)
        assert seen == [row["name"] for row in browser.get("/api/athletes").json()["athletes"]]
    carla, ann = two.logged_in("Carla"), two.logged_in("Ann")
    page, accounts = carla.get("/").text, carla.get("/accounts").text
    assert ("Ann &lt;b&gt;" in page, ">Bo<" in page, ">Bo<" in accounts) == (True, False, False)
    assert f"/athletes/{two.ann}" == ann.get("/").headers["location"]
    assert "<h1>Ann &lt;b&gt;" in ann.get(f"/athletes/{two.ann}").text


def test_an_athlete_whom_a_coach_adds_is_theirs(two: Practice) -> None:
    carla, dan, address = two.logged_in("Carla"), two.logged_in("Dan"), f"/api/athletes/{uuid4()}"
    assert 200 == carla.put(address, json={**ANN, "name": "Cy"}).status_code
    assert [200, 404] == [browser.get(address).status_code for browser in (carla, dan)]
    assert 404 == dan.put(address, json={**ANN, "name": "Cy"}).status_code


def test_with_a_single_coach_everybody_is_theirs(tmp_path: Path) -> None:
    with practice(tmp_path / "store.sqlite3") as two, two.store.reading(datetime.now(tz=UTC)) as unit:
        seen = {account.name: account.athletes for account in coach.account_list(unit).accounts}
    assert {"Carla": ("Ann <b>",), "Dan": ("Bo",), "Ann": ("Ann <b>",)} == seen


def test_a_login_gives_a_new_token_whatever_the_browser_held(two: Practice) -> None:
    browser = two.browser()
    browser.cookies.set("hipdrive", "chosen-by-somebody-else")
    first = browser.post("/api/login", json={"name": "Carla", "password": PASSWORD}).cookies["hipdrive"]
    second = browser.post("/api/login", json={"name": "Carla", "password": PASSWORD}).cookies["hipdrive"]
    assert 3 == len({"chosen-by-somebody-else", first, second})
    for token, status in (("chosen-by-somebody-else", 401), (first, 401), (second, 200)):
        assert status == two.browser().get("/api/login", headers={"cookie": f"hipdrive={token}"}).status_code


def test_the_cookie_is_out_of_reach_of_scripts_and_under_https_of_plain_http(two: Practice) -> None:
    sent = {"name": "Carla", "password": PASSWORD}
    plain, secure = (two.browser(address=at).post("/api/login", json=sent).headers["set-cookie"] for at in (HERE, SECURE))
    assert re.fullmatch(r"hipdrive=[\w-]{43}; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax", plain)
    assert re.fullmatch(r"__Host-hipdrive=[\w-]{43}; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax; Secure", secure)
    assert 200 == two.logged_in("Carla", address=SECURE).get("/api/athletes").status_code


def test_no_secret_stands_in_the_store(two: Practice) -> None:
    carla = two.logged_in("Carla")
    made = carla.put(f"/api/athletes/{two.ann}/links/{uuid4()}", json={"shows": "progress", "days": 7}).json()
    with two.store.engine.connect() as connection:
        rows = [str(row) for table in ("account", "login", "link") for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]  # noqa: S608  own names
    for secret in (PASSWORD, carla.cookies["hipdrive"], made["address"].rpartition("/")[2]):
        assert [] == [row for row in rows if secret in row]


def test_a_login_ends_by_itself_and_by_logging_out(two: Practice) -> None:
    carla = two.logged_in("Carla")
    token = carla.cookies["hipdrive"]
    with time_machine.travel(datetime.now(tz=UTC) + timedelta(days=31)):
        assert 401 == two.browser().get("/api/login", headers={"cookie": f"hipdrive={token}"}).status_code
    assert 200 == carla.get("/api/login").status_code
    assert 200 == carla.post("/api/logout").status_code
    assert 401 == two.browser().get("/api/login", headers={"cookie": f"hipdrive={token}"}).status_code


def test_a_changed_password_ends_every_login_but_the_one_that_changed_it(two: Practice) -> None:
    here, elsewhere = two.logged_in("Ann"), two.logged_in("Ann")
    assert 401 == here.post("/api/password", json={"old": "wrong words in a row", "new": NEW}).status_code
    assert 200 == here.post("/api/password", json={"old": PASSWORD, "new": NEW}).status_code
    assert [200, 401] == [browser.get("/api/login").status_code for browser in (here, elsewhere)]
    tried = [two.browser().post("/api/login", json={"name": "Ann", "password": typed}).status_code for typed in (PASSWORD, NEW)]
    assert [401, 200] == tried


@pytest.mark.parametrize("chosen", ["short", "x" * 201, "ann ann ann"])
def test_a_password_that_is_easily_guessed_is_refused_in_a_sentence(two: Practice, chosen: str) -> None:
    with two.store.writing(datetime.now(tz=UTC)) as unit:
        coach.drop_account_named(unit, "Ann")
        token = coach.invite(unit, "Ann <b>", uuid4(), name="Ann Ann Ann").token
    answer = two.browser().post("/api/invitation", json={"invitation": token, "password": chosen})
    assert 422 == answer.status_code
    assert two.browser().get(f"/invited/{token}").status_code == 200


def test_an_invitation_works_once_and_a_later_one_replaces_it(two: Practice) -> None:
    carla, dan = two.logged_in("Carla"), two.logged_in("Dan")
    account = uuid4()
    address = f"/api/athletes/{two.bo}/accounts/{account}"
    assert 404 == carla.put(address, json={}).status_code
    first, second = (dan.put(address, json={"name": "Bo"}).json() for _ in range(2))
    assert (first["account"], first["name"]) == (second["account"], "Bo")
    assert first["address"].startswith(f"{HERE}/invited/")
    old, token = (made["address"].rpartition("/")[2] for made in (first, second))
    bo = two.browser()
    assert [404, 200] == [bo.get(f"/invited/{one}").status_code for one in (old, token)]
    accepted = bo.post("/api/invitation", json={"invitation": token, "password": NEW}).json()
    assert ("Bo", "athlete", str(two.bo)) == (accepted["name"], accepted["role"], accepted["athlete"])
    assert [str(two.bo)] == [row["id"] for row in bo.get("/api/athletes").json()["athletes"]]
    again = two.browser().post("/api/invitation", json={"invitation": token, "password": NEW})
    assert (404, "invitation_ended") == (again.status_code, again.json()["error"])
    late = dan.put(address, json={"name": "Bo"}).json()["address"]
    with time_machine.travel(datetime.now(tz=UTC) + timedelta(days=8)):
        assert 404 == two.browser().get(late.removeprefix(HERE)).status_code


def test_a_coach_removes_the_account_of_their_athlete_and_no_other(two: Practice) -> None:
    carla = two.logged_in("Carla")
    accounts = {one["name"]: one["id"] for one in carla.get("/api/accounts").json()["accounts"]}
    assert {"Ann"} == set(accounts)
    with two.store.reading(datetime.now(tz=UTC)) as unit:
        dans = coach.account_named(unit, "Dan").uid
    assert 404 == carla.delete(f"/api/athletes/{two.ann}/accounts/{dans}").status_code
    ann = two.logged_in("Ann")
    assert 200 == carla.delete(f"/api/athletes/{two.ann}/accounts/{accounts['Ann']}").status_code
    assert 401 == ann.get("/api/login").status_code
    assert 200 == carla.get(f"/api/athletes/{two.ann}").status_code


def tries(browser: TestClient, name: str, n: int) -> list[int]:
    return [browser.post("/api/login", json={"name": name, "password": f"guess number {number}"}).status_code for number in range(n)]


@pytest.mark.parametrize("name", ["Carla", "nobody at all"])
def test_passwords_are_tried_slowly_whether_the_name_is_known_or_not(two: Practice, name: str) -> None:
    browser, most = two.browser(), PER_ACCOUNT.amount
    assert [401] * most + [429] * 2 == tries(browser, name, most + 2)
    right = browser.post("/api/login", json={"name": f" {name.upper()}", "password": PASSWORD})
    assert (429, "too_many_requests") == (right.status_code, right.json()["error"])
    assert 0 < int(right.headers["retry-after"]) <= 900
    assert 200 == browser.post("/api/login", json={"name": "Dan", "password": PASSWORD}).status_code


def test_one_address_may_not_try_one_password_for_many_names(two: Practice) -> None:
    browser, most = two.browser(), PER_ADDRESS.amount
    tried = [browser.post("/api/login", json={"name": f"name {number}", "password": PASSWORD}).status_code for number in range(most + 1)]
    assert [401] * most + [429] == tried


def test_who_asks_far_too_often_waits_and_this_machine_itself_never_does(two: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "REQUESTS", RateLimitItemPerMinute(3))
    app = create_app(two.store, hosts=["127.0.0.1:8765"], accounts=True)
    elsewhere, home = TestClient(app, base_url=HERE), TestClient(AtHome(app), base_url=HERE)
    assert [200, 200, 200, 429] == [elsewhere.get("/login").status_code for _ in range(4)]
    assert [200] * 5 == [home.get("/api/athletes").status_code for _ in range(5)]


def test_who_comes_in_is_not_held_back_by_earlier_slips(two: Practice) -> None:
    browser = two.browser()
    for _ in range(3):
        assert [401] * 5 == tries(browser, "Carla", 5)
        assert 200 == browser.post("/api/login", json={"name": "Carla", "password": PASSWORD}).status_code


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "http://evil.example"}, {"origin": "null"}])
def test_a_page_of_another_site_logs_nobody_in_or_out(two: Practice, headers: dict[str, str]) -> None:
    sent = {"name": "Dan", "password": PASSWORD}
    refused = two.browser().post("/api/login", json=sent, headers=headers)
    assert (403, "cross_site", False) == (refused.status_code, refused.json()["error"], "set-cookie" in refused.headers)
    carla = two.logged_in("Carla")
    assert 403 == carla.post("/api/logout", headers=headers).status_code
    assert 200 == carla.get("/api/login").status_code


def test_an_oversize_login_is_refused(two: Practice) -> None:
    browser = two.browser()
    large = browser.post("/api/login", content=b'{"name": "' + b"x" * MOST_BYTES + b'"}')
    long = browser.post("/api/login", json={"name": "Carla", "password": "x" * 201})
    assert [(413, "body_too_large"), (422, "wrong_request")] == [(one.status_code, one.json()["error"]) for one in (large, long)]


@pytest.mark.parametrize("odd", [b"\\ud800", b"\\u0000", b" ", b"' OR 1=1 --", b"\\u202e"])
def test_an_odd_name_password_or_invitation_is_refused_like_any_other(two: Practice, odd: bytes) -> None:
    browser = two.browser()
    asked = {
        "/api/login": (b'{"name": "%b", "password": "%b"}', {401, 422}),
        "/api/invitation": (b'{"invitation": "%b", "password": "%b"}', {404, 422}),
    }
    for address, (sent, refused) in asked.items():
        assert browser.post(address, content=sent % (odd, odd)).status_code in refused, address
    carla = two.logged_in("Carla")
    answer = carla.put(f"/api/athletes/{two.ann}/accounts/{uuid4()}", content=b'{"name": "%b"}' % odd)
    assert answer.status_code in {409, 422}


@pytest.mark.parametrize("named", ["1", "..%2f..%2fetc%2fpasswd", "Bo", "%00", "' OR 1=1 --"])
def test_an_athlete_is_named_by_an_id_alone(two: Practice, named: str) -> None:
    carla = two.logged_in("Carla")
    for address in (f"/api/athletes/{named}", f"/api/athletes/{named}/links", f"/athletes/{named}"):
        answer = carla.get(address)
        assert answer.status_code in {404, 422}, address
        assert answer.json()["error"] in {"wrong_request", "no_such_page"}


def test_a_name_with_markup_stays_a_name(two: Practice) -> None:
    carla = two.logged_in("Carla")
    for address in ("/accounts", f"/athletes/{two.ann}/links"):
        page = carla.get(address).text
        assert "Ann &lt;b&gt;" in page
        assert "Ann <b>" not in page


@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        ("/athletes/1?x=2", "/athletes/1?x=2"),
        ("//evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\nb", "/"),
        ("", "/"),
    ],
)
def test_after_a_login_one_goes_to_a_page_of_this_program(two: Practice, asked: str, goes: str) -> None:
    assert goes == own_path(asked)
    page = two.browser().get("/login", params={"next": asked}).text
    assert f'"goes_to": "{goes}"' in page


def test_who_follows_a_link_without_a_login_comes_back_to_it(two: Practice) -> None:
    sent_to = two.browser().get("/exercises?query=hip").headers["location"]
    assert "/login?next=%2Fexercises%3Fquery%3Dhip" == sent_to
    assert '"goes_to": "/exercises?query=hip"' in two.browser().get(sent_to).text


def test_on_the_machine_itself_nobody_logs_in(tmp_path: Path) -> None:
    with practice(tmp_path / "store.sqlite3") as two:
        browser = TestClient(create_app(two.store, hosts=["127.0.0.1:8765"]), base_url=HERE, follow_redirects=False)
        assert ["Ann <b>", "Bo"] == sorted(row["name"] for row in browser.get("/api/athletes").json()["athletes"])
        assert {"Ann", "Carla", "Dan"} == {one["name"] for one in browser.get("/api/accounts").json()["accounts"]}
        assert "/" == browser.get("/login").headers["location"]
        assert browser.get("/api/login").json()["account"] is None


def test_a_fault_is_answered_with_the_headers_of_every_answer_and_without_its_cause(two: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_query: str) -> None:
        raise RuntimeError("Anna's secret")

    monkeypatch.setattr(coach, "evidence_list", broken, raising=False)
    answer = two.logged_in("Carla").get("/api/evidence", headers={"accept-language": "en"})
    assert (500, "fault", "nosniff") == (answer.status_code, answer.json()["error"], answer.headers["x-content-type-options"])
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "secret" not in answer.text


def test_somebody_who_reads_a_page_is_told_of_a_fault_on_a_page(two: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Anna's secret")

    monkeypatch.setattr(coach, "watch_page", broken, raising=False)
    answer = two.logged_in("Carla").get(f"/athletes/{two.ann}/watch", headers={"accept": "text/html", "accept-language": "de"})
    assert (500, True) == (answer.status_code, answer.headers["content-type"].startswith("text/html"))
    assert "Im Programm ist etwas schiefgegangen" in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("de", "de"),
        ("en;q=0.5, de;q=0.8", "de"),
        ("de;q=0.2, en;q=0.9", "en"),
        ("fr, de-AT;q=0.1", "de"),
        ("de;q=0, en;q=0.1", "en"),
        ("de;q=much, en", "en"),
        ("*", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_the_one_that_the_browser_likes_best(two: Practice, accepted: str, language: str) -> None:
    assert f'<html lang="{language}"' in two.browser().get("/login", headers={"accept-language": accepted}).text
