"""One block of training for many athletes: each of them is asked for by an address of their own, and is one unit of work."""

from uuid import UUID

from fastapi import APIRouter, Request

from ... import coach
from ...contract.plans.plan import OwnPlanDocument
from ..door.answers import DocumentAnswer
from ..door.store import name_of, reading, writing
from ..jobs.searched import plan_made
from .sent.plans import BlockSent

router = APIRouter(prefix="/api/athletes", tags=["athletes"])


@router.put(
    "/{athlete}/blocks/{block}",
    summary="Make an athlete's plan of a block, with doses of their own; put twice it is one.",
    response_model=OwnPlanDocument,
)
def put_block(request: Request, athlete: UUID, block: UUID, sent: BlockSent) -> DocumentAnswer:
    """hipdrive.plan/1, followed from now on."""
    wishes = sent.wishes()
    terms, uid = coach.block_terms(wishes), coach.block_plan_id(block, athlete, wishes)
    with reading(request) as unit:
        name = name_of(unit, athlete)
        _refuse_stale(unit, name, uid, sent)
        before = coach.planned_in_block(unit, name, uid)
        basis = coach.plan_basis(unit, name)
    if before is not None:
        return DocumentAnswer(before)
    coach.refuse_impossible(terms)
    owned = coach.said_equipment(wishes.owned).text.equipment() if wishes.owned.strip() else None
    own = plan_made(request, basis, coach.block_demand(wishes), terms, owned)
    with writing(request) as unit:
        _refuse_stale(unit, name, uid, sent)
        return DocumentAnswer(coach.own_plan_document(own, uid=coach.keep_plan(unit, own, uid=uid)))


def _refuse_stale(unit: "coach.Unit", name: str, uid: UUID, sent: BlockSent) -> None:
    """Refuse a list that shows an athlete with a plan of before; a program that looked at none says so by leaving it out."""
    if "instead_of" in sent.model_fields_set:
        coach.is_followed(unit, name, uid, instead_of=sent.instead_of)
