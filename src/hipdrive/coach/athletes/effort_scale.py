"""What efforts are measured by: the strength of both hips as a value, made of capacity, for rooms that do not know capacity."""

import math
from collections.abc import Sequence
from functools import cache

import numpy as np

from ... import exercise as exercise_room  # brings mechanics along, so it is asked for by the room's name when used
from ...arrays import FloatArray
from ...body import Athlete
from ...capacity import CapacityBand, capacities
from ...language import Text, en

TYPICAL = en("typical strength (published norms)")
OWN = en("your strength, as far as tests tell")
KNEES_RAD = tuple(math.radians(degrees) for degrees in (0.0, 45.0, 90.0))
"""Knees at which strength is tabled; the source knows a straight knee and one of 90 deg."""


@cache
def typical_strength(athlete: Athlete) -> "exercise_room.HipStrength":
    """What people of this mass, height and sex give, by published norms and shapes."""
    return effort_scale(capacities(athlete), source=TYPICAL)


def effort_scale(bands: Sequence[CapacityBand], *, source: Text) -> "exercise_room.HipStrength":
    """The central estimate of isometric strength over hip and knee angle, both hips and both actions, without the passive part.

    Args:
        bands: Of one athlete, all on one grid of angles.
        source: Whose strength it is, in words that follow 'of'.
    """
    held = [band for band in bands if band.mode == "isometric"]
    return exercise_room.HipStrength(
        angle_rad=held[0].centre.angle_rad.copy(),
        knee_rad=np.array(KNEES_RAD),
        moment_nm_kg={(band.side, band.action): np.stack([_given(band, knee) for knee in KNEES_RAD]) for band in held},
        source=source,
    )


def _given(band: CapacityBand, knee_rad: float) -> FloatArray:
    """(n,) Nm/kg that muscles give on purpose over the band's angles; the band's own centre where it stands for every knee."""
    angle = band.centre.angle_rad
    if band.strength is not None:
        at = band.strength.at(angle, knee_rad=np.full(len(angle), knee_rad))
        return at.centre - at.passive
    passive = 0.0 if band.passive is None else np.abs(band.passive.moment_nm_kg)
    return np.abs(band.centre.moment_nm_kg) - passive
