"""A stand-in for a planned exercise: the set-up of another one that loads the same range of the same hip about as hard."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

import numpy as np

from ...arrays import FloatArray
from ...curve import RANGES, Action, Range
from ...data.declared import at, shipped
from ..rules import MatchRules, match_rules
from .candidate import Candidate
from .gap import ACTIONS
from .grid import MODES, RANGE_OF_DEG, Group

IN_RANGE: Mapping[Range, FloatArray] = {name: np.array([float(of_degree == name) for of_degree in RANGE_OF_DEG]) for name in RANGES}
"""(211,) 1 where a degree lies in the range, else 0."""


@dataclass(frozen=True, kw_only=True)
class SwapRules:
    """When an exercise may stand in for another (data/training/swap.toml)."""

    peak_within: Annotated[float, at("alike", "peak_within")]
    """Share of the planned peak by which its own may differ."""
    least_kept: Annotated[float, at("alike", "least_kept")]
    """Least share of the planned line's main range that it keeps."""
    alike_source: Annotated[str, at("alike", "source")]
    apparatus: Annotated[tuple[str, ...], at("taken", "apparatus")]
    """Things that somebody else can be on."""
    taken_source: Annotated[str, at("taken", "source")]


@cache
def swap_rules() -> SwapRules:
    """The shipped rules."""
    return shipped(SwapRules, "training", "swap.toml")


@dataclass(frozen=True, kw_only=True)
class Swap:
    """A set-up that may stand in for a planned line."""

    candidate: Candidate
    action: Action
    """What the planned line trains on its working side."""
    target: Range
    """The range that holds most of what the planned line trains."""
    kept: Mapping[Range, float]
    """Share of what the planned line trains in each range that it trains too; 0 where the line trains nothing."""
    overlap: float
    """What both train over what either trains, 0 to 1."""
    peak_share: float
    """Its largest share of strength on the working side."""
    planned_peak_share: float


def best_swap(
    planned: Candidate, offered: Iterable[Candidate], strength_nm_kg: Mapping[Group, FloatArray], *, rules: SwapRules | None = None
) -> Swap | None:
    """The set-up that keeps most of a planned line's main range, at about the same peak share of strength.

    Only set-ups of about the same peak share of strength count. Of each family the one that keeps most of the main range, to a tenth, then
    the one of the nearest peak share; of the families the one that keeps most, to a hundredth, then the one that loads less elsewhere.

    Args:
        planned: The line as it stands, with its load curves.
        offered: Other set-ups for the same side, of what is there and may be used; those of the same exercise are passed over.
        strength_nm_kg: (3, 211) strength by mode and degree of each side and action, Nm/kg, magnitude; 0 where it is not known.
        rules: How alike is alike.

    Returns:
        The best one, or None if nothing is alike.
    """
    rules, side = rules or swap_rules(), planned.side
    action = _main_action(planned, strength_nm_kg)
    peak, trained = peak_share(planned, action, strength_nm_kg), _trained(planned, action, strength_nm_kg)
    if not trained.sum():
        return None
    target = max(RANGES, key=lambda name: float((trained * IN_RANGE[name]).sum()))
    families: dict[str, list[Swap]] = {}
    for candidate in offered:
        if candidate.feasible and candidate.side == side and candidate.exercise != planned.exercise:
            swap = _swap(candidate, action, target, trained, peak, strength_nm_kg)
            if abs(swap.peak_share - peak) <= rules.peak_within * peak + 1e-9 and swap.kept[target] >= rules.least_kept:
                families.setdefault(candidate.family, []).append(swap)
    best = [
        min(members, key=lambda swap: (-round(swap.kept[target], 1), _off(swap), swap.candidate.resistance))
        for members in families.values()
    ]
    return max(best, key=lambda swap: (round(swap.kept[target], 2), round(swap.overlap, 6), swap.candidate.family), default=None)


def _off(swap: Swap) -> float:
    """How far the peak share is from the planned one."""
    return round(abs(swap.peak_share - swap.planned_peak_share), 9)


def peak_share(candidate: Candidate, action: Action, strength_nm_kg: Mapping[Group, FloatArray]) -> float:
    """The largest share of strength that a set-up asks of its working side."""
    return float(_share(candidate, action, strength_nm_kg).max())


def _share(candidate: Candidate, action: Action, strength_nm_kg: Mapping[Group, FloatArray]) -> FloatArray:
    """(3, 211) load over strength on the working side; 0 where strength is not known."""
    load = candidate.loads[candidate.side, action].moment_nm_kg
    strength = strength_nm_kg[candidate.side, action]
    return np.divide(load, strength, out=np.zeros_like(load), where=strength > 0)


def _trained(
    candidate: Candidate, action: Action, strength_nm_kg: Mapping[Group, FloatArray], *, rules: MatchRules | None = None
) -> FloatArray:
    """(211,) how much a set-up trains each degree, 0 to 1 as in matching, whichever way it moves; a hold reaches to either side."""
    rules = rules or match_rules()
    share = _share(candidate, action, strength_nm_kg)
    start, full = rules.stimulus_starts_at, rules.stimulus_full_at
    stimulus = np.clip((share - start) / (full - start), 0.0, 1.0)
    hold, reach = MODES.index("isometric"), round(rules.hold_transfer_deg)
    padded = np.pad(stimulus[hold], reach)
    stimulus[hold] = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).max(axis=1)
    return np.asarray(stimulus.max(axis=0))


def _main_action(candidate: Candidate, strength_nm_kg: Mapping[Group, FloatArray]) -> Action:
    """The action that takes the larger share of strength on the working side."""
    return max(ACTIONS, key=lambda action: peak_share(candidate, action, strength_nm_kg))


def _swap(
    candidate: Candidate, action: Action, target: Range, trained: FloatArray, peak: float, strength_nm_kg: Mapping[Group, FloatArray]
) -> Swap:
    own = _trained(candidate, action, strength_nm_kg)
    both, either = np.minimum(own, trained), np.maximum(own, trained)
    sums = {name: float((trained * of_range).sum()) for name, of_range in IN_RANGE.items()}
    kept: dict[Range, float] = {
        name: float((both * of_range).sum()) / sums[name] if sums[name] > 0 else 0.0 for name, of_range in IN_RANGE.items()
    }
    return Swap(
        candidate=candidate,
        action=action,
        target=target,
        kept=kept,
        overlap=float(both.sum() / either.sum()),
        peak_share=peak_share(candidate, action, strength_nm_kg),
        planned_peak_share=peak,
    )
