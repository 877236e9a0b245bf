"""The resistance lab in a browser: a hand, keys and the address move the set-up, and both hips' curves follow as load says."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import httpx2
import pytest
from browser import DESK, PHONE, browser
from playwright.sync_api import Browser, Locator, Page, Route, expect
from served import barriers_served, served, visited

from hipdrive import coach
from hipdrive.coach import LoadReport
from hipdrive.report.lab_page.words import peak_in_words

__all__ = ["browser"]

pytestmark = pytest.mark.enable_socket
CABLE = "/exercises/lying_cable_knee_drive/lab"
LONGEST_MS = 60_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with coach.open_store(str(Path(tmp_path_factory.mktemp("lab")) / "store.sqlite3")) as store, served(store) as address:
        yield address


@pytest.fixture(scope="module")
def ann(site: str) -> str:
    """Address of somebody's own lab."""
    uid = uuid4()
    sent = {"name": "Ann", "sex": "female", "height_m": 1.7, "mass_kg": 60, "consent_on": "2024-01-02"}
    assert 200 == httpx2.put(f"{site}/api/athletes/{uid}", json=sent, timeout=LONGEST_MS / 1000).status_code
    return f"/athletes/{uid}{CABLE}"


def _settled(page: Page) -> None:
    """Everything is told of the set-up that the address holds."""
    expect(page.locator("#sentences li").first).to_be_visible(timeout=LONGEST_MS)
    expect(page.locator("body.waiting")).to_have_count(0)


def _says_what_load_says(page: Page, exercise: str) -> None:
    report = _report(page, exercise)
    for peak in (peak for peak in report.peaks if peak.side == report.load.working_side):
        expect(page.locator("#sentences")).to_contain_text(str(peak_in_words(peak)), timeout=LONGEST_MS)


def _report(page: Page, exercise: str) -> LoadReport:
    return coach.load_report(exercise, coach.TYPICAL_ATHLETE, dict(parse_qsl(urlsplit(page.url).query)))


def _address_holds(page: Page, *parts: str) -> None:
    for part in parts:
        expect(page).to_have_url(re.compile(re.escape(part) + r"(&|$)"), timeout=LONGEST_MS)


def _drag(page: Page, handle: Locator, right: float, down: float) -> None:
    box = handle.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right / 2, y + down / 2)
    page.mouse.move(x + right, y + down)
    page.mouse.up()


