"""One set-up of a search, solved and judged."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...body import Side
from ...curve import Action
from ...data.declared import read_only
from ...language import Text
from ..declared.exercise import Value
from ..solve.load import Load
from .fixed_ends import Point

NOT_THE_RESISTANCE = frozenset(
    {"band_overstretched", "floor_contact", "joint_range", "out_of_reach", "not_allowed", "no_movement", "through_body"}
)
"""Reasons that another resistance would not remove."""


@dataclass(frozen=True, kw_only=True)
class TargetFit:
    """How well a load covers the target, on the central estimate of capacity."""

    coverage: float
    """Share of the target that is trained."""
    specificity: float
    """Share of what is trained that lies in the target."""
    score: float
    """Harmonic mean of both."""
    intensity: float
    """Largest load over capacity, of both hips, where capacity is known."""
    intensity_side: Side
    intensity_action: Action
    intensity_deg: int
    """Hip flexion where it is reached."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One set-up, solved and judged."""

    point: Point
    rung: int
    """Step of the family's ladder."""
    set_up: Mapping[str, Value]
    """What was chosen; the load holds all values."""
    load: Load | None
    """None where the set-up is no set-up at all."""
    fit: TargetFit | None
    """None where no load was judged."""
    refused: str
    """Code of the reason why it may not be chosen; empty if it may."""
    why: Text
    """The reason in a sentence."""
    shortfall: float = 0.0
    """How far it is from one that may be chosen, 0 if it may: by how much it is too hard, over what is allowed, or see shortfall.py."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "set_up", read_only(self.set_up))

    @property
    def score(self) -> float:
        """Its score; -1 if it may not be chosen."""
        return self.fit.score if self.fit is not None and not self.refused else -1.0
