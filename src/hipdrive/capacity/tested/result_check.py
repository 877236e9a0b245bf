"""Check a test's result against its protocol, so that wrong units, sides and slips of the pen are met before anything is computed."""

import math
from collections.abc import Mapping
from dataclasses import replace

from ...body import Athlete
from ...body_words import SIDE_WORDS
from ...errors import NOTHING, UnknownNameError, ValueOutOfRangeError
from ...language import KG_PER_LB, Text, en, joined, layout
from ...units import STANDARD_GRAVITY_M_S2
from ..strength_rules import strength_rules
from .protocol import Detail, Protocol, protocol_of
from .result import TestResult

UNIT = "unit"
"""Detail in which the unit that was typed may stand; it is checked and not kept."""
TO_UNIT: Mapping[tuple[str, str], float] = {
    ("kg", "N"): STANDARD_GRAVITY_M_S2,
    ("kgf", "N"): STANDARD_GRAVITY_M_S2,
    ("lb", "N"): KG_PER_LB * STANDARD_GRAVITY_M_S2,
    ("lbf", "N"): KG_PER_LB * STANDARD_GRAVITY_M_S2,
    ("lb", "kg"): KG_PER_LB,
    ("rad", "deg"): math.degrees(1.0),
    ("ms", "s"): 0.001,
    ("min", "s"): 60.0,
}
"""(typed unit, unit of the protocol) -> what one is in the other."""
MISSING, LEFT_OUT = en("missing"), en("left out")
WHOLE_TURN_RAD = 2.2
"""Angles typed below this (rad: 126 deg) that are no whole degrees are taken for radians."""


def checked_result(result: TestResult, athlete: Athlete) -> TestResult:
    """The result as its protocol wants it, under the protocol's id.

    Args:
        result: As typed; the protocol may be named by its row, such as 'A01', and a detail 'unit' may tell the unit of the value.
        athlete: Body mass, by which a strength test is judged believable.

    Raises:
        UnknownNameError: If the protocol or a detail is not known.
        ValueOutOfRangeError: If side, value, verdict or a detail is missing, not wanted, or cannot be.
    """
    protocol = protocol_of(result.protocol)
    _check_side(result, protocol)
    _check_verdict(result, protocol)
    _check_details(result, protocol)
    if protocol.kind == "measured":
        _check_value(result, protocol)
    if protocol.action is not None:
        _check_moment(result, protocol, athlete)
    return replace(result, protocol=protocol.id, details={key: value for key, value in result.details.items() if key != UNIT})


def _check_side(result: TestResult, protocol: Protocol) -> None:
    name = en("side of '{test}'", test=protocol.id)
    if protocol.per_side and result.side is None:
        raise ValueOutOfRangeError(name, MISSING, en("'left' or 'right'"), en("enter one result per side"))
    if not protocol.per_side and result.side is not None:
        raise ValueOutOfRangeError(name, f"'{result.side}'", LEFT_OUT, en("this test is not done per side"))


def _check_verdict(result: TestResult, protocol: Protocol) -> None:
    value, verdict = en("value of '{test}'", test=protocol.id), en("verdict of '{test}'", test=protocol.id)
    if protocol.kind == "measured":
        if result.value is None:
            raise ValueOutOfRangeError(value, MISSING, en("a number in {unit}", unit=protocol.unit))
        if result.passed is not None:
            raise ValueOutOfRangeError(verdict, en("passed or failed"), LEFT_OUT, en("this test gives a number only"))
        return
    if result.value is not None:
        advice = en("enter numbers as details") if protocol.details else en("say only whether it was passed")
        raise ValueOutOfRangeError(value, _number(result.value), LEFT_OUT, advice)
    if result.passed is None:
        raise ValueOutOfRangeError(verdict, MISSING, en("passed or failed ({criterion})", criterion=protocol.criterion))


def _check_details(result: TestResult, protocol: Protocol) -> None:
    known = {detail.key: detail for detail in protocol.details}
    for key in result.details:
        if key not in known and key != UNIT:
            raise UnknownNameError(en("detail of '{test}'", test=protocol.id), key, [*known, UNIT])
    for detail in protocol.details:
        if detail.key in result.details:
            _check_detail(result.details[detail.key], detail, protocol)
        elif detail.required:
            raise ValueOutOfRangeError(_name(detail, protocol), MISSING, en("given ({detail})", detail=detail.says))


def _name(detail: Detail, protocol: Protocol) -> Text:
    return en("{detail} of '{test}'", detail=detail.key, test=protocol.id)


def _number(value: float) -> Text:
    return layout("{number:g}", number=value)


