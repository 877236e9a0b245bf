"""hipdrive.watch/1: what an athlete's runs with a watch show over weeks - trends at one speed, and the week on the hips as an estimate."""

from datetime import date
from typing import Literal

from pydantic import Field

from ...language import Text
from ..runs.watch import KeptWatchRunDocument, MeasureId
from ..wire_model import Wire


class TrendPointDocument(Wire):
    """One run in a trend."""

    on: date
    value: float
    """At the speed of the comparison, in the unit of the measure's name."""
    seconds: float
    """How much level running near that speed it rests on."""


class TrendDocument(Wire):
    """One measure of one sensor over runs at one speed."""

    measure: MeasureId
    name: Text
    sensor: str
    points: tuple[TrendPointDocument, ...]
    """The oldest first."""
    noise: float | None
    """Standard deviation of one run about its neighbours; null for too few runs."""
    change: float | None
    """From the first run to the last, along the straight line through all; null for too few runs."""
    change_noise: float | None
    """How large such a change must be to be more than noise."""
    beyond_noise: bool
    says: Text
    """The trend in one sentence."""


class WeekDocument(Wire):
    """One week on the hip flexors, as an estimate: typical of others, not measured on this athlete."""

    begins: date
    """A Monday."""
    runs: int
    seconds: float
    distance_m: float
    steps: float
    """Of both legs."""
    counted: bool
    """Whether a sensor counted all steps; otherwise the typical cadence stands in."""
    impulse_nm_s_kg: float
    """Flexor impulse of one hip: its swings at each speed times what is typical there."""
    low_nm_s_kg: float
    """For a runner one standard deviation beneath the mean of runners; high alike."""
    high_nm_s_kg: float
    held_share: float
    """Share of the steps that were faster than the typical impulse is known for."""
    walked_s: float
    """Slower than anybody runs: not in the estimate."""
    says: Text


class SpeedShareDocument(Wire):
    """How much was run at about one speed, and what is typically asked there."""

    from_m_s: float
    to_m_s: float
    seconds: float
    steps: float
    impulse_nm_s_kg: float
    """Of one hip."""
    peak_nm_kg: float
    """Typical largest flexor moment in the middle of it."""


class WatchDocument(Wire):
    """What runs with a watch show."""

    schema_: Literal["hipdrive.watch/1"] = Field("hipdrive.watch/1", alias="schema")
    athlete: str
    runs: tuple[KeptWatchRunDocument, ...]
    """From the oldest to the newest."""
    speed_m_s: float | None
    """Where runs are compared; null where no run is long enough."""
    band_m_s: float
    """So far from it a run may be."""
    trends: tuple[TrendDocument, ...]
    weeks: tuple[WeekDocument, ...]
    """Weeks with runs, the oldest first."""
    speeds: tuple[SpeedShareDocument, ...]
    """Over the weeks that are shown, the slowest first."""
    typical_source: Text
    """Whose demand the estimate takes."""
    says: tuple[Text, ...]
    """What it comes to, in sentences."""
