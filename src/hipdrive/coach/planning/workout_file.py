"""A session of a plan as a workout for a watch."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from ...contract.plans.plan import FollowedPlanDocument, PlanDocument, plan_lines_from, sessions_from
from ...errors import NOTHING
from ...language import Text, en, joined, layout, reader, to_reader
from ...report.files.sheet_words import arranged, dose_sentence, tempo_said
from ...report.words import cues_of, side_in_words
from ...training import PlanLine
from ...watch import NoWorkoutError, Workout, WorkoutBlock, WorkoutSet, workout_fit
from .plan_files import chosen_session

SIDES_IN_TURN = {"LR": (en("left"), en("right"))}


def session_as_workout(plan: PlanDocument, *, made_at: datetime, week: int = 1, session: int = 1) -> bytes:
    """One session of a plan as a FIT workout, in the language of whoever reads.

    Args:
        plan: The plan.
        made_at: The instant at which it is written.
        week: Week of the plan, from 1.
        session: Session of that week, from 1.

    Raises:
        NoSuchSessionError: If the plan has no such session.
        NoWorkoutError: If nothing is to be done in it.
    """
    chosen = chosen_session(plan, week, session)
    return _workout(chosen.lines, chosen.on, week, warm_up=chosen.warm_up, warm_up_minutes=chosen.warm_up_minutes, made_at=made_at)


def next_session_as_workout(plan: FollowedPlanDocument, *, made_at: datetime) -> bytes:
    """The next session of a plan as a FIT workout, with the doses as they stand now.

    Args:
        plan: The plan with where it stands.
        made_at: The instant at which it is written.

    Raises:
        NoWorkoutError: If the plan is stopped, or nothing is to be done next.
    """
    coming = plan.next
    if not coming.lines:
        raise NoWorkoutError(coming.reason or en("nothing is to be done next."))
    planned = next((session for session in sessions_from(plan) if session.on == coming.on), None)
    warm_up, minutes = (NOTHING, 0.0) if planned is None else (planned.warm_up, planned.warm_up_minutes)
    return _workout(plan_lines_from(coming.lines), coming.on, coming.week, warm_up=warm_up, warm_up_minutes=minutes, made_at=made_at)


def _workout(lines: Sequence[PlanLine], on: date | None, week: int, *, warm_up: Text, warm_up_minutes: float, made_at: datetime) -> bytes:
    title = en("Hips, week {week}", week=week) if on is None else en("Hips, {on:d MMMM}", on=on)
    workout = Workout(
        name=to_reader(title),
        warm_up=to_reader(warm_up) if warm_up else "",
        warm_up_name=to_reader(en("Warm-up")),
        warm_up_s=60.0 * warm_up_minutes,
        blocks=tuple(_blocks(lines)),
        in_pounds=reader().units.mass == "lb",
    )
    return workout_fit(workout, made_at=made_at)


def _blocks(lines: Sequence[PlanLine]) -> Iterator[WorkoutBlock]:
    """The exercises in their order; one that is asked alike of both legs goes left, right, rest."""
    for line in lines:
        dose = line.dose
        sides = SIDES_IN_TURN.get(dose.side, (side_in_words(dose),))
        yield WorkoutBlock(
            sides=tuple(_set(line, side) for side in sides), sets=round(dose.sets[1]), rest_s=dose.rest_s, rest_name=to_reader(en("Rest"))
        )


def _set(line: PlanLine, side: Text) -> WorkoutSet:
    dose = line.dose
    notes = joined(
        (dose_sentence(line), tempo_said(dose), *arranged(line.exercise, line.set_up), *cues_of(line.exercise, line.set_up)), ". "
    )
    return WorkoutSet(
        exercise=line.exercise,
        name=to_reader(layout("{exercise}, {side}", exercise=line.name, side=side)),
        notes=to_reader(notes),
        reps=round(dose.reps[1]) if dose.reps else None,
        hold_s=dose.hold_s[1] if dose.hold_s and dose.hold_s[1] > 0 else None,
        distance_m=dose.distance_m,
        weight_kg=None if dose.load is None else dose.load.mass_kg,
    )
