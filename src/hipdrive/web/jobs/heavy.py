"""Heavy work in processes of its own: with a limit of memory and of time, its errors as data."""

import asyncio
import atexit
import logging
import os
import resource
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar, TypeVarTuple, Unpack

import anyio
import anyio.to_process
from anyio import CapacityLimiter
from anyio.from_thread import BlockingPortal, BlockingPortalProvider

from ...errors import HipDriveError
from ...language import Text
from .limits import Limits
from .refused import TooLargeError, TooLongError, WorkBrokenError

log = logging.getLogger(__name__)
T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True)
class _Refusal:
    """An error as it passes between processes."""

    code: str
    about: str
    words: Text

    def as_error(self) -> HipDriveError:
        """The same to be raised here: what it says, under its own code."""
        error = HipDriveError(self.words)
        error.code, error.about = self.code, self.about  # type: ignore[misc]  # elsewhere the class says it
        return error


@dataclass(frozen=True)
class _Fault:
    """Why there is no result, where no error of ours says it."""

    of_memory: bool
    traceback: str


async def in_process(work: Callable[[Unpack[Ts]], T], *args: *Ts, limits: Limits) -> T:
    """What a function returns, called in another process; it stays warm for the next work of the program if the limits say so.

    Args:
        work: A function of a module.
        args: Values that can be pickled, as must be what is returned.
        limits: What it may take; a process that takes longer is killed.

    Raises:
        HipDriveError: As `in_process_of_here`.
    """

    async def there() -> T:
        return await in_process_of_here(work, *args, limits=limits)

    return await (asyncio.wrap_future(kept_warm().start_task_soon(there)) if limits.stays else there())


@cache
def kept_warm() -> BlockingPortal:
    """The event loop, in a thread of its own, whose processes are kept: what one has loaded and solved serves whoever asks next."""
    provider = BlockingPortalProvider()
    atexit.register(provider.__exit__, None, None, None)
    return provider.__enter__()


async def in_process_of_here(work: Callable[[Unpack[Ts]], T], *args: *Ts, limits: Limits, places: CapacityLimiter | None = None) -> T:
    """What a function returns, called in a process of this event loop, which ends with it.

    Args:
        work: As `in_process`.
        args: As there.
        limits: As there.
        places: How many may be at work; None for as many as there are processors.

    Raises:
        TooLongError: If it takes longer.
        TooLargeError: If it asks for more memory.
        WorkBrokenError: If the process dies, or the work raises what is no HipDriveError.
        HipDriveError: What the work raised.
    """
    try:
        with anyio.fail_after(limits.within_s):
            done = await anyio.to_process.run_sync(_limited, limits, work, args, cancellable=True, limiter=places)
    except TimeoutError:
        raise TooLongError(limits) from None
    except anyio.BrokenWorkerProcess:
        raise WorkBrokenError from None
    if isinstance(done, _Fault):
        log.error("Work in a process of its own ended with:\n%s", done.traceback)
        raise TooLargeError(limits) if done.of_memory else WorkBrokenError
    if isinstance(done, _Refusal):
        raise done.as_error()
    return done


def _limited(limits: Limits, work: Callable[..., T], args: tuple[object, ...]) -> "T | _Refusal | _Fault":
    """In the other process: the work within its limits."""
    os.setpriority(os.PRIO_PROCESS, 0, max(limits.niceness, os.getpriority(os.PRIO_PROCESS, 0)))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, hard))
    try:
        return work(*args)
    except HipDriveError as error:
        return _Refusal(error.code, str(error.about), error.words)
    except Exception as error:  # noqa: BLE001  whatever it is, the server stays up and says that there is no result
        return _Fault(isinstance(error, MemoryError), traceback.format_exc())
