"""The coach's list: everybody on one page."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from ... import coach
from ..door.store import reading
from .pages import LINKS

router = APIRouter(include_in_schema=False)
MODULES = ("/scripts/athletes.js", "/scripts/athletes_add.js", "/scripts/athletes_block.js")


@router.get("/")
def everybody(request: Request) -> HTMLResponse:
    """Who needs a coach first at the top."""
    with reading(request) as unit:
        return HTMLResponse(coach.athletes_page(unit, address=lambda athlete: f"/athletes/{athlete}", links=LINKS, modules=MODULES))
