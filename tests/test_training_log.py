"""Logs are typed in one line, say what was done on which side, and are refused in one clear sentence where they cannot be meant."""

from datetime import date

import pytest
from follow_scenes import START, cable, line, session
from hypothesis import given
from hypothesis import strategies as st

from hipdrive.contract.plans.session import SessionDocument, session_document
from hipdrive.contract.wire import json_text
from hipdrive.errors import HipDriveError, UnknownNameError, ValueOutOfRangeError
from hipdrive.exercise import exercises
from hipdrive.training.follow.session_check import check_session
from hipdrive.training.log.dose import DoseLoad, parse_dose
from hipdrive.training.log.notation import parse_pain, parse_set
from hipdrive.training.log.session import FORM_WORDS, PainRecord, SessionRecord, SetRecord

SOURCE_DOSES = {
    "X08": "kettlebell_hip_flexion LR 2-5x5-10 tempo 2-1-3",
    "X09": "cable_hip_flexion LR 2-5x5-10 hold 1s",
    "X11": "band_hip_drive_thrust LR 2-3x6-10 hold 1s",
    "X14": "step_up_drive LR 2-3x6-10 hold 3-5s",
    "X16": "leg_raise both 2-3x6-12 hold 2s",
    "X19": "step_up_drive LR 2-3x6-10 hold 3-5s tempo X-0-2",
    "X25": "sprint_knee_drive LR 2-4x5-8 tempo X-0-2",
    "X27": "sled_drag alt 2-4x15m",
    "X28": "seated_lift LR 2x8-10 hold 2-3s",
    "X30": "high_knee_skip alt 2-3x20m",
    "X32": "bent_knee_march LR 2-3x10-20 to-fatigue hold 1s",
    "X33": "bike_pedal alt 2-3x20-40 to-fatigue",
    "X34": "plank_hip_flexion LR 1-3x5-10 hold 5-10s",
    "X35": "standing_march LR 2-3x5-10 to-fatigue hold 0-2s",
    "X36": "hip_flexion_mobility LR 1-2x2-4 hold 10-20s",
    "Deane 2005, first two sets": "cable_hip_flexion LR 2x10 tempo 2-0-4 rest 30s",
    "Deane 2005, third set": "cable_hip_flexion LR 1xfatigue tempo 2-0-4",
    "Thorborg 2016, first week": "cable_hip_flexion R 3x15 @band:red rir 0",
    "Weaving": "cable_hip_flexion LR 4x6",
    "ACSM 2009, novice": "cable_hip_flexion LR 1-3x8-12 tempo 2-0-2 rir 0",
    "ACSM 2009, advanced": "cable_hip_flexion LR 3x1-6 rest 180-300s rir 0",
}
"""Doses that the sources state, and how the notation says them."""


@pytest.mark.parametrize("source", SOURCE_DOSES)
def test_the_notation_says_every_dose_of_the_sources(source: str) -> None:
    assert SOURCE_DOSES[source] == str(parse_dose(SOURCE_DOSES[source]))


def test_every_exercise_with_a_dose_of_its_own_source_is_among_them() -> None:
    told = {one.id for one in exercises().values() if not {"sets", "reps"} <= set(one.dose.ours) or "hold_s" not in one.dose.ours}
    assert told - {parse_dose(text).exercise for text in SOURCE_DOSES.values()} - {"independent_crank_cycling"} == set()


@pytest.mark.parametrize("exercise", list(exercises()))
def test_the_notation_says_the_dose_of_every_exercise(exercise: str) -> None:
    said = exercises()[exercise].dose
    count = f"{said.distance_m[0]:g}m" if said.distance_m else f"{said.reps[0]}-{said.reps[1]}"
    amount = f"{said.sets[0]}-{said.sets[1]}x{count} hold {said.hold_s[0]:g}-{said.hold_s[1]:g}s"
    text = f"{exercise} {'LR' if said.per_side else 'alt'} {amount} rest {said.rest_s:g}s"
    dose = parse_dose(text)
    assert (said.sets, said.hold_s, said.rest_s) == (dose.sets, dose.hold_s, dose.rest_s)
    assert said.distance_m is not None or said.reps == dose.reps


