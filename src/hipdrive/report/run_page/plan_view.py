"""The plan as a reader sees it: exercises explained once, then each week's days with one row per exercise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...body_words import SIDE_MUSCLES
from ...curve import Action, MomentCurve
from ...language import Text, and_list, en, en_count, joined, layout
from ...training import Dose, Plan, PlanLine, PlanSession
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

_SET_UP: Mapping[str, Text] = {
    "left": en("How to set it up, left leg"),
    "right": en("How to set it up, right leg"),
    "both": en("How to set it up"),
}


@dataclass(frozen=True, kw_only=True)
class SideSetUp:
    """What to arrange for one working side, or for both."""

    heading: Text
    rows: tuple[tuple[Text, Text], ...]
    """Label and value."""


@dataclass(frozen=True, kw_only=True)
class ExerciseCard:
    """How to do one exercise, when to stop and why it is there."""

    number: int
    name: Text
    anchor: str
    amounts: tuple[tuple[Text, Text, Text], ...]
    """Side, sets x repetitions and load of its first session."""
    tempo: Text
    rest: Text
    finding: tuple[Text, ...]
    """How a set of the first session should feel, and what to take next if it felt otherwise."""
    drawing: str
    """The exercise as an SVG document; empty where none was given."""
    panel: Picture
    """Its load over hip angle, behind it what the stride asks."""
    cues: tuple[Text, ...]
    set_ups: tuple[SideSetUp, ...]
    """One for both sides where they are alike."""
    stop_for: tuple[Text, ...]
    why: tuple[Text, ...]
    doubts: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class PlanTableRow:
    """One exercise on the days of a week."""

    name: Text
    anchor: str
    amounts: tuple[tuple[Text, Text, Text], ...]
    """Side, sets x repetitions and load."""
    tempo: Text
    rest: Text
    stop: Text


@dataclass(frozen=True, kw_only=True)
class PlanDays:
    """Days of a week that are alike."""

    days: tuple[int, ...]
    heading: Text
    """Week, days and how long they take."""
    rows: tuple[PlanTableRow, ...]


@dataclass(frozen=True, kw_only=True)
class PlanWeek:
    """One week."""

    week: int
    parts: tuple[PlanDays, ...]


@dataclass(frozen=True, kw_only=True)
class LaterRow:
    """One exercise over the weeks after the first."""

    name: Text
    cells: tuple[tuple[Text, ...], ...]
    """By week: what each session asks, the same said once."""


@dataclass(frozen=True, kw_only=True)
class LaterWeeks:
    """The weeks after the first, as they go if all goes well."""

    weeks: tuple[int, ...]
    rows: tuple[LaterRow, ...]


def later_weeks(sessions: Sequence[PlanSession]) -> LaterWeeks:
    """Each exercise's way through the weeks after the first."""
    weeks = tuple(sorted({session.week for session in sessions})[1:])
    names = dict.fromkeys(line.name for session in sessions for line in session.lines)
    rows = tuple(LaterRow(name=name, cells=tuple(_asked(sessions, week, name) for week in weeks)) for name in names)
    return LaterWeeks(weeks=weeks, rows=tuple(row for row in rows if any(row.cells)))


def _asked(sessions: Sequence[PlanSession], week: int, name: str) -> tuple[Text, ...]:
    asked = []
    for session in (session for session in sessions if session.week == week):
        amounts = amounts_in_words([line for line in session.lines if line.name == name])
        if amounts:
            said = layout("{sets}, {load}") if len(amounts) == 1 else layout("{side}: {sets}, {load}")
            asked.append(joined((said.filled(side=side, sets=sets, load=load) for side, sets, load in amounts), "; "))
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
        panel=load_panel(exercise.exercise, exercise.name, parts, behind, alt=_loads_of(exercise, parts)),
        cues=cues_of(exercise.exercise, lines[0].set_up),
        set_ups=_set_ups(lines),
        stop_for=tuple(dict.fromkeys(fault for line in lines for fault in line.stop_for)),
        why=tuple(with_levels(reason) for reason in why),
        doubts=tuple(with_levels(note) for note in doubts),
    )


