"""A weight attached to the body."""

from dataclasses import dataclass

import numpy as np

from ...errors import ValueOutOfRangeError
from ...language import Text, en, layout
from ...units import STANDARD_GRAVITY_M_S2
from ..kinematics import PointMotion
from .pull import Pull


@dataclass(frozen=True, kw_only=True)
class Weight:
    """A weight attached to a point of the body: an ankle cuff, a kettlebell on the toes, a bar on the hips."""

    mass_kg: float
    label: Text = en("weight")  # noqa: RUF009 - a text can't be changed
    """In words."""


def weight_pull(weight: Weight, motion: PointMotion) -> Pull:
    """Force of a weight on the body, gravity and inertia: m (g - a) at its point; energy m (g h + v^2 / 2).

    Args:
        weight: How heavy it is; it is taken as one point.
        motion: Path of the point it is attached to.

    Raises:
        ValueOutOfRangeError: If the mass is negative.
    """
    if weight.mass_kg < 0:
        raise ValueOutOfRangeError(weight.label, layout("{mass_kg:g} kg", mass_kg=weight.mass_kg), en("0 kg or more"))
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
