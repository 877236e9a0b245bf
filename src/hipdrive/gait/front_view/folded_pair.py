"""The mean stride of two legs seen from the front or from behind, each leg on a clock of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ..clip.fold import Fold, fold
from .both_legs import BothLegs
from .calibration import OwnClock

OWN_STARTS: Mapping[Side, float] = {"left": 0.0, "right": 0.5}
"""A leg's own clock starts where its ankle is highest beside the other: the two differ by half a stride."""


@dataclass(frozen=True, kw_only=True)
class FoldedPair:
    """The mean stride of both legs. A leg's own phase is zero where its ankle is highest beside the other's, by their first wave."""

    legs: BothLegs
    path: Mapping[tuple[Side, str, str], Fold]
    """Side, joint and 'across' or 'up' -> its path from the middle of the hips, rightward of the runner and up."""
    middle: Mapping[str, Fold]
    """'across', 'up' -> the path of the middle of the hips; a drift along the clip is taken out."""
    reach: Mapping[Side, Fold]
    """Distance from hip to ankle as seen."""
    start: float
    """Phase of the fold at which the left leg's own clock starts."""

    @property
    def stride_hz(self) -> float:
        """Strides a second."""
        return self.legs.phase.stride_hz

    def clocked(self, clock: OwnClock) -> Self:
        """The same with the legs' own clocks started as in space."""
        return replace(self, start=self.start - clock.late(self.legs.view))

    def at(self, side: Side, joint: str, way: str, own: FloatArray) -> FloatArray:
        """(m,) path of a joint at phases of its leg's own clock."""
        return self.path[side, joint, way].at(self.fold_phase(side, own))

    def fold_phase(self, side: Side, own: FloatArray) -> FloatArray:
        """(m,) phases of the fold for phases of a leg's own clock."""
        return own + self.start + OWN_STARTS[side]


def folded_pair(legs: BothLegs) -> FoldedPair:
    """Lay all strides over one another."""
    phase = legs.phase

    def over_phase(signal: FloatArray, *, drifts: bool = False) -> Fold:
        return fold(legs.time_s, phase.phase, signal, legs.weight, stride_hz=phase.stride_hz, drifts=drifts)

    ways = (("across", 0), ("up", 1))
    path = {(side, joint, way): over_phase(values[:, place]) for (side, joint), values in legs.point.items() for way, place in ways}
    swing = over_phase(legs.point["left", "ankle"][:, 1] - legs.point["right", "ankle"][:, 1])
    reach = {side: np.linalg.norm(legs.point[side, "hip"] - legs.point[side, "ankle"], axis=1) for side in SIDES}
    return FoldedPair(
        legs=legs,
        path=path,
        middle={way: over_phase(legs.middle[:, place], drifts=True) for way, place in ways},
        reach={side: over_phase(values) for side, values in reach.items()},
        start=float(np.arctan2(swing.sine[1], swing.cosine[1])) / (2.0 * np.pi),
    )
