"""What resists a movement: bands with a force table, cables with a stack, weights, sleds; each as a force on the body in time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..errors import ValueOutOfRangeError
from ..units import STANDARD_GRAVITY_M_S2
from .point_motion import PointMotion

FloatArray = npt.NDArray[np.float64]
LEAST_LENGTH_M = 1e-6
STANDS_STILL_M_S = 1e-9
"""Speeds below this have no direction, so friction has none either."""


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
    friction: float = 0.0
    """Share of the tension that opposes motion: more while the stack rises, less while it sinks."""


@dataclass(frozen=True, kw_only=True)
class Weight:
    """A weight tied to a point of the body: an ankle cuff, a kettlebell on the toes, a bar on the hips."""

    mass_kg: float
    label: str = "weight"
    """In words."""


@dataclass(frozen=True, kw_only=True)
class Sled:
    """A sled on the floor (y = 0), dragged behind the body by a strap."""

    mass_kg: float
    friction: float
    """Friction force over the force between sled and floor."""
    strap_m: float
    """From the tied point to the sled."""


@dataclass(frozen=True, kw_only=True)
class Pull:
    """What a band, cable, weight or sled does in time."""

    kind: str
    force_n: FloatArray
    """(n, 3) force on the body, lab."""
    point_m: FloatArray
    """(n, 3) where it acts, lab."""
    tension_n: FloatArray
    """(n,) size of the force."""
    length_m: FloatArray
    """(n,) from the fixed point, or the sled, to the body; 0 for a weight."""
    slack: npt.NDArray[np.bool_]
    """(n,) whether it hangs loose."""
    energy_j: FloatArray
    """(n,) energy stored in the band, or in height and speed of stack, weight or sled; its rate, plus loss_w, is drawn from the body."""
    elongation: FloatArray | None = None
    """(n,) stretch over rest length; None for a cable."""
    beyond_table: bool = False
    """Whether a band is stretched beyond the end of its table (the last value is held there)."""
    loss_w: FloatArray | None = None
    """(n,) power lost to friction; None where there is none to lose."""
    off_floor: bool = False
    """Whether the strap would lift a sled off the floor, where the law of its tension ends."""


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
    the stack rises by l / ratio. Friction makes it T (1 + friction sign(l')).

    Args:
        cable: Pulley, stack, ratio and friction.
        motion: Path of the point it is tied to.

    Raises:
        ValueOutOfRangeError: If the stack is negative, the ratio not above zero, or the friction not from 0 to below 1.
    """
    if cable.stack_kg < 0 or cable.ratio <= 0:
        raise ValueOutOfRangeError("cable", f"{cable.stack_kg:g} kg at ratio {cable.ratio:g}", "0 kg or more at a ratio above 0")
    if not 0.0 <= cable.friction < 1.0:
        raise ValueOutOfRangeError("cable friction", f"{cable.friction:g}", "from 0 to below 1, a share of the tension")
    away, length = _from(cable.pulley_m, motion.position_m)
    rate = np.einsum("ni,ni->n", away, motion.velocity_m_s)
    speed_squared = np.einsum("ni,ni->n", motion.velocity_m_s, motion.velocity_m_s)
    second = (speed_squared - rate**2) / length + np.einsum("ni,ni->n", away, motion.acceleration_m_s2)
    free = cable.stack_kg * (STANDARD_GRAVITY_M_S2 + second / cable.ratio) / cable.ratio
    slack = free < 0.0
    rubbing = cable.friction * np.where(slack | (np.abs(rate) < STANDS_STILL_M_S), 0.0, free) * np.sign(rate)
    tension = np.where(slack, 0.0, free) + rubbing
    height = (length - length[0]) / cable.ratio
    return Pull(
        kind="cable",
        force_n=-tension[:, None] * away,
        point_m=motion.position_m,
        tension_n=tension,
        length_m=length,
        slack=slack,
        energy_j=cable.stack_kg * (STANDARD_GRAVITY_M_S2 * height + 0.5 * (rate / cable.ratio) ** 2),
        loss_w=rubbing * rate,
    )


