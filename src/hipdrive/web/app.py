"""The program on the web: routes behind one guard, over one open store."""

import gc
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from functools import cache
from typing import Any, cast
from urllib.parse import urlencode

import anyio
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute

from .. import __version__, coach
from ..errors import HipDriveError
from .api import accounts as accounts_api
from .api import athletes, blocks, catalogue, diary, kept_runs, logger, planning, plans, recordings, set_ups, testing
from .api import lab as lab_answers
from .api import searches as search_answers
from .api import watch as watch_api
from .door import clock
from .door.admitted import admitted
from .door.answers import ERRORS, error_answer, error_shapes, page_answer
from .door.choices import reading_as_asked
from .door.guard import HEADERS, Guard
from .door.kept_pages import KeptPages
from .door.pace import Pace
from .door.refused import FaultError, LoginNeededError, NoSuchPageError, WrongRequestError
from .jobs.analysis import Analysis
from .jobs.pages import RunPages
from .jobs.queue import Jobs
from .jobs.searches import Searches
from .jobs.stand_ins import StandIns
from .lab.seats import Seats
from .lab.workers import lab_crew
from .pages import access, athlete, everybody, film, lab, log, outputs, scripts, settings, shared
from .pages import catalogue as catalogue_pages
from .pages import runs as run_pages
from .pages import watch as watch_pages

ANSWERS = tuple(
    part.router
    for part in (
        lab_answers,  # first: routes are looked through in this order, and a hand asks many times a second
        athletes,
        diary,
        logger,
        testing,
        watch_api,
        kept_runs,
        set_ups,
        recordings,
        planning,
        plans,
        blocks,
        catalogue,
        search_answers,
        accounts_api,
    )
)
"""The API."""
PAGES = tuple(
    part.router for part in (everybody, outputs, catalogue_pages, athlete, run_pages, watch_pages, lab, log, settings, film, access)
)

ROUND_AFTER = 20_000
"""Objects that come to be before Python looks for those that can go: a page of years of training makes some ten thousand."""
LONGEST_PLACE = 200
"""Letters of what is named in a refusal: a key may be as long as a whole request."""


def create_app(store: "coach.Store", *, hosts: Collection[str], accounts: bool = False, phones: "coach.PhoneWay | None" = None) -> FastAPI:
    """The whole program for one store.

    Args:
        store: Open; whoever opened it closes it.
        hosts: Host headers that mean this program, such as '127.0.0.1:8765'; requests under any other name are refused.
        accounts: Whether only who is logged in may see anything; what comes in through `AtHome` needs no account even then.
        phones: How phones get in; None where they are not served.
    """
    app = described(lifespan=_at_work)
    app.state.store, app.state.accounts, app.state.phones, app.state.pace = store, accounts, phones, Pace()
    app.state.lab, app.state.seats = lab_crew(), Seats()
    app.state.run_pages, app.state.kept_pages, app.state.stand_ins = RunPages(), KeptPages(), StandIns()
    app.state.searches = Searches()
    app.state.jobs = Jobs(store, Analysis(store, app.state.run_pages))
    app.router.routes.extend(_pages())
    app.add_exception_handler(HipDriveError, _on_error)
    app.add_exception_handler(RequestValidationError, _on_wrong_request)
    app.add_exception_handler(HTTPException, _on_no_page)
    app.add_exception_handler(Exception, _on_fault)
    app.add_middleware(Guard, hosts=hosts, pace=app.state.pace if accounts else None)
    return app


@asynccontextmanager
async def _at_work(app: FastAPI) -> AsyncIterator[None]:
    """Jobs are done as long as the program answers; and everybody is listed once, which takes seconds only the first time."""
    app.state.jobs.begin()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(anyio.to_thread.run_sync, _settle, app.state.store)
        yield
        tasks.cancel_scope.cancel()
    app.state.searches.end()
    await anyio.to_thread.run_sync(app.state.jobs.end)


def _settle(store: "coach.Store") -> None:
    """List everybody; what is loaded by then stays, so Python need not look through it time and again, a tenth of a second each time."""
    gc.set_threshold(ROUND_AFTER)
    with suppress(HipDriveError), store.reading(clock.now()) as unit:  # who asks for the list is told what is wrong with it
        coach.athlete_list(unit)
    gc.collect()
    gc.freeze()


def described(*, lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None = None) -> FastAPI:
    """The API alone, as it describes itself.

    Args:
        lifespan: What goes on as long as it answers; None for nothing.
    """
    app = _Described(
        lifespan=lifespan,
        title="Hipdrive",
        version=__version__,
        summary="Where a runner's hips lack drive, and what to do about it.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.router.routes.extend(_answers())
    return app


class _Described(FastAPI):
    """An API whose routes name the shapes of their errors, which its description then holds once."""

    def openapi(self) -> dict[str, Any]:
        """The API as OpenAPI describes it."""
        if self.openapi_schema is None:
            parts = super().openapi()["components"]
            parts["schemas"] = dict(sorted({**parts["schemas"], **error_shapes()}.items()))
        return super().openapi()


@cache
def _answers() -> tuple[BaseRoute, ...]:
    """Routes of the API; to work out what they take costs half a second at the first request, so programs of one process share them."""
    every = APIRouter()
    for router in ANSWERS:
        every.include_router(router, dependencies=[Depends(admitted)], responses=dict(ERRORS))
    every.include_router(accounts_api.everybody, responses=dict(ERRORS))
    return tuple(every.routes)


@cache
def _pages() -> tuple[BaseRoute, ...]:
    """Routes of pages and their files, shared likewise."""
    every = APIRouter()
    for router in PAGES:
        every.include_router(router, dependencies=[Depends(admitted)])
    for router in (scripts.router, log.everybody, access.everybody, shared.everybody):
        every.include_router(router)
    return tuple(every.routes)


def _on_error(request: Request, error: Exception) -> Response:
    """What a verb refused: a code for programs, a page for people; who is not logged in is sent to do so and comes back."""
    refused = cast("HipDriveError", error)
    path = request.url.path
    if path.startswith("/api/") or request.method != "GET":
        return error_answer(refused)
    if isinstance(refused, LoginNeededError):
        return RedirectResponse("/login?" + urlencode({"next": f"{path}?{request.url.query}" if request.url.query else path}), 303)
    return page_answer(refused) if "text/html" in request.headers.get("accept", "") else error_answer(refused)


async def _on_fault(request: Request, _error: Exception) -> Response:
    """A fault of the program: it is answered outside of the guard, so the guard's headers are set here; the server logs the fault."""
    with reading_as_asked(request.headers):
        answer = _on_error(request, FaultError())
    answer.headers.update(HEADERS)
    return answer


def _on_wrong_request(_request: Request, error: Exception) -> Response:
    fault = cast("RequestValidationError", error).errors()[0]
    where = ".".join(map(str, fault["loc"])).encode(errors="backslashreplace").decode()
    return error_answer(WrongRequestError(where[:LONGEST_PLACE], str(fault["msg"])))


def _on_no_page(request: Request, error: Exception) -> Response:
    refused = cast("HTTPException", error)
    known = refused.status_code not in {404, 405}
    return _on_error(request, WrongRequestError("body", refused.detail) if known else NoSuchPageError(request.url.path))
