"""What fits an athlete: the plan that is followed, set-ups ranked and tuned for these hips, and the self-experiment."""

from functools import partial
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request

from ... import coach
from ...contract.exercises.tune import TuneDocument
from ...contract.plans.combined import CombinedDocument
from ...contract.plans.experiment import ExperimentDocument
from ...contract.plans.experiment_result import ExperimentResultDocument
from ...contract.plans.match import MatchDocument
from ...contract.plans.plan import FollowedPlanDocument
from ...contract.runs.run import run_from
from ...contract.wire import json_text
from ..door import clock
from ..door.answers import DocumentAnswer
from ..door.store import name_of, reading
from ..jobs.searched import combined as combined_found
from ..jobs.searched import matched, tuned
from ..jobs.searches import searched
from .sent.exercises import MatchSent, StrideSent, TuneSent
from .sent.plans import ExperimentSent

router = APIRouter(prefix="/api/athletes/{athlete}", tags=["planning"])


@router.get("/plan", summary="The plan that is followed, and where it stands.", response_model=FollowedPlanDocument)
def plan(request: Request, athlete: UUID) -> DocumentAnswer:
    """hipdrive.plan/1."""
    with reading(request) as unit:
        follower = coach.follower(unit, name_of(unit, athlete))
        return DocumentAnswer(coach.followed_plan(follower, today=unit.today).document)


@router.post("/match", summary="Set-ups by how well they load what the stride asks for and these hips lack.", response_model=MatchDocument)
def match(request: Request, athlete: UUID, sent: MatchSent) -> DocumentAnswer:
    """hipdrive.match/1."""
    return DocumentAnswer(searched(request, partial(matched, *_known(request, athlete, sent), **_asked(sent))))


@router.post("/combined", summary="One exercise for both hips against one for each muscle group.", response_model=CombinedDocument)
def combined(request: Request, athlete: UUID, sent: MatchSent) -> DocumentAnswer:
    """hipdrive.combined/1."""
    return DocumentAnswer(searched(request, partial(combined_found, *_known(request, athlete, sent), **_asked(sent))))


def _known(request: Request, athlete: UUID, sent: MatchSent) -> "tuple[coach.PlanBasis, coach.StrideDemand]":
    with reading(request) as unit:
        name = name_of(unit, athlete)
        return coach.plan_basis(unit, name), _demand(unit, name, sent)


def _asked(sent: MatchSent) -> dict[str, Any]:
    return {"today": clock.now().date(), "experience": sent.experience, "equipment": sent.equipment()}


def _demand(unit: "coach.Unit", name: str, sent: StrideSent) -> "coach.StrideDemand":
    """Demand of a run that is kept, else the typical one."""
    if sent.run is not None:
        return coach.demand_of_run(run_from(coach.kept_run(unit, name, sent.run).document))
    return coach.demand_at(coach.usual_speed_m_s("distance") if sent.speed_m_s is None else sent.speed_m_s)


@router.post(
    "/exercises/{exercise}/tune", summary="The set-up that best loads a range, or what the stride asks for.", response_model=TuneDocument
)
def tune(request: Request, athlete: UUID, exercise: str, sent: TuneSent) -> DocumentAnswer:
    """hipdrive.tune/1."""
    with reading(request) as unit:
        name = name_of(unit, athlete)
        runner = coach.stored_runner(unit, name)
        demand = None if sent.range is not None else _demand(unit, name, sent)
    work = partial(
        tuned,
        exercise,
        range_wanted=sent.range,
        demand=demand,
        athlete=runner.athlete,
        tests=runner.tests,
        age_years=runner.age_years,
        equipment=sent.equipment() or runner.equipment,
        intensity=sent.intensity,
        action=sent.action,
        settings=sent.set_up,
        kept=runner.set_ups,
    )
    return DocumentAnswer(searched(request, work))


@router.post(
    "/experiment",
    summary="Plan a self-experiment: combined or separate training; keep what is answered.",
    response_model=ExperimentDocument,
)
def experiment(request: Request, athlete: UUID, sent: ExperimentSent) -> DocumentAnswer:
    """hipdrive.experiment/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.plan_experiment(unit, name_of(unit, athlete), coach.ExperimentWishes(**dict(sent))))


@router.post(
    "/experiment/result",
    summary="Which way made them stronger faster, given the experiment as planned.",
    response_model=ExperimentResultDocument,
)
def experiment_result(request: Request, athlete: UUID, sent: ExperimentDocument) -> DocumentAnswer:
    """hipdrive.experiment_result/1."""
    with reading(request) as unit:
        planned = coach.read_experiment(json_text(sent), name="body")
        return DocumentAnswer(coach.evaluate_experiment(unit, name_of(unit, athlete), planned))
