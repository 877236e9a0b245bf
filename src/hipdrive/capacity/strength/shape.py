"""Published shapes of isometric hip strength over hip and knee angle: one central one, and the directions in which sources disagree."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from ...arrays import FloatArray
from ...body import Sex
from ...curve import Action
from ...data.declared import shipped_rows
from ...language import Text, en
from ..strength_rules import strength_rules
from .norm import log_anderson

VALID_LOW_DEG = -30.0
VALID_HIGH_DEG = 115.0
"""Where the published shapes hold (deg): the angles at which the model was evaluated."""
SHAPE_DEG = np.arange(VALID_LOW_DEG, VALID_HIGH_DEG + 0.5, 1.0)
"""(146,) deg, the grid of every shape."""
SHAPE_DEG.setflags(write=False)
DIRECTIONS = 3
"""Number of directions in which a shape is unsure: who is right below the contested angle, above it, and the knee's effect."""


@dataclass(frozen=True, kw_only=True)
class StrengthShape:
    """One source's opinion of how isometric strength changes with hip angle, at the knee that norms are taken to have."""

    name: Text
    """Who says so, in words."""
    relative: FloatArray
    """(146,) strength on SHAPE_DEG as a share of its own largest value."""

    def __post_init__(self) -> None:
        self.relative.setflags(write=False)

    def at_rad(self, hip_flexion_rad: float) -> float:
        """Share of the largest strength at an angle (rad) inside the valid range."""
        return float(np.interp(math.degrees(hip_flexion_rad), SHAPE_DEG, self.relative))


@dataclass(frozen=True, kw_only=True)
class LogShape:
    """Logarithm of strength over the level, at some angles of hip and knee."""

    centre: FloatArray
    """(n,) of the central shape; at the norm's knee its peak over the hip's range is about 0."""
    directions: FloatArray
    """(3, n) change of the logarithm by one unit of each direction of doubt."""


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
def _model(action: Action, knee_deg: float) -> FloatArray:
    """(146,) Nm/kg of the model with a straight (0) or bent (90) knee; only its ratios are used."""
    rows = shipped_rows(tuple[_ModelRow, ...], "norms", "hip_shape_rajagopal2016.csv")
    of_knee = [row for row in rows if row.knee_flexion_deg == knee_deg]
    nm_kg = np.interp(SHAPE_DEG, [row.hip_flexion_deg for row in of_knee], [row.active_nm_kg(action) for row in of_knee])
    nm_kg.setflags(write=False)
    return np.asarray(nm_kg)


def _log_model(action: Action, hip_deg: FloatArray, knee_share: FloatArray | float) -> FloatArray:
    """Logarithm of the model's moment, between its straight knee (share 0) and its bent one (1)."""
    straight, bent = (np.interp(hip_deg, SHAPE_DEG, _model(action, knee_deg)) for knee_deg in (0.0, 90.0))
    return np.asarray(np.log((1.0 - knee_share) * straight + knee_share * bent))


@cache
def _model_peak(action: Action) -> float:
    """Logarithm of the model's largest moment at the norm's knee."""
    return float(_log_model(action, SHAPE_DEG, strength_rules().knee_flexion_share).max())


def log_shape(action: Action, sex: Sex, age_years: float | None, *, hip_rad: FloatArray, knee_rad: FloatArray) -> LogShape:
    """The central shape of strength, and how it changes where sources disagree.

    At the norm's knee the centre is the weighed geometric mean of Anderson 2007, measured on people, and of the model, each over its own
    peak (direction 1: the model's share of it). Flexion above 60 deg goes on by half of the model's fall, because Anderson 2007 finds
    strength falling there and Ito 2024 rising, and Anderson's own fall is not used (direction 2: the model's whole fall, or none). A
    knee that is not the norm's changes strength by the model's ratio at that hip angle (direction 3: that effect).

    Args:
        action: Flexor or extensor.
        sex: Row of Anderson 2007.
        age_years: Row of Anderson 2007; None for 18 to 25 years.
        hip_rad: (n,) rad; beyond -30 to 115 deg the end value holds.
        knee_rad: (n,) rad; beyond 0 to 90 deg the end value holds.
    """
    rules = strength_rules()
    hip_deg = np.clip(np.degrees(hip_rad), VALID_LOW_DEG, VALID_HIGH_DEG)
    below = np.minimum(hip_deg, rules.contested_above_deg) if action == "flexor" else hip_deg
    anderson = log_anderson(action, sex, age_years, below)
    at_norm_knee = _log_model(action, hip_deg, rules.knee_flexion_share)
    model_below = _log_model(action, below, rules.knee_flexion_share)
    differ = model_below - _model_peak(action) - anderson
    fall = at_norm_knee - model_below
    share = np.clip(np.degrees(knee_rad) / 90.0, 0.0, 1.0)
    bend = _log_model(action, hip_deg, share) - at_norm_knee
    centre = anderson + rules.model_weight * differ + 0.5 * fall + bend
    return LogShape(centre=centre, directions=np.stack([differ, fall, bend]))


def direction_spreads() -> FloatArray:
    """(3,) standard deviation of each direction of doubt: two opinions so weighed, half a fall, and the knee's effect (declared)."""
    rules = strength_rules()
    return np.array([math.sqrt(rules.model_weight * (1.0 - rules.model_weight)), 0.5, rules.knee_doubt])


@cache
def strength_shapes(action: Action, sex: Sex) -> tuple[StrengthShape, ...]:
    """Every published opinion of the shape at the norm's knee, of people of 18 to 25 years.

    Flexion: up to 60 deg the model and Anderson 2007; above, the model's fall and the flat continuation of either value at 60 deg, because
    studies disagree there (Anderson 2007 finds strength falling, Ito 2024 rising) and Anderson's own fall is not used. Extension: Anderson
    2007 and the model.
    """
    shape = log_shape(action, sex, None, hip_rad=np.radians(SHAPE_DEG), knee_rad=np.full(len(SHAPE_DEG), norm_knee_rad()))
    differ, fall, _ = shape.directions
    weight = strength_rules().model_weight
    anderson, model = shape.centre - weight * differ - 0.5 * fall, shape.centre + (1.0 - weight) * differ - 0.5 * fall
    if action == "extensor":
        opinions = {en("Anderson 2007"): anderson, en("model Rajagopal2016"): model}
    else:
        opinions = {
            en("model Rajagopal2016"): model + fall,
            en("model Rajagopal2016, flat above 60 deg"): model,
            en("Anderson 2007, flat above 60 deg"): anderson,
        }
    return tuple(StrengthShape(name=name, relative=np.exp(values - values.max())) for name, values in opinions.items())


def norm_knee_rad() -> float:
    """Knee flexion (rad) that norms are taken to have been measured with."""
    return math.radians(90.0 * strength_rules().knee_flexion_share)
