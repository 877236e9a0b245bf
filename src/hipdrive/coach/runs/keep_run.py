"""The verbs that keep an analysed run with a stored athlete."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from ...contract.athletes.athlete import RunsDocument
from ...contract.runs.run import RunDocument, read_run
from ...contract.wire import plain_of
from ...language import en
from ...store import RunRecord, Unit, add_run, delete_run, list_runs
from ...training.log.session import refuse_future as refuse_future
from .kept_runs import runs_of


def keep_run(unit: Unit, name: str, content: str | bytes, *, file_name: str, on: date, uid: UUID | None = None) -> RunsDocument:
    """Keep an analysed run with an athlete; one that is kept already under another name or day goes over to the new ones.

    Args:
        unit: A unit for writing.
        name: The athlete.
        content: What `analyse` wrote as JSON (hipdrive.run/1).
        file_name: What the run is called from now on; one day has each name once.
        on: Day of the run.
        uid: Its id; the same run put twice under one id is one. None gives it a new one.

    Returns:
        The runs that are kept now.

    Raises:
        UnknownNameError: If nobody has the name.
        InputFileError: If the content is no run, or one of a later schema.
        DuplicateError: If a run of that name and day is kept already.
        ValueOutOfRangeError: If the day has not come yet.
    """
    refuse_future(on, today=unit.today, name=en("date of a run"))
    run = RunRecord(on=on, file_name=file_name, document=plain_of(read_run(content, name=file_name)))
    key = add_run(unit, name, run, uid=uid)
    for entry in list_runs(unit, name):
        if uid is None and entry.uid != key and entry.value.document == run.document:
            delete_run(unit, name, entry.uid)
    return runs_of(unit, name)


@dataclass(frozen=True, kw_only=True)
class KeptAnalysis:
    """What became of an analysed run that was to be kept."""

    runs: RunsDocument
    """All that are kept now."""
    outcome: Literal["kept", "kept_before", "replaced"]
    """It was new, it was there already, or it took the place of another analysis of that recording and day."""
    on: date
    """The day under which it is kept."""
    run: UUID
    """Its id."""


def keep_analysed_run(
    unit: Unit, name: str, document: RunDocument, *, file_name: str, on: date | None = None, uid: UUID | None = None
) -> KeptAnalysis:
    """Keep a run that was just analysed; the same analysis put twice is one, and a new one of a recording and day replaces the old.

    Args:
        unit: A unit for writing.
        name: The athlete.
        document: The run.
        file_name: The recording's.
        on: Day of the run; None for that under which it is kept already, else the unit's.
        uid: Its id, unless the same analysis is kept already; None gives it a new one.

    Raises:
        UnknownNameError: If nobody has the name.
        ValueOutOfRangeError: If the day has not come yet.
    """
    refuse_future(on or unit.today, today=unit.today, name=en("date of a run"))
    plain = plain_of(document)
    same = next((entry for entry in list_runs(unit, name) if entry.value.document == plain), None)
    if same is not None and on in {None, same.value.on}:
        return KeptAnalysis(runs=runs_of(unit, name), outcome="kept_before", on=same.value.on, run=same.uid)
    day = on or unit.today
    earlier = [entry for entry in list_runs(unit, name, documents=False) if (entry.value.file_name, entry.value.on) == (file_name, day)]
    replaced = {entry.uid for entry in (*earlier, *([] if same is None else [same]))}
    for key in replaced:
        delete_run(unit, name, key)
    key = add_run(unit, name, RunRecord(on=day, file_name=file_name, document=plain), uid=uid)
    return KeptAnalysis(runs=runs_of(unit, name), outcome="replaced" if replaced else "kept", on=day, run=key)
