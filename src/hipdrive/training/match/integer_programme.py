"""The integer programme behind a plan, solved by trying all that could be best: which exercises, how many sets, in which sessions."""

import math
from collections.abc import Sequence

import numpy as np

from ...arrays import FloatArray
from .placing import placed
from .set_option import ChosenOption, SetBounds, SetOption
from .set_search import ranked_sets


def chosen_options(
    need: FloatArray,
    options: Sequence[SetOption],
    bounds: SetBounds | None = None,
    *,
    within: float = 1e-6,
    tries: int | None = None,
) -> dict[int, ChosenOption]:
    """Choose the options whose joint coverage, with what is gained and paid besides, is largest.

    The value of a choice, with x_i whether option i is chosen, u_ic in which way and z_ick in which sessions, is::

        sum_cells need max_i(x_i stimulus_i) + worths - prices
        u, z binary,  sum_c u_ic = x_i,  z_ick <= u_ic <= sum_k z_ick,  sum_ic minutes_ic z_ick <= minutes_k

    Which options are chosen and when they are done hardly touch: every set of options is ranked by the most that it could be worth
    whenever it is done (ranked_sets), and from the best one on each is placed in the week (placed), until no
    other can be worth more.

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
    for upper, indices in ranked_sets(need, options, bounds):
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
