"""The exercises, the same for everybody."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from ... import coach
from ...language import en
from ..door.links import OFFICE

router = APIRouter(include_in_schema=False)


@router.get("/exercises")
def exercises() -> HTMLResponse:
    """Every exercise in pictures."""
    return HTMLResponse(coach.picture_wall(coach.fitting_exercises(), address=lambda exercise: f"/exercises/{exercise}", links=OFFICE))


@router.get("/exercises/{exercise}")
def exercise(exercise: str) -> HTMLResponse:
    """All about one exercise, with its moving picture."""
    page = coach.exercise_page(exercise, figures=True)
    lab = () if page.exercise.kind == "mobility" else ((en("Resistance lab"), f"/exercises/{page.exercise.id}/lab"),)
    return HTMLResponse(coach.exercise_report(page, links=(*lab, *OFFICE)))


@router.get("/loads")
def loads() -> HTMLResponse:
    """Where every exercise loads."""
    return HTMLResponse(coach.load_sheet(coach.fitting_exercises(), links=OFFICE))
