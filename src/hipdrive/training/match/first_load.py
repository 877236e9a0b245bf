"""The first load: the largest resistance that the central estimate of strength allows for the repetitions and the reserve asked for."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ...arrays import ALIKE_DIGITS
from ...capacity.strength.effort import share_for
from ...capacity.strength_rules import strength_rules
from ..rules import DoseRules, MatchRules
from .candidate import Candidate
from .gap import EDGES, Gap


@dataclass(frozen=True, kw_only=True)
class Intensity:
    """The largest share of strength that a set-up asks of any hip."""

    share: float
    """Load over capacity, where it lasts over some degrees."""
    gap: Gap
    """Of the hip and action that is asked most."""
    degree: int
    """Index of the degree (grid.GRID_DEG)."""


@dataclass(frozen=True, kw_only=True)
class FirstLoad:
    """A set-up with the resistance it is begun with."""

    candidate: Candidate
    peak: Intensity
    """On the central estimate."""
    allowed: float
    """Share that the repetitions and reserve of its source allow."""
    trial: bool = False
    """Whether it is more than the centre allows and yet not proven too hard: to be tried with one set."""
    lightened: bool = False
    """Whether it was taken one step lighter, for care."""

    @property
    def possible_reps(self) -> int:
        """Whole repetitions that the central estimate allows until none is left (Epley 1985); 0 above its strength, at most 99."""
        share = self.peak.share
        if share <= 0:
            return 99
        return int(min(max(strength_rules().reps_that_double * (1.0 / share - 1.0), 1.0 if share <= 1.0 else 0.0), 99.0) + 1e-9)


def allowed_share(candidate: Candidate, *, rules: MatchRules, dose: DoseRules) -> float:
    """Share of strength that can be moved for the least repetitions of the source with the reserve asked for, at most a declared bound.

    A hold counts as one more repetition for every few seconds (rules.hold_counts_s); of repetitions that are counted for both legs in
    turn each leg does half.
    """
    source = candidate.dose
    reps = float((source.reps or dose.reps)[0])
    if not source.per_side and not source.together:
        reps = math.ceil(reps / 2.0)
    hold_s = source.hold_s[0] if source.hold_s else 0.0
    whole = reps * max(1.0, hold_s / rules.hold_counts_s) + dose.rir
    return min(rules.highest_intensity, share_for(whole))


def largest_intensity(candidate: Candidate, gaps: Sequence[Gap], *, edge: str = "centre") -> Intensity:
    """Largest lasting load / capacity over both hips and all ways of moving; only where capacity is known.

    Of hips that are loaded alike the first is named, whatever the last bits of the computer say.
    """
    peaks = [_peak_of(candidate, gap, EDGES.index(edge)) for gap in gaps]
    return max(peaks, key=lambda peak: round(peak.share, ALIKE_DIGITS))


def _peak_of(candidate: Candidate, gap: Gap, edge: int) -> Intensity:
    load = candidate.loads[gap.side, gap.action]
    if not load.moment_nm_kg.any():
        return Intensity(share=0.0, gap=gap, degree=0)
    share, degree = gap.lasting_intensity(load, edge=edge)
    return Intensity(share=share, gap=gap, degree=degree)


def too_hard_for_certain(candidate: Candidate, gaps: Sequence[Gap]) -> bool:
    """Whether even the most favourable sharing of the supports asks more than the upper edge of strength gives."""
    return any(
        largest_intensity(candidate, [gap], edge="high").share * candidate.least_share.get(gap.side, 1.0) > 1.0 + 1e-9 for gap in gaps
    )


def first_load(members: Sequence[Candidate], gaps: Sequence[Gap], *, careful: bool, rules: MatchRules, dose: DoseRules) -> FirstLoad | None:
    """The set-up with which a family is begun.

    The heaviest member whose largest lasting share of the central estimate is no more than its repetitions allow; one member lighter
    with care. If even the lightest asks more, it is a trial, unless it is too hard for certain.

    Args:
        members: Feasible set-ups of one family and side, the lightest first.
        gaps: Of the athlete.
        careful: Whether to begin one step lighter.
        rules: Bounds of intensity.
        dose: Repetitions and reserve where the source is silent.

    Returns:
        The set-up, or None if even the lightest is too hard for certain.
    """
    loads = [
        FirstLoad(candidate=member, peak=largest_intensity(member, gaps), allowed=allowed_share(member, rules=rules, dose=dose))
        for member in members
    ]
    fitting = [place for place, load in enumerate(loads) if load.peak.share <= load.allowed + 1e-9]
    if fitting:
        place = fitting[-1]
        lighter = careful and place > 0
        chosen = loads[place - 1 if lighter else place]
        return FirstLoad(candidate=chosen.candidate, peak=chosen.peak, allowed=chosen.allowed, lightened=lighter)
    lightest = loads[0]
    if too_hard_for_certain(lightest.candidate, gaps):
        return None
    return FirstLoad(candidate=lightest.candidate, peak=lightest.peak, allowed=lightest.allowed, trial=True)
