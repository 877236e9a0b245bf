"""Two coaches at once, one in Chromium and one in Firefox: what both enter is kept, and whoever holds a page of before is told."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from access_scenes import PASSWORD, Practice, practice, quick_hashes
from browser import launch_settings
from log_scenes import plan_of
from playwright.sync_api import Browser, Page, expect, sync_playwright
from roster_scenes import no_to_all
from served import served, visited

from hipdrive import coach
from hipdrive.contract.plans.plan import FollowedPlanDocument
from hipdrive.store import add_plan, add_screen
from hipdrive.training.running_week.running import WEEKDAYS

__all__ = ["quick_hashes"]

pytestmark = pytest.mark.enable_socket
NAME = "Ann <b>"
CHANGED = "The plan of Ann <b> has changed since this page was opened, so nothing was kept"
LEVER = {"lever_m": "0.4", "hip_flexion_deg": "0", "knee_flexion_deg": "90"}


@pytest.fixture(scope="module")
def browsers() -> Iterator[tuple[Browser, Browser]]:
    """Chromium and Firefox, side by side."""
    settings = {kind: launch_settings(kind) for kind in ("chromium", "firefox")}
    with sync_playwright() as playwright:
        one, other = (getattr(playwright, kind).launch(**how) for kind, how in settings.items())
        yield one, other
        for browser in (one, other):
            browser.close()


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Practice]:
    """Ann, whom Carla and Dan coach together; her plan starts today."""
    with practice(tmp_path / "store.sqlite3") as opened:
        with opened.store.writing(datetime.now(tz=UTC)) as unit:
            coach.set_athletes(unit, "Dan", add=[NAME])
            add_screen(unit, NAME, no_to_all(unit.today))
            add_plan(unit, NAME, plan_of(unit.today))
        yield opened


@pytest.fixture
def desks(browsers: tuple[Browser, Browser], both: Practice) -> Iterator[tuple[str, Page, Page]]:
    """Address of the program, Carla's page and Dan's, both logged in."""
    with served(both.store, accounts=True) as site, ExitStack() as open_pages:
        pages = []
        for browser, name in zip(browsers, ("Carla", "Dan"), strict=True):
            page = open_pages.enter_context(visited(browser, f"{site}/login"))[0]
            page.get_by_label("Name").fill(name)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Log in").click()
            page.wait_for_url(f"{site}/")
            pages.append(page)
        yield site, pages[0], pages[1]


def _followed(both: Practice) -> FollowedPlanDocument:
    with both.store.reading(datetime.now(tz=UTC)) as unit:
        return coach.followed_plan(coach.follower(unit, NAME), today=unit.today).document


def test_of_two_who_move_the_sessions_the_second_is_told_and_moves_them_after_a_look(both: Practice, desks: tuple[str, Page, Page]) -> None:
    site, carla, dan = desks
    address = f"{site}/athletes/{both.ann}/plan"
    for page, day in ((carla, "Saturday"), (dan, "Sunday")):
        page.goto(address)
        page.get_by_label(day, exact=True).uncheck()
    with carla.expect_navigation():
        carla.get_by_role("button", name="Move the sessions").click()
    dan.get_by_role("button", name="Move the sessions").click()
    expect(dan.locator("#free-days").get_by_role("alert")).to_contain_text(CHANGED)
    assert [day for day in WEEKDAYS if day != "saturday"] == list(_followed(both).free_days)
    dan.goto(address)
    expect(dan.get_by_label("Saturday", exact=True)).not_to_be_checked()
    dan.get_by_label("Sunday", exact=True).uncheck()
    with dan.expect_navigation():
        dan.get_by_role("button", name="Move the sessions").click()
    assert [day for day in WEEKDAYS if day not in {"saturday", "sunday"}] == list(_followed(both).free_days)


def test_a_block_from_a_list_of_before_leaves_the_plan_that_another_made(both: Practice, desks: tuple[str, Page, Page]) -> None:
    site, carla, dan = desks
    dan.goto(f"{site}/")
    dan.get_by_label(f"Choose {NAME}", exact=True).check()
    carla.goto(f"{site}/athletes/{both.ann}/plan")
    carla.get_by_label("Saturday", exact=True).uncheck()
    with carla.expect_navigation():
        carla.get_by_role("button", name="Move the sessions").click()
    moved = _followed(both).id
    dan.get_by_role("button", name="Make the plans").click()
    expect(dan.locator("#block-results li")).to_contain_text(CHANGED)
    expect(dan.locator("#block-said")).to_have_text("0 of 1 plans made.")
    assert moved == _followed(both).id


def test_what_two_enter_of_one_test_is_both_kept(both: Practice, desks: tuple[str, Page, Page]) -> None:
    site, *pages = desks
    for page, side, value in zip(pages, ("left", "right"), ("212", "205"), strict=True):
        page.goto(f"{site}/athletes/{both.ann}/tests?test=isometric_hip_flexion")
        for key, said in LEVER.items():
            page.locator(f"#d-{key}").fill(said)
        page.locator(f"#v-{side}-1").fill(value)
    for page in pages:
        with page.expect_navigation():
            page.get_by_role("button", name="Keep the results").click()
    with both.store.reading(datetime.now(tz=UTC)) as unit:
        kept = {(result.side, result.value) for result in coach.results_of(unit, NAME).results}
    assert {("left", 212.0), ("right", 205.0)} == kept
