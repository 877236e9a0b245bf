"""The exercises, the same for everybody: each page is drawn once for all who read alike."""

from functools import lru_cache

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from ... import coach
from ...language import en
from ..door.kept_pages import Alike, alike
from ..door.links import OFFICE

router = APIRouter(include_in_schema=False)
MOST_KEPT = 128
"""Pages of an exercise in memory, each some 100 KB."""


@router.get("/exercises")
def exercises() -> HTMLResponse:
    """Every exercise in pictures."""
    return HTMLResponse(_wall(alike()))


@router.get("/exercises/{exercise}")
def exercise(exercise: str) -> HTMLResponse:
    """All about one exercise, with its moving picture."""
    return HTMLResponse(_exercise(exercise, alike()))


@router.get("/loads")
def loads() -> HTMLResponse:
    """Where every exercise loads."""
    return HTMLResponse(_loads(alike()))


@lru_cache(maxsize=8)
def _wall(_reader: Alike) -> str:
    return coach.picture_wall(coach.fitting_exercises(), address=lambda exercise: f"/exercises/{exercise}", links=OFFICE)


@lru_cache(maxsize=8)
def _loads(_reader: Alike) -> str:
    return coach.load_sheet(coach.fitting_exercises(), links=OFFICE)


@lru_cache(maxsize=MOST_KEPT)
def _exercise(exercise: str, _reader: Alike) -> str:
    """The page of an exercise; one that is not known raises, and is not kept."""
    page = coach.exercise_page(exercise, figures=True)
    lab = () if page.exercise.kind == "mobility" else ((en("Resistance lab"), f"/exercises/{page.exercise.id}/lab"),)
    return coach.exercise_report(page, links=(*lab, *OFFICE))
