"""The plan as a reader sees it: exercises explained once, then each week's days with one row per exercise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...curve import MomentCurve
from ...training import Dose, Plan, PlanLine
from ..chart.svg import Picture
from ..figures.load_panel import Behind, LoadPart, demand_lines, frame_around, load_panel, load_parts
from ..words import (
    amounts_in_words,
    cues_of,
    reserve_in_words,
    rest_in_words,
    set_up_in_words,
    tempo_in_words,
)
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
    amounts: tuple[tuple[str, str, str], ...]
    """Side, sets x repetitions and load of its first session."""
    tempo: str
    rest: str
    finding: tuple[str, ...]
    """How a set of the first session should feel, and what to take next if it felt otherwise."""
    drawing: str
    """The exercise as an SVG document; empty where none was given."""
    panel: Picture
    """Its load over hip angle, behind it what the stride asks."""
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


@dataclass(frozen=True, kw_only=True)
class PlanDays:
    """Days of a week that are alike."""

    days: tuple[int, ...]
    minutes: float
    dates: tuple[date, ...]
    """Where the plan has a start."""
    rows: tuple[PlanTableRow, ...]


@dataclass(frozen=True, kw_only=True)
class PlanWeek:
    """One week."""

    week: int
    parts: tuple[PlanDays, ...]


@dataclass(frozen=True, kw_only=True)
class LaterRow:
    """One exercise over the weeks after the first."""

    name: str
    cells: tuple[tuple[str, ...], ...]
    """By week: what each session asks, the same said once."""


@dataclass(frozen=True, kw_only=True)
class LaterWeeks:
    """The weeks after the first, as they go if all goes well."""

    weeks: tuple[int, ...]
    rows: tuple[LaterRow, ...]


def later_weeks(plan: Plan) -> LaterWeeks:
    """Each exercise's way through the weeks after the first."""
    weeks = tuple(sorted({session.week for session in plan.sessions})[1:])
    names = dict.fromkeys(line.name for session in plan.sessions for line in session.lines)
    rows = tuple(LaterRow(name=name, cells=tuple(_asked(plan, week, name) for week in weeks)) for name in names)
    return LaterWeeks(weeks=weeks, rows=tuple(row for row in rows if any(row.cells)))


def _asked(plan: Plan, week: int, name: str) -> tuple[str, ...]:
    asked = []
    for session in (session for session in plan.sessions if session.week == week):
        amounts = amounts_in_words([line for line in session.lines if line.name == name])
        if amounts:
            alone = len(amounts) == 1
            asked.append("; ".join(f"{'' if alone else f'{side}: '}{sets}, {load}" for side, sets, load in amounts))
    return tuple(dict.fromkeys(asked))


def exercise_cards(plan: Plan, chosen: Sequence[ChosenExercise], content: ReportContent) -> tuple[ExerciseCard, ...]:
    """One card per exercise that the plan uses, numbered as drawn."""
    loads = {exercise.exercise: load_parts(_curves(exercise)) for exercise in chosen}
    behind = frame_around(list(loads.values()), demand_lines(content.demand))
    cards = []
    for exercise in chosen:
        first: dict[str, PlanLine] = {}
        for line in (line for session in plan.sessions for line in session.lines if line.exercise == exercise.exercise):
            first.setdefault(line.side, line)
        if first:
            cards.append(_card(exercise, list(first.values()), content, loads[exercise.exercise], behind))
    return tuple(cards)


def _card(
    exercise: ChosenExercise, lines: Sequence[PlanLine], content: ReportContent, parts: Sequence[LoadPart], behind: Behind
) -> ExerciseCard:
    set_ups = tuple(SideSetUp(side=line.side, rows=set_up_in_words(line.exercise, line.set_up)) for line in lines)
    if len({set_up.rows for set_up in set_ups}) == 1:
        set_ups = (SideSetUp(side="both" if len(set_ups) > 1 else set_ups[0].side, rows=set_ups[0].rows),)
    why = dict.fromkeys(reason for line in lines for reason in line.why)
    doubts = dict.fromkeys(note for candidate in exercise.by_side.values() for note in candidate.notes)
    return ExerciseCard(
        number=exercise.number,
        name=exercise.name,
        anchor=f"exercise-{exercise.number}",
        amounts=amounts_in_words(lines),
        tempo=tempo_in_words(lines[0].dose.tempo),
        rest=rest_in_words(lines[0].dose),
        finding=tuple(dict.fromkeys(line.finding for line in lines if line.finding)),
        drawing=content.pictures.get(exercise.exercise, ""),
        panel=load_panel(exercise.exercise, exercise.name, parts, behind, alt=f"{exercise.name}: {loads_in_words(parts)}."),
        cues=cues_of(exercise.exercise, lines[0].set_up),
        set_ups=set_ups,
        stop_for=tuple(dict.fromkeys(fault for line in lines for fault in line.stop_for)),
        why=tuple(with_levels(reason) for reason in why),
        doubts=tuple(with_levels(note) for note in doubts),
    )


def loads_in_words(parts: Sequence[LoadPart]) -> str:
    """'loads the right flexors from -20° to 45°, the left extensors from 0° to 10°'."""
    spans: dict[str, list[float]] = {}
    for part in parts:
        action = "flexors" if float(part.line.moment_nm_kg.mean()) > 0 else "extensors"
        spans.setdefault(f"the {part.side} {action}", []).extend(float(degree) for degree in part.line.degrees)
    return "loads " + (", ".join(f"{muscles} from {min(span):.0f}° to {max(span):.0f}°" for muscles, span in spans.items()) or "no hip")


def _curves(exercise: ChosenExercise) -> Sequence[MomentCurve]:
    """Its load with the right leg working where that is offered."""
    return (exercise.by_side.get("right") or next(iter(exercise.by_side.values()))).curves


def common_stops(cards: Sequence[ExerciseCard]) -> tuple[str, ...]:
    """What ends a set of every exercise, said once; nothing where there is one exercise."""
    if len(cards) < 2:
        return ()
    return tuple(fault for fault in cards[0].stop_for if all(fault in card.stop_for for card in cards))


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
                dates=tuple(on for index in indices if (on := sessions[index].on) is not None),
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
    dose = lines[0].dose
    return PlanTableRow(
        name=lines[0].name,
        anchor=anchor,
        amounts=amounts_in_words(lines),
        tempo=tempo_in_words(dose.tempo),
        rest=rest_in_words(dose),
        stop=reserve_in_words(dose) or "form goes",
    )
