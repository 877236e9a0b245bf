"""Erasing a person: every row, in the backups that are known too, so that no byte of theirs stays in those files."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, or_, select

from ..database.migrate import open_store
from ..database.schema import Base, CopyRow, PersonRow
from ..database.scrub import mark_due, rewrite_tables, scrub_if_due
from ..database.store_error import StoreError
from ..database.transaction import Store
from ..database.working_files import drop_waiting_files
from ..entries.entry import person_row


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """What was erased, and what is left to do by hand."""

    rows: int
    """Rows that the store itself held about the person."""
    backups: tuple[Path, ...]
    """Backups out of which the person was erased; the other people in them stay."""
    unreached: tuple[Path, ...]
    """Backups that were not found or could not be opened: erase the person there by hand, or delete them."""
    exports: tuple[Path, ...]
    """Exports with the person in them that still stand where they were written: they are the user's own files, delete them by hand."""
    wiped: bool
    """Whether the bytes are gone; False while another program reads the store: then they go when it is opened next."""


def erase_person(store: Store, name: str, *, now: datetime) -> Erasure:
    """Erase a person for good, first out of the backups that this store made, then here.

    People are erased out of a backup instead of the backup being deleted, because it is the only copy of everybody else. It takes the
    open store and not a unit, because bytes are wiped outside of transactions.

    Args:
        store: An open store.
        name: The person.
        now: The instant at which it happens, with a time zone.

    Raises:
        UnknownNameError: If nobody has the name.
        StoreBusyError: If another process writes; then the person is still in the store.
    """
    with store.reading(now) as unit:
        person = person_row(unit, name)
        chosen = or_(CopyRow.person_id.is_(None), CopyRow.person_id == person.id)
        copies = unit.connection.execute(select(CopyRow.kind, CopyRow.path).where(chosen).order_by(CopyRow.id)).all()
    known = list(dict.fromkeys(Path(path) for kind, path in copies if kind == "backup"))
    cleaned = tuple(path for path in known if _erase_in_backup(path, person.uid, now))
    rows, wiped = _erase(store, person.uid, now)
    drop_waiting_files(store, person.uid)
    return Erasure(
        rows=rows,
        backups=cleaned,
        unreached=tuple(path for path in known if path not in cleaned),
        exports=tuple(dict.fromkeys(Path(path) for kind, path in copies if kind == "export" and Path(path).exists())),
        wiped=wiped,
    )


def _erase_in_backup(path: Path, uid: UUID, now: datetime) -> bool:
    """Erase a person out of a backup; False if it is not there or cannot be opened."""
    if not path.is_file():
        return False
    try:
        with open_store(str(path)) as copy:
            return _erase(copy, uid, now)[1]
    except StoreError:
        return False


def _erase(store: Store, uid: UUID, now: datetime) -> tuple[int, bool]:
    """Erase a person by id, which a change of name does not alter; how many rows that were, and whether their bytes are gone."""
    with store.writing(now) as unit:
        owner = unit.writer.scalar(select(PersonRow.id).where(PersonRow.uid == uid).with_for_update())
        rows = 0
        for table in reversed(Base.metadata.sorted_tables):
            key = table.c.id if table.name == PersonRow.__tablename__ else table.c.get("person_id")
            if key is not None:  # what hangs on other rows of theirs, such as the logins of their account, goes with those
                rows += unit.writer.execute(delete(table).where(key == owner)).rowcount
        mark_due(store, unit.writer)
    return rows, rewrite_tables(store) if store.path is None else scrub_if_due(store)
