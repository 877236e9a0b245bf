"""Every row of the list of assessments is a protocol, and a result that cannot be is met with one clear sentence."""

import math
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipdrive.body import SIDES, Athlete, Side
from hipdrive.capacity import (
    TestResult,
    checked_result,
    failed_rows,
    observations_of,
    passed_rows,
    protocol_of,
    protocols,
    strength_tests_of,
)
from hipdrive.capacity.tested.protocol import MeasurementError, protocol_from
from hipdrive.errors import DeclarationError, UnknownNameError, ValueOutOfRangeError
from hipdrive.exercise import exercises
from hipdrive.exercise.declared.ladder import ladders
from hipdrive.gait import observation_keys
from hipdrive.gait.verdict.form_signs import form_signs
from hipdrive.language import Text
from tools.protocols_page import PAGE, protocols_page

RUNNER = Athlete(mass_kg=70.0, height_m=1.78, sex="male")
DAY = date(2025, 3, 3)
ISOMETRIC: dict[str, float | str] = {"lever_m": 0.42, "hip_flexion_deg": 45.0}
MAXIMUM: dict[str, float | str] = {"exercise": "cable_hip_flexion", "reps": 8}


def a_result(
    protocol: str = "isometric_hip_flexion",
    side: str | None = "left",
    *,
    value: float | None = 300.0,
    passed: bool | None = None,
    details: Mapping[str, float | str] = ISOMETRIC,
    on: date = DAY,
) -> TestResult:
    return TestResult(protocol=protocol, on=on, side=side, value=value, passed=passed, details=details)  # type: ignore[arg-type]


def seen(row: str, side: Side | None, *, passed: bool, day: int = 1, **details: str) -> TestResult:
    return a_result(row, side, value=None, passed=passed, details=details, on=date(2025, 3, day))


def test_every_assessment_row_is_exactly_one_protocol() -> None:
    rows = [row for one in protocols().values() for row in one.rows]
    assert [f"A{number:02d}" for number in range(1, 16)] == sorted(rows)
    for row in rows:
        assert row in protocol_of(row).rows
        assert protocol_of(row.lower()) is protocol_of(row)


def test_every_protocol_says_how_it_is_done_and_what_follows() -> None:
    for one in protocols().values():
        assert re.fullmatch(r"[a-z0-9_]+", one.id)
        assert one.procedure, one.id
        assert one.then, one.id
        for text in (one.name, one.criterion, one.fail_means, one.source, one.error_note):
            assert text.strip(), one.id
        assert (one.kind == "measured") == bool(one.unit), one.id
        for error in one.errors:
            assert error.confidence.startswith("C"), one.id
            assert error.source, one.id


def test_protocols_name_exercises_signs_and_observations_that_exist() -> None:
    for one in protocols().values():
        assert set(one.exercises) <= set(exercises()), one.id
        assert one.gait_observation in ("", *observation_keys()), one.id
        assert one.form_sign in ("", *form_signs()), one.id
    assert set(observation_keys()) == {one.gait_observation for one in protocols().values() if one.gait_observation}


def test_every_assessment_that_a_ladder_asks_for_is_a_protocol() -> None:
    asked = {row for ladder in ladders().values() for edge in ladder.edges for row in edge.unlock.get("tests_passed", [])}
    assert asked
    for row in asked:
        assert protocol_of(row).kind == "pass_fail"


def test_the_page_of_tests_is_what_is_declared_and_names_every_protocol() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert protocols_page() == page, "run 'make docs'"
    for one in protocols().values():
        assert f"`{one.id}`" in page


def test_an_unknown_test_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean sprint_20_m"):
        protocol_of("sprint_20m")


