"""The gap: what the stride asks of each hip over what the hip can give, degree by degree."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ...arrays import BoolArray, FloatArray
from ...body import SIDES, Side
from ...capacity import CapacityBand
from ...capacity.strength.band import Basis
from ...curve import RANGES, Action, Mode, MomentCurve, Range, range_edges_deg
from ..rules import MatchRules, match_rules
from .grid import GRID_DEG, MODES, RANGE_OF_DEG, GriddedMoments, on_grid
from .lasting import largest_lasting

ACTIONS: tuple[Action, Action] = ("flexor", "extensor")
EDGES = ("low", "centre", "high")
"""Order of the estimates of capacity in every array: the centre, and one standard deviation to either side."""
CENTRE = EDGES.index("centre")
"""What is prescribed follows it."""
Given = dict[tuple[Mode, bytes], FloatArray]
"""Strength (3, n) by edge, of a mode and the bytes of hip angles, knees and speeds: loads of one movement differ in their moments alone."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Need of one side and action: demand over capacity, on the centre and both edges of capacity and for three zeros of hip flexion."""

    side: Side
    action: Action
    bands: tuple[CapacityBand, ...]
    """Of this side and action, one a mode."""
    demand_nm_kg: FloatArray
    """(3, 211) demand by mode and degree, Nm/kg, magnitude; 0 where the stride does not pass."""
    speed_rad_s: FloatArray
    """(3, 211) speed of the hip in the stride, rad/s, magnitude."""
    capacity_nm_kg: FloatArray
    """(3, 3, 211) capacity by edge, mode and degree with the knee that the stride has there (Nm/kg, magnitude)."""
    known: BoolArray
    """(3, 211) where capacity lies inside its source's validity and above the least share of its own maximum."""
    need: FloatArray
    """(3, 3, 3, 211) demand / capacity by shift (none, -, + the pelvis uncertainty), edge, mode, degree; 0 where unasked or unknown."""
    unknown: BoolArray
    """(3, 211) where the stride asks but capacity is unknown; never need."""
    basis: Basis

    @cached_property
    def largest_need(self) -> tuple[float, float]:
        """Largest need on the high and on the low edge of capacity; above 1 the stride asks more than a slow test gives."""
        low, high = sorted(float(self.need[0, EDGES.index(edge)].max()) for edge in ("low", "high"))
        return low, high

    @cached_property
    def weight(self) -> FloatArray:
        """(3, 3, 3, 211) need over the largest need of this side and action, per shift and edge; 0 where there is none."""
        largest = self.need.max(axis=(2, 3), keepdims=True)
        return np.asarray(np.divide(self.need, largest, out=np.zeros_like(self.need), where=largest > 0))

    def majority_range(self, *, shift: int = 0) -> Range | None:
        """The range that holds most of the need on the centre, for one of the three zeros; None if there is no need."""
        total = self.need[shift, CENTRE].sum(axis=0)
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

    @cached_property
    def _drawn(self) -> FloatArray:
        return drawn_on_grid(self.bands)

    @cached_property
    def _intensities(self) -> dict[int, tuple[GriddedMoments, FloatArray]]:
        """What was computed before, by the identity of the load, which is kept beside it so that it stays the only one of that identity."""
        return {}

    @cached_property
    def _peaks(self) -> dict[tuple[int, int], tuple[float, int]]:
        """Largest intensities that were found before, by the identity of the load and the edge."""
        return {}

    @cached_property
    def _given(self) -> Given:
        """What the hip was found to give before."""
        return {}

    def capacity_of(self, load: GriddedMoments) -> FloatArray:
        """(3, 3, 211) capacity (Nm/kg) by edge, mode and degree with the knee and speed of a load, as drawn where it does nothing."""
        return capacity_on_grid(self.bands, self._drawn, at=load, given=self._given)

    def intensity(self, load: GriddedMoments) -> FloatArray:
        """(3, 3, 211) load over capacity by edge, mode and degree, with the knee and speed of the load; 0 where capacity is unknown."""
        before = self._intensities.get(id(load))
        if before is not None:
            return before[1]
        ability = self.capacity_of(load)
        known = np.broadcast_to(self.known & (load.moment_nm_kg > 0), ability.shape)
        share = np.divide(load.moment_nm_kg, ability, out=np.zeros_like(ability), where=known & (ability > 0))
        share.setflags(write=False)
        self._intensities[id(load)] = (load, share)
        return share

    def lasting_intensity(self, load: GriddedMoments, *, edge: int = CENTRE) -> tuple[float, int]:
        """Largest load over capacity that lasts over some degrees, in any way of moving, and at which degree (index of GRID_DEG)."""
        key = (id(load), edge)
        if key not in self._peaks:
            self._peaks[key] = largest_lasting(self.intensity(load)[edge], load.visited & self.known)
        return self._peaks[key]


