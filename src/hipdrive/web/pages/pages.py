"""One athlete, and the exercises."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from ... import coach
from ...language import en
from ..door.store import name_of, reading
from .outputs import output_links

router = APIRouter(include_in_schema=False)
LINKS = ((en("Exercises"), "/exercises"), (en("Where they load"), "/loads"), (en("Settings"), "/settings"))


@router.get("/athletes/{athlete}")
def athlete(request: Request, athlete: UUID) -> HTMLResponse:
    """How it goes with an athlete."""
    with reading(request) as unit:
        shown = coach.progress_report(unit, name_of(unit, athlete))
        files = output_links(athlete, planned=shown.plan is not None)
        return HTMLResponse(coach.progress_page(unit, shown, links=((en("Athletes"), "/"), *files, *LINKS)))


@router.get("/exercises")
def exercises() -> HTMLResponse:
    """Every exercise in pictures."""
    return HTMLResponse(coach.picture_wall(coach.fitting_exercises()))


@router.get("/exercises/{exercise}")
def exercise(exercise: str) -> HTMLResponse:
    """All about one exercise, with its moving picture."""
    return HTMLResponse(coach.exercise_report(coach.exercise_page(exercise, figures=True)))


@router.get("/loads")
def loads() -> HTMLResponse:
    """Where every exercise loads."""
    return HTMLResponse(coach.load_sheet(coach.fitting_exercises()))
