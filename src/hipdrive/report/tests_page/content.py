"""TestsContent: everything that the page of an athlete's tests is made from, gathered by the caller."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ...capacity import Protocol, TestResult
from ...language import Text


@dataclass(frozen=True, kw_only=True)
class MeasuredSign:
    """What a recording measured of one side of a test that is else looked at."""

    protocol: str
    says: Text
    run: UUID
    stands: bool
    """False where somebody entered a result on that day or later."""


@dataclass(frozen=True, kw_only=True)
class TestsContent:
    """The tests of an athlete, one of them opened."""

    __test__ = False  # no test, though it is called one

    athlete_name: str
    address: str
    """Of the athlete's page."""
    on: date
    protocols: tuple[Protocol, ...]
    results: tuple[TestResult, ...]
    """From the oldest to the newest."""
    chosen: Protocol | None
    """The test that is opened; None where only the list is shown."""
    units: tuple[str, ...]
    """In which its value may be typed, its own first."""
    drawn: str
    """The exercise whose position it is, as an SVG document; empty where there is none."""
    exercises: Mapping[str, str]
    """Id -> name of every exercise, for tests that ask for one."""
    measured: tuple[MeasuredSign, ...] = ()
    most_clip_bytes: int = 0
    """Of a clip of a test; 0 where none can be sent."""
    due_since: date | None
    """Day of a retest that is due; None where none is."""
