"""The guide to filming as a page."""

from ..template import Links, Served, render_page
from .drawing import camera_drawings
from .guide import FILM_GUIDE


def film_page_html(*, links: Links = (), paper: str | None = None) -> str:
    """The guide in the language of whoever reads now.

    Args:
        links: Words and address of further pages.
        paper: Address of the guide on paper where a server shows the page; None for a file that stands alone.
    """
    return render_page(
        "film.html.j2",
        links=links,
        served=None if paper is None else Served(modules=()),
        paper=paper,
        guide=FILM_GUIDE,
        drawings=camera_drawings(),
    )
