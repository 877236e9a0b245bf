"""Chromium and Firefox for tests of pages: headless, and strict about what a page's policy forbids."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from barriers import Rules, barriers_of, open_folds
from playwright.sync_api import Browser, Page, sync_playwright

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK, PHONE = 1440, 390
SCREEN_PX = 900


def chromium_path() -> str:
    """Where Chromium is: named by HIPDRIVE_CHROMIUM, or found; empty where there is none."""
    return os.environ.get("HIPDRIVE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""


def firefox_path() -> str:
    """Where Firefox is: named by HIPDRIVE_FIREFOX, or found; empty where there is none."""
    return os.environ.get("HIPDRIVE_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox") or ""


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Chromium, one for each file of tests, then Firefox for those marked with it; a test skips where the browser is not there.

    `pytest_generate_tests` in conftest.py says which.
    """
    settings = launch_settings(request.param)
    with sync_playwright() as playwright:
        started = getattr(playwright, request.param).launch(**settings)
        yield started
        started.close()


def launch_settings(kind: str) -> dict[str, Any]:
    """How a browser ('chromium', 'firefox') is started; the test that asks skips where it is not there."""
    name, package, path = ("Firefox", "firefox-esr", firefox_path()) if kind == "firefox" else ("Chromium", "chromium", chromium_path())
    if not path:
        pytest.skip(
            f"{name} was not found: this test looks at a page in it (on Debian: apt install {package}, or set HIPDRIVE_{name.upper()})"
        )
    return {"executable_path": path} | ({"channel": "moz-firefox"} if kind == "firefox" else {"args": list(QUIET)})


@contextmanager
def opened(
    browser: Browser, page: Path, *, width: int = DESK, dark: bool = False, policy: bool = True, still: bool = False, script: bool = True
) -> Iterator[tuple[Page, list[str]]]:
    """A page as somebody sees it, and what the browser complains of.

    Args:
        browser: Chromium.
        page: The file.
        width: px of the window.
        dark: Whether the reader prefers dark ground.
        policy: Whether the page's own policy holds; without it a test may put its tools into the page.
        still: Whether the reader wants no motion.
        script: Whether scripts run.
    """
    context = browser.new_context(
        viewport={"width": width, "height": SCREEN_PX},
        color_scheme="dark" if dark else "light",
        bypass_csp=not policy,
        offline=True,
        reduced_motion="reduce" if still else "no-preference",
        java_script_enabled=script,
    )
    seen = context.new_page()
    complaints: list[str] = []
    seen.on("console", lambda message: complaints.append(message.text))
    seen.on("pageerror", lambda error: complaints.append(str(error)))
    seen.on("request", lambda request: complaints.append(request.url) if not request.url.startswith(("file:", "data:")) else None)
    seen.goto(page.as_uri())
    yield seen, complaints
    context.close()


def barriers(browser: Browser, page: Path, *, dark: bool, rules: Rules = "all") -> list[str]:
    """What keeps people out of a page, all folds open."""
    with opened(browser, page, dark=dark, policy=False) as (seen, _):
        open_folds(seen)
        return barriers_of(seen, rules)
