"""What may be begun: no implement without its load, steps of ladders in order, what a test proves or asks for; more for a weaker side."""

from dataclasses import replace

import pytest
from panel import TODAY
from training_scenes import curve, exercise, flat_capacity, gym, mirrored, stride

from hipdrive.capacity import TestResult
from hipdrive.coach.matching.passed import answers_of, passed_of
from hipdrive.curve import MomentCurve
from hipdrive.exercise.declared.ladder import ladders
from hipdrive.training import Candidate, Terms, make_plan, match
from hipdrive.training.log.dose import DoseLoad
from hipdrive.training.match.begin import Passed, depths, may_begin, needs_load
from hipdrive.training.weeks.finding import finding_words

SOME, NEW = Passed(word_covers=4), Passed(new=True)


def candidate(name: str, **set_up: float | str) -> Candidate:
    """A set-up of a shipped exercise."""
    return replace(exercise(name, curve()), set_up=set_up)


def begun(one: Candidate, passed: Passed) -> bool:
    return bool(may_begin([one], passed).candidates)


@pytest.mark.parametrize(
    ("name", "empty", "loaded"),
    [
        ("cable_hip_flexion", {"stack_kg": 0.0}, {"stack_kg": 5.0}),
        ("kettlebell_hip_flexion", {"weight_kg": 0.0}, {"weight_kg": 4.0}),
        ("sled_drag", {"sled_kg": 0.0}, {"sled_kg": 30.0}),
        ("barbell_hip_thrust", {"weight_kg": 0.0}, {"weight_kg": 20.0}),
        ("band_hip_drive_thrust", {"band": "none", "strands": 1}, {"band": "red", "strands": 1}),
    ],
)
def test_an_exercise_made_for_a_load_is_not_begun_without_it(name: str, empty: dict[str, float], loaded: dict[str, float]) -> None:
    assert needs_load(name)
    assert not begun(candidate(name, **empty), SOME)
    assert begun(candidate(name, **loaded), SOME)
    assert any("none of the loads" in words for words in may_begin([candidate(name, **empty)], SOME).refused)


def test_what_can_be_done_with_the_limb_alone_is_begun_without_load() -> None:
    for name in ("bent_knee_march", "seated_lift", "two_leg_bridge", "bike_pedal"):
        assert not needs_load(name)
    assert needs_load("step_up_drive", "weighted_hold")
    assert not needs_load("step_up_drive", "forceful")


def test_beginners_begin_with_the_first_steps_and_nothing_on_them() -> None:
    assert begun(candidate("bent_knee_march", band="none"), NEW)
    assert begun(candidate("two_leg_bridge", variant="floor"), NEW)
    assert begun(candidate("seated_lift", band="none", trunk_lean_deg=0.0), NEW)
    assert begun(candidate("step_up_drive", variant="forceful", weight_kg=0.0), NEW)
    for one in (
        candidate("bent_knee_march", band="red"),
        candidate("cable_hip_flexion", stack_kg=5.0),
        candidate("seated_lift", band="none", trunk_lean_deg=45.0),
        candidate("step_up_drive", variant="forceful", weight_kg=1.0),
        candidate("step_up_drive", variant="weighted_hold", weight_kg=0.0),
        candidate("sled_drag", sled_kg=30.0),
    ):
        assert not begun(one, NEW)
    assert begun(candidate("cable_hip_flexion", stack_kg=5.0), replace(NEW, exercises=frozenset({"cable_hip_flexion"})))


def test_the_word_of_experience_stands_for_so_many_steps() -> None:
    cable = candidate("sprint_knee_drive", variant="cable", stack_kg=5.0)
    above = min(depths("cable")[step.id] for step in ladders()["cable"].steps.values() if step.exercise == "sprint_knee_drive")
    assert begun(cable, Passed(word_covers=above))
    assert not begun(cable, Passed(word_covers=above - 1))


