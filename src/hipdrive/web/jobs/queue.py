"""Jobs that outlive the program: a queue on the disk (huey), one at a time, each done once however often the program is ended."""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Lock, Thread
from uuid import UUID

import anyio
from huey import SqliteHuey

from ... import coach
from ...contract.runs.job import JobDocument
from ...contract.runs.upload import RefusedDocument
from ...errors import HipDriveError
from ...store import folder_of_person, working_folder
from ..door import clock
from .analysis import Analysis
from .files import Asked, JobFiles
from .refused import UnknownJobError, WorkBrokenError

log = logging.getLogger(__name__)
QUEUE_FILE, LOCK_FILE = "queue.sqlite3", "queue.lock"
LOOK_AGAIN_S = 0.5
"""How often the queue is looked at: another program on this store may put jobs into it."""
END_WITHIN_S = 10.0
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
        self._huey: SqliteHuey | None = None

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
        if self._huey is not None:
            self._huey.storage.close()

    def _queue(self) -> SqliteHuey:
        """The queue, made with the first job: a store without recordings has no file of it."""
        with self._making:
            if self._huey is None:
                self._huey = SqliteHuey("hipdrive", filename=str(self._folder / QUEUE_FILE), results=False, fsync=True)
                self._task = self._huey.task(name="analyse")(self._done)
            return self._huey

    def _enqueue(self, athlete: UUID, job: UUID) -> None:
        self._queue()
        self._task(str(athlete), str(job))

    def _work(self) -> None:
        """The thread: take jobs out one after another, as long as no other program on this store does."""
        while not self._folder.exists() and not self._ending.is_set():
            self._more.wait(LOOK_AGAIN_S)
        while not self._ending.is_set():
            with _alone(self._folder / LOCK_FILE) as alone:
                if alone:
                    self._put_in_again()
                    self._take_out()
            self._ending.wait(LOOK_AGAIN_S)

    def _put_in_again(self) -> None:
        self._queue().flush()
        for folder in sorted(self._folder.iterdir()):
            if folder.is_dir():
                JobFiles(folder).drop_old(clock.now() - LEFT_LYING)
                for job in JobFiles(folder).unfinished():
                    self._enqueue(UUID(folder.name), job)

    def _take_out(self) -> None:
        huey = self._queue()
        while not self._ending.is_set():
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


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Whether no other program holds a lock; it is held until the end."""
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
