"""How far a search is: written by the process that searches, read by the server."""

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from .uploads import write_whole

Tell = Callable[[int, int], None]
"""Called by a search with how much is done, and of how much."""
TELLS_S = 0.1
"""How often a search says how far it is, at most."""


class Reached(NamedTuple):
    """How far a search is."""

    done: int
    of: int
    """0 before it says."""


def _new_file() -> Path:
    return Path(tempfile.mkdtemp(prefix="hipdrive-search-")) / "progress"


@dataclass(frozen=True)
class Progress:
    """Of one search; may go to another process."""

    _file: Path = field(default_factory=_new_file)

    @property
    def reached(self) -> Reached:
        """How far it is."""
        try:
            done, of = self._file.read_text(encoding="utf-8").split()
        except FileNotFoundError:  # nothing is said yet
            return Reached(0, 0)
        return Reached(int(done), int(of))

    def telling(self) -> Tell:
        """Writes how far it is, every now and then."""
        last = -TELLS_S

        def tell(done: int, of: int) -> None:
            nonlocal last
            now = time.monotonic()
            if done == of or now - last >= TELLS_S:
                write_whole(self._file, f"{done} {of}")
                last = now

        return tell

    def forget(self) -> None:
        """Delete what was written."""
        shutil.rmtree(self._file.parent, ignore_errors=True)