def shifts_deg() -> tuple[int, int, int]:
    """No shift, and the uncertainty of the zero of hip flexion to either side (deg)."""
    uncertainty = round(range_edges_deg()[2])
    return 0, -uncertainty, uncertainty


def drawn_on_grid(bands: Sequence[CapacityBand]) -> FloatArray:
    """(3, 3, 211) capacity (Nm/kg) by edge, mode and degree as the bands' curves have it."""
    drawn = np.zeros((len(EDGES), len(MODES), len(GRID_DEG)))
    for band in bands:
        row = MODES.index(band.mode)
        for edge, name in enumerate(EDGES):
            drawn[edge, row] = on_grid([getattr(band, name)], side=band.side, action=band.action).moment_nm_kg[row]
    return drawn


def capacity_on_grid(bands: Sequence[CapacityBand], drawn: FloatArray, *, at: GriddedMoments, given: Given | None = None) -> FloatArray:
    """(3, 3, 211) capacity (Nm/kg) by edge, mode and degree, with the knee and speed of what is done there, else as drawn.

    Args:
        bands: Of one side and action, at most one a mode.
        drawn: Their curves on the grid.
        at: What is done, such as a stride or a repetition.
        given: What these bands were found to give before; what is found now is added.
    """
    ability, given = drawn.copy(), {} if given is None else given
    for band in bands:
        row = MODES.index(band.mode)
        there = at.visited[row] & np.isfinite(at.knee_rad[row]) & (at.moment_nm_kg[row] > 0)
        if band.strength is None or not there.any():
            continue
        hip, knee, speed = np.radians(GRID_DEG[there]), at.knee_rad[row, there], at.speed_rad_s[row, there]
        key = (band.mode, np.concatenate([hip, knee, speed]).tobytes())
        if key not in given:
            own = band.strength.at(hip, knee_rad=knee, mode=band.mode, speed_rad_s=speed)
            given[key] = np.stack([own.low, own.centre, own.high])
        ability[:, row, there] = given[key]
    return ability


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
    bands = tuple(band for band in capacity if (band.side, band.action) == (side, action))
    asked = [on_grid(demand, side=side, action=action, shift_deg=shift) for shift in shifts_deg()]
    drawn = drawn_on_grid(bands)
    by_shift = [capacity_on_grid(bands, drawn, at=gridded) for gridded in asked]
    known = _known(bands, rules)
    ratios = [
        np.divide(gridded.moment_nm_kg, ability, out=np.zeros_like(ability), where=np.broadcast_to(known, ability.shape) & (ability > 0))
        for gridded, ability in zip(asked, by_shift, strict=True)
    ]
    bases = {band.basis for band in bands}
    return Gap(
        side=side,
        action=action,
        bands=bands,
        demand_nm_kg=asked[0].moment_nm_kg,
        speed_rad_s=asked[0].speed_rad_s,
        capacity_nm_kg=by_shift[0],
        known=known,
        need=np.stack(ratios),
        unknown=asked[0].visited & (asked[0].moment_nm_kg > 0) & ~known,
        basis=next(iter(bases)) if len(bases) == 1 else "prior",
    )


def _known(bands: Sequence[CapacityBand], rules: MatchRules) -> BoolArray:
    """(3, 211) where the drawn centre lies inside its source's validity and above the least share of its own maximum."""
    known = np.zeros((len(MODES), len(GRID_DEG)), dtype=bool)
    for band in bands:
        centre = on_grid([band.centre], side=band.side, action=band.action)
        row = MODES.index(band.mode)
        moment = centre.moment_nm_kg[row]
        inside = (np.radians(GRID_DEG) >= band.valid_low_rad - 1e-9) & (np.radians(GRID_DEG) <= band.valid_high_rad + 1e-9)
        enough = (moment >= rules.least_share_of_maximum * moment.max() - 1e-12) & (moment > 0)
        known[row] = centre.visited[row] & inside & enough
    return known
