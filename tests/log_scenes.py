"""Ann with a plan whose session is today's, the gym logger open in a browser, and what a thumb does there."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from browser import PHONE, SCREEN_PX
from follow_scenes import cables, dose_range, line
from playwright.sync_api import Browser, BrowserContext, Error, Page
from store_work import ask_on, do_on

from hipdrive.contract.plans.plan import DosedLineDocument
from hipdrive.contract.plans.programme import programme_line_document
from hipdrive.contract.plans.swap import KeptDocument, SwapDocument, SwapsDocument
from hipdrive.contract.wire import plain_of
from hipdrive.language import en
from hipdrive.store import PlanRecord, Store, add_person, add_plan, list_sessions
from hipdrive.training import SessionRecord
from hipdrive.web.jobs.stand_ins import StandIns

ANN = UUID("00000000-0000-4000-8000-0000000000a1")
LOG = f"/athletes/{ANN}/log"
MARCH = 2
SIX_CABLE = [("cable_hip_flexion", side, 5) for _ in range(3) for side in ("left", "right")]
WHOLE = [*SIX_CABLE, *[("bent_knee_march", "both", 20)] * MARCH]
"""What the whole session asks: exercise, side and repetitions of each set."""


def plan_of(today: date, *, march_sets: int = MARCH, hold: bool = False) -> PlanRecord:
    """Cable for each side and marching, today and on the same day of the next weeks; or a hold alone."""
    march = line(f"bent_knee_march alt {march_sets}x20 @bodyweight", allowed=dose_range(sets=(1, 20), reps=(10, 20)))
    held = line("plank_hip_flexion L 1x2 hold 3s rest 30s", allowed=dose_range(sets=(1, 2), reps=(1, 3), hold_s=(3, 5)))
    programme = (held,) if hold else (*cables(), march)
    sessions = [
        {
            "week": week,
            "day": 1,
            "date": (today + timedelta(days=7 * (week - 1))).isoformat(),
            "lines": [{"exercise": one.exercise, "side": one.side, "dose": str(one.dose)} for one in programme],
        }
        for week in range(1, 5)
    ]
    document = {
        "schema": "hipdrive.plan/1",
        "goal": "distance",
        "weeks": 4,
        "sessions": sessions,
        "retest_at": {"week": 4, "day": 3, "date": (today + timedelta(days=23)).isoformat()},
    }
    return PlanRecord(starts_on=today, document=document, programme=tuple(plain_of(programme_line_document(one)) for one in programme))


def stand_in_of(side: str) -> SwapDocument:
    """The kettlebell in place of the cable, as a search would find it."""
    dose = f"kettlebell_hip_flexion {side[0].upper()} 3x6 @8kg rest 60s rir 2"
    instead = DosedLineDocument(
        exercise="kettlebell_hip_flexion",
        name=en("Hip flexion with a kettlebell"),
        side=side,
        dose=dose,
        set_up={"weight_kg": 8.0, "weight_at": "toes"},
        stop_for=(),
    )
    return SwapDocument(
        exercise="cable_hip_flexion",
        name=en("cable hip flexion"),
        side=side,
        dose=f"cable_hip_flexion {side[0].upper()} 3x5 @10kg rir 2",
        instead=instead,
        target="mid",
        kept=KeptDocument(early=0.5, mid=0.9, end=0.3),
        says=en("instead of the cable: the kettlebell"),
    )


@pytest.fixture(autouse=True)
def searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a search would find, at once: searching takes half a minute of this machine."""
    sides = tuple(stand_in_of(side) for side in ("left", "right"))
    found = SwapsDocument(athlete="Ann", on=date.today(), without=("cable machine",), swaps=sides)  # noqa: DTZ011  as below

    async def at_once(*_: object, **__: object) -> tuple[SwapsDocument, ...]:
        return (found,)

    monkeypatch.setattr(StandIns, "of", at_once)