def _check_detail(value: float | str, detail: Detail, protocol: Protocol) -> None:
    name = _name(detail, protocol)
    if detail.low is None or detail.high is None:
        if not isinstance(value, str) or not value.strip():
            raise ValueOutOfRangeError(name, f"{value!r}", en("words ({detail})", detail=detail.says))
        return
    if isinstance(value, str | bool):
        raise ValueOutOfRangeError(name, f"{value!r}", en("a number ({detail})", detail=detail.says))
    if detail.key.endswith("_deg"):
        _refuse_radians(name, value)
    if detail.key == "reps" and not float(value).is_integer():
        raise ValueOutOfRangeError(name, _number(value), en("a whole number"), en("count only complete, clean reps"))
    if not detail.low <= value <= detail.high:
        raise ValueOutOfRangeError(name, _number(value), _between(detail.low, detail.high), _guess(value, detail))


def _between(low: float, high: float) -> Text:
    return en("between {low:g} and {high:g}", low=low, high=high)


def _guess(value: float, detail: Detail) -> Text:
    """What was meant, if a metre was typed in centimetres or millimetres."""
    if detail.key.endswith("_m") and detail.low is not None and detail.high is not None:
        for scale in (0.01, 0.001):
            if detail.low <= value * scale <= detail.high:
                return en("did you mean {number:.3g}?", number=value * scale)
    return detail.says


def _refuse_radians(name: Text, value: float) -> None:
    if 0 < abs(value) < WHOLE_TURN_RAD and not float(value).is_integer():
        advice = en("did you mean {number:.0f}?", number=math.degrees(value))
        raise ValueOutOfRangeError(name, _number(value), en("in degrees"), advice)


def _check_value(result: TestResult, protocol: Protocol) -> None:
    if result.value is None or protocol.low is None or protocol.high is None:
        return
    value, name = result.value, en("value of '{test}'", test=protocol.id)
    typed = str(result.details.get(UNIT, protocol.unit))
    if typed != protocol.unit:
        factor = TO_UNIT.get((typed, protocol.unit))
        meant = NOTHING if factor is None else en("did you mean {number:.3g} {unit}?", number=value * factor, unit=protocol.unit)
        found = layout("{number:g} {unit}", number=value, unit=typed)
        raise ValueOutOfRangeError(name, found, en("in {unit}", unit=protocol.unit), meant)
    if protocol.unit == "deg":
        _refuse_radians(name, value)
    if protocol.unit == "repetitions" and not value.is_integer():
        raise ValueOutOfRangeError(name, _number(value), en("a whole number"), en("count only complete, clean reps"))
    if not protocol.low <= value <= protocol.high:
        found = layout("{number:g} {unit}", number=value, unit=protocol.unit)
        raise ValueOutOfRangeError(name, found, _between(protocol.low, protocol.high), _other_unit(value, protocol))


def _other_unit(value: float, protocol: Protocol) -> Text:
    """The unit to enter a value in, and what was meant if that of another is typical."""
    for (other, unit), factor in TO_UNIT.items():
        if unit == protocol.unit and (protocol.low or 0.0) <= value * factor <= (protocol.high or 0.0):
            return en("did you mean {number:.3g} ({typed:g} {unit})?", number=value * factor, typed=value, unit=other)
    return en("enter it in {unit}", unit=protocol.unit)


def moment_nm(result: TestResult) -> float:
    """Moment (Nm) of an isometric result: force x lever + moment of the limb's weight."""
    return (result.value or 0.0) * number_of(result, "lever_m") + number_of(result, "limb_moment_nm")


def number_of(result: TestResult, key: str) -> float:
    """A detail that is a number; 0 if it was left out."""
    value = result.details.get(key, 0.0)
    return value if not isinstance(value, str) else math.nan


def _check_moment(result: TestResult, protocol: Protocol, athlete: Athlete) -> None:
    low, high = strength_rules().believable[f"{protocol.action}_nm_kg"]
    nm_kg = moment_nm(result) / athlete.mass_kg
    if low <= nm_kg <= high:
        return
    advice = en("check force, lever and body mass")
    if nm_kg < low and result.value is not None:
        in_kg, in_lb = (result.value * TO_UNIT[unit, "N"] for unit in ("kg", "lb"))
        display = en(
            "{number:g} kg on a display are {in_kg:.0f} N and {number:g} lb are {in_lb:.0f} N",
            number=result.value,
            in_kg=in_kg,
            in_lb=in_lb,
        )
        advice = joined((advice, display), "; ")
    moment = en("moment") if result.side is None else en("{side} moment", side=SIDE_WORDS[result.side])
    name = en(
        "{moment} of '{test}' ({force_n:g} N x {lever_m:g} m / {mass_kg:g} kg)",
        moment=moment,
        test=protocol.id,
        force_n=result.value,
        lever_m=number_of(result, "lever_m"),
        mass_kg=athlete.mass_kg,
    )
    found = layout("{nm_kg:.2f} Nm/kg", nm_kg=nm_kg)
    raise ValueOutOfRangeError(name, found, en("between {low:g} and {high:g} Nm/kg", low=low, high=high), advice)