def test_both_straight_legs_are_raised_with_weight_only_after_a_lighter_step_is_passed() -> None:
    raised = candidate("leg_raise", variant="flat_bench", knee_flexion_deg=0.0, weight_kg=5.0)
    raised = replace(raised, gates=("straight_leg_lift",), dose=replace(raised.dose, together=True))
    assert not begun(raised, SOME)
    assert begun(replace(raised, set_up={**raised.set_up, "weight_kg": 0.0}), SOME)
    assert begun(raised, replace(SOME, steps=frozenset({"load/hanging_2kg"})))


def test_a_passed_test_proves_and_a_failed_one_asks_for_the_first_step() -> None:
    passed = [TestResult(protocol="A03", on=TODAY, side=side, passed=True) for side in ("left", "right")]
    assert "seated_lift" in passed_of(passed, experience="new").exercises
    failed = [TestResult(protocol="A02", on=TODAY, side="left", passed=False)]
    assert ("seated_lift",) == answers_of(failed)
    asked = passed_of([*passed, *failed], experience="some")
    assert begun(candidate("seated_lift", band="none", trunk_lean_deg=0.0), asked)
    assert not begun(candidate("seated_lift", band="red", trunk_lean_deg=0.0), asked)


def weaker(side: str, share: float) -> list[MomentCurve]:
    """Tested capacity of which one side is weaker."""
    bands = []
    for band in flat_capacity(2.0, 2.4):
        scale = share if band.side == side else 1.0
        scaled = {
            name: replace(one, moment_nm_kg=scale * one.moment_nm_kg) for name in ("low", "centre", "high") if (one := getattr(band, name))
        }
        bands.append(replace(band, **scaled))
    return bands  # type: ignore[return-value]


@pytest.mark.parametrize(("share", "more"), [(0.7, True), (0.95, False)])
def test_a_side_that_is_weaker_beyond_noise_has_one_set_more_as_far_as_the_minutes_go(share: float, more: bool) -> None:
    found = match(stride(), weaker("left", share), gym())  # type: ignore[arg-type]
    plan = make_plan(found, Terms(minutes_per_week=100.0))
    first = plan.sessions[0].lines
    sets = {side: [line.dose.sets[0] for line in first if line.side == side] for side in ("left", "right")}
    total = {side: sum(line.dose.sets[0] for line in plan.programme if line.side == side) for side in ("left", "right")}
    assert sets["left"]
    assert total["left"] - total["right"] == (1.0 if more else 0.0)
    for week in range(1, plan.weeks + 1):
        assert sum(session.minutes for session in plan.sessions if session.week == week) <= 100.2


def test_a_first_set_says_which_owned_load_comes_next_and_a_trial_what_stands_beside_it() -> None:
    one = exercise("lift", curve(moment_nm_kg=1.0), resistance=5.0)
    one = replace(one, owned_kg=(2.0, 5.0, 7.5))
    plan = make_plan(match(stride(), flat_capacity(), [one, mirrored(one)]))
    line = next(line for line in plan.programme if line.exercise == "lift")
    words = finding_words(line)
    assert "take 7.5 kg" in words
    assert "take 2 kg" in words
    assert "Try one set" in finding_words(line, trial=True)


def test_one_strand_in_place_of_two_is_called_so() -> None:
    """With one red band owned, the lighter load of two strands is one strand of the same band."""
    one = exercise("lift", curve(moment_nm_kg=1.0), resistance=5.0)
    plan = make_plan(match(stride(), flat_capacity(), [one, mirrored(one)]))
    line = next(line for line in plan.programme if line.exercise == "lift")
    loads = (DoseLoad(band="red"), DoseLoad(band="red", strands=2), DoseLoad(band="blue"))
    doubled = replace(line, loads=loads, dose=replace(line.dose, load=loads[1]))
    assert "take one strand of the red band" in finding_words(doubled)
    assert "take the blue band" in finding_words(doubled)
