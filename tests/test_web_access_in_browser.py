"""Coming in, as somebody does it in a browser: log in, be invited, share a link, log out; nobody is kept out."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from access_scenes import PASSWORD, Practice, practice, quick_hashes
from barriers import barriers_of, open_folds
from browser import DESK, PHONE, browser
from playwright.sync_api import Browser, Page, expect
from served import served, visited

__all__ = ["browser", "quick_hashes"]

pytestmark = pytest.mark.enable_socket
NEW = "another five words in a row"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Practice]:
    with practice(tmp_path / "store.sqlite3") as opened:
        yield opened


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


@pytest.mark.firefox
def test_a_coach_logs_in_and_comes_to_the_page_that_was_asked_for(browser: Browser, two: Practice) -> None:
    with served(two.store, accounts=True) as site, visited(browser, f"{site}/accounts", width=PHONE) as (page, _, complaints):
        assert f"{site}/login?next=%2Faccounts" == page.url
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        log_in(page, "Carla", "the wrong five words")
        expect(page.get_by_role("alert")).to_contain_text("do not belong together")
        log_in(page, "Carla")
        expect(page.get_by_role("heading", name="Your account")).to_be_visible()
        assert f"{site}/accounts" == page.url
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.get_by_role("button", name="Log out").click()
        expect(page.get_by_role("heading", name="Log in")).to_be_visible()
        page.goto(f"{site}/accounts")
        assert "/login" in page.url
    assert [] == [words for words in complaints if "401" not in words]


@pytest.mark.firefox
def test_a_password_sent_before_the_script_is_there_goes_nowhere(browser: Browser, two: Practice) -> None:
    with served(two.store, accounts=True) as site, visited(browser, f"{site}/login") as (page, _, _):
        page.route("**/scripts/**", lambda route: route.abort())
        page.reload()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.get_by_label("Name").fill("Carla")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Password").press("Enter")
        page.get_by_role("button", name="Log in").click(force=True)
        page.wait_for_timeout(300)
        assert ([], f"{site}/login") == (asked, page.url)


@pytest.mark.firefox
def test_an_athlete_is_invited_chooses_a_password_and_sees_their_page(browser: Browser, two: Practice) -> None:
    with served(two.store, accounts=True) as site:
        with visited(browser, f"{site}/login?next=/accounts") as (page, _, complaints):
            log_in(page, "Dan")
            page.get_by_text("Invite", exact=True).click()
            page.get_by_label("Name to log in with").fill("Bo the runner")
            page.get_by_role("button", name="Make the invitation of Bo").click()
            expect(page.get_by_text(re.compile("Send this address to Bo the runner"))).to_be_visible()
            address = page.get_by_label("Address").input_value()
        assert [] == complaints
        with visited(browser, address, width=PHONE) as (page, _, complaints):
            page.get_by_label("New password").fill(NEW)
            page.get_by_label("The same once more").fill("something else here")
            page.get_by_role("button", name="Keep it and log in").click()
            expect(page.get_by_role("alert")).to_contain_text("differ")
            page.get_by_label("The same once more").fill(NEW)
            page.get_by_role("button", name="Keep it and log in").click()
            page.wait_for_url(f"{site}/athletes/{two.bo}")
        assert [] == complaints


@pytest.mark.firefox
def test_a_link_is_made_followed_and_withdrawn(browser: Browser, two: Practice) -> None:
    path = f"/athletes/{two.ann}/links"
    with served(two.store) as site, visited(browser, site + path) as (page, context, complaints):
        page.get_by_label("Days until it ends").fill("3")
        page.get_by_role("button", name="Make the link").click()
        expect(page.get_by_text("It is shown only now")).to_be_visible()
        address = page.get_by_label("Address").input_value()
        stranger = context.new_page()
        stranger.goto(address)
        assert "Ann <b>: how it goes" == stranger.get_by_role("heading", level=1).inner_text()
        assert 0 == stranger.get_by_role("navigation").count()
        page.reload()
        page.on("dialog", lambda dialog: dialog.accept())
        page.get_by_role("button", name="Withdraw: How it goes").click()
        expect(page.get_by_text("There is none.")).to_be_visible()
        stranger.reload()
        expect(stranger.get_by_role("heading", name="Not shown")).to_be_visible()
        stranger.close()
    assert [] == [words for words in complaints if "404" not in words]


@pytest.mark.parametrize("dark", [False, True])
def test_nobody_is_kept_out_of_the_pages_of_coming_in(browser: Browser, two: Practice, dark: bool) -> None:
    found = []
    with served(two.store, accounts=True) as site, visited(browser, f"{site}/login", width=DESK, dark=dark, policy=False) as (page, _, _):
        for path in ("/login", "/accounts", f"/athletes/{two.ann}/links", "/phone", "/shared/nonsense"):
            if path == "/accounts":
                log_in(page, "Carla")
                page.wait_for_url(f"{site}/")
            page.goto(site + path)
            open_folds(page)
            found += [f"{path}: {words}" for words in barriers_of(page, "colours" if dark else "all")]
    assert [] == found
