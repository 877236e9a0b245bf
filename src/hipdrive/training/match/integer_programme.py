"""The integer programme behind a plan: which exercises, with how many sets, in which sessions."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import scipy  # its solvers take half a second to load, so they are asked for by name when used

from ...arrays import FloatArray, IntArray

NO_STEP = 1e-12
"""Stimuli that differ by less count as equal."""
GAP = 1e-6
"""The solver stops within this share of the best value there is."""


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
    """Of each minute that is used."""
    worth_of_least: float = 0.0
    """Of the least trained group reaching most_sets; among the groups that any option trains."""


@dataclass(frozen=True, kw_only=True)
class ChosenOption:
    """A chosen option: how and when."""

    way: int
    """Place among its ways."""
    sessions: tuple[int, ...]
    """From 0."""


class _Rows:
    """Rows of a sparse system lower <= A v <= upper, and its variables with their bounds and aims, gathered one by one."""

    def __init__(self) -> None:
        self.row: list[IntArray] = []
        self.column: list[IntArray] = []
        self.value: list[FloatArray] = []
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.aim: list[float] = []
        self.most: list[float] = []
        self.whole: list[bool] = []

    def variable(self, *, price: float = 0.0, most: float = 1.0, whole: bool = False) -> int:
        """Add a variable from 0 to most; its place."""
        self.aim.append(price)
        self.most.append(most)
        self.whole.append(whole)
        return len(self.aim) - 1

    def add(self, columns: npt.ArrayLike, values: npt.ArrayLike, *, lower: float = -math.inf, upper: float = math.inf) -> None:
        """Add one row."""
        places: IntArray = np.asarray(columns, dtype=np.int64)
        self.row.append(np.full(len(places), len(self.lower), dtype=np.int64))
        self.column.append(places)
        self.value.append(np.broadcast_to(np.asarray(values, dtype=np.float64), places.shape))
        self.lower.append(lower)
        self.upper.append(upper)

    def solved(self) -> FloatArray | None:
        """The variables at the least total price; None if nothing keeps to all rows."""
        places = (np.concatenate(self.row), np.concatenate(self.column))
        matrix = scipy.sparse.coo_array((np.concatenate(self.value), places), shape=(len(self.lower), len(self.aim))).tocsr()
        solution = scipy.optimize.milp(
            np.array(self.aim),
            constraints=scipy.optimize.LinearConstraint(matrix, self.lower, self.upper),
            integrality=np.array(self.whole, dtype=int),
            bounds=scipy.optimize.Bounds(0.0, np.array(self.most)),
            options={"mip_rel_gap": GAP},
        )
        return None if solution.x is None else np.asarray(solution.x)


def chosen_options(need: FloatArray, options: Sequence[SetOption], bounds: SetBounds | None = None) -> dict[int, ChosenOption]:
    """Choose the options whose joint coverage, with what is gained and paid besides, is largest.

    What a set trains at a degree is its largest stimulus there. With the options of a degree sorted by stimulus, s_1 >= s_2 >= ..., that
    is sum_l (s_l - s_l+1) min(1, x_1 + ... + x_l): the step down to the next option is gained if any of the first l is chosen. Degrees that
    share such a group P of best options share its variable, which makes the programme small::

        max  sum_P gain_P y_P + worths - prices
        y_P <= 1,   y_P <= sum_(i in P) x_i,   x_i = sum_c x_ic
        z_ick <= x_ic <= sum_k z_ick,   sum_i minutes_ic z_ick <= minutes_k,   x, z binary

    Args:
        need: Weighed need, shaped as a stimulus.
        options: What may be chosen.
        bounds: What the choice keeps to, and what it pays for.

    Returns:
        Place of each chosen option -> how and when; empty if nothing helps, or if what is pinned cannot be.
    """
    bounds = bounds or SetBounds()
    if not options:
        return {}
    rows = _Rows()
    uses = [[rows.variable(price=way.price + option.price + bounds.price, whole=True) for way in option.ways] for option in options]
    places = [
        [[rows.variable(price=-way.worth, whole=True) for _ in bounds.minutes] for way in option.ways] for option in options
    ]
    for group, gain in _gains(need, options).items():
        reached = rows.variable(price=-gain)
        columns = [use for index in group for use in uses[index]]
        rows.add([reached, *columns], [1.0, *-np.ones(len(columns))], upper=0.0)
    _add_places(rows, options, bounds, uses, places)
    _add_wishes(rows, options, bounds, uses)
    _add_times(rows, options, bounds, places)
    _add_groups(rows, options, bounds, places)
    values = rows.solved()
    if values is None:
        return {}
    return {
        index: ChosenOption(way=way, sessions=tuple(k for k, place in enumerate(places[index][way]) if values[place] > 0.5))
        for index, ways in enumerate(uses)
        for way, use in enumerate(ways)
        if values[use] > 0.5
    }


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


def _add_places(
    rows: _Rows, options: Sequence[SetOption], bounds: SetBounds, uses: Sequence[Sequence[int]], places: Sequence[Sequence[Sequence[int]]]
) -> None:
    """Each chosen way stands in at least one session and in no more than its source allows; each exercise is used once."""
    for option, ways, sessions in zip(options, uses, places, strict=True):
        fewest = min(option.per_week[0], len(bounds.minutes))
        for use, stands in zip(ways, sessions, strict=True):
            ones = np.ones(len(stands))
            rows.add([use, *stands], [-1.0, *ones], lower=0.0)
            rows.add([use, *stands], [-float(option.per_week[1]), *ones], upper=0.0)
            for place in stands:
                rows.add([use, place], [-1.0, 1.0], upper=0.0)
            if fewest > 1 and bounds.price_of_seldom > 0:
                lacking = rows.variable(price=bounds.price_of_seldom, most=float(fewest))
                rows.add([use, lacking, *stands], [-float(fewest), 1.0, *ones], lower=0.0)
    for exercise in sorted({option.exercise for option in options} | set(bounds.pinned)):
        same = [use for option, ways in zip(options, uses, strict=True) if option.exercise == exercise for use in ways]
        rows.add(same or [0], 1.0 if same else 0.0, lower=1.0 if exercise in bounds.pinned else 0.0, upper=1.0)


def _add_wishes(rows: _Rows, options: Sequence[SetOption], bounds: SetBounds, uses: Sequence[Sequence[int]]) -> None:
    """The number of exercises, and every wish, each with a slack that costs its price."""
    every = [use for ways in uses for use in ways]
    fewest, most = bounds.exercises
    rows.add(every, 1.0, upper=float(most))
    if fewest > 0:
        lacking = rows.variable(price=bounds.price_of_fewest, most=float(fewest))
        rows.add([lacking, *every], 1.0, lower=float(fewest))
    for wish, price in bounds.wishes.items():
        fulfil = [use for option, ways in zip(options, uses, strict=True) if wish in option.traits for use in ways]
        if fulfil:
            unmet = rows.variable(price=price)
            rows.add([unmet, *fulfil], 1.0, lower=1.0)


def _add_times(rows: _Rows, options: Sequence[SetOption], bounds: SetBounds, places: Sequence[Sequence[Sequence[int]]]) -> None:
    """No session lasts longer than it may; minutes used are worth something, minutes that lack cost."""
    of_session = list(zip(*(stands for ways in places for stands in ways), strict=True))
    ways = [way for option in options for way in option.ways]
    for columns, most in zip(of_session, bounds.minutes, strict=True):
        if math.isfinite(most):
            rows.add(columns, [way.minutes for way in ways], upper=most + 1e-9)
    every = [place for columns in of_session for place in columns]
    first = [way.first_minutes for _ in bounds.minutes for way in ways]
    if bounds.worth_of_minutes > 0 and math.isfinite(sum(bounds.minutes)):
        used = rows.variable(price=-bounds.worth_of_minutes, most=sum(bounds.minutes))
        rows.add([used, *every], [-1.0, *first], lower=0.0)
    if bounds.least_minutes > 0 and bounds.price_of_minutes > 0:
        lacking = rows.variable(price=bounds.price_of_minutes, most=bounds.least_minutes)
        rows.add([lacking, *every], [1.0, *first], lower=bounds.least_minutes)


def _add_groups(rows: _Rows, options: Sequence[SetOption], bounds: SetBounds, places: Sequence[Sequence[Sequence[int]]]) -> None:
    """No group gets more sets a week than its ceiling, none is trained twice in sessions that are close, and the least trained counts."""
    groups = sorted({group for option in options for group in option.loads})
    finite = math.isfinite(bounds.most_sets)
    least = rows.variable(price=-bounds.worth_of_least) if finite and groups and bounds.worth_of_least > 0 else None
    for group in groups:
        own = [
            (place, way.sets)
            for option, stands in zip(options, places, strict=True)
            if group in option.loads
            for way, of_way in zip(option.ways, stands, strict=True)
            for place in of_way
        ]
        columns, sets = [place for place, _ in own], [float(count) for _, count in own]
        if finite:
            rows.add(columns, sets, upper=bounds.most_sets)
        if least is not None:
            rows.add([least, *columns], [-bounds.most_sets, *sets], lower=0.0)
        for pair in bounds.close:
            _add_rest(rows, [stands for option, stands in zip(options, places, strict=True) if group in option.loads], pair)


def _add_rest(rows: _Rows, stands: Sequence[Sequence[Sequence[int]]], pair: tuple[int, int]) -> None:
    """A group that is trained in one of two sessions is not trained in the other."""
    first, second = (rows.variable(whole=True) for _ in pair)
    rows.add([first, second], 1.0, upper=1.0)
    for trained, session in zip((first, second), pair, strict=True):
        for ways in stands:
            for of_way in ways:
                rows.add([of_way[session], trained], [1.0, -1.0], upper=0.0)
