"""The page of a logged session: sets corrected and deleted there, and what two devices changed at once kept side by side."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from browser import PHONE, browser
from fastapi.testclient import TestClient
from log_scenes import ANN, LOG, add_ann
from playwright.sync_api import Browser
from served import barriers_served, served, visited
from store_work import ask_on, do_on

from hipdrive import coach
from hipdrive.store import Store, list_sessions
from hipdrive.training import PainRecord, SessionRecord, SetRecord
from hipdrive.training.log.dose import parse_load
from hipdrive.web import create_app

__all__ = ["browser"]

TODAY = date.today()  # noqa: DTZ011  the web asks the machine too
YESTERDAY = TODAY - timedelta(days=1)
SESSION = UUID(int=77)
LINES = [
    "cable_hip_flexion L 5 @10kg rir 2 form no-twist pain 2 groin",
    "cable_hip_flexion R 5 @10kg rpe 8",
    "standing_march LR 8 hold 2s @band:green*2",
]
PAGE = f"/athletes/{ANN}/sessions/{SESSION}"
API = f"/api{PAGE}"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Ann, who logged a session yesterday."""
    with coach.open_store(str(tmp_path / "store.sqlite3")) as opened:
        add_ann(opened)
        typed = coach.TypedLog(lines=LINES, on=YESTERDAY, pains=("1 knee L after",), note="<b>tired")
        do_on(TODAY, opened, coach.log_typed, "Ann", typed, uid=SESSION)
        yield opened


@pytest.fixture
def web(store: Store) -> TestClient:
    return TestClient(create_app(store, hosts=["127.0.0.1:8765"]), base_url="http://127.0.0.1:8765", raise_server_exceptions=False)


def counting(store: Store) -> list[SessionRecord]:
    return [entry.value for entry in ask_on(TODAY, store, list_sessions, "Ann")]


def corrected(web: TestClient, **body: Any) -> dict[str, Any]:  # noqa: ANN401  as JSON has it
    answer = web.put(f"{API}/corrections/{uuid4()}", json=body)
    assert 200 == answer.status_code, answer.text
    told: dict[str, Any] = answer.json()
    return told


@pytest.mark.enable_socket
def test_a_set_is_corrected_and_one_deleted_on_a_phone_and_all_else_stays_as_it_was(browser: Browser, store: Store) -> None:
    (before,) = counting(store)
    with served(store) as site, visited(browser, site + PAGE, width=PHONE) as (seen, _, complaints):
        assert seen.evaluate("document.documentElement.scrollWidth") <= PHONE
        first, third = seen.locator("[data-set='0']"), seen.locator("[data-set='2']")
        first.get_by_label("Reps", exact=True).fill("6")
        first.get_by_label("Weight (kg)").fill("12.5")
        third.get_by_label("Delete this set").check()
        seen.get_by_role("button", name="Keep the change").click()
        seen.wait_for_url(f"**/athletes/{ANN}")
        assert [] == complaints
    (after,) = counting(store)
    one, two, *more = before.sets
    assert (6, "12.5kg", one.faults, one.rir) == (after.sets[0].reps, str(after.sets[0].load), after.sets[0].faults, after.sets[0].rir)
    assert (two, *more[1:]) == after.sets[1:]
    assert (before.note, set(before.pains), before.on) == (after.note, set(after.pains), after.on)


@pytest.mark.enable_socket
def test_a_forgotten_set_a_pain_and_a_note_are_added_on_a_phone_and_what_was_wrong_goes(browser: Browser, store: Store) -> None:
    (before,) = counting(store)
    with served(store) as site, visited(browser, site + PAGE, width=PHONE) as (seen, _, complaints):
        seen.get_by_role("button", name="Add a set").click()
        added = seen.locator(".sets [data-new]")
        assert added.get_by_label("Exercise").evaluate("field => field === document.activeElement")
        added.get_by_label("Exercise").select_option("kettlebell_hip_flexion")
        added.get_by_label("Reps", exact=True).fill("7")
        added.get_by_label("Weight (kg)").fill("8")
        seen.get_by_role("button", name="Add a pain").click()
        seen.get_by_role("button", name="Keep the change").click()
        seen.get_by_text("Say for each pain how strong it was").wait_for()
        pain = seen.locator(".pains [data-new]")
        pain.get_by_label("Pain (0 to 10)").fill("3")
        pain.locator("[name=side]").select_option("right")
        seen.locator("[data-pain='1']").get_by_label("Delete this pain").check()
        seen.get_by_label("Note on this session").fill("slept well")
        assert seen.evaluate("document.documentElement.scrollWidth") <= PHONE
        seen.get_by_role("button", name="Keep the change").click()
        seen.wait_for_url(f"**/athletes/{ANN}")
        assert [] == complaints
    (after,) = counting(store)
    load = parse_load("8kg")
    new = tuple(SetRecord(exercise="kettlebell_hip_flexion", side=side, reps=7, load=load) for side in ("left", "right"))
    assert (*before.sets, *new) == after.sets
    assert (before.pains[0], PainRecord(level=3, site="front_of_hip", when="during", side="right")) == after.pains
    assert "slept well" == after.note
    assert 2 == len(ask_on(TODAY, store, list_sessions, "Ann", history=True))


