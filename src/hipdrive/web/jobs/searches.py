"""Searches that somebody waits for: each in a process that is kept warm, the same one asked twice at once worked out once."""

import atexit
import os
import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from operator import getitem
from threading import Lock
from typing import Any, TypeVar, cast

import anyio
import anyio.from_thread
from anyio import CapacityLimiter
from anyio.from_thread import BlockingPortal, BlockingPortalProvider
from starlette.requests import Request

from ...exercise import Exercise, count_own_exercises, own_exercises
from ..door.refused import TooBusyError
from .heavy import in_process
from .limits import SEARCH, Limits
from .refused import StoppedError

T = TypeVar("T")
MOST_ASKING = 16
"""Requests that wait for a search; each holds one of the server's 40 threads."""
LOOK_S = 0.5
"""How often it is looked whether whoever asked is still there."""


@dataclass
class _Running:
    """A search under way, and how many wait for it."""

    done: "Future[bytes]"
    waiting: int = 0


class Searches:
    """The searches of one running program; safe from several threads.

    Args:
        most: Requests that may wait at a time.
        limits: What each search may take.
    """

    def __init__(self, *, most: int = MOST_ASKING, limits: Limits = SEARCH) -> None:
        self._most, self._limits = most, limits
        self._running: dict[bytes, _Running] = {}
        self._lock = Lock()

    def end(self) -> None:
        """Stop all that is under way."""
        with self._lock:
            for search in self._running.values():
                search.done.cancel()

    def result(self, work: Callable[[], T], *, is_gone: Callable[[], bool]) -> T:
        """What a search finds; nobody else can change it.

        Args:
            work: A function of a module, with its values (`functools.partial`); it and what it returns can be pickled.
            is_gone: Whether whoever asked has hung up: a search that nobody waits for is stopped.

        Raises:
            TooBusyError: If too many wait already.
            StoppedError: If whoever asked has hung up, or the program ends.
            HipDriveError: As `in_process`.
        """
        asked = pickle.dumps((work, tuple(own_exercises().values())))
        search = self._joined(asked)
        try:
            return cast("T", pickle.loads(_waited(search.done, is_gone)))  # noqa: S301  from our own process alone
        finally:
            self._leave(asked, search)

    def _joined(self, asked: bytes) -> _Running:
        """The search for what is asked: the one under way, else a new one."""
        with self._lock:
            if sum(search.waiting for search in self._running.values()) >= self._most:
                raise TooBusyError(self._most)
            search = self._running.get(asked)
            if search is None:
                search = self._running[asked] = _Running(_elsewhere().start_task_soon(_searched, asked, self._limits))
            search.waiting += 1
            return search

    def _leave(self, asked: bytes, search: _Running) -> None:
        with self._lock:
            search.waiting -= 1
            if search.waiting == 0:
                search.done.cancel()  # one that is over stays as it is
                if self._running.get(asked) is search:
                    del self._running[asked]


def searched(request: Request, work: Callable[[], T]) -> T:
    """What a search finds, worked out beside the server, for a route that runs in a thread; no unit of work may be open meanwhile.

    Args:
        request: For whom; one who hangs up is not worked for.
        work: As `Searches.result`.

    Raises:
        HipDriveError: As `Searches.result`.
    """
    searches: Searches = request.app.state.searches
    return searches.result(work, is_gone=lambda: anyio.from_thread.run(request.is_disconnected))


def _waited(done: "Future[bytes]", is_gone: Callable[[], bool]) -> bytes:
    while True:
        try:
            return done.result(LOOK_S)
        except TimeoutError:
            if is_gone():
                raise StoppedError from None
        except CancelledError:
            raise StoppedError from None


@cache
def _elsewhere() -> BlockingPortal:
    """The event loop from which all searches of this program are asked, in a thread of its own; its processes stay warm."""
    provider = BlockingPortalProvider()
    atexit.register(provider.__exit__, None, None, None)
    return provider.__enter__()


@cache
def _places() -> CapacityLimiter:
    """As many searches at once as there are processors; the others wait, which does not count as their time."""
    return CapacityLimiter(os.cpu_count() or 1)


async def _searched(asked: bytes, limits: Limits) -> bytes:
    async with _places():
        return await in_process(_worked, asked, limits=limits)


def _worked(asked: bytes) -> bytes:
    """In the other process: the work done."""
    work: Callable[[], object]
    own: Sequence[Exercise]
    work, own = pickle.loads(asked)  # noqa: S301  from our own server alone
    count_own_exercises(own)
    written = BytesIO()
    _Pickler(written).dump(work())
    return written.getvalue()


class _Pickler(pickle.Pickler):
    """Pickles models with parameters too: a type such as BySide[float] stands in no module by that name."""

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401  NotImplemented is one of its answers
        made_of = getattr(value, "__pydantic_generic_metadata__", None) if isinstance(value, type) else None
        return (getitem, (made_of["origin"], made_of["args"])) if made_of and made_of["origin"] else NotImplemented
