"""One analysis as a job: its files read and solved in another process, the run kept under the job's own id, its page drawn ahead."""

from threading import Event
from typing import TYPE_CHECKING
from uuid import UUID

import anyio
from anyio import CancelScope

from ... import coach
from ...contract.runs.job import STEPS, JobDocument
from ...errors import HipDriveError
from ...store import keep_clips, keep_for_opensim
from ..door import clock
from ..door.store import name_of
from .files import Asked, AskedFiles, JobFiles
from .heavy import in_process
from .limits import ANALYSIS, CLIP, Limits
from .pages import RunPages, asked_page
from .uploads import Uploads
from .worker import Analysed, AskedPage, WaitingFile, WaitingRecording, analysed, tested

if TYPE_CHECKING:
    from ...gait import SkipDrill

LOOK_S = 0.2
"""How often it is looked whether the job is to end."""


class Analysis:
    """Does one job.

    Args:
        store: The open store.
        pages: Where the page of the run is laid for whoever waits for it.
        limits: What solving may take.
        clip_limits: The same where a runner is looked for in pictures.
    """

    def __init__(self, store: "coach.Store", pages: RunPages, *, limits: Limits = ANALYSIS, clip_limits: Limits = CLIP) -> None:
        self._store, self._pages = store, pages
        self._limits, self._clip_limits = limits, clip_limits

    async def of(self, files: JobFiles, asked: Asked, ending: Event) -> JobDocument | None:
        """Do a job.

        Args:
            files: The athlete's jobs.
            asked: What was asked.
            ending: Set when the program ends.

        Returns:
            How it ended; None where the program ends before, so that it is done anew.

        Raises:
            HipDriveError: Why it cannot be done.
        """
        over: JobDocument | None = None
        fault: HipDriveError | None = None
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_watch, files, asked, ending, tasks.cancel_scope)
            try:
                over = await self._analysed(files, asked)
            except HipDriveError as error:
                fault = error
            tasks.cancel_scope.cancel()
        if fault is not None:
            if asked.test:  # nobody sends the files of a refused test in another part, as they do with a run's
                _forget(files, asked)
            raise fault
        if over is None and not ending.is_set():
            _forget(files, asked)
            return JobDocument(id=asked.job, state="stopped", step=None, share=0.0)
        return over

    async def _analysed(self, files: JobFiles, asked: Asked) -> JobDocument:
        recording = waiting_recording(Uploads(files.folder), asked)
        with self._store.reading(clock.now()) as unit:
            runner = coach.stored_runner(unit, name_of(unit, asked.athlete), on=asked.on)
        progress = files.progress(asked.job)
        if asked.test:
            drill = await in_process(tested, recording, runner, progress, limits=self._clip_limits)
            return self._entered(files, asked, drill)
        limits = self._clip_limits if recording.has_clip else self._limits
        made = await in_process(analysed, recording, runner, progress, limits=limits)
        page = self._kept(asked, made, recording.run.name)
        await self._pages.ahead(page, progress=progress)
        _forget(files, asked)
        return JobDocument(id=asked.job, state="done", step=STEPS[-1], share=1.0, run=page.run.id)

    def _entered(self, files: JobFiles, asked: Asked, drill: "SkipDrill") -> JobDocument:
        """Enter what a clip of a test showed, under the job's own id; the clip is deleted."""
        with self._store.writing(clock.now()) as unit:
            name = name_of(unit, asked.athlete)
            entered = coach.enter_clip(unit, name, asked.test, drill, on=asked.on, forced=asked.forced, passed=asked.passed, uid=asked.job)
        _forget(files, asked)
        result = None if entered.result is None else entered.result.id
        says = (*(note.message for note in entered.notes), *entered.says)
        return JobDocument(id=asked.job, state="done", step=STEPS[-1], share=1.0, says=says, result=result)

    def _kept(self, asked: Asked, made: Analysed, file_name: str) -> AskedPage:
        """Keep the run with its files; what its page will be asked with. An athlete whom it keeps cannot be erased meanwhile."""
        with self._store.writing(clock.now()) as unit:
            name = name_of(unit, asked.athlete)
            document = coach.read_run(made.run, name=file_name)
            kept = coach.keep_analysed_run(unit, name, document, file_name=file_name, on=asked.on, uid=asked.job)
            counting = [run.id for run in kept.runs.runs]
            keep_for_opensim(self._store, asked.athlete, kept.run, made.opensim, runs=counting)
            keep_clips(self._store, asked.athlete, kept.run, made.pictures, made.copies, runs=counting)
            return asked_page(unit, name, kept.run, store=self._store, language=asked.language)


def _forget(files: JobFiles, asked: Asked) -> None:
    """Delete the files of a recording that is analysed, or is not wanted."""
    for upload in asked.uploads:
        Uploads(files.folder).drop(upload)


def waiting_recording(uploads: Uploads, asked: AskedFiles) -> WaitingRecording:
    """The files of a recording by their ids.

    Raises:
        UnknownUploadError: If one of them is not there.
    """

    def file(upload: UUID | None) -> WaitingFile | None:
        found = None if upload is None else uploads.named(upload)
        return None if found is None else WaitingFile(path=found.path, name=found.name)

    run = uploads.named(asked.run)
    return WaitingRecording(
        run=WaitingFile(path=run.path, name=run.name),
        static=file(asked.static),
        forces=file(asked.forces),
        other_side=file(asked.other_side),
        speed_m_s=asked.speed_m_s,
        captured_hz=asked.captured_hz,
        seen_from=asked.view,
        keep_clip=asked.keep_clip,
        hide_face=asked.hide_face,
    )


async def _watch(files: JobFiles, asked: Asked, ending: Event, scope: CancelScope) -> None:
    """Cancel the work when the program ends or the job is to stop."""
    while not ending.is_set() and not files.is_to_stop(asked.job):  # noqa: ASYNC110  a file and a thread say so
        await anyio.sleep(LOOK_S)
    scope.cancel()
