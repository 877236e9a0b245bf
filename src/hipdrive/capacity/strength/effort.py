"""Efforts against a load as points of strength: repetition maxima, and what sets in training say."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...arrays import FloatArray
from ...body import Athlete, Side
from ...body_words import SIDE_MUSCLE
from ...curve import Action, Mode, MomentCurve
from ...errors import NOTHING, ValueOutOfRangeError
from ...language import Text, en, layout
from ..strength_rules import strength_rules
from ..tested.protocol import protocol_of
from ..tested.result import TestResult
from ..tested.result_check import number_of
from .estimate import estimate_strength
from .norm import velocity_factor
from .passive import passive_moment
from .point import StrengthPoint
from .shape import VALID_HIGH_DEG, VALID_LOW_DEG, norm_knee_rad
from .strength import Strength

REPETITION_MAXIMUM = en("repetition maximum")
Strengths = Mapping[tuple[Side, Action], Strength]


@dataclass(frozen=True, kw_only=True)
class HardestPlace:
    """Where a load comes nearest to what a hip can give."""

    side: Side
    action: Action
    mode: Mode
    hip_flexion_rad: float
    knee_flexion_rad: float
    speed_rad_s: float
    """Magnitude, in a hold 0."""
    load_nm_kg: float
    """Positive."""
    share: float
    """Load over the central estimate of strength there."""


@dataclass(frozen=True, kw_only=True)
class SetEffort:
    """What a set of one exercise asked of the hips, and how near it came to the end."""

    exercise: str
    curves: tuple[MomentCurve, ...]
    """Load curves of both hips with the load that was moved."""
    reps: int
    reserve: float | None
    """Repetitions in reserve as reported; None if not."""
    clean: bool
    """Without lost form or pain, which would have ended it early."""


def norm_strengths(athlete: Athlete, age_years: float | None = None) -> Strengths:
    """Strength of both sides and actions by norms alone."""
    return strengths_from((), athlete, age_years=age_years)


def strengths_from(points: Sequence[StrengthPoint], athlete: Athlete, *, age_years: float | None = None) -> Strengths:
    """Strength of both sides and actions from norms and points."""
    sides: tuple[Side, Side] = ("left", "right")
    actions: tuple[Action, Action] = ("flexor", "extensor")
    estimates = {
        action: estimate_strength([point for point in points if point.action == action], athlete, action, age_years=age_years)
        for action in actions
    }
    return {
        (side, action): Strength(athlete=athlete, age_years=age_years, side=side, estimate=estimates[action])
        for side in sides
        for action in actions
    }


def lasting_peak(share: FloatArray, *, over: int) -> tuple[float, int]:
    """The largest value that lasts over so many places (all of them if there are fewer), and the middle of its stretch."""
    width = min(over, len(share))
    count = len(share) - width + 1
    least = share[:count]
    for offset in range(1, width):
        least = np.minimum(least, share[offset : offset + count])
    start = int(least.argmax())
    return float(least[start]), start + width // 2


def hardest_place(curve: MomentCurve, strength: Strength) -> HardestPlace | None:
    """The hardest lasting place of a curve; None outside the angles where strength is known."""
    known = (curve.angle_rad >= math.radians(VALID_LOW_DEG) - 1e-9) & (curve.angle_rad <= math.radians(VALID_HIGH_DEG) + 1e-9)
    if not known.any():
        return None
    hip, load, speed = curve.angle_rad[known], np.abs(curve.moment_nm_kg[known]), np.abs(curve.velocity_rad_s[known])
    knee = np.full(len(hip), norm_knee_rad()) if curve.knee_flexion_rad is None else curve.knee_flexion_rad[known]
    share = load / strength.at(hip, knee_rad=knee, mode=curve.mode, speed_rad_s=speed).centre
    _, place = lasting_peak(share, over=strength_rules().turn_window_deg)
    return HardestPlace(
        side=curve.side,
        action=curve.action,
        mode=curve.mode,
        hip_flexion_rad=float(hip[place]),
        knee_flexion_rad=float(knee[place]),
        speed_rad_s=0.0 if curve.mode == "isometric" else float(speed[place]),
        load_nm_kg=float(load[place]),
        share=float(share[place]),
    )


def hardest_places(
    curves: Iterable[MomentCurve], strengths: Strengths, *, modes: Sequence[Mode] = ("concentric",)
) -> tuple[HardestPlace, ...]:
    """The hardest place of each side and action that is loaded in the given ways, the hardest of all first."""
    hardest: dict[tuple[Side, Action], HardestPlace] = {}
    for curve in curves:
        place = hardest_place(curve, strengths[curve.side, curve.action]) if curve.mode in modes else None
        before = None if place is None else hardest.get((place.side, place.action))
        if place is not None and (before is None or place.share > before.share):
            hardest[place.side, place.action] = place
    return tuple(sorted(hardest.values(), key=lambda place: (-round(place.share, 9), place.side, place.action)))


def largest_effort(repetitions: float) -> float:
    """Largest single effort as a share of what was moved so many times: 1 + repetitions / 30 (Epley 1985), 1 for a single one.

    Raises:
        ValueOutOfRangeError: If there are no repetitions, or more than the formula holds for.
    """
    rules = strength_rules()
    if not 1 <= repetitions <= rules.most_reps:
        advice = en("take a heavier load") if repetitions > rules.most_reps else NOTHING
        name, found = en("repetitions of a repetition maximum"), layout("{reps:g}", reps=repetitions)
        raise ValueOutOfRangeError(name, found, en("from 1 to {most}", most=rules.most_reps), advice)
    return effort_of(repetitions)


def effort_of(repetitions: float) -> float:
    """1 + repetitions / 30 (Epley 1985), 1 for a single one or fewer."""
    return 1.0 if repetitions <= 1 else 1.0 + repetitions / strength_rules().reps_that_double


def share_for(repetitions: float) -> float:
    """Share of the largest single effort that can be moved so many times: the inverse of effort_of."""
    return 1.0 / effort_of(repetitions)


def certain_reserve(reserve: float | None) -> float:
    """Repetitions in reserve that a report stands for: as told near the end of a set, some fewer far from it, none if nothing was told."""
    rules = strength_rules()
    if reserve is None or reserve <= rules.set_most_reserve:
        return reserve or 0.0
    return max(rules.set_most_reserve, reserve - rules.set_far_reserve_error)


def _isometric(place: HardestPlace, effort: float, athlete: Athlete, age_years: float | None) -> float:
    """Active isometric strength (Nm/kg) behind an effort: the most it would be, less what tissue gives, without the speed's effect."""
    passive = 0.0
    if place.action == "flexor":
        passive = float(passive_moment(athlete).given(np.array([place.hip_flexion_rad]))[0])
    speed = min(place.speed_rad_s, math.radians(strength_rules().reference_deg_s))
    factor = float(velocity_factor(place.action, athlete.sex, shortening_rad_s=np.array([speed]), age_years=age_years)[0])
    return max(place.load_nm_kg * effort - passive, 1e-3) / factor


