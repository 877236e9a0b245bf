"""What is kept and handed out again can't be changed by who gets it, and a load is mirrored as data."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from hipdrive.body import OTHER_SIDE, SIDES, Athlete
from hipdrive.capacity import StrengthTest, capacities
from hipdrive.coach.athletes.effort_scale import typical_strength
from hipdrive.coach.matching.offer import _kept_load
from hipdrive.coach.matching.strength_limit import with_strength_limit
from hipdrive.exercise import exercise_of, mirrored, resolve_set_up, solve_load, variant_of, variant_summaries
from hipdrive.exercise.declared.exercise import Value
from hipdrive.exercise.solve.exercise_model import build_exercise_model
from hipdrive.exercise.solve.kept_path import movement_along, poses_near
from hipdrive.exercise.solve.sided_fact import JointBeyondRange
from hipdrive.exercise.solve.tempo import frames_of, progress_at, read_tempo
from hipdrive.language import en

ATHLETE = Athlete(mass_kg=70, height_m=1.75)
BEYOND: dict[str, Value] = {"trunk_lean_deg": 45, "spine_flexion_deg": 0}
"""A seated lift in which the working hip would flex beyond its range, and whose supports may share in several ways."""


def writable(value: object, place: str = "") -> Iterator[str]:
    """Names of all parts of a value that can be written to."""
    if isinstance(value, np.ndarray):
        if value.flags.writeable:
            yield place
    elif isinstance(value, dict | list | set):
        yield place
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from writable(part, f"{place}[{key}]")
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from writable(part, f"{place}[{index}]")
    elif is_dataclass(value):
        for field in fields(value):
            yield from writable(getattr(value, field.name), f"{place}.{field.name}")


def test_nothing_in_a_kept_load_can_be_written_to() -> None:
    load = _kept_load("seated_lift", ATHLETE, tuple(BEYOND.items()))
    assert [] == list(writable(load))
    assert [] == list(writable(mirrored(load)))
    assert load is _kept_load("seated_lift", ATHLETE, tuple(BEYOND.items()))
    with pytest.raises(TypeError):
        load.set_up["trunk_lean_deg"] = 0.0  # type: ignore[index]
    with pytest.raises(ValueError, match="read-only"):
        load.hip_flexion_moment_nm_kg["left"][0] = 99.0


def test_nothing_in_a_load_that_cannot_be_posed_can_be_written_to() -> None:
    load = solve_load("seated_lift", Athlete(mass_kg=40, height_m=1.25), {"bench_height_m": 0.7})
    assert not len(load.time_s)
    assert [] == list(writable(load))


def test_nothing_in_kept_poses_and_movements_can_be_written_to() -> None:
    exercise = variant_of(exercise_of("seated_lift"), {})
    model = build_exercise_model(exercise, resolve_set_up(exercise, {}, ATHLETE), ATHLETE)
    words = {"dependent": model.dependent, "pins": model.pins}
    progress = progress_at(tempo := read_tempo("2-1-2"), frames_of(tempo))
    assert [] == list(writable(movement_along(model.skeleton, model.path, progress, **words)))  # type: ignore[arg-type]
    assert [] == list(writable(poses_near(model.skeleton, model.path[:1], **words)))  # type: ignore[arg-type]


def test_nothing_in_kept_summaries_and_exercises_can_be_written_to() -> None:
    exercise = exercise_of("leg_raise")
    assert [] == list(writable(variant_summaries(exercise, ATHLETE, typical_strength(ATHLETE))))
    assert [] == list(writable(exercise))


def test_a_mirrored_load_says_its_own_side() -> None:
    load = solve_load("seated_lift", ATHLETE, BEYOND)
    said = {note.code: note.message for note in load.notes}
    other = {note.code: note.message for note in mirrored(load).notes}
    assert "The right hip flexion would reach" in said["joint_range"]
    assert "The left hip flexion would reach" in other["joint_range"]
    assert "the left hip's moment" in said["sharing_not_unique"]
    assert "the right hip's moment" in other["sharing_not_unique"]
    assert load.notes == mirrored(mirrored(load)).notes


def test_too_much_for_one_hip_is_mirrored_too() -> None:
    test = StrengthTest(side="right", action="flexor", force_n=60.0, lever_m=0.42, hip_flexion_rad=0.2)
    load = with_strength_limit(solve_load("kettlebell_hip_flexion", ATHLETE, {"weight_kg": 4}), capacities(ATHLETE, (test,)))
    for side in SIDES:
        judged = load if side == load.working_side else mirrored(load)
        messages = [note.message for note in judged.notes if note.code == "capacity_exceeded"]
        assert messages
        assert all(f"the {side} hip's flexors" in message and OTHER_SIDE[side] not in message for message in messages)


def test_a_joint_on_the_mid_line_has_no_side() -> None:
    fact = JointBeyondRange(side=None, joint=en("lumbar extension"), reached_rad=2.0, low_rad=-1.0, high_rad=1.0)
    assert "The lumbar extension would reach 115°" in fact.note.message
    assert fact == fact.mirrored()
    assert "The left knee flexion" in replace(fact, side="right", joint=en("knee flexion")).mirrored().note.message
