"""Wiping: after a person is erased, no byte of theirs stays in the file or beside it."""

from sqlalchemy import Connection

from ...language import en
from .schema import Base
from .store_error import StoreBusyError
from .transaction import Store, outside_transactions

DUE = 1
"""SQLite's user_version while erased bytes may still stand in the file."""


def mark_due(store: Store, connection: Connection) -> None:
    """Remember, in the same transaction as the deletion, that wiping is due."""
    if store.path is not None:
        connection.exec_driver_sql(f"PRAGMA user_version={DUE}")


def scrub_if_due(store: Store) -> bool:
    """Rewrite the file without what was deleted, and empty the write-ahead log.

    Returns:
        Whether nothing is left to wipe; False while another program reads, then the next opening tries again.
    """
    try:
        with outside_transactions(store) as connection:
            if connection.exec_driver_sql("PRAGMA user_version").scalar() == DUE:
                connection.exec_driver_sql("VACUUM")
                _empty_log(store, connection)
                connection.exec_driver_sql("PRAGMA user_version=0")
                _empty_log(store, connection)
    except StoreBusyError:
        return False
    return True


def rewrite_tables(store: Store) -> bool:
    """Wipe on PostgreSQL: rewrite the tables; its own write-ahead log is the server's affair.

    Returns:
        Whether that was done; False while others use the tables.
    """
    try:
        with outside_transactions(store) as connection:
            for table in Base.metadata.sorted_tables:
                connection.exec_driver_sql(f"VACUUM FULL {table.name}")
    except StoreBusyError:
        return False
    return True


def _empty_log(store: Store, connection: Connection) -> None:
    """Move the write-ahead log into the file and cut it to nothing."""
    row = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    if row[0]:
        raise StoreBusyError(store.label, en("is being read by another process"))
