"""The plan as a value: what to do week by week, what stands before it, why, and what comes after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...errors import NOTHING
from ...language import Text
from ..log.dose import Dose
from ..log.session import LoggedSide
from ..match.best_set import BestSet
from ..running_week.running import Running, Weekday
from .programme import ProgrammeLine


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """One exercise of one side in one session."""

    exercise: str
    name: Text
    side: LoggedSide
    """'both' where the sides alternate or work together."""
    dose: Dose
    set_up: Mapping[str, Any]
    stop_for: tuple[Text, ...]
    why: tuple[Text, ...]
    says: Text = NOTHING
    """What a projected line asks if all goes well, in short; empty for the session that is exact."""
    finding: Text = NOTHING
    """In the first session: how a set should feel, and what to take next if it felt otherwise."""


@dataclass(frozen=True, kw_only=True)
class PlanSession:
    """One session."""

    week: int
    day: int
    """Day of the week, 1 to 7, counted from the plan's first day."""
    on: date | None
    """The date; None in a plan without a start."""
    minutes: float
    """Warm-up included."""
    lines: tuple[PlanLine, ...]
    projected: bool = False
    """Whether it shows what the rules of following will ask if all goes well, and not what is to be done for certain."""
    warm_up: Text = NOTHING
    """How to warm up; empty where the first repetitions do."""
    warm_up_minutes: float = 0.0
    light: bool = False
    """Fewest sets, no step forward and nothing new, because a hard run or a race follows."""
    note: Text = NOTHING
    """What the running has to do with the day; empty where nothing."""
    moved_from: date | None = None
    """The day on which it stood when the plan was made; None where it was not moved."""


@dataclass(frozen=True, kw_only=True)
class Retest:
    """When to test again."""

    week: int
    day: int
    """Day of the week, 1 to 7."""
    on: date | None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Weeks of training with what stands before them and what comes after."""

    goal: str
    preset: str
    school: str | None
    weeks: int
    minutes_per_week: float
    start: date | None
    running: Running
    """The hard runs and races that its days stand beside."""
    free_days: tuple[Weekday, ...]
    """Days of the week on which sessions may fall; none named: any."""
    before: tuple[Text, ...]
    """Red flags, the pain rule and cautions: to be read before the first line."""
    why: tuple[Text, ...]
    sessions: tuple[PlanSession, ...]
    retest_at: Retest
    retest: tuple[Text, ...]
    maintenance: tuple[PlanLine, ...]
    """Lines of the one session a week that keeps what was gained, after the last week."""
    programme: tuple[ProgrammeLine, ...]
    """What following the plan starts from."""
    chosen: BestSet
    unmet: tuple[str, ...] = ()
    """Ids of the rules (data/training/plan.toml) that it could not keep; each is explained in why."""
