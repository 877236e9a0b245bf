"""TestResult: what one test of one side gave on one day; repeats are kept as results of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from ...body import SIDES, Side
from ...errors import ValueOutOfRangeError
from ...language import en


@dataclass(frozen=True, kw_only=True)
class TestResult:
    """One result of a declared protocol (data/protocols); validated against it by protocol.checked_result."""

    __test__ = False  # pytest would take the name for a class of tests

    protocol: str
    """Id of the protocol."""
    on: date
    side: Side | None = None
    """None where the protocol is not done per side."""
    value: float | None = None
    """In the protocol's unit; None for a protocol that is only passed or failed."""
    passed: bool | None = None
    """Whether the pass criterion was met; None for a protocol that is only measured."""
    details: Mapping[str, float | str] = field(default_factory=dict)
    """What the protocol asks besides, such as lever_m, hip_flexion_deg, load, reps."""

    def __post_init__(self) -> None:
        if self.side is not None and self.side not in SIDES:
            allowed, advice = en("'left' or 'right'"), en("enter one result per side")
            raise ValueOutOfRangeError(en("side of a test"), f"'{self.side}'", allowed, advice)
        object.__setattr__(self, "details", MappingProxyType(dict(self.details)))
