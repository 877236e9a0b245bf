"""The pages of one athlete: screen, tests and plan, filled in a browser as an athlete or coach does."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from uuid import UUID

import pytest
from browser import PHONE, browser
from playwright.sync_api import Browser, Page, expect
from served import barriers_served, served, visited

from hipdrive import coach
from hipdrive.capacity import protocols
from hipdrive.report import positions
from hipdrive.web.jobs.searches import Searches

__all__ = ["browser"]

pytestmark = pytest.mark.enable_socket
LONGEST_MS = 180_000
"""A search begins in a process that has everything to load."""
expect.set_options(timeout=LONGEST_MS)
ANN, BO = UUID(int=1), UUID(int=2)
NAME = "Ann <b>&amp;"
PAGES = ("", "/plan", "/plan?scenario=missed_fortnight", "/plan/new", "/tests", "/tests?test=A02", "/screen")
"""Of somebody who follows a plan."""
OWN = ("/plan?scenario=missed_fortnight", "/tests?test=A02")
"""What no other file looks at: the others are looked at in every look by tests/test_web_in_browser.py."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[coach.Store]:
    """Ann follows a plan of the last week and this one; Bo is new."""
    now = datetime.now(tz=UTC).astimezone()
    with coach.open_store(str(tmp_path_factory.mktemp("athletes") / "store.sqlite3")) as opened:
        with opened.writing(now) as unit:
            body = {"sex": "female", "height_m": 1.7, "mass_kg": 60.0, "consent_on": date(2024, 1, 2), "born": date(1990, 3, 4)}
            coach.add_athlete(unit, name=NAME, uid=ANN, **body)  # type: ignore[arg-type]
            coach.add_athlete(unit, name="Bo", uid=BO, **body)  # type: ignore[arg-type]
            coach.enter_screen(unit, NAME, coach.with_no_to_rest({}), age_years=None, on=unit.today)
        with opened.reading(now) as unit:
            basis, start = coach.plan_basis(unit, NAME), unit.today - timedelta(days=7 + unit.today.weekday())
        terms = coach.Terms(start=start, pinned=("cable_hip_flexion",), free_days=("monday", "wednesday", "friday"))
        search = partial(coach.plan_known, basis, coach.demand_at(3.3), terms, today=now.date())
        own = Searches().result(search, is_gone=lambda: False)  # where the searches of the tests find the exercises solved
        with opened.writing(now) as unit:
            coach.keep_plan(unit, own)
            first = own.plan.sessions[0].on
            coach.log_typed(unit, NAME, coach.TypedLog(as_planned=True, on=first, pains=("1 front_of_hip R after",)))
        yield opened


@pytest.fixture(scope="module")
def site(store: coach.Store) -> Iterator[str]:
    with served(store) as address:
        yield address


def answered_no(seen: Page) -> None:
    """Every question that is asked answered with no."""
    for box in seen.locator("[data-question]:visible input[value=no]").all():
        box.check()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_a_phone_asks_nobody_else_and_shows_a_name_as_it_is(browser: Browser, site: str, page: str) -> None:
    with visited(browser, f"{site}/athletes/{ANN}{page}", width=PHONE) as (seen, _, complaints):
        assert seen.locator("h1").inner_text().startswith(NAME)
        assert seen.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert [] == complaints


@pytest.mark.parametrize("page", OWN)
def test_a_page_keeps_nobody_out(browser: Browser, site: str, page: str) -> None:
    assert [] == barriers_served(browser, f"{site}/athletes/{ANN}{page}", dark=True)


def test_a_red_flag_is_said_at_once_and_ends_the_questions(browser: Browser, site: str) -> None:
    with visited(browser, f"{site}/athletes/{BO}/screen", width=PHONE) as (seen, _, _):
        flag = seen.locator("[data-stop]").nth(1)
        expect(flag.locator(".yes-means")).to_be_hidden()
        flag.locator("input[value=yes]").check()
        expect(flag.locator(".yes-means")).to_contain_text("See a doctor")
        expect(seen.locator("#flagged")).to_be_visible()
        expect(seen.locator("#others")).to_be_hidden()


def test_from_the_screen_to_a_plan_that_is_moved_and_swapped(browser: Browser, site: str) -> None:
    with visited(browser, f"{site}/athletes/{BO}/screen", width=PHONE) as (seen, _, complaints):
        seen.set_default_timeout(LONGEST_MS)
        seen.locator("#screen button").click()
        expect(seen.locator("#screen > .wrong")).to_contain_text("still open")
        answered_no(seen)
        seen.locator("#screen button").click()
        expect(seen.locator("header .banner")).to_contain_text("It holds until")
        seen.goto(f"{site}/athletes/{BO}/plan/new")
        seen.fill("#own", "banana")
        seen.locator("#wish button[type=submit]").click()
        expect(seen.locator("header [role=alert]")).to_contain_text("banana")
        seen.fill("#own", "gym")
        seen.select_option("#preset", "modest")
        seen.locator("#wish button[type=submit]").click()
        expect(seen.locator("#look-title")).to_be_visible()
        seen.locator("#keep button").dblclick()
        seen.wait_for_url("**/plan")
        expect(seen.locator("#next")).to_contain_text("about")
        for day in ("monday", "tuesday", "thursday", "friday", "saturday"):
            seen.uncheck(f"#free-days input[value={day}]")
        seen.locator("#free-days button").click()
        expect(seen.locator(".days .small").first).to_contain_text("moved from")
    assert [] == complaints


