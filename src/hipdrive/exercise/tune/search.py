"""Search set-ups for the best score: a spread of movements over all families, each well tied, then climbs from the best of them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

import numpy as np

from .board import best_sketches
from .climb import climbed, polished, worth
from .evaluate import Evaluator
from .fixed_ends import Point
from .outcome import Outcome
from .shortfall import NOT_POSSIBLE
from .space import ENDS, PATH, SHORTEST_PATH_DEG, SURFACES

SEED = 20260101
SAMPLED_SHARE = 0.2
"""Share of the solves that goes into samples before the best of them are improved; our choice."""
SAMPLED_AGAIN = 0.08
"""The same before each further round, for as long as there are solves left; our choice."""
SKETCHED, SOLVED = 0.6, 0.06
"""Sketches of samples, and sketches that are solved, over the solves that are allowed; our choice."""
POLISHED_SHARE = 0.15
"""Share of the solves that is kept for the smallest steps around the best; our choice."""
GRID_SHARE = 0.5
"""Solves, over those that are allowed, of the grid that is solved before none is said to fit, and of each climb from there; our choice."""
LEADERS = 2
"""Samples of a round that are improved, each by its own search; our choice."""
FOR_THE_USUAL = 0.005
"""Largest loss of score for bringing one more dimension to its usual value; our choice."""
CLEARLY_OTHER = 0.2
"""Share of a dimension's values by which a set-up differs clearly."""
LEVELS = {"knee_flexion_deg": 4, "trunk_lean_deg": 3}
"""Values of a dimension in samples, two of others, besides the usual one; our choice."""
BESIDE_DEG = 15.0
"""How far from the wanted range paths of samples also begin and end; our choice."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a search found."""

    best: Outcome | None
    """None where nothing may be chosen."""
    runner_up: Outcome | None
    """The best that clearly differs from it."""
    thorough: bool
    """Whether each climb ended because nothing near was better, not because the solves were used up."""


def search(evaluator: Evaluator, *, wanted_deg: tuple[float, float]) -> Found:
    """Find the best set-up and the best that clearly differs from it.

    Movements of a leg that swings free are sketched by the hundred, each with hundreds of fixed ends and with the largest size in closed
    form, since moments grow in proportion to it; the best of them are solved. From the best of those, pattern searches go up on the grid
    of values that a person can measure: scores there are flat, stepped and cut off, so there is no slope to follow. While nothing may be
    chosen yet, they go towards what comes nearest to that, and before none is said to fit, a grid over all movements is solved, too.

    Args:
        evaluator: Solves and judges; holds the budget.
        wanted_deg: Lowest and highest hip flexion that the target asks, for a first guess of the path.
    """
    asked = [_on_path(evaluator, _usual(evaluator, i), wanted_deg) for i in range(len(evaluator.families))]
    _solve_best_sketches(evaluator, asked, wanted_deg)
    for point in asked:
        evaluator.tied(point)
    ends, thorough = _climbs(evaluator, _samples(evaluator, wanted_deg))
    if not _ranked(evaluator):
        further, thorough = _relaxed(evaluator, wanted_deg)
        ends += further
    if ends:
        most = max(evaluator.solved, round(evaluator.most_solves * (1.0 - POLISHED_SHARE))) + round(POLISHED_SHARE * evaluator.most_solves)
        polished(evaluator, max(ends, key=lambda outcome: worth(evaluator, outcome)), until=most)
    best, runner_up = _best_two(evaluator)
    return Found(best=best, runner_up=runner_up, thorough=thorough)


def _solve_best_sketches(evaluator: Evaluator, asked: list[Point], wanted_deg: tuple[float, float]) -> None:
    """Solve the movements that look best on the board, each tied where that does most."""
    can = {i for i in range(len(evaluator.families)) if evaluator.can_sketch(i)}
    if not can:
        return
    sampled = islice((point for point in _samples(evaluator, wanted_deg) if point[0] in can), round(SKETCHED * evaluator.most_solves))
    sketches = best_sketches(evaluator, [*(asked[i] for i in sorted(can)), *sampled])
    for sketch in sketches[: max(1, round(SOLVED * evaluator.most_solves))]:
        evaluator.tied(sketch.point, start_at=sketch.rung)


