"""The best complementary set: few exercises that together train the most of what the stride asks of both hips."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ...arrays import FloatArray
from ...body import Side
from ..rules import Goal, plan_limits
from .candidate import Candidate
from .gap import EDGES, Gap
from .grid import GRID_DEG, MODES, RANGE_OF_DEG
from .integer_programme import SetOption, chosen_options
from .match import Choice, Match

LEAST_GAIN = 1e-6
"""An exercise that adds nothing is left out even where no other bound is set."""


@dataclass(frozen=True, kw_only=True)
class SetItem:
    """One exercise of a set, with a set-up for each side."""

    exercise: str
    name: str
    by_side: dict[Side, Candidate]
    """The chosen candidate of each working side."""
    choices: tuple[Choice, ...]
    """What it does for each side and action."""
    gain: float
    """What it adds to the joint coverage of the items before it (on the lower edge)."""


@dataclass(frozen=True, kw_only=True)
class BestSet:
    """Exercises chosen as a whole."""

    goal: Goal
    items: tuple[SetItem, ...]
    """The largest gain first; empty if nothing trains what is asked."""
    session_of: tuple[int, ...]
    """(items) first session of the week (from 0) in which each stands, so that all fit."""
    coverage: tuple[float, float]
    """Share of the weighed need that the set trains, on the two edges of the capacity band; per degree the largest stimulus counts."""
    single_coverage: tuple[float, float]
    """The same for the best single exercise."""


@dataclass(frozen=True, kw_only=True)
class WeekRoom:
    """The time of a week into which a set must fit."""

    sessions: int
    minutes: float
    """Of one session."""
    minutes_of: Callable[[SetItem], float]
    """Minutes that an item takes at the least."""


@dataclass(frozen=True, kw_only=True)
class _Item:
    """One exercise and set-up, both sides together."""

    exercise: str
    family: str
    choices: tuple[Choice, ...]
    stimulus: FloatArray
    """(4, 3, 3, 211) by gap, edge, mode, degree."""


def weighed_need(gap: Gap, goal: Goal) -> FloatArray:
    """(3, 3, 211) need by edge, mode and degree as a goal weighs it: unscaled, so that sides and actions compare."""
    weights = np.array([goal.weight(gap.action, name) for name in RANGE_OF_DEG])
    need = gap.need[0]
    floor = goal.floor * need.max(axis=(1, 2), keepdims=True)
    moving = np.array([mode != "isometric" for mode in MODES])[:, None] & gap.known
    return np.asarray(weights * np.where(moving, np.maximum(need, floor), need))


def best_set(
    match: Match,
    *,
    goal: Goal,
    at_most: int | None = None,
    least_gain: float = 0.0,
    without: Sequence[str] = (),
    pinned: Sequence[str] = (),
    explosive: bool = True,
    room: WeekRoom | None = None,
) -> BestSet:
    """Choose the exercises that together cover the most of the need of both sides: an integer programme, solved exactly.

    Per degree the largest stimulus over the chosen exercises counts; coverage is judged on the worse edge of the capacity band, less
    least_gain for each exercise. Each exercise is used in one set-up at most. Deterministic.

    Args:
        match: A match.
        goal: Weighs actions and ranges.
        at_most: Largest number of exercises.
        least_gain: An exercise must add more than this to the joint coverage.
        without: Ids of exercises not to use.
        pinned: Ids of exercises that must be in it.
        explosive: Whether set-ups with an explosive lift may be used.
        room: Sessions and minutes into which all of them must fit; None for no such bound.

    Returns:
        The set; empty if nothing fits or nothing helps, or if what is pinned does not fit.
    """
    need = np.stack([weighed_need(gap, goal) for gap in match.gaps])
    items = [item for item in _items(match) if item.exercise not in without and (explosive or not item.choices[0].candidate.explosive)]
    options = [
        SetOption(exercise=item.exercise, stimulus=item.stimulus, minutes=0.0 if room is None else room.minutes_of(_set_item(item, 0.0)))
        for item in items
    ]
    places = chosen_options(
        need,
        options,
        at_most=plan_limits().most_exercises if at_most is None else at_most,
        price=max(least_gain, LEAST_GAIN),
        pinned=pinned,
        sessions=1 if room is None else room.sessions,
        minutes=math.inf if room is None else room.minutes,
    )
    session_of = {id(items[index]): session for index, session in places.items()}
    chosen = _by_gain(need, [items[index] for index in sorted(places)])
    single = max(([item] for item in items), key=lambda item: _joint(need, item), default=[])
    steps = [0.0, *(_joint(need, chosen[: count + 1]) for count in range(len(chosen)))]
    gains = [after - before for before, after in pairwise(steps)]
    return BestSet(
        goal=goal,
        items=tuple(_set_item(item, gain) for item, gain in zip(chosen, gains, strict=True)),
        session_of=tuple(session_of[id(item)] for item in chosen),
        coverage=_edges(need, chosen),
        single_coverage=_edges(need, single),
    )


def useful_items(
    match: Match, *, goal: Goal, least_gain: float, without: Sequence[str] = (), explosive: bool = True
) -> tuple[SetItem, ...]:
    """Every exercise and set-up that by itself covers more than least_gain, the one that covers most first; arguments as of best_set."""
    need = np.stack([weighed_need(gap, goal) for gap in match.gaps])
    items = [item for item in _items(match) if item.exercise not in without and (explosive or not item.choices[0].candidate.explosive)]
    gains = sorted(((_joint(need, [item]), item.family, item) for item in items), key=lambda row: (-row[0], row[1]))
    return tuple(_set_item(item, gain) for gain, _, item in gains if gain > least_gain)


def _items(match: Match) -> list[_Item]:
    by_family: dict[str, list[Choice]] = {}
    place = {(gap.side, gap.action): index for index, gap in enumerate(match.gaps)}
    for choice in match.choices:
        by_family.setdefault(choice.candidate.family, []).append(choice)
    items: list[_Item] = []
    for family in sorted(by_family):
        stimulus = np.zeros((len(match.gaps), len(EDGES), len(MODES), len(GRID_DEG)))
        for choice in by_family[family]:
            index = place[choice.side, choice.action]
            stimulus[index] = np.maximum(stimulus[index], choice.stimulus)
        choices = tuple(by_family[family])
        items.append(_Item(exercise=choices[0].candidate.exercise, family=family, choices=choices, stimulus=stimulus))
    return items


def _edges(need: FloatArray, chosen: Sequence[_Item]) -> tuple[float, float]:
    """Joint coverage on the two edges, the lower first."""
    total = need.sum(axis=(0, 2, 3))
    if not chosen or not np.all(total > 0):
        return 0.0, 0.0
    joint = np.max([item.stimulus for item in chosen], axis=0)
    by_edge = (need * joint).sum(axis=(0, 2, 3)) / total
    return float(by_edge.min()), float(by_edge.max())


def _joint(need: FloatArray, chosen: Sequence[_Item]) -> float:
    return _edges(need, chosen)[0]


def _by_gain(need: FloatArray, chosen: Sequence[_Item]) -> list[_Item]:
    """Order items so that each next one adds the most."""
    ordered: list[_Item] = []
    rest = list(chosen)
    while rest:
        following = max(rest, key=lambda item: _joint(need, [*ordered, item]))
        ordered.append(following)
        rest.remove(following)
    return ordered


def _set_item(item: _Item, gain: float) -> SetItem:
    by_side: dict[Side, Candidate] = {choice.candidate.side: choice.candidate for choice in item.choices}
    name = item.choices[0].candidate.name
    return SetItem(exercise=item.exercise, name=name, by_side=dict(sorted(by_side.items())), choices=item.choices, gain=gain)
