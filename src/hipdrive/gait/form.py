"""Signs of running form that the articles name and a recording can show; here F01, landing ahead of the body."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..body import SIDES, Side
from .measures import Measure


@dataclass(frozen=True, kw_only=True)
class FormFinding:
    """One sign of running form."""

    id: str
    """Row of the list of form signs, such as F01."""
    side: Side
    value: float | None
    unit: str
    finding: str
    """One plain sentence."""

    def as_json(self) -> dict[str, Any]:
        """Plain values, keys as in the outside contract."""
        return {"id": self.id, "side": self.side, "value": self.value, "unit": self.unit, "finding": self.finding}


def form_findings(measures: Mapping[Side, Mapping[str, Measure]], *, trunk_recorded: bool) -> tuple[FormFinding, ...]:
    """Say how far ahead of the body each foot lands (F01).

    No published norm in centimetres was found, so the distance is stated without a verdict; the sign's claimed cause (weak hip flexion) is
    unproven.

    Args:
        measures: Measures by side.
        trunk_recorded: Whether the trunk had markers; without, the body's centre is an estimate with the trunk upright on the pelvis.

    Returns:
        One finding a side.
    """
    where = "the body's centre of mass" if trunk_recorded else "the body's centre of mass (estimated: no trunk markers)"
    findings = []
    for side in SIDES:
        value = measures[side]["foot_ahead_m"].mean
        if value is None:
            sentence = f"No landing of the {side} foot could be measured."
        else:
            ahead = "ahead of" if value >= 0 else "behind"
            sentence = (
                f"At landing the {side} ankle is {abs(100 * value):.0f} cm {ahead} {where}. "
                "There is no verified norm in centimetres, so this is stated, not graded."
            )
        findings.append(FormFinding(id="F01", side=side, value=value, unit="m", finding=sentence))
    return tuple(findings)
