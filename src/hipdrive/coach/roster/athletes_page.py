"""The verb that shows everybody on one page."""

from collections.abc import Callable, Collection, Mapping, Sequence
from uuid import UUID

from ... import report as pages  # a page loads its templates, so it is named by the room
from ...contract.athletes.athlete import AthleteRowDocument
from ...contract.athletes.next_step import NextStepKind
from ...language import Text, en, layout
from ...store import Unit
from .athlete_list import athlete_list

TAGS: Mapping[NextStepKind, Text] = {
    "settle_screen": en("stopped"),
    "settle_pain": en("stopped"),
    "new_plan": en("stopped"),
    "pain_rests": en("partly resting"),
}
"""Next step -> what holds whoever has it."""
SCREEN = "/screen"
ACTIONS: Mapping[NextStepKind, tuple[Text, str]] = {
    "answer_screen": (en("Answer the screen"), SCREEN),
    "renew_screen": (en("Answer the screen"), SCREEN),
    "settle_screen": (en("Answer the screen again"), SCREEN),
    "settle_pain": (en("Answer the screen again"), SCREEN),
    "pain_rests": (en("Answer the screen again"), SCREEN),
    "retest": (en("Enter tests"), "/tests"),
    "make_plan": (en("Make a plan"), "/plan"),
    "new_plan": (en("Make a plan"), "/plan"),
    "train": (en("Log a session"), "/log"),
}
"""Next step -> what to tap, and where it leads below the athlete's address."""
LOOK: Mapping[str, tuple[Text, str]] = {"stalled": (en("Look at the plan"), "/plan"), "changed": (en("See what changed"), "/progress")}
"""Most pressing reason of somebody who trains on -> the same."""


def athletes_page(
    unit: Unit,
    *,
    address: Callable[[UUID], str],
    only: Collection[UUID] | None = None,
    links: Sequence[tuple[Text, str]] = (),
    modules: Sequence[str] = (),
) -> str:
    """Everybody on one page, who needs a coach first at the top.

    Args:
        unit: A unit of work.
        address: Of the page of an athlete with an id.
        only: Those with these ids alone; None for everybody.
        links: Words and address of further pages.
        modules: Addresses of the page's scripts.
    """
    rows = [_row(row, address(row.id)) for row in athlete_list(unit, only=only).athletes]
    return pages.athletes_page_html(rows, on=unit.today, links=links, modules=modules)


def _row(row: AthleteRowDocument, link: str) -> "pages.AthleteRow":
    words, below = _action(row)
    return pages.AthleteRow(
        id=str(row.id),
        name=row.name,
        link=link,
        tag=TAGS.get(row.next_step.step, Text("")),
        reasons=tuple((reason.kind, reason.says) for reason in row.reasons),
        step=layout("{step:cap}", step=row.next_step.says) if row.next_step.held else Text(""),
        action=pages.AthleteAction(words=words, address=f"{link}{below}"),
        next_on=row.next_session_on,
        plan_id="" if row.plan_id is None else str(row.plan_id),
    )


def _action(row: AthleteRowDocument) -> tuple[Text, str]:
    step = row.next_step.step
    most = row.reasons[0].kind if row.reasons else ""
    return LOOK[most] if step == "train" and most in LOOK else ACTIONS[step]