def test_what_is_sent_as_a_whole_session_takes_out_note_and_pains_and_else_they_stay(web: TestClient, store: Store) -> None:
    line = "standing_march LR 8 @bodyweight"
    corrected(web, lines=[line])
    (amended,) = counting(store)
    assert ("<b>tired", ["knee"]) == (amended.note, [pain.site for pain in amended.pains])
    told = web.get(f"/api/athletes/{ANN}/sessions").json()["sessions"][-1]["id"]
    assert 200 == web.put(f"/api/athletes/{ANN}/sessions/{told}/corrections/{uuid4()}", json={"lines": [line], "whole": True}).status_code
    (whole,) = counting(store)
    assert ("", (), YESTERDAY, amended.sets) == (whole.note, whole.pains, whole.on, whole.sets)


@pytest.mark.enable_socket
def test_what_two_devices_changed_at_once_stands_side_by_side_and_either_can_be_let_count(browser: Browser, store: Store) -> None:
    with served(store) as site, visited(browser, site + PAGE, width=PHONE) as (one, context, _):
        other = context.new_page()
        other.goto(site + PAGE)
        for page, reps in ((one, "7"), (other, "9")):
            page.locator("[data-set='0']").get_by_label("Reps", exact=True).fill(reps)
        one.get_by_role("button", name="Keep the change").click()
        one.wait_for_url(f"**/athletes/{ANN}")
        other.get_by_role("button", name="Keep the change").click()
        other.get_by_role("heading", name="Entered twice").wait_for()
        assert 2 == other.locator("#versions .version").count()
        assert [7] == [session.sets[0].reps for session in counting(store)]
        other.get_by_role("button", name="Let this version count").click()
        other.wait_for_url(f"**/athletes/{ANN}")
        assert [9] == [session.sets[0].reps for session in counting(store)]
        assert [] == barriers_served(browser, site + PAGE, width=PHONE) + barriers_served(browser, site + PAGE, dark=True, rules="colours")


def test_a_correction_that_is_sent_twice_is_one(web: TestClient, store: Store) -> None:
    uid = uuid4()
    answers = [web.put(f"{API}/corrections/{uid}", json={"lines": ["cable_hip_flexion L 4 @10kg"]}) for _ in range(2)]
    assert [200, 200] == [answer.status_code for answer in answers]
    assert 2 == len(ask_on(TODAY, store, list_sessions, "Ann", history=True))


def test_any_version_opens_the_session_as_it_stands_and_says_what_it_said_before(web: TestClient) -> None:
    told = corrected(web, lines=["cable_hip_flexion L 4 @10kg"])
    page = web.get(PAGE).text
    assert page == web.get(f"/athletes/{ANN}/sessions/{told['session']['id']}").text
    assert "What it said before" in page
    assert "&lt;b&gt;tired" in page


def test_a_deleted_session_says_so_and_one_that_is_not_there_is_refused(web: TestClient) -> None:
    assert 200 == web.delete(API).status_code
    page = web.get(PAGE).text
    assert "This session was deleted and counts no longer." in page
    assert "Keep the change" not in page
    missing = web.get(f"/athletes/{ANN}/sessions/{uuid4()}")
    assert (404, "unknown_entry") == (missing.status_code, missing.json()["error"])


def test_the_athletes_page_and_the_logger_lead_to_it(web: TestClient) -> None:
    assert f'href="{PAGE}"' in web.get(f"/athletes/{ANN}").text
    assert f'href="{PAGE}"' in web.get(LOG).text
