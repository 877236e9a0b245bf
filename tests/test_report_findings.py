"""The first screen says what the numbers say: each branch of the three sentences, the levels and the quality, on constructed cases."""

import re
from dataclasses import replace

import numpy as np
import pytest
from report_scenes import content, flexor_stride, guessed, run, side_result
from training_scenes import curve, exercise, flat_capacity, mirrored

from hipdrive.gait.verdict.quality import quality_limits
from hipdrive.language import Reader, en, percent_span
from hipdrive.language.catalogue import Catalogue
from hipdrive.note import FILE, Note
from hipdrive.report import ReportContent, findings_of, recording_quality, typical_runners
from hipdrive.report.run_page.findings import _exercise_in_words, asymmetry_of, leading_gap
from hipdrive.report.run_page.levels import level_of, moment_in_words, with_levels
from hipdrive.report.run_page.quality import quality_table
from hipdrive.report.run_page.set_up_role import handed_over_deg, set_up_role
from hipdrive.report.words import load_in_words, sets_in_words, tempo_in_words
from hipdrive.training import DoseLoad, PlanLine, parse_dose

SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


def said(case: ReportContent) -> str:
    """What was found, as one text."""
    return " ".join(findings_of(case).found)


def test_the_side_that_needs_more_is_named() -> None:
    found = said(content(of_run=run(), demand=flexor_stride(1.0, 1.6)))
    assert "hip flexors (they pull the thigh forward) on the right" in found
    assert "80 % of what a slow strength test shows, a large effort" in found


def test_sides_whose_needs_overlap_are_not_told_apart() -> None:
    found = said(content(of_run=run(), demand=flexor_stride(1.5, 1.6), capacity=flat_capacity(1.8, 2.2)))
    assert "on both sides" in found


def test_extensors_are_named_when_they_need_most() -> None:
    asked = (curve("left", "extensor", from_deg=20, to_deg=50, moment_nm_kg=1.9), *flexor_stride(0.5, 0.5))
    press = exercise("press", curve("left", "extensor", from_deg=20, to_deg=50, moment_nm_kg=1.5), side="left")
    found = said(content(of_run=run(), demand=asked, candidates=(press,)))
    assert "hip extensors (they push the thigh back) on the left, with the thigh 20° ahead of" in found
    assert "which is mid range" in found


@pytest.mark.parametrize(
    ("level", "words"),
    [(0.6, "well within your strength"), (1.8, "a large effort"), (2.6, "as expected in fast running")],
)
def test_the_size_of_the_effort_is_put_in_words(level: float, words: str) -> None:
    light = exercise("light", curve(from_deg=-30, to_deg=0, moment_nm_kg=1.4))
    candidates = (light, mirrored(light))
    assert words in said(content(of_run=run(), demand=flexor_stride(level, level), candidates=candidates))


def test_an_effort_that_may_exceed_a_slow_test_says_that_this_is_expected() -> None:
    found = said(content(of_run=run(), demand=flexor_stride(1.6, 1.6), capacity=flat_capacity(1.5, 2.0)))
    assert "80 to 107 % of what a slow strength test shows, and more than 100 % is expected in fast running" in found


def test_the_place_of_the_largest_need_is_said_in_degrees_behind_or_ahead() -> None:
    behind = (curve("right", from_deg=-30, to_deg=-10, moment_nm_kg=(1.6, 0.8)),)
    ahead = (curve("right", from_deg=30, to_deg=60, moment_nm_kg=(0.8, 1.6)),)
    assert "with the thigh 30° behind its standing position, which is early range" in said(content(of_run=run(), demand=behind))
    assert "with the thigh 60° ahead of its standing position, which is mid range" in said(content(of_run=run(), demand=ahead))


def test_a_range_that_flips_within_the_pelvis_uncertainty_says_so() -> None:
    near_the_edge = (curve("right", from_deg=5, to_deg=22, moment_nm_kg=1.5),)
    far_from_it = (curve("right", from_deg=-30, to_deg=-5, moment_nm_kg=1.5),)
    assert "depends on the pelvis definition" in said(content(of_run=run(), demand=near_the_edge))
    assert "depends on the pelvis definition" not in said(content(of_run=run(), demand=far_from_it))


