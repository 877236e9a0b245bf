"""Backups: a copy of the whole store as one file, remembered so that erasing a person reaches it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import delete, insert

from ...errors import InputFileError
from ..database.place import FILE_MODE
from ..database.schema import CopyRow
from ..database.store_error import StoreError
from ..database.transaction import Store, translated, writing
from ..entries.entry import now


def backup(store: Store, path: Path) -> Path:
    """Copy a store while it may be in use; the copy opens like any store.

    Args:
        store: An open store in a file.
        path: Where to; there must be nothing yet.

    Returns:
        The whole path of the copy.

    Raises:
        StoreError: If the store is on a server, which has a tool of its own.
        InputFileError: If the path is taken or cannot be written.
    """
    source = store.path
    if source is None:
        raise StoreError(store.label, "is on a PostgreSQL server", "back it up with pg_dump, or export it")
    path = path.expanduser().absolute()
    part = new_part(path)
    key = remember_copy(store, "backup", path)  # before there is a copy, so that none is ever forgotten
    try:
        with translated(store.label):
            _copy(source, part)
        settle(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        with writing(store) as connection:
            connection.execute(delete(CopyRow).where(CopyRow.id == key))
        raise
    return path


def new_part(path: Path) -> Path:
    """An empty file for the owner only, beside the one that is to be made.

    Raises:
        InputFileError: If the path is taken or cannot be written.
    """
    if path.exists():
        raise InputFileError(path, "there is such a file already", "name another, or move it away")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE))
    except OSError as error:
        raise InputFileError(
            path, f"it cannot be written ({error.strerror})", "name a file in a folder that exists and may be written"
        ) from None
    return part


def settle(part: Path, path: Path) -> None:
    """Give a finished file its name, once its bytes are on the disk; a file made meanwhile is not overwritten.

    Raises:
        InputFileError: If somebody else made one.
    """
    with part.open("rb") as file:
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        raise InputFileError(path, "there is such a file already", "name another, or move it away") from None
    except OSError:  # a file system without links
        part.replace(path)
    part.unlink(missing_ok=True)


def remember_copy(store: Store, kind: str, path: Path, *, owner: int | None = None) -> int:
    """Remember a copy that left the store; the id of that note."""
    with writing(store) as connection:
        key = connection.execute(insert(CopyRow).values(kind=kind, path=str(path), made_at=now(), person_id=owner)).inserted_primary_key
    return int(key[0]) if key is not None else 0


def _copy(source: Path, part: Path) -> None:
    with closing(sqlite3.connect(source)) as here, closing(sqlite3.connect(part)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        if there.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError
