"""hipdrive.upload/1: a file that was sent to be analysed, and what it holds."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from ...language import Text
from ..wire import NoteDocument
from ..wire_model import Wire, is_none
from .file import FileDocument

Role = Literal["run", "static", "forces"]
"""A clip from the other side is a run until whoever sends it says so."""


class UploadDocument(Wire):
    """A file that waits to be analysed."""

    schema_: Literal["hipdrive.upload/1"] = Field("hipdrive.upload/1", alias="schema")
    id: UUID
    name: str
    """As it was called where it came from."""
    size_bytes: int
    role: Role | None = Field(None, exclude_if=is_none)
    """What it is for, by what moves in it; only once it was read."""
    holds: FileDocument | None = Field(None, exclude_if=is_none)
    """Only once it was read."""


class RefusedDocument(Wire):
    """Why something could not be done: what an error says."""

    code: str
    about: str
    message: Text


class MeasurableDocument(Wire):
    """One group of figures, and how well a recording can tell them."""

    what: Text
    source: Literal["measured", "derived", "assumed"] | None
    """Null where the recording does not tell them."""
    why: Text


class PreviewDocument(Wire):
    """What an analysis of a recording will be able to tell, known before it is solved."""

    schema_: Literal["hipdrive.preview/1"] = Field("hipdrive.preview/1", alias="schema")
    marker_set: str
    duration_s: float
    sampling_rate_hz: float
    plates: int
    body: Text
    """Whose body mass and height are taken."""
    measurable: tuple[MeasurableDocument, ...]
    notes: tuple[NoteDocument, ...]
    """What was put right or made up for what is missing."""
