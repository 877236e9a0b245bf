"""The gym logger in a browser: whatever happens to phone, network and server, the store ends up with exactly the sets that were tapped."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from barriers import barriers_of, open_folds
from browser import browser
from log_scenes import (
    LOG,
    WHOLE,
    add_ann,
    all_sent,
    do_sets,
    done_of,
    logging,
    phone,
    primary,
    searched,
    send_now,
    skip_rest,
    skip_set,
    start,
    stored,
    wait_until,
    worker_ready,
)
from playwright.sync_api import Browser, Page, Route
from served import served

from hipdrive import coach
from hipdrive.store import Store
from hipdrive.training import parse_set

__all__ = ["browser", "searched"]

pytestmark = pytest.mark.enable_socket
SETS = re.compile(r"/sets/")
PAGES = "(() => caches.keys().then(names => names.filter(name => !name.endsWith(' choices'))))"
"""Versions of the page that are kept; what can be chosen beside it is kept once."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with coach.open_store(str(tmp_path / "store.sqlite3")) as opened:
        add_ann(opened)
        yield opened


@pytest.fixture
def site(store: Store) -> Iterator[str]:
    with served(store) as address:
        yield address


@pytest.mark.firefox
def test_a_whole_session_is_stored_as_it_was_tapped(browser: Browser, store: Store, site: str) -> None:
    with logging(browser, site) as page:
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        start(page)
        page.get_by_role("button", name="Reps: more").click()
        page.get_by_role("button", name="Load: less").click()
        page.get_by_role("button", name="Reps left in you: more").click()
        page.get_by_text("Pain or lost form").click()
        page.get_by_role("button", name="Pain (0 to 10): more").click()
        page.get_by_role("combobox", name="Where").select_option("groin")
        page.get_by_role("button", name="no twist").click()
        do_sets(page, 1)
        skip_rest(page)
        skip_set(page)
        do_sets(page, len(WHOLE) - 2)
        page.get_by_role("button", name="Pain after the session: more").click()
        page.get_by_role("combobox", name="Side", exact=True).select_option("left")
        page.get_by_label("Your note").fill("tired <b>")
        page.get_by_role("button", name="Finish session").click()
        page.get_by_text("Next session:").wait_for()
        all_sent(page)
        assert [] == complaints
    (session,) = stored(store)
    first, second, *rest = session.sets
    assert (6, "9.5kg", 2.0, ("no twist",)) == (first.reps, str(first.load), first.rir, first.faults)
    assert (True, "right") == (second.skipped, second.side)
    assert WHOLE[2:] == [(done.exercise, done.side, done.reps) for done in rest]
    felt = [(pain.when, pain.level, pain.site, pain.side, pain.exercise) for pain in session.pains]
    assert [("during", 1, "groin", "left", "cable_hip_flexion"), ("after", 1, "elsewhere", "left", None)] == felt
    assert ("tired <b>", date.today()) == (session.note, session.on)  # noqa: DTZ011  the day of this machine is the phone's


def test_sets_done_without_signal_are_sent_when_it_is_back(browser: Browser, store: Store, site: str) -> None:
    with logging(browser, site) as page:
        worker_ready(page)
        start(page)
        do_sets(page, 2)
        all_sent(page)
        page.context.set_offline(True)
        do_sets(page, 3)
        page.locator("[data-state=waiting]").nth(2).wait_for()
        page.reload()
        do_sets(page, 1)
        assert WHOLE[:2] == done_of(stored(store)[0])
        page.context.set_offline(False)
        all_sent(page)
    assert [WHOLE[:6]] == [done_of(session) for session in stored(store)]


@pytest.mark.firefox
def test_two_tabs_that_log_twenty_sets_make_one_session_with_twenty(browser: Browser, tmp_path: Path) -> None:
    with coach.open_store(str(tmp_path / "twenty.sqlite3")) as store, served_with(store, march_sets=14) as site:
        context = phone(browser)
        tabs = [context.new_page() for _ in range(2)]
        for tab in tabs:
            tab.goto(site + LOG)
        start(tabs[0])
        for turn in range(20):
            do_sets(tabs[turn % 2], 1) if turn % 4 < 2 else tap_in_both(tabs, turn + 1)
        all_sent(tabs[0])
        context.close()
        assert [20] == [len(session.sets) for session in stored(store)]


