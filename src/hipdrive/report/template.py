"""The frame of every page: one file with everything inside, its looks and what it may do fixed by a policy of its own."""

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, kw_only=True)
class Served:
    """What a page needs that a server answers to; a page in a file has none of it."""

    modules: tuple[str, ...]
    """Addresses of its scripts, ES modules of our own."""
    words: Mapping[str, Text] = field(default_factory=dict)
    """What the scripts say: key -> text, whose {places} the script fills."""
    sent: Mapping[str, object] = field(default_factory=dict)
    """Plain values that the scripts work with."""


def render_page(name: str, *, links: Links = (), served: Served | None = None, **context: object) -> str:
    """Fill a template of report/templates; what is put into it is escaped.

    A page in a file may show only what is inside it: its policy names each style and script by hash, and lets nothing be fetched. A page
    that is served may also run the server's scripts and ask the server. It is in the language of whoever reads now.

    Args:
        name: The template.
        links: Words and address of pages beside this one; none where it stands alone.
        served: What it needs of the server that it comes from; None for a page that stands alone.
        context: What the template shows.
    """
    with reading_in(reader().code, on_page=True):
        held = {} if served is None else {"words": _as_data(_shown(served.words)), "sent": _as_data(served.sent)}
        page = _environment().get_template(name).render(beside=links, served=served, held=held, **context)
    policy = _policy(page, served=served is not None)
    return page.replace(POLICY_PLACE, f'<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


def _policy(page: str, *, served: bool) -> str:
    """What the page may show, run and ask."""
    hashes = {kind: " ".join(dict.fromkeys(_hashed(text) for text in pattern.findall(page))) for kind, pattern in _INSIDE.items()}
    scripts = " ".join(filter(None, ("'self'" if served else "", hashes["script"])))
    script = f"; script-src {scripts}" if scripts else ""
    asked = "; connect-src 'self'; worker-src 'self'; manifest-src 'self'; media-src 'self' blob:" if served else ""
    images = "img-src 'self' data: blob:" if served else "img-src data:"
    return f"default-src 'none'; {images}; style-src {hashes['style']}{script}{asked}; base-uri 'none'; form-action 'none'"


def _shown(words: Mapping[str, Text]) -> dict[str, str]:
    return {key: reader().show(text) for key, text in words.items()}


def _as_data(values: Mapping[str, object]) -> Markup:
    """Values as JSON that can stand in a page: no < that could end the element."""
    return Markup(json.dumps(values, ensure_ascii=False, allow_nan=False).replace("<", "\\u003c"))  # noqa: S704 - see above


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
