"""The open store and its units of work: one transaction each, with the databases' errors turned into our sentences."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Any, Self

from sqlalchemy import Connection, Engine, Row, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.exc import TimeoutError as NoFreeConnectionError

from ...errors import ValueOutOfRangeError
from ...language import en
from .place import Place
from .store_error import POSTGRESQL_BUSY, SQLITE_BUSY, SQLITE_WORDS, ReadingOnlyError, StoreBusyError, StoreError

BEGIN = "hipdrive_begin"
"""Option of a connection: how SQLite begins its transaction."""
CONNECT_TIMEOUT_S = 10
LONGEST_QUEUE_S = 30.0
"""How long a thread waits for the other writers of its own process."""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One unit of work: a transaction that the caller opened, and the instant at which it happens.

    Everything in it is kept at the end, or nothing: an error that leaves the unit takes all of it back.
    """

    now: datetime
    """With the time zone in which the user lives."""
    connection: Connection = field(repr=False)
    may_write: bool
    people: dict[str, Row[Any]] = field(default_factory=dict, repr=False)
    """Rows of people who were looked up in this unit, by the key of their name."""

    @property
    def today(self) -> date:
        """The day on which it happens, where the user is."""
        return self.now.date()

    @property
    def writer(self) -> Connection:
        """The connection, for a statement that changes something.

        Raises:
            ReadingOnlyError: If the unit was opened for reading.
        """
        if not self.may_write:
            raise ReadingOnlyError
        return self.connection


@dataclass(frozen=True, kw_only=True)
class Store:
    """An open store with one engine for as long as it is open; close it, or use it in a with statement."""

    engine: Engine = field(repr=False)
    label: str
    """What sentences call it."""
    path: Path | None
    """The SQLite file; None for PostgreSQL."""
    writers: Lock = field(default_factory=Lock, repr=False, compare=False)
    """Whose turn it is to write into a SQLite file: its own lock is given at random, so that of many threads some would wait too long."""

    def reading(self, now: datetime) -> AbstractContextManager[Unit]:
        """A unit that sees one state of the store, however many questions are asked.

        Args:
            now: The instant at which it happens, with a time zone.

        Raises:
            ValueOutOfRangeError: If the instant has no time zone.
        """
        return _unit(read_transaction(self), now, may_write=False)

    def writing(self, now: datetime) -> AbstractContextManager[Unit]:
        """A unit whose changes are kept all together at its end, or not at all; arguments and errors as for `reading`.

        On SQLite it waits for other writers when it begins. On PostgreSQL whoever is looked up in it is locked until its end.
        """
        return _unit(write_transaction(self), now, may_write=True)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def _unit(transaction: AbstractContextManager[Connection], now: datetime, *, may_write: bool) -> Iterator[Unit]:
    if now.utcoffset() is None:
        raise ValueOutOfRangeError(
            en("instant of a unit of work"),
            en("{instant} without a time zone", instant=now.isoformat()),
            en("an instant with a time zone"),
        )
    with transaction as connection:
        yield Unit(now=now, connection=connection, may_write=may_write)


@contextmanager
def only_tried(unit: Unit) -> Iterator[Unit]:
    """A part of a unit whose changes are all taken back at its end, to see what they would do.

    Args:
        unit: A unit for writing.
    """
    part = unit.writer.begin_nested()
    try:
        yield replace(unit, people={})
    finally:
        part.rollback()


def engine_of(place: Place, *, busy_timeout_s: float) -> Engine:
    """The engine of a place; nothing is opened yet.

    Raises:
        StoreError: If the driver of PostgreSQL is not installed.
    """
    if place.path is not None:
        engine = create_engine(place.url, hide_parameters=True, connect_args={"timeout": busy_timeout_s})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    settings = {"options": f"-c lock_timeout={round(1e3 * busy_timeout_s)}", "connect_timeout": CONNECT_TIMEOUT_S}
    try:
        return create_engine(place.url, hide_parameters=True, connect_args=settings)
    except ModuleNotFoundError:
        raise StoreError(
            place.label, en("needs the driver psycopg, which is missing"), en("install it: pip install 'hipdrive[postgresql]'")
        ) from None


def _set_up_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401  a connection of whichever driver
    """Leave transactions to us; sync each commit to the disk; overwrite what is deleted with zeros."""
    connection.isolation_level = None
    for setting in ("foreign_keys=ON", "synchronous=FULL", "secure_delete=ON", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    begin = connection.get_execution_options().get(BEGIN, "BEGIN")
    if begin:
        connection.exec_driver_sql(begin)


@contextmanager
def read_transaction(store: Store) -> Iterator[Connection]:
    """A connection that sees one state of the store."""
    options: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    if store.path is not None:
        options = {BEGIN: "BEGIN"}
    with translated(store.label), store.engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def write_transaction(store: Store) -> Iterator[Connection]:
    """A connection whose changes are kept all together at the end, or not at all.

    SQLite's writer takes the lock at once: only then does it wait for another one instead of failing half way.
    """
    options = {BEGIN: "BEGIN IMMEDIATE"}
    with _turn(store), translated(store.label), store.engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


@contextmanager
def _turn(store: Store) -> Iterator[None]:
    """The turn to write among the threads of this process; a server has an order of its own.

    Raises:
        StoreBusyError: If it does not come.
    """
    if store.path is None:
        yield
        return
    if not store.writers.acquire(timeout=LONGEST_QUEUE_S):
        raise StoreBusyError(store.label, en("is busy: too many write at once"))
    try:
        yield
    finally:
        store.writers.release()


@contextmanager
def outside_transactions(store: Store) -> Iterator[Connection]:
    """A connection for what databases refuse to do inside a transaction, such as VACUUM."""
    options = {BEGIN: ""} if store.path is not None else {"isolation_level": "AUTOCOMMIT"}
    with translated(store.label), store.engine.connect().execution_options(**options) as connection:
        yield connection


@contextmanager
def translated(label: str) -> Iterator[None]:
    """Turn an error of the database into a sentence without the values that were written.

    Raises:
        StoreBusyError: If another process writes or changed the same entries.
        StoreError: If the database cannot be used.
    """
    try:
        yield
    except IntegrityError:
        raise StoreBusyError(label, en("was changed by another process at the same moment")) from None
    except NoFreeConnectionError:
        raise StoreBusyError(label, en("is busy: all its connections are in use")) from None
    except DBAPIError as error:
        raise _sentence(label, error.orig) from None
    except (StatementError, UnicodeEncodeError):
        raise StoreError(label, en("was given a value that it cannot keep"), en("give plain text and finite numbers")) from None
    except sqlite3.Error as error:
        raise _sentence(label, error) from None


def _sentence(label: str, cause: BaseException | None) -> StoreError:
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        if code & 0xFF in SQLITE_BUSY:
            return StoreBusyError(label)
        unknown = en("answers with error {code}", code=str(code)), en("check the file, and put back a backup if need be")
        return StoreError(label, *SQLITE_WORDS.get(code & 0xFF, unknown))
    state = getattr(cause, "sqlstate", None)
    if state in POSTGRESQL_BUSY:
        return StoreBusyError(label)
    if state is None or state.startswith(("08", "57")):
        return StoreError(label, en("cannot be reached"), en("check that the server runs and that the address is right"))
    if state.startswith(("28", "3D", "42501")):
        return StoreError(label, en("may not be used"), en("check user, password, database and rights"))
    return StoreError(
        label, en("answers with error {code}", code=state), en("look it up in the manual of PostgreSQL, or ask who runs the server")
    )
