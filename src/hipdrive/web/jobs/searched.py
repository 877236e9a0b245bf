"""What is searched for in processes of its own: plans, matches, set-ups and swaps, each from values to a document."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from fastapi import Request

from ... import coach
from ...contract.exercises.load import LoadDocument, load_document
from ...contract.exercises.tune import TuneDocument, tune_document
from ...contract.plans.combined import CombinedDocument
from ...contract.plans.match import MatchDocument
from ...contract.plans.plan import PlanDocument
from ...contract.plans.swap import SwapsDocument
from ...exercise import Equipment, Value
from ..door import clock
from ..door.store import name_of, reading
from .progress import Tell
from .searches import searched


def plan_made(
    request: Request, basis: "coach.PlanBasis", demand: "coach.StrideDemand", terms: "coach.Terms", owned: Equipment | None
) -> "coach.MadePlan":
    """A plan for a stored athlete; nothing is kept, and nobody who reads or writes has to wait meanwhile.

    Raises:
        HipDriveError: If the terms cannot be kept, or nothing may be planned.
    """
    work = partial(_planned, basis, demand, terms, clock.now().date(), owned)
    return coach.MadePlan(basis=basis, document=searched(request, work, told=True))


def swaps_found(request: Request, athlete: UUID, exercise: str, without: Sequence[str] = ()) -> SwapsDocument:
    """What stands in for an exercise of the next session, or for all that needs things that are not there."""
    with reading(request) as unit:
        basis = coach.plan_basis(unit, name_of(unit, athlete))
    return searched(request, partial(_swapped, basis, clock.now().date(), exercise, tuple(without)), told=True)


def simulation(request: Request, athlete: UUID, scenario: str) -> "coach.Simulation":
    """The followed plan played from its start through a scenario."""
    with reading(request) as unit:
        plan = coach.followed_plan(coach.follower(unit, name_of(unit, athlete)), today=unit.today).document
    return searched(request, partial(_simulated, plan, scenario, clock.now().date()), told=True)


def _simulated(plan: PlanDocument, scenario: str, today: date, tell: Tell) -> "coach.Simulation":
    return coach.simulated(plan, scenario, today=today, progress=tell)


def _planned(
    basis: "coach.PlanBasis", demand: "coach.StrideDemand", terms: "coach.Terms", today: date, owned: Equipment | None, tell: Tell
) -> PlanDocument:
    return coach.plan_known(basis, demand, terms, today=today, experience=terms.experience, equipment=owned, progress=tell).document


def _swapped(basis: "coach.PlanBasis", today: date, exercise: str, without: tuple[str, ...], tell: Tell) -> SwapsDocument:
    return coach.swaps(basis, today=today, exercise=exercise, without=without, progress=tell)


def matched(basis: "coach.PlanBasis", demand: "coach.StrideDemand", **known: Any) -> MatchDocument:  # noqa: ANN401  as match_known
    """Set-ups by how well they load what is asked; values as of `coach.match_known`."""
    return coach.prescription_document(coach.match_known(basis, demand, **known))


def combined(basis: "coach.PlanBasis", demand: "coach.StrideDemand", **known: Any) -> CombinedDocument:  # noqa: ANN401  as match_known
    """One exercise for both hips against one for each muscle group; values as of `coach.match_known`."""
    return coach.combined_training(coach.match_known(basis, demand, **known))


def tuned(exercise: str, **known: Any) -> TuneDocument:  # noqa: ANN401  as tune
    """The set-up that best loads a target; values as of `coach.tune`."""
    return tune_document(coach.tune(exercise, **known))


def loaded(exercise: str, body: "coach.Athlete", set_up: dict[str, Value]) -> LoadDocument:
    """What a set-up loads."""
    return load_document(coach.load_report(exercise, body, set_up))
