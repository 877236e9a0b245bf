"""Progress of a stored athlete: where the plan stands, what was done of it, what moved, what hurt, and what the tests say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, get_args

from pydantic import TypeAdapter

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...body import OTHER_SIDE, SIDES
from ...contract.athletes.log import fired_rule_document
from ...contract.athletes.progress import (
    DayProgressDocument,
    ExerciseProgressDocument,
    FeltPainDocument,
    LineProgressDocument,
    PainProgressDocument,
    PlanProgressDocument,
    ProgressDocument,
    SideProgressDocument,
    SidesComparedDocument,
    WorstPainDocument,
)
from ...contract.athletes.result import ChangesDocument
from ...errors import UnknownNameError
from ...exercise import exercises
from ...language import Text, en, verbatim
from ...store import DayProgress, Unit, list_results, list_sessions, pains_by_session, progress_by_day
from ...training import SessionRecord, adapt_rules, prescribed, week_of
from ...training.follow.calendar import Advance, kind_on
from ...training.log.session import LoggedSide, refuse_future
from ..athletes.known_athlete import known
from ..following.adherence import adherence, adherence_document
from ..following.change_since import changes_reported
from ..following.follower import Follower, follower, follower_of
from ..following.lately import lately
from ..following.next_step import next_step, step_at
from ..following.progress_shown import progress_shown
from ..following.session_words import pain_words
from ..following.standing import next_session, plan_of, standing

_DAYS = TypeAdapter(tuple[DayProgressDocument, ...])
SideMeasure = Literal["best_load_kg", "best_hold_s", "best_reps", "distance_m"]
UNITS: Mapping[SideMeasure, Text] = {
    "best_load_kg": verbatim("kg"),
    "best_hold_s": verbatim("s"),
    "best_reps": en("repetitions"),
    "distance_m": verbatim("m"),
}
"""What sides are compared by, in this order; its unit."""


def progress_report(unit: Unit, name: str, *, exercise: str = "", since: date | None = None) -> ProgressDocument:
    """How it goes until today.

    Args:
        unit: A unit of work.
        name: The athlete.
        exercise: Only this exercise; empty for all.
        since: First day that is shown; None for everything of the athlete.

    Raises:
        UnknownNameError: If athlete or exercise is not known.
        ValueOutOfRangeError: If the first day has not come yet.
    """
    athlete = follower(unit, name)
    if since is not None:
        refuse_future(since, today=unit.today, name=en("first day of the progress"))
    now = None if athlete.plan is None else standing(athlete)
    start = None if athlete.plan is None else athlete.plan.starts_on
    pains = pains_by_session(unit, name, since=since)
    return progress_of(unit, athlete, now, pains, exercise=exercise, since=since, tests_since=since or start)


def progress_of(
    unit: Unit,
    athlete: Follower,
    now: Advance | None,
    sessions: Sequence[SessionRecord],
    *,
    exercise: str = "",
    since: date | None = None,
    tests_since: date | None,
) -> ProgressDocument:
    """How it goes, where it is known where the plan stands.

    Args:
        unit: A unit of work.
        athlete: Who it is about.
        now: Where the plan stands; None without one.
        sessions: Those that count since the first day that is shown; their sets are not looked at.
        exercise: Only this exercise; empty for all.
        since: First day that is shown; None for everything of the athlete.
        tests_since: Tests from this day on are held against those before; None where nothing says from when.

    Raises:
        UnknownNameError: If the exercise is not known.
    """
    done = progress_by_day(unit, athlete.person.name, since=since)
    days = [day for day in done if not exercise or day.exercise == exercise]
    if exercise and not days and exercise not in exercises():
        raise UnknownNameError(en("exercise"), exercise, exercises())
    return ProgressDocument(
        athlete=athlete.person.name,
        on=unit.today,
        since=since,
        plan=None if now is None else _plan(athlete, now, exercise=exercise, since=since, today=unit.today),
        sessions=len({day.on for day in done if day.sets}),
        exercises=_exercises(days),
        pain=_pain(sessions, exercise),
        tests=_tests(unit, athlete, tests_since),
    )


def progress_page(unit: Unit, name: str, *, exercise: str = "", since: date | None = None, links: Sequence[tuple[Text, str]] = ()) -> str:
    """How it goes as one HTML page, which lists every session.

    Args:
        unit: A unit of work.
        name: The athlete.
        exercise: Only this exercise; empty for all.
        since: First day that is shown; None for everything of the athlete.
        links: Words and address of further pages.

    Raises:
        UnknownNameError: If athlete or exercise is not known.
        ValueOutOfRangeError: If the first day has not come yet.
    """
    report = progress_report(unit, name, exercise=exercise, since=since)
    sessions = [entry.value for entry in list_sessions(unit, name)]
    results = [entry.value for entry in list_results(unit, name)]
    content = progress_shown(report, sessions, results, next_step(unit, name), exercise=exercise)
    return pages.progress_page_html(content, links=links)


def lately_page(unit: Unit, name: str, *, days: int, listed: int, links: Sequence[tuple[Text, str]] = (), all_at: str = "") -> str:
    """How it went of late as one HTML page: in the plan's weeks, at least so many days, and the last sessions.

    Args:
        unit: A unit of work.
        name: The athlete.
        days: How far back it goes at least.
        listed: How many sessions are listed.
        links: Words and address of further pages.
        all_at: Address of the page with everything; empty where there is none.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    athlete = known(unit, name)
    following = follower_of(unit, athlete)
    shown, start = lately(unit, following, days=days, listed=listed), None if following.plan is None else following.plan.starts_on
    now = None if following.plan is None else standing(following)
    report = progress_of(unit, following, now, shown.sessions, since=shown.since, tests_since=start)
    step = step_at(following, now, athlete.screen, today=unit.today)
    content = replace(progress_shown(report, shown.sessions, athlete.results, step), sessions_kept=shown.kept)
    return pages.progress_page_html(content, links=links, last=len(shown.newest), all_at=all_at)


