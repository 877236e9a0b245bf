"""Published shapes of isometric hip strength over hip angle, and the published effect of slow movement on it."""

import math
from dataclasses import dataclass, fields
from functools import cache
from typing import Literal

import numpy as np

from ...arrays import FloatArray
from ...body import Sex
from ...curve import Action
from ...data.declared import shipped_rows
from ..strength_rules import strength_rules

VALID_LOW_DEG = -30.0
VALID_HIGH_DEG = 115.0
"""Where the published shapes hold (deg): the angles at which the model was evaluated."""
SHAPE_DEG = np.arange(VALID_LOW_DEG, VALID_HIGH_DEG + 0.5, 1.0)
"""(146,) deg, the grid of every shape."""
SHAPE_DEG.setflags(write=False)


@dataclass(frozen=True, kw_only=True)
class StrengthShape:
    """One source's opinion of how isometric strength changes with hip angle."""

    name: str
    """Who says so, in words."""
    relative: FloatArray
    """(146,) strength on SHAPE_DEG as a share of its own largest value."""

    def __post_init__(self) -> None:
        self.relative.setflags(write=False)

    def at_rad(self, hip_flexion_rad: float) -> float:
        """Share of the largest strength at an angle (rad) inside the valid range."""
        return float(np.interp(math.degrees(hip_flexion_rad), SHAPE_DEG, self.relative))


@dataclass(frozen=True, kw_only=True)
class _PublishedCoefficients:
    """Coefficients as Anderson et al. 2007 print them, means or standard deviations."""

    c1: float
    """Peak torque over body weight times height."""
    c2_per_rad: float
    c3_rad: float
    """Angle of the peak (rad)."""
    c4_rad_s: float
    """Speed (rad/s) at which 75 % of the isometric torque is left."""
    c5_rad_s: float
    """Speed (rad/s) at which 50 % is left."""
    c6: float
    """Growth of torque with lengthening speed (s/rad)."""
    b1_nm: float
    """Passive torque (Nm) in the direction of the action: B1 exp(k1 angle) + B2 exp(k2 angle)."""
    k1_per_rad: float
    b2_nm: float
    k2_per_rad: float


@dataclass(frozen=True, kw_only=True)
class AndersonCoefficients(_PublishedCoefficients):
    """Coefficients of Anderson et al. 2007 for one action and sex, 18 to 25 years: means over subjects."""

    c1_sd: float
    """Standard deviation of c1 over subjects."""


@dataclass(frozen=True, kw_only=True)
class _AndersonRow(_PublishedCoefficients):
    action: Action
    sex: Sex
    stat: Literal["mean", "sd"]


@dataclass(frozen=True, kw_only=True)
class _ModelRow:
    knee_flexion_deg: float
    hip_flexion_deg: float
    flexion_active_nm_kg: float
    extension_active_nm_kg: float

    def active_nm_kg(self, action: Action) -> float:
        """Torque over body mass of one action."""
        return self.flexion_active_nm_kg if action == "flexor" else self.extension_active_nm_kg


@cache
def anderson_coefficients(action: Action, sex: Sex) -> AndersonCoefficients:
    """Coefficients for one action and sex (data/norms/hip_torque_anderson2007.csv)."""
    rows = shipped_rows(tuple[_AndersonRow, ...], "norms", "hip_torque_anderson2007.csv")
    by_stat = {row.stat: row for row in rows if row.action == action and row.sex == sex}
    means = {column.name: getattr(by_stat["mean"], column.name) for column in fields(_PublishedCoefficients)}
    return AndersonCoefficients(**means, c1_sd=by_stat["sd"].c1)


def _anderson_relative(action: Action, sex: Sex) -> FloatArray:
    """cos(C2 (angle - C3)), never below zero."""
    c = anderson_coefficients(action, sex)
    return np.asarray(np.maximum(np.cos(c.c2_per_rad * (np.radians(SHAPE_DEG) - c.c3_rad)), 0.0), dtype=np.float64)


@cache
def _model(action: Action) -> FloatArray:
    """(146,) Nm/kg of the model, straight knee and 90-deg knee averaged with the declared share."""
    rows = shipped_rows(tuple[_ModelRow, ...], "norms", "hip_shape_rajagopal2016.csv")
    by_knee = [
        np.interp(
            SHAPE_DEG,
            [row.hip_flexion_deg for row in rows if row.knee_flexion_deg == knee_deg],
            [row.active_nm_kg(action) for row in rows if row.knee_flexion_deg == knee_deg],
        )
        for knee_deg in (0.0, 90.0)
    ]
    share = strength_rules().knee_flexion_share
    nm_kg = np.asarray((1.0 - share) * by_knee[0] + share * by_knee[1])
    nm_kg.setflags(write=False)
    return nm_kg


@cache
def strength_shapes(action: Action, sex: Sex) -> tuple[StrengthShape, ...]:
    """Every published opinion of the shape; where they disagree, capacity is a band.

    Flexion: up to 60 deg the model and Anderson 2007; above, the model's fall and the flat continuation of either value at 60 deg, because
    studies disagree there (Anderson 2007 finds strength falling, Ito 2024 rising) and Anderson's own fall is not used. Extension: Anderson
    2007 and the model.
    """
    anderson, model = _anderson_relative(action, sex), _model(action)
    if action == "extensor":
        opinions = {"Anderson 2007": anderson, "model Rajagopal2016": model}
    else:
        edge = int(np.searchsorted(SHAPE_DEG, strength_rules().contested_above_deg))
        beyond = np.arange(len(SHAPE_DEG)) > edge
        opinions = {
            "model Rajagopal2016": model,
            "model Rajagopal2016, flat above 60 deg": np.where(beyond, model[edge], model),
            "Anderson 2007, flat above 60 deg": np.where(beyond, anderson[edge], anderson),
        }
    return tuple(StrengthShape(name=name, relative=values / values.max()) for name, values in opinions.items())


def velocity_factor(action: Action, sex: Sex, *, shortening_rad_s: float) -> float:
    """Strength at a slow speed as a share of the isometric one.

    Anderson et al. 2007: f(w) = (2 C4 C5 + w (C5 - 3 C4)) / (2 C4 C5 + w (2 C5 - 4 C4)) for a shortening speed w; for lengthening
    f(|w|) (1 + C6 |w|).

    Args:
        action: Flexor or extensor.
        sex: Row of the coefficients.
        shortening_rad_s: Speed in the direction of the action (rad/s); negative while lengthening.
    """
    c = anderson_coefficients(action, sex)
    speed = abs(shortening_rad_s)
    product = 2.0 * c.c4_rad_s * c.c5_rad_s
    factor = (product + speed * (c.c5_rad_s - 3.0 * c.c4_rad_s)) / (product + speed * (2.0 * c.c5_rad_s - 4.0 * c.c4_rad_s))
    return factor if shortening_rad_s >= 0 else factor * (1.0 + c.c6 * speed)
