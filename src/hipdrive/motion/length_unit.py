"""Units of length that motion files are written in, however they spell them."""

import numpy as np

from ..arrays import FloatArray
from ..errors import InputFileError
from ..language import Text, en, joined
from ..note import Note

METRES_PER_UNIT = {"mm": 0.001, "cm": 0.01, "dm": 0.1, "m": 1.0, "in": 0.0254, "ft": 0.3048}
_SPELLINGS = {
    "mm": ("millimeter", "millimeters", "millimetre", "millimetres", "mms", "milimeters"),
    "cm": ("centimeter", "centimeters", "centimetre", "centimetres", "cms"),
    "dm": ("decimeter", "decimeters", "decimetre", "decimetres"),
    "m": ("meter", "meters", "metre", "metres", "mete", "metr", "mtr"),
    "in": ("inch", "inches", '"', "ins"),
    "ft": ("foot", "feet", "'"),
}
_UNIT_OF = {spelling: unit for unit, spellings in _SPELLINGS.items() for spelling in (unit, *spellings)}


def length_unit(named: str) -> str | None:
    """Return the key of `METRES_PER_UNIT` that a file means by this word; None where it is no unit of length."""
    return _UNIT_OF.get(named.strip().strip(".[]()").lower())


def settled_unit(file_name: str, named: str, where: Text) -> str:
    """Return the unit that a file names.

    Args:
        file_name: For the message.
        named: As the file has it.
        where: Where it stands in the file.

    Raises:
        InputFileError: It is no unit of length.
    """
    unit = length_unit(named)
    if unit is None:
        raise InputFileError(
            file_name,
            en("the unit of length is '{named}'", named=named),
            en("use one of {units} {where}", units=joined(METRES_PER_UNIT, ", "), where=where),
        )
    return unit


def guessed_unit(positions: FloatArray) -> tuple[str, Note]:
    """The unit that the size of the numbers speaks for where a file names none, and the note that says so.

    Args:
        positions: (n, m, 3) as they stand in the file.
    """
    seen = np.abs(positions[np.isfinite(positions) & (positions != 0.0)])
    if not seen.size:
        return "mm", Note("unit_guessed", en("The file gives no unit of length and holds no markers; mm was assumed."))
    unit = "mm" if float(np.percentile(seen, 75)) > 20.0 else "m"
    return unit, Note("unit_guessed", en("The file gives no unit of length; from the size of the numbers, {unit} was assumed.", unit=unit))
