"""The verb lab: one set-up of an exercise with all that is shown of it while a hand moves its anchor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ... import report
from ...body import SIDES, Athlete
from ...capacity import CapacityBand, StrengthPoint, StrengthTest, capacities
from ...exercise import (
    SLOW_TEMPO,
    WHOLE,
    BandTable,
    Effort,
    Exercise,
    HipStrength,
    Load,
    LoadParts,
    Value,
    blocking_notes,
    efforts_of,
    exercise_of,
    peaks_of,
    share_at_once,
    solve_load,
    solve_repetition,
    solve_seen_load,
    variant_of,
)
from ...report import LabAnswer as LabAnswer
from ...report import LabContent
from ...report import LabShown as LabShown
from ..athletes.effort_scale import OWN, effort_scale, typical_strength
from ..athletes.for_analysis import Runner
from ..matching.demand import StrideDemand
from ..matching.strength_limit import with_strength_limit


@dataclass(frozen=True, kw_only=True)
class LabQuestion:
    """A set-up that is asked about."""

    exercise: str
    """Its id."""
    runner: Athlete | Runner
    """The body; with a runner strength is judged too, and own bands may be used."""
    set_up: Mapping[str, Value] = field(default_factory=dict)
    """What differs from the default set-up."""
    stride: StrideDemand | None = None
    """What stands behind; None where it is not drawn anew."""


def lab_set_up(question: LabQuestion, shown: LabShown) -> LabAnswer:
    """Work a set-up out and tell of it, in the language of whoever reads now; its load is that of load_report to the letter.

    While the hand moves, only what is seen then is worked out: nothing of it is any coarser, but what stands in words beside the curves
    waits for the hand to rest.

    Raises:
        HipDriveError: If the exercise, a key or a value is not known or not allowed.
    """
    declared, body = exercise_of(question.exercise), _body(question.runner)
    parts = WHOLE if shown.settled else _needed(question.runner)
    solved = solve_seen_load(declared, body, question.set_up, bands=_bands(question.runner), parts=parts)
    load = _judged(solved.load, question.runner)
    strength, blocking = _strength(question.runner), blocking_notes(load)
    exercise = variant_of(declared, question.set_up)
    content = LabContent(
        exercise=exercise,
        load=load,
        scene=solved.scene,
        peaks=peaks_of(load, mass_kg=body.mass_kg, sides=SIDES if shown.settled else [load.working_side]),
        share_at_once=share_at_once(load, strength) if shown.settled else 0.0,
        efforts=_efforts(question, load, exercise, strength) if shown.settled else (),
        reasons=tuple(note.message for note in blocking),
        remarks=tuple(note.message for note in load.notes if note not in blocking) if shown.settled else (),
        demand=() if question.stride is None else question.stride.curves,
    )
    return report.lab_answer(content, shown)


def can_be_done(question: LabQuestion) -> bool:
    """Whether a set-up can be done at all.

    Raises:
        HipDriveError: If the exercise, a key or a value is not known or not allowed.
    """
    runner = question.runner
    solved = solve_repetition(question.exercise, _body(runner), question.set_up, bands=_bands(runner), parts=_needed(runner))
    return _judged(solved.load, runner).feasible


def _needed(runner: Athlete | Runner) -> LoadParts:
    """What decides whether a set-up can be done: who was tested may be too weak for a curve; typical strength forbids nothing."""
    return LoadParts(curves=isinstance(runner, Runner) and bool(runner.tests), remarks=False)


def _efforts(question: LabQuestion, load: Load, exercise: Exercise, strength: HipStrength) -> tuple[Effort, ...]:
    slow = solve_load(question.exercise, _body(question.runner), {**question.set_up, "tempo": SLOW_TEMPO}, bands=_bands(question.runner))
    return efforts_of(load, slow, strength, exercise=exercise)


def _judged(load: Load, runner: Athlete | Runner) -> Load:
    bands = () if isinstance(runner, Athlete) else _capacities(runner.athlete, tuple(runner.tests), runner.age_years)
    return with_strength_limit(load, bands) if bands else load


def _strength(runner: Athlete | Runner) -> HipStrength:
    if isinstance(runner, Athlete) or not runner.tests:
        return typical_strength(_body(runner))
    return _own_strength(runner.athlete, tuple(runner.tests), runner.age_years)


def _body(runner: Athlete | Runner) -> Athlete:
    return runner if isinstance(runner, Athlete) else runner.athlete


def _bands(runner: Athlete | Runner) -> Mapping[str, BandTable] | None:
    return None if isinstance(runner, Athlete) or runner.equipment is None else runner.equipment.bands


@lru_cache(maxsize=16)
def _capacities(athlete: Athlete, tests: Sequence[StrengthTest | StrengthPoint], age_years: float | None) -> tuple[CapacityBand, ...]:
    return tuple(capacities(athlete, tests, age_years=age_years))


@lru_cache(maxsize=16)
def _own_strength(athlete: Athlete, tests: Sequence[StrengthTest | StrengthPoint], age_years: float | None) -> HipStrength:
    return effort_scale(_capacities(athlete, tests, age_years), source=OWN)
