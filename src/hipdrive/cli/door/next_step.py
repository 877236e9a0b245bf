"""How the command line says what an athlete does next: one table for what commands print and for what errors advise."""

from collections.abc import Mapping
from datetime import date
from shlex import quote
from typing import TYPE_CHECKING

from ...language import Text, en
from .outlet import show_paragraph
from .stored import reading

if TYPE_CHECKING:
    from ...contract.athletes.next_step import WhatNextDocument

NEXT: Mapping[str, Text] = {
    "settle_screen": en("see the person the safety screen names; once that is settled, answer the screen again: hipdrive screen {name}"),
    "settle_pain": en(
        "see a doctor or physiotherapist about the pain; once it is settled, answer the safety screen again: hipdrive screen {name}"
    ),
    "pain_rests": en("rest what hurts; once the pain is gone, answer the safety screen again: hipdrive screen {name}"),
    "new_plan": en("pain has stopped every exercise in the plan; let it settle, then make a new plan: hipdrive plan --athlete {name}"),
    "answer_screen": en("answer the safety screen; it comes before any plan: hipdrive screen {name}"),
    "renew_screen": en("answer the safety screen again, because the last answers are too old: hipdrive screen {name}"),
    "retest": en("do the retest that was due on {on}; then see what changed: hipdrive test change {name}"),
    "make_plan": en("make a plan: hipdrive plan --athlete {name}"),
    "train": en("do the session of {on} and log it: hipdrive log {name}"),
}
"""Step -> what to do and what to type."""


def next_words(step: str, name: str, *, on: date | str = "") -> Text:
    """What to do next, with the command at its end."""
    return NEXT[step].filled(name=quote(name), on=on)


def step_words(step: "WhatNextDocument", name: str) -> Text:
    """The same of a step that was worked out."""
    return next_words(step.step, name, on=step.on or "")


def show_next_if_held(db: str | None, name: str) -> None:
    """Say what to do next where something of an athlete stopped or rests; who trains on sees no line more."""
    from ... import coach

    with reading(db) as unit:
        step = coach.next_step(unit, name)
    if step.held:
        show_paragraph(en("Next: {step}", step=step_words(step, name)))
