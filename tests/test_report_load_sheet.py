"""The sheet of load curves: every exercise is on it, on common axes, with arrows along the movement."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from command_line import Command, command_runner
from training_scenes import curve

from hipdrive import coach
from hipdrive.body import SIDES, Athlete
from hipdrive.coach.athletes.effort_scale import typical_strength
from hipdrive.coach.athletes.typical import TYPICAL_ATHLETE
from hipdrive.coach.catalogue.load_sheet import NothingToDrawError
from hipdrive.curve import Action, Mode, MomentCurve
from hipdrive.exercise import Effort, VariantSummary, exercises, variant_summaries, variants_of
from hipdrive.language import Text
from hipdrive.note import Note
from hipdrive.report import SheetExercise, SheetStride
from hipdrive.report.chart.axes import thinned
from hipdrive.report.figures.load_panel import Behind, LoadPart, frame_around, load_panel, load_parts, repetition_parts
from hipdrive.report.load_sheet.view import LoadSheet, SheetGroup, sheet_of
from hipdrive.report.load_sheet.words import ranges_in_words

LARGEST_BYTES = 400_000
SVG = "{http://www.w3.org/2000/svg}"
STRENGTH = {
    "-".join(word.replace("_", "-") for word in (exercise.id, name) if word): (exercise.id, name)
    for exercise in exercises().values()
    for name, variant in variants_of(exercise).items()
    if variant.kind == "strength"
}
"""Anchor -> exercise and variant."""


def summary_of(exercise: str, variant: str) -> VariantSummary:
    summaries = variant_summaries(exercises()[exercise], TYPICAL_ATHLETE, typical_strength(TYPICAL_ATHLETE))
    return next(summary for summary in summaries if summary.variant == variant)


def sheet_exercise(exercise: str, variant: str) -> SheetExercise:
    return SheetExercise(exercise=variants_of(exercises()[exercise])[variant], summary=summary_of(exercise, variant))


def sheet(*each: SheetExercise, stride: SheetStride | None = None) -> LoadSheet:
    typical = SheetStride(curves=coach.demand_at(3.5).curves, source="typical", speed_m_s=3.5, typical=True)
    return sheet_of(each or [sheet_exercise(*names) for names in STRENGTH.values()], stride or typical, TYPICAL_ATHLETE)


@pytest.fixture(scope="module")
def page() -> str:
    return coach.load_sheet(coach.fitting_exercises())


@pytest.fixture(scope="module")
def whole() -> LoadSheet:
    return sheet()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    return command_runner(monkeypatch, capsys, tmp_path / "store.db")


def groups(whole: LoadSheet) -> dict[str, SheetGroup]:
    return {group.anchor: group for group in whole.groups}


def elements(svg: str, css: str) -> list[ET.Element]:
    """Shapes of a figure that have all of these looks."""
    return [shape for shape in ET.fromstring(svg).iter() if set(css.split()) <= set(shape.get("class", "").split())]  # noqa: S314 - our own picture


def points_of(path: ET.Element) -> np.ndarray:
    return np.array([[float(number) for number in pair.split(",")] for pair in re.findall(r"-?[\d.]+,-?[\d.]+", path.get("d", ""))])


def points_right(arrow: ET.Element) -> bool:
    """Whether an arrow head's tip, its first corner, lies right of the others."""
    tip, *others = points_of(arrow)[:, 0]
    return bool(tip > max(others))


def drawn(*curves: MomentCurve) -> str:
    parts = load_parts(curves)
    return load_panel("one", "One", parts, frame_around([parts], {}), alt="").svg


def test_every_strength_exercise_in_every_variant_has_one_panel_and_mobility_work_has_none(page: str) -> None:
    assert sorted(STRENGTH) == sorted(re.findall(r'<article class="panel" id="([^"]+)"', page))
    assert len(STRENGTH) == page.count('aria-labelledby="load-')
    for exercise, _ in STRENGTH.values():
        assert exercises()[exercise].name.replace("'", "&#39;") in page


