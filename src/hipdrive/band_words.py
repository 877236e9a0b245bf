"""What elastic bands are called."""

from collections.abc import Mapping
from types import MappingProxyType

from .language import Text, en, verbatim

BAND_WORDS: Mapping[str, Text] = {
    "tan": en("tan"),
    "yellow": en("yellow"),
    "red": en("red"),
    "green": en("green"),
    "blue": en("blue"),
    "black": en("black"),
    "silver": en("silver"),
    "gold": en("gold"),
    "loop_light": en("loop light"),
    "loop_medium": en("loop medium"),
    "loop_heavy": en("loop heavy"),
    "loop_extra_heavy": en("loop extra heavy"),
    "tube_tan": en("tube tan"),
    "tube_yellow": en("tube yellow"),
    "tube_red": en("tube red"),
    "tube_green": en("tube green"),
    "tube_blue": en("tube blue"),
    "tube_black": en("tube black"),
    "tube_silver": en("tube silver"),
}
"""Id of a band with a published table -> what stands before 'band'."""
BAND_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "tan": en("tan band"),
        "yellow": en("yellow band"),
        "red": en("red band"),
        "green": en("green band"),
        "blue": en("blue band"),
        "black": en("black band"),
        "silver": en("silver band"),
        "gold": en("gold band"),
        "loop_light": en("loop light band"),
        "loop_medium": en("loop medium band"),
        "loop_heavy": en("loop heavy band"),
        "loop_extra_heavy": en("loop extra heavy band"),
        "tube_tan": en("tube tan band"),
        "tube_yellow": en("tube yellow band"),
        "tube_red": en("tube red band"),
        "tube_green": en("tube green band"),
        "tube_blue": en("tube blue band"),
        "tube_black": en("tube black band"),
        "tube_silver": en("tube silver band"),
        "tube_gold": en("tube gold band"),
    }
)
"""Id of a band -> what it is called."""


def band_words(band: str) -> Text:
    """What stands before 'band', such as 'red'; a band of one's own by its id."""
    return BAND_WORDS.get(band) or verbatim(band.replace("_", " "))


def band_name(band: str) -> Text:
    """What a band is called, such as 'red band'; one of one's own by its id."""
    return BAND_NAMES.get(band) or en("{band} band", band=band.replace("_", " "))
