"""Placing chosen exercises in the sessions of a week: in which way each is done and when, as an integer programme of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .set_option import ChosenOption, SetBounds, SetOption
from .sparse_programme import SparseProgramme


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A week that holds all options that it was asked to hold."""

    options: tuple[ChosenOption, ...]
    """One for each option."""
    value: float
    """Worths less prices of ways, sessions and minutes."""


def placed(options: Sequence[SetOption], bounds: SetBounds, *, groups: Sequence[int]) -> Placed | None:
    """The best way of holding all of some options in a week; None if it cannot hold them.

    Args:
        options: What the week must hold.
        bounds: What it keeps to, and what it pays for.
        groups: Muscle groups of which the least trained one counts.
    """
    model = _WeekModel(options, bounds)
    model.place()
    model.count_minutes()
    model.count_sets(groups)
    values = model.rows.solved()
    if values is None:
        return None
    chosen = tuple(
        ChosenOption(way=way, sessions=tuple(k for k, place in enumerate(places) if values[place] > 0.5))
        for ways in model.places
        for way, places in enumerate(ways)
        if values[list(places)].sum() > 0.5
    )
    return Placed(options=chosen, value=-float(np.dot(model.rows.aim, values)))


class _WeekModel:
    """The variables z_ick: option i stands in way c in session k."""

    def __init__(self, options: Sequence[SetOption], bounds: SetBounds) -> None:
        self.options, self.bounds = options, bounds
        self.rows = SparseProgramme()
        self.places = [
            [[self.rows.variable(price=-way.worth, whole=True) for _ in bounds.minutes] for way in option.ways] for option in options
        ]

    def place(self) -> None:
        """Each option is done in one way, in at least one session and in no more than its source allows."""
        rows, price = self.rows, self.bounds.price_of_seldom
        for option, ways in zip(self.options, self.places, strict=True):
            uses = [rows.variable(price=way.price, whole=True) for way in option.ways]
            rows.add(uses, 1.0, lower=1.0, upper=1.0)
            for use, stands in zip(uses, ways, strict=True):
                ones = np.ones(len(stands))
                rows.add([use, *stands], [-1.0, *ones], lower=0.0)
                rows.add([use, *stands], [-float(option.per_week[1]), *ones], upper=0.0)
                for place in stands:
                    rows.add([use, place], [-1.0, 1.0], upper=0.0)
            every = [place for stands in ways for place in stands]
            fewest = min(option.per_week[0], len(self.bounds.minutes))
            if price > 0:
                lacking = rows.variable(price=price, most=float(fewest))
                rows.add([lacking, *every], 1.0, lower=float(fewest))

    def count_minutes(self) -> None:
        """No session lasts longer than it may; minutes that lack cost, those that are used are worth something."""
        rows, bounds = self.rows, self.bounds
        ways = [way for option in self.options for way in option.ways]
        of_session = list(zip(*(stands for of_option in self.places for stands in of_option), strict=True))
        first = [way.first_minutes for way in ways]
        for columns, most in zip(of_session, bounds.minutes, strict=True):
            if np.isfinite(most):
                rows.add(columns, [way.minutes for way in ways], upper=most + 1e-9)
        total = sum(bounds.minutes)
        every, counted = [place for columns in of_session for place in columns], first * len(of_session)
        if bounds.worth_of_minutes > 0 and np.isfinite(total):
            used = rows.variable(price=-bounds.worth_of_minutes / 2.0, most=total)
            rows.add([used, *every], [-1.0, *counted], lower=0.0)
            alike = rows.variable(price=-bounds.worth_of_minutes / 2.0 * len(of_session), most=total)
            for columns in of_session:
                rows.add([alike, *columns], [-1.0, *first], lower=0.0)
        if bounds.least_minutes > 0 and bounds.price_of_minutes > 0:
            lacking = rows.variable(price=bounds.price_of_minutes, most=bounds.least_minutes)
            rows.add([lacking, *every], [1.0, *counted], lower=bounds.least_minutes)

    def count_sets(self, groups: Sequence[int]) -> None:
        """No group gets more sets a week than its ceiling, none is trained twice in sessions that are close, and the least trained counts."""
        rows, bounds = self.rows, self.bounds
        if not np.isfinite(bounds.most_sets):
            return
        least = rows.variable(price=-bounds.worth_of_least)
        for group in groups:
            ways = [stands for option, stands in zip(self.options, self.places, strict=True) if group in option.loads]
            own = [(option, stands) for option, stands in zip(self.options, self.places, strict=True) if group in option.loads]
            columns = [place for _, stands in own for of_way in stands for place in of_way]
            sets = [float(way.sets) for option, stands in own for way, of_way in zip(option.ways, stands, strict=True) for _ in of_way]
            if columns:
                rows.add(columns, sets, upper=bounds.most_sets)
            rows.add([least, *columns], [-bounds.most_sets, *sets], lower=0.0)
            for pair in bounds.close:
                self._rest(ways, pair)

    def _rest(self, stands: Sequence[Sequence[Sequence[int]]], pair: tuple[int, int]) -> None:
        """A group that is trained in one of two sessions is not trained in the other."""
        first, second = (self.rows.variable(whole=True) for _ in pair)
        self.rows.add([first, second], 1.0, upper=1.0)
        for trained, session in zip((first, second), pair, strict=True):
            for ways in stands:
                for of_way in ways:
                    self.rows.add([of_way[session], trained], [1.0, -1.0], upper=0.0)