def tap_in_both(tabs: list[Page], sets: int) -> None:
    """Both tabs show the same set and both are tapped; one set comes of it."""
    for tab in tabs:
        tab.wait_for_function("sets => document.querySelectorAll('[data-piece]').length === sets - 1", arg=sets)
    skip_rest(tabs[0])
    for tab in tabs:
        tab.get_by_role("button", name="Set done").wait_for()
    for tab in tabs:
        tab.evaluate("window.tapped = [...document.querySelectorAll('#now button')].find(made => made.textContent === 'Set done'); true")
    for tab in tabs:
        tab.evaluate("window.tapped.onclick(); true")
    for tab in tabs:
        tab.wait_for_function("sets => document.querySelectorAll('[data-piece]').length === sets", arg=sets)


@contextmanager
def served_with(store: Store, **plan: object) -> Iterator[str]:
    add_ann(store, **plan)
    with served(store) as address:
        yield address


def test_a_wifi_that_answers_with_its_own_page_loses_nothing(browser: Browser, store: Store, site: str) -> None:
    with logging(browser, site) as page:
        start(page)
        page.route(SETS, lambda route: route.fulfill(status=200, content_type="text/html", body="<html>Welcome to our WiFi</html>"))
        do_sets(page, 1)
        page.locator("[data-state=waiting]").wait_for()
        page.unroute_all()
        send_now(page)
    assert [WHOLE[:1]] == [done_of(session) for session in stored(store)]


def test_a_rest_is_a_deadline_that_a_reload_and_a_sleep_do_not_move(browser: Browser, site: str) -> None:
    with logging(browser, site) as page:
        page.clock.install()
        page.reload()
        page.clock.pause_at(now_s(page) + 1)
        start_paused(page)
        tap_paused(page, "Set done")
        assert "0:10" == page.get_by_role("timer").text_content()
        page.clock.fast_forward(4000)
        assert "0:06" == page.get_by_role("timer").text_content()
        page.reload()
        page.get_by_role("timer").wait_for()
        assert "0:06" == page.get_by_role("timer").text_content()
        page.clock.fast_forward(7000)
        page.get_by_role("button", name="Set done").wait_for()


def now_s(page: Page) -> float:
    """What the clock of the phone says, in seconds."""
    return float(page.evaluate("Date.now()")) / 1000.0


def start_paused(page: Page) -> None:
    tap_paused(page, "Start session")


def tap_paused(page: Page, name: str) -> None:
    """Tap a large button while the page's clock stands; it takes a moment of that clock until it may be tapped."""
    page.get_by_role("button", name=name).wait_for()
    page.clock.run_for(400)
    page.get_by_role("button", name=name).click()


def test_a_phone_whose_clock_is_wrong_is_told_and_the_day_is_asked(browser: Browser, store: Store, site: str) -> None:
    with logging(browser, site) as page:
        page.clock.install(time=now_s(page) - 26 * 3600)
        page.reload()
        page.get_by_role("button", name="Do it today").click()
        page.get_by_role("button", name="Set done").wait_for()
        do_sets(page, 2)
        alert = page.get_by_role("alert")
        assert "differs from the server's by 1,560 min" in (alert.text_content() or "").replace("1560", "1,560")
        alert.get_by_role("button").last.click()
        alert.wait_for(state="detached")
        all_sent(page)
    assert [(date.today(), WHOLE[:2])] == [(one.on, done_of(one)) for one in stored(store)]  # noqa: DTZ011  as above


def test_two_phones_that_log_one_session_are_both_kept_side_by_side(browser: Browser, store: Store, site: str) -> None:
    with logging(browser, site) as one, logging(browser, site) as other:
        for page in (one, other):
            start(page)
        do_sets(one, 2)
        do_sets(other, 3)
        for page in (one, other):
            all_sent(page)
        one.reload()
        held = "() => caches.match(location.pathname).then(held => held?.text() ?? '').then(text => text.includes('class=\"elsewhere\"'))"
        wait_until(one, held)
        one.reload()
        one.get_by_text("Today's log on the server").wait_for()
        assert 2 == one.locator(".elsewhere li").count()
    assert sorted([WHOLE[:2], WHOLE[:3]]) == sorted(done_of(session) for session in stored(store))


