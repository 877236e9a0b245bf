"""What a picture of an exercise shows beside its mechanics: where free hands are and how arms swing."""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from ...data.declared import ReadOnly
from ...language import en
from .expression import Expression

HandPlace = Literal["chest", "bar", "seat", "thigh", "shin", "floor"]
Thing = Literal["", "bench", "box", "chair", "incline", "saddle", "handlebars", "pedal", "roller", "upright", "bar", "pole", "rail", "wall"]
"""What a support is, for pictures; empty where its height and direction tell: the floor, a bench, a wall, a pad or a bar."""


@dataclass(frozen=True, kw_only=True)
class DrawnHand:
    """A hand that holds or lies on something without carrying a part of the load."""

    side: Literal["w", "o", "both"]
    at: HandPlace
    """chest (folded over it), bar (the barbell across the hips), seat (its edge beside the hips), thigh (above the knee), shin (below
    the knee), floor (beside the body)."""
    leg: Literal["w", "o", ""] = ""
    """Which leg's thigh or shin it is; empty for the arm's own side, and of no effect elsewhere."""


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """How arms are drawn. It changes no load: mechanics takes them as the posture has them."""

    start: Annotated[ReadOnly[str, Expression], Field(description=en("coordinate of an arm -> deg at the start"))] = field(
        default_factory=lambda: MappingProxyType({})
    )
    top: Annotated[ReadOnly[str, Expression], Field(description=en("the same at the top, where it differs"))] = field(
        default_factory=lambda: MappingProxyType({})
    )
    hands: tuple[DrawnHand, ...] = ()
