"""The program on the web: routes behind one guard, over one open store."""

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import cast

import anyio
from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from .. import __version__, coach
from ..errors import HipDriveError
from .api import athletes, catalogue, runs
from .door.admitted import admitted
from .door.answers import error_answer
from .door.guard import Guard
from .door.refused import NoSuchPageError, WrongRequestError
from .jobs.analysis import Analysis
from .jobs.pages import RunPages
from .jobs.queue import Jobs
from .pages import pages, scripts
from .pages import runs as run_pages


def create_app(store: "coach.Store", *, hosts: Collection[str]) -> FastAPI:
    """The whole program for one store.

    Args:
        store: Open; whoever opened it closes it.
        hosts: Host headers that mean this program, such as '127.0.0.1:8765'; requests under any other name are refused.
    """
    app = described(lifespan=_with_jobs)
    app.state.store, app.state.run_pages = store, RunPages()
    app.state.jobs = Jobs(store, Analysis(store, app.state.run_pages))
    for router in (pages.router, run_pages.router, scripts.router):
        app.include_router(router, dependencies=[Depends(admitted)])
    app.add_exception_handler(HipDriveError, _on_error)
    app.add_exception_handler(RequestValidationError, _on_wrong_request)
    app.add_exception_handler(HTTPException, _on_no_page)
    app.add_middleware(Guard, hosts=hosts)
    return app


@asynccontextmanager
async def _with_jobs(app: FastAPI) -> AsyncIterator[None]:
    """Jobs are done as long as the program answers."""
    app.state.jobs.begin()
    yield
    await anyio.to_thread.run_sync(app.state.jobs.end)


def described(*, lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]] | None = None) -> FastAPI:
    """The API alone, as it describes itself.

    Args:
        lifespan: What goes on as long as it answers; None for nothing.
    """
    app = FastAPI(
        lifespan=lifespan,
        title="Hipdrive",
        version=__version__,
        summary="Where a runner's hips lack drive, and what to do about it.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    for router in (athletes.router, catalogue.router, runs.router):
        app.include_router(router, dependencies=[Depends(admitted)])
    return app


def _on_error(_request: Request, error: Exception) -> JSONResponse:
    return error_answer(cast("HipDriveError", error))


def _on_wrong_request(_request: Request, error: Exception) -> JSONResponse:
    fault = cast("RequestValidationError", error).errors()[0]
    return error_answer(WrongRequestError(".".join(map(str, fault["loc"])), str(fault["msg"])))


def _on_no_page(request: Request, error: Exception) -> JSONResponse:
    refused = cast("HTTPException", error)
    known = refused.status_code not in {404, 405}
    return error_answer(WrongRequestError("body", refused.detail) if known else NoSuchPageError(request.url.path))
