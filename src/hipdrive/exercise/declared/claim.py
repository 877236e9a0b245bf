"""Claim: what an article says of an exercise, put as a comparison of two figures of its load curves."""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from ...data.declared import Number, ReadOnly
from ...language import Text, en

Value = Annotated[Number | str, Field(description=en("a number or a word"))]
Quantity = Literal["moment_nm", "moment_nm_kg", "largest_nm_kg", "peak_at_deg", "lever_m", "share", "share_of_capacity", "hardest_at_deg"]
Comparison = Literal["above", "below", "about"]


@dataclass(frozen=True, kw_only=True)
class LoadFigure:
    """One figure of one set-up's load."""

    what: Quantity
    """moment at an angle on the way up (Nm, or Nm/kg), largest moment (Nm/kg) and where it is (deg), lever of a support force about a hip
    (m, level distance at the top), or share of the angular impulse that falls in a range. How hard it is: share of what these muscles can
    give at that angle of hip and knee (largest, or at an angle on the way up), and where that is largest (deg)."""
    side: Literal["w", "o"] = "w"
    action: Literal["flexor", "extensor"] = "flexor"
    """For the largest moment, where it is, the share, and how hard it is."""
    at_deg: float | None = None
    """Hip flexion of that side, for a moment; for a share of capacity, which is the largest without it."""
    range: Literal["early", "mid", "end", ""] = ""
    """For a share."""
    support: str = ""
    """For a lever."""
    set_up: ReadOnly[str, Value] = field(default_factory=dict)
    """What differs from the exercise's default set-up."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """A comparison that holds or does not."""

    row: str
    """Row of the catalogue, the evidence or the form observations that it comes from."""
    says: Text
    """The claim in our words."""
    left: LoadFigure
    compare: Comparison
    right: LoadFigure | float
    times: float = 1.0
    """Factor of the right-hand figure."""
    within: float = 0.1
    """For 'about': how far the left may be off, as a share of the right."""
    holds: Text
    """What to say if it does."""
    fails: Text
    """What to say if it does not."""
