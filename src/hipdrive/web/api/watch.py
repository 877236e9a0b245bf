"""Runs that a watch recorded: sent and kept, what they show over weeks, and keeping one no longer."""

from datetime import date
from typing import Annotated
from uuid import UUID

import anyio
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ... import coach
from ...contract.athletes.watch import WatchDocument
from ...contract.runs.watch import WatchAddedDocument, WatchRunDocument, WatchRunsDocument
from ...store import folder_of_person
from ..door.answers import DocumentAnswer, ShownAnswer
from ..door.store import name_of, reading, writing
from ..jobs.heavy import in_process
from ..jobs.limits import LOOK
from ..jobs.uploads import Uploads
from ..jobs.worker import WaitingFile, watch_read

router = APIRouter(prefix="/api/athletes/{athlete}/watch", tags=["watch"])
Speed = Annotated[float | None, Query(ge=0.5, le=12.5, description="Where to compare runs (m/s); where most can be if left out.")]


@router.get(
    "",
    summary="What runs with a watch show: trends at one speed with their noise, weeks on the hips as an estimate.",
    response_model=WatchDocument,
)
def watch(request: Request, athlete: UUID, speed_m_s: Speed = None) -> DocumentAnswer:
    """hipdrive.watch/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.watch_shown(unit, name_of(unit, athlete), speed_m_s=speed_m_s))


@router.put(
    "/files/{upload}",
    summary="Send a watch's .fit file as the body; its run is kept, the same file sent twice is one.",
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
    },
    response_model=WatchAddedDocument,
)
async def put_file(
    request: Request,
    athlete: UUID,
    upload: UUID,
    name: Annotated[str, Query(min_length=1, max_length=300)],
    on: Annotated[date | None, Query(description="Day of the run, where the watch knew no date.")] = None,
    *,
    shown: Annotated[bool, Query(description="Sentences in the language of whoever asks; otherwise in English.")] = False,
) -> Response:
    """hipdrive.watch_added/1."""
    told = request.headers.get("content-length", "")
    uploads = await anyio.to_thread.run_sync(_uploads, request, athlete)
    sent = await uploads.put(upload, name, request.stream(), told_bytes=int(told) if told.isdecimal() else None)
    try:
        run = await in_process(watch_read, WaitingFile(path=sent.path, name=sent.name), limits=LOOK)
    finally:
        uploads.drop(upload)

    def kept() -> WatchAddedDocument:
        with writing(request) as unit:
            return coach.keep_watch_run(unit, name_of(unit, athlete), run, on=on)

    added = await anyio.to_thread.run_sync(kept)
    return ShownAnswer(added) if shown else DocumentAnswer(added)


@router.get("/{recorded}", summary="One run of a watch, by speed.", response_model=WatchRunDocument)
def one_run(request: Request, athlete: UUID, recorded: UUID) -> DocumentAnswer:
    """hipdrive.watch_run/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.kept_watch_run(unit, name_of(unit, athlete), recorded))


@router.delete("/{recorded}", summary="Keep a run of a watch no longer; its history is kept.", response_model=WatchRunsDocument)
def delete_run(request: Request, athlete: UUID, recorded: UUID) -> DocumentAnswer:
    """hipdrive.watch_runs/1 with those that are left."""
    with writing(request) as unit:
        return DocumentAnswer(coach.drop_watch_run(unit, name_of(unit, athlete), str(recorded)))


def _uploads(request: Request, athlete: UUID) -> Uploads:
    """The athlete's files; refuses an athlete whom there is not."""
    with reading(request) as unit:
        name_of(unit, athlete)
    return Uploads(folder_of_person(request.app.state.store, athlete))
