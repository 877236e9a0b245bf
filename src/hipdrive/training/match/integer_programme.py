"""The integer programme behind a plan: which exercises, with how many sets, in which sessions."""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from ...arrays import FloatArray
from .placing import placed
from .set_option import ChosenOption, SetBounds, SetOption
from .sparse_programme import SparseProgramme

NO_STEP = 1e-12
"""Stimuli that differ by less count as equal."""


def chosen_options(
    need: FloatArray,
    options: Sequence[SetOption],
    bounds: SetBounds | None = None,
    *,
    within: float = 1e-6,
    tries: int | None = None,
) -> dict[int, ChosenOption]:
    """Choose the options whose joint coverage, with what is gained and paid besides, is largest.

    What a set trains at a degree is its largest stimulus there. With the options of a degree sorted by stimulus, s_1 >= s_2 >= ..., that
    is sum_l (s_l - s_l+1) min(1, x_1 + ... + x_l): the step down to the next option is gained if any of the first l is chosen. Degrees that
    share such a group P of best options share its variable. In which sessions an option stands hardly matters for that, and sessions that
    are alike make a programme slow, so the week is first taken as a whole::

        max  sum_P gain_P y_P + worths - prices
        y_P <= 1,   y_P <= sum_(i in P) x_i,   x_i = sum_cf u_icf,   sum_icf f minutes_ic u_icf <= minutes,   u binary

    (u_icf: option i in way c on f days), which is never less than what a week of sessions gives. The options that it chooses are then
    placed in sessions. If that loses anything, the next best options of the whole week are tried too, until none can be better.

    Args:
        need: Weighed need, shaped as a stimulus.
        options: What may be chosen.
        bounds: What the choice keeps to, and what it pays for.
        within: The choice is at most so much worse than the best there is.
        tries: After so many choices that could be placed, the best of them is taken; None goes on until none can be better.

    Returns:
        Place of each chosen option -> how and when; empty if nothing helps, or if what is pinned cannot be.
    """
    bounds = bounds or SetBounds()
    best: dict[int, ChosenOption] = {}
    best_value = -math.inf if bounds.pinned else _value(need, [], bounds) + _of_nothing(bounds)
    if not options:
        return best
    groups = sorted({group for option in options for group in option.loads})
    held = 0
    for upper, indices in _whole_weeks(need, options, bounds, groups):
        if upper <= best_value + within:
            break
        members = [options[index] for index in indices]
        week = placed(members, bounds, groups=groups)
        if week is None:
            continue
        held += 1
        value = _value(need, members, bounds) + week.value
        if value > best_value:
            best_value, best = value, dict(zip(indices, week.options, strict=True))
        if held == tries:
            break
    return best


def _value(need: FloatArray, members: Sequence[SetOption], bounds: SetBounds) -> float:
    """Coverage of chosen options less the prices that do not depend on when they are done."""
    total = need.sum()
    joint = np.max([member.stimulus for member in members], axis=0) if members else np.zeros_like(need)
    coverage = float((need * joint).sum() / total) if total > 0 else 0.0
    fulfilled = frozenset[str]().union(*(member.traits for member in members))
    paid = sum(bounds.price + member.price for member in members)
    paid += sum(price for wish, price in bounds.wishes.items() if wish not in fulfilled)
    return coverage - paid - bounds.price_of_fewest * max(0, bounds.exercises[0] - len(members))


def _of_nothing(bounds: SetBounds) -> float:
    """What a week without any exercise is worth."""
    return -bounds.price_of_minutes * bounds.least_minutes


def _whole_weeks(
    need: FloatArray, options: Sequence[SetOption], bounds: SetBounds, groups: Sequence[int]
) -> Iterator[tuple[float, list[int]]]:
    """Choices for the week as a whole, the best first, each with its value; none twice."""
    model = _WholeWeek(need, options, bounds, groups)
    while True:
        values = model.rows.solved()
        if values is None:
            return
        chosen = np.flatnonzero(values[model.taken] > 0.5).tolist()
        yield model.constant - float(np.dot(model.rows.aim, values)), chosen
        model.forbid(chosen)