def test_the_page_fetches_nothing_is_small_and_names_no_rows_of_the_sources(page: str) -> None:
    assert len(page.encode()) < LARGEST_BYTES
    assert "://" not in page.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"<(script|link|iframe|img|object|embed|base)\b|@import|url\(|\bsrc=", page)
    assert not re.search(r"\b[XKDFP]\d\d\b", page)
    links = set(re.findall(r'href="([^"]*)"', page))
    assert {link.removeprefix("#") for link in links} <= set(re.findall(r'\bid="([^"]+)"', page))


def test_all_panels_have_the_same_axes(whole: LoadSheet) -> None:
    frames = {
        tuple(ET.tostring(shape) for look in ("shade", "axis", "base", "small", "norm-line") for shape in elements(panel.picture.svg, look))
        for group in whole.groups
        for panel in group.panels
    }
    assert 1 == len(frames)
    assert len(next(iter(frames))) > 15


def test_no_line_leaves_the_frame(whole: LoadSheet) -> None:
    for group in whole.groups:
        for panel in group.panels:
            for line in elements(panel.picture.svg, "curve"):
                points = points_of(line)
                assert points.min() > 18.0, panel.anchor
                assert points[:, 0].max() < panel.picture.width_px - 4.0, panel.anchor
                assert points[:, 1].max() < panel.picture.height_px - 24.0, panel.anchor


@pytest.mark.parametrize(
    ("flexes", "action", "mode"),
    [
        (True, "flexor", "concentric"),
        (False, "flexor", "eccentric"),
        (False, "extensor", "concentric"),
        (True, "extensor", "eccentric"),
    ],
)
def test_an_arrow_points_the_way_that_the_hip_moves(flexes: bool, action: Action, mode: Mode) -> None:
    (arrow,) = elements(drawn(curve("right", action, mode)), "dot right")
    assert flexes == points_right(arrow)


def test_a_hold_has_no_arrow() -> None:
    assert not elements(drawn(curve("left", "flexor", "isometric")), "dot")


def test_a_hip_that_stays_where_it_is_is_a_dot_there_and_none_stands_on_a_loop() -> None:
    held = curve("left", "flexor", "isometric", from_deg=30, to_deg=30)
    (dot,) = elements(drawn(held, curve("right")), "dot left")
    assert f"{SVG}circle" == dot.tag
    on_loop = elements(drawn(curve("right"), curve("right", "flexor", "isometric", from_deg=60, to_deg=60)), "dot right")
    assert [f"{SVG}path"] == [shape.tag for shape in on_loop]


def test_the_working_hip_of_every_flexor_exercise_is_lifted_first_and_its_arrows_follow_it(whole: LoadSheet) -> None:
    """The first frame of a repetition is its start, so the first way of a hip that is driven up leads to greater flexion."""
    for group in ("flexors-early", "flexors-mid", "flexors-end"):
        for panel in groups(whole)[group].panels:
            load = summary_of(*STRENGTH[panel.anchor]).load
            assert load is not None
            start, top = load.hip_flexion_rad["right"][0], load.hip_flexion_rad["right"].max()
            arrows = [points_right(arrow) for arrow in elements(panel.picture.svg, "dot right") if arrow.tag == f"{SVG}path"]
            assert [True, False] == arrows, panel.anchor
            assert start < top


@pytest.mark.parametrize("names", STRENGTH.values(), ids=STRENGTH)
def test_both_hips_are_whole_repetitions_frame_by_frame(names: tuple[str, str]) -> None:
    load = summary_of(*names).load
    assert load is not None
    parts = repetition_parts(load)
    for side in SIDES:
        own = [part for part in parts if part.side == side]
        degrees = np.concatenate([own[0].line.degrees, *(part.line.degrees[1:] for part in own[1:])])
        moment = np.concatenate([own[0].line.moment_nm_kg, *(part.line.moment_nm_kg[1:] for part in own[1:])])
        np.testing.assert_allclose(np.degrees(load.hip_flexion_rad[side]), degrees, atol=1e-9)
        np.testing.assert_array_equal(load.hip_flexion_moment_nm_kg[side], moment)
        for part in own:
            assert part.onward in {0, np.sign(part.line.degrees[-1] - part.line.degrees[0])}


