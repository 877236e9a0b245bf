"""Plans of an athlete: made and looked at, kept, moved to other days, played through, and what stands in for an exercise."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from ... import coach
from ...contract.plans.plan import FollowedPlanDocument, OwnPlanDocument
from ...contract.plans.simulation import SimulationDocument, simulation_document
from ...contract.plans.swap import SwapsDocument
from ..door.answers import DocumentAnswer
from ..door.store import name_of, reading, writing
from ..door.wishes import WishesSent
from ..jobs.searched import simulation, swaps_found
from ..jobs.wished_plan import wished_plan
from .sent.plans import FreeDaysSent, PlanSent, ScenarioSent, SessionMoveSent

router = APIRouter(prefix="/api/athletes", tags=["plans"])


@router.post("/{athlete}/plans", summary="Make a plan and look at it; nothing is kept.", response_model=OwnPlanDocument)
def look_at_plan(request: Request, athlete: UUID, sent: WishesSent) -> DocumentAnswer:
    """hipdrive.plan/1 without an id."""
    return DocumentAnswer(coach.own_plan_document(wished_plan(request, athlete, sent).plan))


@router.put(
    "/{athlete}/plans/{plan}",
    summary="Make a plan and follow it, under an id of your own; put twice it is one.",
    response_model=FollowedPlanDocument,
)
def put_plan(request: Request, athlete: UUID, plan: UUID, sent: PlanSent) -> DocumentAnswer:
    """hipdrive.plan/1 with what is next."""
    with reading(request) as unit:
        if coach.is_followed(unit, name_of(unit, athlete), plan, instead_of=sent.instead_of):
            return _followed(unit, athlete)
    made = wished_plan(request, athlete, sent.wishes)
    with writing(request) as unit:
        name = name_of(unit, athlete)
        coach.is_followed(unit, name, plan, instead_of=sent.instead_of)  # again: somebody else may have kept one meanwhile
        coach.keep_plan(unit, made.plan, uid=plan)
        if made.owned is not None:
            coach.edit_athlete(unit, name, equipment=made.owned.text)
        return _followed(unit, athlete)


@router.put(
    "/{athlete}/plans/{plan}/days",
    summary="Move what is still to come to the days on which the athlete can train.",
    response_model=FollowedPlanDocument,
)
def put_days(request: Request, athlete: UUID, plan: UUID, sent: FreeDaysSent) -> DocumentAnswer:
    """hipdrive.plan/1 with what is next: the same plan under an id of your own; put twice it is one."""
    with writing(request) as unit:
        moved = coach.move_sessions(unit, name_of(unit, athlete), sent.free_days, instead_of=sent.instead_of, uid=plan)
        return DocumentAnswer(moved)


@router.put(
    "/{athlete}/plans/{plan}/session",
    summary="Move one coming session to another day of its week.",
    response_model=FollowedPlanDocument,
)
def put_session(request: Request, athlete: UUID, plan: UUID, sent: SessionMoveSent) -> DocumentAnswer:
    """hipdrive.plan/1 with what is next: the same plan under an id of your own; what speaks against the day is the session's note."""
    with writing(request) as unit:
        moved = coach.move_session(unit, name_of(unit, athlete), sent.day, sent.to, instead_of=sent.instead_of, uid=plan)
        return DocumentAnswer(moved)


@router.post(
    "/{athlete}/simulate",
    summary="Play the followed plan from its start through a scenario; nothing is kept.",
    response_model=SimulationDocument,
)
def simulate(request: Request, athlete: UUID, sent: ScenarioSent) -> DocumentAnswer:
    """hipdrive.simulation/1."""
    return DocumentAnswer(simulation_document(simulation(request, athlete, sent.scenario)))


@router.get(
    "/{athlete}/swaps",
    summary="What stands in for an exercise of the next session, such as when a machine is taken.",
    response_model=SwapsDocument,
)
def swaps(
    request: Request, athlete: UUID, line: str = "", without: Annotated[tuple[str, ...], Query(max_length=50)] = ()
) -> DocumentAnswer:
    """hipdrive.swap/1: for an exercise of the plan, or for all that needs things that are not there."""
    return DocumentAnswer(swaps_found(request, athlete, line, without))


def _followed(unit: coach.Unit, athlete: UUID) -> DocumentAnswer:
    return DocumentAnswer(coach.followed_plan(coach.follower(unit, name_of(unit, athlete)), today=unit.today).document)
