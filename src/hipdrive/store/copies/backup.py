"""Backups: a copy of the whole store as one file; copies that leave the store are remembered, so that erasing a person reaches them."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, insert

from ...language import en
from ..database.schema import CopyRow
from ..database.store_error import StoreError
from ..database.transaction import Store, Unit, translated
from ..entries.entry import person_id
from .new_file import new_file


def backup(store: Store, path: Path, *, now: datetime) -> Path:
    """Copy a store while it may be in use; the copy opens like any store.

    It takes the open store and not a unit, because the database copies itself outside of transactions.

    Args:
        store: An open store in a file.
        path: Where to; there must be nothing yet.
        now: The instant at which it happens, with a time zone.

    Returns:
        The whole path of the copy.

    Raises:
        StoreError: If the store is on a server, which has a tool of its own.
        InputFileError: If the path is taken or cannot be written.
    """
    source = store.path
    if source is None:
        raise StoreError(store.label, en("is on a PostgreSQL server"), en("back it up with pg_dump, or export it"))
    path = path.expanduser().absolute()
    with new_file(path) as part:
        with store.writing(now) as unit:
            key = _remember(unit, "backup", path)  # before there is a copy, so that none is ever forgotten
        try:
            with translated(store.label):
                _copy(source, part)
        except BaseException:
            with store.writing(now) as unit:
                unit.writer.execute(delete(CopyRow).where(CopyRow.id == key))
            raise
    return path


def remember_export(unit: Unit, path: Path, person: str | None = None) -> None:
    """Remember where an export goes, to be able to say so when a person is erased; so it takes a path.

    Args:
        unit: A unit for writing.
        path: The whole path of its file.
        person: The only one in it; None for everybody.

    Raises:
        UnknownNameError: If nobody has the name, perhaps because they were erased just now.
    """
    _remember(unit, "export", path, owner=None if person is None else person_id(unit, person))


def _remember(unit: Unit, kind: str, path: Path, *, owner: int | None = None) -> int:
    """Remember a copy that left the store; the id of that note."""
    row = insert(CopyRow).values(kind=kind, path=str(path), made_at=unit.now, person_id=owner)
    key = unit.writer.execute(row).inserted_primary_key
    return int(key[0]) if key is not None else 0


def _copy(source: Path, part: Path) -> None:
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(part)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        if there.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError
