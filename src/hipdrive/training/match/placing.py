"""Placing chosen exercises in the sessions of a week: in which way each is done and when, by trying all ways, the best first."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ...arrays import FloatArray
from .set_option import ChosenOption, SetBounds, SetOption, SetWay

ALIKE_MINUTES = 0.5
"""Sessions that differ by less are alike enough; our choice."""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A week that holds all options that it was asked to hold."""

    options: tuple[ChosenOption, ...]
    """One for each option."""
    value: float
    """Worths less prices of ways, sessions and minutes."""


@dataclass(frozen=True, kw_only=True)
class _Use:
    """An option in one way on so many days."""

    place: int
    way: SetWay
    days: int
    price: float
    """Of the way and of days that lack, less its worth."""


def placed(options: Sequence[SetOption], bounds: SetBounds, *, groups: Sequence[int]) -> Placed | None:
    """The best way of holding all of some options in a week; None if it cannot hold them.

    Every way and number of days of every option is weighed as if sessions could be filled to the last minute. From the best one on it is
    tried to arrange them in sessions, until none that is left can be worth more.

    Args:
        options: What the week must hold.
        bounds: What it keeps to, and what it pays for.
        groups: Muscle groups of which the least trained one counts.
    """
    uses = [_uses(option, bounds) for option in options]
    if not all(uses):
        return None
    uppers, shape = _uppers(options, uses, bounds, groups)
    best: Placed | None = None
    for place in np.argsort(-uppers, kind="stable").tolist():
        if not math.isfinite(uppers[place]) or (best is not None and uppers[place] <= best.value + 1e-12):
            break
        chosen = [own[index] for own, index in zip(uses, np.unravel_index(place, shape), strict=True)]
        arranged = _arranged(options, chosen, bounds)
        if arranged is None:
            continue
        sessions, unlike = arranged
        value = float(uppers[place]) - bounds.worth_of_minutes / 2.0 * unlike
        if best is None or value > best.value:
            held = tuple(ChosenOption(way=use.place, sessions=own) for use, own in zip(chosen, sessions, strict=True))
            best = Placed(options=held, value=value)
    return best


def _uses(option: SetOption, bounds: SetBounds) -> list[_Use]:
    """Every way that fits into a session, on every number of days that the source and the week allow."""
    count = len(bounds.minutes)
    fewest = min(option.per_week[0], count)
    return [
        _Use(
            place=place,
            way=way,
            days=days,
            price=way.price + bounds.price_of_seldom * max(0, fewest - days) - way.worth * days,
        )
        for place, way in enumerate(option.ways)
        if way.minutes <= max(bounds.minutes) + 1e-9
        for days in range(1, min(count, option.per_week[1]) + 1)
    ]


def _uppers(
    options: Sequence[SetOption], uses: Sequence[Sequence[_Use]], bounds: SetBounds, groups: Sequence[int]
) -> tuple[FloatArray, tuple[int, ...]]:
    """The most that each combination of uses could be worth, -inf where the week cannot hold it, and the shape of the combinations."""
    first = _summed([[use.way.first_minutes * use.days for use in own] for own in uses])
    most = _summed([[use.way.minutes * use.days for use in own] for own in uses])
    worth = -_summed([[use.price for use in own] for own in uses])
    total = sum(bounds.minutes)
    fits = most <= total + 1e-9
    if math.isfinite(total):
        worth = worth + bounds.worth_of_minutes * np.minimum(first, total)
        for parts in (1, 2, 3):  # of items longer than half a session one fits a session, of those longer than a third two, ...
            long = max(bounds.minutes) / (parts + 1) + 1e-9
            fits &= _summed([[use.days * (use.way.minutes > long) for use in own] for own in uses]) <= parts * len(bounds.minutes)
    worth = worth - bounds.price_of_minutes * np.maximum(0.0, bounds.least_minutes - first)
    if math.isfinite(bounds.most_sets):
        least = np.full(first.shape, np.inf)
        for group in groups:
            sets = _summed(
                [[use.way.sets * use.days * (group in option.loads) for use in own] for option, own in zip(options, uses, strict=True)]
            )
            fits &= sets <= bounds.most_sets + 1e-9
            least = np.minimum(least, sets)
        if groups:
            worth = worth + bounds.worth_of_least * np.minimum(least / bounds.most_sets, 1.0)
    return np.where(fits, worth, -np.inf).ravel(), first.shape


def _summed(parts: Sequence[Sequence[float]]) -> FloatArray:
    """The sum of one of each part, for every combination."""
    whole = np.zeros(())
    for part in parts:
        whole = whole[..., None] + np.asarray(part, dtype=float)
    return whole


def _arranged(options: Sequence[SetOption], chosen: Sequence[_Use], bounds: SetBounds) -> tuple[list[tuple[int, ...]], float] | None:
    """Sessions of each use, and by how many minutes of the week sessions are unlike; None if they cannot be arranged.

    Returns:
        Sessions (from 0), and the minutes used beyond what every session has.
    """
    order = sorted(range(len(chosen)), key=lambda index: (-chosen[index].way.minutes, index))
    count, used = len(bounds.minutes), sum(use.way.first_minutes * use.days for use in chosen)
    close = set(bounds.close) | {(second, first) for first, second in bounds.close}
    room, first, trained = list(bounds.minutes), [0.0] * count, [0] * count
    sessions: list[tuple[int, ...]] = [()] * len(chosen)
    best: tuple[list[tuple[int, ...]], float] | None = None

    def visit(depth: int) -> None:
        nonlocal best
        if best is not None and best[1] <= ALIKE_MINUTES:
            return
        if depth == len(order):
            unlike = used - count * min(first)
            if best is None or unlike < best[1] - 1e-9:
                best = list(sessions), unlike
            return
        index = order[depth]
        use, mask = chosen[index], sum(1 << group for group in options[index].loads)
        for days in _day_sets(room, first, use, alike=not close):
            if mask and any(trained[other] & mask for day in days for other in range(count) if (day, other) in close):
                continue
            if mask and any(pair in close for pair in combinations(days, 2)):
                continue
            before = list(trained)
            for day in days:
                room[day] -= use.way.minutes
                first[day] += use.way.first_minutes
                trained[day] |= mask
            sessions[index] = days
            visit(depth + 1)
            for day in days:
                room[day] += use.way.minutes
                first[day] -= use.way.first_minutes
            trained[:] = before

    visit(0)
    return best


def _day_sets(room: Sequence[float], first: Sequence[float], use: _Use, *, alike: bool) -> Iterator[tuple[int, ...]]:
    """Sets of sessions that have room for a use; of sessions that are filled alike only the first ones."""
    open_days = [day for day in range(len(room)) if use.way.minutes <= room[day] + 1e-9]
    open_days.sort(key=lambda day: (round(first[day], 6), day))
    seen: set[tuple[tuple[float, float], ...]] = set()
    for days in combinations(open_days, use.days):
        filled = tuple((round(room[day], 6), round(first[day], 6)) for day in days)
        if alike and filled in seen:
            continue
        seen.add(filled)
        yield tuple(sorted(days))
