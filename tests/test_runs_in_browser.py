"""Recordings and runs in a browser: from dropped files to a report on one clock, which moves figure, contacts and curves together."""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from browser import DESK, PHONE, browser
from clip_files import drawn as drawn_runner
from clip_files import runner, written
from front_scenes import as_file, front_clip
from playwright.sync_api import Browser, FilePayload, Page, expect
from served import barriers_served, served, visited
from watch_files import fit_run, steady_run

from hipdrive import coach
from hipdrive.contract.runs.run import run_document
from hipdrive.gait import analyse_markers, reference_trial
from hipdrive.motion import load_marker_sets, recognise
from hipdrive.store import folder_of_person

__all__ = ["browser"]

pytestmark = pytest.mark.enable_socket
LONGEST_MS = 120_000
RBDS001_KG, RBDS001_M = 62.0, 1.81
FAR_AHEAD_M = 0.45
"""So far ahead the left foot is said to land, so that something stands out."""


@dataclass(frozen=True, kw_only=True)
class Site:
    """A server with an athlete who has two runs."""

    address: str
    athlete: str
    """Address of the athlete's page."""
    runs: tuple[str, str]
    """Ids of the runs, the first one before training."""
    folder: Path
    """Where files of theirs wait."""

    @property
    def page(self) -> str:
        """Address of the second run."""
        return f"{self.athlete}/runs/{self.runs[1]}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with coach.open_store(str(tmp_path_factory.mktemp("site") / "store.sqlite3")) as store:
        with store.writing(datetime.now(tz=UTC)) as unit:
            consent = date(2024, 1, 2)
            person = coach.add_athlete(unit, name="Ann", sex="male", height_m=RBDS001_M, mass_kg=RBDS001_KG, consent_on=consent, born=None)
            runs = [_kept(unit, speed_m_s, day) for speed_m_s, day in ((3.0, date(2025, 1, 5)), (3.5, date(2025, 3, 2)))]
        with served(store) as address:
            yield Site(
                address=address,
                athlete=f"{address}/athletes/{person.uid}",
                runs=(runs[0], runs[1]),
                folder=folder_of_person(store, person.uid),
            )


def _kept(unit: coach.Unit, speed_m_s: float, day: date) -> str:
    trial = reference_trial(speed_m_s=speed_m_s, strides=4)
    markers = recognise(trial.run.labels, load_marker_sets())
    run = analyse_markers(trial.run, trial.static, markers, trial.athlete)[0]
    left = run.sides["left"]
    far = replace(left.measures["foot_ahead_m"], mean=FAR_AHEAD_M)
    limping = replace(left, measures={**left.measures, "foot_ahead_m": far})
    document = run_document(replace(run, sides={**run.sides, "left": limping}))
    return str(coach.keep_analysed_run(unit, "Ann", document, file_name="run.trc", on=day).run)


@pytest.fixture(scope="module")
def drawn(site: Site, browser: Browser) -> Site:
    """The pages of the second run are drawn, so that no test waits for that."""
    for query in ("", f"?beside={site.runs[0]}"):
        with visited(browser, "about:blank") as (seen, _, _):
            seen.goto(site.page + query, timeout=LONGEST_MS)
    return site


def cursor(seen: Page, which: str = ".cursor:not(.other)") -> list[float]:
    """Where the line of each curve and of the strip stands, in the units of its picture; or the line of the other leg on each curve."""
    return [float(x) for x in seen.eval_on_selector_all(which, "lines => lines.map(line => line.getAttribute('x1'))")]


def bone(seen: Page, view: str, name: str, group: str = "body") -> str:
    """The path of a bone."""
    return str(seen.locator(f'figure[data-view="{view}"] .{group} [data-bone="{name}"]').get_attribute("d"))


def ready(seen: Page) -> None:
    seen.locator("html[data-ready]").wait_for()


