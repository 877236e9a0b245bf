"""The verb report: one HTML page from a prescription, a plan and, if there is one, a recorded run."""

from ..gait import Run
from ..report import ReportContent, build_page
from ..training import Plan
from .prescription import Prescription


def report_page(prescription: Prescription, plan: Plan, *, run: Run | None = None, synthetic: bool = False) -> str:
    """Build the report.

    Args:
        prescription: Demand, capacity and match.
        plan: The plan made from it.
        run: The recorded run; None where the demand is typical.
        synthetic: Whether the run was made up by the program.

    Returns:
        One HTML page with everything inside.
    """
    return build_page(
        ReportContent(
            run=run,
            demand=prescription.demand.curves,
            demand_source=prescription.demand.source,
            synthetic=synthetic,
            capacity=prescription.capacity,
            capacity_source=prescription.capacity_source,
            match=prescription.found,
            plan=plan,
        )
    )
