"""Amounts in the reader's units: a pattern of masses in kg and speeds in km/h, with both number and unit in theirs.

A pattern writes a mass as a number before 'kg' and a running speed as a number before 'km/h', so the reader of other units can be shown
both, whatever sentence they stand in. What is per kilogram of body mass (Nm/kg) stays, because norms and papers are written in it, and so
do the lengths of set-ups (cm, m), which are measured with the tape that the exercise is described by.
"""

import re
from collections.abc import Callable, Mapping
from numbers import Real
from typing import NamedTuple

from .quantities import METRES_PER_MILE, METRIC, Distance, Units, pace, pounds_shown
from .text import Text

Change = Callable[[float], float | None]
"""A number in another unit; None where it has no sense there."""
SLOWEST_PACE_KM_H = 3.6
"""A slower speed is none that is run at, but a spread or a difference, which stays a speed."""


class _Shown(float):
    """A number in the reader's unit: written to the digits that it was rounded to, whatever the pattern asks for."""

    def __format__(self, spec: str) -> str:
        sign = "+" if spec.startswith("+") else ""
        return f"{float(self):{sign}{',' if ',' in spec else ''}.1f}".removesuffix(".0")


class _PaceOf(float):
    """A speed (km/h) that is written as a pace, without its unit."""

    distance: Distance = "km"

    def __format__(self, spec: str) -> str:
        return pace(float(self) / 3.6, self.distance).partition(" ")[0]


class _PaceOfMile(_PaceOf):
    """The same by the mile."""

    distance = "mi"


class _Rule(NamedTuple):
    """How what stands in one unit is shown in another."""

    unit: str
    shown_in: str
    of: Change
    alone: bool = False
    """Whether the unit is also shown in the other where it stands alone, such as above a chart."""


def _paced(written_as: type[_PaceOf]) -> Change:
    return lambda km_h: written_as(km_h) if km_h >= SLOWEST_PACE_KM_H else None


_POUNDS = _Rule("kg", "lb", lambda mass_kg: _Shown(pounds_shown(mass_kg)), alone=True)
_MPH = _Rule("km/h", "mph", lambda km_h: _Shown(round(1000.0 * km_h / METRES_PER_MILE, 1)))
_SPEEDS: Mapping[tuple[str, str], tuple[_Rule, ...]] = {
    ("km", "speed"): (),
    ("mi", "speed"): (_MPH,),
    ("km", "pace"): (_Rule("km/h", "min/km", _paced(_PaceOf)),),
    ("mi", "pace"): (_Rule("km/h", "min/mi", _paced(_PaceOfMile)), _MPH),
}
"""(distance, speed or pace) of the reader -> rules, each for what the one before left."""
_FIELD = r"\{\w+(?::[^{}]*)?\}"
_NUMBER = rf"(?:{_FIELD}|(?<![\w.,])\d+(?:[.,]\d+)?)"
_SPAN = rf"{_NUMBER}(?:(?:,? (?:to|bis|or|oder|and|und|±|→) |, | - |–){_NUMBER})*"
_PARTS = re.compile(rf"({_FIELD})|(?<![\w.,{{])(\d+(?:[.,]\d+)?)")
_OTHER_UNITS = re.compile(r"\b(?:lb|pounds?|Pfund|mph|mi)\b")
"""A pattern that speaks of these is about units, and says what it says to everybody."""
_UNIT_BEHIND = re.compile(rf"(?P<before> ?)(?P<field>{_FIELD})")
_UNIT_FIRST = re.compile(r" ?(?:kg|km/h)(?![\w/])")


def in_units(pattern: str, values: Mapping[str, object], units: Units) -> tuple[str, Mapping[str, object]]:
    """A pattern and its values as a reader of other units sees them.

    Args:
        pattern: In any language.
        values: Its values, masses in kg and speeds in km/h.
        units: The reader's.
    """
    if units is METRIC or units == METRIC or _OTHER_UNITS.search(pattern) or (not values and "{" in pattern):
        return pattern, values
    written = dict(values)
    pattern = _with_units_written_out(pattern, written)
    for rule in _rules(units):
        if rule.unit in pattern:
            pattern = _changed(pattern, written, rule)
    return pattern, written


def _rules(units: Units) -> tuple[_Rule, ...]:
    return (*(() if units.mass == "kg" else (_POUNDS,)), *_SPEEDS[units.distance, units.speed])


def _with_units_written_out(pattern: str, values: dict[str, object]) -> str:
    """The pattern with units that are values ('{size} {unit}') set into it; what stands behind such a unit stays a value."""

    def written(found: re.Match[str]) -> str:
        name = found["field"].strip("{}").partition(":")[0]
        unit = values.get(name)
        if not isinstance(unit, str) or (known := _UNIT_FIRST.match(unit)) is None:
            return found[0]
        if known.end() == len(unit):
            return f"{found['before']}{unit}"
        if not isinstance(unit, Text):
            values[name] = unit[known.end() :]
        elif unit.catalogued or not unit.pattern.startswith(known[0]):
            return found[0]
        else:
            values[name] = Text(unit.pattern[known.end() :], unit.values, catalogued=False)
        return f"{found['before']}{known[0]}{found['field']}"

    return _UNIT_BEHIND.sub(written, pattern)


def _changed(pattern: str, values: dict[str, object], rule: _Rule) -> str:
    """Every amount in the unit of a rule, and the unit where it stands alone, in the reader's."""
    unit = rf"{re.escape(rule.unit)}(?![\w/])"

    def shown(found: re.Match[str]) -> str:
        if found["amount"] is None:
            return rule.shown_in if rule.alone else found[0]
        amount = _amount(found["amount"], values, rule.of)
        return found[0] if amount is None else f"{amount}{found['between']}{rule.shown_in}"

    return re.sub(rf"(?P<amount>{_SPAN})(?P<between>\s?){unit}|(?<![\w/])(?<!per )(?<!pro ){unit}", shown, pattern)


def _amount(amount: str, values: dict[str, object], of: Change) -> str | None:
    """An amount with its values in the other unit; None where one is no number."""
    changed: dict[str, object] = {}

    def written(found: re.Match[str]) -> str:
        name, _, spec = (found[1] or "").strip("{}").partition(":")
        value = values[name] if name else float(found[2].replace(",", "."))
        key = f"shown_{len(values) + len(changed)}"
        changed[key] = _number(value, of)
        return f"{{{key}:{spec}}}" if spec else f"{{{key}}}"

    shown = _PARTS.sub(written, amount)
    if None in changed.values():
        return None
    values.update(changed)
    return shown


def _number(value: object, of: Change) -> object | None:
    """A number, or a text made of numbers alone, in the other unit; None where it is something else."""
    if isinstance(value, Text) and value.values:
        inner = {name: _number(part, of) for name, part in value.values.items()}
        return None if None in inner.values() else Text(value.pattern, inner, plural=value.plural, catalogued=value.catalogued)
    if isinstance(value, bool) or not isinstance(value, Real | str):
        return None
    try:
        return of(float(value))
    except ValueError:
        return None
