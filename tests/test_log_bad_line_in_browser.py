"""The gym logger on a bad line, in both browsers: without signal, silent, with answers lost, the server killed; each set is stored once."""

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bad_line import BadLine, bad_line, served_behind
from browser import browser, launch_settings
from log_scenes import LOG, WHOLE, add_ann, all_sent, do_sets, done_of, logging, send_now, skip_rest, start, stored, worker_ready
from playwright.sync_api import Browser, BrowserType, Page, Route

from hipdrive import coach
from hipdrive.store import Store
from hipdrive.web.network.address import HERE

__all__ = ["browser"]

pytestmark = [pytest.mark.enable_socket, pytest.mark.firefox]

LONGEST_S = 20.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with coach.open_store(str(tmp_path / "store.sqlite3")) as opened:
        add_ann(opened)
        yield opened


@pytest.fixture
def line() -> Iterator[BadLine]:
    with bad_line() as opened:
        yield opened


def test_sets_done_while_the_line_is_cut_are_sent_when_it_is_back(browser: Browser, store: Store, line: BadLine) -> None:
    with served_behind(line, store) as site, logging(browser, site) as page:
        worker_ready(page)
        start(page)
        do_sets(page, 2)
        all_sent(page)
        line.cut()
        do_sets(page, 2)
        page.locator("[data-state=waiting]").nth(1).wait_for()
        page.reload()
        do_sets(page, 1)
        assert WHOLE[:2] == done_of(stored(store)[0])
        line.mend()
        send_now(page)
    assert [WHOLE[:5]] == [done_of(session) for session in stored(store)]


def test_a_browser_that_was_closed_without_signal_opens_with_all_sets_and_the_rest_that_runs(
    browser: Browser, store: Store, line: BadLine, tmp_path: Path
) -> None:
    kind, folder = browser.browser_type, str(tmp_path / "phone")
    with served_behind(line, store) as site:
        with kept_phone(kind, folder) as page:
            page.goto(site + LOG)
            worker_ready(page)
            start(page)
            line.cut()
            do_sets(page, 2)
            page.get_by_role("timer").wait_for()
        with kept_phone(kind, folder) as page:
            page.goto(site + LOG)
            page.get_by_role("timer").wait_for()
            assert 2 == page.locator("[data-piece]").count()
            do_sets(page, 2)
            line.mend()
            send_now(page)
    assert [WHOLE[:4]] == [done_of(session) for session in stored(store)]


@contextmanager
def kept_phone(kind: BrowserType, folder: str) -> Iterator[Page]:
    """A browser whose folder stays when it is closed."""
    started = kind.launch_persistent_context(folder, locale="en-GB", **launch_settings(kind.name))
    try:
        yield started.new_page()
    finally:
        started.close()


def test_an_answer_that_is_lost_is_asked_for_again_and_doubles_nothing(browser: Browser, store: Store, line: BadLine) -> None:
    with served_behind(line, store) as site, logging(browser, site) as page:
        start(page)
        line.answers_to_lose = 2
        do_sets(page, 3)
        all_sent(page)
    assert (2, [WHOLE[:3]]) == (line.lost, [done_of(session) for session in stored(store)])


def test_a_line_that_accepts_and_stays_silent_loses_nothing(browser: Browser, store: Store, line: BadLine) -> None:
    with served_behind(line, store) as site, logging(browser, site) as page:
        start(page)
        line.silence()
        do_sets(page, 2)
        page.locator("[data-state=waiting]").nth(1).wait_for()
        assert line.swallowed.wait(LONGEST_S)
        assert [] == stored(store)
        line.mend()
        send_now(page)
    assert [WHOLE[:2]] == [done_of(session) for session in stored(store)]


def test_a_server_killed_at_the_tap_and_started_again_has_every_set_once(browser: Browser, tmp_path: Path) -> None:
    db = tmp_path / "killed.sqlite3"
    with coach.open_store(str(db)) as store:
        add_ann(store)
    with socket.create_server((HERE[0], 0)) as free:
        port = free.getsockname()[1]
    site = f"http://{HERE[0]}:{port}"

    def kill_first(route: Route) -> None:
        server.kill()
        route.continue_()

    with serving(db, port) as server, logging(browser, site) as page:
        start(page)
        do_sets(page, 2)
        skip_rest(page)
        page.route(re.compile(r"/sets/"), kill_first)
        with page.expect_event("requestfailed"):
            do_sets(page, 1)
        server.wait()
        page.unroute_all()
        page.locator("[data-state=waiting]").first.wait_for()
        with serving(db, port):
            send_now(page)
    with coach.open_store(str(db)) as store:
        assert [WHOLE[:3]] == [done_of(session) for session in stored(store)]


@contextmanager
def serving(db: Path, port: int) -> "Iterator[subprocess.Popen[str]]":
    """The program as a process of its own, until it answers; killed at the end."""
    words = [sys.executable, "-m", "hipdrive", "serve", "--port", str(port), "--no-browser", "--db", str(db)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert str(port) in server.stdout.readline()
        try:
            yield server
        finally:
            server.kill()
