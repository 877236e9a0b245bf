"""What a stored athlete does next, as it stands in JSON."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from ...errors import Advice
from ...language import Text, en
from ..wire_model import Wire

NextStepKind = Literal[
    "settle_screen", "settle_pain", "pain_rests", "new_plan", "answer_screen", "renew_screen", "retest", "make_plan", "train"
]
SAYS: Mapping[NextStepKind, Text] = {
    "settle_screen": en("see whom the safety screen names; once that is settled, answer it again"),
    "settle_pain": en("have the pain looked at by a doctor or physiotherapist; once it is settled, answer the safety screen again"),
    "pain_rests": en("let what hurt rest; once the pain is gone, answer the safety screen again"),
    "new_plan": en("pain stopped every exercise of the plan; let it settle, then make a new plan"),
    "answer_screen": en("answer the safety screen, which comes before any plan"),
    "renew_screen": en("answer the safety screen again: the last answers are too old"),
    "retest": en("test again: the retest is due"),
    "make_plan": en("make a plan"),
    "train": en("do the next session and log it"),
}
"""In words for every door; a door adds how it is done there."""


class WhatNextDocument(Wire):
    """What to do next, and whether anything is held until then."""

    step: NextStepKind
    blocked: bool
    """Nothing is prescribed before."""
    held: bool
    """Something stopped or rests, such as a line of the plan, until that is done; what is blocked is held too."""
    on: date | None
    """Day of the next session, or on which the retest was due; null for the rest."""
    says: Text


def what_next_document(step: NextStepKind, *, blocked: bool = False, held: bool = False, on: date | None = None) -> WhatNextDocument:
    """A next step with its words."""
    return WhatNextDocument(step=step, blocked=blocked, held=held or blocked, on=on, says=SAYS[step])


def step_advice(step: NextStepKind, name: str) -> Advice:
    """The same as the advice of an error about an athlete."""
    return Advice(words=SAYS[step], step=step, facts={"name": name})
