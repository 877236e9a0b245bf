"""The verb that shows everybody on one page."""

from collections.abc import Callable, Collection, Mapping, Sequence
from uuid import UUID

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...body_words import SIDE_WORDS, SITE_WORDS
from ...contract.athletes.athlete import AthleteRowDocument, DueDocument, LastPainDocument
from ...contract.athletes.next_step import NextStepKind
from ...language import Text, en, joined, layout
from ...store import Unit
from .athlete_list import athlete_list

TAGS: Mapping[NextStepKind, Text] = {
    "settle_screen": en("stopped"),
    "settle_pain": en("stopped"),
    "new_plan": en("stopped"),
    "pain_rests": en("partly resting"),
}
"""Next step -> what holds whoever has it."""
DUE: Mapping[str, Text] = {"screen": en("safety screen since {on}"), "test": en("test since {on}"), "session": en("session of {on}")}


def athletes_page(
    unit: Unit, *, address: Callable[[UUID], str], only: Collection[UUID] | None = None, links: Sequence[tuple[Text, str]] = ()
) -> str:
    """Everybody on one page, who needs something first at the top.

    Args:
        unit: A unit of work.
        address: Of the page of an athlete with an id; empty for none.
        only: Those with these ids alone; None for everybody.
        links: Words and address of further pages.
    """
    rows = [_row(row, address(row.id)) for row in athlete_list(unit, only=only).athletes]
    return pages.athletes_page_html(rows, links=links, on=unit.today)


def _row(row: AthleteRowDocument, link: str) -> "pages.AthleteRow":
    return pages.AthleteRow(
        name=row.name,
        link=link,
        step=layout("{step:cap}", step=row.next_step.says),
        tag=TAGS.get(row.next_step.step, Text("")),
        pain=Text("") if row.last_pain is None else _pain(row.last_pain),
        due=tuple(_due(due) for due in row.due),
        next_on=row.next_session_on,
    )


def _pain(pain: LastPainDocument) -> Text:
    site = "" if pain.site == "elsewhere" else SITE_WORDS[pain.site]
    return joined((layout("{level}/10", level=pain.level), site, "" if pain.side is None else SIDE_WORDS[pain.side]), ", ")


def _due(due: DueDocument) -> Text:
    return DUE[due.what].filled(on=due.on)
