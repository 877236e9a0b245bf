"""The verbs on analysed runs that are kept with a stored athlete: list them, drop one."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ...contract.athletes.athlete import RunsDocument, kept_run_document
from ...contract.runs.run import RunDocument, read_run
from ...language import en
from ...store import Unit, delete_run, find_person, list_runs, run_with_id
from ..athletes.entry_id import entry_named


def runs_of(unit: Unit, name: str) -> RunsDocument:
    """The runs that are kept with an athlete, from the oldest to the newest.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    return RunsDocument(
        athlete=find_person(unit, name).name, runs=tuple(kept_run_document(entry) for entry in list_runs(unit, name, documents=False))
    )


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


def drop_run(unit: Unit, name: str, text: str) -> RunsDocument:
    """Take a run out of what counts.

    Args:
        unit: A unit for writing.
        name: The athlete.
        text: Id of the run, or its first letters.

    Returns:
        The runs that are left.

    Raises:
        UnknownEntryError: If there is no such run.
        ReplacedEntryError: If it was deleted before.
    """
    entry = entry_named(list_runs(unit, name, history=True, documents=False), text, kind=en("run"))
    delete_run(unit, name, entry.uid)
    return runs_of(unit, name).model_copy(update={"deleted": entry.uid})
