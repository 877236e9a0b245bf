"""Did it change: tests before and after, held against the smallest change that can be told from chance; and what studies found."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
import scipy  # its functions take a tenth of a second to load, so they are asked for by name when used

from ..body import Side
from ..capacity import Protocol, TestResult, change_value, protocol_of
from ..data.declared import declared, named, shipped_toml
from ..errors import ValueOutOfRangeError

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
    """Mean before, in the unit; None for a test that is only passed or failed."""
    after: float | None
    unit: str
    difference: float | None
    """After less before."""
    smallest_detectable: float | None
    """The smallest difference that is not chance (95 %), in the unit; None where nothing tells it."""
    basis: str
    """Where that comes from."""
    verdict: ResultVerdict
    why: str
    one_more: str
    """What one more repeat would settle."""
    detectable_with_one_more: float | None
    """Smallest detectable change if one more repeat scattered like the others, in the unit; None where it cannot be said."""


@dataclass(frozen=True, kw_only=True)
class ExpectedEffect:
    """What one study found for one measure; null results among them."""

    id: str
    study: str
    design: str
    people: str
    programme: str
    measure: str
    protocol: str
    """The protocol that measures the same; empty for none."""
    result: str
    no_effect: bool
    """Whether the study found nothing."""
    caution: str
    confidence: str
    change_percent: float | None = None
    """Mean change in percent of the start; None where it was not given."""


@dataclass(frozen=True, kw_only=True)
class ChangeRules:
    """Numbers of data/training/change.toml."""

    own_from_degrees_of_freedom: int
    pass_fail_from: int
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

    Means are compared. The smallest detectable change is t sqrt(2) SD, SD being the scatter of this athlete's own repeats within before
    and within after (pooled) and t Student's 97.5 % quantile for that many repeats (1.96 for very many), once there are enough of them;
    else the published one; else the own one from however few. Where all repeats of either time come from one day, it is not taken below
    the published one, because days differ more than tries. Repeats that are all the same tell no scatter.

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
    values = [sorted(change_value(result) for result in group) for group in (before, after)]
    means = [math.fsum(group) / len(group) for group in values]
    scatter, freedom = _scatter(values)
    published = protocol.published_change(means[0])
    several_days = any(len({result.on for result in group}) > 1 for group in (before, after))
    smallest, basis = _smallest(scatter, freedom, published, several_days=several_days)
    difference = means[1] - means[0]
    detectable = None if scatter is None else _own_change(scatter, freedom + 1)
    if detectable is not None and published is not None and not several_days:
        detectable = max(detectable, published[0])
    verdict = _verdict(difference, smallest, protocol)
    return ResultChange(
        protocol=protocol.id,
        side=before[0].side,
        same=compared_by(before[0]),
        before=means[0],
        after=means[1],
        unit=protocol.change_unit,
        difference=difference,
        smallest_detectable=smallest,
        basis=basis,
        verdict=verdict,
        why=_why(difference, smallest, verdict, protocol),
        one_more=_one_more(difference, detectable, verdict, protocol),
        detectable_with_one_more=detectable,
    )


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
    for name, group in (("before", before), ("after", after)):
        if not group:
            raise ValueOutOfRangeError(f"tests of '{protocol.id}' {name}", "missing", "one or more")
    keys = {_key(result) for result in (*before, *after)}
    if len(keys) > 1 or next(iter(keys))[0] != protocol.id:
        kinds = "; ".join(f"{name} {side or ''} {dict(same) or ''}".strip() for name, side, same in sorted(keys, key=str))
        raise ValueOutOfRangeError("a change", kinds, f"of '{protocol.id}' on one side with the same details", "compare like with like")


def _scatter(groups: Sequence[Sequence[float]]) -> tuple[float | None, int]:
    """Pooled standard deviation within groups, and its degrees of freedom; None without repeats that differ."""
    freedom = sum(len(group) - 1 for group in groups)
    if freedom == 0:
        return None, 0
    scatter = math.sqrt(sum(float(np.var(group)) * len(group) for group in groups) / freedom)
    return (scatter, freedom) if scatter > SAME * max(abs(value) for group in groups for value in group) else (None, freedom)


def _own_change(scatter: float, freedom: int) -> float:
    """T sqrt(2) SD: 1.96 sqrt(2) SD for very many repeats."""
    return float(scipy.special.stdtrit(freedom, 0.975)) * math.sqrt(2.0) * scatter


def _smallest(scatter: float | None, freedom: int, published: tuple[float, str] | None, *, several_days: bool) -> tuple[float | None, str]:
    """Smallest detectable change with its basis."""
    enough = freedom >= change_rules().own_from_degrees_of_freedom
    if scatter is None or (published is not None and not enough):
        return (None, "nothing: no error is published, and no repeats of yours differ") if published is None else published
    own, basis = _own_change(scatter, freedom), f"your own {freedom + 2} results"
    if not several_days:
        basis += ", each time of one day; days may differ more"
    if published is not None and not several_days and published[0] > own:
        return published[0], f"{published[1]}; your own repeats, each time of one day, scatter less"
    return own, basis


def _verdict(difference: float, smallest: float | None, protocol: Protocol) -> ResultVerdict:
    if smallest is None or abs(difference) <= smallest or not protocol.better:
        return "cannot tell yet"
    return "improved" if (difference > 0) == (protocol.better == "higher") else "worse"


def _why(difference: float, smallest: float | None, verdict: ResultVerdict, protocol: Protocol) -> str:
    moved = f"The mean moved by {difference:+.3g} {protocol.change_unit}"
    if smallest is None:
        return f"{moved}; how far chance moves it is not known."
    if verdict == "cannot tell yet":
        return f"{moved}; chance alone moves it by up to {smallest:.3g}."
    return f"{moved}, more than the {smallest:.3g} that chance alone moves it."


def _one_more(difference: float, detectable: float | None, verdict: ResultVerdict, protocol: Protocol) -> str:
    if detectable is None:
        return "One more repeat would give a first figure of your own scatter; two on each occasion make it useful."
    text = f"With one more repeat that scatters like the others, {detectable:.3g} {protocol.change_unit} would be detectable"
    if verdict != "cannot tell yet":
        return f"{text}; the verdict stands already."
    settled = "enough to settle a difference like this one" if abs(difference) >= detectable else "still more than this difference"
    return f"{text}: {settled}."


def _passed_change(before: Sequence[TestResult], after: Sequence[TestResult], protocol: Protocol) -> ResultChange:
    """Passed or failed: only several agreeing results on each occasion make a change."""
    least = change_rules().pass_fail_from
    was, is_now = (frozenset(bool(result.passed) for result in group) for group in (before, after))
    enough = min(len(before), len(after)) >= least
    verdict: ResultVerdict = "cannot tell yet"
    if enough and was == {False} and is_now == {True}:
        verdict = "improved"
    elif enough and was == {True} and is_now == {False}:
        verdict = "worse"
    words = {frozenset({True}): "passed", frozenset({False}): "failed"}
    first, then = (words.get(outcomes, "sometimes passed") for outcomes in (was, is_now))
    more = "" if enough else f" {least} agreeing results on each occasion are asked for."
    return ResultChange(
        protocol=protocol.id,
        side=before[0].side,
        same=compared_by(before[0]),
        before=None,
        after=None,
        unit="",
        difference=None,
        smallest_detectable=None,
        basis=protocol.error_note,
        verdict=verdict,
        why=f"Before: {first}; after: {then}.{more}",
        one_more="One more result on each occasion shows whether it was chance.",
        detectable_with_one_more=None,
    )
