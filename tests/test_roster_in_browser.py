"""The coach's list and the settings in a browser: find, add, plan for many, choose units and ground, print; nobody is kept out."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import DESK, PHONE, browser
from playwright.sync_api import Browser, expect
from pypdf import PdfReader
from roster_scenes import LONG, MARKUP, add_everybody, no_to_all
from served import barriers_served, served, visited

from hipdrive import coach
from hipdrive.store import Store, add_screen
from hipdrive.web.door import clock

__all__ = ["browser"]

pytestmark = pytest.mark.enable_socket
LONGEST_MS = 60_000
"""Until a plan is made, however busy the machine."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with coach.open_store(str(tmp_path / "store.sqlite3")) as opened:
        add_everybody(opened)
        yield opened


@pytest.fixture
def site(store: Store) -> Iterator[str]:
    with served(store) as address:
        yield address


def test_nobody_is_kept_out_of_list_and_settings(browser: Browser, site: str) -> None:
    for page in ("/", "/settings"):
        assert [] == barriers_served(browser, site + page, width=PHONE)
        assert [] == barriers_served(browser, site + page, dark=True, rules="colours")


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
def test_long_names_and_words_stay_inside_the_window(browser: Browser, site: str, width: int, locale: str) -> None:
    for page in ("/", "/settings"):
        with visited(browser, site + page, width=width, locale=locale) as (seen, _, complaints):
            expect(seen.locator("h1")).to_be_visible()
            assert seen.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page
        assert [] == complaints


@pytest.mark.firefox
def test_typing_finds_athletes_without_accents_and_by_reason(browser: Browser, site: str) -> None:
    with visited(browser, site + "/") as (seen, _, complaints):
        rows = seen.locator("#roster tbody tr:visible")
        expect(rows).to_have_count(8)
        seen.get_by_label("Find").fill("ozil jorg")
        expect(rows.locator("th")).to_have_text([MARKUP])
        expect(seen.locator("#found")).to_have_text("1 of 8 shown")
        seen.get_by_label("Find").fill("not answered yet")
        expect(rows.locator("th")).to_have_text([MARKUP])
        seen.get_by_label("Find").fill("")
        expect(rows).to_have_count(8)
    assert [] == complaints


@pytest.mark.firefox
def test_an_athlete_is_added_once_in_the_readers_unit_and_a_taken_name_is_refused(browser: Browser, site: str, store: Store) -> None:
    with visited(browser, site + "/settings") as (seen, _, _):
        seen.get_by_label("pounds").check()
        seen.get_by_role("button", name="Keep").click()
        expect(seen.locator("#said")).to_have_text("Kept on this device.")
        seen.goto(site + "/")
        seen.locator("#add-form [name=name]").fill("Al Trains")
        seen.get_by_label("Sex").select_option("male")
        seen.get_by_label("Height, cm").fill("181")
        seen.get_by_label("Body mass, lb").fill("154")
        seen.get_by_label("They agreed").check()
        seen.get_by_role("button", name="Add").click()
        expect(seen.locator("#add-said")).to_contain_text("Al Trains")
        seen.locator("#add-form [name=name]").fill("Zoë O'Hara")
        seen.locator("#add-form button").dblclick()
        seen.wait_for_url(re.compile(r"/athletes/[0-9a-f-]{36}$"))
        expect(seen.locator("h1")).to_contain_text("Zoë O'Hara")
    with store.reading(clock.now()) as unit:
        zoe = coach.athlete_shown(unit, "Zoë O'Hara")
        assert 9 == len(coach.athlete_list(unit).athletes)
    assert zoe.mass_kg == pytest.approx(69.853, abs=1e-3)
    assert 1.81 == zoe.height_m


@pytest.mark.firefox
def test_a_block_for_many_says_how_far_it_is_can_be_stopped_and_shows_every_answer(browser: Browser, site: str, store: Store) -> None:
    with store.writing(clock.now()) as unit:
        add_screen(unit, LONG, no_to_all(unit.today))
    with visited(browser, site + "/") as (seen, _, _):
        for name in (LONG, MARKUP):
            seen.get_by_label(f"Choose {name}", exact=True).check()
        expect(seen.locator("#chosen")).to_have_text("2 chosen")
        weeks = seen.get_by_label("Weeks, the last one for the retest")
        weeks.press("ControlOrMeta+a")  # in Firefox `fill` would write behind the number that stands there
        weeks.press_sequentially("3")
        seen.get_by_label("Equipment for all").fill("band red, chair")
        make, stop = (seen.locator(f"#block {button}") for button in ("[type=submit]", ".search .stop"))
        make.click()
        expect(seen.locator("#block .reached")).to_have_text(re.compile(rf"\d+ %: plan 2 of 2, {LONG}"), timeout=LONGEST_MS)
        stop.click()
        expect(seen.locator("#block-said")).to_have_text("0 of 2 plans made.", timeout=LONGEST_MS)
        expect(seen.locator("#block-results li").last).to_have_text(f"{LONG}: left out, because you stopped")
        with store.reading(clock.now()) as unit:
            assert not coach.follows_plan(unit, LONG)
        make.click()
        expect(seen.locator("#block-said")).to_have_text("1 of 2 plans made.", timeout=LONGEST_MS)
        expect(stop).to_be_hidden(timeout=LONGEST_MS)
        answers = seen.locator("#block-results li").all_inner_texts()
    assert any(answer.startswith(f"{LONG}: plan made, 3 weeks from") for answer in answers), answers
    assert any(MARKUP in answer and "has not answered the safety screen" in answer for answer in answers), answers


@pytest.mark.firefox
def test_what_is_chosen_shows_at_once_and_on_the_next_page(browser: Browser, site: str) -> None:
    with visited(browser, site + "/settings") as (seen, _, complaints):
        light = seen.evaluate("getComputedStyle(document.body).backgroundColor")
        for label in ("Deutsch", "pounds", "miles", "always dark"):
            seen.get_by_label(label).check()
        seen.get_by_role("button", name="Keep").click()
        expect(seen.locator("html")).to_have_attribute("data-ground", "dark")
        expect(seen.locator("html")).to_have_attribute("lang", "de")
        assert light != seen.evaluate("getComputedStyle(document.body).backgroundColor")
        seen.goto(site + "/")
        expect(seen.locator("h1")).to_have_text("Athleten")
    assert [] == complaints


def test_light_that_was_chosen_holds_where_the_device_is_dark(browser: Browser, site: str) -> None:
    with visited(browser, site + "/settings", dark=True) as (seen, _, _):
        dark = seen.evaluate("getComputedStyle(document.body).backgroundColor")
        seen.get_by_label("always light").check()
        seen.get_by_role("button", name="Keep").click()
        expect(seen.locator("html")).to_have_attribute("data-ground", "light")
        assert dark != seen.evaluate("getComputedStyle(document.body).backgroundColor")


def test_the_list_prints_on_paper_without_what_is_to_tap(browser: Browser, site: str) -> None:
    if browser.browser_type.name != "chromium":
        pytest.skip("only Chromium prints to PDF without a window")
    with visited(browser, site + "/") as (seen, _, _):
        paper = PdfReader(io.BytesIO(seen.pdf(prefer_css_page_size=True, format="A4")))
    words = " ".join(page.extract_text() for page in paper.pages)
    assert (True, True) == ("Flo Stopped" in words, "Answer the screen again" in words)
    assert not re.search(r"Make the plans|Add an athlete|Choose|Find", words)
    assert len(paper.pages) == 1
