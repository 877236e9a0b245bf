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
            advice = f"did you mean {self.height_m / 100:.2f}?" if 120 <= self.height_m <= 230 else "give it in metres"
            raise ValueOutOfRangeError("height_m", f"{self.height_m:g}", "between 1.2 and 2.3 m", advice)
        if not 25 <= self.mass_kg <= 220:
            raise ValueOutOfRangeError("mass_kg", f"{self.mass_kg:g}", "between 25 and 220 kg", "give it in kilograms")
        if self.sex not in ("male", "female"):
            raise ValueOutOfRangeError("sex", self.sex, "'male' or 'female'")
