"""How one measure of one side changed between two runs, and whether the change counts."""

import math
from dataclasses import dataclass
from typing import Literal

from ...body import Side
from ..measures.definitions import MeasureDefinition
from ..measures.measure import Measure
from ..measures.symmetry import Difference, difference

ChangeVerdict = Literal["changed", "another speed", "within noise", "below the smallest detectable change", "unknown"]
"""'another speed': beyond noise, but the runs differ in speed, so it is not called a change of the runner."""


@dataclass(frozen=True, kw_only=True)
class MeasuredChange:
    """One measure of one side in two runs."""

    side: Side
    definition: MeasureDefinition
    before: Measure
    after: Measure
    difference: Difference | None
    """Second less first; None where either run lacks the measure."""
    by_speed: float | None
    """What other runners change from the one speed to the other, in the unit; None at one speed, or where it is not known."""
    verdict: ChangeVerdict

    @property
    def noise(self) -> float | None:
        """Half the 95 % interval of the difference, in the unit; None where there is none."""
        found = self.difference
        return None if found is None or found.low is None or found.high is None else 0.5 * (found.high - found.low)

    @property
    def clearness(self) -> float:
        """Difference over half its interval; 0 where there is no interval or no difference."""
        if self.difference is None or self.noise is None or self.difference.value == 0.0:
            return 0.0
        return abs(self.difference.value) / self.noise if self.noise else math.inf


def measured_change(
    side: Side, definition: MeasureDefinition, before: Measure, after: Measure, *, same_speed: bool = True, by_speed: float | None = None
) -> MeasuredChange:
    """Hold a measure of a run against the same of an earlier one.

    A change counts if zero lies outside Welch's 95 % interval of the difference and, where a smallest detectable change is published for
    the measure, if it is larger than that too; at another speed it is set apart.

    Args:
        side: Whose measure it is.
        definition: What it is.
        before: Mean, spread and number of strides.
        after: The same later.
        same_speed: Whether both runs were at one speed.
        by_speed: What other runners change from the one speed to the other, in the unit.
    """
    second_less_first = difference(after, before)
    return MeasuredChange(
        side=side,
        definition=definition,
        before=before,
        after=after,
        difference=second_less_first,
        by_speed=by_speed,
        verdict=_verdict(second_less_first, definition.smallest_detectable, same_speed=same_speed),
    )


def _verdict(second_less_first: Difference | None, smallest: float | None, *, same_speed: bool) -> ChangeVerdict:
    """What a difference means, by its interval and the smallest detectable change."""
    if second_less_first is None or second_less_first.beyond_strides is None:
        return "unknown"
    if not second_less_first.beyond_strides:
        return "within noise"
    if smallest is not None and abs(second_less_first.value) <= smallest:
        return "below the smallest detectable change"
    return "changed" if same_speed else "another speed"
