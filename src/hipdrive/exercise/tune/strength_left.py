"""How much of a hip's strength a load leaves: closed forms, because moments grow in proportion to most resistances."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...curve import Action

SIGNS: dict[Action, float] = {"flexor": 1.0, "extensor": -1.0}
GROWS = 1e-9
"""Moment per unit of resistance (Nm/kg) above which a load counts as growing with it."""


@dataclass(frozen=True, kw_only=True)
class HipPath:
    """One hip along a movement, with what its strength depends on."""

    angle_rad: FloatArray
    """(n,) hip flexion."""
    velocity_rad_s: FloatArray
    """(n,)."""
    knee_rad: FloatArray
    """(n,) flexion of the same leg's knee."""


StrengthAlong = Callable[[Side, Action, HipPath], FloatArray]
"""From a hip, its action and its path to what it gives in each frame: (n,) Nm/kg, magnitude; inf where unknown.

Handed in by whoever knows strength, so that this room need not."""


def strength_of_both(strength: StrengthAlong, hips: Mapping[Side, HipPath]) -> dict[tuple[Side, Action], FloatArray]:
    """(n,) Nm/kg by side and action along a movement."""
    return {(side, action): strength(side, action, hips[side]) for side in SIDES for action in SIGNS}


def room_for_more(
    strength: Mapping[tuple[Side, Action], FloatArray],
    moment: Mapping[Side, FloatArray],
    growth: Mapping[Side, FloatArray],
    *,
    intensity: float,
) -> FloatArray:
    """How much more resistance keeps every frame within an intensity: the least of (intensity x strength - moment) / growth.

    Args:
        strength: (n,) Nm/kg by side and action.
        moment: (..., n) Nm/kg by side as it is now, flexor positive.
        growth: (..., n) Nm/kg per unit of resistance.
        intensity: Largest share of strength.

    Returns:
        (...) in the unit of resistance; negative if it is too much now, inf if nothing limits it.
    """
    room = np.full(np.broadcast_shapes(moment[SIDES[0]].shape, growth[SIDES[0]].shape)[:-1], np.inf)
    for (side, action), known in strength.items():
        if not growth[side].any():
            continue
        left = intensity * known - SIGNS[action] * moment[side]
        slope = np.broadcast_to(SIGNS[action] * growth[side], left.shape if left.ndim > growth[side].ndim else growth[side].shape)
        by_frame = np.divide(left, slope, out=np.full(slope.shape, np.inf), where=slope > GROWS)
        room = np.minimum(room, by_frame.min(axis=-1))
    return room


def largest_share(strength: Mapping[tuple[Side, Action], FloatArray], moment: Mapping[Side, FloatArray]) -> FloatArray:
    """(...) largest moment over strength, over frames, both hips and both actions."""
    shares = [(SIGNS[action] * moment[side] / known).max(axis=-1) for (side, action), known in strength.items()]
    largest: FloatArray = np.max(shares, axis=0)
    return largest
