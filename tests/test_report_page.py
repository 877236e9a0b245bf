"""The page is one self-contained file that a runner can read: safe first, nothing leaked, nothing empty, every picture in words."""

import base64
import hashlib
import math
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import numpy as np
import pytest
from report_scenes import content, guessed, hostile_candidates, run, side_result
from training_scenes import curve, gym

from hipdrive.evidence import load_evidence
from hipdrive.gait.verdict.form import FormFinding
from hipdrive.language import en, verbatim
from hipdrive.note import FILE, Note
from hipdrive.report import ReportContent, build_page, typical_runners
from hipdrive.report.run_page.choice_view import amount_in_words
from hipdrive.report.run_page.chosen import chosen_exercises, left_out, range_shares
from hipdrive.report.run_page.content import RunClock
from hipdrive.report.run_page.evidence_links import evidence_links
from hipdrive.report.run_page.figures.range_bars import range_bars
from hipdrive.report.run_page.figures.scissor import ScissorView, scissor_figure
from hipdrive.report.run_page.figures.scissor_lines import capacity_span, load_lines
from hipdrive.report.run_page.figures.stride_curves import stride_curves, toe_off_percent
from hipdrive.report.run_page.page import glossary, run_page
from hipdrive.report.run_page.plan_view import later_weeks, plan_weeks
from hipdrive.report.words import sets_in_words
from hipdrive.speed import speed_in_words
from hipdrive.training import safety_rows

HOSTILE = "<script>alert('$x^{2$')</script><img src=x onerror=alert(1)>"
VOID = {"meta", "br", "hr", "link", "input"}


class Reader(HTMLParser):
    """Collects what a reader gets: words, pictures in words, headings, ids and links; notes tags that do not close."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.pictures: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sentences: list[str] = []
        self.headings: list[str] = []
        self.captions = 0
        self.folds = 0
        self.unfolded: list[str] = []
        self.open: list[str] = []
        self.broken: list[str] = []
        self._kind = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and what it carries."""
        given = dict(attrs)
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "desc":
            self.pictures.append("")
        if tag == "details":
            self.folds += 1
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given.get("href")))
        if tag == "p" and "sentence" in str(given.get("class")).split():
            self.sentences.append("")
            self._kind = "sentence"
        if tag == "h2":
            self.headings.append("")
            self._kind = "h2"
        self.captions += tag == "caption"

    def handle_endtag(self, tag: str) -> None:
        """Check that the tag opened last is the one that closes."""
        if not self.open or self.open.pop() != tag:
            self.broken.append(tag)
        self.folds -= tag == "details"
        if tag in {"p", "h2"}:
            self._kind = ""

    def handle_data(self, data: str) -> None:
        """Keep words that are shown."""
        if "style" in self.open:
            return
        if "desc" in self.open:
            self.pictures[-1] += data
        if "svg" in self.open:
            return
        if not self.folds:
            self.unfolded.append(data)
        self.words.append(data)
        if self._kind == "sentence":
            self.sentences[-1] += data
        if self._kind == "h2":
            self.headings[-1] += data

    @property
    def text(self) -> str:
        """All words, single spaces."""
        return " ".join(" ".join(self.words).split())


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def cases() -> dict[str, ReportContent]:
    """Every kind of report."""
    bare_side = replace(side_result(), strides=0, measures={}, curves={}, flexor_impulse={})
    notes = (Note("gaps_filled", en("2 gaps in {file} were filled.", file=FILE), "anna_smith_run.c3d"),)
    form = (FormFinding(id="F01", side="left", value=0.2, unit="m", finding=en("At landing the left ankle is 20 cm ahead.")),)
    return {
        "full": replace(
            content(of_run=replace(run(notes=notes), form=form)),
            typical=typical_runners(3.5),
            other_segments=replace(run(), segments="dempster"),
        ),
        "synthetic": content(of_run=run(), synthetic=True),
        "no run": content(),
        "priors only": content(capacity=guessed()),
        "no plan": content(of_run=run(), planned=False),
        "one side": content(of_run=run(right=bare_side)),
        "hostile": replace(
            content(
                of_run=run(notes=(Note("labels", en("Marker {name} is unknown.", name=HOSTILE)),)),
                candidates=(*hostile_candidates(HOSTILE), *gym()[6:]),
            ),
            demand_source=verbatim(HOSTILE),
            capacity_source=verbatim(HOSTILE),
            athlete_name=HOSTILE,
        ),
    }


