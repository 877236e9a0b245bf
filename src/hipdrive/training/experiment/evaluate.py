"""The verdict of a self-experiment: which way made strength grow faster, or that this cannot be told, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import scipy  # its functions take a tenth of a second to load, so they are asked for by name when used

from ...arrays import FloatArray
from ...capacity import TestResult
from ..log.session import SessionRecord
from .counted import CountedTests, counted_tests
from .design import Design
from .experiment_rules import ExperimentRules, experiment_rules
from .slopes import TRENDS, SlopeFit, block_slopes, fit_slopes
from .trained import ArmTrained, trained

ExperimentVerdict = Literal["combined grows faster", "separate grows faster", "can't tell"]
Obstacle = Literal["", "not over", "tests", "sessions", "strayed", "noise", "weeks"]
"""Why it cannot be told; empty where it can."""


@dataclass(frozen=True, kw_only=True)
class SlopeDifference:
    """Slope of combined less slope of separate (percent per week), with an interval that holds for either trend of the gains."""

    value: float
    low: float
    high: float
    standard_error: float
    own_scatter: bool
    """Whether the error comes from the scatter of these test days; else it is the one reckoned with before."""


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """What an experiment gave."""

    verdict: ExperimentVerdict
    obstacle: Obstacle
    difference: SlopeDifference | None
    """None before the end, and where too few days make it unknowable."""
    by_measure: tuple[SlopeDifference | None, ...]
    """Of each test by itself; the verdict does not follow them."""
    block_slopes: tuple[float | None, ...]
    """Percent per week, each block by itself; empty before the end."""
    scatter_percent: float | None
    """Scatter of a day about the model."""
    tested: CountedTests
    trained: tuple[ArmTrained, ...]


def evaluate(
    design: Design,
    results: Sequence[TestResult],
    sessions: Sequence[SessionRecord],
    *,
    today: date,
    rules: ExperimentRules | None = None,
) -> Evaluation:
    """Compare the slopes of strength of both ways of training.

    Nothing is estimated before the last day, because looking often finds differences that are none.

    Args:
        design: The experiment, as it was planned.
        results: Checked results of the athlete.
        sessions: What was logged.
        today: The day of the evaluation.
        rules: The shipped ones if not given.
    """
    rules = rules or experiment_rules()
    days, arms = counted_tests(results, design, rules), trained(sessions, design)
    over = today > design.ends_on or (today == design.ends_on and _complete(days, design))
    fits = [_fits(values, days, design) for values in (days.values, *days.by_measure)] if over else [None]
    differences = [None if found is None else _difference(found, design, rules) for found in fits]
    scatter = None if fits[0] is None else fits[0][0].scatter
    obstacle = _obstacle(design, days, arms, over=over, difference=differences[0], scatter=scatter, rules=rules)
    return Evaluation(
        verdict=_verdict(differences[0], obstacle),
        obstacle=obstacle,
        difference=differences[0],
        by_measure=tuple(differences[1:]),
        block_slopes=block_slopes(days.days, days.values, len(design.layout.order)) if over else (),
        scatter_percent=scatter,
        tested=days,
        trained=arms,
    )


def _complete(days: CountedTests, design: Design) -> bool:
    return days.days.count == len(design.layout.order) * design.layout.tests_per_block


def _fits(values: FloatArray, days: CountedTests, design: Design) -> list[SlopeFit] | None:
    """The difference with each trend, the steady one first; None where one of them makes it unknowable."""
    layout = design.layout
    fits = [fit_slopes(days.days, values, layout.order, block_weeks=layout.block_weeks, trend=trend) for trend in TRENDS]
    known = [fit for fit in fits if fit is not None]
    return known if len(known) == len(TRENDS) else None


def _difference(fits: Sequence[SlopeFit], design: Design, rules: ExperimentRules) -> SlopeDifference:
    """The difference with the steady trend, in an interval that holds those of all trends.

    Student's interval from the days' own scatter; the normal one from the error reckoned with, where the days are too few.
    """
    own = fits[0].freedom >= rules.own_from
    upper = 0.5 + 0.5 * rules.confidence
    quantile = float(scipy.special.stdtrit(fits[0].freedom, upper) if own else scipy.special.ndtri(upper))
    errors = [fit.leverage * (fit.scatter if own and fit.scatter is not None else design.error_percent) for fit in fits]
    return SlopeDifference(
        value=fits[0].difference,
        low=min(fit.difference - quantile * error for fit, error in zip(fits, errors, strict=True)),
        high=max(fit.difference + quantile * error for fit, error in zip(fits, errors, strict=True)),
        standard_error=max(errors),
        own_scatter=own,
    )


def _obstacle(
    design: Design,
    days: CountedTests,
    arms: Sequence[ArmTrained],
    *,
    over: bool,
    difference: SlopeDifference | None,
    scatter: float | None,
    rules: ExperimentRules,
) -> Obstacle:
    """The first thing in the way of a verdict."""
    planned = len(design.layout.order) * design.layout.tests_per_block
    if not over:
        return "not over"
    if days.missing or difference is None or days.share(planned) < rules.least_tests:
        return "tests"
    if any(arm.share < rules.least_sessions for arm in arms):
        return "sessions"
    if any(arm.strayed_share > rules.most_strayed for arm in arms):
        return "strayed"
    if difference.low <= 0.0 <= difference.high:
        noisy = scatter is not None and scatter > rules.noisy * design.error_percent
        return "noise" if noisy else "weeks"
    return ""


def _verdict(difference: SlopeDifference | None, obstacle: Obstacle) -> ExperimentVerdict:
    if obstacle or difference is None:
        return "can't tell"
    return "combined grows faster" if difference.value > 0 else "separate grows faster"