def _point(place: HardestPlace, effort: float, athlete: Athlete, age_years: float | None, *, kind: Text, error: float) -> StrengthPoint:
    return StrengthPoint(
        side=place.side,
        action=place.action,
        hip_flexion_rad=place.hip_flexion_rad,
        knee_flexion_rad=place.knee_flexion_rad,
        nm_kg=_isometric(place, effort, athlete, age_years),
        error=error,
        kind=kind,
    )


def repetition_maximum_point(
    result: TestResult, curves: Sequence[MomentCurve], athlete: Athlete, *, age_years: float | None = None
) -> StrengthPoint:
    """Turn a repetition maximum into a point of strength at the angle where it is hardest.

    The set-up's concentric load on the tested side is laid over the norm's strength at the exercise's own knee and speed. Where load over
    strength is largest, over some degrees, the hip is nearest to its limit. The moment there, limb included, is multiplied by the
    formula's largest effort, freed of what tissue gives, and divided by the speed's effect (at most that of the slow reference speed). If
    both actions are loaded, the one nearer to its norm is the limit.

    Args:
        result: Of the protocol 'repetition_maximum' or 'most_repetitions'.
        curves: Load curves of that set-up with that load, as of exercise.load.
        athlete: Body mass, height and sex, for the norms.
        age_years: For the norms; None if not known.

    Raises:
        ValueOutOfRangeError: If there are too many repetitions, the set-up does not load the tested hip while it shortens, or no hip gives
            such a moment.
    """
    repetitions = result.value if protocol_of(result.protocol).unit == "repetitions" else number_of(result, "reps")
    effort = largest_effort(repetitions or 0.0)
    exercise = result.details.get("exercise", "")
    places = hardest_places([curve for curve in curves if curve.side == result.side], norm_strengths(athlete, age_years))
    if not places or repetitions is None:
        allowed, advice = en("a load that the hip moves by its own strength"), en("enter the working side")
        name = en("load of '{exercise}' on the left hip") if result.side == "left" else en("load of '{exercise}' on the right hip")
        raise ValueOutOfRangeError(name.filled(exercise=exercise), en("zero while the muscles shorten"), allowed, advice)
    rules = strength_rules()
    point = _point(places[0], effort, athlete, age_years, kind=REPETITION_MAXIMUM, error=rules.repetition_maximum_error)
    low, high = rules.believable[f"{point.action}_nm_kg"]
    if not low <= point.nm_kg <= high:
        name = en(
            "{moment} from {reps:g} reps of '{exercise}'",
            moment=en("{muscle} moment", muscle=SIDE_MUSCLE[point.side, point.action]),
            reps=repetitions,
            exercise=exercise,
        )
        allowed, advice = en("between {low:g} and {high:g} Nm/kg", low=low, high=high), en("check load, set-up and reps")
        raise ValueOutOfRangeError(name, layout("{nm_kg:.2f} Nm/kg", nm_kg=point.nm_kg), allowed, advice)
    return point