PAGES = {name: build_page(case) for name, case in cases().items()}
every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())


@every_page
def test_a_page_needs_nothing_from_outside_and_may_ask_for_nothing(page: str) -> None:
    plain = page.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "://" not in plain
    assert not re.search(r"<(script|link|iframe|object|embed|base|img)\b|@import|url\((?!#)", plain, re.IGNORECASE)
    assert all(link.startswith("#") for link in read(page).links)
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


@every_page
def test_the_policy_names_every_style_of_the_page_and_none_hides_in_a_tag(page: str) -> None:
    for style in re.findall(r"<style>(.*?)</style>", page, re.DOTALL):
        assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in page
    assert not re.search(r"<[^>]+\sstyle=", page)


@every_page
def test_a_page_is_well_formed(page: str) -> None:
    reader = read(page)
    assert [] == reader.broken
    assert [] == reader.open
    assert len(reader.ids) == len(set(reader.ids))
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids)
    assert '<html lang="en">' in page
    assert '<meta name="viewport"' in page
    assert 1 == reader.tags.count("h1")
    assert reader.tags.count("table") == reader.captions


@every_page
def test_each_picture_has_words_that_state_the_finding(page: str) -> None:
    pictures = read(page).pictures
    assert len(pictures) >= 2
    for words in pictures:
        assert re.search(r"\d+ ?(°|%|ms|cm|Nm/kg)", words), words


@every_page
def test_the_first_screen_stands_before_everything_else(page: str) -> None:
    reader = read(page)
    assert ["What we found", "This week", "How sure"] == reader.headings[:3]
    assert 4 == len(reader.sentences)
    assert [1, 1, 1, 1] == [len(re.findall(r"[.!?](?=\s|$)", sentence)) for sentence in reader.sentences]


@every_page
def test_codes_stand_behind_folds_alone(page: str) -> None:
    shown = " ".join(read(page).unfolded)
    assert not re.search(r"\b[AFKDPX]\d\d\b", shown)
    assert "not graded" not in page


@every_page
def test_red_flags_and_the_pain_rule_stand_before_the_first_line_of_the_plan(page: str) -> None:
    text = read(page).text
    plan = page.index('id="plan"')
    for row in safety_rows():
        if row.kind in {"red flag", "pain rule"}:
            assert row.statement in text
            assert page.index(row.statement[:40]) < plan
    assert page.index('id="safety"') < plan


@every_page
def test_no_moment_stands_without_low_typical_or_high(page: str) -> None:
    reader = read(page)
    for words in (reader.text, *reader.pictures):
        for found in re.finditer("Nm/kg", words):
            near = words[max(0, found.start() - 60) : found.end() + 60]
            assert re.search(r"\b(low|typical|high)\b", near), near


@every_page
def test_nothing_empty_is_printed(page: str) -> None:
    words = read(page).text
    assert not re.search(r"\b(None|NaN|nan|inf|Undefined)\b", words)
    assert "{{" not in words


@every_page
def test_speed_and_health_are_never_promised(page: str) -> None:
    words = read(page).text
    assert "We promise no gain in speed and no protection from injury." in words
    assert not re.search(r"\b(will|makes? you) (run )?(be )?(faster|quicker)|prevents? injur(y|ies) by|guarantee", words, re.IGNORECASE)


def test_what_a_user_typed_is_shown_and_not_run() -> None:
    page = PAGES["hostile"]
    assert "<script" not in page
    assert "onerror=alert(1)&gt;" in page
    assert "<img src=x" not in page
    assert HOSTILE in read(page).text


def test_a_synthetic_runner_is_called_so_in_every_section() -> None:
    headings = read(PAGES["synthetic"]).headings
    assert all("synthetic" in heading for heading in headings[3:] if "screened" not in heading)
    assert "Synthetic example" in read(PAGES["synthetic"]).text
    assert "synthetic" not in " ".join(read(PAGES["full"]).headings)


def test_a_typical_stride_is_called_not_yours_in_every_section() -> None:
    headings = read(PAGES["no run"]).headings
    assert all("typical, not yours" in heading for heading in headings[3:] if "screened" not in heading)
    assert "typical, not yours" not in read(PAGES["full"]).text


def test_a_recorded_stride_without_its_recording_is_not_called_typical() -> None:
    page = read(build_page(replace(content(), demand_recorded=True, demand_source=en("own run at 3.50 m/s"))))
    assert "typical, not yours" not in page.text
    assert "Made from a recorded stride (own run at 3.50 m/s)" in page.text


