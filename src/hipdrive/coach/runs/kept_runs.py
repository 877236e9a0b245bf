"""The verbs on analysed runs that are kept with a stored athlete: list them, drop one."""

from ...contract.athletes.athlete import RunsDocument, kept_run_document
from ...language import en
from ...store import Unit, delete_run, find_person, list_runs
from ..athletes.entry_id import entry_named


def runs_of(unit: Unit, name: str) -> RunsDocument:
    """The runs that are kept with an athlete, from the oldest to the newest.

    Raises:
        UnknownNameError: If nobody has the name.
    """
    return RunsDocument(
        athlete=find_person(unit, name).name, runs=tuple(kept_run_document(entry) for entry in list_runs(unit, name, documents=False))
    )


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
