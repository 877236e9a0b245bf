"""The catalogue as coach tells it: rows, filters, the grid, evidence with its uses, and loads at three tempos against strength."""

import json
import math
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hipdrive import coach
from hipdrive.body import SIDES, Athlete
from hipdrive.capacity import StrengthTest
from hipdrive.coach.athletes.athlete_file import AthleteFile
from hipdrive.coach.athletes.effort_scale import typical_strength
from hipdrive.coach.catalogue.evidence import uses_of
from hipdrive.coach.catalogue.exercises import RESISTANCES, positions
from hipdrive.contract.exercises.load import load_document
from hipdrive.contract.wire import json_text
from hipdrive.errors import UnknownNameError
from hipdrive.evidence import load_evidence
from hipdrive.exercise import (
    QUALITIES,
    exercise_of,
    exercises,
    lacking,
    ladders,
    peaks_of,
    read_equipment,
    read_exercise,
    row_notes,
    solve_load,
    variant_summaries,
    variants_of,
    verdicts_of,
)
from hipdrive.exercise.declared.claim import Claim, LoadFigure
from hipdrive.exercise.solve.load import ACTIONS
from hipdrive.exercise.verdict.claims import verdict_of
from hipdrive.exercise.verdict.load_report import REMARKS
from hipdrive.language import en

ATHLETE = Athlete(mass_kg=70, height_m=1.75)
STRENGTH = [name for name, exercise in exercises().items() if exercise.kind == "strength"]
WEAK = AthleteFile(
    athlete=ATHLETE,
    tests=(StrengthTest(side="right", action="flexor", force_n=120.0, lever_m=0.42, hip_flexion_rad=math.radians(10.0)),),
)
KEYS = [
    "id",
    "name",
    "rows",
    "position",
    "laterality",
    "equipment",
    "resistance",
    "quality",
    "both_hips",
    "peak_range",
    "ladder",
    "evidence",
]


def ids(**filters: Any) -> list[str]:  # noqa: ANN401 - the values of Filters
    return [row.id for row in coach.exercise_list("", coach.Filters(**filters)).exercises]


def test_every_row_of_the_list_keeps_the_contract() -> None:
    found = json.loads(json_text(coach.exercise_list()))
    assert "hipdrive.exercises/1" == found["schema"]
    assert list(exercises()) == [row["id"] for row in found["exercises"]]
    for row in found["exercises"]:
        assert set(KEYS) <= set(row)
        assert row["quality"] in QUALITIES
        assert (row["kind"] == "mobility") == (row["peak_range"] is None)
        assert {"unlocks", "regresses_to"} == set(row["ladder"])
        assert set(row["resistance"]) <= set(RESISTANCES)
        assert row["quality"] == row["variants"][0]["quality"]
        assert row["peak_range"] == row["variants"][0]["peak_range"]


def test_rows_that_are_no_exercises_stand_beside_the_list_and_lead_to_real_ones() -> None:
    assert {"X06", "X07", "X15"} == {note.id for note in coach.exercise_list().notes}
    for note in row_notes().values():
        for name in note.related:
            assert name in exercises()


def test_every_filter_lets_through_what_it_says_and_all_of_it() -> None:
    rows = {row.id: row for row in coach.exercise_list().exercises}
    for name in ("early", "mid", "end"):
        assert [i for i, row in rows.items() if name in [variant.peak_range for variant in row.variants]] == ids(range=name)
    for place in positions():
        assert [i for i, row in rows.items() if place in [variant.position for variant in row.variants]] == ids(position=place)
    for kind in RESISTANCES:
        assert set(ids(resistance=kind)) >= {i for i, row in rows.items() if kind in row.resistance}
    assert [i for i, row in rows.items() if any(variant.both_hips for variant in row.variants)] == ids(both_hips=True)
    for ladder in ladders().values():
        assert {step.exercise for step in ladder.steps.values()} & set(rows) == set(ids(ladder=ladder.id))
    assert {i for i, row in rows.items() if "K19" in row.evidence} <= set(ids(evidence="k19"))
    assert not set(ids(quality="constant")) & {i for i, row in rows.items() if row.kind == "mobility"}


def test_filters_work_together_on_one_variant() -> None:
    both = set(ids(range="end", position="hanging"))
    assert both <= set(ids(range="end")) & set(ids(position="hanging"))
    assert "kettlebell_hip_flexion" in ids(range="early", position="supine", resistance="weight", quality="falling")


