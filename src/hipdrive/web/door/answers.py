"""Answers: documents as the command line writes them, pages, files, and errors by their code."""

import re
import unicodedata
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, Field, JsonValue, create_model
from starlette.responses import HTMLResponse, Response

from ... import coach
from ...contract.http_status import HTTP_STATUS
from ...contract.wire import json_text
from ...contract.wire_model import Wire
from ...errors import HipDriveError
from ...language import Text, to_reader
from .refused import TooBusyError, TooManyRequestsError

JSON = "application/json"


class DocumentAnswer(Response):
    """A document of the contract, to the letter as `--json` writes it."""

    media_type = JSON

    def __init__(self, document: Wire, status_code: int = 200) -> None:
        super().__init__(json_text(document), status_code)


class ShownAnswer(Response):
    """A document of the contract whose sentences are in the language of whoever reads: for pages, while programs get it in English."""

    media_type = JSON

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


class FileAnswer(Response):
    """A file to be kept by whoever asks, under a name that every file system and header can hold."""

    def __init__(self, content: bytes, name: str, *, media_type: str = "application/zip") -> None:
        super().__init__(content, media_type=media_type, headers={"content-disposition": f'attachment; filename="{_plain_name(name)}"'})


def _plain_name(name: str) -> str:
    """A name of letters, digits, point and hyphen."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9.]+", "-", ascii_only).strip("-.") or "hipdrive.zip"


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
    headers = {"retry-after": str(error.wait_s)} if isinstance(error, TooBusyError | TooManyRequestsError) else None
    return Response(json_text(document), HTTP_STATUS[error.code], headers=headers, media_type=JSON)


def page_answer(error: HipDriveError) -> HTMLResponse:
    """An error as a page for whoever reads."""
    return HTMLResponse(coach.message_page(error.words), HTTP_STATUS[error.code])


def _shape_name(status: int) -> str:
    """What the answer of a status is called in the description of the API."""
    return f"Error{status}"


def _described(status: int) -> Mapping[str, Any]:
    """The answer of a status. It names its shape: a model would be worked out anew for each route, which took half of the first request."""
    shape = {"$ref": f"#/components/schemas/{_shape_name(status)}"}
    return {"description": HTTPStatus(status).phrase, "content": {JSON: {"schema": shape}}}


ERRORS: Mapping[int | str, Any] = MappingProxyType({status: _described(status) for status in sorted(set(HTTP_STATUS.values()))})
"""How the API describes its errors: status -> what is answered."""


def error_shapes() -> Mapping[str, Any]:
    """The shapes that `ERRORS` names, as JSON Schema: an error with one of the codes that have the status."""
    shapes = {}
    for status in ERRORS:
        codes: list[JsonValue] = [code for code, of_code in HTTP_STATUS.items() if of_code == status]
        name = _shape_name(int(status))
        model = create_model(name, __base__=ErrorDocument, error=(str, Field(json_schema_extra={"enum": codes})))
        shapes[name] = model.model_json_schema(mode="serialization")
    return shapes
