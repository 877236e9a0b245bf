"""Search set-ups for the best score: a spread of samples over all families, then pattern search from the best of them."""

from collections.abc import Iterator

import numpy as np

from .evaluate import Evaluator, Outcome, Point
from .space import SURFACES

SEED = 20260101
SAMPLED_SHARE = 0.25
"""Share of the solves that goes into samples before the best of them are improved; our choice."""
MOST_SAMPLED = 0.6
"""The same as long as no sample trains anything of the target; our choice."""
SAMPLED_AGAIN = 0.08
"""The same before each further round, for as long as there are solves left; our choice."""
LEADERS = 2
"""Samples of a round that are improved, each by its own search; our choice."""
NEARER_TO_USUAL = 0.002
"""Score that the whole length of one dimension away from the exercise's own set-up is worth: decides between set-ups that are as good."""
FOR_THE_USUAL = 0.005
"""Largest loss of score for bringing one more dimension to its usual value; our choice."""
CLEARLY_OTHER = 0.2
"""Share of a dimension's values by which a set-up differs clearly."""
COARSE = 4
"""Steps begin with this part of a dimension's values."""
SCANNED = 6
"""Values of each end of the path and of the knee's bend that are solved before small steps begin, as the score has several maxima."""
PATH = ("hip_start_deg", "hip_end_deg")
FIXED_ENDS_M = ((-0.6, 0.3), (-1.5, 0.1), (-2.0, 0.6), (0.6, 0.1))
"""(ahead, height) of bands and cables that are always tried: near and far behind, and in front; our choice."""
TRIED_OUT = 2
"""Samples of each family after which only the leading families get more."""
STRETCHES = (0.1, 2.2)
"""Largest stretch of a sampled band over its slack length: tables end at 2.5."""
EXTRA_STRAND = 0.003
"""Score that one strand less is worth."""
LOOKED_ALONG = ("knee_flexion_deg", *PATH)
TOGETHER = (("anchor_x_m", "rest_length_m"), PATH)
"""Dimensions that are also moved in pairs."""