def test_a_right_result_comes_back_under_the_protocols_id() -> None:
    kept = checked_result(a_result(details={**ISOMETRIC, "unit": "N"}), RUNNER)
    assert ISOMETRIC == dict(kept.details)
    assert "thigh_to_ribs" == checked_result(seen("A01", "left", passed=True), RUNNER).protocol


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"details": {**ISOMETRIC, "lever_m": 45.0}}, r"did you mean 0\.45\?"),
        ({"details": {**ISOMETRIC, "lever_m": 420.0}}, r"did you mean 0\.42\?"),
        ({"details": {**ISOMETRIC, "hip_flexion_deg": 0.785}}, r"did you mean 45\?"),
        ({"details": {**ISOMETRIC, "unit": "lb"}, "value": 67.0}, "did you mean 298 N"),
        ({"details": {**ISOMETRIC, "unit": "stone"}}, r"300 stone, but must be in N\."),
        ({"value": 30.0}, "30 kg on a display are 294 N and 30 lb are 133 N"),
        ({"value": 5000.0}, "between 10 and 2000"),
        ({"value": math.nan}, "nan"),
        ({"value": None}, "a number in N"),
        ({"passed": True}, "gives a number only"),
        ({"side": None}, "'left' or 'right'; enter one result per side"),
        ({"details": {"lever_m": 0.4}}, "hip_flexion_deg of 'isometric_hip_flexion' is missing"),
        ({"details": {**ISOMETRIC, "lever_m": "long"}}, "a number"),
        ({"details": {**ISOMETRIC, "lever_m": math.nan}}, "nan"),
        ({"protocol": "sprint_20_m", "value": 3.2, "details": {}}, "not done per side"),
        ({"protocol": "sprint_20_m", "side": None, "value": 3200.0, "details": {}}, r"did you mean 3\.2 \(3200 ms\)"),
        ({"protocol": "modified_thomas_knee", "value": 0.9, "details": {}}, r"did you mean 52\?"),
        ({"protocol": "A01", "value": None, "details": {}}, "passed or failed"),
        ({"protocol": "A01", "passed": True, "details": {}}, "left out"),
        ({"protocol": "repetition_maximum", "value": 40.0, "details": {**MAXIMUM, "reps": 12}}, "between 1 and 10"),
        ({"protocol": "repetition_maximum", "value": 40.0, "details": {**MAXIMUM, "reps": 7.5}}, "a whole number"),
        ({"protocol": "repetition_maximum", "value": 40.0, "details": {**MAXIMUM, "exercise": " "}}, "words"),
        ({"protocol": "repetition_maximum", "value": 88.0, "details": {**MAXIMUM, "unit": "lb"}}, "did you mean 39.9 kg"),
        ({"protocol": "most_repetitions", "value": 8.5, "details": {"exercise": "seated_lift"}}, "a whole number"),
    ],
)
def test_a_slip_of_the_pen_is_named(wrong: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueOutOfRangeError, match=sentence):
        checked_result(a_result(**wrong), RUNNER)  # type: ignore[arg-type]


def test_a_side_both_is_refused() -> None:
    with pytest.raises(ValueOutOfRangeError, match="'both'"):
        a_result(side="both")


def test_a_misspelt_detail_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean lever_m"):
        checked_result(a_result(details={**ISOMETRIC, "lever": 0.4}), RUNNER)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"colour": "red"}, "'colour' is not known"),
        ({"kind": "guess"}, "'kind' is 'guess'"),
        ({"per_side": "yes"}, "'per_side' is 'yes'"),
        ({"procedure": "lie down"}, "'procedure'"),
        ({"low": "0"}, "'low'"),
        ({"kind": "measured"}, "without unit or limits"),
        ({"details": {"x": {"required": True}}}, "'says' is missing"),
        ({"errors": [{"kind": "mdc"}]}, "'value' is missing"),
    ],
)
def test_a_broken_declaration_is_named_with_its_file(change: dict[str, object], sentence: str) -> None:
    words = dict.fromkeys(("name", "criterion", "fail_means", "source", "error_note"), "words")
    good: dict[str, object] = {**words, "kind": "pass_fail", "per_side": True, "procedure": ["a"], "then": ["b"]}
    assert "mine" == protocol_from("mine", good, file="mine.toml").id
    with pytest.raises(DeclarationError, match=rf"^mine\.toml, .*{sentence}"):
        protocol_from("mine", {**good, **change}, file="mine.toml")


