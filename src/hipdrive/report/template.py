"""The frame of every page: one file with everything inside, its looks and what it may do fixed by a policy of its own."""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ..language import Text, and_list, en, en_count, joined, layout, reader, reading_in
from .chart.ink import FIGURE_RULES, colour_variables
from .chart.svg import Picture

POLICY_PLACE = "<!-- policy -->"
"""Where a template leaves room for the policy."""
Links = Sequence[tuple[Text, str]]
"""Words and address of further pages."""
_INSIDE = {kind: re.compile(rf"<{kind}>(.*?)</{kind}>", re.DOTALL) for kind in ("style", "script")}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("hipdrive.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=on_page,
    )
    environment.globals["en"], environment.globals["en_count"], environment.globals["reader"] = en, en_count, reader
    environment.globals["layout"], environment.globals["joined"], environment.globals["and_list"] = layout, joined, and_list
    environment.globals["looks"] = Markup(colour_variables() + FIGURE_RULES)  # noqa: S704 - our own rules, nothing a user typed
    environment.filters["drawn"], environment.filters["by_words"] = drawn, by_words
    return environment


def render_page(name: str, *, links: Links = (), **context: object) -> str:
    """Fill a template of report/templates; what is put into it is escaped.

    The page may show only what is inside it: its policy names each style and script by hash, and lets nothing be fetched. It is in the
    language of whoever reads now.

    Args:
        name: The template.
        links: Words and address of pages beside this one; none where it stands alone.
        context: What the template shows.
    """
    with reading_in(reader().code, on_page=True):
        page = _environment().get_template(name).render(beside=links, **context)
    hashes = {kind: " ".join(dict.fromkeys(_hashed(text) for text in pattern.findall(page))) for kind, pattern in _INSIDE.items()}
    script = f"; script-src {hashes['script']}" if hashes["script"] else ""
    policy = f"default-src 'none'; img-src data:; style-src {hashes['style']}{script}; base-uri 'none'; form-action 'none'"
    return page.replace(POLICY_PLACE, f'<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


def on_page(value: object) -> object:
    """A text, number or day as the reader of the page sees it, escaped except for markup set into it; anything else as it is."""
    if isinstance(value, Text):
        return Markup(reader().show(value, literal=escape))  # noqa: S704 - escaped piece by piece
    return reader().show(value) if isinstance(value, date | float) else value


def drawn(picture: Picture) -> Markup:
    """A figure to stand in a page; its words were escaped when it was drawn."""
    return Markup(picture.svg)  # noqa: S704 - see above


def by_words(rows: Iterable[tuple[Text, Text]]) -> list[tuple[Text, Text]]:
    """Rows in the order of their first words as the reader sees them."""
    return sorted(rows, key=lambda row: reader().show(row[0]).casefold())


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
