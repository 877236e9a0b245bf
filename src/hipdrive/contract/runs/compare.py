"""hipdrive.compare/1: what changed between two analysed runs."""

from typing import Literal

from pydantic import Field

from ...body import Side
from ..wire import NoteDocument, Wire
from .side import MeasureDocument

ChangeVerdict = Literal["changed", "within noise", "below the smallest detectable change", "unknown"]


class ComparedRun(Wire):
    """One of the two runs."""

    file: str
    speed_m_s: float


class MeasureChange(Wire):
    """One measure of one side in both runs."""

    side: Side
    measure: str
    """Name with its unit, as in a run."""
    name: str
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
    smallest_detectable_source: str
    verdict: ChangeVerdict

    @property
    def clearness(self) -> float:
        """Difference over half its interval; 0 where there is no interval."""
        if self.difference is None or self.low is None or self.high is None or self.high == self.low:
            return 0.0
        return abs(self.difference) / (0.5 * (self.high - self.low))


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
        """Changes beyond noise, the clearest first."""
        beyond_noise = (change for change in self.changes if change.verdict == "changed")
        return tuple(sorted(beyond_noise, key=lambda change: change.clearness, reverse=True))
