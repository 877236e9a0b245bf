"""Pages of runs that were drawn already: drawing one takes seconds, and nothing in it changes until run, athlete or tests do."""

import hashlib
import pickle
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from ... import coach
from ...errors import HipDriveError
from ...language import reader
from ...store import is_kept_for_opensim, kept_clip_copy, kept_clip_pictures
from ..door.kept_pages import KeptPages
from ..door.links import links_of
from .heavy import in_process
from .limits import DRAWING
from .worker import AskedPage, drawn

MOST_KEPT = 64
"""Pages of some 0.4 MB each."""
CLIPS = (0, 1)
"""Of one run: from one side and from the other."""
COMING_SHOWN = 3
"""Sessions of the followed plan that the page of a run names."""


class RunPages:
    """The pages that were drawn last; safe from several threads."""

    def __init__(self) -> None:
        self._kept = KeptPages(MOST_KEPT)

    async def page(self, asked: AskedPage, *, progress: Path | None = None) -> str:
        """The page of a run.

        Args:
            asked: Which.
            progress: Where to write how far drawing is; None where nobody waits for that.

        Raises:
            HipDriveError: What drawing it raised.
        """
        key = hashlib.sha256(pickle.dumps(asked)).hexdigest()
        return self._kept.found(key) or self._kept.keep(key, await in_process(drawn, asked, progress, limits=DRAWING))

    async def ahead(self, asked: AskedPage, *, progress: Path | None = None) -> None:
        """Draw a page before anybody asks for it; what keeps it from being drawn is said where it is asked for."""
        with suppress(HipDriveError):
            await self.page(asked, progress=progress)


def asked_page(
    unit: "coach.Unit",
    name: str,
    run: UUID,
    *,
    store: "coach.Store | None" = None,
    behind: UUID | None = None,
    language: str | None = None,
    alone: bool = False,
) -> AskedPage:
    """The page of a run as everything stands now.

    Args:
        unit: A unit of work.
        name: The athlete.
        run: The run.
        store: Where it is looked what is kept of it beside its numbers, for OpenSim and of its clips; None where that is not said.
        behind: Another run of theirs to lay behind it.
        language: Of whoever reads; None for that of whoever asks now.
        alone: Whether nothing else of the athlete is shown beside it or can be reached from it.

    Raises:
        UnknownEntryError: If the athlete has no such run.
    """
    kept, athlete = coach.kept_run(unit, name, run), coach.find_person(unit, name).uid
    others = tuple((other.id, other.on, other.file_name) for other in coach.runs_of(unit, name).runs if other.id != run and not alone)
    coming = () if alone else coach.coming_sessions(coach.follower(unit, name), today=unit.today, most=COMING_SHOWN)
    return AskedPage(
        run=kept,
        runner=coach.stored_runner(unit, name, on=kept.on),
        place=coach.RunPlace(
            athlete=athlete,
            others=others,
            coming=coming,
            pictures=None if store is None else kept_clip_pictures(store, athlete, run),
            copies=() if store is None else tuple(number for number in CLIPS if kept_clip_copy(store, athlete, run, number) is not None),
            opensim_kept=None if store is None else is_kept_for_opensim(store, athlete, run),
        ),
        behind=None if behind is None or behind == run else coach.kept_run(unit, name, behind),
        language=language or reader().code,
        units=reader().units,
        ground=reader().ground,
        links=() if alone else links_of(athlete),
    )
