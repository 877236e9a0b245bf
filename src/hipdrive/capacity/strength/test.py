"""StrengthTest: one isometric push against a dynamometer, with lever arm and hip angle."""

import math
from dataclasses import dataclass

from ...body import SIDES, Athlete, Side
from ...curve import Action
from ...errors import ValueOutOfRangeError
from ..strength_rules import strength_rules
from .shape import VALID_HIGH_DEG, VALID_LOW_DEG


@dataclass(frozen=True, kw_only=True)
class StrengthTest:
    """An isometric hip strength test of one side and action."""

    side: Side
    action: Action
    force_n: float
    """Force at the dynamometer (N), at right angles to the limb."""
    lever_m: float
    """Distance from hip joint to dynamometer (m)."""
    hip_flexion_rad: float
    """Hip angle of the test (rad), flexion positive, zero as in quiet standing."""
    knee_flexion_rad: float | None = None
    """Knee angle of the test (rad), flexion positive; None if it was not told."""
    limb_moment_nm: float = 0.0
    """Moment (Nm) that the action gave against the limb's own weight and the dynamometer did not feel; 0 if it was zeroed on the limb."""

    def __post_init__(self) -> None:
        if self.side not in SIDES:
            raise ValueOutOfRangeError("side of a strength test", f"'{self.side}'", "'left' or 'right'", "enter one test per side")
        if self.action not in ("flexor", "extensor"):
            raise ValueOutOfRangeError("action of a strength test", f"'{self.action}'", "'flexor' or 'extensor'")
        _check("force_n", self.force_n, "N", "give it in newtons (kilograms on the display times 9.81)")
        centimetres = f"did you mean {self.lever_m / 100:.2f}?" if 10 <= self.lever_m <= 110 else "give it in metres from hip to pad"
        _check("lever_m", self.lever_m, "m", centimetres)
        _check("limb_moment_nm", self.limb_moment_nm, "Nm", "give the moment of the limb's weight")
        low, high = math.radians(VALID_LOW_DEG), math.radians(VALID_HIGH_DEG)
        if not low <= self.hip_flexion_rad <= high:
            advice = f"did you mean {self.hip_flexion_rad:g} deg = {math.radians(self.hip_flexion_rad):.2f} rad?"
            allowed = f"between {low:.2f} and {high:.2f} rad ({VALID_LOW_DEG:g} to {VALID_HIGH_DEG:g} deg)"
            raise ValueOutOfRangeError("hip_flexion_rad", f"{self.hip_flexion_rad:g}", allowed, advice)

    def moment_nm_kg(self, athlete: Athlete) -> float:
        """Moment per body mass (Nm/kg, positive): (force x lever + limb moment) / mass.

        Raises:
            ValueOutOfRangeError: If no hip gives such a moment.
        """
        moment = (self.force_n * self.lever_m + self.limb_moment_nm) / athlete.mass_kg
        low, high = strength_rules().believable[f"{self.action}_nm_kg"]
        if not low <= moment <= high:
            name = f"{self.side} {self.action} moment ({self.force_n:g} N x {self.lever_m:g} m / {athlete.mass_kg:g} kg)"
            raise ValueOutOfRangeError(
                name, f"{moment:.2f} Nm/kg", f"between {low:g} and {high:g} Nm/kg", "check force, lever and body mass"
            )
        return moment


def _check(name: str, value: float, unit: str, advice: str) -> None:
    low, high = strength_rules().believable[name]
    if not low <= value <= high:
        raise ValueOutOfRangeError(name, f"{value:g}", f"between {low:g} and {high:g} {unit}", advice)
