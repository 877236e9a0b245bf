"""What links show to whoever has them: nothing leads further in, and nothing can be changed."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from ... import coach
from ..door.store import reading
from .outputs import calendar_of

everybody = APIRouter(include_in_schema=False)
UNLISTED = {"x-robots-tag": "noindex, nofollow"}


@everybody.get("/shared/{token}")
def shared(request: Request, token: str) -> HTMLResponse:
    """How it goes with an athlete."""
    with reading(request) as unit:
        name = coach.linked_athlete(unit, token, shows="progress")
        return HTMLResponse(coach.progress_page(unit, coach.progress_report(unit, name)), headers=UNLISTED)


@everybody.get("/feeds/{token}.ics")
def feed(request: Request, token: str) -> Response:
    """The plan, for a calendar program."""
    with reading(request) as unit:
        return calendar_of(unit, coach.linked_athlete(unit, token, shows="calendar"))
