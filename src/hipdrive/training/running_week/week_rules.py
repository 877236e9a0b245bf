"""The declared numbers of the running week (data/training/week.toml): rest between sessions, hard runs, races."""

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from ...data.declared import at, shipped


@dataclass(frozen=True, kw_only=True)
class WeekRules:
    """How sessions lie beside the running."""

    least_h: Annotated[int, at("spacing", "least_h")]
    """Hours between two sessions that load one muscle group."""
    spacing_source: Annotated[str, at("spacing", "source")]
    light_days: Annotated[int, at("before_hard", "light_days")]
    """Days before a hard run on which nothing is new or heavy."""
    before_hard_source: Annotated[str, at("before_hard", "source")]
    reduced_days: Annotated[int, at("race", "reduced_days")]
    """Days before race day with the fewest sets and no step forward."""
    closed_days: Annotated[int, at("race", "closed_days")]
    """The last of them, which have no session."""
    after_days: Annotated[int, at("race", "after_days")]
    """Days after race day without a session."""
    race_source: Annotated[str, at("race", "source")]


@cache
def week_rules() -> WeekRules:
    """The shipped rules."""
    return shipped(WeekRules, "training", "week.toml")
