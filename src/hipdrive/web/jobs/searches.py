"""Searches that somebody waits for: each in a process that is kept warm, the same one asked twice worked out once."""

import hashlib
import os
import pickle
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from operator import getitem
from threading import Lock
from typing import Any, TypeVar, cast
from uuid import UUID

import anyio
import anyio.from_thread
from anyio import CapacityLimiter
from starlette.requests import Request

from ...exercise import Exercise, count_own_exercises, own_exercises
from ..door.refused import TooBusyError
from .heavy import in_process_of_here, kept_warm
from .limits import SEARCH, Limits
from .progress import Progress, Reached
from .refused import StoppedError

T = TypeVar("T")
NAME = "search-id"
"""Header of a request under which its search can be followed: an id (UUID) that whoever asks has chosen."""
MOST_ASKING = 16
"""Requests that wait for a search; each holds one of the server's 40 threads."""
LOOK_S = 0.5
"""How often it is looked whether whoever asked is still there."""
MOST_KEPT = 16
"""Searches whose results are kept: what was looked at is soon asked for again, to be shown or followed."""


@dataclass
class _Running:
    """A search under way, and how many wait for it."""

    done: "Future[bytes]"
    progress: Progress
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
        self._named: dict[UUID, _Running] = {}
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._lock = Lock()

    def end(self) -> None:
        """Stop all that is under way."""
        with self._lock:
            for search in self._running.values():
                search.done.cancel()

    def result(self, work: Callable[..., T], *, is_gone: Callable[[], bool], told: bool = False, name: UUID | None = None) -> T:
        """What a search finds; nobody else can change it.

        Args:
            work: A function of a module, with its values (`functools.partial`); it and what it returns can be pickled.
            is_gone: Whether whoever asked has hung up: a search that nobody waits for is stopped.
            told: Whether the function takes one more value, a `Tell`.
            name: Under which it can be followed while it is under way.

        Raises:
            TooBusyError: If too many wait already.
            StoppedError: If whoever asked has hung up, or the program ends.
            HipDriveError: As `in_process`.
        """
        asked = pickle.dumps((work, told, tuple(own_exercises().values())))
        key = hashlib.sha256(asked).digest()
        found = self._known(key)
        if found is None:
            search = self._joined(key, asked)
            try:
                with self._followed(search, name):
                    found = self._keep(key, _waited(search.done, is_gone))
            finally:
                self._leave(key, search)
        return cast("T", pickle.loads(found))  # noqa: S301  from our own process alone

    def reached(self, name: UUID) -> Reached | None:
        """How far the search of a name is; None if none of that name is under way."""
        with self._lock:
            search = self._named.get(name)
        return None if search is None else search.progress.reached

    @contextmanager
    def _followed(self, search: _Running, name: UUID | None) -> Iterator[None]:
        """While it is under way, it can be found by its name."""
        if name is None:
            yield
            return
        with self._lock:
            self._named[name] = search
        try:
            yield
        finally:
            with self._lock:
                self._named.pop(name, None)

    def _known(self, key: bytes) -> bytes | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: bytes, found: bytes) -> bytes:
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found

    def _joined(self, key: bytes, asked: bytes) -> _Running:
        """The search for what is asked: the one under way, else a new one."""
        with self._lock:
            if sum(search.waiting for search in self._running.values()) >= self._most:
                raise TooBusyError(self._most)
            search = self._running.get(key)
            if search is None:
                progress = Progress()
                search = _Running(kept_warm().start_task_soon(_searched, asked, progress, self._limits), progress)
                self._running[key] = search
            search.waiting += 1
            return search

    def _leave(self, key: bytes, search: _Running) -> None:
        with self._lock:
            search.waiting -= 1
            if search.waiting == 0:
                search.done.cancel()  # one that is over stays as it is
                search.progress.forget()
                if self._running.get(key) is search:
                    del self._running[key]


def searched(request: Request, work: Callable[..., T], *, told: bool = False) -> T:
    """What a search finds, worked out beside the server, for a route that runs in a thread; no unit of work may be open meanwhile.

    Args:
        request: For whom; one who hangs up is not worked for.
        work: As `Searches.result`.
        told: As there.

    Raises:
        HipDriveError: As `Searches.result`.
    """
    searches: Searches = request.app.state.searches
    return searches.result(work, is_gone=lambda: anyio.from_thread.run(request.is_disconnected), told=told, name=_name_of(request))


def _name_of(request: Request) -> UUID | None:
    """Under what a request wants its search to be followed; what is no id is as good as none."""
    try:
        return UUID(request.headers.get(NAME, ""))
    except ValueError:
        return None


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
def _places() -> CapacityLimiter:
    """As many searches at once as there are processors; the others wait, which does not count as their time."""
    return CapacityLimiter(os.cpu_count() or 1)


async def _searched(asked: bytes, progress: Progress, limits: Limits) -> bytes:
    async with _places():
        return await in_process_of_here(_worked, asked, progress, limits=limits, places=CapacityLimiter(1))


def _worked(asked: bytes, progress: Progress) -> bytes:
    """In the other process: the work done."""
    work: Callable[..., object]
    told: bool
    own: Sequence[Exercise]
    work, told, own = pickle.loads(asked)  # noqa: S301  from our own server alone
    count_own_exercises(own)
    written = BytesIO()
    _Pickler(written).dump(work(progress.telling()) if told else work())
    return written.getvalue()


class _Pickler(pickle.Pickler):
    """Pickles models with parameters too: a type such as BySide[float] stands in no module by that name."""

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401  NotImplemented is one of its answers
        made_of = getattr(value, "__pydantic_generic_metadata__", None) if isinstance(value, type) else None
        return (getitem, (made_of["origin"], made_of["args"])) if made_of and made_of["origin"] else NotImplemented