def test_making_a_plan_says_how_far_it_is_and_is_stopped_by_the_keyboard(browser: Browser, site: str) -> None:
    with visited(browser, f"{site}/athletes/{ANN}/plan/new", width=PHONE) as (seen, _, complaints):
        form, button = seen.locator("#wish"), seen.locator("#wish button[type=submit]")
        seen.select_option("#preset", "modest")
        button.press("Enter")
        expect(form.locator(".stop")).to_be_focused()
        expect(form.locator(".reached")).to_contain_text("working out what each exercise loads")
        expect(form.locator("progress")).not_to_have_js_property("value", 0)
        expect(form.locator("progress")).to_have_attribute("aria-valuetext", re.compile(r"\d+ %"))
        expect(form.locator(".told")).to_contain_text("%")
        seen.keyboard.press("Enter")
        expect(form.locator(".said")).to_have_text("Stopped. Nothing was changed.")
        expect(form.locator(".search")).to_be_hidden()
        expect(button).to_be_focused()
        assert seen.url.endswith("/plan/new")
    assert [] == complaints


def test_one_session_is_moved_with_the_keyboard_and_keeps_its_first_date(browser: Browser, site: str) -> None:
    with visited(browser, f"{site}/athletes/{ANN}/plan", width=PHONE) as (seen, _, complaints):
        form = seen.locator("form.one-session").last
        to = form.locator("option").last.get_attribute("value")
        seen.locator("details.move summary").last.focus()
        seen.keyboard.press("Enter")
        seen.keyboard.press("Tab")
        seen.keyboard.press("End")
        seen.keyboard.press("Tab")
        with seen.expect_navigation():
            seen.keyboard.press("Enter")
        assert to in seen.eval_on_selector_all("form.one-session", "forms => forms.map(form => form.dataset.day)")
        expect(seen.locator(".days .small", has_text="moved from").first).to_be_visible()
    assert [] == complaints


def test_a_taken_machine_is_swapped_for_the_same_range_and_what_changes_is_said(browser: Browser, site: str) -> None:
    with visited(browser, f"{site}/athletes/{ANN}/plan", width=PHONE) as (seen, _, complaints):
        seen.set_default_timeout(LONGEST_MS)
        seen.locator("#exercise-cable_hip_flexion a.look").click()
        seen.wait_for_url("**swap=cable_hip_flexion*")
        expect(seen.locator("#swap")).to_contain_text("without cable machine")
        expect(seen.locator("#swap .asked").first).to_contain_text("loads the same range")
        expect(seen.locator("#swap code").last).to_contain_text("skipped")
        seen.locator("#simulate a.play").first.click()
        seen.wait_for_url("**scenario=*")
        expect(seen.locator("#simulate h3").first).to_be_visible()
    assert [] == complaints


def test_another_tab_that_shows_the_plan_of_before_is_told_so(browser: Browser, site: str) -> None:
    with visited(browser, f"{site}/athletes/{ANN}/plan") as (seen, context, _):
        other = context.new_page()
        other.goto(f"{site}/athletes/{ANN}/plan")
        for page in (other, seen):
            page.check("#free-days input[value=saturday]")
        with other.expect_navigation():
            other.locator("#free-days button").click()
        seen.locator("#free-days button").click()
        expect(seen.locator("#free-days > .wrong")).to_contain_text("has changed since this page was opened")


def test_a_wrong_value_is_answered_beside_its_field_and_a_double_tap_keeps_each_try_once(
    browser: Browser, site: str, store: coach.Store
) -> None:
    with visited(browser, f"{site}/athletes/{ANN}/tests?test=isometric_hip_flexion", width=PHONE) as (seen, _, _):
        seen.fill("#d-lever_m", "40")
        seen.fill("#v-left-1", "210,5")
        seen.fill("#v-right-1", "220")
        seen.locator("#enter button").click()
        expect(seen.locator(".field:has(#d-lever_m) .wrong")).to_contain_text("between 0.1 and 1.1")
        seen.fill("#d-lever_m", "0.40")
        seen.locator("#enter button").dblclick()
        expect(seen.locator("table.pairs tr")).to_have_count(2)
    with store.reading(datetime.now(tz=UTC).astimezone()) as unit:
        results = coach.results_of(unit, NAME, "isometric_hip_flexion").results
    assert {("left", 210.5), ("right", 220.0)} == {(result.side, result.value) for result in results}
    assert 2 == len(results)


def test_a_test_without_a_number_is_passed_or_not(browser: Browser, site: str) -> None:
    with visited(browser, f"{site}/athletes/{ANN}/tests?test=standing_lift") as (seen, _, _):
        seen.locator("#enter button").click()
        expect(seen.locator("#enter > .wrong")).to_contain_text("Nothing is filled in")
        seen.locator("fieldset[data-side=left] input[value=true]").check()
        seen.locator("fieldset[data-side=right] input[value=false]").check()
        seen.locator("#enter button").click()
        expect(seen.locator("table.pairs")).to_contain_text("not passed")


def test_every_test_has_a_position() -> None:
    assert set(protocols()) == set(positions())
    assert all(position.poses or position.exercise for position in positions().values())
