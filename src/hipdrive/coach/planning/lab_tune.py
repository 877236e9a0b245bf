"""The verb lab tune: the best set-up of an exercise with what is owned, for the lab to put in."""

from dataclasses import dataclass
from typing import TypedDict

from ...body import Athlete
from ...curve import Action, Range
from ...exercise import Value, read_equipment
from ...exercise.owned.equipment import Equipment
from ...exercise.owned.equipment_words import equipment_from_words
from ...exercise.verdict.instruction import instruction
from ...language import en, to_reader
from ..catalogue.lab import LabQuestion
from ..matching.offer import Progress
from .tune import tune


@dataclass(frozen=True, kw_only=True)
class LabWish:
    """What shall be trained, and with what."""

    range: Range | None = None
    """None for what the stride asks."""
    action: Action = "flexor"
    own: str = ""
    """What is owned, in words; empty for what is stored of the runner, or an ordinary gym."""


class LabTuned(TypedDict):
    """What was found."""

    set_up: dict[str, Value] | None
    """None where nothing fits."""
    instruction: str
    """The set-up in imperative sentences; empty where nothing fits."""
    notes: list[str]


def lab_tune(question: LabQuestion, wish: LabWish, *, progress: Progress | None = None) -> LabTuned:
    """Find the set-up, in the language of whoever reads now.

    Args:
        question: The exercise, the runner, the stride, and settings that stay as they are.
        wish: What shall be trained, and with what.
        progress: Called with how far the search is.

    Raises:
        HipDriveError: If the target holds nothing to train, or nothing that fits is owned.
    """
    runner = question.runner
    body = runner if isinstance(runner, Athlete) else runner.athlete
    tuned = tune(
        question.exercise,
        range_wanted=wish.range,
        demand=None if wish.range is not None else question.stride,
        athlete=body,
        tests=() if isinstance(runner, Athlete) else runner.tests,
        age_years=None if isinstance(runner, Athlete) else runner.age_years,
        equipment=_owned(question, wish),
        action=wish.action,
        settings=question.set_up,
        kept=() if isinstance(runner, Athlete) else runner.set_ups,
        progress=progress,
    )
    load = None if tuned.tuned.best is None else tuned.tuned.best.load
    return LabTuned(
        set_up=None if load is None else dict(load.set_up),
        instruction="" if load is None else to_reader(instruction(tuned.exercise, load.set_up)),
        notes=[to_reader(note.message) for note in tuned.notes],
    )


def _owned(question: LabQuestion, wish: LabWish) -> Equipment | None:
    if wish.own.strip():
        return read_equipment(equipment_from_words(wish.own).toml, file=en("what you have"))
    return None if isinstance(question.runner, Athlete) else question.runner.equipment
