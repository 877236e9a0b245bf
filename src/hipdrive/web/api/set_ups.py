"""Set-ups of exercises that an athlete keeps: list them, keep one under a name, keep one no longer."""

from uuid import UUID

from fastapi import APIRouter, Request

from ... import coach
from ...contract.athletes.set_ups import SetUpsDocument
from ..door.answers import DocumentAnswer
from ..door.store import name_of, reading, writing
from .sent.exercises import SetUpSent

router = APIRouter(prefix="/api/athletes/{athlete}/set-ups", tags=["set-ups"])


@router.get("", summary="Set-ups that are kept, of one exercise or of all.", response_model=SetUpsDocument)
def set_ups(request: Request, athlete: UUID, exercise: str | None = None) -> DocumentAnswer:
    """hipdrive.set_ups/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.set_ups_of(unit, name_of(unit, athlete), exercise=exercise))


@router.put("/{set_up}", summary="Keep a set-up under an id of your own; put twice it is one.", response_model=SetUpsDocument)
def put_set_up(request: Request, athlete: UUID, set_up: UUID, sent: SetUpSent) -> DocumentAnswer:
    """hipdrive.set_ups/1 with all that are kept."""
    with writing(request) as unit:
        name = name_of(unit, athlete)
        return DocumentAnswer(coach.keep_set_up(unit, name, exercise=sent.exercise, called=sent.name, set_up=sent.set_up, uid=set_up))


@router.delete("/{set_up}", summary="Keep a set-up no longer; its history is kept.", response_model=SetUpsDocument)
def delete_set_up(request: Request, athlete: UUID, set_up: UUID) -> DocumentAnswer:
    """hipdrive.set_ups/1 with those that are left."""
    with writing(request) as unit:
        return DocumentAnswer(coach.drop_set_up(unit, name_of(unit, athlete), str(set_up)))
