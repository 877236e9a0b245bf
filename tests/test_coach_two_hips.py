"""Two hips in the log: a side without a test borrows and is named, and a side without two strides is never set beside the other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from report_scenes import ATHLETE, content, flexor_stride, run, side_result
from store_work import ask, do

from hipdrive import coach
from hipdrive.capacity import TestResult, capacities
from hipdrive.capacity.strength.test import StrengthTest
from hipdrive.coach.athletes.untested_side import untested_sides
from hipdrive.coach.planning.match import capacity_source, demand_of_run
from hipdrive.contract.runs.run import run_document
from hipdrive.gait.run import Run
from hipdrive.report import findings_of
from hipdrive.report.run_page.runner_view import measure_rows
from hipdrive.store import Store, add_person, add_session, open_store
from hipdrive.training.log.notation import parse_set
from hipdrive.training.log.session import SessionRecord

FIRST, LATER = date(2026, 3, 2), date(2026, 5, 4)


def push(side: str, force_n: float, on: date = FIRST) -> TestResult:
    details = {"lever_m": 0.4, "hip_flexion_deg": 0.0}
    return TestResult(protocol="isometric_hip_flexion", on=on, side=side, value=force_n, details=details)  # type: ignore[arg-type]


def ribs(side: str, passed: bool, on: date = FIRST) -> TestResult:
    return TestResult(protocol="thigh_to_ribs", on=on, side=side, passed=passed)  # type: ignore[arg-type]


def jump(height_m: float, on: date = FIRST) -> TestResult:
    return TestResult(protocol="vertical_jump", on=on, value=height_m)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with Ann, who weighs 60 kg."""
    with open_store(str(tmp_path / "athletes.sqlite")) as opened:
        do(opened, add_person, name="Ann", sex="female", height_m=1.70, consent_on=date(2026, 1, 5), mass_kg=60.0)
        yield opened


def test_a_side_without_the_test_borrows_the_day_value_of_the_others_last_day() -> None:
    lent = untested_sides([push("left", 500.0), push("left", 290.0, LATER), push("left", 310.0, LATER)])
    assert [("right", "left", LATER)] == [(one.side, one.borrowed_from, one.on) for one in lent]
    assert lent[0].value == pytest.approx(300.0 * 0.4)
    assert "a guess" in lent[0].says


def test_a_passed_side_opens_nothing_for_the_other_and_says_so() -> None:
    (lent,) = untested_sides([ribs("right", passed=True)])
    assert ("left", True, None) == (lent.side, lent.passed, lent.value)
    assert "unlocks nothing until it is tested" in lent.says


def test_sides_that_were_both_tested_and_tests_without_sides_borrow_nothing() -> None:
    assert () == untested_sides([push("left", 300.0), push("right", 280.0, LATER), jump(0.4)])


def test_changes_results_and_the_athlete_name_the_side_that_was_not_tested(store: Store) -> None:
    do(store, coach.enter_results, "Ann", [push("left", 300.0), push("left", 360.0, LATER)])
    changes = ask(store, coach.change_report, "Ann", LATER)
    assert ["left"] == [change.side for change in changes.changes]
    assert (1, 1) == (changes.changes[0].days_before, changes.changes[0].days_since)
    shown, results = ask(store, coach.athlete_shown, "Ann"), ask(store, coach.results_of, "Ann")
    for untested in (changes.untested, shown.untested, results.untested):
        assert [("isometric_hip_flexion", "right")] == [(lent.test, lent.side) for lent in untested]


def test_a_sign_seen_on_the_only_side_that_was_looked_at_is_kept_and_says_nothing_of_the_other(store: Store) -> None:
    def seen_on(name: str, side: str, *, seen: bool) -> TestResult:
        return TestResult(protocol=name, on=FIRST, side=side, passed=not seen)  # type: ignore[arg-type]

    looked = [seen_on("skip_pop", "left", seen=True), seen_on("level_pelvis", "right", seen=False)]
    do(store, coach.enter_results, "Ann", looked)
    assert {"skips_lean_back": ("left",)} == dict(ask(store, coach.stored_runner, "Ann").observations)
    do(store, coach.enter_results, "Ann", [seen_on("skip_pop", "right", seen=True)])
    assert {"skips_lean_back": ("left", "right")} == dict(ask(store, coach.stored_runner, "Ann").observations)


def test_a_tuned_set_up_says_whose_test_its_strength_was_guessed_from() -> None:
    def notes(*tests: StrengthTest) -> str:
        tuning = coach.tune("seated_lift", range_wanted="mid", athlete=ATHLETE, tests=tests, settings={"side": "right"}, most_solves=30)
        return " ".join(note.message for note in tuning.notes if note.code == "capacity_is_a_guess")

    left = StrengthTest(side="left", action="flexor", force_n=300.0, lever_m=0.4, hip_flexion_rad=0.0)
    assert "from the left side's test" in notes(left)
    assert "from published norms" in notes()
    assert not notes(left, replace(left, side="right"))


