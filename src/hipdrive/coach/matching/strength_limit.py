"""Whether a load is more than the athlete's hips can give: an exercise's curves laid against bands of capacity."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ...body_words import HIPS_MUSCLES
from ...capacity import CapacityBand
from ...curve import RANGES, Action, Mode, MomentCurve, Range, range_of
from ...exercise import Load
from ...exercise.solve.sided_fact import SidedFact
from ...language import Text, en
from ...note import Note
from ...range_words import range_name

GUESS = "capacity_is_a_guess"
IN_WORDS: dict[Mode, Text] = {"concentric": en("shortening"), "eccentric": en("lengthening"), "isometric": en("holding")}


@dataclass(frozen=True, kw_only=True)
class NearLimit(SidedFact):
    """The degree of one range where a load comes nearest to, or goes farthest beyond, what a hip can give."""

    side: Side
    action: Action
    mode: Mode
    range: Range
    angle_rad: float
    load_nm_kg: float
    centre_nm_kg: float
    low_nm_kg: float
    high_nm_kg: float
    guess: bool
    """Whether capacity is only a guess from norms."""

    @property
    def too_heavy(self) -> bool:
        """Whether it is more than the hip is thought to give at the most."""
        return self.load_nm_kg > self.high_nm_kg and not self.guess

    @property
    def note(self) -> Note:
        """A reason why the set-up can't be done, or a remark."""
        asks = en(
            "the {muscles} would have to give {moment:.2f} Nm/kg at {angle_deg:.0f}° ({range}, {work})",
            muscles=HIPS_MUSCLES[self.side, self.action],
            moment=self.load_nm_kg,
            angle_deg=round(math.degrees(self.angle_rad)),
            range=range_name(self.action, self.range),
            work=IN_WORDS[self.mode],
        )
        band = en("about {centre:.2f} Nm/kg, {low:.2f} to {high:.2f}", centre=self.centre_nm_kg, low=self.low_nm_kg, high=self.high_nm_kg)
        if self.load_nm_kg <= self.high_nm_kg:
            text = en("Hard: {asks}, about as much as is probably possible there ({band}).", asks=asks, band=band)
            return Note(code="near_capacity", text=text)
        if self.guess:
            text = en("Above the norms ({band}): {asks}. Without a test of yours, we do not know whether you can.", band=band, asks=asks)
            return Note(code="beyond_norms", text=text)
        return Note(code="capacity_exceeded", text=en("Too heavy: {asks}, but can give only {band}.", asks=asks, band=band))


def with_strength_limit(load: Load, bands: Sequence[CapacityBand]) -> Load:
    """Judge a load against capacity.

    Above the high edge of the band in some range the set-up can't be done; above the central estimate it is remarked. Where a band is
    only a guess from norms, because neither hip was tested, going above it is remarked and no more.

    Args:
        load: The load of one repetition.
        bands: Capacity of both sides, actions and modes.

    Returns:
        The load with notes 'capacity_exceeded', 'near_capacity' or 'beyond_norms'.
    """
    worst: dict[tuple[Side, Action, Range], NearLimit] = {}
    for limit in (limit for curve in load.curves for limit in _worst_by_range(curve, bands)):
        key = (limit.side, limit.action, limit.range)
        if key not in worst or limit.load_nm_kg / limit.high_nm_kg > worst[key].load_nm_kg / worst[key].high_nm_kg:
            worst[key] = limit
    reasons = tuple(limit for limit in worst.values() if limit.too_heavy)
    remarks = tuple(limit for limit in worst.values() if not limit.too_heavy)
    return replace(load, feasible=load.feasible and not reasons, facts=(*reasons, *load.facts, *remarks))


def _worst_by_range(curve: MomentCurve, bands: Sequence[CapacityBand]) -> list[NearLimit]:
    """The worst degree of each range, where the load lies above the central estimate; at the knee and speed that the exercise has."""
    band = next((band for band in bands if (band.side, band.action, band.mode) == (curve.side, curve.action, curve.mode)), None)
    if band is None:
        return []
    load = np.abs(curve.moment_nm_kg)
    low, centre, high = _strength(curve, band)
    known = (curve.angle_rad >= band.valid_low_rad) & (curve.angle_rad <= band.valid_high_rad)
    where = [range_of(float(angle)) for angle in curve.angle_rad]
    limits = []
    for name in RANGES:
        places = [i for i, range_ in enumerate(where) if range_ == name and known[i] and load[i] > centre[i]]
        if places:
            i = max(places, key=lambda place: float(load[place] / high[place]))
            limits.append(
                NearLimit(
                    side=curve.side,
                    action=curve.action,
                    mode=curve.mode,
                    range=name,
                    angle_rad=float(curve.angle_rad[i]),
                    load_nm_kg=float(load[i]),
                    centre_nm_kg=float(centre[i]),
                    low_nm_kg=float(low[i]),
                    high_nm_kg=float(high[i]),
                    guess=any(note.code == GUESS for note in band.notes),
                )
            )
    return limits


def _strength(curve: MomentCurve, band: CapacityBand) -> tuple[FloatArray, FloatArray, FloatArray]:
    """(n,) low edge, centre and high edge of strength along a curve (Nm/kg)."""
    if band.strength is not None:
        at = band.strength.at(curve.angle_rad, knee_rad=curve.knee_flexion_rad, mode=curve.mode, speed_rad_s=np.abs(curve.velocity_rad_s))
        return at.low, at.centre, at.high
    low, centre, high = (
        np.interp(curve.angle_rad, edge.angle_rad, np.abs(edge.moment_nm_kg)) for edge in (band.low, band.centre, band.high)
    )
    return low, centre, high
