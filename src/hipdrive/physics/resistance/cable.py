"""A cable over a pulley that lifts a stack."""

from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...errors import ValueOutOfRangeError
from ...language import en, layout
from ...units import STANDARD_GRAVITY_M_S2
from ..kinematics import PointMotion
from .pull import STANDS_STILL_M_S, Pull, away_from


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


def cable_pull(cable: Cable, motion: PointMotion) -> Pull:
    """Tension of a cable: stack_kg (g + a) / ratio with the stack's own acceleration a; below zero it is slack and pulls nothing.

    With l the cable's length from pulley to body: l' = u.v and l'' = (v.v - l'^2) / l + u.a, exact from the point's motion;
    the stack rises by l / ratio. Friction makes it T (1 + friction sign(l')).

    Args:
        cable: Pulley, stack, ratio and friction.
        motion: Path of the point it is attached to.

    Raises:
        ValueOutOfRangeError: If the stack is negative, the ratio not above zero, or the friction not from 0 to below 1.
    """
    if cable.stack_kg < 0 or cable.ratio <= 0:
        raise ValueOutOfRangeError(
            en("cable"),
            en("{stack_kg:g} kg at ratio {ratio:g}", stack_kg=cable.stack_kg, ratio=cable.ratio),
            en("0 kg or more at a ratio above 0"),
        )
    if not 0.0 <= cable.friction < 1.0:
        raise ValueOutOfRangeError(
            en("cable friction"), layout("{friction:g}", friction=cable.friction), en("from 0 to below 1, a share of the tension")
        )
    away, length = away_from(cable.pulley_m, motion.position_m)
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
