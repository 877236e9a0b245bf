"""Where the queue of jobs is kept on a PostgreSQL server: a schema of its own, and a lock for who takes jobs out."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import text

from .transaction import Store, outside_transactions

SCHEMA = "hipdrive_queue"
MAKING = 7_305_808_869_229_538_404
"""Number of the lock under which schema and tables are made: two programs that begin at once would both try."""


@contextmanager
def making_queue(store: Store) -> Iterator[Mapping[str, Any]]:
    """Make the schema where it is missing; whatever else is made meanwhile, only one program makes.

    Returns:
        What the driver connects with, for connections that see this schema alone.

    Raises:
        StoreError: If the server cannot be reached, or its user may not make a schema.
    """
    with outside_transactions(store) as connection:
        connection.execute(text("SELECT pg_advisory_lock(:number)"), {"number": MAKING})
        try:
            connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
            _, address = store.engine.dialect.create_connect_args(store.engine.url)
            yield {**address, "options": f"-c search_path={SCHEMA}"}
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:number)"), {"number": MAKING})


@contextmanager
def alone_on_server(store: Store, name: str) -> Iterator[Callable[[], bool]]:
    """A lock of the server that one program at a time holds, until the end or until its connection is lost.

    Args:
        store: Open, on a PostgreSQL server.
        name: Of the lock.

    Returns:
        Whether it is held; asks the server each time.

    Raises:
        StoreError: If the server cannot be reached.
    """
    with outside_transactions(store) as connection:
        held = bool(connection.scalar(text("SELECT pg_try_advisory_lock(hashtextextended(:name, 0))"), {"name": name}))
        try:
            yield lambda: held and connection.scalar(text("SELECT true")) is True
        finally:
            if held:
                connection.scalar(text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))"), {"name": name})
