"""Where the queue of jobs is kept: in a file beside a SQLite store, or in a schema of its own on the server of a PostgreSQL store."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from huey import SqliteHuey
from huey.api import Huey

from ... import coach
from ...language import en
from ...store import StoreError, alone_on_server, making_queue, working_folder

QUEUE_FILE, LOCK_FILE, NAME_FILE = "queue.sqlite3", "queue.lock", "queue.id"
NAME = "hipdrive"
IsAlone = Callable[[], bool]


class KeptQueue(Protocol):
    """A queue that outlives the program."""

    @property
    def huey(self) -> Huey:
        """The queue, made when it is first asked for: a store without recordings has none."""

    def at_hand(self) -> AbstractContextManager[object]:
        """While it is used in a thread; a connection to it is closed afterwards."""

    def alone(self) -> AbstractContextManager[IsAlone]:
        """While jobs are taken out: tells whether no other program on this store takes any."""


def kept_queue(store: "coach.Store") -> KeptQueue:
    """The queue of a store."""
    return _FileQueue(working_folder(store)) if store.path is not None else _ServerQueue(store)


class _FileQueue:
    """In a file beside the store; two programs keep apart by a locked file.

    Args:
        folder: Where files of the store wait.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def huey(self) -> Huey:
        return SqliteHuey(NAME, filename=str(self._folder / QUEUE_FILE), results=False, fsync=True)

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        try:
            yield
        finally:
            self.huey.storage.close()

    @contextmanager
    def alone(self) -> Iterator[IsAlone]:
        with (self._folder / LOCK_FILE).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield lambda: False
            else:
                yield lambda: True


class _ServerQueue:
    """On the store's server.

    Files that wait lie on the machine that took them, so each folder of such files has a queue of its own there: a job is done where its
    files are.

    Args:
        store: Open.
    """

    def __init__(self, store: "coach.Store") -> None:
        self._store = store

    @cached_property
    def name(self) -> str:
        """Of the queue of this folder."""
        path = working_folder(self._store) / NAME_FILE
        with suppress(FileExistsError), path.open("x") as file:
            file.write(f"{NAME}-{uuid4()}")
        return path.read_text(encoding="utf-8")

    @cached_property
    def huey(self) -> Huey:
        try:
            from huey.contrib.sql_huey import SqlHuey  # noqa: PLC0415  peewee comes with the extra 'postgresql' alone
            from peewee import PostgresqlDatabase  # noqa: PLC0415  the same
        except ModuleNotFoundError:
            needs = en("needs the library peewee for its queue of analyses, which is missing")
            raise StoreError(self._store.label, needs, en("install it: pip install 'hipdrive[postgresql]'")) from None
        with making_queue(self._store) as address:
            named = {name: value for name, value in address.items() if name != "dbname"}
            database = PostgresqlDatabase(address.get("dbname", ""), prefer_psycopg3=True, **named)
            made = SqlHuey(self.name, database=database, results=False)
            database.close()
            return made

    @contextmanager
    def at_hand(self) -> Iterator[None]:
        with self.huey.storage.database.connection_context():
            yield

    def alone(self) -> AbstractContextManager[IsAlone]:
        return alone_on_server(self._store, self.name)
