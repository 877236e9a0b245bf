"""How to film a runner: the guide as a page and on paper."""

from fastapi import APIRouter
from starlette.responses import HTMLResponse, Response

from ... import coach
from ..door.links import OFFICE

router = APIRouter(include_in_schema=False)
PAPER = "/film.pdf"


@router.get("/film")
def film() -> HTMLResponse:
    """The guide."""
    return HTMLResponse(coach.film_guide(links=OFFICE, paper=PAPER))


@router.get(PAPER)
def film_on_paper() -> Response:
    """The guide on one sheet of paper."""
    return Response(coach.film_guide_on_paper(), media_type="application/pdf")
