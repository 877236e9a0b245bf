"""The declared rules by which a plan follows what was done (data/training/adapt.toml), typed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from ...capacity.screen import GateKind
from ...data import DATA
from ..log.session import PainSite
from ..rules import DoseRules, dose_rules


@dataclass(frozen=True, kw_only=True)
class RuleText:
    """What one rule says to people."""

    id: str
    title: str
    says: str
    source: str


@dataclass(frozen=True, kw_only=True)
class AdaptRules:
    """All numbers of following a plan."""

    texts: tuple[RuleText, ...]
    dose: DoseRules
    """Sizes of steps in repetitions and load, easy weeks, maintenance."""
    load_sessions: int
    """Sessions running with all sets at the top before the load rises."""
    jump_sessions: int
    jump_reserve: float
    hold_step_s: float
    most_steps_ahead: int
    pain_stop_above: int
    pain_refer_above: int
    pain_sessions: int
    pain_stop_sessions: int
    site_sessions: int
    site_gates: Mapping[PainSite, tuple[GateKind, ...]]
    """What pain at a place speaks against."""
    form_sessions: int
    below_sessions: int
    gap_days: int
    gap_most_steps: int
    stall_sessions: int
    easy_days: int
    maintenance_sets: int

    def says(self, rule: str) -> str:
        """What a rule says."""
        return next(text.says for text in self.texts if text.id == rule)


@cache
def adapt_rules() -> AdaptRules:
    """The shipped rules; sizes of steps come from the rules of dose."""
    table = tomllib.loads((DATA / "training" / "adapt.toml").read_text(encoding="utf-8"))
    return AdaptRules(
        texts=tuple(RuleText(id=name, title=row["title"], says=row["says"], source=row["source"]) for name, row in table.items()),
        dose=dose_rules(),
        load_sessions=table["load_up"]["sessions"],
        jump_sessions=table["jump_up"]["sessions"],
        jump_reserve=table["jump_up"]["reserve"],
        hold_step_s=table["hold_up"]["step_s"],
        most_steps_ahead=table["side_waits"]["most_steps_ahead"],
        pain_stop_above=table["pain_back"]["stop_above"],
        pain_refer_above=table["pain_refer"]["refer_above"],
        pain_sessions=table["pain_regress"]["sessions"],
        pain_stop_sessions=table["pain_stop"]["sessions"],
        site_sessions=table["site_pause"]["sessions"],
        site_gates=MappingProxyType({site: tuple(gates) for site, gates in table["site_pause"]["sites"].items()}),
        form_sessions=table["form_regress"]["sessions"],
        below_sessions=table["too_hard"]["sessions"],
        gap_days=table["gap_back"]["days"],
        gap_most_steps=table["gap_back"]["most_steps"],
        stall_sessions=table["stall_deload"]["sessions"],
        easy_days=table["stall_deload"]["days"],
        maintenance_sets=table["maintenance"]["sets"],
    )
