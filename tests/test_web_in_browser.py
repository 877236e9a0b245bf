"""The web in a browser: its pages open, complain of nothing, and keep nobody out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import PHONE, browser
from playwright.sync_api import Browser
from served import barriers_served, served, visited

from hipdrive import coach

__all__ = ["browser"]

pytestmark = [pytest.mark.enable_socket, pytest.mark.firefox]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    with coach.open_store(str(tmp_path / "store.sqlite3")) as store, served(store) as address:
        yield address


@pytest.mark.parametrize("page", ["/", "/exercises", "/exercises/standing_march", "/loads"])
def test_a_page_opens_and_asks_no_other_machine(browser: Browser, site: str, page: str) -> None:
    with visited(browser, site + page, width=PHONE) as (seen, _, complaints):
        assert seen.title()
        assert seen.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert [] == complaints


def test_the_first_page_keeps_nobody_out(browser: Browser, site: str) -> None:
    assert [] == barriers_served(browser, site + "/")
