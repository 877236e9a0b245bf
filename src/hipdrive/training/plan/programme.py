"""The programme: what a plan starts with, line by line, and the room in which following it may move."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ...capacity.screen import GateKind
from ...errors import ValueOutOfRangeError
from ..log.dose import Dose, Load, parse_dose, parse_load
from ..log.session import LoggedSide
from .progression import DoseRange


@dataclass(frozen=True, kw_only=True)
class ProgrammeLine:
    """One exercise of one side as the plan begins it."""

    exercise: str
    name: str
    side: LoggedSide
    set_up: Mapping[str, Any]
    dose: Dose
    """The first week's dose."""
    allowed: DoseRange
    """Where its doses may lie."""
    loads: tuple[Load, ...]
    """Loads that can be put together from what is owned, the lightest first; holds the dose's own. A single one: the load can't change."""
    first_week: int = 1
    """Week in which it begins; later for explosive work."""
    stop_for: tuple[str, ...] = ()
    gates: tuple[GateKind, ...] = ()
    """What the line loads that pain at certain places speaks against, such as 'early_range'; pain there pauses it."""

    def __post_init__(self) -> None:
        if self.loads and self.dose.load not in self.loads:
            allowed = f"one of its loads ({', '.join(str(load) for load in self.loads)})"
            raise ValueOutOfRangeError(f"load of {self.exercise}", str(self.dose.load), allowed)

    def as_json(self) -> dict[str, Any]:
        """The line as plain values; line_from_json reads them back."""
        return {
            "exercise": self.exercise,
            "name": self.name,
            "side": self.side,
            "set_up": dict(self.set_up),
            "dose": str(self.dose),
            "allowed": asdict(self.allowed),
            "loads": [str(load) for load in self.loads],
            "first_week": self.first_week,
            "stop_for": list(self.stop_for),
            "gates": list(self.gates),
        }


def line_from_json(plain: Mapping[str, Any]) -> ProgrammeLine:
    """Read a line back from its plain values."""
    allowed: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in plain["allowed"].items()}
    return ProgrammeLine(
        exercise=plain["exercise"],
        name=plain["name"],
        side=plain["side"],
        set_up=dict(plain["set_up"]),
        dose=parse_dose(plain["dose"]),
        allowed=DoseRange(**allowed),
        loads=tuple(parse_load(text) for text in plain["loads"]),
        first_week=plain["first_week"],
        stop_for=tuple(plain["stop_for"]),
        gates=tuple(plain["gates"]),
    )
