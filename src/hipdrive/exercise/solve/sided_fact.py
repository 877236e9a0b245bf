"""Facts about one side of a load, kept as data, so that a mirrored load states them about the other side."""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Self

from ...body import OTHER_SIDE, Side
from ...note import Note


@dataclass(frozen=True, kw_only=True)
class SidedFact(ABC):
    """A fact about one side, or about the mid-line, from which a note is written."""

    side: Side | None
    """None on the mid-line."""

    @property
    @abstractmethod
    def note(self) -> Note:
        """The fact in a sentence."""

    def mirrored(self) -> Self:
        """The same of the other side."""
        return self if self.side is None else replace(self, side=OTHER_SIDE[self.side])


@dataclass(frozen=True, kw_only=True)
class JointBeyondRange(SidedFact):
    """A joint that would leave its anatomical range."""

    joint: str
    """In words, without the side."""
    reached_rad: float
    low_rad: float
    high_rad: float

    @property
    def note(self) -> Note:
        """A reason why the set-up can't be done."""
        joint = self.joint if self.side is None else f"{self.side} {self.joint}"
        allowed = f"{math.degrees(self.low_rad):.0f}° to {math.degrees(self.high_rad):.0f}°"
        message = f"The {joint} would reach {math.degrees(self.reached_rad):.0f}°, beyond its range of {allowed}."
        return Note(code="joint_range", text=message)


@dataclass(frozen=True, kw_only=True)
class SharingNotUnique(SidedFact):
    """Supports that may share the load in more than one way, so that a hip's moment is not certain."""

    width_nm_kg: float
    """By how much the hip's moment may differ."""

    @property
    def note(self) -> Note:
        """A remark on the load."""
        message = (
            f"The supports could share the load in more than one way: the {self.side} hip's moment may differ by up to "
            f"{self.width_nm_kg:.2f} Nm/kg; we show the least force."
        )
        return Note(code="sharing_not_unique", text=message)
