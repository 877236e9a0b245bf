"""Bringing a database to the newest layout, whichever version of Hipdrive made it; and opening it."""

import time
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from .place import place_of, prepare_file
from .schema import VERSION_TABLE
from .scrub import scrub_if_due
from .store_error import StoreBusyError, StoreError, StoreNewerError
from .transaction import Store, engine_of, outside_transactions, reading, writing

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_S = 5.0
RETRY_S = 0.02
LOCK_NUMBER = 5_402_117
"""Any number: whoever migrates a PostgreSQL database holds the lock of this number."""


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


def migrate(store: Store, *, to: str = "head") -> None:
    """Bring a database to a layout, in one transaction.

    Raises:
        StoreNewerError: If its layout is not known here.
        StoreError: If it holds tables of another program.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    head = scripts.get_current_head()
    wanted = head if to == "head" else to
    with reading(store) as connection:
        if revision_of(store, connection) == wanted:
            return
    with writing(store) as connection:
        if store.path is None:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK_NUMBER})"))
        found = revision_of(store, connection)
        if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
            raise StoreNewerError(store.label, found, str(head))
        if found != wanted:
            config.attributes["connection"] = connection
            command.upgrade(config, to)


def revision_of(store: Store, connection: Connection) -> str | None:
    """Name of a database's layout; None if it is empty.

    Raises:
        StoreError: If it holds tables of another program.
    """
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) if VERSION_TABLE in tables else None  # noqa: S608  our own name
    if found is None:
        raise StoreError(store.label, "is no Hipdrive database: it holds tables of another program", "name another store")
    return str(found)


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
