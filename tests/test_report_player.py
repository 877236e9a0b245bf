"""An exercise's page plays its movement at the tempo that is asked for, counts along, and does it with nothing but itself."""

import re
from functools import cache
from pathlib import Path
from typing import TypedDict

import pytest
from browser import DESK, PHONE, SCREEN_PX, barriers, browser, opened
from playwright.sync_api import Browser

from hipdrive import coach
from hipdrive.errors import ValueOutOfRangeError
from hipdrive.exercise import exercises, variants_of

__all__ = ["browser"]

STRENGTH = [name for name, exercise in exercises().items() if exercise.kind == "strength"]
MOST_BYTES = 400_000
ON_TIME = 0.9
"""Share of the looks that must be on time: a busy machine may draw a few late."""
LATE_S = 0.15
"""How far figure and bar may be from the tempo."""
TRUTH = """() => new Promise((tell) => requestAnimationFrame(() => {
  const box = document.querySelector(".player"), svg = box.querySelector("svg");
  const angle = (matrix) => Math.atan2(matrix.b, matrix.a) * 180 / Math.PI;
  const limbs = [...svg.querySelectorAll(".figure .leg.near.move")];
  tell({
    now_s: performance.now() / 1000,
    count: box.querySelector(".count").textContent,
    cue: box.querySelector(".cue").textContent,
    turns: Number(box.querySelector(".turns").textContent),
    bar: [...box.querySelectorAll(".part")].map((part) =>
      part.querySelector(".fill").getBoundingClientRect().width / Math.max(part.clientWidth, 1)),
    pose: limbs.map((limb) => angle(new DOMMatrix(getComputedStyle(limb).transform))),
  });
}))"""
"""What a reader sees in one frame: from the drawn page, not from the script's own clock."""


class Seen(TypedDict):
    """What TRUTH tells."""

    now_s: float
    count: str
    cue: str
    turns: int
    bar: list[float]
    pose: list[float]


@cache
def page(name: str, tempo: str | None = None) -> str:
    """The page of an exercise with its pictures."""
    return coach.exercise_report(coach.exercise_page(name, figures=True, tempo=tempo))


@pytest.mark.parametrize("name", STRENGTH)
def test_every_page_weighs_less_than_400_kb_and_has_a_player_for_each_variant(name: str) -> None:
    html = page(name)
    assert len(html.encode()) < MOST_BYTES
    assert len(variants_of(exercises()[name])) == html.count('class="start"') == html.count("data-up-s=")
    assert not re.search(r'(src|href)="(?!#|data:)', html)
    assert "style=" not in html, "the page's policy lets no element carry a style of its own"


@pytest.mark.parametrize("name", STRENGTH)
def test_every_exercise_says_what_to_do_in_each_part_of_a_repetition(name: str) -> None:
    for variant in variants_of(exercises()[name]).values():
        assert variant.in_step is not None
        assert variant.in_step.up
        assert variant.in_step.down
        assert max(len(words) for words in (variant.in_step.up, variant.in_step.hold, variant.in_step.down)) < 80


