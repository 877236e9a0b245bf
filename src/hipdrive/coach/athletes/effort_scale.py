"""What efforts are measured by: the strength of both hips as a value, made of capacity, for rooms that do not know capacity."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from ... import exercise as exercise_room  # brings mechanics along, so it is asked for by the room's name when used
from ...body import Athlete
from ...capacity import CapacityBand, capacities

TYPICAL = "typical strength (published norms)"
OWN = "your strength, as far as tests tell"


@cache
def typical_strength(athlete: Athlete) -> "exercise_room.HipStrength":
    """What people of this mass, height and sex give, by published norms and shapes."""
    return effort_scale(capacities(athlete), source=TYPICAL)


def effort_scale(bands: Sequence[CapacityBand], *, source: str) -> "exercise_room.HipStrength":
    """The middle of each isometric band of capacity, both hips and both actions.

    Args:
        bands: Of one athlete, all on one grid of angles.
        source: Whose strength it is, in words that follow 'of'.
    """
    held = [band for band in bands if band.mode == "isometric"]
    return exercise_room.HipStrength(
        angle_rad=held[0].low.angle_rad.copy(),
        moment_nm_kg={(band.side, band.action): 0.5 * np.abs(band.low.moment_nm_kg + band.high.moment_nm_kg) for band in held},
        source=source,
    )