def test_a_range_of_rests_needs_a_lower_and_an_upper_number() -> None:
    assert (180.0, 300.0) == (parse_dose("lift R 3x5 rest 180-300s").rest_s, parse_dose("lift R 3x5 rest 180-300s").longest_rest_s)
    with pytest.raises(ValueOutOfRangeError, match="rest of a dose"):
        parse_dose("lift R 3x5 rest 300-180s")


def test_one_line_says_several_equal_sets_with_load_reserve_and_pain() -> None:
    found = parse_set("cable_hip_flexion R 3x8 @12.5kg rir 2 pain 1")
    assert (SetRecord(exercise="cable_hip_flexion", side="right", reps=8, load=DoseLoad(mass_kg=12.5), rir=2.0),) * 3 == found.sets
    assert (PainRecord(when="during", level=1, side="right", exercise="cable_hip_flexion"),) == found.pains


def test_lr_says_the_same_for_each_side_and_commas_one_set_each() -> None:
    found = parse_set("LR 8,8,7", exercise="seated_lift")
    assert [("left", 8), ("left", 8), ("left", 7), ("right", 8), ("right", 8), ("right", 7)] == [(one.side, one.reps) for one in found.sets]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sled_drag alt 2x20m @10kg", ("both", None, 20.0, DoseLoad(mass_kg=10.0))),
        ("leg_raise both 1x12", ("both", 12, None, None)),
        ("bent_knee_march L 1x20 @band:red*2 rpe 8", ("left", 20, None, DoseLoad(band="red", strands=2))),
        ("cable_hip_flexion R 8 @22.05lb hold 2s form neutral-spine", ("right", 8, None, DoseLoad(mass_kg=10.002))),
    ],
)
def test_a_line_is_read_as_it_is_meant(text: str, told: tuple[object, ...]) -> None:
    one = parse_set(text).sets[0]
    assert told == (one.side, one.reps, one.distance_m, one.load)


def test_form_pain_and_exertion_are_read_in_any_order() -> None:
    found = parse_set("cable_hip_flexion L 3x8 pain 4 next_morning front_of_hip form level_pelvis,no-twist rpe 7.5")
    assert ("level pelvis", "no twist") == found.sets[0].faults
    assert 2.5 == found.sets[0].reserve
    assert ("next_morning", 4, "front_of_hip") == (found.pains[0].when, found.pains[0].level, found.pains[0].site)
    assert PainRecord(when="next_morning", level=3, site="lower_back") == parse_pain("3 lower_back next_morning")