class _WholeWeek:
    """The variables u_icf: option i in way c on f days of the week."""

    def __init__(self, need: FloatArray, options: Sequence[SetOption], bounds: SetBounds, groups: Sequence[int]) -> None:
        self.options, self.bounds = options, bounds
        self.rows = SparseProgramme()
        self.constant = 0.0
        self.uses: list[list[int]] = []
        self.taken: list[int] = []
        """(options) x_i: whether an option is used at all."""
        self.facts: list[list[tuple[int, int]]] = []
        """Way and days of each use."""
        apart = _days_apart(bounds)
        for option in options:
            uses, facts = [], []
            for place, way in enumerate(option.ways):
                for days in range(1, min(len(bounds.minutes), option.per_week[1], apart if option.loads else 99) + 1):
                    if way.minutes <= max(bounds.minutes) + 1e-9:
                        seldom = max(0, min(option.per_week[0], len(bounds.minutes)) - days)
                        price = bounds.price + option.price + way.price + bounds.price_of_seldom * seldom - way.worth * days
                        uses.append(self.rows.variable(price=price, whole=True))
                        facts.append((place, days))
            self.uses.append(uses)
            self.facts.append(facts)
            self.taken.append(self.rows.variable(whole=True))
            self.rows.add([self.taken[-1], *uses], [-1.0, *np.ones(len(uses))], lower=0.0, upper=0.0)
        self._cover(need)
        self._keep_bounds()
        self._count_minutes()
        self._count_sets(groups)

    def forbid(self, chosen: Sequence[int]) -> None:
        """Leave out the choice of exactly these options from now on."""
        inside = [self.taken[index] for index in chosen]
        outside = [taken for index, taken in enumerate(self.taken) if index not in chosen]
        self.rows.add([*inside, *outside], [*-np.ones(len(inside)), *np.ones(len(outside))], lower=1.0 - len(chosen))

    def _cover(self, need: FloatArray) -> None:
        """What is trained of the need."""
        for group, gain in _gains(need, self.options).items():
            reached = self.rows.variable(price=-gain)
            self.rows.add([reached, *(self.taken[index] for index in group)], [1.0, *-np.ones(len(group))], upper=0.0)

    def _keep_bounds(self) -> None:
        """Each exercise once, so many exercises, and every wish, each with a slack that costs its price."""
        rows, bounds, options = self.rows, self.bounds, self.options
        for exercise in sorted({option.exercise for option in options} | set(bounds.pinned)):
            same = [taken for option, taken in zip(options, self.taken, strict=True) if option.exercise == exercise]
            rows.add(same or [0], 1.0 if same else 0.0, lower=1.0 if exercise in bounds.pinned else 0.0, upper=1.0)
        fewest, most = bounds.exercises
        rows.add(self.taken, 1.0, upper=float(most))
        if fewest > 0:
            lacking = rows.variable(price=bounds.price_of_fewest, most=float(fewest))
            rows.add([lacking, *self.taken], 1.0, lower=float(fewest))
        for wish, price in bounds.wishes.items():
            fulfil = [taken for option, taken in zip(options, self.taken, strict=True) if wish in option.traits]
            unmet = rows.variable(price=price)
            rows.add([unmet, *fulfil], 1.0, lower=1.0)

    def _count_minutes(self) -> None:
        """All sessions together last no longer than they may; long exercises need a session, or half of one, for each day."""
        rows, bounds, total = self.rows, self.bounds, sum(self.bounds.minutes)
        terms = [
            (use, option.ways[place], days)
            for option, uses, facts in zip(self.options, self.uses, self.facts, strict=True)
            for use, (place, days) in zip(uses, facts, strict=True)
        ]
        every, first = [use for use, _, _ in terms], [way.first_minutes * days for _, way, days in terms]
        if math.isfinite(total):
            rows.add(every, [way.minutes * days for _, way, days in terms], upper=total + 1e-9)
            for parts in (1, 2, 3):
                long = [(use, days) for use, way, days in terms if way.minutes > max(bounds.minutes) / (parts + 1) + 1e-9]
                if long:
                    rows.add([use for use, _ in long], [float(days) for _, days in long], upper=float(parts * len(bounds.minutes)))
        if bounds.worth_of_minutes > 0 and math.isfinite(total):
            used = rows.variable(price=-bounds.worth_of_minutes, most=total)
            rows.add([used, *every], [-1.0, *first], lower=0.0)
        if bounds.least_minutes > 0 and bounds.price_of_minutes > 0:
            lacking = rows.variable(price=bounds.price_of_minutes, most=bounds.least_minutes)
            rows.add([lacking, *every], [1.0, *first], lower=bounds.least_minutes)

    def _count_sets(self, groups: Sequence[int]) -> None:
        """No group gets more sets a week than its ceiling, and the least trained counts."""
        rows, bounds = self.rows, self.bounds
        if not math.isfinite(bounds.most_sets):
            return
        least = rows.variable(price=-bounds.worth_of_least)
        for group in groups:
            own = [
                (use, float(option.ways[place].sets * days))
                for option, uses, facts in zip(self.options, self.uses, self.facts, strict=True)
                if group in option.loads
                for use, (place, days) in zip(uses, facts, strict=True)
            ]
            columns, sets = [use for use, _ in own], [count for _, count in own]
            if columns:
                rows.add(columns, sets, upper=bounds.most_sets)
            rows.add([least, *columns], [-bounds.most_sets, *sets], lower=0.0)


def _days_apart(bounds: SetBounds) -> int:
    """The most sessions of a week of which no two are close."""
    count = len(bounds.minutes)
    subsets = [[k for k in range(count) if number >> k & 1] for number in range(1, 1 << count)]
    return max(len(own) for own in subsets if not any(first in own and second in own for first, second in bounds.close))


def _gains(need: FloatArray, options: Sequence[SetOption]) -> dict[tuple[int, ...], float]:
    """Each group of best options -> what is gained if any of them is chosen, as a share of the whole need."""
    total = need.sum()
    if total <= 0:
        return {}
    share = (need / total).ravel()
    stimulus = np.stack([option.stimulus.ravel() for option in options], axis=-1)
    gains: dict[tuple[int, ...], float] = {}
    for cell in np.flatnonzero((share > 0) & (stimulus.max(axis=-1) > 0)).tolist():
        here = stimulus[cell]
        order = np.argsort(-here, kind="stable")
        steps = here[order] - np.append(here[order[1:]], 0.0)
        for last in np.flatnonzero(steps > NO_STEP).tolist():
            group = tuple(sorted(order[: last + 1].tolist()))
            gains[group] = gains.get(group, 0.0) + float(share[cell] * steps[last])
    return gains
