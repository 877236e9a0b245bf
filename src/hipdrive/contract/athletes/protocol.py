"""Tests that can be done, as they stand in JSON (hipdrive.tests/1 and hipdrive.test/1)."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from ...capacity.tested.protocol import Detail, MeasurementError, Protocol
from ...data.declared import Number
from ...language import Text
from ..wire_model import Wire

ProtocolKind = Literal["pass_fail", "measured", "observation"]


class ProtocolRowDocument(Wire):
    """One test in short."""

    id: str
    rows: tuple[str, ...]
    """Rows of the list of assessments, A01 to A15."""
    name: Text
    kind: ProtocolKind
    per_side: bool
    unit: str
    """Unit in which the value is entered; empty for a test without one."""


class ProtocolsDocument(Wire):
    """Every test, or those of one row."""

    schema_: Literal["hipdrive.tests/1"] = Field("hipdrive.tests/1", alias="schema")
    tests: tuple[ProtocolRowDocument, ...]


class DetailDocument(Wire):
    """Something a result says besides its value."""

    key: str
    says: Text
    """What it is, in words."""
    required: bool
    between: tuple[Number, Number] | None
    """Believable numbers; null for words."""
    same: bool
    """Results are only compared where it is the same."""
    from_clip: bool = False
    """Whether a clip fills it in; nobody is asked for it."""


class MeasurementErrorDocument(Wire):
    """A published figure of how far a repeated test may lie off."""

    kind: Literal["sem", "mdc"]
    """Standard error of measurement, or smallest detectable change."""
    value: Number
    unit: str
    source: Text
    confidence: str


class ProtocolDocument(Wire):
    """All about one test."""

    schema_: Literal["hipdrive.test/1"] = Field("hipdrive.test/1", alias="schema")
    id: str
    rows: tuple[str, ...]
    """Rows of the list of assessments, A01 to A15."""
    name: Text
    kind: ProtocolKind
    per_side: bool
    unit: str
    """Unit in which the value is entered; empty for a test without one."""
    units_understood: tuple[str, ...]
    """Units in which a value may be typed, the test's own first."""
    between: tuple[Number, Number] | None
    """Believable values, in the unit; null for a test without a value."""
    better: Literal["higher", "lower"] | None
    judged_in: str
    """Unit in which changes are judged."""
    procedure: tuple[Text, ...]
    equipment: tuple[Text, ...]
    criterion: Text
    """When it is passed, or what is noted."""
    fail_means: Text
    then: tuple[Text, ...]
    """What follows from a fail."""
    exercises: tuple[str, ...]
    """Exercises that answer a fail."""
    blocks: tuple[str, ...]
    """Exercises that wait until a failed test is passed."""
    details: tuple[DetailDocument, ...]
    measured_by_clip: bool = False
    """Whether a clip of the drill answers it, or a part of it."""
    error_note: Text
    errors: tuple[MeasurementErrorDocument, ...]
    source: Text


def protocols_document(protocols: Iterable[Protocol]) -> ProtocolsDocument:
    """Tests in short."""
    return ProtocolsDocument(
        tests=tuple(
            ProtocolRowDocument(
                id=protocol.id,
                rows=protocol.rows,
                name=protocol.name,
                kind=protocol.kind,
                per_side=protocol.per_side,
                unit=protocol.unit,
            )
            for protocol in protocols
        )
    )


def protocol_document(protocol: Protocol, *, units: tuple[str, ...]) -> ProtocolDocument:
    """All about one test, with the units in which its value may be typed."""
    return ProtocolDocument(
        id=protocol.id,
        rows=protocol.rows,
        name=protocol.name,
        kind=protocol.kind,
        per_side=protocol.per_side,
        unit=protocol.unit,
        units_understood=units,
        between=_between(protocol.low, protocol.high),
        better=protocol.better or None,
        judged_in=protocol.change_unit,
        procedure=protocol.procedure,
        equipment=protocol.equipment,
        criterion=protocol.criterion,
        fail_means=protocol.fail_means,
        then=protocol.then,
        exercises=protocol.exercises,
        blocks=protocol.blocks,
        details=tuple(_detail_document(detail) for detail in protocol.details),
        measured_by_clip=protocol.measured_by_clip,
        error_note=protocol.error_note,
        errors=tuple(_error_document(error) for error in protocol.errors),
        source=protocol.source,
    )


def _detail_document(detail: Detail) -> DetailDocument:
    return DetailDocument(
        key=detail.key,
        says=detail.says,
        required=detail.required,
        between=_between(detail.low, detail.high),
        same=detail.same,
        from_clip=detail.from_clip,
    )


def _error_document(error: MeasurementError) -> MeasurementErrorDocument:
    return MeasurementErrorDocument(kind=error.kind, value=error.value, unit=error.unit, source=error.source, confidence=error.confidence)


def _between(low: float | None, high: float | None) -> tuple[float, float] | None:
    return None if low is None or high is None else (low, high)