@pytest.mark.firefox
def test_the_slider_moves_figure_contacts_and_curves_together(browser: Browser, drawn: Site) -> None:
    with visited(browser, drawn.page) as (seen, _, complaints):
        ready(seen)
        before = [bone(seen, view, "hip_left knee_left") for view in ("side", "front", "top")]
        slider = seen.get_by_role("slider", name="Time")
        slider.fill("50")
        expect(seen.locator("#clock output")).to_contain_text("50 % of the stride")
        assert 4 == len(cursor(seen))
        assert {42.0 + 0.5 * (367.0 - 42.0)} == set(cursor(seen))
        now = [bone(seen, view, "hip_left knee_left") for view in ("side", "front", "top")]
        assert all(moved != stood for moved, stood in zip(now, before, strict=True))
        slider.press("ArrowRight")
        expect(seen.locator("#clock output")).to_contain_text("51 %")
        expect(seen.locator(".reading").first).to_contain_text(re.compile(r"left .?\d+° +right .?\d+°"))
    assert [] == complaints


def test_a_run_without_its_opensim_files_says_why(browser: Browser, drawn: Site) -> None:
    with visited(browser, drawn.page) as (seen, _, _):
        expect(seen.locator("#stride")).to_contain_text("No OpenSim files of this run are kept")
        assert 0 == seen.get_by_role("link", name="OpenSim files").count()


@pytest.mark.firefox
def test_dragging_a_curve_or_the_strip_moves_the_clock(browser: Browser, drawn: Site) -> None:
    with visited(browser, drawn.page) as (seen, _, _):
        ready(seen)
        for picture in (".timed svg", "[data-strip] svg"):
            seen.locator(picture).first.scroll_into_view_if_needed()
            box = seen.locator(picture).first.bounding_box()
            assert box is not None
            across = [box["x"] + box["width"] * (42.0 + share * 325.0) / 380.0 for share in (0.25, 0.75)]
            seen.mouse.move(across[0], box["y"] + box["height"] / 2)
            seen.mouse.down()
            expect(seen.locator("#clock output")).to_contain_text("25 %")
            seen.mouse.move(across[1], box["y"] + box["height"] / 2)
            expect(seen.locator("#clock output")).to_contain_text("75 %")
            seen.mouse.up()


def test_an_instant_is_jumped_to_and_the_clock_plays_and_pauses(browser: Browser, drawn: Site) -> None:
    with visited(browser, drawn.page) as (seen, _, _):
        ready(seen)
        seen.get_by_label("Stride of").select_option("right")
        jump = seen.get_by_role("button", name="right: toe-off")
        jump.click()
        expect(seen.locator("#clock output")).to_contain_text(f"{jump.get_attribute('data-percent')} %")
        expect(seen.get_by_role("button", name="left: toe-off")).to_be_hidden()
        standing = bone(seen, "side", "knee_right ankle_right")
        seen.get_by_role("button", name="Play").click()
        seen.wait_for_function(
            "then => document.querySelector('[data-bone=\"knee_right ankle_right\"]:not(.ghost)').getAttribute('d') !== then", arg=standing
        )
        seen.get_by_role("button", name="Pause").click()
        expect(seen.get_by_role("button", name="Play")).to_be_visible()


def test_a_finding_leads_to_its_instant(browser: Browser, drawn: Site) -> None:
    with visited(browser, drawn.page) as (seen, _, _):
        ready(seen)
        show = seen.locator("button.show").first
        percent = show.get_attribute("data-percent")
        show.click()
        expect(seen.locator("#clock output")).to_contain_text(f"{percent} %")
        expect(seen.locator("#clock")).to_be_in_viewport()


def test_the_right_stride_is_laid_mirrored_behind_the_left(browser: Browser, drawn: Site) -> None:
    with visited(browser, drawn.page) as (seen, _, _):
        ready(seen)
        assert seen.locator(".shadow").first.is_hidden()
        seen.get_by_role("slider", name="Time").fill("70")
        seen.get_by_label("Stride of").select_option("both")
        expect(seen.locator('[data-bone="hip_left knee_left"].ghost').first).to_be_visible()
        mine, other = (_points(bone(seen, "side", "hip_left knee_left", group)) for group in ("body", "shadow"))
        assert 0 < max(abs(a - b) for a, b in zip(mine, other, strict=True)) < 40.0


