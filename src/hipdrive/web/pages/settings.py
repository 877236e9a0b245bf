"""The reader's choices: language, units, light or dark."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from ...report import settings_page_html
from ..door.choices import Choices, choices_of, keep
from ..door.links import OFFICE

router = APIRouter(include_in_schema=False)


@router.get("/settings")
def settings(request: Request) -> HTMLResponse:
    """What is chosen on this device, to change."""
    chosen = choices_of(request.headers)
    return HTMLResponse(settings_page_html(language=chosen.language, links=OFFICE, modules=("/scripts/settings.js",)))


@router.put("/settings")
def keep_settings(sent: Choices) -> Response:
    """Let the device keep them."""
    answer = JSONResponse(sent.model_dump())
    keep(answer, sent)
    return answer
