"""What the stride asks of a stored athlete against what the hips can give: for the athlete's page, and as a figure of its own."""

from collections.abc import Sequence

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...capacity import capacities
from ...errors import HipDriveError
from ...store import RunRecord, Stored, Unit, list_runs, run_with_id
from ...training import Match, find_gaps
from ..matching.demand import demand_of_kept_run
from ..planning.match import StrideDemand, capacity_source
from ..planning.plan import PlanBasis, known_strength, plan_basis
from ..planning.stored_demand import stored_demand

DISTANCE = "distance"
"""The goal whose usual speed stands in where no plan names one."""


def strength_figure(unit: Unit, name: str, *, narrow: bool = False) -> str:
    """The figure as an SVG file.

    Args:
        unit: A unit of work.
        name: The athlete.
        narrow: Whether for the width of a phone.

    Raises:
        UnknownNameError: If nobody has the name.
        BodyMassMissingError: If no mass is stored.
    """
    basis = plan_basis(unit, name)
    shown = strength_against_demand(unit, basis, list_runs(unit, name, documents=False))
    return pages.strength_figure(shown, narrow=narrow).file


def strength_against_demand(unit: Unit, basis: PlanBasis, runs: Sequence[Stored[RunRecord]]) -> "pages.StrengthAgainstDemand":
    """The last run's demand, or a typical one, against what is known of strength.

    Args:
        unit: A unit of work.
        basis: What is stored of the athlete.
        runs: Their runs, from the oldest to the newest.

    Raises:
        BodyMassMissingError: If no mass is stored.
    """
    demand, age, body = _demand(unit, basis, runs), basis.athlete.age_years(unit.today), basis.athlete.body()
    tests = known_strength(basis, age_years=age, equipment=basis.athlete.equipment)
    asked = find_gaps(demand.curves, ())  # what is asked and what can be given are shown themselves, so no share of one in the other
    return pages.StrengthAgainstDemand(
        match=Match(gaps=asked, choices=(), too_hard=(), infeasible=(), families={}),
        capacity=capacities(body, tests, age_years=age, modes=("concentric",)),
        demand_source=demand.source,
        capacity_source=capacity_source(tests, known=True),
        typical=demand.band is not None,
    )


def _demand(unit: Unit, basis: PlanBasis, runs: Sequence[Stored[RunRecord]]) -> StrideDemand:
    """Of the last run that tells one; typical at the goal's usual speed where none does."""
    name, plan = basis.athlete.person.name, basis.follower.plan
    for run in reversed(runs):
        try:
            return demand_of_kept_run(run_with_id(unit, name, run.uid).value.document or {}, name=run.value.file_name)
        except HipDriveError:  # a run that tells no demand is passed over: an earlier one may
            continue
    return stored_demand(unit, name, goal=DISTANCE if plan is None else plan.course.goal)
