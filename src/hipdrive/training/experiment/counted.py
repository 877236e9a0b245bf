"""From results of tests to one value a test day: 100 ln(strength), the mean of all tests and sides."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ...arrays import FloatArray
from ...body import SIDES, Side
from ...capacity import TestResult, change_value, protocol_of
from ..change import compared_by
from .design import DAYS_A_WEEK, Design, Measure
from .experiment_rules import ExperimentRules, experiment_rules
from .slopes import DaysTested

Sides = tuple[Side, ...]
ByDay = Mapping[date, float]
_Group = tuple[tuple[str, float | str], ...]


@dataclass(frozen=True, kw_only=True)
class CountedTests:
    """What was tested, as far as it counts."""

    days: DaysTested
    values: FloatArray
    """(n,) mean of 100 ln(strength) over measures and sides."""
    by_measure: tuple[FloatArray, ...]
    """(n,) the same of each measure by itself."""
    sides: Sides
    """Whose results count."""
    per_block: tuple[int, ...]
    """Test days of each block that count."""
    missing: tuple[str, ...]
    """Measures of which no result counts."""
    other_details: tuple[str, ...]
    """Protocols of which results with other details were left out."""

    def share(self, planned: int) -> float:
        """Share of the planned test days that count."""
        return self.days.count / planned


def counted_tests(results: Sequence[TestResult], design: Design, rules: ExperimentRules | None = None) -> CountedTests:
    """The test days that count: those with every test of every side, done on their day or hardly off it.

    Both sides count if enough days have both; else the one side that was tested more often, which is said. What was done within the first
    days of a block, or between the test days, does not count, so that nobody can add tests until the answer pleases.

    Args:
        results: Checked results of the athlete, all of them.
        design: The experiment.
        rules: The shipped ones if not given.
    """
    rules = rules or experiment_rules()
    inside = [result for result in results if design.block_of(result.on) is not None]
    chosen = [_chosen(inside, measure, design) for measure in design.measures]
    options: tuple[Sides, ...] = (SIDES, *((side,) for side in SIDES))
    found = [_counted(design, rules, [group for group, _ in chosen], sides) for sides in options]
    both, planned = found[0], len(design.layout.order) * design.layout.tests_per_block
    best = both if both.share(planned) >= rules.least_tests else max(found, key=lambda option: option.days.count)
    missing = tuple(measure.protocol for measure, (group, _) in zip(design.measures, chosen, strict=True) if not group)
    others = tuple(measure.protocol for measure, (_, more) in zip(design.measures, chosen, strict=True) if more)
    return CountedTests(
        days=best.days,
        values=best.values,
        by_measure=best.by_measure,
        sides=best.sides,
        per_block=best.per_block,
        missing=missing,
        other_details=others,
    )


def _chosen(results: Iterable[TestResult], measure: Measure, design: Design) -> tuple[list[TestResult], bool]:
    """The results of a measure that are alike in their details, those done on most days; and whether others were left out."""
    groups: dict[_Group, list[TestResult]] = {}
    for result in results:
        details = compared_by(result)
        if result.protocol == measure.protocol and measure.same.items() <= details.items():
            groups.setdefault(tuple(sorted(details.items())), []).append(result)
    if not groups:
        return [], False
    key = max(sorted(groups, key=str), key=lambda key: len({result.on for result in groups[key] if design.block_of(result.on) is not None}))
    return groups[key], len(groups) > 1


def _counted(design: Design, rules: ExperimentRules, groups: Sequence[Sequence[TestResult]], sides: Sides) -> CountedTests:
    """What counts, of these sides."""
    by_measure = [_mean_by_day(group, sides) for group in groups]
    whole = set.intersection(*(set(values) for values in by_measure))
    kept = [_on_their_days(whole, design, block, rules) for block in range(len(design.layout.order))]
    days = [on for block in kept for on in block]
    columns = tuple(np.array([values[on] for on in days], dtype=np.float64) for values in by_measure)
    return CountedTests(
        days=DaysTested(
            week=np.array([(on - design.starts_on).days / DAYS_A_WEEK for on in days], dtype=np.float64),
            block=np.array([block for block, dates in enumerate(kept) for _ in dates], dtype=np.int64),
        ),
        values=np.mean(columns, axis=0),
        by_measure=columns,
        sides=sides,
        per_block=tuple(len(dates) for dates in kept),
        missing=(),
        other_details=(),
    )


def _on_their_days(whole: set[date], design: Design, block: int, rules: ExperimentRules) -> list[date]:
    """For each planned test day of a block the nearest day with all tests that is hardly off it, each day once."""
    kept: list[date] = []
    for planned in design.test_dates()[block]:
        near = [on for on in whole - set(kept) if abs((on - planned).days) <= rules.tolerance_days and design.block_of(on) == block]
        if near:
            kept.append(min(near, key=lambda on: (abs((on - planned).days), on)))
    return sorted(kept)


def _mean_by_day(results: Sequence[TestResult], sides: Sides) -> dict[date, float]:
    """Mean of 100 ln(value) over the sides, on days on which all of them were tested."""
    if not results:
        return {}
    protocol = protocol_of(results[0].protocol)
    series = [_by_day(result for result in results if result.side == side) for side in (sides if protocol.per_side else (None,))]
    whole = set.intersection(*(set(values) for values in series))
    return {on: math.fsum(values[on] for values in series) / len(series) for on in whole}


def _by_day(results: Iterable[TestResult]) -> dict[date, float]:
    """100 ln(value) of each day: the mean of its tries where it is pushed against a device, the best where repetitions are done."""
    tries: dict[date, list[float]] = {}
    for result in results:
        if (value := change_value(result)) > 0:
            tries.setdefault(result.on, []).append(value)
            pushed = protocol_of(result.protocol).action is not None
    return {on: 100.0 * math.log(math.fsum(values) / len(values) if pushed else max(values)) for on, values in tries.items()}
