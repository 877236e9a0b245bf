"""Capacity of an athlete: one central estimate with one spread, from norms, strength tests and logged sets."""

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ..arrays import FloatArray
from ..body import SIDES, Athlete, Side
from ..body_words import SIDE_WORDS
from ..curve import Action, Mode, MomentCurve
from ..language import Text, en, en_count, joined, layout
from ..note import Note
from .strength.band import Basis, CapacityBand
from .strength.effort import REPETITION_MAXIMUM
from .strength.estimate import MISFIT, StrengthEstimate, estimate_strength, pooled_points
from .strength.norm import velocity_factor
from .strength.point import ISOMETRIC, StrengthPoint, point_of_test
from .strength.shape import SHAPE_DEG, VALID_HIGH_DEG, VALID_LOW_DEG, strength_shapes
from .strength.strength import Strength
from .strength.test import StrengthTest
from .strength_rules import strength_rules

_ACTIONS: tuple[Action, Action] = ("flexor", "extensor")
_MODES: tuple[Mode, ...] = ("concentric", "eccentric", "isometric")
_CONTESTED: dict[Action, Text] = {
    "flexor": en(
        "Strength at large angles is contested (above 60° it falls in Anderson 2007, rises in Ito 2024), so the band is wider there."
    ),
    "extensor": en("How strength changes with angle differs between Anderson 2007 and a muscle model, so the band is wider there."),
}
_KNEE = en("It is drawn for a knee bent half way; every exercise and stride is judged with its own knee angle.")
_TESTS: dict[Text, Text] = {
    ISOMETRIC: en("{count} isometric test(s) of the {side} hip at {angles}°; {error}"),
    REPETITION_MAXIMUM: en("{count} repetition maximum of the {side} hip at {angles}°; {error}"),
}
_GUESS: dict[Action, Text] = {
    "flexor": en("No flexor test: strength is {source}; trained people may be outside this range."),
    "extensor": en("No extensor test: strength is {source}; trained people may be outside this range."),
}
_BORROWED: dict[Action, Text] = {
    "flexor": en("The {side} hip has no flexor test: {source}; the sides cannot be compared."),
    "extensor": en("The {side} hip has no extensor test: {source}; the sides cannot be compared."),
}


def capacities(
    athlete: Athlete,
    tests: Sequence[StrengthTest | StrengthPoint] = (),
    *,
    age_years: float | None = None,
    modes: Sequence[Mode] = _MODES,
) -> tuple[CapacityBand, ...]:
    """Capacity of both sides, both actions and all three modes: a central estimate and one standard deviation to either side.

    Norms (Anderson et al. 2007) of the sex and age come first; every test and logged set moves the estimate by its own error, on its side
    fully and on the other side as far as sides are alike (see estimate_strength). Concentric and eccentric strength are the isometric one
    at a slow 60 deg/s. What stretched tissue gives a flexing hip behind the body is in it, and is shown apart.

    Args:
        athlete: Body mass, height and sex.
        tests: Any number of isometric tests, points from repetition maxima and from logged sets; none is allowed.
        age_years: Chooses the norm; None says so and widens.
        modes: Those that are asked for; all if not given.

    Returns:
        Twelve bands (four a mode): left and right, flexor and extensor, concentric, eccentric and isometric; angles -30 to 115 deg by
        whole degrees.

    Raises:
        ValueOutOfRangeError: If a test gives a moment that no hip gives.
    """
    points = _points(athlete, tests)
    bands = [
        _band(strength, [point for point in points if point.action == strength.action], mode)
        for strength in _strengths(athlete, points, age_years=age_years)
        for mode in modes
    ]
    return tuple(sorted(bands, key=lambda band: SIDES.index(band.side)))


def strengths(
    athlete: Athlete, tests: Sequence[StrengthTest | StrengthPoint] = (), *, age_years: float | None = None
) -> Mapping[tuple[Side, Action], Strength]:
    """Strength by side and action, without the bands that `capacities` draws of it; arguments and errors as there."""
    found = _strengths(athlete, _points(athlete, tests), age_years=age_years)
    return {(strength.side, strength.action): strength for strength in found}


def _points(athlete: Athlete, tests: Sequence[StrengthTest | StrengthPoint]) -> list[StrengthPoint]:
    return [point_of_test(test, athlete) if isinstance(test, StrengthTest) else test for test in tests]


def _strengths(athlete: Athlete, points: Sequence[StrengthPoint], *, age_years: float | None) -> Iterator[Strength]:
    for action in _ACTIONS:
        estimate = estimate_strength([point for point in points if point.action == action], athlete, action, age_years=age_years)
        for side in SIDES:
            yield Strength(athlete=athlete, age_years=age_years, side=side, estimate=estimate)


