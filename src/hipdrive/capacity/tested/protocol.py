"""Protocols: what can be tested or looked at, how it is done, when it is passed and how exact it is (data/protocols)."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from ...curve import Action
from ...data import DATA
from ...errors import DeclarationError, UnknownNameError, listed

Kind = Literal["pass_fail", "measured", "observation"]
DETECTABLE = 1.96 * math.sqrt(2.0)
"""A difference of two values is beyond chance (95 %) above this many standard errors of measurement."""


@dataclass(frozen=True, kw_only=True)
class MeasurementError:
    """A published figure of how far a repeated test may lie off."""

    kind: Literal["sem", "mdc"]
    """Standard error of measurement, or smallest detectable change."""
    value: float
    unit: str
    """'%' of the value, or the unit in which changes of the protocol are judged."""
    source: str
    confidence: str

    def smallest_detectable(self, level: float) -> float:
        """Smallest detectable change at a level of the measure, in its unit: 1.96 sqrt(2) SEM, or as published."""
        amount = self.value * abs(level) / 100.0 if self.unit == "%" else self.value
        return DETECTABLE * amount if self.kind == "sem" else amount


@dataclass(frozen=True, kw_only=True)
class Detail:
    """Something a result says besides its value."""

    key: str
    says: str
    """What it is, in words."""
    required: bool = True
    low: float | None = None
    """Lowest believable number; None for words."""
    high: float | None = None
    same: bool = False
    """Results are only compared where it is the same."""

    @property
    def is_number(self) -> bool:
        """Whether a number is asked."""
        return self.low is not None


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """One test or observation."""

    id: str
    name: str
    kind: Kind
    per_side: bool
    procedure: tuple[str, ...]
    criterion: str
    """When it is passed, or what is noted."""
    fail_means: str
    """What a fail, a sign that was seen, or a low value means, and what it does not."""
    then: tuple[str, ...]
    """What follows from it."""
    source: str
    error_note: str
    """How exact it is, in words."""
    rows: tuple[str, ...] = ()
    """Rows of the list of assessments, A01 to A15."""
    equipment: tuple[str, ...] = ()
    unit: str = ""
    """Unit in which the value is entered."""
    low: float | None = None
    """Lowest believable value, in that unit."""
    high: float | None = None
    better: Literal["higher", "lower", ""] = ""
    judged_in: str = ""
    """Unit in which changes are judged, if another one."""
    errors: tuple[MeasurementError, ...] = ()
    details: tuple[Detail, ...] = ()
    exercises: tuple[str, ...] = ()
    """Exercises that answer a fail."""
    blocks: tuple[str, ...] = ()
    """Exercises that wait until a failed test is passed."""
    action: Action | None = None
    """What an isometric strength test measures."""
    gait_observation: str = ""
    """Key of the running form that the observation answers."""
    form_sign: str = ""
    """Sign of running form that says the same from a recording."""

    def published_change(self, level: float) -> tuple[float, str] | None:
        """Largest published smallest detectable change at a level, in the unit changes are judged in, with its source; None if none is."""
        found = [(error.smallest_detectable(level), error.source) for error in self.errors]
        return max(found) if found else None

    @property
    def change_unit(self) -> str:
        """Unit in which changes are judged."""
        return self.judged_in or self.unit


@cache
def protocols() -> Mapping[str, Protocol]:
    """All protocols by id, in order of their rows, those without a row last."""
    found: dict[str, Protocol] = {}
    for file in sorted((file for file in (DATA / "protocols").iterdir() if file.name.endswith(".toml")), key=lambda file: file.name):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        for name, row in table.items():
            found[name] = protocol_from(name, row, file=file.name)
    ordered = sorted(found.values(), key=lambda one: (not one.rows, one.rows))
    return MappingProxyType({one.id: one for one in ordered})


def protocol_from(name: str, row: Mapping[str, Any], *, file: str) -> Protocol:
    """Read one declared protocol.

    Args:
        name: Its id.
        row: Its table.
        file: Named in errors.

    Raises:
        DeclarationError: If a key is missing or unknown, or a value is of another type or none of the words allowed.
    """
    plain = dict(row)
    plain["details"] = tuple(
        Detail(key=key, **_checked(Detail, one, file=f"{file}, {name}.{key}")) for key, one in row.get("details", {}).items()
    )
    plain["errors"] = tuple(MeasurementError(**_checked(MeasurementError, one, file=f"{file}, {name}")) for one in row.get("errors", []))
    protocol = Protocol(id=name, **_checked(Protocol, plain, file=f"{file}, {name}"))
    if protocol.kind == "measured" and (not protocol.unit or protocol.low is None or protocol.high is None):
        raise DeclarationError(f"{file}, {name}", "a measured protocol without unit or limits", "'unit', 'low' and 'high'")
    return protocol


WORDS: Mapping[str, tuple[str, ...]] = {
    "Protocol.kind": ("pass_fail", "measured", "observation"),
    "Protocol.better": ("higher", "lower"),
    "Protocol.action": ("flexor", "extensor"),
    "MeasurementError.kind": ("sem", "mdc"),
}
"""Fields that hold one of a few words."""
KEYED = ("id", "key")
"""Fields that are the name of the table."""


def _checked(value_type: type[Protocol | Detail | MeasurementError], row: Mapping[str, Any], *, file: str) -> dict[str, Any]:
    """A declared table with lists as tuples, its keys and words being those of the value type."""
    known = {field.name: field for field in fields(value_type) if field.name not in KEYED}
    for key, value in row.items():
        words = WORDS.get(f"{value_type.__name__}.{key}")
        if key not in known:
            raise DeclarationError(file, f"the key '{key}' is not known", listed(known, at_most=40))
        if words is not None and value not in words:
            raise DeclarationError(file, f"'{key}' is '{value}'", listed(words))
        if not _fits(known[key], value):
            raise DeclarationError(file, f"'{key}' is {value!r}", f"a value of type {known[key].type}")
    missing = [name for name, field in known.items() if field.default is MISSING and name not in row]
    if missing:
        raise DeclarationError(file, f"'{missing[0]}' is missing", listed(known, at_most=40))
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}


def _fits(field: Field[Any], value: object) -> bool:
    """Whether a declared value is of a field's type, as far as TOML knows types."""
    wanted = str(field.type)
    if wanted.startswith("tuple[str"):
        return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)
    if wanted.startswith("tuple"):
        return isinstance(value, list | tuple)
    if "bool" in wanted:
        return isinstance(value, bool)
    if "float" in wanted:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)


def protocol_of(name: str) -> Protocol:
    """One protocol by its id or by a row such as 'A01'.

    Raises:
        UnknownNameError: If there is no such protocol.
    """
    if name in protocols():
        return protocols()[name]
    for protocol in protocols().values():
        if name.upper() in protocol.rows:
            return protocol
    raise UnknownNameError("test", name, [*protocols(), *(row for one in protocols().values() for row in one.rows)])
