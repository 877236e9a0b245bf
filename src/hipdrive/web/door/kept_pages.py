"""Pages that were drawn already: nothing in them changes until what they are kept by does."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from uuid import UUID

from starlette.requests import Request

from ... import coach
from ...language import Ground, Units, reader

MOST_KEPT = 256
"""Pages of some 0.1 MB each."""
Alike = tuple[str, Units, Ground]
"""What makes a page look different: language, units and ground."""


class KeptPages:
    """The pages that were asked for last; safe from several threads.

    Args:
        most: How many.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most, self._kept, self._lock = most, OrderedDict[object, str](), Lock()

    def found(self, key: object) -> str | None:
        """The page that belongs to a key; None if it is not there."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: object, page: str) -> str:
        """Keep a page, in the place of the one that was asked for longest ago."""
        with self._lock:
            self._kept[key] = page
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return page


def alike() -> Alike:
    """What all have in common who read a page as whoever reads now."""
    now = reader()
    return now.code, now.units, now.ground


def page_of(request: Request, unit: "coach.Unit", athlete: UUID, draw: Callable[[], str]) -> str:
    """A page of an athlete as everything stands now.

    Args:
        request: What was asked; its whole address tells one page from another.
        unit: A unit of work that only reads.
        athlete: Whose page it is; of nobody else may anything stand in it.
        draw: Draws it anew.
    """
    pages: KeptPages = request.app.state.kept_pages
    key = request.url.path, request.url.query, coach.marks_of(unit, athlete), unit.today, alike()
    return pages.found(key) or pages.keep(key, draw())