def test_a_difference_between_sides_counts_only_beyond_noise() -> None:
    clear = run(left=side_result(peak_nm_kg=1.8, sd_nm_kg=0.05), right=side_result(peak_nm_kg=1.4, sd_nm_kg=0.05))
    noisy = run(left=side_result(peak_nm_kg=1.8, sd_nm_kg=0.30), right=side_result(peak_nm_kg=1.4, sd_nm_kg=0.30))
    common = run(left=side_result(peak_nm_kg=1.5, sd_nm_kg=0.01), right=side_result(peak_nm_kg=1.4, sd_nm_kg=0.01))
    found = asymmetry_of(clear)
    assert found is not None
    assert found.larger == "left"
    assert found.share == pytest.approx(0.4 / 1.6)
    assert "The left flexors peak 25 % above the right" in said(content(of_run=clear))
    assert asymmetry_of(noisy) is None
    assert asymmetry_of(common) is None
    assert "more than strides vary" not in said(content(of_run=noisy))


def test_without_a_stride_on_one_side_the_sides_are_not_compared() -> None:
    right = replace(side_result(), strides=0, measures={}, curves={}, flexor_impulse={})
    assert asymmetry_of(run(right=right)) is None
    assert findings_of(content(of_run=run(right=right))).confidence == "not very sure"


def test_where_no_strength_is_known_no_lack_is_named() -> None:
    outside = flat_capacity(valid=(100, 115))
    empty = replace(content(planned=False), match=replace(content().match, gaps=content(capacity=outside, planned=False).match.gaps))
    assert leading_gap(empty.match) is None
    assert "we cannot say where drive is missing" in said(empty)
    assert findings_of(empty).confidence == "not very sure"


def test_a_typical_stride_is_never_called_yours() -> None:
    found = findings_of(content())
    assert found.found[0].startswith("A typical stride, not yours,")
    assert "Your" not in " ".join(found.found)
    assert found.confidence == "not very sure"


def test_a_made_up_runner_is_never_called_you() -> None:
    found = findings_of(content(of_run=run(), synthetic=True))
    assert found.found[0].startswith("This made-up example stride")
    assert "nothing here is about you" in found.how_sure


def test_confidence_falls_with_recording_and_strength() -> None:
    good = findings_of(content(of_run=run(), demand=flexor_stride(1.0, 1.6)))
    few = findings_of(content(of_run=run(left=side_result(strides=4)), demand=flexor_stride(1.0, 1.6)))
    poor = findings_of(content(of_run=run(left=side_result(strides=1)), demand=flexor_stride(1.0, 1.6)))
    guess = findings_of(content(of_run=run(), capacity=guessed()))
    assert (good.confidence, few.confidence, poor.confidence, guess.confidence) == (
        "fairly sure",
        "moderately sure",
        "not very sure",
        "not very sure",
    )
    assert "strength was tested" in good.how_sure
    assert "few strides" in few.how_sure
    assert "strength is a guess, not a test" in guess.how_sure
    assert "we guess your slow strength to be" in " ".join(guess.found)


def test_this_week_names_sessions_exercises_sets_and_loads() -> None:
    week = findings_of(content(of_run=run())).this_week
    assert re.search(r"^(One session|\d sessions), about \d+ minutes", week.heading)
    assert 1 <= len(week.lines) <= 3
    assert all(re.search(r": \d × \d+.* each side, \d+(\.\d)? kg", line) for line in week.lines)


def test_without_a_plan_nothing_is_suggested_and_the_reason_is_given() -> None:
    week = findings_of(content(planned=False)).this_week
    assert week.heading == "No training is suggested this week. Nothing on offer trains what the stride asks."
    assert () == week.lines


ALL_CASES = [
    content(of_run=run()),
    content(),
    content(of_run=run(), synthetic=True),
    content(capacity=guessed()),
    content(planned=False),
    content(of_run=run(left=side_result(peak_nm_kg=2.4)), demand=(curve("right", from_deg=5, to_deg=22, moment_nm_kg=1.5),)),
]


