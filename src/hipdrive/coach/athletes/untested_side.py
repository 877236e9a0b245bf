"""Sides that were never tested where the other was: the other's result stands in as a guess, and that is said."""

from collections.abc import Mapping, Sequence

from ...body import OTHER_SIDE, SIDES, Side
from ...body_words import SIDE_WORDS
from ...capacity import Protocol, TestResult, protocol_of
from ...contract.athletes.result import UntestedSideDocument
from ...language import Text, en
from ...training.change import compared_by, day_values


def untested_sides(results: Sequence[TestResult]) -> tuple[UntestedSideDocument, ...]:
    """Each side without any result of a test that the other side has done, with what the other's last day lends it.

    Args:
        results: All results of an athlete.

    Returns:
        One entry for each test and angle or exercise that only the other side has, in order of tests.
    """
    untested = []
    for protocol in _done_per_side(results):
        own = [result for result in results if result.protocol == protocol.id]
        done = {result.side for result in own}
        for side in SIDES:
            if side not in done:
                untested += [_untested(alike, protocol, side) for alike in _alike(own).values()]
    return tuple(untested)


def _done_per_side(results: Sequence[TestResult]) -> list[Protocol]:
    protocols = [protocol_of(name) for name in sorted({result.protocol for result in results})]
    return [protocol for protocol in protocols if protocol.per_side]


def _alike(results: Sequence[TestResult]) -> Mapping[str, list[TestResult]]:
    """Results that may be compared, by the details that they share."""
    alike: dict[str, list[TestResult]] = {}
    for result in results:
        alike.setdefault(str(sorted(compared_by(result).items())), []).append(result)
    return dict(sorted(alike.items()))


def _untested(results: Sequence[TestResult], protocol: Protocol, side: Side) -> UntestedSideDocument:
    """What the other side's last day lends to a side that was not tested."""
    other, last = OTHER_SIDE[side], max(result.on for result in results)
    value = day_values(results, protocol)[last] if protocol.kind == "measured" else None
    passed = None if protocol.kind == "measured" else all(bool(result.passed) for result in results if result.on == last)
    return UntestedSideDocument(
        test=protocol.id,
        name=protocol.name,
        side=side,
        same=compared_by(results[-1]),
        borrowed_from=other,
        on=last,
        value=value,
        unit=protocol.change_unit,
        passed=passed,
        says=_says(protocol, side, value=value, passed=passed),
    )


def _says(protocol: Protocol, side: Side, *, value: float | None, passed: bool | None) -> Text:
    if value is not None:
        says = en(
            "The {side} was not tested: the {other}'s {value:.4g} {unit} is used as a guess if nothing else is known. So we cannot say "
            "whether the sides differ or whether the {side} changed."
        )
    elif protocol.kind == "observation":
        says = (
            en("The {side} was not looked at: the sign was not seen on the {other}, and that is only a guess for the {side}.")
            if passed
            else en("The {side} was not looked at: the sign was seen on the {other}, and that is only a guess for the {side}.")
        )
    elif passed:
        says = en(
            "The {side} was not tested: the {other} passed, which is only a guess for the {side} and unlocks nothing until it is tested."
        )
    else:
        says = en(
            "The {side} was not tested: the {other} failed, which is only a guess for the {side} and unlocks nothing until it is tested."
        )
    return says.filled(side=SIDE_WORDS[side], other=SIDE_WORDS[OTHER_SIDE[side]], value=value, unit=protocol.change_unit)
