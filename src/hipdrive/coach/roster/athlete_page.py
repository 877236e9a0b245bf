"""The verb that shows one athlete on a page: what is next, how it goes, and strength against what the stride asks."""

from collections.abc import Sequence

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...capacity import capacities, screened
from ...errors import HipDriveError
from ...language import Text
from ...store import Unit, list_runs, list_sessions
from ...training import Match, find_gaps
from ..diary.progress import progress_of
from ..following.next_step import step_at
from ..following.progress_shown import progress_shown
from ..following.standing import standing
from ..planning.match import StrideDemand, capacity_source
from ..planning.plan import PlanBasis, known_strength, plan_basis
from ..planning.stored_demand import stored_demand

DISTANCE = "distance"
"""The goal whose usual speed stands in where no plan names one."""


def athlete_page(unit: Unit, name: str, *, address: str, links: Sequence[tuple[Text, str]] = ()) -> str:
    """One athlete as one HTML page.

    Args:
        unit: A unit of work.
        name: The athlete.
        address: Of the page; the athlete's other pages stand beneath it.
        links: Words and address of further pages.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    basis = plan_basis(unit, name)
    now = None if basis.follower.plan is None else standing(basis.follower)
    kept = list_sessions(unit, name, with_sets=pages.SESSIONS_SHOWN)
    sessions = [entry.value for entry in kept]
    report = progress_of(unit, basis.follower, now, sessions)
    runs, screen = list_runs(unit, name, documents=False), basis.athlete.screen
    step = step_at(basis.follower, now, screen, today=unit.today)
    content = pages.AthleteContent(
        address=address,
        step=step.step,
        step_says=step.says,
        step_on=step.on,
        refer=() if screen is None or step.step != "settle_screen" else screened(screen).refer,
        progress=progress_shown(report, sessions, basis.athlete.results, step),
        strength=None if basis.athlete.athlete is None else _strength(unit, basis),
        runs=tuple(pages.RunKept(id=run.uid, on=run.value.on, file_name=run.value.file_name) for run in reversed(runs)),
        sessions=tuple(entry.uid for entry in reversed(kept)),
    )
    return pages.athlete_page_html(content, links=links)


def _strength(unit: Unit, basis: PlanBasis) -> "pages.StrengthAgainstDemand":
    """The last run's demand, or a typical one, against what is known of strength."""
    demand, age = _demand(unit, basis), basis.athlete.age_years(unit.today)
    tests = known_strength(basis, age_years=age, equipment=basis.athlete.equipment)
    bands = capacities(basis.athlete.body(), tests, age_years=age)
    match = Match(gaps=find_gaps(demand.curves, bands), choices=(), too_hard=(), infeasible=(), families={})
    return pages.StrengthAgainstDemand(
        match=match,
        capacity=bands,
        demand_source=demand.source,
        capacity_source=capacity_source(tests, known=True),
        typical=demand.band is not None,
    )


def _demand(unit: Unit, basis: PlanBasis) -> StrideDemand:
    """Of the last run that tells one; typical at the goal's usual speed where none does."""
    name, plan = basis.athlete.person.name, basis.follower.plan
    for run in reversed(list_runs(unit, name, documents=False)):
        try:
            return stored_demand(unit, name, goal=DISTANCE, run=run.uid)
        except HipDriveError:  # a run that tells no demand is passed over: an earlier one may
            continue
    return stored_demand(unit, name, goal=DISTANCE if plan is None else plan.document.goal)
