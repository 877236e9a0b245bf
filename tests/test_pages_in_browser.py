"""Pages as people see them: on a desk and on a telephone, light and dark, nothing cut off, nothing fetched, nobody kept out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from browser import DESK, PHONE, SCREEN_PX, barriers, browser, opened
from compare_scenes import with_measure, written
from playwright.sync_api import Browser

from hipdrive import coach
from hipdrive.language import Text, en, reading_in
from hipdrive.report import AthleteAction, AthleteRow, athletes_page_html

__all__ = ["browser"]

LARGEST_BYTES = 400_000
SCREENS_BEFORE_FOLDS = 6
ON = date(2026, 3, 4)
BODY = coach.Athlete(mass_kg=70.0, height_m=1.76, sex="male")
"""The body of the demo's runner, so that the exercises are solved once."""


@cache
def prescribed() -> coach.Prescription:
    """What a typical runner should do; English and German read the same."""
    return coach.prescribe(coach.demand_at(3.0), athlete=BODY)


def demo_report() -> str:
    """The report of the demo's made-up runner."""
    return coach.demo().files["report.html"]


def typical_plan() -> str:
    """A plan without a recording and without a test."""
    return coach.report_page(prescribed(), athlete_name="Anna Maximiliane Oberhuber-Lindström", screened=True)


def exercise_page() -> str:
    """An exercise with variants, pictures and claims."""
    return coach.exercise_report(coach.exercise_page("kettlebell_hip_flexion", figures=True))


def wall_of_pictures() -> str:
    """Every exercise in pictures."""
    return coach.picture_wall(coach.fitting_exercises())


def sheet_of_loads() -> str:
    """Where every exercise loads."""
    return coach.load_sheet(coach.fitting_exercises())


def two_runs() -> str:
    """Before and after, one measure changed."""
    return coach.compare_page(written(), written(**with_measure("contact_time_s", 0.21, 0.004)), names=("winter", "spring"))


def coachs_list() -> str:
    """Everybody, one of them stopped."""
    stopped = AthleteRow(
        id="a",
        name="Anna Maximiliane Oberhuber-Lindström",
        link="/a",
        tag=en("stopped"),
        reasons=(("hurts", en("stopped by pain")),),
        step=en("Make a plan"),
        action=AthleteAction(words=en("Make a plan"), address="/a/plan"),
        next_on=None,
        plan_id="",
    )
    due = en("tests due since {on}", on=ON)
    trains = replace(stopped, id="b", name="Ben", tag=Text(""), reasons=(("due", due),), step=Text(""), next_on=ON, plan_id="c")
    return athletes_page_html([stopped, trains], on=ON, links=[(en("Exercises"), "/exercises")])


def in_german(make: Callable[[], str]) -> Callable[[], str]:
    """The same page with German words, which are longer."""

    def made() -> str:
        with reading_in("de"):
            return make()

    return made


MAKERS: dict[str, Callable[[], str]] = {
    "demo": demo_report,
    "plan": typical_plan,
    "exercise": exercise_page,
    "wall": wall_of_pictures,
    "loads": sheet_of_loads,
    "two runs": two_runs,
    "everybody": coachs_list,
}
IN_GERMAN: dict[str, Callable[[], str]] = {
    "demo in German": in_german(demo_report),
    "plan in German": in_german(typical_plan),
    "exercise in German": in_german(exercise_page),
    "loads in German": in_german(sheet_of_loads),
    "two runs in German": in_german(two_runs),
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every kind of page as a file."""
    folder = tmp_path_factory.mktemp("pages")
    makers = MAKERS | IN_GERMAN
    files = {name: folder / f"{name}.html" for name in makers}
    for name, file in files.items():
        file.write_text(makers[name](), encoding="utf-8")
    return files


every_page = pytest.mark.parametrize("name", [*MAKERS, *IN_GERMAN])
every_kind_of_page = pytest.mark.parametrize("name", MAKERS)


@every_page
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_nothing_is_cut_off_at_the_side_and_nothing_is_asked_of_the_network(
    name: str, width: int, pages: dict[str, Path], browser: Browser
) -> None:
    with opened(browser, pages[name], width=width) as (seen, complaints):
        seen.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        assert width >= seen.evaluate("document.documentElement.scrollWidth")
        assert [] == complaints


@every_kind_of_page
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_nobody_is_kept_out(name: str, dark: bool, pages: dict[str, Path], browser: Browser) -> None:
    assert [] == barriers(browser, pages[name], dark=dark, rules="colours" if dark else "all")


def test_a_faint_word_is_found_on_the_ground_where_it_is_faint(tmp_path: Path, browser: Browser) -> None:
    faint = "html { background: #fff } b { color: #555 } @media (prefers-color-scheme: dark) { html { background: #000; color: #fff } }"
    page = tmp_path / "faint.html"
    body = "<p>Well seen</p><p><b>Hidden</b> and <b>faint</b></p>"
    page.write_text(f'<!doctype html><html lang="en"><title>Faint</title><style>{faint}</style><main><h1>One</h1>{body}</main>')
    told = {dark: {words.split(":")[0] for words in barriers(browser, page, dark=dark, rules="colours")} for dark in (False, True)}
    assert {False: set(), True: {"color-contrast"}} == told


@every_page
def test_a_page_is_light_enough_to_be_sent(name: str, pages: dict[str, Path]) -> None:
    assert pages[name].stat().st_size <= LARGEST_BYTES


def test_the_demos_report_is_read_in_six_screens_before_the_folds(pages: dict[str, Path], browser: Browser) -> None:
    with opened(browser, pages["demo"]) as (seen, _):
        top = seen.evaluate("document.getElementById('folds').getBoundingClientRect().top + window.scrollY")
    assert top <= SCREENS_BEFORE_FOLDS * SCREEN_PX


def test_the_first_screen_holds_findings_this_week_and_the_scissor(pages: dict[str, Path], browser: Browser) -> None:
    with opened(browser, pages["demo"]) as (seen, _):
        for words in ("What we found", "This week", "How sure"):
            box = seen.get_by_role("heading", name=words).bounding_box()
            assert box is not None
            assert box["y"] + box["height"] < SCREEN_PX
        figure = seen.locator("section.first svg").first.bounding_box()
        assert figure is not None
        assert figure["y"] + figure["height"] < SCREEN_PX


def test_figures_follow_the_readers_light_and_dark(pages: dict[str, Path], browser: Browser) -> None:
    colours = []
    for dark in (False, True):
        with opened(browser, pages["demo"], dark=dark) as (seen, _):
            colours.append(seen.evaluate("getComputedStyle(document.querySelector('.curve.left')).stroke"))
    assert colours[0] != colours[1]
