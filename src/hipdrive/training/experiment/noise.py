"""How far a day's value of strength may lie off: the error of each test, and of their mean."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ...capacity import Protocol, protocol_of
from ...capacity.tested.protocol import DETECTABLE, MeasurementError
from ...language import Text, en, verbatim
from .design import Measure
from .experiment_rules import ExperimentRules, experiment_rules

SIDES_TESTED = 2


@dataclass(frozen=True, kw_only=True)
class TestError:
    """Standard error of one test of one side (percent), and where it comes from."""

    __test__ = False  # pytest would take the name for a class of tests

    percent: float
    basis: Text


def error_of_test(protocol: Protocol, *, level: float | None, rules: ExperimentRules | None = None) -> TestError:
    """The largest published error of a test, else what is assumed.

    Args:
        protocol: The test.
        level: The athlete's value, in the unit changes are judged in, which turns errors in that unit to percent; None if not known.
        rules: The shipped ones if not given.
    """
    rules = rules or experiment_rules()
    known = [(percent, error.source) for error in protocol.errors if (percent := _percent(error, level)) is not None]
    if not known:
        return TestError(percent=rules.assumed_percent, basis=en("our assumption: no error of this test is published"))
    percent, source = max(known)
    return TestError(percent=percent, basis=verbatim(source))


def _percent(error: MeasurementError, level: float | None) -> float | None:
    """Standard error in percent of the level."""
    if error.unit == "%":
        amount = error.value
    elif level:
        amount = 100.0 * error.value / abs(level)
    else:
        return None
    return float(amount) if error.kind == "sem" else amount / DETECTABLE


def error_of_mean(percents: Sequence[float], *, together: float) -> float:
    """Standard error of the mean of tests done on one day.

    sqrt(sum_i sum_j r_ij e_i e_j) / n, with r_ij = 1 for i = j and `together` elsewhere.
    """
    alone, sum_ = sum(percent**2 for percent in percents), sum(percents)
    return math.sqrt((1.0 - together) * alone + together * sum_**2) / len(percents)


def day_error(errors: Sequence[TestError], measures: Sequence[Measure], rules: ExperimentRules | None = None) -> float:
    """Standard error (percent) of the mean of a day's tests, each done on both sides where it is done per side.

    Args:
        errors: Error of each measure.
        measures: What is tested.
        rules: The shipped ones if not given.
    """
    rules = rules or experiment_rules()
    percents = [
        error.percent
        for error, measure in zip(errors, measures, strict=True)
        for _ in range(SIDES_TESTED if protocol_of(measure.protocol).per_side else 1)
    ]
    return error_of_mean(percents, together=rules.together)