def test_a_file_is_never_named_and_a_person_where_the_name_is_given() -> None:
    case = cases()["full"]
    nameless, named = build_page(case), build_page(replace(case, athlete_name="Run Ning", on=date(2026, 11, 28)))
    assert "anna_smith" not in nameless
    assert "2 gaps in the recording were filled." in nameless
    assert "Run Ning: where your hips need drive" in named
    assert "The plan for Run Ning" in named
    assert "28 November 2026" in named


def test_the_safety_box_is_one_line_once_the_screen_is_clean_and_open_before() -> None:
    case = cases()["full"]
    flag = next(row.statement for row in safety_rows() if row.kind == "red flag")
    clean, unscreened = read(build_page(replace(case, screened=True))), read(build_page(case))
    assert flag in " ".join(unscreened.unfolded)
    assert flag not in " ".join(clean.unfolded)
    assert flag in clean.text
    assert "Not screened yet" in " ".join(unscreened.headings)


def test_a_plan_from_a_doubtful_recording_says_so_at_its_head() -> None:
    doubtful = replace(run(), marker_error_rms_m=0.06)
    page = build_page(content(of_run=doubtful))
    assert "The recording is doubtful (markers that fit loosely)" in page
    assert page.index("The recording is doubtful") < page.index('id="exercise-1"')
    assert "The recording is doubtful" not in PAGES["full"]


def test_only_what_lies_beyond_noise_stands_out() -> None:
    seen = FormFinding(
        id="F09", side="left", value=0.1, unit="rad", finding=en("Hike, left: 6.0 deg."), title=en("Pelvis hiked"), status="seen"
    )
    below = replace(seen, value=0.08, finding=en("Hike, left: 4.6 deg."), status="below noise")
    clear = run_page(content(of_run=replace(run(), form=(seen,))))
    assert ["Pelvis hiked on the left"] == [row.what for row in clear.stands_out]
    assert () == run_page(content(of_run=replace(run(), form=(below,)))).stands_out
    far = run(left=side_result(peak_nm_kg=1.8, sd_nm_kg=0.05), right=side_result(peak_nm_kg=1.4, sd_nm_kg=0.05))
    assert ["Flexor peak differs"] == [row.what for row in run_page(content(of_run=far)).stands_out]


def test_a_leg_with_one_stride_is_not_set_beside_the_other() -> None:
    page = run_page(content(of_run=run(right=side_result(strides=1))))
    assert () == page.sides
    assert "Left and right are not compared" in page.no_sides_because


def test_measures_stand_in_the_units_of_a_coach_with_their_spread() -> None:
    words = read(PAGES["full"]).text
    for said in ("174 steps/min", "230 ± 4 ms", "20.5 ± 1.2 cm", "-12 ± 1°", "12.6 km/h = 4:46 min/km = 3.50 m/s", "70.0 kg, 175 cm"):
        assert said in words
    assert "4:46 min/km" in speed_in_words(3.5)


def test_the_spread_between_segment_tables_is_stated() -> None:
    assert "with Dempster, as in Winter's book 1.40 Nm/kg" in read(PAGES["full"]).text
    assert "25 to 32 %" in read(PAGES["synthetic"]).text


def test_every_term_of_the_glossary_has_one_line() -> None:
    words = read(PAGES["full"]).text
    for name, line in glossary().items():
        assert line in words
        assert 1 == line.count("\n") + 1
        assert f'id="term-{name.replace(" ", "-")}"' in PAGES["full"]


def test_every_planned_line_is_in_the_page() -> None:
    case = cases()["full"]
    assert case.plan is not None
    chosen = chosen_exercises(case.match, case.plan)
    weeks = plan_weeks(case.plan.sessions, chosen)
    assert case.plan.weeks == len(weeks)
    for week in weeks:
        planned = [session for session in case.plan.sessions if session.week == week.week]
        assert sorted(session.day for session in planned) == sorted(day for part in week.parts for day in part.days)
        for part in week.parts:
            of_day = next(session for session in planned if session.day == part.days[0])
            assert {line.name for line in of_day.lines} == {row.name for row in part.rows}
    later = later_weeks(case.plan.sessions)
    assert tuple(week.week for week in weeks[1:]) == later.weeks
    asked = {str(row.name): row.cells for row in later.rows}
    for session in (session for session in case.plan.sessions if session.week > 1):
        for line in session.lines:
            assert any(sets_in_words(line.dose) in words for words in asked[line.name][later.weeks.index(session.week)])
    for fault in case.plan.sessions[0].lines[0].stop_for:
        assert fault in read(PAGES["full"]).text


