"""Links of an athlete that show something to whoever has them: make one, see which there are, withdraw."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from ...language import Text, en
from ..template import Links, Served, render_page

WORDS = {
    "unreachable": en("Hipdrive does not answer. Try again in a moment."),
    "made": en("Here is the link. It is shown only now, so copy it. You can withdraw it below when you open this page again."),
    "copied": en("Copied."),
    "sure_withdraw": en("Withdraw this link? Whoever has it then sees nothing any more."),
}


@dataclass(frozen=True, kw_only=True)
class SharedLink:
    """A link that shows something to whoever has it."""

    id: UUID
    shows: Text
    made: Text
    ends: Text


@dataclass(frozen=True, kw_only=True)
class LinksPage:
    """What the page shows."""

    athlete: UUID
    name: str
    """Of the athlete."""
    links: tuple[SharedLink, ...]
    """The newest first."""
    runs: Mapping[UUID, Text]
    """Id of each run that is kept -> its day and name, the newest first."""
    days: int
    """After which a link usually ends."""
    most_days: int
    """After which it ends at the latest."""
    reachable: bool
    """Whether other devices can open a link that is made here."""


def links_page_html(page: LinksPage, *, beside: Links = ()) -> str:
    """Write the page of an athlete's links; beside are words and addresses of further pages."""
    served = Served(modules=("/scripts/links.js",), words=WORDS, sent={"athlete": str(page.athlete)})
    return render_page("links.html.j2", links=beside, served=served, page=page)
