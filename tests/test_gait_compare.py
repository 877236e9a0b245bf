"""Differences beyond noise: Welch's interval, symmetry, and two runs side by side."""

import json
from typing import Any

import numpy as np
import pytest
from compare_scenes import with_measure, written
from hypothesis import given
from hypothesis import strategies as st
from report_scenes import run, side_result

from hipdrive.coach import compare
from hipdrive.coach.athletes.athlete_file import AthleteFile, athlete_as_toml, read_athlete
from hipdrive.coach.runs.compare import NotComparableError
from hipdrive.contract.runs.compare import NO_SMALLEST, CompareDocument
from hipdrive.contract.runs.run import RunDocument, read_run, read_run_demand, run_document
from hipdrive.contract.wire import json_text, plain_of
from hipdrive.errors import InputFileError
from hipdrive.gait import difference, measure_definitions, typical_measures
from hipdrive.gait.measures.measure import Measure, measure_of
from hipdrive.gait.measures.symmetry import symmetry_of

numbers = st.floats(-10.0, 10.0)
spreads = st.floats(0.01, 3.0)
counts = st.integers(2, 60)


def test_welchs_interval_of_equal_spreads_and_counts_is_students() -> None:
    """Ten and ten values with spread 1: 18 degrees of freedom, t = 2.1009, half-width 2.1009 sqrt(0.2)."""
    found = difference(Measure(mean=1.0, sd=1.0, n=10), Measure(mean=0.0, sd=1.0, n=10))
    assert found is not None
    assert found.high is not None
    assert 2.1009 * np.sqrt(0.2) == pytest.approx(found.high - 1.0, abs=1e-4)
    assert found.beyond_strides is True


@given(numbers, spreads, counts, numbers, spreads, counts)
def test_turning_the_runs_round_turns_the_interval_round(a: float, s: float, n: int, b: float, t: float, m: int) -> None:
    first, second = Measure(mean=a, sd=s, n=n), Measure(mean=b, sd=t, n=m)
    there, back = difference(first, second), difference(second, first)
    assert there is not None
    assert back is not None
    assert there.low is not None
    assert back.high is not None
    assert -back.high == pytest.approx(there.low)
    assert there.low <= there.value


def test_without_a_spread_there_is_a_difference_but_no_interval() -> None:
    found = difference(measure_of([2.0]), measure_of([1.0, 1.1]))
    assert found is not None
    assert (None, None, None) == (found.low, found.high, found.beyond_strides)
    assert difference(measure_of([]), measure_of([1.0])) is None


def test_by_chance_alone_about_one_interval_in_twenty_misses() -> None:
    draw = np.random.default_rng(4)
    missed = 0
    for _ in range(2000):
        found = difference(measure_of(list(draw.normal(0.0, 1.0, 12))), measure_of(list(draw.normal(0.0, 3.0, 7))))
        missed += bool(found is not None and found.beyond_strides)
    assert 0.05 == pytest.approx(missed / 2000, abs=0.015)


def test_the_symmetry_index_is_the_difference_over_the_mean_size_and_only_where_zero_means_none() -> None:
    left, right = Measure(mean=1.1, sd=0.02, n=20), Measure(mean=0.9, sd=0.02, n=20)
    moment, angle = (measure_definitions()[name] for name in ("peak_hip_flexor_moment_nm_kg", "hip_flexion_at_contact_rad"))
    of_moment, of_angle = symmetry_of(moment, left, right), symmetry_of(angle, left, right)
    assert of_moment is not None
    assert of_moment.difference.beyond_strides
    assert pytest.approx(20.0) == of_moment.index_percent
    assert of_angle is not None
    assert of_angle.index_percent is None
    assert pytest.approx(0.2) == of_angle.difference.value


def compared(first: RunDocument, second: RunDocument) -> CompareDocument:
    return compare(first, second, names=("a.json", "b.json"))


def test_a_run_does_not_differ_from_itself() -> None:
    assert () == compared(written(), written()).changed


def test_a_change_beyond_noise_is_found_with_its_sign_and_its_source() -> None:
    comparison = compared(written(), written(**with_measure("contact_time_s", 0.215, 0.004)))
    assert [("left", "contact_time_s"), ("right", "contact_time_s")] == sorted((one.side, one.measure) for one in comparison.changed)
    assert -0.015 == pytest.approx(comparison.changed[0].difference)
    plain = json.loads(json_text(comparison))
    assert "hipdrive.compare/1" == plain["schema"]
    row = next(one for one in plain["changes"] if one["measure"] == "contact_time_s")
    assert NO_SMALLEST == row["smallest_detectable_source"]


def test_a_change_within_the_smallest_detectable_one_does_not_count() -> None:
    name = "shank_angle_at_loading_rad"
    before = written(**with_measure(name, 0.00, 0.01))
    verdicts = [
        next(one.verdict for one in compared(before, written(**with_measure(name, mean, 0.01))).changes if one.measure == name)
        for mean in (0.001, 0.05, 0.10)
    ]
    assert ["within noise", "below the smallest detectable change", "changed"] == verdicts


def test_at_another_speed_what_is_beyond_noise_is_set_apart_and_beside_other_runners() -> None:
    quicker = with_measure("contact_time_s", 0.215, 0.004)
    comparison = compared(written(), written(speed_m_s=4.0, **quicker))
    assert () == comparison.changed
    assert "speeds_differ" == comparison.warnings[0].code
    assert "12.6 km/h and then 14.4 km/h (14 % faster)" in comparison.warnings[0].message
    contact = next(change for change in comparison.changes if change.measure == "contact_time_s")
    step = next(change for change in comparison.changes if change.measure == "step_length_m")
    assert ("another speed", "within noise") == (contact.verdict, step.verdict)
    assert contact.by_speed is not None
    assert typical_measures(4.0)["contact_time_s"].mean - typical_measures(3.5)["contact_time_s"].mean == pytest.approx(contact.by_speed)
    assert contact.by_speed < 0


