"""The gym logger at its address, and what lets a phone keep it: the worker, the manifest and the icon."""

import hashlib
import json
from datetime import date
from functools import cache
from typing import cast
from uuid import UUID

import anyio.to_thread
from fastapi import APIRouter, Request
from starlette.responses import Response

from ... import __version__, coach
from ...language import en
from ...report import LogFiles
from ..door.packed import packed
from ..door.store import name_of, reading
from ..jobs.stand_ins import StandIns
from .bundle import bundled
from .log_icon import icon_png, icon_svg
from .scripts import AGAIN, Script, answered, scripts, tag_of

router = APIRouter(include_in_schema=False)
everybody = APIRouter(include_in_schema=False)
"""What a phone may fetch anew after its login has ended."""
PARTS = ("steps", "store", "timer", "values", "parts", "picks", "choices", "other", "send", "cards", "list", "actions", "view")
MODULES = ("page", *(f"log/{part}" for part in PARTS), "log/log")
"""The page's modules, each behind those that it imports."""
SCRIPT, WORKER, ICON = "/log.js", "/log-worker.js", "/log-icon.svg"
VERSION_HEADER = "x-hipdrive-log"
ICON_SIZES = (180, 192, 512)
LASTING = {"cache-control": "public, max-age=86400"}


@router.get("/athletes/{athlete}/log")
def log(request: Request, athlete: UUID) -> Response:
    """Today's session, to be logged set by set."""
    with reading(request) as unit:
        content = coach.log_content(unit, name_of(unit, athlete))
    own = f"/athletes/{athlete}"
    files = LogFiles(modules=(SCRIPT,), worker=WORKER, manifest=f"{own}/log.webmanifest", icon=ICON)
    page = coach.log_page(content, files=files, links=((en("Overview"), own), (en("Plan"), f"{own}/plan")))
    return packed(request, page, media_type="text/html", headers={VERSION_HEADER: version(), "link": f"<{SCRIPT}>; rel=modulepreload"})


@router.get("/athletes/{athlete}/log/choices.json")
def choices(request: Request, athlete: UUID) -> Response:
    """Every exercise that can be logged, as data for the page."""
    with reading(request) as unit:
        told = coach.log_choices(unit, name_of(unit, athlete))
    return packed(request, told, media_type="application/json")


@router.get("/athletes/{athlete}/log/stand-ins.json")
async def stand_ins(request: Request, athlete: UUID) -> Response:
    """What stands in for each exercise of the session, as data for the page; the first time the search takes its seconds."""

    def read() -> tuple[coach.PlanBasis, date]:
        with reading(request) as unit:
            return coach.morning_basis(unit, name_of(unit, athlete)), unit.today

    basis, today = await anyio.to_thread.run_sync(read)
    found = await cast("StandIns", request.app.state.stand_ins).of(basis, today=today)
    return packed(request, coach.stand_ins_shown(found), media_type="application/json")


@everybody.get(SCRIPT)
def script(request: Request) -> Response:
    """What the page does, all its modules as one."""
    return answered(request, _script())


@everybody.get(WORKER)
def worker(request: Request) -> Response:
    """What keeps the page on a phone; another text with every version of the program, so that browsers take the new one."""
    told = f"const VERSION = {json.dumps(version())};\nconst FILES = {json.dumps([SCRIPT, ICON])};\n"
    return packed(request, told + scripts()["log/worker.js"].text, media_type="text/javascript", headers=AGAIN)


@router.get("/athletes/{athlete}/log.webmanifest")
def manifest(request: Request, athlete: UUID) -> Response:
    """How a phone shows the page among its programs."""
    address = f"/athletes/{athlete}/log"
    with reading(request) as unit:
        name_of(unit, athlete)
    sizes = [{"src": f"/log-icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in ICON_SIZES]
    told = {
        "name": "Hipdrive",
        "short_name": "Hipdrive",
        "id": address,
        "start_url": address,
        "scope": address,
        "display": "standalone",
        "icons": [{"src": ICON, "sizes": "any", "type": "image/svg+xml"}, *sizes],
    }
    return Response(json.dumps(told), media_type="application/manifest+json")


@everybody.get(ICON)
def icon() -> Response:
    """The icon as a drawing."""
    return Response(icon_svg(), media_type="image/svg+xml", headers=LASTING)


@everybody.get("/log-icon-{size}.png")
def icon_of_size(size: int) -> Response:
    """The icon in the size nearest to the one asked for."""
    return Response(icon_png(min(ICON_SIZES, key=lambda known: abs(known - size))), media_type="image/png", headers=LASTING)


@cache
def _script() -> Script:
    text = bundled({name: known.text for name, known in scripts().items()}, MODULES)
    return Script(text, tag_of(text))


@cache
def version() -> str:
    """Fingerprint of the program and of the page's scripts."""
    texts = (__version__, _script().text, scripts()["log/worker.js"].text)
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
