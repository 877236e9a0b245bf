"""The gym logger: sets, pains and notes of a session, each put under an id of its own, in any order, as often as it takes to arrive."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request

from ... import coach
from ...contract.athletes.sent import SentDocument
from ...training.log.dose import parse_load
from ..door.answers import DocumentAnswer
from ..door.store import name_of, writing
from .sent.pieces import NoteSent, PainSent, PieceSent, SetSent

router = APIRouter(prefix="/api/athletes/{athlete}/sessions/{session}", tags=["gym logger"])


@router.put(
    "/sets/{piece}",
    summary="Log one set of a session; a later revision takes its place, and put twice it is one.",
    response_model=SentDocument,
)
def put_set(request: Request, athlete: UUID, session: UUID, piece: UUID, sent: SetSent) -> DocumentAnswer:
    """hipdrive.sent/1."""
    fields = sent.model_dump(exclude=set(PieceSent.model_fields) | {"load"})
    done = coach.SetRecord(**fields, load=None if sent.load is None else parse_load(sent.load))
    return _kept(request, athlete, piece, sent, kind="set", session=session, value=done)


@router.put(
    "/pains/{piece}",
    summary="Tell pain that belongs to a session; a later revision takes its place, and put twice it is one.",
    response_model=SentDocument,
)
def put_pain(request: Request, athlete: UUID, session: UUID, piece: UUID, sent: PainSent) -> DocumentAnswer:
    """hipdrive.sent/1."""
    felt = coach.PainRecord(**sent.model_dump(exclude=set(PieceSent.model_fields)))
    return _kept(request, athlete, piece, sent, kind="pain", session=session, value=felt)


@router.put(
    "/notes/{piece}",
    summary="Write a note on a session; a later revision takes its place, and put twice it is one.",
    response_model=SentDocument,
)
def put_note(request: Request, athlete: UUID, session: UUID, piece: UUID, sent: NoteSent) -> DocumentAnswer:
    """hipdrive.sent/1."""
    return _kept(request, athlete, piece, sent, kind="note", session=session, value=sent.note)


def _kept(request: Request, athlete: UUID, uid: UUID, sent: PieceSent, **own: Any) -> DocumentAnswer:  # noqa: ANN401  fields of a piece
    """Keep what was sent; a piece that was taken back keeps its id and revision alone."""
    value = None if sent.withdrawn else own.pop("value")
    piece = coach.Piece(**{**own, "value": value}, on=sent.on, number=sent.number, revision=sent.revision)
    with writing(request) as unit:
        return DocumentAnswer(coach.log_piece(unit, name_of(unit, athlete), uid, piece))
