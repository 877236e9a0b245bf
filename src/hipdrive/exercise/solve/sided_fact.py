"""Facts about one side of a load, kept as data, so that a mirrored load states them about the other side."""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from typing import Self

from ...body import OTHER_SIDE, Side
from ...body_words import SIDE_WORDS
from ...language import Text, en
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

    joint: Text
    """In words, without the side."""
    reached_rad: float
    low_rad: float
    high_rad: float

    @property
    def note(self) -> Note:
        """A reason why the set-up can't be done."""
        reached, low, high = (math.degrees(angle) for angle in (self.reached_rad, self.low_rad, self.high_rad))
        values: dict[str, object] = {"joint": self.joint, "reached_deg": reached, "low_deg": low, "high_deg": high}
        message = en("The {joint} would reach {reached_deg:.0f}°, beyond its range of {low_deg:.0f}° to {high_deg:.0f}°.")
        if self.side is not None:
            message = en("The {side} {joint} would reach {reached_deg:.0f}°, beyond its range of {low_deg:.0f}° to {high_deg:.0f}°.")
            values["side"] = SIDE_WORDS[self.side]
        return Note(code="joint_range", text=message.filled(**values))


@dataclass(frozen=True, kw_only=True)
class SharingNotUnique(SidedFact):
    """Supports that may share the load in more than one way, so that a hip's moment is not certain."""

    width_nm_kg: float
    """By how much the hip's moment may differ."""

    @property
    def note(self) -> Note:
        """A remark on the load."""
        message = en(
            "The supports could share the load in more than one way: the {side} hip's moment may differ by up to "
            "{width_nm_kg:.2f} Nm/kg; we show the least force.",
            side="" if self.side is None else SIDE_WORDS[self.side],
            width_nm_kg=self.width_nm_kg,
        )
        return Note(code="sharing_not_unique", text=message)