def add_ann(store: Store, **plan: Any) -> None:  # noqa: ANN401  as plan_of takes it
    """Ann, whose plan starts today."""
    today = date.today()  # noqa: DTZ011  the day of the machine, which is that of the browser too
    do_on(today, store, add_person, name="Ann", sex="female", height_m=1.7, consent_on=date(2025, 1, 5), mass_kg=62.0, uid=ANN)
    do_on(today, store, add_plan, "Ann", plan_of(today, **plan))


def stored(store: Store) -> list[SessionRecord]:
    """Ann's sessions that count."""
    return [entry.value for entry in ask_on(date.today(), store, list_sessions, "Ann")]  # noqa: DTZ011  as above


def done_of(session: SessionRecord) -> list[tuple[str, str, int | None]]:
    """Exercise, side and repetitions of each set."""
    return [(done.exercise, done.side, done.reps) for done in session.sets]


def phone(browser: Browser, **settings: Any) -> BrowserContext:  # noqa: ANN401  as Playwright takes them
    """A phone of its own."""
    return browser.new_context(viewport={"width": PHONE, "height": SCREEN_PX}, locale="en-GB", **settings)


@contextmanager
def logging(browser: Browser, address: str, **settings: Any) -> Iterator[Page]:  # noqa: ANN401  as phone
    """The logger as a phone shows it."""
    context = phone(browser, **settings)
    page = context.new_page()
    page.goto(address + LOG)
    yield page
    context.close()


def primary(page: Page) -> None:
    """Tap the large button, whatever it says."""
    page.locator("#now button.main").click()


def start(page: Page) -> None:
    page.get_by_role("button", name="Start session").click()
    page.get_by_role("button", name="Set done").wait_for()


def do_sets(page: Page, count: int) -> None:
    """Do so many sets as asked, without waiting for the rests; each is waited for until it is kept."""
    before = page.locator("[data-piece]").count()
    for number in range(before + 1, before + count + 1):
        skip_rest(page)
        tap_at_once(page, "Set done")
        page.wait_for_function("count => document.querySelectorAll('[data-piece]').length >= count", arg=number)


def skip_set(page: Page) -> None:
    """Skip the set that is shown, and wait until that is kept."""
    kept = page.locator("[data-piece]").count()
    page.get_by_role("button", name="Skip this set").click()
    page.wait_for_function("count => document.querySelectorAll('[data-piece]').length > count", arg=kept)


def skip_rest(page: Page) -> None:
    """Leave the rest behind if there is one."""
    go_on, done = page.get_by_role("button", name="Start the next set now"), page.get_by_role("button", name="Set done")
    go_on.or_(done).first.wait_for()
    if go_on.count():
        tap_at_once(page, "Start the next set now")
        done.wait_for()


def tap_at_once(page: Page, name: str) -> None:
    """Tap a large button, which takes no tap in its first moment, without waiting for that."""
    page.evaluate("name => { [...document.querySelectorAll('#now button')].find(one => one.textContent === name).onclick() }", name)


def wait_until(page: Page, condition: str) -> None:
    """Wait until a function of the page, which may be asynchronous, says true; a page that loads itself anew meanwhile is asked again."""
    asked = (
        "async () => { const end = performance.now() + 20000;"
        f" while (!(await ({condition})())) {{"
        " if (performance.now() > end) throw new Error('waited in vain');"
        " await new Promise(done => setTimeout(done, 20)); } }"
    )
    for last in (False, False, True):
        try:
            page.evaluate(asked)
        except Error as error:
            if last or "navigation" not in str(error):
                raise
            page.wait_for_load_state()
        else:
            return


def all_sent(page: Page) -> None:
    """Wait until the page says so."""
    page.locator("#status", has_text=re.compile("All sent|Alles gesendet")).wait_for()


def send_now(page: Page) -> None:
    """Tap what sends at once, if the page has not sent everything by itself meanwhile, and wait until all is sent."""
    page.evaluate("[...document.querySelectorAll('button')].find(made => made.textContent === 'Send now')?.click()")
    all_sent(page)


def worker_ready(page: Page) -> None:
    """Wait until the page is kept on the phone."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
