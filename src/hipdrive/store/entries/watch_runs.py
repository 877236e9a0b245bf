"""Runs that watches recorded, by date: of each file one that counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from ...language import en
from ..database.schema import WatchRunRow
from ..database.store_error import UnknownEntryError
from ..database.transaction import Unit
from .entry import EntryKind, add_entry, delete_entry, list_entries, person_row
from .person import Stored


@dataclass(frozen=True, kw_only=True)
class WatchRunRecord:
    """One run as it is kept."""

    on: date
    file_name: str
    sha256: str
    """Of the file that it was read from."""
    document: Mapping[str, Any]
    """hipdrive.watch_run/1."""


WATCH_RUNS: EntryKind[WatchRunRecord] = EntryKind(
    name=en("run of a watch"),
    model=WatchRunRow,
    day=lambda run: run.on,
    columns=lambda run: {"file_name": run.file_name, "sha256": run.sha256, "document": dict(run.document)},
    value=lambda row: WatchRunRecord(on=row.on_day, file_name=row.file_name, sha256=row.sha256, document=row.document),
)


def put_watch_run(unit: Unit, name: str, run: WatchRunRecord) -> tuple[Stored[WatchRunRecord], bool]:
    """Keep a run; the same file put twice is one, whatever it is called.

    Args:
        unit: A unit for writing.
        name: The person.
        run: The run.

    Returns:
        The run as it counts, and whether it is new.
    """
    before = list_entries(unit, WATCH_RUNS, name, history=True, equal={"sha256": run.sha256})
    counting = next((entry for entry in before if entry.superseded_at is None), None)
    if counting is not None:
        return counting, False
    own = uuid5(person_row(unit, name).uid, run.sha256)  # the same for two who put one file at once
    uid = add_entry(unit, WATCH_RUNS, name, run, uid=None if any(entry.uid == own for entry in before) else own)
    return watch_run_with_id(unit, name, uid), True


def list_watch_runs(unit: Unit, name: str, *, history: bool = False) -> tuple[Stored[WatchRunRecord], ...]:
    """Runs of a person from the oldest to the newest."""
    return list_entries(unit, WATCH_RUNS, name, history=history)


def watch_run_with_id(unit: Unit, name: str, uid: UUID) -> Stored[WatchRunRecord]:
    """A run of a person that counts.

    Raises:
        UnknownEntryError: If the person has no such run, or it was deleted.
    """
    found = list_entries(unit, WATCH_RUNS, name, equal={"uid": uid})
    if not found:
        raise UnknownEntryError(WATCH_RUNS.name, uid)
    return found[0]


def delete_watch_run(unit: Unit, name: str, uid: UUID) -> None:
    """Take a run out of what counts."""
    delete_entry(unit, WATCH_RUNS, name, uid)
