"""Who runs or trains: body mass, height and the sex whose segment table is used."""

from dataclasses import dataclass
from typing import Literal

from ..errors import ValueOutOfRangeError

Sex = Literal["male", "female"]


@dataclass(frozen=True, kw_only=True)
class Athlete:
    """One person's body, as far as mechanics needs it."""

    mass_kg: float
    """Body mass, 25 to 220 kg."""
    height_m: float
    """Standing height, 1.2 to 2.3 m."""
    sex: Sex = "male"
    """Chooses the row of the segment table and of the strength norms."""

    def __post_init__(self) -> None:
        if not 1.2 <= self.height_m <= 2.3:
            raise ValueOutOfRangeError("height_m", f"{self.height_m:g}", "between 1.2 and 2.3 m", _in_metres(self.height_m))
        if not 25 <= self.mass_kg <= 220:
            raise ValueOutOfRangeError("mass_kg", f"{self.mass_kg:g}", "between 25 and 220 kg", "give it in kilograms")
        if self.sex not in ("male", "female"):
            raise ValueOutOfRangeError("sex", self.sex, "'male' or 'female'")


def _in_metres(height: float) -> str:
    """What a height that is not in metres was probably meant to be."""
    if 120 <= height <= 230:
        return f"did you mean {height / 100:.2f}?"
    if 1200 <= height <= 2300:
        return f"did you mean {height / 1000:.2f}?"
    if 48 <= height <= 90:
        return f"if these are inches, they are {0.0254 * height:.2f} m: give it in metres"
    if 4 <= height <= 7.5:
        return f"if these are feet, they are {0.3048 * height:.2f} m: give it in metres"
    return "give it in metres"
