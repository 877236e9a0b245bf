"""What is the same for everybody: exercises, their loads, tests, safety questions and evidence."""

from fastapi import APIRouter

from ... import coach
from ...contract.exercises.load import load_document
from ..door.answers import DocumentAnswer
from .sent import LoadSent

router = APIRouter(prefix="/api", tags=["catalogue"])


@router.get("/exercises", summary="Exercises that hold all the words.")
def exercises(query: str = "") -> DocumentAnswer:
    """hipdrive.exercises/1."""
    return DocumentAnswer(coach.exercise_list(query))


@router.get("/exercises/{exercise}", summary="All about one exercise.")
def exercise(exercise: str) -> DocumentAnswer:
    """hipdrive.exercises/1 with one exercise in full."""
    return DocumentAnswer(coach.page_document(coach.exercise_page(exercise)))


@router.post("/exercises/{exercise}/load", summary="What a set-up loads: both hips at once, low back, supports, slow and brisk.")
def load(exercise: str, sent: LoadSent) -> DocumentAnswer:
    """hipdrive.load/1."""
    body = coach.Athlete(mass_kg=sent.mass_kg, height_m=sent.height_m, sex=sent.sex)
    return DocumentAnswer(load_document(coach.load_report(exercise, body, sent.set_up)))


@router.get("/tests", summary="Every test.")
def tests(row: str = "") -> DocumentAnswer:
    """hipdrive.tests/1."""
    return DocumentAnswer(coach.protocol_list(row))


@router.get("/tests/{test}", summary="All about one test.")
def test(test: str) -> DocumentAnswer:
    """hipdrive.test/1."""
    return DocumentAnswer(coach.protocol_named(test))


@router.get("/questions", summary="The safety questions that come before any plan.")
def questions() -> DocumentAnswer:
    """hipdrive.questions/1."""
    return DocumentAnswer(coach.screen_questions())


@router.get("/evidence", summary="What the claims rest on.")
def evidence(query: str = "") -> DocumentAnswer:
    """hipdrive.evidence/1."""
    return DocumentAnswer(coach.evidence_list(query))
