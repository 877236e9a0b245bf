"""What decides between set-ups that are as good: nearer to the exercise's own, and fewer strands."""

from collections.abc import Mapping, Sequence

from ..declared.exercise import Value
from .space import Dimension

NEARER_TO_USUAL = 0.002
"""Score that the whole length of one dimension away from the exercise's own set-up is worth; our choice."""
EXTRA_STRAND = 0.003
"""Score that one strand less is worth; our choice."""


def inconvenience(dimensions: Sequence[Dimension], indices: Sequence[int], changes: Mapping[str, Value]) -> float:
    """Score that is taken off for values far from the usual and for each further strand.

    Args:
        dimensions: What is varied.
        indices: Which value of each.
        changes: What the step of the resistance sets, or the whole set-up.
    """
    away = sum(abs(i - dimension.usual) / len(dimension.values) for dimension, i in zip(dimensions, indices, strict=True))
    return NEARER_TO_USUAL * away + EXTRA_STRAND * (float(changes.get("strands", 1.0)) - 1.0)
