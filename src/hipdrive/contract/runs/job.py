"""hipdrive.job/1: the analysis of a recording as work that goes on in the background."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from ...language import Text, en
from ..wire import Texts, read_document
from ..wire_model import Wire, is_none
from .upload import RefusedDocument

JobState = Literal["waiting", "running", "done", "failed", "stopped"]
Step = Literal["reading", "finding", "solving", "copying", "loads", "keeping"]
"""'finding' is the search for the runner in the pictures of a clip, 'copying' makes what is kept of it."""
STEPS: tuple[Step, ...] = ("reading", "finding", "solving", "copying", "loads", "keeping")


class JobDocument(Wire):
    """Where the analysis of a recording stands."""

    schema_: Literal["hipdrive.job/1"] = Field("hipdrive.job/1", alias="schema")
    id: UUID
    state: JobState
    step: Step | None
    """What is being done; null before it begins."""
    share: float
    """How much is done, 0 to 1; it never falls while the job runs."""
    run: UUID | None = Field(None, exclude_if=is_none)
    """The run that was kept; only of a job that is done."""
    says: tuple[Text, ...] | None = Field(None, exclude_if=is_none)
    """What a clip showed of a test, what was entered and what is left to do; only of a job that was done for a test."""
    result: UUID | None = Field(None, exclude_if=is_none)
    """The result of the test that was entered; only where clip and athlete leave nothing open."""
    error: RefusedDocument | None = Field(None, exclude_if=is_none)
    """Why it failed; only of a job that did."""
    texts: Texts = None
    """English sentence of this document -> its pattern and values, so that it can be shown in another language."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {"done", "failed", "stopped"}


def read_job(content: str | bytes, *, name: str) -> JobDocument:
    """A job read back; errors as in `read_document`."""
    return read_document(JobDocument, content, name=name, kind=en("a job"), advice=en("send the files again"))
