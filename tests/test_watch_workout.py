"""A session on a watch: the FIT workout decodes with its check sums, keeps the rules, and asks what the plan asks."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import fitdecode
import pytest
from fit_tool import ConformanceLevel, FitFile, ProfileScope, validate_fit_file

from hipdrive.coach import session_as_workout
from hipdrive.contract.plans.plan import PlanDocument
from hipdrive.exercise import exercises
from hipdrive.language import reading_in
from hipdrive.watch import NoWorkoutError, Workout, WorkoutBlock, WorkoutSet, workout_fit
from hipdrive.watch.workout import MOST_STEPS, workout_categories

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
PLAN = Path(__file__).parent / "snapshots" / "athlete" / "plan.json"
LIFT = WorkoutSet(exercise="cable_hip_flexion", name="Cable lift, left side", notes="3 sets of 8", reps=8, weight_kg=12.5)


def decoded(content: bytes) -> dict[str, list[dict[str, Any]]]:
    """The messages of a file by their name, as a library of somebody else reads them."""
    found: dict[str, list[dict[str, Any]]] = {}
    with fitdecode.FitReader(content, check_crc=fitdecode.CrcCheck.RAISE, error_handling=fitdecode.ErrorHandling.RAISE) as reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                found.setdefault(frame.name, []).append({one.name: one.value for one in frame.fields if one.value is not None})
    return found


def made(*blocks: WorkoutBlock) -> dict[str, list[dict[str, Any]]]:
    workout = Workout(name="Hips", warm_up="Walk.", warm_up_name="Warm-up", warm_up_s=120.0, blocks=blocks)
    return decoded(workout_fit(workout, made_at=NOW))


def block(*sides: WorkoutSet, sets: int = 3, rest_s: float | None = 60.0) -> WorkoutBlock:
    return WorkoutBlock(sides=sides, sets=sets, rest_s=rest_s, rest_name="Rest")


def test_names_sets_reps_rests_and_weights_come_back_as_they_were_written() -> None:
    steps = made(block(LIFT))["workout_step"]
    names = ["Warm-up", "Cable lift, left side 1/3", "Rest", "Cable lift, left side 2/3", "Rest", "Cable lift, left side 3/3"]
    assert names == [step["wkt_step_name"] for step in steps]
    assert [8, 8, 8] == [step["duration_reps"] for step in steps if step["duration_type"] == "reps"]
    assert [120.0, 60.0, 60.0] == [step["duration_time"] for step in steps if step["duration_type"] == "time"]
    assert ["warmup", "active", "rest", "active", "rest", "active"] == [step["intensity"] for step in steps]
    assert {12.5} == {step["exercise_weight"] for step in steps if step["intensity"] == "active"}
    assert {"leg_raise"} == {step["exercise_category"] for step in steps if step["intensity"] == "active"}


def test_a_hold_lasts_a_distance_goes_and_what_has_no_end_waits_for_the_button() -> None:
    hold = WorkoutSet(exercise="hip_flexor_stretch", name="Stretch", notes="", hold_s=30.0)
    sled = WorkoutSet(exercise="sled_drag", name="Sled", notes="", distance_m=20.0)
    on = WorkoutSet(exercise="seated_lift", name="Lift", notes="until you lose form")
    steps = made(block(hold, sled, on, sets=1))["workout_step"][1:]
    assert ["time", "distance", "open"] == [step["duration_type"] for step in steps]
    assert (30.0, 20.0) == (steps[0]["duration_time"], steps[1]["duration_distance"])


def test_a_session_too_long_for_a_watch_goes_back_instead_of_repeating_itself() -> None:
    messages = made(*[block(LIFT, LIFT, sets=5) for _ in range(6)])
    steps = messages["workout_step"]
    again = [step for step in steps if step["duration_type"] == "repeat_until_steps_cmplt"]
    assert len(steps) <= MOST_STEPS
    assert [5] * 6 == [step["repeat_steps"] for step in again]
    assert [1, 5] == [step["duration_step"] for step in again[:2]]
    assert [len(steps)] == [message["num_valid_steps"] for message in messages["workout"]]


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_session_of_a_plan_keeps_the_rules_of_fit(language: str) -> None:
    plan = PlanDocument.model_validate(json.loads(PLAN.read_text(encoding="utf-8")))
    for session in plan.sessions[:4]:
        number = [one for one in plan.sessions if one.week == session.week].index(session) + 1
        with reading_in(language):
            content = session_as_workout(plan, made_at=NOW, week=session.week, session=number)
        messages = decoded(content)
        assert [{"sport": "training", "sub_sport": "strength_training"}] == [
            {key: message[key] for key in ("sport", "sub_sport")} for message in messages["workout"]
        ]
        asked = {line.exercise for line in session.lines}
        assert len(asked) <= len({step["wkt_step_name"] for step in messages["workout_step"]})
        levels = {ConformanceLevel.WIRE, ConformanceLevel.PROFILE}  # at its third level that library takes repetitions for going back
        report = validate_fit_file(FitFile.from_bytes(content), levels=levels, profile_scope=ProfileScope.FULL)
        assert [] == [str(finding) for finding in report.findings]
        assert list(range(len(messages["workout_step"]))) == [step["message_index"] for step in messages["workout_step"]]
        assert [len(messages["workout_step"])] == [message["num_valid_steps"] for message in messages["workout"]]


def test_a_long_text_is_cut_at_a_letter() -> None:
    steps = made(block(WorkoutSet(exercise="seated_lift", name="Ü" * 80, notes="ß" * 300, reps=5), sets=2))["workout_step"]
    assert {"1/2", "2/2"} == {step["wkt_step_name"].split()[-1] for step in steps[1:] if step["intensity"] == "active"}
    assert all(step["notes"].startswith("ßß") and step["notes"].endswith("…") for step in steps[1:2])


def test_a_session_with_nothing_to_do_is_refused() -> None:
    with pytest.raises(NoWorkoutError, match="There is no session to put on a watch"):
        workout_fit(Workout(name="Hips", blocks=()), made_at=NOW)


def test_every_exercise_is_filed_under_something_that_watches_know() -> None:
    assert set(exercises()) == set(workout_categories().category)