def _points(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", path)]


def test_another_run_is_laid_behind_figure_and_curves(browser: Browser, drawn: Site) -> None:
    with visited(browser, drawn.page) as (seen, _, complaints):
        ready(seen)
        seen.get_by_label("Another run behind").select_option(drawn.runs[0])
        seen.wait_for_url(f"**?beside={drawn.runs[0]}*")
        ready(seen)
        expect(seen.locator(".curve.left.before").first).to_be_visible()
        expect(seen.locator('[data-bone="hip_left knee_left"].ghost').first).to_be_visible()
        expect(seen.locator(".reading").first).to_contain_text("other run")
    assert [] == complaints


def test_a_file_that_cannot_be_a_recording_is_never_sent(browser: Browser, site: Site) -> None:
    with visited(browser, f"{site.athlete}/runs/new") as (seen, _, complaints):
        ready(seen)
        asked: list[str] = []
        seen.on("request", lambda request: asked.append(request.url))
        wrong = {"setup.exe": b"MZ", "run.c3d": b""}
        seen.set_input_files("#files", [FilePayload(name=name, mimeType="", buffer=content) for name, content in wrong.items()])
        expect(seen.get_by_role("alert")).to_contain_text("setup.exe is no recording that can be read.")
        expect(seen.get_by_role("alert")).to_contain_text("run.c3d is empty.")
        assert [] == asked
    assert [] == complaints


def test_a_renamed_file_of_another_kind_is_refused_in_its_row(browser: Browser, site: Site) -> None:
    with visited(browser, f"{site.athlete}/runs/new") as (seen, _, _):
        ready(seen)
        seen.set_input_files("#files", FilePayload(name="run.c3d", mimeType="", buffer=b"MZ" + bytes(4000)))
        expect(seen.locator("#table tbody")).to_contain_text(re.compile(r"run\.c3d: .+\."), timeout=LONGEST_MS)
        expect(seen.get_by_role("button", name="Analyse")).to_be_hidden()
        seen.get_by_role("button", name="Remove run.c3d").click()
        expect(seen.locator("#table")).to_be_hidden()


def test_two_clips_are_a_run_and_its_other_side_and_their_speed_is_asked_for(browser: Browser, site: Site) -> None:
    content = written([drawn_runner([made], frame) for made in [runner(40, rate_hz=20.0)] for frame in range(40)], rate_hz=20.0)
    with visited(browser, f"{site.athlete}/runs/new") as (seen, _, complaints):
        ready(seen)
        expect(seen.locator("#filmed")).to_be_hidden()
        seen.set_input_files("#files", [FilePayload(name=name, mimeType="", buffer=content) for name in ("left.mov", "right.mov")])
        expect(seen.get_by_label("What left.mov is")).to_have_value("run", timeout=LONGEST_MS)
        expect(seen.get_by_label("What right.mov is")).to_have_value("other_side", timeout=LONGEST_MS)
        expect(seen.locator("#table tbody tr").first).to_contain_text("40 pictures, 20 a second")
        seen.get_by_label("Running speed").fill("fast")
        seen.get_by_label("Running speed").press("Tab")
        expect(seen.locator("#gate")).to_contain_text("'fast'", timeout=LONGEST_MS)
        expect(seen.get_by_role("button", name="Analyse")).to_be_hidden()
        for name in ("left.mov", "right.mov"):
            seen.get_by_role("button", name=f"Remove {name}").click()
        expect(seen.locator("#filmed")).to_be_hidden()
    assert [] == [line for line in complaints if "422" not in line]


def test_sending_is_told_by_the_percent_and_stopped_with_nothing_left(browser: Browser, site: Site) -> None:
    with visited(browser, f"{site.athlete}/runs/new") as (seen, _, complaints):
        ready(seen)
        slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 200_000}
        seen.context.new_cdp_session(seen).send("Network.emulateNetworkConditions", slow)
        seen.set_input_files("#files", FilePayload(name="run.c3d", mimeType="", buffer=bytes(6_000_000)))
        expect(seen.locator("#table")).to_contain_text(re.compile(r"[1-9]\d? % sent"), timeout=LONGEST_MS)
        assert 0 < float(seen.get_by_role("progressbar", name="being sent").get_attribute("value") or 0) < 100
        seen.get_by_role("button", name="Stop sending run.c3d").click()
        expect(seen.locator("#table")).to_be_hidden()
        for _ in range(50):
            if not list(site.folder.iterdir()):
                break
            seen.wait_for_timeout(100)
        assert [] == list(site.folder.iterdir())
    assert [] == complaints


def dropped(seen: Page, files: dict[str, bytes]) -> None:
    """Let files fall onto the box, as a hand would."""
    held = seen.evaluate_handle(
        """files => {
          const held = new DataTransfer();
          for (const [name, content] of files) held.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
          return held;
        }""",
        [[name, base64.b64encode(content).decode()] for name, content in files.items()],
    )
    seen.dispatch_event("#drop", "drop", {"dataTransfer": held})


