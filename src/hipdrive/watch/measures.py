"""The declared measures and rules of watch files (data/watch)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Annotated, Literal, get_args

from ..data.declared import at, shipped, shipped_toml
from ..data.declared import declared as declared_as
from ..language import Text

WatchMeasureId = Literal["cadence_steps_per_min", "contact_time_s", "contact_balance_left", "vertical_oscillation_m", "step_length_m"]
WATCH_MEASURES: tuple[WatchMeasureId, ...] = get_args(WatchMeasureId)
FACTORS: Mapping[str, float] = MappingProxyType(
    {
        "rpm": 2.0,
        "strides/min": 2.0,
        "spm": 1.0,
        "steps/min": 1.0,
        "s": 1.0,
        "sec": 1.0,
        "seconds": 1.0,
        "ms": 1e-3,
        "milliseconds": 1e-3,
        "msec": 1e-3,
        "m": 1.0,
        "meters": 1.0,
        "cm": 1e-2,
        "centimeters": 1e-2,
        "mm": 1e-3,
        "millimeters": 1e-3,
        "%": 1e-2,
        "percent": 1e-2,
    }
)
"""Unit as files write it, in small letters -> its size in the unit of the measure; revolutions a minute are strides of one leg."""
DIMENSIONS: Mapping[WatchMeasureId, frozenset[str]] = MappingProxyType(
    {
        "cadence_steps_per_min": frozenset({"rpm", "strides/min", "spm", "steps/min"}),
        "contact_time_s": frozenset({"s", "sec", "seconds", "ms", "milliseconds", "msec"}),
        "contact_balance_left": frozenset({"%", "percent"}),
        "vertical_oscillation_m": frozenset({"m", "meters", "cm", "centimeters", "mm", "millimeters"}),
        "step_length_m": frozenset({"m", "meters", "cm", "centimeters", "mm", "millimeters"}),
    }
)
"""Units in which each measure may be written."""


@dataclass(frozen=True, kw_only=True)
class WatchMeasure:
    """One measure: what it is called, where files hold it, and what it can be."""

    id: WatchMeasureId
    name: Text
    native: str
    """Field of a record in the FIT profile."""
    native_number: int
    native_unit: str
    """Unit to which that field is decoded."""
    names: tuple[str, ...]
    """What fields that apps add call it, in small letters."""
    lowest: float
    highest: float
    source: str


@dataclass(frozen=True, kw_only=True)
class WatchRules:
    """How runs are held beside each other (data/watch/watch.toml)."""

    longest_step_s: Annotated[float, at("record", "longest_step_s")]
    """A longer gap between two records is a pause."""
    fastest_m_s: Annotated[float, at("record", "fastest_m_s")]
    grade_over_m: Annotated[float, at("record", "grade_over_m")]
    """Distance over which a slope is taken from height."""
    steepest: Annotated[float, at("record", "steepest")]
    record_source: Annotated[str, at("record", "source")]
    leave_out_first_s: Annotated[float, at("steady", "leave_out_first_s")]
    most_grade: Annotated[float, at("steady", "most_grade")]
    """Largest slope, up or down, of what counts as level."""
    bin_m_s: Annotated[float, at("steady", "bin_m_s")]
    """Width of the bins of speed."""
    steady_source: Annotated[str, at("steady", "source")]
    band_m_s: Annotated[float, at("compare", "band_m_s")]
    """Runs are compared within so much of one speed."""
    least_s: Annotated[float, at("compare", "least_s")]
    fewest_runs: Annotated[int, at("compare", "fewest_runs")]
    confidence: Annotated[float, at("compare", "confidence")]
    compare_source: Annotated[str, at("compare", "source")]
    slowest_m_s: Annotated[float, at("week", "slowest_m_s")]
    """What is slower is walked."""
    week_fastest_m_s: Annotated[float, at("week", "fastest_m_s")]
    """Fastest speed at which the typical impulse is known; faster steps count as at it."""
    shown_weeks: Annotated[int, at("week", "shown")]
    week_source: Annotated[str, at("week", "source")]


@cache
def watch_measures() -> Mapping[WatchMeasureId, WatchMeasure]:
    """The shipped measures by id."""
    measures = declared_as(tuple[WatchMeasure, ...], shipped_toml("watch", "measures.toml")["measure"], file="measures.toml")
    return MappingProxyType({measure.id: measure for measure in measures})


@cache
def watch_rules() -> WatchRules:
    """The shipped rules."""
    return shipped(WatchRules, "watch", "watch.toml")
