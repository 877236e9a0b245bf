"""Strength: what one hip can give in one action, at any angle of hip and knee and any slow speed, with how sure that is."""

import math
from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import Athlete, Side
from ...curve import ISOMETRIC_BELOW_RAD_S, Action, Mode
from ..strength_rules import strength_rules
from .estimate import StrengthEstimate, side_row
from .norm import velocity_factor
from .passive import passive_moment
from .shape import log_shape, norm_knee_rad


@dataclass(frozen=True, kw_only=True)
class StrengthAt:
    """Strength at some angles, in the direction of the action (positive)."""

    low: FloatArray
    """(n,) Nm/kg, one standard deviation below the centre."""
    centre: FloatArray
    """(n,) Nm/kg: what is prescribed from."""
    high: FloatArray
    """(n,) Nm/kg, one standard deviation above."""
    passive: FloatArray
    """(n,) Nm/kg, the part of all three that stretched tissue gives without effort."""


@dataclass(frozen=True, kw_only=True)
class Strength:
    """Strength of one side and action of one athlete."""

    athlete: Athlete
    age_years: float | None
    side: Side
    estimate: StrengthEstimate

    @property
    def action(self) -> Action:
        """Flexor or extensor."""
        return self.estimate.action

    def at(
        self, hip_rad: FloatArray, *, knee_rad: FloatArray | None = None, mode: Mode = "isometric", speed_rad_s: FloatArray | None = None
    ) -> StrengthAt:
        """Strength at angles of hip and knee while it holds, shortens or lengthens.

        Level and shape err independently, so the standard deviation of the logarithm is the root of the summed squares. What
        stretched tissue gives a flexing hip behind the body is added to all three; that of a flexed hip with a straight knee is not, as it
        is the hamstrings' resistance to being stretched and no strength.

        Args:
            hip_rad: (n,) hip flexion.
            knee_rad: (n,) knee flexion; None for that of the norms.
            mode: Way of moving.
            speed_rad_s: (n,) speed of the hip, magnitude; above the slow reference speed that speed counts, as it does for None.
        """
        shape = log_shape(self.action, self.athlete.sex, self.age_years, hip_rad=hip_rad, knee_rad=self._knee(hip_rad, knee_rad))
        rows = np.vstack([np.repeat(side_row(self.side)[:, None], len(hip_rad), axis=1), shape.directions])
        log_centre = shape.centre + rows.T @ self.estimate.mean
        spread = np.sqrt(np.einsum("in,ij,jn->n", rows, self.estimate.covariance, rows))
        active = np.exp(log_centre) * self._factor(hip_rad, mode, speed_rad_s)
        passive = passive_moment(self.athlete).given(hip_rad) if self.action == "flexor" else np.zeros(len(hip_rad))
        return StrengthAt(
            low=active * np.exp(-spread) + passive, centre=active + passive, high=active * np.exp(spread) + passive, passive=passive
        )

    def _knee(self, hip_rad: FloatArray, knee_rad: FloatArray | None) -> FloatArray:
        return np.full(len(hip_rad), norm_knee_rad()) if knee_rad is None else knee_rad

    def _factor(self, hip_rad: FloatArray, mode: Mode, speed_rad_s: FloatArray | None) -> FloatArray:
        """(n,) what speed leaves of the isometric moment."""
        if mode == "isometric":
            return np.ones(len(hip_rad))
        slow = math.radians(strength_rules().reference_deg_s)
        speed = np.full(len(hip_rad), slow) if speed_rad_s is None else np.clip(np.abs(speed_rad_s), ISOMETRIC_BELOW_RAD_S, slow)
        signed = speed if mode == "concentric" else -speed
        return velocity_factor(self.action, self.athlete.sex, shortening_rad_s=signed, age_years=self.age_years)
