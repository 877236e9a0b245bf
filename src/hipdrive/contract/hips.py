"""What is said of both hips, of flexors and extensors, and of the three ranges of hip flexion, as it stands in JSON."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from ..body import Side
from ..curve import Action, Range
from .wire_model import Wire

T = TypeVar("T")


class BySide(Wire, Generic[T]):
    """A value for each side."""

    left: T
    right: T

    def of(self, side: Side) -> T:
        """That of one side."""
        return self.left if side == "left" else self.right


class ByAction(Wire, Generic[T]):
    """A value for the flexors and one for the extensors."""

    flexor: T
    extensor: T


class ByRange(Wire, Generic[T]):
    """A value for each range of hip flexion."""

    early: T
    mid: T
    end: T


Means = ByRange[float | None]
"""Mean moments (Nm/kg); null where a range is not visited."""
Shares = ByRange[float]
"""Shares of the whole, 0 to 1."""


def by_range_document(
    means: Mapping[Side, Mapping[Action, Mapping[Range, float | None]]], *, digits: int | None = None
) -> BySide[ByAction[Means]]:
    """Mean moments by side, action and range; as they are where no digits are given."""

    def of_side(side: Side) -> ByAction[Means]:
        return ByAction(flexor=means_document(means[side]["flexor"], digits), extensor=means_document(means[side]["extensor"], digits))

    return BySide(left=of_side("left"), right=of_side("right"))


def means_document(means: Mapping[Range, float | None], digits: int | None) -> Means:
    """Mean moments of one hip and action."""

    def rounded(value: float | None) -> float | None:
        return value if value is None or digits is None else round(value, digits)

    return Means(early=rounded(means["early"]), mid=rounded(means["mid"]), end=rounded(means["end"]))


def shares_document(shares: Mapping[Range, float], *, digits: int) -> Shares:
    """Shares of the three ranges."""
    return ByRange(early=round(shares["early"], digits), mid=round(shares["mid"], digits), end=round(shares["end"], digits))
