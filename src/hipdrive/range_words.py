"""How the ranges of hip flexion are called to people: the end of the range is 'deep' and its beginning 'lock-out' where extensors work."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .curve import RANGES, Action, Range, range_edges_deg
from .data.declared import ReadOnly, shipped
from .language import Text, en, joined

Run = Literal["constant", "rising", "falling"]
"""What a share of strength does over the hip's way, from straight to flexed."""


@dataclass(frozen=True, kw_only=True)
class RangeWords:
    """What one range is called for one muscle group."""

    name: Text
    """Short, for tables and filters."""
    phrase: Text
    """With what it means, for sentences."""


@dataclass(frozen=True, kw_only=True)
class _RangesFile:
    early_below_deg: float
    end_above_deg: float
    pelvis_zero_uncertainty_deg: float
    words: ReadOnly[Action, ReadOnly[Range, RangeWords]]
    runs: ReadOnly[Action, ReadOnly[Run, Text]]


def range_name(action: Action, range_: Range) -> Text:
    """'early', 'mid' or 'end' for flexors; 'lock-out', 'mid' or 'deep' for extensors."""
    return _declared().words[action][range_].name


def range_phrase(action: Action, range_: Range) -> Text:
    """Such as 'deep range (hip well flexed)'."""
    return _declared().words[action][range_].phrase


def range_span(range_: Range) -> Text:
    """'below 15°', '15 to 75°' or 'above 75°'."""
    early_below, end_above, _ = range_edges_deg()
    spans: dict[Range, Text] = {
        "early": en("below {angle_deg:g}°", angle_deg=early_below),
        "mid": en("{low_deg:g} to {high_deg:g}°", low_deg=early_below, high_deg=end_above),
        "end": en("above {angle_deg:g}°", angle_deg=end_above),
    }
    return spans[range_]


def both_names(range_: Range) -> Text:
    """'end / deep' where the muscle groups have names of their own, else the one name: for columns that hold both."""
    names = dict.fromkeys((range_name("flexor", range_), range_name("extensor", range_)))
    return joined(names, " / ")


def run_words(action: Action, run: Run) -> Text:
    """What a constant, rising or falling share means to whoever does the exercise."""
    return _declared().runs[action][run]


def extensor_ranges() -> Mapping[str, Range]:
    """Names that only extensors' ranges have, such as 'deep', with the range they mean."""
    return {range_name("extensor", range_): range_ for range_ in RANGES if range_name("extensor", range_) != range_name("flexor", range_)}


@cache
def _declared() -> _RangesFile:
    return shipped(_RangesFile, "ranges.toml")
