"""Runs of an athlete that were analysed and kept: list them, read one, compare two, keep one no longer."""

from uuid import UUID

from fastapi import APIRouter, Request

from ... import coach
from ...contract.athletes.athlete import RunsDocument
from ...contract.runs.compare import CompareDocument
from ...contract.runs.run import RunDocument
from ..door.answers import DocumentAnswer
from ..door.store import name_of, reading, writing

router = APIRouter(prefix="/api/athletes/{athlete}/runs", tags=["runs"])


@router.get("", summary="Analysed runs that are kept.", response_model=RunsDocument)
def runs(request: Request, athlete: UUID) -> DocumentAnswer:
    """hipdrive.runs/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.runs_of(unit, name_of(unit, athlete)))


@router.get("/{run}", summary="One run that is kept.", response_model=RunDocument)
def one_run(request: Request, athlete: UUID, run: UUID) -> DocumentAnswer:
    """hipdrive.run/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.kept_run(unit, name_of(unit, athlete), run).document)


@router.get("/{run}/compared/{later}", summary="What changed from one run to a later one beyond noise.", response_model=CompareDocument)
def compared(request: Request, athlete: UUID, run: UUID, later: UUID) -> DocumentAnswer:
    """hipdrive.compare/1."""
    with reading(request) as unit:
        name = name_of(unit, athlete)
        first, second = (coach.kept_run(unit, name, one) for one in (run, later))
    return DocumentAnswer(coach.compare(first.document, second.document, names=(first.file_name, second.file_name)))


@router.delete("/{run}", summary="Keep a run no longer; its history is kept.", response_model=RunsDocument)
def delete_run(request: Request, athlete: UUID, run: UUID) -> DocumentAnswer:
    """hipdrive.runs/1 with those that are left."""
    with writing(request) as unit:
        return DocumentAnswer(coach.drop_run(unit, name_of(unit, athlete), str(run)))