@pytest.mark.parametrize("case", ALL_CASES)
def test_what_was_found_is_three_sentences_that_promise_nothing(case: ReportContent) -> None:
    found = findings_of(case)
    assert 3 == len(found.found)
    for sentence in (*found.found, found.how_sure):
        assert len(SENTENCE_END.findall(sentence)) == 1
        assert sentence.endswith(".")
        assert not re.search(r"\b(faster|injur|prevent|cure|guarantee|None|nan)", sentence, re.IGNORECASE)


def test_a_moment_is_low_typical_or_high_against_declared_limits() -> None:
    assert ["low", "typical", "high"] == [level_of(value, "flexor") for value in (0.5, 1.4, 2.4)]
    assert "typical" == level_of(-2.3, "extensor")
    assert "1.40 Nm/kg (typical)" == moment_in_words(1.4, "flexor")
    assert "most at 4 deg (0.66 Nm/kg, low)." == with_levels("most at 4 deg (0.66 Nm/kg).")
    assert "by up to 2.10 Nm/kg (high); least force" == with_levels("by up to 2.10 Nm/kg; least force")
    assert "1.40 Nm/kg (typical)" == with_levels("1.40 Nm/kg (typical)")


def test_the_word_beside_a_moment_is_the_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"Most at {angle}° ({moment:.2f} Nm/kg).": ("Am meisten bei {angle}° ({moment:.2f} Nm/kg).",), "low": ("niedrig",)}
    german = Reader(code="de", catalogue=Catalogue(known, "n != 1"), decimal=",", day="dd.MM.y")
    monkeypatch.setattr("hipdrive.report.run_page.levels.reader", lambda: german)
    said = with_levels(en("Most at {angle}° ({moment:.2f} Nm/kg).", angle=4, moment=0.66))
    assert "Most at 4° (0.66 Nm/kg, low)." == said
    assert "Am meisten bei 4° (0,66 Nm/kg, niedrig)." == german.show(said)


def test_a_moment_is_judged_against_runners_at_the_same_speed_where_they_are_known() -> None:
    slow, quick = typical_runners(2.5), typical_runners(4.5)
    between = (slow.peak_nm_kg["flexor"][0] + quick.peak_nm_kg["flexor"][0]) / 2
    assert slow.peak_nm_kg["flexor"][0] < quick.peak_nm_kg["flexor"][0]
    assert "high" == level_of(between + 0.2, "flexor", slow)
    assert "low" == level_of(between - 0.2, "flexor", quick)


def test_a_clean_recording_is_good_and_each_weakness_lowers_it() -> None:
    clean = run()
    assert "good" == recording_quality(clean).grade
    assert () == recording_quality(clean).against
    weak = {
        "markers that fit loosely": replace(clean, marker_error_rms_m=0.03),
        "forces that do not quite match the movement": replace(clean, residual_rms_bw=0.2),
        "no markers on the trunk": replace(clean, trunk_recorded=False, residual_rms_bw=0.7),
        "few strides": replace(clean, sides={"left": side_result(strides=4), "right": side_result()}),
        "few frames per second": replace(clean, sampling_rate_hz=80.0),
        "unchecked force plates": replace(clean, force_over_weight=None),
        "force plates that do not match body weight": replace(clean, force_over_weight=0.95),
    }
    for weakness, recording in weak.items():
        quality = recording_quality(recording)
        assert ("usable", [weakness]) == (quality.grade, [reason.weakness for reason in quality.against])


def test_a_recording_far_off_is_doubtful() -> None:
    clean = run()
    for recording in (
        replace(clean, marker_error_rms_m=0.06),
        replace(clean, residual_rms_bw=0.5),
        replace(clean, sides={"left": side_result(strides=1), "right": side_result()}),
        replace(clean, sampling_rate_hz=50.0),
        replace(clean, force_over_weight=1.12),
    ):
        assert "doubtful" == recording_quality(recording).grade


def test_notes_of_the_analysis_stand_with_the_quality() -> None:
    note = Note("gaps_filled", en("Two gaps were filled."))
    assert ("Two gaps were filled.",) == recording_quality(run(notes=(note,))).remarks


