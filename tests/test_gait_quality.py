"""The quality gate: the worst check decides, and each says what to do."""

import pytest

from hipdrive.contract.runs.verdict import quality_document
from hipdrive.contract.wire import plain_of
from hipdrive.gait.verdict.quality import Quality, quality_limits, quality_of
from hipdrive.language import Text
from hipdrive.note import Note

GOOD = {
    "sampling_rate_hz": 150.0,
    "strides": {"left": 10, "right": 11},
    "marker_error_rms_m": 0.010,
    "joint_play_m": 0.008,
    "residual_rms_bw": 0.10,
    "trunk_recorded": True,
    "force_over_weight": 0.99,
    "notes": (),
}


def graded(**changed: object) -> Quality:
    return quality_of(**(GOOD | changed))  # type: ignore[arg-type]


def test_a_good_recording_has_nothing_against_it_and_no_advice() -> None:
    found = graded()
    assert ("good", ()) == (found.grade, found.against)
    assert {""} == {check.advice for check in found.checks}


@pytest.mark.parametrize(
    ("check", "usable", "doubtful"),
    [
        ("frame_rate", {"sampling_rate_hz": 80.0}, {"sampling_rate_hz": 50.0}),
        ("strides", {"strides": {"left": 3, "right": 20}}, {"strides": {"left": 20, "right": 2}}),
        ("marker_error", {"marker_error_rms_m": 0.03}, {"marker_error_rms_m": 0.05}),
        ("joint_play", {"joint_play_m": 0.02}, {"joint_play_m": 0.04}),
        ("residual", {"residual_rms_bw": 0.2}, {"residual_rms_bw": 0.4}),
        ("force_off_weight", {"force_over_weight": 0.96}, {"force_over_weight": 1.1}),
        ("labels", {"notes": (Note("labels_swapped", Text("A and B.")),)}, {"notes": (Note("labels_swapped", Text("A and B.")),) * 7}),
    ],
)
def test_each_check_lowers_the_grade_by_itself_and_advises(check: str, usable: dict[str, object], doubtful: dict[str, object]) -> None:
    for expected, changed in (("usable", usable), ("doubtful", doubtful)):
        found = graded(**changed)
        assert expected == found.grade
        assert [check] == [one.id for one in found.against]
        assert quality_limits()[check].advice == found.against[0].advice


@pytest.mark.parametrize("absent", [{"trunk_recorded": False}, {"force_over_weight": None}, {"marker_error_rms_m": None}])
def test_what_could_not_be_looked_at_is_at_best_usable(absent: dict[str, object]) -> None:
    found = graded(**absent)
    assert ("usable", 1, None) == (found.grade, len(found.against), found.against[0].value)


def test_a_zero_without_standing_and_notes_that_are_no_fault() -> None:
    assert ["zero_of_hip"] == [one.id for one in graded(notes=(Note("zero_uncertain", Text("No standing trial.")),)).against]
    assert "good" == graded(notes=(Note("gaps_filled", Text("Two gaps.")),)).grade


def test_the_json_holds_what_the_contract_names() -> None:
    plain = plain_of(quality_document(graded()))
    assert {"grade", "checks"} == set(plain)
    for check in plain["checks"]:
        assert {"id", "value", "unit", "grade", "limit", "source", "advice"} <= set(check)


def test_joints_without_play_are_not_looked_at() -> None:
    assert "joint_play" not in [check.id for check in graded(joint_play_m=None).checks]
    assert "good" == graded(joint_play_m=None).grade
