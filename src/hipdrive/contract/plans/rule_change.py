"""A rule that fired while a plan was followed, as it stands in JSON."""

from datetime import date
from typing import Literal

from pydantic import Field

from ...language import Text
from ...training.follow.calendar import RuleChange
from ...training.log.session import LoggedSide
from ..wire_model import Wire


class RuleChangeDocument(Wire):
    """One rule that fired."""

    on: date
    rule: str
    """Id of the rule (data/training/adapt.toml)."""
    exercise: str
    """Empty for the plan as a whole."""
    side: LoggedSide | Literal[""]
    before: Text = Field(alias="from")
    after: Text = Field(alias="to")
    """The same as before where the rule holds the dose."""
    why: Text
    """One plain sentence."""


def rule_change_document(change: RuleChange) -> RuleChangeDocument:
    """A rule that fired, as it stands in JSON."""
    return RuleChangeDocument(
        on=change.on,
        rule=change.rule,
        exercise=change.exercise,
        side=change.side,
        before=change.before,
        after=change.after,
        why=change.why,
    )
