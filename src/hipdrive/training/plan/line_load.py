"""What a planned line asks of both hips at any of its loads, kept with the line so that following it needs no mechanics."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...arrays import FloatArray
from ...body import OTHER_SIDE, Side
from ...curve import Action, MomentCurve
from ..log.dose import DoseLoad
from ..match.candidate import Candidate
from .progression import load_of

EVERY_DEG = 5
"""Degrees between the values that are kept of a curve; our choice."""


@dataclass(frozen=True, kw_only=True)
class LoadedCurves:
    """Load curves of both hips with one load."""

    load: DoseLoad
    curves: Sequence[MomentCurve]
    """Values at every few degrees."""


@dataclass(frozen=True, kw_only=True)
class LimitPlace:
    """Where the line comes nearest to what a hip can give."""

    side: Side
    action: Action
    hip_flexion_rad: float


def loaded_curves(candidate: Candidate, members: Sequence[Candidate]) -> tuple[LoadedCurves, ...]:
    """Curves of a line's own load and of the loads beside it that were solved; the nearest to either side, or two of one.

    Args:
        candidate: The set-up as the plan begins it.
        members: Solved set-ups of its family and side, the lightest first.
    """
    lighter = [member for member in members if member.resistance < candidate.resistance]
    heavier = [member for member in members if member.resistance > candidate.resistance]
    beside = [*lighter[-1:], candidate, *heavier[:1]]
    kept = {load_of(dict(member.set_up)): member for member in beside}
    return tuple(LoadedCurves(load=load, curves=tuple(thinned(curve) for curve in member.curves)) for load, member in kept.items())


def thinned(curve: MomentCurve) -> MomentCurve:
    """A curve at the angles that are whole multiples of a few degrees; at its middle where there is none."""
    degrees = np.rint(np.degrees(curve.angle_rad)).astype(int)
    places = np.flatnonzero(degrees % EVERY_DEG == 0)
    if not len(places):
        places = np.array([len(degrees) // 2])
    knee = curve.knee_flexion_rad
    return replace(
        curve,
        angle_rad=curve.angle_rad[places],
        moment_nm_kg=curve.moment_nm_kg[places],
        velocity_rad_s=curve.velocity_rad_s[places],
        count=curve.count[places],
        knee_flexion_rad=None if knee is None else knee[places],
    )


def curves_with(kept: Sequence[LoadedCurves], load: DoseLoad | None) -> tuple[MomentCurve, ...]:
    """Curves with any load: those that are kept, or on the straight line through the two nearest masses; empty where neither will do.

    A moment grows evenly with the mass that is moved along one path.

    Args:
        kept: Of one line.
        load: What was moved; None for the first of them.
    """
    own = next((loaded for loaded in kept if load is None or loaded.load == load), None)
    if own is not None:
        return tuple(own.curves)
    alike = [] if load is None else [loaded for loaded in kept if (loaded.load.band, loaded.load.strands) == (load.band, load.strands)]
    if load is None or len(alike) < 2:
        return ()
    mass = load.mass_kg or 0.0
    first, second = sorted(sorted(alike, key=lambda loaded: abs((loaded.load.mass_kg or 0.0) - mass))[:2], key=_mass_kg)
    share = (mass - _mass_kg(first)) / (_mass_kg(second) - _mass_kg(first))
    nearer = first if share < 0.5 else second
    return tuple(_between(curve, first.curves, second.curves, share) for curve in nearer.curves)


def _mass_kg(loaded: LoadedCurves) -> float:
    return loaded.load.mass_kg or 0.0


def _between(curve: MomentCurve, first: Sequence[MomentCurve], second: Sequence[MomentCurve], share: float) -> MomentCurve:
    """A curve on the straight line through the same hip's curves at two masses; one that is not loaded that way counts as 0."""
    low, high = (_moment_on(curve, curves) for curves in (first, second))
    moment = low + share * (high - low)
    sign = np.sign(curve.moment_nm_kg)
    return replace(curve, moment_nm_kg=sign * np.maximum(sign * moment, 0.0))


def _moment_on(curve: MomentCurve, curves: Sequence[MomentCurve]) -> FloatArray:
    """(n,) moment (Nm/kg) of the curves alike at the angles of one; 0 where there is none."""
    total: FloatArray = np.zeros(len(curve.angle_rad))
    for other in curves:
        if (other.side, other.action, other.mode) == (curve.side, curve.action, curve.mode):
            near = np.abs(other.angle_rad[:, None] - curve.angle_rad[None, :])
            place, hit = near.argmin(axis=0), near.min(axis=0) < math.radians(EVERY_DEG / 2.0)
            total = np.where(hit & (total == 0.0), other.moment_nm_kg[place], total)
    return total


def of_hip(kept: Sequence[LoadedCurves], place: LimitPlace) -> tuple[LoadedCurves, ...]:
    """Only the curves of the hip and action at a place, so that many loads are quickly compared there."""
    return tuple(
        replace(loaded, curves=tuple(curve for curve in loaded.curves if (curve.side, curve.action) == (place.side, place.action)))
        for loaded in kept
    )


def moment_at(curves: Sequence[MomentCurve], place: LimitPlace) -> float:
    """Largest moment (Nm/kg, positive) at the place where a line is hardest, over all ways of moving; 0 where it is not loaded there."""
    moments = [
        float(np.interp(place.hip_flexion_rad, curve.angle_rad, np.abs(curve.moment_nm_kg)))
        for curve in curves
        if (curve.side, curve.action) == (place.side, place.action)
        and curve.angle_rad[0] - math.radians(EVERY_DEG) <= place.hip_flexion_rad <= curve.angle_rad[-1] + math.radians(EVERY_DEG)
    ]
    return max(moments, default=0.0)


def other_leg(curves: Sequence[MomentCurve]) -> tuple[MomentCurve, ...]:
    """The same curves with the other leg working."""
    return tuple(replace(curve, side=OTHER_SIDE[curve.side]) for curve in curves)
