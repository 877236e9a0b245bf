"""Signs of running form: each row of the list answers, thresholds and noise decide, and the cause is asked of the hip curves."""

from dataclasses import replace

import pytest

from hipdrive.body import SIDES, Athlete
from hipdrive.contract.runs.verdict import form_finding_document
from hipdrive.contract.wire import plain_of
from hipdrive.errors import NOTHING
from hipdrive.exercise import exercises
from hipdrive.gait import observation_keys
from hipdrive.gait.measures.definitions import measure_definitions
from hipdrive.gait.measures.measure import Measure
from hipdrive.gait.runners.typical import TypicalMeasure, typical_measures
from hipdrive.gait.verdict.drive import EARLY_IMPULSE, comparable_runners, early_drive
from hipdrive.gait.verdict.form import FormFacts, FormFinding, form_findings
from hipdrive.gait.verdict.form_signs import form_signs

MAN = Athlete(mass_kg=70.0, height_m=1.75)


def measured(**values: float) -> dict[str, Measure]:
    return {name: Measure(mean=value, sd=0.01, n=10) for name, value in values.items()}


def facts(*, impulse: float = 0.20, **values: float) -> FormFacts:
    """Both sides alike, beside runners with a foot 0.20 m ahead (SD 0.02) and an early impulse of 0.20 Nm s/kg (SD 0.02)."""
    typical = {"foot_ahead_m": TypicalMeasure(mean=0.20, sd=0.02), EARLY_IMPULSE: TypicalMeasure(mean=0.20, sd=0.02)}
    own = measured(**values)
    drive = early_drive(Measure(mean=impulse, sd=0.01, n=10), typical, NOTHING)
    return FormFacts(
        measures=dict.fromkeys(SIDES, own),
        typical=typical,
        no_comparison=NOTHING,
        drive=dict.fromkeys(SIDES, drive),
        trunk_recorded=False,
        observations={},
    )


def left(found: tuple[FormFinding, ...], row: str) -> FormFinding:
    return next(one for one in found if one.id == row and one.side in ("left", None))


def test_every_row_of_the_list_answers_with_claim_and_evidence() -> None:
    found = form_findings(facts())
    assert [f"F{number:02d}" for number in range(1, 17)] == list(dict.fromkeys(one.id for one in found))
    for one in found:
        assert one.claim
        assert one.evidence
        assert one.finding
        assert {"id", "side", "value", "unit", "finding", "claim", "evidence", "supported"} <= set(plain_of(form_finding_document(one)))


def test_signs_name_measures_exercises_and_drills_that_exist() -> None:
    for sign in form_signs().values():
        assert {sign.measure, *sign.also} - {""} <= set(measure_definitions())
        assert set(sign.exercises) <= set(exercises())
        assert bool(sign.measure) == (sign.kind == "measured")
        assert sign.against != "limit" or sign.limit is not None or sign.kind != "measured"
    assert {"skips_lean_back", "march_hikes_pelvis"} == set(observation_keys())


def test_exercises_that_watch_for_a_sign_are_the_ones_the_sign_names() -> None:
    watched: dict[str, set[str]] = {}
    for name, exercise in exercises().items():
        for one in exercise.faults:
            if one.row:
                watched.setdefault(one.row, set()).add(name)
    for row in ("F14", "F15", "F16"):
        assert watched[row] == set(form_signs()[row].exercises)


@pytest.mark.parametrize(("ahead", "status"), [(0.20, "not seen"), (0.24, "not seen"), (0.25, "below noise"), (0.30, "seen")])
def test_a_foot_ahead_counts_beyond_two_spreads_of_the_runners_and_its_noise(ahead: float, status: str) -> None:
    finding = left(form_findings(facts(foot_ahead_m=ahead)), "F01")
    assert (status, "m", ahead) == (finding.status, finding.unit, finding.value)
    assert 0.24 == pytest.approx(finding.threshold)
    assert "spreads above twelve men at this speed (20.0 cm, spread 2.0 cm)" in finding.finding
    assert "estimated: no trunk markers" in finding.finding


