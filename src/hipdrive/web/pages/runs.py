"""Recordings and runs: the page that takes files, and the page of each run."""

from typing import Annotated
from uuid import UUID

import anyio
from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from ... import coach
from ..door.guard import MOST_UPLOAD_BYTES
from ..door.links import links_of
from ..door.store import name_of, reading
from ..jobs.pages import asked_page
from ..jobs.worker import AskedPage

router = APIRouter(include_in_schema=False)


@router.get("/athletes/{athlete}/runs/new")
def new_recording(request: Request, athlete: UUID) -> HTMLResponse:
    """Where files are dropped."""
    with reading(request) as unit:
        name = name_of(unit, athlete)
        return HTMLResponse(coach.recording_page(unit, name, most_bytes=MOST_UPLOAD_BYTES, links=links_of(athlete)))


@router.get("/athletes/{athlete}/runs/{run}")
async def run(request: Request, athlete: UUID, run: UUID, beside: Annotated[UUID | None, Query()] = None) -> HTMLResponse:
    """The report of a run with its clock; with `beside` another run of the athlete lies behind."""

    def asked() -> AskedPage:
        with reading(request) as unit:
            return asked_page(unit, name_of(unit, athlete), run, store=request.app.state.store, behind=beside)

    return HTMLResponse(await request.app.state.run_pages.page(await anyio.to_thread.run_sync(asked)))
