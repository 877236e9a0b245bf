"""Ladders: in which order exercises are taken up, and what must hold before the next step or the step back (data/ladders)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator

from ...data import DATA
from ...data.declared import ReadOnly, at, declared, read_only, shipped_toml
from ...errors import NOTHING
from ...language import Text
from .exercise import Value

Criteria = ReadOnly[str, Annotated[Any, AfterValidator(lambda value: tuple(value) if isinstance(value, list) else value)]]
"""What must hold, by key (data/ladders/README.md)."""


@dataclass(frozen=True, kw_only=True)
class LadderStep:
    """One rung: an exercise in a set-up."""

    id: str
    exercise: str
    set_up: ReadOnly[str, Value]
    entry: Text = NOTHING
    """Why whoever is new may begin here although steps stand below it; empty where those come first."""


@dataclass(frozen=True, kw_only=True)
class Edge:
    """How one step leads to the next, and back."""

    from_step: Annotated[str, at("from")]
    to_step: Annotated[str, at("to")]
    unlock: Criteria
    """All of them open the next step."""
    unlock_words: Text
    regress: Criteria
    """Any one of them leads back."""
    regress_words: Text


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """A named order of steps."""

    id: str
    name: Text
    source: tuple[str, ...]
    why: Text
    steps: ReadOnly[str, LadderStep]
    """By id, in order."""
    edges: tuple[Edge, ...]


@cache
def ladders() -> Mapping[str, Ladder]:
    """All ladders by id, in order of their files' names."""
    files = sorted(file.name for file in (DATA / "ladders").iterdir() if file.name.endswith(".toml"))
    return read_only({ladder.id: ladder for ladder in map(_ladder, files)})


def _ladder(file: str) -> Ladder:
    """The ladder of a file; its table of sources is for readers of the file."""
    plain = {key: value for key, value in shipped_toml("ladders", file).items() if key != "sources"}
    return declared(Ladder, {**plain, "steps": {row["id"]: {"set_up": {}, **row} for row in plain["steps"]}}, file=file)


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


def is_entry(exercise: str) -> bool:
    """Whether an exercise has a step at which whoever is new may begin although others stand below it."""
    return any(step.entry for _, step in steps_of(exercise))


@cache
def steps_of(exercise: str) -> tuple[tuple[Ladder, LadderStep], ...]:
    """All rungs on which an exercise stands."""
    return tuple((ladder, step) for ladder in ladders().values() for step in ladder.steps.values() if step.exercise == exercise)
