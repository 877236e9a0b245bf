"""The verb that shows the plan of a stored athlete as a page: calendar, what stands in, and weeks played ahead."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...body import Athlete
from ...contract.plans.plan import plan_lines_from
from ...contract.plans.swap import SwapDocument, SwapsDocument
from ...curve import Range
from ...errors import NOTHING
from ...exercise import exercises
from ...language import Text, verbatim
from ...store import Unit
from ...training import Advance, PlanLine, Simulation
from ...training.follow.simulate import scenarios
from ..athletes.known_athlete import known
from ..catalogue.load import small_picture
from ..following.coming_days import lines_ahead, plan_days, states_of_days
from ..following.follower import Follower, follower_of
from ..following.standing import next_session, plan_of, standing
from .one_session import other_days


@dataclass(frozen=True, kw_only=True)
class SwapAsked:
    """What was looked for in place of an exercise of the plan."""

    exercise: str
    found: SwapsDocument | None
    """None where it was refused."""
    refused: Text = NOTHING


def plan_page(
    unit: Unit,
    name: str,
    *,
    address: str,
    swap: SwapAsked | None = None,
    played: Simulation | None = None,
    links: Sequence[tuple[Text, str]] = (),
) -> str:
    """The followed plan as one HTML page.

    Args:
        unit: A unit of work.
        name: The athlete.
        address: Of the athlete's page.
        swap: What was looked for in place of an exercise; None where nobody asked.
        played: The plan played through a scenario; None where nobody asked.
        links: Words and address of further pages.

    Raises:
        UnknownNameError: If nobody has the name.
        NoPlanError: If no plan is followed.
    """
    athlete = known(unit, name)
    return pages.plan_page_html(
        _content(follower_of(unit, athlete), athlete.athlete, swap, played, address=address, today=unit.today), links=links
    )


def _content(
    athlete: Follower, body: Athlete | None, swap: SwapAsked | None, played: Simulation | None, *, address: str, today: date
) -> "pages.PlanContent":
    plan, now = plan_of(athlete), standing(athlete)
    coming = next_session(athlete, now, today=today)
    sessions = _sessions(athlete, now, next_on=coming.on, today=today)
    retest = plan.course.retest_at
    return pages.PlanContent(
        athlete_name=athlete.person.name,
        address=address,
        plan_id=plan.uid,
        on=today,
        goal=plan.course.goal,
        starts_on=plan.starts_on,
        weeks=plan.weeks,
        status=now.state.status,
        reason=now.state.reason,
        free_days=plan.course.free_days,
        sessions=sessions,
        retest_on=retest.on or plan.starts_on,
        retest_moved_from=retest.moved_from,
        changes=now.changes,
        before=plan.document.before,
        why=plan.document.why,
        pictures=pictures_of((line for session in sessions for line in session.lines), body),
        scenarios=tuple(scenarios().values()),
        swaps=None if swap is None else _swaps(swap, on=coming.on),
        simulation=played,
    )


def _sessions(athlete: Follower, now: Advance, *, next_on: date, today: date) -> "tuple[pages.SessionShown, ...]":
    plan = plan_of(athlete)
    others = other_days(athlete, today=today, now=now)
    states, ahead = states_of_days(athlete, now, next_on=next_on, today=today), lines_ahead(athlete, now, first=next_on)
    return tuple(
        pages.SessionShown(
            week=session.week,
            on=on,
            moved_from=session.moved_from,
            state=states[on],
            minutes=session.minutes,
            lines=ahead.get(on, plan_lines_from(session.lines)),
            note=session.note,
            other_days=tuple((other.on, other.is_close) for other in others.get(on, ())),
        )
        for session, on in zip(plan.document.sessions, plan_days(athlete), strict=True)
    )


def pictures_of(lines: Iterable[PlanLine], body: Athlete | None) -> Mapping[str, str]:
    """Start and top of each exercise in the set-up of its first line, as SVG documents; none without a body, or where it cannot be."""
    if body is None:
        return {}
    first: dict[str, PlanLine] = {}
    for line in lines:
        first.setdefault(line.exercise, line)
    drawn = {exercise: small_picture(exercise, body, line.set_up) for exercise, line in first.items() if exercise in exercises()}
    return {exercise: picture for exercise, picture in drawn.items() if picture is not None}


def _swaps(swap: SwapAsked, *, on: date) -> "pages.SwapsShown":
    known_exercise, found = exercises().get(swap.exercise), swap.found
    return pages.SwapsShown(
        exercise=verbatim(swap.exercise.replace("_", " ")) if known_exercise is None else known_exercise.name,
        on=on if found is None else found.on,
        without=() if found is None else found.without,
        swaps=() if found is None else tuple(_swap(document) for document in found.swaps),
        refused=swap.refused,
    )


def _swap(document: SwapDocument) -> "pages.SwapShown":
    kept: dict[Range, float] = {}
    if document.kept is not None:
        kept = {"early": document.kept.early, "mid": document.kept.mid, "end": document.kept.end}
    return pages.SwapShown(
        says=document.says,
        instead=None if document.instead is None else plan_lines_from([document.instead])[0],
        kept=kept,
        hardest=(document.planned_peak_share or 0.0, document.peak_share or 0.0),
        to_log=document.to_log,
    )
