"""The web as a browser meets it: a real server on a free port, and a page of it with what the browser complains of."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import uvicorn
from barriers import Rules, barriers_of, open_folds
from browser import DESK, PHONE, SCREEN_PX
from playwright.sync_api import Browser, BrowserContext, Page, Request

from hipdrive.store import Store
from hipdrive.web import create_app
from hipdrive.web.network.address import HERE, listening

LONGEST_S = 20
ICON = "/favicon.ico"
"""What Firefox asks for of its own accord; the policy of a page that stands alone forbids it, and Firefox says so."""
NO_SUCH_PAGE = "404 (Not Found)"
"""What Chromium says of a page that tells people that there is nothing."""
Look = tuple[int, str, Rules]
LOOKS: Mapping[str, tuple[Look, ...]] = {
    "en-GB": ((DESK, "light", "all"), (PHONE, "dark", "colours")),
    "de-DE": ((PHONE, "light", "words"),),
}
"""Language of the browser -> widths, grounds, and rules that can end differently; German words are longest where there is least room."""


@contextmanager
def served(store: Store, *, port: int = 0, accounts: bool = False, called_at: Sequence[int] = ()) -> Iterator[str]:
    """Address of the program over a store, without the slash at its end; stopped afterwards. Mark the test with enable_socket.

    Args:
        store: Open.
        port: Where; 0 for any free place.
        accounts: Whether one must log in.
        called_at: Ports of lines that lead to it.
    """
    with listening(port) as place:
        here = place.getsockname()[1]
        app = create_app(store, hosts=[f"{name}:{at}" for name in HERE for at in (here, *called_at)], accounts=accounts)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
        thread.start()
        try:
            yield f"http://{HERE[0]}:{here}"
        finally:
            server.should_exit = True
            thread.join(LONGEST_S)


@contextmanager
def visited(
    browser: Browser,
    address: str,
    *,
    width: int = DESK,
    dark: bool = False,
    policy: bool = True,
    locale: str = "en-GB",
    settled: bool = False,
) -> Iterator[tuple[Page, BrowserContext, list[str]]]:
    """A page of the server, its browser context, and what the browser complains of: errors, and anything asked of another machine.

    Args:
        browser: Chromium or Firefox.
        address: Of the page, with the server's.
        width: px of the window.
        dark: Whether the reader prefers dark ground.
        policy: Whether the page's own policy holds; without it a test may put its tools into the page.
        locale: The browser's language.
        settled: Whether to wait until all is answered that the page asked for.
    """
    scheme = "dark" if dark else "light"
    window = {"width": width, "height": SCREEN_PX}
    context = browser.new_context(viewport=window, color_scheme=scheme, bypass_csp=not policy, locale=locale)  # type: ignore[arg-type]
    if dark and browser.browser_type.name == "firefox":  # which takes no wish for dark ground from a test, so the reader chooses it here
        context.add_cookies([{"name": "choices", "value": "ground=dark", "url": address}])
    seen, complaints = context.new_page(), list[str]()
    home = "/".join(address.split("/")[:3])

    def complained(words: str) -> None:
        if ICON not in words:
            complaints.append(words)

    seen.on("console", lambda message: complained(message.text) if message.type in {"error", "warning"} else None)
    seen.on("pageerror", lambda error: complained(str(error)))
    seen.on("request", lambda asked: None if asked.url.startswith((home, "data:", "blob:")) else complaints.append(asked.url))
    underway = set[Request]()

    def over(asked: Request) -> None:
        underway.discard(asked)

    seen.on("request", lambda asked: underway.add(asked))  # noqa: PLW0108  a handler is a function of Python alone
    seen.on("requestfinished", over)
    seen.on("requestfailed", over)
    seen.goto(address)
    while settled and underway:
        seen.wait_for_timeout(10)
    yield seen, context, complaints
    context.close()


def barriers_served(browser: Browser, address: str, *, width: int = DESK, dark: bool = False, rules: Rules = "all") -> list[str]:
    """What keeps people out of a served page, all folds open."""
    with visited(browser, address, width=width, dark=dark, policy=False, settled=True) as (seen, _, _):
        open_folds(seen)
        return barriers_of(seen, rules)


def barriers_in_every_look(browser: Browser, address: str) -> list[str]:
    """What keeps people out of a served page under its own policy: light and dark, wide and narrow, in English and German.

    What does not fit into the window and what the browser complains of count too.
    """
    found = []
    for locale, looks in LOOKS.items():
        with visited(browser, address, locale=locale, settled=True) as (seen, _, complaints):
            open_folds(seen)
            for width, ground, rules in looks:
                seen.set_viewport_size({"width": width, "height": SCREEN_PX})
                seen.evaluate("ground => { document.documentElement.dataset.ground = ground }", ground)
                look = f"{locale}, {width} px, {ground}"
                found += [f"{look}: {words}" for words in barriers_of(seen, rules)]
                if not seen.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
                    found.append(f"{look}: something is cut off at the side")
            found += [f"{locale}: {words}" for words in complaints if NO_SUCH_PAGE not in words]
    return found
