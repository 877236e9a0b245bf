"""A page that says one thing: why something is not shown, and what to do."""

from ...language import Text
from ..template import Links, Served, render_page


def message_page_html(words: Text, *, links: Links = ()) -> str:
    """Write the page."""
    return render_page("message.html.j2", links=links, served=Served(modules=()), words=words)
