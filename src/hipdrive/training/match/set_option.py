"""What a set of exercises is chosen from, what the choice keeps to, and how a chosen exercise stands in the week."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from ...arrays import FloatArray


@dataclass(frozen=True, kw_only=True)
class SetWay:
    """One way of doing an option: so many sets in each session in which it stands."""

    sets: int
    minutes: float = 0.0
    """The most that it takes of a session, on all its sides."""
    first_minutes: float = 0.0
    """What it takes of the first session."""
    price: float = 0.0
    worth: float = 0.0
    """Gained for each session in which it stands."""


@dataclass(frozen=True, kw_only=True)
class SetOption:
    """One exercise in one set-up, both sides together."""

    exercise: str
    stimulus: FloatArray
    """(groups, modes, degrees) 0 to 1 by group (side and action), mode and degree."""
    ways: tuple[SetWay, ...] = (SetWay(sets=1),)
    loads: tuple[int, ...] = ()
    """Indices of the groups that it trains."""
    traits: frozenset[str] = frozenset()
    """Names of the wishes that it fulfils."""
    per_week: tuple[int, int] = (1, 7)
    """Fewest and most sessions a week; the fewest may be missed at a price, the most never."""
    price: float = 0.0


@dataclass(frozen=True, kw_only=True)
class SetBounds:
    """What a choice has to keep to, and what a wish that it leaves unmet costs."""

    minutes: tuple[float, ...] = (math.inf,)
    """Of each session of the week."""
    close: tuple[tuple[int, int], ...] = ()
    """Pairs of sessions in which no group may be trained twice."""
    exercises: tuple[int, int] = (0, 99)
    """Fewest, at a price, and most."""
    most_sets: float = math.inf
    """A week, of each group."""
    least_minutes: float = 0.0
    """First minutes of the week that should be used."""
    wishes: Mapping[str, float] = field(default_factory=dict)
    """What at least one chosen option should fulfil -> price if none does."""
    pinned: tuple[str, ...] = ()
    """Exercises that must be chosen."""
    price: float = 0.0
    """Of each exercise."""
    price_of_fewest: float = 0.0
    """Of each exercise that lacks."""
    price_of_minutes: float = 0.0
    """Of each minute that lacks."""
    price_of_seldom: float = 0.0
    """Of each session a week below an option's fewest."""
    worth_of_minutes: float = 0.0
    """Of each minute that is used, half of it of minutes that every session has, so that sessions are alike."""
    worth_of_least: float = 0.0
    """Of the least trained group reaching most_sets; among the groups that any option trains."""


@dataclass(frozen=True, kw_only=True)
class ChosenOption:
    """A chosen option: how and when."""

    way: int
    """Place among its ways."""
    sessions: tuple[int, ...]
    """From 0."""
