"""Everybody on one page: what holds them, what hurt, what is due, and what to do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...language import Text, en, en_count
from ..template import Links, render_page


@dataclass(frozen=True, kw_only=True)
class AthleteRow:
    """One athlete in short."""

    name: str
    link: str
    """Address of their own page; empty where the page stands alone."""
    step: Text
    """What to do next."""
    tag: Text
    """What holds them, such as 'stopped'; empty for who trains on."""
    pain: Text
    """The worst of the last session; empty where it hurt nowhere."""
    due: tuple[Text, ...]
    """What has come and was not done yet."""
    next_on: date | None
    """Day of the next session."""


@dataclass(frozen=True, kw_only=True)
class AthletesPage:
    """What the page shows."""

    sentence: Text
    """How many there are, and how many are held."""
    rows: tuple[AthleteRow, ...]
    on: date


def athletes_page_html(rows: Sequence[AthleteRow], *, on: date, links: Links = ()) -> str:
    """Write the page; whatever a user typed is escaped.

    Args:
        rows: Everybody, who needs something first at the top.
        on: The day of which it speaks.
        links: Words and address of further pages.
    """
    return render_page("athletes.html.j2", links=links, page=AthletesPage(sentence=_sentence(rows), rows=tuple(rows), on=on))


def _sentence(rows: Sequence[AthleteRow]) -> Text:
    if not rows:
        return en("No athlete is stored yet: add one with 'hipdrive athlete add NAME'.")
    held = sum(bool(row.tag) for row in rows)
    everybody = en_count("{n} athlete", "{n} athletes", n=len(rows))
    if not held:
        return en("{athletes}; nobody is stopped.", athletes=everybody)
    need = en_count("{n} needs you before training goes on", "{n} need you before training goes on", n=held)
    return en("{athletes}; {need}.", athletes=everybody, need=need)
