"""A sled dragged over the floor by a strap."""

from dataclasses import dataclass

import numpy as np

from ...errors import ValueOutOfRangeError
from ...units import STANDARD_GRAVITY_M_S2
from ..kinematics import PointMotion
from .pull import STANDS_STILL_M_S, Pull


@dataclass(frozen=True, kw_only=True)
class Sled:
    """A sled on the floor (y = 0), dragged behind the body by a strap."""

    mass_kg: float
    friction: float
    """Friction force over the force between sled and floor."""
    strap_m: float
    """From the point it is attached to on the body to the sled."""


def sled_pull(sled: Sled, motion: PointMotion, *, about_to_move: bool = False) -> Pull:
    """Tension of the strap to a sled: T cos t = mu (m g - T sin t) + m a; t is the strap's angle to the floor, a the sled's acceleration.

    The sled lies straight behind the point at x = x_point - sqrt(L^2 - y^2), and is dragged while it goes forward beyond where it has
    been. It is slack while the point moves back, and where the sled would have to be pushed (it slows down more than its friction does;
    that it would then slide on by itself is left out).

    Args:
        sled: Mass, friction and strap.
        motion: Path of the point it is attached to, frames in the order of time.
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
