"""Everybody on one page: why they need a coach, what to do next in one tap, how to add one, and one block for many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...language import Text, en, en_count
from ..template import Links, Served, render_page
from .words import SCRIPT_WORDS

MOST_REASONS = 3


@dataclass(frozen=True, kw_only=True)
class AthleteAction:
    """What to do next, in one tap."""

    words: Text
    address: str


@dataclass(frozen=True, kw_only=True)
class AthleteRow:
    """One athlete in short."""

    id: str
    name: str
    link: str
    """Address of their own page."""
    tag: Text
    """What holds them, such as 'stopped'; empty for who trains on."""
    reasons: tuple[tuple[str, Text], ...]
    """Kind ('hurts', 'stalled', 'due', 'changed') and words, the most pressing first."""
    step: Text
    """What to do next in full, where something stopped or rests until then; else empty."""
    action: AthleteAction
    next_on: date | None
    """Day of the next session."""
    plan_id: str
    """Of the plan that they follow; empty for none."""

    @property
    def shown(self) -> tuple[tuple[str, Text], ...]:
        """The reasons that there is room for."""
        return self.reasons[:MOST_REASONS]


@dataclass(frozen=True, kw_only=True)
class AthletesPage:
    """What the page shows."""

    sentence: Text
    """How many there are, and how many are held."""
    rows: tuple[AthleteRow, ...]
    on: date


def athletes_page_html(rows: Sequence[AthleteRow], *, on: date, links: Links = (), modules: Sequence[str] = ()) -> str:
    """Write the page; whatever a user typed is escaped.

    Args:
        rows: Everybody, who needs a coach first at the top.
        on: The day of which it speaks.
        links: Words and address of further pages.
        modules: Addresses of its scripts.
    """
    page = AthletesPage(sentence=_sentence(rows), rows=tuple(rows), on=on)
    served = Served(modules=tuple(modules), words=SCRIPT_WORDS, sent={"today": on.isoformat()})
    return render_page("athletes.html.j2", links=links, served=served, page=page)


def _sentence(rows: Sequence[AthleteRow]) -> Text:
    if not rows:
        return en("No athlete is stored yet: add the first one below.")
    held = sum(bool(row.tag) for row in rows)
    everybody = en_count("{n} athlete", "{n} athletes", n=len(rows))
    if not held:
        return en("{athletes}; nobody is stopped.", athletes=everybody)
    need = en_count("{n} needs you before training goes on", "{n} need you before training goes on", n=held)
    return en("{athletes}; {need}.", athletes=everybody, need=need)