@pytest.mark.parametrize("name", ["range", "position", "resistance", "quality", "ladder", "evidence"])
def test_a_filter_that_cannot_be_names_the_allowed_values(name: str) -> None:
    with pytest.raises(UnknownNameError, match="Known: "):
        ids(**{name: "nonsense"})


def test_equipment_keeps_only_what_can_be_done_with_it() -> None:
    nothing = read_equipment('has = ["mat"]\n', file="mine.toml")
    bench = read_equipment('has = ["bench"]\n[weights]\nankle_kg = [2]\n', file="mine.toml")
    assert ("bench", "kettlebell or ankle weight") == lacking(exercise_of("kettlebell_hip_flexion"), nothing)
    assert () == lacking(exercise_of("kettlebell_hip_flexion"), bench)
    assert () == lacking(exercise_of("standing_march"), nothing)
    assert "kettlebell_hip_flexion" not in ids(equipment=nothing)
    assert "kettlebell_hip_flexion" in ids(equipment=bench)
    assert set(ids(equipment=nothing)) <= set(ids(equipment=bench))


def test_a_row_of_the_sources_finds_its_exercise() -> None:
    assert ["kettlebell_hip_flexion"] == [one.id for one in coach.exercises_named("x08")]
    assert ["cable_hip_flexion"] == [one.id for one in coach.exercises_named("cable_hip_flexion")]
    assert () == coach.exercises_named("cable")


def test_the_grid_names_every_strength_exercise_and_only_in_its_own_position() -> None:
    cells = coach.exercise_grid().cells
    named = {re.sub(r" \(.*", "", one) for cell in cells for one in (*cell.early, *cell.mid, *cell.end)}
    assert set(STRENGTH) == named
    for cell in cells:
        for one in (*cell.early, *cell.mid, *cell.end):
            name, _, variant = one.rstrip(")").partition(" (")
            declared = variants_of(exercises()[name])[variant]
            assert cell.position == declared.position
            assert cell.resistance in declared.resistance_kinds


def test_the_quality_follows_from_the_lever() -> None:
    """A straight leg lifted lying gets lighter toward upright, and heavier toward level when it hangs."""
    assert "falling" == variant_summaries(exercise_of("kettlebell_hip_flexion"), ATHLETE, typical_strength(ATHLETE))[0].quality
    assert "rising" == variant_summaries(exercise_of("standing_march"), ATHLETE, typical_strength(ATHLETE))[0].quality


def test_no_row_of_the_evidence_is_missing_and_each_is_used_or_says_what_is_made_of_it() -> None:
    rows = coach.evidence_list().evidence
    assert [f"K{i:02d}" for i in range(1, 27)] == [row.id for row in rows if row.kind == "claim"]
    assert [f"D{i:02d}" for i in range(1, 14)] == [row.id for row in rows if row.kind == "contested"]
    assert [f"P{i:02d}" for i in range(1, 36)] == [row.id for row in rows if row.kind == "principle"]
    for row in rows:
        assert row.used_by or len(row.consequence) > 10, row.id


def test_every_citation_of_an_exercise_is_found_again_among_the_uses() -> None:
    for exercise in exercises().values():
        for row in {*exercise.evidence, *(claim.row for claim in exercise.claims)} & set(load_evidence()):
            assert any(use.where.startswith(exercise.id) for use in uses_of(row)), (exercise.id, row)


def test_evidence_is_searched_by_words_and_a_claim_about_an_exercise_is_answered() -> None:
    assert "K02" in [row.id for row in coach.evidence_list("psoas").evidence]
    assert () == coach.evidence_list("xylophone").evidence
    answered = coach.evidence_list("K19").evidence[0].computed or ()
    thrust = next(claim for claim in answered if claim.exercise == "barbell_hip_thrust")
    assert thrust.holds is False
    assert thrust.left is not None
    assert thrust.left > 60


def test_every_claim_about_an_exercise_gets_a_verdict_with_numbers() -> None:
    for exercise in exercises().values():
        for verdict in verdicts_of(exercise, ATHLETE, typical_strength(ATHLETE)):
            assert verdict.holds is not None, (exercise.id, verdict.claim.says)
            assert re.search(r"Computed.*\d", verdict.sentence)


