"""Read files that nobody vouches for in a child process with a limit of time and memory, so that a native library cannot take us down."""

import atexit
import json
import math
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

import numpy as np

from .motion import Array

TIME_LIMIT_S = 20
MEMORY_LIMIT_BYTES = 2 * 2**30
_CHUNK = 2**20
_LONGEST_HEAD = 2**16
_Process = subprocess.Popen[bytes]


class ChildError(Exception):
    """What went wrong in the child, worded to follow 'this file cannot be read'."""


class ChildReader:
    """A child process that reads one file after another; it is started at the first file, and anew after it had to be stopped.

    It may be called from several threads; they wait for each other.
    """

    def __init__(self, program: Path, *, time_limit_s: int = TIME_LIMIT_S, memory_limit_bytes: int = MEMORY_LIMIT_BYTES) -> None:
        """Note what to run; nothing is started yet.

        Args:
            program: A Python file that speaks as `c3d_child.py` does.
            time_limit_s: For one file.
            memory_limit_bytes: Address space of the child.
        """
        self._program = program
        self._time_limit_s = time_limit_s
        self._memory_limit_bytes = memory_limit_bytes
        self._lock = threading.Lock()
        self._child: _Process | None = None
        self._owner = 0

    @property
    def process_id(self) -> int | None:
        """Id of the child, None while there is none."""
        return self._child.pid if self._child is not None and self._child.poll() is None else None

    def read(self, path: Path) -> list[Array]:
        """Have one file read.

        Args:
            path: The file.

        Returns:
            The arrays that the child found in it.

        Raises:
            ChildError: The child refused the file, broke down on it, or went beyond a limit.
        """
        with self._lock:
            child = self._running()
            in_step = False
            try:
                answer, receive = self._ask(child, path)
                arrays = [np.frombuffer(receive(8 * math.prod(shape)), dtype="<f8").reshape(shape) for shape in answer.get("shapes", [])]
                in_step = answer.get("error") != "memory"
            except BrokenPipeError:
                raise ChildError(self._how_it_ended(child)) from None
            finally:
                if not in_step:
                    self._stop()
        if "error" in answer:
            raise ChildError(_first_sentence(answer["error"]) if in_step else self._too_large())
        return arrays

    def close(self) -> None:
        """End the child, if there is one."""
        with self._lock:
            self._stop()

    def _running(self) -> _Process:
        """Return the child of this process, started if there is none (a fork must not share its parent's)."""
        if self._owner != os.getpid():
            self._child = None
        if self._child is not None and self._child.poll() is not None:
            self._stop()
        if self._child is None:
            words = [sys.executable, "-P", str(self._program), str(self._time_limit_s + 5), str(self._memory_limit_bytes)]
            # One thread: the memory that a numerical library sets aside for each would count against the limit.
            alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
            self._child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=alone)
            if self._owner != os.getpid():
                atexit.register(self.close)
                self._owner = os.getpid()
        return self._child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None or self._owner != os.getpid():
            return
        child.kill()
        child.wait()
        _requests(child).close()
        _answers(child).close()

    def _ask(self, child: _Process, path: Path) -> tuple[dict[str, Any], Callable[[int], bytes]]:
        """Send a request; return the head of the answer and a function that receives so many of the bytes after it."""
        ends_at = time.monotonic() + self._time_limit_s
        requests, descriptor = _requests(child), _answers(child).fileno()
        requests.write(json.dumps(str(path)).encode() + b"\n")
        requests.flush()
        pending = bytearray()

        def more() -> None:
            with selectors.DefaultSelector() as selector:
                selector.register(descriptor, selectors.EVENT_READ)
                if not selector.select(max(0.0, ends_at - time.monotonic())):
                    raise ChildError(f"it took longer than the {self._time_limit_s} s that are allowed")
            received = os.read(descriptor, _CHUNK)
            if not received:
                raise BrokenPipeError
            pending.extend(received)

        def receive(count: int) -> bytes:
            if count > self._memory_limit_bytes:
                raise ChildError(self._too_large())
            while len(pending) < count:
                more()
            received = bytes(memoryview(pending)[:count])
            del pending[:count]
            return received

        while b"\n" not in pending:
            if len(pending) > _LONGEST_HEAD:
                raise ChildError("its reader gave an answer without end")
            more()
        return json.loads(receive(pending.index(b"\n") + 1)), receive

    def _too_large(self) -> str:
        return f"it needs more than the {self._memory_limit_bytes / 2**30:g} GiB of memory that are allowed"

    def _how_it_ended(self, child: _Process) -> str:
        try:
            code = child.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            code = 0
        limits = f"{self._time_limit_s} s and {self._memory_limit_bytes / 2**30:g} GiB are allowed"
        return f"its reader broke down with {f'signal {-code}' if code < 0 else f'exit code {code}'}; {limits}"


def _requests(child: _Process) -> IO[bytes]:
    return cast("IO[bytes]", child.stdin)


def _answers(child: _Process) -> IO[bytes]:
    return cast("IO[bytes]", child.stdout)


def _first_sentence(text: str) -> str:
    return text.split("\n", maxsplit=1)[0].strip().rstrip(".!")[:120]
