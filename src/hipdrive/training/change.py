"""Did it change: tests before and after, held against the smallest change that can be told from chance; and what studies found."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

import numpy as np
import scipy  # its functions take a tenth of a second to load, so they are asked for by name when used

from ..body import Side
from ..capacity import Protocol, TestResult, change_value, protocol_of
from ..data.declared import declared, named, shipped_toml
from ..errors import ValueOutOfRangeError
from ..language import Text, en, verbatim
from .change_words import moved_words, one_more_words, passed_words

ResultVerdict = Literal["improved", "worse", "cannot tell yet"]
EFFECTS, RULES = "change.toml", "rules"
SAME = 1e-9
"""Share of a value below which scatter is rounding of the computer."""


@dataclass(frozen=True, kw_only=True)
class ResultChange:
    """One test of one side, before and after."""

    protocol: str
    side: Side | None
    same: Mapping[str, float | str]
    """Details that both share, such as the hip angle or the exercise."""
    before: float | None
    """Mean of the days before, in the unit; None for a test that is only passed or failed."""
    after: float | None
    unit: str
    days: tuple[int, int]
    """Days with a result, before and after."""
    last_days: tuple[date, date]
    """The last of the days before, and of those after."""
    difference: float | None
    """After less before."""
    smallest_detectable: float | None
    """The smallest difference that is not chance (95 %), in the unit; None where nothing tells it."""
    basis: Text
    """Where that comes from."""
    verdict: ResultVerdict
    why: Text
    one_more: Text
    """What one more day would settle."""
    detectable_with_one_more: float | None
    """Smallest detectable change if one more day scattered like the others, in the unit; None where it cannot be said."""


@dataclass(frozen=True, kw_only=True)
class ExpectedEffect:
    """What one study found for one measure; null results among them."""

    id: str
    study: Text
    design: Text
    people: Text
    programme: Text
    measure: Text
    protocol: str
    """The protocol that measures the same; empty for none."""
    result: Text
    no_effect: bool
    """Whether the study found nothing."""
    caution: Text
    confidence: str
    change_percent: float | None = None
    """Mean change in percent of the start; None where it was not given."""


@dataclass(frozen=True, kw_only=True)
class ChangeRules:
    """Numbers of data/training/change.toml."""

    own_from_degrees_of_freedom: int
    pass_fail_from: int
    best_of_day: tuple[str, ...]
    """Protocols of which the best try of a day counts; of the others the mean."""
    day_source: str
    source: str


@cache
def change_rules() -> ChangeRules:
    """The shipped rules."""
    return declared(ChangeRules, shipped_toml("training", EFFECTS)[RULES], file=EFFECTS)


@cache
def expected_effects() -> tuple[ExpectedEffect, ...]:
    """Effects of training studies, as far as read."""
    table = named({name: row for name, row in shipped_toml("training", EFFECTS).items() if name != RULES})
    return tuple(declared(dict[str, ExpectedEffect], table, file=EFFECTS).values())


def result_changes(before: Sequence[TestResult], after: Sequence[TestResult]) -> tuple[ResultChange, ...]:
    """Changes of every test, side, angle and exercise that was done both before and after, in order of protocol and side."""
    keys = {_key(result) for result in before} & {_key(result) for result in after}
    return tuple(
        result_change(
            [result for result in before if _key(result) == key],
            [result for result in after if _key(result) == key],
            protocol_of(key[0]),
        )
        for key in sorted(keys, key=str)
    )


def result_change(before: Sequence[TestResult], after: Sequence[TestResult], protocol: Protocol) -> ResultChange:
    """Hold tests after against tests before.

    The tries of a day make one value: their mean, or the best where the rules say so. Means of days are compared. The smallest
    detectable change is t sqrt(2) SD, SD being the scatter of this athlete's own days within before and within after (pooled) and t
    Student's 97.5 % quantile for that many days (1.96 for very many), once there are enough of them; else the published one; else the
    own one from however few days. Tries of one day never tell it: they share the day's form, device and placing, so they scatter less
    than days do. Days that are all the same tell no scatter.

    Args:
        before: Checked results of one side, one angle and one exercise.
        after: The same, later.
        protocol: Theirs.

    Returns:
        The change with its verdict.

    Raises:
        ValueOutOfRangeError: If a list is empty, or results of different tests, sides, angles or exercises are mixed.
    """
    _check(before, after, protocol)
    if protocol.kind != "measured":
        return _passed_change(before, after, protocol)
    values = [sorted(day_values(group, protocol).values()) for group in (before, after)]
    means = [math.fsum(group) / len(group) for group in values]
    scatter, freedom = _scatter(values)
    published = protocol.published_change(means[0])
    smallest, basis = _smallest(scatter, freedom, published)
    difference = means[1] - means[0]
    detectable = None if scatter is None else _smallest(scatter, freedom + 1, published)[0]
    verdict = _verdict(difference, smallest, protocol)
    clear = verdict != "cannot tell yet"
    return ResultChange(
        protocol=protocol.id,
        side=before[0].side,
        same=compared_by(before[0]),
        before=means[0],
        after=means[1],
        unit=protocol.change_unit,
        days=(len(values[0]), len(values[1])),
        last_days=_last_days(before, after),
        difference=difference,
        smallest_detectable=smallest,
        basis=basis,
        verdict=verdict,
        why=moved_words(difference, protocol.change_unit, smallest=smallest, clear=clear),
        one_more=one_more_words(difference, protocol.change_unit, detectable=detectable, clear=clear),
        detectable_with_one_more=detectable,
    )


def day_values(results: Sequence[TestResult], protocol: Protocol) -> dict[date, float]:
    """One value a day, in the unit changes are judged in: the mean of its tries, or the best where the rules say so.

    Args:
        results: Checked results of one side, one angle and one exercise.
        protocol: Theirs, a measured one.

    Returns:
        Value by day, from the first day to the last.
    """
    tries: dict[date, list[float]] = {}
    for result in sorted(results, key=lambda result: result.on):
        tries.setdefault(result.on, []).append(change_value(result))
    if protocol.id not in change_rules().best_of_day:
        return {on: math.fsum(sorted(values)) / len(values) for on, values in tries.items()}
    return {on: min(values) if protocol.better == "lower" else max(values) for on, values in tries.items()}


def _last_days(before: Sequence[TestResult], after: Sequence[TestResult]) -> tuple[date, date]:
    return max(result.on for result in before), max(result.on for result in after)


def _key(result: TestResult) -> tuple[str, Side | None, tuple[tuple[str, float | str], ...]]:
    protocol = protocol_of(result.protocol)
    return protocol.id, result.side, tuple(sorted(compared_by(result).items()))


def compared_by(result: TestResult) -> dict[str, float | str]:
    """Details that must be the same for results to be compared, such as the hip angle or the exercise."""
    return {
        detail.key: result.details[detail.key]
        for detail in protocol_of(result.protocol).details
        if detail.same and detail.key in result.details
    }


def _check(before: Sequence[TestResult], after: Sequence[TestResult], protocol: Protocol) -> None:
    for name, group in ((en("tests of '{protocol}' before"), before), (en("tests of '{protocol}' after"), after)):
        if not group:
            raise ValueOutOfRangeError(name.filled(protocol=protocol.id), en("missing"), en("one or more"))
    keys = {_key(result) for result in (*before, *after)}
    if len(keys) > 1 or next(iter(keys))[0] != protocol.id:
        kinds = "; ".join(f"{name} {side or ''} {dict(same) or ''}".strip() for name, side, same in sorted(keys, key=str))
        allowed = en("of '{protocol}' on one side with the same details", protocol=protocol.id)
        raise ValueOutOfRangeError(en("a change"), kinds, allowed, en("compare like with like"))


def _scatter(groups: Sequence[Sequence[float]]) -> tuple[float | None, int]:
    """Pooled standard deviation of days within groups, and its degrees of freedom; None without days that differ."""
    freedom = sum(len(group) - 1 for group in groups)
    if freedom == 0:
        return None, 0
    scatter = math.sqrt(sum(float(np.var(group)) * len(group) for group in groups) / freedom)
    return (scatter, freedom) if scatter > SAME * max(abs(value) for group in groups for value in group) else (None, freedom)


def _own_change(scatter: float, freedom: int) -> float:
    """T sqrt(2) SD: 1.96 sqrt(2) SD for very many repeats."""
    return float(scipy.special.stdtrit(freedom, 0.975)) * math.sqrt(2.0) * scatter


def _smallest(scatter: float | None, freedom: int, published: tuple[float, str] | None) -> tuple[float | None, Text]:
    """Smallest detectable change with its basis; scatter is that between days."""
    enough = freedom >= change_rules().own_from_degrees_of_freedom
    if scatter is not None and (published is None or enough):
        return _own_change(scatter, freedom), en("your own {days} days of testing, each day one value", days=freedom + 2)
    if published is not None:
        return published[0], verbatim(published[1])
    if freedom == 0:
        return None, en("nothing: no error is published, and tries on one day do not show how much days differ")
    return None, en("nothing: no error is published, and your days do not differ")


def _verdict(difference: float, smallest: float | None, protocol: Protocol) -> ResultVerdict:
    if smallest is None or abs(difference) <= smallest or not protocol.better:
        return "cannot tell yet"
    return "improved" if (difference > 0) == (protocol.better == "higher") else "worse"


def _passed_days(results: Sequence[TestResult]) -> dict[date, bool]:
    """Whether a test was passed in every try of each day."""
    return {on: all(bool(result.passed) for result in results if result.on == on) for on in {result.on for result in results}}


def _passed_change(before: Sequence[TestResult], after: Sequence[TestResult], protocol: Protocol) -> ResultChange:
    """Passed or failed: only several days that agree on each occasion make a change; of one day's tries a failed one counts."""
    least = change_rules().pass_fail_from
    by_day = [_passed_days(group) for group in (before, after)]
    was, is_now = (frozenset(days.values()) for days in by_day)
    enough = min(len(days) for days in by_day) >= least
    verdict: ResultVerdict = "cannot tell yet"
    if enough and was == {False} and is_now == {True}:
        verdict = "improved"
    elif enough and was == {True} and is_now == {False}:
        verdict = "worse"
    return ResultChange(
        protocol=protocol.id,
        side=before[0].side,
        same=compared_by(before[0]),
        before=None,
        after=None,
        unit="",
        days=(len(by_day[0]), len(by_day[1])),
        last_days=_last_days(before, after),
        difference=None,
        smallest_detectable=None,
        basis=protocol.error_note,
        verdict=verdict,
        why=passed_words(was, is_now, more_days=None if enough else least),
        one_more=en("One more day each time shows whether it was chance."),
        detectable_with_one_more=None,
    )