@pytest.mark.firefox
def test_a_set_up_is_saved_opened_compared_and_deleted(browser: Browser, site: str, ann: str) -> None:
    name = f"Low pulley of {browser.browser_type.name}"
    with visited(browser, f"{site}{ann}?pulley_y_m=0.1&speed_m_s=4", width=PHONE) as (page, _, complaints):
        _settled(page)
        page.get_by_label("What to call it").fill(name)
        page.get_by_role("button", name="Save this set-up").click()
        expect(page.locator("#saved-said")).to_have_text(f"Saved as '{name}'.", timeout=LONGEST_MS)
        page.get_by_label("What to call it").fill(name.upper())
        page.get_by_role("button", name="Save this set-up").click()
        expect(page.locator("#saved-said")).to_contain_text("choose another name", timeout=LONGEST_MS)
        low = page.locator("#chart .lines path").evaluate_all("paths => paths.map(path => path.getAttribute('d'))")
        page.get_by_role("button", name="Back to the usual set-up").click()
        expect(page).not_to_have_url(re.compile("pulley_y_m"), timeout=LONGEST_MS)
        page.get_by_role("button", name=f"Compare: {name}").click()
        expect(page.locator("#ghosted")).to_have_text(f"thin: {name}", timeout=LONGEST_MS)
        ghosts = page.locator("#chart .ghost path")
        ghost = ghosts.evaluate_all("paths => paths.map(path => path.getAttribute('d'))")
        assert len(low) == len(ghost) > 0
        assert ghost != page.locator("#chart .lines path").evaluate_all("paths => paths.map(path => path.getAttribute('d'))")
        page.locator("#set-stack_kg").press("ArrowRight")
        _address_holds(page, "stack_kg=10.5")
        expect(page.locator("#ghosted")).to_have_text(f"thin: {name}")
        assert len(ghost) == ghosts.count()
        page.get_by_role("button", name=f"Compare no more: {name}").click()
        expect(page.locator("#ghosted")).to_have_text("thin: the set-up before")
        page.get_by_role("button", name=f"Open: {name}").click()
        _address_holds(page, "pulley_y_m=0.1", "speed_m_s=4")
        _settled(page)
        page.once("dialog", lambda asked: asked.accept())
        page.get_by_role("button", name=f"Delete: {name}").click()
        expect(page.locator("#saved-said")).to_have_text(f"'{name}' is deleted.", timeout=LONGEST_MS)
        expect(page.get_by_role("button", name=f"Open: {name}")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert [] == [words for words in complaints if "409" not in words]


@pytest.mark.firefox
def test_a_set_up_of_nobody_is_saved_with_whom_is_chosen_and_opens_in_their_lab(browser: Browser, site: str, ann: str) -> None:
    name = f"Light of {browser.browser_type.name}"
    with visited(browser, f"{site}{CABLE}?stack_kg=5") as (page, _, complaints):
        _settled(page)
        page.get_by_label("What to call it").fill(name)
        page.get_by_label("Whose set-up it is").select_option("Ann")
        page.get_by_role("button", name="Save this set-up").click()
        page.get_by_role("button", name=f"Open: {name}").click(timeout=LONGEST_MS)
        _address_holds(page, f"{ann}?stack_kg=5")
        _settled(page)
    assert [] == complaints


def _heights(page: Page, css: str) -> tuple[float, float]:
    """Lowest and highest place (px up) of the lines of one look."""
    ways = page.locator(f"#chart .lines {css}").evaluate_all("paths => paths.map(path => path.getAttribute('d'))")
    places = [-float(pair.split(",")[1]) for way in ways for pair in way[1:].split(" L")]
    return min(places), max(places)


@pytest.mark.firefox
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_dragged_pulley_takes_both_curves_along_and_leaves_a_ghost(browser: Browser, site: str, width: int) -> None:
    with visited(browser, site + CABLE, width=width) as (page, _, complaints):
        _settled(page)
        before = page.locator("#chart .lines path").evaluate_all("paths => paths.map(path => path.getAttribute('d'))")
        _drag(page, page.locator(".handle").first, -30.0, -40.0)
        expect(page).to_have_url(re.compile("pulley_y_m="), timeout=LONGEST_MS)
        _says_what_load_says(page, "lying_cable_knee_drive")
        drawn = page.locator("#chart .lines path").evaluate_all("paths => paths.map(path => path.getAttribute('d'))")
        ghost = page.locator("#chart .ghost path").evaluate_all("paths => paths.map(path => path.getAttribute('d'))")
        assert before != drawn
        assert len(before) == len(ghost)
        load = _report(page, "lying_cable_knee_drive").load
        moments = {side: load.hip_flexion_moment_nm_kg[side] for side in ("left", "right")}
        (low, high), (other_low, other_high) = _heights(page, ".right"), _heights(page, ".left")
        px = (high - low) / float(moments["right"].max() - moments["right"].min())
        assert float(moments["left"].max() - moments["right"].min()) * px == pytest.approx(other_high - low, abs=1.0)
        assert float(moments["left"].min() - moments["right"].min()) * px == pytest.approx(other_low - low, abs=1.0)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert [] == complaints


@pytest.mark.firefox
def test_an_arrow_key_moves_a_handle_by_one_centimetre_and_with_shift_by_five(browser: Browser, site: str) -> None:
    with visited(browser, f"{site}{CABLE}?pulley_x_m=2&pulley_y_m=0.5") as (page, _, complaints):
        _settled(page)
        handle = page.locator(".handle").first
        handle.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Shift+ArrowUp")
        _address_holds(page, "pulley_x_m=2.01", "pulley_y_m=0.55")
        expect(handle).to_have_attribute("aria-valuetext", "201 cm ahead of the hip, 55 cm above the floor")
        expect(page.locator("#announced")).to_contain_text("of the effort", timeout=LONGEST_MS)
        assert "slider" == handle.get_attribute("role")
    assert [] == complaints


@pytest.mark.firefox
def test_a_slider_is_worked_by_keys_and_the_address_restores_everything(browser: Browser, site: str) -> None:
    with visited(browser, site + CABLE) as (page, context, complaints):
        _settled(page)
        slider = page.locator("#set-hip_end_deg")
        end = float(slider.input_value())
        slider.focus()
        page.keyboard.press("ArrowLeft")
        _address_holds(page, f"hip_end_deg={end - 1:g}")
        page.locator("#set-side").select_option("left")
        _address_holds(page, f"hip_end_deg={end - 1:g}", "side=left")
        _says_what_load_says(page, "lying_cable_knee_drive")
        again = context.new_page()
        again.goto(page.url)
        _settled(again)
        assert page.url == again.url
        expect(again.locator("#set-side")).to_have_value("left")
        expect(again.locator("#set-hip_end_deg")).to_have_value(f"{end - 1:g}")
        assert page.locator("#command").inner_text() == again.locator("#command").inner_text()
        assert f"--set hip_end_deg={end - 1:g} --set side=left" in again.locator("#command").inner_text()
    assert [] == complaints


def test_a_hand_that_moves_on_does_not_wait_for_what_is_told_at_rest(browser: Browser, site: str) -> None:
    with visited(browser, site + CABLE) as (page, _, complaints):
        _settled(page)
        held = list[Route]()

        def pass_on(route: Route) -> None:
            if (route.request.post_data_json or {})["settled"]:
                held.append(route)
            else:
                route.continue_()

        page.route(re.compile("/lab$"), pass_on)
        slider, curve = page.locator("#set-stack_kg"), page.locator("#chart .lines path").first
        slider.press("ArrowRight")
        while not held:
            page.wait_for_timeout(20)
        before = str(curve.get_attribute("d"))
        slider.press("ArrowRight")
        expect(curve).not_to_have_attribute("d", before, timeout=LONGEST_MS)
    assert [] == complaints


def test_where_it_cannot_be_done_is_shaded_and_the_reason_is_said(browser: Browser, site: str) -> None:
    with visited(browser, f"{site}/exercises/standing_march/lab?band=red&rest_length_m=0.6") as (page, _, _complaints):
        expect(page.locator("#instruction")).not_to_be_empty(timeout=LONGEST_MS)
        slider = page.locator("#set-rest_length_m")
        slider.focus()
        page.keyboard.press("Home")
        expect(page.locator("#reasons")).to_contain_text("The band would stretch by", timeout=LONGEST_MS)
        bar = page.locator('.row[data-key="rest_length_m"] .reach')
        expect(bar).to_have_attribute("aria-label", re.compile(r"^Cannot be done from 5 cm to \d+ cm\.$"), timeout=LONGEST_MS)
        assert "gradient" in bar.evaluate("bar => getComputedStyle(bar).backgroundImage")


def test_the_search_for_the_best_set_up_says_how_far_it_is_and_is_stopped_while_handles_go_on_working(browser: Browser, site: str) -> None:
    with visited(browser, site + CABLE, width=PHONE) as (page, _, complaints):
        _settled(page)
        part, before = page.locator("#tune"), page.locator("#command").inner_text()
        page.locator("#find").press("Enter")
        expect(part.locator(".stop")).to_be_focused()
        expect(part.locator(".reached")).to_contain_text("looking for the best set-up", timeout=LONGEST_MS)
        expect(part.locator("progress")).to_have_attribute("aria-valuetext", re.compile(r"\d+ %"))
        page.locator("#set-stack_kg").press("ArrowRight")
        expect(page.locator("#command")).not_to_have_text(before, timeout=LONGEST_MS)
        expect(part.locator(".search")).to_be_visible()
        part.locator(".stop").press("Enter")
        expect(page.locator("#tuned")).to_have_text("Stopped. Nothing was changed.", timeout=LONGEST_MS)
        expect(part.locator(".search")).to_be_hidden()
        expect(page.locator("#find")).to_be_focused()
    assert [] == complaints


@pytest.mark.firefox
def test_the_figure_plays_and_stands_at_a_chosen_moment(browser: Browser, site: str) -> None:
    with visited(browser, site + CABLE) as (page, _, complaints):
        _settled(page)
        page.get_by_role("button", name="Top").click()
        expect(page.locator("#moment-said")).to_contain_text("°")
        top = page.locator("#moment-said").inner_text()
        page.get_by_role("button", name="Play").click()
        expect(page.locator("#moment-said")).not_to_have_text(top, timeout=LONGEST_MS)
        page.get_by_role("button", name="Pause").click()
        expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert [] == complaints


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_the_lab_keeps_nobody_out(browser: Browser, site: str, width: int, dark: bool) -> None:
    lab = f"{site}/exercises/standing_march/lab?band=red&rest_length_m=1"
    assert [] == barriers_served(browser, lab, width=width, dark=dark, rules="colours" if dark else "all")
