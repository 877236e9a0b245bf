"""StrengthTest: one isometric push against a dynamometer, with lever arm and hip angle."""

import math
from dataclasses import dataclass

from ...body import SIDES, Athlete, Side
from ...body_words import SIDE_MUSCLE
from ...curve import Action
from ...errors import ValueOutOfRangeError
from ...language import Text, en, layout
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
            allowed = en("'left' or 'right'")
            raise ValueOutOfRangeError(en("side of a strength test"), f"'{self.side}'", allowed, en("enter one test per side"))
        if self.action not in ("flexor", "extensor"):
            raise ValueOutOfRangeError(en("action of a strength test"), f"'{self.action}'", en("'flexor' or 'extensor'"))
        _check("force_n", self.force_n, "N", en("give it in newtons (kilograms on the display times 9.81)"))
        centimetres = en("did you mean {number:.2f}?", number=self.lever_m / 100)
        _check("lever_m", self.lever_m, "m", centimetres if 10 <= self.lever_m <= 110 else en("give it in metres from hip to pad"))
        _check("limb_moment_nm", self.limb_moment_nm, "Nm", en("give the moment of the limb's weight"))
        low, high = math.radians(VALID_LOW_DEG), math.radians(VALID_HIGH_DEG)
        if not low <= self.hip_flexion_rad <= high:
            angle = self.hip_flexion_rad
            advice = en("did you mean {angle_deg:g} deg = {angle_rad:.2f} rad?", angle_deg=angle, angle_rad=math.radians(angle))
            allowed = en(
                "between {low:.2f} and {high:.2f} rad ({low_deg:g} to {high_deg:g} deg)",
                low=low,
                high=high,
                low_deg=VALID_LOW_DEG,
                high_deg=VALID_HIGH_DEG,
            )
            raise ValueOutOfRangeError("hip_flexion_rad", layout("{angle_rad:g}", angle_rad=angle), allowed, advice)

    def moment_nm_kg(self, athlete: Athlete) -> float:
        """Moment per body mass (Nm/kg, positive): (force x lever + limb moment) / mass.

        Raises:
            ValueOutOfRangeError: If no hip gives such a moment.
        """
        moment = (self.force_n * self.lever_m + self.limb_moment_nm) / athlete.mass_kg
        low, high = strength_rules().believable[f"{self.action}_nm_kg"]
        if not low <= moment <= high:
            name = layout(
                "{moment} ({force_n:g} N x {lever_m:g} m / {mass_kg:g} kg)",
                moment=en("{muscle} moment", muscle=SIDE_MUSCLE[self.side, self.action]),
                force_n=self.force_n,
                lever_m=self.lever_m,
                mass_kg=athlete.mass_kg,
            )
            allowed, advice = en("between {low:g} and {high:g} Nm/kg", low=low, high=high), en("check force, lever and body mass")
            raise ValueOutOfRangeError(name, layout("{nm_kg:.2f} Nm/kg", nm_kg=moment), allowed, advice)
        return moment


def _check(name: str, value: float, unit: str, advice: Text) -> None:
    low, high = strength_rules().believable[name]
    if not low <= value <= high:
        allowed = en("between {low:g} and {high:g} {unit}", low=low, high=high, unit=unit)
        raise ValueOutOfRangeError(name, layout("{value:g}", value=value), allowed, advice)