def test_a_skipped_line_has_no_repetitions_and_failed_nothing() -> None:
    (one,) = parse_set("plank_hip_flexion L skipped").sets
    assert (True, None) == (one.skipped, one.reps)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("cable_hip_flexion R 3x8 pain 11", "pain is 11, but must be a whole number from 0"),
        ("cable_hip_flexion R 3x8 pain lots", "whole number from 0"),
        ("cable_hip_flexion R 3x8 @12500kg", r"12500 kg.*did you mean 12.5 kg\?"),
        ("cable_hip_flexion R 3x8 @12.5", "without a unit.*12.5kg or 12.5lb"),
        ("cable_hip_flexion R 3x8.5", "whole number"),
        ("cable_hip_flexion R 3x800", "reps of a set is 800"),
        ("cable_hip_flexion R 99x8", "1 to 20 sets"),
        ("cable_hip_flexion R 0x8", "1 to 20 sets"),
        ("cable_hip_flexion both sides", "like 'cable_hip_flexion R 3x8"),
        ("cable_hip_flexion right 3x8", "side of a set 'right'"),
        ("cable_hip_flexion R 3x8 rir", "'rir' was not understood"),
        ("cable_hip_flexion R 3x8 rir 2 rir 3", "with 'rir' once"),
        ("cable_hip_flexion R 3x8 rir 12", "rir of a set is 12"),
        ("cable_hip_flexion R 3x8 form wobbly", "Known: neutral-spine"),
        ("cable_hip_flexion R 3x8 pain 3 hipp", "'hipp' was not understood"),
        ("cable_hip_flexion R skipped rir 2", "without load, reserve"),
        ("R 3x8", "line of a log"),
        ("", "line of a log"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(HipDriveError, match=sentence):
        parse_set(text)


@given(text=st.text(alphabet=st.sampled_from("LRx38 ,.@kgm-abrirpanform"), max_size=40))
def test_any_text_is_read_or_refused_with_a_clear_error(text: str) -> None:
    try:
        found = parse_set(text, exercise="seated_lift")
    except HipDriveError:
        return
    assert found.sets


def test_both_is_refused_where_each_side_is_counted_and_one_side_where_both_are() -> None:
    with pytest.raises(ValueOutOfRangeError, match=r"side of cable_hip_flexion is 'both'.*log L and R"):
        check_session(session(0, "both 3x8"), [cable("L"), cable("R")])
    with pytest.raises(ValueOutOfRangeError, match="side of leg_raise is 'left'"):
        check_session(session(0, "leg_raise L 3x8"), [])
    with pytest.raises(ValueOutOfRangeError, match="side of seated_lift is 'both'"):
        check_session(session(0, "seated_lift alt 3x8"), [])
    check_session(session(0, "LR 3x8", "leg_raise both 3x8"), [cable("L"), cable("R")])


def test_an_alternating_line_of_the_plan_is_logged_for_both() -> None:
    march = line("bent_knee_march alt 2x20 @bodyweight")
    check_session(session(0, "bent_knee_march alt 2x20"), [march])


def test_an_unknown_exercise_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Did you mean cable_hip_flexion"):
        check_session(session(0, "cabel_hip_flexion R 3x8"), [])
    with pytest.raises(UnknownNameError, match="exercise 'squat'"):
        check_session(SessionRecord(on=START, pains=(PainRecord(when="after", level=1, exercise="squat"),)), [])


@pytest.mark.parametrize(("typed", "meant"), [("125kg", "12.5"), ("499kg", "49.9")])
def test_a_load_of_five_times_the_plan_asks_what_was_meant(typed: str, meant: str) -> None:
    with pytest.raises(ValueOutOfRangeError, match=rf"less than 5 times the planned 10 kg; did you mean {meant} kg\?"):
        check_session(session(0, f"L 3x8 @{typed}"), [cable("L")])
    check_session(session(0, "L 3x8 @49kg"), [cable("L")])


@given(
    reps=st.integers(0, 200),
    load=st.one_of(st.none(), st.floats(0, 499).map(lambda mass: DoseLoad(mass_kg=mass)), st.just(DoseLoad(band="red", strands=2))),
    rir=st.one_of(st.none(), st.integers(0, 10).map(float)),
    faults=st.lists(st.sampled_from(FORM_WORDS), max_size=2).map(tuple),
    level=st.integers(0, 10),
    note=st.text(max_size=5),
)
def test_a_session_turns_into_json_that_says_all_of_it(
    reps: int, load: DoseLoad | None, rir: float | None, faults: tuple[str, ...], level: int, note: str
) -> None:
    rows = (
        SetRecord(exercise="seated_lift", side="left", reps=reps, load=load, rir=rir, faults=faults),
        SetRecord(exercise="seated_lift", side="right", skipped=True),
    )
    logged = SessionRecord(on=date(2026, 1, 5), sets=rows, pains=(PainRecord(when="after", level=level, side="left"),), note=note)
    document = SessionDocument.model_validate_json(json_text(session_document(logged)))
    assert session_document(logged) == document
    assert [reps, None] == [logged_set.reps for logged_set in document.sets]
    assert (note, level, load and str(load)) == (document.note, document.pains[0].level, document.sets[0].load)
