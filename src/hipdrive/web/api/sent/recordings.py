"""The files of a recording."""

from datetime import date
from uuid import UUID

from .base import Sent


class RecordingSent(Sent):
    """The files of one recording, by the ids under which they were sent."""

    run: UUID
    static: UUID | None = None
    """Quiet standing with the same markers."""
    forces: UUID | None = None
    """Ground forces that belong to a text file of the run."""
    on: date | None = None
    """Day of the run; today if left out."""
