"""Check a test's result against its protocol, so that wrong units, sides and slips of the pen are met before anything is computed."""

import math
from collections.abc import Mapping
from dataclasses import replace

from ...body import Athlete
from ...errors import UnknownNameError, ValueOutOfRangeError
from ...units import STANDARD_GRAVITY_M_S2, lb_from_kg
from ..strength_rules import strength_rules
from .protocol import Detail, Protocol, protocol_of
from .result import TestResult

KG_PER_LB = 1.0 / lb_from_kg(1.0)
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
    if protocol.per_side and result.side is None:
        raise ValueOutOfRangeError(f"side of '{protocol.id}'", "missing", "'left' or 'right'", "enter one result per side")
    if not protocol.per_side and result.side is not None:
        raise ValueOutOfRangeError(f"side of '{protocol.id}'", f"'{result.side}'", "left out", "this test is not done per side")


def _check_verdict(result: TestResult, protocol: Protocol) -> None:
    if protocol.kind == "measured":
        if result.value is None:
            raise ValueOutOfRangeError(f"value of '{protocol.id}'", "missing", f"a number in {protocol.unit}")
        if result.passed is not None:
            raise ValueOutOfRangeError(f"verdict of '{protocol.id}'", "passed or failed", "left out", "this test gives a number only")
        return
    if result.value is not None:
        advice = "enter numbers as details" if protocol.details else "say only whether it was passed"
        raise ValueOutOfRangeError(f"value of '{protocol.id}'", f"{result.value:g}", "left out", advice)
    if result.passed is None:
        raise ValueOutOfRangeError(f"verdict of '{protocol.id}'", "missing", "passed or failed", protocol.criterion.rstrip("."))


def _check_details(result: TestResult, protocol: Protocol) -> None:
    known = {detail.key: detail for detail in protocol.details}
    for key in result.details:
        if key not in known and key != UNIT:
            raise UnknownNameError(f"detail of '{protocol.id}'", key, [*known, UNIT])
    for detail in protocol.details:
        if detail.key in result.details:
            _check_detail(result.details[detail.key], detail, protocol)
        elif detail.required:
            raise ValueOutOfRangeError(f"{detail.key} of '{protocol.id}'", "missing", f"given ({detail.says})")


def _check_detail(value: float | str, detail: Detail, protocol: Protocol) -> None:
    name = f"{detail.key} of '{protocol.id}'"
    if detail.low is None or detail.high is None:
        if not isinstance(value, str) or not value.strip():
            raise ValueOutOfRangeError(name, f"{value!r}", f"words ({detail.says})")
        return
    if isinstance(value, str | bool):
        raise ValueOutOfRangeError(name, f"{value!r}", f"a number ({detail.says})")
    if detail.key.endswith("_deg"):
        _refuse_radians(name, value)
    if detail.key == "reps" and not float(value).is_integer():
        raise ValueOutOfRangeError(name, f"{value:g}", "a whole number", "count only complete, clean reps")
    if not detail.low <= value <= detail.high:
        raise ValueOutOfRangeError(name, f"{value:g}", f"between {detail.low:g} and {detail.high:g}", _guess(value, detail))


def _guess(value: float, detail: Detail) -> str:
    """What was meant, if a metre was typed in centimetres or millimetres."""
    if detail.key.endswith("_m") and detail.low is not None and detail.high is not None:
        for scale in (0.01, 0.001):
            if detail.low <= value * scale <= detail.high:
                return f"did you mean {value * scale:.3g}?"
    return detail.says


def _refuse_radians(name: str, value: float) -> None:
    if 0 < abs(value) < WHOLE_TURN_RAD and not float(value).is_integer():
        raise ValueOutOfRangeError(name, f"{value:g}", "in degrees", f"did you mean {math.degrees(value):.0f}?")


def _check_value(result: TestResult, protocol: Protocol) -> None:
    if result.value is None or protocol.low is None or protocol.high is None:
        return
    value, name = result.value, f"value of '{protocol.id}'"
    typed = str(result.details.get(UNIT, protocol.unit))
    if typed != protocol.unit:
        factor = TO_UNIT.get((typed, protocol.unit))
        meant = "" if factor is None else f"did you mean {value * factor:.3g} {protocol.unit}?"
        raise ValueOutOfRangeError(name, f"{value:g} {typed}", f"in {protocol.unit}", meant)
    if protocol.unit == "deg":
        _refuse_radians(name, value)
    if protocol.unit == "repetitions" and not value.is_integer():
        raise ValueOutOfRangeError(name, f"{value:g}", "a whole number", "count only complete, clean reps")
    if not protocol.low <= value <= protocol.high:
        advice = f"enter it in {protocol.unit}"
        for (other, unit), factor in TO_UNIT.items():
            if unit == protocol.unit and protocol.low <= value * factor <= protocol.high:
                advice = f"did you mean {value * factor:.3g} ({value:g} {other})?"
                break
        raise ValueOutOfRangeError(name, f"{value:g} {protocol.unit}", f"between {protocol.low:g} and {protocol.high:g}", advice)


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
    advice = "check force, lever and body mass"
    if nm_kg < low and result.value is not None:
        in_kg, in_lb = (result.value * TO_UNIT[unit, "N"] for unit in ("kg", "lb"))
        advice += f"; {result.value:g} kg on a display are {in_kg:.0f} N and {result.value:g} lb are {in_lb:.0f} N"
    name = f"{result.side} moment of '{protocol.id}' ({result.value:g} N x {number_of(result, 'lever_m'):g} m / {athlete.mass_kg:g} kg)"
    raise ValueOutOfRangeError(name, f"{nm_kg:.2f} Nm/kg", f"between {low:g} and {high:g} Nm/kg", advice)
