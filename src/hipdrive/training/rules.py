"""The declared numbers of matching, goals, presets, doses and safety, read from data/training and data/safety."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import Any

from ..curve import Action, Range
from ..data import DATA
from ..errors import UnknownNameError


def _table(folder: str, file: str) -> dict[str, Any]:
    return tomllib.loads((DATA / folder / file).read_text(encoding="utf-8"))


@dataclass(frozen=True, kw_only=True)
class MatchRules:
    """When a load counts as training (data/training/match.toml)."""

    highest_intensity: float
    """Largest load / capacity on the low edge of the capacity band."""
    stimulus_starts_at: float
    """Intensity at which training begins to count (i0)."""
    stimulus_full_at: float
    """Intensity from which training counts fully (i1)."""
    stimulus_source: str
    least_share_of_maximum: float
    """Capacity below this share of its own maximum is unknown."""
    hold_transfer_deg: float
    """How far (deg) a hold trains to either side of its angle: an assumption."""
    hold_source: str
    much_slower: float
    """Share of the stride's speed below which an exercise is called slow."""


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What a goal prefers (data/training/goals.toml)."""

    name: str
    flexor: float
    extensor: float
    early: float
    mid: float
    end: float
    floor: float
    """Least share of the largest need that every known degree counts."""
    explosive_from_week: int
    """First week in which explosive set-ups may be used; 0 for never."""
    why: str
    against: str

    def weight(self, action: Action, name: Range) -> float:
        """Weight of one action in one range."""
        by_action = {"flexor": self.flexor, "extensor": self.extensor}[action]
        return by_action * {"early": self.early, "mid": self.mid, "end": self.end}[name]


@dataclass(frozen=True, kw_only=True)
class School:
    """Which range a school of thought holds to matter most (data/training/schools.toml)."""

    name: str
    early: float
    mid: float
    end: float
    floor: float
    why: str
    against: str


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A ready-made amount of training (data/training/presets.toml)."""

    name: str
    minutes_per_week: float
    weeks: int
    sessions_per_week: int
    most_sets: int
    source: str


@dataclass(frozen=True, kw_only=True)
class PlanLimits:
    """What may be asked of a plan (data/training/presets.toml, limits)."""

    minutes_per_week: tuple[float, float]
    weeks: tuple[int, int]
    sessions_per_week: tuple[int, int]
    days: tuple[tuple[int, ...], ...]
    """Days of the week (1 to 7) by number of sessions."""
    most_exercises: int
    least_gain: float
    """What an exercise must add to the coverage of the set."""


@dataclass(frozen=True, kw_only=True)
class DoseRules:
    """Doses and progression (data/training/doses.toml)."""

    sets: tuple[int, int]
    reps: tuple[int, int]
    hold_s: tuple[float, float]
    tempo: str
    rest_s: float
    rir: int
    default_source: str
    load_step_low: float
    load_step_high: float
    load_step: float
    load_rounding_kg: float
    reps_step: int
    progress_source: str
    band_step: str
    explosive_s: float
    default_repetition_s: float
    set_up_s: float
    metre_s: float
    fatigue_reps: int
    last_week: str
    deload_every_weeks: int
    """Each so-manieth week has the fewest sets and no progress."""
    deload_from_weeks: int
    """Only in plans of at least so many weeks."""
    deload_why: str
    maintenance_sessions: int
    """Sessions a week after the last week."""
    maintenance: str
    complement: str
    retest: tuple[str, ...]
    stop_for: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SafetyRow:
    """One row of the safety screen (data/safety/screen.toml)."""

    id: str
    kind: str
    statement: str
    applies: str
    """'always', or the equipment that brings it up: 'band' or 'weight'."""
    source: str
    confidence: str


@cache
def match_rules() -> MatchRules:
    """The shipped rules of matching."""
    table = _table("training", "match.toml")
    return MatchRules(
        highest_intensity=table["limit"]["highest_intensity"],
        stimulus_starts_at=table["stimulus"]["starts_at"],
        stimulus_full_at=table["stimulus"]["full_at"],
        stimulus_source=table["stimulus"]["source"],
        least_share_of_maximum=table["known"]["least_share_of_maximum"],
        hold_transfer_deg=table["hold"]["transfer_deg"],
        hold_source=table["hold"]["source"],
        much_slower=table["speed"]["much_slower"],
    )


@cache
def goals() -> Mapping[str, Goal]:
    """All goals by name."""
    return MappingProxyType({name: Goal(name=name, **row) for name, row in _table("training", "goals.toml").items()})


@cache
def schools() -> Mapping[str, School]:
    """All schools of thought by name."""
    return MappingProxyType({name: School(name=name, **row) for name, row in _table("training", "schools.toml").items()})


@cache
def presets() -> Mapping[str, Preset]:
    """All presets by name."""
    table = _table("training", "presets.toml")
    return MappingProxyType({name: Preset(name=name, **row) for name, row in table.items() if name != "limits"})


def goal_of(name: str) -> Goal:
    """One goal by name.

    Raises:
        UnknownNameError: If there is no such goal.
    """
    if name not in goals():
        raise UnknownNameError("goal", name, goals())
    return goals()[name]


def school_of(name: str) -> School:
    """One school of thought by name.

    Raises:
        UnknownNameError: If there is no such school.
    """
    if name not in schools():
        raise UnknownNameError("school", name, schools())
    return schools()[name]


def preset_of(name: str) -> Preset:
    """One preset by name.

    Raises:
        UnknownNameError: If there is no such preset.
    """
    if name not in presets():
        raise UnknownNameError("preset", name, presets())
    return presets()[name]


@cache
def plan_limits() -> PlanLimits:
    """The shipped limits of a plan."""
    table = _table("training", "presets.toml")["limits"]
    return PlanLimits(
        minutes_per_week=tuple(table["minutes_per_week"]),
        weeks=tuple(table["weeks"]),
        sessions_per_week=tuple(table["sessions_per_week"]),
        days=tuple(tuple(days) for days in table["days"]),
        most_exercises=table["most_exercises"],
        least_gain=table["least_gain"],
    )


@cache
def dose_rules() -> DoseRules:
    """The shipped rules of dose and progression."""
    table = _table("training", "doses.toml")
    default, progress = dict(table["default"]), table["progress"]
    found: dict[str, Any] = {
        "default_source": default.pop("source"),
        "progress_source": progress["source"],
        "band_step": progress["band"],
        "retest": tuple(table["retest"]["what"]),
        "last_week": table["retest"]["last_week"],
        "deload_every_weeks": table["deload"]["every_weeks"],
        "deload_from_weeks": table["deload"]["from_weeks"],
        "deload_why": table["deload"]["why"],
        "stop_for": tuple(table["stop"]["every_line"]),
        **{name: tuple(value) if isinstance(value, list) else value for name, value in default.items()},
        **table["time"],
        **table["after"],
    }
    names = {field.name for field in fields(DoseRules)}
    found.update({name: value for name, value in progress.items() if name in names})
    return DoseRules(**found)


@cache
def safety_rows() -> tuple[SafetyRow, ...]:
    """The safety screen: red flags first, then the pain rule, then the rest."""
    order = {"red flag": 0, "pain rule": 1}
    rows = [SafetyRow(id=row_id, **row) for row_id, row in _table("safety", "screen.toml").items()]
    return tuple(sorted(rows, key=lambda row: (order.get(row.kind, 2), row.id)))
