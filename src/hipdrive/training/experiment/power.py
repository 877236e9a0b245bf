"""What an experiment can see, said before it begins: the smallest true difference of slopes, and the weeks that a smaller one needs."""

from dataclasses import dataclass

import scipy  # its functions take a tenth of a second to load, so they are asked for by name when used

from .design import Layout, Order, checked_layout, most_tests
from .experiment_rules import ExperimentRules, experiment_rules, trial_slopes
from .slopes import TREND_COLUMNS, TRENDS, days_at, leverage_of


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What a layout sees with a given error of a day's value."""

    standard_error: float
    """Of the difference of slopes (percent per week)."""
    freedom: int
    detectable: float
    """Smallest true difference seen with the declared probability (percent per week)."""


def sight_of(layout: Layout, *, error_percent: float, rules: ExperimentRules | None = None) -> Sight:
    """The smallest true difference of slopes that a layout sees.

    A difference is seen if Student's interval about it leaves zero out with both trends (slopes.TRENDS); with a true difference d the test
    value follows the noncentral t distribution with noncentrality d / standard error, that of the less certain trend. Having to stand with
    both makes it 1 to 3 % less likely in simulated experiments. Test days are taken as independent.

    Args:
        layout: Blocks and test days.
        error_percent: Standard error of a day's value.
        rules: The shipped ones if not given.

    Raises:
        ValueError: If a layout, which checked_layout would refuse, has no degrees of freedom.
    """
    rules = rules or experiment_rules()
    days = days_at(layout.test_days(rules))
    known = [leverage_of(days, layout.order, block_weeks=layout.block_weeks, trend=trend) for trend in TRENDS]
    leverages = [found[0] for found in known if found is not None and found[1] > 0]
    if len(leverages) < len(TRENDS):
        raise ValueError("a layout without degrees of freedom")
    error, freedom = max(leverages) * error_percent, days.count - len(layout.order) - TREND_COLUMNS
    noncentrality = float(scipy.special.nctdtrinc(freedom, 1.0 - rules.chance, _quantile(freedom, rules)))
    return Sight(standard_error=error, freedom=freedom, detectable=noncentrality * error)


def chance_to_see(difference: float, sight: Sight, rules: ExperimentRules | None = None) -> float:
    """Probability that a true difference of slopes (percent per week) is seen, with the right sign."""
    rules = rules or experiment_rules()
    noncentrality = abs(difference) / sight.standard_error
    return 1.0 - float(scipy.special.nctdtr(sight.freedom, noncentrality, _quantile(sight.freedom, rules)))


def _quantile(freedom: int, rules: ExperimentRules) -> float:
    return float(scipy.special.stdtrit(freedom, 0.5 + 0.5 * rules.confidence))


def worth_seeing(rules: ExperimentRules | None = None) -> float:
    """The difference of slopes that one would want to see (percent per week)."""
    return (rules or experiment_rules()).worth_share * trial_slopes()[0].percent_per_week


def chosen_tests(order: Order, *, block_weeks: int, error_percent: float, rules: ExperimentRules | None = None) -> int:
    """The fewest test days a block that see what is worth seeing; the most there are, where none does."""
    rules = rules or experiment_rules()
    most = min(rules.most_tests, most_tests(block_weeks, rules))
    for tests in range(rules.fewest_tests, most):
        layout = checked_layout(order, block_weeks=block_weeks, tests_per_block=tests, rules=rules)
        if sight_of(layout, error_percent=error_percent, rules=rules).detectable <= worth_seeing(rules):
            return tests
    return most


def weeks_needed(difference: float, order: Order, *, error_percent: float, rules: ExperimentRules | None = None) -> int | None:
    """Shortest blocks (weeks) that see a difference of slopes, with as many tests as are declared; None where none are long enough."""
    rules = rules or experiment_rules()
    for weeks in range(rules.block_weeks[0], rules.block_weeks[1] + 1):
        tests = min(rules.most_tests, most_tests(weeks, rules))
        layout = checked_layout(order, block_weeks=weeks, tests_per_block=tests, rules=rules)
        if sight_of(layout, error_percent=error_percent, rules=rules).detectable <= difference:
            return weeks
    return None