def test_dashes_of_the_way_down_begin_where_those_of_the_way_up_do() -> None:
    up, down = (points_of(line) for line in elements(drawn(curve("right"), curve("right", mode="eccentric")), "curve right"))
    np.testing.assert_array_equal(up, down)


def test_the_frame_holds_the_stride_where_it_asks_something_and_no_more() -> None:
    nothing = np.full(200, np.nan)
    nothing[60:100] = 1.5
    line = LoadPart(side="left", onward=0, line=load_parts([curve("left")])[0].line).line
    behind = frame_around([], {"left": (replace(line, degrees=np.arange(-80.0, 120.0), moment_nm_kg=nothing),)})
    assert Behind(demand=behind.demand, x=(-24.0, 94.0), y=behind.y) == behind
    assert behind.y[0] < -0.2 < 1.5 < behind.y[1]


def test_an_exercise_stands_where_its_muscles_work_hardest(whole: LoadSheet) -> None:
    for range_, anchor in (("early", "flexors-early"), ("mid", "flexors-mid"), ("end", "flexors-end")):
        for panel in groups(whole)[anchor].panels:
            summary = summary_of(*STRENGTH[panel.anchor])
            assert ("flexor", range_) == (summary.peak_muscle, summary.peak_range), panel.anchor
    both = {anchor for anchor, names in STRENGTH.items() if summary_of(*names).both_hips}
    assert both == {panel.anchor for panel in groups(whole)["both-hips"].panels}
    assert "cable-hip-flexion" in {panel.anchor for panel in groups(whole)["flexors-end"].also}
    assert "cable-hip-flexion" in {panel.anchor for panel in groups(whole)["extensors"].also}


def test_a_thrust_stands_with_the_extensors_though_the_leg_that_is_held_up_counts_as_the_working_one(whole: LoadSheet) -> None:
    assert "single-leg-hip-thrust-floor" in {panel.anchor for panel in groups(whole)["extensors"].panels}


@pytest.mark.parametrize(
    ("words", "action", "degrees"),
    [
        ("early", "flexor", -4.5),
        ("early, near mid", "flexor", 5.0),
        ("mid, near early", "flexor", 25.5),
        ("mid", "flexor", 45.0),
        ("end, near mid", "flexor", 80.0),
        ("lock-out", "extensor", 0.0),
        ("deep", "extensor", 90.0),
    ],
)
def test_a_range_names_its_neighbour_where_another_zero_of_the_hip_would(words: str, action: Action, degrees: float) -> None:
    effort = Effort(
        leg="working",
        side="right",
        action=action,
        share=0.5,
        hip_flexion_rad=np.radians(degrees),
        moment_nm_kg=1.0,
        by_range={},
        run="rising",
    )
    assert words == ranges_in_words(effort)


def test_what_is_said_of_a_hip_is_what_its_loop_shows() -> None:
    """Moment and angle of the words are a point of the computed repetition."""
    for anchor, names in STRENGTH.items():
        summary = summary_of(*names)
        assert summary.load is not None
        for effort in summary.efforts:
            angle, moment = summary.load.hip_flexion_rad[effort.side], summary.load.hip_flexion_moment_nm_kg[effort.side]
            sign = 1.0 if effort.action == "flexor" else -1.0
            assert np.any((angle == effort.hip_flexion_rad) & (sign * moment == effort.moment_nm_kg)), anchor


def test_each_panel_says_its_exercise_its_load_and_both_hips_in_words(page: str) -> None:
    kettlebell = page[page.index('<article class="panel" id="kettlebell-hip-flexion">') :].split("</article>", maxsplit=1)[0]
    assert "Lying hip flexion with a kettlebell or ankle weight" in kettlebell
    assert "(4 kg at the toes)" in kettlebell
    assert re.search(r'<b class="right">Right flexors</b> hardest at −\d+° \(early\): 1\.\d Nm/kg, \d+ % of strength', kettlebell)
    cable = page[page.index('<article class="panel" id="cable-hip-flexion">') :].split("</article>", maxsplit=1)[0]
    assert '<b class="left">Left extensors at once</b> hardest at' in cable