def _tests(unit: Unit, athlete: Follower, since: date | None) -> ChangesDocument | None:
    """What changed in the tests since a day; None where nothing says from when."""
    if since is None:
        return None
    results = athlete.results
    if athlete.plan is None:
        results = tuple(entry.value for entry in list_results(unit, athlete.person.name))
    return changes_reported(athlete.person.name, results, since)


def _plan(athlete: Follower, now: Advance, *, exercise: str, since: date | None, today: date) -> PlanProgressDocument:
    """Where the plan stands, what was done of it, and the rules that fired."""
    plan, rules = plan_of(athlete), adapt_rules()
    state, week = now.state, week_of(now.state, today)
    shown = [change for change in now.changes if (since is None or change.on >= since) and exercise in ("", change.exercise)]
    first = plan.starts_on if since is None else max(since, plan.starts_on)
    return PlanProgressDocument(
        id=plan.uid,
        goal=plan.course.goal,
        starts_on=plan.starts_on,
        weeks=plan.weeks,
        week=week if today >= plan.starts_on else 0,
        kind=kind_on(state, week, rules=rules),
        status=state.status,
        reason=state.reason,
        adherence=adherence_document(adherence(plan, (entry.value for entry in athlete.sessions), first=first, today=today)),
        lines=_lines(athlete, now, exercise=exercise, today=today),
        opened=state.opened,
        changes=tuple(fired_rule_document(change) for change in shown),
        retest_on=plan.course.retest_at.on,
        next=next_session(athlete, now, today=today),
    )