@pytest.mark.parametrize(
    ("dose", "sets", "load", "tempo"),
    [
        ("x L 3x5 hold 1s @2kg tempo 2-1-3 rest 90s", "3 × 5, hold 1 s each", "2 kg at the ankle", "2 s up, 1 s hold, 3 s down"),
        ("x alt 2x20 @band:green*2 tempo X-0-2", "2 × 20", "green band, 2 strands", "as fast as you can up, 2 s down"),
        ("x LR 1-2xfatigue @bodyweight", "1 to 2 × until you lose form", "no added weight", "your own, controlled"),
        ("x R 2x20m @4kg+band:red", "2 × 20 m", "4 kg at the ankle and red band", "your own, controlled"),
    ],
)
def test_a_dose_reads_as_a_coach_would_say_it(dose: str, sets: str, load: str, tempo: str) -> None:
    read = parse_dose(dose)
    assert (sets, load, tempo) == (sets_in_words(read), load_in_words(read.load, {"weight_at": "ankle"}), tempo_in_words(read.tempo))


def test_a_stack_is_said_to_be_one() -> None:
    assert "7.5 kg on the stack" == load_in_words(DoseLoad(mass_kg=7.5), {"stack_kg": 7.5})


def test_spans_round_to_one_number_where_they_are_alike() -> None:
    assert ("40 to 55 %", "40 %") == (percent_span(0.4, 0.55), percent_span(0.401, 0.404))


def test_a_note_keeps_its_files_name_for_those_who_have_the_file() -> None:
    """A recording called 'run.trc' takes nothing from other words, and a page that is handed on does not name it."""
    note = Note("frame_count_differs", en("In the running trial {file} announces 5 frames.", file=FILE), "run.trc")
    assert "In the running trial run.trc announces 5 frames." == note.message
    assert "In the running trial the recording announces 5 frames." == note.nameless
    assert (
        "The standing trial is not used."
        == Note("static_not_used", en("{file} is not used.", file=FILE), "anna.trc", called=en("the standing trial")).nameless
    )
    assert "{file} stays where no file is meant." == Note("x", en("{file} stays where no file is meant.")).nameless


def test_an_exercise_of_both_legs_is_not_called_alternating() -> None:
    line = PlanLine(
        exercise="leg_raise",
        name=en("Leg raise"),
        side="both",
        dose=parse_dose("leg_raise both 2x6 @bodyweight"),
        set_up={},
        stop_for=(),
        why=(),
    )
    assert "Leg raise: 2 × 6 both legs together, no added weight" == _exercise_in_words(line.name, [line])
    alternating = replace(line, dose=parse_dose("leg_raise alt 2x6 @bodyweight"))
    assert "sides alternating" in _exercise_in_words(line.name, [alternating])


def test_the_set_up_role_of_the_flexors_says_where_the_extensors_take_over() -> None:
    """The made-up flexors peak with the thigh farthest behind (50 % of the stride) and turn a quarter stride later, at 18 deg."""
    of_run = " ".join(set_up_role(content(of_run=run())))
    assert "P32" in of_run
    assert "the left thigh 18° ahead of its standing position and the right thigh 18° ahead" in of_run
    assert "unproven" in of_run
    typical = " ".join(set_up_role(replace(content(), typical=typical_runners(3.5))))
    assert re.search(r"In the typical stride the extensors take over in late swing with the thigh \d+° ahead", typical)


def test_where_no_moment_is_known_or_none_turns_the_principle_stands_alone() -> None:
    turn = 2 * np.pi * np.arange(101.0) / 100
    assert handed_over_deg({"hip_flexion_rad": np.cos(turn)}) is None
    assert handed_over_deg({"hip_flexion_rad": np.cos(turn), "hip_flexion_moment_nm_kg": 2 + np.cos(turn)}) is None
    assert "take over" not in " ".join(set_up_role(content()))


def test_the_handing_over_may_lie_beyond_the_end_of_the_curve() -> None:
    """A peak at 95 % that turns at 20 % of the next stride: the angle there, on a stride that repeats."""
    percent = np.arange(101.0)
    moment = np.cos(2 * np.pi * (percent - 95) / 100)
    assert handed_over_deg({"hip_flexion_rad": np.radians(percent % 100), "hip_flexion_moment_nm_kg": moment}) == pytest.approx(20.0)


def test_every_check_of_a_recording_has_its_words() -> None:
    assert set(quality_limits()) == set(quality_table().checks)
