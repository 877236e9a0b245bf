"""What stands in for planned exercises as it stands in JSON (hipdrive.swap/1)."""

from datetime import date
from typing import Literal

from pydantic import Field

from ...curve import Range
from ...language import Text
from ...training.log.session import LoggedSide
from ..wire_model import Wire
from .plan import DosedLineDocument


class KeptDocument(Wire):
    """Share of what the planned line trains in each range that the other trains too; 0 where the planned line trains nothing there."""

    early: float
    mid: float
    end: float


class SwapDocument(Wire):
    """One planned line, and what may stand in for it."""

    exercise: str
    """Of the plan."""
    name: Text
    side: LoggedSide
    dose: str
    """As it stands on that day, in the dose notation."""
    instead: DosedLineDocument | None
    """Null where nothing that is there loads that range alike."""
    target: Range | None = None
    """The range that holds most of what the planned line trains."""
    kept: KeptDocument | None = None
    overlap: float | None = None
    """What both train over what either trains, 0 to 1."""
    peak_share: float | None = None
    """Largest share of strength that it asks of the working side."""
    planned_peak_share: float | None = None
    says: Text
    """The same in one sentence."""
    loads: tuple[str, ...] = ()
    """Loads of the stand-in that can be put together from what is left of what is owned, in the dose notation, the lightest first."""
    to_log: tuple[str, ...] = ()
    """In the log notation, as done exactly as said; the planned line as skipped, so that nothing of it counts as failed."""


class SwapsDocument(Wire):
    """What stands in for the lines of a plan that cannot be done today."""

    schema_: Literal["hipdrive.swap/1"] = Field("hipdrive.swap/1", alias="schema")
    athlete: str
    on: date
    """The day of the session."""
    without: tuple[str, ...]
    """Things that are not there."""
    swaps: tuple[SwapDocument, ...]
