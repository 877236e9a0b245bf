"""Every set of options that may be chosen, ranked by the most that it could be worth: by trying all, so that none is missed."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...arrays import BoolArray, FloatArray, IntArray
from .set_option import SetBounds, SetOption

Float32Array = npt.NDArray[np.float32]
AT_ONCE = 512
"""Sets whose coverage is computed together."""
NEGLIGIBLE = 2e-4
"""Share of the need of a degree that is taken as trained while sets are ranked."""


@dataclass(frozen=True, kw_only=True)
class _Tables:
    """What is known of each option, as arrays (n options)."""

    share: Float32Array
    """(cells) share of the whole need."""
    stimulus: Float32Array
    """(n, cells)."""
    besides: float
    """Share of the need in the cells that are left out, as far as any option trains them."""
    alone: FloatArray
    """(n) share of the need that an option trains by itself."""
    gained: FloatArray
    """(n, n) what the second option adds to the first."""
    everything: float
    """Share of the need that all options together train."""
    exercise: IntArray
    """(n) number of the exercise."""
    paid: FloatArray
    """(n) least price less most worth."""
    least: FloatArray
    """(n) least minutes of a week."""
    most: FloatArray
    """(n) most first minutes of a week."""
    sets: FloatArray
    """(n, groups) most sets of a week."""
    rate: FloatArray
    """(n) most first minutes of a set."""
    fulfils: BoolArray
    """(n, wishes)."""
    prices: FloatArray
    """(wishes)."""


def ranked_sets(need: FloatArray, options: Sequence[SetOption], bounds: SetBounds) -> Iterator[tuple[float, list[int]]]:
    """Sets of options with the most that each could be worth, the best first.

    Joint coverage, prices, wishes and the number of exercises count as they are; for the time it is taken that every option gets its
    most sets on its most days, at least while the week has the minutes for one set of each. Joint coverage takes long, so sets are first
    ordered by a bound of it: what an option adds to a set is at most what it adds to any one of the set (coverage is submodular).

    Args:
        need: Weighed need.
        options: What may be chosen.
        bounds: What a choice keeps to.

    Yields:
        The most that a set could be worth, and the places of its options.
    """
    usable = [index for index, option in enumerate(options) if _ways(option, bounds)]
    if not usable:
        return
    tables = _tables(need, [options[index] for index in usable], bounds)
    pinned = [[place for place, index in enumerate(usable) if options[index].exercise == name] for name in bounds.pinned]
    sets, covered, besides = _all_sets(tables, bounds, pinned)
    order = np.argsort(-(covered + besides), kind="stable")
    known: list[tuple[float, int]] = []
    for start in [*range(0, len(order), AT_ONCE), len(order)]:
        left = float(covered[order[start]] + besides[order[start]]) if start < len(order) else -np.inf
        while known and -known[0][0] >= left - 1e-12:
            upper, place = heapq.heappop(known)
            yield -upper, [usable[index] for index in sets[place].tolist() if index >= 0]
        part = order[start : start + AT_ONCE]
        for place, exact in zip(part.tolist(), _coverage(sets[part], tables), strict=True):
            heapq.heappush(known, (-float(min(exact, covered[place]) + besides[place]), place))


def _ways(option: SetOption, bounds: SetBounds) -> list[int]:
    """Places of the ways that fit into a session."""
    return [place for place, way in enumerate(option.ways) if way.minutes <= max(bounds.minutes) + 1e-9]


def _days(option: SetOption, bounds: SetBounds) -> int:
    """The most days a week on which an option can stand."""
    return min(len(bounds.minutes), option.per_week[1], _days_apart(bounds) if option.loads else len(bounds.minutes))


def _days_apart(bounds: SetBounds) -> int:
    """The most sessions of a week of which no two are close."""
    count = len(bounds.minutes)
    subsets = [[k for k in range(count) if number >> k & 1] for number in range(1, 1 << count)]
    return max(len(own) for own in subsets if not any(first in own and second in own for first, second in bounds.close))


def _tables(need: FloatArray, options: Sequence[SetOption], bounds: SetBounds) -> _Tables:
    total = need.sum()
    share = (need / total if total > 0 else need).ravel()
    stimulus = np.stack([option.stimulus.ravel() for option in options])
    trained = (share > 0) & (stimulus.max(axis=0) > 0)
    counted = trained & (share > NEGLIGIBLE * share.max())
    groups = sorted({group for option in options for group in option.loads})
    names = sorted({option.exercise for option in options})
    ways = [[option.ways[place] for place in _ways(option, bounds)] for option in options]
    days = [_days(option, bounds) for option in options]
    weights, cells = share[counted].astype(np.float32), np.ascontiguousarray(stimulus[:, counted], dtype=np.float32)
    besides = float((share * stimulus.max(axis=0))[trained & ~counted].sum()) + 1e-6
    alone = (cells @ weights).astype(float) + besides
    pairs = np.stack([np.maximum(own, cells) @ weights for own in cells]).astype(float) + besides
    return _Tables(
        share=weights,
        stimulus=cells,
        besides=besides,
        alone=alone,
        gained=pairs - alone[:, None] + 1e-6,
        everything=float(cells.max(axis=0) @ weights) + besides + 1e-6,
        exercise=np.array([names.index(option.exercise) for option in options]),
        paid=np.array(
            [
                bounds.price + option.price + min(way.price for way in own) - max(way.worth for way in own) * count
                for option, own, count in zip(options, ways, days, strict=True)
            ]
        ),
        least=np.array([min(way.minutes for way in own) for own in ways]),
        most=np.array([max(way.first_minutes for way in own) * count for own, count in zip(ways, days, strict=True)]),
        sets=np.array(
            [
                [max(way.sets for way in own) * count * (group in option.loads) for group in groups]
                for option, own, count in zip(options, ways, days, strict=True)
            ],
            dtype=float,
        ).reshape(len(options), len(groups)),
        rate=np.array([max(way.first_minutes / way.sets for way in own) for own in ways]),
        fulfils=np.array([[wish in option.traits for wish in bounds.wishes] for option in options], dtype=bool).reshape(len(options), -1),
        prices=np.array(list(bounds.wishes.values()), dtype=float),
    )


def _all_sets(tables: _Tables, bounds: SetBounds, pinned: Sequence[Sequence[int]]) -> tuple[IntArray, FloatArray, FloatArray]:
    """Every set that may be chosen, the most that it could cover, and the most that it could be worth besides.

    Returns:
        (m, most) places of each set's options, -1 beyond its size; (m) share of the need, at most; (m) worths less prices, at most.
    """
    count, most = len(tables.paid), min(bounds.exercises[1], len(tables.paid))
    level, covered = np.arange(count)[:, None], tables.alone
    found: list[tuple[IntArray, FloatArray, FloatArray]] = []
    for size in range(1, most + 1):
        if size > 1:
            level, covered = _extended(level, covered, tables)
        short = tables.least[level].sum(axis=1) <= sum(bounds.minutes) + 1e-9
        level, covered = level[short], covered[short]
        holds = np.ones(len(level), dtype=bool)
        for own in pinned:
            holds &= np.isin(level, own).any(axis=1)
        padded = np.pad(level[holds], ((0, 0), (0, most - size)), constant_values=-1)
        found.append((padded, covered[holds], _besides(level[holds], tables, bounds)))
    sets, covers, besides = zip(*found, strict=True)
    return np.concatenate(sets), np.concatenate(covers), np.concatenate(besides)


def _extended(level: IntArray, covered: FloatArray, tables: _Tables) -> tuple[IntArray, FloatArray]:
    """Sets of one more option, in increasing order, no exercise twice, and the most that they could cover."""
    count = len(tables.paid)
    rest = count - 1 - level[:, -1]
    rows = np.repeat(np.arange(len(level)), rest)
    added = np.arange(len(rows)) - np.repeat(np.cumsum(rest) - rest, rest) + level[rows, -1] + 1
    same = (tables.exercise[level][rows] == tables.exercise[added][:, None]).any(axis=1)
    rows, added = rows[~same], added[~same]
    gained = tables.gained[level[rows], added[:, None]].min(axis=1) if len(rows) else np.zeros(0)
    return np.column_stack([level[rows], added]), np.minimum(covered[rows] + gained, tables.everything)


def _coverage(sets: IntArray, tables: _Tables) -> FloatArray:
    """(m) share of the need that each set trains."""
    stimulus = np.vstack([tables.stimulus, np.zeros((1, tables.stimulus.shape[1]), dtype=np.float32)])
    joint = stimulus[sets[:, 0]]
    for column in range(1, sets.shape[1]):
        np.maximum(joint, stimulus[sets[:, column]], out=joint)
    return np.asarray(joint @ tables.share + tables.besides, dtype=float)


def _besides(part: IntArray, tables: _Tables, bounds: SetBounds) -> FloatArray:
    """(m) the most that each set could be worth besides its coverage."""
    worth = -tables.paid[part].sum(axis=1) - (~tables.fulfils[part].any(axis=1)) @ tables.prices
    worth = worth - bounds.price_of_fewest * max(0, bounds.exercises[0] - part.shape[1])
    minutes, total = _minutes(part, tables, bounds), sum(bounds.minutes)
    if np.isfinite(total):
        worth = worth + bounds.worth_of_minutes * np.minimum(minutes, total)
    worth = worth - bounds.price_of_minutes * np.maximum(0.0, bounds.least_minutes - minutes)
    if np.isfinite(bounds.most_sets) and tables.sets.shape[1]:
        worth = worth + bounds.worth_of_least * np.clip(tables.sets[part].sum(axis=1) / bounds.most_sets, 0.0, 1.0).min(axis=1)
    return np.asarray(worth, dtype=float)


def _minutes(part: IntArray, tables: _Tables, bounds: SetBounds) -> FloatArray:
    """(m) the most first minutes that each set can use: as many days and sets as may be, within the ceiling of every two groups."""
    alone = tables.most[part].sum(axis=1)
    least: FloatArray = np.asarray(alone)
    if not np.isfinite(bounds.most_sets):
        return least
    trains = tables.sets[part] > 0
    alike = np.unique(tables.sets > 0, axis=1, return_index=True)[1].tolist()  # left and right are trained alike, as a rule
    for first in alike:
        for second in alike:
            inside, beside = trains[:, :, first], trains[:, :, second] & ~trains[:, :, first]
            neither = np.where(inside | beside, 0.0, tables.most[part]).sum(axis=1)
            bounded = neither + _within(part, inside, tables, bounds) + _within(part, beside, tables, bounds)
            least = np.minimum(least, bounded)
    return least


def _within(part: IntArray, members: BoolArray, tables: _Tables, bounds: SetBounds) -> FloatArray:
    """(m) the most first minutes of the members of each set that share one ceiling of sets."""
    rate = np.where(members, tables.rate[part], 0.0).max(axis=1)
    return np.asarray(np.minimum(np.where(members, tables.most[part], 0.0).sum(axis=1), bounds.most_sets * rate))
