"""Pages of an athlete that were drawn already: nothing in them changes until something of the athlete does, or a day goes by."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from uuid import UUID

from starlette.requests import Request

from ... import coach
from ...language import reader

MOST_KEPT = 256
"""Pages of some 0.1 MB each."""


class KeptPages:
    """The pages that were drawn last; safe from several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, str] = OrderedDict()
        self._lock = Lock()

    def page(self, key: object, draw: Callable[[], str]) -> str:
        """The page that belongs to a key; drawn if it is not there."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        page = draw()
        with self._lock:
            self._kept[key] = page
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return page


def page_of(request: Request, unit: "coach.Unit", athlete: UUID, draw: Callable[[], str]) -> str:
    """A page of an athlete as everything stands now.

    Args:
        request: What was asked; its whole address tells one page from another.
        unit: A unit of work that only reads.
        athlete: Whose page it is; of nobody else may anything stand in it.
        draw: Draws it anew.
    """
    now = reader()
    alike = now.code, now.units, now.ground
    pages: KeptPages = request.app.state.kept_pages
    return pages.page((request.url.path, request.url.query, coach.marks_of(unit, athlete), unit.today, alike), draw)
