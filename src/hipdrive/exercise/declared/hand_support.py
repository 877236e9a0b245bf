"""What the fingertips may rest on in exercises on one leg: a wall or a rail, as one more support with an arm of its own posture."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated

from pydantic import Field

from ...data.declared import Number, ReadOnly, read_only, shipped
from ...language import Text
from .exercise import Exercise, HeldPoint, Support, Value

KEY, NO_HAND = "hand_support", "none"
HAND = "hand"
"""Id of the support."""


@dataclass(frozen=True, kw_only=True)
class HandSupport:
    """A place for the fingertips (data/hardware/hand_supports.toml)."""

    label: Text
    """In words."""
    posture: ReadOnly[str, Number]
    """Coordinates of the arm (deg) as it touches at the top; _o is the standing leg's side."""
    start: ReadOnly[str, Number]
    """The same at the start, where solving begins."""
    held: HeldPoint
    support: Support
    most_bw: Annotated[float, Field(gt=0)]
    """Most force, over body weight, with which fingertips steady; beyond, they would carry."""


@cache
def hand_supports() -> Mapping[str, HandSupport]:
    """All places by the word of the set-up."""
    return read_only(shipped(dict[str, HandSupport], "hardware", "hand_supports.toml"))


def with_hand(exercise: Exercise, set_up: Mapping[str, Value]) -> Exercise:
    """The exercise with the hand on what a set-up names; as it is where that is nothing, or nothing known."""
    hand = hand_supports().get(str(set_up.get(KEY, NO_HAND))) if KEY in exercise.settings else None
    if hand is None:
        return exercise
    return replace(
        exercise,
        start=read_only({**exercise.start, **hand.start}),
        top=read_only({**exercise.top, **hand.posture}),
        at_top_instead=read_only({**exercise.at_top_instead, **hand.posture}),
        held=(*exercise.held, hand.held),
        supports=(*exercise.supports, hand.support),
    )
