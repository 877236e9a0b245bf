"""What bands are called in the middle of a sentence."""

from collections.abc import Mapping

from ...language import Text, en, verbatim

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


def band_words(band: str) -> Text:
    """What stands before 'band', such as 'red'; a band of one's own by its id."""
    return BAND_WORDS.get(band) or verbatim(band.replace("_", " "))
