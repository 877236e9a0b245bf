"""One exercise for both hips beside a flexor and an extensor exercise, as it stands in JSON (hipdrive.combined/1)."""

from typing import Literal

from pydantic import Field

from ...curve import Action
from ...language import Text
from ...training.match.match import Interval
from ...training.plan.combined import Arm, ArmExercise, CombinedOrSeparate
from ..set_up import SetUpValue
from ..wire_model import Wire

DIGITS = 4
"""Decimals of shares and moments."""


class ActionLoadDocument(Wire):
    """What one exercise asks of one action, the larger of both sides."""

    action: Action
    largest_nm_kg: float
    share_of_capacity: Interval
    """Largest load over capacity, on the high and on the low edge of the capacity band."""
    coverage: Interval
    """Share of what the stride asks of this action that it trains, at least and at most."""


class ArmExerciseDocument(Wire):
    """One exercise of one way to train."""

    exercise: str
    name: Text
    set_up: dict[str, SetUpValue]
    """Of its first working side."""
    minutes: float
    limited_by: Action
    """The action that comes nearest to its capacity: it decides the load of both."""
    loads: tuple[ActionLoadDocument, ...]


class ArmDocument(Wire):
    """One way to train flexors and extensors of both hips."""

    exercises: tuple[ArmExerciseDocument, ...]
    sets: int
    """Of each exercise and side."""
    minutes: float
    sets_in_ten_minutes: float
    """For each muscle group and side."""
    flexor_coverage: Interval
    """Share of what the stride asks of the flexors that is trained, at least and at most."""
    extensor_coverage: Interval


class CombinedDocument(Wire):
    """Combined or separate training of both hips: load, minutes and stimulus; which is better is not known."""

    schema_: Literal["hipdrive.combined/1"] = Field("hipdrive.combined/1", alias="schema")
    goal: str
    demand_source: Text
    capacity_source: Text
    combined: ArmDocument | None
    """The best exercise for both hips at once; null where there is none."""
    separate: ArmDocument | None
    """The best flexor and the best extensor exercise; null where one of them is missing."""
    says: tuple[Text, ...]
    """What the comparison says, and that no trial compares the two ways."""


def combined_document(compared: CombinedOrSeparate, *, goal: str, demand_source: Text, capacity_source: Text) -> CombinedDocument:
    """The comparison as it stands in JSON.

    Args:
        compared: Both ways.
        goal: What weighs the need.
        demand_source: Words for the stride.
        capacity_source: Words for the capacity.
    """
    return CombinedDocument(
        goal=goal,
        demand_source=demand_source,
        capacity_source=capacity_source,
        combined=_arm_document(compared.combined),
        separate=_arm_document(compared.separate),
        says=compared.sentences,
    )


def _arm_document(arm: Arm | None) -> ArmDocument | None:
    if arm is None:
        return None
    return ArmDocument(
        exercises=tuple(_exercise_document(exercise) for exercise in arm.exercises),
        sets=arm.sets,
        minutes=round(arm.minutes, 2),
        sets_in_ten_minutes=round(arm.sets_in_ten_minutes, 2),
        flexor_coverage=_rounded(arm.coverage["flexor"]),
        extensor_coverage=_rounded(arm.coverage["extensor"]),
    )


def _exercise_document(exercise: ArmExercise) -> ArmExerciseDocument:
    return ArmExerciseDocument(
        exercise=exercise.item.exercise,
        name=exercise.item.name,
        set_up=dict(exercise.set_up()),
        minutes=round(exercise.minutes, 2),
        limited_by=exercise.limited_by,
        loads=tuple(
            ActionLoadDocument(
                action=action,
                largest_nm_kg=round(load.largest_nm_kg, DIGITS),
                share_of_capacity=_rounded(load.share),
                coverage=_rounded(load.coverage),
            )
            for action, load in exercise.loads.items()
        ),
    )


def _rounded(interval: Interval) -> Interval:
    low, high = interval
    return round(low, DIGITS), round(high, DIGITS)