def _set_ups(lines: Sequence[PlanLine]) -> tuple[SideSetUp, ...]:
    rows = {line.side: set_up_in_words(line.exercise, line.set_up) for line in lines}
    if len(set(rows.values())) > 1:
        return tuple(SideSetUp(heading=_SET_UP[side], rows=own) for side, own in rows.items())
    return (SideSetUp(heading=_SET_UP["both" if len(rows) > 1 else lines[0].side], rows=rows[lines[0].side]),)


def _loads_of(exercise: ChosenExercise, parts: Sequence[LoadPart]) -> Text:
    return layout("{exercise}: {loads}.", exercise=exercise.name, loads=loads_in_words(parts))


def loads_in_words(parts: Sequence[LoadPart]) -> Text:
    """'loads the right flexors from -20° to 45°, the left extensors from 0° to 10°'."""
    spans: dict[Text, list[float]] = {}
    for part in parts:
        action: Action = "flexor" if float(part.line.moment_nm_kg.mean()) > 0 else "extensor"
        spans.setdefault(SIDE_MUSCLES[part.side, action], []).extend(float(degree) for degree in part.line.degrees)
    hips = [
        en("the {muscles} from {least:.0f}° to {most:.0f}°", muscles=muscles, least=min(span), most=max(span))
        for muscles, span in spans.items()
    ]
    return en("loads {muscles}", muscles=joined(hips, ", ")) if hips else en("loads no hip")


def _curves(exercise: ChosenExercise) -> Sequence[MomentCurve]:
    """Its load with the right leg working where that is offered."""
    return (exercise.by_side.get("right") or next(iter(exercise.by_side.values()))).curves


def common_stops(cards: Sequence[ExerciseCard]) -> tuple[Text, ...]:
    """What ends a set of every exercise, said once; nothing where there is one exercise."""
    if len(cards) < 2:
        return ()
    return tuple(fault for fault in cards[0].stop_for if all(fault in card.stop_for for card in cards))


def plan_weeks(planned: Sequence[PlanSession], chosen: Sequence[ChosenExercise]) -> tuple[PlanWeek, ...]:
    """Weeks with their days; days of a week whose lines are the same stand together."""
    anchors = {exercise.exercise: f"exercise-{exercise.number}" for exercise in chosen}
    weeks = []
    for week in sorted({session.week for session in planned}):
        alike: dict[tuple[tuple[Dose, str], ...], list[int]] = {}
        sessions = [session for session in planned if session.week == week]
        for index, session in enumerate(sessions):
            alike.setdefault(tuple((line.dose, line.exercise) for line in session.lines), []).append(index)
        parts = [
            PlanDays(
                days=tuple(sessions[index].day for index in indices),
                heading=_days_heading([sessions[index] for index in indices]),
                rows=_rows(sessions[indices[0]].lines, anchors),
            )
            for indices in alike.values()
        ]
        weeks.append(PlanWeek(week=week, parts=tuple(parts)))
    return tuple(weeks)


def _days_heading(sessions: Sequence[PlanSession]) -> Text:
    """When sessions that are alike take place, and how long each takes."""
    dates = [en("{on:EEE d MMM}", on=session.on) for session in sessions if session.on is not None]
    numbers = and_list([str(session.day) for session in sessions])
    return en_count(
        "Week {week}, {days}: about {minutes:.0f} minutes",
        "Week {week}, {days}: about {minutes:.0f} minutes each",
        n=len(sessions),
        week=sessions[0].week,
        days=joined(dates, ", ") or en_count("day {days}", "days {days}", n=len(sessions), days=numbers),
        minutes=sessions[0].minutes,
    )


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
        stop=reserve_in_words(dose) or en("when you lose form"),
    )
