"""What an athlete was tested and asked: results of tests, what changed in them, and the safety screen."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request

from ... import coach
from ...contract.athletes.result import ChangesDocument, ResultsDocument
from ...contract.athletes.screen import ScreenDocument
from ..door import clock
from ..door.answers import DocumentAnswer
from ..door.store import name_of, reading, writing
from .sent.testing import ResultChanges, ResultSent, ScreenSent

router = APIRouter(prefix="/api/athletes/{athlete}", tags=["testing"])


@router.get("/results", summary="Results of tests.", response_model=ResultsDocument)
def results(request: Request, athlete: UUID, test: str = "") -> DocumentAnswer:
    """hipdrive.results/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.results_of(unit, name_of(unit, athlete), test))


@router.put(
    "/results/{result}", summary="Enter the result of a test under an id of your own; put twice it is one.", response_model=ResultsDocument
)
def put_result(request: Request, athlete: UUID, result: UUID, sent: ResultSent) -> DocumentAnswer:
    """hipdrive.results/1."""
    typed = coach.typed_result(**{**dict(sent), "on": sent.on or clock.now().date()})
    with writing(request) as unit:
        return DocumentAnswer(coach.enter_results(unit, name_of(unit, athlete), [typed], uids=[result]))


@router.put(
    "/results/{result}/corrections/{correction}",
    summary="Correct a result under an id of your own: what is sent takes the place of what it had, the rest stays.",
    response_model=ResultsDocument,
)
def correct_result(request: Request, athlete: UUID, result: UUID, correction: UUID, sent: ResultChanges) -> DocumentAnswer:
    """hipdrive.results/1."""
    changes = sent.model_dump(exclude={"unit"})
    with writing(request) as unit:
        name = name_of(unit, athlete)
        return DocumentAnswer(coach.amend_result(unit, name, str(result), **changes, in_unit=sent.unit, uid=correction))


@router.delete("/results/{result}", summary="Delete a result; its history is kept.", response_model=ResultsDocument)
def delete_result(request: Request, athlete: UUID, result: UUID) -> DocumentAnswer:
    """hipdrive.results/1 with those that are left."""
    with writing(request) as unit:
        return DocumentAnswer(coach.drop_result(unit, name_of(unit, athlete), str(result)))


@router.get("/change", summary="What changed in the tests beyond noise.", response_model=ChangesDocument)
def change(request: Request, athlete: UUID, since: date | None = None) -> DocumentAnswer:
    """hipdrive.change/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.change_report(unit, name_of(unit, athlete), since))


@router.put(
    "/screens/{screen}", summary="Answer the safety screen under an id of your own; put twice it is one.", response_model=ScreenDocument
)
def put_screen(request: Request, athlete: UUID, screen: UUID, sent: ScreenSent) -> DocumentAnswer:
    """hipdrive.screen/1."""
    on = sent.on or clock.now().date()
    with writing(request) as unit:
        name = name_of(unit, athlete)
        return DocumentAnswer(coach.enter_screen(unit, name, sent.yes, age_years=sent.age_years, on=on, uid=screen))