def test_both_positions_of_a_dispute_are_shown() -> None:
    words = read(PAGES["full"]).text
    for row_id in ("D01", "D02", "K14", "K25"):
        row = load_evidence()[row_id]
        assert row.said_by in words
        assert row.evidence in words
        assert row.verdict in words
    assert any(link.disputed for link in evidence_links((), None))


def test_the_need_by_range_adds_up_and_is_never_overfilled() -> None:
    case = content(of_run=run())
    shares = range_shares(case.match, chosen_exercises(case.match, case.plan))
    for side in ("left", "right"):
        assert 1.0 == pytest.approx(sum(share.need for share in shares if share.side == side))
    assert all(-1e-12 <= share.trained <= share.need + 1e-12 for share in shares)


def test_muscles_that_the_plan_leaves_out_are_named() -> None:
    asked = (*content().demand, curve("left", "extensor", from_deg=20, to_deg=50, moment_nm_kg=1.0))
    case = content(of_run=run(), demand=asked)
    assert (("left", "extensor"),) == left_out(range_shares(case.match, chosen_exercises(case.match, case.plan)))
    assert "next to nothing of what the stride asks of the left extensors" in read(build_page(case)).text


def test_loads_are_drawn_as_they_were_computed() -> None:
    case = content(of_run=run())
    lines = load_lines(chosen_exercises(case.match, case.plan))
    assert {"right"} == {line.side for line in lines}
    early = next(line for line in lines if line.line.degrees.min() == -20)
    assert np.allclose(early.line.moment_nm_kg, early.line.moment_nm_kg[0])
    assert early.line.moment_nm_kg[0] > 0


def test_the_capacity_drawn_spans_both_hips_inside_its_validity() -> None:
    degrees, low, high = capacity_span(guessed(), "flexor")
    bands = [band for band in guessed() if band.action == "flexor" and band.mode == "concentric"]
    assert math.degrees(min(band.valid_high_rad for band in bands)) + 1e-6 >= degrees.max()
    assert np.all(high >= low)
    assert low.max() <= max(float(np.abs(band.low.moment_nm_kg).max()) for band in bands) + 1e-12


def test_toe_off_lies_where_contact_ends() -> None:
    assert 100 * 0.230 / 0.690 == pytest.approx(toe_off_percent(run(), "left"))


def test_figures_are_the_same_twice() -> None:
    case = content(of_run=run())
    chosen = chosen_exercises(case.match, case.plan)
    view = ScissorView(match=case.match, capacity=case.capacity, chosen=chosen)

    def drawn() -> list[str]:
        pictures = (*stride_curves(run()), scissor_figure(view, name="scissor"), range_bars(range_shares(case.match, chosen)))
        return [picture.svg for picture in pictures]

    assert drawn() == drawn()
    assert all(svg.endswith("</svg>") for svg in drawn())


def test_a_scissor_figure_as_a_file_brings_its_colours() -> None:
    case = content(of_run=run())
    file = scissor_figure(ScissorView(match=case.match, capacity=case.capacity), name="scissor").file
    for name in set(re.findall(r"var\(--([\w-]+)\)", file)):
        assert f"--{name}:" in file


def test_the_amount_trained_is_put_in_words() -> None:
    assert ("most", "about half", "a little to about half", "next to nothing") == tuple(
        amount_in_words(span) for span in ((0.7, 0.9), (0.4, 0.5), (0.2, 0.4), (0.0, 0.05))
    )


def test_a_served_report_names_the_next_sessions_of_the_followed_plan_and_a_file_none() -> None:
    coming = (verbatim("Mon 1 Dec: Seated lift"), verbatim("Wed 3 Dec: March"))
    clock = RunClock(scripts=(), coming=coming, plan_address="/athletes/1/plan")
    page = build_page(replace(content(), run=None, demand_recorded=True, clock=clock))
    assert "Mon 1 Dec: Seated lift" in page
    assert '<a href="/athletes/1/plan">See the plan that is followed</a>' in page
    assert "This week, in a plan made from this run" in page
    assert "plan that is followed" not in build_page(content())
