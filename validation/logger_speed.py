"""How soon the gym logger can be used on a slow phone and line, and how many bytes it takes: `python -m validation.logger_speed ADDRESS`.

The line is one of 1.6 Mbit/s with 150 ms there and back, the processor four times slower. The address is that of a page that
`hipdrive serve` answers with, such as http://127.0.0.1:8765/athletes/ID/log.
"""

import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

LINE = {"latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
"""ms; bytes/s."""
SLOWER = 4
TIMES = 3
WATCH = """
new MutationObserver((_, seen) => {
  if (!document.querySelector('#now button')) return;
  seen.disconnect();
  const painted = new MessageChannel();
  painted.port1.onmessage = () => (window.usableMs = performance.now());
  requestAnimationFrame(() => painted.port2.postMessage(0));
}).observe(document, { childList: true, subtree: true });
"""
"""Looks from within the page: what a driver of browsers puts into it to ask again and again costs a sixth of a second here."""
ENOUGH_MS = 3000
PATHS = ("chromium", "chromium-browser")
ARGS = ["--no-sandbox", "--disable-gpu"]


def main() -> None:
    """Print the medians."""
    address = sys.argv[1]
    seen: dict[str, list[float]] = {"first visit": [], "later": [], "without signal": []}
    sizes = []
    with sync_playwright() as playwright:
        for _ in range(TIMES):
            with tempfile.TemporaryDirectory() as folder:
                opened = playwright.chromium.launch_persistent_context(folder, executable_path=_chromium(), args=ARGS)
                opened.add_init_script(WATCH)
                sizes.append(_visits(opened, address, seen))
                opened.close()
    for what, times_ms in seen.items():
        print(f"{what:15} {statistics.median(times_ms):6.0f} ms  ({min(times_ms):.0f} to {max(times_ms):.0f})")
    print(f"over the wire   {statistics.median(sizes) / 1000:6.1f} kB")


def _visits(phone: BrowserContext, address: str, seen: dict[str, list[float]]) -> float:
    """One phone: the first visit, a later one, and one without signal; bytes of the first."""
    page = phone.new_page()
    bytes_: list[int] = []
    page.on("response", lambda answer: bytes_.append(_size(answer)) if "worker" not in answer.url else None)
    slow(phone, page)
    seen["first visit"].append(_usable(page, address))
    first = sum(bytes_)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    for what in ("later", "without signal"):
        phone.set_offline(what == "without signal")
        later = phone.new_page()
        slow(phone, later, offline=what == "without signal")
        seen[what].append(_usable(later, address))
        later.close()
    return float(first)


def _size(answer: Any) -> int:  # noqa: ANN401  what Playwright hands over
    sizes = answer.request.sizes()
    return int(sizes["responseBodySize"] + sizes["responseHeadersSize"])


def slow(phone: BrowserContext, page: Page, *, offline: bool = False) -> None:
    """Give a page the line and the processor of the claim."""
    session = phone.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {"offline": offline, **LINE})
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _usable(page: Page, address: str) -> float:
    """Time from asking for the page until its first button is painted (ms)."""
    page.goto(address, wait_until="commit")
    page.wait_for_timeout(ENOUGH_MS)
    return float(page.evaluate("window.usableMs"))


def _chromium() -> str:
    import shutil  # noqa: PLC0415  only where it is looked for

    found = next(filter(None, map(shutil.which, PATHS)), None)
    if found is None:
        raise SystemExit("Chromium was not found")
    return str(Path(found))


if __name__ == "__main__":
    main()
