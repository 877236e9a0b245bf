"""What is kept of a job on the disk: what was asked, and where it stands; beside the files it needs, gone with the athlete."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from ...contract.runs.job import JobDocument, read_job
from ...contract.wire import json_text
from ...gait import SeenFrom
from .refused import OtherJobError, UnknownJobError
from .uploads import write_whole

ASKED, STATE, PROGRESS, STOP = ".asked", ".job", ".progress", ".stop"


class AskedFiles(BaseModel):
    """The files of a recording, and what is said of them."""

    model_config = ConfigDict(frozen=True)

    run: UUID
    """The upload with the run; the others alike."""
    static: UUID | None = None
    forces: UUID | None = None
    other_side: UUID | None = None
    speed_m_s: float | None = None
    captured_hz: float | None = None
    view: SeenFrom | None = None
    keep_clip: bool = False
    hide_face: bool = False
    test: str = ""
    """The test that a clip answers; empty for a run."""
    forced: bool | None = None
    passed: bool | None = None


class Asked(AskedFiles):
    """An analysis as it was asked for."""

    athlete: UUID
    job: UUID
    on: date
    language: str

    @property
    def uploads(self) -> tuple[UUID, ...]:
        """All files of it."""
        return tuple(upload for upload in (self.run, self.static, self.forces, self.other_side) if upload is not None)


class JobFiles:
    """The files of the jobs of one athlete.

    Args:
        folder: The athlete's.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, asked: Asked) -> bool:
        """Write down what was asked; False if the same was asked before.

        Raises:
            OtherJobError: If another analysis has the id.
        """
        path, text = self._path(asked.job, ASKED), asked.model_dump_json()
        if path.exists():
            if Asked.model_validate_json(path.read_text(encoding="utf-8")).uploads != asked.uploads:
                raise OtherJobError(asked.job)
            return False
        self.write(JobDocument(id=asked.job, state="waiting", step=None, share=0.0))
        write_whole(path, text)
        return True

    def asked(self, job: UUID) -> Asked:
        """What was asked.

        Raises:
            UnknownJobError: If there is no such job.
        """
        try:
            return Asked.model_validate_json(self._path(job, ASKED).read_text(encoding="utf-8"))
        except OSError:
            raise UnknownJobError(job) from None

    def state(self, job: UUID) -> JobDocument:
        """Where a job stands, with the progress that its process wrote last.

        Raises:
            UnknownJobError: If there is no such job.
        """
        try:
            kept = read_job(self._path(job, STATE).read_text(encoding="utf-8"), name=str(job))
        except OSError:
            raise UnknownJobError(job) from None
        if kept.state != "running":
            return kept
        with suppress(OSError, ValueError):
            step, share = self.progress(job).read_text(encoding="utf-8").split()
            return kept.model_copy(update={"step": step, "share": float(share)})
        return kept

    def write(self, state: JobDocument) -> None:
        """Keep where a job stands; that of an athlete who is gone is not kept."""
        with suppress(FileNotFoundError):
            write_whole(self._path(state.id, STATE), json_text(state))

    def progress(self, job: UUID) -> Path:
        """Where the process of a job writes how far it is."""
        return self._path(job, PROGRESS)

    def ask_to_stop(self, job: UUID) -> None:
        """Ask for the end of a job; one that is over stays as it is."""
        if not self.state(job).is_over:
            self._path(job, STOP).touch()

    def is_to_stop(self, job: UUID) -> bool:
        """Whether its end was asked for, or the athlete is gone."""
        return self._path(job, STOP).exists() or not self._path(job, ASKED).exists()

    def unfinished(self) -> Iterator[UUID]:
        """Jobs that are not over."""
        for path in self.folder.glob(f"*{ASKED}"):
            job = UUID(path.stem)
            with suppress(UnknownJobError):
                if not self.state(job).is_over:
                    yield job

    def drop_old(self, before: datetime) -> None:
        """Delete what was left lying since before an instant, but for what an unfinished job needs and what is kept with a run."""
        unfinished = list(self.unfinished())
        needed = {str(uid) for job in unfinished for uid in (job, *self.asked(job).uploads)}
        for path in self.folder.iterdir():
            if path.is_file() and path.name.partition(".")[0] not in needed and path.stat().st_mtime < before.timestamp():
                path.unlink()

    def _path(self, job: UUID, kind: str) -> Path:
        return self.folder / f"{job}{kind}"
