"""Capacity bands of an athlete from strength tests on published shapes, or from norms, labelled as a guess, where no test exists."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..body import SIDES, Athlete, Side
from ..curve import Action, FloatArray, Mode, MomentCurve
from ..units import STANDARD_GRAVITY_M_S2
from .capacity_band import Basis, CapacityBand
from .protocol import strength_protocol
from .strength_shape import SHAPE_DEG, VALID_HIGH_DEG, VALID_LOW_DEG, StrengthShape, anderson_coefficients, strength_shapes, velocity_factor
from .strength_test import StrengthTest

_ACTIONS: tuple[Action, Action] = ("flexor", "extensor")
_MODES: tuple[Mode, ...] = ("concentric", "eccentric", "isometric")
_CONTESTED: dict[Action, str] = {
    "flexor": "Strength over angle is contested (above 60 deg Anderson 2007 finds it falling, Ito 2024 rising): drawn as a band.",
    "extensor": "How strength changes with angle differs between Anderson 2007 and a muscle model: drawn as a band.",
}


@dataclass(frozen=True, kw_only=True)
class _Level:
    """How high the shapes stand and how sure that is."""

    low: FloatArray
    """(146,) Nm/kg, lower edge of the isometric band, positive."""
    high: FloatArray
    """(146,) Nm/kg, upper edge."""
    basis: Basis
    source: str
    count: int
    notes: tuple[Mapping[str, str], ...]


def capacities(athlete: Athlete, tests: Sequence[StrengthTest] = ()) -> tuple[CapacityBand, ...]:
    """Capacity of both sides, both actions and all three modes.

    With tests, each published shape is scaled by the mean over the tests of measured moment / shape at the test's angle; the band is the
    envelope of the shapes, wider by the test-retest error of hand-held dynamometry (Thorborg 2010) over the root of the number of tests. A
    side without a test borrows the other side's, wider by a declared assumption; if neither side has one, the norm of Anderson 2007 +- 1
    standard deviation stands in: both are called a prior. Concentric and eccentric strength are the isometric one at a slow 60 deg/s.

    Args:
        athlete: Body mass, height and sex.
        tests: Any number of tests; none is allowed.

    Returns:
        Twelve bands: left and right, flexor and extensor, concentric, eccentric and isometric; angles -30 to 115 deg by whole degrees.

    Raises:
        ValueOutOfRangeError: If a test gives a moment that no hip gives.
    """
    bands: list[CapacityBand] = []
    for side in SIDES:
        for action in _ACTIONS:
            level = _level(athlete, tests, side=side, action=action)
            bands.extend(_band(athlete, level, side=side, action=action, mode=mode) for mode in _MODES)
    return tuple(bands)


def _level(athlete: Athlete, tests: Sequence[StrengthTest], *, side: Side, action: Action) -> _Level:
    shapes = strength_shapes(action, athlete.sex)
    own = [test for test in tests if test.action == action and test.side == side]
    other = [test for test in tests if test.action == action and test.side != side]
    contested = {"code": "shape_contested", "message": _CONTESTED[action]}
    protocol = strength_protocol()
    if own or other:
        used = own or other
        error = protocol.error[action] / math.sqrt(len(used)) + (0.0 if own else protocol.borrowed_wider_by)
        scaled = [_scale(shape, used, athlete) * shape.relative for shape in shapes]
        low, high = np.min(scaled, axis=0) * (1.0 - error), np.max(scaled, axis=0) * (1.0 + error)
        if own:
            angles = ", ".join(f"{math.degrees(test.hip_flexion_rad):.0f}" for test in own)
            source = f"{len(own)} isometric test(s) of the {side} hip at {angles} deg; {protocol.error_source}"
            return _Level(low=low, high=high, basis="test", source=source, count=len(own), notes=(contested, *_limb_notes(own)))
        message = f"The {side} hip has no {action} test: {protocol.borrowed_source}; the sides cannot be compared."
        borrowed = {"code": "borrowed_from_other_side", "message": message}
        source = f"a guess: {protocol.borrowed_source}"
        return _Level(low=low, high=high, basis="prior", source=source, count=0, notes=(contested, borrowed, *_limb_notes(other)))
    c = anderson_coefficients(action, athlete.sex)
    spread = protocol.prior_standard_deviations * c.c1_sd
    per_c1 = STANDARD_GRAVITY_M_S2 * athlete.height_m
    relative = [shape.relative for shape in shapes]
    low, high = np.min(relative, axis=0) * (c.c1 - spread) * per_c1, np.max(relative, axis=0) * (c.c1 + spread) * per_c1
    message = f"No {action} test: strength is {protocol.prior_source}; older or trained people may lie outside."
    guess = {"code": "capacity_is_a_guess", "message": message}
    return _Level(low=low, high=high, basis="prior", source=protocol.prior_source, count=0, notes=(contested, guess))


def _scale(shape: StrengthShape, tests: Sequence[StrengthTest], athlete: Athlete) -> float:
    """Largest moment (Nm/kg) of a shape through the tests: mean of measured / relative."""
    return float(np.mean([test.moment_nm_kg(athlete) / shape.at_rad(test.hip_flexion_rad) for test in tests]))


def _limb_notes(tests: Sequence[StrengthTest]) -> tuple[Mapping[str, str], ...]:
    if any(test.limb_moment_nm != 0.0 for test in tests):
        return ()
    message = (
        "The limb's own weight is not counted in the test. Lying with a straight leg the flexors also hold about 0.6 Nm/kg at 0 deg, "
        "so capacity may be larger than drawn."
    )
    return ({"code": "limb_weight_not_counted", "message": message},)


def _band(athlete: Athlete, level: _Level, *, side: Side, action: Action, mode: Mode) -> CapacityBand:
    protocol = strength_protocol()
    sign = 1.0 if action == "flexor" else -1.0
    shortening = {"concentric": 1.0, "eccentric": -1.0, "isometric": 0.0}[mode] * math.radians(protocol.reference_deg_s)
    factor = velocity_factor(action, athlete.sex, shortening_rad_s=shortening)
    speed = "" if mode == "isometric" else f"; at {protocol.reference_deg_s:.0f} deg/s: isometric x {factor:.2f} ({protocol.speed_source})"
    shapes = "; ".join(shape.name for shape in strength_shapes(action, athlete.sex))
    source = f"{level.source}; shapes: {shapes}{speed}"

    def curve(moment: FloatArray) -> MomentCurve:
        return MomentCurve(
            side=side,
            action=action,
            mode=mode,
            phase="",
            angle_rad=np.radians(SHAPE_DEG),
            moment_nm_kg=sign * factor * moment,
            velocity_rad_s=np.full(len(SHAPE_DEG), sign * shortening),
            count=np.full(len(SHAPE_DEG), level.count, dtype=np.int64),
            source=source,
        )

    return CapacityBand(
        side=side,
        action=action,
        mode=mode,
        low=curve(level.low),
        high=curve(level.high),
        valid_low_rad=math.radians(VALID_LOW_DEG),
        valid_high_rad=math.radians(VALID_HIGH_DEG),
        basis=level.basis,
        source=source,
        notes=level.notes,
    )
