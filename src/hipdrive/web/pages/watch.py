"""The page of runs that a watch recorded."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from ... import coach
from ..door.guard import MOST_WATCH_BYTES
from ..door.kept_pages import page_of
from ..door.links import links_of
from ..door.store import name_of, reading

router = APIRouter(include_in_schema=False)


@router.get("/athletes/{athlete}/watch")
def watch(request: Request, athlete: UUID) -> HTMLResponse:
    """Trends at one speed, weeks on the hips, and where files are dropped."""
    with reading(request) as unit:
        name = name_of(unit, athlete)

        def drawn() -> str:
            return coach.watch_page(unit, name, most_bytes=MOST_WATCH_BYTES, links=links_of(athlete))

        return HTMLResponse(page_of(request, unit, athlete, drawn))