def test_a_watch_s_file_and_keypoints_that_are_dropped_are_kept_and_go_to_their_page(browser: Browser, site: Site) -> None:
    with visited(browser, f"{site.athlete}/runs/new") as (seen, _, complaints):
        ready(seen)
        dropped(seen, {"evening.fit": fit_run(steady_run()), "front.json": as_file(front_clip(frame_rate_hz=30.0)).content})
        expect(seen.locator("#refused")).to_contain_text("evening.fit is kept with the athlete:", timeout=LONGEST_MS)
        expect(seen.get_by_label("What front.json is")).to_have_value("run", timeout=LONGEST_MS)
        seen.get_by_label("Running speed").fill("3.0")
        seen.get_by_label("Filmed").select_option("from behind")
        expect(seen.locator(".measurable")).to_contain_text("Knees that cross", timeout=LONGEST_MS)
        analyse = seen.get_by_role("button", name="Analyse")
        analyse.click()
        expect(seen.locator("#gate")).to_contain_text("as seen from the front", timeout=LONGEST_MS)
        seen.get_by_label("Filmed").select_option("recognise it in the clip")
        expect(seen.locator(".measurable")).to_be_visible(timeout=LONGEST_MS)
        analyse.click()
        seen.wait_for_url(re.compile(r"/runs/[0-9a-f-]{36}$"), timeout=LONGEST_MS)
        expect(seen.locator("#signs")).to_contain_text("Knees cross in front")
    assert [] == complaints


@pytest.mark.recordings
def test_a_real_c3d_goes_from_drop_to_its_report(browser: Browser, site: Site, recordings: Path) -> None:
    with visited(browser, f"{site.athlete}/runs/new") as (seen, _, complaints):
        ready(seen)
        seen.set_input_files("#files", [recordings / "rbds" / f"RBDS001{trial}.c3d" for trial in ("static", "runT35")])
        analyse = seen.get_by_role("button", name="Analyse")
        expect(analyse).to_be_visible(timeout=LONGEST_MS)
        assert ["static", "run"] == seen.eval_on_selector_all("#table select", "all => all.map(one => one.value)")
        expect(seen.locator(".measurable")).to_contain_text("Hip moments while the foot is on the ground")
        analyse.click()
        expect(seen.get_by_role("progressbar")).to_be_visible()
        seen.wait_for_url(re.compile(r"/runs/[0-9a-f-]{36}$"), timeout=LONGEST_MS)
        ready(seen)
        expect(seen.get_by_role("heading", level=1)).to_contain_text("Ann: where your hips need drive")
        expect(seen.locator("#clock")).to_contain_text("Trunk and arms were not recorded")
    assert [] == complaints


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_the_pages_keep_nobody_out(browser: Browser, drawn: Site, width: int, dark: bool) -> None:
    for page in (drawn.page, f"{drawn.athlete}/runs/new"):
        assert [] == barriers_served(browser, page, width=width, dark=dark, rules="colours" if dark else "all")
        with visited(browser, page, width=width, dark=dark) as (seen, _, _):
            ready(seen)
            assert seen.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_other_legs_line_stands_at_the_same_instant_of_its_own_stride(browser: Browser, drawn: Site) -> None:
    with visited(browser, drawn.page) as (seen, _, _):
        ready(seen)
        landing = seen.evaluate("JSON.parse(document.getElementById('sent').textContent).landings.left")
        assert 45 < landing < 55
        seen.get_by_role("slider", name="Time").fill("80")
        place = (80 - landing) / 100
        assert all(abs(42.0 + place * (367.0 - 42.0) - x) < 0.01 for x in cursor(seen, ".cursor.other.right"))
        assert 3 == len(cursor(seen, ".cursor.other.right"))
        spans = seen.eval_on_selector_all('[data-of="left"]:not([hidden]) rect.right', "bars => bars.map(bar => bar.getAttribute('x'))")
        assert abs(42.0 + landing / 100 * (367.0 - 42.0) - float(spans[0])) < 0.1
        seen.get_by_label("Stride of").select_option("both")
        assert 0 == seen.locator(".cursor.other:visible").count()
