"""CompareContent: everything that the page of two runs is made from, gathered by the caller."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...body import Athlete, Side
from ...gait import MeasuredChange, StrideCurve
from ...gait.measures.measure import Measure
from ...gait.verdict.quality import Grade
from ...note import Note


@dataclass(frozen=True, kw_only=True)
class RunShown:
    """One of the two runs."""

    name: str
    """What the page calls it."""
    athlete: Athlete
    speed_m_s: float
    cadence_steps_per_min: float
    treadmill: bool
    grade: Grade
    """How far the recording can be trusted."""
    strides: Mapping[Side, int]
    measures: Mapping[Side, Mapping[str, Measure]]
    curves: Mapping[Side, Mapping[str, StrideCurve]]
    """By name and unit; empty for a side without a whole stride."""


@dataclass(frozen=True, kw_only=True)
class CompareContent:
    """Two runs and what changed between them."""

    before: RunShown
    after: RunShown
    warnings: tuple[Note, ...]
    """What to keep in mind, the weightiest first."""
    changes: tuple[MeasuredChange, ...]
    """Every measure of both sides, whatever the verdict."""
    same_speed: bool
    """Whether speeds are so near that differences may be called changes."""
