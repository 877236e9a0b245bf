"""A process that is kept warm, and started anew where it fails."""

import os
import pickle
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from contextlib import suppress

from ...errors import HipDriveError
from ...language import en
from .post import Answered, Asked

PROCESS = "hipdrive.web.lab.process"
GIGABYTE = 2**30
START_S = 60.0
"""What the first answer may take longer: a new process has everything to load."""


class WorkFailedError(HipDriveError):
    """The process took too long, or ended."""

    code = "work_failed"

    def __init__(self, most_s: float) -> None:
        found = en("This could not be worked out within {seconds:g} s, or took too much memory", seconds=most_s)
        super().__init__(found, en("change the set-up a little, or try again"))


class Worker:
    """One process for short pieces of work, asked by one caller at a time.

    Args:
        most_s: Time that one piece of work may take; then the process is ended and a new one takes its place.
        most_bytes: Address space that it may take.
    """

    def __init__(self, *, most_s: float, most_bytes: int = 3 * GIGABYTE) -> None:
        self._most_s, self._most_bytes = most_s, most_bytes
        self._process: subprocess.Popen[bytes] | None = None
        self._warm = False
        self._end: Callable[[], object] = _nothing

    @property
    def warm(self) -> bool:
        """Whether its process has answered before, and so has loaded all it needs."""
        return self._warm

    @property
    def started(self) -> bool:
        """Whether it has a process."""
        return self._process is not None

    def answer(self, asked: Asked) -> Answered:
        """Have the process work something out; whoever calls is the only one who does.

        Raises:
            WorkFailedError: If it takes too long, or the process ends.
        """
        process = self._running()
        assert process.stdin is not None  # noqa: S101 - it was started with both
        assert process.stdout is not None  # noqa: S101 - as above
        limit = threading.Timer(self._most_s if self._warm else self._most_s + START_S, process.kill)
        limit.start()
        try:
            pickle.dump(asked, process.stdin)
            process.stdin.flush()
            answer: Answered = pickle.load(process.stdout)  # noqa: S301 - from our own process alone
            self._warm = True
        except (EOFError, OSError, pickle.UnpicklingError):
            self._end()
            self._process, self._warm = None, False
            raise WorkFailedError(self._most_s) from None
        else:
            return answer
        finally:
            limit.cancel()

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, started where there is none any more; it ends with this worker or this program."""
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._warm = False
            one_thread = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
            words = [sys.executable, "-m", PROCESS, str(self._most_bytes)]
            self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **one_thread})
            self._end = weakref.finalize(self, _ended, self._process)
        return self._process


def _nothing() -> None:
    """There is no process to end."""


def _ended(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
