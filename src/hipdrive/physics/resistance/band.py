"""An elastic band with a table of forces."""

from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...errors import ValueOutOfRangeError
from ...language import en
from ..kinematics import PointMotion
from .pull import Pull, away_from


@dataclass(frozen=True, kw_only=True)
class Band:
    """An elastic band from a fixed anchor to a point of the body."""

    name: str
    elongation: FloatArray
    """(k,) stretch over rest length, increasing from 0; the last is the end of the table."""
    force_n: FloatArray
    """(k,) tension of one strand at each stretch, 0 at no stretch."""
    rest_length_m: float
    strands: int
    anchor_m: FloatArray
    """(3,) lab."""


def band_pull(band: Band, motion: PointMotion) -> Pull:
    """Tension of a band by its table, linear between rows: depends on stretch over rest length only; strands pull side by side.

    Args:
        band: The band; the table starts with (0, 0).
        motion: Path of the point it is attached to.

    Raises:
        ValueOutOfRangeError: If the rest length or the number of strands is not above zero.
    """
    if band.rest_length_m <= 0 or band.strands < 1:
        raise ValueOutOfRangeError(
            en("band"),
            en("{length_m:g} m, {strands} strands", length_m=band.rest_length_m, strands=band.strands),
            en("longer than 0 m, 1 strand or more"),
        )
    away, length = away_from(band.anchor_m, motion.position_m)
    stretch = length / band.rest_length_m - 1.0
    pulled = np.clip(stretch, 0.0, None)
    tension = band.strands * np.interp(pulled, band.elongation, band.force_n)
    return Pull(
        kind="band",
        force_n=-tension[:, None] * away,
        point_m=motion.position_m,
        tension_n=tension,
        length_m=length,
        slack=stretch <= 0.0,
        energy_j=band.strands * band.rest_length_m * _area_under(pulled, band.elongation, band.force_n),
        elongation=pulled,
        beyond_table=bool(stretch.max() > band.elongation[-1] + 1e-9),
    )


def _area_under(x: FloatArray, at: FloatArray, values: FloatArray) -> FloatArray:
    """Integral from at[0] to x of the line through (at, values), exact; the last value is held beyond the end."""
    steps = np.concatenate([[0.0], np.cumsum(0.5 * (values[1:] + values[:-1]) * np.diff(at))])
    place = np.clip(np.searchsorted(at, x, side="right") - 1, 0, len(at) - 1)
    area: FloatArray = steps[place] + 0.5 * (values[place] + np.interp(x, at, values)) * (x - at[place])
    return area
