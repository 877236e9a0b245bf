"""The verb that keeps an analysed run with a stored athlete."""

from datetime import date
from uuid import UUID

from ..contract.athletes.athlete import RunsDocument
from ..contract.runs.run import read_run
from ..contract.wire import plain_of
from ..store import RunRecord, Unit, add_run
from ..training.log.session import refuse_future
from .kept_runs import runs_of


def keep_run(unit: Unit, name: str, content: str | bytes, *, file_name: str, on: date, uid: UUID | None = None) -> RunsDocument:
    """Keep an analysed run with an athlete.

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
    refuse_future(on, today=unit.today, name="date of a run")
    document = plain_of(read_run(content, name=file_name))
    add_run(unit, name, RunRecord(on=on, file_name=file_name, document=document), uid=uid)
    return runs_of(unit, name)
