"""Pages of coming in: login, invitation, accounts, an athlete's links to share, and how a phone gets in."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ... import coach
from ..door.admitted import asker, is_open, only_own
from ..door.links import OFFICE, links_of
from ..door.own_path import own_path
from ..door.reach import is_reachable, way_of_phones
from ..door.store import name_of, reading

everybody = APIRouter(include_in_schema=False)
"""What somebody needs who is not logged in."""
router = APIRouter(include_in_schema=False)


@everybody.get("/login")
def login(request: Request, next: str = "/") -> Response:  # noqa: A002  the name that pages are used to
    """Where somebody logs in; on the machine itself nobody has to."""
    goes_to = own_path(next)
    return RedirectResponse(goes_to, 303) if is_open(request) else HTMLResponse(coach.login_page(goes_to=goes_to))


@everybody.get("/invited/{token}")
def invited(request: Request, token: str) -> HTMLResponse:
    """Where somebody invited chooses a password."""
    with reading(request) as unit:
        return HTMLResponse(coach.invited_page(unit, token))


@router.get("/accounts")
def accounts(request: Request) -> HTMLResponse:
    """One's own account, and for a coach those of their athletes."""
    account, reachable = asker(request).account, is_reachable(request)
    with reading(request) as unit:
        only = only_own(request, unit)
        return HTMLResponse(coach.accounts_page(unit, account=account, only=only, reachable=reachable, links=OFFICE))


@router.get("/athletes/{athlete}/links")
def links(request: Request, athlete: UUID) -> HTMLResponse:
    """An athlete's links to share."""
    with reading(request) as unit:
        name = name_of(unit, athlete)
        return HTMLResponse(coach.links_page(unit, name, reachable=is_reachable(request), links=links_of(athlete)))


@router.get("/phone")
def phone(request: Request) -> HTMLResponse:
    """How a phone gets in."""
    return HTMLResponse(coach.phone_page(way_of_phones(request), links=OFFICE))
