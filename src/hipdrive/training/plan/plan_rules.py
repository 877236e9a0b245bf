"""The declared rules of what a plan must be (data/training/plan.toml), typed."""

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from ...capacity.screen import GateKind
from ...data.declared import ReadOnly, at, declared, shipped_toml
from ...language import Text

FILE = "plan.toml"
SAID = {"title", "says", "source"}
"""What every rule says to people; other keys are its numbers."""
NUMBERS_ONLY = ("prices", "worth")
"""Tables that are no rules of their own."""
Experience = Literal["new", "some"]
"""How much of such training was done before: none, or some."""


@dataclass(frozen=True, kw_only=True)
class PlanRuleText:
    """What one rule says to people."""

    id: str
    title: Text
    says: Text
    source: str


@dataclass(frozen=True, kw_only=True)
class PlanRules:
    """All rules of a plan and their numbers."""

    texts: tuple[PlanRuleText, ...]
    fewest_exercises: Annotated[int, at("exercises", "fewest")]
    most_exercises: Annotated[int, at("exercises", "most")]
    fill: Annotated[ReadOnly[str, tuple[GateKind, ...]], at("exercises", "fill")]
    """Mobility exercises that fill up -> gates of the screen that keep them out."""
    trains_from: Annotated[float, at("both_actions", "trains_from")]
    """Largest share of strength from which an exercise counts as training a muscle group."""
    early_goals: Annotated[tuple[str, ...], at("early_range", "goals")]
    early_served: Annotated[float, at("early_range", "served")]
    """Share of the flexors' need in the early range that must be trained."""
    ceiling_new: Annotated[int, at("ceiling", "new")]
    ceiling_some: Annotated[int, at("ceiling", "some")]
    least_used: Annotated[float, at("minutes", "least_used")]
    least_session_minutes: Annotated[float, at("short_time", "least_session_minutes")]
    warm_up_minutes: Annotated[float, at("warm_up", "minutes")]
    warm_up_most_share: Annotated[float, at("warm_up", "most_share")]
    warm_up_from_minutes: Annotated[float, at("warm_up", "from_minutes")]
    weaker_beyond: Annotated[float, at("both_sides", "beyond")]
    word_covers: Annotated[int, at("ladder", "word_covers")]
    """Steps of a ladder for which the athlete's word of experience stands."""
    quick_up_s: Annotated[float, at("kinds", "quick_up_s")]
    hold_from_s: Annotated[float, at("kinds", "hold_from_s")]
    quick_goals: Annotated[tuple[str, ...], at("kinds", "quick_goals")]
    hold_goals: Annotated[tuple[str, ...], at("kinds", "hold_goals")]
    answered_tests: Annotated[tuple[str, ...], at("answers", "tests")]
    easy_by: Annotated[int, at("finding", "easy_by")]
    """Repetitions in reserve beyond those asked that call for more load at once."""
    prices: ReadOnly[str, float]
    worth: ReadOnly[str, float]

    def says(self, rule: str) -> Text:
        """What a rule says."""
        return next(text.says for text in self.texts if text.id == rule)

    def ceiling(self, experience: Experience) -> int:
        """Most sets a week of one muscle group of one side."""
        return self.ceiling_new if experience == "new" else self.ceiling_some

    def warm_up_of(self, session_minutes: float) -> float:
        """Minutes of the warm-up of a session that may last so long; 0 in a short one."""
        if session_minutes < self.warm_up_from_minutes:
            return 0.0
        return min(self.warm_up_minutes, self.warm_up_most_share * session_minutes * self.least_used)


@cache
def plan_rules() -> PlanRules:
    """The shipped rules."""
    table = shipped_toml("training", FILE)
    rules = {name: row for name, row in table.items() if name not in NUMBERS_ONLY}
    texts = [{"id": name} | {key: row[key] for key in SAID} for name, row in rules.items()]
    with_numbers = {name: row for name, row in table.items() if not row.keys() <= SAID}
    return declared(PlanRules, {"texts": texts, **with_numbers}, file=FILE)