def set_points(effort: SetEffort, strengths: Strengths, athlete: Athlete, *, age_years: float | None = None) -> tuple[StrengthPoint, ...]:
    """What one logged set says of strength.

    Every loaded hip can give at least what it gave: a lower bound. The hip with the highest share of its strength is a point too, if hip
    strength can have been the limit (a clean set, a share above a declared one) and the reserve was reported, small, and the repetitions
    few enough for the formula.

    Args:
        effort: The set with its load curves.
        strengths: The present estimate, which says which hip is nearer to its limit.
        athlete: Body and sex.
        age_years: For the speed's effect.
    """
    rules = strength_rules()
    certain = min(effort.reps + certain_reserve(effort.reserve), float(rules.set_most_reps))
    if effort.reps < 1:
        return ()
    places = hardest_places(effort.curves, strengths)
    kind = en("logged set(s) of {exercise}", exercise=effort.exercise)
    bounds = tuple(
        replace(_point(place, effort_of(certain), athlete, age_years, kind=kind, error=rules.set_error), bound=True, sets=1)
        for place in places
    )
    sure = effort.clean and effort.reserve is not None and effort.reserve <= rules.set_most_reserve and effort.reps <= rules.set_most_reps
    if not sure or not places or places[0].share < rules.set_least_share:
        return bounds
    reps = effort.reps + certain_reserve(effort.reserve)
    reported = rules.set_reserve_error / (rules.reps_that_double + reps)
    point = _point(places[0], effort_of(reps), athlete, age_years, kind=kind, error=reported)
    return (*bounds, replace(point, shared_error=rules.set_error, sets=1))
