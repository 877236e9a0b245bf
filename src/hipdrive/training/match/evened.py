"""Both sides begin with the same load, unless a measured difference beyond noise asks for more on one."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...body import OTHER_SIDE, Side
from ...curve import Action
from .candidate import Candidate
from .first_load import FirstLoad, largest_intensity
from .gap import Gap

BEYOND_NOISE = 1.96
"""Standard errors of a difference of sides above which it is no chance (95 %)."""


def evened(chosen: Sequence[FirstLoad], families: Mapping[str, Sequence[Candidate]], gaps: Sequence[Gap]) -> list[FirstLoad]:
    """First loads with both sides of a family alike.

    Args:
        chosen: As each side by itself allows.
        families: Feasible set-ups by family and side ('family/side').
        gaps: Of the athlete.

    Returns:
        The same, the heavier side brought to the other's load where strength does not tell the sides apart.
    """
    by_key = {(first.candidate.family, first.candidate.side): first for first in chosen}
    return [_evened(first, by_key.get((first.candidate.family, OTHER_SIDE[first.candidate.side])), families, gaps) for first in chosen]


def _evened(first: FirstLoad, other: FirstLoad | None, families: Mapping[str, Sequence[Candidate]], gaps: Sequence[Gap]) -> FirstLoad:
    own = first.candidate
    if other is None or own.resistance <= other.candidate.resistance or first.trial or other.trial:
        return first
    if stronger_side(gaps, first.peak.gap.action) is not None:
        return first
    members = families.get(f"{own.family}/{own.side}", ())
    alike = next((member for member in members if member.resistance == other.candidate.resistance), None)
    return first if alike is None else replace(first, candidate=alike, peak=largest_intensity(alike, gaps))


def stronger_side(gaps: Sequence[Gap], action: Action) -> Side | None:
    """The side whose muscles are stronger beyond noise; None where nothing tells."""
    strength = next((band.strength for gap in gaps if gap.action == action for band in gap.bands if band.strength is not None), None)
    if strength is None:
        return None
    mean, covariance = strength.estimate.mean, strength.estimate.covariance
    difference = float(mean[0] - mean[1])
    error = math.sqrt(max(float(covariance[0, 0] + covariance[1, 1] - 2.0 * covariance[0, 1]), 0.0))
    if abs(difference) <= BEYOND_NOISE * error:
        return None
    return "left" if difference > 0 else "right"
