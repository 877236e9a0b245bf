"""What is left of what is owned once something is taken, broken or not there today."""

from collections.abc import Iterable
from dataclasses import replace

from ..declared.exercise import Exercise
from .equipment import Equipment, thing_named
from .needs import needs_of

LOADS_OF: dict[str, dict[str, object]] = {
    "ankle weight": {"ankle_kg": ()},
    "band": {"bands": {}},
    "barbell": {"barbell": None},
    "bench": {"bench_heights_m": ()},
    "box": {"box_heights_m": ()},
    "cable machine": {"cable": None},
    "chair": {"chair_heights_m": ()},
    "dumbbell": {"dumbbell_kg": ()},
    "kettlebell": {"kettlebell_kg": ()},
    "sled": {"sled": None},
}
"""Thing -> what goes with it."""


def left_without(equipment: Equipment, things: Iterable[str]) -> Equipment:
    """What is owned, less some things.

    Args:
        equipment: What is owned.
        things: Names of things, as an exercise asks for them.

    Raises:
        UnknownNameError: If a thing is not known; names the nearest.
    """
    left = equipment
    for thing in (thing_named(name) for name in things):
        gone = LOADS_OF.get(thing, {})
        left = replace(left, has=left.has - {thing}, **gone)  # type: ignore[arg-type]  # each is the empty value of its field
    return left


def taken_with(exercise: Exercise, apparatus: Iterable[str]) -> tuple[str, ...]:
    """The thing that is taken if an exercise cannot be done for want of room: the first piece of apparatus that it needs; none if none.

    Args:
        exercise: The exercise, in its variant.
        apparatus: Things that somebody else can be on.
    """
    known = set(apparatus)
    return next(((thing,) for need in needs_of(exercise) for thing in need if thing in known), ())