def test_within_five_percent_of_one_speed_changes_are_changes_and_nobody_else_is_set_beside() -> None:
    comparison = compared(written(), written(speed_m_s=3.6, **with_measure("contact_time_s", 0.215, 0.004)))
    assert 2 == len(comparison.changed)
    assert "speeds_differ" not in {note.code for note in comparison.warnings}
    assert "by_speed" not in json_text(comparison)


def test_beyond_the_speeds_of_other_runners_nobody_says_what_speed_does() -> None:
    changes = compared(written(speed_m_s=6.0), written(speed_m_s=7.0)).changes
    assert {None} == {change.by_speed for change in changes}


@pytest.mark.parametrize(("changed", "words"), [({"segments": "dempster"}, "segment table"), ({"cutoff_hz": 10.0}, "cut-off")])
def test_runs_that_differ_for_other_reasons_are_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(NotComparableError, match=words):
        compared(written(), written(**changed))


def test_other_markers_another_surface_and_another_body_are_warned_of() -> None:
    other = written(marker_set="rbds", treadmill=False, athlete={"mass_kg": 60.0, "height_m": 1.82, "sex": "female"})
    codes = {note.code for note in compared(written(), other).warnings}
    assert {"marker_sets_differ", "surfaces_differ", "masses_differ", "heights_differ", "sexes_differ", "markers_placed_anew"} <= codes


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "this is not JSON"),
        ("[" * 100_000, "this is not JSON"),
        ("[]", "this is not a run (found: no object; known: hipdrive.run/1); give the JSON of an analysed run"),
        ('{"schema": "hipdrive.load/1"}', "this is not a run (found: hipdrive.load/1; known: hipdrive.run/1)"),
        ('{"schema": "hipdrive.run/2"}', "this was written by a later version of Hipdrive (schema hipdrive.run/2; known: hipdrive.run/1)"),
        ('{"schema": "hipdrive.run/1", "notes": []}', "the run is incomplete or broken (the key 'athlete' is missing)"),
    ],
)
def test_texts_that_are_no_runs_are_refused_in_one_sentence(text: str, sentence: str) -> None:
    for read in (read_run, read_run_demand):
        with pytest.raises(InputFileError) as refused:
            read(text, name="bad.json")
        assert str(refused.value).startswith(f"bad.json: {sentence}")
        assert 1 == str(refused.value).count("bad.json")


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"speed_m_s": 0.0}, "the key 'speed_m_s' is 0.0"),
        ({"speed_m_s": True}, "the key 'speed_m_s' is True"),
        ({"speed_m_s": "3.5"}, "the key 'speed_m_s' is '3.5'"),
        ({"sides": {}}, "the key 'sides.left' is missing"),
        ({"segments": "mine"}, "the key 'segments' is 'mine'"),
        (with_measure("contact_time_s", "long", 0.004), "the key 'sides.left.contact_time_s.mean' is 'long'"),  # type: ignore[arg-type]
        ({"notes": [{"code": "x"}]}, "the key 'notes[0].message' is missing"),
    ],
)
def test_a_run_with_a_broken_key_is_refused_and_the_key_is_named(changed: dict[str, Any], key: str) -> None:
    with pytest.raises(InputFileError, match="incomplete or broken") as refused:
        written(**changed)
    assert key in str(refused.value)


def test_keys_of_a_later_minor_version_are_passed_over() -> None:
    newer = written(stiffness={"left": 1}, **with_measure("vertical_stiffness_n_m", 20000.0, 900.0))
    assert plain_of(newer)["sides"]["left"].pop("vertical_stiffness_n_m")
    assert compared(written(), newer).changes == compared(written(), written()).changes


def test_a_run_written_and_read_back_is_the_same_to_the_last_bit() -> None:
    document = run_document(run())
    assert document == read_run(json_text(document), name="a.json")


def test_a_run_of_one_stride_cannot_be_judged() -> None:
    lone = plain_of(run_document(run(left=side_result(strides=1))))["sides"]
    lone["left"]["contact_time_s"] = {"mean": 0.2, "sd": None, "n": 1}
    changes = {(one.side, one.measure): one.verdict for one in compared(written(), written(sides=lone)).changes}
    assert "unknown" == changes["left", "contact_time_s"]


def test_what_was_seen_in_drills_is_read_from_the_athletes_file_and_written_back() -> None:
    body = 'mass_kg = 70\nheight_m = 1.75\nsex = "male"\n'
    text = body + '[observations]\nskips_lean_back = "both"\nmarch_hikes_pelvis = "none"\n'
    entry = read_athlete(text, name="me.toml")
    assert {"skips_lean_back": ("left", "right"), "march_hikes_pelvis": ()} == entry.observations
    assert entry == read_athlete(athlete_as_toml(entry, heading="me"), name="me.toml")
    assert {} == AthleteFile(athlete=entry.athlete).observations
    for wrong in ('skips_lean_back = "up"', 'sways = "left"', "skips_lean_back = true"):
        with pytest.raises(InputFileError):
            read_athlete(f"{body}[observations]\n{wrong}\n", name="me.toml")
