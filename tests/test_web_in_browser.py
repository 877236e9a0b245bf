"""The web in a browser: its pages open, complain of nothing, and keep nobody out in any look."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from browser import PHONE, browser
from fastapi.routing import APIRoute
from log_scenes import searched
from playwright.sync_api import Browser
from served import barriers_in_every_look, barriers_served, served, visited
from web_scenes import ANN, KNOWN, LATER, asking, fill_ann

from hipdrive import coach
from hipdrive.web import create_app

__all__ = ["browser", "searched"]

pytestmark = pytest.mark.enable_socket
LONGEST_S = 300.0
"""Until a page of a run is drawn, however busy the machine."""
VALUES: Mapping[str, object] = {name: values[0] for name, values in KNOWN.items()} | {
    "run": LATER,
    "token": "nonsense",
    "name": "page.js",
    "size": 192,
}
"""Parameter of an address -> a value that hits; nonsense shows what is told to whoever has nothing."""
OPENED = (
    "/athletes/{athlete}/tests?test=isometric_hip_flexion",
    "/athletes/{athlete}/plan?scenario=all_good",
    "/athletes/{athlete}/plan/new?own=banana",
)
"""What pages show when somebody asks for more."""
FILE = re.compile(r"\.\w+$")
"""How the address of a file ends, which is no page."""
OK = 200
PARTS = 4
"""In which the pages are looked at, so that several processes share them."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """The program with an athlete in it."""

    address: str
    pages: Mapping[str, int]
    """Every address outside the API at which the program declares that somebody may open a page, with its values, and its HTTP status."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    with coach.open_store(str(tmp_path / "store.sqlite3")) as store, served(store) as address:
        yield address


@pytest.fixture(scope="module")
def anns(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with coach.open_store(str(tmp_path_factory.mktemp("ann") / "store.sqlite3")) as store:
        fill_ann(asking(store), store)
        app = create_app(store, hosts=[])
        inside = (route for router in app.routes for route in getattr(getattr(router, "original_router", None), "routes", ()))
        declared = {route.path for route in inside if isinstance(route, APIRoute) and "GET" in (route.methods or ())}
        paths = sorted(filled(path) for path in declared if not path.startswith("/api/") and not FILE.search(path))
        with served(store) as address:
            answers = {path: httpx2.get(address + path, timeout=LONGEST_S, follow_redirects=True) for path in paths}
            pages = {path: answer for path, answer in answers.items() if "text/html" in answer.headers.get("content-type", "")}
            yield Site(address=address, pages={path: answer.status_code for path, answer in pages.items()})


def filled(address: str) -> str:
    """An address with its values; one that is missing calls for a line in VALUES."""
    return re.sub(r"\{(\w+)(:path)?\}", lambda part: str(VALUES[part[1]]), address)


@pytest.mark.firefox
@pytest.mark.parametrize("page", ["/", "/exercises", "/exercises/standing_march", "/loads"])
def test_a_page_opens_and_asks_no_other_machine(browser: Browser, site: str, page: str) -> None:
    with visited(browser, site + page, width=PHONE) as (seen, _, complaints):
        assert seen.title()
        assert seen.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert [] == complaints


@pytest.mark.firefox
def test_the_first_page_keeps_nobody_out(browser: Browser, site: str) -> None:
    assert [] == barriers_served(browser, site + "/")


def test_no_page_of_the_program_is_left_out(anns: Site) -> None:
    assert {"/", "/settings", "/exercises", "/loads", "/accounts", "/login", "/phone", f"/athletes/{ANN}/runs/{LATER}"} <= set(anns.pages)
    assert {} == {page: status for page, status in anns.pages.items() if status != OK and str(VALUES["token"]) not in page}


@pytest.mark.firefox
def test_the_page_of_an_athlete_keeps_nobody_out_in_any_look(browser: Browser, anns: Site) -> None:
    assert [] == barriers_in_every_look(browser, f"{anns.address}/athletes/{ANN}")


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_keeps_anybody_out_in_any_look(browser: Browser, anns: Site, part: int) -> None:
    pages = [*anns.pages, *map(filled, OPENED)][part::PARTS]
    assert {} == {page: found for page in pages if (found := barriers_in_every_look(browser, anns.address + page))}