def test_a_phone_without_room_says_so_at_once_and_offers_the_set_as_a_file(browser: Browser, store: Store, site: str) -> None:
    with logging(browser, site) as page:
        start(page)
        page.evaluate(
            "const put = IDBObjectStore.prototype.put; window.room = () => { IDBObjectStore.prototype.put = put };"
            "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }; true"
        )
        primary(page)
        page.get_by_role("alert", name=re.compile("")).filter(has_text="no room left").wait_for()
        assert 0 == page.locator("[data-piece]").count()
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save as file").click()
        told = json.loads(Path(saved.value.path()).read_text(encoding="utf-8"))
        assert [("cable_hip_flexion", 5)] == [(piece["body"]["exercise"], piece["body"]["reps"]) for piece in told["pieces"]]
        with page.expect_download() as saved:
            page.get_by_role("button", name="Save as text").click()
        lines = Path(saved.value.path()).read_text(encoding="utf-8").splitlines()
        assert ["cable_hip_flexion"] == [done.exercise for text in lines if text[0] != "#" for done in parse_set(text).sets]
        page.evaluate("window.room()")
        do_sets(page, 1)
        all_sent(page)
    assert [WHOLE[:1]] == [done_of(session) for session in stored(store)]


def test_a_set_that_is_refused_says_why_beside_it_and_holds_up_no_other(browser: Browser, store: Store, site: str) -> None:
    refused: list[str] = []

    def refuse_first(route: Route) -> None:
        if not refused or (route.request.url in refused[:1] and json.loads(route.request.post_data or "{}")["revision"] == 1):
            refused.append(route.request.url)
            taken = {"error": "id_taken", "about": "", "message": "It says something else.", "shown": "It says something else."}
            route.fulfill(status=409, json=taken)
        else:
            route.continue_()

    with logging(browser, site) as page:
        page.route(SETS, refuse_first)
        start(page)
        do_sets(page, 2)
        page.locator("[data-state=sent]").wait_for()
        row = page.locator("[data-state=refused]")
        assert "It says something else." in (row.text_content() or "")
        row.get_by_role("button").click()
        page.get_by_role("button", name="Reps: more").click()
        page.get_by_role("button", name="Save change").click()
        page.locator("[data-state=refused]").wait_for(state="detached")
        all_sent(page)
    assert [[6, 5]] == [[done.reps for done in session.sets] for session in stored(store)]


def test_a_login_that_expired_keeps_the_sets_and_sends_them_after_it(browser: Browser, store: Store, site: str) -> None:
    with logging(browser, site) as page:
        page.route(SETS, lambda route: route.fulfill(status=401, json={"error": "signed_out", "about": "", "message": "", "shown": ""}))
        start(page)
        do_sets(page, 2)
        link = page.get_by_role("link", name="Sign in to send them")
        link.wait_for()
        assert f"/login?next={LOG.replace('/', '%2F')}" == link.get_attribute("href")
        page.unroute_all()
        send_now(page)
    assert [WHOLE[:2]] == [done_of(session) for session in stored(store)]


def test_a_set_can_be_changed_and_deleted_and_is_so_on_the_server(browser: Browser, store: Store, site: str) -> None:
    with logging(browser, site) as page:
        start(page)
        do_sets(page, 3)
        page.locator("[data-piece]").nth(0).get_by_role("button").click()
        page.get_by_role("button", name="Reps: less").click()
        page.get_by_role("button", name="Save change").click()
        page.locator("[data-piece]").nth(1).get_by_role("button").click()
        page.get_by_role("button", name="Delete this set").click()
        page.wait_for_function("() => document.querySelectorAll('[data-piece]').length === 2")
        skip_rest(page)
        assert "right" == page.locator("#now .side").text_content()
        all_sent(page)
    assert [[("left", 5), ("left", 4)]] == [[(done.side, done.reps) for done in session.sets] for session in stored(store)]


def test_a_hold_counts_down_each_repetition_and_leaves_the_set_to_be_saved(browser: Browser, tmp_path: Path) -> None:
    with coach.open_store(str(tmp_path / "hold.sqlite3")) as store, served_with(store, hold=True) as site, logging(browser, site) as page:
        page.clock.install()
        page.reload()
        page.clock.pause_at(now_s(page) + 1)
        start_paused(page)
        tap_paused(page, "Start the hold")
        page.get_by_role("button", name="Stop the hold").wait_for()
        seen = []
        for _ in range(4):
            seen.append((page.locator("#now h2").text_content(), page.get_by_role("timer").text_content()))
            page.clock.fast_forward(3000)
        assert [("Get ready", "0:03"), ("Hold: rep 1 of 2", "0:03"), ("Get ready", "0:03"), ("Hold: rep 2 of 2", "0:03")] == seen
        tap_paused(page, "Set done")
        page.locator("[data-piece]").wait_for()
        page.clock.resume()
        all_sent(page)
        assert [[(2, 3.0)]] == [[(done.reps, done.hold_s) for done in session.sets] for session in stored(store)]


