"""The program on the web: routes behind one guard, over one open store."""

from collections.abc import Collection
from typing import cast

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from .. import __version__, coach
from ..errors import HipDriveError
from .api import athletes, catalogue, diary, kept_runs, planning, testing
from .door.admitted import admitted
from .door.answers import ERRORS, error_answer
from .door.guard import Guard
from .door.refused import NoSuchPageError, WrongRequestError
from .pages import pages, scripts

LONGEST_PLACE = 200
"""Letters of what is named in a refusal: a key may be as long as a whole request."""


def create_app(store: "coach.Store", *, hosts: Collection[str]) -> FastAPI:
    """The whole program for one store.

    Args:
        store: Open; whoever opened it closes it.
        hosts: Host headers that mean this program, such as '127.0.0.1:8765'; requests under any other name are refused.
    """
    app = described()
    app.state.store = store
    for router in (pages.router, scripts.router):
        app.include_router(router, dependencies=[Depends(admitted)])
    app.add_exception_handler(HipDriveError, _on_error)
    app.add_exception_handler(RequestValidationError, _on_wrong_request)
    app.add_exception_handler(HTTPException, _on_no_page)
    app.add_middleware(Guard, hosts=hosts)
    return app


def described() -> FastAPI:
    """The API alone, as it describes itself."""
    app = FastAPI(
        title="Hipdrive",
        version=__version__,
        summary="Where a runner's hips lack drive, and what to do about it.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    for router in (athletes.router, diary.router, testing.router, kept_runs.router, planning.router, catalogue.router):
        app.include_router(router, dependencies=[Depends(admitted)], responses=dict(ERRORS))
    return app


def _on_error(_request: Request, error: Exception) -> Response:
    return error_answer(cast("HipDriveError", error))


def _on_wrong_request(_request: Request, error: Exception) -> Response:
    fault = cast("RequestValidationError", error).errors()[0]
    where = ".".join(map(str, fault["loc"])).encode(errors="backslashreplace").decode()
    return error_answer(WrongRequestError(where[:LONGEST_PLACE], str(fault["msg"])))


def _on_no_page(request: Request, error: Exception) -> Response:
    refused = cast("HTTPException", error)
    known = refused.status_code not in {404, 405}
    return error_answer(WrongRequestError("body", refused.detail) if known else NoSuchPageError(request.url.path))