@pytest.mark.parametrize(("impulse", "supported"), [(0.15, True), (0.20, False)])
def test_a_seen_sign_is_supported_only_by_a_weak_early_drive(impulse: float, supported: bool) -> None:
    finding = left(form_findings(facts(impulse=impulse, foot_ahead_m=0.30)), "F01")
    assert supported is finding.supported
    assert f"{impulse:.3f} Nm s/kg against 12 men at this speed 0.200, SD 0.020" in finding.supported_by
    assert left(form_findings(facts(impulse=impulse, foot_ahead_m=0.2)), "F01").supported is None


def test_the_push_off_is_asked_of_the_other_legs_flexors() -> None:
    one = facts(peak_hip_extension_rad=0.0)
    weak, strong = (early_drive(Measure(mean=mean, sd=0.01, n=10), one.typical, NOTHING) for mean in (0.1, 0.2))
    typical = dict(one.typical) | {"peak_hip_extension_rad": TypicalMeasure(mean=0.3, sd=0.05)}
    found = form_findings(replace(one, typical=typical, drive={"left": strong, "right": weak}))
    supported = {finding.side: finding.supported for finding in found if finding.id == "F11"}
    assert {"left": True, "right": False} == supported


def test_a_drive_that_flips_with_the_pelvis_definition_says_so() -> None:
    typical = {EARLY_IMPULSE: TypicalMeasure(mean=0.20, sd=0.02)}
    sure = early_drive(Measure(mean=0.21, sd=0.01, n=9, low=0.19, high=0.22), typical, NOTHING)
    unsure = early_drive(Measure(mean=0.21, sd=0.01, n=9, low=0.12, high=0.22), typical, NOTHING)
    assert (False, False) == (sure.weak, unsure.weak)
    assert "pelvis definition" not in sure.words
    assert "depends on the pelvis definition" in unsure.words


def test_women_other_masses_other_filters_and_other_speeds_are_not_set_beside_the_twelve_men() -> None:
    woman = Athlete(mass_kg=60.0, height_m=1.65, sex="female")
    assert comparable_runners(3.5, athlete=MAN, table="de_leva", cutoff_hz=15.0) == (typical_measures(3.5), "")
    for found in (
        comparable_runners(3.5, athlete=woman, table="de_leva", cutoff_hz=15.0),
        comparable_runners(3.5, athlete=MAN, table="dempster", cutoff_hz=15.0),
        comparable_runners(3.5, athlete=MAN, table="de_leva", cutoff_hz=10.0),
        comparable_runners(9.0, athlete=MAN, table="de_leva", cutoff_hz=15.0),
    ):
        assert {} == found[0]
        assert found[1]
    reason = comparable_runners(3.5, athlete=woman, table="de_leva", cutoff_hz=15.0)[1]
    finding = left(form_findings(replace(facts(foot_ahead_m=0.4), typical={}, no_comparison=reason)), "F01")
    assert ("not compared", None) == (finding.status, finding.threshold)
    assert "are men" in finding.finding


def test_what_markers_do_not_show_is_not_measurable_and_says_why() -> None:
    finding = left(form_findings(facts()), "F10")
    assert ("not measurable", None) == (finding.status, finding.value)
    assert "the trunk has no markers" in finding.finding


def test_drills_answer_from_what_was_entered() -> None:
    assert "not entered" == left(form_findings(facts()), "F07").status
    entered = form_findings(replace(facts(impulse=0.1), observations={"skips_lean_back": ("left",), "march_hikes_pelvis": ()}))
    assert ("entered", True) == (left(entered, "F07").status, left(entered, "F07").supported)
    march = [one for one in entered if one.id == "F09"]
    assert [("left", "not measurable"), ("right", "not measurable"), (None, "not seen")] == [(one.side, one.status) for one in march]


def test_the_norms_hold_every_measure_that_a_sign_is_set_beside() -> None:
    for sign in form_signs().values():
        if sign.kind == "measured" and sign.against == "runners":
            assert sign.measure in typical_measures(3.5)
    assert EARLY_IMPULSE in typical_measures(3.5)