def test_the_morning_after_asks_for_pain_once(browser: Browser, store: Store, site: str) -> None:
    with logging(browser, site) as page:
        start(page)
        do_sets(page, 1)
        page.get_by_role("button", name="Finish now, skip the rest").or_(page.get_by_role("timer")).first.wait_for()
        skip_rest(page)
        page.get_by_role("button", name="Finish now, skip the rest").click()
        page.get_by_role("button", name="Finish session").click()
        all_sent(page)
        page.clock.install(time=now_s(page) + 24 * 3600)
        page.reload()
        page.get_by_text("Pain the morning after?").wait_for()
        page.get_by_role("button", name="No pain").click()
        page.get_by_text("Pain the morning after?").wait_for(state="detached")
        all_sent(page)
    (session,) = stored(store)
    assert ([("next_morning", 0)], len(WHOLE) - 1) == (
        [(pain.when, pain.level) for pain in session.pains],
        sum(done.skipped for done in session.sets),
    )


def test_the_page_and_all_it_needs_are_at_most_50_kb_over_the_wire(browser: Browser, site: str) -> None:
    context = phone(browser)
    page, sizes = context.new_page(), []
    page.on("response", lambda answer: sizes.append((answer.url, answer.request.sizes())) if "/log-worker" not in answer.url else None)
    page.goto(site + LOG)
    page.get_by_role("button", name="Start session").wait_for()
    total = sum(size["responseBodySize"] + size["responseHeadersSize"] for _, size in sizes)
    context.close()
    assert 5_000 < total <= 50_000, total


def test_an_address_that_is_not_secure_says_what_will_not_work_and_logs_all_the_same(browser: Browser, store: Store, site: str) -> None:
    context = phone(browser)
    context.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false }); delete Crypto.prototype.randomUUID")
    page = context.new_page()
    page.goto(site + LOG)
    page.get_by_text("This address is not secure").wait_for()
    start(page)
    do_sets(page, 1)
    all_sent(page)
    assert 0 == page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)")
    context.close()
    assert [WHOLE[:1]] == [done_of(session) for session in stored(store)]


def test_after_signing_out_the_phone_keeps_no_page(browser: Browser, site: str) -> None:
    with logging(browser, site) as page:
        worker_ready(page)
        page.evaluate("import('/scripts/log/forget.js').then(({ forgetPages }) => forgetPages())")
        assert ([], 0) == (
            page.evaluate("caches.keys()"),
            page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)"),
        )


def test_a_new_version_of_the_program_takes_the_place_of_the_kept_one(browser: Browser, site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from hipdrive.web.pages import log

    with logging(browser, site) as page:
        worker_ready(page)
        before = page.evaluate(f"{PAGES}()")
        monkeypatch.setattr(log, "version", lambda: "another")
        page.reload()
        wait_until(page, "() => navigator.serviceWorker.getRegistration().then(known => known.waiting !== null)")
        page.reload()
        wait_until(page, f"() => {PAGES}().then(names => names.length === 1 && names[0].endsWith('another'))")
        page.get_by_role("button", name="Start session").wait_for()
        assert 1 == len(before)
        assert not before[0].endswith("another")


@pytest.mark.parametrize("dark", [False, True])
def test_no_card_keeps_anybody_out(browser: Browser, site: str, *, dark: bool) -> None:
    found: list[str] = []

    def look(page: Page) -> None:
        open_folds(page)
        page.wait_for_function("() => ![...document.querySelectorAll('button')].some(made => made.disabled)")
        found.extend(barriers_of(page, "colours" if dark else "all"))

    with logging(browser, site, bypass_csp=True, color_scheme="dark" if dark else "light") as page:
        page.get_by_role("button", name="Start session").wait_for()
        look(page)
        start(page)
        look(page)
        do_sets(page, 1)
        page.get_by_role("timer").wait_for()
        look(page)
        page.locator("[data-piece]").get_by_role("button").click()
        look(page)
        page.get_by_role("button", name="Back").click()
        skip_rest(page)
        page.get_by_role("button", name="Finish now, skip the rest").click()
        page.get_by_role("button", name="Finish session").wait_for()
        look(page)
    assert [] == found
