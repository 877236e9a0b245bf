"""Bringing a database to the newest layout, whichever version of Hipdrive made it; and opening it."""

import time

from sqlalchemy import Connection, inspect, text

from ...language import en
from .place import place_of, prepare_file
from .schema import LAYOUT, VERSION_TABLE
from .scrub import scrub_if_due
from .store_error import StoreBusyError, StoreError
from .transaction import Store, engine_of, outside_transactions, read_transaction

BUSY_TIMEOUT_S = 5.0
RETRY_S = 0.02


def open_store(url: str | None = None, *, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Store:
    """Open a store, made or brought to the newest layout where needed.

    Args:
        url: A file, sqlite:///FILE or postgresql://USER@HOST/DATABASE; None: what HIPDRIVE_DB names, else a file in the user's data folder.
        busy_timeout_s: How long to wait for another process that writes.

    Returns:
        The open store.

    Raises:
        StoreError: If it cannot be opened, is no Hipdrive database or was made by a newer version.
    """
    place = place_of(url)
    if place.path is not None:
        prepare_file(place.path)
    store = Store(engine=engine_of(place, busy_timeout_s=busy_timeout_s), label=place.label, path=place.path)
    try:
        if place.path is not None:
            _write_ahead(store, deadline_s=time.monotonic() + busy_timeout_s)
        migrate(store)
        if place.path is not None:
            scrub_if_due(store)
    except BaseException:
        store.close()
        raise
    return store


def migrate(store: Store, *, to: str = LAYOUT) -> None:
    """Bring a database to a layout, in one transaction.

    Raises:
        StoreNewerError: If its layout is not known here.
        StoreError: If it holds tables of another program.
    """
    with read_transaction(store) as connection:
        if revision_of(store, connection) == to:
            return
    from .upgrade import upgrade  # noqa: PLC0415  it brings alembic along, which a store of the newest layout does not need

    upgrade(store, to)


def revision_of(store: Store, connection: Connection) -> str | None:
    """Name of a database's layout; None if it is empty.

    Raises:
        StoreError: If it holds tables of another program.
    """
    if not inspect(connection).has_table(VERSION_TABLE):
        if not inspect(connection).get_table_names():
            return None
        revision = None
    else:
        revision = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608  our own name
    if revision is None:
        raise StoreError(store.label, en("is not a Hipdrive database: it holds tables of another program"), en("name another store"))
    return str(revision)


def _write_ahead(store: Store, *, deadline_s: float) -> None:
    """Switch a file to write-ahead logging; SQLite does not wait by itself for another process that is doing so."""
    while True:
        try:
            with outside_transactions(store) as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        except StoreBusyError:
            if time.monotonic() > deadline_s:
                raise
            time.sleep(RETRY_S)
        else:
            return
