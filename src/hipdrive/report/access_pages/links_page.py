"""Links of an athlete that show something to whoever has them: make one, see which there are, withdraw."""

from collections.abc import Sequence
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


def links_page_html(
    links: Sequence[SharedLink], *, athlete: UUID, name: str, days: int, most_days: int, reachable: bool, beside: Links = ()
) -> str:
    """Write the page of an athlete's links.

    Args:
        links: The newest first.
        athlete: Id of the athlete.
        name: Of the athlete.
        days: After which a link usually ends.
        most_days: After which it ends at the latest.
        reachable: Whether other devices can open a link that is made here.
        beside: Words and address of further pages.
    """
    served = Served(modules=("/scripts/links.js",), words=WORDS, sent={"athlete": str(athlete)})
    shown = {"shared": tuple(links), "athlete_name": name, "days": days, "most_days": most_days, "reachable": reachable}
    return render_page("links.html.j2", links=beside, served=served, **shown)
