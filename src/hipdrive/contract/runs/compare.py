"""hipdrive.compare/1: what changed between two analysed runs."""

from typing import Literal

from pydantic import Field

from ...body import Side
from ...gait.verdict.change import ChangeVerdict, MeasuredChange
from ...language import Text, en
from ..wire import NoteDocument
from ..wire_model import Wire, is_none
from .side import MeasureDocument, measure_document

NO_SMALLEST = en("no published smallest detectable change: only stride-to-stride noise was used")


class ComparedRun(Wire):
    """One of the two runs."""

    file: str
    speed_m_s: float


class MeasureChange(Wire):
    """One measure of one side in both runs."""

    side: Side
    measure: str
    """Name with its unit, as in a run."""
    name: Text
    """For people."""
    unit: str
    a: MeasureDocument
    b: MeasureDocument
    difference: float | None
    """Second less first; null where either run lacks the measure."""
    low: float | None
    """95 % interval of the difference by stride-to-stride noise (Welch)."""
    high: float | None
    smallest_detectable: float | None
    smallest_detectable_source: Text
    by_speed: float | None = Field(None, exclude_if=is_none)
    """Only for runs at different speeds: what twelve other runners change from the one speed to the other."""
    verdict: ChangeVerdict
    """'another speed': beyond noise, but the runs differ in speed, so it is not called a change of the runner."""


class CompareDocument(Wire):
    """Two runs side by side."""

    schema_: Literal["hipdrive.compare/1"] = Field("hipdrive.compare/1", alias="schema")
    a: ComparedRun
    b: ComparedRun
    warnings: tuple[NoteDocument, ...]
    """What to keep in mind."""
    changes: tuple[MeasureChange, ...]
    """Every measure of both sides, whatever the verdict."""

    @property
    def changed(self) -> tuple[MeasureChange, ...]:
        """Changes beyond noise."""
        return tuple(change for change in self.changes if change.verdict == "changed")


def measure_change_document(change: MeasuredChange) -> MeasureChange:
    """A change of a measure as it stands in JSON."""
    definition, found = change.definition, change.difference
    smallest = definition.smallest_detectable
    return MeasureChange(
        side=change.side,
        measure=definition.id,
        name=definition.name,
        unit=definition.unit,
        a=measure_document(change.before),
        b=measure_document(change.after),
        difference=None if found is None else found.value,
        low=None if found is None else found.low,
        high=None if found is None else found.high,
        smallest_detectable=smallest,
        smallest_detectable_source=definition.smallest_detectable_source if smallest is not None else NO_SMALLEST,
        by_speed=change.by_speed,
        verdict=change.verdict,
    )
