"""Which tests are passed or failed by now, and what was seen in drills: the latest result of each test, side and exercise counts."""

from collections.abc import Mapping, Sequence

from ...body import SIDES, Side
from .protocol import Protocol, protocol_of
from .result import TestResult

_Key = tuple[str, str | float]
"""Protocol id, and the exercise it was done with (empty for none)."""


def failed_rows(results: Sequence[TestResult]) -> frozenset[str]:
    """Rows, such as 'A01', whose latest result was failed on a side or with an exercise; of one day's results the failed one counts."""
    return _rows(results, wanted=False)


def passed_rows(results: Sequence[TestResult]) -> frozenset[str]:
    """Rows whose latest results were all passed, on both sides where the test is done per side."""
    return _rows(results, wanted=True)


def observations_of(results: Sequence[TestResult]) -> dict[str, tuple[Side, ...]]:
    """What was seen in drills, by key of the running form: the sides on which the sign was seen, none where it was looked for in vain.

    A drill that was looked at on one side only is left out, because nothing is known of the other.
    """
    seen: dict[str, tuple[Side, ...]] = {}
    for (name, _), sides in _latest(results).items():
        key = protocol_of(name).gait_observation
        if key and set(sides) == set(SIDES):
            seen[key] = tuple(side for side in SIDES if not sides[side])
    return seen


def _rows(results: Sequence[TestResult], *, wanted: bool) -> frozenset[str]:
    verdicts: dict[str, list[bool | None]] = {}
    for (name, _), sides in _latest(results).items():
        verdicts.setdefault(name, []).append(_verdict(protocol_of(name), sides))
    met = (all(verdict is True for verdict in every) if wanted else False in every for every in verdicts.values())
    return frozenset(row for name, is_met in zip(verdicts, met, strict=True) if is_met for row in protocol_of(name).rows)


def _verdict(protocol: Protocol, sides: Mapping[Side | None, bool]) -> bool | None:
    """Passed, failed, or None while a side is missing."""
    if not all(sides.values()):
        return False
    return True if not protocol.per_side or set(sides) == set(SIDES) else None


def _latest(results: Sequence[TestResult]) -> dict[_Key, dict[Side | None, bool]]:
    """Verdict of the last day on which each test was done, by exercise and side."""
    last: dict[_Key, dict[Side | None, TestResult]] = {}
    for result in results:
        if result.passed is None:
            continue
        sides = last.setdefault((protocol_of(result.protocol).id, result.details.get("exercise", "")), {})
        known = sides.get(result.side)
        if known is None or result.on > known.on or (result.on == known.on and not result.passed):
            sides[result.side] = result
    return {key: {side: bool(result.passed) for side, result in sides.items()} for key, sides in last.items()}
