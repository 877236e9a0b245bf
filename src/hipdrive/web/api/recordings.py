"""Recordings: sent file by file, looked through, analysed in the background."""

import json
from collections.abc import AsyncIterator
from datetime import date
from typing import Annotated
from uuid import UUID

import anyio
from fastapi import APIRouter, Query, Request
from starlette.responses import Response, StreamingResponse

from ... import coach
from ...contract.runs.job import JobDocument
from ...contract.runs.upload import PreviewDocument, UploadDocument
from ...contract.wire_model import Wire
from ...language import en, reader
from ...store import folder_of_person
from ..door import clock
from ..door.answers import DocumentAnswer, ShownAnswer, shown_text
from ..door.store import name_of, reading
from ..jobs.analysis import waiting_recording
from ..jobs.files import Asked, AskedFiles
from ..jobs.heavy import in_process
from ..jobs.limits import LOOK
from ..jobs.queue import Jobs
from ..jobs.uploads import Upload, Uploads
from ..jobs.worker import WaitingFile, inspected, previewed
from .sent.recordings import RecordingSent

router = APIRouter(prefix="/api/athletes/{athlete}", tags=["recordings"])
LOOK_AGAIN_S = 0.25
"""How often a listener is told of progress, at most."""
Shown = Annotated[bool, Query(description="Sentences in the language of whoever asks; otherwise in English.")]


@router.put(
    "/uploads/{upload}",
    summary="Send a file of a recording as the body, under an id of your own; sent twice it is one.",
    openapi_extra={
        "requestBody": {"required": True, "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
    },
    response_model=UploadDocument,
)
async def put_upload(request: Request, athlete: UUID, upload: UUID, name: Annotated[str, Query(min_length=1, max_length=300)]) -> Response:
    """hipdrive.upload/1."""
    told = request.headers.get("content-length", "")
    uploads = await _uploads(request, athlete)
    sent = await uploads.put(upload, name, request.stream(), told_bytes=int(told) if told.isdecimal() else None)
    return DocumentAnswer(_document(sent))


@router.get("/uploads/{upload}", summary="What a sent file holds, and what it is for.", response_model=UploadDocument)
async def one_upload(request: Request, athlete: UUID, upload: UUID, *, shown: Shown = False) -> Response:
    """hipdrive.upload/1."""
    sent = (await _uploads(request, athlete)).named(upload)
    role, holds = await in_process(inspected, WaitingFile(path=sent.path, name=sent.name), limits=LOOK)
    return _answer(_document(sent).model_copy(update={"role": role, "holds": holds}), shown=shown)


@router.delete("/uploads/{upload}", summary="Delete a sent file.", status_code=204)
async def delete_upload(request: Request, athlete: UUID, upload: UUID) -> Response:
    """Nothing; a file that is gone already is no fault."""
    (await _uploads(request, athlete)).drop(upload)
    return Response(status_code=204)


@router.post(
    "/recordings/preview",
    summary="What an analysis of these files will be able to tell, before the long solve.",
    response_model=PreviewDocument,
)
async def preview(request: Request, athlete: UUID, sent: RecordingSent, *, shown: Shown = False) -> Response:
    """hipdrive.preview/1."""
    recording = waiting_recording(await _uploads(request, athlete), AskedFiles(**sent.files()))
    runner = await anyio.to_thread.run_sync(_runner, request, athlete, _day(sent))
    return _answer(await in_process(previewed, recording, runner, limits=LOOK), shown=shown)


@router.put(
    "/jobs/{job}",
    summary="Analyse a recording, or a clip of a test, in the background, under an id of your own; asked twice it is one.",
    response_model=JobDocument,
)
def put_job(request: Request, athlete: UUID, job: UUID, sent: RecordingSent) -> DocumentAnswer:
    """hipdrive.job/1."""
    if sent.test:
        coach.refuse_no_clip(sent.test)
    _runner(request, athlete, _day(sent))
    jobs: Jobs = request.app.state.jobs
    return DocumentAnswer(jobs.put(Asked(athlete=athlete, job=job, on=_day(sent), language=reader().code, **sent.files())))


@router.get("/jobs/{job}", summary="Where an analysis stands.", response_model=JobDocument)
def one_job(request: Request, athlete: UUID, job: UUID, *, shown: Shown = False) -> Response:
    """hipdrive.job/1."""
    return _answer(_state(request, athlete, job), shown=shown)


@router.delete("/jobs/{job}", summary="Stop an analysis.", response_model=JobDocument)
def stop_job(request: Request, athlete: UUID, job: UUID) -> DocumentAnswer:
    """hipdrive.job/1; what is being done ends a moment later."""
    _state(request, athlete, job)
    request.app.state.jobs.files(athlete).ask_to_stop(job)
    return DocumentAnswer(_state(request, athlete, job))


@router.get("/jobs/{job}/events", summary="Where an analysis stands, told again at each change until it is over (server-sent events).")
def job_events(request: Request, athlete: UUID, job: UUID) -> StreamingResponse:
    """hipdrive.job/1 in each event, in the language of whoever asks."""
    _state(request, athlete, job)
    return StreamingResponse(_events(request, athlete, job), media_type="text/event-stream")


async def _events(request: Request, athlete: UUID, job: UUID) -> AsyncIterator[str]:
    """One event for each change; a comment in between keeps the line open."""
    last: JobDocument | None = None
    while last is None or not last.is_over:
        state = await anyio.to_thread.run_sync(_state, request, athlete, job)
        if state == last:
            yield ": still at work\n\n"
        else:
            yield f"data: {json.dumps(json.loads(shown_text(state)))}\n\n"
        last = state
        if not state.is_over:
            await anyio.sleep(LOOK_AGAIN_S)


def _state(request: Request, athlete: UUID, job: UUID) -> JobDocument:
    with reading(request) as unit:
        name_of(unit, athlete)
    state: JobDocument = request.app.state.jobs.files(athlete).state(job)
    return state


def _runner(request: Request, athlete: UUID, on: date) -> "coach.Runner":
    """Whose recording it is, as heavy as on its day.

    Raises:
        ValueOutOfRangeError: If the day has not come yet.
    """
    with reading(request) as unit:
        coach.refuse_future(on, today=unit.today, name=en("date of a run"))
        return coach.stored_runner(unit, name_of(unit, athlete), on=on)


async def _uploads(request: Request, athlete: UUID) -> Uploads:
    """The athlete's files; refuses an athlete whom there is not."""

    def known() -> Uploads:
        with reading(request) as unit:
            name_of(unit, athlete)
        return Uploads(folder_of_person(request.app.state.store, athlete))

    return await anyio.to_thread.run_sync(known)


def _document(sent: Upload) -> UploadDocument:
    return UploadDocument(id=sent.id, name=sent.name, size_bytes=sent.size_bytes)


def _answer(document: Wire, *, shown: bool) -> Response:
    return ShownAnswer(document) if shown else DocumentAnswer(document)


def _day(sent: RecordingSent) -> date:
    return sent.on or clock.now().date()
