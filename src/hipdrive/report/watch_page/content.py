"""WatchContent: everything that the page of watch runs is made from, in the units that are shown, gathered by the caller."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ...language import Text


@dataclass(frozen=True, kw_only=True)
class TrendShown:
    """One measure of one sensor over days, at one speed."""

    title: Text
    """With its unit."""
    points: tuple[tuple[date, float], ...]
    """The oldest first."""
    noise: float | None
    """Standard deviation of one run; None for too few runs."""
    says: Text


@dataclass(frozen=True, kw_only=True)
class WeekShown:
    """One week on the flexors of each hip, as an estimate (Nm s/kg)."""

    begins: date
    impulse: float
    says: Text


@dataclass(frozen=True, kw_only=True)
class SpeedShown:
    """How much was run at about one speed (m/s), and what is typically asked there."""

    speed_m_s: float
    minutes: float
    steps: float
    peak_nm_kg: float
    impulse: float
    """Of one hip (Nm s/kg)."""


@dataclass(frozen=True, kw_only=True)
class WatchRunShown:
    """One run that is kept."""

    id: UUID
    on: date
    file_name: str
    says: Text


@dataclass(frozen=True, kw_only=True)
class WatchContent:
    """What an athlete's runs with a watch show."""

    athlete_name: str
    address: str
    """Of the athlete's page."""
    today: date
    says: tuple[Text, ...]
    trends: tuple[TrendShown, ...]
    weeks: tuple[WeekShown, ...]
    """The oldest first."""
    speeds: tuple[SpeedShown, ...]
    runs: tuple[WatchRunShown, ...]
    """The newest first."""
    typical_source: Text
    most_bytes: int
    """Of one file."""
