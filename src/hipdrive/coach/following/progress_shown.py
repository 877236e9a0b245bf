"""What the page of an athlete's progress shows, gathered from the progress report and what is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from ...capacity import TestResult, protocol_of
from ...contract.athletes.log import FiredRuleDocument
from ...contract.athletes.next_step import WhatNextDocument
from ...contract.athletes.progress import ExerciseProgressDocument, PlanProgressDocument, ProgressDocument
from ...contract.plans.plan import NextSessionDocument, plan_lines_from
from ...errors import NOTHING
from ...exercise import exercises
from ...language import layout, verbatim
from ...report import DayDone, ExerciseDone, LineNow, NextSession, PlanNow, ProgressContent, Resting, TestSeries, WeekBar
from ...training import SessionRecord
from ...training.change import compared_by, day_values, result_changes
from ...training.follow.calendar import RuleChange
from .change_since import test_key
from .sessions import is_done

SAID_BY_DAYS = ("train", "retest")
"""Steps that the page names with their days anyway."""


def progress_shown(
    report: ProgressDocument,
    sessions: Sequence[SessionRecord],
    results: Sequence[TestResult],
    step: WhatNextDocument,
    *,
    exercise: str = "",
) -> ProgressContent:
    """Gather it.

    Args:
        report: How it goes.
        sessions: All logged sessions of the athlete, from the oldest to the newest; of those whose sets are not shown, and that are not
            about one exercise, the sets may be missing.
        results: All test results of the athlete.
        step: What the athlete does next.
        exercise: The only exercise that the report is about; empty for all.
    """
    since = None if report.tests is None else report.tests.since
    shown = [session for session in sessions if report.since is None or session.on >= report.since]
    return ProgressContent(
        athlete_name=report.athlete,
        on=report.on,
        since=report.since,
        only=exercises()[exercise].name if exercise in exercises() else verbatim(exercise.replace("_", " ")),
        plan=None if report.plan is None else _plan_now(report.plan),
        sessions=tuple(of_exercise(shown, exercise) if exercise else shown),
        sessions_kept=len(of_exercise(shown, exercise) if exercise else shown),
        days_trained=len({session.on for session in of_exercise(shown, exercise) if is_done(session)}) if exercise else report.sessions,
        first_step=NOTHING if step.step in SAID_BY_DAYS else layout("{says:cap}.", says=step.says),
        exercises=tuple(_exercise_done(entry) for entry in report.exercises),
        tests=_test_series(results, since),
        tests_since=since,
    )


def of_exercise(sessions: Sequence[SessionRecord], exercise: str) -> list[SessionRecord]:
    """Of each session what concerns one exercise: its sets, and pain with it or with the session as a whole."""
    parts = [
        replace(
            session,
            sets=tuple(logged for logged in session.sets if logged.exercise == exercise),
            pains=tuple(pain for pain in session.pains if pain.exercise in (None, exercise)),
        )
        for session in sessions
    ]
    return [session for session in parts if session.sets or session.pains or session.skipped]


def _plan_now(plan: PlanProgressDocument) -> PlanNow:
    done = plan.adherence
    return PlanNow(
        goal=plan.goal,
        starts_on=plan.starts_on,
        weeks=plan.weeks,
        week=plan.week,
        kind=plan.kind,
        status=plan.status,
        reason=plan.reason,
        planned=done.planned,
        done=done.done,
        skipped=done.skipped,
        missed=done.missed,
        by_week=tuple(WeekBar(week=week.week, planned=week.planned, done=week.done) for week in done.weeks),
        lines=tuple(
            LineNow(
                exercise=line.exercise,
                name=line.name,
                side=line.side,
                began=line.began,
                dose=line.dose,
                status=line.status,
                reason=line.reason,
            )
            for line in plan.lines
        ),
        changes=tuple(_rule_change(change) for change in plan.changes),
        retest_on=plan.retest_on,
        next=_next_session(plan.next),
    )


def _rule_change(change: FiredRuleDocument) -> RuleChange:
    return RuleChange(
        on=change.on,
        rule=change.rule,
        exercise=change.exercise,
        side=change.side,
        before=change.before,
        after=change.after,
        why=change.why,
    )


def _next_session(coming: NextSessionDocument) -> NextSession:
    return NextSession(
        on=coming.on,
        week=coming.week,
        lines=plan_lines_from(coming.lines),
        why=coming.why,
        resting=tuple(
            Resting(name=line.name, side=line.side, reason=line.reason, until_screened=line.status == "paused") for line in coming.resting
        ),
    )


def _exercise_done(entry: ExerciseProgressDocument) -> ExerciseDone:
    return ExerciseDone(
        exercise=entry.exercise,
        name=entry.name,
        sides={
            side: tuple(
                DayDone(on=day.on, reps=day.reps, distance_m=day.distance_m, best_load_kg=day.best_load_kg, loads=day.loads)
                for day in done.series
            )
            for side, done in entry.sides.items()
        },
    )


def _test_series(results: Sequence[TestResult], since: date | None) -> tuple[TestSeries, ...]:
    """Results of each test, side and conditions day by day, with what changed since a day."""
    before, after = ([result for result in results if since is not None and (result.on < since) == earlier] for earlier in (True, False))
    groups: dict[tuple[object, ...], list[TestResult]] = {}
    for result in results:
        groups.setdefault(test_key(result.protocol, result.side, compared_by(result)), []).append(result)
    of_key = {test_key(change.protocol, change.side, change.same): change for change in result_changes(before, after)}
    series = []
    for key, group in sorted(groups.items(), key=lambda item: str(item[0])):
        protocol = protocol_of(group[0].protocol)
        days: Mapping[date, float] = day_values(group, protocol) if protocol.kind == "measured" else {}
        series.append(
            TestSeries(
                protocol=protocol,
                side=group[0].side,
                same=compared_by(group[0]),
                days=tuple(days.items()),
                change=of_key.get(key),
            )
        )
    return tuple(series)
