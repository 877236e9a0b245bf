"""The declared numbers of matching, goals, presets, doses and safety, read from data/training and data/safety."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from ..curve import Action, Range
from ..data.declared import at, declared, named, read_only, shipped, shipped_toml
from ..errors import UnknownNameError
from ..language import Text, en

PRESETS, LIMITS = "presets.toml", "limits"


@dataclass(frozen=True, kw_only=True)
class MatchRules:
    """When a load counts as training (data/training/match.toml)."""

    highest_intensity: Annotated[float, at("limit", "highest_intensity")]
    """Largest load / capacity on the central estimate."""
    hold_counts_s: Annotated[float, at("limit", "hold_counts_s")]
    """Seconds of a hold that count as one repetition."""
    stimulus_starts_at: Annotated[float, at("stimulus", "starts_at")]
    """Intensity at which training begins to count (i0)."""
    stimulus_full_at: Annotated[float, at("stimulus", "full_at")]
    """Intensity from which training counts fully (i1)."""
    stimulus_source: Annotated[Text, at("stimulus", "source")]
    least_share_of_maximum: Annotated[float, at("known", "least_share_of_maximum")]
    """Capacity below this share of its own maximum is unknown."""
    hold_transfer_deg: Annotated[float, at("hold", "transfer_deg")]
    """How far (deg) a hold trains to either side of its angle: an assumption."""
    hold_source: Annotated[Text, at("hold", "source")]
    much_slower: Annotated[float, at("speed", "much_slower")]
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
    typical_speed_m_s: float
    """Speed of the typical demand where neither a recording nor a speed is given."""
    explosive_from_week: int
    """First week in which explosive set-ups may be used; 0 for never."""
    why: Text
    against: Text

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
    why: Text
    against: Text


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A ready-made amount of training (data/training/presets.toml)."""

    name: str
    minutes_per_week: float
    weeks: int
    sessions_per_week: int
    most_sets: int
    source: Text


@dataclass(frozen=True, kw_only=True)
class PlanLimits:
    """What may be asked of a plan (data/training/presets.toml, limits)."""

    minutes_per_week: tuple[float, float]
    weeks: tuple[int, int]
    sessions_per_week: tuple[int, int]
    days: tuple[tuple[int, ...], ...]
    """Days of the week (1 to 7) by number of sessions."""


@dataclass(frozen=True, kw_only=True)
class DoseRules:
    """Doses and progression (data/training/doses.toml)."""

    sets: Annotated[tuple[int, int], at("default", "sets")]
    reps: Annotated[tuple[int, int], at("default", "reps")]
    hold_s: Annotated[tuple[float, float], at("default", "hold_s")]
    tempo: Annotated[str, at("default", "tempo")]
    rest_s: Annotated[float, at("default", "rest_s")]
    rir: Annotated[int, at("default", "rir")]
    default_source: Annotated[Text, at("default", "source")]
    load_step_low: Annotated[float, at("progress", "load_step_low")]
    load_step_high: Annotated[float, at("progress", "load_step_high")]
    load_step: Annotated[float, at("progress", "load_step")]
    load_rounding_kg: Annotated[float, at("progress", "load_rounding_kg")]
    reps_step: Annotated[int, at("progress", "reps_step")]
    progress_source: Annotated[str, at("progress", "source")]
    band_step: Annotated[Text, at("progress", "band")]
    explosive_s: Annotated[float, at("time", "explosive_s")]
    default_repetition_s: Annotated[float, at("time", "default_repetition_s")]
    set_up_s: Annotated[float, at("time", "set_up_s")]
    metre_s: Annotated[float, at("time", "metre_s")]
    fatigue_reps: Annotated[int, at("time", "fatigue_reps")]
    last_week: Annotated[Text, at("retest", "last_week")]
    deload_every_weeks: Annotated[int, at("deload", "every_weeks")]
    """Every this many weeks comes a week with the fewest sets and no progress."""
    deload_from_weeks: Annotated[int, at("deload", "from_weeks")]
    """Only in plans of at least this many weeks."""
    deload_why: Annotated[Text, at("deload", "why")]
    maintenance_sessions: Annotated[int, at("after", "maintenance_sessions")]
    """Sessions a week after the last week."""
    maintenance: Annotated[Text, at("after", "maintenance")]
    complement: Annotated[Text, at("after", "complement")]
    retest: Annotated[tuple[Text, ...], at("retest", "what")]
    stop_for: Annotated[tuple[Text, ...], at("stop", "every_line")]


@dataclass(frozen=True, kw_only=True)
class SafetyRow:
    """One row of the safety screen (data/safety/screen.toml)."""

    id: str
    kind: str
    statement: Text
    applies: str
    """'always', or the equipment that brings it up: 'band' or 'weight'."""
    source: str
    confidence: str


@cache
def match_rules() -> MatchRules:
    """The shipped rules of matching."""
    return shipped(MatchRules, "training", "match.toml")


@cache
def goals() -> Mapping[str, Goal]:
    """All goals by name."""
    return read_only(declared(dict[str, Goal], named(shipped_toml("training", "goals.toml"), "name"), file="goals.toml"))


@cache
def schools() -> Mapping[str, School]:
    """All schools of thought by name."""
    return read_only(declared(dict[str, School], named(shipped_toml("training", "schools.toml"), "name"), file="schools.toml"))


@cache
def presets() -> Mapping[str, Preset]:
    """All presets by name."""
    table = named({name: row for name, row in shipped_toml("training", PRESETS).items() if name != LIMITS}, "name")
    return read_only(declared(dict[str, Preset], table, file=PRESETS))


def goal_of(name: str) -> Goal:
    """One goal by name.

    Raises:
        UnknownNameError: If there is no such goal.
    """
    if name not in goals():
        raise UnknownNameError(en("goal"), name, goals())
    return goals()[name]


def school_of(name: str) -> School:
    """One school of thought by name.

    Raises:
        UnknownNameError: If there is no such school.
    """
    if name not in schools():
        raise UnknownNameError(en("school"), name, schools())
    return schools()[name]


def preset_of(name: str) -> Preset:
    """One preset by name.

    Raises:
        UnknownNameError: If there is no such preset.
    """
    if name not in presets():
        raise UnknownNameError(en("preset"), name, presets())
    return presets()[name]


@cache
def plan_limits() -> PlanLimits:
    """The shipped limits of a plan."""
    return declared(PlanLimits, shipped_toml("training", PRESETS)[LIMITS], file=PRESETS)


@cache
def dose_rules() -> DoseRules:
    """The shipped rules of dose and progression."""
    return shipped(DoseRules, "training", "doses.toml")


@cache
def safety_rows() -> tuple[SafetyRow, ...]:
    """The safety screen: red flags first, then the pain rule, then the rest."""
    order = {"red flag": 0, "pain rule": 1}
    rows = declared(dict[str, SafetyRow], named(shipped_toml("safety", "screen.toml")), file="screen.toml")
    return tuple(sorted(rows.values(), key=lambda row: (order.get(row.kind, 2), row.id)))
