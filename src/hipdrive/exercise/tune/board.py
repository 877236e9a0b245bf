"""The board: hundreds of sketched movements from which the few that are solved are chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .evaluate import Evaluator
from .fixed_ends import Point
from .preference import inconvenience
from .space import ENDS, PATH

LEADERS = 6
"""Sketches whose neighbours are sketched next; our choice."""
FIRST_STEP = 0.25
"""Share of a dimension's values by which the first neighbours lie away; it halves from round to round."""
APART = 0.12
"""Share of a dimension's values by which sketches differ clearly; our choice."""
ROUNDS = 3
"""Rounds of neighbours; our choice."""


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """A movement, tied and loaded as it seems best."""

    point: Point
    rung: int
    value: float
    """Estimated score less inconvenience; below 0 where it seems too hard."""


def best_sketches(evaluator: Evaluator, samples: Sequence[Point]) -> list[Sketch]:
    """The best movements by estimate, the best first: samples, then in rounds the neighbours of the best of them.

    Args:
        evaluator: Sketches; solves none here.
        samples: Movements to begin with, of families that can be sketched.
    """
    seen: dict[Point, Sketch | None] = {}
    _add(evaluator, seen, samples, near=False)
    for k in range(ROUNDS):
        leaders = _distinct(evaluator, seen)[:LEADERS]
        _add(evaluator, seen, [point for leader in leaders for point in _neighbours(evaluator, leader, FIRST_STEP / 2**k)], near=True)
    return _distinct(evaluator, seen)


def _add(evaluator: Evaluator, seen: dict[Point, Sketch | None], points: Sequence[Point], *, near: bool) -> None:
    """Sketch the movements that were not sketched yet."""
    new = {_movement_of(evaluator, point): point for point in reversed(points)}
    for family in dict.fromkeys(point[0] for point in points):
        some = [(key, point) for key, point in new.items() if point[0] == family and key not in seen and _is_path(evaluator, point)]
        if not some:
            continue
        dimensions, ladder = evaluator.families[family].dimensions, evaluator.families[family].ladder
        for (key, _), tie in zip(some, evaluator.sketches([point for _, point in some], near=near), strict=True):
            if tie is not None:
                least = inconvenience(dimensions, tie.point[1:], ladder[tie.rung].changes)
                value = tie.score - least if tie.score >= 0.0 else tie.score
                seen[key] = Sketch(point=tie.point, rung=tie.rung, value=value)
            else:
                seen[key] = None


def _is_path(evaluator: Evaluator, point: Point) -> bool:
    return not evaluator.path_too_short(evaluator.values(point))


def _movement_of(evaluator: Evaluator, point: Point) -> Point:
    """A point without its fixed end."""
    return tuple(-1 if k > 0 and evaluator.families[point[0]].dimensions[k - 1].key in ENDS else i for k, i in enumerate(point))


def _distinct(evaluator: Evaluator, seen: dict[Point, Sketch | None]) -> list[Sketch]:
    """All that can be done, the best first: clearly different ones, then the others."""
    ranked = sorted((sketch for sketch in seen.values() if sketch is not None), key=lambda sketch: -sketch.value)
    first: list[Sketch] = []
    for sketch in ranked:
        if all(_apart(evaluator, sketch.point, other.point) for other in first):
            first.append(sketch)
    return [*first, *(sketch for sketch in ranked if sketch not in first)]


def _apart(evaluator: Evaluator, point: Point, other: Point) -> bool:
    """Whether two movements differ clearly: in variant or kind of resistance, or far in one dimension."""
    if point[0] != other[0]:
        return True
    dimensions = evaluator.families[point[0]].dimensions
    return any(
        abs(i - k) > APART * len(dimension.values)
        for dimension, i, k in zip(dimensions, point[1:], other[1:], strict=True)
        if dimension.key not in ENDS
    )


def _neighbours(evaluator: Evaluator, sketch: Sketch, share: float) -> Iterator[Point]:
    """One dimension at a time, both ways; then both ends of the path together."""
    dimensions = evaluator.families[sketch.point[0]].dimensions
    steps = {k: max(1, round(share * len(d.values))) for k, d in enumerate(dimensions) if d.key not in ENDS}
    moves = [{k: sign * step} for k, step in steps.items() for sign in (1, -1)]
    path = [k for k, dimension in enumerate(dimensions) if dimension.key in PATH]
    if len(path) == 2:
        moves += [{path[0]: a * steps[path[0]], path[1]: b * steps[path[1]]} for a in (1, -1) for b in (1, -1)]
    for move in moves:
        indices = [int(np.clip(i + move.get(k, 0), 0, len(dimensions[k].values) - 1)) for k, i in enumerate(sketch.point[1:])]
        yield (sketch.point[0], *indices)
