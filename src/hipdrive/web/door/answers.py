"""Answers: documents as the command line writes them, pages, files, and errors by their code."""

from typing import Any

from pydantic import BaseModel
from starlette.responses import HTMLResponse, JSONResponse, Response

from ... import coach
from ...contract.http_status import HTTP_STATUS
from ...contract.wire import json_text
from ...contract.wire_model import Wire
from ...errors import HipDriveError
from ...language import Text, to_reader
from .refused import TooManyRequestsError


class DocumentAnswer(Response):
    """A document of the contract, to the letter as `--json` writes it."""

    media_type = "application/json"

    def __init__(self, document: Wire, status_code: int = 200) -> None:
        super().__init__(json_text(document), status_code)


class ShownAnswer(Response):
    """A document of the contract whose sentences are in the language of whoever reads: for pages, while programs get it in English."""

    media_type = "application/json"

    def __init__(self, document: Wire, status_code: int = 200) -> None:
        super().__init__(shown_text(document), status_code)


def shown_text(document: Wire) -> str:
    """JSON of a document whose sentences are in the language of whoever reads."""
    return json_text(_to_reader(document))


def _to_reader(value: Any) -> Any:  # noqa: ANN401  whatever a document holds
    """A value with each text as it is read."""
    if isinstance(value, Text):
        return to_reader(value)
    if isinstance(value, BaseModel):
        return value.model_copy(update={name: _to_reader(getattr(value, name)) for name in type(value).model_fields})
    if isinstance(value, tuple):
        return tuple(_to_reader(inner) for inner in value)
    return value


def error_answer(error: HipDriveError) -> JSONResponse:
    """An error as JSON: its code for programs, its English sentence, and the same for whoever reads."""
    plain = {"error": error.code, "about": str(error.about), "message": str(error), "shown": to_reader(error.words)}
    headers = {"retry-after": str(error.wait_s)} if isinstance(error, TooManyRequestsError) else None
    return JSONResponse(plain, HTTP_STATUS[error.code], headers=headers)


def page_answer(error: HipDriveError) -> HTMLResponse:
    """An error as a page for whoever reads."""
    return HTMLResponse(coach.message_page(error.words), HTTP_STATUS[error.code])