def test_a_typical_stride_is_called_not_yours_and_a_recorded_one_is_not() -> None:
    chosen = [exercises()["seated_lift"]]
    typical = coach.load_sheet(chosen, coach.demand_at(5.0))
    assert "typical, not yours" in typical
    assert "18.0 km/h (3:20 min/km) demands of typical runners" in typical
    own = replace(coach.demand_at(5.0), band=None, source=Text("own run at 5.00 m/s"), athlete=Athlete(mass_kg=58.0, height_m=1.68))
    recorded = coach.load_sheet(chosen, own)
    assert "not yours" not in recorded
    assert "demands of the recorded runner" in recorded
    assert "for a person of 58 kg and 168 cm" in recorded


def test_what_a_body_cannot_do_is_named_with_the_reason_and_not_drawn() -> None:
    whole, half = sheet_exercise("seated_lift", ""), sheet_exercise("kettlebell_hip_flexion", "")
    assert half.summary.load is not None
    stopped = replace(half.summary.load, feasible=False, facts=(Note(code="slack", text=Text("The cable is slack.")),))
    laid_out = sheet(whole, replace(half, summary=replace(half.summary, load=stopped)))
    assert ["seated-lift"] == [panel.anchor for group in laid_out.groups for panel in group.panels]
    assert (("Lying hip flexion with a kettlebell or ankle weight", "The cable is slack."),) == laid_out.impossible


def test_nothing_to_draw_is_said_with_what_was_found() -> None:
    with pytest.raises(NothingToDrawError, match=r"only mobility work matches \(Half-kneeling hip flexor stretch\)"):
        coach.load_sheet([exercises()["hip_flexor_stretch"]])
    with pytest.raises(NothingToDrawError, match="no exercise matches"):
        coach.load_sheet([])


def test_progress_is_told_for_every_exercise() -> None:
    told: list[tuple[int, int]] = []
    chosen = [exercises()["seated_lift"], exercises()["hip_flexor_stretch"]]
    coach.load_sheet(chosen, progress=lambda done, total: told.append((done, total)))
    assert [(1, 2), (2, 2)] == told


def test_a_thinned_line_passes_every_point_within_the_tolerance() -> None:
    across = np.linspace(0.0, 200.0, 400)
    points = np.column_stack([across, 60.0 * np.sin(across / 30.0)])
    kept = thinned(points, tolerance_px=0.3)
    assert len(kept) < len(points) / 5
    np.testing.assert_array_equal(points[[0, -1]], kept[[0, -1]])
    np.testing.assert_allclose(points[:, 1], np.interp(across, kept[:, 0], kept[:, 1]), atol=0.7)
    assert 2 == len(thinned(np.column_stack([across, 3.0 * across])))
    loop = np.array([[0.0, 0.0], [5.0, 5.0], [0.0, 0.0]])
    np.testing.assert_array_equal(loop, thinned(loop))


def test_the_command_writes_the_sheet_and_its_list_stays_as_it_was(run: Command, tmp_path: Path) -> None:
    page, plain = tmp_path / "loads.html", run("exercises", "cable", "--json", "-").json()
    assert plain == run("exercises", "cable", "--loads", page, "--typical", "4", "--json", "-").json()
    written = page.read_text(encoding="utf-8")
    assert "14.4 km/h" in written
    assert {row["id"].replace("_", "-") for row in plain["exercises"]} == {
        re.sub("-(cable|band)$", "", anchor) for anchor in re.findall(r'<article class="panel" id="([^"]+)"', written)
    }


def test_the_sheet_of_one_exercise_may_stand_beside_its_page(run: Command, tmp_path: Path) -> None:
    shown = run("exercises", "X08", "--loads", tmp_path / "one.html")
    assert "Lying hip flexion" in shown.plain
    assert ["kettlebell-hip-flexion"] == re.findall(
        r'<article class="panel" id="([^"]+)"', (tmp_path / "one.html").read_text(encoding="utf-8")
    )


def test_a_stride_without_a_sheet_is_wrong_usage_and_an_empty_sheet_is_not_written(run: Command, tmp_path: Path) -> None:
    assert 2 == run("exercises", "--typical", "4").code
    empty = run("exercises", "stretch", "--loads", tmp_path / "none.html")
    assert (1, False) == (empty.code, (tmp_path / "none.html").exists())
    assert "has no load curve" in empty.err
