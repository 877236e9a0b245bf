"""The programme: what a plan starts with, line by line, and the room in which following it may move."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...capacity.screen import GateKind
from ...errors import ValueOutOfRangeError
from ...language import Text, en
from ..log.dose import Dose, DoseLoad
from ..log.session import LoggedSide
from .line_load import LimitPlace, LoadedCurves
from .progression import DoseRange


@dataclass(frozen=True, kw_only=True)
class ProgrammeLine:
    """One exercise of one side as the plan begins it."""

    exercise: str
    name: Text
    side: LoggedSide
    set_up: Mapping[str, Any]
    dose: Dose
    """The first week's dose."""
    allowed: DoseRange
    """Where its doses may lie."""
    loads: tuple[DoseLoad, ...]
    """Loads that can be put together from what is owned, the lightest first; holds the dose's own. A single one: the load can't change."""
    first_week: int = 1
    """Week in which it begins; later for explosive work."""
    stop_for: tuple[Text, ...] = ()
    gates: tuple[GateKind, ...] = ()
    """What the line loads that pain at certain places speaks against, such as 'early_range'; pain there pauses it."""
    curves: tuple[LoadedCurves, ...] = ()
    """What it asks of both hips at some of its loads; empty where that is not known."""
    limit: LimitPlace | None = None
    """Where it is hardest."""

    def __post_init__(self) -> None:
        if self.loads and self.dose.load not in self.loads:
            allowed = en("one of its loads ({loads})", loads=", ".join(str(load) for load in self.loads))
            raise ValueOutOfRangeError(en("load of {exercise}", exercise=self.exercise), str(self.dose.load), allowed)
