"""Runs of an athlete that were analysed and kept: list them, read one, compare two, keep one no longer."""

from pathlib import PurePath
from typing import Annotated
from uuid import UUID

import anyio
from fastapi import APIRouter, Path, Request
from starlette.responses import FileResponse, Response

from ... import coach
from ...contract.athletes.athlete import RunsDocument
from ...contract.runs.clip_pictures import ClipPicturesDocument, read_clip_pictures
from ...contract.runs.compare import CompareDocument
from ...contract.runs.run import RunDocument
from ...language import reader
from ...store import drop_clips, drop_for_opensim, kept_clip_copy, kept_clip_pictures, kept_for_opensim
from ..door.answers import DocumentAnswer, FileAnswer
from ..door.store import name_of, reading, writing
from ..jobs.drawn_clip import DRAWING_INTO_CLIP, AskedClip, drawn_into
from ..jobs.heavy import in_process
from ..jobs.worker import WaitingFile

router = APIRouter(prefix="/api/athletes/{athlete}/runs", tags=["runs"])


@router.get("", summary="Analysed runs that are kept.", response_model=RunsDocument)
def runs(request: Request, athlete: UUID) -> DocumentAnswer:
    """hipdrive.runs/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.runs_of(unit, name_of(unit, athlete)))


@router.get("/{run}", summary="One run that is kept.", response_model=RunDocument)
def one_run(request: Request, athlete: UUID, run: UUID) -> DocumentAnswer:
    """hipdrive.run/1."""
    with reading(request) as unit:
        return DocumentAnswer(coach.kept_run(unit, name_of(unit, athlete), run).document)


@router.get("/{run}/compared/{later}", summary="What changed from one run to a later one beyond noise.", response_model=CompareDocument)
def compared(request: Request, athlete: UUID, run: UUID, later: UUID) -> DocumentAnswer:
    """hipdrive.compare/1."""
    with reading(request) as unit:
        name = name_of(unit, athlete)
        first, second = (coach.kept_run(unit, name, one) for one in (run, later))
    return DocumentAnswer(coach.compare(first.document, second.document, names=(first.file_name, second.file_name)))


@router.get("/{run}/opensim.zip", summary="Joint angles and moments of a run for OpenSim, as ik.mot and id.sto.", response_class=Response)
def opensim(request: Request, athlete: UUID, run: UUID) -> Response:
    """A zip, as `analyse --opensim` writes its files; kept of the runs that were analysed last here."""
    with reading(request) as unit:
        kept = coach.kept_run(unit, name_of(unit, athlete), run)
    content = kept_for_opensim(request.app.state.store, athlete, run)
    if content is None:
        raise coach.NoOpenSimFilesError
    return FileAnswer(content, f"{PurePath(kept.file_name).stem}-opensim.zip")


@router.get(
    "/{run}/clips",
    summary="What is kept of the clips of a run.",
    response_model=ClipPicturesDocument,
)
def clip_pictures(request: Request, athlete: UUID, run: UUID) -> DocumentAnswer:
    """hipdrive.clip_pictures/1."""
    with reading(request) as unit:
        kept = coach.kept_run(unit, name_of(unit, athlete), run)
    content = kept_clip_pictures(request.app.state.store, athlete, run)
    if content is None:
        raise coach.NoClipKeptError
    return DocumentAnswer(read_clip_pictures(content, name=kept.file_name))


@router.get(
    "/{run}/clips/{number}.webm",
    summary="The small copy of a clip: 0, or 1 for that of the other side.",
    response_class=FileResponse,
)
def clip_copy(request: Request, athlete: UUID, run: UUID, number: Annotated[int, Path(ge=0, le=1)]) -> FileResponse:
    """WebM (VP9); a range of bytes where one is asked for, so that a player can jump."""
    with reading(request) as unit:
        coach.kept_run(unit, name_of(unit, athlete), run)
    kept = kept_clip_copy(request.app.state.store, athlete, run, number)
    if kept is None:
        raise coach.NoClipKeptError
    return FileResponse(kept, media_type="video/webm")


@router.get(
    "/{run}/clips/{number}/annotated.webm",
    summary="The small copy of a clip with lines, angles, landings and toe-offs drawn into it.",
    response_class=Response,
)
async def annotated_clip(request: Request, athlete: UUID, run: UUID, number: Annotated[int, Path(ge=0, le=1)]) -> Response:
    """WebM (VP9), as `analyse --annotated` writes it; made when it is asked for, which takes a while, and not kept."""

    def asked() -> AskedClip:
        with reading(request) as unit:
            kept = coach.kept_run(unit, name_of(unit, athlete), run)
        store = request.app.state.store
        copy, pictures = kept_clip_copy(store, athlete, run, number), kept_clip_pictures(store, athlete, run)
        if copy is None or pictures is None:
            raise coach.NoClipKeptError
        return AskedClip(copy=WaitingFile(path=copy, name=kept.file_name), pictures=pictures, number=number, language=reader().code)

    known = await anyio.to_thread.run_sync(asked)
    content = await in_process(drawn_into, known, limits=DRAWING_INTO_CLIP)
    return FileAnswer(content, f"{PurePath(known.copy.name).stem}-annotated.webm", media_type="video/webm")


@router.delete("/{run}/clips", summary="Keep stills and copies of the clips of a run no longer; its numbers stay.", status_code=204)
def delete_clips(request: Request, athlete: UUID, run: UUID) -> Response:
    """Nothing; clips that are gone already are no fault."""
    with writing(request) as unit:
        coach.kept_run(unit, name_of(unit, athlete), run)
        drop_clips(request.app.state.store, athlete, run)
    return Response(status_code=204)


@router.delete("/{run}", summary="Keep a run no longer; its history is kept.", response_model=RunsDocument)
def delete_run(request: Request, athlete: UUID, run: UUID) -> DocumentAnswer:
    """hipdrive.runs/1 with those that are left."""
    with writing(request) as unit:
        left = coach.drop_run(unit, name_of(unit, athlete), str(run))
        drop_for_opensim(request.app.state.store, athlete, run)
        drop_clips(request.app.state.store, athlete, run)
    return DocumentAnswer(left)