def weight_pull(weight: Weight, motion: PointMotion) -> Pull:
    """Force of a weight on the body: its heaviness and its inertia, m (g - a) at the tied point; energy m (g h + v^2 / 2).

    Args:
        weight: How heavy it is; it is taken as one point.
        motion: Path of the point it is tied to.

    Raises:
        ValueOutOfRangeError: If the mass is negative.
    """
    if weight.mass_kg < 0:
        raise ValueOutOfRangeError(weight.label, f"{weight.mass_kg:g} kg", "0 kg or more")
    force = -weight.mass_kg * (motion.acceleration_m_s2 + np.array([0.0, STANDARD_GRAVITY_M_S2, 0.0]))
    speed_squared = np.einsum("ni,ni->n", motion.velocity_m_s, motion.velocity_m_s)
    n = len(force)
    return Pull(
        kind="weight",
        force_n=force,
        point_m=motion.position_m,
        tension_n=np.sqrt(np.einsum("ni,ni->n", force, force)),
        length_m=np.zeros(n),
        slack=np.zeros(n, dtype=bool),
        energy_j=weight.mass_kg * (STANDARD_GRAVITY_M_S2 * motion.position_m[:, 1] + 0.5 * speed_squared),
    )


def sled_pull(sled: Sled, motion: PointMotion, *, about_to_move: bool = False) -> Pull:
    """Tension of the strap to a sled: T cos t = mu (m g - T sin t) + m a; t is the strap's angle to the floor, a the sled's acceleration.

    The sled lies straight behind the point at x = x_point - sqrt(L^2 - y^2), and is dragged while it goes forward beyond where it has
    been. It is slack while the point moves back, and where the sled would have to be pushed (it slows down more than its friction does;
    that it would then slide on by itself is left out).

    Args:
        sled: Mass, friction and strap.
        motion: Path of the point it is tied to, frames in the order of time.
        about_to_move: Count a sled that stands still as dragged, each frame for itself. For poses at rest (velocity and acceleration
            zero), where the body leans against the strap just before it sets off: T then is what friction resists.

    Raises:
        ValueOutOfRangeError: If mass or friction is negative, or the strap does not reach the floor.
    """
    if sled.mass_kg < 0 or sled.friction < 0:
        raise ValueOutOfRangeError("sled", f"{sled.mass_kg:g} kg at friction {sled.friction:g}", "0 kg or more at a friction of 0 or more")
    x, y, _ = motion.position_m.T
    highest = float(np.abs(y).max())
    if highest >= sled.strap_m:
        raise ValueOutOfRangeError("strap", f"{sled.strap_m:g} m", f"longer than {highest:.2f} m, the height it is tied at")
    behind = np.sqrt(sled.strap_m**2 - y**2)
    vx, vy, _ = motion.velocity_m_s.T
    ax, ay, _ = motion.acceleration_m_s2.T
    rate = vx + y * vy / behind
    second = ax + (vy**2 + y * ay) / behind + (y * vy) ** 2 / behind**3
    cos, sin = behind / sled.strap_m, y / sled.strap_m
    needed = sled.mass_kg * (sled.friction * STANDARD_GRAVITY_M_S2 + second) / (cos + sled.friction * sin)
    place = x - behind
    taut = rate >= -STANDS_STILL_M_S if about_to_move else (rate > STANDS_STILL_M_S) & (place >= np.maximum.accumulate(place))
    dragged = (needed > 0.0) & taut
    tension = np.where(dragged, needed, 0.0)
    on_floor = sled.mass_kg * STANDARD_GRAVITY_M_S2 - tension * sin
    return Pull(
        kind="sled",
        force_n=-tension[:, None] * np.stack([cos, sin, np.zeros_like(cos)], axis=1),
        point_m=motion.position_m,
        tension_n=tension,
        length_m=np.full(len(x), sled.strap_m),
        slack=~dragged,
        energy_j=np.where(dragged, 0.5 * sled.mass_kg * rate**2, 0.0),
        loss_w=np.where(dragged, sled.friction * on_floor * rate, 0.0),
        off_floor=bool(on_floor.min() < 0.0),
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
