"""Protocols: what can be tested or looked at, how it is done, when it is passed and how exact it is (data/protocols)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ...curve import Action
from ...data import DATA
from ...data.declared import Number, declared, named, read_only, shipped_toml
from ...data.fault import Fault, dotted, shown
from ...errors import NOTHING, DeclarationError, UnknownNameError
from ...language import Text, en

Kind = Literal["pass_fail", "measured", "observation"]
DETECTABLE = 1.96 * math.sqrt(2.0)
"""A difference of two values is beyond chance (95 %) above this many standard errors of measurement."""


@dataclass(frozen=True, kw_only=True)
class MeasurementError:
    """A published figure of how far a repeated test may lie off."""

    kind: Literal["sem", "mdc"]
    """Standard error of measurement, or smallest detectable change."""
    value: Number
    unit: str
    """'%' of the value, or the unit in which changes of the protocol are judged."""
    source: Text
    confidence: str

    def smallest_detectable(self, level: float) -> float:
        """Smallest detectable change at a level of the measure, in its unit: 1.96 sqrt(2) SEM, or as published."""
        amount = self.value * abs(level) / 100.0 if self.unit == "%" else self.value
        return DETECTABLE * amount if self.kind == "sem" else amount


@dataclass(frozen=True, kw_only=True)
class Detail:
    """Something a result says besides its value."""

    key: str
    says: Text
    """What it is, in words."""
    required: bool = True
    low: Number | None = None
    """Lowest believable number; None for words."""
    high: Number | None = None
    same: bool = False
    """Results are only compared where it is the same."""
    from_clip: bool = False
    """Whether a clip fills it in; nobody is asked for it."""

    @property
    def is_number(self) -> bool:
        """Whether a number is asked."""
        return self.low is not None


@dataclass(frozen=True, kw_only=True)
class Protocol:
    """One test or observation."""

    id: str
    name: Text
    kind: Kind
    per_side: bool
    procedure: tuple[Text, ...]
    criterion: Text
    """When it is passed, or what is noted."""
    fail_means: Text
    """What a fail, a sign that was seen, or a low value means, and what it does not."""
    then: tuple[Text, ...]
    """What follows from it."""
    source: Text
    error_note: Text
    """How exact it is, in words."""
    rows: tuple[str, ...] = ()
    """Rows of the list of assessments, A01 to A15."""
    equipment: tuple[Text, ...] = ()
    unit: Text = NOTHING
    """Unit in which the value is entered."""
    low: Number | None = None
    """Lowest believable value, in that unit."""
    high: Number | None = None
    better: Literal["higher", "lower", ""] = ""
    judged_in: Text = NOTHING
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
    measured_by_clip: bool = False
    """Whether a clip of the drill answers it, or a part of it."""
    measured_by_run: bool = False
    """Whether that sign, measured in a recording of the athlete, answers it."""

    def published_change(self, level: float) -> tuple[float, str] | None:
        """Largest published smallest detectable change at a level, in the unit changes are judged in, with its source; None if none is."""
        changes = [(error.smallest_detectable(level), error.source) for error in self.errors]
        return max(changes) if changes else None

    @property
    def change_unit(self) -> Text:
        """Unit in which changes are judged."""
        return self.judged_in or self.unit


@cache
def protocols() -> Mapping[str, Protocol]:
    """All protocols by id, in order of their rows, those without a row last."""
    files = sorted(file.name for file in (DATA / "protocols").iterdir() if file.name.endswith(".toml"))
    protocols = [protocol_from(name, row, file=file) for file in files for name, row in shipped_toml("protocols", file).items()]
    return read_only({protocol.id: protocol for protocol in sorted(protocols, key=lambda protocol: (not protocol.rows, protocol.rows))})


def protocol_from(name: str, row: Mapping[str, Any], *, file: str) -> Protocol:
    """Read one declared protocol.

    Args:
        name: Its id.
        row: Its table.
        file: Named in errors.

    Raises:
        DeclarationError: If a key is missing or unknown, or a value is of another type or none of the words allowed.
    """
    details = list(named(row.get("details", {}), "key").values())
    protocol = declared(Protocol, {**row, "id": name, "details": details}, file=f"{file}, {name}", refusal=_refusal)
    if protocol.kind == "measured" and (not protocol.unit or protocol.low is None or protocol.high is None):
        raise DeclarationError(f"{file}, {name}", en("a measured protocol without unit or limits"), en("'unit', 'low' and 'high'"))
    return protocol


def _refusal(file: str, fault: Fault) -> DeclarationError:
    """The error for a protocol: the file is named down to the table, the key by itself."""
    place = dotted((file, *fault.path[: fault.path.index(fault.key)]))
    if fault.kind == "missing":
        return DeclarationError(place, en("'{key}' is missing", key=fault.key), fault.allowed)
    if fault.kind == "unknown":
        return DeclarationError(place, en("the key '{key}' is not known{guess}", key=fault.key, guess=fault.guess), fault.allowed)
    found = en("'{key}' is {value}{guess}", key=fault.key, value=shown(fault.value), guess=fault.guess)
    return DeclarationError(place, found, fault.allowed)


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
    raise UnknownNameError(en("test"), name, [*protocols(), *(row for protocol in protocols().values() for row in protocol.rows)])
