"""Published norms of hip strength by sex and age: Anderson et al. 2007 over angle and speed, with how far people differ."""

import math
from dataclasses import dataclass, fields
from functools import cache
from typing import Literal

import numpy as np

from ...arrays import FloatArray
from ...body import Athlete, Sex
from ...curve import Action
from ...data.declared import shipped_rows
from ...language import Text, en
from ...units import STANDARD_GRAVITY_M_S2
from ..strength_rules import strength_rules

AgeGroup = Literal["18_to_25", "55_to_65", "over_65"]
YOUNG: AgeGroup = "18_to_25"


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
    """Coefficients of Anderson et al. 2007 for one action, sex and age group: means over subjects."""

    c1_sd: float
    """Standard deviation of c1 over subjects."""


@dataclass(frozen=True, kw_only=True)
class _AndersonRow(_PublishedCoefficients):
    action: Action
    sex: Sex
    age_group: AgeGroup
    stat: Literal["mean", "sd"]


@dataclass(frozen=True, kw_only=True)
class NormLevel:
    """How strong people of a sex and age are, and how surely that holds for one of them."""

    peak_nm_kg: float
    """Largest isometric moment over the hip's range, of the mean person (Nm/kg)."""
    spread: float
    """One standard deviation of the logarithm of one person's level."""
    source: Text


@cache
def anderson_coefficients(action: Action, sex: Sex, age_group: AgeGroup = YOUNG) -> AndersonCoefficients:
    """Coefficients for one action, sex and age group (data/norms/hip_torque_anderson2007.csv)."""
    rows = shipped_rows(tuple[_AndersonRow, ...], "norms", "hip_torque_anderson2007.csv")
    by_stat = {row.stat: row for row in rows if (row.action, row.sex, row.age_group) == (action, sex, age_group)}
    means = {column.name: getattr(by_stat["mean"], column.name) for column in fields(_PublishedCoefficients)}
    return AndersonCoefficients(**means, c1_sd=by_stat["sd"].c1)


def age_weights(age_years: float | None) -> tuple[tuple[AgeGroup, float], ...]:
    """Share of each age group at an age: all of the nearest one outside the groups' middles, linear between them.

    Without an age the youngest group stands in; norm_level widens for it.
    """
    middles = strength_rules().age_middles
    names: tuple[AgeGroup, ...] = (YOUNG, "55_to_65", "over_65")
    if age_years is None:
        return ((YOUNG, 1.0),)
    shares = [float(np.interp(age_years, [middles[name] for name in names], np.eye(len(names))[place])) for place in range(len(names))]
    return tuple((name, share) for name, share in zip(names, shares, strict=True) if share > 0)


def log_anderson(action: Action, sex: Sex, age_years: float | None, hip_deg: FloatArray) -> FloatArray:
    """(n,) logarithm of isometric strength over its own peak, C1 left out: ln cos(C2 (angle - C3)), ages weighed; floored where it ends."""
    floor = strength_rules().least_share
    logs = []
    for group, share in age_weights(age_years):
        c = anderson_coefficients(action, sex, group)
        logs.append(share * np.log(np.maximum(np.cos(c.c2_per_rad * (np.radians(hip_deg) - c.c3_rad)), floor)))
    return np.asarray(np.sum(logs, axis=0))


def norm_level(athlete: Athlete, action: Action, age_years: float | None) -> NormLevel:
    """The norm for a body and an age.

    The level is C1 g height, ages weighed in logarithms; its spread that of the source's subjects, no less than a declared least one
    (some groups are small). An unknown age adds half of what lies between the young and those of 55 to 65 years; under 18 years no row
    holds, so the youngest stands in, wider.
    """
    rules = strength_rules()
    weights = age_weights(age_years)
    of_group = {group: anderson_coefficients(action, athlete.sex, group) for group, _ in weights}
    level = sum(share * math.log(of_group[group].c1) for group, share in weights)
    spread = sum(share * of_group[group].c1_sd / of_group[group].c1 for group, share in weights)
    spread, source = max(spread, rules.least_spread), rules.prior_source
    if age_years is None:
        older, young = (anderson_coefficients(action, athlete.sex, group).c1 for group in ("55_to_65", YOUNG))
        spread = math.hypot(spread, 0.5 * math.log(young / older))
        source = en("{source}, for ages 18 to 25, as no age is known", source=source)
    elif age_years < rules.youngest_years:
        spread = math.hypot(spread, rules.minor_spread)
        source = en("{source}, for ages 18 to 25; none is known under {age:g}", source=source, age=rules.youngest_years)
    else:
        source = en("{source}, at age {age:.0f}", source=source, age=age_years)
    peak_nm_kg = math.exp(level) * STANDARD_GRAVITY_M_S2 * athlete.height_m
    return NormLevel(peak_nm_kg=peak_nm_kg, spread=spread, source=source)


def velocity_factor(action: Action, sex: Sex, *, shortening_rad_s: FloatArray | float, age_years: float | None = None) -> FloatArray:
    """Strength at a slow speed as a share of the isometric one.

    Anderson et al. 2007: f(w) = (2 C4 C5 + w (C5 - 3 C4)) / (2 C4 C5 + w (2 C5 - 4 C4)) for a shortening speed w; for lengthening
    f(|w|) (1 + C6 |w|).

    Args:
        action: Flexor or extensor.
        sex: Row of the coefficients.
        shortening_rad_s: (n,) or one speed in the direction of the action (rad/s); negative while lengthening.
        age_years: Row of the coefficients; None for 18 to 25 years.

    Returns:
        As many shares.
    """
    factors = []
    speed = np.abs(shortening_rad_s)
    for group, share in age_weights(age_years):
        c = anderson_coefficients(action, sex, group)
        product = 2.0 * c.c4_rad_s * c.c5_rad_s
        slowed = (product + speed * (c.c5_rad_s - 3.0 * c.c4_rad_s)) / (product + speed * (2.0 * c.c5_rad_s - 4.0 * c.c4_rad_s))
        factors.append(share * np.where(np.asarray(shortening_rad_s) >= 0, slowed, slowed * (1.0 + c.c6 * speed)))
    return np.asarray(np.sum(factors, axis=0))