def _climbs(evaluator: Evaluator, samples: Iterator[Point]) -> tuple[list[Outcome], bool]:
    """Starts and ends of climbs, round by round as long as there are solves left; and whether all of them ended by themselves."""
    ends, thorough = list[Outcome](), True
    most = round((1.0 - POLISHED_SHARE) * evaluator.most_solves)
    until = 0 if evaluator.sketched else round(SAMPLED_SHARE * evaluator.most_solves)
    while evaluator.solved < most:
        solved = evaluator.solved
        while evaluator.solved < min(until, most) and (point := next(samples, None)) is not None:
            evaluator.tied(point)
        starts = _next_starts(evaluator, ends)
        if not starts and evaluator.solved == solved:
            return ends, thorough
        for left, start in zip(range(len(starts), 0, -1), starts, strict=True):
            end, ended = climbed(evaluator, start, until=evaluator.solved + (most - evaluator.solved) // left)
            ends, thorough = [*ends, start, end], thorough and ended
        until = evaluator.solved + round(SAMPLED_AGAIN * evaluator.most_solves)
    return ends, thorough


def _relaxed(evaluator: Evaluator, wanted_deg: tuple[float, float]) -> tuple[list[Outcome], bool]:
    """Climb towards set-ups that may be chosen from the nearest of a grid over all movements, each with the lightest resistance."""
    until = evaluator.solved + round(GRID_SHARE * evaluator.most_solves)
    for point in _samples(evaluator, wanted_deg):
        if evaluator.solved >= until:
            break
        evaluator.lightest(point)
    ends, thorough = list[Outcome](), True
    for start in _next_starts(evaluator, ends):
        until = evaluator.solved + round(GRID_SHARE * evaluator.most_solves)
        end, ended = climbed(evaluator, start, until=until)
        ends, thorough = [*ends, end], thorough and ended
    return ends, thorough


def _next_starts(evaluator: Evaluator, ends: list[Outcome]) -> list[Outcome]:
    """The best set-ups from which no climb has begun, clearly different from each other and from where climbs began and ended."""
    starts: list[Outcome] = []
    for candidate in _ranked(evaluator) or _nearest(evaluator):
        if len(starts) < LEADERS and all(_differs(evaluator, candidate, other) for other in (*ends, *starts)):
            starts.append(candidate)
    return starts


def _usual(evaluator: Evaluator, family: int) -> Point:
    """The exercise's own set-up, on the nearest height of bench or box on which it can be done."""
    dimensions = evaluator.families[family].dimensions
    usual = (family, *(dimension.usual for dimension in dimensions))
    if not evaluator.outcome(usual).refused:
        return usual
    for place, dimension in enumerate(dimensions):
        if dimension.key in SURFACES:
            for i in sorted(range(len(dimension.values)), key=lambda i, middle=dimension.usual: abs(i - middle)):  # type: ignore[misc]
                point = (*usual[: place + 1], i, *usual[place + 2 :])
                if not evaluator.outcome(point).refused:
                    return point
    return usual


def _on_path(evaluator: Evaluator, point: Point, wanted_deg: tuple[float, float]) -> Point:
    """The same set-up with its path over the range that the target asks."""
    dimensions = evaluator.families[point[0]].dimensions
    backwards = evaluator.moves_backwards
    ends = dict(zip(PATH, reversed(wanted_deg) if backwards else wanted_deg, strict=True))
    near = [
        int(np.argmin(np.abs(np.array(dimension.values) - ends[dimension.key]))) if dimension.key in ends else i
        for dimension, i in zip(dimensions, point[1:], strict=True)
    ]
    return (point[0], *near)


def _ranked(evaluator: Evaluator) -> list[Outcome]:
    """All that may be chosen, the best first."""
    return sorted((outcome for outcome in evaluator.outcomes() if not outcome.refused), key=lambda outcome: -worth(evaluator, outcome))


def _nearest(evaluator: Evaluator) -> list[Outcome]:
    """All that may not be chosen but are set-ups at all, the nearest to one that may first."""
    refused = (outcome for outcome in evaluator.outcomes() if outcome.refused and outcome.shortfall < NOT_POSSIBLE)
    return sorted(refused, key=lambda outcome: outcome.shortfall)


def _best_two(evaluator: Evaluator) -> tuple[Outcome | None, Outcome | None]:
    """Best and runner-up, both with the heaviest resistance that a solve allows; the best as usual as it can be without losing much."""
    ranked = _ranked(evaluator)
    if not ranked:
        return None, None
    best = _as_usual(evaluator, evaluator.settled(ranked[0]))
    others = [outcome for outcome in ranked if _differs(evaluator, outcome, best) and outcome.score <= best.score]
    return best, evaluator.settled(others[0]) if others else None


def _as_usual(evaluator: Evaluator, best: Outcome) -> Outcome:
    """Bring one dimension after another to its usual value, or half-way there, while that costs hardly any score."""
    least = best.score - FOR_THE_USUAL
    for place, dimension in enumerate(evaluator.families[best.point[0]].dimensions):
        now = best.point[place + 1]
        for i in dict.fromkeys((dimension.usual, (dimension.usual + now) // 2)):
            point = (*best.point[: place + 1], i, *best.point[place + 2 :])
            nearer = evaluator.settled(evaluator.outcome(point, start_at=best.rung)) if i != now else best
            if not nearer.refused and nearer.score >= least:
                best = nearer
                break
    return best


def _differs(evaluator: Evaluator, outcome: Outcome, other: Outcome) -> bool:
    """Whether two set-ups differ clearly: in variant or kind of resistance, or far in one dimension other than a bench's height."""
    own, its = evaluator.families[outcome.point[0]], evaluator.families[other.point[0]]
    free = own.ladder[outcome.rung].strength == 0 and its.ladder[other.rung].strength == 0
    if outcome.point[0] != other.point[0] and not (free and own.base.get("variant") == its.base.get("variant")):
        return True
    values = {dimension.key: i for dimension, i in zip(its.dimensions, other.point[1:], strict=True)}
    return any(
        abs(i - values[dimension.key]) > CLEARLY_OTHER * len(dimension.values)
        for dimension, i in zip(own.dimensions, outcome.point[1:], strict=True)
        if dimension.key in values and dimension.key not in SURFACES
    )


def _samples(evaluator: Evaluator, wanted_deg: tuple[float, float]) -> Iterator[Point]:
    """Movements spread over the families in turn, in an order that is always the same."""
    generator = np.random.default_rng(SEED)
    rounds = []
    for i in range(len(evaluator.families)):
        points = _spread(evaluator, _usual(evaluator, i), wanted_deg)
        rounds.append([points[k] for k in generator.permutation(len(points))])
    for k in range(max(len(points) for points in rounds)):
        yield from (points[k] for points in rounds if k < len(points))


def _spread(evaluator: Evaluator, usual: Point, wanted_deg: tuple[float, float]) -> list[Point]:
    """Every combination of some values, both ends of a dimension among them: the best often lies there. Paths lie about what is asked."""
    dimensions = evaluator.families[usual[0]].dimensions
    low, high = reversed(wanted_deg) if evaluator.moves_backwards else wanted_deg
    beside, shortest = (math.copysign(angle, high - low) for angle in (BESIDE_DEG, SHORTEST_PATH_DEG))
    middle = 0.5 * (low + high)
    near = {PATH[0]: (low - beside, low, low + beside, middle), PATH[1]: (middle, low + shortest, high, high + beside)}
    columns = []
    for dimension, own in zip(dimensions, usual[1:], strict=True):
        last = len(dimension.values) - 1
        if dimension.key in near:
            values = np.array(dimension.values)
            columns.append([*(int(np.argmin(np.abs(values - angle))) for angle in near[dimension.key]), own])
        elif dimension.key in ENDS:
            columns.append([own])
        else:
            columns.append([own, *np.linspace(0, last, LEVELS.get(dimension.key, 2)).astype(int).tolist()])
    points = ((usual[0], *indices) for indices in product(*(dict.fromkeys(column) for column in columns)))
    return [point for point in points if not evaluator.path_too_short(evaluator.values(point))]
