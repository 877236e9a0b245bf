"""Capacity bands of an athlete from strength tests on published shapes, or from norms, labelled as a guess, where no test exists."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..body import SIDES, Athlete, Side
from ..curve import Action, FloatArray, Mode, MomentCurve
from ..note import Note
from ..units import STANDARD_GRAVITY_M_S2
from .strength.band import Basis, CapacityBand
from .strength.fit import MISFIT, StrengthFit, fit_strength
from .strength.point import ISOMETRIC, StrengthPoint, point_of_test
from .strength.shape import SHAPE_DEG, VALID_HIGH_DEG, VALID_LOW_DEG, anderson_coefficients, strength_shapes, velocity_factor
from .strength.test import StrengthTest
from .strength_rules import strength_rules

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
    notes: tuple[Note, ...]


def capacities(athlete: Athlete, tests: Sequence[StrengthTest | StrengthPoint] = ()) -> tuple[CapacityBand, ...]:
    """Capacity of both sides, both actions and all three modes: what muscles give on purpose, without the passive part.

    With tests, the published shapes are laid through them (see fit_strength): repeats and further angles narrow the band. A side without
    a test borrows the other side's, wider by a declared assumption; if neither side has one, the norm of Anderson 2007 +- 1 standard
    deviation stands in: both are called a prior. Concentric and eccentric strength are the isometric one at a slow 60 deg/s.

    Args:
        athlete: Body mass, height and sex.
        tests: Any number of isometric tests and points from repetition maxima; none is allowed.

    Returns:
        Twelve bands: left and right, flexor and extensor, concentric, eccentric and isometric; angles -30 to 115 deg by whole degrees.

    Raises:
        ValueOutOfRangeError: If a test gives a moment that no hip gives.
    """
    points = [point_of_test(test, athlete) if isinstance(test, StrengthTest) else test for test in tests]
    bands: list[CapacityBand] = []
    for side in SIDES:
        for action in _ACTIONS:
            level = _level(athlete, [point for point in points if point.action == action], side=side, action=action)
            bands.extend(_band(athlete, level, side=side, action=action, mode=mode) for mode in _MODES)
    return tuple(bands)


def _level(athlete: Athlete, points: Sequence[StrengthPoint], *, side: Side, action: Action) -> _Level:
    shapes = strength_shapes(action, athlete.sex)
    own = [point for point in points if point.side == side]
    rules = strength_rules()
    contested = Note("shape_contested", _CONTESTED[action])
    if own:
        fit = fit_strength(own, shapes)
        notes = (contested, *_limb_notes(own), *_misfit_notes(fit))
        return _Level(low=fit.low, high=fit.high, basis="test", source=_tested(own, side, fit), count=len(own), notes=notes)
    if points:
        fit = fit_strength(points, shapes, wider_by=rules.borrowed_wider_by)
        message = f"The {side} hip has no {action} test: {rules.borrowed_source}; the sides cannot be compared."
        notes = (contested, Note("borrowed_from_other_side", message), *_limb_notes(points), *_misfit_notes(fit))
        return _Level(low=fit.low, high=fit.high, basis="prior", source=f"a guess: {rules.borrowed_source}", count=0, notes=notes)
    c = anderson_coefficients(action, athlete.sex)
    spread = rules.prior_standard_deviations * c.c1_sd
    per_c1 = STANDARD_GRAVITY_M_S2 * athlete.height_m
    relative = [shape.relative for shape in shapes]
    low, high = np.min(relative, axis=0) * (c.c1 - spread) * per_c1, np.max(relative, axis=0) * (c.c1 + spread) * per_c1
    message = f"No {action} test: strength is {rules.prior_source}; older or trained people may lie outside."
    guess = Note("capacity_is_a_guess", message)
    return _Level(low=low, high=high, basis="prior", source=rules.prior_source, count=0, notes=(contested, guess))


def _tested(points: Sequence[StrengthPoint], side: Side, fit: StrengthFit) -> str:
    """Words for the tests behind a level and where their errors come from."""
    rules, words = strength_rules(), []
    for kind in dict.fromkeys(point.kind for point in points):
        angles = [f"{math.degrees(point.hip_flexion_rad):.0f}" for point in points if point.kind == kind]
        error = rules.error_source if kind == ISOMETRIC else rules.repetition_maximum_source
        words.append(f"{len(angles)} {kind} of the {side} hip at {', '.join(angles)} deg; {error}")
    return "; ".join(words + ([rules.repeats_source] if fit.own_scatter else []))


def _misfit_notes(fit: StrengthFit) -> tuple[Note, ...]:
    if fit.misfit <= MISFIT:
        return ()
    message = (
        "Tests at different angles fit no published shape within their errors: near a tested angle the band follows that test; between "
        "and beyond them it may be off. Test again."
    )
    return (Note("tests_fit_no_shape", message),)


def _limb_notes(points: Sequence[StrengthPoint]) -> tuple[Note, ...]:
    if any(point.limb_counted for point in points):
        return ()
    message = (
        "The limb's own weight is not counted in the test. Lying with a straight leg the flexors also hold about 0.6 Nm/kg at 0 deg, "
        "so capacity may be larger than drawn."
    )
    return (Note("limb_weight_not_counted", message),)


def _band(athlete: Athlete, level: _Level, *, side: Side, action: Action, mode: Mode) -> CapacityBand:
    rules = strength_rules()
    sign = 1.0 if action == "flexor" else -1.0
    shortening = {"concentric": 1.0, "eccentric": -1.0, "isometric": 0.0}[mode] * math.radians(rules.reference_deg_s)
    factor = velocity_factor(action, athlete.sex, shortening_rad_s=shortening)
    speed = "" if mode == "isometric" else f"; at {rules.reference_deg_s:.0f} deg/s: isometric x {factor:.2f} ({rules.speed_source})"
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
