"""The door to the store: one unit of work for one verb, with the clock of the command line."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from . import clock

if TYPE_CHECKING:
    from ...coach import Unit

Database = Annotated[
    str | None,
    typer.Option(metavar="URL", help="The store: a file or a database URL. If left out: HIPDRIVE_DB if it is set, or else your own store."),
]


@contextmanager
def reading(db: str | None) -> "Iterator[Unit]":
    """A unit of work that only reads."""
    from ... import coach

    with coach.open_store(db) as store, store.reading(clock.now()) as unit:
        yield unit


@contextmanager
def writing(db: str | None) -> "Iterator[Unit]":
    """A unit of work whose changes are kept together, or not at all."""
    from ... import coach

    with coach.open_store(db) as store, store.writing(clock.now()) as unit:
        yield unit
