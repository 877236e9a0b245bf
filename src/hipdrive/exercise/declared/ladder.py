"""Ladders: in which order exercises are taken up, and what must hold before the next step or the step back (data/ladders)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from ...data import DATA
from .exercise import Value


@dataclass(frozen=True, kw_only=True)
class Step:
    """One rung: an exercise in a set-up."""

    id: str
    exercise: str
    set_up: dict[str, Value]


@dataclass(frozen=True, kw_only=True)
class Edge:
    """The way from one step to the next, and back."""

    from_step: str
    to_step: str
    unlock: dict[str, Any]
    """Criteria by key (data/ladders/README.md)."""
    unlock_words: str
    regress: dict[str, Any]
    regress_words: str


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """A named order of steps."""

    id: str
    name: str
    source: tuple[str, ...]
    why: str
    steps: dict[str, Step]
    edges: tuple[Edge, ...]


@cache
def ladders() -> dict[str, Ladder]:
    """All ladders by id, in order of their files' names."""
    files = sorted((file for file in (DATA / "ladders").iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    found = [_ladder(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files]
    return {ladder.id: ladder for ladder in found}


def _ladder(plain: dict[str, Any]) -> Ladder:
    return Ladder(
        **{key: plain[key] for key in ("id", "name", "why")},
        source=tuple(plain["source"]),
        steps={row["id"]: Step(id=row["id"], exercise=row["exercise"], set_up=row.get("set_up", {})) for row in plain["steps"]},
        edges=tuple(
            Edge(from_step=row["from"], to_step=row["to"], **{key: value for key, value in row.items() if key not in {"from", "to"}})
            for row in plain["edges"]
        ),
    )


@cache
def _relations() -> tuple[tuple[str, str], ...]:
    """(lower, higher) exercise ids of all edges that lead from one exercise to another."""
    pairs = [
        (ladder.steps[edge.from_step].exercise, ladder.steps[edge.to_step].exercise)
        for ladder in ladders().values()
        for edge in ladder.edges
    ]
    return tuple(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))


def unlocks_of(exercise: str) -> tuple[str, ...]:
    """Exercises that may be taken up once this one is mastered."""
    return tuple(higher for lower, higher in _relations() if lower == exercise)


def regressions_of(exercise: str) -> tuple[str, ...]:
    """Exercises to fall back to when this one is too hard."""
    return tuple(lower for lower, higher in _relations() if higher == exercise)


def steps_of(exercise: str) -> tuple[tuple[Ladder, Step], ...]:
    """All rungs on which an exercise stands."""
    return tuple((ladder, step) for ladder in ladders().values() for step in ladder.steps.values() if step.exercise == exercise)
