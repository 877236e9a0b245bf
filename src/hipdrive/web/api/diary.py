"""The diary of an athlete: what is next, what was done, its corrections, and how it goes."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request

from ... import coach
from ...contract.athletes.log import LogDocument, SessionsDocument
from ...contract.athletes.progress import ProgressDocument
from ..door.answers import DocumentAnswer
from ..door.store import name_of, reading, writing
from .sent.diary import PainsSent, SessionCorrection, SessionSent

router = APIRouter(prefix="/api/athletes/{athlete}", tags=["diary"])


@router.get("/next", summary="What is next, ready to be logged.", response_model=LogDocument)
def coming(request: Request, athlete: UUID, on: date | None = None) -> DocumentAnswer:
    """hipdrive.log/1 without a session."""
    with reading(request) as unit:
        return DocumentAnswer(coach.coming_session(unit, name_of(unit, athlete), on=on or unit.today))


@router.get("/sessions", summary="The last sessions.", response_model=SessionsDocument)
def sessions(request: Request, athlete: UUID, last: Annotated[int, Query(ge=1, le=1000)] = 10) -> DocumentAnswer:
    """hipdrive.sessions/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.session_list(unit, name_of(unit, athlete), last=last))


@router.put("/sessions/{session}", summary="Log a session under an id of your own; put twice it is one.", response_model=LogDocument)
def put_session(request: Request, athlete: UUID, session: UUID, sent: SessionSent) -> DocumentAnswer:
    """hipdrive.log/1."""
    with writing(request) as unit:
        return DocumentAnswer(coach.log_typed(unit, name_of(unit, athlete), coach.TypedLog(**dict(sent)), uid=session))


@router.put(
    "/sessions/{session}/corrections/{correction}",
    summary="Correct a session under an id of your own: what is sent takes the place of what it had, the rest stays.",
    response_model=LogDocument,
)
def correct_session(request: Request, athlete: UUID, session: UUID, correction: UUID, sent: SessionCorrection) -> DocumentAnswer:
    """hipdrive.log/1."""
    typed = coach.TypedLog(**dict(sent), correct=str(session))
    with writing(request) as unit:
        return DocumentAnswer(coach.log_typed(unit, name_of(unit, athlete), typed, uid=correction))


@router.put(
    "/sessions/{session}/later-pains/{correction}",
    summary="Add pain, or a note, that is told after a session, under an id of your own.",
    response_model=LogDocument,
)
def add_pain(request: Request, athlete: UUID, session: UUID, correction: UUID, sent: PainsSent) -> DocumentAnswer:
    """hipdrive.log/1."""
    typed = coach.TypedLog(**dict(sent), to=str(session))
    with writing(request) as unit:
        return DocumentAnswer(coach.log_typed(unit, name_of(unit, athlete), typed, uid=correction))


@router.delete("/sessions/{session}", summary="Delete a session; its history is kept.", response_model=LogDocument)
def delete_session(request: Request, athlete: UUID, session: UUID) -> DocumentAnswer:
    """hipdrive.log/1."""
    with writing(request) as unit:
        return DocumentAnswer(coach.log_typed(unit, name_of(unit, athlete), coach.TypedLog(delete=str(session))))


@router.get("/progress", summary="How training goes: done, moved, hurt, tested.", response_model=ProgressDocument)
def progress(request: Request, athlete: UUID, exercise: str = "", since: date | None = None) -> DocumentAnswer:
    """hipdrive.progress/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.progress_report(unit, name_of(unit, athlete), exercise=exercise, since=since))
