"""Before and after as a page: warnings first, then only what is beyond noise, in a coach's words; another speed is never a change."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_line import Command, command_runner
from compare_scenes import with_measure, with_one_side, written
from report_scenes import run
from test_report_page import HOSTILE, read

from hipdrive import coach
from hipdrive.contract.runs.run import RunDocument, run_document
from hipdrive.contract.wire import json_text
from hipdrive.errors import ValueOutOfRangeError
from hipdrive.gait import measure_definitions, measured_change
from hipdrive.gait.measures.measure import Measure
from hipdrive.report.compare_page.words import direction_in_words, is_from_markers, noise_in_words
from hipdrive.report.figures.change_strip import change_strip
from hipdrive.report.shown_measures import READ_AS, read_as

LARGEST_BYTES = 400_000


def page_of(first: RunDocument, second: RunDocument, names: tuple[str, str] = ("winter", "spring")) -> str:
    return coach.compare_page(first, second, names=names)


def quicker_contact() -> RunDocument:
    """Contact 15 ms shorter on both sides, ten times the noise."""
    return written(**with_measure("contact_time_s", 0.215, 0.004))


def cases() -> dict[str, str]:
    """Every kind of page."""
    one_stride = with_one_side("left", strides=0, hip_flexion_rad=None, hip_flexion_moment_nm_kg=None, hip_flexion_power_w_kg=None)
    return {
        "changed": page_of(written(), quicker_contact()),
        "same": page_of(written(), written()),
        "another speed": page_of(written(), written(speed_m_s=4.0, **with_measure("contact_time_s", 0.215, 0.004))),
        "another runner": page_of(written(), written(treadmill=False, athlete={"mass_kg": 80.0, "height_m": 1.9, "sex": "female"})),
        "one side": page_of(written(), written(**one_stride)),
        "hostile": page_of(written(), quicker_contact(), names=(HOSTILE, f"{HOSTILE}2")),
    }


PAGES = cases()
every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())


@every_page
def test_a_page_is_one_file_that_asks_for_nothing(page: str) -> None:
    plain = page.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "://" not in plain
    assert not re.search(r"<(script|link|iframe|object|embed|base|img)\b|@import|url\((?!#)|<[^>]+\sstyle=", plain, re.IGNORECASE)
    assert len(page.encode()) < LARGEST_BYTES


@every_page
def test_a_page_is_well_formed_and_nothing_empty_is_printed(page: str) -> None:
    reader = read(page)
    assert [] == reader.broken
    assert [] == reader.open
    assert len(reader.ids) == len(set(reader.ids))
    assert 1 == reader.tags.count("h1")
    assert reader.tags.count("table") == reader.captions
    assert not re.search(r"\b(None|NaN|nan|inf|Undefined)\b", reader.text)


@every_page
def test_neither_codes_nor_names_of_keys_stand_outside_folds(page: str) -> None:
    shown = " ".join(read(page).unfolded)
    assert not re.search(r"\b[AFKDPX]\d\d\b|\b[a-z]+_[a-z_]+\b|\b\d deg\b| rad\b", shown)


@every_page
def test_every_picture_says_in_numbers_what_it_shows(page: str) -> None:
    for words in read(page).pictures:
        assert re.search(r"\d ?(°|ms|cm|steps/min|Nm/kg|W/kg|J/kg)", words), words


def test_what_changed_stands_first_with_before_after_and_its_direction() -> None:
    reader = read(PAGES["changed"])
    assert "What changed beyond noise" == reader.headings[0]
    assert "Contact time: both sides 15 ms shorter (230 → 215 ms)." == reader.sentences[0]
    assert 1 == len(reader.sentences)


def test_a_change_of_one_side_names_the_side_alone() -> None:
    after = written(**with_one_side("right", peak_hip_flexor_moment_nm_kg={"mean": 1.55, "sd": 0.05, "n": 20}))
    sentences = read(page_of(written(), after)).sentences
    assert ["Flexor peak: right 0.15 Nm/kg larger (1.40 → 1.55 Nm/kg)."] == sentences


def test_where_nothing_changed_the_page_says_so_and_what_that_does_not_mean() -> None:
    reader = read(PAGES["same"])
    assert "Nothing changed beyond noise." == reader.sentences[0]
    assert "That does not mean that nothing changed" in reader.sentences[1]
    assert "contact time by 4 ms" in reader.sentences[1]
    assert "changed" not in reader.ids


def test_at_another_speed_nothing_is_called_a_change_of_the_runner() -> None:
    page = PAGES["another speed"]
    reader = read(page)
    assert "Read this first" == reader.headings[0]
    assert "What differs beyond noise, at another speed" == reader.headings[1]
    assert "12.6 km/h and then 14.4 km/h (14 % faster)" in reader.text
    assert page.index("The speeds differ") < page.index("Contact time: both sides")
    assert "Other runners" in reader.text
    assert (
        "changed" not in reader.text.replace("what twelve men changed", "").replace("would seem changed", "").lower().split("for those")[0]
    )


def test_warnings_stand_before_everything_and_the_usual_reminders_do_not_count_as_warnings() -> None:
    warned = read(PAGES["another runner"])
    assert "Read this first" == warned.headings[0]
    for words in ("Body mass is 70 kg and then 80 kg", "Height is 175 cm and then 190 cm", "treadmill, the other over ground"):
        assert words in warned.text
    assert "warnings" not in read(PAGES["changed"]).ids
    assert "Markers are placed again" in read(PAGES["changed"]).text


def test_both_sides_have_three_panels_each_with_the_earlier_run_thin() -> None:
    page = PAGES["changed"]
    panels = re.findall(r'<svg[^>]*aria-labelledby="stride-(left|right)-[^>]*>.*?</svg>', page, re.DOTALL)
    assert ["left"] * 3 + ["right"] * 3 == panels
    assert 6 == len(re.findall(r'class="curve (?:left|right) before" d="M\d+[^"]{400,}"', page))
    assert "svg" not in re.findall(r'id="curves">(.*?)<h3>', page, re.DOTALL)[0]


def test_a_side_without_strides_is_left_out_and_the_page_says_why() -> None:
    reader = read(PAGES["one side"])
    assert "The left leg shows no whole stride in at least one run." in reader.text
    assert "Right hip" in reader.text
    assert "Left hip" not in reader.text


def test_what_a_user_typed_is_shown_and_not_run() -> None:
    page = PAGES["hostile"]
    assert "<script" not in page
    assert "<img src=x" not in page
    assert HOSTILE in read(page).text


def test_both_sides_share_a_frame_so_that_they_can_be_compared() -> None:
    tall = [3.0 * value for value in run_document(run()).sides.right.hip_flexion_rad.mean]  # type: ignore[union-attr]
    flat = [0.0] * 101
    after = written(**with_one_side("right", hip_flexion_rad={"mean": tall, "sd": flat}))
    panel = r'aria-labelledby="stride-(?:left|right)-hip-flexion-rad-title[^>]*>(.*?)</svg>'
    drawn = re.findall(panel, page_of(written(), after), re.DOTALL)
    ticks = [re.findall(r'text-anchor="end">([^<]*°)<', words) for words in drawn]
    assert 2 == len(ticks)
    assert ticks[0] == ticks[1]


def test_a_curve_of_another_length_is_refused_in_a_sentence() -> None:
    short = written(**with_one_side("left", hip_flexion_rad={"mean": [0.0] * 50, "sd": [0.0] * 50}))
    with pytest.raises(ValueOutOfRangeError, match="50 and 50, but must be 101 each"):
        page_of(written(), short)


def test_every_measure_can_be_read_in_units_of_people() -> None:
    assert {definition.unit for definition in measure_definitions().values()} <= set(READ_AS)
    assert "12.6 km/h" == read_as(measure_definitions()["stride_speed_m_s"]).number(3.5)
    assert "−12°" == read_as(measure_definitions()["peak_hip_extension_rad"]).number(-0.21)
    assert "0 ms" == read_as(measure_definitions()["contact_time_s"]).number(-0.0001)


@pytest.mark.parametrize(
    ("measure", "before", "after", "said"),
    [
        ("contact_time_s", 0.230, 0.245, "15 ms longer"),
        ("step_length_m", 1.30, 1.20, "10 cm shorter"),
        ("stride_rate_steps_per_min", 170.0, 175.0, "5 steps/min higher"),
        ("peak_hip_extensor_moment_stance_nm_kg", -2.0, -2.3, "0.30 Nm/kg larger"),
        ("hip_flexion_at_contact_rad", 0.6, 0.5, "−5.7°"),
    ],
)
def test_a_change_is_told_as_a_coach_would(measure: str, before: float, after: float, said: str) -> None:
    change = measured_change("left", measure_definitions()[measure], Measure(mean=before, sd=0.01, n=9), Measure(mean=after, sd=0.01, n=9))
    assert said == direction_in_words(change)


def test_an_angle_without_a_published_change_is_marked_because_markers_can_do_that() -> None:
    definitions = measure_definitions()
    still, moved = Measure(mean=0.1, sd=0.001, n=20), Measure(mean=0.3, sd=0.001, n=20)
    doubtful, published = (
        measured_change("left", definitions[name], still, moved) for name in ("peak_hip_extension_rad", "shank_angle_at_contact_rad")
    )
    assert is_from_markers(doubtful)
    assert not is_from_markers(published)
    assert "counts from 4.8°" in noise_in_words(published)


def test_the_mark_of_the_larger_mean_stands_further_right_and_before_is_hollow() -> None:
    strip = change_strip("x", {"left": ((230.0, 4.0), (215.0, 4.0)), "right": ((231.0, 4.0), (240.0, 4.0))}, alt="x")
    before, after = (float(x) for x in re.findall(r'<circle[^>]*cx="([\d.]+)"', strip.svg))
    assert before > after
    assert 'class="mark hollow left before"' in strip.svg
    assert 2 == strip.svg.count("hollow")


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    return command_runner(monkeypatch, capsys, tmp_path / "store.sqlite")


def files(folder: Path, **runs: RunDocument) -> list[Path]:
    """Runs written as files of these names."""
    paths = [folder / f"{name}.json" for name in runs]
    for path, document in zip(paths, runs.values(), strict=True):
        path.write_text(json_text(document), encoding="utf-8")
    return paths


def test_the_command_writes_the_page_under_the_names_of_the_files_or_those_given(command: Command, tmp_path: Path) -> None:
    winter, spring = files(tmp_path, winter=written(), spring=quicker_contact())
    page = tmp_path / "page.html"
    shown = command("compare", winter, spring, "--report", page)
    assert f"Page: {page}" in shown.out
    assert "before: winter" in read(page.read_text(encoding="utf-8")).text
    assert 0 == command("compare", winter, spring, "--names", "old shoe, new shoe", "--report", page).code
    assert "after: new shoe" in read(page.read_text(encoding="utf-8")).text


def test_the_command_refuses_names_that_are_not_two_and_writes_nothing(command: Command, tmp_path: Path) -> None:
    winter, spring = files(tmp_path, winter=written(), spring=quicker_contact())
    shown = command("compare", winter, spring, "--names", "one", "--report", tmp_path / "page.html")
    assert 1 == shown.code
    assert "two names with a comma between them" in shown.err
    assert not (tmp_path / "page.html").exists()


def test_the_command_compares_runs_at_two_speeds_and_json_sets_them_apart(command: Command, tmp_path: Path) -> None:
    slow, quick = files(tmp_path, slow=written(), quick=written(speed_m_s=4.0, **with_measure("contact_time_s", 0.215, 0.004)))
    shown = command("compare", slow, quick)
    assert "A: slow.json at 12.6 km/h" in shown.out
    assert "B: quick.json at 14.4 km/h" in shown.out
    assert "at another speed: none is called a change of the runner." in shown.plain
    plain: dict[str, Any] = json.loads(command("compare", slow, quick, "--json", "-").out)
    contact = next(change for change in plain["changes"] if change["measure"] == "contact_time_s")
    assert ("another speed", "speeds_differ") == (contact["verdict"], plain["warnings"][0]["code"])
    assert contact["by_speed"] < 0


def test_the_spread_of_a_panel_is_that_of_its_run() -> None:
    """The band around the later curve is as high as twice its spread."""
    wide = replace(run().sides["left"].curves["hip_flexion_rad"], sd=np.full(101, 0.2))
    after = written(**with_one_side("left", hip_flexion_rad={"mean": list(wide.mean), "sd": list(wide.sd)}))
    page = page_of(written(), after)
    band = re.search(r'aria-labelledby="stride-left-hip[^>]*>.*?class="spread left" d="M([^"]*) Z"', page, re.DOTALL)
    thin = re.search(r'aria-labelledby="stride-left-hip[^>]*>.*?class="spread left before" d="M([^"]*) Z"', page, re.DOTALL)
    assert band is not None
    assert thin is not None

    def height(path: str) -> float:
        points = [tuple(map(float, point.split(","))) for point in path.split(" L")]
        return abs(points[0][1] - points[-1][1])

    assert 10.0 == pytest.approx(height(band[1]) / height(thin[1]), rel=0.1)
