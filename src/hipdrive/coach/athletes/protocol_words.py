"""Tests as declared: listed and shown, and results as typed turned into what they ask."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from ...body import Side
from ...capacity import Protocol, TestResult, protocol_of, protocols
from ...capacity.tested.result_check import TO_UNIT
from ...contract.athletes.protocol import ProtocolDocument, ProtocolsDocument, protocol_document, protocols_document
from ...errors import NOTHING, Advice, ValueOutOfRangeError, listed
from ...language import en, layout, verbatim


def protocol_list(row: str = "") -> ProtocolsDocument:
    """Every test, in order of the rows of the articles; with a row, the tests of that row.

    Raises:
        UnknownNameError: If no test has the row.
    """
    if row:
        protocol_of(row)
    return protocols_document(
        protocol for protocol in protocols().values() if not row or row.upper() in protocol.rows or protocol.id == row
    )


def protocol_named(name: str) -> ProtocolDocument:
    """All about one test, named by its id or its row.

    Raises:
        UnknownNameError: If there is no such test.
    """
    protocol = protocol_of(name)
    return protocol_document(protocol, units=_units(protocol))


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
        name, found = en("unit of '{test}'", test=protocol.id), layout("'{unit}'", unit=unit)
        allowed = listed(_units(protocol)) if protocol.unit else en("left out")
        raise ValueOutOfRangeError(name, found, allowed, NOTHING if protocol.unit else en("this test has no value"))
    if value is None:
        raise ValueOutOfRangeError(en("value of '{test}'", test=protocol.id), en("missing"), en("a number in {unit}", unit=unit))
    return value if unit == protocol.unit else value * TO_UNIT[unit, protocol.unit]


def typed_details(words: Sequence[str], protocol: Protocol) -> Mapping[str, float | str]:
    """Read 'key=value' words: numbers where the test asks for a number, text otherwise.

    Raises:
        ValueOutOfRangeError: If a word has no '='.
    """
    numbers = {detail.key for detail in protocol.details if detail.is_number}
    details: dict[str, float | str] = {}
    for word in words:
        key, equals, text = (part.strip() for part in word.partition("="))
        if not equals or not key:
            example = verbatim(f"{protocol.details[0].key}=...") if protocol.details else en("left out, since this test has no details")
            words = en("write, for example, {example}", example=example)
            advice = Advice(words=words, step="write_detail", facts={"example": example})
            raise ValueOutOfRangeError(en("detail"), layout("'{word}'", word=word), verbatim("KEY=VALUE"), advice)
        details[key] = _number(text) if key in numbers else text
    return details


def _number(text: str) -> float | str:
    """A number, or the text as it is where it is none; the check of the result then says what is asked."""
    try:
        return float(text)
    except ValueError:
        return text
