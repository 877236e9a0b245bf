"""The plan as a reader sees it: exercises explained once, then each week's days with one row per exercise."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...training import Dose, Plan, PlanLine
from ..words import (
    cues_of,
    load_in_words,
    reserve_in_words,
    rest_in_words,
    set_up_in_words,
    sets_in_words,
    side_in_words,
    tempo_in_words,
    with_rows_named,
)
from .anonymity import without_names
from .chosen import ChosenExercise
from .content import ReportContent
from .levels import with_levels


@dataclass(frozen=True, kw_only=True)
class SideSetUp:
    """What to arrange for one working side."""

    side: str
    rows: tuple[tuple[str, str], ...]
    """Label and value."""


@dataclass(frozen=True, kw_only=True)
class ExerciseCard:
    """How to do one exercise, when to stop and why it is there."""

    number: int
    name: str
    anchor: str
    cues: tuple[str, ...]
    set_ups: tuple[SideSetUp, ...]
    """One for both sides where they are alike."""
    stop_for: tuple[str, ...]
    why: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PlanTableRow:
    """One exercise on the days of a week."""

    name: str
    anchor: str
    amounts: tuple[tuple[str, str, str], ...]
    """Side, sets x repetitions and load."""
    tempo: str
    rest: str
    stop: str
    why: str


@dataclass(frozen=True, kw_only=True)
class PlanDays:
    """Days of a week that are alike."""

    days: tuple[int, ...]
    minutes: float
    rows: tuple[PlanTableRow, ...]


@dataclass(frozen=True, kw_only=True)
class PlanWeek:
    """One week."""

    week: int
    parts: tuple[PlanDays, ...]


def exercise_cards(plan: Plan, chosen: Sequence[ChosenExercise], content: ReportContent) -> tuple[ExerciseCard, ...]:
    """One card per exercise that the plan uses, numbered as drawn."""
    cards = []
    for exercise in chosen:
        first: dict[str, PlanLine] = {}
        for line in (line for session in plan.sessions for line in session.lines if line.exercise == exercise.exercise):
            first.setdefault(line.side, line)
        lines = list(first.values())
        if not lines:
            continue
        set_ups = tuple(SideSetUp(side=line.side, rows=set_up_in_words(line.exercise, line.set_up)) for line in lines)
        if len({set_up.rows for set_up in set_ups}) == 1:
            set_ups = (SideSetUp(side="both" if len(set_ups) > 1 else set_ups[0].side, rows=set_ups[0].rows),)
        why = dict.fromkeys(reason for line in lines for reason in line.why[:-1])
        doubts = dict.fromkeys(note for candidate in exercise.by_side.values() for note in candidate.notes)
        cards.append(
            ExerciseCard(
                number=exercise.number,
                name=exercise.name,
                anchor=f"exercise-{exercise.number}",
                cues=cues_of(exercise.exercise, lines[0].set_up),
                set_ups=set_ups,
                stop_for=tuple(dict.fromkeys(fault for line in lines for fault in line.stop_for)),
                why=tuple(with_levels(without_names(reason, content)) for reason in why),
                doubts=tuple(with_levels(without_names(note, content)) for note in doubts),
            )
        )
    return tuple(cards)


def plan_weeks(plan: Plan, chosen: Sequence[ChosenExercise]) -> tuple[PlanWeek, ...]:
    """Weeks with their days; days of a week whose lines are the same stand together."""
    anchors = {exercise.exercise: f"exercise-{exercise.number}" for exercise in chosen}
    weeks = []
    for week in sorted({session.week for session in plan.sessions}):
        alike: dict[tuple[tuple[Dose, str], ...], list[int]] = {}
        sessions = [session for session in plan.sessions if session.week == week]
        for index, session in enumerate(sessions):
            alike.setdefault(tuple((line.dose, line.exercise) for line in session.lines), []).append(index)
        parts = [
            PlanDays(
                days=tuple(sessions[index].day for index in indices),
                minutes=sessions[indices[0]].minutes,
                rows=_rows(sessions[indices[0]].lines, anchors),
            )
            for indices in alike.values()
        ]
        weeks.append(PlanWeek(week=week, parts=tuple(parts)))
    return tuple(weeks)


def _rows(lines: Sequence[PlanLine], anchors: dict[str, str]) -> tuple[PlanTableRow, ...]:
    by_exercise: dict[str, list[PlanLine]] = {}
    for line in lines:
        by_exercise.setdefault(line.exercise, []).append(line)
    return tuple(_row(group, anchors.get(exercise, "")) for exercise, group in by_exercise.items())


def _row(lines: Sequence[PlanLine], anchor: str) -> PlanTableRow:
    doses = [line.dose for line in lines]
    amounts = [
        (side_in_words(dose), sets_in_words(dose), load_in_words(dose.load, line.set_up, exercise=line.exercise))
        for dose, line in zip(doses, lines, strict=True)
    ]
    if len(amounts) > 1 and len({amount[1:] for amount in amounts}) == 1:
        amounts = [("each side", *amounts[0][1:])]
    return PlanTableRow(
        name=lines[0].name,
        anchor=anchor,
        amounts=tuple(amounts),
        tempo=tempo_in_words(doses[0].tempo),
        rest=rest_in_words(doses[0]),
        stop=_stop(doses[0]),
        why=with_rows_named("; ".join(dict.fromkeys(line.why[-1] for line in lines if line.why))),
    )


def _stop(dose: Dose) -> str:
    reserve = reserve_in_words(dose)
    return f"pain above 2 of 10, or form goes (list above){'; ' + reserve if reserve else ''}"