def _lines(athlete: Follower, now: Advance, *, exercise: str, today: date) -> tuple[LineProgressDocument, ...]:
    """Each line of the plan with its dose at the start and now."""
    week = week_of(now.state, today)
    today_doses = {(line.line.exercise, line.line.side): str(line.line.dose) for line in prescribed(now.state, today, rules=adapt_rules())}
    began = {(line.exercise, line.side): str(line.dose) for line in plan_of(athlete).programme}
    return tuple(
        LineProgressDocument(
            exercise=line.exercise,
            name=line.line.name,
            side=line.side,
            began=began.get((line.exercise, line.side)),
            dose=today_doses.get((line.exercise, line.side), str(line.dose)),
            status="later" if line.status == "active" and line.line.first_week > week else line.status,
            reason=en("Starts in week {week}.", week=line.line.first_week) if line.line.first_week > week else line.reason,
        )
        for line in now.state.lines
        if not exercise or line.exercise == exercise
    )


def _exercises(days: Sequence[DayProgress]) -> tuple[ExerciseProgressDocument, ...]:
    """What was done per exercise and side, from the first day to the last, and the sides beside each other."""
    by_exercise: dict[str, dict[LoggedSide, list[DayProgress]]] = {}
    for day in days:
        by_exercise.setdefault(day.exercise, {}).setdefault(day.side, []).append(day)
    return tuple(
        ExerciseProgressDocument(
            exercise=exercise,
            name=exercises()[exercise].name if exercise in exercises() else exercise.replace("_", " "),
            sides={side: _side(sides[side]) for side in sorted(sides)},
            not_logged=tuple(side for side in SIDES if side not in sides and OTHER_SIDE[side] in sides),
            left_against_right=_sides_compared(sides),
        )
        for exercise, sides in sorted(by_exercise.items())
    )


def _side(days: Sequence[DayProgress]) -> SideProgressDocument:
    """One side of an exercise; a day on which all its sets were left out counts as skipped."""
    done = [day for day in days if day.sets]
    pains = [day.worst_pain for day in days if day.worst_pain is not None]
    series = _DAYS.validate_python(done, from_attributes=True)  # at once: years have thousands
    trend_of: Literal["volume_kg", "distance_m", "reps"] = "reps"
    if done and all(day.volume_kg for day in done):
        trend_of = "volume_kg"
    elif any(day.distance_m for day in done):
        trend_of = "distance_m"
    return SideProgressDocument(
        days=len(done),
        skipped=len(days) - len(done),
        first=series[0] if series else None,
        last=series[-1] if series else None,
        worst_pain=max(pains, default=None),
        trend_of=trend_of,
        trend=tuple(getattr(day, trend_of) for day in done),
        series=series,
    )


def _sides_compared(sides: Mapping[LoggedSide, Sequence[DayProgress]]) -> SidesComparedDocument | None:
    """The last day of left and right, by the first measure in which they differ; None unless both were done and share a measure."""
    last = {side: next((day for day in reversed(sides.get(side, ())) if day.sets), None) for side in SIDES}
    left, right = last["left"], last["right"]
    if left is None or right is None:
        return None
    compared = [
        SidesComparedDocument(
            measure=measure,
            unit=UNITS[measure],
            left=of_left,
            right=of_right,
            right_less_left_percent=100.0 * (of_right - of_left) / max(of_left, of_right),
        )
        for measure in get_args(SideMeasure)
        if (of_left := getattr(left, measure)) and (of_right := getattr(right, measure))
    ]
    return next((sides_of for sides_of in compared if sides_of.right_less_left_percent != 0), compared[0] if compared else None)


def _pain(sessions: Sequence[SessionRecord], exercise: str) -> PainProgressDocument:
    """The worst pain of each session, and every pain above nothing, in words too."""
    felt = [(session.on, pain) for session in sessions for pain in session.pains if not exercise or pain.exercise in (None, exercise)]
    worst = dict.fromkeys(sorted({session.on for session in sessions if not session.skipped}), 0)
    worst |= {on: pain.level for on, pain in sorted(felt, key=lambda entry: entry[1].level) if on in worst}
    return PainProgressDocument(
        by_day=tuple(WorstPainDocument(on=on, worst=level) for on, level in worst.items()),
        told=tuple(FeltPainDocument(on=on, level=pain.level, words=pain_words(pain)) for on, pain in felt if pain.level > 0),
    )
