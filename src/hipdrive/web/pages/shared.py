"""What links show to whoever has them: nothing leads further in, and nothing can be changed."""

import anyio.to_thread
from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from ... import coach
from ..door.store import reading
from ..jobs.pages import asked_page
from ..jobs.worker import AskedPage
from .athlete import LATELY_DAYS, SESSIONS_LISTED
from .outputs import calendar_of

everybody = APIRouter(include_in_schema=False)
UNLISTED = {"x-robots-tag": "noindex, nofollow"}


@everybody.get("/shared/{token}")
def shared(request: Request, token: str) -> HTMLResponse:
    """How it goes with an athlete."""
    with reading(request) as unit:
        name = coach.linked_athlete(unit, token, shows="progress")
        page = coach.lately_page(unit, name, days=LATELY_DAYS, listed=SESSIONS_LISTED)
        return HTMLResponse(page, headers=UNLISTED)


@everybody.get("/shared/runs/{token}")
async def shared_run(request: Request, token: str) -> HTMLResponse:
    """The report of a run, without a way to anything else of the athlete."""

    def asked() -> AskedPage:
        with reading(request) as unit:
            return asked_page(unit, *coach.linked_run(unit, token), alone=True)

    page = await request.app.state.run_pages.page(await anyio.to_thread.run_sync(asked))
    return HTMLResponse(page, headers=UNLISTED)


@everybody.get("/feeds/{token}.ics")
def feed(request: Request, token: str) -> Response:
    """The plan, for a calendar program."""
    with reading(request) as unit:
        return calendar_of(unit, coach.linked_athlete(unit, token, shows="calendar"))