def _band(strength: Strength, points: Sequence[StrengthPoint], mode: Mode) -> CapacityBand:
    own = [point for point in points if point.side == strength.side]
    basis = _basis(own)
    at = strength.at(np.radians(SHAPE_DEG), mode=mode)
    source = _source(strength, own, points, basis, mode)

    def curve(moment: FloatArray) -> MomentCurve:
        sign = 1.0 if strength.action == "flexor" else -1.0
        direction = {"concentric": 1.0, "eccentric": -1.0, "isometric": 0.0}[mode]
        return MomentCurve(
            side=strength.side,
            action=strength.action,
            mode=mode,
            phase="",
            angle_rad=np.radians(SHAPE_DEG),
            moment_nm_kg=sign * moment,
            velocity_rad_s=np.full(len(SHAPE_DEG), sign * direction * math.radians(strength_rules().reference_deg_s)),
            count=np.full(len(SHAPE_DEG), len(own), dtype=np.int64),
            source=source,
        )

    return CapacityBand(
        side=strength.side,
        action=strength.action,
        mode=mode,
        low=curve(at.low),
        centre=curve(at.centre),
        high=curve(at.high),
        passive=curve(at.passive) if at.passive.any() else None,
        strength=strength,
        valid_low_rad=math.radians(VALID_LOW_DEG),
        valid_high_rad=math.radians(VALID_HIGH_DEG),
        basis=basis,
        source=source,
        notes=_notes(strength.estimate, strength.side, own, points),
    )


def _basis(own: Sequence[StrengthPoint]) -> Basis:
    if any(not point.sets for point in own):
        return "test"
    return "log" if any(not point.bound for point in own) else "prior"


def _source(strength: Strength, own: Sequence[StrengthPoint], points: Sequence[StrengthPoint], basis: Basis, mode: Mode) -> Text:
    """Words for what stands behind a band."""
    rules, words = strength_rules(), list[Text]()
    tests = [point for point in own if not point.sets]
    for kind in dict.fromkeys(point.kind for point in tests):
        angles = [layout("{angle:.0f}", angle=math.degrees(point.hip_flexion_rad)) for point in tests if point.kind == kind]
        error = rules.error_source if kind == ISOMETRIC else rules.repetition_maximum_source
        words.append(_TESTS[kind].filled(count=len(angles), side=SIDE_WORDS[strength.side], angles=joined(angles, ", "), error=error))
    sets = _sets(own)
    if basis == "log" or (basis == "test" and sets):
        words.append(en_count("from your {n} set; {source}", "from your {n} sets; {source}", n=sets, source=rules.set_source))
    if any(pooled.own_scatter for pooled in pooled_points(own)):
        words.append(rules.repeats_source)
    if not words:
        words.append(en("a guess: {source}", source=rules.borrowed_source) if _known(points) else strength.estimate.norm.source)
    shapes = joined((shape.name for shape in strength_shapes(strength.action, strength.athlete.sex)), "; ")
    return joined((*words, en("shapes: {shapes}", shapes=shapes), *_speed_words(strength, mode)), "; ")


def _speed_words(strength: Strength, mode: Mode) -> tuple[Text, ...]:
    if mode == "isometric":
        return ()
    rules = strength_rules()
    shortening = math.radians(rules.reference_deg_s) * (1.0 if mode == "concentric" else -1.0)
    shares = velocity_factor(strength.action, strength.athlete.sex, shortening_rad_s=np.array([shortening]), age_years=strength.age_years)
    words = en("at {speed_deg_s:.0f}°/s: isometric x {share:.2f} ({source})")
    return (words.filled(speed_deg_s=rules.reference_deg_s, share=float(shares[0]), source=rules.speed_source),)


def _sets(points: Sequence[StrengthPoint]) -> int:
    """Logged sets that are points of strength."""
    return sum(point.sets for point in points if not point.bound)


def _known(points: Sequence[StrengthPoint]) -> bool:
    return any(not point.bound for point in points)


def _notes(estimate: StrengthEstimate, side: Side, own: Sequence[StrengthPoint], points: Sequence[StrengthPoint]) -> tuple[Note, ...]:
    """Named doubts: contested shapes, a guess, a borrowed side, an unknown age, a limb that was not counted, tests that fit nothing."""
    action = estimate.action
    notes = [Note("shape_contested", joined((_CONTESTED[action], _KNEE)))]
    if not _known(points):
        notes.append(Note("capacity_is_a_guess", _GUESS[action].filled(source=estimate.norm.source)))
    elif not _known(own):
        message = _BORROWED[action].filled(side=SIDE_WORDS[side], source=strength_rules().borrowed_source)
        notes.append(Note("borrowed_from_other_side", message))
    if any(not point.limb_counted for point in points if point.kind == ISOMETRIC) and not any(point.limb_counted for point in points):
        message = en(
            "The test does not count the leg's own weight. Lying with a straight leg, the flexors also hold about 0.6 Nm/kg at 0°, "
            "so strength may be greater than drawn."
        )
        notes.append(Note("limb_weight_not_counted", message))
    if estimate.misfit > MISFIT:
        message = en(
            "Tests or logged sets do not fit each other or any published curve within their errors, so the estimate lies between them "
            "and is less certain. Test again."
        )
        notes.append(Note("tests_fit_no_shape", message))
    return tuple(notes)
