"""Jobs that outlive the program: a queue that is kept (huey), one at a time, each done once however often the program is ended."""

import logging
from datetime import timedelta
from threading import Event, Lock, Thread
from uuid import UUID

import anyio
from huey.api import TaskWrapper

from ... import coach
from ...contract.runs.job import JobDocument
from ...contract.runs.upload import RefusedDocument
from ...errors import HipDriveError
from ...store import folder_of_person, working_folder
from ..door import clock
from .analysis import Analysis
from .files import Asked, JobFiles
from .kept_queue import IsAlone, kept_queue
from .refused import UnknownJobError, WorkBrokenError

log = logging.getLogger(__name__)
LOOK_AGAIN_S = 0.5
"""How often the queue is looked at: another program on this store may put jobs into it."""
END_WITHIN_S = 10.0
AFTER_FAULT_S = 10.0
LEFT_LYING = timedelta(days=7)
"""After so long nobody comes back for files that were sent but never analysed."""


class Jobs:
    """The jobs of a store: whoever is asked puts them in, one thread of one program takes them out.

    huey forgets a job when it hands it out, so what is unfinished by its files is put in again when the thread begins.

    Args:
        store: The open store.
        analysis: What does one job.
    """

    def __init__(self, store: "coach.Store", analysis: Analysis) -> None:
        self._store, self._analysis = store, analysis
        self._folder = working_folder(store)
        self._ending, self._more = Event(), Event()
        self._making = Lock()
        self._thread: Thread | None = None
        self._queue = kept_queue(store)
        self._task: TaskWrapper | None = None

    def files(self, athlete: UUID) -> JobFiles:
        """The jobs of an athlete."""
        return JobFiles(folder_of_person(self._store, athlete))

    def put(self, asked: Asked) -> JobDocument:
        """Put an analysis into the queue; the same put twice is one.

        Raises:
            OtherJobError: If another analysis has the id.
        """
        files = self.files(asked.athlete)
        if files.add(asked):
            with self._queue.at_hand():
                self._enqueue(asked.athlete, asked.job)
            self._more.set()
        return files.state(asked.job)

    def begin(self) -> None:
        """Start to take jobs out, and put in again what an earlier program left unfinished."""
        self._thread = Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop; a job that is being done stays unfinished and is done anew by the next program."""
        self._ending.set()
        self._more.set()
        if self._thread is not None:
            self._thread.join(END_WITHIN_S)

    def _enqueue(self, athlete: UUID, job: UUID) -> None:
        with self._making:
            self._task = self._task or self._queue.huey.task(name="analyse")(self._done)
        self._task(str(athlete), str(job))

    def _work(self) -> None:
        """The thread: take jobs out one after another, as long as no other program on this store does."""
        while not self._folder.exists() and not self._ending.is_set():
            self._more.wait(LOOK_AGAIN_S)
        while not self._ending.is_set():
            try:
                with self._queue.at_hand(), self._queue.alone() as is_alone:
                    if is_alone():
                        self._put_in_again()
                        self._take_out(is_alone)
            except Exception:  # whatever it is, such as a server that cannot be reached: no job is lost, and none waits for ever
                log.exception("The queue of analyses cannot be used; it is tried again")
                self._ending.wait(AFTER_FAULT_S)
            self._ending.wait(LOOK_AGAIN_S)

    def _put_in_again(self) -> None:
        self._queue.huey.flush()
        for folder in sorted(self._folder.iterdir()):
            if folder.is_dir():
                JobFiles(folder).drop_old(clock.now() - LEFT_LYING)
                for job in JobFiles(folder).unfinished():
                    self._enqueue(UUID(folder.name), job)

    def _take_out(self, is_alone: IsAlone) -> None:
        huey = self._queue.huey
        while not self._ending.is_set() and is_alone():
            self._more.clear()
            task = huey.dequeue()
            if task is None:
                self._more.wait(LOOK_AGAIN_S)
            else:
                huey.execute(task)

    def _done(self, athlete: str, job: str) -> None:
        """Do one job; whatever becomes of it is written down."""
        files, uid = JobFiles(self._folder / athlete), UUID(job)
        try:
            state = files.state(uid)
            if state.is_over:
                return
            files.progress(uid).unlink(missing_ok=True)
            files.write(state.model_copy(update={"state": "running", "step": "reading", "share": 0.0}))
            over = anyio.run(self._analysis.of, files, files.asked(uid), self._ending)
            if over is not None:
                files.write(over)
        except UnknownJobError:
            return
        except Exception as error:
            if not isinstance(error, HipDriveError):
                log.exception("The job %s ended without a result", job)
                error = WorkBrokenError()
            refused = RefusedDocument(code=error.code, about=str(error.about), message=error.words)
            files.write(JobDocument(id=uid, state="failed", step=None, share=0.0, error=refused))
