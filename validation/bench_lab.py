"""Times the lab from the hand to the painted curve: `python -m validation.bench_lab`.

One user moves every slider of every exercise in Chromium, first while a recording is solved beside it, then while two more move
handles all the time, then both. Needs Chromium and the development tools; takes some minutes.
"""

import multiprocessing
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event, Semaphore

import httpx2
import uvicorn
from playwright.sync_api import Page, sync_playwright

from hipdrive import coach
from hipdrive.exercise import shipped_exercises
from hipdrive.web import create_app
from hipdrive.web.network.address import HERE, listening

from .row import Row, as_text

ASKED_MS = 100.0
CHROMIUM = ("--no-sandbox", "--disable-gpu")
STEPS = 1
"""Steps of each slider, one after the other."""
PAINTS_S = 0.025
"""What another user's browser, on a machine of its own, takes to paint an answer before it asks anew: as long as ours does."""
LONGEST_MS = 90_000
BESIDE = "import os; os.nice(10)\nfrom hipdrive import coach\nwhile True: coach.demo()"
MOVES = """
async (steps) => {
  const painted = () => new Promise((resolve) => {
    const seen = new MutationObserver(() => {
      seen.disconnect();
      requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve; port2.postMessage(0); });
    });
    seen.observe(document.querySelector('#said'), { childList: true, characterData: true, subtree: true });
  });
  const times = [];
  for (const input of document.querySelectorAll('#form .row:not([hidden]) input[type=range]')) {
    const up = Number(input.value) + steps * Number(input.step) <= Number(input.max);
    for (let step = 0; step < steps; step += 1) {
      const start = performance.now();
      const there = painted();
      if (up) input.stepUp(); else input.stepDown();
      input.dispatchEvent(new Event('input'));
      await there;
      times.push(performance.now() - start);
      await new Promise((rest) => setTimeout(rest, 15));
    }
  }
  return times;
}
"""
"""Moves each slider by a few steps, each as soon as the last one's answer was painted; ms from the input to after the paint."""


def strength_exercises() -> list[str]:
    """Ids of all that have load curves."""
    return sorted(exercise.id for exercise in shipped_exercises().values() if exercise.kind == "strength")


@contextmanager
def serving() -> Iterator[str]:
    """The program over an empty store."""
    with tempfile.TemporaryDirectory() as folder, coach.open_store(f"{folder}/store.sqlite3") as store, listening(0) as place:
        port = place.getsockname()[1]
        app = create_app(store, hosts=[f"{name}:{port}" for name in HERE])
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
        thread.start()
        yield f"http://{HERE[0]}:{port}"
        server.should_exit = True
        thread.join()


@contextmanager
def solving_beside() -> Iterator[None]:
    """Recordings are solved one after the other by a process that gives way, as those of the web do."""
    with subprocess.Popen([sys.executable, "-c", BESIDE], stdout=subprocess.DEVNULL) as process:
        try:
            yield
            if process.poll() is not None:
                sys.exit("nothing was solved beside: the figures would say nothing")
        finally:
            process.kill()


@contextmanager
def others(site: str, count: int) -> Iterator[list[float]]:
    """Further users who never let go of a handle; the times (ms) of their answers, once they have.

    Each is a process, as nobody's browser shares Python's lock with the server.
    """
    context = multiprocessing.get_context("spawn")
    begun, done, told, times = context.Semaphore(0), context.Event(), context.Queue(), list[float]()
    users = [context.Process(target=_asks, args=(site, number, (begun, done), told), daemon=True) for number in range(count)]
    for user in users:
        user.start()
    for _ in users:
        begun.acquire()
    yield times
    done.set()
    for _ in users:
        times += told.get()


def _asks(site: str, number: int, told_when: tuple[Semaphore, Event], told: "Queue[list[float]]") -> None:
    """What one of them does; the first answer, for which processes start, does not count."""
    times, exercises = list[float](), strength_exercises()
    begun, done = told_when
    with httpx2.Client(base_url=site, timeout=90.0) as client:
        while not done.is_set():
            turn, start = len(times), time.perf_counter()
            shown = {"page": f"user number {number}", "settled": False, "moment": turn % 10 / 10}
            client.post(f"/api/exercises/{exercises[turn // 20 % len(exercises)]}/lab", json=shown).raise_for_status()
            times.append(1000.0 * (time.perf_counter() - start))
            if len(times) == 1:
                begun.release()
            time.sleep(PAINTS_S)
    told.put(times[1:])


def moved(page: Page, site: str, exercise: str) -> list[float]:
    """Times (ms) from hand to painted curve of every slider of an exercise."""
    page.goto(f"{site}/exercises/{exercise}/lab")
    page.wait_for_selector("#sentences li", timeout=LONGEST_MS)
    times: list[float] = page.evaluate(MOVES, STEPS)
    return times


def all_moved(page: Page, site: str) -> dict[str, list[float]]:
    """Those of every exercise."""
    return {exercise: moved(page, site, exercise) for exercise in strength_exercises()}


def p95(times: list[float]) -> float:
    """What 95 of 100 keep."""
    return statistics.quantiles(times, n=20)[-1]


def main() -> None:
    """Print the table."""
    rows: list[Row] = []
    with serving() as site, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM))
        page = chromium.new_page()
        with solving_beside():
            beside = all_moved(page, site)
        with others(site, 2) as answered:
            shared = all_moved(page, site)
        with solving_beside(), others(site, 2):
            both = all_moved(page, site)
        chromium.close()
    for name, found, high in (
        ("one user beside a recording", beside, ASKED_MS),
        ("three users", shared, ASKED_MS),
        ("three users beside a recording", both, None),
    ):
        every = [time_ms for times in found.values() for time_ms in times]
        rows.append(Row(quantity=f"{name}, {len(every)} moves: p95 (ms)", reached=p95(every), digits=0, high=high))
        rows.append(Row(quantity=f"{name}: median (ms)", reached=statistics.median(every), digits=0))
        slowest = max(found, key=lambda exercise: p95(found[exercise]))
        rows.append(Row(quantity=f"{name}, slowest exercise ({slowest}): p95 (ms)", reached=p95(found[slowest]), digits=0))
    rows.append(Row(quantity=f"the two others, {len(answered)} answers: p95 (ms)", reached=p95(answered), digits=0, high=ASKED_MS))
    print(as_text("From the hand to the painted curve", tuple(rows)))
    sys.exit(any(row.missed for row in rows))


if __name__ == "__main__":
    main()
