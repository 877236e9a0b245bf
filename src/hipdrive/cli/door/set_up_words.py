"""The words of --set: values of a set-up as the command line has them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...language import en, layout, verbatim

if TYPE_CHECKING:
    from ...exercise import Value


def read_settings(words: Sequence[str]) -> "dict[str, Value]":
    """Read 'key=value' words: numbers where they are numbers, text otherwise.

    Raises:
        ValueOutOfRangeError: If a word has no '='.
    """
    from ...errors import ValueOutOfRangeError

    settings: dict[str, Value] = {}
    for word in words:
        key, equals, text = word.partition("=")
        if not equals or not key.strip() or not text.strip():
            raise ValueOutOfRangeError(
                "--set", layout("'{word}'", word=word), verbatim("KEY=VALUE"), en("write, for example, --set weight_kg=4")
            )
        settings[key.strip()] = _value(text.strip())
    return settings


def _value(text: str) -> "Value":
    try:
        return float(text)
    except ValueError:
        return text
