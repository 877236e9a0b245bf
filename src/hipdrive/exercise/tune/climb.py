"""From one set-up to the best near it: pattern search over movements, each with the fixed end of band or cable that suits it."""

from collections.abc import Iterator

import numpy as np

from .evaluate import Evaluator
from .outcome import Outcome
from .preference import inconvenience
from .space import ENDS, PATH

COARSE, AFTER_SKETCHES = 4, 8
"""Steps begin with this part of a dimension's values; with a smaller one where sketches looked farther already."""
TIED_ANEW = 10
"""Sizes of band or cable that are solved for the best movement, each fixed where it fits: owned ones come in steps; our choice."""
SCANNED = 6
"""Values of each end of the path and of the knee's bend that are solved before small steps begin, as the score has several maxima."""
LOOKED_ALONG = ("knee_flexion_deg", *PATH)
TOGETHER = (("anchor_x_m", "rest_length_m"), ("anchor_y_m", "rest_length_m"), PATH)
"""Dimensions that are also moved in pairs."""


def worth(evaluator: Evaluator, outcome: Outcome) -> float:
    """What a search goes up: the score less inconvenience; below all of those, how near a refused set-up is to one that may be chosen."""
    if outcome.refused:
        return -1.0 - outcome.shortfall
    return outcome.score - inconvenience(evaluator.families[outcome.point[0]].dimensions, outcome.point[1:], outcome.set_up)


def climbed(evaluator: Evaluator, start: Outcome, *, until: int) -> tuple[Outcome, bool]:
    """Pattern search (Hooke & Jeeves 1961) with ever smaller steps until no neighbour is better or the solves are used up.

    Fixed ends are not among the steps: each movement is tied anew (see fixed_ends.py); in the end they are, every step solved.

    Args:
        evaluator: Solves and judges.
        start: Where it begins.
        until: Number of solves at which it ends.

    Returns:
        Where it ended, and whether that is because nothing near was better.
    """
    best, coarse = _better(evaluator, start, evaluator.tied(start.point, start_at=start.rung)), AFTER_SKETCHES
    if not evaluator.can_sketch(start.point[0]):
        best, coarse = _scanned(evaluator, best, until), COARSE
    dimensions = evaluator.families[start.point[0]].dimensions
    steps = [0 if dimension.key in ENDS else max(1, len(dimension.values) // coarse) for dimension in dimensions]
    while evaluator.solved < until:
        before = best
        for move in _moves(evaluator, best, steps):
            best = _along(evaluator, best, move, until, tie=True)
        if best is before:
            best = _better(evaluator, best, evaluator.tied(best.point, start_at=best.rung))
        if best is before:
            if max(steps, default=1) <= 1:
                return best, True
            steps = [step if step == 0 else max(1, step // 2) for step in steps]
    return best, False


def polished(evaluator: Evaluator, best: Outcome, *, until: int) -> Outcome:
    """The best of other sizes of a band or cable, then smallest steps in every dimension, ends among them, until none is better."""
    for other in evaluator.tied_anew(best, count=TIED_ANEW):
        best = _better(evaluator, best, other)
    steps = [1 for _ in evaluator.families[best.point[0]].dimensions]
    before = None
    while best is not before and evaluator.solved < until:
        before = best
        for move in _moves(evaluator, best, steps):
            best = _along(evaluator, best, move, until, tie=False)
    return best


def _better(evaluator: Evaluator, best: Outcome, other: Outcome) -> Outcome:
    return other if worth(evaluator, other) > worth(evaluator, best) + 1e-9 else best


def _scanned(evaluator: Evaluator, best: Outcome, until: int) -> Outcome:
    """The best of some places along each end of the path, and of some bends of the knee."""
    for place, dimension in enumerate(evaluator.families[best.point[0]].dimensions):
        if dimension.key in LOOKED_ALONG:
            for i in dict.fromkeys(int(k) for k in np.linspace(0, len(dimension.values) - 1, SCANNED)):
                if evaluator.solved < until:
                    point = (*best.point[: place + 1], i, *best.point[place + 2 :])
                    best = _better(evaluator, best, evaluator.tied(point, start_at=best.rung, near=True))
    return best


def _moves(evaluator: Evaluator, best: Outcome, steps: list[int]) -> Iterator[list[int]]:
    """One dimension at a time, both ways; then pairs that belong together, such as the distance and the slack length of a band."""
    keys = [dimension.key for dimension in evaluator.families[best.point[0]].dimensions]
    for i, step in enumerate(steps):
        for sign in (1, -1) if step else ():
            yield [sign * step if k == i else 0 for k in range(len(keys))]
    for first, second in TOGETHER:
        if first in keys and second in keys and steps[keys.index(first)] and steps[keys.index(second)]:
            for a, b in ((1, 1), (-1, 1), (1, -1), (-1, -1)):
                yield [a * steps[k] if key == first else b * steps[k] if key == second else 0 for k, key in enumerate(keys)]


def _along(evaluator: Evaluator, best: Outcome, move: list[int], until: int, *, tie: bool) -> Outcome:
    """Go on in one direction as long as it gets better."""
    dimensions = evaluator.families[best.point[0]].dimensions
    while evaluator.solved < until:
        indices = [min(max(i + m, 0), len(d.values) - 1) for i, m, d in zip(best.point[1:], move, dimensions, strict=True)]
        point = (best.point[0], *indices)
        if point == best.point:
            return best
        moved = evaluator.tied(point, start_at=best.rung, near=True) if tie else evaluator.outcome(point, start_at=best.rung)
        better = _better(evaluator, best, moved)
        if better is best:
            return best
        best = better
    return best
