"""The declared rules by which a plan follows what was done (data/training/adapt.toml), typed."""

from dataclasses import dataclass, field
from functools import cache
from typing import Annotated

from ...capacity.screen import GateKind
from ...data.declared import ReadOnly, at, declared, shipped_toml
from ...language import Text
from ..log.session import PainSite
from ..rules import DoseRules, dose_rules

SAID = {"title", "says", "source"}
"""What every rule says to people; other keys are its numbers."""


@dataclass(frozen=True, kw_only=True)
class RuleText:
    """What one rule says to people."""

    id: str
    title: Text
    says: Text
    source: str


@dataclass(frozen=True, kw_only=True)
class AdaptRules:
    """All numbers of following a plan."""

    texts: tuple[RuleText, ...]
    dose: DoseRules = field(default_factory=dose_rules)
    """Sizes of steps in repetitions and load, easy weeks, maintenance."""
    load_sessions: Annotated[int, at("load_up", "sessions")]
    """Sessions running with all sets at the top before the load rises."""
    jump_sessions: Annotated[int, at("jump_up", "sessions")]
    jump_reserve: Annotated[float, at("jump_up", "reserve")]
    found_sessions: Annotated[int, at("find_load", "sessions")]
    """Sessions that tell something before strength counts as known."""
    found_beyond: Annotated[float, at("find_load", "beyond")]
    found_beyond_guess: Annotated[float, at("find_load", "beyond_a_guess")]
    found_step_guess: Annotated[float, at("find_load", "step_from_a_guess")]
    hold_step_s: Annotated[float, at("hold_up", "step_s")]
    most_steps_ahead: Annotated[int, at("side_waits", "most_steps_ahead")]
    pain_stop_above: Annotated[int, at("pain_back", "stop_above")]
    pain_refer_above: Annotated[int, at("pain_refer", "refer_above")]
    pain_before_days: Annotated[int, at("pain_before", "days")]
    """Days before a plan's start whose pain counts."""
    pain_sessions: Annotated[int, at("pain_regress", "sessions")]
    pain_stop_sessions: Annotated[int, at("pain_stop", "sessions")]
    site_sessions: Annotated[int, at("site_pause", "sessions")]
    site_gates: Annotated[ReadOnly[PainSite, tuple[GateKind, ...]], at("site_pause", "sites")]
    """What pain at a place speaks against."""
    form_sessions: Annotated[int, at("form_regress", "sessions")]
    below_sessions: Annotated[int, at("too_hard", "sessions")]
    gap_days: Annotated[int, at("gap_back", "days")]
    gap_most_steps: Annotated[int, at("gap_back", "most_steps")]
    stall_sessions: Annotated[int, at("stall_deload", "sessions")]
    easy_days: Annotated[int, at("stall_deload", "days")]
    maintenance_sets: Annotated[int, at("maintenance", "sets")]

    def says(self, rule: str) -> Text:
        """What a rule says."""
        return next(text.says for text in self.texts if text.id == rule)


@cache
def adapt_rules() -> AdaptRules:
    """The shipped rules; sizes of steps come from the rules of dose."""
    table = shipped_toml("training", "adapt.toml")
    texts = [{"id": name} | {key: row[key] for key in SAID} for name, row in table.items()]
    with_numbers = {name: row for name, row in table.items() if not row.keys() <= SAID}
    return declared(AdaptRules, {"texts": texts, **with_numbers}, file="adapt.toml")