def test_a_row_is_passed_only_when_both_sides_are() -> None:
    left, right = seen("A01", "left", passed=True), seen("A01", "right", passed=True)
    assert frozenset() == passed_rows([left])
    assert frozenset({"A01"}) == passed_rows([left, right])
    assert frozenset() == failed_rows([left, right])


def test_the_latest_result_of_a_side_counts_and_on_one_day_the_failed_one() -> None:
    both = [seen("A01", side, passed=True, day=1) for side in SIDES]
    assert frozenset({"A01"}) == failed_rows([*both, seen("A01", "left", passed=False, day=2)])
    assert frozenset({"A01"}) == passed_rows(
        [seen("A01", "left", passed=False, day=1), *(seen("A01", s, passed=True, day=3) for s in SIDES)]
    )
    assert frozenset({"A01"}) == failed_rows([*both, seen("A01", "left", passed=False, day=1)])


def test_a_load_that_hurts_in_one_exercise_fails_its_row_whatever_another_exercise_says() -> None:
    good = [seen("A12", side, passed=True, day=2, exercise="cable_hip_flexion") for side in SIDES]
    bad = seen("A12", "left", passed=False, exercise="kettlebell_hip_flexion")
    assert frozenset({"A12"}) == failed_rows([*good, bad])
    assert frozenset() == passed_rows([*good, bad])


RESULTS = st.lists(
    st.builds(
        lambda row, side, passed, day: seen(row, side, passed=passed, day=day),
        st.sampled_from(["A01", "A02", "A07"]),
        st.sampled_from(SIDES),
        st.booleans(),
        st.integers(1, 4),
    ),
    max_size=10,
)


@given(results=RESULTS, random=st.randoms(use_true_random=False))
def test_no_row_is_passed_and_failed_and_the_order_of_entry_does_not_matter(results: list[TestResult], random: object) -> None:
    shuffled = list(results)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert not passed_rows(results) & failed_rows(results)
    assert (passed_rows(results), failed_rows(results)) == (passed_rows(shuffled), failed_rows(shuffled))


def test_observations_reach_running_form_once_both_sides_were_looked_at() -> None:
    one_side = [seen("A07", "left", passed=False)]
    assert {} == observations_of(one_side)
    both = [*one_side, seen("A07", "right", passed=True), *(seen("A09", side, passed=True) for side in SIDES)]
    assert {"skips_lean_back": ("left",), "march_hikes_pelvis": ()} == observations_of(both)


def test_stored_results_become_strength_tests_in_their_order() -> None:
    results = [a_result(), a_result("isometric_hip_extension", "right", value=400.0), seen("A01", "left", passed=True)]
    flexor, extensor = strength_tests_of(results)
    assert ("left", "flexor", 300.0, 0.42) == (flexor.side, flexor.action, flexor.force_n, flexor.lever_m)
    assert math.radians(45) == pytest.approx(flexor.hip_flexion_rad)
    assert ("right", "extensor") == (extensor.side, extensor.action)


def test_published_errors_become_smallest_detectable_changes() -> None:
    sem = MeasurementError(kind="sem", value=5.0, unit="%", source=Text("a study"), confidence="C")
    assert 1.96 * math.sqrt(2) * 0.05 * 120.0 == pytest.approx(sem.smallest_detectable(120.0))
    largest = protocol_of("isometric_hip_extension").published_change(40.0)
    assert largest is not None
    assert 14.8 == largest[0]
    assert protocol_of("sprint_20_m").published_change(3.0) is None


def test_protocol_files_hold_our_own_words() -> None:
    """Quotation marks of the source list do not stand in ours."""
    for file in (Path(__file__).parents[1] / "src" / "hipdrive" / "data" / "protocols").glob("*.toml"):
        assert '""' not in file.read_text(encoding="utf-8")
