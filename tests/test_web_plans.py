"""Plans over the web: made and kept once, moved to other days, played through, swapped; a stale form changes nothing."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from test_web import ANN, HERE

from hipdrive import coach
from hipdrive.web import create_app

NOBODYS = "6f0c1c5e-4f0f-4d0b-9d53-0f8a8a3f4c11"
"""An id that nothing has."""
WISHES: dict[str, Any] = {"preset": "modest", "own": "band red, chair 45 cm", "free_days": ["tuesday", "friday"]}
OTHER_DAYS = ["wednesday", "sunday"]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@pytest.fixture
def web(tmp_path: Path) -> Iterator[TestClient]:
    with coach.open_store(str(tmp_path / "store.sqlite3")) as store:
        yield TestClient(create_app(store, hosts=["127.0.0.1:8765"]), base_url=HERE, raise_server_exceptions=False)


@pytest.fixture
def ann(web: TestClient) -> str:
    """The address of an athlete in the API who may train."""
    address = f"/api/athletes/{uuid4()}"
    assert web.put(address, json=ANN).status_code == 200
    questions = [question["id"] for question in web.get("/api/questions").json()["questions"]]
    assert web.put(f"{address}/screens/{uuid4()}", json={"yes": dict.fromkeys(questions, False)}).status_code == 200
    return address


def kept(web: TestClient, ann: str, **wishes: object) -> dict[str, Any]:
    """A plan that is followed from now on."""
    answer = web.put(f"{ann}/plans/{uuid4()}", json={"wishes": {**WISHES, **wishes}})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def weekdays(plan: dict[str, Any]) -> set[str]:
    """Days of the week with a session."""
    return {WEEKDAYS[date.fromisoformat(session["date"]).weekday()] for session in plan["sessions"]}


def test_a_plan_is_looked_at_first_and_put_twice_it_is_one(web: TestClient, ann: str) -> None:
    seen = web.post(f"{ann}/plans", json=WISHES).json()
    assert (None, "no_plan") == (seen["id"], web.get(f"{ann}/plan").json()["error"])
    address = f"{ann}/plans/{uuid4()}"
    first, second = (web.put(address, json={"wishes": WISHES}) for _ in range(2))
    assert (200, first.json()) == (first.status_code, second.json())
    assert seen["sessions"] == first.json()["sessions"]
    assert "red" in str(web.get(ann).json()["equipment"])


def test_a_plan_that_was_looked_at_is_shown_and_followed_without_another_search(web: TestClient, ann: str) -> None:
    seen = web.post(f"{ann}/plans", json={**WISHES, "both_hips": "true", "weeks": "4"}, headers={"search-id": NOBODYS}).json()
    web.app.state.searches._most = 0  # type: ignore[attr-defined]  # no search can begin any more
    page = web.get(f"{ann.removeprefix('/api')}/plan/new", params={**WISHES, "both_hips": "true", "weeks": "4"}).text
    assert "The plan as it would be" in page
    wishes = json.loads(page.split('id="sent">')[1].split("</script>")[0])["wishes"]
    assert seen["sessions"] == kept(web, ann, **wishes)["sessions"]
    assert 503 == web.post(f"{ann}/plans", json={**WISHES, "weeks": 5}).status_code


def test_what_stands_before_a_plan_is_said_once(web: TestClient, ann: str) -> None:
    before = web.post(f"{ann}/plans", json=WISHES).json()["before"]
    assert len(set(before)) == len(before)


def test_sessions_fall_on_free_days_and_a_moved_one_keeps_its_first_date(web: TestClient, ann: str) -> None:
    plan = kept(web, ann)
    assert weekdays(plan) <= {"tuesday", "friday"}
    moved = web.put(f"{ann}/plans/{uuid4()}/days", json={"free_days": OTHER_DAYS, "instead_of": plan["id"]}).json()
    assert set(OTHER_DAYS) == weekdays(moved)
    assert [session["date"] for session in plan["sessions"]] == [session["moved_from"] for session in moved["sessions"]]
    assert [session["lines"] for session in plan["sessions"]] == [session["lines"] for session in moved["sessions"]]
    back = web.put(f"{ann}/plans/{uuid4()}/days", json={"free_days": [], "instead_of": moved["id"]}).json()
    assert plan["sessions"] == back["sessions"]


def test_one_session_moves_within_its_week_and_a_day_that_cannot_be_is_refused(web: TestClient, ann: str) -> None:
    plan = kept(web, ann)
    day = plan["sessions"][-1]["date"]
    to = str(date.fromisoformat(day) + timedelta(days=1))
    put = web.put(f"{ann}/plans/{uuid4()}/session", json={"day": day, "to": to, "instead_of": plan["id"]})
    assert (200, day) == (put.status_code, {session["date"]: session["moved_from"] for session in put.json()["sessions"]}[to])
    far = str(date.fromisoformat(day) + timedelta(days=14))
    refused = web.put(f"{ann}/plans/{uuid4()}/session", json={"day": to, "to": far, "instead_of": put.json()["id"]})
    assert (409, "session_fixed") == (refused.status_code, refused.json()["error"])


def test_moved_days_put_twice_are_one(web: TestClient, ann: str) -> None:
    sent = {"free_days": OTHER_DAYS, "instead_of": kept(web, ann)["id"]}
    address = f"{ann}/plans/{uuid4()}/days"
    first, second = (web.put(address, json=sent) for _ in range(2))
    assert (200, first.json()) == (second.status_code, second.json())


def test_a_form_that_shows_a_plan_of_before_changes_nothing(web: TestClient, ann: str) -> None:
    first = kept(web, ann)
    sent = {"free_days": OTHER_DAYS, "instead_of": first["id"]}
    assert 200 == web.put(f"{ann}/plans/{uuid4()}/days", json=sent).status_code
    now = web.get(f"{ann}/plan").json()
    stale = [
        web.put(f"{ann}/plans/{uuid4()}/days", json=sent),
        web.put(f"{ann}/plans/{uuid4()}", json={"wishes": WISHES, "instead_of": first["id"]}),
        web.put(f"{ann}/plans/{uuid4()}", json={"wishes": WISHES}),
    ]
    assert [(409, "plan_replaced")] * 3 == [(answer.status_code, answer.json()["error"]) for answer in stale]
    assert now == web.get(f"{ann}/plan").json()


@pytest.mark.parametrize(
    ("wishes", "status", "code"),
    [
        ({"free_days": ["monday"], "sessions_per_week": 3}, 409, "few_free_days"),
        ({"own": "banana"}, 422, "unknown_equipment"),
        ({"pace": "fast"}, 422, "unreadable_speed"),
        ({"minutes_per_week": 5000}, 422, "value_out_of_range"),
        ({"hard_days": list(WEEKDAYS)}, 422, "value_out_of_range"),
        ({"run": NOBODYS}, 404, "unknown_entry"),
        ({"pinned": ["nonsense"]}, 404, "unknown_name"),
        ({"free_days": ["someday"]}, 422, "wrong_request"),
    ],
)
def test_a_wish_that_cannot_be_kept_is_answered_in_a_sentence(
    web: TestClient, ann: str, wishes: dict[str, Any], status: int, code: str
) -> None:
    answer = web.post(f"{ann}/plans", json={**WISHES, **wishes})
    assert (status, code) == (answer.status_code, answer.json()["error"])


def test_without_a_screen_there_is_no_plan(web: TestClient) -> None:
    address = f"/api/athletes/{uuid4()}"
    web.put(address, json=ANN)
    answer = web.post(f"{address}/plans", json=WISHES)
    assert (422, "screen_missing") == (answer.status_code, answer.json()["error"])


def test_a_plan_is_played_through_a_scenario(web: TestClient, ann: str) -> None:
    kept(web, ann)
    played = web.post(f"{ann}/simulate", json={"scenario": "missed_fortnight"}).json()
    assert "hipdrive.simulation/1" == played["schema"]
    assert "gap_back" in {change["rule"] for change in played["changes"]}
    assert "unknown_name" == web.post(f"{ann}/simulate", json={"scenario": "nonsense"}).json()["error"]


def test_an_exercise_is_swapped_for_one_that_loads_the_same_range(web: TestClient, ann: str) -> None:
    plan = kept(web, ann, own="gym", pinned=["cable_hip_flexion"], free_days=[])
    line = next(line for line in plan["next"]["lines"] if line["exercise"] == "cable_hip_flexion")
    found = web.get(f"{ann}/swaps", params={"line": line["exercise"]}).json()
    assert ["cable machine"] == found["without"]
    assert all(swap["exercise"] == "cable_hip_flexion" and swap["instead"]["exercise"] != swap["exercise"] for swap in found["swaps"])
    assert "unknown_name" == web.get(f"{ann}/swaps", params={"line": "nonsense"}).json()["error"]


def test_a_session_that_was_done_stays_where_it_was(web: TestClient, ann: str) -> None:
    today = datetime.now(tz=UTC).astimezone().date()
    plan = kept(web, ann, start=(today - timedelta(days=today.weekday() + 7)).isoformat())
    moved = web.put(f"{ann}/plans/{uuid4()}/days", json={"free_days": OTHER_DAYS, "instead_of": plan["id"]}).json()
    over = [(was, now) for was, now in zip(plan["sessions"], moved["sessions"], strict=True) if was["date"] < today.isoformat()]
    assert over
    assert all(was == now for was, now in over)
