"""The verb report: one HTML page from a prescription and, if there is one, a recorded run."""

from collections.abc import Mapping, Sequence
from datetime import date

from ...body import Athlete
from ...errors import NOTHING, BudgetTooSmallError, NothingToPlanError
from ...exercise import exercises
from ...gait import FASTEST_M_S, SLOWEST_M_S, Run
from ...report import ClipStill, ReportContent, RunClock, build_page, typical_runners
from ...report.template import Links
from ...training import Plan
from ..catalogue.load import small_picture
from ..planning.match import Prescription


def report_page(
    prescription: Prescription,
    *,
    plan: Plan | None = None,
    other_segments: Run | None = None,
    synthetic: bool = False,
    athlete_name: str = "",
    on: date | None = None,
    screened: bool = False,
    clock: RunClock | None = None,
    stills: Sequence[ClipStill] = (),
    links: Links = (),
) -> str:
    """Build the report.

    Args:
        prescription: Demand, capacity and match.
        plan: The plan made from it; None makes the standard one for distance running, and where nothing can be planned the page says why.
        other_segments: The same recording with the other segment table, to show how much that choice matters.
        synthetic: Whether the run was made up by the program.
        athlete_name: Whose page it is, for its head; empty where it is not to be said.
        on: The day on which the page is made; None leaves it out.
        screened: Whether the athlete's safety screen speaks for training.
        clock: What makes it a page of the server that moves; None for a file.
        stills: Moments of the clip that the run was measured in.
        links: Words and address of pages beside it.

    Returns:
        One HTML page with everything inside.
    """
    reason = NOTHING
    if plan is None:
        try:
            plan = prescription.plan()
        except (BudgetTooSmallError, NothingToPlanError) as error:
            reason = error.words
    speed = prescription.demand.speed_m_s
    return build_page(
        ReportContent(
            run=prescription.demand.run,
            demand=prescription.demand.curves,
            demand_source=prescription.demand.source,
            synthetic=synthetic or (prescription.demand.run is not None and prescription.demand.run.synthetic),
            capacity=prescription.capacity,
            capacity_source=prescription.capacity_source,
            match=prescription.match,
            plan=plan,
            no_plan_because=reason,
            typical=typical_runners(speed) if speed is not None and SLOWEST_M_S <= speed <= FASTEST_M_S else None,
            other_segments=other_segments,
            athlete_name=athlete_name,
            on=on,
            screened=screened,
            pictures={} if plan is None else _pictures(plan, prescription.athlete),
            demand_recorded=prescription.demand.band is None,
            clock=clock,
            stills=tuple(stills),
        ),
        links=links,
    )


def _pictures(plan: Plan, athlete: Athlete) -> Mapping[str, str]:
    """Start and top of each exercise of the plan, in the set-up of its first line."""
    first = {line.exercise: line.set_up for session in reversed(plan.sessions) for line in reversed(session.lines)}
    drawn = {exercise: small_picture(exercise, athlete, set_up) for exercise, set_up in first.items() if exercise in exercises()}
    return {exercise: picture for exercise, picture in drawn.items() if picture is not None}
