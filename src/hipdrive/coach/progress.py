"""Progress of a stored athlete: where the plan stands, what was done of it, what moved, what hurt, and what the tests say."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..body import SIDES
from ..errors import UnknownNameError
from ..exercise import exercises
from ..store import DayProgress, Unit, list_results, list_sessions
from ..store import progress as day_progress
from ..training import SessionRecord, adapt_rules, prescribed, week_of
from ..training.follow.calendar import kind_of_week
from ..training.log.session import refuse_future
from .following.adherence import adherence, adherence_as_json
from .following.change_since import changes_reported
from .following.follower import Follower, follower
from .following.session_words import pain_words
from .following.standing import next_session, plan_of, programme_of, standing
from .log import change_as_json

MEASURES = {"best_load_kg": "kg", "best_hold_s": "s", "best_reps": "repetitions", "distance_m": "m"}
"""What sides are compared by, in this order; its unit."""


def progress_report(unit: Unit, name: str, *, exercise: str = "", since: date | None = None) -> dict[str, Any]:
    """How it goes until today (schema hipdrive.progress/1).

    Args:
        unit: A unit of work.
        name: The athlete.
        exercise: Only this exercise; empty for all.
        since: First day that is shown; None for everything of the athlete.

    Raises:
        UnknownNameError: If athlete or exercise is not known.
        ValueOutOfRangeError: If the first day has not come yet.
    """
    stored = list_sessions(unit, name)
    athlete = follower(unit, name, sessions=stored)
    if since is not None:
        refuse_future(since, today=unit.today, name="first day of the progress")
    days = [day for day in day_progress(unit, name, since=since) if not exercise or day.exercise == exercise]
    if exercise and not days and exercise not in exercises():
        raise UnknownNameError("exercise", exercise, exercises())
    sessions = [entry.value for entry in stored if since is None or entry.value.on >= since]
    start = None if athlete.plan is None else athlete.plan.value.starts_on
    return {
        "schema": "hipdrive.progress/1",
        "athlete": athlete.person.name,
        "on": unit.today.isoformat(),
        "since": None if since is None else since.isoformat(),
        "plan": None if athlete.plan is None else _plan(athlete, sessions, exercise=exercise, since=since, today=unit.today),
        "sessions": len({session.on for session in sessions if any(not done.skipped for done in session.sets)}),
        "exercises": _exercises(days),
        "pain": _pain(sessions, exercise),
        "tests": _tests(unit, athlete, since or start),
    }


def _tests(unit: Unit, athlete: Follower, since: date | None) -> dict[str, Any] | None:
    """What changed in the tests since a day; None where nothing says from when."""
    if since is None:
        return None
    results = athlete.results
    if athlete.plan is None:
        results = tuple(entry.value for entry in list_results(unit, athlete.person.name))
    return changes_reported(athlete.person.name, results, since)


def _plan(athlete: Follower, sessions: Sequence[SessionRecord], *, exercise: str, since: date | None, today: date) -> dict[str, Any]:
    """Where the plan stands, what was done of it, and the rules that fired."""
    stored, now, rules = plan_of(athlete), standing(athlete), adapt_rules()
    plan, state = stored.value, now.state
    week = week_of(state, today)
    doses = {(one.line.exercise, one.line.side): str(one.line.dose) for one in prescribed(state, today, rules=rules)}
    began = {(line.exercise, line.side): str(line.dose) for line in programme_of(plan)}
    lines = [
        {
            "exercise": one.exercise,
            "name": one.line.name,
            "side": one.side,
            "began": began.get((one.exercise, one.side)),
            "dose": doses.get((one.exercise, one.side), str(one.dose)),
            "status": "later" if one.status == "active" and one.line.first_week > week else one.status,
            "reason": f"Begins in week {one.line.first_week}." if one.line.first_week > week else one.reason,
        }
        for one in state.lines
        if not exercise or one.exercise == exercise
    ]
    shown = [change for change in now.changes if (since is None or change.on >= since) and exercise in ("", change.exercise)]
    first = plan.starts_on if since is None else max(since, plan.starts_on)
    return {
        "id": str(stored.uid),
        "goal": plan.document["goal"],
        "starts_on": plan.starts_on.isoformat(),
        "weeks": plan.document["weeks"],
        "week": week if today >= plan.starts_on else 0,
        "kind": kind_of_week(week, state.weeks, rules=rules),
        "status": state.status,
        "reason": state.reason,
        "adherence": adherence_as_json(adherence(plan, sessions, first=first, today=today)),
        "lines": lines,
        "opened": list(state.opened),
        "changes": [change_as_json(change) for change in shown],
        "retest_on": plan.document["retest_at"]["date"],
        "next": next_session(athlete, now, today=today).as_json(),
    }


def _exercises(days: Sequence[DayProgress]) -> list[dict[str, Any]]:
    """What was done per exercise and side, from the first day to the last, and the sides beside each other."""
    found: dict[str, dict[str, list[DayProgress]]] = {}
    for day in days:
        found.setdefault(day.exercise, {}).setdefault(day.side, []).append(day)
    return [
        {
            "exercise": exercise,
            "name": exercises()[exercise].name if exercise in exercises() else exercise.replace("_", " "),
            "sides": {side: _side(sides[side]) for side in sorted(sides)},
            "left_against_right": _sides_compared(sides),
        }
        for exercise, sides in sorted(found.items())
    ]


def _side(days: Sequence[DayProgress]) -> dict[str, Any]:
    """One side of an exercise; a day on which all its sets were left out counts as skipped."""
    done = [day for day in days if day.sets]
    pains = [day.worst_pain for day in days if day.worst_pain is not None]
    volume = "volume_kg" if done and all(day.volume_kg for day in done) else "distance_m" if any(day.distance_m for day in done) else "reps"
    return {
        "days": len(done),
        "skipped": len(days) - len(done),
        "first": _day(done[0]) if done else None,
        "last": _day(done[-1]) if done else None,
        "worst_pain": max(pains, default=None),
        "trend_of": volume,
        "trend": [getattr(day, volume) for day in done],
        "series": [_day(day) for day in done],
    }


def _day(day: DayProgress) -> dict[str, Any]:
    return {
        "on": day.on.isoformat(),
        "sets": day.sets,
        "reps": day.reps,
        "best_reps": day.best_reps,
        "loads": [str(load) for load in day.loads],
        "best_load_kg": day.best_load_kg,
        "best_hold_s": day.best_hold_s,
        "distance_m": day.distance_m,
        "volume_kg": day.volume_kg,
        "worst_pain": day.worst_pain,
    }


def _sides_compared(sides: dict[str, list[DayProgress]]) -> dict[str, Any] | None:
    """The last day of left and right, by the first measure in which they differ; None unless both were done and tell one alike."""
    last = {side: next((day for day in reversed(sides.get(side, ())) if day.sets), None) for side in SIDES}
    left, right = last["left"], last["right"]
    if left is None or right is None:
        return None
    found: list[dict[str, Any]] = []
    for measure, unit in MEASURES.items():
        one, other = getattr(left, measure), getattr(right, measure)
        if one and other:
            percent = 100.0 * (other - one) / max(one, other)
            found.append({"measure": measure, "unit": unit, "left": one, "right": other, "right_less_left_percent": percent})
    return next((one for one in found if one["right_less_left_percent"] != 0), found[0] if found else None)


def _pain(sessions: Sequence[SessionRecord], exercise: str) -> dict[str, Any]:
    """The worst pain of each session, and every pain above nothing, in words too."""
    felt = [(one.on, pain) for one in sessions for pain in one.pains if not exercise or pain.exercise in (None, exercise)]
    days = sorted({one.on for one in sessions if not one.skipped})
    return {
        "by_day": [{"on": on.isoformat(), "worst": max((pain.level for day, pain in felt if day == on), default=0)} for on in days],
        "told": [{"on": on.isoformat(), "level": pain.level, "words": pain_words(pain)} for on, pain in felt if pain.level > 0],
    }
