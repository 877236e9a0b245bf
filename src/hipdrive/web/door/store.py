"""The store of a request: one unit of work for one verb."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from starlette.requests import Request

from ... import coach
from . import clock


@contextmanager
def reading(request: Request) -> Iterator[coach.Unit]:
    """A unit of work that only reads."""
    store: coach.Store = request.app.state.store
    with store.reading(clock.now()) as unit:
        yield unit


@contextmanager
def writing(request: Request) -> Iterator[coach.Unit]:
    """A unit of work whose changes are kept together, or not at all."""
    store: coach.Store = request.app.state.store
    with store.writing(clock.now()) as unit:
        yield unit


def name_of(unit: coach.Unit, athlete: UUID) -> str:
    """What the athlete with this id is called.

    Raises:
        UnknownPersonError: If nobody has it.
    """
    return coach.person_with_id(unit, athlete).name
