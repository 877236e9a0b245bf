"""Where a store is: from what the user typed to a database URL, and a file that only its owner may read."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from ...language import en
from .store_error import StoreError
from .user_folder import user_folder

VARIABLE = "HIPDRIVE_DB"
FILE_NAME = "hipdrive.sqlite3"
SQLITE_MAGIC = b"SQLite format 3\0"
FORMS = en("give a file, sqlite:///FILE or postgresql://USER@HOST/DATABASE")
FOLDER_MODE, FILE_MODE = 0o700, 0o600
BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite writes beside its file."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a store is."""

    url: URL
    path: Path | None
    """The SQLite file; None for PostgreSQL."""
    label: str
    """What sentences call it; never holds a password."""


def place_of(url: str | None) -> Place:
    """The place that a URL or path names; without one, what HIPDRIVE_DB names, or a file in the user's data folder.

    Raises:
        StoreError: If it is neither a path nor a URL of SQLite or PostgreSQL.
    """
    named = url or os.environ.get(VARIABLE) or str(user_folder() / FILE_NAME)
    if "://" not in named:
        return _file(named)
    try:
        read = make_url(named)
    except (ArgumentError, ValueError):
        raise StoreError("", en("is written in a way that cannot be read"), FORMS) from None
    kind = read.get_backend_name()
    if kind in {"postgresql", "postgres"}:
        chosen = read.set(drivername="postgresql+psycopg")
        return Place(url=chosen, path=None, label=chosen.set(drivername="postgresql", password=None, query={}).render_as_string())
    if kind != "sqlite":
        raise StoreError("", en("is of a kind that is not known ('{kind}')", kind=kind), FORMS)
    if read.query or read.host or not read.database:
        raise StoreError("", en("is not a plain file"), FORMS)
    return _file(read.database)


def _file(named: str) -> Place:
    path = Path(named).expanduser().absolute()
    if ":memory:" in path.name or "\0" in named:
        raise StoreError("", en("is not a plain file"), FORMS)
    return Place(url=URL.create("sqlite+pysqlite", database=str(path)), path=path, label=path.name)


def prepare_file(path: Path) -> None:
    """Make the file, and its folder where it is missing, for the owner only; an existing file becomes the owner's only.

    Raises:
        StoreError: If it cannot be made or written, or is something else than a SQLite database.
    """
    try:
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        if path.is_dir():
            raise StoreError(path.name, en("is a folder"), FORMS)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, FILE_MODE))
        with path.open("rb") as file:
            start = file.read(len(SQLITE_MAGIC))
        for ending in BESIDE:
            beside = path.with_name(path.name + ending)
            if beside.exists() and beside.stat().st_mode & 0o077:
                beside.chmod(FILE_MODE)
    except OSError as error:
        advice = en("make the file and its folder writable, or name another store")
        raise StoreError(path.name, en("cannot be opened ({reason})", reason=error.strerror), advice) from None
    if start not in {b"", SQLITE_MAGIC}:
        raise StoreError(path.name, en("is not a Hipdrive database"), en("give another file"))
