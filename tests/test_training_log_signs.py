"""What our sheets, calendars and reports print can be typed into the log as it stands, and so can what phones make of it."""

from dataclasses import replace

import pytest
from follow_scenes import cable, dose_range, session
from hypothesis import given
from hypothesis import strategies as st

from hipdrive.exercise import exercises
from hipdrive.report.words import sets_in_words
from hipdrive.training.follow.adapt_rules import adapt_rules
from hipdrive.training.follow.judge import LineVerdict, judge
from hipdrive.training.follow.state import initial_state
from hipdrive.training.log.dose import DoseLoad, parse_dose, parse_load
from hipdrive.training.log.notation import parse_set
from hipdrive.training.log.signs import plain_signs

PLAIN = "cable_hip_flexion R 3x8 hold 2s @12.5kg rir 2"


@pytest.mark.parametrize(
    "typed",
    [
        "cable_hip_flexion R 3×8 hold 2s @12.5kg rir 2",
        "cable_hip_flexion R 3 × 8, hold 2 s each, @12.5 kg, rir 2",
        "cable_hip_flexion\u00a0R 3\u202f×\u202f8 hold 2\u00a0s @12.5\u00a0kg rir 2",
        "cable_hip_flexion R 3X8 hold 2s @12.5KG rir 2",
        "cable_hip_flexion R 3*8 hold 2s @12,5kg rir 2",
        "cable_hip_flexion R 8, 8, 8; hold 2s; @ 12.5kg; rir 2",
        "\ufeffcable_hip_flexion R 3x8 hold 2s @12.5kgs tempo 2–1–3 rest 90 s rir 2",
    ],
)
def test_signs_of_a_calendar_or_a_phone_are_read(typed: str) -> None:
    assert parse_set(PLAIN) == parse_set(typed)


def test_ranges_with_en_dashes_are_read_in_a_dose() -> None:
    assert parse_dose("step_up_drive LR 2-3x8-10 hold 3-5s rest 60-90s") == parse_dose(
        "step_up_drive LR 2–3 × 8–10 hold 3 – 5 s rest 60–90 s"
    )


def test_strands_of_a_band_stay() -> None:
    assert "bent_knee_march alt 2x20 @band:loop_2*2" == plain_signs("bent_knee_march alt 2x20 @band:loop_2*2")


@pytest.mark.parametrize("exercise", [one.id for one in exercises().values() if not one.dose.distance_m])
def test_every_dose_that_is_printed_is_read_back(exercise: str) -> None:
    """As a plan shows it, and in the words of the sheet, the calendar and the report."""
    said = exercises()[exercise].dose
    side = "LR" if said.per_side else "alt"
    dose = parse_dose(
        f"{exercise} {side} {said.sets[1]}x{said.reps[1]} hold {said.hold_s[1]:g}s @2kg tempo 2-1-3 rest {said.rest_s:g}s rir 2"
    )
    plain = parse_set(f"{exercise} {side} {said.sets[1]}x{said.reps[1]} hold {said.hold_s[1]:g}s @2kg rir 2")
    held = dose.hold_s if dose.hold_s and dose.hold_s[1] > 0 else None
    assert plain == parse_set(str(dose))
    words = sets_in_words(replace(dose, to_fatigue=False)) + ("" if held else " hold 0s")
    assert plain == parse_set(f"{exercise} {side} {words}, @2 kg, rir 2")


@pytest.mark.parametrize("exercise", [one.id for one in exercises().values() if one.dose.distance_m])
def test_a_printed_distance_is_read_back(exercise: str) -> None:
    dose = parse_dose(f"{exercise} alt 2x20m")
    assert parse_set(f"{exercise} alt 2x20m") == parse_set(f"{exercise} alt {sets_in_words(dose)}")


def verdict_on(*lines: str, asked: str = "2kg", loads: tuple[str, ...] = ("1kg", "1.5kg", "2kg", "2.5kg")) -> LineVerdict:
    """What a session says of three sets of five."""
    one = cable("R", asked, loads)
    state = initial_state((one,), session(0).on).lines[0]
    return judge(state, session(0, *lines), asked=one.dose, rules=adapt_rules())


@pytest.mark.parametrize(
    ("asked", "typed"), [("2kg", "4.4lb"), ("5kg", "11lb"), ("12kg", "26lb"), ("16kg", "35lb"), ("20kg", "45lb"), ("32kg", "70lb")]
)
def test_what_is_sold_in_pounds_counts_as_what_is_sold_in_kilograms(asked: str, typed: str) -> None:
    verdict = verdict_on(f"R 3x5 @{typed} rir 2", asked=asked, loads=(asked,))
    assert (True, False) == (verdict.as_asked, verdict.below)


@pytest.mark.parametrize(
    ("asked", "typed"), [("2kg", "4.2lb"), ("1.25kg", "2.5lb"), ("20kg", "19.75kg"), ("20kg", "43lb"), ("50kg", "49.5kg"), ("0.5kg", "1lb")]
)
def test_a_step_of_load_is_not_hidden_by_the_tolerance(asked: str, typed: str) -> None:
    assert verdict_on(f"R 3x5 @{typed} rir 2", asked=asked, loads=(asked,)).below


def test_a_load_of_the_line_counts_as_itself_however_near() -> None:
    assert verdict_on("R 3x5 @19.9kg rir 2", asked="20kg", loads=("19.9kg", "20kg")).below
    assert verdict_on("R 3x5 @43.9lb rir 2", asked="20kg", loads=("19.9kg", "20kg")).below


@given(st.decimals(min_value="0.5", max_value="999", places=1))
def test_pounds_stay_as_typed_and_weigh_what_they_weigh(pounds: object) -> None:
    load = parse_load(f"{pounds}lb".replace(".0lb", "lb"))
    assert f"{pounds}lb".replace(".0lb", "lb") == str(load)
    assert load == DoseLoad(mass_kg=load.mass_kg) == parse_load(str(load))


def test_lighter_sets_before_and_after_do_not_veto_the_asked_ones() -> None:
    verdict = verdict_on("R 1x5 @1kg", "R 3x5 @2kg rir 2", "R 1x10 @1.5kg")
    assert (True, True, False) == (verdict.complete, verdict.as_asked, verdict.below)
    assert 2 == verdict.reserve


def test_a_set_at_the_limb_s_own_weight_warms_up_too() -> None:
    assert verdict_on("R 10 @bodyweight", "R 3x5 @2kg rir 2").as_asked


def test_lighter_sets_in_place_of_asked_ones_count_against_them() -> None:
    assert verdict_on("R 2x5 @2kg rir 2", "R 1x5 @1.5kg rir 2").below
    assert verdict_on("R 1x5 @2kg", "R 1x5 @1kg", "R 2x5 @2kg").below


def test_pain_and_lost_form_of_a_warm_up_count() -> None:
    verdict = verdict_on("R 1x5 @1kg form no-twist pain 4 groin", "R 3x5 @2kg rir 2")
    assert (("no twist",), 4, True) == (verdict.faults, verdict.pain, verdict.painful)


def test_reaching_the_top_with_a_warm_up_is_at_the_top() -> None:
    assert 8 == dose_range().reps[1]
    assert verdict_on("R 1x5 @1kg", "R 3x8 @2kg rir 2", "R 12 @1.5kg").at_top
