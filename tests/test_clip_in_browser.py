"""A run on video in a browser: video, curves and contacts on one clock, to the very picture; deleted by a button, and open to everybody."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser import PHONE, browser
from clip_run import FRAMES, FRONT_FRAMES, RATE_HZ, filmed_run, front_filmed_run, kept_filmed_run
from playwright.sync_api import Browser, Page, Route, expect
from served import served, visited

from hipdrive import coach
from hipdrive.gait.run import ClipStrides

__all__ = ["browser"]

pytestmark = pytest.mark.enable_socket
LONGEST_MS = 120_000
PICTURE = "(() => Math.round(1000 * document.querySelector('video').currentTime))()"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[tuple[str, str]]:
    """Addresses of the pages of a run on video from the side and of one from the front, drawn once, which takes seconds."""
    with coach.open_store(str(tmp_path_factory.mktemp("site") / "store.sqlite3")) as store:
        runs = [kept_filmed_run(store), kept_filmed_run(store, name="Bea", front=True)]
        with served(store) as address:
            side, front = (f"{address}/athletes/{person}/runs/{run}" for person, run in runs)
            context = browser.new_context()
            for page in (side, front):
                context.new_page().goto(page, timeout=LONGEST_MS)
            context.close()
            yield side, front


@pytest.fixture
def page(kept: tuple[str, str]) -> str:
    """From the side."""
    return kept[0]


def ready(seen: Page) -> None:
    seen.wait_for_function("() => document.documentElement.dataset.ready === 'clock' && document.querySelector('video').readyState > 1")


def picture(seen: Page) -> int:
    """Which picture of the clip the video shows, by its time once the browser has it."""
    seen.wait_for_function("() => !document.querySelector('video').seeking")
    times_ms = seen.evaluate("JSON.parse(document.getElementById('sent').textContent).films[0].time_ms")
    at_ms = seen.evaluate(PICTURE)
    return max(place for place, time_ms in enumerate(times_ms) if time_ms <= at_ms + 1)


@pytest.mark.firefox
def test_video_curves_and_stride_stand_at_one_picture_whichever_is_moved(browser: Browser, page: str) -> None:
    run, films = filmed_run().run, 'JSON.parse(document.getElementById("sent").textContent).films[0]'
    assert run.view is not None
    strides = run.view.strides[0]
    assert isinstance(strides, ClipStrides)
    landings_s = strides.landings_s
    with visited(browser, page) as (seen, _, complaints):
        ready(seen)
        middle_s = FRAMES / RATE_HZ / 2.0
        assert picture(seen) == round(RATE_HZ * max(at_s for at_s in landings_s if at_s <= middle_s))
        seen.get_by_role("button", name="Show it in the video").last.click()
        highest = next(moment for moment in run.view.moments if moment.name == "highest_knee")
        assert picture(seen) == round(RATE_HZ * highest.time_s)
        expect(seen.locator(".reading").first).to_contain_text("right")
        seen.get_by_role("slider", name="In the stride").fill("50")
        half = picture(seen)
        before = max(at_s for at_s in landings_s if at_s <= half / RATE_HZ)
        after = min(at_s for at_s in landings_s if at_s > half / RATE_HZ)
        assert half / RATE_HZ == pytest.approx((before + after) / 2.0, abs=0.51 / RATE_HZ)
        seen.get_by_role("button", name="Play").focus()
        seen.keyboard.press("ArrowRight")
        assert picture(seen) == half + 1
        ankle = seen.evaluate(f"{films}.points.Ankle.slice(2 * {half + 1}, 2 * {half + 1} + 2)")
        drawn = seen.evaluate("['cx', 'cy'].map((name) => document.querySelectorAll('.film circle')[2][name].baseVal.value)")
        assert drawn == pytest.approx(ankle, abs=0.01)
    assert [] == complaints


@pytest.mark.firefox
def test_what_plays_moves_the_curves_and_stops_at_the_picture_it_says(browser: Browser, page: str) -> None:
    with visited(browser, page) as (seen, _, complaints):
        ready(seen)
        seen.get_by_label("Speed").select_option("1")
        start = picture(seen)
        place = seen.locator(".timed svg .cursor").first.get_attribute("x1")
        seen.get_by_role("button", name="Play").click()
        seen.wait_for_function("first => Number(document.querySelector('#clip-time').value) > first + 8", arg=start)
        seen.get_by_role("button", name="Pause").click()
        assert seen.locator(".timed svg .cursor").first.get_attribute("x1") != place
        assert str(picture(seen)) == seen.locator("#clip-time").input_value()
    assert [] == complaints


def test_from_the_front_each_figure_and_each_step_leads_to_its_picture(browser: Browser, kept: tuple[str, str]) -> None:
    run = front_filmed_run().run
    assert run.view is not None
    moments: dict[tuple[str, str], int] = {(moment.name, moment.side): round(RATE_HZ * moment.time_s) for moment in run.view.moments}
    with visited(browser, kept[1], width=PHONE, dark=True) as (seen, _, complaints):
        ready(seen)
        for title, name in (("Knees cross in front, left", "knee_inmost"), ("Foot furthest outward (left)", "foot_outmost")):
            seen.get_by_role("button", name=f"Show it in the video: {title}").click()
            assert picture(seen) == moments[name, "left"]
        strip = seen.locator("[data-steps] svg")
        strip.scroll_into_view_if_needed()
        box = strip.bounding_box()
        assert box is not None
        seen.mouse.click(box["x"] + box["width"] * (42.0 + 0.5 * (367.0 - 42.0)) / 380.0, box["y"] + 5.0)
        half = picture(seen)
        assert half == pytest.approx(FRONT_FRAMES / 2.0, abs=3.0)
        assert float(strip.locator(".cursor").get_attribute("x1") or 0.0) == pytest.approx(42.0 + 0.5 * (367.0 - 42.0), abs=5.0)
        seen.get_by_role("button", name="Play").focus()
        seen.keyboard.press("ArrowRight")
        assert picture(seen) == half + 1
        for part in ("#signs", "#stills", "#clip"):
            assert [] == Axe().run(seen, context=part).response["violations"]
    assert [] == complaints


def test_video_and_pictures_keep_nobody_out(browser: Browser, page: str) -> None:
    with visited(browser, page, width=PHONE, dark=True) as (seen, _, _):
        ready(seen)
        for part in ("#stills", "#stride"):
            assert [] == Axe().run(seen, context=part).response["violations"]


def test_a_button_asks_to_delete_video_and_pictures(browser: Browser, page: str) -> None:
    with visited(browser, page) as (seen, _, _):
        ready(seen)
        asked: list[str] = []

        def answered(route: Route) -> None:
            asked.append(route.request.method)
            route.fulfill(status=204)

        seen.route("**/clips", answered)
        seen.on("dialog", lambda dialog: dialog.accept())
        with seen.expect_navigation():
            seen.get_by_role("button", name="Delete the video and the pictures").click()
        assert ["DELETE"] == asked
