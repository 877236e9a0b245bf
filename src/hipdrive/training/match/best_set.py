"""The best complementary set: few exercises that together train the most of what the stride asks of both hips."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...language import Text
from ..rules import Goal
from .candidate import Candidate
from .gap import CENTRE, EDGES, Gap
from .grid import GRID_DEG, MODES, RANGE_OF_DEG
from .integer_programme import chosen_options
from .match import Choice, Match
from .set_option import SetBounds, SetOption

LEAST_GAIN = 1e-6
"""An exercise that adds nothing is left out even where no other bound is set."""


@dataclass(frozen=True, kw_only=True)
class SetItem:
    """One exercise in one set-up, with a candidate for each side."""

    exercise: str
    name: Text
    family: str
    """The same for set-ups that differ in resistance only."""
    by_side: dict[Side, Candidate]
    """The candidate of each working side."""
    choices: tuple[Choice, ...]
    """What it does for each side and action."""
    stimulus: FloatArray
    """(4, 3, 3, 211) by gap, edge, mode and degree."""
    gain: float = 0.0
    """What it adds to the joint coverage of the items before it (on the central estimate)."""

    @property
    def candidate(self) -> Candidate:
        """One of its candidates: what its sides share can be read from it."""
        return next(iter(self.by_side.values()))


@dataclass(frozen=True, kw_only=True)
class BestSet:
    """Exercises chosen as a whole."""

    goal: Goal
    items: tuple[SetItem, ...]
    """The largest gain first; empty if nothing trains what is asked."""
    centre: float
    """Share of the weighed need that the set trains on the central estimate, by which it was judged."""
    coverage: tuple[float, float]
    """The same, at least and at most over the edges of the capacity band; per degree the largest
    stimulus counts."""
    single_coverage: tuple[float, float]
    """The same for the best single exercise."""


def weighed_need(gap: Gap, goal: Goal) -> FloatArray:
    """(3, 3, 211) need by edge, mode and degree as a goal weighs it: unscaled, so that sides and actions compare."""
    weights = np.array([goal.weight(gap.action, name) for name in RANGE_OF_DEG])
    need = gap.need[0]
    floor = goal.floor * need.max(axis=(1, 2), keepdims=True)
    moving = np.array([mode != "isometric" for mode in MODES])[:, None] & gap.known
    return np.asarray(weights * np.where(moving, np.maximum(need, floor), need))


def need_of(match: Match, goal: Goal) -> FloatArray:
    """(4, 3, 3, 211) weighed need by gap, edge, mode and degree."""
    return np.stack([weighed_need(gap, goal) for gap in match.gaps])


def best_set(match: Match, *, goal: Goal, at_most: int = 4, least_gain: float = 0.0) -> BestSet:
    """Choose the exercises that together cover the most of the need of both sides, whatever time they take.

    Per degree the largest stimulus over the chosen exercises counts; coverage is judged on the central estimate of capacity, less
    least_gain for each exercise. Each exercise is used in one set-up at most. Deterministic.

    Args:
        match: A match.
        goal: Weighs actions and ranges.
        at_most: Largest number of exercises.
        least_gain: An exercise must add more than this to the joint coverage.
    """
    items = items_of(match)
    options = [SetOption(exercise=item.exercise, stimulus=item.stimulus[:, CENTRE]) for item in items]
    bounds = SetBounds(exercises=(0, at_most), price=max(least_gain, LEAST_GAIN))
    places = chosen_options(need_of(match, goal)[:, CENTRE], options, bounds)
    return set_of(match, goal, [items[index] for index in sorted(places)], among=items)


def set_of(match: Match, goal: Goal, chosen: Sequence[SetItem], *, among: Sequence[SetItem]) -> BestSet:
    """Chosen items as a set, the largest gain first.

    Args:
        match: A match.
        goal: Weighs actions and ranges.
        chosen: Some of its items.
        among: All that could have been chosen, for the best single one.
    """
    need = need_of(match, goal)
    ordered = _by_gain(need, chosen)
    steps = [0.0, *(joint_coverage(need, ordered[: count + 1]) for count in range(len(ordered)))]
    gains = [after - before for before, after in pairwise(steps)]
    single = max(([item] for item in among), key=lambda item: joint_coverage(need, item), default=[])
    return BestSet(
        goal=goal,
        items=tuple(replace(item, gain=gain) for item, gain in zip(ordered, gains, strict=True)),
        centre=joint_coverage(need, ordered),
        coverage=coverage_span(need, ordered),
        single_coverage=coverage_span(need, single),
    )


def items_of(match: Match) -> list[SetItem]:
    """Every exercise and set-up of a match, its sides together; in order of their families."""
    by_family: dict[str, list[Choice]] = {}
    place = {(gap.side, gap.action): index for index, gap in enumerate(match.gaps)}
    for choice in match.choices:
        by_family.setdefault(choice.candidate.family, []).append(choice)
    items: list[SetItem] = []
    for family in sorted(by_family):
        stimulus = np.zeros((len(match.gaps), len(EDGES), len(MODES), len(GRID_DEG)))
        for choice in by_family[family]:
            index = place[choice.side, choice.action]
            stimulus[index] = np.maximum(stimulus[index], choice.stimulus)
        choices = tuple(by_family[family])
        candidates = {choice.candidate.side: choice.candidate for choice in choices}
        by_side = {side: candidates[side] for side in SIDES if side in candidates}
        first = choices[0].candidate
        items.append(SetItem(exercise=first.exercise, name=first.name, family=family, by_side=by_side, choices=choices, stimulus=stimulus))
    return items


def coverage_span(need: FloatArray, chosen: Sequence[SetItem]) -> tuple[float, float]:
    """Joint coverage at least and at most over the edges."""
    by_edge = _by_edge(need, chosen)
    return float(by_edge.min()), float(by_edge.max())


def joint_coverage(need: FloatArray, chosen: Sequence[SetItem]) -> float:
    """Joint coverage on the central estimate."""
    return float(_by_edge(need, chosen)[CENTRE])


def _by_edge(need: FloatArray, chosen: Sequence[SetItem]) -> FloatArray:
    total = need.sum(axis=(0, 2, 3))
    if not chosen or not np.all(total > 0):
        return np.zeros(len(EDGES))
    joint = np.max([item.stimulus for item in chosen], axis=0)
    return np.asarray((need * joint).sum(axis=(0, 2, 3)) / total)


def _by_gain(need: FloatArray, chosen: Sequence[SetItem]) -> list[SetItem]:
    """Order items so that each next one adds the most."""
    ordered: list[SetItem] = []
    rest = list(chosen)
    while rest:
        following = max(rest, key=lambda item: joint_coverage(need, [*ordered, item]))
        ordered.append(following)
        rest = [item for item in rest if item is not following]
    return ordered