def test_a_verdict_turns_with_the_number_it_is_asked_against() -> None:
    """A straight leg of 70 kg and 1.75 m asks for about 0.6 Nm/kg lying at 0 deg, and nothing at 90."""
    left = LoadFigure(what="moment_nm_kg", at_deg=0, set_up={"weight_kg": 0, "tempo": "60-0-60", "hip_start_deg": -10})
    claim = Claim(row="D13", says=en("It is heavy."), left=left, compare="above", right=0.5, holds=en("yes"), fails=en("no"))
    exercise = exercise_of("kettlebell_hip_flexion")
    assert verdict_of(claim, exercise, ATHLETE, typical_strength(ATHLETE)).holds is True
    assert verdict_of(replace(claim, right=0.7), exercise, ATHLETE, typical_strength(ATHLETE)).holds is False
    assert verdict_of(replace(claim, compare="about", right=0.6), exercise, ATHLETE, typical_strength(ATHLETE)).holds is True
    assert verdict_of(replace(claim, right=left, times=1.1), exercise, ATHLETE, typical_strength(ATHLETE)).holds is False
    nowhere = verdict_of(replace(claim, left=replace(left, at_deg=140.0)), exercise, ATHLETE, typical_strength(ATHLETE))
    assert nowhere.holds is None
    assert "could not compute" in nowhere.sentence


@pytest.mark.parametrize("name", STRENGTH)
def test_peaks_are_the_largest_moments_and_shares_add_up(name: str) -> None:
    load = solve_load(name, ATHLETE)
    peaks = {(one.side, one.action): one for one in peaks_of(load, mass_kg=70)}
    assert peaks
    for side in SIDES:
        moment = load.hip_flexion_moment_nm_kg[side]
        for action in ACTIONS:
            size = float((moment if action == "flexor" else -moment).max())
            peak = peaks.get((side, action))
            if peak is None:
                assert size < 0.05 or load.impulse_share(side, action) is None
                continue
            assert peak.moment_nm_kg == pytest.approx(size)
            assert peak.moment_nm == pytest.approx(70 * size)
            for share in (peak.share, *peak.share_other_zero):
                assert sum(share.values()) == pytest.approx(1.0)


@pytest.mark.parametrize("name", STRENGTH)
def test_a_report_reads_the_same_load_at_three_tempos_and_names_reasons_only_if_it_cannot_be_done(name: str) -> None:
    report = coach.load_report(name, ATHLETE)
    plain = json.loads(json_text(load_document(report)))
    assert {"slow", "chosen", "brisk"} == set(plain["tempos"])
    assert report.load.set_up["tempo"] == plain["tempos"]["chosen"]["tempo"]
    for load in (report.slow, report.load, report.brisk):
        assert load.feasible == (not coach.blocking_notes(load))
        other = {key: value for key, value in load.set_up.items() if key != "tempo"}
        assert other == {key: value for key, value in report.load.set_up.items() if key != "tempo"}
    assert "not compared" in plain["capacity"]["source"]


def test_supports_carry_the_body_and_what_it_holds_on_average() -> None:
    """After a whole repetition the body is where it was, at rest: what the supports push upward is the weight of body and load."""
    report = coach.load_report("kettlebell_hip_flexion", ATHLETE, {"weight_kg": 4})
    assert sum(one.mean_n for one in report.supports) == pytest.approx((70 + 4) * 9.80665, rel=2e-3)


def test_the_back_works_against_the_side_that_the_load_pulls_to() -> None:
    lumbar = coach.load_report("kettlebell_hip_flexion", ATHLETE).lumbar
    assert lumbar["abdomen"] is not None
    assert lumbar["abdomen"].moment_nm_kg > 0.5


def test_power_is_given_on_the_way_up_and_taken_on_the_way_down() -> None:
    power = coach.load_report("kettlebell_hip_flexion", ATHLETE, {"tempo": "2-0-2"}).power["right"]
    assert power.concentric_w_kg == pytest.approx(power.eccentric_w_kg, rel=0.02)


