"""The gap: what the stride asks of each hip over what the hip can give, degree by degree."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ...arrays import BoolArray, FloatArray
from ...body import SIDES, Side
from ...capacity import CapacityBand
from ...capacity.strength.band import Basis
from ...curve import RANGES, Action, MomentCurve, Range, range_edges_deg
from ..rules import MatchRules, match_rules
from .grid import GRID_DEG, MODES, RANGE_OF_DEG, on_grid

ACTIONS: tuple[Action, Action] = ("flexor", "extensor")
EDGES = ("low", "high")
"""Order of the edges of the capacity band in every array."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Need of one side and action: demand over capacity, on both edges of the capacity band and for three zeros of hip flexion."""

    side: Side
    action: Action
    demand_nm_kg: FloatArray
    """(3, 211) demand by mode and degree, Nm/kg, magnitude; 0 where the stride does not pass."""
    speed_rad_s: FloatArray
    """(3, 211) speed of the hip in the stride, rad/s, magnitude."""
    capacity_nm_kg: FloatArray
    """(2, 3, 211) capacity on the low and the high edge, Nm/kg, magnitude."""
    known: BoolArray
    """(3, 211) where capacity lies inside its source's validity and above the least share of its own maximum."""
    need: FloatArray
    """(3, 2, 3, 211) demand / capacity by shift (none, -, + the pelvis uncertainty), edge, mode, degree; 0 where unasked or unknown."""
    unknown: BoolArray
    """(3, 211) where the stride asks but capacity is unknown; never need."""
    basis: Basis

    @cached_property
    def largest_need(self) -> tuple[float, float]:
        """Largest need on the high and on the low edge of capacity; above 1 the stride asks more than a slow test gives."""
        low, high = sorted(float(self.need[0, edge].max()) for edge in range(len(EDGES)))
        return low, high

    @cached_property
    def weight(self) -> FloatArray:
        """(3, 2, 3, 211) need over the largest need of this side and action, per shift and edge; 0 where there is none."""
        largest = self.need.max(axis=(2, 3), keepdims=True)
        return np.asarray(np.divide(self.need, largest, out=np.zeros_like(self.need), where=largest > 0))

    def majority_range(self, *, shift: int = 0) -> Range | None:
        """The range that holds most of the need on the low edge, for one of the three zeros; None if there is no need."""
        total = self.need[shift, 0].sum(axis=0)
        if total.sum() == 0:
            return None
        by_range: dict[Range, float] = {
            name: float(total[[range_of_degree == name for range_of_degree in RANGE_OF_DEG]].sum()) for name in RANGES
        }
        return max(RANGES, key=lambda name: by_range[name])

    @cached_property
    def depends_on_pelvis(self) -> bool:
        """Whether the majority range flips inside the uncertainty of the zero of hip flexion."""
        return len({self.majority_range(shift=shift) for shift in range(3)}) > 1


def shifts_deg() -> tuple[int, int, int]:
    """No shift, and the uncertainty of the zero of hip flexion to either side (deg)."""
    uncertainty = round(range_edges_deg()[2])
    return 0, -uncertainty, uncertainty


def find_gaps(demand: Sequence[MomentCurve], capacity: Sequence[CapacityBand], *, rules: MatchRules | None = None) -> tuple[Gap, ...]:
    """Need n = demand / capacity on whole degrees, for every side and action; unscaled, never clipped at 1.

    Args:
        demand: Curves of a stride, both hips.
        capacity: Bands of the same athlete.
        rules: When capacity counts as known; the shipped rules if not given.

    Returns:
        Four gaps (left and right, flexor and extensor); one without demand or capacity has no need anywhere.
    """
    rules = rules or match_rules()
    return tuple(_gap(demand, capacity, rules, side=side, action=action) for side in SIDES for action in ACTIONS)


def _gap(demand: Sequence[MomentCurve], capacity: Sequence[CapacityBand], rules: MatchRules, *, side: Side, action: Action) -> Gap:
    bands = [band for band in capacity if (band.side, band.action) == (side, action)]
    edges = [on_grid([getattr(band, edge) for band in bands], side=side, action=action) for edge in EDGES]
    ability = np.stack([edge.moment_nm_kg for edge in edges])
    enough = ability >= rules.least_share_of_maximum * ability.max(axis=2, keepdims=True) - 1e-12
    known = edges[0].visited & edges[1].visited & np.all(enough & (ability > 0), axis=0)
    for band in bands:
        inside = (np.radians(GRID_DEG) >= band.valid_low_rad - 1e-9) & (np.radians(GRID_DEG) <= band.valid_high_rad + 1e-9)
        known[MODES.index(band.mode)] &= inside
    asked = [on_grid(demand, side=side, action=action, shift_deg=shift) for shift in shifts_deg()]
    ratios = [
        np.divide(gridded.moment_nm_kg, ability, out=np.zeros_like(ability), where=np.broadcast_to(known, ability.shape))
        for gridded in asked
    ]
    bases = {band.basis for band in bands}
    return Gap(
        side=side,
        action=action,
        demand_nm_kg=asked[0].moment_nm_kg,
        speed_rad_s=asked[0].speed_rad_s,
        capacity_nm_kg=ability,
        known=known,
        need=np.stack(ratios),
        unknown=asked[0].visited & (asked[0].moment_nm_kg > 0) & ~known,
        basis="test" if bases == {"test"} else "prior",
    )