def test_progress_names_a_side_of_which_nothing_was_logged(store: Store) -> None:
    do(store, coach.enter_results, "Ann", [push("left", 300.0)])
    do(store, add_session, "Ann", SessionRecord(on=LATER, sets=parse_set("cable_hip_flexion L 3x8 @10kg").sets))
    progress = ask(store, coach.progress_report, "Ann", since=FIRST)
    (done,) = progress.exercises
    assert (("right",), None) == (done.not_logged, done.left_against_right)
    assert progress.tests is not None
    assert ["right"] == [lent.side for lent in progress.tests.untested]


def test_the_latest_day_says_its_value_and_on_how_many_days_it_rests(store: Store) -> None:
    do(store, coach.enter_results, "Ann", [jump(0.40), jump(0.44, LATER), jump(0.41, LATER)])
    (latest,) = ask(store, coach.athlete_shown, "Ann").tests
    assert ((0.44, 0.41), 0.44, 3, 2) == (latest.values, latest.value_of_day, latest.count, latest.days)


def test_the_source_of_strength_names_what_is_borrowed() -> None:
    left = StrengthTest(side="left", action="flexor", force_n=300.0, lever_m=0.4, hip_flexion_rad=0.0)
    assert "right flexor borrowed from the left (a guess)" in capacity_source([left], known=True)
    assert "borrowed" not in capacity_source([left, replace(left, side="right")], known=True)


def test_the_first_screen_says_which_strength_is_lent_by_the_other_side() -> None:
    left = StrengthTest(side="left", action="flexor", force_n=300.0, lever_m=0.4, hip_flexion_rad=0.0)
    asked, bands = flexor_stride(1.0, 1.0), capacities(ATHLETE, [left])
    found = findings_of(content(of_run=run(), demand=asked, capacity=bands)).how_sure
    assert "strength was tested for the left flexors but guessed for the right flexors from the other side's test" in found


def lone(left: int, right: int) -> Run:
    """A run with so many whole strides of each leg."""
    return run(left=side_result(strides=left), right=side_result(strides=right))


@pytest.mark.parametrize(("left", "right"), [(6, 1), (1, 6), (6, 0), (1, 1), (0, 1)])
def test_a_leg_with_fewer_than_two_strides_is_not_called_both(left: int, right: int) -> None:
    """Both legs are asked alike, so that two strides each would say 'both'."""
    asked = flexor_stride(1.6, 1.6)
    enough, few = (" ".join(findings_of(content(of_run=lone(*strides), demand=asked)).found) for strides in ((2, 2), (left, right)))
    seen = "left" if left > right or left == right else "right"
    assert "on both sides" in enough
    assert "both" not in few
    assert f"on the {seen}," in few
    assert "Left and right are not compared" in few


def test_a_leg_with_one_stride_is_never_called_the_stronger_or_alike() -> None:
    clear = run(left=side_result(peak_nm_kg=1.8, sd_nm_kg=0.01), right=side_result(strides=1, peak_nm_kg=1.2, sd_nm_kg=0.01))
    assert "more than strides vary" not in " ".join(findings_of(content(of_run=clear, demand=flexor_stride(1.0, 1.6))).found)


def test_sides_are_compared_from_two_strides_on() -> None:
    measured = run().sides["left"].measures
    once = {name: replace(measure, sd=None, n=1) for name, measure in measured.items()}
    thin = run(left=replace(side_result(strides=1), measures=once))
    assert {} == thin.symmetry
    assert (("left",), ()) == (thin.thin_sides, run().thin_sides)
    assert set(measured) <= set(run().symmetry) | {"hip_flexion_at_peak_flexor_moment_rad"}


def test_cadence_is_not_said_to_count_both_feet_where_one_was_hardly_seen() -> None:
    remarks = [measure_rows(lone(*strides))[0].remark for strides in ((6, 6), (6, 1))]
    assert ("counting both feet", True) == (remarks[0], "hardly any stride of the right leg" in remarks[1])
    assert "not measured" == measure_rows(lone(6, 0))[0].right


def test_what_a_lone_stride_asks_is_named_as_such() -> None:
    many = tuple(replace(curve, count=np.full_like(curve.count, 6)) for curve in run().demand)
    lone_right = tuple(replace(curve, count=np.ones_like(curve.count)) if curve.side == "right" else curve for curve in many)
    source = demand_of_run(replace(run(), demand=lone_right)).source
    assert "only one whole stride of the right leg was recorded" in source
    assert "left" not in source
    assert "only one" not in demand_of_run(replace(run(), demand=many)).source


def test_two_runs_of_which_one_has_a_lone_stride_warn_that_no_change_of_that_leg_can_be_told() -> None:
    whole, thin = run_document(run()), run_document(lone(6, 1))
    warned = {note.code: note.message for note in coach.compare(whole, thin, names=("a", "b")).warnings}
    assert "of the right leg" in warned["too_few_strides"]
    assert "too_few_strides" not in {note.code for note in coach.compare(whole, whole, names=("a", "b")).warnings}
