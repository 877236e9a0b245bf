"""Curves on one grid of whole degrees, so that demand, load and capacity can be divided by each other."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ...arrays import BoolArray, FloatArray
from ...body import Side
from ...curve import DEGREE, Action, Mode, MomentCurve, Range, range_of

MODES: tuple[Mode, ...] = ("concentric", "eccentric", "isometric")
GRID_DEG = np.arange(-60, 151)
"""(211,) whole degrees of hip flexion."""
GRID_DEG.setflags(write=False)
RANGE_OF_DEG: tuple[Range, ...] = tuple(range_of(math.radians(float(degree))) for degree in GRID_DEG)
"""(211,) the range of each degree."""
Group = tuple[Side, Action]


@dataclass(frozen=True, kw_only=True)
class GriddedMoments:
    """Moments of one side and action on whole degrees, by mode."""

    moment_nm_kg: FloatArray
    """(3, 211) magnitude by mode (concentric, eccentric, isometric) and degree, Nm/kg; 0 where unvisited."""
    speed_rad_s: FloatArray
    """(3, 211) magnitude of the hip's speed there, rad/s."""
    visited: BoolArray
    """(3, 211) whether a curve passes there."""
    knee_rad: FloatArray
    """(3, 211) flexion of the same leg's knee there, rad; NaN where it is not known."""


def on_grid(curves: Iterable[MomentCurve], *, side: Side, action: Action, shift_deg: int = 0) -> GriddedMoments:
    """Put all curves of one side and action on whole degrees; where two pass one degree the larger magnitude stays.

    Args:
        curves: Any curves; those of other hips or actions are skipped.
        side: The hip.
        action: Flexor or extensor.
        shift_deg: Added to every angle, to ask what another pelvis definition would say.
    """
    shape = (len(MODES), len(GRID_DEG))
    moment, speed, visited = np.zeros(shape), np.zeros(shape), np.zeros(shape, dtype=bool)
    knee = np.full(shape, np.nan)
    for curve in curves:
        if (curve.side, curve.action) != (side, action):
            continue
        degrees = curve.angle_rad / DEGREE + shift_deg
        if len(degrees) == 1:
            at = np.rint(degrees).astype(int)
        else:
            at = np.arange(math.ceil(degrees[0] - 1e-6), math.floor(degrees[-1] + 1e-6) + 1)
        at = at[(at >= GRID_DEG[0]) & (at <= GRID_DEG[-1])]
        row, column = MODES.index(curve.mode), at - GRID_DEG[0]
        magnitude = np.interp(at, degrees, np.abs(curve.moment_nm_kg))
        larger = ~visited[row, column] | (magnitude > moment[row, column])
        moment[row, column[larger]] = magnitude[larger]
        speed[row, column[larger]] = np.interp(at, degrees, np.abs(curve.velocity_rad_s))[larger]
        if curve.knee_flexion_rad is not None:
            knee[row, column[larger]] = np.interp(at, degrees, curve.knee_flexion_rad)[larger]
        visited[row, column] = True
    return GriddedMoments(moment_nm_kg=moment, speed_rad_s=speed, visited=visited, knee_rad=knee)
