"""Tests as declared: listed and shown as plain values, and results as typed turned into what they ask."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

from ...body import Side
from ...capacity import Protocol, TestResult, protocol_of, protocols
from ...capacity.tested.result_check import TO_UNIT
from ...errors import ValueOutOfRangeError, listed


def protocol_list(row: str = "") -> list[dict[str, Any]]:
    """Every test as plain values, in order of the rows of the articles; with a row, the tests of that row.

    Raises:
        UnknownNameError: If no test has the row.
    """
    if row:
        protocol_of(row)
    found = [one for one in protocols().values() if not row or row.upper() in one.rows or one.id == row]
    return [
        {"id": one.id, "rows": list(one.rows), "name": one.name, "kind": one.kind, "per_side": one.per_side, "unit": one.unit}
        for one in found
    ]


def protocol_as_json(name: str) -> dict[str, Any]:
    """All about one test, named by its id or its row, as plain values.

    Raises:
        UnknownNameError: If there is no such test.
    """
    one = protocol_of(name)
    return {
        "id": one.id,
        "rows": list(one.rows),
        "name": one.name,
        "kind": one.kind,
        "per_side": one.per_side,
        "unit": one.unit,
        "units_understood": list(_units(one)),
        "between": None if one.low is None else [one.low, one.high],
        "better": one.better or None,
        "judged_in": one.change_unit,
        "procedure": list(one.procedure),
        "equipment": list(one.equipment),
        "criterion": one.criterion,
        "fail_means": one.fail_means,
        "then": list(one.then),
        "exercises": list(one.exercises),
        "blocks": list(one.blocks),
        "details": [
            {
                "key": detail.key,
                "says": detail.says,
                "required": detail.required,
                "between": [detail.low, detail.high] if detail.is_number else None,
                "same": detail.same,
            }
            for detail in one.details
        ],
        "error_note": one.error_note,
        "errors": [
            {"kind": error.kind, "value": error.value, "unit": error.unit, "source": error.source, "confidence": error.confidence}
            for error in one.errors
        ],
        "source": one.source,
    }


def typed_result(
    test: str,
    *,
    on: date,
    side: str | None = None,
    value: float | None = None,
    unit: str = "",
    passed: bool | None = None,
    details: Sequence[str] = (),
) -> TestResult:
    """A result as somebody typed it, its value in the unit of the test; checked_result judges it.

    Args:
        test: Id or row of a test.
        on: Day of the test.
        side: 'left' or 'right'.
        value: In `unit`.
        unit: Such as 'lb'; empty for the unit of the test.
        passed: The verdict, for tests that have one.
        details: 'key=value' words.

    Raises:
        UnknownNameError: If there is no such test.
        ValueOutOfRangeError: If the side, the unit or a detail cannot be understood.
    """
    protocol = protocol_of(test)
    return TestResult(
        protocol=protocol.id,
        on=on,
        side=cast("Side | None", side),
        value=_in_unit(value, unit, protocol),
        passed=passed,
        details=typed_details(details, protocol),
    )


def _units(protocol: Protocol) -> tuple[str, ...]:
    """Units in which a value may be typed, the test's own first."""
    return (protocol.unit, *(other for other, unit in TO_UNIT if unit == protocol.unit)) if protocol.unit else ()


def _in_unit(value: float | None, unit: str, protocol: Protocol) -> float | None:
    if not unit:
        return value
    if unit not in _units(protocol):
        allowed = listed(_units(protocol)) if protocol.unit else "left out"
        raise ValueOutOfRangeError(f"unit of '{protocol.id}'", f"'{unit}'", allowed, "" if protocol.unit else "this test has no value")
    if value is None:
        raise ValueOutOfRangeError(f"value of '{protocol.id}'", "missing", f"a number in {unit}")
    return value if unit == protocol.unit else value * TO_UNIT[unit, protocol.unit]


def typed_details(words: Sequence[str], protocol: Protocol) -> Mapping[str, float | str]:
    """Read 'key=value' words: numbers where the test asks for a number, text otherwise.

    Raises:
        ValueOutOfRangeError: If a word has no '='.
    """
    numbers = {detail.key for detail in protocol.details if detail.is_number}
    found: dict[str, float | str] = {}
    for word in words:
        key, equals, text = (part.strip() for part in word.partition("="))
        if not equals or not key:
            example = f"{protocol.details[0].key}=..." if protocol.details else "left out, since this test has no details"
            raise ValueOutOfRangeError("--detail", f"'{word}'", "KEY=VALUE", f"write for instance --detail {example}")
        found[key] = _number(text) if key in numbers else text
    return found


def _number(text: str) -> float | str:
    """A number, or the text as it is where it is none; the check of the result then says what is asked."""
    try:
        return float(text)
    except ValueError:
        return text
