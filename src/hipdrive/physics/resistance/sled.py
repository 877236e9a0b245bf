"""A sled dragged over the floor by a strap."""

from dataclasses import dataclass, replace

import numpy as np

from ...arrays import FloatArray
from ...errors import ValueOutOfRangeError
from ...language import en, layout
from ...units import STANDARD_GRAVITY_M_S2
from ..kinematics import PointMotion
from .pull import STANDS_STILL_M_S, Pull


@dataclass(frozen=True, kw_only=True)
class Sled:
    """A sled on the floor (y = 0), dragged behind the body by a strap."""

    mass_kg: float
    friction: float
    """Friction force over the force between sled and floor while it slides."""
    strap_m: float
    """From the point it is attached to on the body to the sled."""
    breakaway: float = 1.0
    """Friction at the first movement over friction while it slides."""
    tightens_m: float = 0.0
    """How far loop and strap give while the sled still stands, until it breaks away."""
    eases_m: float = 0.0
    """How far the foot then goes until the sled moves as fast. 0: at once."""
    starts_at_m: float | None = None
    """Where along X the sled stands at first; None: where the strap is just taut in the first frame."""


@dataclass(frozen=True)
class _Following:
    """How the sled follows the place at which a strap that gives nothing would have it."""

    share: FloatArray
    """(n,) of the breakaway tension, while the sled stands; 1 from then on."""
    place_m: FloatArray
    slope: FloatArray
    """(n,) sled's way over that of the place."""
    bend_per_m: FloatArray
    """(n,) how the slope changes along the place's way."""
    friction: FloatArray


def sled_behind(sled: Sled, point_m: FloatArray) -> Sled:
    """The sled where a strap from a point (3,) is just taut."""
    return replace(sled, starts_at_m=float(point_m[0] - np.sqrt(max(sled.strap_m**2 - point_m[1] ** 2, 0.0))))


def sled_pull(sled: Sled, motion: PointMotion, *, about_to_move: bool = False) -> Pull:
    """Tension of the strap to a sled: T cos t = mu (m g - T sin t) + m a; t is the strap's angle to the floor, a the sled's acceleration.

    A strap that gives nothing would have the sled straight behind the point at p = x_point - sqrt(L^2 - y^2). It is slack while p lies
    behind the sled. Beyond, while it tightens, the tension rises to what breaks the sled away (mu then is the starting friction); while
    the sled eases into motion, its speed grows smoothly from 0 to that of p, and mu falls to the sliding friction; from then on it follows
    p at its speed. Slack again while the point moves back, and where the sled would have to be pushed (it slows down more than its
    friction does; that it would then slide on by itself is left out).

    Args:
        sled: Mass, friction, strap and where it stands.
        motion: Path of the point it is attached to, frames in the order of time.
        about_to_move: Count a sled that stands still as dragged, each frame for itself. For poses at rest (velocity and acceleration
            zero), where the body leans against the strap just before it sets off: T then is what sliding friction resists.

    Raises:
        ValueOutOfRangeError: If mass or friction is negative, or the strap does not reach the floor.
    """
    _check(sled, float(np.abs(motion.position_m[:, 1]).max()))
    x, y, _ = motion.position_m.T
    behind = np.sqrt(sled.strap_m**2 - y**2)
    vx, vy, _ = motion.velocity_m_s.T
    ax, ay, _ = motion.acceleration_m_s2.T
    p, rate = x - behind, vx + y * vy / behind
    second = ax + (vy**2 + y * ay) / behind + (y * vy) ** 2 / behind**3
    first = (p if about_to_move else p[0]) if sled.starts_at_m is None else sled.starts_at_m
    follows = _following(sled, p, first, at_rest=about_to_move)
    speed = follows.slope * rate
    length = np.hypot(x - follows.place_m, y)
    cos, sin = (x - follows.place_m) / length, y / length
    inertia = follows.bend_per_m * rate**2 + follows.slope * second
    needed = follows.share * sled.mass_kg * (follows.friction * STANDARD_GRAVITY_M_S2 + inertia) / (cos + follows.friction * sin)
    taut = rate >= -STANDS_STILL_M_S if about_to_move else (rate > STANDS_STILL_M_S) & (p >= np.maximum.accumulate(p))
    dragged = (needed > 0.0) & taut & (p >= first)
    tension = np.where(dragged, needed, 0.0)
    on_floor = sled.mass_kg * STANDARD_GRAVITY_M_S2 - tension * sin
    giving = cos * (vx - speed) + sin * vy
    return Pull(
        kind="sled",
        force_n=-tension[:, None] * np.stack([cos, sin, np.zeros_like(cos)], axis=1),
        point_m=motion.position_m,
        tension_n=tension,
        length_m=np.where(dragged, length, sled.strap_m),
        slack=~dragged,
        energy_j=np.where(dragged, 0.5 * sled.mass_kg * speed**2, 0.0),
        loss_w=np.where(dragged, follows.friction * on_floor * speed + tension * giving, 0.0),
        off_floor=bool(on_floor.min() < 0.0),
        sled_at_m=np.maximum.accumulate(follows.place_m),
    )


def _following(sled: Sled, p: FloatArray, first: FloatArray | float, *, at_rest: bool) -> _Following:
    """How the sled follows a place p; with u from 0 to 1 while it eases into motion over d, its way is d (u^3 - u^4 / 2)."""
    beyond = np.maximum(p - first, 0.0)
    share = np.clip(beyond / sled.tightens_m, 0.0, 1.0) if sled.tightens_m else np.ones_like(p)
    moving = np.maximum(beyond - sled.tightens_m, 0.0)
    u = np.clip(moving / sled.eases_m, 0.0, 1.0) if sled.eases_m else np.ones_like(p)
    slope = u**2 * (3.0 - 2.0 * u)
    more = 1.0 if at_rest else 1.0 + (sled.breakaway - 1.0) * (1.0 - slope)
    return _Following(
        share=share,
        place_m=first + sled.eases_m * (u**3 - 0.5 * u**4) + np.maximum(moving - sled.eases_m, 0.0),
        slope=slope,
        bend_per_m=6.0 * u * (1.0 - u) / sled.eases_m if sled.eases_m else np.zeros_like(p),
        friction=sled.friction * more * np.ones_like(p),
    )


def _check(sled: Sled, highest_m: float) -> None:
    """Refuse a sled that no strap could drag.

    Raises:
        ValueOutOfRangeError: If mass or friction is negative, or the strap does not reach the floor.
    """
    if sled.mass_kg < 0 or sled.friction < 0:
        raise ValueOutOfRangeError(
            en("sled"),
            en("{mass_kg:g} kg at friction {friction:g}", mass_kg=sled.mass_kg, friction=sled.friction),
            en("0 kg or more at a friction of 0 or more"),
        )
    if sled.breakaway < 1.0 or min(sled.tightens_m, sled.eases_m) < 0.0:
        found = en(
            "{breakaway:g} times the friction to start, {tightens_m:g} and {eases_m:g} m of give",
            breakaway=sled.breakaway,
            tightens_m=sled.tightens_m,
            eases_m=sled.eases_m,
        )
        raise ValueOutOfRangeError(en("sled"), found, en("1 times or more, and 0 m or more"))
    if highest_m >= sled.strap_m:
        raise ValueOutOfRangeError(
            en("strap"),
            layout("{strap_m:g} m", strap_m=sled.strap_m),
            en("longer than {highest_m:.2f} m, the height it is tied at", highest_m=highest_m),
        )
