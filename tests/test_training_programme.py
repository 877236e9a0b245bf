"""The programme of a plan against trying everything: every set, every number of sets, every session, every rule and its price."""

import itertools
import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipdrive.arrays import FloatArray
from hipdrive.training.match.integer_programme import chosen_options
from hipdrive.training.match.set_option import ChosenOption, SetBounds, SetOption, SetWay

Week = dict[int, ChosenOption]


def value_of(need: FloatArray, options: Sequence[SetOption], week: Week, bounds: SetBounds) -> float:
    """What a week is worth, counted from scratch; -inf where it breaks a bound."""
    chosen = [options[i] for i in week]
    ways = {i: options[i].ways[own.way] for i, own in week.items()}
    names = [option.exercise for option in chosen]
    if len(set(names)) < len(names) or not set(bounds.pinned) <= set(names) or len(names) > bounds.exercises[1]:
        return -math.inf
    for k, room in enumerate(bounds.minutes):
        if sum(ways[i].minutes for i, own in week.items() if k in own.sessions) > room + 1e-9:
            return -math.inf
    for i, own in week.items():
        if not 1 <= len(own.sessions) <= options[i].per_week[1]:
            return -math.inf
    groups = sorted({group for option in options for group in option.loads})
    sets = {g: sum(ways[i].sets * len(own.sessions) for i, own in week.items() if g in options[i].loads) for g in groups}
    trained = {(g, k) for i, own in week.items() for g in options[i].loads for k in own.sessions}
    if any(count > bounds.most_sets for count in sets.values()):
        return -math.inf
    if any((g, first) in trained and (g, second) in trained for g in groups for first, second in bounds.close):
        return -math.inf
    used = [sum(ways[i].first_minutes for i, own in week.items() if k in own.sessions) for k in range(len(bounds.minutes))]
    joint = np.max([option.stimulus for option in chosen], axis=0) if chosen else np.zeros_like(need)
    worth = float((need * joint).sum() / need.sum())
    worth += bounds.worth_of_minutes / 2.0 * (sum(used) + len(used) * min(used))
    worth += bounds.worth_of_least * min((count / bounds.most_sets for count in sets.values()), default=0.0)
    worth += sum(ways[i].worth * len(own.sessions) for i, own in week.items())
    lacking = sum(max(0, min(options[i].per_week[0], len(used)) - len(own.sessions)) for i, own in week.items())
    paid = sum(bounds.price + options[i].price + ways[i].price for i in week) + bounds.price_of_seldom * lacking
    paid += bounds.price_of_fewest * max(0, bounds.exercises[0] - len(week))
    paid += bounds.price_of_minutes * max(0.0, bounds.least_minutes - sum(used))
    paid += sum(price for wish, price in bounds.wishes.items() if not any(wish in option.traits for option in chosen))
    return worth - paid


def every_week(options: Sequence[SetOption], sessions: int) -> list[Week]:
    """Every week that can be written down."""
    days = [own for count in range(1, sessions + 1) for own in itertools.combinations(range(sessions), count)]
    weeks: list[Week] = []
    for size in range(len(options) + 1):
        for indices in itertools.combinations(range(len(options)), size):
            uses = [[ChosenOption(way=way, sessions=own) for way in range(len(options[i].ways)) for own in days] for i in indices]
            weeks += [dict(zip(indices, chosen, strict=True)) for chosen in itertools.product(*uses)]
    return weeks


def scene(seed: int, count: int, sessions: int) -> tuple[FloatArray, list[SetOption], SetBounds]:
    """A few options with two ways each, and bounds that bind."""
    rng = np.random.default_rng(seed)
    need = rng.uniform(0.0, 1.0, (2, 1, 6))
    options = []
    for i in range(count):
        minutes = float(rng.integers(2, 6))
        ways = tuple(
            SetWay(sets=n, minutes=n * minutes, first_minutes=0.8 * n * minutes, price=0.05 * (n == 1), worth=0.01 * n) for n in (1, 2)
        )
        stimulus = rng.uniform(0.0, 1.0, need.shape).round(1)
        loads = tuple(g for g in range(2) if rng.random() < 0.7)
        traits = frozenset(name for name in ("both", "hold") if rng.random() < 0.4)
        options.append(
            SetOption(exercise=f"e{i // 2}", stimulus=stimulus, ways=ways, loads=loads, traits=traits, per_week=(1, 2), price=0.01 * i)
        )
    bounds = SetBounds(
        minutes=(12.0,) * sessions,
        close=((0, 1),) if sessions > 1 and rng.random() < 0.5 else (),
        exercises=(2, 3),
        most_sets=float(rng.integers(3, 7)),
        least_minutes=8.0 * sessions,
        wishes={"both": 1.0, "hold": 0.3},
        pinned=("e0",) if rng.random() < 0.3 else (),
        price=0.02,
        price_of_fewest=0.5,
        price_of_minutes=0.05,
        price_of_seldom=0.03,
        worth_of_minutes=0.01,
        worth_of_least=0.2,
    )
    return need, options, bounds


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 4), sessions=st.integers(1, 2))
def test_no_week_is_worth_more_than_the_chosen_one(seed: int, count: int, sessions: int) -> None:
    need, options, bounds = scene(seed, count, sessions)
    best = max(value_of(need, options, week, bounds) for week in every_week(options, sessions))
    chosen = chosen_options(need, options, bounds)
    if math.isfinite(best):
        assert best == pytest.approx(value_of(need, options, chosen, bounds), abs=0.01 / 2.0 * 0.5 + 1e-6)
    else:
        assert not chosen


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 7), sessions=st.integers(1, 4))
def test_every_chosen_week_keeps_to_its_bounds(seed: int, count: int, sessions: int) -> None:
    need, options, bounds = scene(seed, count, sessions)
    chosen = chosen_options(need, options, bounds, tries=3)
    assert not chosen or math.isfinite(value_of(need, options, chosen, bounds))


def test_what_is_pinned_and_cannot_be_leaves_no_week() -> None:
    need, options, _ = scene(1, 3, 1)
    assert not chosen_options(need, options, SetBounds(pinned=("another",)))
    assert not chosen_options(need, options, SetBounds(pinned=("e0",), minutes=(1.0,)))


def test_a_group_is_not_trained_twice_in_close_sessions_and_gets_no_more_sets_than_its_ceiling() -> None:
    need = np.ones((1, 1, 2))
    one = SetOption(exercise="lift", stimulus=np.ones_like(need), ways=(SetWay(sets=3, minutes=5, first_minutes=5),), loads=(0,))
    bounds = SetBounds(minutes=(20.0,) * 3, close=((0, 1),), worth_of_minutes=0.01)
    placed = chosen_options(need, [one], bounds)[0].sessions
    assert 2 == len(placed)
    assert {0, 1} != set(placed)
    few = SetBounds(minutes=(20.0,) * 3, most_sets=5.0, worth_of_minutes=0.01)
    assert 1 == len(chosen_options(need, [one], few)[0].sessions)
