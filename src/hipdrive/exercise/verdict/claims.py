"""Verdicts: what the load curves say to the articles' claims about an exercise."""

from dataclasses import dataclass

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Athlete, Side
from ...language import Text, en, joined, layout
from ..declared.claim import Claim, Comparison, LoadFigure, Quantity
from ..declared.exercise import Exercise
from ..solve.load import Load
from ..solve.load_curve import solve_load
from ..solve.scene_of_set_up import scene_of_set_up
from .effort import HipStrength, effort_share, way_up

UNITS: dict[Quantity, str] = {
    "moment_nm": "Nm",
    "moment_nm_kg": "Nm/kg",
    "largest_nm_kg": "Nm/kg",
    "peak_at_deg": "°",
    "lever_m": "cm",
    "share": "%",
    "share_of_capacity": "%",
    "hardest_at_deg": "°",
}
SHOWN_TIMES: dict[Quantity, float] = {"lever_m": 100.0, "share": 100.0, "share_of_capacity": 100.0}
"""Factor from the figure to what is shown, where it is not 1."""
COMPUTED = en("Computed: {found}")
MEANING: dict[Quantity, Text] = {
    "moment_nm": en("Computed, flexor positive: {found}"),
    "moment_nm_kg": en("Computed, flexor positive: {found}"),
    "share_of_capacity": en("Computed, as a share of typical strength at that hip and knee angle: {found}"),
    "hardest_at_deg": en("Computed, where the share of typical strength is largest: {found}"),
}
"""A figure with what must be known of it; COMPUTED where that is nothing."""
ANGLE_SLACK_DEG = 2.0
"""How far beyond the ends of the range an angle may be asked for."""
NEEDED: dict[Comparison, Text] = {
    "above": en("needed for the claim: above {limit}"),
    "below": en("needed for the claim: below {limit}"),
    "about": en("needed for the claim: about {limit}"),
}
NEEDED_TIMES: dict[Comparison, Text] = {
    "above": en("needed for the claim: above {limit}, which is {times:g} times the other"),
    "below": en("needed for the claim: below {limit}, which is {times:g} times the other"),
    "about": en("needed for the claim: about {limit}, which is {times:g} times the other"),
}
"""Where the right-hand figure has a factor."""


@dataclass(frozen=True, kw_only=True)
class ClaimVerdict:
    """A claim, the two figures computed for it, and whether it holds."""

    claim: Claim
    left: float | None
    """None where this body can't take the pose, or never comes to the angle."""
    right: float | None
    """Times the claim's factor."""
    holds: bool | None
    """None where a figure is missing."""
    remarks: tuple[Text, ...]
    """Reasons why a compared set-up could not be done as it is."""

    @property
    def sentence(self) -> Text:
        """The verdict with its numbers."""
        if self.left is None or self.right is None:
            return en("We could not compute this for this body.")
        words = self.claim.holds if self.holds else self.claim.fails
        unit = UNITS[self.claim.left.what]
        factor = SHOWN_TIMES.get(self.claim.left.what, 1.0)
        left, right = (_shown(factor * value, unit) for value in (self.left, self.right))
        found = MEANING.get(self.claim.left.what, COMPUTED).filled(found=left)
        needed = (NEEDED if self.claim.times == 1.0 else NEEDED_TIMES)[self.claim.compare].filled(limit=right, times=self.claim.times)
        said = layout("{words} ({found}; {needed}.)", words=words, found=found, needed=needed)
        return joined((said, en("Note: {remarks}", remarks=joined(self.remarks)) if self.remarks else ""))


def verdicts_of(exercise: Exercise, athlete: Athlete, strength: HipStrength, *, row: str = "") -> tuple[ClaimVerdict, ...]:
    """Answer an exercise's claims by computation.

    Args:
        exercise: The exercise, or one of its variants.
        athlete: Whose body.
        strength: What this body can give: claims of what is harder are judged by the share of it.
        row: Only claims of this row; all if empty.
    """
    return tuple(verdict_of(claim, exercise, athlete, strength) for claim in exercise.claims if row in {"", claim.row})


