"""Who runs or trains: body mass, height and the sex whose segment table is used."""

from dataclasses import dataclass
from typing import Literal

from ..errors import ValueOutOfRangeError
from ..language import Text, en

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
            raise ValueOutOfRangeError("height_m", self.height_m, en("between 1.2 and 2.3 m"), _in_metres(self.height_m))
        if not 25 <= self.mass_kg <= 220:
            raise ValueOutOfRangeError("mass_kg", self.mass_kg, en("between 25 and 220 kg"), en("give it in kilograms"))
        if self.sex not in ("male", "female"):
            raise ValueOutOfRangeError("sex", self.sex, en("'male' or 'female'"))


def _in_metres(height: float) -> Text:
    """What a height that is not in metres was probably meant to be."""
    if 120 <= height <= 230:
        return en("did you mean {height_m:.2f}?", height_m=height / 100)
    if 1200 <= height <= 2300:
        return en("did you mean {height_m:.2f}?", height_m=height / 1000)
    if 48 <= height <= 90:
        return en("if these are inches, they are {height_m:.2f} m: give it in metres", height_m=0.0254 * height)
    if 4 <= height <= 7.5:
        return en("if these are feet, they are {height_m:.2f} m: give it in metres", height_m=0.3048 * height)
    return en("give it in metres")
