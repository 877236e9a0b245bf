"""Pages of runs that were drawn already: drawing one takes seconds, and nothing in it changes until run, athlete or tests do."""

import hashlib
import pickle
from collections import OrderedDict
from pathlib import Path
from threading import Lock
from uuid import UUID

from ... import coach
from ...language import reader
from ..door.links import links_of
from .heavy import in_process
from .worker import AskedPage, drawn

MOST_KEPT = 64
"""Pages of some 0.4 MB each."""


class RunPages:
    """The pages that were drawn last; safe from several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    async def page(self, asked: AskedPage, *, progress: Path | None = None) -> str:
        """The page of a run.

        Args:
            asked: Which.
            progress: Where to write how far drawing is; None where nobody waits for that.

        Raises:
            HipDriveError: What drawing it raised.
        """
        key = hashlib.sha256(pickle.dumps(asked)).hexdigest()
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        page = await in_process(drawn, asked, progress)
        with self._lock:
            self._kept[key] = page
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return page


def asked_page(unit: "coach.Unit", name: str, run: UUID, *, behind: UUID | None = None, language: str | None = None) -> AskedPage:
    """The page of a run as everything stands now.

    Args:
        unit: A unit of work.
        name: The athlete.
        run: The run.
        behind: Another run of theirs to lay behind it.
        language: Of whoever reads; None for that of whoever asks now.

    Raises:
        UnknownEntryError: If the athlete has no such run.
    """
    kept, athlete = coach.kept_run(unit, name, run), coach.find_person(unit, name).uid
    others = tuple((other.id, other.on, other.file_name) for other in coach.runs_of(unit, name).runs if other.id != run)
    return AskedPage(
        run=kept,
        runner=coach.stored_runner(unit, name, on=kept.on),
        place=coach.RunPlace(athlete=athlete, others=others),
        behind=None if behind is None or behind == run else coach.kept_run(unit, name, behind),
        language=language or reader().code,
        units=reader().units,
        ground=reader().ground,
        links=links_of(athlete),
    )
