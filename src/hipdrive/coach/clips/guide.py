"""The verbs film_guide and film_guide_on_paper: how to film a runner, on one page."""

from collections.abc import Sequence

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...language import Text, layout

Links = Sequence[tuple[Text, str]]


def film_guide(*, links: Links = (), paper: str | None = None) -> str:
    """How to film a runner, as one HTML page.

    Args:
        links: Words and address of further pages.
        paper: Address of the guide on paper where a server shows the page; None for a file that stands alone.
    """
    return pages.film_page_html(links=links, paper=paper)


def film_guide_on_paper() -> bytes:
    """The same as PDF, one sheet of A4.

    Raises:
        GuideError: It cannot be set.
    """
    return pages.film_guide_pdf()


def film_guide_words() -> tuple[tuple[Text, tuple[Text, ...]], ...]:
    """The guide as headings with what to do under each."""
    told = tuple(layout("{rate}: {what}", rate=row.rate, what=row.what) for row in pages.FILM_GUIDE.told)
    return (*((part.title, part.steps) for part in pages.FILM_GUIDE.parts), (pages.FILM_GUIDE.told_title, told))
