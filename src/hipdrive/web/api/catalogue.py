"""What is the same for everybody: exercises, their loads, tests, safety questions, evidence, and how equipment is said."""

from functools import cache, partial

from fastapi import APIRouter, Request

from ... import coach
from ...contract.athletes.equipment import OwnedDocument
from ...contract.athletes.protocol import ProtocolDocument, ProtocolsDocument
from ...contract.athletes.screen import QuestionsDocument
from ...contract.exercises.evidence import EvidenceDocument
from ...contract.exercises.exercise_list import ExercisesDocument, GridDocument
from ...contract.exercises.load import LoadDocument
from ...contract.exercises.tune import TuneDocument
from ..door.answers import DocumentAnswer
from ..jobs.searched import loaded, tuned
from ..jobs.searches import searched
from .sent.athletes import WordsSent
from .sent.exercises import LoadSent, RangeSent

router = APIRouter(prefix="/api", tags=["catalogue"])


@router.get("/exercises", summary="Exercises that hold all the words and meet the conditions.", response_model=ExercisesDocument)
def exercises(
    query: str = "",
    range: str = "",  # noqa: A002  as everywhere
    position: str = "",
    resistance: str = "",
    quality: str = "",
    ladder: str = "",
    evidence: str = "",
    *,
    both_hips: bool = False,
) -> DocumentAnswer:
    """hipdrive.exercises/1."""
    filters = coach.Filters(
        range=range,
        position=position,
        resistance=resistance,
        quality=quality,
        ladder=ladder,
        evidence=evidence,
        both_hips=both_hips,
    )
    return DocumentAnswer(coach.exercise_list(query, filters))


@router.get("/grid", summary="Exercises by position, resistance and range.", response_model=GridDocument)
def grid() -> DocumentAnswer:
    """hipdrive.grid/1."""
    return DocumentAnswer(_grid())


@cache
def _grid() -> GridDocument:
    return coach.exercise_grid()


@router.get("/exercises/{exercise}", summary="All about one exercise.", response_model=ExercisesDocument)
def exercise(exercise: str) -> DocumentAnswer:
    """hipdrive.exercises/1 with one exercise in full."""
    return DocumentAnswer(_page(exercise))


@cache
def _page(exercise: str) -> ExercisesDocument:
    """Solved once; an exercise that is not known raises, and is not kept."""
    return coach.page_document(coach.exercise_page(exercise))


@router.post(
    "/exercises/{exercise}/load",
    summary="What a set-up loads: both hips at once, low back, supports, slow and brisk.",
    response_model=LoadDocument,
)
def load(request: Request, exercise: str, sent: LoadSent) -> DocumentAnswer:
    """hipdrive.load/1."""
    return DocumentAnswer(searched(request, partial(loaded, exercise, sent.body(), sent.set_up)))


@router.post("/exercises/{exercise}/tune", summary="The set-up that best loads a range.", response_model=TuneDocument)
def tune(request: Request, exercise: str, sent: RangeSent) -> DocumentAnswer:
    """hipdrive.tune/1."""
    work = partial(
        tuned,
        exercise,
        range_wanted=sent.range,
        athlete=sent.body(),
        equipment=sent.equipment(),
        intensity=sent.intensity,
        action=sent.action,
        settings=sent.set_up,
    )
    return DocumentAnswer(searched(request, work))


@router.post("/equipment", summary="What is understood of plain words about equipment; nothing is kept.", response_model=OwnedDocument)
def equipment(sent: WordsSent) -> DocumentAnswer:
    """hipdrive.equipment/1."""
    return DocumentAnswer(coach.said_equipment_document(coach.said_equipment(sent.own)))


@router.get("/tests", summary="Every test.", response_model=ProtocolsDocument)
def tests(row: str = "") -> DocumentAnswer:
    """hipdrive.tests/1."""
    return DocumentAnswer(coach.protocol_list(row))


@router.get("/tests/{test}", summary="All about one test.", response_model=ProtocolDocument)
def test(test: str) -> DocumentAnswer:
    """hipdrive.test/1."""
    return DocumentAnswer(coach.protocol_named(test))


@router.get("/questions", summary="The safety questions that come before any plan.", response_model=QuestionsDocument)
def questions() -> DocumentAnswer:
    """hipdrive.questions/1."""
    return DocumentAnswer(coach.screen_questions())


@router.get("/evidence", summary="What the claims rest on.", response_model=EvidenceDocument)
def evidence(query: str = "") -> DocumentAnswer:
    """hipdrive.evidence/1."""
    return DocumentAnswer(coach.evidence_list(query))
