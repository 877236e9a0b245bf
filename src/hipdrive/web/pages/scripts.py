"""The pages' own scripts: ES modules from the package, each at its address."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from fastapi import APIRouter, Request
from starlette.responses import Response

from ..door.packed import packed
from ..door.refused import NoSuchPageError

router = APIRouter(include_in_schema=False)
AGAIN = {"cache-control": "no-cache"}
"""Kept by the browser, and asked for again each time: an unchanged one is not sent twice."""


@dataclass(frozen=True)
class Script:
    """A script and its fingerprint."""

    text: str
    tag: str


@cache
def scripts() -> Mapping[str, Script]:
    """Name, with its room's as in 'log/steps.js' -> script, of all there are."""
    here = files("hipdrive.web").joinpath("scripts")
    rooms = {"": here, **{f"{room.name}/": room for room in here.iterdir() if room.is_dir()}}
    found = {prefix + path.name: path for prefix, room in rooms.items() for path in room.iterdir() if path.name.endswith(".js")}
    texts = {name: path.read_text(encoding="utf-8") for name, path in found.items()}
    return MappingProxyType({name: Script(text, tag_of(text)) for name, text in texts.items()})


def tag_of(text: str) -> str:
    """Fingerprint of a script, as HTTP writes it."""
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:16]}"'


@router.get("/scripts/{name:path}")
def script(request: Request, name: str) -> Response:
    """One script."""
    known = scripts().get(name)
    if known is None:
        raise NoSuchPageError(request.url.path)
    return answered(request, known)


def answered(request: Request, known: Script) -> Response:
    """A script, or that the browser has it already."""
    headers = {**AGAIN, "etag": known.tag}
    if request.headers.get("if-none-match") == known.tag:
        return Response(status_code=304, headers=headers)
    return packed(request, known.text, media_type="text/javascript", headers=headers)


@router.get("/favicon.ico")
def icon() -> Response:
    """Browsers ask for a picture beside the page's name; there is none, and an error would stand in their console."""
    return Response(status_code=204, headers={"cache-control": "max-age=86400"})
