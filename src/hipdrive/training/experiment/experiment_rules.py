"""The declared numbers of the self-experiment (data/training/experiment.toml)."""

import math
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from ...data.declared import ReadOnly, at, shipped
from ..change import expected_effects


@dataclass(frozen=True, kw_only=True)
class ExperimentRules:
    """How blocks, tests and verdict are laid out."""

    block_count: Annotated[int, at("blocks", "count")]
    block_weeks: Annotated[tuple[int, int], at("blocks", "weeks")]
    """Fewest and most weeks of one block."""
    default_weeks: Annotated[int, at("blocks", "default_weeks")]
    block_source: Annotated[str, at("blocks", "source")]
    half_life_weeks: Annotated[float, at("trend", "half_life_weeks")]
    """In which gains halve that fade early."""
    trend_source: Annotated[str, at("trend", "source")]
    settle_days: Annotated[int, at("tests", "settle_days")]
    """Days at the start of a block without a test."""
    spacing_days: Annotated[int, at("tests", "spacing_days")]
    fewest_tests: Annotated[int, at("tests", "fewest")]
    most_tests: Annotated[int, at("tests", "most")]
    practice_days: Annotated[int, at("tests", "practice_days")]
    tolerance_days: Annotated[int, at("tests", "tolerance_days")]
    test_source: Annotated[str, at("tests", "source")]
    together: Annotated[float, at("noise", "together")]
    """Correlation of the errors of two tests on one day."""
    assumed_percent: Annotated[float, at("noise", "assumed_percent")]
    own_from: Annotated[int, at("noise", "own_from")]
    noise_source: Annotated[str, at("noise", "source")]
    chance: Annotated[float, at("power", "chance")]
    """Probability with which the smallest difference is seen."""
    confidence: Annotated[float, at("power", "confidence")]
    worth_share: Annotated[float, at("power", "worth_share")]
    yardstick: Annotated[str, at("power", "yardstick")]
    power_source: Annotated[str, at("power", "source")]
    effect_weeks: Annotated[ReadOnly[str, int], at("power", "effect_weeks")]
    sessions_per_week: Annotated[int, at("training", "sessions_per_week")]
    minutes: Annotated[float, at("training", "minutes")]
    most_sessions_per_week: Annotated[int, at("training", "most_sessions_per_week")]
    most_minutes: Annotated[float, at("training", "most_minutes")]
    training_source: Annotated[str, at("training", "source")]
    least_tests: Annotated[float, at("verdict", "least_tests")]
    least_sessions: Annotated[float, at("verdict", "least_sessions")]
    most_strayed: Annotated[float, at("verdict", "most_strayed")]
    noisy: Annotated[float, at("verdict", "noisy")]
    verdict_source: Annotated[str, at("verdict", "source")]


@cache
def experiment_rules() -> ExperimentRules:
    """The shipped rules."""
    return shipped(ExperimentRules, "training", "experiment.toml")


@dataclass(frozen=True, kw_only=True)
class TrialSlope:
    """What people gained in a trial, as a slope."""

    id: str
    study: str
    gain_percent: float
    weeks: int

    @property
    def percent_per_week(self) -> float:
        """Growth a week (percent, compounding): 100 ln(1 + gain) / weeks."""
        return 100.0 * math.log1p(self.gain_percent / 100.0) / self.weeks


@cache
def trial_slopes() -> tuple[TrialSlope, ...]:
    """Gains of strength in trials, the yardstick first."""
    rules = experiment_rules()
    effects = [effect for effect in expected_effects() if effect.id in rules.effect_weeks and effect.change_percent is not None]
    slopes = [
        TrialSlope(id=effect.id, study=effect.study, gain_percent=effect.change_percent or 0.0, weeks=rules.effect_weeks[effect.id])
        for effect in effects
    ]
    return tuple(sorted(slopes, key=lambda slope: slope.id != rules.yardstick))
