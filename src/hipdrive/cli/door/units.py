"""The units in which a command shows amounts: --units anywhere in it, or HIPDRIVE_UNITS."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from ...errors import ValueOutOfRangeError
from ...language import METRIC, Units, en, reader, reading_in
from .anywhere import option_anywhere

OPTION, VARIABLE = "--units", "HIPDRIVE_UNITS"
CHOICES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "metric": {"mass": "kg", "distance": "km"},
        "imperial": {"mass": "lb", "distance": "mi"},
        "kg": {"mass": "kg"},
        "lb": {"mass": "lb"},
        "km": {"distance": "km"},
        "mi": {"distance": "mi"},
        "speed": {"speed": "speed"},
        "pace": {"speed": "pace"},
    }
)
"""Word -> what it chooses; several stand with commas, the later word has the last say."""


def units_of(words: Sequence[str], environment: Mapping[str, str]) -> tuple[Units, list[str]]:
    """The units of whoever reads, and the command without the option; what stands after -- is left alone.

    Raises:
        ValueOutOfRangeError: If a word of it is not known.
    """
    asked, rest = option_anywhere(words, OPTION, environment.get(VARIABLE))
    return (METRIC if asked is None else known_units(asked)), rest


def known_units(asked: str) -> Units:
    """Units of 'imperial', 'metric,pace' or 'lb,km'.

    Raises:
        ValueOutOfRangeError: If a word of it is not known.
    """
    units = METRIC
    for word in asked.lower().split(","):
        if word.strip() not in CHOICES:
            raise ValueOutOfRangeError(
                OPTION, f"'{word.strip()}'", en("metric or imperial, or some of kg, lb, km, mi, speed and pace, with commas between")
            )
        units = replace(units, **CHOICES[word.strip()])
    return units


@contextmanager
def as_typed() -> Iterator[None]:
    """Show amounts inside it in the units in which options take them (--mass-kg, --set weight_kg=4), whatever the reader chose."""
    with reading_in(reader().code, units=METRIC):
        yield
