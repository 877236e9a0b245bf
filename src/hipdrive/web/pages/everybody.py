"""The coach's list: everybody on one page."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ... import coach
from ..door.admitted import asker, only_own
from ..door.links import OFFICE
from ..door.store import reading

router = APIRouter(include_in_schema=False)
MODULES = ("/scripts/athletes/athletes.js", "/scripts/athletes/add.js", "/scripts/athletes/block.js")


@router.get("/")
def everybody(request: Request) -> Response:
    """Who needs a coach first at the top; an athlete comes to their own page."""
    account = asker(request).account
    if account is not None and account.athlete is not None:
        return RedirectResponse(f"/athletes/{account.athlete}", 303)
    with reading(request) as unit:
        own = only_own(request, unit)
        page = coach.athletes_page(unit, address=lambda athlete: f"/athletes/{athlete}", only=own, links=OFFICE, modules=MODULES)
    return HTMLResponse(page)