def test_the_page_takes_the_tempo_of_a_plan_and_refuses_one_that_cannot_be() -> None:
    html = page("kettlebell_hip_flexion", "4-2-5")
    assert 'data-up-s="4" data-hold-s="2" data-down-s="5"' in html
    assert "at tempo 4-2-5" in html
    assert "4 s up, 2 s hold, 5 s down" in html
    assert ">2-1-3<" in html, "the exercise's own tempo stays its default"
    with pytest.raises(ValueOutOfRangeError, match=r"2-1-3 or X-0-2"):
        coach.exercise_page("kettlebell_hip_flexion", tempo="quick")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a page is written."""
    return tmp_path / "page.html"


def expected(at_s: float, parts_s: tuple[float, ...]) -> list[float]:
    """How full each part of the bar is at a time of one repetition, and how far along its path the figure."""
    shares, begun_s = [], 0.0
    for part_s in parts_s:
        shares.append(min(max((at_s - begun_s) / part_s, 0.0), 1.0) if part_s else 0.0)
        begun_s += part_s
    return [*shares, smooth(shares[0]) - smooth(shares[2])]


def smooth(share: float) -> float:
    """Share of the path at a share of the time: minimum jerk."""
    return share**3 * (10.0 - 15.0 * share + 6.0 * share**2)


def thigh_turn(one: Seen, rest: Seen) -> float:
    """How far the working thigh has turned since the start (deg)."""
    return abs((one["pose"][-1] - rest["pose"][-1] + 180.0) % 360.0 - 180.0)


@pytest.mark.parametrize(
    ("name", "tempo", "parts_s"),
    [
        ("kettlebell_hip_flexion", "1-2-1", (1.0, 2.0, 1.0, 0.6)),
        ("sprint_knee_drive", None, (0.5, 0.0, 2.0, 0.6)),
    ],
)
def test_figure_and_bar_keep_the_tempo_and_a_pause_holds_both_still(
    browser: Browser, file: Path, name: str, tempo: str | None, parts_s: tuple[float, ...]
) -> None:
    file.write_text(page(name, tempo), encoding="utf-8")
    with opened(browser, file) as (window, complaints):
        rest: Seen = window.evaluate(TRUTH)
        button = window.locator(".player .start").first
        button.click()
        seen: list[Seen] = []
        until_s = rest["now_s"] + 1.2 * sum(parts_s)
        while not seen or seen[-1]["now_s"] < until_s:
            window.wait_for_timeout(70)
            seen.append(window.evaluate(TRUTH))
        button.click()
        held: Seen = window.evaluate(TRUTH)
        window.wait_for_timeout(500)
        again: Seen = window.evaluate(TRUTH)
    whole_s, turned_most = sum(parts_s), max(thigh_turn(one, rest) for one in seen)
    down = next(one for one in seen if 0.1 < one["bar"][2] < 0.9)
    started_s = down["now_s"] - down["bar"][2] * parts_s[2] - parts_s[1] - parts_s[0]
    off = []
    for one in seen:
        at_s, found = one["now_s"] - started_s, [*one["bar"], thigh_turn(one, rest) / turned_most]
        nearby = [expected((at_s + step * LATE_S / 5) % whole_s, parts_s) for step in range(-5, 6)]
        off.append(min(max(abs(share - should) for share, should in zip(found, shares, strict=True)) for shares in nearby))
    assert sorted(off)[int(ON_TIME * len(off))] < 0.05, off
    assert turned_most > 20.0
    assert {"Up", "Down"} <= {one["count"].split()[0] for one in seen}
    assert {part.says for part in coach.exercise_page(name).variants[0].parts if part.says} <= {one["cue"] for one in seen}
    assert int((seen[-1]["now_s"] - started_s) // whole_s) + 1 == max(one["turns"] for one in seen)
    assert {**held, "now_s": 0} == {**again, "now_s": 0}
    assert ("Ready", 0) == (rest["count"], rest["turns"])
    assert [] == complaints


def test_it_stops_when_the_set_is_done_and_the_next_start_begins_a_new_one(browser: Browser, file: Path) -> None:
    html = page("kettlebell_hip_flexion", "1-0-1")
    assert re.search(r'data-reps="\d+"', html)
    file.write_text(re.sub(r'data-reps="\d+"', 'data-reps="1"', html), encoding="utf-8")
    with opened(browser, file) as (window, complaints):
        button = window.locator(".player .start").first
        button.click()
        window.locator(".player .count", has_text="Set done").wait_for()
        done: Seen = window.evaluate(TRUTH)
        window.wait_for_timeout(900)
        assert {**done, "now_s": 0} == {**window.evaluate(TRUTH), "now_s": 0}
        assert (1, "Start") == (done["turns"], button.text_content())
        button.click()
        window.locator(".player .count", has_text="Up 1").wait_for()
        assert 1 == window.evaluate(TRUTH)["turns"]
    assert [] == complaints


@pytest.mark.parametrize("name", STRENGTH)
def test_a_set_ends_with_the_most_repetitions_of_its_source_unless_it_is_a_distance(name: str) -> None:
    for view in coach.exercise_page(name).variants:
        dose = view.exercise.dose
        assert dose is not None
        assert (0 if dose.distance_m else dose.reps[1]) == view.most_reps


def test_nothing_moves_by_itself_for_readers_who_want_no_motion_and_enter_starts_it(browser: Browser, file: Path) -> None:
    file.write_text(page("kettlebell_hip_flexion"), encoding="utf-8")
    with opened(browser, file, still=True) as (window, _):
        first: Seen = window.evaluate(TRUTH)
        window.wait_for_timeout(300)
        assert first["pose"] == window.evaluate(TRUTH)["pose"]
        window.locator(".player .start").first.focus()
        window.keyboard.press("Enter")
        window.wait_for_timeout(700)
        assert first["pose"] != window.evaluate(TRUTH)["pose"]


def test_without_script_the_picture_moves_as_declared_and_no_button_is_there(browser: Browser, file: Path) -> None:
    file.write_text(page("kettlebell_hip_flexion"), encoding="utf-8")
    with opened(browser, file, script=False) as (window, _):
        assert 0 == window.locator("button:visible").count()
        first = window.locator(".player svg").first.screenshot()
        window.wait_for_timeout(700)
        assert first != window.locator(".player svg").first.screenshot()


@pytest.mark.parametrize(
    ("local", "spoken", "shown", "offered"),
    [("true", "en-GB", "en", 1), ("false", "en-GB", "en", 0), ("true", "en-GB", "de", 0), ("true", "de-DE", "de", 1)],
)
def test_the_spoken_count_is_offered_only_with_a_voice_of_this_device_in_the_language_of_the_page(
    browser: Browser, file: Path, local: str, spoken: str, shown: str, offered: int
) -> None:
    html = page("kettlebell_hip_flexion").replace('<html lang="en">', f'<html lang="{shown}">')
    file.write_text(html, encoding="utf-8")
    with opened(browser, file) as (window, _):
        window.add_init_script(f"speechSynthesis.getVoices = () => [{{localService: {local}, lang: '{spoken}', name: 'test'}}]")
        window.reload()
        assert offered == window.locator(".speak:visible").count()
        assert 0 == window.locator(".speak:checked").count()


def test_the_button_says_what_the_page_says_and_not_what_the_script_does(browser: Browser, file: Path) -> None:
    html = (
        page("kettlebell_hip_flexion")
        .replace('data-pause="Pause"', 'data-pause="Halt"')
        .replace('data-go-on="Go on"', 'data-go-on="Weiter"')
    )
    file.write_text(html.replace(">Start<", ">Los<").replace(">Ready<", ">Bereit<"), encoding="utf-8")
    with opened(browser, file) as (window, _):
        button, said = window.locator(".start"), []
        for step in (".start", ".start", ".again"):
            said.append(button.text_content())
            window.click(step)
        assert ["Los", "Halt", "Weiter"] == said
        assert ("Los", "Bereit") == (button.text_content(), window.locator(".count").text_content())


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["leg_raise", "hip_flexor_stretch"])
def test_the_page_keeps_nobody_out(browser: Browser, file: Path, name: str, dark: bool) -> None:
    file.write_text(page(name), encoding="utf-8")
    assert [] == barriers(browser, file, dark=dark, rules="colours" if dark else "all")


def test_no_page_is_wider_than_its_window(browser: Browser, file: Path) -> None:
    file.write_text(page("leg_raise"), encoding="utf-8")
    with opened(browser, file) as (window, complaints):
        for name in exercises():
            file.write_text(page(name), encoding="utf-8")
            window.reload()
            for width in (DESK, PHONE):
                window.set_viewport_size({"width": width, "height": SCREEN_PX})
                assert width >= window.evaluate("document.documentElement.scrollWidth"), name
            assert [] == complaints, name
