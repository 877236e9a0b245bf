"""How much of a hip's strength a load leaves: closed forms, because moments grow in proportion to most resistances."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...curve import ISOMETRIC_BELOW_RAD_S, Action, Mode, MomentCurve

SIGNS: dict[Action, float] = {"flexor": 1.0, "extensor": -1.0}
GROWS = 1e-9
"""Moment per unit of resistance (Nm/kg) above which a load counts as growing with it."""


@dataclass(frozen=True, kw_only=True)
class Strength:
    """The least that both hips give, by side, action and mode."""

    curves: Mapping[tuple[Side, Action, Mode], MomentCurve]

    @classmethod
    def of(cls, capacity: Sequence[MomentCurve]) -> "Strength":
        """From curves of all sides, actions and modes."""
        return cls(curves={(curve.side, curve.action, curve.mode): curve for curve in capacity})

    def along(self, angle_rad: FloatArray, velocity_rad_s: FloatArray, *, side: Side, action: Action) -> FloatArray:
        """(n,) Nm/kg that a hip gives in each frame, magnitude; inf where unknown."""
        velocity = SIGNS[action] * velocity_rad_s
        strength = np.full(len(angle_rad), np.inf)
        modes: tuple[tuple[Mode, npt.NDArray[np.bool_]], ...] = (
            ("isometric", np.abs(velocity) < ISOMETRIC_BELOW_RAD_S),
            ("concentric", velocity >= ISOMETRIC_BELOW_RAD_S),
            ("eccentric", velocity <= -ISOMETRIC_BELOW_RAD_S),
        )
        for mode, frames in modes:
            curve = self.curves.get((side, action, mode))
            if curve is not None:
                known = np.interp(angle_rad, curve.angle_rad, np.abs(curve.moment_nm_kg), left=np.inf, right=np.inf)
                strength[frames] = known[frames]
        return strength

    def along_both(
        self, angle_rad: Mapping[Side, FloatArray], velocity_rad_s: Mapping[Side, FloatArray]
    ) -> dict[tuple[Side, Action], FloatArray]:
        """(n,) Nm/kg by side and action along a movement."""
        return {
            (side, action): self.along(angle_rad[side], velocity_rad_s[side], side=side, action=action)
            for side in SIDES
            for action in SIGNS
        }


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
