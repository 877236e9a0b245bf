"""The verb report: one HTML page from a prescription and, if there is one, a recorded run."""

from ..errors import BudgetTooSmallError, NothingToPlanError
from ..gait import FASTEST_M_S, SLOWEST_M_S, Run
from ..report import ReportContent, build_page, typical_runners
from ..training import Plan
from .match import Prescription


def report_page(
    prescription: Prescription,
    *,
    plan: Plan | None = None,
    run: Run | None = None,
    other_segments: Run | None = None,
    synthetic: bool = False,
    recording_name: str = "",
) -> str:
    """Build the report.

    Args:
        prescription: Demand, capacity and match.
        plan: The plan made from it; None makes the standard one for distance running, and where nothing can be planned the page says why.
        run: The recorded run; None where the demand is typical.
        other_segments: The same recording with the other segment table, to show how much that choice matters.
        synthetic: Whether the run was made up by the program.
        recording_name: Name of the recording, to keep it out of the page.

    Returns:
        One HTML page with everything inside.
    """
    reason = ""
    if plan is None:
        try:
            plan = prescription.plan()
        except (BudgetTooSmallError, NothingToPlanError) as error:
            reason = str(error)
    speed = prescription.demand.speed_m_s
    return build_page(
        ReportContent(
            run=run,
            demand=prescription.demand.curves,
            demand_source=prescription.demand.source,
            synthetic=synthetic,
            capacity=prescription.capacity,
            capacity_source=prescription.capacity_source,
            match=prescription.match,
            plan=plan,
            no_plan_because=reason,
            typical=typical_runners(speed) if speed is not None and SLOWEST_M_S <= speed <= FASTEST_M_S else None,
            other_segments=other_segments,
            recording_name=recording_name,
            demand_recorded=prescription.demand.band is None,
        )
    )
