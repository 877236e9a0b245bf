"""What resists a movement: bands with a force table, cables with a stack, weights on a segment; each as a force on the limb in time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..errors import ValueOutOfRangeError
from ..units import STANDARD_GRAVITY_M_S2
from .point_motion import PointMotion

FloatArray = npt.NDArray[np.float64]
LEAST_LENGTH_M = 1e-6


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


@dataclass(frozen=True, kw_only=True)
class Cable:
    """A cable from a pulley to a point of the body, lifting a stack."""

    stack_kg: float
    ratio: float
    """Cable travel over stack travel: 1, or 2 where the felt load is half the stack."""
    pulley_m: FloatArray
    """(3,) lab."""


@dataclass(frozen=True, kw_only=True)
class Pull:
    """What a band or cable does in time."""

    kind: str
    force_n: FloatArray
    """(n, 3) force on the body, lab."""
    point_m: FloatArray
    """(n, 3) where it acts, lab."""
    tension_n: FloatArray
    """(n,)."""
    length_m: FloatArray
    """(n,) from the fixed point to the body."""
    slack: npt.NDArray[np.bool_]
    """(n,) whether it hangs loose."""
    energy_j: FloatArray
    """(n,) energy stored in the band, or in height and speed of the stack; its rate is the power drawn from the body."""
    elongation: FloatArray | None = None
    """(n,) stretch over rest length; None for a cable."""
    beyond_table: bool = False
    """Whether a band is stretched beyond the end of its table (the last value is held there)."""


def band_pull(band: Band, motion: PointMotion) -> Pull:
    """Tension of a band by its table, linear between rows: depends on stretch over rest length only; strands pull side by side.

    Args:
        band: The band; the table starts with (0, 0).
        motion: Path of the point it is tied to.

    Raises:
        ValueOutOfRangeError: If the rest length or the number of strands is not above zero.
    """
    if band.rest_length_m <= 0 or band.strands < 1:
        raise ValueOutOfRangeError("band", f"{band.rest_length_m:g} m, {band.strands} strands", "longer than 0 m, 1 strand or more")
    away, length = _from(band.anchor_m, motion.position_m)
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


def cable_pull(cable: Cable, motion: PointMotion) -> Pull:
    """Tension of a cable: stack_kg (g + a) / ratio with the stack's own acceleration a; below zero it is slack and pulls nothing.

    With l the cable's length from pulley to body: l' = u.v and l'' = (v.v - l'^2) / l + u.a, exact from the point's motion;
    the stack rises by l / ratio. No friction.

    Args:
        cable: Pulley, stack and ratio.
        motion: Path of the point it is tied to.

    Raises:
        ValueOutOfRangeError: If the stack is negative or the ratio not above zero.
    """
    if cable.stack_kg < 0 or cable.ratio <= 0:
        raise ValueOutOfRangeError("cable", f"{cable.stack_kg:g} kg at ratio {cable.ratio:g}", "0 kg or more at a ratio above 0")
    away, length = _from(cable.pulley_m, motion.position_m)
    rate = np.einsum("ni,ni->n", away, motion.velocity_m_s)
    speed_squared = np.einsum("ni,ni->n", motion.velocity_m_s, motion.velocity_m_s)
    second = (speed_squared - rate**2) / length + np.einsum("ni,ni->n", away, motion.acceleration_m_s2)
    tension = cable.stack_kg * (STANDARD_GRAVITY_M_S2 + second / cable.ratio) / cable.ratio
    slack = tension < 0.0
    tension = np.where(slack, 0.0, tension)
    height = (length - length[0]) / cable.ratio
    return Pull(
        kind="cable",
        force_n=-tension[:, None] * away,
        point_m=motion.position_m,
        tension_n=tension,
        length_m=length,
        slack=slack,
        energy_j=cable.stack_kg * (STANDARD_GRAVITY_M_S2 * height + 0.5 * (rate / cable.ratio) ** 2),
    )


def _from(fixed_m: FloatArray, point_m: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Unit vectors (n, 3) away from a fixed point, and distances (n,)."""
    between = point_m - fixed_m
    length = np.maximum(np.linalg.norm(between, axis=1), LEAST_LENGTH_M)
    return between / length[:, None], length


def _area_under(x: FloatArray, at: FloatArray, values: FloatArray) -> FloatArray:
    """Integral from at[0] to x of the line through (at, values), exact; the last value is held beyond the end."""
    steps = np.concatenate([[0.0], np.cumsum(0.5 * (values[1:] + values[:-1]) * np.diff(at))])
    place = np.clip(np.searchsorted(at, x, side="right") - 1, 0, len(at) - 1)
    area: FloatArray = steps[place] + 0.5 * (values[place] + np.interp(x, at, values)) * (x - at[place])
    return area