def test_more_than_the_hip_can_give_is_a_reason_and_a_bit_less_a_remark() -> None:
    free = coach.load_report("kettlebell_hip_flexion", WEAK, {"weight_kg": 0, "tempo": "4-0-4"})
    heavy = coach.load_report("kettlebell_hip_flexion", WEAK, {"weight_kg": 6, "tempo": "4-0-4"})
    assert not heavy.load.feasible
    reason = coach.blocking_notes(heavy.load)[0]
    assert "capacity_exceeded" == reason.code
    assert "right hip's flexors" in reason.message
    assert "capacity_exceeded" not in {note.code for note in free.load.notes}
    assert {"near_capacity", "beyond_norms"} <= set(REMARKS)
    assert "right flexors" in heavy.capacity_source


def test_norms_alone_never_forbid() -> None:
    """A body without any test: a load beyond the norms is a remark, as the norms are a guess."""
    untested = coach.load_report("kettlebell_hip_flexion", AthleteFile(athlete=ATHLETE), {"weight_kg": 16, "tempo": "6-0-6"})
    assert "capacity_exceeded" not in {note.code for note in untested.load.notes}
    assert "beyond_norms" in {note.code for note in untested.load.notes}
    assert "guess" in untested.capacity_source


def test_an_own_band_is_used_and_what_is_lacking_is_named() -> None:
    text = 'has = ["mat"]\n[[measured_bands]]\nid = "mine"\nrest_length_m = 0.3\npoints = [[0.6, 20.0], [1.2, 60.0]]\n'
    owned = read_equipment(text, file="mine.toml")
    report = coach.load_report("seated_lift", ATHLETE, {"band": "mine", "rest_length_m": 0.35}, equipment=owned)
    assert "mine" == report.load.set_up["band"]
    assert ("chair",) == report.lacks
    assert ("chair", "the red band") == coach.load_report("seated_lift", ATHLETE, {"band": "red"}, equipment=owned).lacks


def test_a_pose_out_of_reach_is_a_report_with_its_reason_and_no_picture() -> None:
    child = Athlete(mass_kg=40, height_m=1.25)
    report = coach.load_report("seated_lift", child, {"bench_height_m": 0.7})
    assert ["out_of_reach"] == [note.code for note in coach.blocking_notes(report.load)]
    assert json_text(load_document(report))
    assert coach.pictures("seated_lift", child, {"bench_height_m": 0.7}) is None


@pytest.mark.parametrize("name", list(exercises()))
def test_every_exercise_has_a_page_that_says_all_that_its_file_says(name: str) -> None:
    exercise = exercises()[name]
    page = coach.exercise_page(name)
    html = unescape(coach.exercise_report(page))
    said = [*exercise.cues, *exercise.stop_for, *exercise.prerequisites, *(fault.do for fault in exercise.faults)]
    said += [remark.says for remark in exercise.remarks] + [claim.says for claim in exercise.claims]
    said += [one.why for one in exercise.not_advised] + [variant.label for variant in exercise.variants.values()]
    assert [] == [words for words in said if words not in html]
    assert not re.search(r'(src|href)="(?!#|data:)', html)
    assert "<script" not in html
    assert len(page.variants) == max(len(exercise.variants), 1)
    assert json_text(coach.page_document(page))


def test_pictures_of_variants_share_no_name_on_a_page() -> None:
    several = next(name for name in STRENGTH if len(exercises()[name].variants) > 1)
    html = coach.exercise_report(coach.exercise_page(several, figures=True))
    names = re.findall(r'<svg [^>]*id="([^"]+)"', html)
    assert 3 * len(exercises()[several].variants) == len(names)
    assert len(names) == len(set(names))
    keyframes = re.findall(r"@keyframes ([\w-]+)", html)
    assert len(keyframes) == len(set(keyframes))


def test_a_file_of_ones_own_has_a_page_too(tmp_path: Path) -> None:
    text = (Path(coach.__file__).parents[1] / "data" / "exercises" / "seated_lift.toml").read_text(encoding="utf-8")
    path = tmp_path / "mine.toml"
    path.write_text(text.replace('"seated_lift"', '"my_lift"').replace("Seated hip-flexor lift", "My <lift>"), encoding="utf-8")
    page = coach.exercise_page(read_exercise(path.read_text(encoding="utf-8"), file=path.name))
    assert "my_lift" == page.exercise.id
    assert "My &lt;lift&gt;" in coach.exercise_report(page)
    assert np.isfinite(page.variants[0].peaks[0].moment_nm_kg)
