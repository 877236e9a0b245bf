"""Answers: documents as the command line writes them, pages, files, and errors by their code."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from pydantic import Field, JsonValue, create_model
from starlette.responses import Response

from ...contract.http_status import HTTP_STATUS
from ...contract.wire import json_text
from ...contract.wire_model import Wire
from ...errors import HipDriveError
from ...language import to_reader

JSON = "application/json"


class DocumentAnswer(Response):
    """A document of the contract, to the letter as `--json` writes it."""

    media_type = JSON

    def __init__(self, document: Wire, status_code: int = 200) -> None:
        super().__init__(json_text(document), status_code)


class ErrorDocument(Wire):
    """What is answered where there is no document."""

    error: str
    """Code of the error, for programs."""
    about: str
    """What it is about; empty for nothing in particular."""
    message: str
    """The sentence in English."""
    shown: str
    """The same in the language of `Accept-Language`."""


def error_answer(error: HipDriveError) -> Response:
    """An error as JSON: its code for programs, its English sentence, and the same for whoever reads."""
    document = ErrorDocument(error=error.code, about=str(error.about), message=str(error), shown=to_reader(error.words))
    return Response(json_text(document), HTTP_STATUS[error.code], media_type=JSON)


def _described(status: int) -> Mapping[str, Any]:
    """The answer of a status: an error with one of the codes that have it."""
    codes: list[JsonValue] = [code for code, of_code in HTTP_STATUS.items() if of_code == status]
    model = create_model(f"Error{status}", __base__=ErrorDocument, error=(str, Field(json_schema_extra={"enum": codes})))
    return {"model": model, "description": HTTPStatus(status).phrase}


ERRORS: Mapping[int | str, Any] = MappingProxyType({status: _described(status) for status in sorted(set(HTTP_STATUS.values()))})
"""How the API describes its errors: status -> what is answered."""