def search(evaluator: Evaluator, *, wanted_deg: tuple[float, float]) -> tuple[Outcome | None, Outcome | None]:
    """The best set-up and the best that clearly differs from it; None where nothing may be chosen.

    Pattern search (Hooke & Jeeves 1961) on the grid of values that a person can measure: scores there are flat, stepped and cut off, so
    there is no slope to follow, and a load curve is too dear for a solver that asks for thousands.

    Args:
        evaluator: Solves and judges; holds the budget.
        wanted_deg: Lowest and highest hip flexion that the target asks, for a first guess of the path.
    """
    for i in range(len(evaluator.families)):
        asked = _on_path(evaluator, _usual(evaluator, i), wanted_deg)
        evaluator.outcome(asked)
        for ahead_m, height_m in FIXED_ENDS_M:
            evaluator.outcome(_tied_at(evaluator, asked, ahead_m, height_m))
    samples, climbed = _samples(evaluator, wanted_deg), list[Outcome]()
    until = SAMPLED_SHARE * evaluator.most_solves
    while not evaluator.out_of_solves:
        solved = evaluator.solved
        for point in samples:
            evaluator.outcome(point)
            covered = (
                any(outcome.score > 0.0 for outcome in evaluator.outcomes()) or evaluator.solved >= MOST_SAMPLED * evaluator.most_solves
            )
            if evaluator.solved >= evaluator.most_solves or (evaluator.solved >= until and covered):
                break
        starts = _next_starts(evaluator, climbed)
        if not starts and evaluator.solved == solved:
            break
        for left, start in zip(range(len(starts), 0, -1), starts, strict=True):
            climbed += [start, _improved(evaluator, start, until=evaluator.solved + (evaluator.most_solves - evaluator.solved) // left)]
        until = evaluator.solved + SAMPLED_AGAIN * evaluator.most_solves
    return _best_two(evaluator)


def _next_starts(evaluator: Evaluator, climbed: list[Outcome]) -> list[Outcome]:
    """The best set-ups from which no climb has begun, clearly different from each other and from where climbs began and ended."""
    starts: list[Outcome] = []
    for candidate in _ranked(evaluator):
        if len(starts) < LEADERS and all(_differs(evaluator, candidate, other) for other in (*climbed, *starts)):
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


def _tied_at(evaluator: Evaluator, point: Point, ahead_m: float, height_m: float) -> Point:
    """The same set-up with its band or cable fixed near a place; the band about twice its slack length where it is longest."""
    wanted = dict.fromkeys(("anchor_x_m", "pulley_x_m"), ahead_m) | dict.fromkeys(("anchor_y_m", "pulley_y_m"), height_m)
    near = [
        int(np.argmin(np.abs(np.array(dimension.values) - wanted[dimension.key]))) if dimension.key in wanted else i
        for dimension, i in zip(evaluator.families[point[0]].dimensions, point[1:], strict=True)
    ]
    return _stretched(evaluator, (point[0], *near), 1.0)


def _ranked(evaluator: Evaluator) -> list[Outcome]:
    """All that may be chosen, the best first."""
    return sorted(
        (outcome for outcome in evaluator.outcomes() if not outcome.refused), key=lambda outcome: -_penalised_score(evaluator, outcome)
    )


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


def _penalised_score(evaluator: Evaluator, outcome: Outcome) -> float:
    """Score less a small penalty for values far from the usual and for each further strand."""
    dimensions = evaluator.families[outcome.point[0]].dimensions
    away = [abs(i - dimension.usual) / len(dimension.values) for dimension, i in zip(dimensions, outcome.point[1:], strict=True)]
    strands = float(outcome.set_up.get("strands", 1.0))
    return outcome.score - NEARER_TO_USUAL * sum(away) - EXTRA_STRAND * (strands - 1.0)


def _best_score_of(evaluator: Evaluator, family: int) -> float:
    """The best penalised score of a family so far."""
    return max(_penalised_score(evaluator, outcome) for outcome in evaluator.outcomes() if outcome.point[0] == family)


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
    """Points spread over the families in turn, always the same: a Latin square of each on the usual bench, half on the wanted path."""
    generator = np.random.default_rng(SEED)
    rounds = []
    for i, family in enumerate(evaluator.families):
        usual = _usual(evaluator, i)
        sizes = [len(dimension.values) for dimension in family.dimensions]
        count = evaluator.most_solves
        columns = [generator.permutation(count) * size // count for size in sizes]
        columns = [np.full(count, usual[k + 1]) if d.key in SURFACES else columns[k] for k, d in enumerate(family.dimensions)]
        points = [(i, *(int(column[k]) for column in columns)) for k in range(count)]
        points = [_on_path(evaluator, point, wanted_deg) if k % 2 else point for k, point in enumerate(points)]
        stretches = STRETCHES[0] + (STRETCHES[1] - STRETCHES[0]) * generator.random(count)
        rounds.append(list(zip(points, stretches.tolist(), strict=True)))
    for k in range(evaluator.most_solves):
        if k == TRIED_OUT:
            best = {i: _best_score_of(evaluator, i) for i in range(len(rounds))}
            rounds = [rounds[i] for i in sorted(best, key=lambda i: -best[i])[:LEADERS]]
        yield from (_stretched(evaluator, *samples[k]) for samples in rounds)


def _stretched(evaluator: Evaluator, point: Point, stretch: float) -> Point:
    """The same set-up, its band as long as gives the stretch where it is longest, judged by the pose of the usual set-up."""
    dimensions = evaluator.families[point[0]].dimensions
    keys = [dimension.key for dimension in dimensions]
    if "rest_length_m" not in keys:
        return point
    values = evaluator.values(point)
    far = evaluator.farthest_m(evaluator.outcome(_usual(evaluator, point[0])), float(values["anchor_x_m"]), float(values["anchor_y_m"]))
    if far == 0.0:
        return point
    place = keys.index("rest_length_m")
    i = int(np.argmin(np.abs(np.array(dimensions[place].values) - far / (1.0 + stretch))))
    return (*point[: place + 1], i, *point[place + 2 :])


def _improved(evaluator: Evaluator, start: Outcome, *, until: int) -> Outcome:
    """Pattern search with ever smaller steps until no neighbour is better or the solves are used up."""
    best = _scanned(evaluator, start, until)
    dimensions = evaluator.families[start.point[0]].dimensions
    steps = [max(1, len(dimension.values) // COARSE) for dimension in dimensions]
    while evaluator.solved < until:
        before = best
        for move in _moves(evaluator, best, steps):
            best = _along(evaluator, best, move, until)
        if best is before:
            if max(steps, default=1) == 1:
                break
            steps = [max(1, step // 2) for step in steps]
    return best


def _scanned(evaluator: Evaluator, best: Outcome, until: int) -> Outcome:
    """The best of some places along each end of the path, and of some bends of the knee."""
    for place, dimension in enumerate(evaluator.families[best.point[0]].dimensions):
        if dimension.key in LOOKED_ALONG:
            for i in dict.fromkeys(int(k) for k in np.linspace(0, len(dimension.values) - 1, SCANNED)):
                if evaluator.solved < until:
                    scanned = evaluator.outcome((*best.point[: place + 1], i, *best.point[place + 2 :]), start_at=best.rung)
                    best = max(best, scanned, key=lambda outcome: _penalised_score(evaluator, outcome))
    return best


def _moves(evaluator: Evaluator, best: Outcome, steps: list[int]) -> Iterator[list[int]]:
    """One dimension at a time, both ways; then pairs that belong together, such as the distance and the slack length of a band."""
    keys = [dimension.key for dimension in evaluator.families[best.point[0]].dimensions]
    for i, step in enumerate(steps):
        for sign in (1, -1):
            yield [sign * step if k == i else 0 for k in range(len(keys))]
    for first, second in TOGETHER:
        if first in keys and second in keys:
            for a, b in ((1, 1), (-1, 1), (1, -1), (-1, -1)):
                yield [a * steps[k] if key == first else b * steps[k] if key == second else 0 for k, key in enumerate(keys)]


def _along(evaluator: Evaluator, best: Outcome, move: list[int], until: int) -> Outcome:
    """Go on in one direction as long as it gets better."""
    dimensions = evaluator.families[best.point[0]].dimensions
    while evaluator.solved < until:
        indices = [min(max(i + m, 0), len(d.values) - 1) for i, m, d in zip(best.point[1:], move, dimensions, strict=True)]
        moved = evaluator.outcome((best.point[0], *indices), start_at=best.rung)
        if _penalised_score(evaluator, moved) <= _penalised_score(evaluator, best) + 1e-9:
            return best
        best = moved
    return best
