"""The verb that reads a run that is kept with an athlete."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ...contract.runs.run import RunDocument, read_run
from ...store import Unit, run_with_id


@dataclass(frozen=True, kw_only=True)
class KeptRun:
    """A run that is kept with an athlete."""

    id: UUID
    on: date
    file_name: str
    content: str
    """JSON (hipdrive.run/1)."""

    @property
    def document(self) -> RunDocument:
        """The analysis, read anew each time.

        Raises:
            InputFileError: If it was written by a later version, or is not whole.
        """
        return read_run(self.content, name=self.file_name)


def kept_run(unit: Unit, name: str, uid: UUID) -> KeptRun:
    """One run that is kept with an athlete.

    Raises:
        UnknownNameError: If nobody has the name.
        UnknownEntryError: If the athlete has no such run.
    """
    entry = run_with_id(unit, name, uid)
    return KeptRun(id=entry.uid, on=entry.value.on, file_name=entry.value.file_name, content=json.dumps(entry.value.document))
