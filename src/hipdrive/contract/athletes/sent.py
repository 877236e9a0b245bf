"""What keeping one piece of a session answers (hipdrive.sent/1), as it stands in JSON."""

from typing import Literal
from uuid import UUID

from pydantic import Field

from ..wire import NoteDocument
from ..wire_model import Wire


class SentDocument(Wire):
    """One piece of a session as it is kept."""

    schema_: Literal["hipdrive.sent/1"] = Field("hipdrive.sent/1", alias="schema")
    athlete: str
    session: UUID
    id: UUID
    """Of the piece."""
    revision: int
    """The revision that is kept, which is a later one where this one came late."""
    counts: bool
    """False where the session was deleted meanwhile: the piece is kept, but counts no longer."""
    notes: tuple[NoteDocument, ...] = ()
