"""Answers: documents as the command line writes them, pages, files, and errors by their code."""

from starlette.responses import HTMLResponse, JSONResponse, Response

from ... import coach
from ...contract.http_status import HTTP_STATUS
from ...contract.wire import json_text
from ...contract.wire_model import Wire
from ...errors import HipDriveError
from ...language import to_reader
from .refused import TooManyRequestsError


class DocumentAnswer(Response):
    """A document of the contract, to the letter as `--json` writes it."""

    media_type = "application/json"

    def __init__(self, document: Wire, status_code: int = 200) -> None:
        super().__init__(json_text(document), status_code)


def error_answer(error: HipDriveError) -> JSONResponse:
    """An error as JSON: its code for programs, its English sentence, and the same for whoever reads."""
    plain = {"error": error.code, "about": str(error.about), "message": str(error), "shown": to_reader(error.words)}
    headers = {"retry-after": str(error.wait_s)} if isinstance(error, TooManyRequestsError) else None
    return JSONResponse(plain, HTTP_STATUS[error.code], headers=headers)


def page_answer(error: HipDriveError) -> HTMLResponse:
    """An error as a page for whoever reads."""
    return HTMLResponse(coach.message_page(error.words), HTTP_STATUS[error.code])