def verdict_of(claim: Claim, exercise: Exercise, athlete: Athlete, strength: HipStrength) -> ClaimVerdict:
    """Compute both figures of a claim and compare them."""
    left, remarks = _figure(claim.left, exercise, athlete, strength)
    right: float | None
    if isinstance(claim.right, LoadFigure):
        right, more = _figure(claim.right, exercise, athlete, strength)
        remarks = tuple(dict.fromkeys(remarks + more))
    else:
        right = float(claim.right)
    right = None if right is None else claim.times * right
    return ClaimVerdict(claim=claim, left=left, right=right, holds=_holds(claim, left, right), remarks=remarks)


def _holds(claim: Claim, left: float | None, right: float | None) -> bool | None:
    if left is None or right is None:
        return None
    if claim.compare == "about":
        return abs(left - right) <= claim.within * abs(right)
    return left > right if claim.compare == "above" else left < right


def _figure(figure: LoadFigure, exercise: Exercise, athlete: Athlete, strength: HipStrength) -> tuple[float | None, tuple[Text, ...]]:
    """One figure, and what speaks against doing its set-up."""
    load = solve_load(exercise, athlete, figure.set_up)
    if not len(load.time_s):
        return None, ()
    doubts = () if load.feasible else tuple(note.message for note in load.notes if note.code == "no_support_forces")
    side: Side = load.working_side if figure.side == "w" else SIDES[1 - SIDES.index(load.working_side)]
    if figure.what == "lever_m":
        return _lever_m(figure, side, exercise, athlete), doubts
    return _value(figure, load, side, mass_kg=athlete.mass_kg, strength=strength), doubts


def _value(figure: LoadFigure, load: Load, side: Side, *, mass_kg: float, strength: HipStrength) -> float | None:
    moment = load.hip_flexion_moment_nm_kg[side]
    if figure.what in {"moment_nm", "moment_nm_kg"}:
        at = _at_angle(load, side, moment, figure.at_deg)
        return at if at is None or figure.what == "moment_nm_kg" else at * mass_kg
    if figure.what in {"share_of_capacity", "hardest_at_deg"}:
        effort = effort_share(load, strength, side, figure.action)
        if figure.what == "hardest_at_deg":
            return _angle_of_largest(load, side, effort)
        return float(effort.max()) if figure.at_deg is None else _at_angle(load, side, effort, figure.at_deg)
    if figure.what == "share":
        share = load.impulse_share(side, figure.action)
        return 0.0 if share is None or not figure.range else share[figure.range]
    size = moment if figure.action == "flexor" else -moment
    return max(float(size.max()), 0.0) if figure.what == "largest_nm_kg" else _angle_of_largest(load, side, size)


def _angle_of_largest(load: Load, side: Side, size: FloatArray) -> float | None:
    """Hip angle (deg) where something is largest; None where it is nowhere above zero."""
    return float(np.degrees(load.hip_flexion_rad[side][int(np.argmax(size))])) if size.max() > 0 else None


def _at_angle(load: Load, side: Side, values: FloatArray, at_deg: float | None) -> float | None:
    """A value on the way up at a hip angle; None where the hip never comes near it."""
    up = way_up(load)
    angle = np.degrees(load.hip_flexion_rad[side][up])
    if at_deg is None or not angle.min() - ANGLE_SLACK_DEG <= at_deg <= angle.max() + ANGLE_SLACK_DEG:
        return None
    order = np.argsort(angle)
    return float(np.interp(at_deg, angle[order], values[up][order]))


def _lever_m(figure: LoadFigure, side: Side, exercise: Exercise, athlete: Athlete) -> float | None:
    """Level distance (m) at the top from a hip to where a support presses."""
    scene = scene_of_set_up(exercise, athlete, figure.set_up)
    if scene is None:
        return None
    support = next(support for support in scene.supports if support.id == figure.support)
    top = int(np.argmax(scene.share))
    hip = scene.limb("leg", side).points_m[top, 0]
    return abs(float(support.at_m[top, 0] - hip[0]))


def _shown(value: float, unit: str) -> Text:
    if unit == "°":
        return layout("{value:z.0f}°", value=value)
    if unit == "%":
        return layout("{value:z.0f} %", value=value)
    pattern = layout("{value:z.1f} {unit}") if unit in {"Nm", "cm"} else layout("{value:z.2f} {unit}")
    return pattern.filled(value=value, unit=unit)
